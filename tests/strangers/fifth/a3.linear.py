# %% divided_by_n
# fault: dw and db are divided by the number of examples N, though the mean is in dout already.
# names: weights_and_bias_averaged, dw_averaged + db_averaged
import numpy as np

def linear_forward(x, w, b):
    rows = x.reshape(len(x), -1)
    out = rows @ w.T + b
    return out, (x, w, b)

def linear_backward(dout, cache):
    x, w, b = cache
    N = x.shape[0]
    rows = x.reshape(N, -1)
    dx = (dout @ w).reshape(x.shape)
    dw = dout.T @ rows / N
    db = dout.sum(axis=0) / N
    return dx, dw, db

# %% dw_transposed
# fault: dw is x.T @ dout, which has the shape (in, out), the transpose of w's.
# names: dw_transposed
import numpy as np

def linear_forward(x, w, b):
    x_row = x.reshape(x.shape[0], -1)
    out = x_row.dot(w.T) + b
    cache = (x, w, b)
    return out, cache

def linear_backward(dout, cache):
    x, w, b = cache
    x_row = x.reshape(x.shape[0], -1)
    dx = dout.dot(w).reshape(x.shape)
    dw = x_row.T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db

# %% dx_stays_flat
# fault: dx is returned as rows (N, inputs) and not brought back to the shape of images.
# names: dx_stays_flat
import numpy as np

def linear_forward(x, w, b):
    flat = x.reshape(len(x), -1)
    return flat @ w.T + b, (flat, w)

def linear_backward(dout, cache):
    flat, w = cache
    dx = dout @ w
    dw = dout.T @ flat
    db = dout.sum(axis=0)
    return dx, dw, db

# %% images_not_flattened
# fault: x is never laid out in rows: images with more axes go straight into the matrix product, which raises or multiplies along the last axis only.
# names: images_not_flattened, images_not_flattened + images_refused_backward
import numpy as np

def linear_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray):
    out = x @ w.T + b
    return out, (x, w)

def linear_backward(dout: np.ndarray, cache):
    x, w = cache
    return dout @ w, dout.T @ x, dout.sum(axis=0)

# %% db_sum_of_everything
# fault: db is the sum over all of dout, examples and outputs, one number instead of one for each output.
# names: db_is_one_number
import numpy as np

def linear_forward(x, w, b):
    X = x.reshape(x.shape[0], -1)
    return np.dot(X, w.T) + b, (x.shape, X, w, b)

def linear_backward(dout, cache):
    shape, X, w, b = cache
    dX = np.dot(dout, w)
    dw = np.dot(dout.T, X)
    db = np.sum(dout)
    return dX.reshape(shape), dw, db

# %% db_over_outputs
# fault: db is summed over axis 1, the outputs, instead of axis 0, the examples.
# names: db_of_the_examples
import numpy as np

def linear_forward(x, w, b):
    N = x.shape[0]
    D = w.shape[1]
    out = x.reshape(N, D) @ w.T + b
    return out, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    N, D = x.shape[0], w.shape[1]
    db = dout.sum(axis=1)
    dw = dout.T @ x.reshape(N, D)
    dx = dout @ w
    return dx.reshape(x.shape), dw, db

# %% w_without_transpose
# fault: the forward pass takes w as (in, out) and multiplies x @ w without transposing; with (out, in) that raises unless the sizes are equal, where it gives the wrong sums. The backward pass follows the same layout.
# names: w_not_transposed, w_not_transposed + w_taken_as_in_out
# hints: dx_with_w_transposed, dw_transposed
import numpy as np

def linear_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    return rows @ w + b, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    return (dout @ w.T).reshape(x.shape), rows.T @ dout, dout.sum(axis=0)

# %% dx_with_transposed_w
# fault: dx is dout @ w.T instead of dout @ w: it raises when inputs and outputs differ in number and is wrong when they are equal.
# names: dx_with_w_transposed
import numpy as np

def linear_forward(x, w, b):
    a = x.reshape(len(x), -1)
    return a @ w.T + b, (x, a, w)

def linear_backward(dout, cache):
    x, a, w = cache
    dx = (dout @ w.T).reshape(x.shape)
    dw = dout.T @ a
    db = dout.sum(0)
    return dx, dw, db

# %% global_layer_input
# fault: x and w are kept in module variables instead of the cache, so after a second layer's forward call the backward pass of the first uses the second's arrays.
# names: kept_outside_the_cache
import numpy as np

saved = {}

def linear_forward(x, w, b):
    saved["x"] = x
    saved["w"] = w
    out = x.reshape(len(x), -1) @ w.T + b
    return out, saved

def linear_backward(dout, cache):
    x, w = saved["x"], saved["w"]
    dx = (dout @ w).reshape(x.shape)
    dw = dout.T @ x.reshape(len(x), -1)
    db = dout.sum(axis=0)
    return dx, dw, db

# %% float64_loops
# fault: the results are filled into np.zeros(...) arrays, which are float64, so float32 inputs give float64 results.
# names: always_float64 + gradients_always_float64
import numpy as np

def linear_forward(x, w, b):
    N, O = x.shape[0], w.shape[0]
    rows = x.reshape(N, -1)
    out = np.zeros((N, O))
    for n in range(N):
        for o in range(O):
            out[n, o] = np.sum(rows[n] * w[o]) + b[o]
    return out, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    N, O = dout.shape
    rows = x.reshape(N, -1)
    dx, dw, db = np.zeros(rows.shape), np.zeros(w.shape), np.zeros(O)
    for n in range(N):
        for o in range(O):
            dx[n] += dout[n, o] * w[o]
            dw[o] += dout[n, o] * rows[n]
            db[o] += dout[n, o]
    return dx.reshape(x.shape), dw, db

# %% dx_overwritten
# fault: in the loops dx[n] is assigned instead of added to, so it holds only what the last output passes back.
# names: dx_of_last_output
import numpy as np

def linear_forward(x, w, b):
    return x.reshape(len(x), -1) @ w.T + b, (x, w, b)

def linear_backward(dout, cache):
    x, w, b = cache
    rows = x.reshape(len(x), -1)
    dx = np.zeros_like(rows)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(dout.shape[0]):
        for o in range(dout.shape[1]):
            dx[n] = dout[n, o] * w[o]
            dw[o] += dout[n, o] * rows[n]
            db[o] += dout[n, o]
    return dx.reshape(x.shape), dw, db

# %% batch_scrambled
# fault: the images are laid out with reshape(-1, N).T instead of reshape(N, -1), so the inputs of different examples are mixed up (forwards and in dw, and dx is put back in the same wrong way).
# names: examples_mixed, examples_mixed + examples_mixed_backward
# hints: dw_of_mixed_examples, dx_reshaped_not_transposed
import numpy as np

def flatten(x):
    # one column per example, then transpose
    return x.reshape(-1, x.shape[0]).T

def linear_forward(x, w, b):
    return flatten(x) @ w.T + b, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    dx = (dout @ w).T.reshape(x.shape)
    dw = dout.T @ flatten(x)
    db = dout.sum(axis=0)
    return dx, dw, db

# %% channels_last
# fault: images are laid in a row pixel by pixel with the channels last (moveaxis before the reshape) instead of channel by channel, so w meets the wrong inputs as soon as there are several channels.
# names: channels_last, channels_last + channels_last_backward
# hints: dx_channels_last, dw_channels_last
import numpy as np

def _rows(x):
    if x.ndim > 2:
        x = np.moveaxis(x, 1, -1)
    return x.reshape(len(x), -1)

def linear_forward(x, w, b):
    return _rows(x) @ w.T + b, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    dx = dout @ w
    if x.ndim > 2:
        dx = dx.reshape((len(x),) + x.shape[2:] + (x.shape[1],))
        dx = np.moveaxis(dx, -1, 1)
    return dx, dout.T @ _rows(x), dout.sum(axis=0)

# %% product_of_sums
# fault: dw is the outer product of dout summed over the batch and x summed over the batch, instead of the sum over the batch of the products.
# names: dw_product_of_sums
import numpy as np

def linear_forward(x, w, b):
    out = np.einsum("nd,od->no", x.reshape(x.shape[0], -1), w) + b
    return out, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    db = dout.sum(axis=0)
    dw = np.outer(db, rows.sum(axis=0))
    dx = np.einsum("no,od->nd", dout, w).reshape(x.shape)
    return dx, dw, db

# %% accumulates_in_cache
# fault: the arrays for dw and db are made once in the forward pass and added to in every backward call, so a second call with the same cache returns twice the gradients (and changes the first result).
# names: weights_and_bias_grow
import numpy as np

def linear_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    cache = {"x": x, "rows": rows, "w": w, "dw": np.zeros_like(w), "db": np.zeros_like(b)}
    return rows @ w.T + b, cache

def linear_backward(dout, cache):
    cache["dw"] += dout.T @ cache["rows"]
    cache["db"] += dout.sum(axis=0)
    dx = (dout @ cache["w"]).reshape(cache["x"].shape)
    return dx, cache["dw"], cache["db"]

# %% four_axes_only
# fault: unpacks x.shape as N, C, H, W, so a batch of rows (or of anything without exactly four axes) raises.
# names: four_axes_only
import numpy as np

def linear_forward(x, w, b):
    N, C, H, W = x.shape
    out = x.reshape(N, C * H * W) @ w.T + b
    return out, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    N, C, H, W = x.shape
    dx = (dout @ w).reshape(N, C, H, W)
    dw = dout.T @ x.reshape(N, C * H * W)
    db = dout.sum(axis=0)
    return dx, dw, db

# %% bias_forgotten
# fault: the forward pass computes only x w^T and never adds b.
# names: bias_forgotten
import numpy as np

def linear_forward(x, w, b):
    x2 = x.reshape(len(x), -1)
    out = np.matmul(x2, w.T)
    return out, (x.shape, x2, w)

def linear_backward(dout, cache):
    shape, x2, w = cache
    return np.matmul(dout, w).reshape(shape), np.matmul(dout.T, x2), dout.sum(axis=0)

# %% column_order_and_mean_bias
# fault: two faults: images are laid in a row in Fortran order (first axis fastest) instead of row by row, and db is the mean of dout over the batch instead of the sum.
# names: none
# hints: first_axis_innermost, first_axis_innermost_backward, dx_first_axis_innermost, dw_first_axis_innermost, db_averaged
# wanted: the values of an image are laid in a row with its first axis innermost, and db is averaged
import numpy as np

def linear_forward(x, w, b):
    rows = np.array([image.flatten(order="F") for image in x])
    return rows @ w.T + b, (x, rows, w)

def linear_backward(dout, cache):
    x, rows, w = cache
    d = dout @ w
    dx = np.array([r.reshape(x.shape[1:], order="F") for r in d])
    return dx, dout.T @ rows, dout.mean(axis=0)

# %% tensordot_axes
# right
import numpy as np

def linear_forward(x, w, b):
    inner = x.shape[1:]
    bank = w.reshape((w.shape[0],) + inner)          # templates in the shape of an image
    axes = tuple(range(1, x.ndim))
    out = np.tensordot(x, bank, axes=(axes, axes))
    return (out + b).astype(x.dtype, copy=False), {"x": x, "bank": bank, "w_shape": w.shape}

def linear_backward(dout, cache):
    x, bank = cache["x"], cache["bank"]
    dx = np.tensordot(dout, bank, axes=(1, 0))
    dw = np.tensordot(dout, x, axes=(0, 0)).reshape(cache["w_shape"])
    db = np.ones(len(dout), dtype=dout.dtype) @ dout
    return dx, dw, db
