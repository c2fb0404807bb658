# %% forward_difference
# fault: Computes the forward difference (f(x + h) - f(x)) / h instead of the central one.
# names: forward_difference
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    here = f(x)
    for place in np.ndindex(x.shape):
        moved = x.copy()
        moved[place] += h
        grad[place] = (f(moved) - here) / h
    return grad

# %% plus_minus_plus
# fault: Moves the number in x with += h, -= 2h, += h and so does not give back exactly the first value because of rounding.
# names: added_and_taken_away
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        below = f(x)
        x[place] += h
        grad[place] = (above - below) / (2 * h)
    return grad

# %% second_name
# fault: above and below are other names for x itself, so the up step and the down step cancel, f sees the same array twice and every derivative is 0.
# names: one_array_for_both
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        first = x[place]
        above = x
        below = x
        above[place] = first + h
        below[place] = first - h
        grad[place] = (f(above) - f(below)) / (2 * h)
        x[place] = first
    return grad

# %% reshape_copy
# fault: Works through x.reshape(-1), which is a copy when x lies in another order in memory (or with gaps that no single stride describes), so f sees no change and the whole gradient is 0.
# names: reshaped_copy
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    flat = x.reshape(-1)
    grad = np.zeros(flat.shape)
    for i in range(flat.size):
        old = flat[i]
        flat[i] = old + h
        fp = f(x)
        flat[i] = old - h
        fm = f(x)
        flat[i] = old
        grad[i] = (fp - fm) / (2 * h)
    return grad.reshape(x.shape)

# %% one_axis_only
# fault: Runs over range(len(x)) alone, so with more than one axis a whole row is moved at once and all its places get the sum of the row's derivatives.
# names: rows_moved
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for i in range(len(x)):
        up = x.copy()
        down = x.copy()
        up[i] = up[i] + h
        down[i] = down[i] - h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient

# %% divided_by_h
# fault: Divides the central difference by h instead of 2h, so everything is twice too large.
# names: divided_by_h
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        idx = it.multi_index
        old = x[idx]
        x[idx] = old + h
        plus = f(x)
        x[idx] = old - h
        minus = f(x)
        x[idx] = old
        result[idx] = (plus - minus) / h
        it.iternext()
    return result

# %% all_at_once
# fault: Moves all numbers of x together (x + h and x - h), so every place gets the sum of all derivatives.
# names: all_moved_at_once
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    # central difference, numpy does all entries at once
    return np.ones(x.shape) * (f(x + h) - f(x - h)) / (2 * h)

# %% not_put_back
# fault: The number in x is never set back, so later places are computed with the earlier ones moved down by h, and x is changed afterwards.
# names: moves_left_in, moves_left_in_a_copy
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    grad = np.empty(x.shape)
    for k in np.ndindex(*x.shape):
        v = x[k]
        x[k] = v + h
        a = f(x)
        x[k] = v - h
        b = f(x)
        grad[k] = (a - b) / (2 * h)
    return grad

# %% h_ignored
# fault: The step is fixed to 1e-5 inside the function, so the argument h has no effect and large steps come out wrong.
# names: step_ignored
import numpy as np
EPS = 1e-5
def numeric_gradient(f, x, h=1e-5):
    out = np.zeros(x.shape, dtype=np.float64)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = EPS
        out[place] = (f(x + step) - f(x - step)) / (2 * EPS)
    return out

# %% rebound_backup
# fault: Restores by x = saved.copy(), which only gives the local name a new array, so the caller's array keeps its first number moved down by h.
# names: moves_left_in
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    saved = x.copy()
    grad = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] = saved[place] + h
        f1 = f(x)
        x[place] = saved[place] - h
        f2 = f(x)
        grad[place] = (f1 - f2) / (2 * h)
        x = saved.copy()   # restore
    return grad

# %% two_axes_only
# fault: Has two nested loops over rows and columns, so it raises for one axis and moves whole slices for three or more.
# names: two_axes_only
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    rows, cols = x.shape[0], x.shape[1]
    grad = np.zeros(x.shape)
    for i in range(rows):
        for j in range(cols):
            xp, xm = x.copy(), x.copy()
            xp[i, j] += h
            xm[i, j] -= h
            grad[i, j] = (f(xp) - f(xm)) / (2 * h)
    return grad

# %% below_from_above
# fault: The lower copy is made from the upper one, so it is x itself and the result is (f(x + h) - f(x)) / (2h), about half the gradient.
# names: forward_difference_halved
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        above = x.copy()
        above[place] += h
        below = above.copy()
        below[place] -= h
        grad[place] = (f(above) - f(below)) / (2 * h)
    return grad

# %% list_in_memory_order
# fault: Collects the values in the order of np.nditer, which is the order in memory, and reshapes them row by row, so for transposed or Fortran arrays they stand at wrong places.
# names: order_of_memory
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    values = []
    for number in np.nditer(x, op_flags=["readwrite"]):
        first = float(number)
        number[...] = first + h
        above = f(x)
        number[...] = first - h
        below = f(x)
        number[...] = first
        values.append((above - below) / (2 * h))
    return np.array(values).reshape(x.shape)

# %% half_steps
# fault: Moves by h/2 up and down and divides by h, which is a central difference with another step than the one asked for.
# names: half_steps
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        a = x.copy(); a[p] += h / 2
        b = x.copy(); b[p] -= h / 2
        g[p] = (f(a) - f(b)) / h
    return g

# %% relative_step
# fault: The step is scaled with the number, h * max(1, |x|), instead of being exactly h, so large steps give other values where |x| is above 1.
# names: step_grows_with_the_number, relative_step
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        first = x[place]
        step = h * max(1.0, abs(first))
        x[place] = first + step
        above = f(x)
        x[place] = first - step
        below = f(x)
        x[place] = first
        grad[place] = (above - below) / (2 * step)
    return grad

# %% five_point
# fault: Uses the formula with five points (steps h and 2h), which is more exact but is not the central difference asked for, and differs for a large h.
# names: five_point_formula
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    def at(place, by):
        y = np.array(x)
        y[place] += by
        return f(y)
    grad = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        grad[place] = (8 * (at(place, h) - at(place, -h)) - (at(place, 2 * h) - at(place, -2 * h))) / (12 * h)
    return grad

# %% flat_result_backward
# fault: Two faults: the result is a flat vector instead of having the shape of x, and it is the backward difference (f(x) - f(x - h)) / h.
# names: flat_gradient + backward_difference
# hints: flat_gradient, backward_difference
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    fx = f(x)
    n = x.size
    grad = np.zeros(n)
    for i in range(n):
        e = np.zeros(n)
        e[i] = h
        grad[i] = (fx - f(x - e.reshape(x.shape))) / h
    return grad

# %% flatiter_generator
# right
import numpy as np
def numeric_gradient(f, x, h=1e-5):
    base = np.array(x, dtype=np.float64, order="C")   # our own copy, x is never touched

    def moved(k, by):
        other = base.copy()
        other.flat[k] = base.flat[k] + by
        return float(f(other))

    numbers = (moved(k, h) - moved(k, -h) for k in range(base.size))
    return np.fromiter(numbers, dtype=np.float64, count=base.size).reshape(x.shape) / (2 * h)
