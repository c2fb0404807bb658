"""The products of a convolution layer, one row of output positions at a time.

The algorithm is that of im2col: stretch the windows to columns, multiply matrices
(`cnnlib.ops.conv.unfold` shows it bare). Three things make it fast.

1. Memory. Images lie as (C, H, W, N), the batch last. The windows of one row of output positions, of all
   images, are then kH kW runs of memory a channel, and stretching them copies runs, not single numbers.
   At stride 2 the even columns lie before the odd ones, and the runs are as long. Seen from outside
   nothing changes: a transposed view has the shape (N, C, H, W).
2. Rows. All columns together are kH kW times as large as the images. Those of one row stay in the
   processor's cache from the copy to the product, and the next row reuses their memory.
3. dx is a sum over the kernel's rows and columns. Where the kernel moves by single columns, the sum over
   columns is a convolution along the row, of dout with the mirrored kernel, and part of the product;
   only whole rows are left to be added.

Sources: Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
processing" (2006), for im2col; Krizhevsky, cuda-convnet (2012), for the order (C, H, W, N); Dumoulin
and Visin, "A guide to convolution arithmetic for deep learning" (2016), chapter 4, for the gradients.

K = C_in / groups kH kW numbers make a filter. The functions trust their arguments: `cnnlib.ops.conv`
checks them.
"""

from collections.abc import Iterator
from math import ceil, prod

import numpy as np

from cnnlib.ops.conv.arguments import Options, Two

Array = np.ndarray

APART = 16  # numbers between two rows of columns; a power of two apart, rows would share places in the cache


def convolve(dealt: Array, w: Array, b: Array | None, counts: Two, options: Options) -> Array:
    """The layer: filters times columns. A bias is the weight of a number that is always 1.

    Args:
        dealt: (C_in, Hp, sW, Wq, N), from `deal`.
        w: (C_out, C_in / groups, kH, kW), of the images' dtype.
        b: (C_out,), of the images' dtype, or None.
        counts: (H', W').
        options: of the layer.

    Returns:
        (N, C_out, H', W'), the batch last in memory.
    """
    out = np.empty((len(w), *counts, dealt.shape[4]), dealt.dtype)
    weights: Array = w.reshape(len(w), -1)
    if b is not None:
        weights = np.column_stack([weights, b])
    filters = _by_group(weights, options.groups)  # (groups, C_out / groups, K or K + 1)
    for i, columns in stretched(dealt, w.shape[2:], counts, options):
        np.matmul(filters, columns[:, : filters.shape[2]], out=_by_group(out[:, i], options.groups))
    return out.transpose(3, 0, 1, 2)


def weight_gradient(dealt: Array, dout: Array, kernel: Two, options: Options) -> tuple[Array, Array]:
    """dw and db: each number that was read, times what came of it.

        dw[f, c, u, v] = sum over n, i, j of dout[n, f, i, j] xp[n, c, i sH + u dH, j sW + v dW]

    Args:
        dealt: (C_in, Hp, sW, Wq, N), from `deal`.
        dout: (N, C_out, H', W'), from `batch_last`.
        kernel: (kH, kW).
        options: of the layer.

    Returns:
        dw: (C_out, C_in / groups, kH, kW); db: (C_out,).
    """
    dout, groups = dout.transpose(1, 2, 3, 0), options.groups
    channels = len(dealt) // groups
    gradient = np.zeros((groups, channels * prod(kernel) + 1, len(dout) // groups), dout.dtype)
    for i, columns in stretched(dealt, kernel, dout.shape[1:3], options):
        gradient += columns @ _by_group(dout[:, i], groups).swapaxes(1, 2)
    gradient = gradient.swapaxes(1, 2).reshape(len(dout), -1)
    return gradient[:, :-1].reshape(len(dout), channels, *kernel), gradient[:, -1]


def image_gradient(dout: Array, w: Array, size: Two, options: Options) -> Array:
    """dx: what each number gave to dout, brought back to where it came from and added up.

        dxp[n, c, i sH + u dH, j sW + v dW] += w[f, c, u, v] dout[n, f, i, j]    for all f, u, v, i, j

    Args:
        dout: (N, C_out, H', W'), from `batch_last`.
        w: (C_out, C_in / groups, kH, kW), of dout's dtype.
        size: (H, W) of the images; several sizes can give the same (H', W').
        options: of the layer.

    Returns:
        (N, C_in, H, W), the batch last in memory.
    """
    if options.stride[1] == 1 and options.dilation[1] * (w.shape[3] - 1) >= options.padding[1]:
        return _columns_read(dout, w, size, options).transpose(3, 0, 1, 2)
    dealt = _columns_added(dout.transpose(1, 2, 3, 0), w, size, options)
    dx = np.empty((len(dealt), *size, len(dout)), w.dtype)
    for image, own in _phases(dx, dealt, options.padding):
        image[...] = own
    return dx.transpose(3, 0, 1, 2)


def _columns_read(dout: Array, w: Array, size: Two, options: Options) -> Array:
    """dx (C_in, H, W, N) where the kernel moves by single columns: what each row of dout gives is one product.

        dxp[n, c, i sH + u dH, q] += sum over f, v of w[f, c, u, kW - 1 - v] doutp[n, f, i, q + v dW]

    for all u < kH, where doutp has dW (kW - 1) - pW zeros at both ends of a row.
    """
    channels, k_rows, k_columns = w.shape[1:]
    groups, dilation = options.groups, options.dilation[1]
    padding = 0, dilation * (k_columns - 1) - options.padding[1]
    along = Options((1, 1), padding, (1, dilation), groups)
    mirrored = w[..., ::-1].reshape(groups, len(w) // groups, channels, k_rows, k_columns)
    mirrored = mirrored.transpose(0, 2, 3, 1, 4).reshape(groups, channels * k_rows, -1)
    above, (height, width) = options.padding[0], size
    dx = np.zeros((channels * groups, height + 2 * above, width, len(dout)), w.dtype)
    for i, columns in stretched(deal(dout, padding), (1, k_columns), (dout.shape[2], width), along):
        seen = dx[:, _rows_seen(i, k_rows, options)]
        seen += (mirrored @ columns[:, :-1]).reshape(seen.shape)
    return dx[:, above : above + height]


def _columns_added(dout: Array, w: Array, size: Two, options: Options) -> Array:
    """dx at any stride, with its border and dealt out, from dout (C_out, H', W', N).

    First the rows of windows are added to rows, then their columns to columns: kH + kW additions a
    number and not kH kW.
    """
    channels, k_rows, k_columns = w.shape[1:]
    groups = options.groups
    _, height, width, n = dout.shape
    dealt = np.zeros(_dealt_shape((channels * groups, *size, n), options.padding, options.stride[1]), w.dtype)
    rows = np.zeros((*dealt.shape[:2], k_columns, width, n), w.dtype)
    filters = _by_group(w, groups).swapaxes(1, 2)  # (groups, K, C_out / groups)
    for i in range(height):
        seen = rows[:, _rows_seen(i, k_rows, options)]
        seen += (filters @ _by_group(dout[:, i], groups)).reshape(seen.shape)
    for v in range(k_columns):
        _columns_seen(dealt, v, width, options)[...] += rows[:, :, v]
    return dealt


def batch_last(x: Array) -> Array:
    """Images (N, C, H, W) in memory as (C, H, W, N): x itself where it lies so already."""
    return deal(x, (0, 0))[:, :, 0].transpose(3, 0, 1, 2)


def deal(x: Array, padding: Two, across: int = 1) -> Array:
    """Images with zeros around them, the batch last, their columns dealt out by the horizontal stride.

    Columns 0, sW, 2 sW, ... come first, then 1, sW + 1, ...: what a weight meets as the kernel moves on
    lies side by side at any stride.

    Args:
        x: (N, C, H, W).
        padding: (rows, columns) added at each end.
        across: sW.

    Returns:
        (C, Hp, sW, ceil(Wp / sW), N) with Hp = H + 2 rows, Wp = W + 2 columns: column p of the padded
        image is [:, :, p % sW, p // sW]. x's own memory where it lies so already.
    """
    last = x.transpose(1, 2, 3, 0)
    if padding == (0, 0) and across == 1 and last.flags.c_contiguous:
        return last[:, :, None]
    dealt = np.zeros(_dealt_shape(last.shape, padding, across), x.dtype)
    # eight images at a time where the batch is not last yet: the cache holds few far lines of memory
    step = 8 if last.strides[3] > last.itemsize else max(1, len(x))
    for image, own in _phases(last, dealt, padding):
        for n in range(0, len(x), step):
            own[..., n : n + step] = image[..., n : n + step]
    return dealt


def _dealt_shape(shape: tuple[int, ...], padding: Two, across: int) -> tuple[int, ...]:
    """(C, Hp, sW, Wq, N) of images (C, H, W, N): see `deal`."""
    channels, height, width, n = shape
    return channels, height + 2 * padding[0], across, ceil((width + 2 * padding[1]) / across), n


def _phases(last: Array, dealt: Array, padding: Two) -> Iterator[tuple[Array, Array]]:
    """Views of every sW-th column of (C, H, W, N) and of where they lie in (C, Hp, sW, Wq, N)."""
    (above, left), across = padding, dealt.shape[2]
    for phase in range(across):
        first = (phase - left) % across
        image, start = last[:, :, first::across], (first + left) // across
        yield image, dealt[:, above : above + last.shape[1], phase, start : start + image.shape[2]]


def stretched(dealt: Array, kernel: Two, counts: Two, options: Options) -> Iterator[tuple[int, Array]]:
    """The windows of one output row after the other, stretched to columns, with a 1 below each.

    Args:
        dealt: (C, Hp, sW, Wq, N), from `deal`.
        kernel, counts: (kH, kW) and (H', W').
        options: of the layer.

    Returns:
        Pairs of i and its columns (groups, K + 1, W' N). All rows share one piece of memory: use the
        columns before asking for the next.
    """
    height, width = counts
    channels, *_, n = dealt.shape
    groups = options.groups
    shape = groups, channels // groups, *kernel, width, n
    columns = np.empty((groups, prod(shape[1:4]) + 1, width * n + APART), dealt.dtype)[..., : width * n]
    columns[:, -1] = 1
    runs = columns[:, :-1].reshape(shape, copy=False)
    for i in range(height):
        rows = dealt[:, _rows_seen(i, kernel[0], options)]
        for v in range(kernel[1]):
            runs[:, :, :, v] = _columns_seen(rows, v, width, options).reshape(*shape[:3], width, n)
        yield i, columns


def _rows_seen(i: int, kernel: int, options: Options) -> slice:
    """The rows of the padded image in the windows of output row i: i sH + u dH for all u < kH."""
    first, step = i * options.stride[0], options.dilation[0]
    return slice(first, first + step * (kernel - 1) + 1, step)


def _columns_seen(dealt: Array, v: int, width: int, options: Options) -> Array:
    """The columns (C, Hp, W', N) of the padded image under column v of the kernel: j sW + v dW for all j < W'."""
    start, phase = divmod(v * options.dilation[1], options.stride[1])
    return dealt[:, :, phase, start : start + width]


def _by_group(array: Array, groups: int) -> Array:
    """(C, ...) as (groups, C / groups, the rest in one): a view of outputs, so that they can be written."""
    return array.reshape(groups, len(array) // groups, prod(array.shape[1:]))
