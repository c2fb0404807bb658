# %% negative_slice
# fault: The image is written into out[ph:-ph, pw:-pw]; when a padding (or one number of the pair) is 0 this slice is empty and the assignment raises a ValueError.
# names: slice_up_to_minus_zero, slice_up_to_minus_zero_in_a_pair
import numpy as np

def zero_pad(x, padding):
    if isinstance(padding, int):
        ph, pw = padding, padding
    else:
        ph, pw = padding
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    out[:, :, ph:-ph, pw:-pw] = x
    return out

# %% default_float64
# fault: The result is made by np.zeros without a dtype, so a float32 input gives a float64 result.
# names: always_float64
import numpy as np

def zero_pad(x, padding):
    if type(padding) is int:
        padding = (padding, padding)
    n, c, h, w = x.shape
    result = np.zeros((n, c, h + 2 * padding[0], w + 2 * padding[1]))
    # put the images in the middle
    result[:, :, padding[0]:padding[0] + h, padding[1]:padding[1] + w] = x
    return result

# %% int_only
# fault: The padding is used as an int only; a pair makes h + 2 * padding an int plus a tuple and raises a TypeError.
# names: pair_refused
import numpy as np

def zero_pad(x, padding):
    if padding == 0:
        return x
    n, c, h, w = x.shape
    new_h = h + 2 * padding
    new_w = w + 2 * padding
    padded = np.zeros((n, c, new_h, new_w), x.dtype)
    padded[:, :, padding:padding + h, padding:padding + w] = x
    return padded

# %% np_pad_all_axes
# fault: np.pad gets the bare int, so it also adds images and channels of zeros in front and behind (all four axes are padded); pairs are handled correctly.
# names: number_pads_every_axis, numpys_own_padding
import numpy as np

def zero_pad(x, padding):
    if isinstance(padding, tuple):
        p1, p2 = padding
        return np.pad(x, ((0, 0), (0, 0), (p1, p1), (p2, p2)), mode="constant")
    return np.pad(x, padding, mode="constant", constant_values=0)

# %% pair_as_before_after
# fault: The pair is handed to np.pad as (before, after) for both image axes, so (1, 2) adds one row above and two below, one column left and two right, instead of one row and two columns at each end.
# names: pair_as_before_and_after, padding_for_both_axes_as_it_is
import numpy as np

def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    # do not pad the batch and channel axes
    return np.pad(x, ((0, 0), (0, 0), padding, padding))

# %% pair_swapped
# fault: The pair is unpacked as (width, height), so the first number goes to the columns and the second to the rows.
# names: pair_swapped
import numpy as np

def as_pair(p):
    return p if isinstance(p, tuple) else (p, p)

def zero_pad(x, padding):
    pad_x, pad_y = as_pair(padding)
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * pad_y, W + 2 * pad_x), dtype=x.dtype)
    out[:, :, pad_y:pad_y + H, pad_x:pad_x + W] = x
    return out

# %% any_zero_returns_x
# fault: The shortcut for "nothing to add" is taken as soon as one number of the pair is 0, so (0, 1) or (2, 0) returns x unpadded.
# names: zero_in_a_pair_adds_nothing
# hints: zero_rows_add_nothing, zero_columns_add_nothing
import numpy as np

def zero_pad(x, padding):
    if isinstance(padding, int):
        ph = pw = padding
    else:
        ph, pw = padding
    # otherwise the slice with -0 would be empty
    if ph == 0 or pw == 0:
        return x
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    out[:, :, ph:-ph, pw:-pw] = x
    return out

# %% one_side_only
# fault: The size grows by p and not by 2p: zeros are added only above and on the left, none below and on the right.
# names: one_side_only
import numpy as np

def zero_pad(x, padding):
    try:
        p_h, p_w = padding
    except TypeError:
        p_h = p_w = padding
    batch, channels, height, width = x.shape
    padded = np.zeros((batch, channels, height + p_h, width + p_w), dtype=x.dtype)
    padded[:, :, p_h:, p_w:] = x
    return padded

# %% square_images
# fault: The height H is used for both directions, in the shape and in the slice, so images that are not square raise a ValueError.
# names: height_for_both_in_size
# hints: height_for_width_in_the_result
import numpy as np

def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    ph, pw = padding
    size = x.shape[2]
    out = np.zeros((x.shape[0], x.shape[1], size + 2 * ph, size + 2 * pw), dtype=x.dtype)
    out[:, :, ph:ph + size, pw:pw + size] = x
    return out

# %% image_in_the_corner
# fault: The shape is right, but the image is written to the upper left corner, so all zeros stand below and on the right of it.
# names: placed_in_the_corner, other_side_only
import numpy as np

def zero_pad(x, padding):
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    x_pad = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(H):
                for j in range(W):
                    x_pad[n, c, i, j] = x[n, c, i, j]
    return x_pad

# %% zero_the_frame_afterwards
# fault: The frame is set to zero afterwards with slices such as out[:, :, -ph:]; when that number is 0 the slice is -0:, which is the whole axis, and the image itself is wiped out.
# names: cleared_from_minus_zero
import numpy as np

def zero_pad(x, padding):
    if isinstance(padding, int):
        ph = pw = padding
    else:
        ph, pw = padding
    n, c, h, w = x.shape
    out = np.empty((n, c, h + 2 * ph, w + 2 * pw), dtype=x.dtype)
    out[:, :, ph:ph + h, pw:pw + w] = x
    # top, bottom, left, right
    out[:, :, :ph, :] = 0
    out[:, :, -ph:, :] = 0
    out[:, :, :, :pw] = 0
    out[:, :, :, -pw:] = 0
    return out

# %% concatenate_old_height
# fault: Rows of zeros are joined first, but the columns of zeros joined afterwards still have the old height H, so every call with padding above and at the sides raises a ValueError.
# names: column_strips_too_short
import numpy as np

def zero_pad(x, padding):
    if isinstance(padding, int):
        padding = (padding, padding)
    N, C, H, W = x.shape
    rows = np.zeros((N, C, padding[0], W), dtype=x.dtype)
    cols = np.zeros((N, C, H, padding[1]), dtype=x.dtype)
    tall = np.concatenate([rows, x, rows], axis=2)
    return np.concatenate([cols, tall, cols], axis=3)

# %% channels_last
# fault: The batch is taken to be (N, H, W, C): axes 1 and 2 (channels and rows) are padded, and the columns are not.
# names: channels_and_rows_padded
import numpy as np

def zero_pad(x, padding):
    """Pad the height and width of a batch of images with zeros."""
    if isinstance(padding, int):
        padding = (padding, padding)
    ph, pw = padding
    return np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)), "constant")

# %% twice_the_padding
# fault: 2 * p zeros are added at each end, since the 2p of the formula for the size is taken as the amount per side; the result is (H + 4 pH, W + 4 pW).
# names: padding_doubled
import numpy as np

def zero_pad(x, padding):
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    extra_rows = 2 * padding[0]
    extra_cols = 2 * padding[1]
    return np.pad(x, [(0, 0), (0, 0), (extra_rows, extra_rows), (extra_cols, extra_cols)])

# %% only_three_channels_first_number
# fault: Two faults: the loop over channels always runs over three (fewer raise an IndexError, further ones stay zero), and of a pair only the first number is used, for both directions.
# names: none
# hints: first_of_pair_for_both
import numpy as np

def zero_pad(x, padding):
    if isinstance(padding, tuple):
        padding = padding[0]
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * padding, W + 2 * padding), dtype=x.dtype)
    for img in range(N):
        # R, G and B
        for channel in range(3):
            out[img, channel, padding:padding + H, padding:padding + W] = x[img, channel]
    return out

# %% right_by_lookup
# right
import numpy as np

def _axis(length, p):
    """For each place of the padded axis: where it lies in the image (clipped), and whether it does."""
    where = np.arange(-p, length + p)
    inside = (where >= 0) & (where < length)
    return np.clip(where, 0, length - 1), inside

def zero_pad(x, padding):
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    r, r_in = _axis(x.shape[2], ph)
    c, c_in = _axis(x.shape[3], pw)
    picked = x[:, :, r[:, None], c[None, :]]      # a copy, x stays as it was
    picked[:, :, ~(r_in[:, None] & c_in[None, :])] = 0
    return picked
