"""a3.numeric_gradient: the gradient of any function, by moving one number at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from autograder.checks.a3_backprop.numeric_gradient_mistakes import DIFFERENCE_MISTAKES
from autograder.checks.inputs import fortran, strided
from autograder.checks.mistakes import nothing_returned
from autograder.part import Call, Callback, Case, part

STEP = 1e-5  # the default of h
ROUNDED = 1e-4  # what rounding may do with that step, and a forward difference too: large steps judge this

# Adding h = 1e-5 and taking it away again gives these back exactly, in whatever order, and few others: who does so
# loses the group that asks for it and no other.
GIVEN_BACK = (1, 2, 3, 9, 10, 11, 12, 13, 14, 15, 16)
WAYS = ((1, -1), (-1, 1), (1, -2, 1), (-1, 2, -1))  # to move a number and back, in steps


@dataclass(frozen=True)
class Height:
    """A function of an array of one shape. value: takes any numbers, and gives one."""

    text: str
    value: Callable
    shape: tuple[int, ...]

    def __repr__(self) -> str:
        return f"<f(x) = {self.text}, for x of shape {self.shape}>"

    def __call__(self, x):
        x = np.asarray(x, dtype=float)
        if x.shape != self.shape:
            raise ValueError(f"f takes an array of shape {self.shape}, found {x.shape}")
        return float(self.value(x))


SQUARES = "np.sum(x**2)", lambda x: (x**2).sum()
CUBES = "np.sum(x**3)", lambda x: (x**3).sum()
FIFTH_POWERS = "np.sum(x**5)", lambda x: (x**5).sum()
PRODUCT = "np.prod(x)", lambda x: x.prod()


def by_fractions(value, x, h):
    """The oracle: the differences in exact arithmetic."""
    exact = np.array([Fraction(float(number)) for number in x.flat], dtype=object).reshape(x.shape)
    gradient, step = np.zeros(x.shape), Fraction(h)
    for place in np.ndindex(x.shape):
        above, below = exact.copy(), exact.copy()
        above[place] += step
        below[place] -= step
        gradient[place] = float((value(above) - value(below)) / (2 * step))
    return gradient


@part(
    "a3.numeric_gradient",
    points={"values": 1.5, "shapes": 1, "large steps": 1.5, "x afterwards": 1.5, "memory layout": 0.5},
)
def numeric_gradient(rng):
    def right(group, function, x, *h, layout=np.copy):
        text, value = function
        f = Callback(Height(text, value, x.shape), calls=10 * x.size)
        expect = by_fractions(value, x, *h or (STEP,))
        return Case(group, Call(f, layout(x), *h), expect, rtol=None if h else ROUNDED)

    def numbers(*shape):
        """Different ones, the first below 0."""
        signs = [-1.0, *rng.choice([-1.0, 1.0], np.prod(shape) - 1)]
        return (rng.permutation(GIVEN_BACK)[: np.prod(shape)] * signs).reshape(shape)

    yield right("values", SQUARES, numbers(1))
    yield right("values", SQUARES, numbers(3))
    yield right("values", PRODUCT, numbers(3))
    yield right("values", CUBES, numbers(int(rng.integers(4, 7))))

    yield right("shapes", SQUARES, numbers(2, 3))
    yield right("shapes", PRODUCT, numbers(3, 1))
    yield right("shapes", SQUARES, numbers(2, 1, 2, 2))

    yield right("large steps", CUBES, numbers(1), 0.5)
    yield right("large steps", SQUARES, numbers(2), 0.25)
    yield right("large steps", PRODUCT, numbers(3), 2.0)
    yield right("large steps", CUBES, numbers(2, 2), 0.5)
    yield right("large steps", FIFTH_POWERS, numbers(2), 2.0)  # more exact formulas are exact for the others

    yield right("x afterwards", SQUARES, lost_on_the_way(rng, 2))
    yield right("x afterwards", SQUARES, lost_on_the_way(rng, 3))
    yield right("x afterwards", CUBES, lost_on_the_way(rng, 6).reshape(2, 3))

    for layout in (strided, fortran):
        yield right("memory layout", SQUARES, numbers(2, 3), layout=layout)


def lost_on_the_way(rng: np.random.Generator, count: int) -> np.ndarray:
    """Numbers (count,), small ones among them, as weights are, and the large ones below 0. Each way to move them one
    by one and back by adding and subtracting leaves at least one of them another than it was."""
    large = np.arange(count) % 2 == 1
    while True:
        x = np.where(large, -rng.uniform(0.5, 2, count), 1e-3 * rng.standard_normal(count))
        if all(np.any(_moved(x, steps) != x) for steps in WAYS):
            return x


def _moved(x: np.ndarray, steps: tuple[int, ...]) -> np.ndarray:
    for step in steps:
        x = x + step * STEP
    return x


@numeric_gradient.right
def moved_in_place(f, x, h=STEP):
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        first = x[place]
        x[place] = first + h
        above = f(x)
        x[place] = first - h
        below = f(x)
        x[place] = first
        gradient[place] = (above - below) / (2 * h)
    return gradient


@numeric_gradient.right
def two_copies(f, x, h=STEP):
    slopes = []
    for i in range(x.size):
        above, below = x.copy(), x.copy()
        above.flat[i] += h
        below.flat[i] -= h
        slopes.append((f(above) - f(below)) / h / 2)
    return np.array(slopes).reshape(x.shape)


@numeric_gradient.right
def unit_arrays(f, x, h=STEP):
    print("x is", x)
    units = np.eye(x.size).reshape(-1, *x.shape)
    return np.array([f(x + h * unit) - f(x - h * unit) for unit in units]).reshape(x.shape) / (2 * h)


@numeric_gradient.right
def nditer(f, x, h=STEP):
    gradient, before = np.empty(x.shape, order="F"), x.copy()
    places = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not places.finished:
        place = places.multi_index
        x[place] += h
        above, reached = f(x), x[place]
        x[place] = before[place] - h
        below = f(x)
        gradient[place] = (above - below) / (reached - x[place])
        x[place] = before[place]
        places.iternext()
    return gradient


@numeric_gradient.right
def in_halves(f, x, h=STEP):
    """The difference up to f(x), and that from f(x) down."""

    def moved(place, by):
        y = np.array(x)
        y[place] += by
        return f(y)

    here = f(x)
    gradient = np.full(x.shape, np.nan)
    for place, _ in np.ndenumerate(x):
        up, down = moved(place, h) - here, here - moved(place, -h)
        gradient[place] = (up / h + down / h) / 2
    return gradient


@numeric_gradient.right
def axis_by_axis(f, x, h=STEP):
    """Recursion: the gradient of an array is that of its parts."""

    def at(place):
        if len(place) < x.ndim:
            return [at((*place, i)) for i in range(x.shape[len(place)])]
        one = np.zeros(x.shape)
        one[place] = h
        return (f(np.asfortranarray(x + one)) - f(x - one)) / (2 * h)

    return np.array(at(()))


numeric_gradient.mistake(*DIFFERENCE_MISTAKES, nothing_returned)
