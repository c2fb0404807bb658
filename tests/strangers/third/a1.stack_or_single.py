# %% channels_once
# fault: The weights are multiplied by channels only once (channels filters that see one channel each) in place of channels in times channels out.
# names: channels_once
def stack_or_single(d, channels):
    single = (2 * d + 1) ** 2 * channels
    stacked = 2 * (d + 1) ** 2 * channels
    field = 2 * d + 1
    return single, stacked, field

# %% biases_counted
# fault: The biases are counted, one for each output channel of each layer, although the exercise says that there are none.
# names: biases_counted
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    total = c_out * (c_in // groups) * kernel[0] * kernel[1]
    if bias:
        total += c_out
    return total


def stack_or_single(d, channels):
    single = conv_parameters(channels, channels, 2 * d + 1)
    stacked = 2 * conv_parameters(channels, channels, d + 1)
    return single, stacked, 2 * d + 1

# %% stack_counts_one_layer
# fault: The stack is counted as one layer with a kernel of d + 1; the factor 2 for its two layers is missing.
# names: one_small_bank
def stack_or_single(d, channels):
    k1 = 2 * d + 1
    k2 = d + 1
    single = k1 * k1 * channels * channels
    stacked = k2 * k2 * channels * channels
    return single, stacked, k1

# %% kernel_not_squared
# fault: A kernel is taken as one row: it counts kernel weights for each pair of channels and not kernel * kernel.
# names: kernel_not_squared
def stack_or_single(d, channels):
    single = (2 * d + 1) * channels**2
    stacked = 2 * (d + 1) * channels**2
    return (single, stacked, 2 * d + 1)

# %% fields_added
# fault: The field of the stack is taken as the sum of the two kernels, 2 * d + 2, one more than it is.
# names: fields_added
def stack_or_single(d, channels):
    big = 2 * d + 1
    small = d + 1
    single = channels * channels * big**2
    stacked = 2 * channels * channels * small**2
    field = small + small
    return single, stacked, field

# %% field_of_one_small_layer
# fault: The field is that of one layer of the stack, d + 1, and not of the two together.
# names: field_of_one_bank
def receptive_field(layers):
    r, j = 1, 1
    for layer in layers:
        k, s = layer[0], layer[1]
        d = layer[2] if len(layer) > 2 else 1
        r += d * (k - 1) * j
        j *= s
    return r, j


def stack_or_single(d, channels):
    single = (2 * d + 1) ** 2 * channels * channels
    stacked = 0
    for _ in range(2):
        stacked += (d + 1) ** 2 * channels * channels
    field = receptive_field([(d + 1, 1)])[0]
    return single, stacked, field

# %% field_as_tuple
# fault: The third entry is the whole pair (size, jump) that receptive_field returns and not the size alone.
# names: field_with_jump
def conv_parameters(c_in, c_out, kernel, bias=True):
    return c_out * (c_in * kernel * kernel + (1 if bias else 0))


def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * jump
        jump *= stride
    return size, jump


def stack_or_single(d, channels):
    single = conv_parameters(channels, channels, 2 * d + 1, bias=False)
    stacked = 2 * conv_parameters(channels, channels, d + 1, bias=False)
    field = receptive_field([(d + 1, 1), (d + 1, 1)])
    return single, stacked, field

# %% field_squared
# fault: The field is returned as an area, (2d + 1) squared, and not along one axis.
# names: field_squared
def stack_or_single(d, channels):
    k = 2 * d + 1
    single = k**2 * channels**2
    stacked = 2 * (d + 1) ** 2 * channels**2
    field = k**2
    return single, stacked, field

# %% order_swapped
# fault: The weights of the stack are returned first and those of the single layer second.
# names: swapped
def stack_or_single(d, channels):
    weights_small = (d + 1) ** 2 * channels**2
    weights_big = (2 * d + 1) ** 2 * channels**2
    return 2 * weights_small, weights_big, 2 * d + 1

# %% caret_for_power
# fault: Writes ^ for "to the power of", which in Python is the bitwise exclusive or, so both counts of weights are wrong.
# names: caret_for_kernels
def stack_or_single(d, channels):
    single = ((2 * d + 1) ^ 2) * channels * channels
    stacked = 2 * ((d + 1) ^ 2) * channels * channels
    field = 2 * d + 1
    return single, stacked, field

# %% two_squared_with_the_kernel
# fault: The two layers are put into the square: (2 * (d + 1)) ** 2 in place of 2 * (d + 1) ** 2, so the stack has twice too many weights.
# names: two_squared_too
def stack_or_single(d, channels):
    single = channels * (2 * d + 1) ** 2 * channels
    stacked = channels * (2 * (d + 1)) ** 2 * channels
    return single, stacked, 2 * d + 1

# %% first_layer_sees_one_channel
# fault: The first layer of the stack and the single layer are taken to have one input channel (a grey image), only the second layer of the stack has channels in and out.
# names: one_channel_into_first_layers
def stack_or_single(d, channels):
    def weights(c_in, c_out, k):
        return c_in * c_out * k * k

    single = weights(1, channels, 2 * d + 1)
    stacked = weights(1, channels, d + 1) + weights(channels, channels, d + 1)
    field = 1 + (2 * d + 1 - 1)
    return single, stacked, field

# %% product_of_the_layers
# fault: The weights of the two layers of the stack are multiplied with each other in place of added.
# names: stack_multiplied
def stack_or_single(d, channels):
    single = channels**2 * (2 * d + 1) ** 2
    layer1 = channels**2 * (d + 1) ** 2
    layer2 = channels**2 * (d + 1) ** 2
    stacked = layer1 * layer2
    return single, stacked, 2 * d + 1

# %% precedence_of_power
# fault: The brackets around the kernels are missing, so only the 1 is squared and multiplied by channels squared: single is 2 * d + channels ** 2, and stacked is 2 * (d + channels ** 2).
# names: brackets_forgotten
def stack_or_single(d, channels):
    single = 2 * d + 1**2 * channels**2
    stacked = 2 * (d + 1**2 * channels**2)
    field = 2 * d + 1
    return single, stacked, field

# %% floats_from_pow
# fault: Uses math.pow, which gives floats: the counts are floats and not ints, and are rounded when they are larger than 2**53.
# names: not_whole
import math


def stack_or_single(d, channels):
    single = math.pow(2 * d + 1, 2) * math.pow(channels, 2)
    stacked = 2 * math.pow(d + 1, 2) * math.pow(channels, 2)
    field = 2 * d + 1
    return single, stacked, field

# %% kernel_d_and_field_from_it
# fault: Two faults: the layers of the stack get a kernel of d in place of d + 1, and the field is computed from these kernels and so is 2 * d - 1.
# names: small_kernel_of_d_in_field_too
def stack_or_single(d, channels):
    single = (2 * d + 1) ** 2 * channels**2
    kernel = d
    stacked = kernel**2 * channels**2 + kernel**2 * channels**2
    field = 1
    for _ in range(2):
        field += kernel - 1
    return single, stacked, field

# %% stack_first_then_difference
# right
def stack_or_single(d, channels):
    # (2d + 1)^2 = 2 (d + 1)^2 + 2 d^2 - 1, so count the stack first and add the difference
    pairs = channels * channels  # pairs of a channel in and a channel out
    square = sum(range(1, 2 * d + 2, 2))  # 1 + 3 + 5 + ... is (d + 1) squared
    stacked = pairs * (square + square)
    single = stacked + pairs * (2 * d * d - 1)
    first, last = -(d // 2) * 2, d * 2 - (d // 2) * 2
    return single, stacked, len(range(first, last + 1))
