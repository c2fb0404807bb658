"""Mistakes of a3.softmax_loss in the powers, and in their sums."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.softmax_loss_answers import (
    answer_of,
    gradient,
    of_logarithms,
    of_powers,
    places,
)


def maximum_not_subtracted(right, scores, y):
    """You take powers of the scores as they are. For a score of 1000 the power is too large for a float, and for
    -1000 it is 0. Subtract the largest score of each image first: the probabilities stay what they are."""
    with np.errstate(all="ignore"):
        powers = np.exp(scores)
        return answer_of(powers / powers.sum(axis=1, keepdims=True), y)


def maximum_not_subtracted_in_logarithms(right, scores, y):
    """You take powers of the scores as they are, and the logarithm of their sum. For a score of 1000 the power is too
    large for a float, and for -1000 it is 0. Subtract the largest score of each image first: the probabilities stay
    what they are."""
    with np.errstate(all="ignore"):
        powers = np.exp(scores)
        sums = powers.sum(axis=1, keepdims=True)
        return (np.log(sums[:, 0]) - scores[places(y)]).mean(), gradient(powers / sums, y)


def maximum_of_whole_batch(right, scores, y):
    """You subtract the largest score of the whole batch. For an image whose scores are all far below it, every power
    is 0. Each image has a largest score of its own: axis=1."""
    return of_powers(scores - scores.max(), y)


def maximum_of_whole_batch_in_logarithms(right, scores, y):
    """You subtract the largest score of the whole batch, and take the logarithm of the sums. For an image whose
    scores are all far below it, every power is 0. Each image has a largest score of its own: axis=1."""
    with np.errstate(all="ignore"):
        shifted = scores - scores.max()
        powers = np.exp(shifted)
        sums = powers.sum(axis=1, keepdims=True)
        return (np.log(sums[:, 0]) - shifted[places(y)]).mean(), gradient(powers / sums, y)


def largest_size_subtracted(right, scores, y):
    """You subtract the largest absolute value of each image's scores. Where all of them are far below 0, every power is
    0. Subtract the largest score, without abs."""
    return of_powers(scores - np.abs(scores).max(axis=1, keepdims=True), y)


def largest_size_subtracted_in_logarithms(right, scores, y):
    """You subtract the largest absolute value of each image's scores, and take the logarithm of the sums. Where all
    scores are far below 0, every power is 0. Subtract the largest score, without abs."""
    with np.errstate(all="ignore"):
        shifted = scores - np.abs(scores).max(axis=1, keepdims=True)
        return of_logarithms(shifted, y)[0], of_powers(shifted, y)[1]


def largest_size_subtracted_in_all_logarithms(right, scores, y):
    """You subtract the largest absolute value of each image's scores, and take the logarithm of the sums, for loss and
    gradient. Where all scores are far below 0, every power is 0. Subtract the largest score, without abs."""
    return of_logarithms(scores - np.abs(scores).max(axis=1, keepdims=True), y)


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
        return (np.log(sums[:, 0]) - shifted[places(y)]).mean(), gradient(powers / sums, y)


def minimum_subtracted(right, scores, y):
    """You subtract the smallest score of each image. Where the largest is far above it, its power is still too large.
    Subtract the largest."""
    with np.errstate(all="ignore"):
        shifted = scores - scores.min(axis=1, keepdims=True)
        powers = np.exp(shifted)
        sums = powers.sum(axis=1, keepdims=True)
        return (np.log(sums[:, 0]) - shifted[places(y)]).mean(), gradient(powers / sums, y)


# their sums


def sums_without_their_axis(right, scores, y):
    """You divide by the sums of the images as an array (N,), which NumPy lays along the classes. Keep the axis,
    (N, 1), so that each row is divided by its own sum."""
    return of_powers(scores - scores.max(axis=1, keepdims=True), y, keepdims=False)


def sums_without_their_axis_in_logarithms(right, scores, y):
    """You subtract the logarithms of the sums as an array (N,), which NumPy lays along the classes. Keep the axis,
    (N, 1), so that from each row the logarithm of its own sum is subtracted."""
    return of_logarithms(scores - scores.max(axis=1, keepdims=True), y, keepdims=False)


def no_axis_kept(right, scores, y):
    """You subtract the largest scores, and divide by the sums, as arrays (N,), which NumPy lays along the classes. Keep
    the axis, (N, 1), so that each belongs to its own row."""
    return of_powers(scores - scores.max(axis=1), y, keepdims=False)


def no_axis_kept_in_logarithms(right, scores, y):
    """You subtract the largest scores, and the logarithms of the sums, as arrays (N,), which NumPy lays along the
    classes. Keep the axis, (N, 1), so that each belongs to its own row."""
    return of_logarithms(scores - scores.max(axis=1), y, keepdims=False)


def normalised_over_the_batch(right, scores, y):
    """Your probabilities of one class add up to 1 over the images. Those of one image have to add up to 1 over the
    classes: axis=1."""
    return of_powers(scores - scores.max(axis=0), y, axis=0)


def normalised_over_the_batch_in_logarithms(right, scores, y):
    """You subtract the logarithms of sums over the images, so that your probabilities of one class add up to 1. Those
    of one image have to: sums over the classes, axis=1."""
    return of_logarithms(scores - scores.max(axis=0), y, axis=0)


def normalised_over_all(right, scores, y):
    """You divide by the sum of the whole batch, so that all probabilities together add up to 1. Those of each image
    have to: a sum for each row, axis=1."""
    return of_powers(scores - scores.max(), y, axis=None)


def normalised_over_all_in_logarithms(right, scores, y):
    """You subtract the logarithm of the sum of the whole batch, so that all probabilities together add up to 1. Those
    of each image have to: a sum for each row, axis=1."""
    return of_logarithms(scores - scores.max(), y, axis=None)


def never_normalised(right, scores, y):
    """You do not divide the powers by their sum. Only then do they add up to 1."""
    return answer_of(np.exp(scores - scores.max(axis=1, keepdims=True)), y)


POWER_MISTAKES = (
    maximum_not_subtracted, maximum_not_subtracted_in_logarithms, maximum_of_whole_batch,
    maximum_of_whole_batch_in_logarithms, largest_size_subtracted, largest_size_subtracted_in_logarithms,
    largest_size_subtracted_in_all_logarithms, maximum_of_each_class, maximum_without_its_axis, subtracted_in_place,
    mean_subtracted,
    minimum_subtracted, sums_without_their_axis, sums_without_their_axis_in_logarithms, no_axis_kept,
    no_axis_kept_in_logarithms, normalised_over_the_batch, normalised_over_the_batch_in_logarithms,
    normalised_over_all, normalised_over_all_in_logarithms, never_normalised,
)  # fmt: skip
