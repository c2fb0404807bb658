"""What a student reads about a part: as text in a terminal, as HTML in Jupyter and in feedback pages.

Every piece of text that can come from a student is escaped here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

import numpy as np

PASTED_LIMIT = 40  # numbers that a line to paste may spell out; beyond that it calls example()
GRID_LIMIT = 10  # rows and columns of a grid that are shown as numbers
MAP_LIMIT = 20, 40  # rows and columns of marks in a map of right and wrong
GREEN, RED, GREY = "#00785a", "#b34700", "#6b6b6b"
LEFT, RIGHT = "text-align:left", "text-align:right"


@dataclass(frozen=True)
class CaseResult:
    """One case of a part: its group, its call in one line, and why it failed."""

    group: str
    name: str
    passed: bool
    message: str


@dataclass(frozen=True)
class Shown:
    """The failing case that a report shows.

    call: code to paste; empty where the inputs are secret. outline: the call without its values.
    """

    call: str
    outline: str
    message: str
    found: np.ndarray | None = None
    expected: np.ndarray | None = None

    def without_values(self) -> Shown:
        """The same case in outline alone."""
        return Shown("", self.outline, "")


@dataclass(frozen=True)
class Report:
    """The judgement on one part.

    repr() is the points as a plain number, because nbgrader reads the score of a cell from the text
    form of its last value.
    """

    part: str
    worth: dict[str, float]
    cases: tuple[CaseResult, ...]
    mistake: str | None = None
    explanation: str = ""
    hint: str = ""  # where no known mistake explains all that fails: what the best one explains
    status: str = "graded"
    shown: Shown | None = None
    printed: str = ""
    slow: bool = False  # points were lost to slowness, which a busy machine may be the cause of
    problem: str = field(default="", kw_only=True)

    @property
    def earned(self) -> dict[str, float]:
        """Points by group: all of a group's, or none."""
        failed = {case.group for case in self.cases if not case.passed} if self.cases else self.worth
        return {group: 0.0 if group in failed else value for group, value in self.worth.items()}

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
            hint=public.hint if public else "",
            shown=public.shown if public and public.shown else secret,
            printed=public.printed if public else "",
        )

    def __repr__(self) -> str:
        return format(float(self.points), "g")

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> list[str]:
        lines = [self._title()]
        if self.problem:
            return [*lines, self.problem]
        if self.status != "not written":
            width = max(map(len, self.worth))
            lines += [f"  {name:<{width}}  {score:>9}  {note}".rstrip() for name, score, note in self._rows()]
        lines += [text for text in self._diagnosis() if text]
        if self.shown and self.status != "not written":
            lines += self._example_lines()
        if self.printed.strip():
            lines += ["Printed while your function ran:", *("  | " + t for t in self.printed.splitlines())]
        return lines

    def _title(self) -> str:
        status = "" if self.status == "graded" else f"  ({self.status})"
        return f"{self.part}: {self.points:g} / {self.max_points:g}{status}"

    def _rows(self) -> list[tuple[str, str, str]]:
        """Per group: its name, its points, and how many of its cases fail."""
        rows = []
        for group, earned in self.earned.items():
            cases = [case for case in self.cases if case.group == group]
            failed = sum(not case.passed for case in cases)
            note = f"{failed or len(cases)} of {len(cases)} cases {'fail' if failed else 'pass'}"
            rows.append((group, f"{earned:g} / {self.worth[group]:g}", note))
        return rows

    def _diagnosis(self) -> list[str]:
        if self.status == "not written":
            return ["Not written yet: it raises NotImplementedError."]
        if self.mistake:
            return [f"Recognised: {self.mistake.replace('_', ' ')}.", self.explanation]
        return [self.hint] if self.hint else []

    def _example_lines(self) -> list[str]:
        shown = self.shown
        if not shown.call:
            return [f"A case of the grading that fails, in outline: {shown.outline}"]
        lines = ["Look at this case first:", *("  " + line for line in shown.call.splitlines())]
        lines += ["  " + line for line in shown.message.splitlines()]
        picture = _picture(shown)
        return lines + (["  " + line for line in picture.text()] if picture else [])

    def _repr_html_(self) -> str:
        full = self.points == self.max_points and not self.problem
        colour = GREEN if full else GREY if self.status == "not written" else RED
        body = [self._title_html(colour)]
        if self.problem:
            body.append(f"<p>{escape(self.problem)}</p>")
        elif self.status != "not written":
            body.append(self._table())
        body += [f'<p style="margin:8px 0">{text}</p>' for text in self._diagnosis_html()]
        if self.shown and self.status != "not written" and not self.problem:
            body.append(self._example_html())
        if self.printed.strip():
            summary = "<summary>Printed while your function ran</summary>"
            body.append(f"<details>{summary}{_code(self.printed)}</details>")
        return f'<div style="border-left:4px solid {colour};padding:2px 0 2px 12px">{"".join(body)}</div>'

    def _title_html(self, colour: str) -> str:
        """The title with its points on a patch: white on these colours is legible on any page."""
        patch = f"background:{colour};color:#fff;padding:2px 8px;border-radius:4px"
        rest = self._title().removeprefix(f"{self.part}: ")
        points = "" if self.problem else f' <strong style="{patch}">{rest}</strong>'
        return f'<p style="margin:0"><strong>{escape(self.part)}:</strong>{points}</p>'

    def _table(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="{LEFT}">{escape(name)}</th><td style="{RIGHT}">{score}</td>'
            f'<td style="{LEFT}">{note if self.earned[name] else f"<strong>{note}</strong>"}</td></tr>'
            for name, score, note in self._rows()
        )
        head = (
            f'<tr><th scope="col" style="{LEFT}">group</th><th scope="col" style="{RIGHT}">points</th>'
            f'<th scope="col" style="{LEFT}">cases</th></tr>'
        )
        return _table_of("Points for each group of cases", head, rows)

    def _diagnosis_html(self) -> list[str]:
        texts = [escape(text) for text in self._diagnosis()] if not self.problem else []
        if self.mistake:
            texts[0] = f"<strong>{texts[0]}</strong>"
        return texts

    def _example_html(self) -> str:
        shown = self.shown
        if not shown.call:
            return f"<p>{escape(self._example_lines()[0])}</p>"
        picture = _picture(shown)
        return (
            f'<p style="margin:8px 0 4px">Look at this case first:</p>{_code(shown.call)}'
            f'<p style="margin:4px 0 8px">{escape(shown.message)}</p>{picture.html() if picture else ""}'
        )


def failed_to_start(part: str, problem: str) -> Report:
    """The report of a check that could not be run at all."""
    return Report(part, {}, (), problem=problem)


@dataclass(frozen=True)
class _Grids:
    """The two-dimensional slice of an answer that holds the first wrong value."""

    found: np.ndarray
    expected: np.ndarray
    wrong: np.ndarray
    where: str

    def text(self) -> list[str]:
        if max(self.wrong.shape) > GRID_LIMIT:
            return [self.legend(), *self.map()]
        left, right = _cells(self.found, self.wrong), _cells(self.expected)
        width = len(left[0])
        head = f"{'found' + self.where:<{width}}   expected"
        return [head, *(f"{a}   {b}" for a, b in zip(left, right, strict=True)), "(* marks a wrong value)"]

    def html(self) -> str:
        if max(self.wrong.shape) > GRID_LIMIT:
            lines = "\n".join(self.map())
            return f"<p>{escape(self.legend())}</p>{_code(lines)}"
        found = self._grid("found" + self.where, self.found, True)
        expected = self._grid("expected" + self.where, self.expected, False)
        return (
            f'<div style="display:flex;flex-wrap:wrap;align-items:flex-start;gap:0 32px">{found}{expected}</div>'
            "<p>* marks a wrong value.</p>"
        )

    def legend(self) -> str:
        place = f" in answer{self.where}" if self.where else ""
        down, right = self._block()
        block = f", one mark for {down} x {right} values" if down * right > 1 else ""
        return f"Where it differs{place}: {int(self.wrong.sum())} of {self.wrong.size} values (# wrong, . right{block})"

    def map(self) -> list[str]:
        """One character for each block of values: wrong where any of them is."""
        wrong = self.wrong
        for axis, step in enumerate(self._block()):
            wrong = np.logical_or.reduceat(wrong, range(0, wrong.shape[axis], step), axis=axis)
        return ["".join("#" if w else "." for w in row) for row in wrong]

    def _block(self) -> tuple[int, int]:
        down, right = (-(-size // limit) for size, limit in zip(self.wrong.shape, MAP_LIMIT, strict=True))
        return down, right

    def _grid(self, caption: str, values: np.ndarray, mark: bool) -> str:
        head = "".join(f'<th scope="col" style="{RIGHT}">{j}</th>' for j in range(values.shape[1]))
        rows = []
        for i, row in enumerate(values):
            cells = "".join(_cell(_number(v), mark and self.wrong[i, j]) for j, v in enumerate(row))
            rows.append(f'<tr><th scope="row" style="{RIGHT}">{i}</th>{cells}</tr>')
        return _table_of(caption, f"<tr><td></td>{head}</tr>", "".join(rows))


def _table_of(caption: str, head: str, rows: str) -> str:
    return (
        f'<table style="margin:8px 0;border-collapse:collapse"><caption style="{LEFT};white-space:nowrap">'
        f"{escape(caption)}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>"
    )


def _code(text: str) -> str:
    """Text in a fixed-width block: long lines wrap; the grey is a shade of whatever lies below it."""
    style = "margin:0;padding:6px 10px;background:rgba(128,128,128,0.15);white-space:pre-wrap;overflow-wrap:anywhere"
    return f'<pre style="{style}">{escape(text)}</pre>'


def _cell(text: str, wrong: bool) -> str:
    if not wrong:
        return f'<td style="{RIGHT}">{text}</td>'
    return f'<td style="{RIGHT};background:rgba(255,110,0,0.25)"><strong>{text} *</strong></td>'


def _cells(values: np.ndarray, wrong: np.ndarray | None = None) -> list[str]:
    texts = [
        [_number(v) + ("*" if wrong is not None and wrong[i, j] else "") for j, v in enumerate(row)]
        for i, row in enumerate(values)
    ]
    width = max(len(text) for row in texts for text in row)
    return [" ".join(text.rjust(width) for text in row) for row in texts]


def _number(value: Any) -> str:
    return format(value, ".4g") if isinstance(value, float | np.floating) else str(value)


def _picture(shown: Shown) -> _Grids | None:
    """Found and expected around the first wrong value; None where there is nothing to draw."""
    if shown.found is None or shown.expected is None or shown.found.ndim == 0 or shown.found.size == 0:
        return None
    close = np.isclose(shown.found, shown.expected, rtol=1e-6, atol=1e-9, equal_nan=True)
    first = tuple(int(i) for i in np.argwhere(~close)[0]) if not close.all() else (0,) * close.ndim
    place = first[:-2]
    where = f"[{', '.join(map(str, place))}]" if place else ""
    slices = (np.atleast_2d(array[place]) for array in (shown.found, shown.expected, ~close))
    return _Grids(*slices, where)
