# %% mask_from_dout
# fault: The backward pass lets through where dout is above 0, not where x was, so it is a ReLU of dout.
# names: by_the_sign_of_dout, both_above_0
import numpy as np
def relu_forward(x):
    out = np.maximum(0, x)
    cache = x
    return out, cache

def relu_backward(dout, cache):
    x = cache
    dx = np.maximum(0, dout)
    return dx

# %% one_at_zero
# fault: The slope at exactly 0 is 1, because the backward pass asks for x >= 0.
# names: slope_one_at_0
import numpy as np
def relu_forward(x):
    return np.maximum(x, 0), x

def relu_backward(dout, cache):
    return dout * (cache >= 0)

# %% x_in_place
# fault: The forward pass sets the negative numbers of x itself to 0, so the caller's array is changed (and a read-only one raises).
# names: zeros_written_to_x, input_changed
import numpy as np
def relu_forward(x):
    mask = x > 0
    x[x < 0] = 0
    return x, mask

def relu_backward(dout, cache):
    return dout * cache

# %% dout_in_place
# fault: The backward pass writes its zeros into dout itself, so the caller's dout is changed.
# names: dout_written_to
import numpy as np
def relu_forward(x):
    out = np.maximum(0, x)
    return out, x

def relu_backward(dout, cache):
    dx = dout
    dx[cache <= 0] = 0
    return dx

# %% max_along_axis
# fault: Uses np.max(x, 0), the largest numbers along axis 0, instead of np.maximum(x, 0), so out has the wrong shape and wrong values.
# names: largest_of_an_axis
import numpy as np
def relu_forward(x):
    out = np.max(x, 0)
    return out, x

def relu_backward(dout, cache):
    dx = np.where(cache > 0, dout, 0)
    return dx

# %% slope_without_dout
# fault: The backward pass returns the slope 1 or 0 alone and forgets to multiply it by dout.
# names: slope_alone
import numpy as np
def relu_forward(x):
    out = np.maximum(0, x)
    return out, (x,)

def relu_backward(dout, cache):
    (x,) = cache
    dx = np.zeros_like(x)
    dx[x > 0] = 1
    return dx

# %% float64_forward
# fault: out is made with np.zeros(x.shape) and is float64 even for a float32 x.
# names: always_float64
import numpy as np
def relu_forward(x):
    out = np.zeros(x.shape)
    positive = x > 0
    out[positive] = x[positive]
    return out, positive

def relu_backward(dout, cache):
    dx = np.zeros_like(dout)
    dx[cache] = dout[cache]
    return dx

# %% float64_mask
# fault: The mask is made float64 before it is multiplied with dout, so dx is float64 even for float32 arrays.
# names: dx_always_float64
import numpy as np
def relu_forward(x):
    out = np.maximum(x, 0)
    mask = (x > 0).astype(float)
    return out, mask

def relu_backward(dout, cache):
    return dout * cache

# %% global_x
# fault: The x of the forward pass is kept in a global variable and the cache is not used, so after two forward passes the first backward pass uses the wrong x.
# names: kept_outside_the_cache
import numpy as np
last_x = None

def relu_forward(x):
    global last_x
    last_x = x
    return np.maximum(0, x), None

def relu_backward(dout, cache):
    return np.where(last_x > 0, dout, 0)

# %% times_out
# fault: The backward pass multiplies dout by out (the value of the ReLU) instead of by its slope.
# names: times_the_output
import numpy as np
def relu_forward(x):
    out = x * (x > 0)
    return out, out

def relu_backward(dout, cache):
    out = cache
    return dout * out

# %% all_through
# fault: The backward pass returns dout unchanged, as if the slope were 1 everywhere.
# names: all_passed_on, all_passed_on + slope_one_at_0
# hints: slope_one_at_0
import numpy as np
def relu_forward(x):
    out = np.where(x > 0, x, 0)
    cache = out
    return out, cache

def relu_backward(dout, cache):
    # what was cut off is 0 already, so the gradient just passes
    return dout.copy()

# %% two_loops
# fault: Two nested loops over rows and columns, so an x with any other number of axes than two raises or is treated wrongly.
# names: none
# wanted: two loops over rows and columns take arrays with two axes alone; x may have any number of them
import numpy as np
def relu_forward(x):
    out = np.zeros_like(x)
    n, m = x.shape
    for i in range(n):
        for j in range(m):
            if x[i, j] > 0:
                out[i, j] = x[i, j]
    return out, x

def relu_backward(dout, cache):
    x = cache
    dx = np.zeros_like(dout)
    n, m = x.shape
    for i in range(n):
        for j in range(m):
            if x[i, j] > 0:
                dx[i, j] = dout[i, j]
    return dx

# %% one_number_max
# fault: Uses Python's max(0, x), which compares the whole array at once and raises for more than one number.
# names: array_in_a_condition
def relu_forward(x):
    out = max(0, x)
    return out, x

def relu_backward(dout, cache):
    return dout * (cache > 0)

# %% flat_of_a_copy
# fault: Writes through out.reshape(-1), which is a copy when out has x's memory order and that is not row by row, so for transposed x all of out stays 0.
# names: none
# wanted: reshape gives a copy of out where x does not lie row by row in memory, and what is written into the copy is lost
import numpy as np
def relu_forward(x):
    out = np.zeros_like(x)
    flat_in, flat_out = x.reshape(-1), out.reshape(-1)
    for i in range(x.size):
        if flat_in[i] > 0:
            flat_out[i] = flat_in[i]
    return out, x

def relu_backward(dout, cache):
    return (cache > 0) * dout

# %% half_at_zero
# fault: The slope is built from np.sign and is one half at exactly 0 instead of 0.
# names: half_at_0
import numpy as np
def relu_forward(x):
    return (x + np.abs(x)) / 2, np.sign(x)

def relu_backward(dout, cache):
    return dout * (1 + cache) / 2

# %% clipped_at_one
# fault: The forward pass also cuts off at 1 (np.clip(x, 0, 1)), as if activations were probabilities.
# names: cut_at_one
import numpy as np
def relu_forward(x):
    out = np.clip(x, 0, 1)
    return out, x

def relu_backward(dout, cache):
    dx = dout.copy()
    dx[cache <= 0] = 0
    return dx

# %% leaky_and_at_zero
# fault: Two faults: it is a leaky ReLU with the slope 0.01 below 0, forwards and backwards, and at exactly 0 the slope is 1.
# names: leaky + leaky_slope + slope_one_at_0
# hints: leaky, leaky_slope, slope_one_at_0
import numpy as np
ALPHA = 0.01
def relu_forward(x):
    return np.where(x < 0, ALPHA * x, x), x < 0

def relu_backward(dout, cache):
    return np.where(cache, ALPHA * dout, dout)

# %% copyto_and_closure
# right
import numpy as np
def relu_forward(x):
    alive = np.greater(x, 0)
    out = np.zeros(x.shape, x.dtype)
    np.copyto(out, x, where=alive)

    def back(dout):
        dx = np.zeros(x.shape, x.dtype)
        np.copyto(dx, dout, where=alive)
        return dx

    return out, back

def relu_backward(dout, cache):
    return cache(dout)
