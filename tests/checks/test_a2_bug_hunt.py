"""a2.bug_hunt: what a test of a student's earns, what it may ask, and that counting its calls is no use."""

import numpy as np
import pytest

from autograder import run_check
from autograder.assignments import load_part
from autograder.checks.a2_convolution.bug_hunt_layers import KINDS, RIGHT, Lendable
from autograder.checks.a2_convolution.bug_hunt_rights import by_slices, chosen_calls
from autograder.checks.a2_convolution.conv2d_naive import by_definition
from autograder.part import NotAllowed
from cnnlib.ops.conv import conv2d_naive

PART = "a2.bug_hunt"
X, W, B = np.ones((1, 2, 4, 5)), np.ones((3, 2, 2, 3)), np.ones(3)


def earned(function, seed=1):
    report = run_check(PART, function, seed=seed)
    return {group for group, points in report.earned.items() if points}, report


def blind(asks_nothing_new):
    """A test that never makes a call of a kind: such a call is answered by a right layer in its place."""

    def test(f):
        def seen(x, w, b, stride=1, padding=0):
            answer = by_slices if asks_nothing_new(x, w, b, stride, padding) else f
            return answer(x, w, b, stride, padding)

        return chosen_calls(seen)

    return test


BLIND = {
    "never another stride": (lambda x, w, b, stride, padding: stride != 1, {"kind 5"}),
    "never a padding": (lambda x, w, b, stride, padding: padding != 0, {"kind 6"}),
    "never a filter unlike in height and width": (lambda x, w, *_: w.shape[2] != w.shape[3], {"kind 4"}),
    "never float32": (lambda x, *_: x.dtype == np.float32, {"kind 9"}),
    "never a filter as large as the image": (lambda x, w, *_: x.shape[2:] == w.shape[2:], {"kind 8"}),
}


@pytest.mark.parametrize("name", BLIND)
@pytest.mark.parametrize("seed", [1, 2])
def test_what_a_test_never_asks_costs_its_kind_and_is_not_named(name, seed):
    asks_nothing_new, lost = BLIND[name]
    kinds, report = earned(blind(asks_nothing_new), seed)
    assert lost <= report.worth.keys() - kinds and kinds
    assert report.mistake is None and not report.hint


def test_a_kind_is_told_once_it_is_found():
    _, report = earned(blind(BLIND["never float32"][0]))
    assert KINDS[0][0] in str(report) and KINDS[8][0] not in str(report)


def test_a_right_layer_refused_costs_everything():
    """In whichever kind it stands, however many broken ones are found."""
    refused = []

    def one_alarm(f):
        verdict = chosen_calls(f)
        if verdict and not refused:
            refused.append(f)
            return False
        return verdict

    kinds, report = earned(one_alarm)
    assert refused and not kinds and report.points == 0
    assert sum(not case.passed for case in report.cases) == 1
    assert "no kind counts" in str(report)


def test_the_answers_of_one_seed_earn_nothing_on_another():
    answers = iter([case.expect for case in load_part(PART).cases(1)])
    assert earned(lambda f: next(answers), seed=2)[1].points == 0


@pytest.mark.parametrize("right", RIGHT)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_right_layers_are_right(right, dtype):
    rng = np.random.default_rng(0)
    for options in ({}, {"stride": (2, 3)}, {"padding": (0, 2)}, {"stride": 4, "padding": (1, 3)}):
        x, w, b = (rng.standard_normal(shape).astype(dtype) for shape in ((2, 3, 5, 6), (4, 3, 3, 2), 4))
        found, expected = Lendable(right)(x, w, b, **options), by_definition(x, w, b, **options)
        assert found.dtype == dtype and found.shape == expected.shape
        assert abs(found - expected).max() <= (1e-12 if dtype == np.float64 else 1e-5) * abs(expected).max()


NOT_ALLOWED = {
    "of dtype int64": (X.astype(int), W, B),
    "80,408 values in the padded images": (X, W, B, 1, (0, 5023)),
    "does not fit in": (X, np.ones((3, 2, 5, 5)), B),
    "no layer has these": (X, W, np.ones(2)),
    "expected 4 axes": (X[0], W, B),
    "stride=0": (X, W, B, 0),
    "padding=-1": (X, W, B, 1, -1),
    "NaN or infinity": (X * np.inf, W, B),
}


@pytest.mark.parametrize("words", NOT_ALLOWED)
def test_a_call_that_is_not_legal_is_refused_with_the_reason(words):
    with pytest.raises(NotAllowed) as caught:
        Lendable(conv2d_naive)(*NOT_ALLOWED[words])
    assert words in str(caught.value)


def test_a_refused_call_fails_the_case_also_where_the_test_catches_it():
    def careless(f):
        try:
            f(X.astype(int), W, B)
        except Exception:
            return False
        return True

    kinds, report = earned(careless)
    assert not kinds and "int64" in report.shown.message


def test_more_than_200_calls_are_refused():
    _, report = earned(lambda f: [f(X[:, :, :2, :3], W, B) for _ in range(201)] and True)
    assert report.points == 0 and "more than 200 times" in report.shown.message
