"""Dropout: in training every number is left out with some probability.

Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014);
as in PyTorch, what is kept is scaled up in training, so that nothing is left to do afterwards.
"""

from typing import Any

import numpy as np

from cnnlib.arguments import Array, as_gradient, as_share, require_floating


def dropout_forward(x: Array, p: float, rng: np.random.Generator, training: bool) -> tuple[Array, Any]:
    """Each number becomes 0 with probability p, else x / (1 - p): its expected value stays x.

    Args:
        x: any shape, floating.
        p: the probability that a number is dropped, 0 <= p < 1.
        rng: the source of chance; it moves on in training only.
        training: whether to drop at all.

    Returns:
        out: x's shape and dtype; outside training a copy of x.
        cache: what `dropout_backward` needs.

    Raises:
        ValueError: p is out of range.
        TypeError: x is not a floating array, p is not a number, or rng is not a generator.

    >>> out, cache = dropout_forward(np.ones(100), 0.75, np.random.default_rng(0), training=True)
    >>> sorted(set(out.tolist()))
    [0.0, 4.0]
    """
    require_floating("x", x)
    p = as_share("p", p)
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng is {rng!r}: expected a generator such as np.random.default_rng(0)")
    # drawn in float64, so that float32 and float64 drop the same places
    kept = rng.random(x.shape) >= p if training else np.ones(x.shape, bool)
    scale = 1 / (1 - p) if training else 1.0
    return x * kept * scale, (kept, scale, x.dtype)


def dropout_backward(dout: Array, cache: Any) -> Array:
    """dx = dout / (1 - p) where x was kept, else 0; outside training dx = dout.

    Args:
        dout: the derivatives with respect to out, of its shape.
        cache: from the forward pass.

    Returns:
        dx: of x's shape and dtype.

    Raises:
        ValueError, TypeError: dout does not have out's shape, or is not a floating array.

    >>> out, cache = dropout_forward(np.ones(100), 0.75, np.random.default_rng(0), training=True)
    >>> np.array_equal(dropout_backward(np.ones(100), cache), out)
    True
    """
    kept, scale, dtype = cache
    return as_gradient(dout, kept.shape, dtype, kept) * kept * scale
