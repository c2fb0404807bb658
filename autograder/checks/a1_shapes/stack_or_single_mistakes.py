"""Mistakes of a1.stack_or_single."""


def channels_once(right, d, channels):
    """Your function multiplies by the channels once. A layer has a filter for every output channel, and each
    filter goes through all input channels."""
    single, stacked, field = right(d, channels)
    return single // channels, stacked // channels, field


def channels_forgotten(right, d, channels):
    """Your function counts the weights of one filter with one channel. A layer has a filter for every output
    channel, and each filter goes through all input channels."""
    return right(d, 1)


def one_small_bank(right, d, channels):
    """Your function counts one of the two small layers."""
    single, stacked, field = right(d, channels)
    return single, stacked // 2, field


def biases_counted_once(right, d, channels):
    """Your function counts one bias for each layer. Only weights are asked for."""
    single, stacked, field = right(d, channels)
    return single + 1, stacked + 2, field


def stack_multiplied(right, d, channels):
    """Your function multiplies the weights of the two small layers. Two layers have the weights of both
    together: add them."""
    single, stacked, field = right(d, channels)
    return single, (stacked // 2) ** 2, field


def small_kernel_of_d(right, d, channels):
    """Your small layers have kernels of d. They have kernels of d + 1."""
    single, _, field = right(d, channels)
    return single, right(d - 1, channels)[1], field


def large_kernel_of_2d(right, d, channels):
    """Your large layer has a kernel of 2 d. It has one of 2 d + 1."""
    _, stacked, field = right(d, channels)
    return 4 * d * d * channels * channels, stacked, field


def kernels_of_d(right, d, channels):
    """Your layers have kernels of d. The large one has a kernel of 2 d + 1, the small ones of d + 1."""
    return d * d * channels * channels, 2 * d * d * channels * channels, 2 * d - 1


def sizes_of_the_kernels(right, d, channels):
    """Your function counts both layers with the large kernel. The stack has kernels of d + 1."""
    single, _, field = right(d, channels)
    return single, 2 * single, field


def large_kernel_not_squared(right, d, channels):
    """Your function counts one side of the large kernel: 2 * d + 1 ** 2 squares the 1 alone. Put brackets
    around the sum."""
    single, stacked, field = right(d, channels)
    return single // (2 * d + 1), stacked, field


def caret_for_power(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    _, _, field = right(d, channels)
    return (2 * d + 1) ^ 2 * channels ^ 2, 2 * ((d + 1) ^ 2 * channels ^ 2), field


def stacked_channels_once(right, d, channels):
    """Your function multiplies the two small layers by the channels once. Each has a filter for every output
    channel, and each filter goes through all input channels."""
    single, stacked, field = right(d, channels)
    return single, stacked // channels, field


def not_whole(right, d, channels):
    """Your function returns floats. All three answers are whole numbers."""
    single, stacked, field = right(d, channels)
    return float(single), float(stacked), field


def field_with_jump(right, d, channels):
    """Your third answer is the pair (size, jump) of receptive_field. The field is the first of the two."""
    single, stacked, field = right(d, channels)
    return single, stacked, (field, 1)


def field_left_out(right, d, channels):
    """Your function returns two numbers. The third is the receptive field, in inputs along one axis."""
    return right(d, channels)[:2]


def fields_doubled(right, d, channels):
    """Your receptive field adds the fields of the large layer and of the stack up. It is the field that both
    have."""
    single, stacked, field = right(d, channels)
    return single, stacked, 2 * field


def biases_counted(right, d, channels):
    """Your function counts biases too. Only weights are asked for."""
    single, stacked, field = right(d, channels)
    return single + channels, stacked + 2 * channels, field


def kernel_not_squared(right, d, channels):
    """Your function counts one side of each kernel. A kernel of 3 is 3 x 3 weights."""
    single, stacked, field = right(d, channels)
    return single // (2 * d + 1), stacked // (d + 1), field


def swapped(right, d, channels):
    """Your function returns the weights of the two small layers first. Those of the single large layer come
    first."""
    single, stacked, field = right(d, channels)
    return stacked, single, field


def fields_added(right, d, channels):
    """Your receptive field adds the two kernels up. The second layer adds one input less than its kernel: the
    first of its inputs is there already."""
    single, stacked, field = right(d, channels)
    return single, stacked, field + 1


def field_of_one_bank(right, d, channels):
    """Your receptive field is that of one small layer. A stack of two sees more."""
    single, stacked, field = right(d, channels)
    return single, stacked, field - d


def field_squared(right, d, channels):
    """Your receptive field is an area. It is given along one axis."""
    single, stacked, field = right(d, channels)
    return single, stacked, field**2


STACK_OR_SINGLE_MISTAKES = (
    channels_once,
    channels_forgotten,
    one_small_bank,
    biases_counted_once,
    stack_multiplied,
    small_kernel_of_d,
    large_kernel_of_2d,
    kernels_of_d,
    sizes_of_the_kernels,
    large_kernel_not_squared,
    caret_for_power,
    stacked_channels_once,
    not_whole,
    field_with_jump,
    field_left_out,
    fields_doubled,
    biases_counted,
    kernel_not_squared,
    swapped,
    fields_added,
    field_of_one_bank,
    field_squared,
)
