"""a1.expand_pattern: a network written as a pattern, layer by layer."""

import itertools

from autograder.checks.a1_shapes.expand_pattern_mistakes import EXPAND_PATTERN_MISTAKES
from autograder.checks.a1_shapes.expand_pattern_mistakes_form import FORM_MISTAKES
from autograder.checks.cases import answered_by
from autograder.checks.inputs import integers_from
from autograder.checks.mistakes import nothing_returned
from autograder.part import part


@part("a1.expand_pattern", points={"convolutions": 2, "without pooling": 2, "fully connected": 2})
def expand_pattern(rng):
    right, draw = answered_by(by_hand), integers_from(rng)

    yield right("convolutions", 1, 1, 0)
    yield right("convolutions", 2, 3, 0)
    yield right("convolutions", draw(3, 5), draw(5, 7), 0, pool=True)
    yield right("without pooling", 1, 2, 0, False)
    yield right("without pooling", draw(2, 4), draw(4, 6), 1, pool=False)
    yield right("fully connected", 1, 2, 1)
    yield right("fully connected", 2, 1, draw(3, 6))


@expand_pattern.right
def by_hand(n, m, k, pool=True):
    layers = []
    for _ in range(m):
        for _ in range(n):
            layers += ["CONV", "RELU"]
        if pool:
            layers.append("POOL")
    for _ in range(k):
        layers += ["FC", "RELU"]
    return [*layers, "SOFTMAX"]


@expand_pattern.right
def multiplied(n, m, k, pool=True):
    stage = ["CONV", "RELU"] * n + ["POOL"] * bool(pool)
    return stage * m + ["FC", "RELU"] * k + ["SOFTMAX"]


@expand_pattern.right
def split_text(n, m, k, pool=True):
    stage = "CONV RELU " * n + ("POOL " if pool else "")
    text = stage * m + "FC RELU " * k + "SOFTMAX"
    print(text)
    return text.split()


@expand_pattern.right
def recursive(n, m, k, pool=True):
    if m > 1:
        return recursive(n, 1, 0, pool)[:-1] + recursive(n, m - 1, k, pool)
    if k:
        return [*recursive(n, m, k - 1, pool)[:-1], "FC", "RELU", "SOFTMAX"]
    return [*["CONV", "RELU"] * n, *["POOL"] * bool(pool), "SOFTMAX"]


@expand_pattern.right
def generated(n, m, k, pool=True):
    def layers():
        for _, place in itertools.product(range(m), range(n)):
            yield from ("CONV", "RELU")
            if pool and place == n - 1:
                yield "POOL"
        yield from itertools.chain.from_iterable(itertools.repeat(("FC", "RELU"), k))
        yield "SOFTMAX"

    return tuple(layers())


expand_pattern.mistake(*EXPAND_PATTERN_MISTAKES, *FORM_MISTAKES)
expand_pattern.mistake(
    nothing_returned,
    explanation="Your function returns None: it ends without a return, or returns what append or extend gives, "
    "which is nothing.",
)
