"""Exceptions are alike by the kind of their message: real ones of Python and NumPy, raised here."""

import itertools

import numpy as np
import pytest

from autograder.judging.kinds import UNFIT, alike, kinds_of, tells
from autograder.shared.errors import Error, describe

X = np.ones((2, 3))
IMAGES = np.ones((1, 1, 4, 4))
PAIR = (1, 2)


def assign(target, place, value):
    target[place] = value


def refuse(message, kind=ValueError):
    raise kind(message)


def unpack(value):
    one, two, three = value
    return one, two, three


class TooLarge(ValueError):
    pass


SAME = {
    "shapes": [
        lambda: X + np.ones(4),
        lambda: np.ones((5, 6)) * np.ones((7, 6)),
        lambda: assign(np.ones((4, 4)), (slice(0, 2), slice(0, 3)), np.ones((3, 3))),
        lambda: np.broadcast_to(X, (4, 4)),
        lambda: np.ones((2, 1)).__iadd__(X),
    ],
    "an empty shape": [
        lambda: assign(np.zeros(IMAGES.shape), (..., slice(0, 0)), IMAGES[..., :2]),
        lambda: np.ones(3) + np.ones(0),
    ],
    "matrices": [lambda: X @ X, lambda: np.dot(X, X), lambda: np.ones(3) @ np.ones(2)],
    "reshape": [lambda: X.reshape(4), lambda: IMAGES.reshape(3, -1)],
    "index": [lambda: X[5], lambda: IMAGES[0, 0, 7], lambda: [1][3]],
    "too many indices": [lambda: X[0, 0, 0], lambda: np.ones(())[0]],
    "too few to unpack": [lambda: unpack((1, 2)), lambda: unpack(())],
    "too many to unpack": [lambda: unpack((1, 2, 3, 4)), lambda: unpack([0] * 9)],
    "a pair for a number": [
        lambda: 3 // PAIR,
        lambda: PAIR + 1,
        lambda: range(PAIR),
        lambda: np.zeros((3, PAIR)),
        lambda: -PAIR,
        lambda: PAIR < 1,
        lambda: PAIR * PAIR,
        lambda: round(PAIR),
        lambda: int(PAIR),
        lambda: X[PAIR:],
        lambda: [1, 2][PAIR],
    ],
    "a number for a pair": [lambda: unpack(5), lambda: X.size[0], lambda: len(5), lambda: iter(5)],
    "division": [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 // 0],
    "refused": [
        lambda: refuse("the kernel is too large"),
        lambda: refuse("no", TooLarge),
        lambda: refuse("", AssertionError),
        lambda: refuse("n = 3", Exception),
    ],
    "name x": [lambda: x, lambda: [x for _ in range(2)]],  # noqa: F821
    "name y": [lambda: y],  # noqa: F821
    "no attribute": [lambda: np.foo],
    "another attribute": [lambda: X.foo],
    "key": [lambda: {}["a"]],
    "missing argument": [lambda: unpack(), lambda: (lambda a, b: a)(1)],
    "unknown argument": [lambda: unpack(value=1, b=2)],
    "not written": [lambda: refuse("", NotImplementedError), lambda: refuse("later", NotImplementedError)],
    "own words": [lambda: refuse("size 3", OSError), lambda: refuse("size 4", OSError)],
    "other words": [lambda: refuse("width 3", OSError)],
    "axis": [lambda: X.sum(axis=3), lambda: X.transpose(0, 1, 2)],
    "empty": [lambda: np.array([]).max(), lambda: max([])],
}


def error_of(act):
    with pytest.raises(BaseException) as raised:
        act()
    return describe(raised.value, ())


ERRORS = {kind: [error_of(act) for act in acts] for kind, acts in SAME.items()}


@pytest.mark.parametrize("kind", SAME)
def test_one_fault_is_one_kind(kind):
    for one, other in itertools.combinations(ERRORS[kind], 2):
        assert alike(one, other), (one, other)


@pytest.mark.parametrize("kind, other", list(itertools.combinations(SAME, 2)))
def test_two_faults_are_of_two_kinds(kind, other):
    for one, two in itertools.product(ERRORS[kind], ERRORS[other]):
        assert not alike(one, two), (one, two, kinds_of(one))


def test_a_message_of_several_faults_is_of_several_kinds():
    ragged = error_of(lambda: np.pad(IMAGES, ((0, 0), (0, 0), (PAIR, PAIR), (PAIR, PAIR))))
    assert alike(ragged, ERRORS["a pair for a number"][0])
    assert not tells(ragged)


def test_some_kinds_say_by_themselves_what_is_wrong():
    telling = {kind for kind, errors in ERRORS.items() if any(map(tells, errors))}
    assert telling == {"an empty shape", "a pair for a number"}


@pytest.mark.parametrize(
    "names, old, new",
    [
        (
            ("UnboundLocalError", "NameError"),
            "local variable 'x' referenced before assignment",
            "cannot access local variable 'x' where it is not associated with a value",
        ),
        (("ValueError",), "max() arg is an empty sequence", "max() iterable argument is empty"),
        (
            ("TypeError",),
            "only length-1 arrays can be converted",
            "only 0-dimensional arrays can be converted",
        ),
        (
            ("ValueError",),
            "too many values to unpack (expected 2)",
            "too many values to unpack (expected 3, got 4)",
        ),
    ],
)
def test_versions_say_the_same_in_other_words(names, old, new):
    assert alike(Error(names, old), Error(names, new))


@pytest.mark.parametrize(
    "fault",
    [
        lambda: X + np.ones((2, 4)),
        lambda: X @ X,
        lambda: X.reshape(5, -1),
        lambda: np.stack([X, X.T]),
        lambda: np.array([X, [1.0]], dtype=float),
        lambda: np.split(X, 2, axis=1),
        lambda: np.tensordot(X, X, axes=(0, 1)),
        lambda: np.einsum("ij,ik->jk", X, X.T, optimize=True),
    ],
)
def test_shapes_that_do_not_fit_are_refused_in_many_ways(fault):
    assert alike(error_of(fault), Error(("ValueError",), UNFIT))
