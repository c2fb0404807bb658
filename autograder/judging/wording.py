"""A case in words: in one line, in outline, as code to paste."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.part import Call, Callback, Case, Part
from autograder.shared.wire import same

MANY = 8  # numbers above which stands a line of shapes
PASTED_LIMIT = 40  # numbers that a line to paste may spell out; beyond that it calls example()


def describe(part: Part, case: Case) -> str:
    """A case in one line: arrays by dtype and shape, other arguments as they are."""
    if not isinstance(case.act, Call):
        return case.about or case.group
    return _line(part, case.act, short)


def outline(part: Part, case: Case) -> str:
    """A case in one line without its values: arrays by dtype and shape, other arguments by type."""
    if not isinstance(case.act, Call):
        return f"a case of the group {case.group!r}"
    return _line(part, case.act, lambda value: type(value).__name__)


def _line(part: Part, call: Call, shown: Callable[[Any], str]) -> str:
    """A call as text. shown: how arguments are that are neither arrays nor functions."""

    def text(value: Any) -> str:
        if hasattr(value, "dtype") and getattr(value, "shape", None) != ():
            return f"{value.dtype}{value.shape}"
        return "a function" if isinstance(value, Callback) else shown(value)

    args = [text(value) for value in call.args]
    args += [f"{name}={text(value)}" for name, value in call.kwargs.items()]
    return f"{call.of or part.functions[0]}({', '.join(args)})"


def paste(part: Part, case: Case, number: int) -> str:
    """A case's call as code to paste; where arrays are large, through `example`."""
    if not isinstance(case.act, Call):
        return case.about or case.group
    name, values = case.act.of or part.functions[0], (*case.act.args, *case.act.kwargs.values())
    if not all(_can_spell_out(value) for value in values):
        return (
            f"{_shapes(part, case.act, case.expect)}"
            f'from autograder import example\nargs, options = example("{part.id}", {number})\n'
            f"{name}(*args, **options)"
        )
    args = [_spell_out(value) for value in case.act.args]
    args += [f"{key}={_spell_out(value)}" for key, value in case.act.kwargs.items()]
    return f"{_shapes(part, case.act, case.expect)}{name}({', '.join(args)})"


def _shapes(part: Part, call: Call, expect: Any) -> str:
    """A comment above many numbers: the shapes of the arrays in a call and of its right answer."""
    named = _named(part, call).items()
    arrays = {name: value for name, (value, _) in named if isinstance(value, np.ndarray)}
    if sum(array.size for array in arrays.values()) < MANY:
        return ""
    right = expect[0] if isinstance(expect, tuple) else expect
    answer = f"; answer {right.shape}" if isinstance(right, np.ndarray) else ""
    return f"# {', '.join(f'{name} {array.shape}' for name, array in arrays.items())}{answer}\n"


def _named(part: Part, call: Call) -> dict[str, tuple[Any, Any]]:
    """The arguments of a call by name, each with its default."""
    function = next(
        iter(part.rights.get(call.of or part.functions[0], {}).values()), lambda *args, **options: 0
    )
    signature = inspect.signature(function)
    given = signature.bind(*call.args, **call.kwargs).arguments
    return {name: (value, signature.parameters[name].default) for name, value in given.items()}


def news(part: Part, case: Case) -> float:
    """How many new things there are in a case beside the plainest call: options that are not left at their
    defaults, and arrays that are not plain float64. Several calls are more than any number of these."""
    if not isinstance(case.act, Call):
        return float("inf")
    arguments = _named(part, case.act).values()
    options = [
        not same(value, default) for value, default in arguments if default is not inspect.Parameter.empty
    ]
    return sum(options) + any(_is_odd(value) for value, _ in arguments if isinstance(value, np.ndarray))


def _is_odd(array: np.ndarray) -> bool:
    return array.dtype != np.float64 or not (array.flags.c_contiguous and array.flags.writeable)


def _can_spell_out(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.size <= PASTED_LIMIT and value.flags.c_contiguous and value.flags.writeable
    return not isinstance(value, Callback) and len(repr(value)) <= 10 * PASTED_LIMIT


def _spell_out(value: Any) -> str:
    if not isinstance(value, np.ndarray):
        return repr(value)
    return "np." + " ".join(repr(value).split()).replace("dtype=", "dtype=np.")


def size(case: Case) -> float:
    """How much there is to look at in a case's arguments."""
    if not isinstance(case.act, Call):
        return float("inf")
    values = (*case.act.args, *case.act.kwargs.values())
    return sum(getattr(value, "size", None) or len(str(value)) for value in values)


def short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + " ..."
