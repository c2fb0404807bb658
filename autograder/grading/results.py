"""What grading writes down: one result per student and part, always."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from autograder.assignments import load_assignment

STATUSES = ("graded", "not written", "crashed", "timed out", "missing", "unreadable")


@dataclass(frozen=True)
class PartResult:
    """The result of one part.

    comment: the report as text; html: the same, made from escaped text.
    example: the number of the public case that the report shows, if it shows one.
    """

    part: str
    points: float
    max_points: float
    mistake: str | None = None
    status: str = "graded"
    comment: str = ""
    html: str = ""
    example: int | None = None

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"{self.part}: status {self.status!r} is none of {', '.join(STATUSES)}")
        if not 0 <= self.points <= self.max_points:  # NaN fails this too
            raise ValueError(f"{self.part}: {self.points} points are not within 0 to {self.max_points}")


@dataclass(frozen=True)
class SubmissionResult:
    """The results of one submission, part by part. notes: sentences on cells and files that failed."""

    student: str
    assignment: str
    parts: tuple[PartResult, ...]
    notes: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        return sum(part.points for part in self.parts)

    @property
    def max_points(self) -> float:
        return sum(part.max_points for part in self.parts)

    def rows(self) -> list[dict[str, Any]]:
        """One record per part, as `autograder grade --json` writes them."""
        names = ("part", "points", "max_points", "mistake", "status")
        head = {"student": self.student, "assignment": self.assignment}
        return [head | {name: getattr(part, name) for name in names} for part in self.parts]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SubmissionResult:
        parts = tuple(PartResult(**part) for part in data["parts"])
        return cls(data["student"], data["assignment"], parts, tuple(data["notes"]))


def without_points(student: str, assignment: str, status: str, note: str) -> SubmissionResult:
    """The result of a submission of which nothing could be graded."""
    parts = tuple(
        PartResult(part.id, 0.0, part.max_points, None, status, comment=note)
        for part in load_assignment(assignment).load_parts()
    )
    return SubmissionResult(student, assignment, parts, (note,))
