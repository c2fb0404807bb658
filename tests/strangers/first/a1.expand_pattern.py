# %% pool_after_every_conv
# fault: puts a POOL after each CONV RELU, inside the *N
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

# %% one_pool_at_the_end
# fault: there is one POOL after all stages, not one in each of the m stages
# names: pool_once
def expand_pattern(n, m, k, pool=True):
    convs = ["CONV", "RELU"] * n * m
    pools = ["POOL"] if pool else []
    return convs + pools + ["FC", "RELU"] * k + ["SOFTMAX"]

# %% softmax_forgotten
# fault: no SOFTMAX at the end
# names: softmax_forgotten
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n
    if pool:
        stage += ["POOL"]
    return stage * m + ["FC", "RELU"] * k

# %% nested_stages
# fault: appends each stage as a list, so the list is not flat
# names: all_but_softmax_in_lists, lists_in_a_list
# hints: stages_in_lists
def expand_pattern(n, m, k, pool=True):
    result = []
    for _ in range(m):
        stage = ["CONV", "RELU"] * n
        if pool:
            stage.append("POOL")
        result.append(stage)
    result.append(["FC", "RELU"] * k)
    result.append("SOFTMAX")
    return result

# %% last_fc_written_out
# fault: writes an FC for the class scores before SOFTMAX, which the pattern does not have
# names: extra_fc
def expand_pattern(n, m, k, pool=True):
    block = n * ["CONV", "RELU"] + pool * ["POOL"]
    head = k * ["FC", "RELU"] + ["FC", "SOFTMAX"]
    return m * block + head

# %% empty_string_for_no_pool
# fault: without pooling an empty string stands in the list where POOL would be
# names: empty_text_without_pool
def expand_pattern(n, m, k, pool=True):
    p = "POOL" if pool else ""
    return (["CONV", "RELU"] * n + [p]) * m + ["FC", "RELU"] * k + ["SOFTMAX"]

# %% n_and_m_swapped
# fault: takes n for the number of stages and m for the convolutions in a stage
# names: n_and_m_swapped
def expand_pattern(n, m, k, pool=True):
    out = []
    for i in range(n):
        for j in range(m):
            out += ["CONV", "RELU"]
        if pool:
            out += ["POOL"]
    for j in range(k):
        out += ["FC", "RELU"]
    return out + ["SOFTMAX"]

# %% stage_doubles_itself
# fault: adds the growing list to itself m - 1 times, which gives 2 ** (m - 1) stages; right for m = 1 and m = 2 only
# names: stages_doubled
def expand_pattern(n, m, k, pool=True):
    net = []
    for i in range(n):
        net.append("CONV")
        net.append("RELU")
    if pool:
        net.append("POOL")
    for i in range(m - 1):
        net = net + net
    for i in range(k):
        net.append("FC")
        net.append("RELU")
    net.append("SOFTMAX")
    return net

# %% split_at_each_space
# fault: splits the text with split(" "); where k is 0 or pool is False two spaces meet, and an empty string comes into the list
# names: empty_texts_for_what_is_left_out
def expand_pattern(n, m, k, pool=True):
    conv = " ".join(["CONV RELU"] * n)
    stage = conv + " " + ("POOL" if pool else "")
    text = " ".join([stage] * m) + " " + " ".join(["FC RELU"] * k) + " SOFTMAX"
    return text.split(" ")

# %% one_relu_a_stage_no_fc_relu
# fault: two faults: repeats CONV n times and puts one RELU after them; and the fully connected layers have no RELU
# names: one_relu_a_stage + no_relu_after_fc
def expand_pattern(n, m, k, pool=True):
    stage = ["CONV"] * n + ["RELU"]
    if pool:
        stage = stage + ["POOL"]
    return stage * m + ["FC"] * k + ["SOFTMAX"]

# %% softmax_each_fc_and_one_string
# fault: two faults: SOFTMAX stands inside the repetition of FC RELU (so k = 0 has none); and the result is one string with hyphens, not a list
# names: softmax_in_the_brackets_of_fc + one_text
def expand_pattern(n, m, k, pool=True):
    s = ""
    for a in range(m):
        for b in range(n):
            s += "CONV-RELU-"
        if pool:
            s += "POOL-"
    for c in range(k):
        s += "FC-RELU-SOFTMAX-"
    return s[:-1]

# %% by_substitution
# right
import re

def expand_pattern(n, m, k, pool=True):
    text = "[(CONV-RELU)*N - POOL?]*M - (FC-RELU)*K, SOFTMAX"
    text = text.replace("POOL?", "POOL" if pool else "")
    for letter, times in ("N", n), ("M", m), ("K", k):
        text = re.sub(r"[(\[]([^()\[\]]*)[)\]]\*" + letter, lambda found: (found[1] + " ") * times, text)
    return re.findall(r"[A-Z]+", text)
