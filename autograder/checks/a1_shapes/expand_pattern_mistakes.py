"""Mistakes of a1.expand_pattern: in which layers there are and in what order."""

from autograder.checks.mistakes import memory


def without(layers, name, after=()):
    """The layers without those of a name (only those right after one of some names, where given)."""
    before = [None, *layers]
    return [x for x, last in zip(layers, before, strict=False) if x != name or (after and last not in after)]


def repeated(layers, name, times):
    """The layers with each of a name repeated."""
    return [copy for layer in layers for copy in [layer] * (times if layer == name else 1)]


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
    """Your pattern does not pool with pool=True. Then every stage ends with POOL."""
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
    return repeated(right(1, m, k, pool), "CONV", n)


def fully_connected_in_every_stage(right, n, m, k, pool=True):
    """Your pattern has its FC layers in every stage. (FC-RELU)*K stands after the square brackets: once,
    after all M stages."""
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


def softmax_in_the_brackets_of_fc(right, n, m, k, pool=True):
    """Your pattern has a SOFTMAX after every FC, and none where K is 0. There is one, at the end, whatever K
    is."""
    return right(n, m, 0, pool)[:-1] + ["FC", "RELU", "SOFTMAX"] * k


def one_relu_for_all_fc(right, n, m, k, pool=True):
    """Your pattern has one RELU after all its FC layers. The RELU stands inside the brackets of (FC-RELU)*K: one
    after every FC."""
    return [*right(n, m, 0, pool)[:-1], *["FC"] * k, *["RELU"] * min(k, 1), "SOFTMAX"]


def one_relu_even_without_fc(right, n, m, k, pool=True):
    """Your pattern has one RELU before the SOFTMAX whatever K is. The RELU stands inside the brackets of
    (FC-RELU)*K: one after every FC, and none where K is 0."""
    return [*right(n, m, 0, pool)[:-1], *["FC"] * k, "RELU", "SOFTMAX"]


def no_relu(right, n, m, k, pool=True):
    """Your pattern has no RELU. There is one after every CONV and after every FC."""
    return without(right(n, m, k, pool), "RELU")


def relu_before_convolution(right, n, m, k, pool=True):
    """Your pattern has the RELU before its CONV. A hyphen means "and then": first CONV, then RELU."""
    stage = ["RELU", "CONV"] * n + right(n, 1, 0, pool)[2 * n : -1]
    return stage * m + right(n, 1, k, pool)[len(stage) :]


def relu_before_fc(right, n, m, k, pool=True):
    """Your pattern has the RELU before its FC. A hyphen means "and then": first FC, then RELU."""
    return right(n, m, 0, pool)[:-1] + ["RELU", "FC"] * k + ["SOFTMAX"]


def pool_before_relu(right, n, m, k, pool=True):
    """Your pattern has the POOL of a stage before its last RELU. The pooling stands behind the round
    brackets, at the end of the stage."""
    layers = right(n, m, k, pool)
    return " ".join(layers).replace("RELU POOL", "POOL RELU").split()


def pool_before_convolutions(right, n, m, k, pool=True):
    """Your stages begin with their POOL. The pooling stands at the end of each stage."""
    return ["POOL", *without_last_pool(right(n, m, k, pool))] if pool else right(n, m, k, pool)


def without_last_pool(layers):
    """The layers without the last POOL."""
    last = len(layers) - 1 - layers[::-1].index("POOL")
    return [*layers[:last], *layers[last + 1 :]]


def relu_after_pool(right, n, m, k, pool=True):
    """Your pattern has a RELU after every POOL. The pooling ends the stage."""
    return " ".join(right(n, m, k, pool)).replace("POOL", "POOL RELU").split()


def pools_at_the_end(right, n, m, k, pool=True):
    """Your pattern has all its POOL together, after the convolutions of all stages. The pooling stands inside
    the square brackets: every stage ends with one."""
    layers = right(n, m, k, pool)
    convolutions = right(n * m, 1, 0, False)[:-1]
    return convolutions + ["POOL"] * layers.count("POOL") + right(n, m, k, False)[len(convolutions) :]


def pool_in_first_stage_alone(right, n, m, k, pool=True):
    """Your pattern pools in the first stage alone. With pool=True every stage ends with POOL."""
    first = right(n, 1, 0, pool)[:-1]
    return first + right(n, m, k, False)[2 * n :]


def pool_off_by_default(right, n, m, k, pool=False):
    """Your function does not pool where it is not told. The default is pool=True."""
    return right(n, m, k, pool)


def pool_piles_up(right, n, m, k, pool=True):
    """Every stage of your pattern has one POOL more than the one before: the same list gets another for each.
    Every stage ends with one POOL."""
    stages = [["CONV", "RELU"] * n + ["POOL"] * (place * bool(pool)) for place in range(1, m + 1)]
    return [*(layer for stage in stages for layer in stage), *right(n, 1, k, False)[2 * n :]]


def convolutions_pile_up(right, n, m, k, pool=True):
    """Every stage of your pattern begins with all stages before it: the list of the stage is not emptied.
    Begin a new list for each."""
    stage, layers = right(n, 1, 0, pool)[:-1], []
    for place in range(1, m + 1):
        layers += stage * place
    return layers + right(n, 1, k, pool)[len(stage) :]


def fully_connected_at_least_once(right, n, m, k, pool=True):
    """Your pattern has one FC even where K is 0. Then it has none."""
    return right(n, m, max(k, 1), pool)


def one_fc_too_few(right, n, m, k, pool=True):
    """Your pattern has one FC too few. (FC-RELU)*K repeats it K times; range(1, k) has one number less."""
    return right(n, m, max(k - 1, 0), pool)


def one_fc_too_many(right, n, m, k, pool=True):
    """Your pattern has FC and RELU once too often. (FC-RELU)*K repeats them K times, and the scores of the
    classes have no FC of their own here."""
    return [*right(n, m, k, pool)[:-1], "FC", "RELU", "SOFTMAX"]


def one_stage_too_few(right, n, m, k, pool=True):
    """Your pattern has one stage too few. The star after the square brackets repeats the stage M times;
    range(1, m) has one number less."""
    return right(n, m - 1, k, pool)


def one_convolution_too_few(right, n, m, k, pool=True):
    """Your stages have one convolution too few. The star after the round brackets repeats CONV-RELU N times;
    range(1, n) has one number less."""
    return right(n - 1, m, k, pool)


def stages_and_convolutions_added(right, n, m, k, pool=True):
    """Your pattern has N convolutions in the first stage, and one in each other. The star after the square
    brackets repeats the whole stage."""
    return right(n, 1, 0, pool)[:-1] + right(1, m - 1, k, pool)


def m_and_k_swapped(right, n, m, k, pool=True):
    """Your pattern has M and K swapped: M counts the stages, K what is fully connected."""
    return right(n, k, m, pool)


def n_and_k_swapped(right, n, m, k, pool=True):
    """Your pattern has N and K swapped: N counts the convolutions in a stage, K what is fully connected."""
    return right(k, m, n, pool)


def fully_connected_first(right, n, m, k, pool=True):
    """Your pattern begins with what is fully connected. It comes after all stages."""
    return ["FC", "RELU"] * k + right(n, m, 0, pool)


def softmax_in_every_stage(right, n, m, k, pool=True):
    """Your pattern has a SOFTMAX after every stage. There is one, at the end."""
    stage = [*right(n, 1, 0, pool)[:-1], "SOFTMAX"]
    return stage * m + ["FC", "RELU"] * k


def softmax_after_stages_and_at_the_end(right, n, m, k, pool=True):
    """Your pattern has a SOFTMAX after every stage and another at the end. There is one, at the end."""
    stage = [*right(n, 1, 0, pool)[:-1], "SOFTMAX"]
    return stage * m + ["FC", "RELU"] * k + ["SOFTMAX"]


def softmax_only_with_fc(right, n, m, k, pool=True):
    """Your pattern lacks the SOFTMAX where K is 0. It stands at the end whatever K is."""
    return right(n, m, k, pool) if k else without(right(n, m, k, pool), "SOFTMAX")


def softmax_before_fc(right, n, m, k, pool=True):
    """Your pattern has the SOFTMAX before what is fully connected. It stands at the end."""
    return right(n, m, 0, pool) + ["FC", "RELU"] * k


def softmax_in_place_of_last_relu(right, n, m, k, pool=True):
    """Your pattern has the SOFTMAX twice: in place of the last RELU, and at the end. (FC-RELU)*K has a RELU
    after every FC."""
    layers = right(n, m, k, pool)
    return [*layers[:-2], "SOFTMAX", "SOFTMAX"] if k else layers


def extra_fc_after_others(right, n, m, k, pool=True):
    """Your pattern adds an FC before the SOFTMAX where there are others. Networks have one there, but this
    pattern does not name it."""
    layers = right(n, m, k, pool)
    return [*layers[:-1], "FC", "SOFTMAX"] if k else layers


def first_stage_alone(right, n, m, k, pool=True):
    """Your function returns inside its loop, after the first stage. It may return only when the loops are
    over."""
    return right(n, 1, 0, pool)[:-1]


def one_of_each(right, n, m, k, pool=True):
    """Your pattern has each of its layers once, whatever N, M and K are. A star repeats the brackets before
    it."""
    return right(1, 1, min(k, 1), pool)


def list_goes_on_from_call_to_call(right, n, m, k, pool=True):
    """Your list lives on from call to call, as one in the signature or outside the function does, and every
    call begins with the layers of those before it. Make a new list in every call."""
    layers = memory(right).setdefault("layers", [])
    layers.extend(right(n, m, k, pool))
    return list(layers)


def relus_after_all_convolutions(right, n, m, k, pool=True):
    """Your stages have all their CONV first and then as many RELU. The star repeats both together: CONV, RELU, CONV,
    RELU."""
    layers = [*["CONV"] * n, *["RELU"] * n, *right(n, 1, 0, pool)[2 * n : -1]]
    return layers * m + right(n, 1, k, pool)[len(layers) :]


def relus_after_all_fc(right, n, m, k, pool=True):
    """Your pattern has all its FC first and then as many RELU. The star repeats both together: FC, RELU, FC,
    RELU."""
    return [*right(n, m, 0, pool)[:-1], *["FC"] * k, *["RELU"] * k, "SOFTMAX"]


def relus_after_all_of_a_kind(right, n, m, k, pool=True):
    """Your pattern has all CONV of a stage first and then as many RELU, and so with FC. A star repeats both together:
    CONV, RELU, CONV, RELU."""
    stage = [*["CONV"] * n, *["RELU"] * n, *right(n, 1, 0, pool)[2 * n : -1]]
    return stage * m + ["FC"] * k + ["RELU"] * k + ["SOFTMAX"]


def last_convolution_without_relu(right, n, m, k, pool=True):
    """Your stages have no RELU after their last CONV. The RELU stands inside the round brackets: one after every
    CONV."""
    stage = right(n, 1, 0, pool)[:-1]
    rest = right(n, 1, k, pool)[len(stage) :]
    return [*stage[: 2 * n - 1], *stage[2 * n :]] * m + rest


def everything_in_every_stage(right, n, m, k, pool=True):
    """Your pattern repeats all of it M times, with what is fully connected and the SOFTMAX. The star after the square
    brackets repeats the stage alone."""
    return right(n, 1, k, pool) * m


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
    softmax_in_the_brackets_of_fc,
    one_relu_for_all_fc,
    one_relu_even_without_fc,
    no_relu,
    relu_before_convolution,
    relu_before_fc,
    pool_before_relu,
    pool_before_convolutions,
    relu_after_pool,
    pools_at_the_end,
    pool_in_first_stage_alone,
    pool_off_by_default,
    pool_piles_up,
    convolutions_pile_up,
    fully_connected_at_least_once,
    one_fc_too_few,
    one_fc_too_many,
    one_stage_too_few,
    one_convolution_too_few,
    stages_and_convolutions_added,
    m_and_k_swapped,
    n_and_k_swapped,
    fully_connected_first,
    softmax_in_every_stage,
    softmax_after_stages_and_at_the_end,
    softmax_only_with_fc,
    softmax_before_fc,
    softmax_in_place_of_last_relu,
    extra_fc_after_others,
    first_stage_alone,
    one_of_each,
    list_goes_on_from_call_to_call,
    relus_after_all_convolutions,
    relus_after_all_fc,
    relus_after_all_of_a_kind,
    last_convolution_without_relu,
    everything_in_every_stage,
)
