"""What the two losses of a3 share: scores with their right classes, and mistakes around any loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from autograder.checks.cases import called_again
from autograder.checks.inputs import LAYOUTS, whole
from autograder.part import ANY, Call, Case

NAMES = ("loss", "dscores")
# images and classes; where there are as many of both, what is laid along a wrong axis fits
SHAPES = ((1, 3), (3, 2), (3, 3), (2, 4))


def labels(rng: np.random.Generator, images: int, classes: int) -> np.ndarray:
    """Right classes (N,), at least two different ones in a batch, and of one image not the first class."""
    while True:
        y = rng.integers(0, classes, images)
        if len(np.unique(y)) > 1 or (images == 1 and y[0]):
            return y


def uneven(rng: np.random.Generator, shape: tuple[int, int], low: int = -1, high: int = 3) -> np.ndarray:
    """Scores (N, C), whole numbers from low to high - 1. No two images have the same largest score, so that it shows
    where one is subtracted from another image."""
    while True:
        scores = whole(rng, shape, low, high)
        if len(np.unique(scores.max(axis=1))) == len(scores):
            return scores


class Loss:
    """Cases of one loss. oracle: scores, y -> (loss, dscores). rtol: a Case's, where scores are float64."""

    def __init__(self, oracle: Callable, rtol: float | None = None):
        self.oracle, self.rtol = oracle, rtol

    def case(self, group: str, scores: np.ndarray, y: np.ndarray) -> Case:
        """The groups "loss" and "gradient" ask for one of the two."""
        loss, dscores = self.oracle(scores, y)
        answers = {"loss": (loss, ANY), "gradient": (ANY, dscores)}.get(group, (loss, dscores))
        rtol = 1e-4 if scores.dtype == np.float32 else self.rtol  # our loss is a float of Python's
        return Case(group, Call(scores, y), answers, rtol, names=NAMES)

    def in_layouts(self, scores: np.ndarray, y: np.ndarray):
        for layout in LAYOUTS:
            yield self.case("memory layout", layout(scores), layout(y))

    def again(self, calls: list[tuple], name: str) -> Case:
        about = f"{name} called {len(calls)} times, with scores of one shape and then of another"
        return replace(called_again("memory layout", self.oracle, calls, about), rtol=self.rtol)


# Mistakes: in what the mean is taken over


def _gradient_of_sum(right, scores, y):
    """Image by image, so that two of these mistakes do not mend each other."""
    return np.concatenate([right(scores[n : n + 1], y[n : n + 1])[1] for n in range(len(y))])


def loss_summed(right, scores, y):
    """Your loss is the sum over the images. It is their mean: divide by N once."""
    loss, dscores = right(scores, y)
    return loss * len(y), dscores


def gradient_summed(right, scores, y):
    """Your gradient is that of the sum over the images. The loss is their mean, so the gradient is divided by N
    too."""
    return right(scores, y)[0], _gradient_of_sum(right, scores, y)


def both_summed(right, scores, y):
    """Your loss and your gradient are those of the sum over the images. The loss is their mean: divide both by
    N."""
    loss, dscores = right(scores, y)
    return loss * len(y), dscores * dscores.dtype.type(len(y))


def gradient_divided_twice(right, scores, y):
    """You divide the gradient by N twice. Once is enough: the loss is a mean over N images."""
    dscores = _gradient_of_sum(right, scores, y)
    return right(scores, y)[0], dscores / dscores.dtype.type(len(y) ** 2)


def loss_divided_by_classes(right, scores, y):
    """You divide the loss by the number of classes too. It is a mean over the images alone: np.mean of a table
    divides by all its values."""
    loss, dscores = right(scores, y)
    return loss / scores.shape[1], dscores


def gradient_divided_by_classes(right, scores, y):
    """You divide the gradient by the number of classes too. The loss is a mean over the images alone."""
    loss, dscores = right(scores, y)
    return loss, dscores / dscores.dtype.type(scores.shape[1])


def both_divided_by_classes(right, scores, y):
    """You divide the loss and the gradient by the number of classes too. The loss is a mean over the images
    alone."""
    loss, dscores = right(scores, y)
    return loss / scores.shape[1], dscores / dscores.dtype.type(scores.shape[1])


def loss_of_each_image(right, scores, y):
    """You return one loss for each image. The loss is one number, their mean."""
    _, dscores = right(scores, y)
    return np.array([right(scores[n : n + 1], y[n : n + 1])[0] for n in range(len(y))]), dscores


def loss_of_last_image(right, scores, y):
    """Your loss is that of the last image, divided by N. The losses of all images are added up: += and not =."""
    _, dscores = right(scores, y)
    return right(scores[-1:], y[-1:])[0] / len(y), dscores


def first_image_alone(right, scores, y):
    """You look at the first image alone. The loss is a mean over all images, and each has its row of the
    gradient."""
    return right(scores[:1], y[:1])


# in the sign, the order, and which class is the right one


def gradient_negative(right, scores, y):
    """Your gradient has the wrong sign. It says where the loss grows: a higher score of the right class makes it
    smaller, so that its number is negative."""
    loss, dscores = right(scores, y)
    return loss, -dscores


def loss_negative(right, scores, y):
    """Your loss has the wrong sign: it is never above 0. A loss is large where the answer is bad."""
    loss, dscores = right(scores, y)
    return -loss, dscores


def gradient_first(right, scores, y):
    """You return (dscores, loss). The order is (loss, dscores)."""
    return right(scores, y)[::-1]


def loss_alone(right, scores, y):
    """You return the loss alone. The function returns the pair (loss, dscores)."""
    return right(scores, y)[0]


def gradient_left_at_zero(right, scores, y):
    """Your gradient is 0 everywhere. It says of each score how much the loss grows with it."""
    loss, dscores = right(scores, y)
    return loss, np.zeros_like(dscores)


def classes_from_one(right, scores, y):
    """You count the classes from 1: you take the score before that of the right class. y holds 0 for the first
    class."""
    return right(scores, y - 1)


def highest_score_is_right(right, scores, y):
    """You take the class of the highest score as the right one. Which one is right stands in y."""
    return right(scores, scores.argmax(axis=1))


# in what they keep


def scores_changed(right, scores, y):
    """You write into the scores. Whoever called you still needs them: work on a copy."""
    answer = right(scores, y)
    scores += 1
    return answer


def gradient_always_float64(right, scores, y):
    """Your gradient is float64 whatever comes in. It has the dtype of the scores: np.zeros, np.eye and a
    comparison made float64 forget it."""
    loss, dscores = right(scores, y)
    return loss, dscores.astype(np.float64)


LOSS_MISTAKES = (
    loss_summed, gradient_summed, both_summed, gradient_divided_twice, loss_divided_by_classes,
    gradient_divided_by_classes, both_divided_by_classes, loss_of_each_image, loss_of_last_image,
    first_image_alone, gradient_negative, loss_negative, gradient_first, loss_alone, gradient_left_at_zero,
    classes_from_one, highest_score_is_right, scores_changed, gradient_always_float64,
)  # fmt: skip
