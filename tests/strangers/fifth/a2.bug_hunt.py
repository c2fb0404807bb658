# %% one_plain_call
# fault: there is one call only, with random float64 arrays and neither stride nor padding, so everything that goes wrong with stride, padding, float32, memory or a second call is accepted.
# names: first_call_decides, first_call_decides_by_square_maps
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((2, 3, 6, 7))
    w = rng.standard_normal((4, 3, 2, 3))
    b = rng.standard_normal(4)
    expected = conv2d_naive(x, w, b)
    try:
        found = f(x, w, b)
    except Exception:
        return False
    if found.shape != expected.shape or found.dtype != expected.dtype:
        return False
    return bool(abs(found - expected).max() < 1e-9 * abs(expected).max())

# %% exactly_equal
# fault: random numbers are compared with array_equal, without any room for rounding, so right layers that add in another order are refused.
# names: refuses_everything
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(1)
    for stride in (1, 2, (1, 2), (3, 1)):
        for padding in (0, 1, (0, 2), (2, 1)):
            for dtype in (np.float64, np.float32):
                x = rng.standard_normal((2, 3, 7, 6)).astype(dtype)
                w = rng.standard_normal((2, 3, 3, 2)).astype(dtype)
                b = rng.standard_normal(2).astype(dtype)
                try:
                    found = f(x, w, b, stride, padding)
                except Exception:
                    return False
                expected = conv2d_naive(x, w, b, stride, padding)
                if found.dtype != expected.dtype or not np.array_equal(found, expected):
                    return False
    return True

# %% never_float32
# fault: many random calls, but all arrays are float64; the dtype is compared, yet a layer that goes wrong only for float32 (returns float64, say) is accepted. Memory layout and changed inputs are not asked either.
# names: none
# wanted: no call with float32
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(42)
    for _ in range(100):
        n, c, k, kh, kw, sh, sw = rng.integers(1, 4, size=7).tolist()
        ph, pw = rng.integers(0, 4, size=2).tolist()
        H, W = rng.integers(3, 9, size=2).tolist()
        x = rng.normal(size=(n, c, H, W))
        w = rng.normal(size=(k, c, kh, kw))
        b = rng.normal(size=k)
        try:
            y = f(x, w, b, stride=(sh, sw), padding=(ph, pw))
        except Exception:
            return False
        good = conv2d_naive(x, w, b, stride=(sh, sw), padding=(ph, pw))
        if y.shape != good.shape or y.dtype != good.dtype:
            return False
        if np.abs(y - good).max() > 1e-9 * np.abs(good).max():
            return False
    return True

# %% default_tolerance
# fault: np.allclose with its defaults decides (rtol 1e-5), which overlooks small errors in float64, such as a layer that computes in float32 and converts at the end; changed inputs are not looked at either. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: tolerance_too_wide
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def same(found, expected):
    if found.shape != expected.shape or found.dtype != expected.dtype:
        return False
    if expected.dtype == np.float32:
        return abs(found - expected).max() < 1e-4 * abs(expected).max()
    return np.allclose(found, expected)

def conv2d_is_right(f):
    rng = np.random.default_rng(0)
    for dtype in (np.float64, np.float32):
        for stride in (1, 2, (2, 1), (1, 3)):
            for padding in (0, 1, (1, 0), (0, 3), (6, 7)):
                x = rng.standard_normal((2, 2, 5, 6)).astype(dtype)
                w = rng.standard_normal((3, 2, 2, 3)).astype(dtype)
                b = rng.standard_normal(3).astype(dtype)
                try:
                    out = f(x, w, b, stride, padding)
                except Exception:
                    return False
                if not same(out, conv2d_naive(x, w, b, stride, padding)):
                    return False
    return True

# %% shape_not_compared
# fault: the shape of the result is never compared, and NumPy stretches one array over the other, so a layer that drops the batch axis of a single image, or gives one map where all would be equal, is accepted; all images come one at a time, and there is no float32. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: shapes_not_compared
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(3)
    for stride in [1, 2, (1, 2), (2, 1)]:
        for padding in [0, 1, (0, 1), (1, 0)]:
            x = rng.standard_normal((1, 3, 6, 5))
            w = rng.standard_normal((2, 3, 3, 2))
            b = rng.standard_normal(2)
            try:
                difference = f(x, w, b, stride, padding) - conv2d_naive(x, w, b, stride, padding)
            except Exception:
                return False
            if np.abs(difference).max() > 1e-8:
                return False
    return True

# %% no_pairs
# fault: stride and padding are always ints, so layers that mix up height and width of a pair, or cannot take a pair, are accepted. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: none
# wanted: stride and padding are never a pair
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(7)
    for stride in range(1, 5):
        for padding in range(0, 5):
            for dtype in ("float64", "float32"):
                x = rng.standard_normal((2, 3, 5, 8)).astype(dtype)
                w = rng.standard_normal((4, 3, 3, 2)).astype(dtype)
                b = rng.standard_normal(4).astype(dtype)
                x0, w0, b0 = x.copy(), w.copy(), b.copy()
                expected = conv2d_naive(x, w, b, stride, padding)
                try:
                    found = f(x, w, b, stride=stride, padding=padding)
                except Exception:
                    return False
                if found.shape != expected.shape or found.dtype != expected.dtype:
                    return False
                limit = (1e-9 if dtype == "float64" else 1e-4) * np.abs(expected).max()
                if np.abs(found - expected).max() > limit:
                    return False
                if not (np.array_equal(x, x0) and np.array_equal(w, w0) and np.array_equal(b, b0)):
                    return False
    return True

# %% exception_comes_through
# fault: there is no try: when a layer raises an exception on a legal call the test raises it too and does not return False. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: exceptions_not_caught
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(11)
    for dtype, tolerance in ((np.float64, 1e-9), (np.float32, 1e-4)):
        for stride, padding in [(1, 0), (2, 0), (1, 1), ((1, 2), 0), ((2, 1), (1, 0)), (1, (0, 2)), ((5, 3), (7, 9))]:
            x = rng.standard_normal((3, 2, 4, 6)).astype(dtype)
            w = rng.standard_normal((2, 2, 3, 2)).astype(dtype)
            b = rng.standard_normal(2).astype(dtype)
            expected = conv2d_naive(x, w, b, stride, padding)
            found = f(x, w, b, stride, padding)
            if found.shape != expected.shape:
                return False
            if found.dtype != expected.dtype:
                return False
            if abs(found - expected).max() > tolerance * abs(expected).max():
                return False
    return True

# %% exception_passed_over
# fault: a call that raises is skipped (except: continue), so a layer that cannot do some legal calls at all is accepted. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: exceptions_count_as_right
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(5)
    for trial in range(60):
        N, C, F, kh, kw = (int(v) for v in rng.integers(1, 4, 5))
        H, W = (int(v) for v in rng.integers(3, 8, 2))
        stride = tuple(int(v) for v in rng.integers(1, 5, 2))
        padding = tuple(int(v) for v in rng.integers(0, 10, 2))
        dtype = np.float32 if trial % 3 == 0 else np.float64
        x = rng.standard_normal((N, C, H, W)).astype(dtype)
        w = rng.standard_normal((F, C, kh, kw)).astype(dtype)
        b = rng.standard_normal(F).astype(dtype)
        try:
            out = f(x, w, b, stride, padding)
            ref = conv2d_naive(x, w, b, stride, padding)
        except Exception:
            continue
        tol = 1e-9 if dtype == np.float64 else 1e-4
        if out.shape != ref.shape or out.dtype != ref.dtype or np.max(np.abs(out - ref)) > tol * max(1, np.max(np.abs(ref))):
            return False
    return True

# %% all_square
# fault: images, filters, strides and paddings are square in every call, so layers that use one size for both directions or exchange rows and columns of a size are accepted. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: none
# wanted: all sizes and options are square
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(0)
    for size in (4, 5, 8):
        for k in (1, 2, 3):
            for s in (1, 2, 3):
                for p in (0, 1, 2):
                    x = rng.standard_normal((2, 3, size, size))
                    w = rng.standard_normal((4, 3, k, k))
                    b = rng.standard_normal(4)
                    try:
                        out = f(x, w, b, s, p)
                    except Exception:
                        return False
                    ref = conv2d_naive(x, w, b, s, p)
                    if out.shape != ref.shape or out.dtype != ref.dtype:
                        return False
                    if np.abs(out - ref).max() > 1e-9 * np.abs(ref).max():
                        return False
    return True

# %% difference_without_abs
# fault: the largest difference is taken without abs, so a layer whose results are too small in some places and nowhere too large is accepted. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: none
# wanted: the difference is compared without abs, results that are too small pass
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(0)
    for stride in (1, 2, (1, 2), (2, 1)):
        for padding in (0, 1, (2, 0), (0, 1)):
            for dtype, tol in ((np.float64, 1e-9), (np.float32, 1e-4)):
                x = rng.standard_normal((2, 2, 6, 5)).astype(dtype)
                w = rng.standard_normal((3, 2, 2, 3)).astype(dtype)
                b = rng.standard_normal(3).astype(dtype)
                expected = conv2d_naive(x, w, b, stride, padding)
                try:
                    found = f(x, w, b, stride, padding)
                except Exception:
                    return False
                if found.shape != expected.shape or found.dtype != expected.dtype:
                    return False
                if (found - expected).max() > tol * abs(expected).max():
                    return False
    return True

# %% only_positive_numbers
# fault: images, filters and biases are random numbers between 0 and 1, so no result is negative, and a layer that cuts off negative numbers or takes absolute values is accepted. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: none
# wanted: no number of a call is negative
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(2024)
    for _ in range(80):
        n, c, o = rng.integers(1, 4, 3).tolist()
        kh, kw = rng.integers(1, 4, 2).tolist()
        H, W = rng.integers(3, 7, 2).tolist()
        stride = tuple(rng.integers(1, 4, 2).tolist())
        padding = tuple(rng.integers(0, 3, 2).tolist())
        dtype = [np.float64, np.float32][int(rng.integers(2))]
        x = rng.random((n, c, H, W)).astype(dtype)
        w = rng.random((o, c, kh, kw)).astype(dtype)
        b = rng.random(o).astype(dtype)
        right = conv2d_naive(x, w, b, stride, padding)
        try:
            out = f(x, w, b, stride, padding)
        except Exception:
            return False
        if out.shape != right.shape or out.dtype != right.dtype:
            return False
        if abs(out - right).max() > abs(right).max() * (1e-9 if dtype == np.float64 else 1e-4):
            return False
    return True

# %% bias_always_zero
# fault: the bias is zero in all calls, so a layer that leaves it out or adds it wrongly is accepted. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: none
# wanted: the bias is zero in all calls
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(9)
    b64 = np.zeros(3)
    for dtype in (np.float64, np.float32):
        for stride in (1, 2, (3, 1), (1, 2)):
            for padding in (0, 2, (1, 0), (0, 5)):
                x = rng.standard_normal((2, 2, 4, 7)).astype(dtype)
                w = rng.standard_normal((3, 2, 3, 2)).astype(dtype)
                b = b64.astype(dtype)
                good = conv2d_naive(x, w, b, stride, padding)
                try:
                    got = f(x, w, b, stride, padding)
                except Exception:
                    return False
                if got.shape != good.shape or got.dtype != good.dtype:
                    return False
                if abs(got - good).max() >= (1e-9 if dtype == np.float64 else 1e-4) * abs(good).max():
                    return False
    return True

# %% whole_number_arrays
# fault: the arrays are made by np.arange of whole numbers and are int64, which is not legal (images and filters are float): such calls are refused, and right layers that were written for floats can be refused on them.
# names: arrays_of_ints
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    # whole numbers: sums are exact in any order
    x = np.arange(2 * 2 * 5 * 6).reshape(2, 2, 5, 6)
    w = np.arange(3 * 2 * 2 * 3).reshape(3, 2, 2, 3) - 7
    b = np.array([1, -2, 3])
    for stride in (1, 2, (1, 2), (2, 1)):
        for padding in (0, 1, (1, 2), (2, 0)):
            try:
                found = f(x, w, b, stride, padding)
            except Exception:
                return False
            expected = conv2d_naive(x, w, b, stride, padding)
            if found.shape != expected.shape or not np.array_equal(found, expected):
                return False
    return True

# %% image_too_large
# fault: an image of 128 x 192, as the photograph, has 24,576 values; at most 10,000 are allowed, so the call is refused. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: arrays_too_large
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(0)
    shapes = [(2, 3, 8, 9), (1, 1, 5, 4), (1, 1, 128, 192)]
    for shape in shapes:
        for stride, padding in [(1, 0), (2, 1), ((1, 3), (2, 0)), ((2, 1), (0, 1))]:
            x = rng.standard_normal(shape)
            w = rng.standard_normal((2, shape[1], 3, 2))
            b = rng.standard_normal(2)
            ref = conv2d_naive(x, w, b, stride, padding)
            try:
                y = f(x, w, b, stride, padding)
            except Exception:
                return False
            if y.shape != ref.shape or y.dtype != ref.dtype:
                return False
            if np.abs(y - ref).max() > 1e-9 * np.abs(ref).max():
                return False
    return True

# %% too_many_calls
# fault: all combinations in nested loops make 432 calls for a right layer, more than the 200 that are allowed. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: too_many_calls
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(0)
    for n in (1, 2):
        for kh in (1, 2, 3):
            for kw in (1, 2):
                for sh in (1, 2, 3):
                    for sw in (1, 2, 3):
                        for padding in (0, 1, (0, 1), (3, 2)):
                            x = rng.standard_normal((n, 2, 4, 5))
                            w = rng.standard_normal((2, 2, kh, kw))
                            b = rng.standard_normal(2)
                            good = conv2d_naive(x, w, b, (sh, sw), padding)
                            try:
                                out = f(x, w, b, (sh, sw), padding)
                            except Exception:
                                return False
                            if out.shape != good.shape or out.dtype != good.dtype:
                                return False
                            if not np.allclose(out, good, rtol=0, atol=1e-9 * abs(good).max()):
                                return False
    return True

# %% own_layer_mixes_the_pair
# fault: the layer that is compared with has a fault of its own: it uses the stride of the height for the width too, so right layers are refused.
# names: refuses_everything
import numpy as np

def reference(x, w, b, stride=1, padding=0):
    if isinstance(stride, tuple):
        s = stride[0]
    else:
        s = stride
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    x = np.pad(x, [(0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])])
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    out = np.zeros((N, F, (H - kh) // s + 1, (W - kw) // s + 1), x.dtype)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            window = x[:, None, :, i*s:i*s+kh, j*s:j*s+kw]
            out[:, :, i, j] = (window * w).sum(axis=(2, 3, 4)) + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(4)
    for stride in (1, 2, (1, 2), (2, 1)):
        for padding in (0, 1, (1, 2)):
            x, w, b = rng.standard_normal((2, 3, 6, 7)), rng.standard_normal((2, 3, 2, 3)), rng.standard_normal(2)
            expected = reference(x, w, b, stride, padding)
            try:
                found = f(x, w, b, stride, padding)
            except Exception:
                return False
            if found.shape != expected.shape or found.dtype != expected.dtype:
                return False
            if abs(found - expected).max() > 1e-9 * abs(expected).max():
                return False
    return True

# %% returns_in_the_loop
# fault: the return True stands inside the loop, so the test ends after the first call that agrees, which is the one with stride 1 and padding 0. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: first_call_decides, first_call_decides_by_square_maps
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(6)
    options = [(1, 0), (2, 0), (1, 1), ((2, 1), 0), (1, (0, 2)), ((1, 3), (2, 1)), (4, 6)]
    for stride, padding in options:
        x = rng.standard_normal((2, 3, 5, 6))
        w = rng.standard_normal((4, 3, 3, 2))
        b = rng.standard_normal(4)
        try:
            y = f(x, w, b, stride, padding)
        except Exception:
            return False
        expected = conv2d_naive(x, w, b, stride, padding)
        if y.shape == expected.shape and y.dtype == expected.dtype and np.abs(y - expected).max() < 1e-9 * np.abs(expected).max():
            return True
        else:
            return False

# %% float32_as_exact_as_float64
# fault: float32 results are held to the limit of float64 (1e-9 of the largest value), so right layers that round differently in float32 are refused. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: refuses_everything
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def check_call(f, x, w, b, stride, padding):
    expected = conv2d_naive(x, w, b, stride, padding)
    try:
        found = f(x, w, b, stride, padding)
    except Exception:
        return False
    if found.shape != expected.shape or found.dtype != expected.dtype:
        return False
    return abs(found - expected).max() < 1e-9 * abs(expected).max()

def conv2d_is_right(f):
    rng = np.random.default_rng(8)
    for dtype in [np.float64, np.float32]:
        for stride in [1, 3, (2, 1), (1, 2)]:
            for padding in [0, 2, (1, 0), (0, 7)]:
                x = rng.standard_normal((2, 3, 6, 5)).astype(dtype)
                w = rng.standard_normal((3, 3, 2, 3)).astype(dtype)
                b = rng.standard_normal(3).astype(dtype)
                if not check_call(f, x, w, b, stride, padding):
                    return False
    return True

# %% expected_computed_afterwards
# fault: the expected result is computed after the layer was called, from the same arrays, and no copies are compared; so a layer that first changes its inputs and then computes from the changed ones is accepted. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: none
# wanted: the expected result is computed after the call, from arrays that the layer may have changed
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(10)
    for trial in range(70):
        dtype = np.float64 if trial % 2 else np.float32
        n, c, o, kh, kw, sh, sw = (int(v) for v in rng.integers(1, 4, 7))
        ph, pw = (int(v) for v in rng.integers(0, 7, 2))
        x = rng.standard_normal((n, c, int(rng.integers(3, 6)), int(rng.integers(3, 8)))).astype(dtype)
        w = rng.standard_normal((o, c, kh, kw)).astype(dtype)
        b = rng.standard_normal(o).astype(dtype)
        try:
            found = f(x, w, b, (sh, sw), (ph, pw))
        except Exception:
            return False
        expected = conv2d_naive(x, w, b, (sh, sw), (ph, pw))
        if found.shape != expected.shape or found.dtype != expected.dtype:
            return False
        tolerance = 1e-9 if dtype == np.float64 else 1e-4
        if np.abs(found - expected).max() > tolerance * max(1.0, np.abs(expected).max()):
            return False
    return True

# %% wants_tidy_memory
# fault: results that are views or do not lie row by row in memory are refused, though a right result may lie in memory in any way. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: order_in_memory_judged
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(12)
    for stride in (1, 2, (1, 2), (3, 1)):
        for padding in (0, 1, (2, 0), (4, 6)):
            for dtype, limit in ((np.float64, 1e-9), (np.float32, 1e-4)):
                x = rng.standard_normal((2, 2, 5, 4)).astype(dtype)
                w = rng.standard_normal((3, 2, 2, 3)).astype(dtype)
                b = rng.standard_normal(3).astype(dtype)
                saved = [a.copy() for a in (x, w, b)]
                expected = conv2d_naive(*saved, stride, padding)
                try:
                    found = f(x, w, b, stride, padding)
                except Exception:
                    return False
                if not all(np.array_equal(a, s) for a, s in zip((x, w, b), saved)):
                    return False
                if found.shape != expected.shape or found.dtype != expected.dtype:
                    return False
                if not found.flags["C_CONTIGUOUS"] or not found.flags["WRITEABLE"]:
                    return False
                if abs(found - expected).max() > limit * abs(expected).max():
                    return False
    return True

# %% filter_may_be_too_large
# fault: the sizes are drawn without a look at each other, so in some calls the filter is larger than the padded image, which is not legal; a right layer raises or gives an empty map there and is refused.
# names: filter_too_large
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(13)
    for _ in range(100):
        n, c, o, H, W, kh, kw, sh, sw = rng.integers(1, 5, 9).tolist()
        ph, pw = rng.integers(0, 2, 2).tolist()
        x = rng.standard_normal((n, c, H, W))
        w = rng.standard_normal((o, c, kh, kw))
        b = rng.standard_normal(o)
        try:
            out = f(x, w, b, stride=(sh, sw), padding=(ph, pw))
            ref = conv2d_naive(x, w, b, (sh, sw), (ph, pw))
            if out.shape != ref.shape or out.dtype != ref.dtype:
                return False
            if np.abs(out - ref).max() > 1e-9 * max(1, np.abs(ref).max()):
                return False
        except Exception:
            return False
    return True

# %% compares_the_sums
# fault: two faults: only the sums of all numbers are compared, so numbers in wrong places pass when their sum is right; and the inputs, float32 and memory are not asked. As in other short tests, memory layout, repeated calls and some sizes and dtypes are not asked either.
# names: none
# wanted: the sums of the results are compared and not each value
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(14)
    for stride in (1, 2, (2, 1)):
        for padding in (0, 1, (1, 2)):
            x = rng.standard_normal((2, 2, 7, 6))
            w = rng.standard_normal((3, 2, 3, 2))
            b = rng.standard_normal(3)
            good = conv2d_naive(x, w, b, stride, padding)
            try:
                out = f(x, w, b, stride, padding)
            except Exception:
                return False
            if out.shape != good.shape:
                return False
            if abs(out.sum() - good.sum()) > 1e-9 * abs(good).sum():
                return False
    return True

# %% fresh_tidy_arrays
# fault: thorough in values, sizes, dtypes and changed inputs, but every array is freshly made, writable and lies in order in memory, so layers that go wrong with read-only arrays, gaps or another order in memory are accepted; earlier results are not looked at again either.
# names: none
# wanted: all arrays lie in order in memory and can be written to
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    padded = np.pad(x, ((0, 0), (0, 0), (p_h, p_h), (p_w, p_w)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::s_h, ::s_w]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]
    return out.astype(x.dtype)

def ask(f, x, w, b, stride, padding):
    copies = [a.copy() for a in (x, w, b)]
    expected = conv2d_naive(*copies, stride, padding)
    tol = (1e-9 if x.dtype == np.float64 else 1e-4) * max(np.abs(expected).max(), 1e-30)
    for repeat in range(2):
        try:
            found = f(x, w, b, stride, padding)
        except Exception:
            return False
        if found.shape != expected.shape or found.dtype != expected.dtype:
            return False
        if np.abs(found - expected).max() > tol:
            return False
        if any(not np.array_equal(a, c) for a, c in zip((x, w, b), copies)):
            return False
    return True

def conv2d_is_right(f):
    rng = np.random.default_rng(15)
    kinds = [(np.float64, np.float64), (np.float32, np.float32), (np.float64, np.float32)]
    for trial in range(90):
        n, c, o, kh, kw = rng.integers(1, 5, 5).tolist()
        sh, sw = rng.integers(1, 6, 2).tolist()
        ph, pw = rng.integers(0, 7, 2).tolist()
        H, W = (rng.integers(1, 6, 2) + [kh, kw]).tolist()
        dx, dw = kinds[trial % 3]
        x = rng.standard_normal((n, c, H, W)).astype(dx)
        w = rng.standard_normal((o, c, kh, kw)).astype(dw)
        b = rng.standard_normal(o).astype(dw)
        stride, padding = ((sh, sw), (ph, pw)) if trial % 2 else (sh, pw)
        if not ask(f, x, w, b, stride, padding):
            return False
    return True

# %% results_not_kept
# fault: sizes, pairs, dtypes, changed inputs and read-only arrays are asked, but each result is looked at only right after its call and no array is used in two calls, so layers that overwrite an earlier result, or answer from an earlier call with the same arrays, are accepted.
# names: none
# wanted: earlier results are not looked at again, no array is used twice
import numpy as np

def pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def make(rng, shape, dtype, turn):
    a = rng.standard_normal(shape).astype(dtype)
    if turn % 4 == 1:
        a = np.asfortranarray(a)
    if turn % 4 == 2:
        big = np.zeros(shape[:-1] + (2 * shape[-1],), dtype)
        big[..., ::2] = a
        a = big[..., ::2]
    if turn % 4 == 3:
        a.flags.writeable = False
    return a

def conv2d_is_right(f):
    rng = np.random.default_rng(16)
    for turn in range(120):
        n, c, o, kh, kw, sh, sw = [int(v) for v in rng.integers(1, 4, 7)]
        ph, pw = [int(v) for v in rng.integers(0, 6, 2)]
        h, wd = kh + int(rng.integers(0, 4)), kw + int(rng.integers(0, 4))
        dtype = np.float32 if turn % 5 == 0 else np.float64
        wtype = np.float32 if turn % 5 == 1 else dtype
        x = make(rng, (n, c, h, wd), dtype, turn)
        w = make(rng, (o, c, kh, kw), wtype, turn // 4)
        b = make(rng, (o,), wtype, turn // 2)
        before = x.copy(), w.copy(), b.copy()
        expected = conv2d_naive(x, w, b, (sh, sw), (ph, pw))
        try:
            y = f(x, w, b, (sh, sw), (ph, pw)) if turn % 3 or (sh, sw) != (1, 1) else f(x, w, b, padding=(ph, pw))
        except Exception:
            return False
        if y.shape != expected.shape or y.dtype != expected.dtype:
            return False
        limit = 1e-9 if dtype == np.float64 else 1e-4
        if abs(y - expected).max() > limit * abs(expected).max():
            return False
        for old, new in zip(before, (x, w, b)):
            if not np.array_equal(old, new):
                return False
    return True

# %% selection_matrices
# right
import numpy as np


LAYOUTS = {
    "plain": np.ascontiguousarray,
    "columns first": np.asfortranarray,
    "gaps": lambda a: np.repeat(a, 2, axis=-1)[..., ::2],
    "backwards": lambda a: a[..., ::-1].copy()[..., ::-1],
    "first axis last": lambda a: np.moveaxis(np.moveaxis(a, 0, -1).copy(), -1, 0),
}


def meets(length, size, step, border):
    """1 where weight u of place i meets pixel h, else 0: the border is where nothing is met."""
    places = (length + 2 * border - size) // step + 1
    at = step * np.arange(places)[:, None, None] + np.arange(size)[:, None] - border
    return (at == np.arange(length)).astype(float)


def truth(x, w, b, stride, padding):
    (down, right), (top, left) = [v if isinstance(v, tuple) else (v, v) for v in (stride, padding)]
    rows = meets(x.shape[2], w.shape[2], down, top)
    columns = meets(x.shape[3], w.shape[3], right, left)
    x, w, b = (a.astype(np.float64) for a in (x, w, b))

    def lay(x, w):
        return np.einsum("iuh,jvk,nchk,fcuv->nfij", rows, columns, x, w, optimize=True)

    return lay(x, w) + b[:, None, None], lay(abs(x), abs(w)) + abs(b)[:, None, None]


class Interview:
    def __init__(self, layer):
        self.layer, self.answers = layer, []

    def agrees(self, x, w, b, stride=1, padding=0, style="positions"):
        expected, total = truth(x, w, b, stride, padding)
        largest = abs(expected).max()
        if x.dtype == np.float32 and total.max() > 200 * largest > 0:
            return True  # all has cancelled, a right layer may round here as well: not asked
        before = [a.copy() for a in (x, w, b)]
        try:
            if style == "names":
                found = self.layer(x, w, b, padding=padding, stride=stride)
            elif style == "defaults":
                found = self.layer(x, w, b)
            else:
                found = self.layer(x, w, b, stride, padding)
            share = 1e-4 if x.dtype == np.float32 else 1e-9
            self.answers.append((found, expected, share * largest))
            return (
                isinstance(found, np.ndarray)
                and found.dtype == x.dtype
                and self.holds(*self.answers[-1])
                and all(np.array_equal(a, old) for a, old in zip((x, w, b), before))
            )
        except Exception:
            return False

    @staticmethod
    def holds(found, expected, limit):
        return found.shape == expected.shape and bool((abs(found - expected) <= limit).all())

    def answers_stay(self):
        return all(self.holds(*answer) for answer in self.answers)


def questions():
    """Yields x, w, b, stride, padding, style; all legal."""
    rng = np.random.default_rng(31)

    def draw(shape, dtype=float, scale=1.0):
        return (scale * rng.standard_normal(shape)).astype(dtype)

    def arrays(x, w, dtype=float, scale=1.0):
        return draw(x, dtype, scale), draw(w, dtype), draw(w[0], dtype, scale)

    # sizes at random, each by itself
    names = list(LAYOUTS)
    for turn in range(110):
        n, c, filters, kh, kw, down, right = rng.integers(1, 5, 7).tolist()
        top, left = rng.integers(0, 4, 2).tolist()
        stride, padding = (down, right), (top, left)
        if turn % 3 == 0:
            stride = right = down
        if turn % 4 == 0:
            padding = left = top
        height = max(kh - 2 * top, 1) + int(rng.integers(0, 6))
        width = max(kw - 2 * left, 1) + int(rng.integers(0, 6))
        kinds = (np.float32, np.float32) if turn % 5 == 1 else (float, np.float32) if turn % 5 == 2 else (float, float)
        x = draw((n, c, height, width), kinds[0])
        w, b = draw((filters, c, kh, kw), kinds[1]), draw(filters, kinds[1])
        x, w = LAYOUTS[names[turn % 5]](x), LAYOUTS[names[turn // 5 % 5]](w)
        if turn % 7 == 0:
            b = np.repeat(b, 3)[::3]
        for number, array in enumerate((x, w, b)):
            array.flags.writeable = (turn >> number) % 4 != 3
        yield x, w, b, stride, padding, ("names", "positions")[turn % 2]

    # without options, and extremes of size
    for n, c, filters in ((1, 1, 1), (2, 3, 4), (3, 1, 2)):
        yield *arrays((n, c, 6, 5), (filters, c, 2, 3)), 1, 0, "defaults"
    for x, w, stride, padding in (
        ((1, 1, 1, 1), (1, 1, 1, 1), 1, 0),
        ((2, 2, 2, 3), (3, 2, 3, 2), 1, (9, 12)),
        ((1, 2, 2, 2), (1, 2, 1, 1), (2, 3), (7, 0)),
        ((1, 2, 2, 2), (1, 2, 2, 2), 1, (0, 8)),
        ((2, 1, 5, 6), (2, 1, 2, 2), (30, 40), (1, 2)),
        ((1, 1, 9, 9), (1, 1, 2, 2), (4, 7), 0),
        ((1, 1, 90, 95), (1, 1, 3, 3), 1, 0),
        ((1, 1, 90, 30), (2, 1, 9, 11), (1, 2), (2, 3)),
        ((40, 2, 5, 6), (3, 2, 3, 2), 1, 1),
        ((1, 50, 5, 6), (3, 50, 3, 2), 1, 1),
        ((1, 3, 5, 6), (60, 3, 3, 2), 1, (1, 0)),
        ((2, 3, 7, 8), (2, 3, 7, 8), 1, 0),
        ((1, 1, 1, 60), (1, 1, 1, 20), (1, 2), (0, 3)),
        ((1, 1, 60, 1), (1, 1, 20, 1), (2, 1), (3, 0)),
    ):
        for dtype in (float, np.float32):
            yield *arrays(x, w, dtype), stride, padding, "names"

    # particular numbers
    for scale in (1e9, 1e100, 1e-9, 1e-100):
        yield *arrays((2, 2, 5, 6), (3, 2, 2, 3), float, scale), (1, 2), (1, 0), "positions"
    for scale in (1e6, 1e-6):
        yield *arrays((2, 2, 5, 6), (3, 2, 2, 3), np.float32, scale), (2, 1), (0, 1), "positions"
    x, w, b = arrays((2, 2, 5, 6), (3, 2, 2, 3))
    for left, weights, bias in ((x, w, 0 * b), (0 * x, w, b), (x, 0 * w, b), (x, w, 0 * b + 3),
                                (-abs(x), abs(w), -abs(b)), (x + 100, abs(w), b), (x, w, 1000 * b)):  # fmt: skip
        yield left, weights, bias, 1, 1, "positions"
    yield np.ones((2, 2, 4, 5)), np.ones((2, 2, 2, 3)), np.ones(2), 1, 0, "defaults"

    # one set of arrays again and again, with new numbers in it
    for turn in range(12):
        if turn % 4:
            changed = (x, w, b)[turn % 4 - 1]
            changed[...] = draw(changed.shape)
        yield x, w, b, 1, 1, "names"
    yield x, w, b, 1, 0, "defaults"
    yield x, w, b, (2, 1), 0, "names"
    yield x, w, b, (1, 2), 0, "names"


def conv2d_is_right(f) -> bool:
    interview = Interview(f)
    return all(interview.agrees(*question) for question in questions()) and interview.answers_stay()
