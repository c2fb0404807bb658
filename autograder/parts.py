"""What a graded part is, and where to find it.

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
import importlib
import inspect
import pkgutil
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.calls import Callback, Fixture, Opaque

__all__ = [
    "ANY", "Assignment", "Call", "Callback", "Case", "Fixture", "Mistake", "Opaque", "Part", "Raises",
    "UnknownPart", "assignments", "load_assignment", "load_part", "part",
]  # fmt: skip

PUBLIC_SEED = 1  # what notebooks use; grading draws a secret one


class UnknownPart(ValueError):
    """No part or assignment has this name."""


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
        value = function(*self.args, **self.kwargs)
        return self.then(value) if self.then else value


@dataclass(frozen=True)
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
    """

    group: str
    act: Callable[..., Any]
    expect: Any
    rtol: float | None = None
    about: str = ""
    faster_than: Callable | None = None
    times: float = 20.0


@dataclass(frozen=True)
class Mistake:
    """A known wrong implementation. `explanation` is what a student reads."""

    name: str
    explanation: str
    function: Callable
    of: str

    def around(self, right: Callable) -> Callable:
        """The wrong function that this mistake makes of a right one."""
        return functools.partial(self.function, right)


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
    whole: Part | None = None  # the part that this one is the untimed half of

    @property
    def max_points(self) -> float:
        return sum(self.points.values())

    @property
    def assignment(self) -> str:
        return _assignment_of(self.id)

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

    def right(self, function: Callable | None = None, *, of: str | None = None) -> Any:
        """Register a right variant. The first one of a function is its reference."""
        if function is None:
            return functools.partial(self.right, of=of)
        self.rights.setdefault(of or self.functions[0], {})[function.__name__] = function
        return function

    def mistake(self, function: Callable | None = None, *, of: str | None = None) -> Any:
        """Register a known wrong implementation: its name is its id, its docstring the explanation."""
        if function is None:
            return functools.partial(self.mistake, of=of)
        name, explanation = function.__name__, inspect.getdoc(function)
        if not explanation or name in self.mistakes:
            raise ValueError(f"{self.id}: mistake {name} needs a docstring and a name of its own")
        self.mistakes[name] = Mistake(name, explanation, function, of or self.functions[0])
        return function

    def reference(self, name: str) -> Callable:
        """The plain right implementation of one of the part's functions."""
        return next(iter(self.rights[name].values()))

    def with_(self, **replaced: Callable) -> list[Callable]:
        """The part's functions, all right but those given by name."""
        return [replaced.get(name) or self.reference(name) for name in self.functions]

    @functools.cached_property
    def untimed(self) -> Part:
        """This part without the cases that judge speed."""
        timed = {case.group for case in self.cases(PUBLIC_SEED) if case.faster_than}
        points = {group: value for group, value in self.points.items() if group not in timed}
        return replace(self, points=points, whole=self)


def part(
    id: str, *, points: dict[str, float], functions: tuple[str, ...] = (), caches: tuple[str, ...] = ()
) -> Callable[[Callable], Part]:
    """Make a part of a generator of cases.

    points: points of each group, whole or half; a group earns only if all its cases pass.
    functions: names of the student's functions; the last half of the id where there is one.
    caches: those of them whose returned tuple ends with a cache, the student's own business.

    Raises:
        ValueError: points that are neither whole nor half.
    """
    if any(value <= 0 or value * 2 != int(value * 2) for value in points.values()):
        raise ValueError(f"{id}: points must be positive, whole or half: {points}")
    return lambda generate: Part(id, points, functions or (id.split(".")[1],), caches, generate)


@dataclass(frozen=True)
class Assignment:
    """An assignment: its parts in order.

    library: modules and packages of cnnlib that hold the finished functions, or show what they would
        answer. They are hidden inside the sandbox, and the audit requires full marks of the functions.
    packages: distributions that a submission may import.
    """

    name: str
    title: str
    library: tuple[str, ...]
    parts: tuple[str, ...]
    packages: tuple[str, ...] = ("numpy", "matplotlib", "ipython", "ipywidgets")

    @property
    def part_ids(self) -> list[str]:
        return [f"{self.name.split('_')[0]}.{name}" for name in self.parts]

    def load_parts(self) -> list[Part]:
        return [load_part(id) for id in self.part_ids]

    def from_library(self, function: str) -> Callable | None:
        """cnnlib's own version of a student's function, where it has one."""
        for module in self.library:
            found = getattr(importlib.import_module(module), function, None)
            if found is not None:
                return found
        return None


@functools.cache
def assignments() -> tuple[str, ...]:
    """Names of all assignments, in order."""
    import autograder.checks

    found = (m.name for m in pkgutil.iter_modules(autograder.checks.__path__) if m.ispkg)
    return tuple(sorted(found, key=lambda name: int(re.match(r"a(\d+)_", name)[1])))


def load_assignment(name: str) -> Assignment:
    """The assignment of a name such as "a1_shapes".

    Raises:
        UnknownPart: there is none.
    """
    if name not in assignments():
        raise UnknownPart(f"no assignment is called {name!r}. There are: {', '.join(assignments())}")
    return importlib.import_module(f"autograder.checks.{name}").assignment


def load_part(id: str) -> Part:
    """The part of an id such as "a1.output_size".

    Raises:
        UnknownPart: there is none.
    """
    try:
        assignment = load_assignment(_assignment_of(id))
    except (StopIteration, AttributeError, TypeError):
        raise UnknownPart(f"no part is called {id!r}. `autograder audit` lists them all") from None
    if id not in assignment.part_ids:
        raise UnknownPart(
            f"no part is called {id!r}. {assignment.name} has: {', '.join(assignment.part_ids)}"
        )
    name = id.split(".")[1]
    return getattr(importlib.import_module(f"autograder.checks.{assignment.name}.{name}"), name)


def _assignment_of(id: str) -> str:
    return next(name for name in assignments() if name.startswith(id.split(".")[0] + "_"))
