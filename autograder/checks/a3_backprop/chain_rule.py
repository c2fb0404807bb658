"""a3.chain_rule: the gradients of a net with one hidden number, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from autograder.checks.a3_backprop.chain_rule_mistakes import CHAIN_MISTAKES
from autograder.checks.mistakes import nothing_returned
from autograder.part import ANY, Call, Case, part

KEYS = ("x", "w1", "b1", "w2", "b2")
TINY = Fraction(1, 10**9)  # less than any step between the numbers of a case: no kink lies in between

ESTIMATED = 1e-4  # how near an estimate by small steps comes to half of the slope at 0


def loss(x, t, w1, b1, w2, b2):
    return (w2 * max(0, w1 * x + b1) + b2 - t) ** 2


def by_parabolas(x, t, w1, b1, w2, b2):
    """The oracle: in each of its numbers the loss is a parabola where it has no kink, and of a parabola a central
    difference in exact fractions is the derivative. At the kink the slope of max(0, .) is 0 by agreement, as it is
    just below: the hidden number is moved there."""
    exact = dict(zip(("x", "t", "w1", "b1", "w2", "b2"), map(Fraction, (x, t, w1, b1, w2, b2)), strict=True))
    if exact["w1"] * exact["x"] + exact["b1"] == 0:
        exact["b1"] -= 2 * TINY * (1 + abs(exact["w1"]) + abs(exact["x"]))

    def moved(key, by):
        return loss(**exact | {key: exact[key] + by})

    return {key: float((moved(key, TINY) - moved(key, -TINY)) / (2 * TINY)) for key in KEYS}


def as_floats(answer: Any) -> Any:
    """Whole numbers as floats: a student's 0 is as good as 0.0."""
    if not isinstance(answer, dict):
        return answer
    return {key: float(value) if type(value) is int else value for key, value in answer.items()}


def numbers(rng: np.random.Generator, **signs: int) -> tuple[float, ...]:
    """x, t, w1, b1, w2, b2: small numbers, no two of one size, and w1 x and w1 x + b1 above 0. The error, also where
    the hidden number is 0, is above 2 in size: the square of 2 is twice 2.

    signs: 1 or -1, of x, of b2, of the output y, or of what flows back to the hidden number where that is 0 ("back").
    """
    while True:
        x, t, w1, b1, w2, b2 = (rng.permutation(np.arange(2, 8)) * rng.choice([-1.0, 1.0], 6)).tolist()
        z = w1 * x + b1
        y = w2 * z + b2
        known = {"x": x, "b2": b2, "y": y, "back": (b2 - t) * w2}
        sizes = [abs(value) for value in (x, t, w1, b1, w2, b2, z, y, y - t)]
        apart = len(set(sizes)) == len(sizes) and min(sizes) > 1 and abs(b2 - t) > 2
        if apart and z > 0 and w1 * x > 0 and all(known[name] * sign > 0 for name, sign in signs.items()):
            return x, t, w1, b1, w2, b2


@part(
    "a3.chain_rule",
    points={"w2 and b2": 2, "w1 and b1": 2, "x": 1, "below 0": 1, "at 0": 1},
    functions=("two_layer_gradients",),
)
def chain_rule(rng):
    def case(group, given, keys=KEYS):
        gradients = by_parabolas(*given)
        expect = {key: gradients[key] if key in keys else ANY for key in KEYS}
        return Case(group, Call(*given, then=as_floats), expect, rtol=ESTIMATED if group == "at 0" else None)

    for group, keys in (("w2 and b2", ("w2", "b2")), ("w1 and b1", ("w1", "b1")), ("x", ("x",))):
        yield case(group, numbers(rng, x=1, y=1), keys)
        yield case(group, numbers(rng, x=-1, y=-1), keys)
        x, t, *parameters = rng.uniform(0.5, 2, 6).tolist()
        yield case(group, (x, t + 15, *parameters), keys)  # an output below t: what flows back is below 0

    for sign in (1, -1):
        x, t, w1, b1, w2, b2 = numbers(rng, x=sign, b2=sign, back=sign)
        yield case("below 0", (x, t, w1, -abs(b1) - 2 * w1 * x, w2, b2))
        yield case("below 0", (-x, t, w1, abs(b1) / 4, w2, b2))  # b1 is above 0, and w1 x further below

    for sign in (1, -1):
        x, t, w1, _, w2, b2 = numbers(rng, x=sign, b2=sign, back=sign)
        yield case("at 0", (x, t, w1, -w1 * x, w2, b2))
    yield case("at 0", (0.0, t, w1, 0.0, w2, b2))


@chain_rule.right
def step_by_step(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    dh = dy * w2
    dz = dh if z > 0 else 0.0
    return {"x": dz * w1, "w1": dz * x, "b1": dz, "w2": dy * h, "b2": dy}


@chain_rule.right
def two_cases(x, t, w1, b1, w2, b2):
    if w1 * x + b1 <= 0:
        return dict(x=0, w1=0, b1=0, w2=0, b2=-2 * (t - b2))
    hidden = w1 * x + b1
    error = w2 * hidden + b2 - t
    return dict(
        x=2 * error * w2 * w1, w1=2 * error * w2 * x, b1=2 * error * w2, w2=2 * error * hidden, b2=2 * error
    )


@chain_rule.right
def numpy_numbers(x, t, w1, b1, w2, b2):
    print("hidden", w1 * x + b1)
    h = np.maximum(0, w1 * x + b1)
    slope = np.float64(h > 0)
    b2_ = 2 * (w2 * h + b2 - t)
    b1_ = b2_ * w2 * slope
    return {"b2": b2_, "b1": b1_, "w2": b2_ * h, "w1": b1_ * x, "x": b1_ * w1}


@chain_rule.right
def tape(x, t, w1, b1, w2, b2):
    """A small graph whose nodes note how they pass their gradient on."""
    values, gradients, back = dict(x=x, w1=w1, b1=b1, w2=w2, b2=b2), {}, []

    def node(name, value, *slopes):
        values[name] = value
        back.append((name, slopes))
        return value

    p = node("p", w1 * x, ("w1", x), ("x", w1))
    z = node("z", p + b1, ("p", 1), ("b1", 1))
    h = node("h", z if z > 0 else 0, ("z", int(z > 0)))
    q = node("q", w2 * h, ("w2", h), ("h", w2))
    node("loss", (q + b2 - t) ** 2, ("q", 2 * (q + b2 - t)), ("b2", 2 * (q + b2 - t)))
    gradients["loss"] = 1
    for name, slopes in reversed(back):
        for other, slope in slopes:
            gradients[other] = gradients.get(other, 0) + gradients[name] * slope
    return {key: gradients[key] for key in KEYS}


@chain_rule.right
def matrices(x, t, w1, b1, w2, b2):
    """A product of rows of derivatives."""
    z = w1 * x + b1
    dz_dall = np.array([w1, x, 1.0])
    dy = 2 * (w2 * max(z, 0) + b2 - t)
    first = dy * w2 * (z > 0) * dz_dall
    return {"x": first[0], "w1": first[1], "b1": first[2], "w2": dy * max(z, 0), "b2": float(dy)}


chain_rule.mistake(*CHAIN_MISTAKES, nothing_returned)
