"""Assignment 2: the forward pass of the convolution layer."""

title = "The forward pass of a convolution layer"
teaches = ("cnnlib.ops.conv",)
hides = ("cnnlib.ops",)
parts = (
    "zero_pad",
    "correlate2d",
    "convolve2d",
    "edges",
    "conv2d_naive",
    "im2col",
    "conv2d_forward",
    "conv1x1",
    "conv1d",
    "compose_kernels",
    "bug_hunt",
)
