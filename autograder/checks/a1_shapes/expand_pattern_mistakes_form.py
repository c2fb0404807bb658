"""Mistakes of a1.expand_pattern: in what the layers are put into, and what fails on the way."""


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


def pairs_in_one_text_with_a_space(right, n, m, k, pool=True):
    """Your list has one string for CONV and its RELU. The answer has one string for every layer."""
    joined = "-".join(right(n, m, k, pool)).replace("CONV-RELU", "CONV RELU").replace("FC-RELU", "FC RELU")
    return joined.split("-")


def capitalised(right, n, m, k, pool=True):
    """Your strings are in small letters but for the first. The answer has them in capitals."""
    return [layer if layer == "FC" else layer.capitalize() for layer in right(n, m, k, pool)]


def all_capitalised(right, n, m, k, pool=True):
    """Your strings are in small letters but for the first, FC too. The answer has them in capitals."""
    return [layer.capitalize() for layer in right(n, m, k, pool)]


def question_mark_kept(right, n, m, k, pool=True):
    """Your pattern keeps the question mark of POOL?. It only says that the layer may be left out."""
    return [f"{layer}?" if layer == "POOL" else layer for layer in right(n, m, k, pool)]


def hyphens_kept(right, n, m, k, pool=True):
    """Your list has strings for the hyphens too. A hyphen means "and then": the list has the layers alone."""
    return [text for layer in right(n, m, k, pool) for text in ("-", layer)][1:]


def false_without_pool(right, n, m, k, pool=True):
    """Your pattern has False where the pooling would be. With pool=False there is nothing in its place."""
    layers = right(n, m, k, True)
    return layers if pool else [False if layer == "POOL" else layer for layer in layers]


def empty_list_without_pool(right, n, m, k, pool=True):
    """Your pattern has an empty list where the pooling would be. With pool=False there is nothing in its
    place."""
    layers = right(n, m, k, True)
    return layers if pool else [[] if layer == "POOL" else layer for layer in layers]


def pool_in_a_list(right, n, m, k, pool=True):
    """Your pattern has POOL in a list of its own. The answer is one flat list of strings: join with + or +=,
    or append the string alone."""
    return [["POOL"] if layer == "POOL" else layer for layer in right(n, m, k, pool)]


def softmax_in_a_list(right, n, m, k, pool=True):
    """Your pattern has SOFTMAX in a list of its own. The answer is one flat list of strings: join with + or
    +=, or append the string alone."""
    return [["SOFTMAX"] if layer == "SOFTMAX" else layer for layer in right(n, m, k, pool)]


def pairs_in_lists(right, n, m, k, pool=True):
    """Your list has a list for each CONV or FC with its RELU. The answer is one flat list of strings: join
    with + or +=, or with extend in place of append."""
    return [
        [layer, "RELU"] if layer in ("CONV", "FC") else layer
        for layer in right(n, m, k, pool)
        if layer != "RELU"
    ]


def convolutions_in_lists(right, n, m, k, pool=True):
    """Your list has a list for the convolutions of each stage and one for what is fully connected. The answer
    is one flat list of strings: join with + or +=, or with extend in place of append."""
    pooled = ["POOL"] if pool else []
    return [["CONV", "RELU"] * n, *pooled] * m + [["FC", "RELU"] * k, "SOFTMAX"]


def convolutions_and_fc_in_lists(right, n, m, k, pool=True):
    """Your list has a list for the convolutions of each stage and one for each FC. The answer is one flat
    list of strings: join with + or +=, or with extend in place of append."""
    pooled = ["POOL"] if pool else []
    return [["CONV", "RELU"] * n, *pooled] * m + [["FC", "RELU"]] * k + ["SOFTMAX"]


def convolutions_alone_in_lists(right, n, m, k, pool=True):
    """Your list has a list for the convolutions of each stage. The answer is one flat list of strings: join
    with + or +=, or with extend in place of append."""
    pooled = ["POOL"] if pool else []
    return [["CONV", "RELU"] * n, *pooled] * m + ["FC", "RELU"] * k + ["SOFTMAX"]


def fc_in_a_list(right, n, m, k, pool=True):
    """Your list has a list for all that is fully connected. The answer is one flat list of strings: join with
    + or +=, or with extend in place of append."""
    return [*right(n, m, 0, pool)[:-1], ["FC", "RELU"] * k, "SOFTMAX"]


def each_fc_in_a_list(right, n, m, k, pool=True):
    """Your list has a list for each FC with its RELU. The answer is one flat list of strings: join with + or
    +=, or with extend in place of append."""
    return [*right(n, m, 0, pool)[:-1], *[["FC", "RELU"]] * k, "SOFTMAX"]


def three_parts_in_lists(right, n, m, k, pool=True):
    """Your function returns three lists inside a list: of the stages, of what is fully connected, and of
    SOFTMAX. The answer is one flat list of strings: join with +."""
    return [right(n, m, 0, pool)[:-1], ["FC", "RELU"] * k, ["SOFTMAX"]]


def two_parts_in_lists(right, n, m, k, pool=True):
    """Your function returns a list of the stages and one of what is fully connected, with SOFTMAX behind
    them. The answer is one flat list of strings: join with +."""
    return [right(n, m, 0, pool)[:-1], ["FC", "RELU"] * k, "SOFTMAX"]


def stages_and_rest_in_lists(right, n, m, k, pool=True):
    """Your list has a list of lists for the stages. The answer is one flat list of strings: join with + or
    +=, or with extend in place of append."""
    return [[right(n, 1, 0, pool)[:-1]] * m, ["FC", "RELU"] * k, "SOFTMAX"]


def in_a_list(right, n, m, k, pool=True):
    """Your function returns the list inside another list. The answer is one flat list of strings."""
    return [right(n, m, k, pool)]


def one_text_with_commas(right, n, m, k, pool=True):
    """Your function returns one string. The answer is a list with one string for every layer."""
    return ", ".join(right(n, m, k, pool))


def one_text_and_softmax(right, n, m, k, pool=True):
    """Your function returns one string. The answer is a list with one string for every layer."""
    return "-".join(right(n, m, k, pool)[:-1]) + ", SOFTMAX"


def one_text_without_gaps(right, n, m, k, pool=True):
    """Your function returns one string. The answer is a list with one string for every layer."""
    return "".join(right(n, m, k, pool))


def one_text_with_a_space_at_its_end(right, n, m, k, pool=True):
    """Your function returns one string. The answer is a list with one string for every layer."""
    return " ".join(right(n, m, k, pool)) + " "


def one_text_in_a_list(right, n, m, k, pool=True):
    """Your list holds one string for all. The answer is a list with one string for every layer."""
    return ["-".join(right(n, m, k, pool))]


def one_text_with_spaces_in_a_list(right, n, m, k, pool=True):
    """Your list holds one string for all. The answer is a list with one string for every layer."""
    return [" ".join(right(n, m, k, pool))]


def empty_text_at_the_end(right, n, m, k, pool=True):
    """Your list ends with an empty string, as a text has behind its last hyphen or space. The answer has one
    string for every layer and nothing else."""
    return [*right(n, m, k, pool), ""]


def empty_text_before_softmax(right, n, m, k, pool=True):
    """Your list has an empty string before SOFTMAX, as a text has where two hyphens or spaces meet. The
    answer has one string for every layer and nothing else."""
    return [*right(n, m, k, pool)[:-1], "", "SOFTMAX"]


def empty_texts_between_parts(right, n, m, k, pool=True):
    """Your list has empty strings where two spaces or hyphens met in a text. The answer has one string for
    every layer: split() without an argument takes several spaces for one."""
    stage = right(n, 1, 0, pool)[:-1]
    fc = ["FC", "RELU", ""] * k
    return [*stage, ""] * m + fc + ["SOFTMAX"]


def empty_texts_for_what_is_left_out(right, n, m, k, pool=True):
    """Your list has empty strings where what a text was made of was left out, POOL or what is fully
    connected, and two spaces or hyphens met. The answer has one string for every layer: split() without an
    argument takes several spaces for one."""
    stage = " ".join(["CONV RELU"] * n) + " " + ("POOL" if pool else "")
    return f"{' '.join([stage] * m)} {' '.join(['FC RELU'] * k)} SOFTMAX".split(" ")


def letters_apart(right, n, m, k, pool=True):
    """Your list has a string for every letter: += and extend take a string apart. Put it into a list, or
    append it."""
    return [x for layer in right(n, m, k, pool) for x in (layer if isinstance(layer, str) else [layer])]


def letters_of_pool_apart(right, n, m, k, pool=True):
    """Your list has a string for every letter of POOL: += and extend take a string apart. Put it into a list,
    or append it."""
    return [x for layer in right(n, m, k, pool) for x in (layer if layer == "POOL" else [layer])]


def letters_of_softmax_apart(right, n, m, k, pool=True):
    """Your list has a string for every letter of SOFTMAX: += and extend take a string apart. Put it into a
    list, or append it."""
    return [x for layer in right(n, m, k, pool) for x in (layer if layer == "SOFTMAX" else [layer])]


def letters_of_pool_and_softmax_apart(right, n, m, k, pool=True):
    """Your list has a string for every letter of POOL and SOFTMAX: += and extend take a string apart. Put it
    into a list, or append it."""
    return [x for layer in right(n, m, k, pool) for x in (layer if layer in ("POOL", "SOFTMAX") else [layer])]


def softmax_added_as_text(right, n, m, k, pool=True):
    """Your function adds a string to a list with +. A list can be added to a list alone: put the string into
    one."""
    raise TypeError('can only concatenate list (not "str") to list')


def pool_added_as_text(right, n, m, k, pool=True):
    """Your function adds the string POOL to a list with +. A list can be added to a list alone: put the
    string into one."""
    if pool:
        raise TypeError('can only concatenate list (not "str") to list')
    return right(n, m, k, pool)


def nothing_added(right, n, m, k, pool=True):
    """Your function adds None to a list with +, as what append or extend gives. They change the list that
    they stand behind, and give nothing."""
    raise TypeError('can only concatenate list (not "NoneType") to list')


def nothing_multiplied(right, n, m, k, pool=True):
    """Your function computes with what is no number or list, such as None: append and extend change the list
    that they stand behind, and give nothing."""
    raise TypeError("unsupported operand type(s) for *: 'NoneType' and 'int'")


def nothing_multiplied_with_pool(right, n, m, k, pool=True):
    """With pool=True your function computes with what is no number or list, such as None: append and extend
    change the list that they stand behind, and give nothing."""
    if pool:
        raise TypeError("unsupported operand type(s) for *: 'NoneType' and 'int'")
    return right(n, m, k, pool)


def nothing_multiplied_without_pool(right, n, m, k, pool=True):
    """With pool=False your function computes with what is no number or list, such as None. Without pooling a
    stage has nothing in its place."""
    if not pool:
        raise TypeError("unsupported operand type(s) for +: 'NoneType' and 'list'")
    return right(n, m, k, pool)


def nothing_joined_without_pool(right, n, m, k, pool=True):
    """With pool=False your function adds None to a list. Without pooling a stage has nothing in its place,
    which an empty list says."""
    if not pool:
        raise TypeError('can only concatenate list (not "NoneType") to list')
    return right(n, m, k, pool)


def text_joined_without_pool(right, n, m, k, pool=True):
    """With pool=False your function adds a string to a list, which a list can not. Without pooling a stage
    has nothing in its place, which an empty list says."""
    if not pool:
        raise TypeError('can only concatenate list (not "str") to list')
    return right(n, m, k, pool)


def nothing_appended_to(right, n, m, k, pool=True):
    """Your function appends to None: append gives nothing back, and its result was put in the list's place.
    It changes the list that it stands behind."""
    raise AttributeError("'NoneType' object has no attribute 'append'")


def nothing_extended(right, n, m, k, pool=True):
    """Your function extends None: extend gives nothing back, and its result was put in the list's place. It
    changes the list that it stands behind."""
    raise AttributeError("'NoneType' object has no attribute 'extend'")


def nothing_gone_through(right, n, m, k, pool=True):
    """Your function goes through None, or adds it to a list: append and extend give nothing back. They change
    the list that they stand behind."""
    raise TypeError("'NoneType' object is not iterable")


def nothing_gone_through_with_pool(right, n, m, k, pool=True):
    """With pool=True your function goes through None, or adds it to a list: append and extend give nothing
    back. They change the list that they stand behind."""
    if pool:
        raise TypeError("'NoneType' object is not iterable")
    return right(n, m, k, pool)


def list_multiplied_by_a_list(right, n, m, k, pool=True):
    """Your function multiplies a list by something that is no whole number. A list can be multiplied by a
    whole number alone."""
    raise TypeError("can't multiply sequence by non-int of type 'list'")


def pool_demanded(right, n, m, k, pool=None):
    """Your function demands its fourth argument. Without it there is pooling: pool=True in the first line."""
    if pool is None:
        raise TypeError("expand_pattern() missing 1 required positional argument: 'pool'")
    return right(n, m, k, pool)


def list_made_a_set(right, n, m, k, pool=True):
    """Your function returns every layer once, as a set does. The answer is a list in the order of the
    pattern, with every layer as often as it comes."""
    return list(dict.fromkeys(right(n, m, k, pool)))


def counts_returned(right, n, m, k, pool=True):
    """Your function returns how many layers there are. The answer is a list with one string for every
    layer."""
    return len(right(n, m, k, pool))


def all_parts_in_lists(right, n, m, k, pool=True):
    """Your list has lists for the convolutions of each stage, for each POOL and for what is fully connected. The
    answer is one flat list of strings: join with + or +=, or with extend in place of append."""
    pooled = [["POOL"]] if pool else []
    return [["CONV", "RELU"] * n, *pooled] * m + [["FC", "RELU"] * k, "SOFTMAX"]


FORM_MISTAKES = (
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
    pairs_in_one_text_with_a_space,
    capitalised,
    all_capitalised,
    question_mark_kept,
    hyphens_kept,
    false_without_pool,
    empty_list_without_pool,
    pool_in_a_list,
    softmax_in_a_list,
    pairs_in_lists,
    convolutions_in_lists,
    convolutions_and_fc_in_lists,
    convolutions_alone_in_lists,
    fc_in_a_list,
    each_fc_in_a_list,
    three_parts_in_lists,
    two_parts_in_lists,
    stages_and_rest_in_lists,
    in_a_list,
    one_text_with_commas,
    one_text_and_softmax,
    one_text_without_gaps,
    one_text_with_a_space_at_its_end,
    one_text_in_a_list,
    one_text_with_spaces_in_a_list,
    empty_text_at_the_end,
    empty_text_before_softmax,
    empty_texts_between_parts,
    empty_texts_for_what_is_left_out,
    letters_apart,
    letters_of_pool_apart,
    letters_of_softmax_apart,
    letters_of_pool_and_softmax_apart,
    softmax_added_as_text,
    pool_added_as_text,
    nothing_added,
    nothing_multiplied,
    nothing_multiplied_with_pool,
    nothing_multiplied_without_pool,
    nothing_joined_without_pool,
    text_joined_without_pool,
    nothing_appended_to,
    nothing_extended,
    nothing_gone_through,
    nothing_gone_through_with_pool,
    list_multiplied_by_a_list,
    pool_demanded,
    list_made_a_set,
    counts_returned,
    all_parts_in_lists,
)
