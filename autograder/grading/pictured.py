"""A failing case as a picture on a feedback page, where no explorer can move."""

from __future__ import annotations

import functools
import importlib

from autograder.assignments import load_part
from autograder.checks.explored import view
from autograder.part import PUBLIC_SEED

PLOT = "cnnlib.plot"  # by its name, since the judge does not know the library


@functools.lru_cache(maxsize=256)  # a class fails at the same cases
def picture(part: str, number: int) -> tuple[str, str] | None:
    """A public case of a part: its image as HTML, and what it shows. None where there is no picture, or the case is
    larger than a picture that can be read."""
    known = load_part(part)
    shown = view(known, known.cases(PUBLIC_SEED)[number])
    drawing = shown.drawing if shown else None
    if drawing is None:
        return None
    try:
        image = getattr(importlib.import_module(PLOT), drawing.plot)(**drawing.given)
    except ValueError:
        return None
    return image._repr_html_(), drawing.what
