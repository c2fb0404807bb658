"""Known mistakes are tried on a sample of the cases, each case by itself, and compared as exactly as they can be."""

import numpy as np
import pytest

from autograder.assignments import load_part
from autograder.checks.mistakes import memory
from autograder.judging.callers import Local
from autograder.judging.diagnose import report_on
from autograder.judging.examine import one_by_one
from autograder.judging.judge import Answer, Verdict
from autograder.judging.recognise import SAMPLE, _sample, _verdict, alike, known_verdicts
from autograder.part import Call, Case, part

SEED = 1


@pytest.fixture
def counting():
    """A part of three groups of ten; f(n) is n. One mistake adds how often it was called before, of the others
    each fails in one group."""

    def cases(rng):
        for number in range(30):
            yield Case("abc"[number // 10], Call(number), number)

    made = part("t1.counting", points={"a": 1, "b": 1, "c": 1}, functions=["f"])(cases)
    made.right(lambda n: n)

    @made.mistake
    def counts_its_calls(right, n):
        """It counts."""
        memory(right)["calls"] = memory(right).get("calls", -1) + 1
        return right(n) + memory(right)["calls"]

    @made.mistake
    def twice_from_twenty(right, n):
        """Twice."""
        return right(n) * (2 if n >= 20 else 1)

    @made.mistake
    def one_more_below_ten(right, n):
        """One more."""
        return right(n) + (n < 10)

    return made


def test_a_mistake_with_a_memory_has_one_for_every_program_and_none_where_a_case_is_tried_by_itself(counting):
    alone = [_verdict(counting, "counts_its_calls", SEED, i).passed for i in (7, 3, 7)]
    in_order = [v.answer.value for v in known_verdicts(counting, "counts_its_calls", SEED)]
    assert alone == [True, True, True]
    assert in_order == [2 * n for n in range(30)]


def test_a_sample_takes_of_every_group_alike_many(counting):
    assert _sample(counting, SEED, range(30)) == [0, 10, 20, 1, 11, 21, 2, 12, 22, 3, 13, 23][:SAMPLE]
    assert _sample(counting, SEED, [25, 4, 5]) == [4, 25, 5]


def test_two_faults_that_fail_in_two_groups_are_found(counting):
    def both(n):
        return 2 * n if n >= 20 else n + (n < 10)

    report = report_on(counting, [Local(both)], SEED)
    assert set(report.mistake.split(" + ")) == {"twice_from_twenty", "one_more_below_ten"}


@pytest.mark.parametrize(
    "right, known, same",
    [
        (np.float64, np.float64, False),  # a hundred thousandth apart in double precision: another answer
        (np.float32, np.float64, True),  # the right one is rounded to seven digits, and so is what is wrong
        (np.float64, np.float32, True),
    ],
)
def test_wrong_answers_in_single_precision_are_alike_as_far_as_they_go(right, known, same):
    case = Case("all", Call(1), np.ones(3, right))
    wrong = np.array([2, 3, 4], known)

    def verdict(value):
        return Verdict(Answer(value=value), "wrong")

    assert alike(case, verdict(wrong * known(1 + 1e-5)), verdict(wrong)) is same
    assert not alike(case, verdict(wrong * known(1.01)), verdict(wrong))


def test_calls_that_are_not_allowed_are_alike_whatever_the_sizes_that_show_it():
    case = Case("all", Call(1), True)

    def verdict(misused):
        return Verdict(Answer(value=False, misused=misused), "wrong")

    known = verdict("your test calls a layer with 24,576 values in x; at most 10,000 are allowed")
    assert alike(
        case, verdict("your test calls a layer with 12,000 values in x; at most 10,000 are allowed"), known
    )
    assert not alike(case, verdict("your test calls a layer with x of dtype int64"), known)
    assert not alike(case, verdict(""), known)


def test_a_mistake_that_was_measured_while_the_machine_was_busy_is_still_named(monkeypatch):
    """Its first time is ten times what it takes: the student's, as slow as it is at rest, is no quicker program."""
    part = load_part("a2.conv2d_forward")

    def busy(part, functions, seed):
        for verdict in one_by_one(part, functions, seed):
            verdict.answer.seconds *= 10
            yield verdict

    monkeypatch.setattr("autograder.judging.recognise.one_by_one", busy)
    mistake = part.mistakes["loops_over_positions"]
    slow = part.with_(conv2d_forward=mistake.around(part.reference("conv2d_forward")))
    assert report_on(part, [Local(f) for f in slow], seed=4711).mistake == "loops_over_positions"
