# %% slide_one_at_a_time
# fault: the stride is used for the size of the output but not for the windows, which begin at row i and column j instead of i * stride and j * stride; wrong for a stride other than 1 along an axis with more than one output
# names: stride_in_size_only
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    N, C, H, W = x.shape
    F, _, kH, kW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    Ho = (H + 2 * padding[0] - kH) // stride[0] + 1
    Wo = (W + 2 * padding[1] - kW) // stride[1] + 1
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    window = xp[n, :, i:i + kH, j:j + kW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


# %% channel_loop_with_bias
# fault: the bias is added inside the loop over channels, so it counts C_in times; wrong for more than one channel and a bias that is not 0
# names: bias_for_every_channel
def conv2d_naive(x, w, b, stride=1, padding=0):
    def two(v):
        return (v, v) if isinstance(v, int) else v

    s_h, s_w = two(stride)
    p_h, p_w = two(padding)
    n_img, n_chan, height, width = x.shape
    n_filt, n_chan, f_h, f_w = w.shape
    padded = np.zeros((n_img, n_chan, height + 2 * p_h, width + 2 * p_w))
    padded[:, :, p_h:p_h + height, p_w:p_w + width] = x
    h_new = (height + 2 * p_h - f_h) // s_h + 1
    w_new = (width + 2 * p_w - f_w) // s_w + 1
    result = np.zeros((n_img, n_filt, h_new, w_new))
    for img in range(n_img):
        for filt in range(n_filt):
            for chan in range(n_chan):
                for r in range(h_new):
                    for c in range(w_new):
                        part = padded[img, chan, r * s_h:r * s_h + f_h, c * s_w:c * s_w + f_w]
                        result[img, filt, r, c] += (part * w[filt, chan]).sum() + b[filt]
    return result.astype(x.dtype)


# %% rot180
# fault: turns the filter by 180 degrees first, as the mathematical convolution does; wrong for filters that are not their own image under this turn
# names: kernel_flipped
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    x_pad = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    kernel = np.rot90(w, 2, axes=(2, 3))
    windows = np.lib.stride_tricks.sliding_window_view(x_pad, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::sh, ::sw]
    out = np.einsum("ncijuv,fcuv->nfij", windows, kernel)
    out = out + b[None, :, None, None]
    return out.astype(x.dtype)


# %% k_for_kernel
# fault: takes the height of the filter for its width as well; for filters that are not square it crashes with ValueError or, where kH or kW is 1, may give a map of wrong width or wrong values instead
# names: kernel_height_for_both, square_kernels_only, kernel_height_with_slices
def conv2d_naive(x, w, b, stride=1, padding=0):
    if type(stride) is not tuple:
        stride = stride, stride
    if type(padding) is not tuple:
        padding = padding, padding
    m, n_c, n_h, n_w = x.shape
    k = w.shape[2]
    out_h = int((n_h + 2 * padding[0] - k) / stride[0]) + 1
    out_w = int((n_w + 2 * padding[1] - k) / stride[1]) + 1
    a = np.pad(x, [(0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2])
    z = np.zeros((m, len(w), out_h, out_w), x.dtype)
    for h in range(out_h):
        vert = h * stride[0]
        for q in range(out_w):
            horiz = q * stride[1]
            a_slice = a[:, :, vert:vert + k, horiz:horiz + k]
            for f in range(len(w)):
                z[:, f, h, q] = np.sum(a_slice * w[f], axis=(1, 2, 3)) + b[f]
    return z


# %% stride_is_a_number
# fault: a pair of strides is not taken apart, so every tuple stride crashes with TypeError in the division; ints are right, and so are pairs for padding
# names: stride_pair_refused
# hints: pairs_refused
def conv2d_naive(x, w, b, stride=1, padding=0):
    def zero_pad(x, padding):
        if isinstance(padding, int):
            padding = (padding, padding)
        a, c = padding
        out = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2 * a, x.shape[3] + 2 * c), x.dtype)
        out[:, :, a:a + x.shape[2], c:c + x.shape[3]] = x
        return out

    x = zero_pad(x, padding)
    N, C, H, W = x.shape
    F, C, kH, kW = w.shape
    H_out = (H - kH) // stride + 1
    W_out = (W - kW) // stride + 1
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    r, c = i * stride, j * stride
                    out[n, f, i, j] = np.sum(x[n, :, r:r + kH, c:c + kW] * w[f]) + b[f]
    return out


# %% range_with_step
# fault: the loops step through pixel positions, and the output is written at the pixel position instead of that position divided by the stride; with a stride greater than 1 along an axis with more than one output it crashes with IndexError
# names: written_at_the_pixel
def conv2d_naive(x, w, b, stride=1, padding=0):
    strides = (stride, stride) if isinstance(stride, int) else stride
    pads = (padding, padding) if isinstance(padding, int) else padding
    img = np.pad(x, ((0, 0), (0, 0), (pads[0], pads[0]), (pads[1], pads[1])), "constant")
    kh, kw = w.shape[2], w.shape[3]
    last_row = img.shape[2] - kh
    last_col = img.shape[3] - kw
    out = np.zeros(
        (x.shape[0], w.shape[0], last_row // strides[0] + 1, last_col // strides[1] + 1), dtype=x.dtype
    )
    for n in range(x.shape[0]):
        for f in range(w.shape[0]):
            for row in range(0, last_row + 1, strides[0]):
                for col in range(0, last_col + 1, strides[1]):
                    out[n, f, row, col] = b[f] + np.vdot(img[n, :, row:row + kh, col:col + kw], w[f])
    return out


# %% size_without_plus_one
# fault: the output size lacks the + 1, so the last row and the last column of every map are missing; always wrong
# names: size_one_short
def conv2d_naive(x, w, b, stride=1, padding=0):
    (sh, sw) = (stride, stride) if isinstance(stride, int) else stride
    (ph, pw) = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    oh = (H + 2 * ph - kh) // sh
    ow = (W + 2 * pw - kw) // sw
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    cols = []
    for n in range(N):
        for i in range(oh):
            for j in range(ow):
                cols.append(xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw].ravel())
    cols = np.array(cols).reshape(N * oh * ow, C * kh * kw)
    out = cols @ w.reshape(F, -1).T + b
    return out.reshape(N, oh, ow, F).transpose(0, 3, 1, 2).astype(x.dtype)


# %% equals_in_channel_loop
# fault: inside the loop over channels the output is assigned and not added to, so only the last channel counts; wrong for more than one channel
# names: last_channel_only
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = [stride, stride]
    if isinstance(padding, int):
        padding = [padding, padding]

    def correlate(picture, kernel, rows, cols):
        result = np.zeros((rows, cols))
        for r in range(rows):
            for c in range(cols):
                y, z = r * stride[0], c * stride[1]
                result[r, c] = np.sum(picture[y:y + kernel.shape[0], z:z + kernel.shape[1]] * kernel)
        return result

    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    rows = (H + 2 * padding[0] - kh) // stride[0] + 1
    cols = (W + 2 * padding[1] - kw) // stride[1] + 1
    out = np.zeros((N, F, rows, cols), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for c in range(C):
                picture = np.pad(x[n, c], ((padding[0],) * 2, (padding[1],) * 2))
                out[n, f] = correlate(picture, w[f, c], rows, cols) + b[f]
    return out


# %% no_padded_array
# fault: does without a padded array and skips pixels beyond the lower and right end only; above and left of the image the index is negative and Python counts from the end, so with padding pixels of the opposite border come in instead of zeros, and a padding larger than the image (ph > H or pw > W) crashes with IndexError; right without padding
# names: negative_indices_wrap
def conv2d_naive(x, w, b, stride=1, padding=0):
    sy, sx = (stride, stride) if isinstance(stride, int) else stride
    py, px = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    F, C, K, L = w.shape
    Ho = (H + 2 * py - K) // sy + 1
    Wo = (W + 2 * px - L) // sx + 1
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for f in range(F):
        for i in range(Ho):
            for j in range(Wo):
                total = np.full(N, b[f], dtype=float)
                for u in range(K):
                    for v in range(L):
                        row = i * sy + u - py
                        col = j * sx + v - px
                        if row >= H or col >= W:
                            continue
                        total += x[:, :, row, col] @ w[f, :, u, v]
                out[:, f, i, j] = total
    return out


# %% skip_the_empty_windows
# fault: a window in which all pixels are 0 is skipped to save time, and its output stays 0 instead of the bias; wrong where a window lies wholly in the padding or in black pixels and the bias is not 0
# names: none
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride,) * 2
    if isinstance(padding, int):
        padding = (padding,) * 2
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * padding[0], W + 2 * padding[1]), x.dtype)
    xp[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    h_out = 1 + (xp.shape[2] - kh) // stride[0]
    w_out = 1 + (xp.shape[3] - kw) // stride[1]
    out = np.zeros((N, F, h_out, w_out), x.dtype)
    for n, i, j in np.ndindex(N, h_out, w_out):
        top, left = i * stride[0], j * stride[1]
        window = xp[n, :, top:top + kh, left:left + kw]
        if not window.any():
            continue
        out[n, :, i, j] = np.tensordot(w, window, axes=3) + b
    return out


# %% strides_by_hand
# fault: without padding the windows are taken from x itself with as_strided and byte strides worked out from shape and itemsize, as if x lay in memory in C order without gaps; for any other layout (transposed, Fortran order, sliced, reversed, broadcast) it reads wrong pixels, possibly outside of x; right with padding (the padded copy is in C order) and for contiguous x
# names: byte_strides_of_another_order
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    if ph > 0 or pw > 0:
        big = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2 * ph, x.shape[3] + 2 * pw), x.dtype)
        big[:, :, ph:ph + x.shape[2], pw:pw + x.shape[3]] = x
    else:
        big = x
    N, C, H, W = big.shape
    F, _, kh, kw = w.shape
    Ho = (H - kh) // sh + 1
    Wo = (W - kw) // sw + 1
    size = big.itemsize
    patches = np.lib.stride_tricks.as_strided(
        big,
        shape=(N, C, Ho, Wo, kh, kw),
        strides=(
            C * H * W * size, H * W * size, sh * W * size, sw * size, W * size, size
        ),
    )
    out = np.tensordot(patches, w, axes=([1, 4, 5], [1, 2, 3]))
    return (out.transpose(0, 3, 1, 2) + b.reshape(1, F, 1, 1)).astype(x.dtype)


# %% multiply_the_patch
# fault: multiplies the patch in place (patch *= w[f]); the patch is a view of the padded image, so the pixels are spoilt for overlapping windows and for all later filters; with padding 0 the view is of x itself, which is changed (and a read-only x crashes); the result is right only for one filter with windows that do not overlap
# names: window_of_x_multiplied_in_place
# hints: input_changed
def conv2d_naive(x, w, b, stride=1, padding=0):
    s = (stride, stride) if isinstance(stride, int) else stride
    p = (padding, padding) if isinstance(padding, int) else padding
    xpad = x
    if p != (0, 0):
        xpad = np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])))
    F, C, kh, kw = w.shape
    oh = (xpad.shape[2] - kh) // s[0] + 1
    ow = (xpad.shape[3] - kw) // s[1] + 1
    out = np.zeros((len(x), F, oh, ow), dtype=x.dtype)
    for n in range(len(x)):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    patch = xpad[n, :, i * s[0]:i * s[0] + kh, j * s[1]:j * s[1] + kw]
                    patch *= w[f]
                    out[n, f, i, j] = patch.sum() + b[f]
    return out


# %% seven_loops
# fault: two faults. The bias is never added (wrong for a bias that is not 0), and the first number of a pair of paddings serves for both directions (wrong for pairs of two different numbers)
# names: bias_forgotten + first_of_padding_for_both
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if not isinstance(padding, int):
        padding = padding[0]
    N, C, H, W = x.shape
    F, C, kH, kW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    out = np.zeros(
        (N, F, (H + 2 * padding - kH) // stride[0] + 1, (W + 2 * padding - kW) // stride[1] + 1),
        dtype=x.dtype,
    )
    for n in range(out.shape[0]):
        for f in range(out.shape[1]):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    total = 0.0
                    for c in range(C):
                        for u in range(kH):
                            for v in range(kW):
                                total += w[f, c, u, v] * xp[n, c, i * stride[0] + u, j * stride[1] + v]
                    out[n, f, i, j] = total
    return out


# %% list_of_maps
# fault: two faults. The maps are collected in a float64 array, so float32 input gives a float64 result; and the pair of strides is read as (right, down), so strides of two different numbers are exchanged
# names: always_float64 + stride_pair_swapped
def conv2d_naive(x, w, b, stride=1, padding=0):
    dx, dy = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)

    def one_output(image, kernel, bias, top, left):
        return float(bias) + float((image[:, top:top + kernel.shape[1], left:left + kernel.shape[2]] * kernel).sum())

    images = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    tops = range(0, images.shape[2] - w.shape[2] + 1, dy)
    lefts = range(0, images.shape[3] - w.shape[3] + 1, dx)
    return np.array(
        [
            [[[one_output(im, k, c, t, l) for l in lefts] for t in tops] for k, c in zip(w, b)]
            for im in images
        ]
    )


# %% every_pixel_gives
# right
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    n, _, height, width = x.shape
    filters, _, kh, kw = w.shape
    rows = (height + 2 * ph - kh) // sh + 1
    columns = (width + 2 * pw - kw) // sw + 1
    out = np.empty((n, filters, rows, columns))
    out[...] = b[:, None, None]
    for r, q, u, v in np.ndindex(height, width, kh, kw):
        i, odd_row = divmod(r + ph - u, sh)
        j, odd_column = divmod(q + pw - v, sw)
        if odd_row or odd_column or not (0 <= i < rows and 0 <= j < columns):
            continue
        out[:, :, i, j] += x[:, :, r, q] @ w[:, :, u, v].T
    return out.astype(x.dtype)
