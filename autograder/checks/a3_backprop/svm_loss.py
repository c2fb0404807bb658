"""a3.svm_loss: the hinge loss of several classes, and its gradient, which is a count."""

from __future__ import annotations

import functools

import numpy as np

from autograder.checks.a3_backprop.losses import LOSS_MISTAKES, SHAPES, Loss, labels, uneven
from autograder.checks.a3_backprop.svm_loss_mistakes import SVM_MISTAKES
from autograder.checks.inputs import normal
from autograder.checks.mistakes import first_answer_kept, nothing_returned
from autograder.part import part

wide = functools.partial(uneven, low=-4, high=5)


def class_by_class(scores, y):
    """The oracle: one wrong class after another in Python's own floats."""
    loss, dscores = 0.0, np.zeros(scores.shape)
    for n, (row, label) in enumerate(zip(scores.tolist(), y.tolist(), strict=True)):
        for c, score in enumerate(row):
            margin = score - row[label] + 1
            if c != label and margin > 0:
                loss += margin
                dscores[n, c] += 1 / len(y)
                dscores[n, label] -= 1 / len(y)
    return loss / len(y), dscores.astype(scores.dtype)


def off_the_hinge(rng, shape, draw=wide):
    """Scores and right classes: no wrong class at the hinge itself. One is within the margin, and where there are
    more than two classes, another of the same image is not."""
    while True:
        scores, y = draw(rng, shape), labels(rng, *shape)
        leads = scores[np.arange(len(y)), y][:, None] - scores
        within = (leads < 1).sum(axis=1) - 1
        if (leads != 1).all() and ((within > 0) & (within < max(2, shape[1] - 1))).any():
            return scores, y


# A wrong class at the hinge itself: alone, beside one within the margin, and in a batch.
AT_THE_HINGE = (
    ([[3, 2]], [0]),
    ([[1, 4, 2]], [2]),
    ([[0, 2, 1, 3]], [3]),
    ([[1, 2, 0], [4, 3, 5]], [0, 0]),
)


@part(
    "a3.svm_loss",
    points={"loss": 2.5, "gradient": 3, "at the hinge": 1, "memory layout": 1, "float32": 0.5},
)
def svm_loss(rng):
    loss = Loss(class_by_class)
    size = int(rng.integers(5, 8))
    for group in ("loss", "gradient"):
        # as at the beginning, no class ahead; then two images, of which the second costs nothing
        yield loss.case(group, np.zeros((1, 4)), np.array([2]))
        yield loss.case(group, np.array([[0.0, 5, 2], [6.0, 0, 3]]), np.array([2, 0]))
        for shape in ((1, 2), *SHAPES, (4, 4)):
            yield loss.case(group, *off_the_hinge(rng, shape))
        yield loss.case(group, *off_the_hinge(rng, (size, 4), normal))

    for scores, y in AT_THE_HINGE:
        yield loss.case("at the hinge", np.array(scores, float), np.array(y))

    # no two scores of these are equal, which is asked above
    yield from loss.in_layouts(*off_the_hinge(rng, (3, 4), normal))
    calls = [off_the_hinge(rng, shape, normal) for shape in ((2, 3), (2, 3), (2, 3), (3, 2))]
    yield loss.again(calls, "svm_loss")

    for shape in ((2, 3), (size, 4)):
        scores, y = off_the_hinge(rng, shape, normal)
        yield loss.case("float32", scores.astype(np.float32), y)


@svm_loss.right
def tables(scores, y):
    rows = np.arange(len(y))
    margins = np.maximum(scores - scores[rows, y][:, None] + 1, 0)
    margins[rows, y] = 0
    dscores = (margins > 0).astype(scores.dtype)
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.sum() / len(y), dscores / len(y)


@svm_loss.right
def loops(scores, y):
    loss, dscores = 0.0, np.zeros_like(scores)
    for n in range(len(scores)):
        for c in range(scores.shape[1]):
            margin = scores[n, c] - scores[n, y[n]] + 1
            if c == y[n] or margin <= 0:
                continue
            loss += margin
            dscores[n, c] += 1
            dscores[n, y[n]] -= 1
    return loss / len(scores), dscores / len(scores)


@svm_loss.right
def right_class_taken_off(scores, y):
    """The right class is always 1 above itself: its 1 is taken off the sum."""
    right = np.take_along_axis(scores, y[:, None], axis=1)
    margins = np.maximum(0, scores - right + 1)
    counted = np.where(margins > 0, scores.dtype.type(1 / len(y)), scores.dtype.type(0))
    counted[np.arange(len(y)), y] -= counted.sum(axis=1)
    print("margins", margins.shape)
    return [float(margins.sum() / len(y) - 1), counted]


@svm_loss.right
def row_by_row(scores, y):
    """One image at a time, the right class left out."""
    losses, gradient = [], []
    for row, label in zip(scores, y, strict=True):
        others = np.delete(np.arange(len(row)), label)
        margins = row[others] - row[label] + 1
        slopes = np.zeros_like(row)
        slopes[others[margins > 0]] = 1
        slopes[label] = -np.count_nonzero(margins > 0)
        losses.append(margins[margins > 0].sum())
        gradient.append(slopes / row.dtype.type(len(y)))
    return np.mean(losses), np.asfortranarray(gradient)


svm_loss.mistake(*LOSS_MISTAKES, *SVM_MISTAKES, nothing_returned, first_answer_kept)
