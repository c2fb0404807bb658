"""Mistakes of a3.softmax_loss: in the powers, in their sums, in the logarithm, and in what the gradient subtracts."""

from __future__ import annotations

import numpy as np


def _logs(scores):
    """Logarithms of the probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def _places(y):
    return np.arange(len(y)), y


def _gradient(chances, y):
    """What the gradient is for probabilities, right or wrong ones."""
    dscores = chances.copy()
    dscores[_places(y)] -= 1
    return dscores / dscores.dtype.type(len(y))


def _answer(chances, y):
    """Loss and gradient of probabilities, right or wrong ones, the logarithm taken of them."""
    with np.errstate(all="ignore"):
        return -np.log(chances[_places(y)]).mean(), _gradient(chances, y)


# the powers


def maximum_not_subtracted(right, scores, y):
    """You take powers of the scores as they are. For a score of 1000 the power is too large for a float, and for
    -1000 it is 0. Subtract the largest score of each image first: the probabilities stay what they are."""
    with np.errstate(all="ignore"):
        powers = np.exp(scores)
        return _answer(powers / powers.sum(axis=1, keepdims=True), y)


def maximum_not_subtracted_in_logarithms(right, scores, y):
    """You take powers of the scores as they are, and the logarithm of their sum. For a score of 1000 the power is too
    large for a float, and for -1000 it is 0. Subtract the largest score of each image first: the probabilities stay
    what they are."""
    with np.errstate(all="ignore"):
        powers = np.exp(scores)
        sums = powers.sum(axis=1, keepdims=True)
        return (np.log(sums[:, 0]) - scores[_places(y)]).mean(), _gradient(powers / sums, y)


def maximum_of_whole_batch(right, scores, y):
    """You subtract the largest score of the whole batch. For an image whose scores are all far below it, every power
    is 0. Each image has a largest score of its own: axis=1."""
    with np.errstate(all="ignore"):
        powers = np.exp(scores - scores.max())
        return _answer(powers / powers.sum(axis=1, keepdims=True), y)


def maximum_of_whole_batch_in_logarithms(right, scores, y):
    """You subtract the largest score of the whole batch, and take the logarithm of the sums. For an image whose
    scores are all far below it, every power is 0. Each image has a largest score of its own: axis=1."""
    with np.errstate(all="ignore"):
        shifted = scores - scores.max()
        powers = np.exp(shifted)
        sums = powers.sum(axis=1, keepdims=True)
        return (np.log(sums[:, 0]) - shifted[_places(y)]).mean(), _gradient(powers / sums, y)


def maximum_of_each_class(right, scores, y):
    """You subtract the largest score of each class, a different number from every column. That changes the
    probabilities. Subtract from each image its own largest score, the same from all classes: axis=1."""
    return right(scores - scores.max(axis=0), y)


def maximum_without_its_axis(right, scores, y):
    """You subtract the largest scores of the images as an array (N,), which NumPy lays along the classes. Keep the
    axis, (N, 1), so that each is subtracted from its own row."""
    return right(scores - scores.max(axis=1), y)


def subtracted_in_place(right, scores, y):
    """You subtract the largest scores from the array that you were given. Whoever called you still needs it: give the
    difference a name of its own, without -=."""
    answer = right(scores, y)
    scores -= scores.max(axis=1, keepdims=True)
    return answer


def mean_subtracted(right, scores, y):
    """You subtract the mean of each image's scores. Where one score is far above the mean, its power is still too
    large. Subtract the largest."""
    with np.errstate(all="ignore"):
        shifted = scores - scores.mean(axis=1, keepdims=True)
        powers = np.exp(shifted)
        sums = powers.sum(axis=1, keepdims=True)
        return (np.log(sums[:, 0]) - shifted[_places(y)]).mean(), _gradient(powers / sums, y)


def minimum_subtracted(right, scores, y):
    """You subtract the smallest score of each image. Where the largest is far above it, its power is still too large.
    Subtract the largest."""
    with np.errstate(all="ignore"):
        shifted = scores - scores.min(axis=1, keepdims=True)
        powers = np.exp(shifted)
        sums = powers.sum(axis=1, keepdims=True)
        return (np.log(sums[:, 0]) - shifted[_places(y)]).mean(), _gradient(powers / sums, y)


# their sums


def sums_without_their_axis(right, scores, y):
    """You divide by the sums of the images as an array (N,), which NumPy lays along the classes. Keep the axis,
    (N, 1), so that each row is divided by its own sum."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return _answer(powers / powers.sum(axis=1), y)


def no_axis_kept(right, scores, y):
    """You subtract the largest scores, and divide by the sums, as arrays (N,), which NumPy lays along the classes. Keep
    the axis, (N, 1), so that each belongs to its own row."""
    powers = np.exp(scores - scores.max(axis=1))
    return _answer(powers / powers.sum(axis=1), y)


def normalised_over_the_batch(right, scores, y):
    """Your probabilities of one class add up to 1 over the images. Those of one image have to add up to 1 over the
    classes: axis=1."""
    powers = np.exp(scores - scores.max(axis=0))
    return _answer(powers / powers.sum(axis=0), y)


def normalised_over_all(right, scores, y):
    """You divide by the sum of the whole batch, so that all probabilities together add up to 1. Those of each image
    have to: a sum for each row, axis=1."""
    powers = np.exp(scores - scores.max())
    return _answer(powers / powers.sum(), y)


def never_normalised(right, scores, y):
    """You do not divide the powers by their sum. Only then do they add up to 1."""
    return _answer(np.exp(scores - scores.max(axis=1, keepdims=True)), y)


# the logarithm


def logarithm_of_zero(right, scores, y):
    """You take the logarithm of a probability that has become 0: your loss is infinite where the right class is far
    behind. Take it before the power: log p is the score less the largest, less the logarithm of the sum of
    powers."""
    with np.errstate(all="ignore"):
        return -np.log(np.exp(_logs(scores))[_places(y)]).mean(), right(scores, y)[1]


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


def added_1e_16(right, scores, y):
    return _kept_from_zero(right, scores, y, added=np.finfo(np.float64).eps)


def added_1e_15(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-15)


def added_1e_12(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-12)


def added_1e_10(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-10)


def added_1e_9(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-9)


def added_1e_8(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-8)


def added_1e_7(right, scores, y):
    return _kept_from_zero(right, scores, y, added=1e-7)


def at_least_1e_8(right, scores, y):
    return _kept_from_zero(right, scores, y, least=1e-8)


def at_least_1e_7(right, scores, y):
    return _kept_from_zero(right, scores, y, least=1e-7)


LOGARITHMS = (
    added_1e_16, added_1e_15, added_1e_12, added_1e_10, added_1e_9, added_1e_8, added_1e_7, at_least_1e_8,
    at_least_1e_7,
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
    return -np.exp(_logs(scores))[_places(y)].mean(), right(scores, y)[1]


def one_less_probability(right, scores, y):
    """Your loss is 1 less the mean probability of the right class. It is minus the mean logarithm of that
    probability."""
    return (1 - np.exp(_logs(scores))[_places(y)]).mean(), right(scores, y)[1]


def logarithm_of_the_mean(right, scores, y):
    """You take the logarithm of the mean probability. Each image has its own logarithm, and the mean comes last."""
    return -np.log(np.exp(_logs(scores))[_places(y)].mean()), right(scores, y)[1]


def sum_of_powers_forgotten(right, scores, y):
    """Your loss is the largest score less that of the right class. The logarithm of the sum of powers is missing."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return -shifted[_places(y)].mean(), right(scores, y)[1]


def maximum_not_added_back(right, scores, y):
    """In your loss the largest score was subtracted in the sum of powers and not from the score of the right class.
    Subtract it from both, or from neither."""
    loss, dscores = right(scores, y)
    return loss - scores.max(axis=1).mean(), dscores


# which classes the loss looks at


def all_classes_in_the_loss(right, scores, y):
    """Your loss adds up the logarithms of all classes. Only the right class of each image counts: row n, column
    y[n]."""
    return -_logs(scores).sum() / len(y), right(scores, y)[1]


def whole_columns_in_the_loss(right, scores, y):
    """logs[:, y] takes whole columns, N of them for every image: your loss adds up right classes of other images.
    Name rows and columns in pairs, so that row n goes with column y[n]."""
    return -_logs(scores)[:, y].sum() / len(y), right(scores, y)[1]


def mean_of_whole_columns(right, scores, y):
    """logs[:, y] takes whole columns, N of them for every image: your loss is a mean over right classes of other
    images too. Name rows and columns in pairs, so that row n goes with column y[n]."""
    return -_logs(scores)[:, y].mean(), right(scores, y)[1]


def every_class_yes_or_no(right, scores, y):
    """You add the logarithms of 1 - p for the wrong classes, as in a loss of yes and no for every class. Here only
    the probability of the right class counts; the others are in its sum."""
    with np.errstate(all="ignore"):
        chances = np.exp(_logs(scores))
        others = np.log(1 - chances)
        others[_places(y)] = 0
        return right(scores, y)[0] - others.sum() / len(y), right(scores, y)[1]


def labels_as_a_table(right, scores, y):
    """You multiply the labels with the table of logarithms, as if y held a row of zeros and a one for each image. It
    holds the number of the right class."""
    return -(y * _logs(scores)).sum() / len(y), (np.exp(_logs(scores)) - y) / len(y)


# what the gradient subtracts


def one_not_subtracted(right, scores, y):
    """Your gradient is the probabilities divided by N. For the right class 1 has to be subtracted: its score makes
    the loss smaller."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] += dscores.dtype.type(1 / len(y))
    return loss, dscores


def probabilities_returned(right, scores, y):
    """You return the probabilities in place of the gradient. Subtract 1 at the right class, and divide by N."""
    loss, dscores = right(scores, y)
    return loss, np.exp(_logs(scores))


def one_subtracted_everywhere(right, scores, y):
    """You subtract 1 from the probabilities of all classes. Only the right class of each image gets it."""
    loss, dscores = right(scores, y)
    dscores -= dscores.dtype.type(1 / len(y))
    dscores[_places(y)] += dscores.dtype.type(1 / len(y))
    return loss, dscores


def one_subtracted_in_columns(right, scores, y):
    """chances[:, y] -= 1 subtracts 1 in whole columns: also from the images of which that class is wrong. Name rows
    and columns in pairs, so that row n goes with column y[n]."""
    loss, _ = right(scores, y)
    chances = np.exp(_logs(scores))
    chances[:, y] -= 1
    return loss, chances / chances.dtype.type(len(y))


def one_not_divided(right, scores, y):
    """You divide the probabilities by N, and then subtract a whole 1. Both are divided: first subtract, then
    divide."""
    loss, _ = right(scores, y)
    dscores = np.exp(_logs(scores)) / scores.dtype.type(len(y))
    dscores[_places(y)] -= 1
    return loss, dscores


def only_right_class_divided(right, scores, y):
    """You divide by N only where 1 was subtracted. The whole gradient is divided."""
    loss, dscores = right(scores, y)
    all_of_it = dscores * dscores.dtype.type(len(y))
    all_of_it[_places(y)] = dscores[_places(y)]
    return loss, all_of_it


def right_class_alone_in_gradient(right, scores, y):
    """Your gradient is 0 for all wrong classes. A higher score of a wrong class takes probability from the right one:
    its number is p / N."""
    loss, dscores = right(scores, y)
    kept = np.zeros_like(dscores)
    kept[_places(y)] = dscores[_places(y)]
    return loss, kept


def wrong_classes_alone_in_gradient(right, scores, y):
    """Your gradient is 0 for the right class. Its score makes the loss smaller: the number there is (p - 1) / N."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = 0
    return loss, dscores


def one_put_at_the_right_class(right, scores, y):
    """At the right class your gradient is -1 / N whatever its probability. It is p - 1, divided by N."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = -1 / len(y)
    return loss, dscores


def slope_of_the_probability(right, scores, y):
    """Your gradient is that of the probability. The loss is minus its logarithm, whose slope is 1 / p: it cancels the
    factor p in front."""
    loss, dscores = right(scores, y)
    return loss, dscores * np.exp(_logs(scores))[_places(y)][:, None]


def slope_of_one_over_p(right, scores, y):
    """Your gradient is -1 / p at the right class: that is the slope with respect to the probability. Asked for is the
    slope with respect to the scores, of which every one changes every probability."""
    loss, dscores = right(scores, y)
    with np.errstate(all="ignore"):
        slopes = np.zeros_like(dscores)
        slopes[_places(y)] = -1 / np.exp(_logs(scores))[_places(y)] / len(y)
    return loss, slopes


SOFTMAX_MISTAKES = (
    maximum_not_subtracted, maximum_not_subtracted_in_logarithms, maximum_of_whole_batch,
    maximum_of_whole_batch_in_logarithms, maximum_of_each_class, maximum_without_its_axis, subtracted_in_place,
    mean_subtracted, minimum_subtracted,
    sums_without_their_axis, no_axis_kept, normalised_over_the_batch, normalised_over_all, never_normalised,
    logarithm_of_zero, logarithm_of_base_2, logarithm_of_base_10, no_logarithm, one_less_probability,
    logarithm_of_the_mean, sum_of_powers_forgotten, maximum_not_added_back,
    all_classes_in_the_loss, whole_columns_in_the_loss, mean_of_whole_columns, every_class_yes_or_no,
    labels_as_a_table,
    one_not_subtracted, probabilities_returned, one_subtracted_everywhere, one_subtracted_in_columns,
    one_not_divided, only_right_class_divided, right_class_alone_in_gradient,
    wrong_classes_alone_in_gradient, one_put_at_the_right_class, slope_of_the_probability,
    slope_of_one_over_p,
)  # fmt: skip
