"""The products of a convolution layer, a tile of positions at a time.

The algorithm is that of im2col: stretch the windows to columns, multiply matrices
(`cnnlib.ops.conv_plain` shows it bare). Three things make it fast.

1. Memory. Arrays lie as (C, H, W, N), the batch last. Neighbouring windows of all images are then one
   run of memory, and stretching them copies runs, not single numbers. Seen from outside nothing
   changes: a transposed view has the shape (N, C, H, W). At stride 2 the even columns lie before
   the odd ones, and the runs are as long.
2. Tiles. All columns together are kH kW times as large as the images. A tile of them, `TILE` numbers,
   stays in the processor's cache from the copy to the product, and the next tile reuses its memory.
3. At stride 1 both gradients come from the windows of dout: nothing is scattered, and what was
   stretched once is used twice.

Sources: Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
processing" (2006), for im2col; Krizhevsky, cuda-convnet (2012), for the order (C, H, W, N); Dumoulin
and Visin, "A guide to convolution arithmetic for deep learning" (2016), chapter 4, for the gradients.

Everywhere stride, padding, dilation and kernel are pairs (height, width), and K = C_in / groups kH kW
numbers make a filter. The functions trust their arguments: `cnnlib.ops.conv` checks them.
"""

from collections.abc import Iterator
from math import ceil, prod

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnnlib.ops.conv_arguments import window_counts

Array = np.ndarray
Two = tuple[int, int]
Tile = tuple[slice, slice]

TILE = 1 << 18  # numbers in one tile of columns: a megabyte in float32
LEAST, MOST = 256, 4096  # columns in a tile even so: products with fewer or with longer rows are slow


def convolve(x: Array, w: Array, b: Array, stride: Two, padding: Two, dilation: Two, groups: int) -> Array:
    """The layer: filters times columns.

    Args:
        x: (N, C_in, H, W).
        w: (C_out, C_in / groups, kH, kW), of x's dtype.
        b: (C_out,), of x's dtype.
        groups: channels and filters are split into so many parts that do not mix.

    Returns:
        (N, C_out, H', W'), a view of an array (C_out, H', W', N).
    """
    counts = window_counts(x.shape[2:], w.shape[2:], stride, padding, dilation)
    seen = windows(deal(x, padding, stride), counts, w.shape[2:], stride, dilation)
    out = np.empty((len(w), *counts, len(x)), x.dtype)
    filters = w.reshape(groups, len(w) // groups, -1)  # (groups, C_out / groups, K)
    biases = b.reshape(groups, -1, 1)
    for tile, columns in stretched(seen, groups):
        part = flat(out, tile, groups)
        np.matmul(filters, columns, out=part)
        part += biases
    return out.transpose(3, 0, 1, 2)


def gradients(
    x: Array, w: Array, dout: Array, stride: Two, padding: Two, dilation: Two, groups: int
) -> tuple[Array, Array]:
    """dx and dw by the cheaper way.

    Windows of dout hold C_out numbers where windows of x hold C_in: with many filters for few channels
    it costs less to stretch x and to scatter.

    Args:
        x, w, stride, padding, dilation, groups: as in `convolve`.
        dout: (N, C_out, H', W'), of x's dtype.

    Returns:
        dx: (N, C_in, H, W) and dw: (C_out, C_in / groups, kH, kW), views.
    """
    around = tuple(d * (k - 1) - p for d, k, p in zip(dilation, w.shape[2:], padding, strict=True))
    if stride == (1, 1) and min(around) >= 0 and len(w) <= 2 * x.shape[1]:
        return _gradients_from_windows_of_dout(x, w, dout, around, dilation, groups)
    dx = image_gradient(dout, w, x.shape[2:], stride, padding, dilation, groups)
    return dx, weight_gradient(x, dout, w.shape[2:], stride, padding, dilation, groups)


def _gradients_from_windows_of_dout(x, w, dout, around, dilation, groups) -> tuple[Array, Array]:
    """Both gradients at stride 1, in the letters of `weight_gradient` with pad = dH (kH - 1) - pH.

        dx[n, c, i, j]                   = sum over f, u, v of w[f, c, kH - 1 - u, kW - 1 - v] seen
        dw[f, c, kH - 1 - u, kW - 1 - v] = sum over n, i, j of x[n, c, i, j] seen

    where seen = dout padded by pad, at [n, f, i + u dH, j + v dW]. The first is a convolution of dout with
    the kernel turned by 180 degrees. The second is the usual sum, counted by pixels of x.
    """
    filters, channels, *kernel = len(w) // groups, *w.shape[1:]
    seen = windows(deal(dout, around, (1, 1)), x.shape[2:], kernel, (1, 1), dilation)
    x = batch_last(x)
    turned = w[:, :, ::-1, ::-1].reshape(groups, filters, channels, *kernel)
    turned = turned.swapaxes(1, 2).reshape(groups, channels, -1)
    dx = np.empty_like(x)
    dw = np.zeros((groups, turned.shape[2], channels), x.dtype)
    for tile, columns in stretched(seen, groups):
        np.matmul(turned, columns, out=flat(dx, tile, groups))
        dw += columns @ flat(x, tile, groups).swapaxes(1, 2)
    dw = dw.reshape(len(w), *kernel, channels).transpose(0, 3, 1, 2)[:, :, ::-1, ::-1]
    return dx.transpose(3, 0, 1, 2), dw


def weight_gradient(
    x: Array, dout: Array, kernel: Two, stride: Two, padding: Two, dilation: Two, groups: int
) -> Array:
    """dw[f, c, u, v] = sum over n, i, j of dout[n, f, i, j] xp[n, c, i sH + u dH, j sW + v dW].

    Args:
        x, dout, stride, padding, dilation, groups: as in `gradients`.
        kernel: (kH, kW).

    Returns:
        (C_out, C_in / groups, kH, kW), a view.
    """
    seen = windows(deal(x, padding, stride), dout.shape[2:], kernel, stride, dilation)
    dout = batch_last(dout)
    filters, channels = len(dout), x.shape[1] // groups
    dw = np.zeros((groups, channels * kernel[0] * kernel[1], filters // groups), x.dtype)
    for tile, columns in stretched(seen, groups):
        dw += columns @ flat(dout, tile, groups).swapaxes(1, 2)  # (groups, K, C_out / groups)
    return dw.swapaxes(1, 2).reshape(filters, channels, *kernel)


def image_gradient(
    dout: Array, w: Array, size: Two, stride: Two, padding: Two, dilation: Two, groups: int
) -> Array:
    """dx: what each number gave to dout, brought back to where it came from and added up.

        dxp[n, c, i sH + u dH, j sW + v dW] += w[f, c, u, v] dout[n, f, i, j]    for all f, u, v, i, j

    Args:
        dout, w, stride, padding, dilation, groups: as in `gradients`.
        size: (H, W) of the images; several sizes can give the same (H', W').

    Returns:
        (N, C_in, H, W), a view of memory with the batch last.
    """
    dout = batch_last(dout)
    dx = np.empty((w.shape[1] * groups, *size, dout.shape[3]), dout.dtype)
    dealt = np.zeros(_dealt_shape(dx, padding, stride), dx.dtype)
    seen = windows(dealt, dout.shape[1:3], w.shape[2:], stride, dilation)  # added to a window: lands in dealt
    filters = w.reshape(groups, len(w) // groups, -1).swapaxes(1, 2)  # (groups, K, C_out / groups)
    for tile in tiles(seen):
        parts = filters @ flat(dout, tile, groups)
        parts = parts.reshape(len(dx), *w.shape[2:], *dout[0, *tile].shape)
        for u, v in np.ndindex(*w.shape[2:]):  # one kernel position at a time: its windows do not overlap
            seen[v][:, u, *tile] += parts[:, u, v]
    for image, own in _phases(dx, dealt, padding):
        image[...] = own
    return dx.transpose(3, 0, 1, 2)


def batch_last(x: Array) -> Array:
    """Images (N, C, H, W) as (C, H, W, N) in one piece: x's own memory where it lies so already."""
    last = x.transpose(1, 2, 3, 0)
    if last.flags.c_contiguous:
        return last
    out = np.empty(last.shape, x.dtype)
    _copy(last, out)
    return out


def deal(x: Array, padding: Two, stride: Two) -> Array:
    """Images with zeros around them, their columns dealt out by the horizontal stride.

    Columns 0, sW, 2 sW, ... come first, then 1, sW + 1, ...: what a weight meets as the kernel moves on
    lies side by side at any stride.

    Args:
        x: (N, C, H, W).
        padding: (rows, columns) added at each end.

    Returns:
        (C, Hp, sW, ceil(Wp / sW), N) with Hp = H + 2 rows, Wp = W + 2 columns: column p of the padded
        image is [:, :, p % sW, p // sW].
    """
    if padding == (0, 0) and stride[1] == 1:
        return batch_last(x)[:, :, None]
    last = x.transpose(1, 2, 3, 0)
    out = np.zeros(_dealt_shape(last, padding, stride), x.dtype)
    for image, own in _phases(last, out, padding):
        _copy(image, own)
    return out


def _dealt_shape(last: Array, padding: Two, stride: Two) -> tuple[int, ...]:
    channels, height, width, batch = last.shape
    return channels, height + 2 * padding[0], stride[1], ceil((width + 2 * padding[1]) / stride[1]), batch


def _phases(last: Array, dealt: Array, padding: Two) -> Iterator[tuple[Array, Array]]:
    """Views of every sW-th column of (C, H, W, N) and of where they lie in (C, Hp, sW, Wq, N)."""
    (above, left), across = padding, dealt.shape[2]
    for phase in range(across):
        first = (phase - left) % across
        image, start = last[:, :, first::across], (first + left) // across
        yield image, dealt[:, above : above + last.shape[1], phase, start : start + image.shape[2]]


def _copy(last: Array, out: Array) -> None:
    """Eight images at a time if the batch is not last yet: the cache holds few distant lines of memory."""
    step = last.shape[3] if last.strides[3] == last.itemsize else 8
    for n in range(0, last.shape[3], max(1, step)):
        out[..., n : n + step] = last[..., n : n + step]


def windows(dealt: Array, counts: Two, kernel: Two, stride: Two, dilation: Two) -> list[Array]:
    """Every window that the kernel sees, as views, one for each column of the kernel.

    Args:
        dealt: (C, Hp, sW, Wq, N), from `deal`.
        counts: (H', W').

    Returns:
        seen: kW views (C, kH, H', W', N) with seen[v][c, u, i, j, n] = xp[n, c, i sH + u dH, j sW + v dW].
    """
    channels, *_, batch = dealt.shape
    c, h, _, w, n = dealt.strides
    seen = []
    for v in range(kernel[1]):
        start, phase = divmod(v * dilation[1], stride[1])
        shape, strides = (channels, kernel[0], *counts, batch), (c, h * dilation[0], h * stride[0], w, n)
        seen.append(as_strided(dealt[:, :, phase, start:], shape, strides))
    return seen


def tiles(seen: list[Array]) -> Iterator[Tile]:
    """Slices of rows and of columns that together cover all positions.

    Args:
        seen: kW views (C, kH, H', W', N), from `windows`.

    Returns:
        Whole rows where one fits into a tile, else pieces of one row: runs of memory in both cases, about
        `TILE` numbers each.
    """
    channels, k_rows, height, width, batch = seen[0].shape
    numbers = max(1, len(seen) * channels * k_rows * batch)  # at one position
    least, most = (max(1, columns // max(1, batch)) for columns in (LEAST, MOST))
    positions = min(max(TILE // numbers, least), most)
    down = max(1, positions // width)
    across = ceil(width / ceil(width / positions))  # pieces of about the same length
    for i in range(0, height, down):
        for j in range(0, width, across):
            yield slice(i, i + down), slice(j, j + across)


def stretched(seen: list[Array], groups: int) -> Iterator[tuple[Tile, Array]]:
    """Windows stretched to columns, tile by tile.

    Args:
        seen: kW views (C, kH, H', W', N), from `windows`.

    Returns:
        Pairs of a tile and its columns (groups, C / groups kH kW, positions N). All tiles share one
        piece of memory: use the columns before asking for the next.
    """
    scratch = None
    for tile in tiles(seen):
        channels, k_rows, *positions = seen[0][:, :, *tile].shape
        shape = channels, k_rows, len(seen), *positions
        scratch = (
            np.empty(prod(shape), seen[0].dtype) if scratch is None else scratch
        )  # the first is the largest
        columns = scratch[: prod(shape)].reshape(shape)
        for v, part in enumerate(seen):
            columns[:, :, v] = part[:, :, *tile]
        yield tile, columns.reshape(groups, channels // groups * k_rows * len(seen), prod(positions))


def flat(array: Array, tile: Tile, groups: int) -> Array:
    """A tile of (C, H', W', N) as (groups, C / groups, positions N): a view, so that it can be written."""
    part = array[:, *tile]
    return part.reshape(groups, len(part) // groups, part[0].size, copy=False)
