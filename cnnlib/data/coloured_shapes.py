"""Coloured shapes: images that are made, so that everything about them is known.

A figure is always at least 0.28 lighter or darker than any part of its background (luma from 0 to 1), so
it can be told from it without seeing colour. Neither colour nor background depends on the class.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnlib.arguments import as_whole
from cnnlib.data.dataset import Array, Dataset
from cnnlib.data.outlines import OUTLINES

SIDE = 32
SCALES = 7.0, 12.0  # radius of the circle around a figure, pixels
MARGIN = 1.0  # pixels between that circle and the image's edge
DARK, LIGHT = (0.08, 0.34), (0.62, 0.92)  # luma
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)  # of red, green and blue; ITU-R BT.709
CHROMA = 0.8  # how colourful at most
NOISE = 0.015  # standard deviation of each pixel
BLOCK = 1000  # images drawn at a time
MARK = 3  # pixels; no figure of these scales and margins reaches the corner of so many
# Okabe and Ito (2008), whose eight colours survive colour blindness, then white and grey
MARK_COLOURS = (
    "000000", "E69F00", "56B4E9", "009E73", "F0E442", "0072B2", "D55E00", "CC79A7",
    "FFFFFF", "808080",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Poses:
    """Where the figures are.

    Attributes:
        x, y: (N,), the centre, pixels to the right and down from the centre of the top left pixel.
        scale: (N,), radius of the circle around the figure, pixels.
        angle: (N,), radians clockwise from upright, 0 to 2 pi.
    """

    x: Array
    y: Array
    scale: Array
    angle: Array


@dataclass(frozen=True, eq=False, repr=False)
class ColouredShapes(Dataset):
    """A `Dataset` of coloured shapes that also says where each figure is.

    Attributes:
        train_poses, test_poses: `Poses`.
    """

    train_poses: Poses | None = None
    test_poses: Poses | None = None


def coloured_shapes(n: int, seed: int, test: int | None = None, shortcut: bool = False) -> ColouredShapes:
    """Coloured shapes on varied backgrounds, 32x32 in colour; needs no network.

    Ten classes, as even as n allows: disc, ring, half disc, crescent, heart, triangle, square, star,
    cross, arrow. The same arguments give the same images; the test images depend on seed and test
    alone, so they stay the same with fewer training images, and with the shortcut.

    Args:
        n: training images, at least 1.
        seed: a whole number, 0 or more.
        test: test images; one for each five training images where left out.
        shortcut: put a 3x3 mark, whose colour tells the class, into the top left corner of every
            training image and of no test image. A net then learns the mark, not the figure: a Clever
            Hans (Lapuschkin et al., "Unmasking Clever Hans predictors", 2019). `mark` puts marks,
            right or wrong ones, on test images.

    Returns:
        (N, 3, 32, 32), uint8, with `train_poses` and `test_poses`.

    Raises:
        TypeError, ValueError: n, seed or test is not such a number.

    >>> from cnnlib import data
    >>> shapes = data.coloured_shapes(20, seed=0)
    >>> shapes.train_images.shape, shapes.test_poses.x.shape
    ((20, 3, 32, 32), (4,))
    """
    n, seed = as_whole("n", n, 1), as_whole("seed", seed, 0)
    test = as_whole("test", -(-n // 5) if test is None else test, 1)
    train_rng, test_rng = np.random.default_rng(seed).spawn(2)
    train_images, train_labels, train_poses = _make(n, train_rng)
    test_images, test_labels, test_poses = _make(test, test_rng)
    return ColouredShapes(
        name="Coloured shapes",
        train_images=mark(train_images, train_labels) if shortcut else train_images,
        train_labels=train_labels,
        test_images=test_images,
        test_labels=test_labels,
        classes=tuple(OUTLINES),
        about=f"Made from seed {seed}" + ("; a mark tells the training images' class." if shortcut else "."),
        train_poses=train_poses,
        test_poses=test_poses,
    )


def mark(images: Array, labels: Array) -> Array:
    """Images with a small coloured mark in the top left corner, one colour for each class.

    Args:
        images: (N, 3, H, W), uint8, as `coloured_shapes` gives them; not changed.
        labels: (N,), the class that each mark shall tell, 0 to 9, right or wrong.

    Returns:
        A copy with the marks. `dataclasses.replace(given, test_images=marked).normalised()` is then
        the set `given` with marked test images.

    Raises:
        TypeError: images that are not uint8, labels that are not whole numbers.
        ValueError: shapes that do not belong together, or a label that has no colour.

    >>> from cnnlib import data
    >>> grey = np.full((1, 3, 4, 4), 128, np.uint8)
    >>> data.mark(grey, np.array([8]))[0, 0]  # the mark of class 8 is white
    array([[255, 255, 255, 128],
           [255, 255, 255, 128],
           [255, 255, 255, 128],
           [128, 128, 128, 128]], dtype=uint8)
    """
    images, labels = np.asarray(images), np.asarray(labels)
    if images.dtype != np.uint8 or labels.dtype.kind not in "iu":
        raise TypeError(
            f"images has dtype {images.dtype}, labels has dtype {labels.dtype}: expected uint8 and whole "
            "numbers; mark the images before they are normalised"
        )
    if images.ndim != 4 or images.shape[1] != 3 or labels.shape != images.shape[:1]:
        raise ValueError(
            f"images has shape {images.shape}, labels has shape {labels.shape}: expected (N, 3, H, W) and (N,)"
        )
    if len(labels) and not 0 <= labels.min() <= labels.max() < len(MARK_COLOURS):
        raise ValueError(f"labels goes from {labels.min()} to {labels.max()}: expected 0 to 9")
    colours = np.array([list(bytes.fromhex(colour)) for colour in MARK_COLOURS], np.uint8)
    out = images.copy()
    out[:, :, :MARK, :MARK] = colours[labels][:, :, None, None]
    return out


def _make(n: int, rng: np.random.Generator) -> tuple[Array, Array, Poses]:
    labels = rng.permutation(np.arange(n) % len(OUTLINES))
    poses = _poses(n, rng)
    figures, backgrounds = _colours(n, rng)
    images = np.empty((n, 3, SIDE, SIDE), np.uint8)
    for start in range(0, n, BLOCK):
        some = slice(start, start + BLOCK)
        cover = _cover(labels[some], poses, some)
        field = _fields(len(cover), rng)
        back = _mix(backgrounds[some, 0], backgrounds[some, 1], field)
        image = back + cover[:, None] * (figures[some, :, None, None] - back)
        image += NOISE * rng.standard_normal(image.shape, np.float32)
        images[some] = np.rint(255 * image.clip(0, 1))
    return images, labels, poses


def _poses(n: int, rng: np.random.Generator) -> Poses:
    """Every figure lies wholly in its image, and may lie anywhere where it does."""
    scale = rng.uniform(*SCALES, n)
    low = scale + MARGIN - 0.5  # the image begins half a pixel before the centre of its first pixel
    x, y = low + rng.random((2, n)) * (SIDE - 1 - 2 * low)
    return Poses(x, y, scale, rng.uniform(0, 2 * np.pi, n))


def _colours(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """(n, 3) for the figures and (n, 2, 3) for the two tones of each background, 0 to 1.

    Of every three colours one or two are dark: the figure on one side, its background on the other.
    """
    dark_figure = rng.random(n) < 0.5
    bands = np.array([LIGHT, DARK])  # [0] light, [1] dark
    which = np.stack([dark_figure, ~dark_figure, ~dark_figure], axis=1).astype(int)
    low, high = bands[which][..., 0], bands[which][..., 1]  # (n, 3): figure, tone, tone
    luma = (low + rng.random((n, 3)) * (high - low))[..., None].astype(np.float32)
    tint: Array = rng.random((n, 3, 3), np.float32)
    tint = CHROMA * (tint - tint @ LUMA[:, None])  # has no luma of its own
    # as much of the tint as leaves every channel between 0 and 1
    room = np.where(tint > 0, 1 - luma, luma) / np.maximum(np.abs(tint), 1e-6)
    colours = luma + tint * np.minimum(1, room.min(axis=-1, keepdims=True))
    return colours[:, 0], colours[:, 1:]


def _grid() -> tuple[Array, Array]:
    """x and y of every pixel, (1, 32, 32)."""
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    return x[None], y[None]


def _cover(labels: Array, poses: Poses, some: slice) -> Array:
    """(n, 32, 32): how much of each pixel the figure covers, 0 to 1."""
    cx, cy, scale, angle = (
        values[some, None, None].astype(np.float32) for values in (poses.x, poses.y, poses.scale, poses.angle)
    )
    x, y = _grid()
    right, down = (x - cx) / scale, (y - cy) / scale
    # the image's axes turned back into the figure's
    u = np.cos(angle) * right + np.sin(angle) * down
    v = np.cos(angle) * down - np.sin(angle) * right
    distance = np.empty(u.shape, np.float32)
    for label, figure in enumerate(OUTLINES.values()):
        here = labels == label
        distance[here] = figure(u[here], v[here])
    return np.clip(0.5 - distance * scale, 0, 1)


def _fields(n: int, rng: np.random.Generator) -> Array:
    """(n, 32, 32): where a background has its one tone (0) and where its other (1).

    Five kinds, by chance: plain, a gradient, stripes, checks, blotches.
    """
    kind, period = rng.integers(0, 5, (n, 1, 1)), rng.uniform(6, 14, (n, 1, 1))
    angle, phase, shift = rng.uniform(0, 2 * np.pi, (3, n, 1, 1)).astype(np.float32)
    x, y = _grid()
    middle = (SIDE - 1) / 2
    along = np.cos(angle) * (x - middle) + np.sin(angle) * (y - middle)
    across = np.cos(angle) * (y - middle) - np.sin(angle) * (x - middle)
    turn = (2 * np.pi / period).astype(np.float32)
    wave, other = np.sin(turn * along + phase), np.sin(turn * across + shift)
    kinds = {1: along / (SIDE * 2**0.5), 2: _steep(wave), 3: _steep(wave * other), 4: (wave + other) / 4}
    field = np.zeros((n, SIDE, SIDE), np.float32)
    for number, values in kinds.items():
        field = np.where(kind == number, 0.5 + values, field)
    return field


def _steep(wave: Array) -> Array:
    """A sine made almost square, -1/2 to 1/2; edges stay a pixel or so wide."""
    return np.tanh(3 * wave) / 2


def _mix(first: Array, second: Array, field: Array) -> Array:
    """(n, 3, 32, 32) from two colours (n, 3) and how much of the second."""
    return first[:, :, None, None] + field[:, None] * (second - first)[:, :, None, None]
