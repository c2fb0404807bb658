"""Students who try to forge points or to hurt others: what it does here, and on stock nbgrader."""

from __future__ import annotations

import shutil

import pytest
import stock_nbgrader
from sample_class import SEED, Grading, everybody, well_meant  # noqa: F401  fixtures

from autograder.parts import PUBLIC_SEED, load_assignment
from autograder.sample import HOSTILE, PARTLY_RIGHT, RIGHT, Student

A1, A2 = "a1_shapes", "a2_convolution"
BY_ID = {student.id: student for student in HOSTILE}


@pytest.mark.parametrize("id", BY_ID)
def test_a_hostile_student_earns_what_their_honest_work_earns(id: str, sample_class: Grading):
    for part in sample_class.parts():
        honest, result = BY_ID[id].honest(part, SEED), sample_class.result(id, part.id)
        assert (result.points, result.mistake) == (honest.points, honest.mistake), result.comment
        assert result.status == "graded" or result.points == 0


@pytest.mark.parametrize("id", BY_ID)
def test_the_attack_is_all_that_a_hostile_student_loses(id: str, sample_class: Grading):
    """At least one part of a2 is honest work, half right, and its mistake is still recognised."""
    naive = sample_class.result(id, "a2.conv2d_naive")
    assert 0 < naive.points < naive.max_points
    assert naive.mistake == "stride_ignored"


def test_nobody_else_notices(sample_class: Grading, well_meant_alone: Grading):
    """The others' records are the same to the byte as where nobody hostile hands in."""
    for student in (*RIGHT, *PARTLY_RIGHT):
        assert sample_class.rows(student.id) == well_meant_alone.rows(student.id)


def test_no_file_of_anybody_was_touched(sample_class: Grading):
    assert sample_class.submissions_after == sample_class.submissions_before


def test_the_attacks_are_of_many_kinds():
    verdicts = [student.on_stock for student in HOSTILE]
    assert set(verdicts) == {"forges", "hurts", "harmless", "not tried"}
    assert verdicts.count("forges") + verdicts.count("hurts") >= 8


def on_stock(verdict: str) -> list[str]:
    return [student.id for student in HOSTILE if student.on_stock == verdict]


def target(student: Student) -> str:
    """The assignment in which a student is hostile."""
    return A1 if "probe_receptive_field" in student.answers else A2


def honest_on_stock(student: Student) -> dict[str, float]:
    """What a student's honest work earns under stock nbgrader, by grade id: notebooks use the public seed."""
    parts = load_assignment(target(student)).load_parts()
    return {part.id.replace(".", "-"): student.honest(part, PUBLIC_SEED).points for part in parts}


@pytest.fixture(scope="module")
def stock_course(tmp_path_factory):
    """Courses of stock nbgrader with nothing handed in, by assignment."""
    folders = {assignment: tmp_path_factory.mktemp(assignment) / "course" for assignment in (A1, A2)}
    for assignment, folder in folders.items():
        folder.mkdir()
        stock_nbgrader.prepare(folder, assignment)
    return folders


@pytest.fixture(scope="module")
def on_their_own(stock_course, tmp_path_factory):
    """Those who touch nobody else, graded together by stock nbgrader: scores by student."""
    scores = {}
    for assignment, course in stock_course.items():
        students = [s for s in HOSTILE if s.on_stock in ("forges", "harmless") and target(s) == assignment]
        folder = tmp_path_factory.mktemp("together") / "course"
        shutil.copytree(course, folder)
        class_ = [(student.id, student) for student in (*students, RIGHT[0])]
        scores |= stock_nbgrader.grade(folder, assignment, class_)
    return scores


@pytest.mark.slow
@pytest.mark.parametrize("id", on_stock("forges"))
def test_stock_nbgrader_gives_forged_points(id: str, on_their_own):
    assert sum(on_their_own[id].values()) > sum(honest_on_stock(BY_ID[id]).values())


@pytest.mark.slow
@pytest.mark.parametrize("id", on_stock("harmless"))
def test_stock_nbgrader_gives_no_forged_points(id: str, on_their_own):
    honest = honest_on_stock(BY_ID[id])
    assert on_their_own[id] in (honest, dict.fromkeys(honest))


@pytest.mark.slow
@pytest.mark.parametrize("id", on_stock("hurts"))
def test_stock_nbgrader_lets_others_be_hurt(id: str, stock_course, tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(stock_course[A2], folder)
    others = {"a-before": RIGHT[1], "z-after": PARTLY_RIGHT[0]}
    class_ = [*others.items(), ("m-hostile", BY_ID[id])]
    scores = stock_nbgrader.grade(folder, A2, class_)
    assert any(scores[name] != honest_on_stock(other) for name, other in others.items())


@pytest.mark.slow
def test_stock_nbgrader_grades_those_others_rightly_when_alone(stock_course, tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(stock_course[A2], folder)
    others = {"a-before": RIGHT[1], "z-after": PARTLY_RIGHT[0]}
    scores = stock_nbgrader.grade(folder, A2, list(others.items()))
    assert scores == {name: honest_on_stock(other) for name, other in others.items()}
