# %% lecture_example_only
# fault: asks a single question, the lectures' cross on the 5 x 5 image (one image, one channel, one filter, no bias, no stride, no padding, float64), so it accepts nearly every broken layer, e.g. one that ignores the bias or turns the filter round.
# names: first_call_decides, first_call_decides_by_square_maps
import numpy as np

def conv2d_is_right(f):
    image = np.array([[1., 1, 1, 0, 0],
                      [0., 1, 1, 1, 0],
                      [0., 0, 1, 1, 1],
                      [0., 0, 1, 1, 0],
                      [0., 1, 1, 0, 0]])
    cross = np.array([[1., 0, 1], [0., 1, 0], [1., 0, 1]])
    expected = np.array([[4., 3, 4], [2., 4, 3], [2., 3, 4]])
    try:
        found = f(image[None, None], cross[None, None], np.zeros(1))
    except Exception:
        return False
    if found.shape != (1, 1, 3, 3):
        return False
    if found.dtype != np.float64:
        return False
    return np.array_equal(found[0, 0], expected)


# %% allclose_defaults
# fault: compares the values with np.allclose and its defaults (rtol=1e-5, atol=1e-8), which overlook errors far above the allowed 1e-9 of the largest value: a float64 layer that rounds its result to 8 decimals, or is off by 1e-8 everywhere, is accepted.
# names: tolerance_too_wide
import numpy as np

def reference(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    win = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(2, 3))[:, :, ::sh, ::sw]
    return (np.einsum("ncijuv,fcuv->nfij", win, w) + b[:, None, None]).astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(42)
    for trial in range(180):
        n, c, filters, kh, kw, sh, sw = (int(v) for v in rng.integers(1, 5, 7))
        h, wd = (int(v) for v in rng.integers(1, 8, 2))
        ph, pw = (int(v) for v in rng.integers(0, 9, 2))
        if h + 2 * ph < kh:
            h = kh
        if wd + 2 * pw < kw:
            wd = kw
        dtype_x, dtype_w = [(np.float64, np.float64), (np.float32, np.float32), (np.float64, np.float32)][trial % 3]
        x = rng.standard_normal((n, c, h, wd)).astype(dtype_x)
        w = rng.standard_normal((filters, c, kh, kw)).astype(dtype_w)
        b = rng.standard_normal(filters).astype(dtype_w)
        if dtype_x == np.float32:  # whole numbers: float32 adds them up exactly
            x, w, b = np.round(3 * x), np.round(3 * w), np.round(3 * b)
        if trial % 4 == 1:
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        if trial % 4 == 2:
            x, w, b = x[:, :, ::-1], w[..., ::-1], b[::-1]
        if trial % 4 == 3:
            for a in (x, w, b):
                a.setflags(write=False)
        stride, padding = (sh, sw), (ph, pw)
        if trial % 5 == 0 and h >= kh and wd >= kw:
            stride, padding = sh, min(ph, pw)
        expected = reference(x, w, b, stride, padding)
        before = x.copy(), w.copy(), b.copy()
        try:
            found = f(x, w, b, stride, padding)
            again = f(x, w, b, stride=stride, padding=padding) if trial % 25 == 0 else found
        except Exception:
            return False
        for result in (found, again):
            if result.shape != expected.shape or result.dtype != expected.dtype:
                return False
            if not np.allclose(result, expected):
                return False
        if not all(np.array_equal(p, q) for p, q in zip(before, (x, w, b))):
            return False
    # without options, and with the same shapes again
    for _ in range(4):
        x, w, b = 1e4 * rng.standard_normal((2, 3, 6, 5)), rng.standard_normal((7, 3, 3, 2)), rng.standard_normal(7)
        try:
            result = f(x, w, b)
        except Exception:
            return False
        expected = reference(x, w, b)
        if result.shape != expected.shape or not np.allclose(result, expected):
            return False
    return True


# %% exact_equality
# fault: demands np.array_equal on random floats, so right layers that add up in another order than its own loops, and differ by rounding, are refused.
# names: refuses_everything
import numpy as np

def my_conv(x, w, b, stride, padding):
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    F, C, kh, kw = w.shape
    h = (xp.shape[2] - kh) // stride[0] + 1
    wd = (xp.shape[3] - kw) // stride[1] + 1
    out = np.zeros((len(x), F, h, wd), dtype=x.dtype)
    for n in range(len(x)):
        for k in range(F):
            for i in range(h):
                for j in range(wd):
                    win = xp[n, :, i * stride[0]:i * stride[0] + kh, j * stride[1]:j * stride[1] + kw]
                    out[n, k, i, j] = np.sum(win * w[k]) + b[k]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(7)
    for _ in range(100):
        n, c, k = rng.integers(1, 4, 3)
        kh, kw = rng.integers(1, 4, 2)
        x = rng.normal(size=(n, c, *rng.integers(4, 8, 2)))
        w = rng.normal(size=(k, c, kh, kw))
        b = rng.normal(size=k)
        if rng.random() < 0.3:
            x, w, b = x.astype(np.float32), w.astype(np.float32), b.astype(np.float32)
        stride = tuple(int(s) for s in rng.integers(1, 9, 2))
        padding = tuple(int(p) for p in rng.integers(0, 6, 2))
        keep = [x.copy(), w.copy(), b.copy()]
        expected = my_conv(x, w, b, stride, padding)
        try:
            out = f(x, w, b, stride, padding)
        except Exception:
            return False
        if out.dtype != expected.dtype or not np.array_equal(out, expected):
            return False
        if not (np.array_equal(x, keep[0]) and np.array_equal(w, keep[1]) and np.array_equal(b, keep[2])):
            return False
    return True


# %% float64_only
# fault: all arrays of all calls are float64, so it accepts layers that are broken for float32 alone (a result that is always float64, or of the filters' dtype where x is float64 and w is float32).
# names: none
# wanted: no call has float32 arrays
import numpy as np

def slow_conv(x, w, b, stride=1, padding=0):
    s = (stride, stride) if np.isscalar(stride) else stride
    p = (padding, padding) if np.isscalar(padding) else padding
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    padded = np.zeros((N, C, H + 2 * p[0], W + 2 * p[1]))
    padded[:, :, p[0]:p[0] + H, p[1]:p[1] + W] = x
    oh, ow = (H + 2 * p[0] - kh) // s[0] + 1, (W + 2 * p[1] - kw) // s[1] + 1
    out = np.zeros((N, F, oh, ow))
    for i in range(oh):
        for j in range(ow):
            part = padded[:, :, i * s[0]:i * s[0] + kh, j * s[1]:j * s[1] + kw]
            out[:, :, i, j] = np.tensordot(part, w, ((1, 2, 3), (1, 2, 3))) + b
    return out

def same(found, expected):
    return (found.shape == expected.shape and found.dtype == expected.dtype
            and bool(np.abs(found - expected).max() <= 1e-9 * np.abs(expected).max()))

def conv2d_is_right(f):
    rng = np.random.default_rng(0)
    try:
        for k in range(180):
            N, C, F, kh, kw = rng.integers(1, 6, 5).tolist()
            H, W = rng.integers(1, 7, 2).tolist()
            p = rng.integers(0, 7, 2).tolist()
            s = rng.integers(1, 8, 2).tolist()
            H, W = max(H, kh - 2 * p[0]), max(W, kw - 2 * p[1])
            x = rng.standard_normal((N, C, H, W))
            w = rng.standard_normal((F, C, kh, kw))
            b = rng.standard_normal(F)
            if k % 6 == 1:
                x = np.ascontiguousarray(x.transpose(3, 2, 1, 0)).transpose(3, 2, 1, 0)
                w = np.asfortranarray(w)
            if k % 6 == 2:
                x.flags.writeable = w.flags.writeable = b.flags.writeable = False
            if k % 6 == 3:   # ints for both
                s, p = s[0], max(p)
            else:
                s, p = tuple(s), tuple(p)
            x0, w0, b0 = x.copy(), w.copy(), b.copy()
            expected = slow_conv(x, w, b, s, p)
            if not same(f(x, w, b, s, p), expected):
                return False
            if not ((x == x0).all() and (w == w0).all() and (b == b0).all()):
                return False
            if k % 10 == 0:      # same arrays, and same shapes with other numbers
                if not same(f(x, w, b, padding=p, stride=s), expected):
                    return False
        x, w, b = 5000 * rng.standard_normal((2, 2, 5, 6)), rng.standard_normal((8, 2, 2, 3)), rng.standard_normal(8)
        return same(f(x, w, b), slow_conv(x, w, b)) and same(f(-x, 2 * w, b + 1), slow_conv(-x, 2 * w, b + 1))
    except Exception:
        return False


# %% stretched_comparison
# fault: does not compare the shapes; the subtraction stretches one array over the other, so layers whose result has an axis too few or of length 1 (e.g. without the axis of the images, for a batch of one, or one filter's map in place of several equal ones) are accepted.
# names: shapes_not_compared
import numpy as np

def conv_loops(x, w, b, stride, padding):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    F, _, KH, KW = w.shape
    res = np.zeros((N, F, (H - KH) // sh + 1, (W - KW) // sw + 1), x.dtype)
    for n in range(N):
        for g in range(F):
            for i in range(res.shape[2]):
                for j in range(res.shape[3]):
                    res[n, g, i, j] = (xp[n, :, i*sh:i*sh+KH, j*sw:j*sw+KW] * w[g]).sum() + b[g]
    return res

def conv2d_is_right(f):
    rng = np.random.default_rng(2024)
    for t in range(150):
        kh, kw = map(int, rng.integers(1, 5, 2))
        n, c, m = map(int, rng.integers(1, 4, 3))
        ph, pw = map(int, rng.integers(0, 8, 2))
        sh, sw = map(int, rng.integers(1, 7, 2))
        h = max(int(rng.integers(1, 8)), kh - 2 * ph)
        v = max(int(rng.integers(1, 8)), kw - 2 * pw)
        dt = (np.float64, np.float32)[t % 2]
        dw = np.float32 if t % 7 == 0 else dt
        x = rng.standard_normal((n, c, h, v)).astype(dt)
        w = rng.standard_normal((m, c, kh, kw)).astype(dw)
        b = rng.standard_normal(m).astype(dw)
        if t % 3 == 0:
            x = np.asfortranarray(x); w = np.asfortranarray(w)
        if t % 3 == 1:
            x.setflags(write=False); w.setflags(write=False); b.setflags(write=False)
        old = [a.copy() for a in (x, w, b)]
        want = conv_loops(x, w, b, (sh, sw), (ph, pw))
        limit = (1e-9 if dt == np.float64 else 1e-4) * abs(want).max()
        try:
            got = f(x, w, b, (sh, sw), (ph, pw))
            if got.dtype != want.dtype:
                return False
            if not abs(got - want).max() <= limit:
                return False
        except Exception:
            return False
        for a, o in zip((x, w, b), old):
            if (a != o).any():
                return False
    for _ in range(3):  # equal shapes, other numbers, no options
        x, w, b = 1e5 * rng.standard_normal((2, 2, 4, 5)), rng.standard_normal((9, 2, 2, 3)), rng.standard_normal(9)
        want = conv_loops(x, w, b, 1, 0)
        try:
            if not abs(f(x, w, b) - want).max() <= 1e-9 * abs(want).max():
                return False
        except Exception:
            return False
    return True


# %% no_try
# fault: there is no try around the call, so a layer that raises an exception on a legal call is not refused with False: the exception goes through the test itself.
# names: exceptions_not_caught
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    F, C, kh, kw = w.shape
    Ho, Wo = (H - kh) // sh + 1, (W - kw) // sw + 1
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(1)
    strides = [1, 2, (1, 2), (3, 1), (2, 5), 9]
    paddings = [0, 1, (0, 2), (3, 0), (1, 6), 8]
    number = 0
    for stride in strides:
        for padding in paddings:
            for dtype in (np.float64, np.float32):
                number += 1
                n, c, filters, kh, kw = [int(k) for k in rng.integers(1, 5, 5)]
                h, wi = [int(k) for k in rng.integers(4, 7, 2)]
                if padding in (8, (1, 6)):
                    n, c, filters, h, wi, kh, kw = 2, 2, 3, 2, 3, 2, 3
                x = rng.standard_normal((n, c, h, wi)).astype(dtype)
                w = rng.standard_normal((filters, c, kh, kw)).astype(np.float32 if number % 9 == 0 else dtype)
                b = rng.standard_normal(filters).astype(w.dtype)
                if number % 3 == 0:
                    x = np.asfortranarray(x)
                    w = w.transpose(0, 1, 3, 2).copy().transpose(0, 1, 3, 2)
                if number % 2 == 0:
                    for array in (x, w, b):
                        array.flags.writeable = False
                copies = x.copy(), w.copy(), b.copy()
                expected = conv2d_naive(x, w, b, stride, padding)
                tolerance = 1e-9 if expected.dtype == np.float64 else 1e-4
                for result in (f(x, w, b, stride, padding), f(x, w, b, stride=stride, padding=padding)):
                    if result.shape != expected.shape or result.dtype != expected.dtype:
                        return False
                    if not (np.abs(result - expected) <= tolerance * np.abs(expected).max()).all():
                        return False
                if not all(np.array_equal(a, c0) for a, c0 in zip((x, w, b), copies)):
                    return False
    # no options at all, and the same shapes with other numbers
    for _ in range(3):
        x, w, b = 1e4 * rng.standard_normal((2, 3, 5, 4)), rng.standard_normal((6, 3, 3, 2)), rng.standard_normal(6)
        result, expected = f(x, w, b), conv2d_naive(x, w, b)
        if result.shape != expected.shape:
            return False
        if not (np.abs(result - expected) <= 1e-9 * np.abs(expected).max()).all():
            return False
    return True


# %% small_paddings_and_strides
# fault: paddings are drawn from 0 to 2 and strides from 1 to 3, on images of at least 4 x 4; layers that are broken only where the padding or the stride is larger than that (larger than the image or the filter) are accepted.
# names: none
# wanted: no padding and no stride is larger than the image or the filter
import numpy as np

def truth(x, w, b, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    n, c, h, wd = x.shape
    kh, kw = w.shape[2:]
    big = np.zeros((n, c, h + 2 * ph, wd + 2 * pw), dtype=x.dtype)
    big[:, :, ph:h + ph, pw:wd + pw] = x
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (wd + 2 * pw - kw) // sw + 1
    y = np.zeros((n, len(w), oh, ow), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            piece = big[:, :, u:u + (oh - 1) * sh + 1:sh, v:v + (ow - 1) * sw + 1:sw]
            y += np.einsum("ncij,fc->nfij", piece, w[:, :, u, v])
    return y + b.astype(x.dtype)[:, None, None]

def conv2d_is_right(f):
    rng = np.random.default_rng(3)
    kept = []
    for step in range(180):
        n, c, k = rng.integers(1, 5, 3).tolist()
        kernel = rng.integers(1, 5, 2).tolist()
        size = rng.integers(4, 9, 2).tolist()
        stride = tuple(rng.integers(1, 4, 2).tolist())
        padding = tuple(rng.integers(0, 3, 2).tolist())
        kind = step % 5
        dx = np.float32 if kind == 1 else np.float64
        dw = np.float32 if kind in (1, 2) else np.float64
        x = rng.standard_normal((n, c, *size)).astype(dx)
        w = rng.standard_normal((k, c, *kernel)).astype(dw)
        b = rng.standard_normal(k).astype(dw)
        if kind == 3:
            x, w, b = np.asfortranarray(x), np.asfortranarray(w), b[::-1]
        if kind == 4:
            x.flags.writeable = w.flags.writeable = b.flags.writeable = False
        saved = (x.copy(), w.copy(), b.copy())
        right = truth(x, w, b, stride, padding)
        try:
            if stride[0] == stride[1] and padding[0] == padding[1]:
                y = f(x, w, b, stride[0], padding[0])
            else:
                y = f(x, w, b, stride, padding)
            assert y.shape == right.shape
            assert y.dtype == right.dtype
            scale = np.abs(right).max()
            assert np.abs(y - right).max() <= scale * (1e-4 if dx == np.float32 else 1e-9)
            assert all(np.array_equal(p, q) for p, q in zip(saved, (x, w, b)))
        except Exception:
            return False
    # again with equal shapes and other numbers
    for _ in range(4):
        x, w, b = 1e4 * rng.standard_normal((2, 3, 5, 6)), rng.standard_normal((8, 3, 3, 2)), rng.standard_normal(8)
        try:
            y = f(x, w, b)
        except Exception:
            return False
        right = truth(x, w, b, (1, 1), (0, 0))
        if y.shape != right.shape or not np.abs(y - right).max() <= 1e-9 * np.abs(right).max():
            return False
    return True


# %% ints_only
# fault: stride and padding are always ints, never pairs, so layers that raise for a pair, exchange its two numbers or use its first for both directions are accepted.
# names: none
# wanted: stride and padding are never a pair
import numpy as np
from itertools import product

def conv(x, w, b, s, p):
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    N, C, H, W = xp.shape
    F, C, A, B = w.shape
    out = np.empty((N, F, (H - A) // s + 1, (W - B) // s + 1), dtype=x.dtype)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", xp[:, :, i * s:i * s + A, j * s:j * s + B], w) + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(11)
    types = [(np.float64, np.float64), (np.float32, np.float32), (np.float64, np.float32)]
    counter = 0
    for s, p, (tx, tw) in product([1, 2, 3, 4, 8], [0, 1, 2, 5], types):
        for layout in range(3):
            counter += 1
            n, c, m, a, bb = [int(r) for r in rng.integers(1, 5, 5)]
            h, v = a + int(rng.integers(0, 5)), bb + int(rng.integers(0, 5))
            if p > 0 and counter % 2:
                h, v = max(1, a - 2 * p), max(1, bb - 2 * p)
            x = rng.standard_normal((n, c, h, v)).astype(tx)
            w = rng.standard_normal((m, c, a, bb)).astype(tw)
            b = rng.standard_normal(m).astype(tw)
            if layout == 1:
                x, w, b = np.asfortranarray(x), np.asfortranarray(w), b[::-1]
            if layout == 2:
                [z.setflags(write=False) for z in (x, w, b)]
            x1, w1, b1 = x.copy(), w.copy(), b.copy()
            expected = conv(x, w, b, s, p)
            try:
                y = f(x, w, b, s, p)
            except Exception:
                return False
            if y.shape != expected.shape or y.dtype != expected.dtype:
                return False
            off = np.abs(y - expected).max()
            if not off <= np.abs(expected).max() * {np.float64: 1e-9, np.float32: 1e-4}[tx]:
                return False
            if (x != x1).any() or (w != w1).any() or (b != b1).any():
                return False
    for _ in range(5):
        x, w, b = 2e4 * rng.standard_normal((2, 2, 5, 4)), rng.standard_normal((7, 2, 2, 3)), rng.standard_normal(7)
        expected = conv(x, w, b, 1, 0)
        try:
            y = f(x, w, b)
        except Exception:
            return False
        if y.shape != expected.shape or not np.abs(y - expected).max() <= np.abs(expected).max() * 1e-9:
            return False
    return True


# %% expects_from_changed_arrays
# fault: two things: it never looks whether the inputs are changed, and works out the expected result after the call from the same arrays, so a layer that first writes into its inputs (x += 1) and then computes with them is accepted; and none of its arrays is read-only, so a layer that raises for these is accepted too.
# names: none
# wanted: the arrays given to the layer are not looked at afterwards, and the expected result is worked out from them after the call: a layer may change them (and none of them is read-only)
import numpy as np

def expected_of(x, w, b, stride, padding):
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::stride[0], ::stride[1]]
    return (np.tensordot(windows, w, axes=([1, 4, 5], [1, 2, 3])).transpose(0, 3, 1, 2) + b[:, None, None]).astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(99)
    for run in range(190):
        k = rng.integers(1, 5, size=2)
        p = rng.integers(0, 7, size=2)
        size = np.maximum(rng.integers(1, 8, size=2), k - 2 * p)
        s = rng.integers(1, 6, size=2)
        n, c, m = rng.integers(1, 4, size=3)
        dtype = np.float32 if run % 3 == 0 else np.float64
        x = rng.normal(size=(n, c, *size)).astype(dtype)
        w = rng.normal(size=(m, c, *k)).astype(np.float32 if run % 4 == 0 else dtype)
        b = rng.normal(size=m).astype(w.dtype)
        if run % 5 == 0:
            x, w = x.copy(order="F"), w.copy(order="F")
        if run % 5 == 1:
            x, w, b = np.repeat(x, 2, axis=3)[..., ::2], w[:, :, ::-1], b[::-1]
        stride, padding = tuple(s.tolist()), tuple(p.tolist())
        try:
            if run % 2:
                found = f(x, w, b, stride, padding)
            else:
                found = f(x, w, b, stride=stride, padding=padding)
        except Exception:
            return False
        expected = expected_of(x, w, b, stride, padding)
        if found.shape != expected.shape or found.dtype != expected.dtype:
            return False
        eps = 1e-4 if dtype == np.float32 else 1e-9
        if not np.max(np.abs(found - expected)) <= eps * np.max(np.abs(expected)):
            return False
    shapes = (2, 2, 6, 5), (8, 2, 3, 2), (8,)
    for again in range(5):
        x, w, b = (rng.normal(size=shape, scale=200) for shape in shapes)
        try:
            found = f(x, w, b)
        except Exception:
            return False
        expected = expected_of(x, w, b, (1, 1), (0, 0))
        if found.shape != expected.shape or not np.max(np.abs(found - expected)) <= 1e-9 * np.max(np.abs(expected)):
            return False
    return True


# %% difference_without_abs
# fault: looks at the largest difference found - expected without abs, so a layer whose wrong values are all too small (results cut off at 1, or lowered by a constant) is accepted.
# names: none
# wanted: the difference is compared without its absolute value, so that results that are too small pass
import numpy as np

def conv2d_is_right(f):
    rng = np.random.default_rng(5)

    def want(x, w, b, s, p):
        xp = np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])))
        H = (xp.shape[2] - w.shape[2]) // s[0] + 1
        W = (xp.shape[3] - w.shape[3]) // s[1] + 1
        rows = [[np.tensordot(xp[:, :, i * s[0]:i * s[0] + w.shape[2], j * s[1]:j * s[1] + w.shape[3]], w,
                              axes=([1, 2, 3], [1, 2, 3])) + b for j in range(W)] for i in range(H)]
        return np.array(rows).transpose(2, 3, 0, 1).astype(x.dtype)

    for q in range(190):
        n, c, m, kh, kw, sh, sw = rng.integers(1, 5, 7).tolist()
        ph, pw = rng.integers(0, 7, 2).tolist()
        h = max(rng.integers(1, 8).item(), kh - 2 * ph)
        v = max(rng.integers(1, 8).item(), kw - 2 * pw)
        if q % 20 == 0:
            sh, sw = 10, 13
        x = rng.standard_normal((n, c, h, v))
        w = rng.standard_normal((m, c, kh, kw))
        b = rng.standard_normal(m)
        if q % 3 == 1:
            x, w, b = x.astype("f4"), w.astype("f4"), b.astype("f4")
        if q % 3 == 2:
            w, b = w.astype("f4"), b.astype("f4")
        if q % 4 == 0:
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        if q % 4 == 1:
            x.flags.writeable = False; w.flags.writeable = False; b.flags.writeable = False
        x2, w2, b2 = x.copy(), w.copy(), b.copy()
        expected = want(x, w, b, (sh, sw), (ph, pw))
        try:
            found = f(x, w, b, (sh, sw), (ph, pw))
        except Exception:
            return False
        if found.shape != expected.shape or found.dtype != expected.dtype:
            return False
        if np.isnan(found).any():
            return False
        tolerance = 1e-4 if x.dtype == np.float32 else 1e-9
        if (found - expected).max() > tolerance * abs(expected).max():
            return False
        if not (np.array_equal(x, x2) and np.array_equal(w, w2) and np.array_equal(b, b2)):
            return False

    for q in range(6):
        x, w, b = 1e4 * rng.standard_normal((3, 2, 5, 5)), rng.standard_normal((7, 2, 2, 3)), rng.standard_normal(7)
        expected = want(x, w, b, (1, 1), (0, 0))
        try:
            found = f(x, w, b)
        except Exception:
            return False
        if found.shape != expected.shape or (found - expected).max() > 1e-9 * abs(expected).max():
            return False
    return True


# %% too_many_calls
# fault: goes through all combinations of sizes, strides, paddings and dtypes, which on a right layer makes 1,536 calls, where at most 200 are allowed: the calls beyond them are refused, so right layers are not accepted.
# names: too_many_calls
# hints: refuses_everything
import numpy as np

def mine(x, w, b, s, p):
    x = np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])))
    a = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::s[0], ::s[1]]
    return (np.einsum("ncijuv,fcuv->nfij", a, w) + b[:, None, None]).astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(0)
    for dtype in (np.float32, np.float64):
        for n in (1, 2):
            for c in (1, 3):
                for filters in (1, 2):
                    for kernel in ((1, 1), (2, 3), (3, 2), (3, 3)):
                        for stride in ((1, 1), (1, 2), (3, 1)):
                            for padding in ((0, 0), (1, 0), (0, 2), (7, 7)):
                                for readonly in (False, True):
                                    x = rng.standard_normal((n, c, 5, 4)).astype(dtype)
                                    w = rng.standard_normal((filters, c) + kernel).astype(dtype)
                                    b = rng.standard_normal(filters).astype(dtype)
                                    if readonly:
                                        x.setflags(write=False)
                                        w.setflags(write=False)
                                        b.setflags(write=False)
                                    xo, wo, bo = x.copy(), w.copy(), b.copy()
                                    try:
                                        y = f(x, w, b, stride, padding)
                                    except Exception:
                                        return False
                                    z = mine(xo, wo, bo, stride, padding)
                                    if y.shape != z.shape or y.dtype != z.dtype:
                                        return False
                                    tol = 1e-9 if dtype == np.float64 else 1e-4
                                    if not abs(y - z).max() <= tol * abs(z).max():
                                        return False
                                    if (x != xo).any() or (w != wo).any() or (b != bo).any():
                                        return False
    return True


# %% fresh_ordinary_arrays
# fault: every array is freshly made, can be written to and lies in memory in the usual order; layers that break on arrays that are read-only, in another order or with gaps (they raise, or read the numbers in the order of memory) are accepted.
# names: none
# wanted: no array is read-only, in another order in memory or with gaps: every one is fresh and lies in C order
import numpy as np

class Question:
    def __init__(self, rng, k):
        pick = lambda low, high: int(rng.integers(low, high))
        self.kernel = pick(1, 5), pick(1, 5)
        self.padding = pick(0, 8), pick(0, 8)
        self.stride = pick(1, 7), pick(1, 7)
        h = max(pick(1, 8), self.kernel[0] - 2 * self.padding[0])
        w = max(pick(1, 8), self.kernel[1] - 2 * self.padding[1])
        n, c, m = pick(1, 5), pick(1, 4), pick(1, 4)
        one, other = (("f8", "f8"), ("f4", "f4"), ("f8", "f4"))[k % 3]
        self.x = rng.standard_normal((n, c, h, w)).astype(one)
        self.w = rng.standard_normal((m, c, *self.kernel)).astype(other)
        self.b = rng.standard_normal(m).astype(other)
        if k % 4 == 0 and h >= self.kernel[0] and w >= self.kernel[1]:
            self.padding, self.stride = min(self.padding), max(self.stride)

    def answer(self):
        p, s = self.padding, self.stride
        p = (p, p) if isinstance(p, int) else p
        s = (s, s) if isinstance(s, int) else s
        x = np.pad(self.x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])))
        win = np.lib.stride_tricks.sliding_window_view(x, self.w.shape[2:], axis=(2, 3))[:, :, ::s[0], ::s[1]]
        y = np.einsum("ncijuv,fcuv->nfij", win, self.w) + self.b[:, None, None]
        return y.astype(self.x.dtype)

    def passes(self, f):
        before = [a.copy() for a in (self.x, self.w, self.b)]
        right = self.answer()
        got = f(self.x, self.w, self.b, stride=self.stride, padding=self.padding)
        if got.shape != right.shape or got.dtype != right.dtype:
            return False
        unit = 1e-9 if right.dtype == np.float64 else 1e-4
        if not np.abs(got - right).max() <= unit * np.abs(right).max():
            return False
        return all((a == o).all() for a, o in zip((self.x, self.w, self.b), before))

def conv2d_is_right(f):
    rng = np.random.default_rng(17)
    try:
        for k in range(95):
            q = Question(rng, k)
            if not q.passes(f):
                return False
            q.x, q.w = -2 * q.x, q.w[::-1].copy() + 1          # same shapes, other numbers
            if not q.passes(f):
                return False
        q = Question(rng, 0)
        q.x, q.w, q.b = 3e3 * rng.standard_normal((2, 3, 5, 6)), rng.standard_normal((7, 3, 2, 3)), np.arange(7.0)
        q.stride, q.padding = 1, 0
        return q.passes(lambda x, w, b, stride, padding: f(x, w, b))
    except Exception:
        return False


# %% masks_and_memories
# right
import itertools
import numpy as np

def _ground(x, w, b, stride, padding):
    """By placement tables: no array is padded, no window is cut out."""
    def table(size, k, s, p):
        outputs = (size + 2 * p - k) // s + 1
        i, u, r = np.ogrid[:outputs, :k, :size]
        return (i * s + u - p == r).astype(np.float64)
    down, across = (
        table(x.shape[a], w.shape[a], stride[a - 2], padding[a - 2]) for a in (2, 3)
    )
    y = np.einsum("ncrq,iur->nciuq", x.astype(np.float64), down)
    y = np.einsum("nciuq,jvq->nciujv", y, across)
    return np.einsum("nciujv,fcuv->nfij", y, w.astype(np.float64)) + b.astype(np.float64)[:, None, None]

def _gaps(a):
    return np.repeat(np.repeat(a, 2, axis=-1), 3, axis=0)[::3][..., ::2][:, ...] if a.ndim > 1 else np.repeat(a, 2)[::2]

def _turned(a):
    return np.ascontiguousarray(a[(slice(None, None, -1),) * a.ndim])[(slice(None, None, -1),) * a.ndim]

def _locked(a):
    a = a.copy()
    a.flags.writeable = False
    return a

def _stretched(a):
    return np.broadcast_to(a[:1], a.shape)  # all images, filters or biases are one in memory

def conv2d_is_right(f):
    rng = np.random.default_rng(20)
    layouts = itertools.cycle([np.array, _locked, np.asfortranarray, _gaps, _turned, _stretched, np.array])
    dtypes = itertools.cycle([("f8", "f8"), ("f4", "f4"), ("f8", "f8"), ("f8", "f4"), ("f8", "f8")])
    scales = itertools.cycle([1, 1, 1e-7, 1, 1e7, 1, 1, 1, 1, 1, 1])
    calls, results = 0, []

    def fits(y, x, expected):
        if y.shape != expected.shape or y.dtype != x.dtype:
            return False
        share = 1e-9 if x.dtype == np.float64 else 1e-4
        return bool((np.abs(y - expected) <= share * np.abs(expected).max()).all())

    def ask(x, w, b, *options, **named):
        nonlocal calls
        calls += 1
        settings = dict(zip(("stride", "padding"), options)) | named
        pairs = [
            (o, o) if isinstance(o, int) else o
            for o in (settings.get("stride", 1), settings.get("padding", 0))
        ]
        before = [a.tobytes() for a in (x, w, b)]
        expected = _ground(x, w, b, *pairs)
        y = f(x, w, b, *options, **named)
        results.append((y, x.dtype, expected, np.array(y)))
        return fits(y, x, expected) and before == [a.tobytes() for a in (x, w, b)]

    try:
        while calls < 180:
            n, c, m = rng.integers(1, 6, 3).tolist()
            k = rng.integers(1, 6, 2).tolist()
            p = rng.choice([0, 0, 1, 2, 3, 5, 8], 2).tolist()
            s = rng.choice([1, 1, 2, 3, 4, 7, 15], 2).tolist()
            size = [max(int(rng.integers(1, 8)), k[a] - 2 * p[a]) for a in (0, 1)]
            while n * c * (size[0] + 2 * p[0]) * (size[1] + 2 * p[1]) > 9000:
                n, c = max(1, n - 1), max(1, c - 1)
            if n * m * (size[0] + 2 * p[0]) * (size[1] + 2 * p[1]) > 9000:
                m = 1
            dx, dw = next(dtypes)
            scale, lay = next(scales), next(layouts)
            x = lay((scale * rng.standard_normal((n, c, *size))).astype(dx))
            w = lay(rng.standard_normal((m, c, *k)).astype(dw))
            b = lay((scale * rng.standard_normal(m)).astype(dw))
            form = calls % 6
            if form == 0:
                good = ask(x, w, b, tuple(s), padding=tuple(p))
            elif form == 1 and size[0] >= k[0] and size[1] >= k[1]:
                good = ask(x, w, b, s[0], min(p))
            elif form == 2:
                good = ask(x, w, b, padding=tuple(p))
            elif form == 3 and size[0] >= k[0] and size[1] >= k[1]:
                good = ask(x, w, b) if calls % 4 else ask(x, w, b, stride=s[1])
            else:
                good = ask(x, w, b, tuple(s), tuple(p))
            if not good:
                return False
        # the same three arrays again and again, with new numbers in them
        x, w, b = np.empty((2, 2, 4, 5)), np.empty((3, 2, 2, 3)), np.empty(3)
        for fresh in range(10):
            for a in (x, w, b):
                if fresh % 4:
                    a[...] = rng.standard_normal(a.shape)
            if fresh == 0:
                x[...], w[...], b[...] = 0.5, -1, 2
            if not ask(x, w, b, (1, 2), (1, 0)):
                return False
        # nothing that was answered earlier may have changed since
        return all(np.array_equal(y, then) for y, _, _, then in results)
    except Exception:
        return False
