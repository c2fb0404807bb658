"""Batch normalisation: every channel to mean 0 and variance 1, then to a learned mean and deviation.

Source: Ioffe and Szegedy, "Batch normalization" (2015); PyTorch's BatchNorm2d for the details.
"""

from typing import Any

import numpy as np

from cnnlib.arguments import Array, as_gradient, as_real, require_floating, require_images

Running = tuple[Array, Array]


def batch_norm_forward(
    x: Array,
    gamma: Array,
    beta: Array,
    running: Running,
    training: bool,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> tuple[Array, Any, Running]:
    """Normalise each channel over the batch and the image.

        out = gamma xhat + beta,    xhat = (x - mean) / sqrt(var + eps)

    In training, mean and var are those of this batch, var divided by the number of values N H W
    (biased), and the running ones follow:

        running <- (1 - momentum) running + momentum (mean, var N H W / (N H W - 1))

    with the unbiased variance. Otherwise mean and var are the running ones, which stay.

    Args:
        x: (N, C, H, W), floating.
        gamma, beta: (C,).
        running: (mean, var), each (C,); a new net has zeros and ones.
        training: whether the batch's own mean and variance are used.
        momentum: share of this batch in the running values, 0 to 1.
        eps: keeps the root away from 0.

    Returns:
        out: (N, C, H, W), x's dtype.
        cache: what `batch_norm_backward` needs.
        running: (mean, var) as new arrays.

    Raises:
        ValueError: shapes that do not belong together, a number out of range, or a batch in
            training with fewer than two values a channel.
        TypeError: an array that is not floating, or a number that is not real.

    >>> x, running = np.array([1.0, 3.0]).reshape(2, 1, 1, 1), (np.zeros(1), np.ones(1))
    >>> out, cache, (mean, var) = batch_norm_forward(x, np.ones(1), np.zeros(1), running, True, eps=0)
    >>> out.ravel(), mean, var
    (array([-1.,  1.]), array([0.2]), array([1.1]))
    """
    _require(x, gamma, beta, running, training)
    momentum, eps = as_real("momentum", momentum, most=1), as_real("eps", eps)
    mean = _sum(x) / _values(x) if training else running[0].astype(x.dtype)
    xhat = x - _wide(mean)
    var = _sum(np.square(xhat)) / _values(x) if training else running[1].astype(x.dtype)
    root = np.sqrt(var + eps)  # (C,)
    xhat /= _wide(root)
    out = xhat * _wide(gamma.astype(x.dtype))
    out += _wide(beta.astype(x.dtype))
    if training:
        unbiased = var * (_values(x) / (_values(x) - 1))
        running = _follow(running, (mean, unbiased), momentum)
    cache = xhat, gamma, beta.dtype, root, bool(training)
    return out, cache, (running[0].copy(), running[1].copy())


def batch_norm_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """The gradients of `batch_norm_forward`.

        dbeta = sum of dout,    dgamma = sum of dout xhat    (over N, H, W)
        dx = gamma / sqrt(var + eps) (dout - dbeta / M - xhat dgamma / M)    with M = N H W

    In training the mean and the variance depend on x as well: the last two terms. Outside training
    they are constants, and dx = gamma / sqrt(var + eps) dout.

    Args:
        dout: (N, C, H, W), the derivatives with respect to out.
        cache: from the forward pass.

    Returns:
        dx, dgamma, dbeta: of the shapes and dtypes of x, gamma and beta.

    Raises:
        ValueError, TypeError: dout does not have out's shape, or is not a floating array.

    >>> x, running = np.array([1.0, 3.0]).reshape(2, 1, 1, 1), (np.zeros(1), np.ones(1))
    >>> out, cache, _ = batch_norm_forward(x, np.ones(1), np.zeros(1), running, True, eps=0)
    >>> dx, dgamma, dbeta = batch_norm_backward(np.array([5.0, 0.0]).reshape(2, 1, 1, 1), cache)
    >>> dx.ravel(), dgamma, dbeta  # two values of a channel become -1 and 1, whatever they are
    (array([0., 0.]), array([-5.]), array([5.]))
    """
    xhat, gamma, dtype, root, training = cache
    dout = as_gradient(dout, xhat.shape, xhat.dtype, xhat)
    dbeta, dgamma = _sum(dout), _sum(dout * xhat)
    dx = dout
    if training:
        dx = dout - _wide(dbeta / _values(xhat)) - xhat * _wide(dgamma / _values(xhat))
    dx = (_wide(gamma / root) * dx).astype(xhat.dtype, copy=False)
    return dx, dgamma.astype(gamma.dtype, copy=False), dbeta.astype(dtype, copy=False)


def _values(x: Array) -> int:
    """M = N H W, the values of a channel."""
    return len(x) * x.shape[2] * x.shape[3]


def _sum(x: Array) -> Array:
    """The sum over N, H and W, (C,).

    First of each image: one long sum in float32 would round off a hundred times as much.
    """
    return x.sum(axis=(2, 3)).sum(axis=0)


def _follow(running: Running, batch: Running, momentum: float) -> Running:
    """running moved towards this batch's mean and variance, each in its own dtype."""
    mean, var = (
        ((1 - momentum) * old + momentum * new).astype(old.dtype, copy=False)
        for old, new in zip(running, batch, strict=True)
    )
    return mean, var


def _wide(values: Array) -> Array:
    """(C,) as (C, 1, 1), beside the channels of (N, C, H, W)."""
    return values[:, None, None]


def _require(x: Array, gamma: Array, beta: Array, running: Running, training: bool) -> None:
    require_images("x", x)
    if not isinstance(running, (tuple, list)) or len(running) != 2:
        raise ValueError(f"running is {running!r}: expected (mean, var), two arrays of shape ({x.shape[1]},)")
    named = {"gamma": gamma, "beta": beta, "running[0]": running[0], "running[1]": running[1]}
    for name, array in named.items():
        require_floating(name, array)
        if array.shape != (x.shape[1],):
            raise ValueError(
                f"{name} has shape {array.shape}, x has shape {x.shape}: expected one value a channel, "
                f"({x.shape[1]},)"
            )
    if (running[1] < 0).any():
        raise ValueError(
            f"running[1] has a negative value, {running[1].min()}: it is the variance; is running (mean, var)?"
        )
    if training and _values(x) < 2:
        raise ValueError(
            f"x has shape {x.shape}: in training a channel needs at least two values in N, H and W, found "
            f"{_values(x)}; use a larger batch, or training=False"
        )
