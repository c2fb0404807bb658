"""Which cases are put to code that ends."""

import pytest

from autograder.judging.callers import Gone, Reply
from autograder.judging.examine import examine
from autograder.part import Call, Case, part


@pytest.fixture
def four_groups():
    """A part with two cases in each of four groups; the answer to a case is its number."""

    def cases(rng):
        for number in range(8):
            yield Case("abcd"[number // 2], Call(number), number)

    return part("t1.four_groups", points={"a": 1, "b": 1, "c": 1, "d": 1}, functions=["f"])(cases)


class Asked:
    """A caller of a function that is ended on some numbers. Notes what it is asked, with the seconds it has."""

    seconds = None

    def __init__(self, never_ends):
        self.never_ends, self.noted = never_ends, []

    def call(self, args, kwargs, cache=False, keep=False):
        [number] = args
        self.noted.append((number, self.seconds))
        if number in self.never_ends:
            raise Gone("timed out", f"ended on {number}")
        return Reply(number)


@pytest.mark.parametrize(
    "never_ends, asked, hurried",
    [
        ((), [0, 1, 2, 3, 4, 5, 6, 7], []),
        ((1,), [0, 1, 2, 3, 4, 5, 6, 7], []),
        ((1, 2, 5), [0, 1, 2, 4, 5, 6, 7], []),
        ((0,), [0, 2, 3, 4, 5, 6, 7], [2]),
        ((0, 3, 4), [0, 2, 3, 4, 6, 7], [2]),
        (range(8), [0, 2], [2]),
        ((0, 2), [0, 2], [2]),
    ],
)
def test_an_ended_group_is_not_asked_further_nor_code_that_answers_nothing(
    four_groups, never_ends, asked, hurried
):
    f = Asked(never_ends)
    verdicts = examine(four_groups, [f], 1)
    assert [number for number, _ in f.noted] == asked
    assert [number for number, seconds in f.noted if seconds] == hurried and f.seconds is None
    assert [i for i, v in enumerate(verdicts) if v.passed] == [n for n in asked if n not in never_ends]


def test_what_ends_it_in_a_hurry_is_told_as_what_ended_it_first(four_groups):
    told = {str(v.answer.gone) for v in examine(four_groups, [Asked(range(8))], 1)}
    assert told == {"ended on 0"}
