"""The convolution layer and its relatives; what is listed here is public."""

from cnnlib.ops.conv.conv2d import conv2d_backward, conv2d_forward, conv2d_naive, im2col, zero_pad
from cnnlib.ops.conv.image import convolve2d, correlate2d
from cnnlib.ops.conv.local import locally_connected_backward, locally_connected_forward
from cnnlib.ops.conv.one_axis import conv1d, conv1d_backward, conv1d_forward
from cnnlib.ops.conv.transposed import conv_transpose2d, conv_transpose2d_backward, conv_transpose2d_forward
from cnnlib.ops.conv.unfold import col2im, im2col_backward, im2col_forward

__all__ = [
    "col2im",
    "conv1d",
    "conv1d_backward",
    "conv1d_forward",
    "conv2d_backward",
    "conv2d_forward",
    "conv2d_naive",
    "conv_transpose2d",
    "conv_transpose2d_backward",
    "conv_transpose2d_forward",
    "convolve2d",
    "correlate2d",
    "im2col",
    "im2col_backward",
    "im2col_forward",
    "locally_connected_backward",
    "locally_connected_forward",
    "zero_pad",
]
