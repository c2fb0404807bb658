"""a2.bug_hunt: a test that tells right convolution layers from broken ones, judged by layers that it has not seen."""

from __future__ import annotations

from autograder.checks.a2_convolution.bug_hunt_layers import CALLS, KINDS, RIGHT, Lendable, broken
from autograder.checks.a2_convolution.bug_hunt_mistakes import BUG_HUNT_MISTAKES
from autograder.checks.a2_convolution.bug_hunt_rights import BUG_HUNT_RIGHTS
from autograder.checks.mistakes import nothing_returned
from autograder.part import Call, Callback, Case, part

POINTS = {1: 0.5, 2: 0.5}  # the kinds that a first test finds; the others are worth a point
GROUPS = [f"kind {number}" for number, _ in enumerate(KINDS, 1)]
REFUSED = "A right layer is among those that your test does not let pass, and so no kind counts."


@part(
    "a2.bug_hunt",
    points={group: POINTS.get(number, 1) for number, group in enumerate(GROUPS, 1)},
    functions=("conv2d_is_right",),
    told=dict(zip(GROUPS, (told for told, _ in KINDS), strict=True)),
)
def bug_hunt(rng):
    """Each kind has one right layer among its broken ones, in an order of the seed's: a test that counts its calls
    learns nothing."""
    every = [RIGHT[i] for i in rng.permutation(len(RIGHT))]
    rights = [*every, *(RIGHT[i] for i in rng.integers(len(RIGHT), size=len(KINDS) - len(RIGHT)))]
    for group, (_, kind), right in zip(GROUPS, KINDS, rights, strict=True):
        layers = [(Lendable(right), True), *((broken(rng, either), False) for either in kind)]
        for place in rng.permutation(len(layers)):
            layer, is_right = layers[place]
            call = Call(Callback(layer, calls=CALLS))
            yield Case(group, call, is_right, vital=REFUSED if is_right else "")


bug_hunt.right(*BUG_HUNT_RIGHTS)
bug_hunt.mistake(*BUG_HUNT_MISTAKES)
bug_hunt.mistake(nothing_returned)
