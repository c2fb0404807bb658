"""cnnlib.ops.losses against PyTorch, against exact sums where numbers are large, and bad input."""

from math import fsum, log

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import gradcheck
from cnnlib.ops.losses import softmax_loss, svm_loss

both = pytest.mark.parametrize("loss", [softmax_loss, svm_loss])


@st.composite
def batches(draw):
    """Scores of some size and labels."""
    n, classes = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    scores = rng.standard_normal((n, classes)) * draw(st.sampled_from([0, 1e-3, 1, 30, 1e4, 1e12, 1e300]))
    kind = draw(st.sampled_from([np.int64, np.int32, np.uint8]))
    return scores + draw(st.sampled_from([0, 700, -700])), rng.integers(0, classes, n).astype(kind)


def by_torch(function, scores, y):
    scores = torch.tensor(scores, requires_grad=True)
    loss = function(scores, torch.tensor(y.astype(np.int64)))
    loss.backward()
    return loss.item(), scores.grad.numpy()


@settings(max_examples=150)
@given(batches())
def test_softmax_loss_is_pytorchs(batch):
    scores, y = batch
    before = scores.copy()
    loss, dscores = softmax_loss(scores, y)
    expected, expected_dscores = by_torch(torch.nn.functional.cross_entropy, before, y)
    assert type(loss) is float
    assert loss == pytest.approx(expected, rel=1e-12, abs=1e-12)
    np.testing.assert_allclose(dscores, expected_dscores, rtol=1e-10, atol=1e-14)
    np.testing.assert_array_equal(scores, before)


@settings(max_examples=150)
@given(batches())
def test_svm_loss_is_pytorchs_times_the_classes(batch):
    scores, y = batch
    before, classes = scores.copy(), scores.shape[1]

    def function(scores, y):
        return classes * torch.nn.functional.multi_margin_loss(scores, y)

    loss, dscores = svm_loss(scores, y)
    expected, expected_dscores = by_torch(function, before, y)
    assert type(loss) is float
    assert loss == pytest.approx(expected, rel=1e-12, abs=1e-12)
    np.testing.assert_allclose(dscores, expected_dscores, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(scores, before)


@both
def test_gradients_agree_with_differences(loss):
    rng = np.random.default_rng(0)
    scores, y = 2 * rng.standard_normal((5, 4)), rng.integers(0, 4, 5)
    expected = gradcheck.numeric_gradient(lambda scores: loss(scores, y)[0], scores)
    assert gradcheck.gradient_error(loss(scores, y)[1], expected) < 1e-7


@pytest.mark.filterwarnings("error")
def test_softmax_loss_of_scores_of_any_size():
    # the wrong class leads by 2000: its probability is 1 and that of the right one 0 in float64
    loss, dscores = softmax_loss(np.array([[1000.0, -1000.0]]), np.array([1]))
    assert loss == 2000
    assert dscores.tolist() == [[1, -1]]
    loss, dscores = softmax_loss(np.array([[1e308, -1e308], [0.0, 0.0]]), np.array([0, 0]))
    assert loss == pytest.approx(log(2) / 2, rel=1e-15)
    assert dscores.tolist() == [[0, 0], [-0.25, 0.25]]
    loss, _ = softmax_loss(np.array([[1e308, 0.0], [1e308, 0.0]]), np.array([1, 1]))
    assert loss == 1e308  # the sum over the images alone would be too large
    assert softmax_loss(np.array([[1e308, -1e308]]), np.array([1]))[0] == np.inf  # 2e308: too large itself


def test_equal_scores_give_log_c_and_c_minus_1():
    scores, y = np.full((4, 10), 3.0), np.arange(4)
    assert softmax_loss(scores, y)[0] == pytest.approx(log(10), rel=1e-15)
    assert svm_loss(scores, y)[0] == 9


def test_the_slope_at_the_hinge_is_0():
    loss, dscores = svm_loss(np.array([[2.0, 1.0, 1.5]]), np.array([0]))
    assert loss == 0.5
    assert dscores.tolist() == [[-1, 0, 1]]


@both
def test_float32_stays_and_rows_sum_to_0(loss):
    rng = np.random.default_rng(0)
    scores, y = rng.standard_normal((128, 10)).astype(np.float32), rng.integers(0, 10, 128)
    found, dscores = loss(scores, y)
    exact, _ = loss(scores.astype(np.float64), y)
    assert dscores.dtype == np.float32
    assert type(found) is float
    assert found == pytest.approx(exact, rel=1e-6)
    assert abs(fsum(dscores.ravel())) < 1e-6


S, Y = np.zeros((3, 4)), np.zeros(3, int)


@both
@pytest.mark.parametrize(
    "scores, y, error, words",
    [
        (S, np.zeros((3, 4), int), ValueError, r"y has shape \(3, 4\), scores has shape \(3, 4\).*y\.argmax"),
        (S, np.zeros((3, 1), int), ValueError, r"y has shape \(3, 1\).*\(3,\)$"),
        (S, Y[:2], ValueError, r"y has shape \(2,\)"),
        (S, Y.astype(float), TypeError, r"y has dtype float64.*astype\(int\)"),
        (S, Y.astype(bool), TypeError, r"y has dtype bool"),
        (S, [0, 1, 2], TypeError, r"y is a list"),
        (S, Y + 4, ValueError, r"labels from 4 to 4, scores has shape \(3, 4\).*0 to 3"),
        (S, Y - 1, ValueError, r"labels from -1 to -1"),
        (S[0], Y, ValueError, r"scores has shape \(4,\)"),
        (S[:0], Y[:0], ValueError, r"scores has shape \(0, 4\)"),
        (S.astype(int), Y, TypeError, r"scores has dtype int64"),
    ],
)
def test_bad_input_is_named(loss, scores, y, error, words):
    with pytest.raises(error, match=words):
        loss(scores, y)
