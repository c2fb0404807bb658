"""What the mistakes of a3.softmax_loss are made of: losses and gradients of probabilities, right or wrong ones."""

from __future__ import annotations

import numpy as np


def logs(scores):
    """Logarithms of the probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def places(y):
    return np.arange(len(y)), y


def gradient(chances, y):
    """What the gradient is for probabilities, right or wrong ones."""
    dscores = chances.copy()
    dscores[places(y)] -= 1
    return dscores / dscores.dtype.type(len(y))


def of_powers(shifted, y, axis=1, keepdims=True):
    """Loss and gradient of shifted scores, the logarithm taken of the probabilities."""
    with np.errstate(all="ignore"):
        powers = np.exp(shifted)
        return answer_of(powers / powers.sum(axis=axis, keepdims=keepdims), y)


def of_logarithms(shifted, y, axis=1, keepdims=True):
    """Loss and gradient of shifted scores, the logarithm taken of the sums of powers."""
    with np.errstate(all="ignore"):
        table = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=keepdims))
        return -table[places(y)].mean(), gradient(np.exp(table), y)


def answer_of(chances, y):
    """Loss and gradient of probabilities, right or wrong ones, the logarithm taken of them."""
    with np.errstate(all="ignore"):
        return -np.log(chances[places(y)]).mean(), gradient(chances, y)
