"""Sizes, padding, receptive fields, parameters and multiply-adds: plain integers.

Everything here is arithmetic on one axis or on counts, apart from any array. The names are
PyTorch's: ``dilation=1`` means none, a size may be any whole number (``int`` or NumPy integer)
but not a ``bool`` and not a ``float``. What is not a whole number raises TypeError, a whole
number out of range raises ValueError; both name the argument and the likely fix.

Sources: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016), for
sizes; Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks"
(Distill, 2019), for receptive fields.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np

from cnnlib.arguments import Pair, as_input_shape, as_pair, as_whole


def output_size(
    n: int,
    kernel: int,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    *,
    strict: bool = False,
) -> int:
    """Number of positions at which a kernel fits into a row of inputs.

        output = floor((n + 2 padding - dilation (kernel - 1) - 1) / stride) + 1

    (Dumoulin and Visin, relationship 15; PyTorch's Conv2d.)

    Args:
        n: inputs along the axis.
        kernel: weights along the axis.
        stride: step from one position to the next.
        padding: cells added at each end.
        dilation: distance between neighbouring weights; 1 leaves no gap.
        strict: refuse sizes that do not tile instead of leaving the last inputs out.

    Returns:
        The number of outputs, at least 1.

    Raises:
        TypeError: an argument is not a whole number.
        ValueError: an argument is out of range, the dilated kernel is longer than the padded
            input, or ``strict`` is set and the positions do not end at the last cell.

    >>> output_size(7, 3, stride=2, padding=1)
    4
    >>> output_size(8, 3, stride=2), output_size(9, 3, stride=2)
    (3, 4)
    """
    steps, left = _steps(n, kernel, stride, padding, dilation)
    if steps < 0:
        span = _span(kernel, dilation)
        raise ValueError(
            f"kernel={kernel} with dilation={dilation} covers {span} cells, but n={n} with "
            f"padding={padding} has only {n + 2 * padding}: use a smaller kernel, or a padding of "
            f"at least {(span - n + 1) // 2}"
        )
    if strict and left:
        shorter = f"{n - left} or " if n > left else ""
        raise ValueError(
            f"n={n} does not tile: with kernel={kernel}, stride={stride}, padding={padding}, "
            f"dilation={dilation} the last window ends {left} before the end; "
            f"the nearest sizes that tile are {shorter}{n - left + stride}"
        )
    return steps + 1


def fits(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> bool:
    """Whether the positions of a kernel tile the padded input exactly.

    Args:
        n, kernel, stride, padding, dilation: as in `output_size`.

    Returns:
        True when the last position ends at the last padded cell; False when cells are left
        over, and when the dilated kernel is longer than the padded input.

    Raises:
        TypeError, ValueError: an argument is not a whole number, or out of range.

    >>> fits(7, 3, stride=2), fits(8, 3, stride=2)
    (True, False)
    """
    steps, left = _steps(n, kernel, stride, padding, dilation)
    return steps >= 0 and left == 0


def same_padding(kernel: int, dilation: int = 1) -> int:
    """Padding at each end that keeps the size at stride 1: dilation (kernel - 1) / 2.

    Args:
        kernel, dilation: as in `output_size`.

    Returns:
        The number of cells to add at each end.

    Raises:
        TypeError, ValueError: as `output_size`, or the two ends would differ by one cell.

    >>> same_padding(5), same_padding(3, dilation=2)
    (2, 2)
    """
    taken = _span(kernel, dilation) - 1
    if taken % 2:
        raise ValueError(
            f"kernel={kernel} with dilation={dilation} takes {taken} cells in all, an odd number, "
            f"so no equal padding at both ends keeps the size: use an odd kernel, "
            f"such as {kernel - 1} or {kernel + 1}"
        )
    return taken // 2


def fc_parameters(n_in: int, n_out: int, bias: bool = True) -> int:
    """Parameters of a fully connected layer: n_in n_out weights and n_out biases.

    Args:
        n_in: numbers that go in.
        n_out: numbers that come out.
        bias: whether every output has a bias.

    Returns:
        The number of parameters.

    Raises:
        TypeError, ValueError: a size is not a whole number of at least 1.

    >>> fc_parameters(4, 3)
    15
    """
    return as_whole("n_out", n_out, 1) * (as_whole("n_in", n_in, 1) + bool(bias))


def conv_parameters(c_in: int, c_out: int, kernel: Pair, bias: bool = True, groups: int = 1) -> int:
    """Parameters of a convolution layer: c_out filters of c_in / groups x kH x kW weights.

    Args:
        c_in: channels of the input.
        c_out: filters, the channels of the output.
        kernel: kernel size, an int or (height, width).
        bias: whether every output channel has a bias.
        groups: blocks of channels that do not see each other.

    Returns:
        The number of parameters.

    Raises:
        TypeError, ValueError: a size is not a whole number of at least 1.
        ValueError: c_in or c_out is not divisible by groups.

    >>> conv_parameters(3, 2, 5)
    152
    >>> conv_parameters(4, 2, (1, 3), bias=False, groups=2)
    12
    """
    return as_whole("c_out", c_out, 1) * (_filter_weights(c_in, c_out, kernel, groups) + bool(bias))


def locally_connected_parameters(
    c_in: int, c_out: int, kernel: Pair, out_height: int, out_width: int, bias: bool = True
) -> int:
    """Parameters of a layer with windows like a convolution's, but no sharing of weights.

    Every output value has its own c_in x kH x kW weights and its own bias.

    Args:
        c_in, c_out, kernel: as in `conv_parameters`.
        out_height, out_width: size of the output.
        bias: whether every output value has a bias.

    Returns:
        The number of parameters.

    Raises:
        TypeError, ValueError: a size is not a whole number of at least 1.

    >>> locally_connected_parameters(1, 2, 3, 4, 4)
    320
    """
    return _positions(out_height, out_width) * conv_parameters(c_in, c_out, kernel, bias)


def conv_multiply_adds(
    c_in: int, c_out: int, kernel: Pair, out_height: int, out_width: int, groups: int = 1
) -> int:
    """Multiply-adds of a convolution layer for one image: one per weight and position.

    Adding the bias is not counted.

    Args:
        c_in, c_out, kernel, groups: as in `conv_parameters`.
        out_height, out_width: size of the output.

    Returns:
        The number of multiply-adds.

    Raises:
        TypeError, ValueError: as `conv_parameters`.

    >>> conv_multiply_adds(1, 2, 3, 4, 4)
    288
    """
    weights = conv_parameters(c_in, c_out, kernel, bias=False, groups=groups)
    return _positions(out_height, out_width) * weights


def receptive_field(layers: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Receptive field and jump of one output of a stack of layers, along one axis.

    The jump is the distance, in inputs, between the centres of two neighbouring outputs. With
    r = j = 1 at the input, every layer does r <- r + dilation (kernel - 1) j, then j <- stride j
    (Araujo, Norris and Sim, section 2).

    Args:
        layers: (kernel, stride) or (kernel, stride, dilation) for each layer, input first.

    Returns:
        (size, jump), both in inputs; (1, 1) for no layers.

    Raises:
        TypeError, ValueError: a size is not a whole number of at least 1, or a layer has not two
            or three of them.

    >>> receptive_field([(3, 1), (2, 2), (3, 1)])
    (8, 2)
    """
    size, jump = 1, 1
    for place, layer in enumerate(layers):
        if len(layer) not in (2, 3):
            raise ValueError(
                f"layers[{place}] is {layer!r}: expected (kernel, stride) or (kernel, stride, dilation)"
            )
        kernel, stride, dilation = (*layer, 1)[:3]
        size += (_span(kernel, dilation) - 1) * jump
        jump *= as_whole("stride", stride, 1)
    return size, jump


def probe_receptive_field(network: Callable[[np.ndarray], np.ndarray], n: int) -> int:
    """Receptive field of the middle output, measured by disturbing one input at a time.

    Args:
        network: maps a float array (n,) to an array (m,). With positive weights nothing
            cancels, so that every connected input shows.
        n: length of the input, large enough that the field does not meet an end.

    Returns:
        Inputs from the first to the last that changes ``network(x)[m // 2]``, both included.

    Raises:
        TypeError, ValueError: n is not a whole number of at least 1, the network has no output,
            or no input changes the middle one.

    >>> probe_receptive_field(lambda x: np.convolve(x, np.ones(3), "valid"), 9)
    3
    """
    rest = np.zeros(as_whole("n", n, 1))
    before = network(rest.copy())
    if len(before) == 0:
        raise ValueError(f"network gives no output for n={n}: use a larger n")
    middle = len(before) // 2

    def moves(place: int) -> bool:
        disturbed = rest.copy()
        disturbed[place] = 1.0
        return bool(network(disturbed)[middle] != before[middle])

    touched = [place for place in range(len(rest)) if moves(place)]
    if not touched:
        raise ValueError(f"no input of n={n} changes output {middle}: are the weights positive?")
    return touched[-1] - touched[0] + 1


def layer_table(input_shape: Sequence[int], layers: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Shape, parameters, multiply-adds and receptive field after every layer of a net.

    Args:
        input_shape: (C, H, W), or (F,) for a net without images.
        layers: ``("conv", channels, kernel, stride, padding)``, ``("pool", kernel, stride)``,
            ``("relu",)``, ``("flatten",)`` or ``("linear", features)``, input first.

    Returns:
        One row a layer: name (kind and count: "conv1"), shape ((C, H, W) or (F,)), parameters
        (with biases), multiply_adds (for one image), receptive_field (None from flatten on).

    Raises:
        TypeError, ValueError: as `output_size` and the counts, or a layer of unknown kind, with
            the wrong number of values, or on the wrong kind of shape. The message begins with
            the layer's place.

    >>> for row in layer_table((1, 6, 6), [("conv", 2, 3, 1, 0), ("relu",), ("pool", 2, 2)]):
    ...     print(row["name"], row["shape"], row["parameters"], row["receptive_field"])
    conv1 (2, 4, 4) 20 3
    relu1 (2, 4, 4) 0 3
    pool1 (2, 2, 2) 0 4
    """
    shape, rows, windows = as_input_shape(input_shape), [], []
    seen: Counter[str] = Counter()
    for place, layer in enumerate(layers):
        try:
            shape, parameters, multiply_adds, window = _apply(shape, layer)
        except (TypeError, ValueError) as error:
            raise type(error)(f"layers[{place}], {layer!r}: {error}") from None
        if window:
            windows.append(window)
        seen[layer[0]] += 1
        rows.append(
            {
                "name": f"{layer[0]}{seen[layer[0]]}",
                "shape": shape,
                "parameters": parameters,
                "multiply_adds": multiply_adds,
                "receptive_field": receptive_field(windows)[0] if len(shape) == 3 else None,
            }
        )
    return rows


def expand_pattern(n: int, m: int, k: int, pool: bool = True) -> list[str]:
    """The layers of [(CONV-RELU)*N-POOL?]*M-(FC-RELU)*K, SOFTMAX, one name each.

    Args:
        n: convolutions before each pooling, at least 1.
        m: stages, at least 1.
        k: fully connected layers before the softmax, at least 0.
        pool: whether each stage ends with pooling.

    Returns:
        A flat list of "CONV", "RELU", "POOL", "FC" and "SOFTMAX".

    Raises:
        TypeError, ValueError: a count is not a whole number, or too small.

    >>> " ".join(expand_pattern(2, 1, 1))
    'CONV RELU CONV RELU POOL FC RELU SOFTMAX'
    """
    stage = ["CONV", "RELU"] * as_whole("n", n, 1) + ["POOL"] * bool(pool)
    return stage * as_whole("m", m, 1) + ["FC", "RELU"] * as_whole("k", k, 0) + ["SOFTMAX"]


def stack_or_single(d: int, channels: int) -> tuple[int, int, int]:
    """Weights of one layer with a large kernel against two with smaller ones and the same field.

    Args:
        d: half width of the large kernel: 2d + 1 against two of d + 1.
        channels: channels before, between and after.

    Returns:
        (single, stacked, field): weights without biases of one layer of (2d + 1) x (2d + 1), of two
        of (d + 1) x (d + 1), and the receptive field, 2d + 1, that they share.

    Raises:
        TypeError, ValueError: d is not a whole number of at least 0, channels of at least 1.

    >>> stack_or_single(2, 1)
    (25, 18, 5)
    """
    d = as_whole("d", d, 0)
    single = conv_parameters(channels, channels, 2 * d + 1, bias=False)
    stacked = 2 * conv_parameters(channels, channels, d + 1, bias=False)
    return single, stacked, receptive_field([(d + 1, 1)] * 2)[0]


def _span(kernel: int, dilation: int) -> int:
    """Cells from the first to the last weight of a dilated kernel, gaps included."""
    return as_whole("dilation", dilation, 1) * (as_whole("kernel", kernel, 1) - 1) + 1


def _steps(n: int, kernel: int, stride: int, padding: int, dilation: int) -> tuple[int, int]:
    """Steps from the first position to the last, below 0 where not even one fits, and cells left over."""
    padded = as_whole("n", n, 1) + 2 * as_whole("padding", padding, 0)
    return divmod(padded - _span(kernel, dilation), as_whole("stride", stride, 1))


def _positions(out_height: int, out_width: int) -> int:
    return as_whole("out_height", out_height, 1) * as_whole("out_width", out_width, 1)


def _filter_weights(c_in: int, c_out: int, kernel: Pair, groups: int) -> int:
    """Weights of one filter: it sees the channels of its own group."""
    groups = as_whole("groups", groups, 1)
    for name, channels in (("c_in", c_in), ("c_out", c_out)):
        if as_whole(name, channels, 1) % groups:
            raise ValueError(
                f"{name}={channels} is not divisible by groups={groups}: "
                f"choose a number of groups that divides both c_in and c_out"
            )
    height, width = as_pair("kernel", kernel, 1)
    return as_whole("c_in", c_in, 1) // groups * height * width


def _apply(shape: tuple[int, ...], layer: Sequence[Any]) -> tuple:
    """One layer: (shape after it, parameters, multiply-adds, (kernel, stride) or None)."""
    if not isinstance(layer, (tuple, list)) or not layer:
        raise TypeError('expected a tuple that begins with the kind, such as ("relu",)')
    kind, *values = layer
    if kind not in _LAYERS:
        raise ValueError(f"kind is {kind!r}: expected one of {', '.join(_LAYERS)}")
    apply, names, axes = _LAYERS[kind]
    if len(values) != len(names):
        form = ", ".join((repr(kind), *names))
        raise ValueError(f"found {len(values)} values after the kind: expected ({form})")
    if len(shape) not in axes:
        wanted = "(C, H, W)" if axes == (3,) else "(F,): put a flatten before it"
        raise ValueError(f"the shape before it is {shape}: expected {wanted}")
    return apply(shape, *values)


def _conv(shape, channels, kernel, stride, padding):
    channels = as_whole("channels", channels, 1)
    sizes = [output_size(n, kernel, stride, padding) for n in shape[1:]]
    parameters = conv_parameters(shape[0], channels, kernel)
    multiply_adds = conv_multiply_adds(shape[0], channels, kernel, *sizes)
    return (channels, *sizes), parameters, multiply_adds, (kernel, stride)


def _pool(shape, kernel, stride):
    sizes = (output_size(n, kernel, stride) for n in shape[1:])
    return (shape[0], *sizes), 0, 0, (kernel, stride)


def _linear(shape, features):
    features = as_whole("features", features, 1)
    return (features,), fc_parameters(shape[0], features), shape[0] * features, None


_LAYERS: dict[str, tuple[Callable[..., tuple], tuple[str, ...], tuple[int, ...]]] = {
    "conv": (_conv, ("channels", "kernel", "stride", "padding"), (3,)),
    "pool": (_pool, ("kernel", "stride"), (3,)),
    "relu": (lambda shape: (shape, 0, 0, None), (), (1, 3)),
    "flatten": (lambda shape: ((prod(shape),), 0, 0, None), (), (1, 3)),
    "linear": (_linear, ("features",), (1,)),
}
