# %% counts_movers
# fault: counts the inputs that move the output, so holes inside the field are left out
# names: holes_left_out
def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    mid = len(base) // 2
    count = 0
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1.0
        if network(x)[mid] != base[mid]:
            count += 1
    return count

# %% last_minus_first
# fault: returns last - first, one too few
# names: one_too_few
# hints: nothing_for_one_input
def probe_receptive_field(network, n):
    x0 = np.zeros(n)
    y0 = network(x0)
    m = y0.shape[0]
    moved = []
    for i in range(n):
        x = x0.copy()
        x[i] += 1
        if network(x)[m // 2] != y0[m // 2]:
            moved.append(i)
    return moved[-1] - moved[0]

# %% nonzero_means_moved
# fault: takes an output that is not 0 for one that moved; a network with a bias gives n
# names: compared_with_zero
def probe_receptive_field(network, n):
    effects = []
    for row in np.eye(n):
        out = network(row)
        effects.append(out[len(out) // 2])
    hit = np.nonzero(effects)[0]
    return int(hit[-1] - hit[0] + 1)

# %% row_not_reset
# fault: the changes pile up in one row and are compared with the first output, so from the first place that matters on every place seems to matter
# names: disturbances_left_in
def probe_receptive_field(network, n):
    x = np.zeros(n)
    out = network(x)
    before = out[len(out) // 2]
    first = None
    last = None
    for i in range(n):
        x[i] = 1
        after = network(x)[len(out) // 2]
        if after != before:
            if first is None:
                first = i
            last = i
    return last - first + 1

# %% middle_of_the_input
# fault: watches output n // 2, not m // 2; where the row gets shorter this is another output, with strides it is out of range (IndexError)
# names: middle_of_input
def probe_receptive_field(network, n):
    middle = n // 2
    base = network(np.zeros(n))[middle]
    places = [i for i in range(n) if network(np.eye(n)[i])[middle] != base]
    return max(places) - min(places) + 1

# %% isclose_hides_the_edge
# fault: changes by 0.001 and compares with np.isclose, whose tolerance hides the weak inputs at the edge of the field, above all where the output starts from a large value
# names: weak_inputs_missed
def probe_receptive_field(network, n):
    x = np.ones(n)
    ref = network(x)
    c = ref.size // 2
    idx = []
    for i in range(n):
        xx = x.copy()
        xx[i] += 1e-3
        if not np.isclose(network(xx)[c], ref[c]):
            idx.append(i)
    return idx[-1] - idx[0] + 1

# %% thirty_random_rows
# fault: repeats the experiment with 30 random rows to be on the safe side: 30 * n calls and more, over the limit of 10 * n
# names: called_too_often
def probe_receptive_field(network, n):
    rng = np.random.default_rng(0)
    touched = set()
    for trial in range(30):
        x = rng.normal(size=n)
        y = network(x)
        for i in range(n):
            z = x.copy()
            z[i] = z[i] + 1.0
            if abs(network(z)[len(y) // 2] - y[len(y) // 2]) > 1e-12:
                touched.add(i)
    return max(touched) - min(touched) + 1

# %% walk_until_nothing_moves
# fault: goes right from the first input that matters and stops at the first one that does not, so it stops at the first hole
# names: stops_at_a_hole
def probe_receptive_field(network, n):
    def moves(i):
        x = np.zeros(n)
        a = network(x)
        x = np.zeros(n)
        x[i] = 1.0
        b = network(x)
        return a[len(a) // 2] != b[len(b) // 2]

    start = 0
    while not moves(start):
        start += 1
    end = start
    while end < n and moves(end):
        end += 1
    return end - start

# %% last_is_never_set
# fault: with a field of one input only, first is set but last is not: None - int is a TypeError
# names: fails_on_one_input
def probe_receptive_field(network, n):
    zeros = np.zeros(n)
    out0 = network(zeros)
    m = len(out0)
    first = None
    last = None
    for i in range(n):
        x = np.zeros(n)
        x[i] = 1
        if network(x)[m // 2] != out0[m // 2]:
            if first is None:
                first = i
            else:
                last = i
    return last - first + 1

# %% any_output_one_short
# fault: two faults: an input counts as soon as any output moves, not the middle one only; and the count is last - first, one too few
# names: any_output + one_too_few
def probe_receptive_field(network, n):
    base = network(np.zeros(n))
    moved = [i for i, e in enumerate(np.eye(n)) if not np.array_equal(network(e), base)]
    return moved[-1] - moved[0]

# %% positive_means_moved_and_counts
# fault: two faults: an input counts where the middle output is > 0 (no comparison with the row of zeros, so a bias makes all n count); and it counts the inputs, so holes are left out
# names: compared_with_zero, compared_with_zero + holes_left_out
def probe_receptive_field(network, n):
    field = 0
    for i in range(n):
        x = np.zeros(n)
        x[i] = 100.0
        y = network(x)
        if y[len(y) // 2] > 0:
            field += 1
    return field

# %% from_both_ends
# right
def probe_receptive_field(network, n):
    def middle(x):
        y = network(x)
        return y[len(y) // 2]

    still = middle(np.zeros(n))

    def dead(places):
        for count, i in enumerate(places):
            x = np.zeros(n)
            x[i] = 1.0
            if middle(x) != still:
                return count

    return n - dead(range(n)) - dead(range(n - 1, -1, -1))
