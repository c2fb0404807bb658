"""What several tests of the library need."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.text import Text

from cnnlib.data import fetch
from cnnlib.data.published import Published
from cnnlib.plot import Picture


@pytest.fixture
def figures(monkeypatch):
    """The figures behind the pictures that are made, in order, each with its `labels` and their `places`.

    Places are those of every text but the ticks' labels: these may lie beyond an axis, and are not drawn then.
    """
    made, render = [], Picture.__init__

    def look(self, figure, alt, facts=None):
        figure.draw_without_rendering()
        axes = [axis for panel in figure.axes for axis in (panel.xaxis, panel.yaxis)]
        ticks = [label for axis in axes for label in axis.get_ticklabels()]
        figure.labels = [text for text in figure.findobj(Text) if text.get_text()]
        figure.places = [label.get_window_extent() for label in figure.labels if label not in ticks]
        made.append(figure)
        render(self, figure, alt, facts)

    monkeypatch.setattr(Picture, "__init__", look)
    return made


@pytest.fixture(scope="session")
def published() -> Callable[[str, bytes], Published]:
    """Describes a file of this name and content, as its publisher would."""
    return lambda name, content: Published(name, len(content), hashlib.md5(content).hexdigest())


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty data folder, and no network."""
    monkeypatch.setenv("CNNLIB_DATA", str(tmp_path))

    def no_network(url, start):
        raise fetch.MirrorError("no network in this test")

    monkeypatch.setattr(fetch, "_open", no_network)
    return tmp_path


@pytest.fixture
def real(root, monkeypatch) -> Path:
    folder = root.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files are not beside the checkout, in ../shared/data")
    monkeypatch.setenv("CNNLIB_DATA", str(folder))
    return folder
