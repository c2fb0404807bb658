"""Mistakes of a1.expand_pattern."""


def without(layers, name, after=()):
    """The layers without those of a name (only those right after one of some names, where given)."""
    before = [None, *layers]
    return [x for x, last in zip(layers, before, strict=False) if x != name or (after and last not in after)]


def pool_after_every_convolution(right, n, m, k, pool=True):
    """Your pattern pools after every convolution. The pooling stands outside the round brackets: once after
    N convolutions."""
    return right(1, n * m, k, pool)


def pool_once(right, n, m, k, pool=True):
    """Your pattern pools once, after all convolutions. The pooling stands inside the square brackets: it
    comes M times."""
    return right(n * m, 1, k, pool)


def pool_always(right, n, m, k, pool=True):
    """Your pattern pools even where pool=False."""
    return right(n, m, k, True)


def pool_never(right, n, m, k, pool=True):
    """Your pattern never pools. With pool=True every stage ends with POOL."""
    return right(n, m, k, False)


def n_and_m_swapped(right, n, m, k, pool=True):
    """Your pattern has N and M swapped: N counts the convolutions in a stage, M the stages."""
    return right(m, n, k, pool)


def no_relu_after_fc(right, n, m, k, pool=True):
    """Your pattern has no RELU after FC. The RELU stands inside the brackets of (FC-RELU)*K."""
    return without(right(n, m, k, pool), "RELU", after=("FC",))


def no_relu_after_convolution(right, n, m, k, pool=True):
    """Your pattern has no RELU after CONV. The RELU stands inside the brackets of (CONV-RELU)*N."""
    return without(right(n, m, k, pool), "RELU", after=("CONV",))


def softmax_forgotten(right, n, m, k, pool=True):
    """Your pattern lacks the SOFTMAX at its end."""
    return without(right(n, m, k, pool), "SOFTMAX")


def last_fc_without_relu(right, n, m, k, pool=True):
    """Your pattern leaves out the RELU before the SOFTMAX. Many networks do, but this pattern reads
    (FC-RELU)*K."""
    layers = right(n, m, k, pool)
    return [*layers[:-2], *layers[-1:]] if layers[-3:-1] == ["FC", "RELU"] else layers


def extra_fc(right, n, m, k, pool=True):
    """Your pattern adds an FC before the SOFTMAX. Networks have one there, but this pattern does not name
    it."""
    layers = right(n, m, k, pool)
    return [*layers[:-1], "FC", *layers[-1:]]


def one_relu_a_stage(right, n, m, k, pool=True):
    """Your pattern has one RELU in a stage, after all its convolutions. The RELU stands inside the round
    brackets: one after every CONV."""
    layers = right(n, m, k, pool)
    return [x for x, after in zip(layers, [*layers[2:], ""], strict=False) if (x, after) != ("RELU", "RELU")]


def fully_connected_in_every_stage(right, n, m, k, pool=True):
    """Your pattern has its FC layers in every stage. (FC-RELU)*K stands after the square brackets: once, after
    all M stages."""
    return without(right(n, 1, k, pool), "SOFTMAX") * m + ["SOFTMAX"]


def fully_connected_once(right, n, m, k, pool=True):
    """Your pattern has one FC at most. (FC-RELU)*K repeats it K times."""
    return right(n, m, min(k, 1), pool)


def fully_connected_left_out(right, n, m, k, pool=True):
    """Your pattern has no FC. (FC-RELU)*K stands between the stages and the SOFTMAX."""
    return right(n, m, 0, pool)


def one_stage(right, n, m, k, pool=True):
    """Your pattern has one stage whatever M is. The star after the square brackets repeats the stage M
    times."""
    return right(n, 1, k, pool)


def one_convolution_a_stage(right, n, m, k, pool=True):
    """Your pattern has one convolution in a stage whatever N is. The star after the round brackets repeats
    CONV-RELU N times."""
    return right(1, m, k, pool)


def stages_doubled(right, n, m, k, pool=True):
    """Your stages double with every round: the list is added to itself. Keep one stage, and add that M
    times."""
    return right(n, 2 ** (m - 1), k, pool)


def pool_between_stages(right, n, m, k, pool=True):
    """Your pattern has no POOL after the last stage. The pooling stands inside the square brackets: every
    stage ends with one."""
    layers = right(n, m, k, pool)
    last = len(layers) - 1 - layers[::-1].index("POOL") if "POOL" in layers else len(layers)
    return [*layers[:last], *layers[last + 1 :]]


def softmax_after_every_fc(right, n, m, k, pool=True):
    """Your pattern has a SOFTMAX after every FC. There is one, at the end."""
    layers = right(n, m, k, pool)
    first = layers.index("FC") if "FC" in layers else len(layers) - 1
    return layers[:first] + ["FC", "RELU", "SOFTMAX"] * k if k else layers


def empty_text_without_pool(right, n, m, k, pool=True):
    """Your pattern has an empty string where the pooling would be. With pool=False there is nothing in its
    place."""
    layers = right(n, m, k, True)
    return layers if pool else ["" if layer == "POOL" else layer for layer in layers]


def none_without_pool(right, n, m, k, pool=True):
    """Your pattern has a None where the pooling would be. With pool=False there is nothing in its place."""
    layers = right(n, m, k, True)
    return layers if pool else [None if layer == "POOL" else layer for layer in layers]


def pairs_in_one_text(right, n, m, k, pool=True):
    """Your list has one string for CONV and its RELU. The answer has one string for every layer."""
    joined = " ".join(right(n, m, k, pool)).replace("CONV RELU", "CONV-RELU").replace("FC RELU", "FC-RELU")
    return joined.split(" ")


def small_letters(right, n, m, k, pool=True):
    """Your strings are in small letters. The answer has them in capitals."""
    return [layer.lower() for layer in right(n, m, k, pool)]


def stages_in_lists(right, n, m, k, pool=True):
    """Your stages are lists inside a list. The answer is one flat list of strings: join with + or +=, or with
    extend in place of append."""
    one, rest = right(n, 1, 0, pool)[:-1], right(n, m, k, pool)
    return [one] * m + rest[m * len(one) :]


def all_but_softmax_in_lists(right, n, m, k, pool=True):
    """Your list has a list for each stage and one for what is fully connected. The answer is one flat list of
    strings: join with + or +=, or with extend in place of append."""
    one, rest = right(n, 1, 0, pool)[:-1], right(n, m, k, pool)
    return [one] * m + [rest[m * len(one) : -1], "SOFTMAX"]


def groups_in_lists(right, n, m, k, pool=True):
    """Your list has a list for each stage and each FC with its RELU. The answer is one flat list of strings:
    join with + or +=, or with extend in place of append."""
    return [right(n, 1, 0, pool)[:-1]] * m + [["FC", "RELU"]] * k + ["SOFTMAX"]


def one_text_with_spaces(right, n, m, k, pool=True):
    """Your function returns one string. The answer is a list with one string for every layer."""
    return " ".join(right(n, m, k, pool))


def one_text(right, n, m, k, pool=True):
    """Your function returns one string. The answer is a list with one string for every layer."""
    return "-".join(right(n, m, k, pool))


def lists_in_a_list(right, n, m, k, pool=True):
    """Your function returns lists inside a list. The answer is one flat list of strings."""
    return [[layer] for layer in right(n, m, k, pool)]


EXPAND_PATTERN_MISTAKES = (
    pool_after_every_convolution,
    pool_once,
    pool_always,
    pool_never,
    n_and_m_swapped,
    no_relu_after_fc,
    no_relu_after_convolution,
    softmax_forgotten,
    last_fc_without_relu,
    extra_fc,
    one_relu_a_stage,
    fully_connected_in_every_stage,
    fully_connected_once,
    fully_connected_left_out,
    one_stage,
    one_convolution_a_stage,
    stages_doubled,
    pool_between_stages,
    softmax_after_every_fc,
    empty_text_without_pool,
    none_without_pool,
    pairs_in_one_text,
    small_letters,
    stages_in_lists,
    all_but_softmax_in_lists,
    groups_in_lists,
    one_text_with_spaces,
    one_text,
    lists_in_a_list,
)
