"""What a notebook offers below a report: the case that the report shows, as a picture that moves."""

from __future__ import annotations

import importlib
import os
import sys
from html import escape
from pathlib import Path
from typing import Any

from autograder.checks.explored import View, view
from autograder.layout import LECTURES, SERVED, SERVED_AT
from autograder.part import PUBLIC_SEED, Part

EXPLORERS = "cnnlib.explore"  # by its name, since the judge does not know the library


def offer(part: Part, number: int) -> None:
    """Show one of a part's public cases in an explorer, closed until it is opened, once the cell has shown its report.

    Does nothing outside a notebook, and where no explorer shows the case.
    """
    shell = _notebook()
    shown = view(part, part.cases(PUBLIC_SEED)[number]) if shell else None
    explorer = _explorer(shown) if shown else None
    if not (shell and shown and explorer):
        return

    def show(result: Any) -> None:
        shell.events.unregister("post_run_cell", show)
        from IPython.display import display
        from ipywidgets import HTML, Accordion, VBox

        link = _on_the_site(explorer)
        content = VBox([explorer, HTML(link)]) if link else explorer
        display(Accordion(children=[content], titles=[f"See it: {shown.what}"]))

    shell.events.register("post_run_cell", show)


def _notebook() -> Any:
    """IPython's shell in a kernel; None elsewhere."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    shell = get_ipython()
    return shell if hasattr(shell, "kernel") else None


def _explorer(shown: View) -> Any:
    """The explorer in the view's state; None where it does not take that, such as a large image."""
    from traitlets import TraitError

    try:
        return getattr(importlib.import_module(EXPLORERS), shown.explorer)(**shown.state)
    except TraitError:
        return None


def _on_the_site(explorer: Any) -> str:
    """A link to the same picture in the first lecture that has the explorer; empty where no built site is served."""
    site = os.environ.get(SERVED)
    for page in sorted(Path(site, LECTURES).glob("*.html")) if site else []:
        if f'data-explorer="{explorer.name}"' in page.read_text(encoding="utf-8"):
            address = escape(f"{SERVED_AT}{LECTURES}/{page.name}{explorer.link}", quote=True)
            return f'<a href="{address}" target="_blank">The same picture in its lecture, on the site</a>'
    return ""
