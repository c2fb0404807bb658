"""A case in words: in one line, in outline, as code to paste."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.part import CacheOf, Call, Callback, Case, Part
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
        if isinstance(value, CacheOf):
            return f"the cache of {_line(part, value, shown)}"
        if _holds_arrays(value):
            return f"({', '.join(map(text, value))})"
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
    call, name = case.act, case.act.of or part.functions[0]
    forward = next((value for value in call.args if isinstance(value, CacheOf)), None)
    first = f"out, cache = {_spelled_call(part, forward)}\n" if forward else ""
    text = f"{first}{_spelled_call(part, call)}"
    if not all(map(_can_spell_out, _values(call))):
        text = f"{name}(*args, **options)"
        taken = "args, options"
        if forward:
            text = f"out, cache = {forward.of}(*args, **options)\n{name}(dout, cache)"
            taken = "(dout, (args, options)), _"
        text = f'from autograder import example\n{taken} = example("{part.id}", {number})\n{text}'
    return f"{_shapes(part, case)}{text}"


def _spelled_call(part: Part, call: Call) -> str:
    args = [_spell_out(value) for value in call.args]
    args += [f"{key}={_spell_out(value)}" for key, value in call.kwargs.items()]
    return f"{call.of or part.functions[0]}({', '.join(args)})"


def _shapes(part: Part, case: Case) -> str:
    """A comment above many numbers: the shapes of the arrays in a call and of its right answer."""
    assert isinstance(case.act, Call)  # `paste` asks
    arrays = _named_arrays(part, case.act)
    if sum(array.size for array in arrays.values()) < MANY:
        return ""
    rights = case.expect if isinstance(case.expect, tuple) else (case.expect,)
    pairs = zip(case.names or ("answer",), rights, strict=False)
    answer = ", ".join(f"{name} {right.shape}" for name, right in pairs if isinstance(right, np.ndarray))
    given = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
    return f"# {given}; {answer}\n" if answer else f"# {given}\n"


def _named_arrays(part: Part, call: Call) -> dict[str, np.ndarray]:
    """The arrays in a call by name: those in a tuple by number, and those of the call that makes a cache."""
    arrays: dict[str, np.ndarray] = {}
    for name, (value, _) in _named(part, call).items():
        if isinstance(value, CacheOf):
            arrays |= _named_arrays(part, value)
        elif isinstance(value, tuple):
            inner = {f"{name}[{i}]": one for i, one in enumerate(value) if isinstance(one, np.ndarray)}
            arrays |= inner
        elif isinstance(value, np.ndarray):
            arrays[name] = value
    return arrays


def _holds_arrays(value: Any) -> bool:
    """Whether a value is a tuple such as the cache that a check hands over."""
    return isinstance(value, tuple) and any(isinstance(one, np.ndarray) for one in value)


def _values(call: Call) -> Iterator[Any]:
    """What is given to a call: what stands in a tuple of arrays, and what the call gets that makes a
    cache, one by one."""
    for value in (*call.args, *call.kwargs.values()):
        if isinstance(value, CacheOf):
            yield from _values(value)
        elif _holds_arrays(value):
            yield from value
        else:
            yield value


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
    inner = sum(
        news(part, Case(case.group, value, None)) for value, _ in arguments if isinstance(value, CacheOf)
    )
    odd = any(_is_odd(value) for value in _values(case.act) if isinstance(value, np.ndarray))
    return sum(options) + (inner or odd)


def _is_odd(array: np.ndarray) -> bool:
    return array.dtype != np.float64 or not (array.flags.c_contiguous and array.flags.writeable)


def _can_spell_out(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.size <= PASTED_LIMIT and value.flags.c_contiguous and value.flags.writeable
    return not isinstance(value, Callback) and len(repr(value)) <= 10 * PASTED_LIMIT


def _spell_out(value: Any) -> str:
    if isinstance(value, CacheOf):
        return "cache"
    if _holds_arrays(value):
        return f"({', '.join(map(_spell_out, value))})"
    if not isinstance(value, np.ndarray):
        return repr(value)
    return "np." + " ".join(repr(value).split()).replace("dtype=", "dtype=np.")


def size(case: Case) -> float:
    """How much there is to look at in a case's arguments."""
    if not isinstance(case.act, Call):
        return float("inf")
    return sum(getattr(value, "size", None) or len(str(value)) for value in _values(case.act))


def short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + " ..."
