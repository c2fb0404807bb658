"""Comparison is strict about the kind of value and fair about how it was computed."""

import numpy as np
import pytest
import torch

from autograder.judging.compare import compare
from autograder.part import ANY

X = np.arange(6.0).reshape(2, 3)


class Sub(np.ndarray):
    pass


RIGHT = [
    (X, X),
    (np.asfortranarray(X), X),
    (np.repeat(X, 2, axis=1)[:, ::2], X),
    (X * (1 + 1e-12), X),
    (X.astype(np.float32), X.astype(np.float32)),
    (X.astype(">f8"), X),
    (np.array([1, 2], np.int32), np.array([1, 2])),
    (3, 3),
    (np.int64(3), 3),
    (2**40, 2**40),
    (np.bool_(True), True),
    (0.1 + 0.2, 0.3),
    (np.float64(2.0), 2.0),
    ([1, 2], (1, 2)),
    ((1, [X]), [1, (X,)]),
    ({"a": 1}, {"a": 1}),
    ((X, "anything at all"), (X, ANY)),
    (np.array([np.inf, 1.0]), np.array([np.inf, 1.0])),
    (None, None),
    (np.zeros((0, 3)), np.zeros((0, 3))),
]

WRONG = [
    (X.tolist(), X, "a list"),
    (torch.tensor(X), X, "Tensor"),
    (np.ma.masked_array(X), X, "MaskedArray"),
    (X.view(Sub), X, "Sub"),
    (X.T, X, "shape (3, 2)"),
    (X[None], X, "shape (1, 2, 3)"),
    (X.astype(np.float32), X, "dtype float32"),
    (X.astype(int), X, "dtype int64"),
    (X + 1e-6, X, "6 of 6 values differ"),
    (np.where(X == 0, np.nan, X), X, "1 of 6 values are NaN"),
    (np.where(X == 0, np.inf, X), X, "NaN or infinite"),
    (-np.array([np.inf]), np.array([np.inf]), "differ"),
    (np.array([1.0, 2.0]), np.array([1, 2]), "dtype float64"),
    (np.array([1, 0]), np.array([True, False]), "dtype int64"),
    (3.0, 3, "use //"),
    (True, 1, "expected a whole number"),
    (np.bool_(True), 1, "expected a whole number"),
    (1, True, "expected True or False"),
    ("True", True, "expected True or False"),
    (3, 3.0, "expected a float"),
    (float("nan"), 1.0, "expected 1.0"),
    (4, 3, "= 4; expected 3"),
    (None, 3, "is None"),
    ((1, 2, 3), (1, 2), "has 3 elements"),
    (5, (1, 2), "expected a tuple or list of 2"),
    ((1, 3), (1, 2), "answer[1] = 3"),
    ({"a": 1}, {"b": 1}, "the keys ['a']"),
    ({"a": [1, 5]}, {"a": [1, 2]}, "answer['a'][1] = 5"),
    ((X + 1, None), (X, ANY), "answer[0]"),
    (0, None, "expected None"),
]


@pytest.mark.parametrize("found, expected", RIGHT)
def test_right_answers_pass_however_they_are_written(found, expected):
    assert compare(found, expected) is None


@pytest.mark.parametrize("found, expected, words", WRONG)
def test_wrong_answers_fail_with_words_that_say_why(found, expected, words):
    assert words in compare(found, expected).message


def test_the_message_points_at_the_first_wrong_value():
    found = X.copy()
    found[1, 2] = -1
    message = compare(found, X).message
    assert "1 of 6" in message and "answer[1, 2] = -1, expected 5" in message


def test_tolerance_is_relative_to_the_largest_value_so_that_cancellation_is_no_fault():
    right = np.array([1e6, 1e-7])
    assert compare(right + np.array([0.0, 1e-6]), right) is None
    assert compare(right + np.array([0.0, 1.0]), right)


def test_an_all_zero_right_answer_still_refuses_something_else():
    assert compare(np.full(3, 1e-12), np.zeros(3))


def test_a_number_of_numpys_is_told_as_a_number():
    assert compare(np.float64(2.5), 2.0).message == "answer = 2.5; expected 2.0"
