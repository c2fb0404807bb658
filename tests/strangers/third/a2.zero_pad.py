# %% default_float64
# fault: The frame is made with np.zeros(shape), which is float64, so a float32 batch comes back as float64.
# names: always_float64
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    pH, pW = padding
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * pH, W + 2 * pW))
    out[:, :, pH:pH + H, pW:pW + W] = x
    return out


# %% minus_zero_slice
# fault: The image is placed with out[:, :, p:-p, q:-q]; when one of the two paddings is 0 this slice is empty and the assignment raises.
# names: slice_up_to_minus_zero
def zero_pad(x, padding):
    if type(padding) is int:
        p = q = padding
    else:
        p, q = padding
    n, c, h, w = x.shape
    out = np.zeros((n, c, h + 2*p, w + 2*q), x.dtype)
    out[:, :, p:-p, q:-q] = x
    return out


# %% pads_every_axis
# fault: np.pad gets the padding for all four axes, so images and channels of zeros are added too (and a pair is read by np.pad as before/after).
# names: numpys_own_padding
# hints: every_axis_padded
def zero_pad(x, padding):
    return np.pad(x, padding, mode="constant", constant_values=0)


# %% pair_as_before_after
# fault: A pair is handed to np.pad as (before, after) for each of the two image axes instead of (rows, columns); only ints and pairs of two equal numbers come out right.
# names: pair_as_before_and_after
def zero_pad(x, padding):
    # no padding for the batch and the channels
    if isinstance(padding, int):
        p = (padding, padding)
    else:
        p = tuple(padding)
    return np.pad(x, ((0, 0), (0, 0), p, p), "constant")


# %% int_only
# fault: Only an int padding is handled: with a pair, 2 * padding is a tuple of four and adding it to the height raises a TypeError.
# names: pair_refused
def zero_pad(x, padding):
    batch, channels, height, width = x.shape
    new_h = height + 2 * padding
    new_w = width + 2 * padding
    result = np.zeros((batch, channels, new_h, new_w), dtype=x.dtype)
    result[:, :, padding:padding + height, padding:padding + width] = x
    return result


# %% pair_swapped
# fault: The pair is taken as (width, height): its first number is added left and right, its second above and below.
# names: pair_swapped
def zero_pad(x, padding):
    try:
        pad_x, pad_y = padding
    except TypeError:
        pad_x = pad_y = padding
    N, C, H, W = x.shape
    padded = np.zeros((N, C, H + 2 * pad_y, W + 2 * pad_x), dtype=x.dtype)
    padded[:, :, pad_y:pad_y + H, pad_x:pad_x + W] = x
    return padded


# %% pair_only
# fault: The padding is always unpacked as a pair, so an int raises a TypeError.
# names: whole_number_refused
def zero_pad(x: np.ndarray, padding) -> np.ndarray:
    (rows, cols) = padding
    n_images, n_channels, height, width = x.shape
    framed = np.zeros((n_images, n_channels, height + 2*rows, width + 2*cols), dtype=x.dtype)
    for n in range(n_images):
        for c in range(n_channels):
            framed[n, c, rows:rows+height, cols:cols+width] = x[n, c]
    return framed


# %% only_top_and_left
# fault: The padding is added only once per axis: rows above and columns on the left, none below and none on the right.
# names: one_side_only
def zero_pad(x, padding):
    if isinstance(padding, tuple):
        ph, pw = padding
    else:
        ph, pw = padding, padding
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + ph, W + pw), dtype=x.dtype)
    out[:, :, ph:, pw:] = x
    return out


# %% early_return_on_any_zero
# fault: The shortcut for "nothing to add" is taken as soon as ONE of the two numbers is 0, so (0, 1) or (2, 0) returns x without any frame.
# names: zero_in_a_pair_adds_nothing
def zero_pad(x, padding):
    pad = (padding, padding) if isinstance(padding, int) else padding
    if 0 in pad:          # nothing to do
        return x
    ph, pw = pad
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    out[:, :, ph:-ph, pw:-pw] = x
    return out


# %% first_number_for_both
# fault: Of a pair only the first number is used, for the rows and for the columns.
# names: first_of_pair_for_both
def zero_pad(x, padding):
    p = padding if isinstance(padding, int) else padding[0]
    return np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])


# %% negative_index_wraps
# fault: Each output pixel reads x[n, c, i - ph, j - pw] and only an IndexError counts as "outside"; small negative indices are legal in NumPy and wrap round, so the frame above and on the left holds pixels from the other end of the image.
# names: negative_indices_wrap
def zero_pad(x, padding):
    if isinstance(padding, int):
        ph, pw = padding, padding
    else:
        ph, pw = padding
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(H + 2 * ph):
                for j in range(W + 2 * pw):
                    try:
                        out[n, c, i, j] = x[n, c, i - ph, j - pw]
                    except IndexError:
                        pass  # outside of the image -> stays 0
    return out


# %% channels_last
# fault: The batch is taken to be (N, H, W, C): the frame is laid round axes 1 and 2, the channels and the rows, and axis 3 stays as it is.
# names: channels_and_rows_padded
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding,) * 2
    N, H, W, C = x.shape
    p_h, p_w = padding
    out = np.zeros((N, H + 2*p_h, W + 2*p_w, C), dtype=x.dtype)
    out[:, p_h:p_h+H, p_w:p_w+W, :] = x
    return out


# %% squeezed_result
# fault: The result is squeezed at the end, so a batch of one image or of one channel (or an image one pixel high without row padding) loses an axis.
# names: squeezed
def pad_one(img, top, left):
    h, w = img.shape
    big = np.zeros((h + 2 * top, w + 2 * left), dtype=img.dtype)
    big[top:top + h, left:left + w] = img
    return big

def zero_pad(x, padding):
    if isinstance(padding, int):
        top = left = padding
    else:
        top, left = padding
    batch = [[pad_one(ch, top, left) for ch in im] for im in x]
    return np.array(batch).squeeze()


# %% padding_is_the_total
# fault: The padding is understood as the total number of added rows and columns and is split between the two ends, so the result is (H + pH, W + pW) and not (H + 2 pH, W + 2 pW).
# names: padding_split_between_the_ends
def zero_pad(x, padding):
    if np.isscalar(padding):
        padding = (padding, padding)
    top = padding[0] // 2
    bottom = padding[0] - top
    left = padding[1] // 2
    right = padding[1] - left
    return np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)), mode='constant')


# %% wipes_border_with_minus_p
# fault: After the image is copied in, the frame is cleared with slices like out[:, :, -p:]; with a padding of 0 this is the whole axis, and the image is wiped to zeros.
# names: cleared_from_minus_zero
def zero_pad(x, padding):
    if isinstance(padding, int):
        ph = pw = padding
    else:
        ph, pw = padding
    N, C, H, W = x.shape
    out = np.empty((N, C, H + 2*ph, W + 2*pw), dtype=x.dtype)
    out[:, :, ph:ph+H, pw:pw+W] = x
    # now the frame
    out[:, :, :ph, :] = 0
    out[:, :, -ph:, :] = 0
    out[:, :, :, :pw] = 0
    out[:, :, :, -pw:] = 0
    return out


# %% edge_pixels_in_frame
# fault: The frame repeats the pixels of the border (mode "edge") instead of holding zeros.
# names: edge_repeated
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    h, w = padding
    return np.pad(x, ((0, 0), (0, 0), (h, h), (w, w)), mode="edge")


# %% int_means_rows_only
# fault: An int padding is added to the rows only; the columns get no padding because the second number is taken to be 0 where none is given.
# names: number_for_rows_only
def zero_pad(x, padding):
    if isinstance(padding, tuple):
        pad_rows, pad_cols = padding
    else:
        pad_rows, pad_cols = padding, 0
    N, C, H, W = x.shape
    y = np.zeros((N, C, H + 2 * pad_rows, W + 2 * pad_cols), dtype=x.dtype)
    y[:, :, pad_rows:pad_rows + H, pad_cols:pad_cols + W] = x
    return y


# %% reused_frame
# fault: The frames are kept in a dictionary by shape, dtype and padding and used again by the next call, which overwrites the result that an earlier call has returned.
# names: frame_used_again
_frames = {}

def zero_pad(x, padding):
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    key = (N, C, H, W, ph, pw, x.dtype)
    if key not in _frames:   # saves making the zeros each time
        _frames[key] = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    out = _frames[key]
    out[:, :, ph:ph + H, pw:pw + W] = x
    return out


# %% loses_last_row_and_column
# fault: The loops over the pixels stop one too early (range(H - 1), range(W - 1)), so the last row and the last column of each image stay 0.
# names: last_row_and_column_missing
def zero_pad(x, padding):
    if isinstance(padding, int):
        a = padding
        b = padding
    else:
        a = padding[0]
        b = padding[1]
    N = x.shape[0]
    C = x.shape[1]
    H = x.shape[2]
    W = x.shape[3]
    out = np.zeros((N, C, H + 2 * a, W + 2 * b), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(H - 1):
                for j in range(W - 1):
                    out[n, c, i + a, j + b] = x[n, c, i, j]
    return out


# %% height_for_width_and_float64
# fault: Two faults: the width of the image is read from x.shape[2], the height, so images that are not square raise; and the strips of zeros are float64, so float32 becomes float64.
# names: height_for_both_in_strips, height_for_both_in_strips + always_float64
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = [padding, padding]
    pr, pc = padding
    n, c = x.shape[0], x.shape[1]
    size = x.shape[2]
    rows = np.zeros((n, c, pr, size))
    tall = np.concatenate([rows, x, rows], axis=2)
    cols = np.zeros((n, c, size + 2 * pr, pc))
    return np.concatenate([cols, tall, cols], axis=3)


# %% sets_shape_of_input
# fault: The batch is made a stack of N * C pictures by assigning x.shape, which leaves the caller's array with three axes (and raises for arrays with gaps or another order in memory).
# names: shape_of_input_set, input_changed
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    ph, pw = padding
    N, C, H, W = x.shape
    x.shape = (N * C, H, W)
    out = np.zeros((N * C, H + 2 * ph, W + 2 * pw), x.dtype)
    for k in range(N * C):
        out[k, ph:ph + H, pw:pw + W] = x[k]
    return out.reshape(N, C, H + 2 * ph, W + 2 * pw)


# %% right_take_from_appended_zero
# right
def zero_pad(x, padding):
    """Append one row and one column of zeros, then pick rows and columns by number."""
    pads = (padding, padding) if np.ndim(padding) == 0 else padding
    out = x
    for axis, p in zip((2, 3), pads):
        size = x.shape[axis]
        one = list(out.shape)
        one[axis] = 1
        longer = np.concatenate([out, np.zeros(one, x.dtype)], axis=axis)
        order = [size] * p + list(range(size)) + [size] * p   # number `size` is the line of zeros
        out = np.take(longer, order, axis=axis)
    return out
