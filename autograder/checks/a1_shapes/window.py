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


SHARED_MISTAKES = (
    padding_on_one_side,
    padding_ignored,
    dilation_ignored,
    dilation_times_kernel,
    dilation_added_once,
    nothing_returned,
)
