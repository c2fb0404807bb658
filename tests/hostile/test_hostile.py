"""Students who try to forge points or to hurt others: what it does here, and on stock nbgrader."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

import numpy as np
import pytest
import stock_nbgrader
from attackers import ATTACKERS
from sample_class import SEED, Grading, demonstrated, everybody, well_meant  # noqa: F401  fixtures

from autograder.assignments import load_assignment
from autograder.grading import feedback
from autograder.grading.results import SubmissionResult
from autograder.judging.wording import describe
from autograder.part import PUBLIC_SEED, CacheOf, Call, Part
from autograder.sample import ASSIGNMENTS, HOSTILE, PARTLY_RIGHT, RIGHT, Hostile, Student
from autograder.sample.hostile import KINDS, NOTHING

A1, A2 = "a1_shapes", "a2_convolution"
BY_ID = {student.id: student for student in ATTACKERS}
SHOWN = {student.id for student in HOSTILE}  # of nearly every kind; the others take the slow tests
EACH = [id if id in SHOWN else pytest.param(id, marks=pytest.mark.slow) for id in BY_ID]


@pytest.fixture
def graded(id: str, request) -> Grading:
    """The class that an attacker is in, once it is graded."""
    return request.getfixturevalue("sample_class" if id in SHOWN else "attacked_class")


def test_the_attacks_are_of_all_kinds_several_of_each():
    assert len(BY_ID) == len(ATTACKERS) and BY_ID.keys() > SHOWN
    counts = Counter(student.kind for student in ATTACKERS)
    assert set(counts) == set(KINDS) and min(counts.values()) >= 2
    assert {student.on_stock for student in ATTACKERS} == {"forges", "hurts", "stops", "harmless"}


@pytest.mark.parametrize("id", EACH)
def test_a_hostile_student_earns_what_their_honest_work_earns(id: str, graded: Grading):
    for part in graded.parts():
        honest, result = BY_ID[id].honest(part, SEED), graded.result(id, part.id)
        if honest is None:
            assert (result.points, result.status) == (0, "missing")
            continue
        assert result.points == honest.points, result.comment
        # an attack in the place of a function that is not written mostly returns nothing
        assert result.mistake == honest.mistake or (
            result.mistake == "nothing_returned" and not result.points
        )
        assert result.status == "graded" or result.points == 0


@pytest.mark.parametrize("id", EACH)
def test_the_attack_is_all_that_a_hostile_student_loses(id: str, graded: Grading):
    """At least one part of a2 is honest work, half right, and its mistake is still recognised."""
    naive = graded.result(id, "a2.conv2d_naive")
    assert 0 < naive.points < naive.max_points
    assert naive.mistake == "stride_ignored"


MEASURED = re.compile(r"took \d+ times as long")  # the one number in a report that no seed decides


@pytest.mark.slow
@pytest.mark.parametrize("student", (*RIGHT, *PARTLY_RIGHT), ids=lambda student: student.id)
def test_nobody_else_notices(student, attacked_class: Grading, well_meant_alone: Grading):
    """The others' results and pages are the same to the byte as where nobody hostile hands in."""
    for assignment in ASSIGNMENTS:
        among, alone = (
            (
                json.dumps(grading.submission(student.id, assignment).to_json()),
                page(grading, student.id, assignment),
            )
            for grading in (attacked_class, well_meant_alone)
        )
        for one, other in zip(among, alone, strict=True):
            assert MEASURED.sub("", one) == MEASURED.sub("", other)


@pytest.mark.parametrize("of", ["sample_class", pytest.param("attacked_class", marks=pytest.mark.slow)])
def test_no_file_of_anybody_was_touched(of: str, request):
    graded: Grading = request.getfixturevalue(of)
    assert graded.submissions_after == graded.submissions_before


# What is read afterwards


def page(grading: Grading, student: str, assignment: str) -> str:
    return grading.folders.feedback(student, assignment).read_text(encoding="utf-8")


class Elements(HTMLParser):
    """The elements of a page and the text of it."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text, self.inside = "", ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside != "style":
            self.text += data


OUR_IMAGE = ("img", "alt", "width", "src")  # as cnnlib.plot writes it
PNG, PLACE = re.compile(r"data:image/png;base64,[\w+/]+=*"), re.compile(r"#[\w-]+")


def active(html: str) -> list[str]:
    """What of a page could act, or ask for something from elsewhere."""
    elements = Elements(html)
    policies = [
        a.get("content") for _, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy"
    ]
    found = [] if policies and policies[0].startswith("default-src 'none';") else ["no policy"]
    for tag, attributes in elements.tags:
        if tag in (
            "script",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "svg",
            "math",
            "template",
        ):
            found.append(tag)
        inside = PNG if (tag, *attributes) == OUR_IMAGE else PLACE
        for name, value in attributes.items():
            refers = name in ("href", "src", "action", "data", "srcset", "background", "formaction", "style")
            if name.startswith("on") or (refers and not inside.fullmatch(value or "")):
                found.append(f"{tag} {name}={value}")
    if sum(tag == "style" for tag, _ in elements.tags) != 1:
        found.append("style")
    return found


@pytest.mark.parametrize("id", EACH)
def test_no_page_has_active_content(id: str, graded: Grading):
    for assignment in ASSIGNMENTS:
        assert active(page(graded, id, assignment)) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<script>1</script>",
        "<p onclick=1>",
        '<a href="javascript:1">x</a>',
        '<a href="//example.org">x</a>',
        "<img src=data:x>",
        "<img alt=a width=1 src=data:image/svg+xml;base64,PHN2Zz4=>",
        "<style>p {}</style>",
        '<p style="background: url(x)">',
    ],
)
def test_active_content_would_be_found(markup: str):
    html = feedback.page(SubmissionResult("student", A1, (), ("note",)))
    assert active(html) == []
    assert active(html.replace("note", markup)) != []


RUN = 9  # so many of an input's first or last numbers in a row are no chance
NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:e[+-]?\d+)?")


def numbers(value) -> list[float]:
    """All numbers of an argument, in order."""
    if isinstance(value, np.ndarray):
        return value.ravel().tolist()
    if isinstance(value, CacheOf):
        return numbers([*value.args, *value.kwargs.values()])
    if isinstance(value, list | tuple):
        return [number for item in value for number in numbers(item)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def runs(values: Sequence[float]) -> list[tuple[float, ...]]:
    """Numbers that stand in a row."""
    values = [float(f"{value:.4g}") for value in values]
    return [tuple(values[i : i + RUN]) for i in range(len(values) - RUN + 1)]


def inputs(part: Part, seed: int) -> list[Call]:
    return [case.act for case in part.cases(seed) if isinstance(case.act, Call)]


class Secrets:
    """What of the inputs of one seed must not be read anywhere: calls, long numbers, rows of numbers."""

    def __init__(self, parts: Iterable[Part]):
        kept, known = (
            [(part, call) for part in parts for call in inputs(part, seed)] for seed in (SEED, PUBLIC_SEED)
        )
        self.calls = self._calls(parts, SEED) - self._calls(parts, PUBLIC_SEED)
        self.long = self._long(kept) - self._long(known)
        self.rows = self._rows(kept) - self._rows(known)

    @staticmethod
    def _calls(parts, seed) -> set[str]:
        """Calls in one line, where all arguments can be read in it."""
        lines = (
            describe(part, case) for part in parts for case in part.cases(seed) if isinstance(case.act, Call)
        )
        return {
            line for line in lines if "64(" not in line and "32(" not in line and "a function" not in line
        }

    @staticmethod
    def _long(calls) -> set[float]:
        values = (value for _, call in calls for value in numbers([*call.args, *call.kwargs.values()]))
        return {float(f"{value:.8g}") for value in values if len(f"{abs(value):.8g}") >= 9}

    @staticmethod
    def _rows(calls) -> set[tuple[float, ...]]:
        found = (runs(numbers(arg)) for _, call in calls for arg in call.args)
        return {run for each in found for run in (*each[:1], *each[-1:]) if len(set(run)) >= 4}

    def in_text(self, text: str) -> list:
        text = " ".join(text.split())
        found = [float(match) for match in NUMBER.findall(text) if len(match) < 40]
        told = {float(f"{value:.8g}") for value in found} & self.long
        return [*(call for call in self.calls if call in text), *told, *(self.rows & set(runs(found)))]


@pytest.fixture(scope="module")
def secrets() -> dict[str, Secrets]:
    return {name: Secrets(load_assignment(name).load_parts()) for name in ASSIGNMENTS}


@pytest.mark.parametrize("id", EACH)
def test_no_page_and_no_record_tells_a_hidden_input(id: str, graded: Grading, secrets):
    for assignment in ASSIGNMENTS:
        text = Elements(page(graded, id, assignment)).text
        record = graded.submission(id, assignment)
        told = [*record.notes, *(part.comment for part in record.parts), text]
        assert secrets[assignment].in_text("\n".join(told)) == []


def test_a_hidden_input_would_be_found(secrets):
    """In whatever way it is written down."""
    parts = {part.id: part for part in Grading.parts()}
    array = next(c.args[0] for c in inputs(parts["a2.conv2d_forward"], SEED) if c.args[0].size > 100)
    for text in (repr(array), str(array.tolist()), str(array), repr(array.flat[7]), f"x={array.flat[7]:.9g}"):
        assert secrets[A2].in_text(f"ValueError: {text}") != []
    shown = {describe(parts["a1.same_padding"], case) for case in parts["a1.same_padding"].cases(SEED)}
    public = {
        describe(parts["a1.same_padding"], case) for case in parts["a1.same_padding"].cases(PUBLIC_SEED)
    }
    for call in shown - public:
        assert secrets[A1].in_text(f"in outline: {call}") == [call]
    assert shown - public


# On stock nbgrader


# two who have begun a2, since others' work is what an attack would hurt, and stock nbgrader is slow
BEFORE, AFTER = (
    (id, Student(id, "Has begun a2.", style=1, answers=NOTHING | {"zero_pad": (), **answers}))
    for id, answers in (
        ("right-before", {"conv2d_naive": (), "conv2d_forward": ()}),
        ("z-after", {"conv2d_naive": ("kernel_flipped",), "conv2d_forward": ("kernel_flipped",)}),
    )
)


def on_stock(*verdicts: str) -> list[str]:
    return [student.id for student in ATTACKERS if student.on_stock in verdicts]


def honest_on_stock(student: Student, assignment: str) -> dict[str, float]:
    """What honest work earns under stock nbgrader, by grade id: notebooks use the public seed."""
    parts = load_assignment(assignment).load_parts()
    return {part.id.replace(".", "-"): student.honest(part, PUBLIC_SEED).points for part in parts}


def verdict(outcome: stock_nbgrader.Outcome, student: Hostile) -> str:
    """What a student did to the others of a class: see `Hostile.on_stock`."""
    scores = outcome.scores
    if not outcome.ended or not scores[AFTER[0]] or None in scores[AFTER[0]].values():
        return "stops"
    if any(scores[who] != honest_on_stock(other, student.target) for who, other in (BEFORE, AFTER)):
        return "hurts"
    earned = sum(points or 0 for points in scores[student.id].values())
    return "forges" if earned > sum(honest_on_stock(student, student.target).values()) else "harmless"


@pytest.fixture(scope="module")
def stock_course(tmp_path_factory):
    """Courses of stock nbgrader with nothing handed in, by assignment."""
    folders = {assignment: tmp_path_factory.mktemp(assignment) / "course" for assignment in ASSIGNMENTS}
    for assignment, folder in folders.items():
        folder.mkdir()
        stock_nbgrader.prepare(folder, assignment)
    return folders


@pytest.fixture
def graded_by_stock(stock_course, tmp_path):
    def grade(assignment: str, *students: tuple[str, Student]) -> stock_nbgrader.Outcome:
        folder = tmp_path / "course"
        shutil.copytree(stock_course[assignment], folder)
        return stock_nbgrader.grade(folder, assignment, students)

    return grade


def classes_on_stock(size: int = 16) -> list:
    """Those who touch nobody else, by classes that are graded together: assignment and ids."""
    found = []
    for assignment in ASSIGNMENTS:
        ids = [id for id in on_stock("forges", "harmless") if BY_ID[id].target == assignment]
        found += [(assignment, ids[i : i + size]) for i in range(0, len(ids), size)]
    return [pytest.param(*each, id=f"{each[0]}-{number}") for number, each in enumerate(found)]


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "ids"), classes_on_stock())
def test_on_stock_nbgrader_these_forge_points_or_do_nothing(assignment: str, ids: list[str], graded_by_stock):
    """All of them in one class: they touch nobody else."""
    students = [(id, BY_ID[id]) for id in ids]
    outcome = graded_by_stock(assignment, BEFORE, *students, AFTER)
    seen = {id: verdict(outcome, student) for id, student in students}
    assert seen == {id: student.on_stock for id, student in students}


@pytest.mark.slow
@pytest.mark.parametrize("id", on_stock("hurts", "stops"))
def test_on_stock_nbgrader_these_hurt_others(id: str, graded_by_stock):
    student = BY_ID[id]
    outcome = graded_by_stock(student.target, BEFORE, (id, student), AFTER)
    assert verdict(outcome, student) == student.on_stock


@pytest.mark.slow
def test_on_stock_nbgrader_those_others_are_graded_rightly_when_alone(graded_by_stock):
    assert graded_by_stock(A2, BEFORE, AFTER).scores == {
        name: honest_on_stock(other, A2) for name, other in (BEFORE, AFTER)
    }
