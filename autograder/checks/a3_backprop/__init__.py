"""Assignment 3: pooling and the backward pass."""

title = "Pooling and the backward pass"
teaches = (
    "cnnlib.gradcheck",
    "cnnlib.ops.activations",
    "cnnlib.ops.dense",
    "cnnlib.ops.losses",
    "cnnlib.ops.pool",
    "cnnlib.ops.conv.transposed",
)
hides = ("cnnlib.ops",)
parts = (
    "chain_rule",
    "numeric_gradient",
    "relu",
    "linear",
    "softmax_loss",
    "svm_loss",
    "max_pool2d_forward",
    "max_pool2d_backward",
    "avg_pool2d",
    "cross_channel_pool",
    "conv2d_backward",
    "conv_transpose2d",
)
