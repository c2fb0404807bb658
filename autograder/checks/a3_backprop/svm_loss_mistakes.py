"""Mistakes of a3.svm_loss: in who has a margin, in how it counts, and in whose gradient it is."""

from __future__ import annotations

import numpy as np


def _places(y):
    return np.arange(len(y)), y


def _margins(scores, y, margin=1):
    """How far each wrong class reaches into the margin, negative where it does not; 0 for the right one."""
    margins = scores - scores[_places(y)][:, None] + scores.dtype.type(margin)
    margins[_places(y)] = 0
    return margins


def _gradient(counts, y):
    """The gradient where each wrong class counts for so much."""
    dscores = counts.copy()
    dscores[_places(y)] = 0
    dscores[_places(y)] = -dscores.sum(axis=1)
    return dscores / dscores.dtype.type(len(y))


def _answer(margins, y):
    """Loss and gradient of margins, right or wrong ones, 0 for the right classes."""
    kept = np.maximum(margins, 0)
    return kept.sum() / len(y), _gradient((kept > 0).astype(margins.dtype), y)


# who has a margin


def right_class_in_the_loss(right, scores, y):
    """Your loss counts the right class too. It is always 1 above itself less 1, so that every image costs 1 too
    much: leave it out."""
    loss, dscores = right(scores, y)
    return loss + 1, dscores


def right_class_in_both(right, scores, y):
    """You count the right class like a wrong one, in the loss and in the gradient: every image costs 1 too much, and
    the right class counts itself. Leave it out."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = 0
    dscores[_places(y)] = -dscores.sum(axis=1) - dscores.dtype.type(1 / len(y))
    return loss + 1, dscores


def right_class_counts_itself(right, scores, y):
    """In your gradient the right class is counted among those within the margin: its number is 1 / N too low. Only
    wrong classes count."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = 0
    dscores[_places(y)] = -dscores.sum(axis=1) - dscores.dtype.type(1 / len(y))
    return loss, dscores


def right_class_not_negative(right, scores, y):
    """In your gradient the right class keeps the 1 / N that it got like a wrong class; what belongs there is minus the
    count of the wrong ones."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = dscores.dtype.type(1 / len(y))
    return loss + 1, dscores


def margin_forgotten(right, scores, y):
    """A wrong class costs you something only where it is above the right one. It has to stay 1 below: the margin is
    missing."""
    return _answer(_margins(scores, y, margin=0), y)


def margin_of_minus_one(right, scores, y):
    """You subtract the margin. A wrong class costs something as soon as it comes nearer to the right one than 1: the 1
    is added."""
    return _answer(_margins(scores, y, margin=-1), y)


def sides_exchanged(right, scores, y):
    """You subtract the score of the wrong class from that of the right one. A loss is large where wrong classes are
    high: the other way round."""
    margins = scores[_places(y)][:, None] - scores + 1
    margins[_places(y)] = 0
    loss, dscores = _answer(margins, y)
    return loss, -dscores


def worst_class_alone(right, scores, y):
    """You count only the wrong class that is highest. Here all wrong classes within the margin are added up."""
    margins = _margins(scores, y)
    margins[_places(y)] = -np.inf
    worst = np.zeros_like(scores)
    places = np.arange(len(y)), margins.argmax(axis=1)
    worst[places] = margins[places]
    return _answer(worst, y)


def each_class_by_itself(right, scores, y):
    """You ask of each score by itself to be above 1 or below -1. Here the scores of wrong classes are compared with
    that of the right one."""
    signs = -np.ones_like(scores)
    signs[_places(y)] = 1
    costs = np.maximum(0, 1 - signs * scores)
    return costs.sum() / len(y), -signs * (costs > 0) / len(y)


def whole_columns_left_out(right, scores, y):
    """margins[:, y] = 0 leaves out whole columns: also for images of which that class is wrong. Name rows and columns
    in pairs, so that row n goes with column y[n]."""
    margins = scores - scores[_places(y)][:, None] + 1
    margins[:, y] = 0
    return _answer(margins, y)


def right_scores_without_their_axis(right, scores, y):
    """You subtract the scores of the right classes as an array (N,), which NumPy lays along the classes. Give it a
    second axis, (N, 1), so that each is subtracted from its own row."""
    margins = scores - scores[_places(y)] + 1
    margins[_places(y)] = 0
    return _answer(margins, y)


def right_scores_as_columns(right, scores, y):
    """scores[:, y] takes whole columns, N scores for every image. Name rows and columns in pairs, so that row n goes
    with column y[n], and give the result a second axis."""
    margins = scores - scores[:, y] + 1
    margins[_places(y)] = 0
    return _answer(margins, y)


def same_score_left_out(right, scores, y):
    """You tell the right class by its score: a wrong class with the same score is left out too, though its margin is 1.
    Which class is right stands in y."""
    margins = _margins(scores, y)
    margins[scores == scores[_places(y)][:, None]] = 0
    return _answer(margins, y)


def stops_at_the_right_class(right, scores, y):
    """Your loop over the classes ends at the right one, so that those behind it do not count. Leave out that class
    alone, and go on with the next."""
    margins = _margins(scores, y)
    margins[np.arange(scores.shape[1]) > y[:, None]] = 0
    return _answer(margins, y)


def starts_behind_the_right_class(right, scores, y):
    """You look at the classes behind the right one alone. Those before it count as well: leave out the right class
    itself, and no other."""
    margins = _margins(scores, y)
    margins[np.arange(scores.shape[1]) < y[:, None]] = 0
    return _answer(margins, y)


# how it counts


def no_maximum(right, scores, y):
    """You add up the margins of all wrong classes, negative ones too. A wrong class that is far enough below costs
    nothing, and not less than nothing: the maximum with 0."""
    return _margins(scores, y).sum() / len(y), _gradient(np.ones_like(scores), y)


def no_maximum_in_the_loss(right, scores, y):
    """Your loss adds up the margins of all wrong classes, negative ones too. A wrong class that is far enough below
    costs nothing, and not less than nothing: the maximum with 0."""
    return _margins(scores, y).sum() / len(y), right(scores, y)[1]


def maximum_of_the_sum(right, scores, y):
    """You add up the margins of an image and then take the maximum with 0. Each wrong class has its own maximum: one
    that is far below must not make up for one that is above."""
    sums = np.maximum(_margins(scores, y).sum(axis=1), 0)
    return sums.sum() / len(y), right(scores, y)[1]


def maximum_of_the_sum_in_both(right, scores, y):
    """You add up the margins of an image and then take the maximum with 0, and the gradient counts all wrong classes or
    none. Each wrong class has its own maximum: one that is far below must not make up for one that is above."""
    sums = np.maximum(_margins(scores, y).sum(axis=1), 0)
    return sums.sum() / len(y), _gradient(np.ones_like(scores) * (sums > 0)[:, None].astype(scores.dtype), y)


def squared(right, scores, y):
    """You square the margins. Here each counts as it is."""
    kept = np.maximum(_margins(scores, y), 0)
    return (kept**2).sum() / len(y), _gradient(2 * kept, y)


def squared_in_the_loss(right, scores, y):
    """Your loss squares the margins. Here each counts as it is."""
    return (np.maximum(_margins(scores, y), 0) ** 2).sum() / len(y), right(scores, y)[1]


def number_within_the_margin(right, scores, y):
    """Your loss is the number of wrong classes within the margin. Each counts as much as it reaches into it."""
    return (_margins(scores, y) > 0).sum() / len(y), right(scores, y)[1]


def both_divided_by_wrong_classes(right, scores, y):
    """You divide the loss and the gradient by the number of wrong classes too. They are added up; the mean is over the
    images alone."""
    loss, dscores = right(scores, y)
    return loss / (scores.shape[1] - 1), dscores / dscores.dtype.type(scores.shape[1] - 1)


# whose gradient it is


def slope_one_at_the_hinge(right, scores, y):
    """At the hinge, where a wrong class is exactly 1 below the right one, your gradient has the slope 1. It is 0
    there: the class counts where its margin is above 0, not where it is 0."""
    counts = (scores - scores[_places(y)][:, None] + 1 >= 0).astype(scores.dtype)
    return right(scores, y)[0], _gradient(counts, y)


def zero_margins_count(right, scores, y):
    """Your gradient counts margins of 0 as well. That of the right class, which was set to 0, is one of them, and so is
    that of a wrong class exactly 1 below the right one. Count what is above 0."""
    counts = (scores - scores[_places(y)][:, None] + 1 >= 0).astype(scores.dtype)
    dscores = _gradient(counts, y)
    dscores[_places(y)] -= dscores.dtype.type(1 / len(y))
    return right(scores, y)[0], dscores


def zeros_of_the_maximum_count(right, scores, y):
    """Your gradient counts all classes, the right one too: after the maximum with 0 each of them is at least 0. Count
    what is above 0."""
    dscores = _gradient(np.ones_like(scores), y)
    dscores[_places(y)] -= dscores.dtype.type(1 / len(y))
    return right(scores, y)[0], dscores


def slope_one_everywhere(right, scores, y):
    """Your gradient counts every wrong class. Those that are more than 1 below the right one cost nothing, and their
    number is 0."""
    return right(scores, y)[0], _gradient(np.ones_like(scores), y)


def margins_in_the_gradient(right, scores, y):
    """Your gradient holds the margins. The slope of a margin is 1, however large it is: the gradient counts."""
    return right(scores, y)[0], _gradient(np.maximum(_margins(scores, y), 0), y)


def right_class_left_at_zero(right, scores, y):
    """Your gradient is 0 at the right class. A higher score there makes all the margins smaller: its number is minus
    the count of the wrong classes within the margin."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = 0
    return loss, dscores


def right_class_alone(right, scores, y):
    """Your gradient is 0 for all wrong classes. A higher score of one within the margin makes the loss larger: its
    number is 1 / N."""
    loss, dscores = right(scores, y)
    kept = np.zeros_like(dscores)
    kept[_places(y)] = dscores[_places(y)]
    return loss, kept


def right_class_counts_once(right, scores, y):
    """In your gradient the right class has -1 / N as soon as one wrong class is within the margin. It takes part in
    each margin: its number is minus the count."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = np.where(dscores[_places(y)] < 0, -1 / len(y), 0)
    return loss, dscores


def right_class_always_minus_one(right, scores, y):
    """In your gradient the right class has -1 / N whatever the others do. It takes part in each margin: its number is
    minus the count of the wrong classes within the margin, which may be 0 or many."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = -1 / len(y)
    return loss, dscores


def counted_in_truth_values(right, scores, y):
    """In your gradient the right class has plus 1 / N as soon as one wrong class is within the margin. It gets minus
    their count. A table of truth values cannot hold that: whatever is not 0 becomes True."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = np.where(dscores[_places(y)] != 0, 1 / len(y), 0)
    return loss, dscores


def right_class_positive(right, scores, y):
    """In your gradient the right class has the count with a plus. A higher score there makes the loss smaller."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] *= -1
    return loss, dscores


def count_of_the_whole_batch(right, scores, y):
    """In your gradient every right class has the count of the whole batch. Each image counts its own wrong classes:
    the sum of a row."""
    loss, dscores = right(scores, y)
    dscores[_places(y)] = dscores[_places(y)].sum()
    return loss, dscores


SVM_MISTAKES = (
    right_class_in_the_loss, right_class_in_both, right_class_counts_itself, right_class_not_negative,
    margin_forgotten, margin_of_minus_one, sides_exchanged, worst_class_alone, each_class_by_itself,
    whole_columns_left_out, right_scores_without_their_axis, right_scores_as_columns,
    same_score_left_out, stops_at_the_right_class, starts_behind_the_right_class,
    no_maximum, no_maximum_in_the_loss, maximum_of_the_sum, maximum_of_the_sum_in_both, squared, squared_in_the_loss,
    number_within_the_margin, both_divided_by_wrong_classes,
    zero_margins_count, zeros_of_the_maximum_count, slope_one_at_the_hinge, slope_one_everywhere,
    margins_in_the_gradient, right_class_left_at_zero,
    right_class_alone, right_class_counts_once, right_class_always_minus_one, counted_in_truth_values,
    right_class_positive,
    count_of_the_whole_batch,
)  # fmt: skip
