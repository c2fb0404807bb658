# %% biases_counted
# fault: Biases are counted with the weights (the default of the counting function is kept), though the layers have none: channels too many for the single layer, twice that for the stack.
# names: biases_counted
# hints: biases_of_single_alone, bias_for_each_layer_of_stack_alone
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in // groups) * kh * kw + (c_out if bias else 0)


def stack_or_single(d, channels):
    single = conv_parameters(channels, channels, 2 * d + 1)
    stacked = 2 * conv_parameters(channels, channels, d + 1)
    return single, stacked, 2 * d + 1


# %% channels_not_squared
# fault: Multiplies the weights of a kernel by channels once in place of channels in times channels out.
# names: channels_once
# hints: stacked_channels_once
def stack_or_single(d, channels):
    big = 2 * d + 1
    small = d + 1
    single = big * big * channels
    stacked = 2 * small * small * channels
    field = big
    return single, stacked, field


# %% one_layer_of_the_stack
# fault: The stack is counted as one layer with a kernel of d + 1; the factor 2 for the two layers is missing.
# names: one_small_bank
def stack_or_single(d, channels):
    c2 = channels**2
    single = (2 * d + 1) ** 2 * c2
    stacked = (d + 1) ** 2 * c2
    return (single, stacked, 2 * d + 1)


# %% field_is_sum_of_kernels
# fault: The receptive field is taken as the sum of the two kernels, 2*(d + 1), which is one too large, as the second layer adds only its kernel minus one.
# names: fields_added
def stack_or_single(d, channels):
    k1 = 2 * d + 1
    k2 = d + 1
    w1 = channels * channels * k1 * k1
    w2 = channels * channels * k2 * k2
    field = k2 + k2
    return w1, w2 + w2, field


# %% field_is_a_pair
# fault: The third value is the whole pair (size, jump) that receptive_field returns, in place of the size alone.
# names: field_with_jump
def receptive_field(layers):
    size, jump = 1, 1
    for k, s in layers:
        size += (k - 1) * jump
        jump *= s
    return size, jump


def stack_or_single(d, channels):
    weights = lambda k: k * k * channels * channels
    single = weights(2 * d + 1)
    stacked = weights(d + 1) + weights(d + 1)
    field = receptive_field([(d + 1, 1), (d + 1, 1)])
    return single, stacked, field


# %% kernels_added_before_squaring
# fault: The two small kernels are added and the sum is squared, (2*(d + 1))**2, in place of squaring each and adding, so the stack has twice too many weights.
# names: two_squared_too
def stack_or_single(d, channels):
    single_kernel = 2 * d + 1
    stacked_kernel = (d + 1) + (d + 1)
    single = single_kernel**2 * channels**2
    stacked = stacked_kernel**2 * channels**2
    return single, stacked, single_kernel


# %% kernel_not_squared
# fault: The kernels are counted along one axis only, k weights in place of k*k, though they are square.
# names: kernel_not_squared
# hints: small_kernel_not_squared, large_kernel_not_squared
def stack_or_single(d, channels):
    def n_weights(kernel):
        return kernel * channels * channels

    single = n_weights(2 * d + 1)
    stacked = sum(n_weights(d + 1) for _ in range(2))
    field = 1 + 2 * d
    return single, stacked, field


# %% field_as_area
# fault: Gives the receptive field as the number of inputs in the square, (2*d + 1)**2, in place of its length along one axis.
# names: field_squared
def stack_or_single(d, channels):
    area = (2 * d + 1) ** 2
    single = area * channels * channels
    stacked = 2 * (d + 1) ** 2 * channels * channels
    return single, stacked, area


# %% wrong_large_kernel
# fault: The kernel of the single layer is taken as 2*(d + 1) in place of 2*d + 1, so its weights and the field are too large.
# names: large_kernel_of_2d_plus_2_in_field_too
def stack_or_single(d, channels):
    k_small = d + 1
    k_large = 2 * (d + 1)
    single = k_large * k_large * channels * channels
    stacked = 2 * k_small * k_small * channels * channels
    return single, stacked, k_large


# %% stack_of_d_layers
# fault: The stack is read as d layers of 3 x 3, as VGG might do it, in place of two layers with kernels of d + 1; right for no d but 2.
# names: none
# wanted: the stack has d layers of 3 x 3, as one stacks them in VGG, in place of two layers with kernels of d + 1
def stack_or_single(d, channels):
    single = channels * channels * (2 * d + 1) ** 2
    stacked = 0
    field = 1
    for layer in range(d):
        stacked += channels * channels * 3 * 3
        field += 2
    return single, stacked, field


# %% xor_for_power
# fault: Writes ^, which is exclusive or in Python, for "to the power of", so the squares of the kernels are wrong.
# names: caret_for_kernels, caret_for_kernels_and_channels, caret_for_power, caret_within_product, caret_before_channels, caret_within_product_of_channels, caret_after_channels, caret_after_doubled_channels, caret_after_squared_channels
def stack_or_single(d, channels):
    single = ((2 * d + 1) ^ 2) * channels * channels
    stacked = 2 * ((d + 1) ^ 2) * channels * channels
    field = 2 * d + 1
    return single, stacked, field


# %% share_through_division
# fault: The weights of the stack are got from those of the single layer by a share made with /, so a float comes back in place of an int, inexact for large counts.
# names: stacked_not_whole
def stack_or_single(d, channels):
    large, small = 2 * d + 1, d + 1
    single = (large * channels) ** 2
    share = 2 * small**2 / large**2
    stacked = single * share
    return single, stacked, large


# %% order_of_results
# fault: The results are returned in the wrong order, (stacked, single, field) in place of (single, stacked, field).
# names: swapped
def stack_or_single(d, channels):
    stack = 0
    for k in (d + 1, d + 1):
        stack += k * k * channels * channels
    one = (2 * d + 1) * (2 * d + 1) * channels * channels
    return stack, one, 2 * d + 1


# %% field_multiplied
# fault: The receptive field of the stack is taken as the product of the two kernels, (d + 1)**2, in place of 1 plus d from each layer.
# names: fields_multiplied
def stack_or_single(d, channels):
    k = d + 1
    single = (2 * d + 1) ** 2 * channels**2
    stacked = 2 * k**2 * channels**2
    # each of the k inputs of layer 2 sees k inputs
    field = k * k
    return single, stacked, field


# %% second_layer_sees_one_channel
# fault: The second layer of the stack is counted as if each of its filters saw one channel only, channels in place of channels**2 times the kernel.
# names: one_channel_into_the_stack
def stack_or_single(d, channels):
    c = channels
    single = c * c * (2 * d + 1) ** 2
    first = c * c * (d + 1) ** 2
    second = c * (d + 1) ** 2
    return single, first + second, 2 * d + 1


# %% channels_added_and_field_of_one_layer
# fault: Two faults: channels in and out are added, 2*channels, in place of multiplied, and the field is that of one layer of the stack, d + 1.
# names: twice_the_channels + field_of_one_bank
# hints: twice_the_channels, field_of_one_bank
def stack_or_single(d, channels):
    c_in = c_out = channels
    single = (c_in + c_out) * (2 * d + 1) ** 2
    stacked = 2 * (c_in + c_out) * (d + 1) ** 2
    field = d + 1
    return single, stacked, field


# %% difference_of_the_two
# right
def stack_or_single(d, channels):
    """n squared is the sum of the first n odd numbers; two small kernels save 2d^2 - 1 weights a pair."""
    field = d + d + 1
    pairs = channels * channels
    single = sum(2 * odd + 1 for odd in range(field)) * pairs
    stacked = single - (2 * d * d - 1) * pairs
    return single, stacked, field
