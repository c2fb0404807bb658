"""Mistakes of a1.stack_or_single: in the numbers of weights."""


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
    single, _, field = right(d, channels)
    return single, (d + 1) ** 2 * channels**2, field


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
    return single, 2 * d * d * channels * channels, field


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
    """Your function counts one side of the large kernel. A kernel of 3 is 3 x 3 weights; 2 * d + 1 ** 2
    squares the 1 alone."""
    single, stacked, field = right(d, channels)
    return single // (2 * d + 1), stacked, field


def stacked_channels_once(right, d, channels):
    """Your function multiplies the two small layers by the channels once. Each has a filter for every output
    channel, and each filter goes through all input channels."""
    single, stacked, field = right(d, channels)
    return single, stacked // channels, field


def biases_counted(right, d, channels):
    """Your function counts biases too. Only weights are asked for."""
    single, stacked, field = right(d, channels)
    return single + channels, stacked + 2 * channels, field


def kernel_not_squared(right, d, channels):
    """Your function counts one side of each kernel. A kernel of 3 is 3 x 3 weights."""
    single, stacked, field = right(d, channels)
    return single // (2 * d + 1), stacked // (d + 1), field


def caret_for_kernels(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return (
        ((2 * d + 1) ^ 2) * channels * channels,
        2 * ((d + 1) ^ 2) * channels * channels,
        right(d, channels)[2],
    )


def caret_for_kernels_and_channels(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return ((2 * d + 1) ^ 2) * (channels ^ 2), 2 * ((d + 1) ^ 2) * (channels ^ 2), right(d, channels)[2]


def caret_for_power(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return (2 * d + 1) ^ 2 * channels ^ 2, 2 * ((d + 1) ^ 2 * channels ^ 2), right(d, channels)[2]


def caret_within_product(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return (2 * d + 1) ^ 2 * channels ^ 2, 2 * (d + 1) ^ 2 * channels ^ 2, right(d, channels)[2]


def caret_before_channels(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return (
        (2 * d + 1) ^ 2 * channels * channels,
        2 * ((d + 1) ^ 2 * channels * channels),
        right(d, channels)[2],
    )


def caret_within_product_of_channels(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return (2 * d + 1) ^ 2 * channels * channels, 2 * (d + 1) ^ 2 * channels * channels, right(d, channels)[2]


def caret_after_channels(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return (
        channels * channels * (2 * d + 1) ^ 2,
        2 * (channels * channels * (d + 1) ^ 2),
        right(d, channels)[2],
    )


def caret_after_doubled_channels(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return channels * channels * (2 * d + 1) ^ 2, 2 * channels * channels * (d + 1) ^ 2, right(d, channels)[2]


def caret_after_squared_channels(right, d, channels):
    """Your function writes ^ for a power. In Python that is another operation, the exclusive or of bits: a
    power is **."""
    return (channels ^ 2) * (2 * d + 1) ** 2, 2 * (channels ^ 2) * (d + 1) ** 2, right(d, channels)[2]


def two_squared_too(right, d, channels):
    """Your function squares the two layers with the kernel: (2 * (d + 1)) ** 2. The square belongs to the
    kernel alone: two layers have twice the weights of one."""
    single, _, field = right(d, channels)
    return single, (2 * (d + 1)) ** 2 * channels**2, field


def one_channel_into_first_layers(right, d, channels):
    """Your single layer and the first one of the stack have one input channel. Every layer has as many
    channels in as out."""
    single, stacked, field = right(d, channels)
    return single // channels, stacked // 2 // channels + stacked // 2, field


def one_channel_into_the_stack(right, d, channels):
    """One of the two layers of your stack takes in one channel alone. Every layer has as many channels in as
    out."""
    single, stacked, field = right(d, channels)
    return single, stacked // 2 // channels + stacked // 2, field


def one_channel_into_single(right, d, channels):
    """Your single layer counts its channels once, and those of the stack count theirs twice. Every layer has
    a filter for every output channel, and each filter goes through all input channels."""
    single, stacked, field = right(d, channels)
    return single // channels, stacked, field


def maps_of_maps(right, d, channels):
    """Your second small layer has channels times as many filters. A filter goes through all maps of the layer
    before and makes one map: both small layers have the same weights."""
    single, stacked, field = right(d, channels)
    return single, stacked // 2 + stacked // 2 * channels, field


def third_power_of_channels(right, d, channels):
    """Your function multiplies by the channels three times. A layer has a filter for every output channel,
    and each filter goes through all input channels."""
    single, stacked, field = right(d, channels)
    return single * channels, stacked * channels, field


def twice_the_channels(right, d, channels):
    """Your function doubles the channels where it should multiply them with each other. A layer has a filter
    for every output channel, and each filter goes through all input channels."""
    return (2 * d + 1) ** 2 * 2 * channels, 2 * (d + 1) ** 2 * 2 * channels, right(d, channels)[2]


def brackets_forgotten(right, d, channels):
    """Your function squares the 1 of 2 d + 1 and of d + 1 and multiplies it by the channels: ** and * come
    before +. Put brackets around the sums."""
    return 2 * d + channels**2, 2 * (d + channels**2), right(d, channels)[2]


def all_brackets_forgotten(right, d, channels):
    """Your function squares the 1 of 2 d + 1 and of d + 1 and multiplies it by the channels: ** and * come
    before +. Put brackets around the sums."""
    return 2 * d + channels**2, 2 * d + channels**2, right(d, channels)[2]


def brackets_of_large_forgotten(right, d, channels):
    """Your single layer squares the 1 of 2 d + 1 and multiplies it by the channels: ** and * come before +.
    Put brackets around the sum."""
    single, stacked, field = right(d, channels)
    return 2 * d + channels**2, stacked, field


def brackets_of_small_forgotten(right, d, channels):
    """Your stack squares the 1 of d + 1 and multiplies it by the channels: ** and * come before +. Put
    brackets around the sum."""
    single, stacked, field = right(d, channels)
    return single, 2 * (d + channels**2), field


def small_kernel_not_squared(right, d, channels):
    """Your function counts one side of the small kernels. A kernel of 2 is 2 x 2 weights."""
    single, stacked, field = right(d, channels)
    return single, stacked // (d + 1), field


def large_kernel_of_2d_plus_2(right, d, channels):
    """Your large layer has a kernel of 2 (d + 1). It has one of 2 d + 1."""
    single, stacked, field = right(d, channels)
    return (2 * d + 2) ** 2 * channels**2, stacked, field


def large_kernel_of_2d_plus_2_in_field_too(right, d, channels):
    """Your large layer has a kernel of 2 (d + 1), in the weights and in the receptive field. It has one of
    2 d + 1."""
    _, stacked, _ = right(d, channels)
    return (2 * d + 2) ** 2 * channels**2, stacked, 2 * d + 2


def large_kernel_of_2d_minus_1(right, d, channels):
    """Your large layer has a kernel of 2 d - 1. It has one of 2 d + 1."""
    single, stacked, field = right(d, channels)
    return (2 * d - 1) ** 2 * channels**2, stacked, field


def large_kernel_of_d(right, d, channels):
    """Your large layer has a kernel of d. It has one of 2 d + 1."""
    single, stacked, field = right(d, channels)
    return d**2 * channels**2, stacked, field


def small_kernel_of_2d(right, d, channels):
    """Your small layers have kernels of 2 d. They have kernels of d + 1."""
    single, stacked, field = right(d, channels)
    return single, 2 * (2 * d) ** 2 * channels**2, field


def small_kernel_of_d_plus_2(right, d, channels):
    """Your small layers have kernels of d + 2. They have kernels of d + 1."""
    single, stacked, field = right(d, channels)
    return single, 2 * (d + 2) ** 2 * channels**2, field


def small_kernel_throughout(right, d, channels):
    """Your function counts the single layer with the small kernel. It has one of 2 d + 1."""
    single, stacked, field = right(d, channels)
    return stacked // 2, stacked, field


def small_kernel_of_d_in_field_too(right, d, channels):
    """Your small layers have kernels of d, in the weights and in the receptive field. They have kernels of
    d + 1."""
    return right(d, channels)[0], 2 * d * d * channels * channels, 2 * d - 1


def large_kernel_of_2d_in_field_too(right, d, channels):
    """Your large layer has a kernel of 2 d, in the weights and in the receptive field. It has one of 2 d +
    1."""
    single, stacked, field = right(d, channels)
    return 4 * d * d * channels * channels, stacked, field - 1


def field_of_two_large_layers(right, d, channels):
    """Your function counts two layers with the large kernel in the stack, in the weights and in the receptive
    field. The stack has kernels of d + 1."""
    single, stacked, field = right(d, channels)
    return single, 2 * single, 4 * d + 1


def three_small_layers(right, d, channels):
    """Your stack has the weights of three small layers. It has two layers, each with as many channels in as
    out."""
    single, stacked, field = right(d, channels)
    return single, stacked // 2 * 3, field


def bias_for_each_layer_of_stack_alone(right, d, channels):
    """Your stack counts biases. No layer has any."""
    single, stacked, field = right(d, channels)
    return single, stacked + 2 * channels, field


def biases_of_single_alone(right, d, channels):
    """Your single layer counts biases. No layer has any."""
    single, stacked, field = right(d, channels)
    return single + channels, stacked, field


def biases_of_stack_counted_once(right, d, channels):
    """Your function counts biases, those of the stack for one of its layers. Only weights are asked for."""
    single, stacked, field = right(d, channels)
    return single + channels, stacked + channels, field


def single_not_whole(right, d, channels):
    """Your number of weights of the single layer is a float. All three answers are whole numbers: / makes a
    float of whole numbers."""
    single, stacked, field = right(d, channels)
    return float(single), stacked, field


def stacked_not_whole(right, d, channels):
    """Your number of weights of the stack is a float. All three answers are whole numbers: / makes a float of
    whole numbers."""
    single, stacked, field = right(d, channels)
    return single, float(stacked), field


def all_not_whole(right, d, channels):
    """Your function returns three floats. All three answers are whole numbers: / and math.pow make floats of
    whole numbers."""
    single, stacked, field = right(d, channels)
    return float(single), float(stacked), float(field)


def stack_counted_as_single(right, d, channels):
    """Your stack has as many weights as the single layer. Two small kernels have other sizes than one large
    one: count them on their own."""
    single, stacked, field = right(d, channels)
    return single, single, field


def kernels_of_3_and_2(right, d, channels):
    """Your kernels are 3 and 2 whatever d is. The large one is 2 d + 1, the small ones are d + 1."""
    return right(1, channels)


def one_layer_called_without_its_list(right, d, channels):
    """Your function gives a single layer to a function that takes a list of layers. Put the layers into a
    list."""
    raise TypeError("cannot unpack non-iterable int object")


def doubled_for_squared(right, d, channels):
    """Your function doubles the side of each kernel where it should square it. A kernel of 3 is 3 x 3 weights: ** is
    the power, and * multiplies."""
    return 2 * (2 * d + 1) * channels**2, 4 * (d + 1) * channels**2, right(d, channels)[2]


def all_doubled_for_squared(right, d, channels):
    """Your function doubles kernels and channels where it should square them. A kernel of 3 is 3 x 3 weights: ** is
    the power, and * multiplies."""
    return 4 * (2 * d + 1) * channels, 8 * (d + 1) * channels, right(d, channels)[2]


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
    stacked_channels_once,
    biases_counted,
    kernel_not_squared,
    caret_for_kernels,
    caret_for_kernels_and_channels,
    caret_for_power,
    caret_within_product,
    caret_before_channels,
    caret_within_product_of_channels,
    caret_after_channels,
    caret_after_doubled_channels,
    caret_after_squared_channels,
    two_squared_too,
    one_channel_into_first_layers,
    one_channel_into_the_stack,
    one_channel_into_single,
    maps_of_maps,
    third_power_of_channels,
    twice_the_channels,
    brackets_forgotten,
    all_brackets_forgotten,
    brackets_of_large_forgotten,
    brackets_of_small_forgotten,
    small_kernel_not_squared,
    large_kernel_of_2d_plus_2,
    large_kernel_of_2d_plus_2_in_field_too,
    large_kernel_of_2d_minus_1,
    large_kernel_of_d,
    small_kernel_of_2d,
    small_kernel_of_d_plus_2,
    small_kernel_throughout,
    small_kernel_of_d_in_field_too,
    large_kernel_of_2d_in_field_too,
    field_of_two_large_layers,
    three_small_layers,
    bias_for_each_layer_of_stack_alone,
    biases_of_single_alone,
    biases_of_stack_counted_once,
    single_not_whole,
    stacked_not_whole,
    all_not_whole,
    stack_counted_as_single,
    kernels_of_3_and_2,
    one_layer_called_without_its_list,
    doubled_for_squared,
    all_doubled_for_squared,
)
