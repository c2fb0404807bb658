"""What a student reads about a part: as text in a terminal, as HTML in Jupyter and in feedback pages.

The HTML is made by templates/, which escape every piece of text that can come from a student; nothing else
writes any.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from autograder.columns import aligned
from autograder.judging.grids import Grids, grids_of
from autograder.part import groups_lost

if TYPE_CHECKING:
    from jinja2 import Template


GREEN, RED, GREY = "#00785a", "#b34700", "#6b6b6b"


@dataclass(frozen=True)
class CaseResult:
    """One case of a part: its group, its call in one line, and why it failed."""

    group: str
    name: str
    passed: bool
    message: str
    vital: str = ""  # why nothing is earned where it failed; empty where it costs its group alone


@dataclass(frozen=True)
class Shown:
    """The failing case that a report shows.

    call: code to paste; empty where the inputs are secret. outline: the call without its values.
    number: of the case, among those of its seed.
    name: what the array is called where the answer has several.
    ended: what ended the student's code there, a sentence of ours without values.
    """

    call: str
    outline: str
    message: str
    number: int = field(kw_only=True)
    found: np.ndarray | None = None
    expected: np.ndarray | None = None
    name: str = ""
    ended: str = ""

    def without_values(self) -> Shown:
        """The same case in outline alone."""
        return Shown("", self.outline, "", number=self.number, ended=self.ended)

    def in_outline(self) -> str:
        sentence = f"A case of the grading that fails, in outline: {self.outline}"
        return f"{sentence}; {self.ended}" if self.ended else sentence

    def grids(self) -> Grids | None:
        """The picture of where the answer differs, where one can be drawn."""
        return grids_of(self.found, self.expected, self.name)

    def lines(self) -> list[str]:
        """The case as text."""
        if not self.call:
            return [self.in_outline()]
        grids = self.grids()
        lines = [*self.call.splitlines(), *self.message.splitlines(), *(grids.lines() if grids else [])]
        return ["Look at this case first:", *("  " + line for line in lines)]


@dataclass(frozen=True)
class Report:
    """The judgement on one part.

    repr() is the points as a plain number, because nbgrader reads the score of a cell from the text
    form of its last value.
    """

    part: str
    worth: dict[str, float]
    cases: tuple[CaseResult, ...]
    told: dict[str, str] = field(default_factory=dict, kw_only=True)  # of groups that have their points
    mistake: str | None = None
    explanation: str = ""
    likely: tuple[str, ...] = ()  # where no known mistake explains all that fails: those that the hint is of
    hint: str = ""  # sentences, one a line
    status: str = "graded"
    unwritten: str = ""  # the function that is not written, where nothing is and that is known
    shown: Shown | None = None
    printed: str = ""
    slow: bool = False  # points were lost to slowness, which a busy machine may be the cause of
    problem: str = field(default="", kw_only=True)
    note: str = field(default="", kw_only=True)  # at home: what is used that grading has not; costs nothing

    @property
    def earned(self) -> dict[str, float]:
        """Points by group: all of a group's, or none."""
        failing = [case for case in self.cases if not case.passed]
        lost = groups_lost(self.worth, failing) if self.cases else self.worth
        return {group: 0.0 if group in lost else value for group, value in self.worth.items()}

    @property
    def points(self) -> float:
        return float(sum(self.earned.values()))

    @property
    def max_points(self) -> float:
        return float(sum(self.worth.values()))

    def for_student(self, public: Report | None) -> Report:
        """This report on secret inputs, with the example, the hint and the prints of one on public inputs."""
        secret = self.shown.without_values() if self.shown else None
        return replace(
            self,
            cases=tuple(replace(case, name="", message="") for case in self.cases),
            likely=public.likely if public else (),
            hint=public.hint if public else "",
            shown=public.shown if public and public.shown else secret,
            printed=public.printed if public else "",
        )

    def __repr__(self) -> str:
        return format(float(self.points), "g")

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> list[str]:
        lines = [f"{self.part}: {self.score()}"]
        if self.problem:
            return [*lines, self.problem]
        if self.status != "not written":
            rows = [("", group, f"{score:>9}", note) for group, score, note in self.rows()]
            lines += aligned(rows).splitlines()
        lines += [text for text in (self.note, *self.diagnosis()) if text]
        if self.shown and self.status != "not written":
            lines += self.shown.lines()
        if self.printed.strip():
            lines += ["Printed while your function ran:", *("  | " + t for t in self.printed.splitlines())]
        return lines

    def score(self) -> str:
        """The points, and the status where it says more."""
        status = "" if self.status == "graded" else f"  ({self.status})"
        return f"{self.points:g} / {self.max_points:g}{status}"

    def colour(self) -> str:
        """Of the points: all, not all, or nothing written."""
        if self.points == self.max_points and not self.problem:
            return GREEN
        return GREY if self.status == "not written" else RED

    def rows(self) -> list[tuple[str, str, str]]:
        """Per group: its name, its points, how many of its cases fail, and what is told of one that has its
        points."""
        rows = []
        for group, earned in self.earned.items():
            cases = [case for case in self.cases if case.group == group]
            failed = sum(not case.passed for case in cases)
            note = f"{failed or len(cases)} of {len(cases)} cases {'fail' if failed else 'pass'}"
            if earned and group in self.told:
                note += f": {self.told[group]}"
            rows.append((group, f"{earned:g} / {self.worth[group]:g}", note))
        return rows

    def diagnosis(self) -> list[str]:
        """What is wrong, in sentences, as far as it was recognised."""
        if self.status == "not written":
            subject = f"{self.unwritten} is not" if self.unwritten else "Not"
            return [f"{subject} written yet: it raises NotImplementedError."]
        spoiled = next(([case.vital] for case in self.cases if case.vital and not case.passed), [])
        if self.mistake:
            return [f"Recognised: {self.mistake.replace('_', ' ')}.", self.explanation, *spoiled]
        return [*spoiled, *self.hint.splitlines()]

    def _repr_html_(self) -> str:
        return _template("report.html").render(report=self)


@dataclass(frozen=True)
class Unjudged:
    """In place of a Report, where a part's functions are not there to be called. sentence: why."""

    part: str
    max_points: float
    status: str
    sentence: str
    points = 0.0
    mistake = None

    def __str__(self) -> str:
        return f"{self.part}: 0 / {self.max_points:g}  ({self.status})\n{self.sentence}"

    def _repr_html_(self) -> str:
        return _template("unjudged.html").render(report=self)


@functools.cache
def _template(name: str) -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # a notebook starts sooner without

    environment = Environment(
        loader=PackageLoader("autograder.judging", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def failed_to_start(part: str, problem: str) -> Report:
    """The report of a check that could not be run at all."""
    return Report(part, {}, (), problem=problem)
