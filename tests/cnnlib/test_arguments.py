"""cnnlib.arguments: what is accepted, in which form, and what is said of the rest."""

import numpy as np
import pytest

from cnnlib import arguments


def test_numbers_come_back_as_pythons_own():
    assert arguments.as_pair("stride", (np.int8(2), 3), 1) == (2, 3)
    for number in (
        arguments.as_real("p", np.float64(0.5)),
        arguments.as_positive("p", np.float32(0.5)),
        arguments.as_share("p", 0.5),
    ):
        assert type(number) is float and number == 0.5
    assert [type(size) for size in arguments.as_input_shape([np.int64(3), 8, 8])] == [int] * 3


@pytest.mark.parametrize(
    ("check", "value", "error", "words"),
    [
        (arguments.as_real, float("inf"), ValueError, "p is inf: expected a finite number, at least 0"),
        (arguments.as_real, True, TypeError, "p is True"),
        (arguments.as_positive, 0, ValueError, "p is 0: expected a finite number above 0"),
        (arguments.as_positive, -1, ValueError, "p is -1"),
        (arguments.as_positive, "1", TypeError, "p is '1'"),
        (arguments.as_share, 1, ValueError, "p is 1: expected a share.*0 <= p < 1"),
        (arguments.as_share, -0.5, ValueError, "p is -0.5"),
        (arguments.as_share, float("nan"), ValueError, "p is nan"),
    ],
)
def test_a_number_out_of_range_is_named(check, value, error, words):
    with pytest.raises(error, match=words):
        check("p", value)


@pytest.mark.parametrize("shape", [(), (28, 28), (1, 1, 28, 28)])
def test_an_input_has_one_size_or_three(shape):
    with pytest.raises(ValueError, match=r"expected \(C, H, W\) or \(F,\)"):
        arguments.as_input_shape(shape)


X, Y = np.zeros((3, 1, 2, 2)), np.zeros(3, int)


@pytest.mark.parametrize(
    ("y", "error", "words"),
    [
        ([0, 1, 2], TypeError, r"y is a list.*np\.asarray\(y\)"),
        (Y.astype(float), TypeError, r"y has dtype float64.*y\.astype\(int\)"),
        (Y[:2], ValueError, r"y has shape \(2,\), x has shape \(3, 1, 2, 2\).*\(3,\)$"),
        (np.zeros((3, 10), int), ValueError, r"y has shape \(3, 10\).*y\.argmax\(axis=1\)"),
        (np.zeros((3, 1), int), ValueError, r"y has shape \(3, 1\).*\(3,\)$"),
    ],
)
def test_labels_that_are_not_the_images_are_named(y, error, words):
    arguments.require_labels("y", Y, "x", X)
    with pytest.raises(error, match=words):
        arguments.require_labels("y", y, "x", X)
