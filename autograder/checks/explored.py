"""How a case of a part can be seen: in an explorer, which `check` offers below a report, and on a feedback page, where
nothing moves, as a picture.

Both are cnnlib's, and named here by their class or function. Parts whose cases cannot be seen are not listed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.part import CacheOf, Call, Case, Part

FRAMED = "the frame is the first window"
MOST_CHANNELS = 3  # side by side in a picture
GRAPH = (
    ("×", "w1", "p"), ("+", "b1", "z"), ("max 0", None, "h"), ("×", "w2", "q"), ("+", "b2", "y"),
    ("−", "t", "e"), ("( )²", None, "L"),
)  # fmt: skip


@dataclass(frozen=True)
class Drawing:
    """A picture of a case. plot, given: a function of `cnnlib.plot`, and its arguments. what: it shows of the case."""

    plot: str
    given: dict[str, Any]
    what: str


@dataclass(frozen=True)
class View:
    """An explorer's class, its state, and what of a case it shows, as part of a sentence. drawing: a picture of the
    case, unless it would be one of too many channels."""

    explorer: str
    state: dict[str, Any]
    what: str
    drawing: Drawing | None


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
    what = "this case, window by window"
    return View("Sizes", state, what, Drawing("sliding_window", state, what))


def _field(layers):
    state = {"layers": [tuple(layer) for layer in layers]}
    what = "this stack, layer by layer"
    return View("ReceptiveField", state, what, Drawing("cone", state, what))


def _one_image(image, kernel, true_convolution=False):
    state = {"image": image.tolist(), "kernel": kernel.tolist(), "true_convolution": true_convolution}
    drawing = _first_window({"image": image}, {"kernel": kernel}, "the image and the kernel")
    return View("Stepper", state, "this case, window by window", drawing)


def _layer(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if groups != 1:
        raise Unfit
    options = {"stride": _alike(stride), "padding": _alike(padding), "dilation": _alike(dilation)}
    state = {"image": x[0].tolist(), "kernel": w[0].tolist(), "bias": float(b[0])}
    what = "the first image and the first filter"
    border = (0, 0), (options["padding"],) * 2, (options["padding"],) * 2
    drawing = _first_window(
        _channels("channel", np.pad(x[0], border)), _channels("filter", w[0]), what, **options
    )
    return View("Stepper", state | options, f"{what}, window by window", drawing)


def _laid_down(x, w, b, stride, padding):
    state = {"n": x.shape[3], "kernel": w.shape[3], "stride": _alike(stride), "padding": _alike(padding)}
    named = _channels("channel", x[0]) | _channels("filter", w[:, 0])  # few: no case has more than three
    drawing = Drawing("arrays", {"named": named}, "the first image and the first filter")
    return View("Sizes", state | {"transposed": True}, "the width of this case, input by input", drawing)


def _pool(pooling: str) -> Callable[..., View]:
    def make(x, kernel, stride=None, padding=0):
        if np.any(padding):
            raise Unfit
        size = {"kernel": _alike(kernel), "stride": _alike(kernel if stride is None else stride)}
        state = {"image": x[0, 0].tolist(), "pooling": pooling}
        window = {"window": (size["kernel"],) * 2}
        drawing = Drawing(
            "arrays", {"named": {"channel 0": x[0, 0]}} | window, f"the first channel; {FRAMED}"
        )
        return View("Pooling", state | size, "the first channel, window by window", drawing)

    return make


def _channels(name: str, maps: np.ndarray) -> dict[str, np.ndarray]:
    """Channels by name; by the name alone where there is one."""
    return {f"{name} {number}" if len(maps) > 1 else name: channel for number, channel in enumerate(maps)}


def _first_window(image, kernel, what, stride=1, padding=0, dilation=1):
    """Named channels of a padded image, the first window in each, and the filter's."""
    if len(image) > MOST_CHANNELS:
        return None
    window = tuple(dilation * (size - 1) + 1 for size in next(iter(kernel.values())).shape)
    given = {"named": image | kernel, "window": window, "padding": (padding, padding), "channels": len(image)}
    return Drawing("arrays", given, f"{what}; {FRAMED}")


def _graph(x, t, w1, b1, w2, b2):
    given = {"x": x, "t": t, "w1": w1, "b1": b1, "w2": w2, "b2": b2}
    p = w1 * x
    h = max(0.0, p + b1)
    q = w2 * h
    e = q + b2 - t
    values = given | {"p": p, "z": p + b1, "h": h, "q": q, "y": q + b2, "e": e, "L": e**2}
    drawing = Drawing(
        "graph", {"start": "x", "steps": GRAPH, "values": values}, "the graph with the values of this case"
    )
    return View("Graph", {**given, "step": 15}, "the graph with the numbers of this case", drawing)


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
