# %% ge_zero
# fault: the backward pass lets the gradient through where x is exactly 0 (x >= 0), so the slope at 0 is 1 instead of 0.
# names: slope_one_at_0
import numpy as np

def relu_forward(x):
    out = np.maximum(0, x)
    cache = x
    return out, cache

def relu_backward(dout, cache):
    x = cache
    dx = dout * (x >= 0)
    return dx

# %% forward_in_place
# fault: the forward pass sets the negative numbers to 0 in x itself, so the input is changed (and arrays that cannot be written to raise).
# names: zeros_written_to_x, input_changed
import numpy as np

def relu_forward(x):
    x[x < 0] = 0
    return x, x

def relu_backward(dout, cache):
    return dout * (cache > 0)

# %% backward_in_place
# fault: the backward pass writes the zeros into dout itself and returns it: the array that came in is changed, or raises where it cannot be written to.
# names: dout_written_to
import numpy as np

def relu_forward(x: np.ndarray) -> tuple[np.ndarray, object]:
    return np.maximum(x, 0), x

def relu_backward(dout: np.ndarray, cache: object) -> np.ndarray:
    dx = dout
    dx[cache <= 0] = 0
    return dx

# %% gate_by_dout
# fault: the backward pass applies the ReLU to dout (keeps it where dout is above 0) and does not look at x at all.
# names: by_the_sign_of_dout
import numpy as np

def relu_forward(x):
    out = np.where(x > 0, x, 0)
    return out, x

def relu_backward(dout, cache):
    return np.maximum(dout, 0)

# %% slope_without_dout
# fault: the backward pass returns only the slope, 1 or 0, and does not multiply by dout.
# names: slope_alone
import numpy as np

def relu_forward(x):
    return np.maximum(0, x), x.copy()

def relu_backward(dout, cache):
    # derivative of relu: 1 if x > 0 else 0
    dx = np.zeros_like(cache)
    dx[cache > 0] = 1
    return dx

# %% global_mask
# fault: the mask is kept in a module variable instead of the cache, so after a second forward call the first layer's backward pass uses the wrong mask.
# names: kept_outside_the_cache
import numpy as np

mask = None

def relu_forward(x):
    global mask
    mask = x > 0
    return x * mask, None

def relu_backward(dout, cache):
    return dout * mask

# %% float64_zeros
# fault: compares with np.zeros(x.shape), which is float64, so a float32 input gives a float64 out.
# names: always_float64
import numpy as np

def relu_forward(x):
    zeros = np.zeros(x.shape)
    out = np.maximum(zeros, x)
    return out, (x > 0)

def relu_backward(dout, cache):
    return dout * cache

# %% int_mask
# fault: the mask is turned into int64 before it is multiplied by dout, so for float32 the backward pass returns float64.
# names: dx_always_float64
import numpy as np

def relu_forward(x):
    return np.maximum(x, 0), x

def relu_backward(dout, cache):
    mask = (cache > 0).astype(int)
    return mask * dout

# %% max_over_axis
# fault: uses np.max(x, 0), which is the largest number along axis 0 and not the comparison with 0 number by number.
# names: largest_of_an_axis
import numpy as np

def relu_forward(x):
    out = np.max(x, 0)
    return out, x

def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0)

# %% only_one_axis
# fault: loops over a single axis and compares x[i] > 0 as one number, so an x with more than one axis raises (truth value of an array).
# names: array_in_a_condition, array_in_a_condition + slopes_in_a_condition
import numpy as np

def relu_forward(x):
    out = np.zeros_like(x)
    for i in range(len(x)):
        if x[i] > 0:
            out[i] = x[i]
    return out, x

def relu_backward(dout, cache):
    dx = np.zeros_like(dout)
    for i in range(len(cache)):
        if cache[i] > 0:
            dx[i] = dout[i]
    return dx

# %% times_output
# fault: the backward pass multiplies dout by the output of the forward pass instead of by the slope 1 or 0.
# names: times_the_output
import numpy as np

def relu_forward(x):
    out = np.maximum(0, x)
    return out, out

def relu_backward(dout, cache):
    return dout * cache

# %% selected_numbers_only
# fault: the backward pass returns dout[x > 0], a flat list of the numbers that come through, instead of an array of x's shape with zeros elsewhere.
# names: below_0_missing
import numpy as np

def relu_forward(x):
    keep = x > 0
    return np.where(keep, x, 0), keep

def relu_backward(dout, cache):
    dx = dout[cache]
    return dx

# %% slopes_written_into_x
# fault: the cache is x itself and the backward pass overwrites it with the slopes 1 and 0, so the array given to the forward function is changed afterwards (or raises if it cannot be written to).
# names: cache_written_to
# hints: input_changed
import numpy as np

def relu_forward(x):
    cache = x
    return np.maximum(x, 0), cache

def relu_backward(dout, cache):
    slope = cache
    slope[slope <= 0] = 0
    slope[slope > 0] = 1
    return dout * slope

# %% clipped_gradient
# fault: the backward pass looks at x rightly but also cuts negative gradients to 0, as if dx had to be positive where x is above 0.
# names: both_above_0, by_the_sign_of_dout
import numpy as np

def relu(a):
    return np.maximum(a, 0)

def relu_forward(x):
    return relu(x), x

def relu_backward(dout, cache):
    return relu(dout) * (cache > 0)

# %% inverted_mask
# fault: the cache marks the places that were set to 0 (x <= 0), and the backward pass keeps the gradient exactly there instead of removing it.
# names: where_not_above_0
# hints: where_below_0
import numpy as np

def relu_forward(x):
    off = x <= 0
    out = x.copy()
    out[off] = 0
    return out, off

def relu_backward(dout, cache):
    dx = np.zeros_like(dout)
    dx[cache] = dout[cache]
    return dx

# %% leaky
# fault: writes a leaky ReLU: below 0 the output is 0.01 x and the slope 0.01 instead of 0.
# names: leaky + leaky_slope
import numpy as np

def relu_forward(x, alpha=0.01):
    out = np.where(x > 0, x, alpha * x)
    return out, x

def relu_backward(dout, cache, alpha=0.01):
    return np.where(cache > 0, dout, alpha * dout)

# %% flattened_result
# fault: two faults: both functions work on the flattened array and never restore the shape, so out and dx are one-dimensional for an x with more than one axis; and the list of Python floats gives float64 for float32.
# names: none
# hints: flat_output, flat_dx, always_float64, dx_always_float64
# wanted: both results are one long row, and float64
import numpy as np

def relu_forward(x):
    out = np.array([max(0.0, float(v)) for v in x.flatten()])
    return out, x.flatten()

def relu_backward(dout, cache):
    return np.array([float(d) if v > 0 else 0.0 for d, v in zip(dout.flatten(), cache)])

# %% closure_cache
# right
import numpy as np

def relu_forward(x):
    out = np.clip(x, 0, None)
    sleeping = np.sign(out) == 0

    def back(dout):
        dx = np.array(dout, dtype=x.dtype, copy=True)
        np.putmask(dx, sleeping, 0)
        return dx

    return out, back

def relu_backward(dout, cache):
    return cache(dout)
