"""What the tests of explorers share: node, and one page in a browser."""

import browser
import explorers
import pytest

from cnnlib.explore.explorer import FOLDER


@pytest.fixture(scope="module")
def functions(tmp_path_factory):
    """name -> the functions of that module of cnnlib/explore."""
    return lambda name: explorers.Functions(FOLDER / f"{name}.js", tmp_path_factory.mktemp(name))


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    if browser.CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt install chromium")
    with explorers.page(tmp_path_factory.mktemp("page") / "page.html") as shown:
        yield shown
