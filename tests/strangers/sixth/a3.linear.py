# %% dw_transposed
# fault: dw is x.T @ dout, of shape (in, out), instead of dout.T @ x.
# names: dw_transposed
import numpy as np
def linear_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = rows @ w.T + b
    return out, (x, w, b)

def linear_backward(dout, cache):
    x, w, b = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db

# %% dx_stays_rows
# fault: dx is left as rows (N, D) and not brought back to the shape of x where x was images.
# names: dx_stays_flat
import numpy as np
def linear_forward(x, w, b):
    flat = x.reshape(len(x), -1)
    return flat @ w.T + b, (flat, w)

def linear_backward(dout, cache):
    flat, w = cache
    dx = dout @ w
    dw = dout.T @ flat
    db = np.sum(dout, axis=0)
    return dx, dw, db

# %% no_flattening
# fault: The forward and backward pass do not lay the axes behind the batch in a row, so images raise or give a wrong shape.
# names: images_not_flattened, images_not_flattened + images_refused_backward
# hints: images_refused_backward, dx_stays_flat
import numpy as np
def linear_forward(x, w, b):
    out = np.dot(x, w.T) + b
    cache = (x, w)
    return out, cache

def linear_backward(dout, cache):
    x, w = cache
    dx = np.dot(dout, w)
    dw = np.dot(dout.T, x)
    db = dout.sum(axis=0)
    return dx, dw, db

# %% divided_by_batch
# fault: dw and db are divided by N, though a mean over the batch is in dout already.
# names: weights_and_bias_averaged, dw_averaged + db_averaged
# hints: dw_averaged, db_averaged
import numpy as np
def linear_forward(x, w, b):
    X = x.reshape(x.shape[0], -1)
    return X @ w.T + b, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    m = x.shape[0]
    X = x.reshape(m, -1)
    dw = (dout.T @ X) / m
    db = dout.sum(axis=0) / m
    dx = (dout @ w).reshape(x.shape)
    return dx, dw, db

# %% db_not_summed
# fault: db is dout itself, (N, out), and not its sum over the examples.
# names: db_not_summed
import numpy as np
def linear_forward(x, w, b):
    x_row = x.reshape(x.shape[0], -1)
    out = x_row.dot(w.T) + b
    return out, [x, w, b]

def linear_backward(dout, cache):
    x, w, b = cache
    x_row = x.reshape(x.shape[0], -1)
    dx = dout.dot(w).reshape(x.shape)
    dw = dout.T.dot(x_row)
    db = dout.copy()
    return dx, dw, db

# %% db_over_outputs
# fault: db is summed over axis 1, the outputs, instead of over the examples.
# names: db_of_the_examples
import numpy as np
def linear_forward(x, w, b):
    cache = {"x": x, "w": w}
    return x.reshape(len(x), -1) @ w.T + b, cache

def linear_backward(dout, cache):
    x, w = cache["x"], cache["w"]
    flat = x.reshape(len(x), -1)
    return (dout @ w).reshape(x.shape), dout.T @ flat, dout.sum(axis=1)

# %% w_not_transposed
# fault: The forward pass computes x @ w instead of x @ w.T, and the backward pass belongs to that, so it raises except for as many inputs as outputs, where it is wrong.
# names: w_not_transposed, w_not_transposed + w_taken_as_in_out, w_not_transposed + dx_with_w_transposed + dw_transposed
# hints: w_taken_as_in_out, dx_with_w_transposed, dw_transposed
import numpy as np
def linear_forward(x, w, b):
    flat = x.reshape(x.shape[0], -1)
    out = flat @ w + b
    return out, (x, w, b)

def linear_backward(dout, cache):
    x, w, b = cache
    flat = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = flat.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db

# %% dx_with_w_transposed
# fault: dx is dout @ w.T instead of dout @ w, which raises unless w is square and is wrong then.
# names: dx_with_w_transposed
import numpy as np
def linear_forward(x, w, b):
    flat = x.reshape(x.shape[0], -1)
    out = np.matmul(flat, w.T) + b
    return out, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    flat = x.reshape(x.shape[0], -1)
    dw = np.matmul(dout.T, flat)
    db = np.sum(dout, axis=0)
    dx = np.matmul(dout, w.T)
    dx = dx.reshape(x.shape)
    return dx, dw, db

# %% channels_last_order
# fault: Images are laid in a row with the channels last (moved behind rows and columns), not channel by channel, so the weights meet the wrong pixels.
# names: channels_last, channels_last + channels_last_backward, channels_last + dx_channels_last + dw_channels_last
# hints: channels_last_backward, dx_channels_last, dw_channels_last
import numpy as np
def _to_rows(x):
    if x.ndim == 4:
        x = x.transpose(0, 2, 3, 1)
    return x.reshape(x.shape[0], -1)

def linear_forward(x, w, b):
    return _to_rows(x) @ w.T + b, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    rows = _to_rows(x)
    dx = dout @ w
    if x.ndim == 4:
        N, C, H, W = x.shape
        dx = dx.reshape(N, H, W, C).transpose(0, 3, 1, 2)
    return dx.reshape(x.shape), dout.T @ rows, dout.sum(0)

# %% loops_overwrite_dw
# fault: In the loop over examples dw is assigned with = instead of +=, so only the last example counts.
# names: dw_of_last_example
import numpy as np
def linear_forward(x, w, b):
    N = x.shape[0]
    out = np.zeros((N, w.shape[0]), dtype=x.dtype)
    for n in range(N):
        out[n] = w @ x[n].ravel() + b
    return out, (x, w, b)

def linear_backward(dout, cache):
    x, w, b = cache
    dx, dw, db = np.zeros(x.shape, x.dtype), np.zeros_like(w), np.zeros_like(b)
    for n in range(len(x)):
        for o in range(len(w)):
            dw[o] = dout[n, o] * x[n].ravel()
            dx[n] += dout[n, o] * w[o].reshape(x[n].shape)
        db += dout[n]
    return dx, dw, db

# %% float64_out
# fault: out is filled into np.zeros((N, out)), which is float64 even when everything is float32.
# names: always_float64
import numpy as np
def linear_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[0]))
    flat = x.reshape(x.shape[0], -1)
    for o in range(w.shape[0]):
        out[:, o] = flat @ w[o] + b[o]
    return out, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    flat = x.reshape(x.shape[0], -1)
    dout = dout.astype(x.dtype)
    return (dout @ w).reshape(x.shape), dout.T @ flat, dout.sum(axis=0)

# %% no_bias
# fault: The forward pass forgets to add the bias.
# names: bias_forgotten
import numpy as np
def linear_forward(x, w, b):
    out = np.einsum("nd,od->no", x.reshape(len(x), -1), w)
    return out, (x, w, b)

def linear_backward(dout, cache):
    x, w, b = cache
    dx = np.einsum("no,od->nd", dout, w).reshape(x.shape)
    dw = np.einsum("no,nd->od", dout, x.reshape(len(x), -1))
    db = np.einsum("no->o", dout)
    return dx, dw, db

# %% four_axes_expected
# fault: The shape is unpacked as N, C, H, W, so rows of inputs (two axes) or any other number of axes raise.
# names: four_axes_only
import numpy as np
def linear_forward(x, w, b):
    N, C, H, W = x.shape
    flat = x.reshape(N, C * H * W)
    return flat @ w.T + b, (flat, w, (N, C, H, W))

def linear_backward(dout, cache):
    flat, w, shape = cache
    dx = (dout @ w).reshape(shape)
    dw = dout.T @ flat
    db = dout.sum(axis=0)
    return dx, dw, db

# %% global_cache
# fault: x and w are kept in a module-wide dict and the cache is ignored, so with two layers the first backward pass uses the arrays of the second layer.
# names: kept_outside_the_cache
import numpy as np
_saved = {}

def linear_forward(x, w, b):
    _saved["x"] = x
    _saved["w"] = w
    return x.reshape(len(x), -1) @ w.T + b, ()

def linear_backward(dout, cache):
    x, w = _saved["x"], _saved["w"]
    dx = (dout @ w).reshape(x.shape)
    dw = dout.T @ x.reshape(len(x), -1)
    db = dout.sum(axis=0)
    return dx, dw, db

# %% shape_set_on_x
# fault: Flattens by setting x.shape, which changes the shape of the caller's array (and raises where x lies with gaps).
# names: none
# wanted: x itself is given another shape, and whoever called finds it changed; a reshape makes a new view
# hints: input_changed
import numpy as np
def linear_forward(x, w, b):
    shape = x.shape
    x.shape = (shape[0], int(np.prod(shape[1:])))
    out = x @ w.T + b
    return out, (x, w, shape)

def linear_backward(dout, cache):
    x, w, shape = cache
    dx = (dout @ w).reshape(shape)
    dw = dout.T @ x
    db = dout.sum(axis=0)
    return dx, dw, db

# %% squeezed
# fault: The rows are squeezed after flattening, so a batch of one example (or one input) loses an axis and the results have wrong shapes or raise.
# names: none
# wanted: squeeze takes away every axis of length 1, that of a batch of one example as well
import numpy as np
def linear_forward(x, w, b):
    flat = x.reshape(x.shape[0], -1).squeeze()
    out = flat @ w.T + b
    return out, (x.shape, flat, w)

def linear_backward(dout, cache):
    shape, flat, w = cache
    dx = (dout @ w).reshape(shape)
    dw = dout.T @ flat
    db = dout.sum(axis=0)
    return dx, dw, db

# %% dw_as_images_db_float64
# fault: Two faults: dw is brought to the image shape (out, C, H, W) instead of the shape of w; and db is summed up in a float64 array even for float32.
# names: none
# hints: gradients_always_float64
import numpy as np
def linear_forward(x, w, b):
    n = x.shape[0]
    return x.reshape(n, -1) @ w.T + b, (x, w)

def linear_backward(dout, cache):
    x, w = cache
    n = x.shape[0]
    dx = (dout @ w).reshape(x.shape)
    dw = (dout.T @ x.reshape(n, -1)).reshape((w.shape[0],) + x.shape[1:])
    db = np.zeros(w.shape[0])
    for i in range(n):
        db += dout[i]
    return dx, dw, db

# %% ones_column
# right
import numpy as np
def linear_forward(x, w, b):
    # the bias as one more weight that always meets a 1
    n = x.shape[0]
    rows = np.concatenate([x.reshape(n, -1), np.ones((n, 1), x.dtype)], axis=1)
    table = np.concatenate([w, b[:, None]], axis=1)
    return (rows @ table.T).astype(x.dtype), (rows, table, x.shape, w.dtype, b.dtype)

def linear_backward(dout, cache):
    rows, table, shape, w_type, b_type = cache
    dtable = np.tensordot(dout, rows, axes=([0], [0]))
    drows = np.tensordot(dout, table, axes=1)
    dx = drows[:, :-1].reshape(shape).astype(rows.dtype)
    return dx, dtable[:, :-1].astype(w_type), dtable[:, -1].astype(b_type)
