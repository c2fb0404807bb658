# %% p_to_minus_p
# fault: writes the image into out[:, :, ph:-ph, pw:-pw]; where a padding number is 0 (int 0, or one number of a pair) that slice is empty and the call crashes with ValueError (if the image has size 1 along that axis it does not crash, the image is lost and all is zeros); right when both numbers are positive
# names: slice_up_to_minus_zero
def zero_pad(x, padding):
    if isinstance(padding, int):
        ph = pw = padding
    else:
        ph, pw = padding
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    out[:, :, ph:-ph, pw:-pw] = x
    return out


# %% plain_zeros
# fault: np.zeros without a dtype, so the result is float64 also for float32 (and float16) images; values and shape are right
# names: always_float64
def zero_pad(x, padding):
    if type(padding) == int:
        padding = (padding, padding)
    pad_h = padding[0]
    pad_w = padding[1]
    batch, channels, height, width = x.shape
    new_height = height + 2 * pad_h
    new_width = width + 2 * pad_w
    padded = np.zeros((batch, channels, new_height, new_width))
    padded[:, :, pad_h:pad_h + height, pad_w:pad_w + width] = x
    return padded


# %% np_pad_one_liner
# fault: np.pad gets the bare padding, so all four axes grow, batch and channels too; an int p adds p at both ends of each axis, a pair (a, b) adds a before and b after on each axis; right only for padding 0 or (0, 0)
# names: numpys_own_padding
# hints: every_axis_padded
def zero_pad(x, padding):
    return np.pad(x, padding, mode="constant", constant_values=0)


# %% only_ints_thought_of
# fault: a pair is never taken apart: H + 2 * padding is an int plus a tuple, so every pair crashes with TypeError; right for ints
# names: pair_refused
def zero_pad(x, padding):
    N, C, H, W = x.shape
    H_out = H + 2 * padding
    W_out = W + 2 * padding
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            out[n, c, padding:padding + H, padding:padding + W] = x[n, c]
    return out


# %% x_then_y
# fault: reads the pair as (width, height): the first number goes to the columns and the second to the rows; wrong for pairs of two different numbers
# names: pair_swapped
def zero_pad(x, padding):
    if isinstance(padding, tuple):
        pad_x, pad_y = padding
    else:
        pad_x, pad_y = padding, padding
    return np.pad(x, ((0, 0), (0, 0), (pad_y, pad_y), (pad_x, pad_x)))


# %% pair_into_both_axes
# fault: hands the pair itself to np.pad for both image axes, where it means (before, after): first number above and left, second below and right; wrong for pairs of two different numbers
# names: pair_as_before_and_after
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    return np.pad(x, [(0, 0), (0, 0), padding, padding], "constant")


# %% frame_on_two_sides
# fault: the result is only H + ph by W + pw: the zeros lie above and on the left, none below and none on the right; right only for padding 0 or (0, 0)
# names: one_side_only
def zero_pad(x, padding):
    try:
        top, left = padding
    except TypeError:
        top = left = padding
    n, c, h, w = x.shape
    result = np.zeros((n, c, h + top, w + left), x.dtype)
    result[:, :, top:, left:] = x
    return result


# %% edge_mode
# fault: np.pad with mode="edge", so the frame repeats the border pixels instead of being zeros; wrong for every padding that is not 0
# names: edge_repeated
def zero_pad(x, padding):
    p = (padding, padding) if np.isscalar(padding) else padding
    widths = ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1]))
    x_padded = np.pad(x, pad_width=widths, mode="edge")
    return x_padded


# %% bread_and_butter
# fault: the strips of zeros are np.zeros_like of a slice of the image, and a slice has no more rows or columns than there are; where the padding is larger than the image (ph > H or pw > W) the frame is only H rows or W columns thick; right otherwise
# names: frame_no_thicker_than_the_image
def zero_pad(x, padding):
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    bread = np.zeros_like(x[:, :, :ph, :])
    sandwich = np.concatenate([bread, x, bread], axis=2)
    crust = np.zeros_like(sandwich[:, :, :, :pw])
    return np.concatenate([crust, sandwich, crust], axis=3)


# %% nothing_to_do
# fault: returns x as it is when either number of the pair is 0, so (0, 2) and (2, 0) add nothing at all; right when both are 0 or both are positive
# names: zero_in_a_pair_adds_nothing
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    if 0 in padding:
        return x
    (ph, pw), (N, C, H, W) = padding, x.shape
    out = np.zeros((N, C, H + ph + ph, W + pw + pw), dtype=x.dtype)
    out[..., ph:-ph, pw:-pw] = x
    return out


# %% four_strips
# fault: makes the big array with np.resize, which fills it with repeated pixels of the batch, and then clears the four strips above, below, left and right of the image but not the four corners, which keep those pixels; wrong when both padding numbers are positive
# names: none
def zero_pad(x, padding):
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    big = np.resize(x, (N, C, H + 2 * ph, W + 2 * pw))
    rows = slice(ph, ph + H)
    cols = slice(pw, pw + W)
    big[:, :, rows, cols] = x
    big[:, :, :ph, cols] = 0
    big[:, :, ph + H:, cols] = 0
    big[:, :, rows, :pw] = 0
    big[:, :, rows, pw + W:] = 0
    return big


# %% flatten_the_batch
# fault: assigns to x.shape to merge images and channels, so the caller's array comes out of the call with shape (N*C, H, W); the returned result is right, but a second call with the same x crashes (three axes to unpack into four), and an x whose first two axes cannot be merged in memory (transposed, Fortran order, every second channel) crashes at once with AttributeError
# names: shape_of_input_set, input_changed
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    ph, pw = padding
    N, C, H, W = x.shape
    x.shape = (N * C, H, W)
    y = np.zeros((N * C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    for k in range(N * C):
        y[k, ph:ph + H, pw:pw + W] = x[k]
    return y.reshape(N, C, H + 2 * ph, W + 2 * pw)


# %% pixel_by_pixel
# fault: two faults. The first number of a pair serves for both directions (wrong for pairs of two different numbers), and only the first image of the batch is copied, all others come out as zeros (wrong for N > 1)
# names: first_of_pair_for_both + first_image_only
# hints: first_of_pair_for_both
def zero_pad(x, padding):
    if isinstance(padding, int):
        p = padding
    else:
        p = padding[0]
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * p, W + 2 * p), dtype=x.dtype)
    for c in range(C):
        for i in range(H):
            for j in range(W):
                out[0, c, i + p, j + p] = x[0, c, i, j]
    return out


# %% reuse_the_canvas
# fault: two faults. The dtype is fixed to float32, so float64 images come back as float32 (rounded); and the array is kept in a mutable default argument and handed out again by each call with the same image shape and padding, so a later call overwrites the earlier result
# names: always_float32, always_float32 + one_buffer, always_float32 + frame_used_again
def zero_pad(x, padding, canvases={}):
    if isinstance(padding, int):
        padding = (padding, padding)
    ph, pw = padding
    N, C, H, W = x.shape
    key = (N, C, H, W, ph, pw)
    if key not in canvases:
        canvases[key] = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=np.float32)
    canvas = canvases[key]
    canvas[:, :, ph:ph + H, pw:pw + W] = x
    return canvas


# %% one_zero_row_for_all
# right
def zero_pad(x, padding):
    def which(size, p):
        numbers = np.full(size + 2 * p, size)
        numbers[p:p + size] = np.arange(size)
        return numbers

    ph, pw = 2 * (padding,) if isinstance(padding, int) else padding
    n, c, h, w = x.shape
    more = np.concatenate([x, np.zeros((n, c, 1, w), x.dtype)], axis=2)
    tall = more[:, :, which(h, ph)]
    more = np.concatenate([tall, np.zeros((n, c, h + 2 * ph, 1), x.dtype)], axis=3)
    return more[:, :, :, which(w, pw)]
