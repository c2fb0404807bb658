# %% plus_minus_drift
# fault: x is put back by adding h again (+h, -2h, +h) instead of writing the first value back, so rounding leaves x slightly changed.
# names: added_and_taken_away
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for idx in np.ndindex(x.shape):
        x[idx] += h
        up = f(x)
        x[idx] -= 2 * h
        down = f(x)
        x[idx] += h
        grad[idx] = (up - down) / (2 * h)
    return grad

# %% forward_difference
# fault: takes the forward difference (f(x + h) - f(x)) / h instead of the central one.
# names: forward_difference
import numpy as np

def numeric_gradient(f, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    gradient = np.zeros_like(x)
    fx = f(x)
    for place in np.ndindex(x.shape):
        first = x[place]
        x[place] = first + h
        gradient[place] = (f(x) - fx) / h
        x[place] = first
    return gradient

# %% aliased_copies
# fault: above and below are second names for x and not copies, so both calls of f may see the same array (moved up and down again), all gradients are about 0, and x is not put back exactly.
# names: both_are_x, one_array_for_both
# hints: added_and_taken_away
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        above = x
        above[place] += h
        below = x
        below[place] -= h
        gradient[place] = (f(above) - f(below)) / (2 * h)
    return gradient

# %% flat_view_may_be_copy
# fault: moves the numbers in x.reshape(-1) and calls f(x); where x lies in memory with gaps or in another order the reshape is a copy, so f sees no change and the gradient is 0.
# names: reshaped_copy
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    flat = x.reshape(-1)
    grad = np.zeros(x.size)
    for i in range(x.size):
        old = flat[i]
        flat[i] = old + h
        f_plus = f(x)
        flat[i] = old - h
        f_minus = f(x)
        flat[i] = old
        grad[i] = (f_plus - f_minus) / (2 * h)
    return grad.reshape(x.shape)

# %% whole_rows
# fault: loops over range(len(x)) only, so with more than one axis a whole row (or slab) is moved at once and every number of it gets the sum of the row's derivatives.
# names: rows_moved
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in range(len(x)):
        x_plus = x.copy()
        x_minus = x.copy()
        x_plus[i] += h
        x_minus[i] -= h
        grad[i] = (f(x_plus) - f(x_minus)) / (2 * h)
    return grad

# %% divided_by_h
# fault: the difference of the two sides is divided by h instead of 2 h, so everything is twice too large.
# names: divided_by_h
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    out = np.empty(x.shape)
    for p in np.ndindex(*x.shape):
        a, b = x.copy(), x.copy()
        a[p] = a[p] + h
        b[p] = b[p] - h
        out[p] = (f(a) - f(b)) / h
    return out

# %% all_moved_at_once
# fault: moves all numbers of x together, f(x + h) - f(x - h), and puts the one quotient at every place: that is the sum of all partial derivatives.
# names: all_moved_at_once
import numpy as np

def numeric_gradient(f, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return np.ones_like(x) * slope

# %% two_times_h_no_brackets
# fault: writes / 2 * h without brackets, which divides by 2 and multiplies by h.
# names: multiplied_by_h
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        first = x[place]
        x[place] = first + h
        plus = f(x)
        x[place] = first - h
        minus = f(x)
        x[place] = first
        gradient[place] = (plus - minus) / 2 * h
    return gradient

# %% never_put_back
# fault: the moved number is not written back: after its turn every number stays h below its first value, so x ends changed and the later differences are taken at another point.
# names: moves_left_in, moves_left_in_a_copy
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix]
        x[ix] = oldval + h
        fxph = f(x)
        x[ix] = oldval - h
        fxmh = f(x)
        grad[ix] = (fxph - fxmh) / (2 * h)
        it.iternext()
    return grad

# %% half_steps
# fault: moves by h / 2 up and down and divides by h, which is the central difference with half the step; for large h this gives other numbers.
# names: half_steps
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    g = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[place] = h / 2
        g[place] = (f(x + d) - f(x - d)) / h
    return g

# %% only_matrices
# fault: written with two nested loops for rows and columns of a matrix: it raises for an array with one axis or with three or more, whose shape does not unpack into two numbers.
# names: two_axes_only
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    rows, cols = x.shape
    gradient = np.zeros((rows, cols))
    for i in range(rows):
        for j in range(cols):
            keep = x[i, j]
            x[i, j] = keep + h
            hi = f(x)
            x[i, j] = keep - h
            lo = f(x)
            x[i, j] = keep
            gradient[i, j] = (hi - lo) / (2 * h)
    return gradient

# %% memory_order_nditer
# fault: the slopes are collected in the order of np.nditer, which is the order in memory, and then reshaped as if it were the order of the axes; for transposed or Fortran-ordered arrays they stand at the wrong places.
# names: order_of_memory
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    slopes = []
    for number in np.nditer(x, op_flags=["readwrite"]):
        first = float(number)
        number[...] = first + h
        above = f(x)
        number[...] = first - h
        below = f(x)
        number[...] = first
        slopes.append((above - below) / (2 * h))
    return np.array(slopes).reshape(x.shape)

# %% f_of_one_number
# fault: calls f with the one moved number f(x[i] + h) instead of with the whole array in which that number is moved; f then raises or computes something else.
# names: number_given
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    """central difference at each place"""
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        gradient[place] = (f(x[place] + h) - f(x[place] - h)) / (2 * h)
    return gradient

# %% backup_is_alias
# fault: the first values are kept as original = x, which is the same array and no copy, so writing them back does nothing: the number is moved up by h and then only back down to about its first value, so the result is (f(x + h) - f(x)) / (2 h), half of the slope, and rounding leaves x slightly changed.
# names: forward_difference_halved, forward_difference_halved + added_and_taken_away
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    original = x
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] = x[place] + h
        above = f(x)
        x[...] = original
        x[place] = x[place] - h
        below = f(x)
        x[...] = original
        gradient[place] = (above - below) / (2 * h)
    return gradient

# %% relative_step
# fault: the step is scaled with the size of the number (h * max(1, |x_i|)) instead of being exactly h, which shows for large steps and numbers above 1.
# names: step_grows_with_the_number, relative_step
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        value = x[place]
        step = h * max(1.0, abs(value))
        x[place] = value + step
        plus = f(x)
        x[place] = value - step
        minus = f(x)
        x[place] = value
        grad[place] = (plus - minus) / (2 * step)
    return grad

# %% five_point_formula
# fault: uses the more exact formula with four points (steps h and 2 h, divided by 12 h) instead of the central difference that is asked for; for large h the numbers differ.
# names: five_point_formula
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    def at(place, step):
        moved = x.copy()
        moved[place] += step
        return f(moved)

    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        gradient[place] = (8 * (at(place, h) - at(place, -h)) - (at(place, 2 * h) - at(place, -2 * h))) / (12 * h)
    return gradient

# %% fixed_step
# fault: overwrites the argument h by its own 1e-5, so a large step asked for by the caller is ignored.
# names: step_ignored
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    h = 1e-5
    gradient = np.zeros_like(x)
    for place, value in np.ndenumerate(x.copy()):
        x[place] = value + h
        gradient[place] = f(x)
        x[place] = value - h
        gradient[place] -= f(x)
        x[place] = value
    return gradient / (2 * h)

# %% unit_vectors
# right
import numpy as np

def numeric_gradient(f, x, h=1e-5):
    count = x.size

    def slope(k):
        places = np.arange(count).reshape(x.shape) == k
        return (f(np.where(places, x + h, x)) - f(np.where(places, x - h, x))) / (2 * h)

    return np.fromiter(map(slope, range(count)), dtype=np.float64, count=count).reshape(x.shape)
