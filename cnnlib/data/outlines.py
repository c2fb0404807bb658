"""Ten outlines, each as its signed distance: how far a point is from it, negative inside.

An outline fits into the circle of radius 1 around (0, 0); x points right and y down, as in an image. The
distance d in pixels gives a pixel's coverage, clip(1/2 - d, 0, 1): a smooth edge without drawing at a
higher resolution. Union, intersection and difference are min(a, b), max(a, b) and max(a, -b).

Source: Hart, "Sphere tracing" (1996), for distances and how to combine them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Array = np.ndarray
Outline = Callable[[Array, Array], Array]


def _disc(x: Array, y: Array) -> Array:
    return np.hypot(x, y) - 0.9


def _ring(x: Array, y: Array) -> Array:
    return np.abs(np.hypot(x, y) - 0.74) - 0.22


def _half_disc(x: Array, y: Array) -> Array:
    return np.maximum(np.hypot(x, y + 0.38) - 0.92, -0.38 - y)


def _crescent(x: Array, y: Array) -> Array:
    return np.maximum(np.hypot(x, y) - 0.98, 0.78 - np.hypot(x - 0.48, y))


def _heart(x: Array, y: Array) -> Array:
    """A square on its corner, a disc on each of its upper sides."""
    half, y = 0.5, y - 0.08
    u, v = (x + y) / 2**0.5, (y - x) / 2**0.5
    square = np.maximum(np.abs(u), np.abs(v)) - half
    discs = np.minimum(np.hypot(u, v + half), np.hypot(u + half, v)) - half
    return np.minimum(square, discs)


def _polygon(corners: list[tuple[float, float]]) -> Outline:
    """The nearest point of any side; inside where a ray to the right crosses an odd number of sides."""

    def distance(x: Array, y: Array) -> Array:
        square, inside = np.full_like(x, np.inf), np.zeros(x.shape, bool)
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            ex, ey = bx - ax, by - ay
            along = np.clip(((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey), 0, 1)
            square = np.minimum(square, (x - ax - along * ex) ** 2 + (y - ay - along * ey) ** 2)
            if ey:
                inside ^= ((y < ay) != (y < by)) & (x < ax + (y - ay) * (ex / ey))
        return np.where(inside, -1, 1) * np.sqrt(square)

    return distance


def _regular(radii: list[float]) -> Outline:
    """A polygon whose corners, the first one on top, stand at equal angles and at these distances."""
    turns = [2 * np.pi * k / len(radii) for k in range(len(radii))]
    return _polygon(
        [(float(r * np.sin(t)), float(-r * np.cos(t))) for r, t in zip(radii, turns, strict=True)]
    )


def _cross(half: float = 0.3, long: float = 0.95) -> Outline:
    arm = [(-half, -long), (half, -long), (half, -half)]
    quarters = [arm]
    for _ in range(3):  # the next arm is the last one, turned by 90 degrees: (x, y) -> (-y, x)
        quarters.append([(-y, x) for x, y in quarters[-1]])
    return _polygon([corner for quarter in quarters for corner in quarter])


ARROW = [(0, -1), (0.78, -0.1), (0.27, -0.1), (0.27, 0.95), (-0.27, 0.95), (-0.27, -0.1), (-0.78, -0.1)]

OUTLINES: dict[str, Outline] = {
    "disc": _disc,
    "ring": _ring,
    "half disc": _half_disc,
    "crescent": _crescent,
    "heart": _heart,
    "triangle": _regular([1.0] * 3),
    "square": _regular([1.0] * 4),
    "star": _regular([1.0, 0.42] * 5),
    "cross": _cross(),
    "arrow": _polygon(ARROW),
}
