# %% not_divided_backward
# fault: The backward pass adds the whole dout to every pixel of the window, without dividing by kernel * kernel.
# names: dx_not_divided
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    Ho = (H - kernel)//stride + 1
    Wo = (W - kernel)//stride + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i:i+1, j:j+1]
    return dx

# %% assigned_backward
# fault: The backward pass writes the shares with = instead of adding them, so where windows overlap only the last share is left.
# names: dx_overwritten
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    s = kernel if stride is None else stride
    n, c, h, w = x.shape
    oh, ow = (h - kernel)//s + 1, (w - kernel)//s + 1
    out = np.zeros((n, c, oh, ow), x.dtype)
    for b in range(n):
        for ch in range(c):
            for i in range(oh):
                for j in range(ow):
                    out[b, ch, i, j] = np.mean(x[b, ch, i*s:i*s+kernel, j*s:j*s+kernel])
    return out, {"shape": x.shape, "dtype": x.dtype, "k": kernel, "s": s}

def avg_pool2d_backward(dout, cache):
    k, s = cache["k"], cache["s"]
    dx = np.zeros(cache["shape"], cache["dtype"])
    n, c, oh, ow = dout.shape
    for b in range(n):
        for ch in range(c):
            for i in range(oh):
                for j in range(ow):
                    dx[b, ch, i*s:i*s+k, j*s:j*s+k] = dout[b, ch, i, j] / (k*k)
    return dx

# %% dout_divided_in_place
# fault: The backward pass divides dout in place (dout /= k * k), so the caller's array is changed.
# names: dout_changed
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = stride or kernel
    H_out = (x.shape[2] - kernel) // stride + 1
    W_out = (x.shape[3] - kernel) // stride + 1
    out = np.empty((x.shape[0], x.shape[1], H_out, W_out), dtype=x.dtype)
    for i in range(H_out):
        for j in range(W_out):
            top, left = i * stride, j * stride
            out[..., i, j] = x[..., top:top+kernel, left:left+kernel].mean(axis=(-2, -1))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    dout /= kernel * kernel
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            dx[..., top:top+kernel, left:left+kernel] += dout[..., i:i+1, j:j+1]
    return dx

# %% default_stride_one
# fault: stride=None is taken as a stride of 1 instead of as the kernel.
# names: stride_one_by_default
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    step = 1 if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel), axis=(2, 3))
    windows = windows[:, :, ::step, ::step]
    out = windows.mean(axis=(4, 5))
    return out, (x, kernel, step)

def avg_pool2d_backward(dout, cache):
    x, kernel, step = cache
    dx = np.zeros(x.shape, dtype=x.dtype)
    share = dout / kernel**2
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*step:i*step+kernel, j*step:j*step+kernel] += share[:, :, i, j][:, :, None, None]
    return dx

# %% divided_by_kernel_once
# fault: The backward pass divides by the kernel instead of by the number of values in the window, kernel * kernel.
# names: dx_divided_by_the_side
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None: stride = kernel
    N, C, H, W = x.shape
    h2 = (H-kernel)//stride+1
    w2 = (W-kernel)//stride+1
    out = np.zeros((N,C,h2,w2), dtype=x.dtype)
    for r in range(h2):
        for c in range(w2):
            win = x[:,:,r*stride:r*stride+kernel,c*stride:c*stride+kernel]
            out[:,:,r,c] = win.sum(axis=(2,3))/(kernel*kernel)
    cache = [x, kernel, stride]
    return out, cache

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros(x.shape, dtype=x.dtype)
    for r in range(dout.shape[2]):
        for c in range(dout.shape[3]):
            share = dout[:,:,r,c]/kernel
            dx[:,:,r*stride:r*stride+kernel,c*stride:c*stride+kernel] += share[:,:,None,None]
    return dx

# %% stride_none_in_cache
# fault: The cache gets the argument stride before None was replaced by the kernel, so the backward pass raises a TypeError whenever stride was left out.
# names: stride_not_given_refused
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    cache = (x, kernel, stride)
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    rows = (H - kernel)//stride + 1
    cols = (W - kernel)//stride + 1
    out = np.zeros((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            a, b = i*stride, j*stride
            out[:, :, i, j] = np.mean(x[:, :, a:a+kernel, b:b+kernel], axis=(2, 3))
    return out, cache

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    _, _, rows, cols = dout.shape
    for i in range(rows):
        for j in range(cols):
            a, b = i*stride, j*stride
            dx[:, :, a:a+kernel, b:b+kernel] += dout[:, :, i, j].reshape(*dout.shape[:2], 1, 1)/(kernel**2)
    return dx

# %% float64_everywhere
# fault: The results of both functions are made with np.zeros without a dtype and are float64 for float32 images.
# names: always_float64, always_float64 + dx_always_float64
# hints: dx_always_float64
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = kernel if stride is None else stride
    n, c, h, w = x.shape
    out = np.zeros((n, c, (h-kernel)//stride + 1, (w-kernel)//stride + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean((2, 3))
    return out, (x.shape, kernel, stride)

def avg_pool2d_backward(dout, cache):
    shape, kernel, stride = cache
    dx = np.zeros(shape)
    for n in range(dout.shape[0]):
        for c in range(dout.shape[1]):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    dx[n, c, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[n, c, i, j]/kernel**2
    return dx

# %% repeat_for_side_by_side
# fault: The backward pass repeats dout / k^2 kernel times in both directions and fills up with zeros; that is right only for windows side by side and wrong (or raises) for any other stride.
# names: dx_blocks_laid_in, dx_blocks_repeated, dx_stride_is_the_kernel
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    v = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel), axis=(2, 3))
    out = v[:, :, ::stride, ::stride].mean(axis=(-1, -2), dtype=x.dtype)
    return out, (x, kernel)

def avg_pool2d_backward(dout, cache):
    x, k = cache
    blocks = (dout / (k * k)).repeat(k, axis=2).repeat(k, axis=3)
    dx = np.zeros(x.shape, dtype=x.dtype)
    h, w = blocks.shape[2:]
    dx[:, :, :h, :w] = blocks
    return dx

# %% also_divided_by_batch
# fault: The backward pass divides by the number of images N as well.
# names: dx_averaged_over_images
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    Hn, Wn = 1 + (H - kernel)//stride, 1 + (W - kernel)//stride
    out = np.zeros((N, C, Hn, Wn), dtype=x.dtype)
    # sum up the places in the window
    for u in range(kernel):
        for v in range(kernel):
            out += x[:, :, u:u+(Hn-1)*stride+1:stride, v:v+(Wn-1)*stride+1:stride]
    return out / kernel**2, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    N = x.shape[0]
    Hn, Wn = dout.shape[2:]
    g = dout / kernel**2 / N
    dx = np.zeros(x.shape, dtype=x.dtype)
    for u in range(kernel):
        for v in range(kernel):
            dx[:, :, u:u+(Hn-1)*stride+1:stride, v:v+(Wn-1)*stride+1:stride] += g
    return dx

# %% precedence
# fault: The forward pass writes sum / kernel * kernel without brackets, which is the plain sum of the window and not its mean.
# names: sum_of_the_window
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = kernel if stride is None else stride
    N, C, H, W = x.shape
    out_h = (H - kernel) // stride + 1
    out_w = (W - kernel) // stride + 1
    out = np.zeros((N, C, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel]
            out[:, :, i, j] = window.sum(axis=(2, 3)) / kernel * kernel
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    ones = np.ones((kernel, kernel), dtype=x.dtype) / (kernel * kernel)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i, j, None, None] * ones
    return dx

# %% square_images_only
# fault: The output is made with H' rows and H' columns, so images that are not square give a wrong shape or raise.
# names: square_outputs_only, square_outputs_only + dx_square_outputs_only
# hints: dx_square_outputs_only
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    size = (H - kernel)//stride + 1
    out = np.zeros((N, C, size, size), dtype=x.dtype)
    for i in range(size):
        for j in range(size):
            out[:, :, i, j] = np.average(x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel], axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    size = dout.shape[2]
    for i in range(size):
        for j in range(size):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i, j, None, None]/kernel**2
    return dx

# %% rounded_up_with_small_windows
# fault: The output size is rounded up and the last windows, cut off at the edge, are averaged over the pixels they still hold (forward and backward).
# names: size_rounded_up
import numpy as np
import math

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    Ho = math.ceil((H - kernel) / stride) + 1
    Wo = math.ceil((W - kernel) / stride) + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            w = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel]
            if w.size > 0:
                out[:, :, i, j] = w.mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            part = dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel]
            count = part.shape[2] * part.shape[3]
            if count:
                part += dout[:, :, i, j, None, None] / count
    return dx

# %% averaged_over_covering_windows
# fault: After adding the shares the backward pass divides every pixel by the number of windows that cover it, so overlaps are averaged instead of summed.
# names: dx_averaged_where_windows_overlap
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    stride = kernel if stride is None else stride
    ho = (x.shape[2] - kernel)//stride + 1
    wo = (x.shape[3] - kernel)//stride + 1
    out = np.zeros((*x.shape[:2], ho, wo), x.dtype)
    for i in range(ho):
        for j in range(wo):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel].mean(axis=(2, 3))
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    seen = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i*stride, i*stride + kernel)
            cols = slice(j*stride, j*stride + kernel)
            dx[:, :, rows, cols] += dout[:, :, i, j][..., None, None] / kernel**2
            seen[:, :, rows, cols] += 1
    return dx / np.maximum(seen, 1)

# %% share_by_brightness
# fault: The backward pass gives each pixel a share of dout in proportion to its value in the window (x / sum of the window) instead of the same share to all.
# names: dx_times_the_pixels
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    Ho, Wo = (H-kernel)//stride+1, (W-kernel)//stride+1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(Ho):
                for j in range(Wo):
                    total = 0.0
                    for u in range(kernel):
                        for v in range(kernel):
                            total += x[n, c, i*stride+u, j*stride+v]
                    out[n, c, i, j] = total/(kernel*kernel)
    return out, (x, kernel, stride)

def avg_pool2d_backward(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        win = x[n, c, i*stride:i*stride+kernel, j*stride:j*stride+kernel]
        # each pixel answers for its part of the mean
        part = win / win.sum()
        dx[n, c, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[n, c, i, j] * part
    return dx

# %% integral_image_off_by_one
# fault: The window sums are differences of a cumulative sum without a row and column of zeros in front, so every window is taken one pixel too far down and right, and the last one is too small.
# names: none
# wanted: the cumulative sums have no row and column of zeros in front, so that each window lies one pixel too far down and to the right
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    S = x.cumsum(axis=2).cumsum(axis=3)
    Ho, Wo = (H - kernel)//stride + 1, (W - kernel)//stride + 1
    top = np.arange(Ho) * stride
    left = np.arange(Wo) * stride
    bottom = np.minimum(top + kernel, H - 1)
    right = np.minimum(left + kernel, W - 1)
    get = lambda r, q: S[:, :, r[:, None], q[None, :]]
    out = (get(bottom, right) - get(top, right) - get(bottom, left) + get(top, left)) / kernel**2
    return out.astype(x.dtype), (x.shape, x.dtype, kernel, stride)

def avg_pool2d_backward(dout, cache):
    shape, dtype, kernel, stride = cache
    dx = np.zeros(shape, dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i, j, None, None] / kernel**2
    return dx

# %% size_from_dout
# fault: dx gets the size (H' - 1) * stride + kernel, so rows and columns of x that lie in no window are missing from it.
# names: dx_as_large_as_the_windows
import numpy as np

def avg_pool2d_forward(x, kernel, stride=None):
    if stride is None:
        stride = kernel
    H, W = x.shape[2:]
    rows = range(0, H - kernel + 1, stride)
    cols = range(0, W - kernel + 1, stride)
    out = np.stack([np.stack([x[:, :, r:r+kernel, q:q+kernel].mean(axis=(2, 3)) for q in cols], -1)
                    for r in rows], -2)
    return out, (kernel, stride, x.dtype)

def avg_pool2d_backward(dout, cache):
    kernel, stride, dtype = cache
    n, c, h, w = dout.shape
    dx = np.zeros((n, c, (h - 1)*stride + kernel, (w - 1)*stride + kernel), dtype=dtype)
    for i in range(h):
        for j in range(w):
            dx[:, :, i*stride:i*stride+kernel, j*stride:j*stride+kernel] += dout[:, :, i:i+1, j:j+1]/kernel**2
    return dx

# %% two_small_matrices
# right
import numpy as np

def _averager(size, kernel, stride, dtype):
    """The matrix that takes the mean of every window of a line."""
    count = (size - kernel) // stride + 1
    away = np.arange(size)[None, :] - stride * np.arange(count)[:, None]
    return ((away >= 0) & (away < kernel)).astype(dtype) / np.asarray(kernel, dtype)

def avg_pool2d_forward(x, kernel, stride=None):
    step = kernel if stride is None else stride
    down = _averager(x.shape[2], kernel, step, x.dtype)
    across = _averager(x.shape[3], kernel, step, x.dtype)
    return down @ x @ across.T, (down, across)

def avg_pool2d_backward(dout, cache):
    # out = A x B', so the gradient is A' dout B
    down, across = cache
    return (down.T @ dout @ across).astype(down.dtype)
