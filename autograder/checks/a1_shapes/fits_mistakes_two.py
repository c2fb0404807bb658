"""Two mistakes of a1.fits at once: a yes or a no says too little for two to be found by themselves."""

from autograder.checks.a1_shapes.window import span


def left_over_asked_for_uncompared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True where the remainder is not 0. It is the other way round: nothing is left over
    where the remainder is 0. A kernel larger than the padded input does not fit, whatever remains."""
    return span(n, kernel, padding, dilation) % stride != 0


def one_added_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides one input more than the room that is left after the first
    window. Where the kernel is too large it raises an error, and the answer there is False."""
    room = span(n, kernel, padding, dilation)
    if room < 0:
        raise ValueError("the kernel is too large")
    return (room + 1) % stride == 0


def kernel_not_subtracted_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides the input's size: it has to divide what is left when the
    first window is taken away. Where the kernel is too large it raises an error, and the answer is False."""
    if span(n, kernel, padding, dilation) < 0:
        raise ValueError("the kernel is too large")
    return (n + 2 * padding) % stride == 0


def negated_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True where inputs are left over and False where none are: it is the other way round.
    Where the kernel is too large it raises an error, and the answer is False."""
    room = span(n, kernel, padding, dilation)
    if room < 0:
        raise ValueError("the kernel is too large")
    return room % stride > 0


def one_added_before_dividing_uncompared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides one input more than the room that is left after the first
    window. And where that room is below 0, the kernel does not fit, whatever the remainder is."""
    return (span(n, kernel, padding, dilation) + 1) % stride == 0


def padding_on_one_side_uncompared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding once, and it is added at both ends of the input. Where the kernel is too
    large it says True if the stride divides a room below 0, and the answer there is False."""
    return span(n + padding, kernel, 0, dilation) % stride == 0


def padding_ignored_uncompared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one without padding. Where the kernel is too large your function says True if the
    stride divides a room below 0, and the answer there is False."""
    return span(n, kernel, 0, dilation) % stride == 0


def dilation_ignored_uncompared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one without dilation. Where the kernel is too large your function says True if the
    stride divides a room below 0, and the answer there is False."""
    return span(n, kernel, padding) % stride == 0


def dilation_times_kernel_uncompared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function takes a dilated kernel as dilation x kernel long, which is a gap too many. Where the kernel
    is too large it says True if the stride divides a room below 0, and the answer there is False."""
    return span(n, dilation * kernel, padding) % stride == 0


def dilation_added_once_uncompared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the gap of a dilated kernel once, and there is one between every two weights. Where the
    kernel is too large it says True if the stride divides a room below 0, and the answer there is False."""
    return span(n, kernel + dilation - 1, padding) % stride == 0


def padding_and_dilation_ignored_uncompared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one without padding and dilation. Where the kernel is too large your function says True
    if the stride divides a room below 0, and the answer there is False."""
    return span(n, kernel) % stride == 0


def padding_on_one_side_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding once, and it is added at both ends of the input. Where the kernel is too
    large it raises an error, and the answer there is False."""
    if span(n + padding, kernel, 0, dilation) < 0:
        raise ValueError("the kernel is too large")
    return right(n + padding, kernel, stride, 0, dilation)


def padding_ignored_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one without padding. Where the kernel is too large your function raises an error, and
    the answer there is False."""
    if span(n, kernel, 0, dilation) < 0:
        raise ValueError("the kernel is too large")
    return right(n, kernel, stride, 0, dilation)


def dilation_ignored_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one without dilation. Where the kernel is too large your function raises an error, and
    the answer there is False."""
    if span(n, kernel, padding) < 0:
        raise ValueError("the kernel is too large")
    return right(n, kernel, stride, padding)


def dilation_times_kernel_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function takes a dilated kernel as dilation x kernel long, which is a gap too many. Where the kernel
    is too large it raises an error, and the answer there is False."""
    if span(n, dilation * kernel, padding) < 0:
        raise ValueError("the kernel is too large")
    return right(n, dilation * kernel, stride, padding)


def padding_on_one_side_and_multiplied(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding once, and it is added at both ends of the input. It takes a dilated kernel
    as dilation x kernel long, and there is one gap fewer than there are weights."""
    return right(n + padding, dilation * kernel, stride)


def padding_and_dilation_ignored(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one without padding and without dilation."""
    return right(n, kernel, stride)


def padding_on_one_side_dilation_ignored(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding once, and it is added at both ends of the input. The dilation has no
    effect: a dilated kernel has gaps and covers more inputs."""
    return right(n + padding, kernel, stride)


def none_for_false_and_multiplied(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns None where it should return False: it ends without a return. It takes a dilated
    kernel as dilation x kernel long, and there is one gap fewer than there are weights."""
    return True if right(n, dilation * kernel, stride, padding) else None


def equal_size_refused_and_multiplied(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False where the kernel is exactly as large as the padded input, which fits once. It
    takes a dilated kernel as dilation x kernel long, and there is one gap fewer than there are weights."""
    return span(n, dilation * kernel, padding) != 0 and right(n, dilation * kernel, stride, padding)


def equal_size_refused_padding_on_one_side(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False where the kernel is exactly as large as the padded input, which fits once. It
    adds the padding once, and it is added at both ends of the input."""
    return span(n + padding, kernel, 0, dilation) != 0 and right(n + padding, kernel, stride, 0, dilation)


def compared_as_given_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel as it is given with the input as it is given, and raises an error where
    it is larger. The padding counts and the gaps do; and where the kernel does not fit, the answer is False."""
    if kernel > n:
        raise ValueError("the kernel is too large")
    return span(n, kernel, padding, dilation) % stride == 0


def compared_without_dilation_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel without its gaps with the padded input, and raises an error where it is
    larger. The gaps count, and where the kernel does not fit, the answer is False."""
    if span(n, kernel, padding) < 0:
        raise ValueError("the kernel is too large")
    return span(n, kernel, padding, dilation) % stride == 0


def compared_without_padding_and_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel with the input before padding, and raises an error where it is larger.
    The padding counts, and where the kernel does not fit, the answer is False."""
    if span(n, kernel, 0, dilation) < 0:
        raise ValueError("the kernel is too large")
    return right(n, kernel, stride, padding, dilation)


FITS_TWO_MISTAKES = (
    left_over_asked_for_uncompared,
    one_added_and_raises,
    kernel_not_subtracted_and_raises,
    negated_and_raises,
    one_added_before_dividing_uncompared,
    padding_on_one_side_uncompared,
    padding_ignored_uncompared,
    dilation_ignored_uncompared,
    dilation_times_kernel_uncompared,
    dilation_added_once_uncompared,
    padding_and_dilation_ignored_uncompared,
    padding_on_one_side_and_raises,
    padding_ignored_and_raises,
    dilation_ignored_and_raises,
    dilation_times_kernel_and_raises,
    padding_on_one_side_and_multiplied,
    padding_and_dilation_ignored,
    padding_on_one_side_dilation_ignored,
    none_for_false_and_multiplied,
    equal_size_refused_and_multiplied,
    equal_size_refused_padding_on_one_side,
    compared_as_given_and_raises,
    compared_without_dilation_and_raises,
    compared_without_padding_and_raises,
)
