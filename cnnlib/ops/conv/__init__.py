"""The convolution layer and its relatives; what is named here is public.

Arrays are (N, C, H, W): images in the batch, channels, height, width. Weights are
(C_out, C_in / groups, kH, kW), as in PyTorch. stride, padding and dilation are an int or a pair
(height, width); dilation=1 leaves no gap. Results keep the floating dtype of x; no input is changed.

The kernel is laid on the image as it is (cross-correlation), which is what deep learning calls
convolution; `convolve2d` is the true one. To read first: `conv2d_naive`, then `im2col_forward`;
`conv2d_forward` gives the same numbers faster.
"""

from cnnlib.ops.conv.conv2d import conv2d_backward, conv2d_forward
from cnnlib.ops.conv.definition import conv2d_naive, zero_pad
from cnnlib.ops.conv.image import convolve2d, correlate2d
from cnnlib.ops.conv.local import locally_connected_backward, locally_connected_forward
from cnnlib.ops.conv.one_axis import conv1d, conv1d_backward, conv1d_forward
from cnnlib.ops.conv.transposed import conv_transpose2d, conv_transpose2d_backward, conv_transpose2d_forward
from cnnlib.ops.conv.unfold import col2im, im2col, im2col_backward, im2col_forward

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
