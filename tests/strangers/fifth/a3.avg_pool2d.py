# %% dout_not_divided
# fault: the backward function adds the whole dout to each pixel of the window and does not divide by kernel * kernel.
# names: dx_not_divided
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    out_h = (H - kernel) // stride + 1
    out_w = (W - kernel) // stride + 1
    out = np.zeros((N, C, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel]
            out[:, :, i, j] = window.mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i, j][:, :, None, None]
    return dx

# %% assigns_instead_of_adding
# fault: the backward function assigns the share to the window instead of adding it, so where windows overlap only the last one counts.
# names: dx_overwritten
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = kernel if stride is None else stride
    n, c, h, w = x.shape
    rows = (h - kernel) // stride + 1
    cols = (w - kernel) // stride + 1
    out = np.empty((n, c, rows, cols), x.dtype)
    for i in range(rows):
        for j in range(cols):
            r, s = i * stride, j * stride
            out[:, :, i, j] = np.mean(x[:, :, r:r+kernel, s:s+kernel], axis=(2, 3))
    return out, (x.shape, x.dtype, kernel, stride)

def avg_pool2d_backward(dout, cache):
    shape, dtype, kernel, stride = cache
    dx = np.zeros(shape, dtype)
    share = dout / (kernel * kernel)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            r, s = i * stride, j * stride
            dx[:, :, r:r+kernel, s:s+kernel] = share[:, :, i:i+1, j:j+1]
    return dx

# %% float64_everywhere
# fault: out and dx are made by np.zeros without a dtype, so both are float64 for float32 images.
# names: always_float64 + dx_always_float64
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    Hp = 1 + (H - kernel) // stride
    Wp = 1 + (W - kernel) // stride
    out = np.zeros((N, C, Hp, Wp))
    for n in range(N):
        for c in range(C):
            for i in range(Hp):
                for j in range(Wp):
                    out[n, c, i, j] = np.mean(x[n, c, i*stride:i*stride+kernel, j*stride:j*stride+kernel])
    cache = (x, kernel, stride)
    return out, cache

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    N, C, Hp, Wp = dout.shape
    dx = np.zeros(x.shape)
    for n in range(N):
        for c in range(C):
            for i in range(Hp):
                for j in range(Wp):
                    dx[n, c, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[n, c, i, j] / kernel**2
    return dx

# %% divides_by_n_again
# fault: the backward function divides by the number of images too, which dout already holds.
# names: dx_averaged_over_images
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = stride or kernel
    N, C, H, W = x.shape
    H2, W2 = (H - kernel) // stride + 1, (W - kernel) // stride + 1
    out = np.zeros((N, C, H2, W2), dtype=x.dtype)
    for i in range(H2):
        for j in range(W2):
            a, b = i * stride, j * stride
            out[:, :, i, j] = x[:, :, a:a+kernel, b:b+kernel].sum(axis=(2, 3)) / (kernel * kernel)
    return out, {"x": x, "kernel": kernel, "stride": stride}

def avg_pool2d_backward(dout, cache):
    x, k, s = cache["x"], cache["kernel"], cache["stride"]
    dx = np.zeros_like(x)
    N = x.shape[0]
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*s:i*s+k, j*s:j*s+k] += dout[:, :, i, j, None, None] / (k * k)
    return dx / N

# %% stride_one_by_default
# fault: stride=None is taken as 1 in place of the kernel.
# names: stride_one_by_default
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = 1
    N, C, H, W = x.shape
    oh = (H - kernel) // stride + 1
    ow = (W - kernel) // stride + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top:top + kernel, left:left + kernel].mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    _, _, oh, ow = dout.shape
    for i in range(oh):
        for j in range(ow):
            top, left = i * stride, j * stride
            dx[:, :, top:top + kernel, left:left + kernel] += (dout[:, :, i, j] / kernel ** 2)[:, :, None, None]
    return dx

# %% size_without_kernel
# fault: the size of the output is H // stride, which ignores the kernel: with a stride of its own there are too many windows, the last ones cut off by the border, or too few.
# names: size_over_stride_alone
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    out = np.zeros((N, C, H // stride, W // stride), dtype=x.dtype)
    for i in range(H // stride):
        for j in range(W // stride):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros(x.shape, dtype=x.dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i:i+1, j:j+1] / kernel**2
    return dx

# %% reshape_and_repeat
# fault: forward reshapes into blocks of the kernel and backward repeats; the stride is ignored (windows always lie side by side), so any stride other than the kernel is wrong. Rows that are left over are handled rightly.
# names: stride_is_the_kernel + dx_stride_is_the_kernel, stride_is_the_kernel + dx_blocks_laid_in
# hints: dx_blocks_repeated
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    N, C, H, W = x.shape
    h, w = H // kernel, W // kernel
    blocks = x[:, :, :h * kernel, :w * kernel].reshape(N, C, h, kernel, w, kernel)
    return blocks.mean(axis=(3, 5)), (x.shape, kernel)

def avg_pool2d_backward(dout, cache):
    shape, kernel = cache
    spread = dout.repeat(kernel, axis=2).repeat(kernel, axis=3) / kernel ** 2
    dx = np.zeros(shape, dtype=dout.dtype)
    dx[:, :, :spread.shape[2], :spread.shape[3]] = spread
    return dx

# %% dx_without_leftover
# fault: dx is made as large as the windows reach and not as large as x, so when rows or columns are left over dx has the wrong shape.
# names: dx_as_large_as_the_windows
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    Ho = (H - kernel) // stride + 1
    Wo = (W - kernel) // stride + 1
    out = np.zeros((N, C, Ho, Wo), x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean((2, 3))
    return out, (kernel, stride)

def avg_pool2d_backward(dout, cache):
    kernel, stride = cache
    N, C, Ho, Wo = dout.shape
    H = (Ho - 1) * stride + kernel
    W = (Wo - 1) * stride + kernel
    dx = np.zeros((N, C, H, W), dout.dtype)
    for i in range(Ho):
        for j in range(Wo):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i, j][..., None, None] / (kernel * kernel)
    return dx

# %% divides_by_kernel_once
# fault: forward and backward both divide by kernel in place of kernel * kernel.
# names: divided_by_the_side + dx_divided_by_the_side
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None: stride = kernel
    N, C, H, W = x.shape
    H_out = (H - kernel) // stride + 1
    W_out = (W - kernel) // stride + 1
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for i in range(H_out):
        for j in range(W_out):
            hs = i * stride
            ws = j * stride
            out[:, :, i, j] = np.sum(x[:, :, hs:hs+kernel, ws:ws+kernel], axis=(2, 3)) / kernel
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            hs = i * stride
            ws = j * stride
            dx[:, :, hs:hs+kernel, ws:ws+kernel] += dout[:, :, i:i+1, j:j+1] / kernel
    return dx

# %% gradient_to_the_largest
# fault: the backward function is that of max pooling: each dout goes to the largest pixel of its window and is not spread evenly.
# names: dx_to_the_maximum
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = kernel if stride is None else stride
    N, C, H, W = x.shape
    oh, ow = (H - kernel) // stride + 1, (W - kernel) // stride + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    N, C, oh, ow = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(oh):
                for j in range(ow):
                    window = x[n, c, i*stride:i*stride+kernel, j*stride:j*stride+kernel]
                    mask = window == window.max()
                    dx[n, c, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += mask * dout[n, c, i, j]
    return dx

# %% cache_outside
# fault: shape, kernel and stride are kept in a module variable and not in the cache, so when two layers go forward before the first goes backward, the first uses the numbers of the second.
# names: kept_outside_the_cache
import numpy as np

_saved = None

def avg_pool2d_forward(x, kernel, stride=None):
    global _saved
    stride = stride or kernel
    N, C, H, W = x.shape
    oh = (H - kernel) // stride + 1
    ow = (W - kernel) // stride + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean(axis=(2, 3))
    _saved = (x.shape, x.dtype, kernel, stride)
    return out, None

def avg_pool2d_backward(dout, cache):
    shape, dtype, kernel, stride = _saved
    dx = np.zeros(shape, dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i, j, None, None] / kernel**2
    return dx

# %% dout_divided_in_place
# fault: the backward function divides dout in place (/=), so the array that came in is changed, and a read-only one raises.
# names: dout_changed
# hints: input_changed
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    h = (H - kernel) // stride + 1
    w = (W - kernel) // stride + 1
    out = np.zeros((N, C, h, w), dtype=x.dtype)
    for i in range(kernel):
        for j in range(kernel):
            out += x[:, :, i:i + (h - 1) * stride + 1:stride, j:j + (w - 1) * stride + 1:stride]
    out /= kernel * kernel
    return out, (x.shape, x.dtype, kernel, stride)

def avg_pool2d_backward(dout, cache):
    shape, dtype, kernel, stride = cache
    h, w = dout.shape[2:]
    dout /= kernel * kernel
    dx = np.zeros(shape, dtype)
    for i in range(kernel):
        for j in range(kernel):
            dx[:, :, i:i + (h - 1) * stride + 1:stride, j:j + (w - 1) * stride + 1:stride] += dout
    return dx

# %% mean_over_everything
# fault: the mean of a window is taken without an axis, so it is one mean over all images and all channels.
# names: over_all_images_and_channels
# hints: over_all_channels
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    out_h = (H - kernel) // stride + 1
    out_w = (W - kernel) // stride + 1
    out = np.zeros((N, C, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            out[:, :, i, j] = np.mean(x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel])
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i:i+1, j:j+1] / kernel**2
    return dx

# %% rounds_up
# fault: the size is rounded up, so rows that are left over get a smaller window of their own, whose mean divides by the pixels it has.
# names: size_rounded_up
import math
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = kernel if stride is None else stride
    N, C, H, W = x.shape
    rows = math.ceil((H - kernel) / stride) + 1
    cols = math.ceil((W - kernel) / stride) + 1
    out = np.zeros((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            r, c = min(i * stride, H - 1), min(j * stride, W - 1)
            out[:, :, i, j] = x[:, :, r:r+kernel, c:c+kernel].mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    H, W = x.shape[2:]
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            r, c = min(i * stride, H - 1), min(j * stride, W - 1)
            part = dx[:, :, r:r+kernel, c:c+kernel]
            part += dout[:, :, i:i+1, j:j+1] / (part.shape[2] * part.shape[3])
    return dx

# %% backward_steps_by_kernel
# fault: the windows of the backward function begin at i * kernel and j * kernel and not at i * stride and j * stride, so dx is wrong with a stride of its own.
# names: dx_stride_is_the_kernel
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    windows = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel), axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    return windows.mean(axis=(4, 5)), (x, kernel)

def avg_pool2d_backward(dout, cache):
    x, kernel = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            y0, x0 = i * kernel, j * kernel
            dx[:, :, y0:y0+kernel, x0:x0+kernel] += dout[:, :, i, j][:, :, None, None] / kernel**2
    return dx

# %% times_the_pixels
# fault: the backward function multiplies the share by the window of x, as if the layer were a product; the gradient of a mean does not depend on x.
# names: dx_times_the_pixels
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    oh = (H - kernel) // stride + 1
    ow = (W - kernel) // stride + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            win = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel]
            out[:, :, i, j] = win.mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            win = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel]
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += win * dout[:, :, i:i+1, j:j+1] / kernel**2
    return dx

# %% shared_pixels_averaged
# fault: where windows overlap, the shares are divided by the number of windows that hold the pixel; they should be added.
# names: dx_averaged_where_windows_overlap
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = stride if stride is not None else kernel
    N, C, H, W = x.shape
    oh, ow = (H - kernel) // stride + 1, (W - kernel) // stride + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    for i, j in np.ndindex(oh, ow):
        out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean(axis=(-2, -1))
    return out, (x.shape, x.dtype, kernel, stride)

def avg_pool2d_backward(dout, cache):
    shape, dtype, kernel, stride = cache
    dx = np.zeros(shape, dtype)
    count = np.zeros(shape, dtype)
    for i, j in np.ndindex(*dout.shape[2:]):
        rows = slice(i * stride, i * stride + kernel)
        cols = slice(j * stride, j * stride + kernel)
        dx[:, :, rows, cols] += dout[:, :, i, j, None, None] / kernel**2
        count[:, :, rows, cols] += 1
    return dx / np.maximum(count, 1)

# %% one_output_size
# fault: two faults: the number of rows is used for the columns too, so images that are not square come out wrong; and the backward function divides by stride * stride in place of kernel * kernel.
# names: none
# wanted: the height is taken as the width in both functions, and dout is divided by stride * stride
# hints: square_outputs_only, dx_square_outputs_only, dx_divided_by_the_stride
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    size = (H - kernel) // stride + 1
    out = np.zeros((N, C, size, size), dtype=x.dtype)
    for i in range(size):
        for j in range(size):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    size = dout.shape[2]
    for i in range(size):
        for j in range(size):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i:i+1, j:j+1] / (stride * stride)
    return dx

# %% cumulative_sums_in_place
# fault: the sums of the windows are taken from cumulative sums that are written into x itself (out=x), so the images that came in are changed, and read-only ones raise; the values are right.
# names: input_changed
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    shape, dtype = x.shape, x.dtype
    np.cumsum(x, axis=2, out=x)
    np.cumsum(x, axis=3, out=x)
    table = np.pad(x, ((0, 0), (0, 0), (1, 0), (1, 0)))
    k = kernel
    sums = table[:, :, k:, k:] - table[:, :, :-k, k:] - table[:, :, k:, :-k] + table[:, :, :-k, :-k]
    return sums[:, :, ::stride, ::stride] / k**2, (shape, dtype, kernel, stride)

def avg_pool2d_backward(dout, cache):
    shape, dtype, kernel, stride = cache
    dx = np.zeros(shape, dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i:i+1, j:j+1] / kernel**2
    return dx

# %% pooling_matrices
# right
import numpy as np

def averaging_matrix(length, kernel, stride, dtype):
    """One row for each window, with 1 / kernel at the pixels that the window holds."""
    starts = np.arange(0, length - kernel + 1, stride)
    offset = np.arange(length) - starts[:, None]
    return ((offset >= 0) & (offset < kernel)).astype(dtype) / dtype.type(kernel)

def avg_pool2d_forward(x, kernel, stride=None):
    step = kernel if stride is None else stride
    down = averaging_matrix(x.shape[2], kernel, step, x.dtype)
    across = averaging_matrix(x.shape[3], kernel, step, x.dtype)
    return down @ x @ across.T, [down, across]

def avg_pool2d_backward(dout, cache):
    down, across = cache
    return down.T @ dout @ across
