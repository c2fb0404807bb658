# %% with_biases
# fault: calls conv_parameters with its default bias=True, so the biases are counted
# names: biases_counted
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    return c_out * (c_in // groups * kernel[0] * kernel[1] + (1 if bias else 0))

def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * jump
        jump *= stride
    return size, jump

def stack_or_single(d, channels):
    single = conv_parameters(channels, channels, 2 * d + 1)
    stacked = 2 * conv_parameters(channels, channels, d + 1)
    field = receptive_field([(d + 1, 1), (d + 1, 1)])[0]
    return single, stacked, field

# %% channels_once
# fault: multiplies by channels once only, though each layer has channels in and channels out
# names: channels_once
def stack_or_single(d, channels):
    single = (2 * d + 1) ** 2 * channels
    stacked = 2 * (d + 1) ** 2 * channels
    return single, stacked, 2 * d + 1

# %% one_layer_of_the_stack
# fault: stacked holds the weights of one of the two small layers
# names: one_small_bank
def stack_or_single(d, channels):
    def weights(kernel):
        return kernel * kernel * channels * channels
    return weights(2 * d + 1), weights(d + 1), 2 * d + 1

# %% fields_added
# fault: the field is the sum of the two small kernels, 2 d + 2, one too many
# names: fields_added
def stack_or_single(d, channels):
    big_kernel = 2 * d + 1
    small_kernel = d + 1
    single = big_kernel ** 2 * channels ** 2
    stacked = small_kernel ** 2 * channels ** 2 + small_kernel ** 2 * channels ** 2
    field = small_kernel + small_kernel
    return single, stacked, field

# %% pair_inside
# fault: field is the whole pair (size, jump) from receptive_field, not an int
# names: field_with_jump
def receptive_field(layers):
    r = j = 1
    for layer in layers:
        k, s, d = layer if len(layer) == 3 else (*layer, 1)
        r += d * (k - 1) * j
        j *= s
    return r, j

def stack_or_single(d, channels):
    w = channels ** 2
    field = receptive_field([(d + 1, 1)] * 2)
    return (w * (2*d + 1)**2, 2 * w * (d + 1)**2, field)

# %% stacked_first
# fault: returns the stack first and the single layer second
# names: swapped
def stack_or_single(d, channels):
    stacked = sum((d + 1) * (d + 1) * channels * channels for layer in range(2))
    single = (2 * d + 1) * (2 * d + 1) * channels * channels
    return stacked, single, 2 * d + 1

# %% hat_is_xor
# fault: writes ^ for the power, which in Python is the bitwise exclusive or
# names: caret_for_power
def stack_or_single(d, channels):
    single = (2*d + 1)^2 * channels^2
    stacked = 2 * ((d + 1)^2 * channels^2)
    return single, stacked, 2*d + 1

# %% brackets_forgotten
# fault: 2 * d + 1 ** 2 without brackets: only the 1 is squared (for the small kernel the brackets are there)
# names: large_kernel_not_squared
def stack_or_single(d, channels):
    c2 = channels * channels
    return c2 * (2 * d + 1 ** 2), 2 * c2 * (d + 1) ** 2, 2 * d + 1

# %% field_as_area
# fault: returns the area of the field, (2 d + 1) squared, as if all pixels of the square were asked for
# names: field_squared
def stack_or_single(d, channels):
    k1, k2 = 2 * d + 1, d + 1
    single = k1 * k1 * channels * channels
    stacked = 2 * k2 * k2 * channels * channels
    field = (k2 + (k2 - 1)) ** 2
    return single, stacked, field

# %% line_kernels_and_product
# fault: two faults: the single kernel is a line (kernel x 1, not squared); and the weights of the two small layers are multiplied, not added
# names: large_kernel_not_squared + stack_multiplied
def stack_or_single(d, channels):
    single = channels * channels * (2 * d + 1)
    layer1 = channels * channels * (d + 1) ** 2
    layer2 = channels * channels * (d + 1) ** 2
    stacked = layer1 * layer2
    return single, stacked, 2 * d + 1

# %% kernel_2d_plus_2_and_biases
# fault: two faults: the single kernel is 2 * (d + 1) in place of 2 * d + 1; and a bias for each output channel is counted in every layer
# names: large_kernel_of_2d_plus_2 + biases_counted
def conv(c, k):
    return c * (c * k * k + 1)

def stack_or_single(d, channels):
    small = d + 1
    large = 2 * small
    field = 1
    for kernel in (small, small):
        field += kernel - 1
    return conv(channels, large), conv(channels, small) + conv(channels, small), field

# %% numbers_by_adding_up
# right
def stack_or_single(d, channels):
    reach = range(-d, d + 1)
    half = reach[: d + 1]
    pairs = [(a, b) for a in range(channels) for b in range(channels)]
    single = sum(len(pairs) for row in reach for column in reach)
    stacked = sum(len(pairs) for layer in "ab" for row in half for column in half)
    field = len({a + b for a in half for b in half})
    return single, stacked, field
