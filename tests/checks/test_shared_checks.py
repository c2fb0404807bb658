"""What checks share: inputs, cases, and mistakes that several parts register."""

import numpy as np
import pytest

from autograder.checks import mistakes
from autograder.checks.cases import answered_by, called_again, given_back
from autograder.checks.inputs import LAYOUTS, integers_from, pair
from autograder.judging.callers import Local
from autograder.judging.examine import examine
from autograder.part import Call, Case, part
from autograder.sample import as_source


def doubled(x, times=1):
    """x doubled so many times."""
    return x * 2**times


@part("t.twice", points={"values": 1, "called again": 1})
def twice(rng):
    """A toy of one array, a number with a default, and a second function of the same kind."""
    right = answered_by(doubled)
    yield right("values", np.ones((2, 3)))
    yield right("values", np.ones((2, 3), np.float32), times=2)
    yield right("values", np.ones(2), times=0)
    calls = [(np.ones(3),), (np.zeros(3),)]
    yield called_again("called again", doubled, calls, "twice called with new numbers")
    yield given_back("called again", doubled, *calls, (2,), "twice called with its own first result")


twice.right(doubled)
twice.mistake(mistakes.always_float64, mistakes.first_answer_kept, mistakes.one_buffer)
twice.mistake(mistakes.input_changed, name="x_changed", explanation="You write\n    into x.")


def failed(name):
    wrong = twice.mistakes[name].around(doubled)
    return [not verdict.passed for verdict in examine(twice, [Local(wrong)], seed=1)]


def test_an_oracle_answers_the_call_that_is_made():
    case = answered_by(doubled)("values", 3, times=2)
    assert (case.group, case.act.args, case.act.kwargs, case.expect) == ("values", (3,), {"times": 2}, 12)


def test_calls_in_a_row_show_what_is_kept_and_judge_what_is_asked():
    assert failed("first_answer_kept") == [False, False, False, True, True]
    case = called_again("g", lambda x: x, [(1,), (2,)], "called twice", judged=lambda answer: answer[0])
    assert case.act(lambda x: (x, "cache")) == case.expect == (1, 2)
    assert case.about == "called twice"


def test_one_buffer_handed_out_twice_shows_where_an_answer_is_given_back():
    assert failed("one_buffer") == [False, False, False, False, True]


def test_shared_mistakes_go_wrong_where_they_say():
    assert failed("always_float64") == [False, True, False, False, False]
    assert failed("x_changed") == [True] * 5


def test_a_wrong_function_remembers_nothing_of_another_one_left_halfway():
    known = twice.mistakes["first_answer_kept"]
    known.around(doubled)(np.ones(3))
    assert np.array_equal(known.around(doubled)(np.zeros(3)), doubled(np.zeros(3)))


def test_pairs_are_refused_wherever_they_stand():
    assert mistakes.pairs_refused(doubled, 3, times=1) == 6
    for arguments, options in [(((1, 2),), {}), ((3,), {"times": (1, 1)})]:
        with pytest.raises(TypeError):
            mistakes.pairs_refused(doubled, *arguments, **options)


def test_a_part_may_give_a_shared_mistake_its_own_name_and_words():
    assert list(twice.mistakes) == ["always_float64", "first_answer_kept", "one_buffer", "x_changed"]
    assert twice.mistakes["x_changed"].explanation == "You write\ninto x."
    assert twice.mistakes["always_float64"].explanation.startswith("You return float64 whatever comes in.")
    with pytest.raises(ValueError, match="a name of its own"):
        twice.mistake(mistakes.always_float64)


@pytest.mark.parametrize("name", ["always_float64", "first_answer_kept", "one_buffer", "x_changed"])
def test_a_shared_mistake_is_typed_out_with_the_parts_own_parameters(name):
    text = as_source.text(twice, "twice", (name, "doubled"))
    assert "def twice(x, times=1):" in text and "right_twice(x, times)" in text
    assert "rest" not in text and "options" not in text


def test_inputs_keep_their_values_in_every_layout():
    x = np.arange(6.0).reshape(2, 3)
    laid_out = [layout(x) for layout in LAYOUTS]
    assert all(np.array_equal(x, other) and other.dtype == x.dtype for other in laid_out)
    assert [(y.flags.c_contiguous, y.flags.f_contiguous, y.flags.writeable) for y in laid_out] == [
        (False, False, True), (False, True, True), (True, False, False),
    ]  # fmt: skip
    assert (pair(2), pair((1, 2)), pair([3, 4])) == ((2, 2), (1, 2), (3, 4))


def test_whole_numbers_are_drawn_as_pythons_own():
    draw = integers_from(np.random.default_rng(0))
    drawn = {draw(2, 5) for _ in range(50)}
    assert drawn == {2, 3, 4} and all(type(number) is int for number in drawn)
    assert Case("g", Call(draw(2, 3)), 0).act.args == (2,)
