# %% pool_once_at_the_end
# fault: POOL is put once after all stages, not at the end of each stage.
# names: pool_once
def expand_pattern(n, m, k, pool=True):
    result = ["CONV", "RELU"] * n * m
    if pool:
        result.append("POOL")
    result += ["FC", "RELU"] * k
    result.append("SOFTMAX")
    return result

# %% pool_after_every_conv
# fault: POOL stands inside the repetition by n, so it follows every CONV RELU pair and not only the last of a stage.
# names: pool_after_every_convolution
def expand_pattern(n, m, k, pool=True):
    layers = []
    for stage in range(m):
        for i in range(n):
            layers.append("CONV")
            layers.append("RELU")
            if pool:
                layers.append("POOL")
    for i in range(k):
        layers.append("FC")
        layers.append("RELU")
    layers.append("SOFTMAX")
    return layers

# %% extra_fc_before_softmax
# fault: Adds one more FC, the layer of the class scores, just before SOFTMAX, which the pattern does not say.
# names: extra_fc
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n
    if pool:
        stage = stage + ["POOL"]
    return stage * m + ["FC", "RELU"] * k + ["FC", "SOFTMAX"]

# %% pool_flag_ignored
# fault: The argument pool is never looked at, every stage ends in POOL also with pool=False.
# names: pool_always
def expand_pattern(n, m, k, pool=True):
    conv = ["CONV", "RELU"]
    fc = ["FC", "RELU"]
    stage = conv * n + ["POOL"]
    return stage * m + fc * k + ["SOFTMAX"]

# %% nested_lists
# fault: Stages and FC blocks are appended as lists, so the result is a list of lists and not one flat list.
# names: groups_in_lists, lists_in_a_list
# hints: stages_in_lists
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n
    if pool:
        stage.append("POOL")
    network = []
    for _ in range(m):
        network.append(stage)
    for _ in range(k):
        network.append(["FC", "RELU"])
    network.append("SOFTMAX")
    return network

# %% n_and_m_swapped
# fault: n and m are exchanged: n is taken as the number of stages and m as the number of convolutions in each.
# names: n_and_m_swapped
def expand_pattern(n, m, k, pool=True):
    out = []
    for i in range(n):
        for j in range(m):
            out += ["CONV", "RELU"]
        if pool:
            out += ["POOL"]
    for i in range(k):
        out += ["FC", "RELU"]
    out += ["SOFTMAX"]
    return out

# %% one_relu_for_all_convs
# fault: All n CONV of a stage stand in a row and only one RELU follows them; the repetition is applied to CONV alone.
# names: one_relu_a_stage
def expand_pattern(n, m, k, pool=True):
    stage = n * ["CONV"] + ["RELU"]
    if pool:
        stage += ["POOL"]
    return m * stage + k * ["FC", "RELU"] + ["SOFTMAX"]

# %% no_relu_after_fc
# fault: The FC layers are written without their RELU.
# names: no_relu_after_fc
def expand_pattern(n, m, k, pool=True):
    block = []
    for _ in range(n):
        block.extend(["CONV", "RELU"])
    if pool:
        block.append("POOL")
    layers = []
    for _ in range(m):
        layers.extend(block)
    for _ in range(k):
        layers.append("FC")
    layers.append("SOFTMAX")
    return layers

# %% softmax_in_the_repetition
# fault: SOFTMAX is written inside the loop over k, so it comes after each FC RELU and not at all when k is 0.
# names: softmax_in_the_brackets_of_fc
def expand_pattern(n, m, k, pool=True):
    names = []
    for i in range(m):
        for j in range(n):
            names.append("CONV")
            names.append("RELU")
        if pool:
            names.append("POOL")
    for i in range(k):
        names.append("FC")
        names.append("RELU")
        names.append("SOFTMAX")
    return names

# %% pairs_as_one_string
# fault: "CONV-RELU" and "FC-RELU" are put into the list as one string each in place of two strings.
# names: pairs_in_one_text
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV-RELU"] * n
    if pool:
        stage.append("POOL")
    return stage * m + ["FC-RELU"] * k + ["SOFTMAX"]

# %% append_returns_none
# fault: stage.append returns None, and its result is assigned to stage, so with pool=True the function raises TypeError at None * m.
# names: nothing_multiplied_with_pool
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n
    if pool:
        stage = stage.append("POOL")
    return stage * m + ["FC", "RELU"] * k + ["SOFTMAX"]

# %% pool_piles_up
# fault: One stage list is used for all stages and POOL is appended to it in the loop, so the second stage ends in two POOL, the third in three.
# names: pool_piles_up
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n
    result = []
    for _ in range(m):
        if pool:
            stage.append("POOL")
        result.extend(stage)
    result.extend(["FC", "RELU"] * k)
    result.append("SOFTMAX")
    return result

# %% no_pool_leaves_empty_string
# fault: With pool=False an empty string is put where POOL would stand, so the list has m entries too many.
# names: empty_text_without_pool
def expand_pattern(n, m, k, pool=True):
    p = "POOL" if pool else ""
    layers = []
    for i in range(m):
        layers += ["CONV", "RELU"] * n + [p]
    layers += ["FC", "RELU"] * k + ["SOFTMAX"]
    return layers

# %% at_least_one_fc
# fault: k = 0 is treated as k = 1, because a network is thought to need a fully connected layer, so FC RELU appears where there should be none.
# names: fully_connected_at_least_once
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n + (["POOL"] if pool else [])
    full = ["FC", "RELU"]
    count = k or 1
    return stage * m + full * count + ["SOFTMAX"]

# %% pool_only_between_stages
# fault: POOL is put between the stages only, so the last stage has none with pool=True.
# names: pool_between_stages
def expand_pattern(n, m, k, pool=True):
    out = []
    for i in range(m):
        out += ["CONV", "RELU"] * n
        if pool and i < m - 1:
            out.append("POOL")
    out += ["FC", "RELU"] * k
    out.append("SOFTMAX")
    return out

# %% single_string
# fault: Returns one string with the names joined by hyphens, not a list of strings.
# names: one_text
def expand_pattern(n, m, k, pool=True):
    stage = "CONV-RELU-" * n
    if pool:
        stage += "POOL-"
    return stage * m + "FC-RELU-" * k + "SOFTMAX"

# %% missing_softmax_and_range_from_one
# fault: Two faults: the loop over the FC blocks runs over range(1, k), one block too few, and the final SOFTMAX is missing.
# names: one_fc_too_few + softmax_forgotten
def expand_pattern(n, m, k, pool=True):
    layers = []
    for a in range(m):
        for b in range(n):
            layers.append("CONV")
            layers.append("RELU")
        if pool:
            layers.append("POOL")
    for c in range(1, k):
        layers.append("FC")
        layers.append("RELU")
    return layers

# %% generator_by_position
# right
def expand_pattern(n, m, k, pool=True):
    # each layer is worked out from its place in the list alone
    per_stage = 2 * n + bool(pool)
    front = m * per_stage
    back = front + 2 * k

    def name(place):
        if place == back:
            return "SOFTMAX"
        if place >= front:
            return ("FC", "RELU")[(place - front) % 2]
        inside = place % per_stage
        return "POOL" if inside == 2 * n else ("CONV", "RELU")[inside % 2]

    return [name(place) for place in range(back + 1)]
