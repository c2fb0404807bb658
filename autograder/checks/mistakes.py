"""Mistakes that go wrong around any right function, whatever it takes.

    zero_pad.mistake(input_changed)
    zero_pad.mistake(always_float64, explanation="You return float64 whatever comes in. ...")
    zero_pad.mistake(pairs_refused, name="pair_refused")

A part gives its own explanation where the docstring here does not fit its function, and may give a name.
Mistakes of one assignment that several of its parts share stand in its own folder, written in the same way.

One that takes `*rest` and `**options` hands them on as they came. `autograder.sample.as_source` writes the
parameters of the part's function in their place, so that nobody sees them in a student's program.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.inputs import pair


def on_output(result: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    """A result with its output changed and its cache, where there is one, kept."""
    return (change(result[0]), *result[1:]) if isinstance(result, tuple) else change(result)


def memory(right: Callable) -> dict:
    """What a mistake keeps from one call to the next. It is kept with the right function that it is around: every
    wrong function has one of its own (`Mistake.around`), so that none learns of what another was asked."""
    return right.__dict__.setdefault("kept", {})


def always_float64(right, *rest, **options):
    """You return float64 whatever comes in. np.zeros makes float64 unless you give it a dtype, and float32 with
    float64 or with whole numbers becomes float64: give every array that you make the dtype of the input."""
    return on_output(right(*rest, **options), lambda out: out.astype(np.float64))


def always_float32(right, *rest, **options):
    """You return float32 whatever comes in, which keeps 7 digits of 16. The result has the dtype of the input."""
    return on_output(right(*rest, **options), lambda out: out.astype(np.float32))


def nothing_returned(right, *rest, **options):
    """Your function returns None: it computes, and ends without a return."""
    right(*rest, **options)


def input_changed(right, x, *rest, **options):
    """You write into an array that you were given. Whoever called you still needs it: work on a copy."""
    result = right(x, *rest, **options)
    x += 1
    return result


def _outline(value: Any) -> Any:
    """A value with shapes in place of arrays."""
    return tuple(map(_outline, value)) if isinstance(value, tuple) else getattr(value, "shape", value)


def first_answer_kept(right, *rest, **options):
    """Called again with arrays of the same shapes, your function returns the earlier answer. Keep nothing
    from one call to the next."""
    call = [_outline(value) for value in (*rest, *options.values())]
    kept = memory(right)
    if kept.get("call") != call:
        kept.update(call=call, result=right(*rest, **options))
    return kept["result"]


def one_buffer(right, *rest, **options):
    """Your function fills the same array at every call and hands it out again, so that an earlier result
    changes under whoever holds it. Make a new array at every call."""

    def filled(out):
        buffer = memory(right).setdefault((out.shape, out.dtype), np.empty(out.shape, out.dtype))
        buffer[...] = out
        return buffer

    return on_output(right(*rest, **options), filled)


def pairs_refused(right, *rest, **options):
    """Your function takes whole numbers only. Stride and padding may be pairs (rows, columns) as well, and
    dilation where there is one."""
    if any(isinstance(value, tuple) for value in (*rest, *options.values())):
        raise TypeError("unsupported operand type(s) for //: 'int' and 'tuple'")
    return right(*rest, **options)


def raise_at_minus_zero(padding: int | tuple[int, int]) -> None:
    """What assigning to the slice [p:-p] comes to with a padding p of 0: it is [0:0], which is empty."""
    if 0 in pair(padding):
        raise ValueError("could not broadcast input array from shape (2,2) into shape (0,0)")
