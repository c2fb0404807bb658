"""a3.softmax_loss: the cross-entropy of the softmax, and its gradient with respect to the scores."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks.a3_backprop.losses import LOSS_MISTAKES, SHAPES, Loss, labels, uneven
from autograder.checks.a3_backprop.softmax_loss_mistakes_gradient import GRADIENT_MISTAKES
from autograder.checks.a3_backprop.softmax_loss_mistakes_loss import EXPLAINED, LOGARITHM_MISTAKES, LOGARITHMS
from autograder.checks.a3_backprop.softmax_loss_mistakes_powers import POWER_MISTAKES
from autograder.checks.inputs import normal
from autograder.checks.mistakes import first_answer_kept, nothing_returned
from autograder.part import part

# Of a loss. What students add to a probability before the logarithm, 1e-9 and less, shows only where it becomes 0.
# 1e-8 and more shows everywhere: it changes a loss by 2.7 times as much at least, and by 15 times at most here.
RTOL = 2e-8


def image_by_image(scores, y):
    """The oracle: one number after another in Python's own floats, the largest score subtracted."""
    losses, dscores = [], np.zeros(scores.shape)
    for n, (row, label) in enumerate(zip(scores.tolist(), y.tolist(), strict=True)):
        top = max(row)
        total = math.fsum(math.exp(score - top) for score in row)
        losses.append(math.log(total) - (row[label] - top))
        for c, score in enumerate(row):
            dscores[n, c] = (math.exp(score - top) / total - (c == label)) / len(y)
    return math.fsum(losses) / len(y), dscores.astype(scores.dtype)


# Of any size: powers too large, powers that are all 0, a right class that has no chance, and images that differ.
LARGE = (
    ([[1000, 999]], [1]),
    ([[998, 1001, 1000]], [0]),
    ([[-1000, -1003, -1001]], [2]),
    ([[1000, -1000, 999]], [1]),
    ([[0, 50, -30]], [2]),
    ([[1000, 1002, 999], [-1001, -1000, -1002]], [0, 2]),
    ([[100_000, -100_000, 99_999, 0], [2, 0, 1, -1]], [2, 1]),
)


@part(
    "a3.softmax_loss",
    points={"loss": 2, "gradient": 3, "large scores": 2.5, "memory layout": 1, "float32": 0.5},
)
def softmax_loss(rng):
    loss = Loss(image_by_image, RTOL)
    size = int(rng.integers(5, 8))
    for group in ("loss", "gradient"):
        yield loss.case(group, np.zeros((1, 4)), np.array([2]))  # as at the beginning: no class is ahead
        yield loss.case(group, np.array([[2.0, -2.0]]), np.array([1]))
        for shape in ((2, 3), *SHAPES):
            yield loss.case(group, uneven(rng, shape), labels(rng, *shape))
        yield loss.case(group, normal(rng, (size, 4)) / 2, labels(rng, size, 4))

    for scores, y in LARGE:
        yield loss.case("large scores", np.array(scores, float), np.array(y))

    # the last class is not among the right ones, here and in float32
    yield from loss.in_layouts(uneven(rng, (3, 4)), labels(rng, 3, 3))
    shapes = ((2, 3), (2, 3), (2, 3), (3, 2))
    calls = [(uneven(rng, shape), labels(rng, *shape)) for shape in shapes]
    yield loss.again(calls, "softmax_loss")

    yield loss.case("float32", normal(rng, (2, 3)).astype(np.float32), labels(rng, 2, 2))
    yield loss.case("float32", normal(rng, (size, 4)).astype(np.float32), labels(rng, size, 4))


@softmax_loss.right
def shifted_by_the_largest(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    sums = powers.sum(axis=1, keepdims=True)
    dscores = powers / sums
    dscores[rows, y] -= 1
    return np.mean(np.log(sums[:, 0]) - shifted[rows, y]), dscores / len(y)


@softmax_loss.right
def logarithms_first(scores, y):
    """The probabilities are powers of their logarithms; a table of ones at the right classes."""
    top = scores.max(axis=1)[:, None]
    logs = scores - (top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True)))
    right = np.equal.outer(y, np.arange(scores.shape[1])).astype(scores.dtype)
    print("chances", np.exp(logs).round(2).tolist())
    return [float(-(logs * right).sum() / len(y)), (np.exp(logs) - right) / len(y)]


@softmax_loss.right
def class_by_class(scores, y):
    """Loops, and a sum over differences of scores: 1 / p is a sum of powers of them."""
    total, dscores = 0.0, np.zeros_like(scores)
    for n in range(len(y)):
        top = max(scores[n])
        powers = [np.exp(score - top) for score in scores[n]]
        total += np.log(sum(powers)) - (scores[n, y[n]] - top)
        for c, power in enumerate(powers):
            dscores[n, c] = power / sum(powers) - (1 if c == y[n] else 0)
    return total / len(y), dscores / len(y)


@softmax_loss.right
def pairs_of_powers(scores, y):
    """The logarithm of a sum, two powers at a time."""
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    dscores = np.asfortranarray(np.exp(logs))
    np.subtract.at(dscores, (np.arange(len(y)), y), 1)
    return -logs[np.arange(len(y)), y].mean(), dscores / scores.dtype.type(len(y))


softmax_loss.mistake(*LOSS_MISTAKES, *POWER_MISTAKES, *LOGARITHM_MISTAKES, *GRADIENT_MISTAKES)
softmax_loss.mistake(nothing_returned, first_answer_kept)
for mistake in LOGARITHMS:
    softmax_loss.mistake(mistake, explanation=EXPLAINED)
