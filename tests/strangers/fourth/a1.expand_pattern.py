# %% pool_after_every_conv
# fault: The pooling is inside the brackets that n repeats, so there is a POOL after every CONV RELU in place of one at the end of each stage.
# names: pool_after_every_convolution
def expand_pattern(n, m, k, pool=True):
    out = []
    for stage in range(m):
        for i in range(n):
            out.append("CONV")
            out.append("RELU")
            if pool:
                out.append("POOL")
    for i in range(k):
        out.append("FC")
        out.append("RELU")
    out.append("SOFTMAX")
    return out


# %% one_pool_at_the_end
# fault: POOL comes once, after all stages, in place of once at the end of each of the m stages.
# names: pool_once
def expand_pattern(n, m, k, pool=True):
    result = ["CONV", "RELU"] * n * m
    if pool:
        result = result + ["POOL"]
    result = result + ["FC", "RELU"] * k
    return result + ["SOFTMAX"]


# %% fc_without_relu
# fault: The fully connected layers are written without the RELU that follows each of them.
# names: no_relu_after_fc
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n
    if pool:
        stage.append("POOL")
    return stage * m + ["FC"] * k + ["SOFTMAX"]


# %% pool_flag_ignored
# fault: The argument pool is never used, so every stage ends in POOL also with pool=False.
# names: pool_always
def expand_pattern(n, m, k, pool=True):
    stage = n * ["CONV", "RELU"] + ["POOL"]
    head = k * ["FC", "RELU"]
    return m * stage + head + ["SOFTMAX"]


# %% nested_lists
# fault: Stages and fully connected blocks are appended as lists, so the result is a nested list and not one flat list of strings.
# names: groups_in_lists, lists_in_a_list
# hints: stages_in_lists, each_fc_in_a_list
def expand_pattern(n, m, k, pool=True):
    network = []
    stage = ["CONV", "RELU"] * n
    if pool:
        stage += ["POOL"]
    for _ in range(m):
        network.append(stage)
    for _ in range(k):
        network.append(["FC", "RELU"])
    network.append("SOFTMAX")
    return network


# %% extra_fc_for_scores
# fault: Writes one more FC before SOFTMAX for the scores of the classes, which in this pattern belongs to SOFTMAX.
# names: extra_fc
def expand_pattern(n, m, k, pool=True):
    layers = []
    for _ in range(m):
        layers.extend(["CONV", "RELU"] * n)
        if pool:
            layers.append("POOL")
    layers.extend(["FC", "RELU"] * k)
    # last fc gives the class scores
    layers.extend(["FC", "SOFTMAX"])
    return layers


# %% string_extended
# fault: += joins the list with the bare string "SOFTMAX", so its seven letters come in as seven single entries in place of one string.
# names: letters_of_softmax_apart
def expand_pattern(n, m, k, pool=True):
    out = []
    for i in range(m):
        for j in range(n):
            out += ["CONV", "RELU"]
        if pool:
            out += ["POOL"]
    for i in range(k):
        out += ["FC", "RELU"]
    out += "SOFTMAX"
    return out


# %% one_relu_per_stage
# fault: Only CONV is repeated n times and one RELU follows per stage, in place of a RELU after each CONV.
# names: one_relu_a_stage
def expand_pattern(n, m, k, pool=True):
    block = ["CONV"] * n + ["RELU"]
    if pool:
        block = block + ["POOL"]
    return block * m + ["FC", "RELU"] * k + ["SOFTMAX"]


# %% n_and_m_swapped
# fault: n and m are mixed up: there are n stages of m convolutions in place of m stages of n convolutions.
# names: n_and_m_swapped
def expand_pattern(n, m, k, pool=True):
    res = []
    for i in range(n):
        for j in range(m):
            res += ["CONV", "RELU"]
        if pool:
            res += ["POOL"]
    for i in range(k):
        res += ["FC", "RELU"]
    res += ["SOFTMAX"]
    return res


# %% softmax_in_fc_loop
# fault: SOFTMAX stands inside the star of K, so it comes k times, after each FC RELU, and not at all for k = 0.
# names: softmax_in_the_brackets_of_fc, softmax_after_every_fc
# hints: softmax_only_with_fc
def expand_pattern(n, m, k, pool=True):
    conv_part = (["CONV", "RELU"] * n + (["POOL"] if pool else [])) * m
    fc_part = ["FC", "RELU", "SOFTMAX"] * k
    return conv_part + fc_part


# %% empty_string_for_no_pool
# fault: With pool=False an empty string is put where POOL would stand, so each stage ends in "" in place of nothing.
# names: empty_text_without_pool
def expand_pattern(n, m, k, pool=True):
    p = "POOL" if pool else ""
    l = []
    for a in range(m):
        for b in range(n):
            l.append("CONV")
            l.append("RELU")
        l.append(p)
    for c in range(k):
        l.append("FC")
        l.append("RELU")
    l.append("SOFTMAX")
    return l


# %% one_string
# fault: Returns one string with the names joined by spaces, in place of a list of strings.
# names: one_text_with_spaces, one_text, one_text_with_commas, one_text_and_softmax, one_text_without_gaps, one_text_with_a_space_at_its_end
def expand_pattern(n, m, k, pool=True):
    stage = "CONV RELU " * n
    if pool:
        stage += "POOL "
    return stage * m + "FC RELU " * k + "SOFTMAX"


# %% pool_between_stages_only
# fault: POOL is put between the stages like a separator, so the last stage has none.
# names: pool_between_stages
def expand_pattern(n, m, k, pool=True):
    layers = []
    for i in range(m):
        layers += ["CONV", "RELU"] * n
        if pool and i < m - 1:
            layers.append("POOL")
    layers += ["FC", "RELU"] * k
    layers.append("SOFTMAX")
    return layers


# %% last_fc_without_relu
# fault: The last of the k fully connected layers has no RELU, as if it were the one that makes the scores.
# names: last_fc_without_relu
def expand_pattern(n, m, k, pool=True):
    conv = ["CONV", "RELU"] * n
    if pool:
        conv.append("POOL")
    layers = conv * m
    for i in range(k):
        layers.append("FC")
        if i != k - 1:
            layers.append("RELU")
    layers.append("SOFTMAX")
    return layers


# %% list_kept_between_calls
# fault: The result is collected in a mutable default argument, so it is kept between calls and every call after the first returns the earlier patterns as well.
# names: list_goes_on_from_call_to_call
def expand_pattern(n, m, k, pool=True, layers=[]):
    for _ in range(m):
        for _ in range(n):
            layers.append("CONV")
            layers.append("RELU")
        if pool:
            layers.append("POOL")
    for _ in range(k):
        layers.append("FC")
        layers.append("RELU")
    layers.append("SOFTMAX")
    return layers


# %% flatten_added_and_fc_grouped
# fault: Two faults: a "FLATTEN" that the pattern does not have is written before the fully connected part, and there all FC come first and then all RELU.
# names: none
# hints: relus_after_all_fc
def expand_pattern(n, m, k, pool=True):
    features = m * (n * ["CONV", "RELU"] + pool * ["POOL"])
    classifier = ["FLATTEN"] + k * ["FC"] + k * ["RELU"]
    return features + classifier + ["SOFTMAX"]


# %% by_place
# right
def expand_pattern(n, m, k, pool=True):
    """Fill a list of known length by place."""
    stage_length = 2 * n + bool(pool)
    start_fc = m * stage_length
    names = [None] * (start_fc + 2 * k)
    for place in range(len(names)):
        if place < start_fc:
            inside = place % stage_length
            if inside == 2 * n:
                names[place] = "POOL"
            else:
                names[place] = ("CONV", "RELU")[inside % 2]
        else:
            names[place] = ("FC", "RELU")[(place - start_fc) % 2]
    return [*names, "SOFTMAX"]
