"""Mistakes of a2.conv2d_forward: in what the bias is added to."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv2d_forward_mistakes_axes import in_each_group
from autograder.checks.mistakes import on_output


def one_bias_a_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add one bias to all maps of a group: b[g], where g is the group. Filter f adds its own b[f]."""
    return right(x, w, b[:groups].repeat(len(w) // groups), stride, padding, dilation, groups)


def first_bias_of_each_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the first bias of a group to all of its maps. Filter f adds its own b[f]."""
    each = len(w) // groups
    return right(x, w, b[::each].repeat(each), stride, padding, dilation, groups)


def bias_in_the_first_group_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Only the first group adds its biases. Every filter adds its own b[f]."""
    own = np.where(np.arange(len(b)) < len(b) // groups, b, 0)
    return right(x, w, own, stride, padding, dilation, groups)


def bias_for_every_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the bias once for every group. Each filter adds it once, after all groups are done."""
    return right(x, w, groups * b, stride, padding, dilation, groups)


def bias_along_the_positions(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add b to a product whose last axis are the positions, so that NumPy lays it along these. Its numbers
    belong to the filters: give it the shape (C_out, 1) first."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: (out.reshape(*out.shape[:2], -1) + b).reshape(out.shape))


def bias_along_the_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You lay b along the axis of the images. Its numbers belong to the filters: give it the shape (C_out, 1,
    1)."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out + b[:, None, None, None])


def bias_along_the_width_in_each_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add a group's biases to an array (N, C_out / groups, H', W') as they are, so that NumPy lays them
    along the width. They belong to the channels: give them the shape (C_out / groups, 1, 1) first."""
    own = iter(np.split(b, groups))
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: in_each_group(out, groups, lambda maps: maps + next(own)))


def bias_along_the_positions_in_each_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add a group's biases to a product whose last axis are the positions, so that NumPy lays them along
    these. They belong to the filters: give them the shape (C_out / groups, 1) first."""
    own = iter(np.split(b, groups))

    def added(maps):
        return (maps.reshape(*maps.shape[:2], -1) + next(own)).reshape(maps.shape)

    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: in_each_group(out, groups, added))


def bias_twice(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the bias twice. Each filter adds it once, to the finished sum."""
    return right(x, w, 2 * b, stride, padding, dilation, groups)


def bias_multiplied(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You multiply by the bias. Each filter adds its own b[f] to every value of its map."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out * b[:, None, None])


def all_biases_in_every_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add all biases to the maps of each group. A group has its own slice of them."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: in_each_group(out, groups, lambda maps: maps + b[:, None, None]))


def bias_for_every_row(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the bias once for every row of the filter. Each filter adds it once, to the finished sum."""
    return right(x, w, b * w.shape[2], stride, padding, dilation, groups)


BIAS_MISTAKES = (
    bias_for_every_row, all_biases_in_every_group, bias_along_the_images,
    bias_along_the_width_in_each_group, bias_along_the_positions_in_each_group, bias_twice,
    bias_multiplied, one_bias_a_group, first_bias_of_each_group, bias_in_the_first_group_only,
    bias_for_every_group, bias_along_the_positions,
)  # fmt: skip
