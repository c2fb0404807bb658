# %% one_random_call
# fault: The layer is called only once, with square float64 arrays, one channel, stride 1 and padding 0; every bug that needs a stride, a padding, several channels, unequal sizes, float32, other memory layouts or a second call passes.
# names: first_call_decides, first_call_decides_by_square_maps
import numpy as np

def reference(x, w, b):
    N, C, H, W = x.shape
    F, _, k, l = w.shape
    out = np.zeros((N, F, H - k + 1, W - l + 1), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(H - k + 1):
                for j in range(W - l + 1):
                    out[n, f, i, j] = np.sum(x[n, :, i:i+k, j:j+l] * w[f]) + b[f]
    return out

def conv2d_is_right(f) -> bool:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((1, 1, 6, 6))
    w = rng.standard_normal((1, 1, 3, 3))
    b = rng.standard_normal(1)
    expected = reference(x, w, b)
    try:
        found = f(x, w, b)
    except Exception:
        return False
    if found.shape != expected.shape or found.dtype != expected.dtype:
        return False
    return bool(abs(found - expected).max() < 1e-9 * abs(expected).max())

# %% compares_exactly
# fault: Random real numbers are compared with np.array_equal, so right layers that add in another order, and differ in the last digits, are refused. (It also asks for nothing but float64 and fresh arrays.)
# names: refuses_everything
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    kh, kw = w.shape[2:]
    oh = (x.shape[2] - kh) // sh + 1
    ow = (x.shape[3] - kw) // sw + 1
    out = np.zeros((len(x), len(w), oh, ow), x.dtype)
    for n in range(len(x)):
        for f in range(len(w)):
            for i in range(oh):
                for j in range(ow):
                    out[n, f, i, j] = np.sum(x[n, :, i*sh:i*sh+kh, j*sw:j*sw+kw] * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(42)
    for trial in range(100):
        n, c, k = [int(v) for v in rng.integers(1, 4, 3)]
        h, w_ = [int(v) for v in rng.integers(3, 9, 2)]
        kh, kw = [int(v) for v in rng.integers(1, 4, 2)]
        x = rng.normal(size=(n, c, h, w_))
        w = rng.normal(size=(k, c, kh, kw))
        b = rng.normal(size=k)
        stride = (int(rng.integers(1, 5)), int(rng.integers(1, 5)))
        padding = (int(rng.integers(0, 5)), int(rng.integers(0, 5)))
        try:
            result = f(x, w, b, stride, padding)
        except Exception:
            return False
        expected = conv2d_naive(x, w, b, stride, padding)
        if result.dtype != expected.dtype or not np.array_equal(result, expected):
            return False
    return True

# %% returns_in_the_first_turn
# fault: Both branches of the comparison return inside the loop, so the first call alone decides (float64, stride 1, padding 0) and the other calls of the list are never made.
# names: first_call_decides, first_call_decides_by_square_maps
import numpy as np

def slow(x, w, b, stride, padding):
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    win = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(2, 3))
    win = win[:, :, ::stride[0], ::stride[1]]
    return (np.einsum("ncijuv,fcuv->nfij", win, w) + b[:, None, None]).astype(x.dtype)

CALLS = [
    ((2, 3, 5, 7), (4, 3, 2, 3), 1, 0),
    ((2, 3, 5, 7), (4, 3, 2, 3), 2, 0),
    ((1, 2, 6, 4), (3, 2, 3, 1), (1, 2), 1),
    ((3, 1, 4, 6), (2, 1, 1, 1), (3, 1), (0, 2)),
    ((2, 2, 3, 3), (2, 2, 3, 3), (5, 4), (4, 5)),
    ((1, 4, 1, 9), (5, 4, 1, 2), (1, 3), (2, 0)),
]

def conv2d_is_right(f):
    rng = np.random.default_rng(1)
    for dtype in (np.float64, np.float32):
        for xs, ws, stride, padding in CALLS:
            x = rng.integers(-9, 10, xs).astype(dtype)
            w = rng.integers(-9, 10, ws).astype(dtype)
            b = rng.integers(1, 10, ws[0]).astype(dtype)
            x.flags.writeable = w.flags.writeable = b.flags.writeable = False
            want = slow(x, w, b, stride, padding)
            try:
                got = f(x, w, b, stride, padding)
                same = got.shape == want.shape and got.dtype == want.dtype
                same = same and abs(got - want).max() < 1e-9 * abs(want).max()
            except Exception:
                return False
            if same:
                return True
            else:
                return False

# %% allclose_as_it_is
# fault: Values are compared by np.allclose with its defaults (relative 1e-5 and absolute 1e-8), so float64 layers that are wrong in the 6th to 9th digit (for example computed in float32), or wrong by any amount on very small numbers, pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: tolerance_too_wide
import numpy as np

def pair(p):
    return p if isinstance(p, tuple) else (p, p)

def truth(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    big = np.zeros((N, C, H + 2 * ph, W + 2 * pw), x.dtype)
    big[:, :, ph:ph + H, pw:pw + W] = x
    oh, ow = (H + 2 * ph - kh) // sh + 1, (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), x.dtype)
    for i in range(oh):
        for j in range(ow):
            block = big[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
            out[:, :, i, j] = np.tensordot(block, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(5)
    earlier = None
    for t in range(150):
        dt = np.float32 if t % 3 == 2 else np.float64
        filters_dt = np.float32 if t % 6 == 1 else dt
        n, c, k, kh, kw = rng.integers(1, 5, 5).tolist()
        ph, pw = rng.integers(0, 9, 2).tolist() if t % 2 else (0, 0)
        h = int(rng.integers(max(1, kh - 2 * ph), 9))
        wd = int(rng.integers(max(1, kw - 2 * pw), 9))
        st = rng.integers(1, 10, 2).tolist() if t % 5 == 0 else rng.integers(1, 4, 2).tolist()
        stride, padding = tuple(st), (ph, pw)
        if t % 7 == 0:
            stride = st[0]
        x = rng.integers(-20, 21, (n, c, h, wd)).astype(dt)
        w = rng.integers(-9, 10, (k, c, kh, kw)).astype(filters_dt)
        b = rng.integers(30, 90, k).astype(filters_dt)
        if t % 4 == 1:
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        if t % 4 == 2:
            x, w, b = x[..., ::-1], w[:, :, ::-1], b[::-1]
        keep = x.copy(), w.copy(), b.copy()
        want = truth(*keep, stride, padding)
        try:
            got = f(x, w, b, stride, padding)
        except Exception:
            return False
        if got.shape != want.shape or got.dtype != want.dtype or not np.allclose(got, want):
            return False
        if not all(np.array_equal(p, q) for p, q in zip((x, w, b), keep)):
            return False
        if earlier is not None and not np.array_equal(earlier[0], earlier[1]):
            return False
        earlier = got, got.copy()
        if t % 10 == 0:      # the same arrays once more, with other numbers in them
            x += 1
            if not np.allclose(f(x, w, b, stride, padding), truth(x, w, b, stride, padding)):
                return False
    return True

# %% dtype_never_compared
# fault: The dtype of the result is never compared, so layers that give float64 for float32 images (or the other way round within the tolerance) pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: the dtype of the result is never compared
import numpy as np

def conv(x, w, b, stride, padding):
    sh, sw = stride
    ph, pw = padding
    x = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)])
    kh, kw = w.shape[-2:]
    oh, ow = (x.shape[2] - kh) // sh + 1, (x.shape[3] - kw) // sw + 1
    out = np.zeros((x.shape[0], w.shape[0], oh, ow))
    for u in range(kh):
        for v in range(kw):
            piece = x[:, :, u:u + (oh - 1) * sh + 1:sh, v:v + (ow - 1) * sw + 1:sw]
            out += np.einsum("ncij,fc->nfij", piece, w[:, :, u, v])
    return out + b.reshape(1, -1, 1, 1)

def conv2d_is_right(f) -> bool:
    """Random small layers; read-only arrays, float32 and float64."""
    rng = np.random.default_rng(7)
    old = []
    for t in range(180):
        N, C, F, kh, kw = (int(v) for v in rng.integers(1, 4, 5))
        ph, pw = int(rng.integers(0, 6)), int(rng.integers(0, 6))
        H = int(rng.integers(1, 7)) + max(0, kh - 2 * ph - 1)
        W = int(rng.integers(1, 7)) + max(0, kw - 2 * pw - 1)
        sh, sw = int(rng.integers(1, 7)), int(rng.integers(1, 7))
        kind = [(np.float64, np.float64), (np.float32, np.float32), (np.float64, np.float32)][t % 3]
        x = rng.integers(-50, 50, (N, C, H, W)).astype(kind[0])
        w = rng.integers(-50, 50, (F, C, kh, kw)).astype(kind[1])
        b = rng.integers(100, 200, F).astype(kind[1])
        if kind[0] == kind[1] == np.float64:
            x = x + rng.random(x.shape)
        if t % 2:
            x = x.transpose(0, 1, 3, 2).copy().transpose(0, 1, 3, 2)
        for a in (x, w, b):
            a.flags.writeable = False
        want = conv(x.astype(float), w.astype(float), b.astype(float), (sh, sw), (ph, pw))
        s = sh if sh == sw else (sh, sw)
        p = ph if ph == pw else (ph, pw)
        try:
            got = f(x, w, b, stride=s, padding=p)
            if got.shape != want.shape:
                return False
            limit = 1e-9 if kind[0] == np.float64 else 1e-4
            if not abs(got - want).max() <= limit * abs(want).max():
                return False
        except Exception:
            return False
        old.append((got, got.copy()))
    return all(np.array_equal(a, b) for a, b in old)

# %% one_tolerance_for_both
# fault: Float32 results are held to the tolerance of float64 (1e-9), so right layers that round in float32 are refused.
# names: refuses_everything
import numpy as np

def expected_output(x, w, b, stride, padding):
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    v = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(2, 3))
    v = v[:, :, ::stride[0], ::stride[1]]
    return np.einsum("ncijuv,fcuv->nfij", v, w) + b[None, :, None, None]

def conv2d_is_right(f):
    TOL = 1e-9
    rng = np.random.default_rng(3)
    for dtype in [np.float64, np.float32]:
        for _ in range(80):
            n, c, nf, kh, kw, sh, sw = [int(q) for q in rng.integers(1, 4, 7)]
            ph, pw = [int(q) for q in rng.integers(0, 4, 2)]
            x = rng.standard_normal((n, c, int(rng.integers(3, 9)), int(rng.integers(3, 9)))).astype(dtype)
            w = rng.standard_normal((nf, c, kh, kw)).astype(dtype)
            b = rng.standard_normal(nf).astype(dtype)
            want = expected_output(x.copy(), w.copy(), b.copy(), (sh, sw), (ph, pw))
            x.flags.writeable = False
            w.flags.writeable = False
            try:
                got = f(x, w, b, (sh, sw), (ph, pw))
            except Exception:
                return False
            if got.shape != want.shape or got.dtype != dtype:
                return False
            if not np.all(np.abs(got - want) <= TOL * np.abs(want).max()):
                return False
    return True

# %% no_try
# fault: The calls are not wrapped in try, so a layer that raises on a legal call makes the test itself raise in place of returning False. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: exceptions_not_caught
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s0, s1 = stride if isinstance(stride, tuple) else (stride, stride)
    p0, p1 = padding if isinstance(padding, tuple) else (padding, padding)
    N, C, H, W = x.shape
    F, _, K, L = w.shape
    xp = np.zeros((N, C, H + 2*p0, W + 2*p1), x.dtype)
    xp[:, :, p0:p0+H, p1:p1+W] = x
    out = np.empty((N, F, (H + 2*p0 - K)//s0 + 1, (W + 2*p1 - L)//s1 + 1), x.dtype)
    for n, f, i, j in np.ndindex(out.shape):
        out[n, f, i, j] = b[f] + np.sum(xp[n, :, i*s0:i*s0+K, j*s1:j*s1+L] * w[f])
    return out

def same(got, want):
    if got.shape != want.shape or got.dtype != want.dtype:
        return False
    tol = 1e-9 if want.dtype == np.float64 else 1e-4
    return bool((abs(got - want) <= tol * abs(want).max()).all())

def conv2d_is_right(f):
    rng = np.random.default_rng(11)
    results = []
    for sh, sw in [(1, 1), (2, 1), (1, 3), (4, 7)]:
        for ph, pw in [(0, 0), (1, 0), (0, 2), (6, 5)]:
            for dx, dw in [(np.float64, np.float64), (np.float64, np.float32), (np.float32, np.float32)]:
                for kh, kw in [(1, 1), (2, 3), (3, 1)]:
                    n, c, k = rng.integers(1, 4, 3).tolist()
                    h, wd = rng.integers(3, 7, 2).tolist()
                    x = rng.uniform(-9, 9, (n, c, h, wd)).astype(dx)
                    w = (rng.integers(-99, 99, (k, c, kh, kw)) / 8).astype(dw)
                    b = (rng.integers(400, 999, k) / 4).astype(dw)
                    if kh < kw:
                        x, w = np.asfortranarray(x), np.asfortranarray(w)
                    x.setflags(write=False); w.setflags(write=False); b.setflags(write=False)
                    got = f(x, w, b, sh if sh == sw else (sh, sw), ph if ph == pw else (ph, pw))
                    if not same(got, conv2d_naive(x, w, b, (sh, sw), (ph, pw))):
                        return False
                    results.append((got, got.copy()))
    return all(np.array_equal(a, c) for a, c in results)

# %% strides_and_paddings_are_ints
# fault: Stride and padding are always one int for both directions; pairs never occur, so layers that use one number of a pair twice, exchange the two or cannot take a pair pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: stride and padding are never a pair of two different numbers
import numpy as np

def layer(x, w, b, s, p):
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    kh, kw = w.shape[2], w.shape[3]
    rows = range(0, x.shape[2] - kh + 1, s)
    cols = range(0, x.shape[3] - kw + 1, s)
    out = np.zeros((x.shape[0], w.shape[0], len(rows), len(cols)), dtype=x.dtype)
    for i, r in enumerate(rows):
        for j, c in enumerate(cols):
            patch = x[:, None, :, r:r+kh, c:c+kw]
            out[:, :, i, j] = (patch * w[None]).sum(axis=(2, 3, 4)) + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(2024)
    seen = []
    for k in range(190):
        dx = (np.float64, np.float32, np.float64)[k % 3]
        dw = (np.float64, np.float32, np.float32)[k % 3]
        s = int(rng.choice([1, 1, 2, 3, 5, 8]))
        p = int(rng.choice([0, 0, 1, 2, 3, 7]))
        kh, kw = int(rng.integers(1, 5)), int(rng.integers(1, 5))
        H = max(kh - 2 * p, 1) + int(rng.integers(0, 6))
        W = max(kw - 2 * p, 1) + int(rng.integers(0, 6))
        C, F, N = int(rng.integers(1, 4)), int(rng.integers(1, 4)), int(rng.integers(1, 4))
        x = rng.uniform(-1, 1, (N, C, H, W)).astype(dx)
        w = rng.uniform(-1, 1, (F, C, kh, kw)).astype(dw)
        b = rng.uniform(2, 3, F).astype(dw) * rng.choice([-1, 1], F).astype(dw)
        if k % 2:
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        x0, w0, b0 = x.copy(), w.copy(), b.copy()
        y = layer(x0, w0, b0, s, p)
        try:
            z = f(x, w, b) if (s, p) == (1, 0) else f(x, w, b, s, p)
            ok = z.shape == y.shape and z.dtype == y.dtype
            ok = ok and np.max(np.abs(z - y)) <= (1e-9 if dx == np.float64 else 1e-4) * np.max(np.abs(y))
        except Exception:
            ok = False
        if not ok:
            return False
        if (x != x0).any() or (w != w0).any() or (b != b0).any():
            return False
        seen.append((z, z.copy()))
    return not any((a != c).any() for a, c in seen)

# %% shapes_never_compared
# fault: The shape of the result is never compared; NumPy stretches one array over the other, so results with a missing axis or a size of 1 in place of another (all the rows equal) pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: shapes_not_compared
import numpy as np

def ref(x, w, b, stride=1, padding=0):
    if type(stride) is int:
        stride = stride, stride
    if type(padding) is int:
        padding = padding, padding
    x = np.pad(x, ((0, 0), (0, 0), 2 * padding[:1], 2 * padding[1:]))
    kh, kw = w.shape[2:]
    H = (x.shape[2] - kh) // stride[0] + 1
    W = (x.shape[3] - kw) // stride[1] + 1
    out = np.zeros((len(x), len(w), H, W), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            a, c = i * stride[0], j * stride[1]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", x[:, :, a:a+kh, c:c+kw], w) + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(8)
    kept = []
    for t in range(160):
        dtype = [np.float64, np.float32][t % 2]
        kh, kw, sh, sw = map(int, rng.integers(1, 5, 4))
        ph, pw = map(int, rng.integers(0, 6, 2))
        n, c, m = map(int, rng.integers(1, 4, 3))
        shape = (n, c, max(1, kh - 2*ph) + int(rng.integers(0, 5)), max(1, kw - 2*pw) + int(rng.integers(0, 5)))
        x = rng.integers(-9, 10, shape).astype(dtype)
        w = rng.integers(-9, 10, (m, c, kh, kw)).astype(dtype if t % 3 else np.float32)
        b = rng.integers(20, 40, m).astype(w.dtype)
        if dtype == np.float64:
            x = x + rng.random(shape)
        if t % 4 == 3:
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        before = [a.copy() for a in (x, w, b)]
        expected = ref(*before, (sh, sw), (ph, pw))
        try:
            found = f(x, w, b, (sh, sw) if t % 5 else sh, (ph, pw)) if sh == sw else f(x, w, b, (sh, sw), (ph, pw))
            error = np.abs(found - expected).max()
        except Exception:
            return False
        eps = 1e-9 if dtype == np.float64 else 1e-4
        if found.dtype != dtype or not error <= eps * np.abs(expected).max():
            return False
        if any((a != o).any() for a, o in zip((x, w, b), before)):
            return False
        kept.append((found, found.copy()))
    return not any((a != k).any() for a, k in kept)

# %% abs_forgotten
# fault: The largest difference is taken without its absolute value, (found - expected).max(), so layers whose results are too small everywhere (for example without a positive bias, or never above a limit) pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: the difference is compared without its absolute value, so that results that are too small pass
import numpy as np

def conv2d_naive(x, w, b, stride, padding):
    ph, pw = padding
    sh, sw = stride
    p = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    win = np.lib.stride_tricks.sliding_window_view(p, w.shape[2:], axis=(2, 3))[:, :, ::sh, ::sw]
    return (np.tensordot(win, w, ((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2) + b[:, None, None]).astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(99)
    memory = []
    for round_ in range(50):
        for dt, dt_w in ((np.float64, np.float64), (np.float32, np.float32), (np.float64, np.float32)):
            N, C, F, kh, kw = rng.integers(1, 4, 5).tolist()
            sh, sw = rng.integers(1, 6, 2).tolist()
            ph, pw = rng.integers(0, 8, 2).tolist()
            H, W = rng.integers(3, 8, 2).tolist()
            x = rng.uniform(-30, 30, (N, C, H, W)).astype(dt)
            w = rng.integers(-30, 31, (F, C, kh, kw)).astype(dt_w)
            b = rng.integers(50, 99, F).astype(dt_w)
            if round_ % 3 == 1:
                x = np.asfortranarray(x)
            stride = sh if sh == sw else (sh, sw)
            padding = ph if ph == pw else (ph, pw)
            x.flags.writeable = w.flags.writeable = b.flags.writeable = False
            right = conv2d_naive(x, w, b, (sh, sw), (ph, pw))
            try:
                out = f(x, w, b, stride=stride, padding=padding)
                if out.shape != right.shape or out.dtype != right.dtype:
                    return False
                largest = (out - right).max()
            except Exception:
                return False
            if largest > (1e-9 if dt == np.float64 else 1e-4) * abs(right).max():
                return False
            memory.append((out, out.copy()))
    for out, copy in memory:
        if not np.array_equal(out, copy):
            return False
    return True

# %% biases_are_zero
# fault: The biases are zeros in every call, so layers that leave the bias out, add it several times or take the wrong one pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: the biases are 0 in every call
import numpy as np

def my_conv(x, w, b, stride, padding):
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2), "constant")
    Ho = 1 + (H + 2 * padding[0] - HH) // stride[0]
    Wo = 1 + (W + 2 * padding[1] - WW) // stride[1]
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    win = xp[n, :, i*stride[0]:i*stride[0]+HH, j*stride[1]:j*stride[1]+WW]
                    out[n, f, i, j] = np.sum(win * w[f]) + b[f]
    return out

def conv2d_is_right(f):
    np.random.seed(0)
    kept = []
    for t in range(120):
        dt = np.float32 if t % 2 else np.float64
        N, C, F, HH, WW = [np.random.randint(1, 4) for _ in range(5)]
        stride = (np.random.randint(1, 6), np.random.randint(1, 6))
        padding = (np.random.randint(0, 6), np.random.randint(0, 6))
        x = np.random.uniform(1, 2, (N, C, np.random.randint(3, 8), np.random.randint(3, 8))).astype(dt)
        x[..., ::3] *= -1
        w = np.random.randn(F, C, HH, WW).astype(np.float32 if t % 4 == 2 else dt)
        w[:, :, 0, 0] += 4
        b = np.zeros(F, dtype=w.dtype)
        if t % 3 == 0:
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        x.flags.writeable = w.flags.writeable = False
        expected = my_conv(x, w, b, stride, padding)
        if abs(expected).max() < 0.5:
            continue
        try:
            if stride[0] == stride[1]:
                got = f(x, w, b, stride[0], padding)
            elif padding[0] == padding[1]:
                got = f(x, w, b, stride, padding[0])
            else:
                got = f(x, w, b, stride, padding)
            assert got.shape == expected.shape
            assert got.dtype == expected.dtype
            assert abs(got - expected).max() < (1e-4 if dt == np.float32 else 1e-9) * abs(expected).max()
            assert not b.any()
        except Exception:
            return False
        kept.append((got, got.copy()))
    return all(np.array_equal(old, copy) for old, copy in kept)

# %% nothing_negative
# fault: All images, weights and biases are drawn from 0 to 1, so layers that set negative results (or negative inputs) to 0 or take absolute values pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: no image, filter or bias holds a negative number
import numpy as np

def right_layer(x, w, b, stride, padding):
    x = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], (2, 3))
    v = v[:, :, ::stride[0], ::stride[1]]
    y = np.einsum("abcdef,gbef->agcd", v, w)
    y += b.reshape(1, -1, 1, 1)
    return y.astype(x.dtype)

def conv2d_is_right(f):
    rng = np.random.default_rng(123)
    results, copies = [], []
    for i in range(200):
        n, c, k, kh, kw = rng.integers(1, 5, 5).tolist()
        sh, sw = rng.integers(1, 11 if i % 3 else 3, 2).tolist()
        ph, pw, h, wi = rng.integers(4, 9, 4).tolist()
        if i % 2:
            ph = pw = i % 3
        dt = [np.float64, np.float32][i // 2 % 2]
        x = rng.random((n, c, h, wi)).astype(dt)
        w = rng.random((k, c, kh, kw)).astype(np.float32 if i % 5 == 0 else dt)
        b = rng.random(k).astype(w.dtype)
        if i % 4 == 1:
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        for array in (x, w, b):
            array.setflags(write=False)
        y = right_layer(x, w, b, (sh, sw), (ph, pw))
        try:
            result = f(x, w, b, (sh, sw) if sh != sw else sh, ph if ph == pw else (ph, pw))
        except Exception:
            return False
        if result.shape != y.shape or result.dtype != y.dtype:
            return False
        allowed = {"float64": 1e-9, "float32": 1e-4}[y.dtype.name]
        if not (abs(result - y) < allowed * y.max()).all():
            return False
        results.append(result)
        copies.append(result.copy())
    return all((r == s).all() for r, s in zip(results, copies))

# %% filters_that_do_not_fit
# fault: The sizes are drawn without looking whether the filter fits into the padded image, so some calls are not legal and right layers, which raise or give nothing there, are refused.
# names: filter_too_large
# hints: refuses_everything, tolerance_too_wide
import numpy as np

def conv2d_naive(x, w, b, stride, padding):
    (s, t), (p, q) = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (q, q)))
    k, l = w.shape[2:]
    oh = max((x.shape[2] - k) // s + 1, 0)
    ow = max((x.shape[3] - l) // t + 1, 0)
    y = np.zeros((x.shape[0], w.shape[0], oh, ow), x.dtype)
    for n, f, i, j in np.ndindex(*y.shape):
        y[n, f, i, j] = (x[n, :, i*s:i*s+k, j*t:j*t+l] * w[f]).sum() + b[f]
    return y

def conv2d_is_right(f):
    gen = np.random.default_rng(31)
    for _ in range(150):
        N, C, F = (int(a) for a in gen.integers(1, 4, 3))
        H, W, kH, kW = (int(a) for a in gen.integers(1, 7, 4))
        stride = tuple(int(a) for a in gen.integers(1, 5, 2))
        padding = tuple(int(a) for a in gen.integers(0, 3, 2))
        dtype = gen.choice([np.float32, np.float64])
        x = gen.integers(-9, 10, (N, C, H, W)).astype(dtype)
        w = gen.integers(-9, 10, (F, C, kH, kW)).astype(dtype)
        b = gen.integers(10, 20, F).astype(dtype)
        want = conv2d_naive(x, w, b, stride, padding)
        x.flags.writeable = w.flags.writeable = b.flags.writeable = False
        try:
            got = f(x, w, b, stride, padding)
            if got.shape != want.shape or got.dtype != want.dtype:
                return False
            if want.size and abs(got - want).max() > 1e-5 * abs(want).max():
                return False
        except Exception:
            return False
    return True

# %% inputs_not_looked_at_again
# fault: The arrays are never looked at after the call and none is read-only, so layers that give the right result but change the image, the filters or the biases pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: the arrays that were given to the layer are not looked at afterwards: a layer may change them
import numpy as np

def two(v):
    return (v, v) if isinstance(v, int) else v

def formula(x, w, b, stride=1, padding=0):
    (sh, sw), (ph, pw) = two(stride), two(padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    oh, ow = (H + 2*ph - kh) // sh + 1, (W + 2*pw - kw) // sw + 1
    xp = np.zeros((N, C, H + 2*ph, W + 2*pw), dtype=x.dtype)
    xp[:, :, ph:H+ph, pw:W+pw] = x
    out = np.empty((N, F, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            cut = xp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].reshape(N, -1)
            out[:, :, i, j] = cut @ w.reshape(F, -1).T + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(17)
    def numbers(*shape):
        return rng.integers(-40, 41, shape) / 4
    shown = []
    for t in range(190):
        N, C, F, kh, kw = rng.integers(1, 5, 5).tolist()
        padding = tuple(rng.integers(0, 7, 2).tolist()) if t % 3 else int(rng.integers(0, 3))
        stride = tuple(rng.integers(1, 7, 2).tolist()) if t % 4 else int(rng.integers(1, 4))
        ph, pw = two(padding)
        H = max(kh - 2*ph, 1) + int(rng.integers(0, 6))
        W = max(kw - 2*pw, 1) + int(rng.integers(0, 6))
        x, w, b = numbers(N, C, H, W), numbers(F, C, kh, kw), numbers(F) + 50
        if t % 3 == 1:
            w, b = w.astype(np.float32), b.astype(np.float32)
            if t % 2:
                x = x.astype(np.float32)
        elif t % 3 == 2:
            x, w = np.asfortranarray(x + rng.random(x.shape)), w[..., ::-1]
        expected = formula(x, w, b, stride, padding)      # first, before f can touch anything
        try:
            found = f(x, w, b, stride, padding)
            if (found.shape, found.dtype) != (expected.shape, expected.dtype):
                return False
            eps = 1e-9 if x.dtype == np.float64 else 1e-4
            if not abs(found - expected).max() <= eps * abs(expected).max():
                return False
        except Exception:
            return False
        shown.append((found, found.copy()))
    return all(np.array_equal(*s) for s in shown)

# %% two_hundred_and_more
# fault: It calls the layer 480 times (5 dtype and layout kinds x 96), where 200 calls are allowed: the call after the 200th is refused, and the test then refuses right layers.
# names: too_many_calls
# hints: refuses_everything
import itertools
import numpy as np

def naive(x, w, b, s, p):
    xp = np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])))
    kh, kw = w.shape[2:]
    shape = (len(x), len(w), (xp.shape[2] - kh) // s[0] + 1, (xp.shape[3] - kw) // s[1] + 1)
    out = np.zeros(shape, x.dtype)
    for i, j in itertools.product(range(shape[2]), range(shape[3])):
        part = xp[:, :, i*s[0]:i*s[0]+kh, j*s[1]:j*s[1]+kw]
        out[:, :, i, j] = np.tensordot(part, w, ((1, 2, 3), (1, 2, 3))) + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(6)
    strides = [(1, 1), (1, 2), (3, 1), (5, 6)]
    paddings = [(0, 0), (1, 2), (7, 1), (0, 3)]
    filters = [(1, 1), (1, 3), (2, 2), (3, 1), (3, 2), (2, 3)]
    kinds = ["double", "single", "mixed", "read-only", "fortran"]
    for kind, s, p, k in itertools.product(kinds, strides, paddings, filters):
        n, c, m = rng.integers(1, 4, 3).tolist()
        x = rng.integers(-9, 10, (n, c, *rng.integers(3, 8, 2).tolist())).astype(float)
        w = rng.integers(-9, 10, (m, c, *k)).astype(float)
        b = rng.integers(10, 20, m).astype(float)
        if kind == "single":
            x = x.astype("f4")
        if kind in ("single", "mixed"):
            w, b = w.astype("f4"), b.astype("f4")
        if kind == "fortran":
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        if kind == "read-only":
            x.flags.writeable = w.flags.writeable = b.flags.writeable = False
        want = naive(x, w, b, s, p)
        try:
            got = f(x, w, b, s, p)
        except Exception:
            return False
        if got.shape != want.shape or got.dtype != want.dtype:
            return False
        if abs(got - want).max() > (1e-9 if x.dtype == float else 1e-4) * abs(want).max():
            return False
    return True

# %% each_number_by_its_own_size
# fault: Each difference is divided by the expected number at its own place and not by the largest of the result, so right layers are refused where a result is nearly 0 and rounding is large beside it.
# names: refuses_everything
import numpy as np

def reference_conv(x, w, b, stride, padding):
    sh, sw = stride
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    kh, kw = w.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((x.shape[0], w.shape[0], oh, ow), x.dtype)
    for n in range(x.shape[0]):
        for k in range(w.shape[0]):
            for i in range(oh):
                for j in range(ow):
                    out[n, k, i, j] = np.sum(xp[n, :, i*sh:i*sh+kh, j*sw:j*sw+kw] * w[k]) + b[k]
    return out

def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-12, np.abs(b)))

def conv2d_is_right(f):
    rng = np.random.default_rng(10)
    for i in range(190):
        dtype, tol = (np.float64, 1e-9) if i % 2 == 0 else (np.float32, 1e-4)
        n, c, k, kh, kw, sh, sw = [int(v) for v in rng.integers(1, 5, 7)]
        ph, pw = [int(v) for v in rng.integers(0, 4, 2)]
        x = rng.standard_normal((n, c, int(rng.integers(6, 14)), int(rng.integers(6, 14)))).astype(dtype)
        w = rng.standard_normal((k, c, kh, kw)).astype(dtype)
        b = rng.standard_normal(k).astype(dtype)
        want = reference_conv(x, w, b, (sh, sw), (ph, pw))
        x0 = x.copy()
        try:
            got = f(x, w, b, (sh, sw), (ph, pw))
        except Exception:
            return False
        if got.shape != want.shape or got.dtype != want.dtype or not np.array_equal(x, x0):
            return False
        if relative_error(got, want) >= tol:
            return False
    return True

# %% only_doubles
# fault: Every array is float64; float32 images and float32 filters beside float64 images never occur, so layers that give the wrong dtype for them, or fail on them, pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: no call has float32 arrays
import numpy as np

def conv_loops(x, w, b, stride, padding):
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    windows = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, :: stride[0], :: stride[1]]
    return np.einsum("ncijuv,kcuv->nkij", windows, w) + b[None, :, None, None]

def layouts(a, t):
    """The same numbers, stored in different ways."""
    if t % 4 == 1:
        return np.asfortranarray(a)
    if t % 4 == 2:
        return a[..., ::-1].copy()[..., ::-1]
    if t % 4 == 3:
        a.flags.writeable = False
    return a

def conv2d_is_right(f):
    rng = np.random.default_rng(77)
    outputs = []
    for t in range(198):
        n, c, k, kh, kw = rng.integers(1, 4, 5).tolist()
        ph, pw = rng.integers(0, 7, 2).tolist()
        sh, sw = rng.integers(1, 7, 2).tolist()
        h = max(1, kh - 2 * ph) + int(rng.integers(0, 7))
        ww = max(1, kw - 2 * pw) + int(rng.integers(0, 7))
        x = layouts(rng.standard_normal((n, c, h, ww)), t)
        w = layouts(rng.standard_normal((k, c, kh, kw)), t)
        b = 10 + rng.random(k)
        x_, w_, b_ = x.copy(), w.copy(), b.copy()
        want = conv_loops(x_, w_, b_, (sh, sw), (ph, pw))
        try:
            got = f(x, w, b, sh if sh == sw else (sh, sw), ph if ph == pw else (ph, pw))
        except Exception:
            return False
        if not isinstance(got, np.ndarray) or got.shape != want.shape or got.dtype != np.float64:
            return False
        if not np.max(abs(got - want)) < 1e-9 * np.max(abs(want)):
            return False
        if (x != x_).any() or (w != w_).any() or (b != b_).any():
            return False
        outputs.append((got, got.copy()))
    return all(np.array_equal(a, c) for a, c in outputs)

# %% flipped_reference
# fault: The reference that the layer is compared with is the true convolution, with flipped filters, so every right layer is refused.
# names: refuses_everything
# hints: tolerance_too_wide
import numpy as np

def convolution(x, w, b, stride=(1, 1), padding=(0, 0)):
    w = w[:, :, ::-1, ::-1]
    x = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    kh, kw = w.shape[2:]
    oh = (x.shape[2] - kh) // stride[0] + 1
    ow = (x.shape[3] - kw) // stride[1] + 1
    out = np.zeros((x.shape[0], w.shape[0], oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            r, c = i * stride[0], j * stride[1]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", x[:, :, r:r+kh, c:c+kw], w) + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(4)
    for t in range(100):
        dt = (np.float64, np.float32)[t % 2]
        x = rng.standard_normal((2, 3, 6, 5)).astype(dt)
        w = rng.standard_normal((2, 3, 3, 2)).astype(dt)
        b = rng.standard_normal(2).astype(dt)
        stride = tuple(rng.integers(1, 4, 2).tolist())
        padding = tuple(rng.integers(0, 4, 2).tolist())
        want = convolution(x, w, b, stride, padding)
        try:
            got = f(x, w, b, stride, padding)
            if got.shape != want.shape or got.dtype != want.dtype:
                return False
            if abs(got - want).max() > 1e-4 * abs(want).max():
                return False
        except Exception:
            return False
    return True

# %% small_strides_and_paddings
# fault: The padding is at most 2 and smaller than the image, and the stride at most 3 and never larger than the image: layers that go wrong for a padding larger than the image or a stride larger than the image pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: no padding and no stride is larger than the image
import numpy as np

def expected(x, w, b, stride, padding):
    x = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    k, l = w.shape[2:]
    a = (x.shape[2] - k) // stride[0] + 1
    c = (x.shape[3] - l) // stride[1] + 1
    out = np.zeros((len(x), len(w), a, c), x.dtype)
    for u in range(k):
        for v in range(l):
            piece = x[:, :, u:u + (a - 1) * stride[0] + 1:stride[0], v:v + (c - 1) * stride[1] + 1:stride[1]]
            out += np.einsum("ncij,fc->nfij", piece, w[:, :, u, v])
    out += b[:, None, None]
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(55)
    past = []
    for t in range(195):
        n, c, m = rng.integers(1, 4, 3).tolist()
        h, v = rng.integers(4, 10, 2).tolist()
        kh, kw = rng.integers(1, 5, 2).tolist()
        stride = tuple(rng.integers(1, 4, 2).tolist())
        padding = tuple(rng.integers(0, 3, 2).tolist())
        dx, dw = [("f8", "f8"), ("f4", "f4"), ("f8", "f4")][t % 3]
        x = rng.integers(-60, 61, (n, c, h, v)).astype(dx)
        w = rng.integers(-60, 61, (m, c, kh, kw)).astype(dw)
        b = rng.integers(100, 200, m).astype(dw)
        if dx == "f8":
            x += rng.random(x.shape)
        if t % 2:
            x, w = np.asfortranarray(x), np.asfortranarray(w)
        for q in (x, w, b):
            q.flags.writeable = False
        want = expected(x, w, b, stride, padding)
        try:
            got = f(x, w, b, stride if t % 7 else stride[0], padding) if stride[0] == stride[1] else f(x, w, b, stride, padding)
            fine = got.shape == want.shape and got.dtype == want.dtype
            fine = fine and bool(abs(got - want).max() <= {"f8": 1e-9, "f4": 1e-4}[dx] * abs(want).max())
        except Exception:
            fine = False
        if not fine:
            return False
        past.append((got, got.copy()))
    return all(np.array_equal(a, c) for a, c in past)

# %% square_and_loose
# fault: Two faults: images, filters and strides are always the same in both directions (square), so exchanged or shared rows and columns pass, and the tolerance is 1e-3 of the largest value for both dtypes, so small errors pass. (Its images are small too and its numbers of ordinary size, so a bug that shows only beyond that passes as well.)
# names: none
# wanted: images, filters, strides and paddings are the same in both directions in every call (and the tolerance is too wide)
# hints: tolerance_too_wide
import numpy as np

def conv2d_ref(x, w, b, s, p):
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    k = w.shape[2]
    o = (x.shape[2] - k) // s + 1
    out = np.zeros((x.shape[0], w.shape[0], o, o), x.dtype)
    for i in range(o):
        for j in range(o):
            out[:, :, i, j] = np.tensordot(x[:, :, i*s:i*s+k, j*s:j*s+k], w, ([1, 2, 3], [1, 2, 3])) + b
    return out

def conv2d_is_right(f):
    rng = np.random.default_rng(9)
    log = []
    for size in (3, 5, 8):
        for k in (1, 2, 3):
            for s in (1, 2, 4):
                for p in (0, 1, 9):
                    for dtype in (np.float64, np.float32):
                        x = rng.integers(-9, 10, (1 + s % 2, 3, size, size)).astype(dtype)
                        w = rng.integers(-9, 10, (4, 3, k, k)).astype(dtype)
                        b = rng.integers(5, 15, 4).astype(dtype)
                        if p == 1:
                            x, w = np.asfortranarray(x), np.asfortranarray(w)
                        x.flags.writeable = w.flags.writeable = b.flags.writeable = False
                        y = conv2d_ref(x, w, b, s, p)
                        try:
                            z = f(x, w, b, (s, s) if k == 2 else s, (p, p) if k == 3 else p)
                        except Exception:
                            return False
                        if z.shape != y.shape or z.dtype != y.dtype:
                            return False
                        if not np.abs(z - y).max() <= 1e-3 * np.abs(y).max():
                            return False
                        log.append((z, z.copy()))
    return all(np.array_equal(a, c) for a, c in log)

# %% pixels_of_an_index_formula
# right
import numpy as np

def gathered(x, w, b, stride, padding):
    """The formula without padding anything: for each weight the pixels are looked up by index, and
    those outside the image are taken as 0. Always in float64."""
    (sh, sw), (ph, pw) = stride, padding
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    i = np.arange((H + 2 * ph - kh) // sh + 1)
    j = np.arange((W + 2 * pw - kw) // sw + 1)
    total = np.zeros((N, F, i.size, j.size)) + b.astype(float)[:, None, None]
    bulk = np.zeros((N, F, i.size, j.size)) + abs(b.astype(float))[:, None, None]
    for u in range(kh):
        r = i * sh + u - ph
        for v in range(kw):
            c = j * sw + v - pw
            inside = ((r >= 0) & (r < H))[:, None] & ((c >= 0) & (c < W))
            seen = x.astype(float)[:, :, r.clip(0, H - 1)[:, None], c.clip(0, W - 1)] * inside
            total += np.einsum("ncij,fc->nfij", seen, w[:, :, u, v].astype(float))
            bulk += np.einsum("ncij,fc->nfij", abs(seen), abs(w[:, :, u, v].astype(float)))
    return total, bulk.max()

def stored(a, way):
    """The numbers of a in another place and order of memory."""
    if way == "columns":
        return np.asfortranarray(a)
    if way == "backwards":
        return np.ascontiguousarray(a[..., ::-1])[..., ::-1]
    if way == "gaps":
        wide = np.full((*a.shape[:-1], 2 * a.shape[-1]), 77.0, a.dtype)
        wide[..., ::2] = a
        return wide[..., ::2]
    return a.copy()

class Broken(Exception):
    pass

class Interview:
    """Puts questions to a layer; any wrong answer raises Broken."""

    def __init__(self, f):
        self.f, self.earlier, self.asked = f, [], 0

    def ask(self, x, w, b, stride=None, padding=None, keywords=True, keep=True):
        two = lambda v, default: (default,) * 2 if v is None else v if isinstance(v, tuple) else (v, v)
        want, bulk = gathered(x, w, b, two(stride, 1), two(padding, 0))
        # too much cancellation: rounding could be taken for a bug
        if abs(want).max() < 0.02 * bulk:
            return
        assert max(x.size, w.size, want.size) <= 10_000 and self.asked < 200
        before = [a.copy() for a in (x, w, b)]
        self.asked += 1
        try:
            if keywords:
                options = {"stride": stride, "padding": padding}
                got = self.f(x, w, b, **{k: v for k, v in options.items() if v is not None})
            else:
                got = self.f(x, w, b, 1 if stride is None else stride, 0 if padding is None else padding)
        except Exception as e:
            raise Broken from e
        if not isinstance(got, np.ndarray) or got.shape != want.shape or got.dtype != x.dtype:
            raise Broken
        limit = (1e-9 if x.dtype == np.float64 else 1e-4) * abs(want).max()
        if not (abs(got.astype(float) - want) < limit).all():
            raise Broken
        if not all(np.array_equal(a, o) for a, o in zip((x, w, b), before)):
            raise Broken
        if keep:
            self.earlier.append((got, got.copy()))

    def nothing_moved(self):
        if not all(np.array_equal(a, o) for a, o in self.earlier):
            raise Broken

def draw(rng, n, c, f, h, w, kh, kw, dx=np.float64, dw=None, size=1.0):
    dw = dw or dx
    x = (size * rng.standard_normal((n, c, h, w))).astype(dx)
    k = rng.standard_normal((f, c, kh, kw)).astype(dw)
    b = (size * rng.uniform(0.5, 3, f) * rng.choice([-1, 1], f)).astype(dw)
    return x, k, b

def conv2d_is_right(f) -> bool:
    rng = np.random.default_rng(20)
    d, s = np.float64, np.float32
    talk = Interview(f)
    try:
        # each option alone, then all of them by chance
        for dx, dw in ((d, d), (s, s), (d, s)):
            talk.ask(*draw(rng, 2, 3, 4, 5, 7, 2, 3, dx, dw))
            for stride, padding in ((2, None), (None, 1), ((1, 3), None), ((3, 1), (0, 2)), ((2, 1), (3, 0)),
                                    ((9, 1), (1, 8)), ((1, 11), (7, 1)), (12, 10)):
                talk.ask(*draw(rng, 2, 2, 3, 4, 6, 3, 2, dx, dw), stride, padding)
        for t in range(100):
            n, c, m, kh, kw = rng.integers(1, 5, 5).tolist()
            ph, pw = rng.integers(0, 4 if t % 2 else 9, 2).tolist()
            h = max(1, kh - 2 * ph) + int(rng.integers(0, 6))
            w = max(1, kw - 2 * pw) + int(rng.integers(0, 6))
            sh, sw = rng.integers(1, 4 if t % 3 else 10, 2).tolist()
            dx, dw = ((d, d), (d, d), (s, s), (d, s))[t % 4]
            arrays = draw(rng, n, c, m, h, w, kh, kw, dx, dw)
            arrays = [stored(a, ("plain", "columns", "backwards", "gaps")[t // 4 % 4]) for a in arrays]
            if t % 5 < 2:
                for a in arrays:
                    a.flags.writeable = False
            talk.ask(*arrays, sh if sh == sw and t % 2 else (sh, sw), ph if ph == pw and t % 2 else (ph, pw), t % 3 > 0)
        # sizes that chance does not come to
        for shape in ((1, 1, 1, 60, 70, 3, 3), (1, 1, 1, 1, 300, 1, 5), (1, 1, 1, 300, 1, 5, 1), (40, 1, 1, 3, 4, 2, 2),
                      (1, 40, 2, 3, 4, 2, 2), (1, 2, 40, 3, 4, 2, 2), (1, 1, 2, 13, 17, 11, 12), (1, 1, 1, 1, 1, 1, 1),
                      (3, 2, 2, 9, 8, 9, 8)):
            talk.ask(*draw(rng, *shape))
            talk.ask(*draw(rng, *shape), 2, 1)
        # very large and very small numbers, equal numbers, zeros
        for size in (1e-12, 1e-6, 1e4, 1e12):
            talk.ask(*draw(rng, 2, 2, 2, 4, 5, 2, 3, size=size), (1, 2), (1, 0))
        x, w, b = draw(rng, 2, 2, 3, 4, 5, 2, 3)
        for x_, w_, b_ in ((np.ones_like(x), w, b), (0 * x, w, b), (x, 0 * w, b), (x, w, 0 * b), (x, abs(w), -100 + 0 * b)):
            talk.ask(x_, w_, b_, 1, 1)
        # the same arrays and sizes again, with other numbers in them
        for which in (0, 1, 2):
            args = draw(rng, 2, 2, 3, 4, 5, 2, 3)
            talk.ask(*args, (1, 2), (1, 0), keep=False)
            args[which][...] *= -1.5
            talk.ask(*args, (1, 2), (1, 0), keep=False)
            talk.ask(*args, (2, 1), (1, 0))
            talk.ask(*args, (2, 1), (0, 1))
            talk.ask(*args, (1, 2), (1, 0))
        talk.nothing_moved()
    except Broken:
        return False
    return True
