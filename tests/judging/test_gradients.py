"""What a report says of wrong gradients: which, where, by what factor, and whether only the places are wrong."""

import numpy as np
import pytest

from autograder.check import example
from autograder.judging.callers import Local
from autograder.judging.examine import examine
from autograder.judging.gradients import compare_gradients
from autograder.judging.report import Shown
from autograder.judging.wording import describe, news, outline, paste, size
from autograder.part import ANY, CacheOf, Call, Case, part

DX, DW = np.array([[[1.0, -2], [3, 5]]]), np.array([[4.0, 7]])


def said(dx, dw, expected=(DX, DW), images=3):
    difference = compare_gradients((dx, dw), expected, None, ("dx", "dw"), images)
    return difference.message if difference else None


def test_right_gradients_differ_in_nothing():
    assert said(DX, DW) is None
    assert said(None, DW, (ANY, DW)) is None


def test_a_wrong_gradient_is_named_beside_the_right_one():
    assert said(DX + [1, 0], DW).startswith(
        "dx is wrong, dw is right. dx: 2 of 4 values differ; the first is dx[0, 0, 0]"
    )
    assert said(DX + [1, 0], -DW).startswith("dx: ")
    assert "dw: " in said(DX + [1, 0], -DW)


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (2, "Every value of dx is 2 times what it should be"),
        (3, "3 times what it should be, and there are 3 images"),
        (1 / 3, "1/3 of what it should be, and there are 3 images"),
        (0.5, "1/2 of what it should be"),
        (-1, "minus 1 times what it should be"),
        (0, "dx is 0 everywhere"),
    ],
)
def test_one_factor_is_said(factor, words):
    assert said(factor * DX, DW).endswith(words)


def test_one_number_alone_is_no_factor():
    one = np.array([2.0, 0, 2])
    assert "times" not in compare_gradients(one * 3, one, None, ("db",), 1).message


def test_right_numbers_in_wrong_places_and_a_right_sum():
    assert said(DX[:, ::-1], DW).endswith("The values of dx are right, their places are not")
    assert said(np.array([[[7.0, 0], [0, 0]]]), DW).endswith(
        "The sum of all values of dx is right, their places are not"
    )


def test_shapes_and_kinds_are_said_by_name():
    assert said(DX[0], DW) == "dx is wrong, dw is right. dx has shape (2, 2); expected (1, 2, 2)"
    assert said(None, DW).endswith("dx is None; expected a NumPy array (numpy.ndarray)")
    assert compare_gradients(DX, (DX, DW), None, ("dx", "dw"), 1).message.startswith(
        "answer is a NumPy array"
    )


def test_the_picture_carries_the_name_of_the_gradient():
    difference = compare_gradients((DX, 2 * DW), (DX, DW), None, ("dx", "dw"), 1)
    shown = Shown(
        "call",
        "outline",
        difference.message,
        difference.found,
        difference.expected,
        difference.name,
        number=0,
    )
    assert "found dw" in "\n".join(shown.lines())
    large = Shown("call", "outline", "", np.zeros((12, 12)), np.eye(12), "dw", number=0)
    assert "Where it differs in dw: 12 of 144" in "\n".join(large.lines())


def doubled_forward(x, times=2):
    """x so many times, and how many."""
    return x * times, times


def doubled_backward(dout, cache):
    """dx."""
    return dout * cache


@part(
    "t.doubled",
    points={"values": 1},
    functions=("doubled_forward", "doubled_backward"),
    caches=("doubled_forward",),
)
def doubled(rng):
    """A toy whose backward function gets the cache that the forward one made."""
    for values in (2, 50):
        x = np.arange(float(values))
        call = Call(x + 1, CacheOf(x, times=3, of="doubled_forward"), of="doubled_backward")
        yield Case("values", call, 3 * (x + 1), names=("dx",))


doubled.right(doubled_forward, of="doubled_forward")
doubled.right(doubled_backward, of="doubled_backward")


def verdicts(*functions):
    return [v.difference for v in examine(doubled, [Local(f) for f in functions], 1)]


def test_a_backward_function_gets_the_students_own_cache():
    assert verdicts(doubled_forward, doubled_backward) == [None, None]

    def forward_with_a_dict(x, times=2):
        return [x * times, {"times": times}]

    assert verdicts(forward_with_a_dict, doubled_backward)[0].message.startswith("raised TypeError")

    def backward_of_a_dict(dout, cache):
        return dout * cache["times"]

    backward_of_a_dict.__name__ = "doubled_backward"
    assert verdicts(forward_with_a_dict, backward_of_a_dict) == [None, None]


def test_a_forward_function_without_a_cache_is_told_so():
    (first, _) = verdicts(lambda x, times=2: x * times, doubled_backward)
    assert first.message == "could not read your answer: doubled_forward has to return a pair (out, cache)"


def test_a_case_with_a_cache_in_words_and_as_code_to_paste():
    small, large = doubled.cases(1)
    assert (
        describe(doubled, small)
        == "doubled_backward(float64(2,), the cache of doubled_forward(float64(2,), times=3))"
    )
    assert outline(doubled, small).endswith("the cache of doubled_forward(float64(2,), times=int))")
    assert (news(doubled, small), size(small)) == (1, 5)
    code = paste(doubled, small, 0)
    assert code.splitlines() == [
        "out, cache = doubled_forward(np.array([0., 1.]), times=3)",
        "doubled_backward(np.array([1., 2.]), cache)",
    ]
    namespace = {"np": np, "doubled_forward": doubled_forward, "doubled_backward": doubled_backward}
    exec(code, namespace)
    assert 'example("t.doubled", 1)' in paste(doubled, large, 1)
    assert paste(doubled, large, 1).startswith("# dout (50,), x (50,); dx (50,)")


def test_an_example_gives_the_arguments_of_the_forward_call():
    (dout, (args, options)), none = example("a3.max_pool2d_backward", 6)
    assert dout.ndim == args[0].ndim == 4 and args[1:] == (3,) and options == none == {}


def test_a_cache_that_a_check_hands_over_is_spelled_out_with_its_shapes():
    @part("t.handed_over", points={"values": 1})
    def handed_over(rng):
        call = Call(np.ones(4), (np.ones(5), (1, 2)))
        yield Case("values", call, (np.ones(4), ANY), names=("dx", "dw"))

    handed_over.right(lambda dout, cache: None)
    (case,) = handed_over.cases(1)
    assert describe(handed_over, case) == "handed_over(float64(4,), (float64(5,), (1, 2)))"
    assert paste(handed_over, case, 0).splitlines() == [
        "# dout (4,), cache[0] (5,); dx (4,)",
        "handed_over(np.array([1., 1., 1., 1.]), (np.array([1., 1., 1., 1., 1.]), (1, 2)))",
    ]
