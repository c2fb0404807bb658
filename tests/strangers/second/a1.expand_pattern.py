# %% scores_layer_written_out
# fault: writes one more "FC" before "SOFTMAX"
# names: extra_fc
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n
    if pool:
        stage = stage + ["POOL"]
    return stage * m + ["FC", "RELU"] * k + ["FC", "SOFTMAX"]

# %% pool_after_every_conv
# fault: the POOL stands inside the inner repetition, after every CONV RELU instead of once at the end of a stage
# names: pool_after_every_convolution
def expand_pattern(n, m, k, pool=True):
    layers = []
    for i in range(m):
        for j in range(n):
            layers.append("CONV")
            layers.append("RELU")
            if pool:
                layers.append("POOL")
    for i in range(k):
        layers.append("FC")
        layers.append("RELU")
    layers.append("SOFTMAX")
    return layers

# %% one_relu_a_stage
# fault: the star takes the CONV only: n times CONV and then a single RELU in a stage
# names: one_relu_a_stage
def expand_pattern(n, m, k, pool=True):
    block = n * ["CONV"] + ["RELU"]
    if pool == True:
        block += ["POOL"]
    return m * block + k * ["FC", "RELU"] + ["SOFTMAX"]

# %% bare_fc
# fault: no RELU after the FC layers
# names: no_relu_after_fc
def expand_pattern(n, m, k, pool=True):
    result = []
    for _ in range(m):
        result += ["CONV", "RELU"] * n
        if pool:
            result.append("POOL")
    result.extend(["FC"] * k)
    result.append("SOFTMAX")
    return result

# %% list_of_lists
# fault: appends whole stages as lists, so the result is nested and not flat
# names: groups_in_lists, lists_in_a_list
# hints: stages_in_lists
def expand_pattern(n, m, k, pool=True):
    network = []
    for _ in range(m):
        stage = ["CONV", "RELU"] * n
        if pool:
            stage.append("POOL")
        network.append(stage)
    for _ in range(k):
        network.append(["FC", "RELU"])
    network.append("SOFTMAX")
    return network

# %% empty_place_for_pool
# fault: with pool=False an empty string stands in the list where the POOL would be
# names: empty_text_without_pool
def expand_pattern(n, m, k, pool=True):
    p = "POOL" if pool else ""
    conv_part = (["CONV", "RELU"] * n + [p]) * m
    fc_part = ["FC", "RELU"] * k
    return conv_part + fc_part + ["SOFTMAX"]

# %% list_added_to_itself
# fault: adds the growing list to itself m - 1 times, which gives 2 ** (m - 1) stages: right for m = 1 and 2, wrong from 3 on
# names: stages_doubled
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n + ["POOL"] * pool
    features = stage
    for _ in range(m - 1):
        features += stage
    return features + ["FC", "RELU"] * k + ["SOFTMAX"]

# %% list_in_the_signature
# fault: the list is a default argument and lives on: every call but the first begins with the results of those before
# names: list_goes_on_from_call_to_call
def expand_pattern(n, m, k, pool=True, names=[]):
    for stage in range(m):
        for conv in range(n):
            names += ["CONV", "RELU"]
        if pool:
            names += ["POOL"]
    for fc in range(k):
        names += ["FC", "RELU"]
    names += ["SOFTMAX"]
    return names

# %% at_least_one_fc
# fault: the loop for the FC part runs before it tests, so k = 0 gives one FC RELU
# names: fully_connected_at_least_once
def expand_pattern(n, m, k, pool=True):
    out = []
    stages = 0
    while stages < m:
        out += n * ["CONV", "RELU"]
        if pool:
            out += ["POOL"]
        stages += 1
    done = 0
    while True:
        out += ["FC", "RELU"]
        done += 1
        if done >= k:
            break
    return out + ["SOFTMAX"]

# %% stars_swapped_no_softmax
# fault: two faults: (1) n and m are exchanged, m convolutions in each of n stages; (2) no "SOFTMAX" at the end
# names: n_and_m_swapped + softmax_forgotten
def expand_pattern(n, m, k, pool=True):
    def rep(what, times):
        return [w for _ in range(times) for w in what]

    stage = rep(["CONV", "RELU"], m)
    if pool:
        stage += ["POOL"]
    return rep(stage, n) + rep(["FC", "RELU"], k)

# %% multiplied_text
# right
def expand_pattern(n, m, k, pool=True):
    stage = "CONV-RELU-" * n + "POOL-" * bool(pool)
    return (stage * m + "FC-RELU-" * k + "SOFTMAX").split("-")
