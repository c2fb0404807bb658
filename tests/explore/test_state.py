"""The state of an explorer in Python, in a link, and in the text that a page carries."""

import json
import re

import numpy as np
import pytest
from explorers import Functions
from traitlets import TraitError

from cnnlib import explore
from cnnlib.explore.explorer import FOLDER, esm

EXPLORERS = explore.Explorer.__subclasses__()


def test_every_module_has_its_python_file():
    modules = {
        file.stem for file in FOLDER.glob("*.js") if "export default" in file.read_text(encoding="utf-8")
    }
    assert modules == {cls.name for cls in EXPLORERS}
    assert set(explore.__all__) >= {cls.__name__ for cls in EXPLORERS}


@pytest.mark.parametrize("cls", EXPLORERS)
def test_a_joined_module_is_one_without_imports(cls, tmp_path):
    text = esm(cls.name)
    assert not re.search(r"^(import|export \{)", text, re.MULTILINE)
    assert text.count("export default") == 1
    joined = tmp_path / "joined.mjs"
    joined.write_text(text, encoding="utf-8")
    assert Functions(joined, tmp_path)([("asText", [1, 2])]) == ["1,2"]


@pytest.mark.parametrize("cls", EXPLORERS)
def test_a_link_is_read_and_written_alike_on_both_sides(cls, functions):
    explorer = cls()
    read, written = functions("link")(
        [
            ("readLink", explorer.link, cls.name, explorer.fields),
            ("writeLink", "", cls.name, explorer.state),
        ]
    )
    assert read == {"values": explorer.state, "wrong": []}
    assert written == explorer.link


@pytest.mark.parametrize("cls", EXPLORERS)
def test_html_asks_for_nothing_and_ends_where_it_should(cls):
    html = explore.standalone(cls())
    assert html.count("</script>") == 1 == html.count("<script")
    assert not re.search(r"(?:src|href|url)\s*[=(]", html)
    assert html == explore.standalone(cls())


@pytest.mark.parametrize("cls", EXPLORERS)
def test_it_is_shown_as_a_widget_and_has_html_for_a_page(cls):
    explorer = cls()
    bundle, _ = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/html"] == explore.standalone(explorer)
    assert bundle["text/plain"].startswith(f"{cls.__name__}(")
    assert json.dumps(explorer.state)


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"n": 25}, "n is 25: expected a whole number from 1 to 24"),
        ({"kernel": 0}, "kernel is 0: expected a whole number from 1 to 11"),
        ({"stride": 1.5}, "stride is 1.5: expected a whole number from 1 to 6"),
        ({"padding": True}, "padding is True: expected a whole number from 0 to 6"),
        ({"transposed": 1}, "transposed is 1: expected True or False"),
    ],
)
def test_a_wrong_state_is_refused(state, message):
    with pytest.raises(TraitError, match=re.escape(message)):
        explore.Sizes(**state)


def test_an_unknown_argument_is_refused():
    with pytest.raises(TypeError, match="Sizes has no size: expected some of n, kernel, stride, "):
        explore.Sizes(size=3)


def test_numpy_integers_are_whole_numbers_and_a_state_can_be_set():
    explorer = explore.Sizes(n=np.int64(9))
    explorer.stride = 2
    assert explorer.state | {"n": 9, "stride": 2} == explorer.state
    assert repr(explorer).startswith("Sizes(n=9, kernel=3, stride=2, ")
    assert explorer.link.startswith("#sizes.n=9&sizes.kernel=3&sizes.stride=2&")
