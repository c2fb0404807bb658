"""Right variants of a2.bug_hunt: tests that find every broken layer and let every right one pass."""

from __future__ import annotations

from typing import Any

import numpy as np


def by_slices(x, w, b, stride=1, padding=0):
    """A layer to compare with."""
    (down, across), (rows, columns) = ((n, n) if isinstance(n, int) else n for n in (stride, padding))
    framed = np.pad(x, ((0,), (0,), (rows,), (columns,)))
    height = (framed.shape[2] - w.shape[2]) // down + 1
    width = (framed.shape[3] - w.shape[3]) // across + 1
    out = np.zeros((len(x), len(w), height, width), x.dtype) + b[:, None, None]
    for u, v in np.ndindex(*w.shape[2:]):
        seen = framed[:, :, u::down, v::across][:, :, :height, :width]
        out += np.einsum("nchw,fc->nfhw", seen, w[:, :, u, v])
    return out


def random_call(rng):
    """x, w, b, stride and padding, each size drawn by itself."""
    n, c, f, k_rows, k_columns, down, across = (int(i) for i in rng.integers(1, 4, 7))
    rows, columns = (int(i) for i in rng.integers(0, 4, 2))
    least = max(1, k_rows - 2 * rows), max(1, k_columns - 2 * columns)
    height, width = (int(rng.integers(size, 8)) for size in least)
    shapes = (n, c, height, width), (f, c, k_rows, k_columns), (f,)
    return *(rng.standard_normal(shape) for shape in shapes), (down, across), (rows, columns)


def is_close(found, expected):
    """Whether two results are alike in shape, dtype and, but for rounding, values."""
    if found.shape != expected.shape or found.dtype != expected.dtype:
        return False
    rounding = 1e-4 if found.dtype == np.float32 else 1e-9
    return bool(abs(found - expected).max() <= rounding * abs(expected).max())


def chosen_calls(f):
    """A dozen calls, each for a reason of its own; in the last three the arrays are unusual."""
    rng = np.random.default_rng(4)

    def arrays(x_shape, w_shape, dtype=float):
        return [rng.standard_normal(shape).astype(dtype) for shape in (x_shape, w_shape, w_shape[:1])]

    locked = arrays((2, 1, 3, 4), (2, 1, 2, 2))
    locked[0].setflags(write=False)
    questions: list[tuple[list[np.ndarray], dict[str, Any]]] = [
        (arrays((2, 3, 5, 7), (4, 3, 2, 3)), {}),
        (arrays((3, 2, 6, 4), (3, 2, 3, 2)), {"stride": (1, 2), "padding": (2, 1)}),
        (arrays((1, 2, 4, 5), (2, 2, 2, 2)), {"padding": (0, 1)}),
        (arrays((2, 1, 8, 7), (2, 1, 2, 3)), {"stride": (4, 3)}),  # 6 / 4 and 4 / 3 steps
        (arrays((2, 2, 7, 9), (2, 2, 2, 2)), {"stride": (3, 2)}),  # 5 / 3 and 7 / 2 steps
        (arrays((2, 2, 3, 4), (3, 2, 3, 4)), {}),
        (arrays((2, 2, 4, 5), (3, 2, 1, 1)), {"stride": (2, 1)}),
        (arrays((2, 1, 6, 7), (2, 1, 2, 2)), {"stride": 4}),
        (arrays((2, 1, 2, 3), (2, 1, 2, 2)), {"padding": (3, 4)}),
        (arrays((2, 2, 4, 5), (3, 2, 2, 3), np.float32), {"padding": 1}),
        ([np.asfortranarray(a) for a in arrays((2, 2, 4, 5), (3, 2, 2, 3))], {"stride": 2}),
        (locked, {}),
    ]
    try:
        return all(is_close(f(*a, **options), by_slices(*a, **options)) for a, options in questions)
    except Exception:
        return False


def random_calls(f):
    rng = np.random.default_rng(0)
    for number in range(120):
        x, w, b, stride, padding = random_call(rng)
        if number % 4 == 1:
            x, w, b = (array.astype(np.float32) for array in (x, w, b))
        if number % 4 == 2:
            x = np.asfortranarray(x)
        if number % 4 == 3:
            x.flags.writeable = False
        try:
            out = f(x, w, b, stride=stride, padding=padding)
        except Exception:
            return False
        if not is_close(out, by_slices(x, w, b, stride, padding)):
            return False
    return True


def every_weight_alone(f):
    """No layer to compare with: a filter for every place, with one weight of 1. Its map is what that place meets,
    without any rounding."""

    def passes(x, kernel, stride, padding):
        (down, across), (rows, columns) = stride, padding
        framed = np.pad(x, ((0,), (0,), (rows,), (columns,)))
        bottom, right = (n - k + 1 for n, k in zip(framed.shape[2:], kernel, strict=True))
        places = list(np.ndindex(x.shape[1], *kernel))
        maps = [framed[:, c, u : u + bottom : down, v : v + right : across] for c, u, v in places]
        w = np.eye(len(places), dtype=x.dtype).reshape(-1, x.shape[1], *kernel)
        b = np.arange(1, len(w) + 1, dtype=x.dtype)
        out = f(x, w, b, stride, padding)
        wanted = np.stack(maps, axis=1) + b[:, None, None]
        return out.dtype == x.dtype and out.shape == wanted.shape and np.all(out == wanted)

    x = np.random.default_rng(1).standard_normal((2, 2, 6, 7))
    locked = np.asfortranarray(x)
    locked.setflags(write=False)
    kernels = [(2, 3), (3, 2), (1, 1), (1, 2), (6, 7), (3, 3), (2, 2), (2, 1)]
    options = [((1, 1), (0, 0)), ((2, 3), (1, 2)), ((3, 2), (0, 3)), ((1, 2), (2, 0)), ((4, 4), (4, 3))]
    try:
        return all(
            passes(images, kernel, *option)
            for images in (x, x[:1], x.astype(np.float32), locked)
            for kernel in kernels
            for option in options
        )
    except Exception:
        return False


def whole_numbers(f):
    """Whole numbers are added up alike in any order, so that equal may mean equal."""
    rng = np.random.default_rng(2)
    questions = []
    for number in range(80):
        x, w, b, stride, padding = random_call(rng)
        x, w, b = (np.round(100_000 * array) for array in (x, w, b))
        questions.append([np.asfortranarray(x) if number % 2 else x, w, b, stride, padding])
    questions[5][0].setflags(write=False)
    questions += [[*(np.sign(a).astype("f4") for a in q[:3]), *q[3:]] for q in questions[:3]]
    try:
        answers = [f(*question) for question in questions]
    except (ValueError, TypeError, IndexError, RuntimeError):
        return np.bool_(False)
    return all(
        answer.dtype == question[0].dtype and answer.tolist() == by_slices(*question).tolist()
        for answer, question in zip(answers, questions, strict=True)
    )


def asserts(f):
    def examine(x, w, b, **options):
        expected = by_slices(x, w, b, **options)
        found = f(x, w=w, b=b, **options)
        assert found.shape == expected.shape and found.dtype == x.dtype
        np.testing.assert_array_less(abs(found - expected), 1e-10 if x.dtype == float else 1e-3)

    rng = np.random.default_rng(3)
    try:
        for _ in range(150):
            x, w, b, stride, padding = random_call(rng)
            examine(x, w, b, stride=stride, padding=padding)
        x = rng.standard_normal((3, 5, 7, 2)).transpose(0, 3, 1, 2)
        w, b = rng.standard_normal((2, 2, 2, 3)), np.ones(2)
        examine(x, w, b)
        x.setflags(write=False)
        examine(x.astype("float32"), w.astype("float32"), b.astype("float32"), padding=2)
        examine(x, w, b)
    except Exception as error:
        print("no:", error)
        return False
    return True


BUG_HUNT_RIGHTS = (chosen_calls, random_calls, every_weight_alone, whole_numbers, asserts)
