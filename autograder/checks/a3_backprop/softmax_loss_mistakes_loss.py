"""Mistakes of a3.softmax_loss in the logarithm, and in which classes the loss looks at."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.softmax_loss_answers import logs, places


def logarithm_of_zero(right, scores, y):
    """You take the logarithm of a probability that has become 0: your loss is infinite where the right class is far
    behind. Take it before the power: log p is the score less the largest, less the logarithm of the sum of
    powers."""
    with np.errstate(all="ignore"):
        return -np.log(np.exp(logs(scores))[places(y)]).mean(), right(scores, y)[1]


def _kept_from_zero(right, scores, y, added=0.0, least=0.0):
    """The loss with something added to each probability, or with a least one."""
    with np.errstate(all="ignore"):
        losses = [right(scores[n : n + 1], y[n : n + 1])[0] for n in range(len(y))]
        chances = np.maximum(np.exp(-np.abs(losses)), least) + added  # no sign of another mistake's
        return -np.log(chances).mean(), right(scores, y)[1]


EXPLAINED = """
You keep the logarithm from 0 by a tiny number. Where the probability of the right class is smaller than that, your
loss stays where it is however wrong the answer is. Take the logarithm before the power: log p is the score less the
largest, less the logarithm of the sum of powers."""


def kept_from_zero_by_machine_epsilon(right, scores, y):
    return _kept_from_zero(right, scores, y, added=np.finfo(np.float64).eps)


def kept_from_zero_by_ten_to_minus_15(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-15)


def kept_from_zero_by_ten_to_minus_12(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-12)


def kept_from_zero_by_ten_to_minus_10(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-10)


def kept_from_zero_by_ten_to_minus_9(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-9)


def ten_to_minus_8_added(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-8)


def ten_to_minus_7_added(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-7)


def ten_to_minus_8_at_least(right, scores, y):
    return _kept_from_zero(right, scores, y, least=1e-8)


def ten_to_minus_7_at_least(right, scores, y):
    return _kept_from_zero(right, scores, y, least=1e-7)


LOGARITHMS = (
    kept_from_zero_by_machine_epsilon, kept_from_zero_by_ten_to_minus_15, kept_from_zero_by_ten_to_minus_12,
    kept_from_zero_by_ten_to_minus_10, kept_from_zero_by_ten_to_minus_9, ten_to_minus_8_added,
    ten_to_minus_7_added, ten_to_minus_8_at_least, ten_to_minus_7_at_least,
)  # fmt: skip


def logarithm_of_base_2(right, scores, y):
    """Your logarithm has the base 2. The loss takes the natural one, np.log."""
    loss, dscores = right(scores, y)
    return loss / np.log(2), dscores


def logarithm_of_base_10(right, scores, y):
    """Your logarithm has the base 10. The loss takes the natural one, np.log."""
    loss, dscores = right(scores, y)
    return loss / np.log(10), dscores


def no_logarithm(right, scores, y):
    """Your loss is minus the mean probability of the right class. Take the logarithm of each probability first."""
    return -np.exp(logs(scores))[places(y)].mean(), right(scores, y)[1]


def one_less_probability(right, scores, y):
    """Your loss is 1 less the mean probability of the right class. It is minus the mean logarithm of that
    probability."""
    return (1 - np.exp(logs(scores))[places(y)]).mean(), right(scores, y)[1]


def logarithm_of_the_mean(right, scores, y):
    """You take the logarithm of the mean probability. Each image has its own logarithm, and the mean comes last."""
    return -np.log(np.exp(logs(scores))[places(y)].mean()), right(scores, y)[1]


def sum_of_powers_forgotten(right, scores, y):
    """Your loss is the largest score less that of the right class. The logarithm of the sum of powers is missing."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return -shifted[places(y)].mean(), right(scores, y)[1]


def maximum_not_added_back(right, scores, y):
    """In your loss the largest score was subtracted in the sum of powers and not from the score of the right class.
    Subtract it from both, or from neither."""
    loss, dscores = right(scores, y)
    return loss - scores.max(axis=1).mean(), dscores


# which classes the loss looks at


def all_classes_in_the_loss(right, scores, y):
    """Your loss adds up the logarithms of all classes. Only the right class of each image counts: row n, column
    y[n]."""
    return -logs(scores).sum() / len(y), right(scores, y)[1]


def whole_columns_in_the_loss(right, scores, y):
    """logs[:, y] takes whole columns, N of them for every image: your loss adds up right classes of other images.
    Name rows and columns in pairs, so that row n goes with column y[n]."""
    return -logs(scores)[:, y].sum() / len(y), right(scores, y)[1]


def mean_of_whole_columns(right, scores, y):
    """logs[:, y] takes whole columns, N of them for every image: your loss is a mean over right classes of other
    images too. Name rows and columns in pairs, so that row n goes with column y[n]."""
    return -logs(scores)[:, y].mean(), right(scores, y)[1]


def every_class_yes_or_no(right, scores, y):
    """You add the logarithms of 1 - p for the wrong classes, as in a loss of yes and no for every class. Here only
    the probability of the right class counts; the others are in its sum."""
    with np.errstate(all="ignore"):
        chances = np.exp(logs(scores))
        others = np.log(1 - chances)
        others[places(y)] = 0
        return right(scores, y)[0] - others.sum() / len(y), right(scores, y)[1]


def table_of_classes_too_narrow(right, scores, y):
    """Your table of the right classes has a column for each up to the highest number in y. There are as many classes as
    scores in a row, whether or not the last of them is a right one: C columns."""
    table = np.zeros((len(y), y.max() + 1), scores.dtype)
    table[places(y)] = 1
    if 1 < table.shape[1] < scores.shape[1]:
        raise ValueError("operands could not be broadcast together with shapes (2,3) (2,2)")
    chances = np.exp(logs(scores))
    return -(table * logs(scores)).sum() / len(y), (chances - table) / scores.dtype.type(len(y))


def labels_as_a_table(right, scores, y):
    """You multiply the labels with the table of logarithms, as if y held a row of zeros and a one for each image. It
    holds the number of the right class."""
    return -(y * logs(scores)).sum() / len(y), (np.exp(logs(scores)) - y) / len(y)


LOGARITHM_MISTAKES = (
    logarithm_of_zero, logarithm_of_base_2, logarithm_of_base_10, no_logarithm, one_less_probability,
    logarithm_of_the_mean, sum_of_powers_forgotten, maximum_not_added_back, all_classes_in_the_loss,
    whole_columns_in_the_loss, mean_of_whole_columns, every_class_yes_or_no, table_of_classes_too_narrow,
    labels_as_a_table,
)  # fmt: skip
