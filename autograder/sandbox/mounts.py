"""What can be seen inside the sandbox, as a list.

    /python   the interpreter and its standard library, without site-packages
    /site     the packages that a submission may import, and what they need; nothing else installed
    /box      the worker and what it shares with the grader, the stand-in `autograder`, and a cnnlib without
              the assignment's functions
    /usr/lib, /lib64   the system's shared libraries

Everything is read-only. A test walks this from inside and looks for answers.
"""

from __future__ import annotations

import functools
import importlib.util
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

INSIDE = Path(__file__).parent / "inside"
SHARED = Path(__file__).parents[1] / "shared"
WORKER_FILES = [INSIDE / f"{name}.py" for name in ("worker", "student", "cells", "shell", "jail", "keeper")]
DEVICES = ("null", "zero", "urandom", "random")

STAND_IN = '''"""Hidden: this assignment asks for the functions of this module, or they would show its answers."""

import sys


class Absent:
    """In place of what another module of the library needs: whoever uses it is told that it is not there."""

    def __init__(self, name):
        self.name = name

    def __call__(self, *args, **kwargs):
        raise ImportError(f"{self.name} is not available while this assignment is graded")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self()

    def __mro_entries__(self, bases):
        return ()


def __getattr__(name):
    if name.startswith("__"):  # looked up by machinery, not by a student
        raise AttributeError(name)
    absent = Absent(f"{__name__}.{name}")
    if not sys._getframe(1).f_globals.get("__name__", "").startswith("cnnlib"):
        absent()
    return absent
'''


def prepare(folder: Path, library: Iterable[str]) -> None:
    """Write the content of /box into an empty folder.

    library: modules and packages of cnnlib, such as "cnnlib.shapes", that are replaced by stand-ins.

    Raises:
        ValueError: such a module does not exist.
    """
    worker, lib = folder / "worker", folder / "lib"
    worker.mkdir()
    for file in WORKER_FILES:
        shutil.copyfile(file, worker / file.name)
    clean = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(SHARED, worker / "shared", ignore=clean)
    shutil.copytree(INSIDE / "autograder", lib / "autograder", ignore=clean)
    shutil.copytree(_package_folder("cnnlib"), lib / "cnnlib", ignore=clean)
    for module in library:
        path = lib / Path(*module.split("."))
        hidden = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
        for file in hidden:
            if not file.is_file():
                raise ValueError(
                    f"the library module {module} is no file; expected the name of a module of cnnlib"
                )
            file.write_text(STAND_IN)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def mounts(box: Path, packages: Iterable[str]) -> list[str]:
    """The arguments of bubblewrap that build this view.

    box: the folder written by `prepare`. packages: names of installed distributions.
    """
    arguments: list[str] = []
    made: set[Path] = set()
    pairs = [*_python(), *_packages(packages), *_system_libraries(), (box, Path("/box"))]
    for outside, inside in pairs:
        for parent in reversed(inside.parents[:-1]):
            if parent not in made:  # bubblewrap would make it unreadable for others
                arguments += ["--perms", "0755", "--dir", str(parent)]
                made.add(parent)
        arguments += ["--ro-bind", str(outside), str(inside)]
    for folder in _covered(pairs):
        arguments += ["--perms", "0755", "--tmpfs", str(folder), "--remount-ro", str(folder)]
    arguments += ["--perms", "0755", "--dir", "/dev"]
    for device in DEVICES:
        arguments += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
    # The worker needs /proc/self/uid_map; it covers /proc before a student's first cell. A new /proc
    # cannot be mounted in many containers, so the machine's own is taken.
    arguments += ["--bind", "/proc", "/proc", "--perms", "1777", "--tmpfs", "/tmp"]
    return [*arguments, "--remount-ro", "/"]


def closure(packages: Iterable[str]) -> list[str]:
    """Distributions and all that they require and that is installed, extras left out."""
    found: dict[str, None] = {}
    waiting = [_canonical(name) for name in packages]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            required = metadata.distribution(name).requires or []
        except metadata.PackageNotFoundError:
            continue
        found[name] = None
        waiting += [
            _canonical(re.split(r"[^\w.-]", line, maxsplit=1)[0])
            for line in required
            if "extra ==" not in line
        ]
    return sorted(found)


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _packages(packages: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    for distribution in closure(packages):
        for entry in _top_level(distribution):
            yield _place(metadata.distribution(distribution), entry), Path("/site", entry)


@functools.cache
def _top_level(distribution: str) -> tuple[str, ...]:
    """Files and folders of a distribution directly in site-packages."""
    found = metadata.distribution(distribution)
    record = found.read_text("RECORD")
    if record is None:  # a system's package manager may leave it out
        names = {name for name, owners in _installed().items() if found.metadata["Name"] in owners}
    else:
        names = {re.split("[/,]", line.strip('"'), maxsplit=1)[0] for line in record.splitlines() if line}
    names = {name for name in names if name not in ("", "..", "__pycache__") and not name.endswith(".pth")}
    return tuple(sorted(name for name in names if _place(found, name).exists()))


def _place(distribution: metadata.Distribution, entry: str) -> Path:
    return Path(str(distribution.locate_file(entry)))


@functools.cache
def _installed() -> dict[str, list[str]]:
    return dict(metadata.packages_distributions())


def _python() -> Iterator[tuple[Path, Path]]:
    """The interpreter, its standard library, and shared libraries installed beside it."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    yield Path(sys.executable).resolve(), Path("/python/bin/python3")
    yield Path(sysconfig.get_path("stdlib")), Path("/python", sys.platlibdir, version)
    base = Path(sys.base_prefix).resolve()
    if base != Path("/usr"):
        for library in sorted((base / "lib").glob("*.so*")):
            if library.is_file():
                yield library.resolve(), Path("/python/lib", library.name)


def _system_libraries() -> Iterator[tuple[Path, Path]]:
    machine = sysconfig.get_config_var("MULTIARCH") or ""
    candidates = [f"/usr/lib/{machine}", f"/lib/{machine}"] if machine else []
    for candidate in map(Path, [*candidates, "/usr/lib64", "/lib64"]):
        if candidate.is_dir():
            yield candidate.resolve(), candidate


def _covered(pairs: list[tuple[Path, Path]]) -> Iterator[Path]:
    """Folders of other installed packages below what is mounted."""
    for outside, inside in pairs:
        if inside.parts[1] in ("python", "usr", "lib64") and outside.is_dir():
            for name in ("site-packages", "dist-packages"):
                for found in (*outside.glob(name), *outside.glob(f"python3*/{name}")):
                    yield inside / found.relative_to(outside)


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec and spec.origin, f"{name} is installed together with this package"
    return Path(spec.origin).parent
