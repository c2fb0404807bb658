"""Which modules a submission can import."""

from __future__ import annotations

import functools
import re
import sys

from autograder.assignments import Assignment

# what stands in a notebook without an import, and what has a stand-in
GIVEN = {"__main__", "builtins", "autograder", "ipykernel"}


class Inside:
    """What is there for submissions to an assignment."""

    def __init__(self, assignment: Assignment):
        self.hidden, self.packages = assignment.hidden, assignment.packages

    def lacks(self, module: str) -> bool:
        """Whether the module of a full name is not there."""
        top = module.partition(".")[0]
        if top == "cnnlib":
            return any(f"{module}.".startswith(f"{hidden}.") for hidden in self.hidden)
        if top in GIVEN or top in sys.stdlib_module_names or top in self.packages:
            return False
        return not _admitted(self.packages).intersection(_distributions(top))


@functools.cache
def _admitted(packages: tuple[str, ...]) -> frozenset[str]:
    """Names of distributions. Takes half a second, which nobody waits for who uses NumPy alone."""
    from autograder.sandbox.mounts import closure

    return frozenset(closure(packages))


def _distributions(top: str) -> set[str]:
    """Names of the distributions that bring a top-level module."""
    return {re.sub(r"[-_.]+", "-", name).lower() for name in _installed().get(top, ())}


@functools.cache
def _installed() -> dict[str, list[str]]:
    from importlib import metadata  # a tenth of a second as well

    return dict(metadata.packages_distributions())
