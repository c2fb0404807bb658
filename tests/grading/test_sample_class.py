"""The sample class: who is in it, and that everybody gets what their work is worth."""

from __future__ import annotations

import inspect
import json
import random

import nbformat
import pytest
from sample_class import ROOT, SEED, Grading, demonstrated, digests  # noqa: F401  a fixture

from autograder.assignments import load_assignment
from autograder.grading import demo
from autograder.judging.callers import Local
from autograder.judging.examine import examine
from autograder.judging.recognise import JOINED, same_answers
from autograder.judging.wording import paste
from autograder.part import PUBLIC_SEED
from autograder.sample import ASSIGNMENTS, BROKEN, PARTLY_RIGHT, RIGHT, STUDENTS, as_source, compose

PARTS = Grading.parts()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.id)
def test_known_implementations_can_be_written_down(part):
    """Every right variant and, of the mistakes, some; the next test has all."""
    mistakes = random.Random(part.id).sample(sorted(part.mistakes), 12)
    written_down_as_known(part, mistakes)


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.id)
def test_every_known_implementation_can_be_written_down(part):
    written_down_as_known(part, part.mistakes)


def written_down_as_known(part, mistakes):
    """As text that stands alone: it runs without the checks, takes what the function takes, and answers
    every question as the known one does."""
    untimed = part.untimed
    for function, variants in part.rights.items():
        reference = next(iter(variants))
        parameters = inspect.signature(variants[reference]).parameters
        faults = [(name, reference) for name in mistakes if part.mistakes[name].of == function]
        for names in [*((variant,) for variant in variants), *faults]:
            text = as_source.text(part, function, names)
            assert "autograder" not in text
            namespace: dict = {}
            exec(compile(text, names[0], "exec"), namespace)
            # a mistake may have them in another order
            assert set(inspect.signature(namespace[function]).parameters) == set(parameters)
            written, known = (
                examine(untimed, [Local(f) for f in untimed.with_(**{function: program})], SEED)
                for program in (namespace[function], as_source.callables(part, function, names))
            )
            assert same_answers(untimed.cases(SEED), written, known), names


def test_the_text_of_two_nested_mistakes_does_what_they_do():
    part = next(part for part in PARTS if part.id == "a1.output_size")
    names = ("no_plus_one", "padding_on_one_side", "closed_form")
    namespace: dict = {}
    exec(as_source.text(part, "output_size", names), namespace)
    written, known = namespace["output_size"], as_source.callables(part, "output_size", names)
    calls = [(7, 3), (9, 4, 2), (12, 5, 1, 3), (30, 3, 2, 1, 4)]
    assert [written(*call) for call in calls] == [known(*call) for call in calls]
    assert [known(*call) for call in calls] != [part.reference("output_size")(*call) for call in calls]


def test_a_shared_mistake_nests_inside_one_that_hands_on_every_argument_by_place():
    part = next(part for part in PARTS if part.id == "a2.conv2d_forward").untimed
    names = ("dilation_ignored", "kernel_flipped", "one_matrix_product")
    namespace: dict = {}
    exec(as_source.text(part, "conv2d_forward", names), namespace)
    known = examine(part, [Local(as_source.callables(part, "conv2d_forward", names))], SEED)
    assert not any(verdict.answer.error for verdict in known)
    assert same_answers(part.cases(SEED), examine(part, [Local(namespace["conv2d_forward"])], SEED), known)


def test_composing_twice_gives_the_same_bytes(tmp_path):
    few = (*RIGHT[:2], *BROKEN)
    compose(ROOT, tmp_path / "one", few)
    compose(ROOT, tmp_path / "two", few)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    compose(ROOT, tmp_path / "two", RIGHT[:1])
    assert [path.name for path in (tmp_path / "two").iterdir()] == [RIGHT[0].id]


def test_composed_notebooks_are_valid_notebooks(tmp_path):
    compose(ROOT, tmp_path, PARTLY_RIGHT)
    for path in tmp_path.glob("*/*/*.ipynb"):
        nbformat.validate(nbformat.from_dict(json.loads(path.read_text())))


def test_a_student_is_known_by_one_name():
    ids = [student.id for student in STUDENTS]
    assert len(ids) == len(set(ids)) >= 14
    assert len(RIGHT) >= 4 and len(PARTLY_RIGHT) >= 7 and len(BROKEN) >= 4


def test_everybody_has_one_record_for_every_part(sample_class: Grading):
    for student in STUDENTS:
        for name in ASSIGNMENTS:
            parts = [result.part for result in sample_class.submission(student.id, name).parts]
            assert parts == load_assignment(name).part_ids
            assert sample_class.folders.feedback(student.id, name).is_file()


@pytest.mark.parametrize("student", (*RIGHT, *PARTLY_RIGHT, *BROKEN), ids=lambda student: student.id)
def test_everybody_gets_what_their_work_earns(student, sample_class: Grading):
    """Points and mistakes are those of the same code called here, outside the sandbox."""
    for part in PARTS:
        result, honest = sample_class.result(student.id, part.id), student.honest(part, SEED)
        if honest is None:
            assert (result.points, result.mistake) == (0, None)
            assert result.status == ("missing" if student.id == "file-absent" else "unreadable")
        else:
            assert (result.points, result.mistake) == (honest.points, honest.mistake), result.comment
            assert result.status == honest.status


@pytest.mark.parametrize("student", RIGHT, ids=lambda student: student.id)
def test_right_work_earns_everything(student, sample_class: Grading):
    assert {sample_class.submission(student.id, name).points for name in ASSIGNMENTS} == {100}


@pytest.mark.parametrize("student", PARTLY_RIGHT, ids=lambda student: student.id)
def test_a_mistake_is_named_and_of_two_at_once_both_or_none(student, sample_class: Grading):
    for part in PARTS:
        result = sample_class.result(student.id, part.id)
        faults = [name for function in part.functions for name in (student.answers.get(function, ()) or ())]
        faults = [name for name in faults if name in part.mistakes]
        named = result.mistake.split(JOINED) if result.mistake else []
        assert set(named) == set(faults) or (len(faults) == 2 and not named)
        if faults:
            assert 0 <= result.points < result.max_points


def test_a_blank_notebook_earns_nothing_and_is_not_called_wrong(sample_class: Grading):
    results = [sample_class.result("blank", part.id) for part in PARTS]
    assert {(result.points, result.status) for result in results} == {(0, "not written")}


def test_the_demo_starts_afresh_and_says_what_to_open(tmp_path, monkeypatch, capsys):
    few = [student for student in STUDENTS if student.id in {page[0] for page in demo.WORTH_READING}]
    monkeypatch.setattr(demo, "STUDENTS", few)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assignments").symlink_to(ROOT / "assignments")
    leftover = tmp_path / "grading" / "demo" / "submitted" / "leftover"
    leftover.mkdir(parents=True)
    assert demo.run(tmp_path) == 0
    assert not leftover.exists()
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if line.split(" ")[0] in {student.id for student in few}]
    assert len(rows) == len(few) and all(line.endswith(" / 100") for line in rows)
    paths = [line.split()[-1] for line in lines if "grading/demo" in line]
    assert len(paths) == len(demo.WORTH_READING) + 2
    assert all((tmp_path / path).exists() for path in paths)


def test_the_public_case_that_a_report_shows_is_on_record(sample_class: Grading):
    shown = [
        (part, result)
        for student in PARTLY_RIGHT
        for part in PARTS
        if (result := sample_class.result(student.id, part.id)).example is not None
    ]
    assert len(shown) > 6
    for part, result in shown:
        case = part.cases(PUBLIC_SEED)[result.example]
        assert "Look at this case first" in result.comment
        assert paste(part, case, result.example).splitlines()[-1] in result.comment
    assert {sample_class.result(RIGHT[0].id, part.id).example for part in PARTS} == {None}
