"""Whole wrong programs written by strangers to the checks, and what is said of them.

A file is `tests/strangers/SET/PART.py`, in percent format. Each program begins with `# %% slug`, and says what
is wrong with it in free words and which names would be true of it, before its report was seen:

    # %% no_bias
    # fault: the bias is never added
    # names: bias_forgotten

`names` are ids of mistakes, each true as a name or as a hint, two faults as `one + other`; or `none`, where no
id of the catalogue would be true as a name. A line `# hints:` after it lists ids that would be true as a hint
alone, such as one of two faults of which the catalogue does not know the other. A line `# wanted:` says what a
teacher would call a fault that the catalogue has no name for: such a program deserves a name and cannot get it.
Without it, `none` means that nobody would have a name for the fault. In a right program `# right` stands in
place of all of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder import run_check
from autograder.assignments import load_part
from autograder.judging.report import Report

ROOM = Path(__file__).parents[1] / "strangers"
JOINED = " + "


@dataclass(frozen=True)
class Program:
    """One program.

    names: the names that would be true of it, two faults as a set of two; None where it is right. hints: ids that
    would be true as a hint alone. wanted: the name that the catalogue lacks, in words, or nothing.
    """

    part: str
    slug: str
    fault: str
    names: frozenset[frozenset[str]] | None
    hints: frozenset[str]
    wanted: str
    code: str

    @property
    def deserves_a_name(self) -> bool:
        return bool(self.names or self.wanted)

    def report(self) -> Report:
        """Its report on the public cases."""
        namespace: dict[str, Any] = {"np": np}
        exec(compile(self.code, f"<{self.slug}>", "exec"), namespace)
        return run_check(self.part, *(namespace[name] for name in load_part(self.part).functions))

    def is_true(self, name: str) -> bool:
        return faults_in(name) in (self.names or ())

    def is_true_hint(self, name: str) -> bool:
        """A hint may speak of one of two faults."""
        return name in self.hints or any(name in faults for faults in self.names or ())


def faults_in(name: str) -> frozenset[str]:
    """The faults of a name, whichever is nested in which."""
    return frozenset(name.split(JOINED))


def sets() -> list[str]:
    """The sets that there are."""
    return sorted(folder.name for folder in ROOM.glob("*") if folder.is_dir())


def programs(name: str) -> list[Program]:
    """The programs of a set, part by part.

    Raises:
        ValueError: a program says neither that it is right nor what is wrong, or names what no part knows.
    """
    return [program for file in sorted((ROOM / name).glob("*.py")) for program in in_file(file)]


def in_file(file: Path) -> list[Program]:
    """The programs of one part."""
    part = load_part(file.stem)
    found = []
    for text in re.split(r"(?m)^# %% ", file.read_text(encoding="utf-8"))[1:]:
        slug, _, code = text.partition("\n")
        hints = frozenset(re.findall(r"\w+", _said(code, "hints")))
        fault, wanted = _said(code, "fault"), _said(code, "wanted")
        program = Program(part.id, slug.strip(), fault, _names(code), hints, wanted, code)
        if program.names is None and not re.search(r"(?m)^# right\b", code):
            raise ValueError(f"{file.name}, {slug}: has neither `# right` nor `# names:`")
        unknown = hints.union(*(program.names or ())) - part.mistakes.keys()
        if unknown:
            raise ValueError(f"{file.name}, {slug}: {part.id} knows no mistake {', '.join(sorted(unknown))}")
        found.append(program)
    return found


def _said(code: str, key: str) -> str:
    found = re.search(rf"(?m)^# {key}: *(.*)$", code)
    return found[1].strip() if found else ""


def _names(code: str) -> frozenset[frozenset[str]] | None:
    said = _said(code, "names")
    if not said:
        return None
    return frozenset() if said == "none" else frozenset(faults_in(name.strip()) for name in said.split(","))


@dataclass
class Score:
    """What was said of some programs. wrong: a sentence on each that was not answered as it should be."""

    programs: int = 0
    deserving: int = 0
    named: int = 0
    misnamed: int = 0
    hinted: int = 0
    misled: int = 0
    refused: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))

    @property
    def share(self) -> float:
        """Of the programs that deserve a name, those that got a true one."""
        return self.named / self.deserving if self.deserving else 1.0


def score(program: Program, report: Report) -> Score:
    """What was said of one program."""
    if program.names is None:
        return Score(programs=1, refused=int(report.points < report.max_points))
    true = [program.is_true_hint(name) for name in report.likely]
    named = report.mistake is not None and program.is_true(report.mistake)
    return Score(
        programs=1,
        deserving=int(program.deserves_a_name),
        named=int(named),
        misnamed=int(report.mistake is not None and not named),
        hinted=sum(true),
        misled=len(true) - sum(true),
    )
