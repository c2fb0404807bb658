"""What explorers share: their ES module in one text, their state, and their HTML for a page without a kernel."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from cnnlib.explore.state import Field

FOLDER = Path(__file__).parent
IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:function|class|const) (\w+))", re.MULTILINE)
PAGE = """\
<div class="cnnlib-explorer-place" data-explorer="{name}">
<style>{style}</style>
<noscript><p>{instead}</p></noscript>
</div>
<script type="module">
const place = document.querySelector('[data-explorer="{name}"]:not([data-taken])');
place.dataset.taken = "";
const source = {source};
const address = URL.createObjectURL(new Blob([source], {{ type: "text/javascript" }}));
const module = await import(address);
URL.revokeObjectURL(address);
module.mount(module.default, place, "{name}", {state});
</script>
"""


class Explorer(anywidget.AnyWidget):
    """A picture that a reader moves, in a notebook and on a page.

    A subclass is in a file beside its ES module of the same name, and declares its state as traits of
    `cnnlib.explore.state`. A state that Python sets is shown, and one that the reader sets can be read.

    Attributes:
        name: the explorer's name, which is also that of its files and begins its part of a link.
        fields: which values each part of the state takes, for the ES module.

    What a page needs beside the state, such as a photograph, is a trait with the tags `sync` and `carried`.
    """

    name: ClassVar[str]
    fields = traitlets.Dict(read_only=True).tag(sync=True, carried=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if not hasattr(cls, "name"):  # anywidget makes a subclass of each object's class
            cls.name = cls.__module__.rpartition(".")[2]
            cls._esm, cls._css = esm(cls.name), style()
        super().__init_subclass__(**kwargs)

    def __init__(self, **state: Any) -> None:
        unknown = [name for name in state if name not in self._described()]
        if unknown:
            known = ", ".join(self._described())
            raise TypeError(f"{type(self).__name__} has no {unknown[0]}: expected some of {known}")
        super().__init__(**state)

    @traitlets.default("fields")
    def _described(self) -> dict[str, Any]:
        own = [item for cls in reversed(type(self).__mro__) for item in vars(cls).items()]
        return {name: trait.describe() for name, trait in own if isinstance(trait, Field)}

    @property
    def state(self) -> dict[str, Any]:
        """Name -> value of all that the reader can change."""
        return {name: getattr(self, name) for name in self.fields}

    @property
    def link(self) -> str:
        """The fragment that shows this state on a page with this explorer, such as "#sizes.kernel=3"."""
        return "#" + "&".join(f"{self.name}.{name}={_in_link(value)}" for name, value in self.state.items())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{n}={v!r}' for n, v in self.state.items())})"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict] | None:
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None:
            return None
        bundle, metadata = shown
        return {**bundle, "text/html": standalone(self)}, metadata


def standalone(explorer: Explorer) -> str:
    """An explorer as HTML that works on a page without a kernel, also one opened as a file.

    Args:
        explorer: any explorer; the page begins with its state, unless the page's address says another.

    Returns:
        An element and its script. Nothing in it is requested from anywhere. Where a page has several of one
        name, the second answers to "sizes-2" in a link.
    """
    state = explorer.state | {name: getattr(explorer, name) for name in explorer.traits(carried=True)}
    return PAGE.format(
        name=explorer.name,
        style=style(),
        source=_in_script(esm(explorer.name)),
        state=_in_script(state),
        instead=escape(f"{explorer!r}. This picture moves where scripts may run."),
    )


@cache
def esm(name: str) -> str:
    """An explorer's ES module and those that it imports, joined into the one text that anywidget takes.

    Beside the explorer's own, it exports what link.js does, which is `mount` above all.
    """
    shared = dict.fromkeys(["link", *_parts(name)[:-1]])
    links = ", ".join(EXPORT.findall(_read("link")))
    own = IMPORT.sub(r"const \1 = _\2;", _read(name))
    return "\n".join([*map(_closed, shared), f"export const {{ {links} }} = _link;", own])


@cache
def style() -> str:
    """The style sheet of all explorers."""
    return (FOLDER / "explorer.css").read_text(encoding="utf-8")


def _parts(name: str) -> list[str]:
    """The modules that make up one, each after those that it imports."""
    needed = [part for _, module in IMPORT.findall(_read(name)) for part in _parts(module)]
    return [*dict.fromkeys(needed), name]


def _closed(name: str) -> str:
    """A module in a scope of its own, so that what it does not export cannot meet another's."""
    text = IMPORT.sub(r"const \1 = _\2;", _read(name))
    exported = ", ".join(EXPORT.findall(text))
    return f"const _{name} = (() => {{\n{EXPORT.sub('', text)}return {{ {exported} }};\n}})();"


def _read(name: str) -> str:
    return (FOLDER / f"{name}.js").read_text(encoding="utf-8")


def _in_script(value: Any) -> str:
    """JSON that no HTML parser takes for the end of the script."""
    return json.dumps(value).replace("<", "\\u003c")


def _in_link(value: Any) -> str:
    """The same form as written by the page; see `asText` in link.js."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list):
        return "/;,"[-_depth(value)].join(map(_in_link, value))
    return str(value).removesuffix(".0")


def _depth(value: Any) -> int:
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0
