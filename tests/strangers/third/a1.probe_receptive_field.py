# %% one_too_few
# fault: Returns last - first without the + 1, so the count is one too small.
# names: one_too_few
# hints: nothing_for_one_input
import numpy as np


def probe_receptive_field(network, n):
    x = np.zeros(n)
    base = network(x)
    mid = len(base) // 2
    moved = []
    for i in range(n):
        y = x.copy()
        y[i] += 1
        if network(y)[mid] != base[mid]:
            moved.append(i)
    return moved[-1] - moved[0]

# %% counts_only_moving_inputs
# fault: Counts the inputs that move the output in place of the distance from the first to the last, so holes (from dilation, or from a stride larger than the kernel) are left out.
# names: holes_left_out
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    m = len(base)
    count = 0
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1.0
        if network(x)[m // 2] != base[m // 2]:
            count += 1
    return count

# %% compared_with_zero
# fault: The middle output is compared with 0 and not with its value for the unchanged row, so with a bias every input seems to have an influence.
# names: compared_with_zero
import numpy as np


def probe_receptive_field(network, n):
    hits = []
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        out = network(x)
        if out[len(out) // 2] != 0:
            hits.append(i)
    return max(hits) - min(hits) + 1

# %% middle_of_the_input
# fault: Watches output number n // 2 in place of m // 2; with a stride that is another output or an IndexError.
# names: middle_of_input
import numpy as np


def probe_receptive_field(network, n):
    x = np.zeros(n)
    middle = n // 2
    before = network(x)[middle]
    first, last = None, None
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        after = network(x)[middle]
        if after != before:
            if first is None:
                first = i
            last = i
    return last - first + 1

# %% row_not_copied
# fault: The row is not copied (changed = x is the same array), so all earlier changes stay in it, and every place after the first influential one seems to matter.
# names: disturbances_left_in
import numpy as np


def probe_receptive_field(network, n):
    x = np.zeros(n)
    base = network(x)
    m = len(base)
    base_mid = base[m // 2]
    first = -1
    last = -1
    for i in range(n):
        changed = x
        changed[i] += 1
        if network(changed)[m // 2] != base_mid:
            if first == -1:
                first = i
            last = i
    return last - first + 1

# %% any_output
# fault: Watches whether any of the outputs moves, not only the middle one, so nearly all inputs of the row are counted.
# names: any_output
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    places = []
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        if not np.array_equal(network(x), base):
            places.append(i)
    return places[-1] - places[0] + 1

# %% stops_at_first_hole
# fault: Finds the first influential input and goes on to the right until the first input without influence, so it stops at the first hole that dilation (or a stride larger than the kernel) leaves.
# names: stops_at_a_hole
import numpy as np


def probe_receptive_field(network, n):
    start = np.zeros(n)
    out = network(start)
    mid = out.shape[0] // 2

    def matters(i):
        x = start.copy()
        x[i] = 1.0
        return network(x)[mid] != out[mid]

    i = 0
    while not matters(i):
        i += 1
    first = i
    while i < n and matters(i):
        i += 1
    return i - first

# %% too_many_calls
# fault: Calls the network anew for every pair of an input and an output to fill a table of influences, which are about 2 * n * m calls and more than the 10 * n allowed; the number returned is right.
# names: called_too_often
import numpy as np


def probe_receptive_field(network, n):
    m = len(network(np.zeros(n)))
    influence = np.zeros((m, n))
    for j in range(m):
        for i in range(n):
            x = np.zeros(n)
            x[i] = 1
            influence[j, i] = network(x)[j] - network(np.zeros(n))[j]
    where = np.nonzero(influence[m // 2])[0]
    return int(where[-1] - where[0] + 1)

# %% threshold_too_large
# fault: A change of the output counts only when it is larger than 0.1, so the inputs at the ends of the field, whose effects may be as small as 0.003, are missed.
# names: weak_inputs_missed
import numpy as np


def probe_receptive_field(network, n):
    zeros = np.zeros(n)
    ref = network(zeros)
    mid = len(ref) // 2
    first = None
    last = None
    for i in range(n):
        x = zeros.copy()
        x[i] = 1
        diff = abs(network(x)[mid] - ref[mid])
        if diff > 0.1:
            if first is None:
                first = i
            last = i
    if first is None:
        return 0
    return last - first + 1

# %% influence_of_one_input_on_outputs
# fault: Turned round: changes the middle input and counts from the first to the last output that moves, which is the field only without stride.
# names: outputs_counted
import numpy as np


def probe_receptive_field(network, n):
    x = np.zeros(n)
    before = network(x)
    x = np.zeros(n)
    x[n // 2] = 1
    after = network(x)
    changed = np.flatnonzero(after != before)
    return int(changed[-1] - changed[0] + 1)

# %% symmetric_about_the_middle
# fault: Looks only for the last influential input and takes the field as symmetric about input n // 2, 2 * (last - n // 2) + 1, although the middle output need not look at the middle of the row and an even field has no middle.
# names: symmetric_about_the_middle
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    mid = len(base) // 2
    centre = n // 2
    last = centre
    for i in range(centre, n):
        x = np.zeros(n)
        x[i] = 1
        if network(x)[mid] != base[mid]:
            last = i
    return 2 * (last - centre) + 1

# %% loops_over_outputs
# fault: The loop runs over range(m), the number of outputs, in place of the n inputs; with a stride the field lies partly or wholly beyond place m - 1 and is cut or not found.
# names: as_many_inputs_as_outputs
import numpy as np


def probe_receptive_field(network, n):
    x0 = np.zeros(n)
    y0 = network(x0)
    m = len(y0)
    seen = []
    for i in range(m):
        x = x0.copy()
        x[i] = 1
        y = network(x)
        if y[m // 2] != y0[m // 2]:
            seen.append(i)
    if not seen:
        return 0
    return seen[-1] - seen[0] + 1

# %% one_input_only_fails
# fault: The first influential input is never also taken as the last (if/else), so when only one input moves the output last stays None and the subtraction raises TypeError.
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

# %% whole_batch_at_once
# fault: Gives the network a whole matrix (n, n) of changed rows in one call, although it takes rows of shape (n,) only, so it raises or returns something of another shape.
# names: another_shape_given
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    mid = len(base) // 2
    out = network(np.eye(n))
    effect = out[:, mid] - base[mid]
    idx = np.where(effect != 0)[0]
    return int(idx.max() - idx.min() + 1)

# %% bisects_single_inputs
# fault: Looks for both ends by bisection with one input changed at a time from the middle of the row, which supposes that input n // 2 has an influence and that there are no holes; with dilation or an off-centre field it goes the wrong way.
# names: bisected_by_single_inputs
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    mid = len(base) // 2

    def matters(i):
        x = np.zeros(n)
        x[i] = 1
        return network(x)[mid] != base[mid]

    lo, hi = 0, n // 2
    while lo < hi:
        c = (lo + hi) // 2
        if matters(c):
            hi = c
        else:
            lo = c + 1
    first = lo
    lo, hi = n // 2, n - 1
    while lo < hi:
        c = (lo + hi + 1) // 2
        if matters(c):
            lo = c
        else:
            hi = c - 1
    return lo - first + 1

# %% some_inputs_not_changed
# fault: The row to start from holds random zeros and ones and the place is set to 1, so about half of the inputs are not changed at all and an end of the field may be missed.
# names: none
# wanted: an input that has the value already is not changed
import numpy as np


def probe_receptive_field(network, n):
    rng = np.random.default_rng(42)
    row = rng.integers(0, 2, size=n).astype(float)
    start = network(row)
    mid = len(start) // 2
    idx = []
    for i in range(n):
        test = row.copy()
        test[i] = 1.0
        if network(test)[mid] != start[mid]:
            idx.append(i)
    if len(idx) == 0:
        return 0
    return idx[-1] - idx[0] + 1

# %% new_random_row_each_time
# fault: A new random row is drawn for each place and compared with the output of another random row, so the output differs for every place and the answer is n.
# names: every_input_seems_to_count
import numpy as np


def probe_receptive_field(network, n):
    x = np.random.rand(n)
    y = network(x)
    mid = len(y) // 2
    changed = []
    for i in range(n):
        x = np.random.rand(n)
        x[i] += 1
        if network(x)[mid] != y[mid]:
            changed.append(i)
    return changed[-1] - changed[0] + 1

# %% first_output_and_holes
# fault: Two faults: watches output 0 in place of the middle one (with padding its window reaches beyond the row), and counts only the inputs with an influence, so holes are left out.
# names: first_output + holes_left_out
import numpy as np


def probe_receptive_field(network, n):
    base = network(np.zeros(n))[0]
    effects = []
    for row in np.eye(n):
        effects.append(network(row)[0] - base)
    return int(np.count_nonzero(effects))

# %% bisection_with_prefixes
# right
import numpy as np


def probe_receptive_field(network, n):
    # Raise a whole beginning (or a whole end) of the row at once. No effects cancel, so the output
    # has moved as soon as the part holds one input that matters, and the two ends can be bisected.
    quiet = network(np.full(n, 0.5))
    middle = len(quiet) // 2

    def moved(lo, hi):
        row = np.full(n, 0.5)
        row[lo:hi] += 1.0
        return bool(network(row)[middle] != quiet[middle])

    # smallest length of a prefix that moves the output
    no, yes = 0, n
    while yes - no > 1:
        half = (no + yes) // 2
        if moved(0, half):
            yes = half
        else:
            no = half
    first = yes - 1
    # largest beginning of a suffix that moves the output
    yes, no = first, n
    while no - yes > 1:
        half = (no + yes) // 2
        if moved(half, n):
            yes = half
        else:
            no = half
    return yes - first + 1
