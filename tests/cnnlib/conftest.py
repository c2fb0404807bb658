"""What several tests of the library need."""

import pytest
from matplotlib.text import Text

from cnnlib.plot import Picture


@pytest.fixture
def figures(monkeypatch):
    """The figures behind the pictures that are made, in order, each with its `labels` and their `places`.

    Places are those of every text but the ticks' labels: these may lie beyond an axis, and are not drawn then.
    """
    made, render = [], Picture.__init__

    def look(self, figure, alt):
        figure.draw_without_rendering()
        axes = [axis for panel in figure.axes for axis in (panel.xaxis, panel.yaxis)]
        ticks = [label for axis in axes for label in axis.get_ticklabels()]
        figure.labels = [text for text in figure.findobj(Text) if text.get_text()]
        figure.places = [label.get_window_extent() for label in figure.labels if label not in ticks]
        made.append(figure)
        render(self, figure, alt)

    monkeypatch.setattr(Picture, "__init__", look)
    return made
