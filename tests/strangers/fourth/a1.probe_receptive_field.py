# %% off_by_one
# fault: Returns last - first, without adding 1, so one input too few.
# names: one_too_few
# hints: nothing_for_one_input
import numpy as np


def probe_receptive_field(network, n):
    x = np.zeros(n)
    base = network(x)
    mid = len(base) // 2
    places = []
    for i in range(n):
        y = x.copy()
        y[i] = 1
        if network(y)[mid] != base[mid]:
            places.append(i)
    return places[-1] - places[0]


# %% counts_inputs_that_matter
# fault: Counts the inputs that move the output, in place of the distance from the first to the last, so the holes of a dilated convolution are left out.
# names: holes_left_out
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    middle = len(base) // 2
    count = 0
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1.0
        if abs(network(x)[middle] - base[middle]) > 1e-9:
            count += 1
    return count


# %% compares_with_zero
# fault: Takes the output for a row of zeros to be 0 and looks for outputs that are not 0; with biases every output is unequal to 0, so the answer is n.
# names: compared_with_zero
import numpy as np


def probe_receptive_field(network, n):
    first = last = None
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        out = network(x)
        if out[len(out) // 2] != 0:
            if first is None:
                first = i
            last = i
    return last - first + 1


# %% row_not_restored
# fault: The same row is changed again and again without being set back, so after the first input that matters every later one seems to matter as well and the last place is always n - 1.
# names: disturbances_left_in
import numpy as np


def probe_receptive_field(network, n):
    x = np.zeros(n)
    start = network(x)
    m = len(start)
    ref = start[m // 2]
    hits = []
    for i in range(n):
        x[i] += 1
        if network(x)[m // 2] != ref:
            hits.append(i)
    return max(hits) - min(hits) + 1


# %% middle_of_the_input
# fault: Watches output number n // 2, the middle of the input, in place of m // 2, so with a stride it raises an IndexError or watches an output at the end of the row.
# names: middle_of_input
import numpy as np


def probe_receptive_field(network, n):
    mid = n // 2
    base = network(np.zeros(n))[mid]
    first, last = n, -1
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        if network(x)[mid] != base:
            first = min(first, i)
            last = max(last, i)
    return last - first + 1


# %% any_output_moves
# fault: Asks whether any output moves, comparing the whole output arrays, in place of the middle one only; so the answer is about the whole row.
# names: any_output
import numpy as np


def probe_receptive_field(network, n):
    x0 = np.random.rand(n)
    y0 = network(x0)
    changed = []
    for i in range(n):
        x = x0.copy()
        x[i] = x[i] + 1
        if not np.array_equal(network(x), y0):
            changed.append(i)
    return changed[-1] - changed[0] + 1


# %% stops_at_first_hole
# fault: Scans from the left and stops at the first input without influence after one with influence, so with dilation the scan ends at the first hole.
# names: stops_at_a_hole
import numpy as np


def probe_receptive_field(network, n):
    zero = np.zeros(n)
    out = network(zero)
    m = out.shape[0]
    first = None
    for i in range(n):
        x = zero.copy()
        x[i] = 1
        moved = network(x)[m // 2] != out[m // 2]
        if moved and first is None:
            first = i
        if not moved and first is not None:
            return i - first
    return n - first


# %% threshold_too_large
# fault: Takes only changes of more than 0.1 for real, but an influence may move the output by as little as 0.003, so the weak ends of the field are lost.
# names: weak_inputs_missed
import numpy as np

TOL = 0.1


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    mid = len(base) // 2
    effect = np.zeros(n)
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        effect[i] = abs(network(x)[mid] - base[mid])
    seen = np.where(effect > TOL)[0]
    if len(seen) == 0:
        return 0
    return int(seen[-1] - seen[0] + 1)


# %% from_the_sizes
# fault: No experiment: computes n - m + 1 from the lengths of input and output, which is the field only without stride and without padding.
# names: none
# wanted: the field is computed from the lengths of input and output, n - m + 1, without an experiment: true only of a network without stride and padding
import numpy as np


def probe_receptive_field(network, n):
    # every layer with kernel k makes the row k-1 shorter, so the
    # receptive field is what is missing, plus one
    y = network(np.zeros(n))
    m = len(y)
    return n - m + 1


# %% every_pair_tried
# fault: The field is found by trying every window start and end in a double loop, which calls the network about n*n/2 times, far more than the 10*n calls that are allowed; the number itself is right.
# names: called_too_often
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    mid = len(base) // 2
    full = network(np.ones(n))[mid]
    best = n
    for a in range(n):
        for b in range(a + 1, n + 1):
            x = np.zeros(n)
            x[a:b] = 1
            if abs(network(x)[mid] - full) < 1e-6 and b - a < best:
                best = b - a
    return best


# %% last_needs_second_hit
# fault: The last place is only set at the second input that matters (if/elif), so where one input alone moves the output last stays None and a TypeError is raised in place of the answer 1.
# names: fails_on_one_input
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    m = len(base)
    first = None
    last = None
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        if network(x)[m // 2] != base[m // 2]:
            if first is None:
                first = i
            else:
                last = i
    return last - first + 1


# %% assumes_centred
# fault: Only the first input that matters is looked for; the field is assumed to lie symmetrically around input n // 2, which is not so with even kernels, strides or paddings.
# names: symmetric_to_the_left
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    m = len(base)
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        if network(x)[m // 2] != base[m // 2]:
            break
    half = n // 2 - i
    return 2 * half + 1


# %% tiny_step
# fault: Changes an input by 1e-6 only, but still asks for a change of the output by more than 1e-6; an influence below 1 then is not seen, and mostly nothing is found.
# names: weak_inputs_missed
import numpy as np


def probe_receptive_field(network, n):
    eps = 1e-6
    x = np.ones(n)
    y = network(x)
    mid = y.size // 2
    where = []
    for i in range(n):
        x2 = x.copy()
        x2[i] += eps
        y2 = network(x2)
        if abs(y2[mid] - y[mid]) > eps:
            where.append(i)
    if not where:
        return 0
    return where[-1] - where[0] + 1


# %% alias_in_place_of_copy
# fault: y = x makes no copy, so changing y changes x too; as the reference is computed anew from x in each round after the change, the two outputs are always equal and nothing is ever found.
# names: nothing_seems_to_count, disturbances_left_in
import numpy as np


def probe_receptive_field(network, n):
    x = np.zeros(n)
    m = len(network(x))
    idx = []
    for i in range(n):
        y = x
        y[i] = 1
        before = network(x)[m // 2]
        after = network(y)[m // 2]
        if before != after:
            idx.append(i)
    if len(idx) == 0:
        return 0
    return idx[-1] - idx[0] + 1


# %% identity_as_batch
# fault: Gives the network an (n, n) identity matrix as if it took a batch of rows, but it takes one row of shape (n,); so it raises or mixes the rows.
# names: another_shape_given
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    mid = len(base) // 2
    outs = network(np.eye(n))
    effect = outs[:, mid] - base[mid]
    nz = np.nonzero(effect)[0]
    return int(nz.max() - nz.min() + 1)


# %% counts_with_no_baseline
# fault: Two faults: there is no reference output, an input counts wherever the middle output is above 0, which a bias alone can bring about, and such inputs are counted in place of taking the distance from the first to the last.
# names: compared_with_zero + holes_left_out
# hints: compared_with_zero, holes_left_out
import numpy as np


def probe_receptive_field(network, n):
    total = 0
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        y = network(x)
        if y[len(y) // 2] > 0:
            total = total + 1
    return total


# %% bisection_with_steps
# right
import numpy as np


def probe_receptive_field(network, n):
    """All effects are positive, so a block of ones moves the output as soon as it meets the field."""
    base = network(np.zeros(n))
    mid = len(base) // 2

    def moves(lo, hi):
        row = np.zeros(n)
        row[lo:hi] = 1.0
        return abs(network(row)[mid] - base[mid]) > 1e-3

    # shortest prefix that moves the output: it ends with the first input
    lo, hi = 0, n
    while hi - lo > 1:
        half = (lo + hi) // 2
        if moves(0, half):
            hi = half
        else:
            lo = half
    first = hi - 1

    # shortest suffix that moves it: it begins with the last input
    lo, hi = first, n
    while hi - lo > 1:
        half = (lo + hi) // 2
        if moves(half, n):
            lo = half
        else:
            hi = half
    return lo - first + 1
