"""Losses of a classifier: how far the scores are from the labels, and the gradient.

scores are (N, C), one number for each image and class, as the last dense layer gives them; y are the
right classes (N,), whole numbers from 0 to C - 1. The loss is the mean over the images.
"""

import numpy as np

from cnnlib.arguments import Array, require_axes, require_labels


def softmax_loss(scores: Array, y: Array) -> tuple[float, Array]:
    """The cross-entropy of the softmax, minus the logarithm of the right class's probability.

        p[n, c] = exp(s[n, c]) / sum over k of exp(s[n, k])
        loss = -1/N sum over n of log p[n, y[n]]
        dscores[n, c] = (p[n, c] - [c = y[n]]) / N

    With the row's largest score m subtracted no power is too large, and the logarithm is taken before
    the numbers are, log p = (s - m) - log sum exp(s - m), so that no probability has become 0.

    Args:
        scores: (N, C), floating, finite, of any size.
        y: (N,), integers.

    Returns:
        loss: log C where all scores are equal.
        dscores: (N, C), scores' dtype.

    Raises:
        ValueError: shapes that do not belong together, no image or no class, a label out of range.
        TypeError: scores are not floating, or y not integers.

    >>> loss, dscores = softmax_loss(np.zeros((1, 4)), np.array([0]))
    >>> round(loss, 4), round(float(np.log(4)), 4)
    (1.3863, 1.3863)
    >>> dscores
    array([[-0.75,  0.25,  0.25,  0.25]])
    """
    _require(scores, y)
    images = np.arange(len(y))
    with np.errstate(over="ignore"):  # a difference above the largest number is minus infinity: p is 0
        shifted = scores - scores.max(axis=1, keepdims=True)
        powers = np.exp(shifted)
        sums = powers.sum(axis=1, keepdims=True)
        loss = np.sum((np.log(sums[:, 0]) - shifted[images, y]) / len(y))
    dscores = powers / sums
    dscores[images, y] -= 1
    return float(loss), dscores / len(y)


def svm_loss(scores: Array, y: Array) -> tuple[float, Array]:
    """The hinge loss: how far each wrong class reaches into the margin of 1 below the right one.

        loss = 1/N sum over n, c != y[n] of max(0, s[n, c] - s[n, y[n]] + 1)

    (Weston and Watkins, 1999; C times PyTorch's multi_margin_loss.) At the hinge, where the maximum
    is of 0 and 0, the slope is 0.

    Args:
        scores, y: as in `softmax_loss`.

    Returns:
        loss: C - 1 where all scores are equal.
        dscores: (N, C), scores' dtype: 1/N for each wrong class within the margin, and minus their
            sum for the right one.

    Raises:
        ValueError, TypeError: as in `softmax_loss`.

    >>> svm_loss(np.array([[1.0, 3.0]]), np.array([0]))
    (3.0, array([[-1.,  1.]]))
    """
    _require(scores, y)
    images = np.arange(len(y))
    with np.errstate(over="ignore"):  # a margin above the largest number is infinite, and so is the loss
        margins = np.maximum(scores - scores[images, y][:, None] + 1, 0)
        margins[images, y] = 0
        loss = np.sum(margins / len(y))
    dscores = (margins > 0).astype(scores.dtype)
    dscores[images, y] = -dscores.sum(axis=1)
    return float(loss), dscores / len(y)


def _require(scores: Array, y: Array) -> None:
    require_axes("scores", scores, "(N, C)")
    require_labels("y", y, "scores", scores)
    if y.min() < 0 or y.max() >= scores.shape[1]:
        raise ValueError(
            f"y has labels from {y.min()} to {y.max()}, scores has shape {scores.shape}: expected 0 to "
            f"{scores.shape[1] - 1}; the first class is 0"
        )
