"""What the tests of the convolutions share: layers at random, and PyTorch's gradients of them."""

import numpy as np
import torch
from hypothesis import strategies as st

SIDE = st.integers(1, 3)
CLOSE = {"rtol": 1e-9, "atol": 1e-10}


@st.composite
def layers(draw, options=("stride", "padding", "dilation", "groups")):
    """Arguments of a convolution that fits: x, w, b and a dict of options."""

    def pair(low, high):
        both = st.integers(low, high)
        return draw(both | st.tuples(both, both))

    given_options = {
        "stride": pair(1, 3),
        "padding": pair(0, 2),
        "dilation": pair(1, 3),
        "groups": draw(SIDE),
    }
    chosen = {name: given_options[name] for name in options}
    groups, dilation = chosen.get("groups", 1), np.broadcast_to(chosen.get("dilation", 1), 2)
    kernel = draw(SIDE), draw(SIDE)
    size = [int(d * (k - 1) + 1 + draw(st.integers(0, 4))) for d, k in zip(dilation, kernel, strict=True)]
    channels, filters = draw(SIDE), draw(SIDE)
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    x = rng.standard_normal((draw(SIDE), groups * channels, *size))
    w = rng.standard_normal((groups * filters, channels, *kernel))
    return x, w, rng.standard_normal(len(w)), chosen


def by_torch(x, w, b, **options):
    return torch.nn.functional.conv2d(*map(torch.tensor, (x, w, b)), **options).numpy()


def gradients_by_torch(x, w, b, dout, function=torch.nn.functional.conv2d, **options):
    leaves = [torch.tensor(array, requires_grad=True) for array in (x, w, b)]
    out = function(*leaves, **options)
    return [g.numpy() for g in torch.autograd.grad(out, leaves, torch.tensor(np.ascontiguousarray(dout)))]


def upstream(out):
    return np.random.default_rng(1).standard_normal(out.shape).astype(out.dtype)


def same(found, expected):
    for array, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(array, other, **CLOSE)
