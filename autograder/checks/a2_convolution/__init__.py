"""Assignment a2: the forward pass of the convolution layer."""

from autograder.parts import Assignment

assignment = Assignment(
    "a2_convolution",
    title="The forward pass of a convolution layer",
    library=("cnnlib.ops.conv", "cnnlib.ops"),
    parts=("zero_pad", "conv2d_naive", "conv2d_forward"),
)
