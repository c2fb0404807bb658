# %% reshape_back_without_transpose
# fault: After the product with the channels at the end, (N H W, C_out) is reshaped straight to (N, C_out, H, W) instead of moving the last axis back.
# names: reshaped_without_transposing
import numpy as np

def conv1x1(x, w, b):
    N, C, H, W = x.shape
    pixels = x.transpose(0, 2, 3, 1).reshape(-1, C)
    out = pixels @ w.T + b
    return out.reshape(N, w.shape[0], H, W)
# %% reshape_in_place_of_transpose
# fault: The pixels are taken with x.reshape(-1, C) without bringing the channels to the end first, so the numbers of a "pixel" are neighbours in the image.
# names: pixels_not_brought_together
import numpy as np

def conv1x1(x, w, b):
    n, c, h, wd = x.shape
    f = w.shape[0]
    flat = x.reshape(n * h * wd, c)
    res = np.dot(flat, w.T) + b
    return res.reshape(n, h, wd, f).transpose(0, 3, 1, 2)
# %% bias_on_the_last_axis
# fault: b is added to (N, C_out, H, W) without reshaping, so it is broadcast along the width: raises where W is not C_out, wrong where it is.
# names: bias_along_the_width
import numpy as np

def conv1x1(x, w, b):
    out = np.einsum("fc,nchw->nfhw", w, x)
    return (out + b).astype(x.dtype)
# %% no_bias
# fault: The bias is not added.
# names: bias_forgotten
import numpy as np

def conv1x1(x, w, b):
    N, C_in, H, W = x.shape
    C_out = w.shape[0]
    out = np.zeros((N, C_out, H, W), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for c in range(C_in):
                out[n, f] += w[f, c] * x[n, c]
    return out
# %% float64_out
# fault: The output array is np.zeros without a dtype, so float32 images give float64.
# names: always_float64
import numpy as np

def conv1x1(x, w, b):
    N, C, H, W = x.shape
    F = len(w)
    out = np.zeros((N, F, H, W))
    for n in range(N):
        for i in range(H):
            for j in range(W):
                out[n, :, i, j] = w @ x[n, :, i, j] + b
    return out
# %% weights_transposed
# fault: w is used as (C_in, C_out), w[c, f] in place of w[f, c]: raises where the numbers differ, wrong where they are equal.
# names: weights_transposed
import numpy as np

def conv1x1(x, w, b):
    y = x.transpose(0, 2, 3, 1) @ w      # channels last
    y = y + b
    return y.transpose(0, 3, 1, 2)
# %% channels_left_at_the_end
# fault: The channels are not brought back after the product: the result is (N, H, W, C_out).
# names: channels_last
import numpy as np

def conv1x1(x, w, b):
    channels_last = np.moveaxis(x, 1, -1)
    result = channels_last @ w.T + b
    return result.astype(x.dtype)
# %% height_and_width_exchanged
# fault: On the way back the axes are ordered (0, 3, 2, 1), so the maps are transposed, (N, C_out, W, H).
# names: rows_and_columns_exchanged
import numpy as np

def conv1x1(x, w, b):
    n, c, h, wid = x.shape
    a = x.transpose(0, 2, 3, 1).reshape(n * h * wid, c)
    a = a.dot(w.T) + b[None, :]
    a = a.reshape(n, h, wid, w.shape[0])
    return np.transpose(a, (0, 3, 2, 1))
# %% output_like_x
# fault: The output is made with zeros_like(x), so it has C_in channels: raises when there are more filters than channels, and has maps too many when there are fewer.
# names: as_many_maps_as_channels, all_maps_into_the_shape_of_x
import numpy as np

def conv1x1(x, w, b):
    out = np.zeros_like(x)
    for f in range(w.shape[0]):
        m = np.zeros_like(x[:, 0])
        for c in range(w.shape[1]):
            m = m + w[f, c] * x[:, c]
        out[:, f] = m + b[f]
    return out
# %% bias_for_each_channel
# fault: The bias is added inside the loop over the channels, so it counts C_in times.
# names: bias_for_every_channel
import numpy as np

def conv1x1(x, w, b):
    n_images, n_in, H, W = x.shape
    n_out = w.shape[0]
    out = np.zeros((n_images, n_out, H, W), x.dtype)
    for f in range(n_out):
        for c in range(n_in):
            out[:, f] += x[:, c] * w[f, c] + b[f]
    return out
# %% only_the_first_image
# fault: Only x[0] is used and the result has a batch of one, so further images are lost.
# names: one_image_returned
import numpy as np

def conv1x1(x, w, b):
    _, C, H, W = x.shape
    image = x[0].reshape(C, H * W)
    maps = w @ image + b[:, None]
    return maps.reshape(1, -1, H, W)
# %% mean_over_channels
# fault: The mean over the channels is taken in place of the sum.
# names: averaged
import numpy as np

def conv1x1(x, w, b):
    # (N, 1, C, H, W) * (F, C, 1, 1)
    products = x[:, None] * w[None, :, :, None, None]
    return products.mean(axis=2) + b.reshape(1, -1, 1, 1)
# %% scales_the_image_in_place
# fault: The channels are multiplied by their weights in place (weighted is x itself, and *= writes to it), so the caller's x is changed and later filters see channels already scaled; a read-only x raises.
# names: channels_multiplied_in_place, input_changed, input_or_weights_written
import numpy as np

def conv1x1(x, w, b):
    maps = []
    for weights, bias in zip(w, b):
        weighted = x
        weighted *= weights[None, :, None, None]
        maps.append(weighted.sum(axis=1) + bias)
    return np.stack(maps, axis=1)
# %% dtype_of_the_weights
# fault: The output takes the dtype of w, not of x: a float64 image with float32 filters gives float32.
# names: dtype_of_the_weights
import numpy as np

def conv1x1(x, w, b):
    N, _, H, W = x.shape
    out = np.empty((N, w.shape[0], H, W), dtype=w.dtype)
    for k in range(w.shape[0]):
        out[:, k] = np.tensordot(x, w[k], axes=([1], [0])) + b[k]
    return out
# %% sum_not_reset_between_images
# fault: The sum for a filter is started once before the loop over the images, so the second image's maps contain those of the first (and its bias again).
# names: sum_goes_on_from_image_to_image
import numpy as np

def conv1x1(x, w, b):
    N, C, H, W = x.shape
    out = np.zeros((N, w.shape[0], H, W), dtype=x.dtype)
    for f in range(w.shape[0]):
        acc = np.zeros((H, W), dtype=x.dtype)
        for n in range(N):
            for c in range(C):
                acc = acc + w[f, c] * x[n, c]
            acc = acc + b[f]
            out[n, f] = acc
    return out
# %% sets_the_shape_of_w
# fault: The filters are made four-dimensional by assigning w.shape, which changes the caller's array, so that a second call with it fails; and on some layouts it raises.
# names: shape_of_an_input_changed
# hints: input_changed
import numpy as np

def conv1x1(x, w, b):
    F, C = w.shape
    w.shape = (F, C, 1, 1)
    N, _, H, W = x.shape
    out = np.zeros((N, F, H, W), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            out[n, f] = (w[f] * x[n]).sum(axis=0) + b[f]
    return out
# %% right_bias_as_a_channel
# right
import numpy as np

def conv1x1(x, w, b):
    # the bias is the weight of one more channel that is 1 everywhere
    n, c, h, wd = x.shape
    more = np.concatenate([x, np.ones((n, 1, h, wd), x.dtype)], axis=1).reshape(n, c + 1, h * wd)
    weights = np.concatenate([w, b[:, None]], axis=1).astype(x.dtype)
    return np.matmul(weights, more).reshape(n, len(w), h, wd)
