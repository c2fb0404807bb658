# %% zeros_without_dtype
# fault: the result is always float64, whatever the dtype of x is
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
# fault: writes to the slice p:-p, which is empty when a padding is 0, so it raises ValueError whenever one of the two paddings is 0
# names: slice_up_to_minus_zero
def zero_pad(x: np.ndarray, padding: int | tuple[int, int]) -> np.ndarray:
    """A frame of zeros around every image of a batch."""
    if type(padding) is int:
        p_h = p_w = padding
    else:
        p_h, p_w = padding
    n, c, h, w = x.shape
    res = np.zeros((n, c, h + 2 * p_h, w + 2 * p_w), dtype=x.dtype)
    res[:, :, p_h:-p_h, p_w:-p_w] = x
    return res

# %% np_pad_everything
# fault: np.pad with a bare number or a bare pair pads all four axes, also images and channels; a pair is read by it as before and after
# names: numpys_own_padding
# hints: every_axis_padded
def zero_pad(x, padding):
    return np.pad(x, padding)

# %% pair_as_before_after
# fault: with a pair, both axes get pH before and pW after, instead of pH on both ends of the rows and pW on both ends of the columns (right for an int and for an equal pair)
# names: pair_as_before_and_after
def zero_pad(x, padding):
    if isinstance(padding, int):
        return np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="constant")
    ph, pw = padding
    return np.pad(x, ((0, 0), (0, 0), (ph, pw), (ph, pw)), mode="constant")

# %% width_before_height
# fault: the pair is taken as (width, height) instead of (height, width)
# names: pair_swapped
def zero_pad(x, padding):
    try:
        px, py = padding
    except TypeError:
        px = py = padding
    batch, chan, rows, cols = x.shape
    framed = np.zeros((batch, chan, rows + py * 2, cols + px * 2), x.dtype)
    framed[..., py:py + rows, px:px + cols] = x
    return framed

# %% only_ints
# fault: a pair is not handled at all and raises TypeError (H + 2 * tuple); an int is right
# names: pair_refused
def zero_pad(x, padding):
    N, C, H, W = x.shape
    newH = H + 2*padding
    newW = W + 2*padding
    out = np.zeros((N, C, newH, newW), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for h in range(H):
                for w in range(W):
                    out[n, c, h + padding, w + padding] = x[n, c, h, w]
    return out

# %% top_left_corner
# fault: the image stands in the top left corner of the larger array, so all the zeros are at the bottom and on the right
# names: placed_in_the_corner
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = padding, padding
    a, b = padding
    s = x.shape
    y = np.zeros((s[0], s[1], s[2] + a + a, s[3] + b + b), dtype=x.dtype)
    y[:, :, :s[2], :s[3]] = x
    return y

# %% padding_counted_once
# fault: padding is added once instead of twice: the result has H + pH rows and W + pW columns, with zeros at the top and on the left only
# names: one_side_only
def zero_pad(x, padding):
    pH, pW = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    padded = np.zeros((N, C, H + pH, W + pW)).astype(x.dtype)
    padded[:, :, pH:, pW:] = x
    return padded

# %% square_loops
# fault: the column loop runs over range(H) instead of range(W): columns are missing in wide images, and tall images raise IndexError; square images are right
# names: height_for_both
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    N, C, H, W = x.shape
    result = np.zeros((N, C, H + 2 * padding[0], W + 2 * padding[1]), dtype=x.dtype)
    for image in range(N):
        for channel in range(C):
            for i in range(H):
                for j in range(H):
                    result[image][channel][i + padding[0]][j + padding[1]] = x[image][channel][i][j]
    return result

# %% frame_inside
# fault: overwrites the outermost pixels of x itself with zeros instead of adding new ones: the size does not grow, and x is changed
# names: frame_inside
# hints: input_changed
def zero_pad(x, padding):
    if isinstance(padding, int):
        ph = pw = padding
    else:
        ph = padding[0]
        pw = padding[1]
    x[:, :, :ph, :] = 0
    x[:, :, x.shape[2] - ph:, :] = 0
    x[:, :, :, :pw] = 0
    x[:, :, :, x.shape[3] - pw:] = 0
    return x

# %% float32_always
# fault: the result is always float32, so float64 input loses half of its digits
# names: always_float32
def zero_pad(x, padding):
    p = np.broadcast_to(padding, (2,))
    x = x.astype(np.float32)   # dtype!
    rows = np.zeros((x.shape[0], x.shape[1], p[0], x.shape[3]), np.float32)
    x = np.concatenate([rows, x, rows], axis=2)
    cols = np.zeros((x.shape[0], x.shape[1], x.shape[2], p[1]), np.float32)
    return np.concatenate([cols, x, cols], axis=3)

# %% channels_last_and_double
# fault: two faults: the axes are read as (N, H, W, C), so channels and rows are padded instead of rows and columns; and the result is always float64
# names: channels_and_rows_padded + always_float64
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    num, height, width, channels = x.shape
    out = np.zeros((num, height + 2 * padding[0], width + 2 * padding[1], channels))
    out[:, padding[0]:padding[0] + height, padding[1]:padding[1] + width, :] = x
    return out

# %% flat_copy_of_view
# fault: two faults: pixels are copied in the order in which they lie in memory (ravel with order="K"), which is wrong for transposed views; and both directions use the first number of a pair
# names: first_of_pair_for_both + pixels_in_the_order_of_memory
# hints: first_of_pair_for_both
def _liste(x):
    # no copy, faster
    return x.ravel(order="K")

def zero_pad(x, padding):
    p = padding if isinstance(padding, int) else padding[0]
    N, C, H, W = x.shape
    pixel = _liste(x)
    out = np.zeros((N, C, H + 2 * p, W + 2 * p), dtype=x.dtype)
    out[:, :, p:p + H, p:p + W] = pixel.reshape(N, C, H, W)
    return out

# %% edge_mode_reshaped_input
# fault: two faults: the frame repeats the border pixels (mode="edge") instead of being zeros; and x.shape is set to three axes and never set back, so x is changed (and an x whose axes cannot be merged raises an error)
# names: edge_repeated + shape_of_input_set, edge_repeated + input_changed
def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    N, C, H, W = x.shape
    x.shape = (N * C, H, W)
    rahmen = [(0, 0), (padding[0], padding[0]), (padding[1], padding[1])]
    bilder = np.array([np.pad(bild, rahmen[1:], mode="edge") for bild in x])
    return bilder.reshape(N, C, H + 2 * padding[0], W + 2 * padding[1])

# %% insert_rows_and_columns
# right
def zero_pad(x, padding):
    ph, pw = (padding,) * 2 if np.ndim(padding) == 0 else padding
    for axis, p in ((2, ph), (3, pw)):
        where = [0] * p + [x.shape[axis]] * p
        x = np.insert(x, where, 0, axis=axis)
    return x

# %% mask_of_the_inside
# right
class Frame:
    """Knows where the picture hangs inside its frame."""

    def __init__(self, height, width, rows, cols):
        self.rows, self.cols = rows, cols
        r = np.arange(height + 2 * rows)
        c = np.arange(width + 2 * cols)
        inside_r = (r >= rows) & (r < rows + height)
        inside_c = (c >= cols) & (c < cols + width)
        self.mask = np.logical_and.outer(inside_r, inside_c)

    def hang(self, picture):
        wall = np.zeros_like(self.mask, dtype=picture.dtype)
        wall[self.mask] = picture.flatten()
        return wall


def zero_pad(x, padding):
    rows, cols = padding if hasattr(padding, "__len__") else [padding] * 2
    n, c, h, w = x.shape
    frame = Frame(h, w, rows, cols)
    return np.stack([np.stack([frame.hang(x[i, j]) for j in range(c)]) for i in range(n)])
