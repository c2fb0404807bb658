"""Which assignments there are, and what each declares.

An assignment is a folder `autograder/checks/aN_topic/` and a source `solutions/aN_topic.py`; nothing else has
to know of it. The folder's `__init__.py` declares it by plain names, those of `Assignment`:

    title = "Shapes and receptive fields"
    teaches = ("cnnlib.shapes",)
    hides = ("cnnlib.plot", "cnnlib.ops")
    parts = ("output_size", "fits")
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass, fields

import autograder.checks
from autograder.errors import CourseError
from autograder.part import Part


class UnknownPart(CourseError):
    """No part or assignment has this name."""


@dataclass(frozen=True)
class Assignment:
    """An assignment: its parts in order.

    teaches: modules and packages of cnnlib that hold the finished functions. The audit requires full marks
        of those, and they are hidden inside the sandbox.
    hides: further ones that are hidden because they show what the functions would answer.
    packages: distributions that a submission may import.
    """

    name: str
    title: str
    teaches: tuple[str, ...]
    parts: tuple[str, ...]
    hides: tuple[str, ...] = ()
    packages: tuple[str, ...] = ("numpy", "matplotlib", "ipython", "ipywidgets", "tqdm")

    @property
    def prefix(self) -> str:
        """What the ids of its parts and cells begin with: "a1" of a1_shapes."""
        return self.name.partition("_")[0]

    @property
    def hidden(self) -> tuple[str, ...]:
        """Modules and packages of cnnlib that are stand-ins inside the sandbox."""
        return (*self.teaches, *self.hides)

    @property
    def part_ids(self) -> list[str]:
        return [f"{self.prefix}.{name}" for name in self.parts]

    def load_parts(self) -> list[Part]:
        return [load_part(id) for id in self.part_ids]

    def from_library(self, function: str) -> Callable | None:
        """cnnlib's own version of a student's function, where it has one."""
        found = (getattr(importlib.import_module(module), function, None) for module in self.teaches)
        return next(filter(None, found), None)


@functools.cache
def assignments() -> tuple[str, ...]:
    """Names of all assignments, in order."""
    folders = pkgutil.iter_modules(autograder.checks.__path__)
    found = {m.name: re.match(r"a(\d+)_", m.name) for m in folders if m.ispkg}
    numbers = {name: int(match[1]) for name, match in found.items() if match}
    return tuple(sorted(numbers, key=numbers.__getitem__))


@functools.cache
def load_assignment(name: str) -> Assignment:
    """The assignment of a name such as "a1_shapes".

    Raises:
        UnknownPart: there is none.
        TypeError: its folder declares what no assignment has, or not all that one must have.
    """
    if name not in assignments():
        raise UnknownPart(f"no assignment is called {name!r}. There are: {', '.join(assignments())}")
    declared = vars(importlib.import_module(f"autograder.checks.{name}"))
    return Assignment(name, **{f.name: declared[f.name] for f in fields(Assignment) if f.name in declared})


def load_part(id: str) -> Part:
    """The part of an id such as "a1.output_size".

    Raises:
        UnknownPart: there is none.
    """
    prefix, _, name = str(id).partition(".")
    assignment = next((found for found in assignments() if found.startswith(f"{prefix}_")), None)
    if assignment is None:
        raise UnknownPart(f"no part is called {id!r}. `autograder audit` lists them all")
    known = load_assignment(assignment).part_ids
    if id not in known:
        raise UnknownPart(f"no part is called {id!r}. {assignment} has: {', '.join(known)}")
    return getattr(importlib.import_module(f"autograder.checks.{assignment}.{name}"), name)


def assignment_of(part: Part) -> Assignment:
    """The assignment that a part belongs to."""
    return load_assignment(next(name for name in assignments() if name.startswith(f"{part.prefix}_")))
