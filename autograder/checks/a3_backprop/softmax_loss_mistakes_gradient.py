"""Mistakes of a3.softmax_loss in what the gradient subtracts."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.softmax_loss_answers import logs, places


def one_not_subtracted(right, scores, y):
    """Your gradient is the probabilities divided by N. For the right class 1 has to be subtracted: its score makes
    the loss smaller."""
    loss, dscores = right(scores, y)
    dscores[places(y)] += dscores.dtype.type(1 / len(y))
    return loss, dscores


def probabilities_returned(right, scores, y):
    """You return the probabilities in place of the gradient. Subtract 1 at the right class, and divide by N."""
    loss, dscores = right(scores, y)
    return loss, np.exp(logs(scores))


def one_subtracted_everywhere(right, scores, y):
    """You subtract 1 from the probabilities of all classes. Only the right class of each image gets it."""
    loss, dscores = right(scores, y)
    dscores -= dscores.dtype.type(1 / len(y))
    dscores[places(y)] += dscores.dtype.type(1 / len(y))
    return loss, dscores


def one_subtracted_in_columns(right, scores, y):
    """chances[:, y] -= 1 subtracts 1 in whole columns: also from the images of which that class is wrong. Name rows
    and columns in pairs, so that row n goes with column y[n]."""
    loss, _ = right(scores, y)
    chances = np.exp(logs(scores))
    chances[:, y] -= 1
    return loss, chances / chances.dtype.type(len(y))


def one_not_divided(right, scores, y):
    """You divide the probabilities by N, and then subtract a whole 1. Both are divided: first subtract, then
    divide."""
    loss, _ = right(scores, y)
    dscores = np.exp(logs(scores)) / scores.dtype.type(len(y))
    dscores[places(y)] -= 1
    return loss, dscores


def only_right_class_divided(right, scores, y):
    """You divide by N only where 1 was subtracted. The whole gradient is divided."""
    loss, dscores = right(scores, y)
    all_of_it = dscores * dscores.dtype.type(len(y))
    all_of_it[places(y)] = dscores[places(y)]
    return loss, all_of_it


def right_class_alone_in_gradient(right, scores, y):
    """Your gradient is 0 for all wrong classes. A higher score of a wrong class takes probability from the right one:
    its number is p / N."""
    loss, dscores = right(scores, y)
    kept = np.zeros_like(dscores)
    kept[places(y)] = dscores[places(y)]
    return loss, kept


def wrong_classes_alone_in_gradient(right, scores, y):
    """Your gradient is 0 for the right class. Its score makes the loss smaller: the number there is (p - 1) / N."""
    loss, dscores = right(scores, y)
    dscores[places(y)] = 0
    return loss, dscores


def one_put_at_the_right_class(right, scores, y):
    """At the right class your gradient is -1 / N whatever its probability. It is p - 1, divided by N."""
    loss, dscores = right(scores, y)
    dscores[places(y)] = -1 / len(y)
    return loss, dscores


def slope_of_the_probability(right, scores, y):
    """Your gradient is that of the probability. The loss is minus its logarithm, whose slope is -1 / p: it cancels the
    factor p in front, and turns the sign."""
    loss, dscores = slope_of_minus_the_probability(right, scores, y)
    return loss, -dscores


def slope_of_minus_the_probability(right, scores, y):
    """Your gradient is that of minus the probability. The loss is minus its logarithm, whose slope is -1 / p: it
    cancels the factor p in front."""
    loss, dscores = right(scores, y)
    return loss, dscores * np.exp(logs(scores))[places(y)][:, None]


def slope_of_one_over_p(right, scores, y):
    """Your gradient is -1 / p at the right class: that is the slope with respect to the probability. Asked for is the
    slope with respect to the scores, of which every one changes every probability."""
    loss, dscores = right(scores, y)
    with np.errstate(all="ignore"):
        slopes = np.zeros_like(dscores)
        slopes[places(y)] = -1 / np.exp(logs(scores))[places(y)] / len(y)
    return loss, slopes


GRADIENT_MISTAKES = (
    one_not_subtracted, probabilities_returned, one_subtracted_everywhere, one_subtracted_in_columns,
    one_not_divided, only_right_class_divided, right_class_alone_in_gradient,
    wrong_classes_alone_in_gradient, one_put_at_the_right_class, slope_of_the_probability,
    slope_of_minus_the_probability, slope_of_one_over_p,
)  # fmt: skip
