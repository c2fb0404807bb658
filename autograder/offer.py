"""What a notebook offers below a report: the case that the report shows, as a picture that moves."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from autograder.checks.explored import View, view
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
        from ipywidgets import Accordion

        display(Accordion(children=[explorer], titles=[f"See it: {shown.what}"]))

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
