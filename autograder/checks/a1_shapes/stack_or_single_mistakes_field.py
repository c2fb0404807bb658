"""Mistakes of a1.stack_or_single: in the receptive field, and in how the three numbers are returned."""


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


def fields_added(right, d, channels):
    """Your receptive field adds the two kernels up. The second layer adds one input less than its kernel: the
    first of its inputs is there already."""
    return *right(d, channels)[:2], 2 * d + 2


def field_of_one_bank(right, d, channels):
    """Your receptive field is that of one small layer. A stack of two sees more."""
    single, stacked, field = right(d, channels)
    return single, stacked, field - d


def field_squared(right, d, channels):
    """Your receptive field is an area. It is given along one axis."""
    single, stacked, field = right(d, channels)
    return single, stacked, field**2


def swapped(right, d, channels):
    """Your function returns the weights of the two small layers first. Those of the single large layer come
    first."""
    single, stacked, field = right(d, channels)
    return stacked, single, field


def not_whole(right, d, channels):
    """Your function returns floats. All three answers are whole numbers."""
    single, stacked, field = right(d, channels)
    return float(single), float(stacked), field


def field_not_whole(right, d, channels):
    """Your receptive field is a float. All three answers are whole numbers: / makes a float of whole
    numbers."""
    single, stacked, field = right(d, channels)
    return single, stacked, float(field)


def field_one_too_small(right, d, channels):
    """Your receptive field is one too small: before the first layer an output sees one input, itself."""
    return *right(d, channels)[:2], 2 * d


def fields_multiplied(right, d, channels):
    """Your receptive field multiplies the two kernels. The second layer joins neighbours whose fields
    overlap: it adds one input less than its kernel."""
    single, stacked, field = right(d, channels)
    return single, stacked, (d + 1) ** 2


def field_of_stacked_large(right, d, channels):
    """Your receptive field is that of a stack of two large kernels. It is that of one of them, or of two
    small ones."""
    single, stacked, field = right(d, channels)
    return single, stacked, 4 * d + 1


def field_is_d(right, d, channels):
    """Your receptive field is d. It is the field of the large kernel, 2 d + 1 inputs along one axis."""
    single, stacked, field = right(d, channels)
    return single, stacked, d


def field_always_3(right, d, channels):
    """Your receptive field is 3 whatever d is."""
    single, stacked, field = right(d, channels)
    return single, stacked, 3


def field_of_both_layers_in_a_pair(right, d, channels):
    """Your third answer is a pair of the same number twice. The field is one number, along one axis."""
    single, stacked, field = right(d, channels)
    return single, stacked, (field, field)


def field_first(right, d, channels):
    """Your function returns the receptive field first. The order is (single, stacked, field)."""
    single, stacked, field = right(d, channels)
    return field, single, stacked


def field_in_the_middle(right, d, channels):
    """Your function returns the receptive field second. The order is (single, stacked, field)."""
    single, stacked, field = right(d, channels)
    return single, field, stacked


def fields_of_both(right, d, channels):
    """Your function returns four numbers, a receptive field for each of the two. It is the same for both and
    asked for once."""
    single, stacked, field = right(d, channels)
    return single, stacked, field, field


def single_alone(right, d, channels):
    """Your function returns one number. The answer is three: (single, stacked, field)."""
    return right(d, channels)[0]


FIELD_MISTAKES = (
    field_with_jump,
    field_left_out,
    fields_doubled,
    fields_added,
    field_of_one_bank,
    field_squared,
    swapped,
    not_whole,
    field_not_whole,
    field_one_too_small,
    fields_multiplied,
    field_of_stacked_large,
    field_is_d,
    field_always_3,
    field_of_both_layers_in_a_pair,
    field_first,
    field_in_the_middle,
    fields_of_both,
    single_alone,
)
