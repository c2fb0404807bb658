"""Stand-ins for modules that exist elsewhere but not in the sandbox.

Importing one, or a name from it, costs nothing, because a student may have left an import over. The
first use of what was imported raises.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any, NoReturn


class Missing:
    """A name imported from a hidden module. Every use raises ModuleNotFoundError."""

    def __init__(self, name: str):
        object.__setattr__(self, "_name", name)

    def __repr__(self) -> str:
        return f"<{object.__getattribute__(self, '_name')}, not available while grading>"

    def __getattribute__(self, name: str) -> Any:
        if name == "__class__":
            return Missing
        _refuse(self)


def _refuse(missing: Missing, *args: Any, **kwargs: Any) -> NoReturn:
    name = object.__getattribute__(missing, "_name")
    raise ModuleNotFoundError(f"{name} is not available while this assignment is graded")


USES = (
    "call mro_entries setattr delattr getitem setitem delitem contains iter next len bool enter exit array "
    "index int float lt le eq ne gt ge add radd sub rsub mul rmul matmul rmatmul truediv rtruediv "
    "floordiv rfloordiv mod rmod pow rpow neg pos abs invert and rand or ror xor rxor lshift rshift"
)
for _use in USES.split():
    setattr(Missing, f"__{_use}__", _refuse)
Missing.__hash__ = object.__hash__


def missing(module: str, name: str) -> Missing:
    """What `from module import name` gives. Special names are looked up by machinery, not by students."""
    if name.startswith("__"):
        raise AttributeError(name)
    return Missing(f"{module}.{name}")


class Hidden(types.ModuleType):
    """A hidden module."""

    def __getattr__(self, name: str) -> Missing:
        return missing(self.__name__, name)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the hidden top-level modules and anything below them. Stands last on sys.meta_path."""

    def __init__(self, names: list[str]):
        self.names = frozenset(names)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if fullname.partition(".")[0] not in self.names:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: Any) -> types.ModuleType:
        return Hidden(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run."""


def install(names: list[str]) -> None:
    """From now on importing one of these top-level modules, where it is absent, gives a stand-in."""
    sys.meta_path.append(Finder(names))
