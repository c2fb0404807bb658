# %% reshape_in_place_of_transpose_back
# fault: the channels are brought to the end for the product, but the result (N, H, W, F) is put into (N, F, H, W) by a reshape, which moves no axis.
# names: reshaped_without_transposing
import numpy as np


def conv1x1(x, w, b):
    N, C, H, W = x.shape
    F = w.shape[0]
    pixels = x.transpose(0, 2, 3, 1)
    out = pixels @ w.T + b
    return out.reshape(N, F, H, W).astype(x.dtype)


# %% flat_pixels_without_transpose
# fault: the pixels are made by x.reshape(-1, C) without bringing the channels to the end, so a row of the product holds neighbouring pixels of one channel and not the channels of one pixel.
# names: pixels_not_brought_together
import numpy as np


def conv1x1(x, w, b):
    n, c_in, h, width = x.shape
    c_out = len(w)
    rows = x.reshape(-1, c_in)          # one pixel a row
    result = rows @ w.T + b             # (n*h*w, c_out)
    result = result.reshape(n, h, width, c_out)
    return result.transpose(0, 3, 1, 2).astype(x.dtype)


# %% bias_on_last_axis
# fault: b is added to (N, F, H, W) as it is, so it is laid along the width: it raises unless the width or F fits, and gives wrong values when the width is F.
# names: bias_along_the_width
import numpy as np


def conv1x1(x, w, b):
    out = np.einsum("fc,nchw->nfhw", w, x)
    return (out + b).astype(x.dtype)


# %% tensordot_axes_left
# fault: np.tensordot(w, x, axes=(1, 1)) gives (F, N, H, W), and the first two axes are never exchanged (the bias is laid along the filters rightly), so with more than one image or filter the result is in the wrong shape or place.
# names: images_and_filters_exchanged
import numpy as np


def conv1x1(x, w, b):
    # sum over the channels: axis 1 of both
    y = np.tensordot(w, x, axes=(1, 1))
    y += b.reshape(-1, 1, 1, 1)
    return y.astype(x.dtype)


# %% float64_out
# fault: the output is collected in np.zeros without a dtype, so the result is float64 for a float32 image.
# names: always_float64
import numpy as np


def conv1x1(x, w, b):
    N, C_in, H, W = x.shape
    C_out = w.shape[0]
    out = np.zeros((N, C_out, H, W))
    for n in range(N):
        for f in range(C_out):
            for i in range(H):
                for j in range(W):
                    out[n, f, i, j] = b[f] + np.sum(w[f] * x[n, :, i, j])
    return out


# %% no_bias
# fault: the bias is forgotten.
# names: bias_forgotten
import numpy as np


def conv1x1(x, w, b):
    N, C, H, W = x.shape
    flat = x.reshape(N, C, H * W)
    out = np.matmul(w, flat)            # (N, F, H*W)
    return out.reshape(N, w.shape[0], H, W).astype(x.dtype)


# %% weights_indexed_channel_first
# fault: w is read as (C_in, C_out), so that it raises unless there are as many filters as channels, and then uses the transposed weights.
# names: weights_transposed, weights_transposed_in_einsum
import numpy as np


def conv1x1(x, w, b):
    """w[c, f] is what channel c gives to filter f"""
    z = np.einsum('nchw,cf->nfhw', x, w)
    return (z + b[None, :, None, None]).astype(x.dtype)


# %% bias_for_every_channel
# fault: the bias is added inside the loop over the channels, so it counts C_in times.
# names: bias_for_every_channel
import numpy as np


def conv1x1(x, w, b):
    N, C, H, W = x.shape
    F, _ = w.shape
    out = np.zeros((N, F, H, W), dtype=x.dtype)
    for f in range(F):
        for c in range(C):
            out[:, f] += w[f, c] * x[:, c] + b[f]
    return out


# %% output_like_input
# fault: the output is made by np.zeros_like(x), so it has C_in maps in place of C_out: with fewer filters there are maps of zeros too many, with more filters it raises.
# names: as_many_maps_as_channels
import numpy as np


def conv1x1(x, w, b):
    out = np.zeros_like(x)
    for image, result in zip(x, out):
        for f, weights in enumerate(w):
            result[f] = (weights[:, None, None] * image).sum(axis=0) + b[f]
    return out


# %% images_mixed_by_reshape
# fault: the batch is reshaped to (C_in, N H W) without exchanging images and channels first, so with several images the channels of different images are mixed.
# names: images_mixed_with_channels
import numpy as np


def conv1x1(x, w, b):
    N, C, H, W = x.shape
    columns = x.reshape(C, N * H * W)
    maps = w @ columns + b[:, None]
    maps = maps.reshape(len(b), N, H, W)
    return maps.swapaxes(0, 1).astype(x.dtype)


# %% height_and_width_exchanged
# fault: x.T-like transpose (0, 3, 2, 1) brings the channels to the end but exchanges height and width, and the way back (0, 3, 1, 2) does not undo it, so every map is mirrored at its diagonal.
# names: rows_and_columns_exchanged
import numpy as np


def conv1x1(x, w, b):
    channels_last = x.transpose(0, 3, 2, 1)
    mixed = np.dot(channels_last, w.T) + b
    return mixed.transpose(0, 3, 1, 2).astype(x.dtype)


# %% weights_multiplied_into_x
# fault: the channel is a view of x and is multiplied in place, so x is changed (and later filters see the changed channels; a read-only x raises).
# names: channels_multiplied_in_place, input_changed, input_or_weights_written
import numpy as np


def conv1x1(x, w, b):
    N, C, H, W = x.shape
    F = w.shape[0]
    out = np.empty((N, F, H, W), dtype=x.dtype)
    for f in range(F):
        total = np.full((N, H, W), b[f], dtype=x.dtype)
        for c in range(C):
            channel = x[:, c]
            channel *= w[f, c]
            total += channel
        out[:, f] = total
    return out


# %% matmul_on_height
# fault: w @ x multiplies over the height of the images and not over the channels: it raises unless the height is C_in, and then returns (N, C_in, F, W) with sums down the columns.
# names: along_the_rows, along_the_rows_biases_too
import numpy as np


def conv1x1(x, w, b):
    # at every pixel: w @ (its channels)
    return (w @ x + b[:, None]).astype(x.dtype)


# %% sum_not_reset
# fault: the running sum is set to zero once for an image and not for each filter, so filter f also contains the sums of the filters before it.
# names: sum_goes_on_from_filter_to_filter
import numpy as np


def conv1x1(x, w, b):
    c_out, c_in = w.shape
    out = np.zeros((x.shape[0], c_out) + x.shape[2:], dtype=x.dtype)
    for n in range(x.shape[0]):
        acc = np.zeros(x.shape[2:], dtype=x.dtype)
        for f in range(c_out):
            for c in range(c_in):
                acc = acc + w[f, c] * x[n, c]
            out[n, f] = acc + b[f]
    return out


# %% last_image_only
# fault: the result of each image is not collected: the function returns that of the last image alone, as a batch of one.
# names: last_image_returned
import numpy as np


def conv1x1(x, w, b):
    for image in x:
        c, h, width = image.shape
        y = w @ image.reshape(c, h * width) + b.reshape(-1, 1)
        y = y.reshape(1, len(w), h, width)
    return y.astype(x.dtype)


# %% changes_shape_of_w
# fault: w is given two more axes by setting w.shape, which changes the caller's array, so that a second call with the same w and the caller's own use of it meet a 4-d array.
# names: shape_of_an_input_changed
import numpy as np


def conv1x1(x, w, b):
    f, c = w.shape[:2]
    w.shape = (f, c, 1, 1)
    out = np.stack([(w[k] * x).sum(axis=1) + b[k] for k in range(f)], axis=1)
    return out.astype(x.dtype)


# %% bias_as_a_channel
# right
import numpy as np


def conv1x1(x, w, b):
    """The bias is the weight of one more channel, which is 1 everywhere."""
    ones = np.ones_like(x[:, :1])
    with_ones = np.concatenate([x, ones], axis=1)
    weights = np.column_stack([w, b]).astype(x.dtype)
    mixed = np.tensordot(with_ones, weights, axes=([1], [1]))  # (N, H, W, F)
    return np.moveaxis(mixed, -1, 1)
