"""What a graded part is.

A part is one file in `autograder/checks/<assignment>/`: the cases that judge a student's function, the
mistakes that the part knows, and the right variants that it must accept.

    @part("a1.output_size", points={"stride 1": 3, "stride": 3})
    def output_size(rng):
        yield Case("stride 1", Call(7, 3), 5)

    @output_size.right
    def closed_form(n, kernel, stride=1, padding=0, dilation=1): ...

    @output_size.mistake
    def no_plus_one(right, n, kernel, stride=1, padding=0, dilation=1):
        '''The last "+ 1" is missing: the kernel's first position counts too.'''
        return right(n, kernel, stride, padding, dilation) - 1

Cases depend on the seed alone, so inputs and right answers are computed once per run and not per
student. A mistake is written around a right function, so that two of them can be nested: the audit
makes its programs with two faults that way.
"""

from __future__ import annotations

import functools
import inspect
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol

import numpy as np

from autograder.shared.limits import CALL_SECONDS

PUBLIC_SEED = 1  # what notebooks use; grading draws a secret one


class _Any:
    """Stands in an expected value for a place that is not judged: the student's cache."""

    def __repr__(self) -> str:
        return "ANY"


ANY = _Any()


@dataclass(frozen=True)
class Raises:
    """The right answer is an exception of this class, or of a subclass."""

    kind: type[Exception]

    def __repr__(self) -> str:
        return f"a {self.kind.__name__}"


@dataclass(frozen=True)
class Fixture:
    """An object of ours made on the student's side by name and seed, as an argument of a call."""

    name: str
    seed: int


class NotAllowed(RuntimeError):
    """Raised by a function of ours for a call that is against the exercise's rules: it fails the case with this
    message, also where the student's function catches it."""


class Callback:
    """Our function as an argument of a call. More than `calls` calls fail the case, and one for which it raises
    NotAllowed.

    all: every callback there is, by number: what a forked process can be told to call.
    """

    all: ClassVar[list[Callback]] = []

    def __init__(self, function: Callable, calls: int):
        self.function = function
        self.calls = calls
        self.number = len(Callback.all)
        Callback.all.append(self)


class Call:
    """One call of one student function: the arguments, as data.

    of: the function's name where the part has several.
    then: applied to what the function returned before it is judged, for example to take one column
        of a table. What it raises is reported as an answer that could not be read.
    """

    def __init__(
        self, *args: Any, of: str | None = None, then: Callable[[Any], Any] | None = None, **kwargs: Any
    ):
        self.args, self.kwargs, self.of, self.then = args, kwargs, of, then

    def __call__(self, *functions: Callable) -> Any:
        function = next(f for f in functions if self.of in (None, f.__name__))
        args = [arg(*functions) if isinstance(arg, CacheOf) else arg for arg in self.args]
        value = function(*args, **self.kwargs)
        return self.then(value) if self.then else value


class CacheOf(Call):
    """As an argument of a Call: the cache that this call of a student's forward function returns.

    Call(dout, CacheOf(x, 2, of="max_pool2d_forward"), of="max_pool2d_backward")
    """

    def __init__(self, *args: Any, of: str, **kwargs: Any):
        super().__init__(*args, of=of, then=self._last, **kwargs)

    def _last(self, answer: Any) -> Any:
        if not isinstance(answer, tuple | list) or len(answer) != 2:
            raise TypeError(f"{self.of} has to return a pair (out, cache)")
        return answer[1]


@dataclass(frozen=True, eq=False)
class Case:
    """One question to a student's function, and the right answer.

    group: the group of cases that earns points together.
    act: a Call, or any callable that receives the student's functions and returns what is judged.
    expect: data, `Raises(...)`, or a tuple with ANY at a place that is not judged.
    rtol: admitted difference, relative to the largest value of the right answer; None takes
        1e-9 for float64 and 1e-4 for float32, which any sound algorithm keeps.
    about: what a report shows of an act that is no Call.
    faster_than: a function of ours to be timed on the same arguments (act must be a Call);
        the student's may take `times` as long.
    feeds_back: the function gets an answer of its own, which a wrong one may refuse in any way.
    names: what the arrays of an answer are called that is a gradient, or a tuple of gradients: "dx", "dw".
    vital: where this case fails no group earns anything, and the report says this sentence; empty where it costs
        its group alone.
    """

    group: str
    act: Callable[..., Any]
    expect: Any
    rtol: float | None = None
    about: str = ""
    faster_than: Callable | None = None
    times: float = 20.0
    feeds_back: bool = False
    names: tuple[str, ...] = ()
    vital: str = ""


class Grouped(Protocol):
    """A case, or what came of one."""

    @property
    def group(self) -> str: ...

    @property
    def vital(self) -> str: ...


def groups_lost(groups: Iterable[str], failing: Iterable[Grouped]) -> frozenset[str]:
    """Those of a part's groups that earn nothing where these cases fail: theirs, or all for a vital case."""
    failed = list(failing)
    return frozenset(groups if any(case.vital for case in failed) else (case.group for case in failed))


@dataclass(frozen=True)
class Mistake:
    """A known wrong implementation. `explanation` is what a student reads."""

    name: str
    explanation: str
    function: Callable
    of: str

    def around(self, right: Callable) -> Callable:
        """The wrong function that this mistake makes of a right one. What a mistake remembers it remembers of
        `right`, so each wrong function gets one of its own: an earlier one may have been left halfway."""
        return functools.partial(self.function, functools.partial(right))


@dataclass(eq=False)
class Part:
    """A graded part. Made by the decorator `part`; see the module's docstring."""

    id: str
    points: dict[str, float]
    functions: tuple[str, ...]
    caches: tuple[str, ...]
    generate: Callable[[np.random.Generator], Iterator[Case]]
    mistakes: dict[str, Mistake] = field(default_factory=dict)
    rights: dict[str, dict[str, Callable]] = field(default_factory=dict)
    trains: bool = False  # its cases train a net, so that an audit on many seeds takes hours
    seconds: int = CALL_SECONDS  # computing time of one call
    told: dict[str, str] = field(default_factory=dict)  # what a report says of a group that has its points
    whole: Part | None = None  # the part that this one is the untimed half of

    @property
    def max_points(self) -> float:
        return sum(self.points.values())

    @property
    def prefix(self) -> str:
        """What ids of its assignment begin with, such as "a1"."""
        return self.id.partition(".")[0]

    @property
    def grade_id(self) -> str:
        """The name of its graded cell: nbgrader and nbformat refuse dots. It must never change once a
        class has the notebook."""
        return grade_id(self.id)

    def solution_id(self, number: int) -> str:
        """The name of its solution cell of this number, counted from 1."""
        return f"{self.grade_id}-{number}"

    @functools.lru_cache(maxsize=256)  # noqa: B019  parts live as long as the process
    def cases(self, seed: int) -> tuple[Case, ...]:
        """The cases of a seed. Values and sizes depend on it; kinds, groups and order do not."""
        if self.whole:
            return tuple(case for case in self.whole.cases(seed) if not case.faster_than)
        rng = np.random.default_rng([seed, zlib.crc32(self.id.encode())])
        cases = tuple(self.generate(rng))
        if {case.group for case in cases} != set(self.points):
            raise ValueError(f"{self.id}: the groups of the cases are not those that earn points")
        return cases

    def right(self, *functions: Callable, of: str | None = None) -> Any:
        """Register right variants. The first one of a function is its reference."""
        if not functions:
            return functools.partial(self.right, of=of)
        self.rights.setdefault(of or self.functions[0], {}).update({f.__name__: f for f in functions})
        return functions[0]

    def mistake(
        self, *functions: Callable, of: str | None = None, name: str = "", explanation: str = ""
    ) -> Any:
        """Register known wrong implementations: the name is the id, the docstring the explanation.

        name, explanation: in place of those, for one that several parts share.
        """
        if not functions:
            return functools.partial(self.mistake, of=of)
        for function in functions:
            id, text = name or function.__name__, inspect.cleandoc(explanation) or inspect.getdoc(function)
            if not text or id in self.mistakes:
                raise ValueError(f"{self.id}: mistake {id} needs a docstring and a name of its own")
            self.mistakes[id] = Mistake(id, text, function, of or self.functions[0])
        return functions[0]

    def reference(self, name: str) -> Callable:
        """The plain right implementation of one of the part's functions."""
        return next(iter(self.rights[name].values()))

    def with_(self, **replaced: Callable) -> list[Callable]:
        """The part's functions, all right but those given by name."""
        return [replaced.get(name) or self.reference(name) for name in self.functions]

    @functools.cached_property
    def untimed(self) -> Part:
        """This part without the cases that judge speed; itself where it is that half."""
        if self.whole:
            return self
        timed = {case.group for case in self.cases(PUBLIC_SEED) if case.faster_than}
        points = {group: value for group, value in self.points.items() if group not in timed}
        return replace(self, points=points, whole=self)


def grade_id(id: str) -> str:
    """The name of the graded cell of a part, or of a question marked by hand, such as "a1-fits" of "a1.fits"."""
    return id.replace(".", "-")


def part(
    id: str,
    *,
    points: dict[str, float],
    functions: tuple[str, ...] = (),
    caches: tuple[str, ...] = (),
    trains: bool = False,
    seconds: int = CALL_SECONDS,
    told: dict[str, str] | None = None,
) -> Callable[[Callable], Part]:
    """Make a part of a generator of cases.

    points: points of each group, whole or half; a group earns only if all its cases pass.
    functions: names of the student's functions; the last half of the id where there is one.
    caches: those of them whose returned tuple ends with a cache, the student's own business.
    trains: its cases train a net: no test audits it on many seeds, so its authors must.
    seconds: computing time that one call may take; a part that asks for more says so in its exercise.
    told: by group, what a report says of it once it has its points, where the group's name does not tell.

    Raises:
        ValueError: points that are neither whole nor half.
    """
    if any(value <= 0 or value * 2 != int(value * 2) for value in points.values()):
        raise ValueError(f"{id}: points must be positive, whole or half: {points}")
    named = functions or (id.split(".")[1],)
    return lambda generate: Part(
        id, points, named, caches, generate, trains=trains, seconds=seconds, told=told or {}
    )
