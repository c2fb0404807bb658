# %% channels_once
# fault: counts channels filters of one kernel table each: channels instead of channels squared
# names: channels_once
def stack_or_single(d, channels):
    single = (2 * d + 1) ** 2 * channels
    stacked = 2 * (d + 1) ** 2 * channels
    return single, stacked, 2 * d + 1

# %% default_bias
# fault: the biases are counted (channels more for each layer)
# names: biases_counted
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    weights = c_in // groups * c_out * kernel * kernel
    return weights + c_out if bias else weights


def stack_or_single(d, channels):
    single = conv_parameters(channels, channels, 2 * d + 1)
    stacked = conv_parameters(channels, channels, d + 1) + conv_parameters(channels, channels, d + 1)
    field = 1 + d + d
    return single, stacked, field

# %% kernels_in_one_dimension
# fault: the kernels are not squared, a kernel of k has k weights for each pair of channels
# names: kernel_not_squared
def stack_or_single(d, channels):
    pairs = channels * channels
    return (2 * d + 1) * pairs, 2 * (d + 1) * pairs, 2 * d + 1

# %% only_one_of_the_two
# fault: the stack is counted with one layer only
# names: one_small_bank
def stack_or_single(d, channels):
    def weights(kernel):
        return channels * channels * kernel * kernel

    field = 1
    for kernel in [d + 1, d + 1]:
        stacked = weights(kernel)
        field += kernel - 1
    return weights(2 * d + 1), stacked, field

# %% half_the_large_kernel
# fault: the two layers get half of the large kernel, rounded down (d), instead of d + 1
# names: small_kernel_of_d
def stack_or_single(d, channels):
    big = 2 * d + 1
    small = big // 2
    w_big = big * big * channels * channels
    w_small = small * small * channels * channels
    return w_big, w_small + w_small, big

# %% kernels_added_up
# fault: takes the field of the stack as the sum of its kernels, 2 d + 2, without the overlap
# names: fields_added
def stack_or_single(d, channels):
    kernels = [d + 1, d + 1]
    single = channels**2 * (2 * d + 1) ** 2
    stacked = sum(channels**2 * k**2 for k in kernels)
    field = sum(kernels)
    return single, stacked, field

# %% field_still_a_pair
# fault: the third entry is the whole pair (size, jump) that receptive_field gives, not its first number
# names: field_with_jump
def receptive_field(layers):
    r, j = 1, 1
    for k, s in layers:
        r += (k - 1) * j
        j *= s
    return r, j


def stack_or_single(d, channels):
    one = channels * channels * (2 * d + 1) ** 2
    two = 2 * channels * channels * (d + 1) ** 2
    field = receptive_field([(d + 1, 1), (d + 1, 1)])
    return one, two, field

# %% hat_for_power
# fault: writes ^2 for the square of the kernel, which in Python is a bitwise exclusive or
# names: caret_for_kernels
def stack_or_single(d, channels):
    k1 = 2 * d + 1
    k2 = d + 1
    single = (k1 ^ 2) * channels * channels
    stacked = 2 * (k2 ^ 2) * channels * channels
    return single, stacked, k1

# %% maps_of_maps
# fault: believes that each filter of the second layer makes a map of each map of the first, so the second layer is given channels ** 2 filters
# names: maps_of_maps
def stack_or_single(d, channels):
    small = (d + 1) * (d + 1)
    layer1 = small * channels * channels
    maps = channels * channels
    layer2 = small * channels * maps
    single = (2 * d + 1) * (2 * d + 1) * channels * channels
    return single, layer1 + layer2, 2 * d + 1

# %% order_and_area
# fault: two faults: (1) the first two results are exchanged, (stacked, single, ...); (2) the field is given as an area, (2 d + 1) squared, and not along one axis
# names: swapped + field_squared
def stack_or_single(d, channels):
    area = (1 + 2 * d) ** 2
    stacked = channels * channels * ((d + 1) ** 2 + (d + 1) ** 2)
    single = channels * channels * area
    return stacked, single, area

# %% squares_as_sums_of_odd_numbers
# right
def stack_or_single(d, channels):
    def square(side):
        return sum(range(1, 2 * side, 2))

    seen = {first + second for first in range(d + 1) for second in range(d + 1)}
    across = square(channels)
    return square(len(seen)) * across, 2 * square(1 + d) * across, len(seen)
