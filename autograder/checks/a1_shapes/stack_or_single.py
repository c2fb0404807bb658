"""a1.stack_or_single: two small filter banks against one large one."""

import math

import numpy as np

from autograder.checks.cases import answered_by
from autograder.checks.inputs import integers_from
from autograder.checks.mistakes import nothing_returned
from autograder.part import part


@part("a1.stack_or_single", points={"one channel": 2, "many channels": 2})
def stack_or_single(rng):
    right, draw = answered_by(counted), integers_from(rng)

    yield right("one channel", 1, 1)
    yield right("one channel", draw(2, 6), 1)
    yield right("many channels", 2, 3)
    yield right("many channels", draw(6, 9), 2 * draw(3000, 4000) + 1)  # more than 2^31, and odd: no float32


@stack_or_single.right
def counted(d, channels):
    """Sizes of the weight arrays; the field is the length of two small kernels run one after the other."""
    large, small = (math.prod((channels, channels, side, side)) for side in (2 * d + 1, d + 1))
    return large, small + small, len(np.convolve(np.ones(d + 1), np.ones(d + 1)))


@stack_or_single.right
def formulas(d, channels):
    return (2 * d + 1) ** 2 * channels**2, 2 * (d + 1) ** 2 * channels**2, 2 * d + 1


@stack_or_single.right
def added_layer_by_layer(d, channels):
    field, stacked = 1, 0
    for kernel in (d + 1, d + 1):
        field += kernel - 1
        stacked += channels * channels * kernel * kernel
    print("field", field)
    return [channels * field * channels * field, stacked, field]


@stack_or_single.right
def numpy_integers(d, channels):
    sides = np.array([2 * d + 1, d + 1])
    single, one = sides**2 * np.int64(channels) ** 2
    return single, 2 * one, sides[0]


@stack_or_single.right
def expanded(d, channels):
    pairs = sum(channels for _ in range(channels))
    return pairs * (4 * d * d + 4 * d + 1), pairs * (2 * d * d + 4 * d + 2), d + 1 + d


@stack_or_single.mistake
def channels_once(right, d, channels):
    """Your function multiplies by the channels once. A layer has a filter for every output channel, and each
    filter goes through all input channels."""
    single, stacked, field = right(d, channels)
    return single // channels, stacked // channels, field


@stack_or_single.mistake
def channels_forgotten(right, d, channels):
    """Your function counts the weights of one filter with one channel. A layer has a filter for every output
    channel, and each filter goes through all input channels."""
    return right(d, 1)


@stack_or_single.mistake
def one_small_bank(right, d, channels):
    """Your function counts one of the two small layers."""
    single, stacked, field = right(d, channels)
    return single, stacked // 2, field


@stack_or_single.mistake
def biases_counted_once(right, d, channels):
    """Your function counts one bias for each layer. Only weights are asked for."""
    single, stacked, field = right(d, channels)
    return single + 1, stacked + 2, field


@stack_or_single.mistake
def stack_multiplied(right, d, channels):
    """Your function multiplies the weights of the two small layers. Two layers have the weights of both
    together: add them."""
    single, stacked, field = right(d, channels)
    return single, (stacked // 2) ** 2, field


@stack_or_single.mistake
def small_kernel_of_d(right, d, channels):
    """Your small layers have kernels of d. They have kernels of d + 1."""
    single, _, field = right(d, channels)
    return single, right(d - 1, channels)[1], field


@stack_or_single.mistake
def large_kernel_of_2d(right, d, channels):
    """Your large layer has a kernel of 2 d. It has one of 2 d + 1."""
    _, stacked, field = right(d, channels)
    return 4 * d * d * channels * channels, stacked, field


@stack_or_single.mistake
def kernels_of_d(right, d, channels):
    """Your layers have kernels of d. The large one has a kernel of 2 d + 1, the small ones of d + 1."""
    return d * d * channels * channels, 2 * d * d * channels * channels, 2 * d - 1


@stack_or_single.mistake
def sizes_of_the_kernels(right, d, channels):
    """Your function counts both layers with the large kernel. The stack has kernels of d + 1."""
    single, _, field = right(d, channels)
    return single, 2 * single, field


@stack_or_single.mistake
def large_kernel_not_squared(right, d, channels):
    """Your function counts one side of the large kernel: 2 * d + 1 ** 2 squares the 1 alone. Put brackets
    around the sum."""
    single, stacked, field = right(d, channels)
    return single // (2 * d + 1), stacked, field


@stack_or_single.mistake
def caret_for_power(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    _, _, field = right(d, channels)
    return (2 * d + 1) ^ 2 * channels ^ 2, 2 * ((d + 1) ^ 2 * channels ^ 2), field


@stack_or_single.mistake
def stacked_channels_once(right, d, channels):
    """Your function multiplies the two small layers by the channels once. Each has a filter for every output
    channel, and each filter goes through all input channels."""
    single, stacked, field = right(d, channels)
    return single, stacked // channels, field


@stack_or_single.mistake
def not_whole(right, d, channels):
    """Your function returns floats. All three answers are whole numbers."""
    single, stacked, field = right(d, channels)
    return float(single), float(stacked), field


@stack_or_single.mistake
def field_with_jump(right, d, channels):
    """Your third answer is the pair (size, jump) of receptive_field. The field is the first of the two."""
    single, stacked, field = right(d, channels)
    return single, stacked, (field, 1)


@stack_or_single.mistake
def field_left_out(right, d, channels):
    """Your function returns two numbers. The third is the receptive field, in inputs along one axis."""
    return right(d, channels)[:2]


@stack_or_single.mistake
def fields_doubled(right, d, channels):
    """Your receptive field adds the fields of the large layer and of the stack up. It is the field that both
    have."""
    single, stacked, field = right(d, channels)
    return single, stacked, 2 * field


stack_or_single.mistake(nothing_returned)


@stack_or_single.mistake
def biases_counted(right, d, channels):
    """Your function counts biases too. Only weights are asked for."""
    single, stacked, field = right(d, channels)
    return single + channels, stacked + 2 * channels, field


@stack_or_single.mistake
def kernel_not_squared(right, d, channels):
    """Your function counts one side of each kernel. A kernel of 3 is 3 x 3 weights."""
    single, stacked, field = right(d, channels)
    return single // (2 * d + 1), stacked // (d + 1), field


@stack_or_single.mistake
def swapped(right, d, channels):
    """Your function returns the two small banks first. The single large one comes first."""
    single, stacked, field = right(d, channels)
    return stacked, single, field


@stack_or_single.mistake
def fields_added(right, d, channels):
    """Your receptive field adds the two kernels up. The second kernel's first input is the first one's
    output, so it adds one less."""
    single, stacked, field = right(d, channels)
    return single, stacked, field + 1


@stack_or_single.mistake
def field_of_one_bank(right, d, channels):
    """Your receptive field is that of one small bank. Two of them see more."""
    single, stacked, field = right(d, channels)
    return single, stacked, field - d


@stack_or_single.mistake
def field_squared(right, d, channels):
    """Your receptive field is an area. It is given along one axis."""
    single, stacked, field = right(d, channels)
    return single, stacked, field**2
