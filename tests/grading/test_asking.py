"""When a part is asked again, and which answers count: those that earn more."""

from contextlib import contextmanager

import pytest

from autograder.assignments import load_part
from autograder.grading.submission import _Asked, _at_the_end, _before_later_cells
from autograder.judging.callers import Gone, Local

PART = load_part("a1.fits")
SEED, PLACE = 7, 3
right = PART.reference("fits")


class Moments:
    """A submission of five cells whose function is another one at another moment."""

    cells = ("",) * 5

    def __init__(self, at_its_check=right, in_a_replay=right, at_the_end=right):
        self.at_its_check, self.in_a_replay, self.at_the_end = at_its_check, in_a_replay, at_the_end

    @contextmanager
    def part(self, functions, place, seconds, *, replayed=False):
        assert list(functions) == ["fits"]
        now = self.in_a_replay if replayed else self.at_its_check
        yield [Local(self.at_the_end if place is None else now)]


def asked_at_its_check(submission: Moments) -> _Asked:
    asked = _Asked(PART, SEED, PLACE)
    asked.put_to(submission)
    return asked


def misses_a_file(n, kernel, stride=1, padding=0, dilation=1):
    if padding:
        raise FileNotFoundError("table.csv")
    return right(n, kernel, stride, padding, dilation)


def ends(status):
    def fits(*arguments, **options):
        raise Gone(status, "ended")

    return fits


def always_true(*arguments, **options):
    return True


@pytest.mark.parametrize("in_a_replay, earns", [(right, "all"), (always_true, "what it earned")])
def test_where_a_file_is_missing_a_replay_counts_if_it_earns_more(in_a_replay, earns):
    submission = Moments(at_its_check=misses_a_file, in_a_replay=in_a_replay)
    asked = asked_at_its_check(submission)
    assert asked.missed_a_file and 0 < asked.points < PART.max_points
    counts = _before_later_cells(asked, submission)
    assert counts.points == (PART.max_points if earns == "all" else asked.points)


def test_what_was_answered_without_a_missing_file_is_not_replayed():
    assert not asked_at_its_check(Moments(at_its_check=always_true)).missed_a_file


@pytest.mark.parametrize(
    "at_its_check, again",
    [(right, False), (always_true, True), (ends("crashed"), True), (ends("timed out"), False)],
)
def test_the_end_is_asked_where_points_are_missing_and_no_time_out_took_them(at_its_check, again):
    assert asked_at_its_check(Moments(at_its_check)).could_be_more == again


@pytest.mark.parametrize("at_its_check", [always_true, ends("crashed")])
def test_the_end_of_the_notebook_counts_where_it_earns_more(at_its_check):
    submission = Moments(at_its_check)
    counts = _at_the_end(asked_at_its_check(submission), submission)
    assert (counts.place, counts.points) == (None, PART.max_points)


def test_at_the_end_a_few_cases_tell_that_nothing_has_changed():
    asked_of = []

    def counted(*arguments, **options):
        asked_of.append(arguments)
        return always_true()

    submission = Moments(at_its_check=always_true, at_the_end=counted)
    asked = asked_at_its_check(submission)
    assert _at_the_end(asked, submission) is asked
    assert (
        0 < len(asked_of) == sum(not earned for earned in asked.judged.earned.values()) < len(asked.verdicts)
    )


def test_its_check_counts_where_the_end_earns_less():
    submission = Moments(misses_a_file, at_the_end=ends("crashed"))
    asked = asked_at_its_check(submission)
    assert _at_the_end(asked, submission) is asked
