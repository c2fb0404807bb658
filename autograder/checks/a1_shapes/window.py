"""What the parts on one sliding window share: the mistakes that go wrong in its size alone."""

from autograder.checks.mistakes import nothing_returned


def span(n, kernel, padding=0, dilation=1):
    """How far the window can slide, in inputs; negative where it is too large."""
    return n + 2 * padding - dilation * (kernel - 1) - 1


def padding_on_one_side(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding once. It is added at both ends of the input."""
    return right(n + padding, kernel, stride, 0, dilation)


def padding_ignored(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one without padding."""
    return right(n, kernel, stride, 0, dilation)


def dilation_ignored(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one without dilation. A dilated kernel has gaps and covers more inputs."""
    return right(n, kernel, stride, padding)


def dilation_times_kernel(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function takes a dilated kernel as dilation x kernel long. The gaps lie between the weights, and
    there is one gap fewer than there are weights."""
    return right(n, kernel * dilation, stride, padding)


def dilation_added_once(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the gap of a dilated kernel once. There is a gap between every two neighbouring
    weights."""
    return right(n, kernel + dilation - 1, stride, padding)


def gaps_one_too_wide(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function counts dilation inputs between every two weights of a dilated kernel. Its weights are
    dilation inputs apart, so dilation - 1 inputs lie between them."""
    return right(n, kernel + (kernel - 1) * dilation if dilation > 1 else kernel, stride, padding)


def gaps_without_dilation(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function counts dilation inputs between every two weights, at dilation 1 too, where there are none.
    The weights are dilation inputs apart, so dilation - 1 inputs lie between them."""
    return right(n, kernel + (kernel - 1) * dilation, stride, padding)


def reach_multiplied_less_one(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your window is too short: its length is dilation x kernel, less 1. From the first weight to the last
    there are kernel - 1 steps of dilation, and the input below the first weight counts too."""
    return right(n, dilation * kernel - 1, stride, padding)


def padding_multiplied_by_dilation(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function multiplies the padding by the dilation. Dilation pulls the weights apart, and changes
    nothing about the padding."""
    return right(n, kernel, stride, padding * dilation, dilation)


def even_window_too_long(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function takes a window that reaches across an even number of inputs as one input longer. (Half of
    it, rounded down, on both sides of a middle is one too many.)"""
    return right(n - dilation * (kernel - 1) % 2, kernel, stride, padding, dilation)


def stride_and_padding_swapped(right, n, kernel, padding=0, stride=1, dilation=1):
    """Your function takes its third argument as the padding and its fourth as the stride. The order is n,
    kernel, stride, padding, dilation."""
    return right(n, kernel, stride, padding, dilation)


def padding_twice_at_each_end(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds twice the padding at each end. There are padding cells at each end, twice as many in
    all."""
    return right(n + 4 * padding, kernel, stride, 0, dilation)


def padding_subtracted(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function takes the padding away from the input. It is added at both ends."""
    return right(n - 2 * padding, kernel, stride, 0, dilation)


SHARED_MISTAKES = (
    padding_on_one_side,
    padding_ignored,
    dilation_ignored,
    dilation_times_kernel,
    dilation_added_once,
    gaps_one_too_wide,
    gaps_without_dilation,
    reach_multiplied_less_one,
    padding_multiplied_by_dilation,
    even_window_too_long,
    stride_and_padding_swapped,
    nothing_returned,
    padding_twice_at_each_end,
    padding_subtracted,
)
