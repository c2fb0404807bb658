"""Which explorer shows a case of a part, and in which state: what `check` offers below a report.

The explorers are cnnlib's, and named here by their class. Parts that none of them shows are not listed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.part import CacheOf, Call, Case, Part


@dataclass(frozen=True)
class View:
    """An explorer's class, its state, and what of a case it shows, as part of a sentence."""

    explorer: str
    state: dict[str, Any]
    what: str


def view(part: Part, case: Case) -> View | None:
    """The view of a case; None where there is none, or where the case is of a kind that it cannot show."""
    make = VIEWS.get(part.id)
    if make is None or not isinstance(case.act, Call):
        return None
    call = next(
        (arg for arg in case.act.args if isinstance(arg, CacheOf)), case.act
    )  # forwards, for a gradient
    function = part.reference(call.of or part.functions[0])
    given = inspect.signature(function).bind(*call.args, **call.kwargs)
    given.apply_defaults()
    try:
        return make(**given.arguments)
    except Unfit:
        return None


class Unfit(Exception):
    """A case that this explorer cannot show."""


def _alike(pair: Any) -> int:
    """An option of both axes as one number."""
    first, *rest = np.ravel(pair)
    if any(value != first for value in rest):
        raise Unfit
    return int(first)


def _row(n, kernel, stride=1, padding=0, dilation=1):
    state = {"n": n, "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    return View("Sizes", state, "this case, window by window")


def _laid_down(x, w, b, stride, padding):
    state = {"n": x.shape[3], "kernel": w.shape[3], "stride": _alike(stride), "padding": _alike(padding)}
    return View("Sizes", state | {"transposed": True}, "the width of this case, input by input")


def _field(layers):
    return View(
        "ReceptiveField", {"layers": [tuple(layer) for layer in layers]}, "this stack, layer by layer"
    )


def _one_image(image, kernel, true_convolution=False):
    state = {"image": image.tolist(), "kernel": kernel.tolist(), "true_convolution": true_convolution}
    return View("Stepper", state, "this case, window by window")


def _layer(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if groups != 1:
        raise Unfit
    options = {"stride": _alike(stride), "padding": _alike(padding), "dilation": _alike(dilation)}
    state = {"image": x[0].tolist(), "kernel": w[0].tolist(), "bias": float(b[0])}
    return View("Stepper", state | options, "the first image and the first filter, window by window")


def _pool(pooling: str) -> Callable[..., View]:
    def make(x, kernel, stride=None, padding=0):
        if np.any(padding):
            raise Unfit
        size = {"kernel": _alike(kernel), "stride": _alike(kernel if stride is None else stride)}
        state = {"image": x[0, 0].tolist(), "pooling": pooling}
        return View("Pooling", state | size, "the first channel, window by window")

    return make


def _graph(**given):
    return View("Graph", {**given, "step": 15}, "the graph with the numbers of this case")


VIEWS: dict[str, Callable[..., View]] = {
    "a1.output_size": _row,
    "a1.fits": _row,
    "a1.receptive_field": _field,
    "a2.correlate2d": _one_image,
    "a2.convolve2d": lambda image, kernel: _one_image(image, kernel, true_convolution=True),
    "a2.conv2d_naive": _layer,
    "a2.conv2d_forward": _layer,
    "a3.max_pool2d_forward": _pool("max"),
    "a3.max_pool2d_backward": _pool("max"),
    "a3.avg_pool2d": _pool("average"),
    "a3.conv_transpose2d": _laid_down,
    "a3.chain_rule": _graph,
}
