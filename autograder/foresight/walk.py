"""The walk from a student's function to all that it uses: through its code, what the names in it stand for, and
the student's own functions that are reached from there. Nothing of it is run."""

from __future__ import annotations

import ast
import builtins
import dis
import functools
import importlib.util
import itertools
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from autograder.foresight.cells import WRITERS, WRITING, Cells
from autograder.foresight.inside import Inside
from autograder.judging.callers import OURS

ATTRIBUTES = {"LOAD_ATTR", "LOAD_METHOD"}
NAMES = {"LOAD_GLOBAL", "LOAD_NAME"}
IMPORTERS = {"import_module", "__import__"}
CATCHING = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
READERS = re.compile(r"open|load\w*|genfromtxt|fromfile|memmap|imread|read_\w+|ZipFile")
# of what a student's object holds, that which may lead on
LEADING = (FunctionType, MethodType, BuiltinFunctionType, ModuleType, functools.partial, type)
WRAPPERS = (staticmethod, classmethod, MethodType)
MANY = 2000  # values that are looked at


class Walk:
    """One walk. `lacking`: what grading has not, in the order in which it is met."""

    def __init__(self, inside: Inside):
        self.inside = inside
        self.cells = Cells(vars(sys.modules["__main__"]))
        self.lacking: dict[str, None] = {}
        self.seen: dict[int, Any] = {}
        self.waiting: list[tuple[Any, str]] = []  # values, each with the module of the code that uses it

    def of(self, function: Any) -> list[str]:
        """What a function uses that is lacking. A function of cnnlib's itself stands for a student's."""
        self._add([function], _home(function))
        for value, home in self.waiting:  # which grows meanwhile
            self._look(value, home)
        return list(self.lacking)

    def _add(self, values: Iterable[Any], home: str) -> None:
        for value in values:
            if id(value) not in self.seen and len(self.seen) < MANY:
                self.seen[id(value)] = value
                self.waiting.append((value, home))

    def _look(self, value: Any, home: str) -> None:
        module = self._origin(value)
        if module not in (home, "__main__") and self._lacks(module, _name(value)):
            return
        if isinstance(value, FunctionType):
            self._function(value)
        elif isinstance(value, type):
            self._add(value.__bases__, home)
            if any(map(_is_students, vars(value).values())):
                self._add(vars(value).values(), home)
        elif isinstance(value, functools.partial):
            self._add((value.func, *value.args, *value.keywords.values()), home)
        elif isinstance(value, WRAPPERS):
            self._add((value.__func__, getattr(value, "__self__", None)), home)
        elif isinstance(value, property):
            self._add((value.fget, value.fset), home)
        elif not isinstance(value, ModuleType):
            self._add([type(value), *(one for one in _held(value) if isinstance(one, LEADING))], home)

    def _function(self, function: FunctionType) -> None:
        home = function.__globals__.get("__name__") or ""
        closed = dict(_closed(function))
        if not _is_students(function):  # a library's may stand around a student's
            self._add([one for one in closed.values() if _is_students(one)], home)
            self._add([one for one in _held(function) if _is_students(one)], home)
            return
        given = (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())
        self._add((*given, *_held(function)), home)
        self._code(function.__code__, function.__globals__ | closed, home, given)

    def _code(self, code: CodeType, names: dict[str, Any], home: str, given: tuple = ()) -> None:
        """names: what the names of the code stand for, those of Python itself aside. given: defaults."""
        steps = list(dis.get_instructions(code))
        for place, step in enumerate(steps):
            following = steps[place + 1 :]
            if step.opname == "IMPORT_NAME" and not _caught(code, step.offset):
                self._import(step.argval, following)
            elif step.opname in NAMES or step.opname in ("LOAD_DEREF", "LOAD_CLASSDEREF"):
                self._use(step.argval, following, names, home)
        self._texts(code, names, given)
        for inner in code.co_consts:
            if isinstance(inner, CodeType):
                self._code(inner, names, home)

    def _import(self, module: str, following: list[dis.Instruction]) -> None:
        more = itertools.takewhile(lambda step: step.opname.startswith(("IMPORT_FROM", "STORE")), following)
        taken = [step.argval for step in more if step.opname == "IMPORT_FROM"]
        for name in taken or [""]:
            if not self._lacks(module, name) and name:
                self._lacks(f"{module}.{name}")

    def _use(self, name: str, following: list[dis.Instruction], names: dict[str, Any], home: str) -> None:
        """A name in the code, with the attributes that are taken of it as long as it is a module."""
        if name not in names:
            value = vars(builtins).get(name)
            if value is not None:
                self._add([value], home)
            return
        value = names[name]
        for step in following:
            if not isinstance(value, ModuleType) or step.opname not in ATTRIBUTES:
                break
            module, value = value, vars(value).get(step.argval)
            if not isinstance(value, ModuleType) and self._lacks(module.__name__, step.argval):
                return
        self._add([value], home)
        if home == "__main__" and not isinstance(value, LEADING):
            self._made(name, names, home)

    def _made(self, name: str, names: dict[str, Any], home: str) -> None:
        """The statement of a cell that gave a name its value is looked at as if it stood in the function."""
        statement = self.cells.makes(name)
        if statement and self.seen.get(id(statement)) is None:
            self.seen[id(statement)] = statement
            self._code(compile(ast.Module([statement], []), "a cell", "exec"), names, home)

    def _texts(self, code: CodeType, names: dict[str, Any], given: tuple) -> None:
        """Texts that name modules or files, where the code imports or reads by name."""
        if IMPORTERS.intersection(code.co_names):
            for text in code.co_consts:
                if isinstance(text, str) and re.fullmatch(r"\w+(\.\w+)*", text) and _exists(text):
                    self._lacks(text)
        if any(map(READERS.fullmatch, code.co_names)) and not _writes(code):
            values = [
                *given,
                *code.co_consts,
                *(names.get(name) for name in (*code.co_names, *code.co_freevars)),
            ]
            for file in _files([os.fspath(v) for v in values if isinstance(v, str | os.PathLike)]):
                if not self.cells.write(file):
                    self._note(f"the file {file}")

    def _origin(self, value: Any) -> str:
        """The module that a value comes from; empty where it is not known."""
        if isinstance(value, ModuleType):
            return value.__name__
        module = getattr(value, "__module__", None)
        if isinstance(value, BuiltinFunctionType | np.ufunc) and not isinstance(module, str):
            found = sorted(_exporters(value), key=lambda module: not module.startswith("numpy"))
            return next(
                (module for module in found if not self.inside.lacks(module)), found[0] if found else ""
            )
        module = module if isinstance(module, str) else type(value).__module__
        return module if _is_imported(module) else ""

    def _lacks(self, module: str, name: str = "") -> bool:
        """Whether a module is lacking; that is noted. name: what is used of it."""
        if not module or not self.inside.lacks(module):
            return False
        top = module.partition(".")[0]
        if top == "cnnlib":
            self._note(f"cnnlib's {name}" if name else module)
        elif file := _beside(module):
            if self.cells.write(file):
                return False
            self._note(f"the file {file}")
        else:
            self._note(top)
        return True

    def _note(self, what: str) -> None:
        self.lacking[what] = None


def _home(function: Any) -> str:
    """The module in which a part's function was written; empty for an installed one."""
    while isinstance(function, functools.partial):
        function = function.func
    module = getattr(function, "__module__", None) or ""
    file = getattr(sys.modules.get(module), "__file__", None) or ""
    return "" if file.startswith(OURS) and not module.startswith("cnnlib.") else module


def _is_imported(module: str) -> bool:
    """Whether there is such a module; compiled code has types with modules of invented names."""
    return getattr(sys.modules.get(module.partition(".")[0]), "__spec__", None) is not None


def _exporters(function: Any) -> Iterator[str]:
    """Installed modules from which a function of C's, which does not know its own, can be had."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if file.startswith(OURS) and vars(module).get(function.__name__) is function:
            yield name


def _name(value: Any) -> str:
    """What a value is called in its module."""
    if isinstance(value, ModuleType):
        return ""
    return getattr(value, "__name__", None) or type(value).__name__


def _held(value: Any) -> list[Any]:
    """What a list, a dict or an object holds."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [*inside, *getattr(value, "__dict__", {}).values()][:MANY]


def _closed(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """Names of an outer function that a function uses, with their values."""
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            yield name, cell.cell_contents
        except ValueError:  # it has none yet
            continue


@functools.cache
def _not_students() -> tuple[str, ...]:
    """How the paths of files begin that are not a student's."""
    library = importlib.util.find_spec("cnnlib")
    return (*OURS, str(Path(library.origin).parent)) if library and library.origin else OURS


def _is_students(function: Any) -> bool:
    """Whether a value is a function that a student wrote."""
    return isinstance(function, FunctionType) and not function.__code__.co_filename.startswith(
        _not_students()
    )


def _beside(module: str) -> str:
    """The file beside the notebook that a module is; empty for one that is installed."""
    path = Path(*module.split("."))
    files = [
        path.with_suffix(".py"),
        path / "__init__.py",
        Path(f"{path.parts[0]}.py"),
        Path(path.parts[0], "__init__.py"),
    ]
    return next((str(file) for file in files if file.is_file()), "")


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module.partition(".")[0]) is not None
    except (ImportError, ValueError):
        return False


def _files(texts: list[str]) -> list[str]:
    """Files that texts name, alone or two together."""
    some = [text for text in dict.fromkeys(texts) if 0 < len(text) < 200 and not re.search(r"[\0\n]", text)][
        :50
    ]
    pairs = itertools.permutations(some, 2)
    named = [*some, *(join for a, b in pairs for join in (os.path.join(a, b), a + b))]
    return [text for text in named if os.path.isfile(text) and not text.startswith(_not_students())]


def _writes(code: CodeType) -> bool:
    """Whether code writes files of its own."""
    modes = [text for text in code.co_consts if isinstance(text, str) and WRITING.fullmatch(text)]
    return ("open" in code.co_names and bool(modes)) or any(map(WRITERS.fullmatch, code.co_names))


def _caught(code: CodeType, offset: int) -> bool:
    """Whether an import that fails at this place is caught."""
    steps = list(dis.get_instructions(code))
    entries = dis.Bytecode(code).exception_entries  # type: ignore[attr-defined]  # it has had them since 3.11
    for entry in entries:
        if entry.start <= offset < entry.end:
            handler = [step for step in steps if step.offset >= entry.target]
            handler = handler[: _first(handler, "RERAISE")]
            tests = [step.argval for step in handler if step.opname in NAMES]
            bare = not any(step.opname in ("CHECK_EXC_MATCH", "WITH_EXCEPT_START") for step in handler)
            if CATCHING.intersection(tests) or (
                bare and any(step.opname == "POP_EXCEPT" for step in handler)
            ):
                return True
    return False


def _first(steps: list[dis.Instruction], name: str) -> int:
    return next((place for place, step in enumerate(steps) if step.opname == name), len(steps))
