# %% middle_of_the_input
# fault: watches output n // 2 instead of m // 2: with a stride that output does not exist (IndexError)
# names: middle_of_input
def probe_receptive_field(network, n):
    x = np.zeros(n)
    middle = n // 2
    base = network(x)[middle]
    hits = []
    for i in range(n):
        y = x.copy()
        y[i] = 1.0
        if network(y)[middle] != base:
            hits.append(i)
    return hits[-1] - hits[0] + 1

# %% counts_what_moves
# fault: counts the inputs that have an effect, so the holes of a dilation inside the field are left out
# names: holes_left_out
def probe_receptive_field(network, n):
    start = np.zeros(n)
    out = network(start)
    mid = len(out) // 2
    count = 0
    for i in range(n):
        x = np.zeros(n)
        x[i] += 1
        if network(x)[mid] != out[mid]:
            count += 1
    return count

# %% last_minus_first
# fault: returns last - first, one too few
# names: one_too_few
# hints: nothing_for_one_input
def probe_receptive_field(network, n):
    zeros = np.zeros(n)
    m = network(zeros).shape[0]
    before = network(zeros)[m // 2]
    first = None
    last = None
    for place in range(n):
        row = zeros.copy()
        row[place] = 1
        after = network(row)[m // 2]
        if after != before:
            if first is None:
                first = place
            last = place
    return last - first

# %% impulse_not_zero
# fault: takes every middle output other than 0 for an effect, without comparing with the output of the zero row: with biases every input seems to count
# names: compared_with_zero
def probe_receptive_field(network, n):
    responses = []
    for impulse in np.eye(n):
        out = network(impulse)
        responses.append(out[len(out) // 2])
    where = np.nonzero(responses)[0]
    return int(where.max() - where.min() + 1)

# %% row_never_reset
# fault: changes the same row further and further without setting the place back, so from the first effect on every place seems to count
# names: disturbances_left_in
def probe_receptive_field(network, n):
    x = np.zeros(n)
    y0 = network(x)
    mid = len(y0) // 2
    reference = y0[mid]
    first, last = -1, -1
    for i in range(n):
        x[i] += 1.0
        if abs(network(x)[mid] - reference) > 1e-9:
            if first < 0:
                first = i
            last = i
    return last - first + 1

# %% any_output
# fault: asks whether any output moves, not whether the middle one does
# names: any_output
def probe_receptive_field(network, n):
    x = np.zeros(n)
    base = network(x)
    affected = []
    for i in range(n):
        changed = x.copy()
        changed[i] = 1
        if not np.array_equal(network(changed), base):
            affected.append(i)
    return max(affected) - min(affected) + 1

# %% small_nudge_isclose
# fault: changes an input by a thousandth only and compares with np.isclose, whose relative tolerance swallows weak effects at the ends of the field
# names: weak_inputs_missed
def probe_receptive_field(network, n):
    eps = 1e-3
    x = np.ones(n)
    base = network(x)
    c = base.size // 2
    moved = np.zeros(n, dtype=bool)
    for i in range(n):
        x[i] += eps
        moved[i] = not np.isclose(network(x)[c], base[c])
        x[i] -= eps
    idx = np.flatnonzero(moved)
    if len(idx) == 0:
        return 0
    return int(idx[-1] - idx[0] + 1)

# %% sure_is_sure
# fault: repeats the whole experiment from twenty random rows, which calls the network about 20 n times and more than the 10 n allowed
# names: called_too_often
def probe_receptive_field(network, n):
    rng = np.random.default_rng(0)
    lowest, highest = n, -1
    for trial in range(20):
        x = rng.random(n)
        out = network(x)
        mid = len(out) // 2
        for i in range(n):
            z = x.copy()
            z[i] += 1
            if network(z)[mid] != out[mid]:
                lowest = min(lowest, i)
                highest = max(highest, i)
    return highest - lowest + 1

# %% other_way_round
# fault: changes only the middle input and counts from the first to the last OUTPUT that moves, which is another number where there is a stride
# names: outputs_counted
def probe_receptive_field(network, n):
    x = np.zeros(n)
    quiet = network(x)
    x[n // 2] = 1
    loud = network(x)
    moved = [i for i in range(len(quiet)) if quiet[i] != loud[i]]
    if not moved:
        return 0
    return moved[-1] - moved[0] + 1

# %% stops_at_the_first_hole
# fault: two faults: (1) stops at the first place without effect after the first one with effect, so a dilation ends the field at its first hole; (2) an effect below 0.01 is taken for none
# names: stops_at_a_hole + weak_inputs_missed
def probe_receptive_field(network, n):
    x = np.zeros(n)
    out = network(x)
    mid = len(out) // 2
    base = out[mid]

    def matters(i):
        y = x.copy()
        y[i] = 1
        return abs(network(y)[mid] - base) > 0.01

    i = 0
    while i < n and not matters(i):
        i += 1
    length = 0
    while i < n and matters(i):
        i += 1
        length += 1
    return length

# %% fill_from_both_ends
# right
import bisect


def probe_receptive_field(network, n):
    rest = network(np.zeros(n))
    middle = len(rest) // 2
    places = np.arange(n)

    def moves(mask):
        return bool(network(np.where(mask, 1.0, 0.0))[middle] != rest[middle])

    filled_left = bisect.bisect_left(range(n + 1), True, key=lambda count: moves(places < count))
    filled_right = bisect.bisect_left(range(n + 1), True, key=lambda count: moves(places >= n - count))
    return (n - filled_right) - (filled_left - 1) + 1
