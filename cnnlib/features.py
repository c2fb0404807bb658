"""Features of images that people thought out: counts of colours, of directions of edges, of small pieces.

Each turns images into numbers that a linear classifier can weigh. What they count they count for whole
images or cells, so that a small shift changes little.

Images are (N, C, H, W), floating, from 0 to 1. Where a feature needs one channel, it takes their mean.
"""

import numpy as np

from cnnlib.arguments import Array, as_whole, require_axes, require_images
from cnnlib.ops.conv import im2col

FLAT = 0.1  # a piece whose pixels differ by less, on average, is not made stronger
BLOCK = 50  # images cut up at a time, so that the pieces stay in the processor's cache


def colour_histogram(images: Array, levels: int = 4) -> Array:
    """How much of each image has which colour: each channel is cut into levels, and each triple counts.

    Args:
        images: (N, 3, H, W).
        levels: of each channel, 1 to 256.

    Returns:
        (N, levels^3): the share of the pixels, red's level first, then green's, then blue's. The places of
        the pixels do not count.

    Raises:
        ValueError, TypeError: images are not such an array, or levels is not such a number.

    >>> red_and_black = np.zeros((1, 3, 1, 2))
    >>> red_and_black[0, 0, 0, 0] = 1
    >>> colour_histogram(red_and_black, levels=2)
    array([[0.5, 0. , 0. , 0. , 0.5, 0. , 0. , 0. ]])
    """
    require_images("images", images)
    levels = as_whole("levels", levels, 1)
    if images.shape[1] != 3:
        raise ValueError(f"images has shape {images.shape}: expected three channels, red, green and blue")
    level = np.minimum((images * levels).astype(int), levels - 1)
    colour = (level[:, 0] * levels + level[:, 1]) * levels + level[:, 2]  # (N, H, W)
    return np.stack([np.bincount(one.ravel(), minlength=levels**3) / one.size for one in colour])


def hog(images: Array, cell: int = 8, bins: int = 9) -> Array:
    """Histograms of oriented gradients: which directions the edges have, in each cell of an image.

    At every pixel, (right - left, below - above) is how the brightness changes: its length is the edge's
    strength, its angle from 0 to 180 degrees the direction, so that from dark to bright and from bright to
    dark are one. Each pixel adds its strength to the bin of its angle in its cell. Dalal and Triggs,
    "Histograms of oriented gradients for human detection" (2005), without what they do afterwards.

    Args:
        images: (N, C, H, W).
        cell: its side in pixels; rows and columns that fill no cell are left out.
        bins: of equal width; the first begins at 0 degrees, where the brightness changes along the rows.

    Returns:
        (N, H // cell, W // cell, bins).

    Raises:
        ValueError, TypeError: images are not such an array, or a number is none.

    >>> hog(np.zeros((1, 1, 240, 320))).shape, hog(np.zeros((1, 1, 240, 320))).size
    ((1, 30, 40, 9), 10800)
    >>> upright_edge = np.repeat([[0.0, 0, 1, 1]], 4, axis=0)[None, None]
    >>> hog(upright_edge, cell=4, bins=4)
    array([[[[8., 0., 0., 0.]]]])
    """
    require_images("images", images)
    cell, bins = as_whole("cell", cell, 1), as_whole("bins", bins, 1)
    framed = np.pad(images.mean(axis=1), ((0, 0), (1, 1), (1, 1)), mode="edge")
    across = framed[:, 1:-1, 2:] - framed[:, 1:-1, :-2]
    down = framed[:, 2:, 1:-1] - framed[:, :-2, 1:-1]
    strength, turn = np.hypot(across, down), np.arctan2(down, across) / np.pi % 1
    count, (rows, columns) = len(images), (n // cell for n in images.shape[2:])
    inside = np.s_[:, : rows * cell, : columns * cell]
    strength, number = strength[inside], np.minimum((turn[inside] * bins).astype(int), bins - 1)
    votes = [
        np.where(number == k, strength, 0).reshape(count, rows, cell, columns, cell) for k in range(bins)
    ]
    return np.stack([vote.sum(axis=(2, 4)) for vote in votes], axis=-1)


def patches(images: Array, size: int, stride: int = 1) -> Array:
    """Small pieces of images with mean 0 and length 1: their pattern, without brightness and contrast.

    Args:
        images: (N, C, H, W).
        size, stride: of the window that moves over each image.

    Returns:
        (number of pieces, size^2), row by row, image by image. Where hardly anything is to be seen the
        numbers stay small.

    Raises:
        ValueError, TypeError: as `cnnlib.ops.conv.im2col`.

    >>> patches(np.array([[[[0.0, 1.0], [0.0, 1.0]]]]), 2)
    array([[-0.5,  0.5, -0.5,  0.5]])
    """
    require_images("images", images)
    pieces = im2col(images.mean(axis=1, keepdims=True), size, stride)
    pieces = pieces - pieces.mean(axis=1, keepdims=True)
    return pieces / np.maximum(np.linalg.norm(pieces, axis=1, keepdims=True), size * FLAT)


def codebook(pieces: Array, words: int, rng: np.random.Generator, steps: int = 15) -> Array:
    """The means of groups of pieces that are alike: k-means (Lloyd, "Least squares quantization in PCM", 1982).

    It begins with some of the pieces. A step gives every piece to the nearest mean, then takes the means anew.

    Args:
        pieces: (M, D), floating.
        words: how many groups, at most M.
        rng: which pieces it begins with.
        steps: how often.

    Returns:
        (words, D).

    Raises:
        ValueError, TypeError: pieces are not such an array, or words is not such a number.

    >>> codebook(np.array([[0.0], [1.0], [10.0], [12.0]]), 2, np.random.default_rng(0)).ravel()
    array([ 0.5, 11. ])
    """
    require_axes("pieces", pieces, "(M, D)")
    if as_whole("words", words, 1) > len(pieces):
        raise ValueError(f"words is {words}, pieces has shape {pieces.shape}: expected at most {len(pieces)}")
    means = pieces[rng.choice(len(pieces), words, replace=False)]
    for _ in range(steps):
        mine = np.eye(words, dtype=pieces.dtype)[nearest(pieces, means)]  # (M, words), one 1 in each row
        counts = mine.sum(axis=0)[:, None]
        means = np.where(counts > 0, mine.T @ pieces / np.maximum(counts, 1), means)
    return means


def nearest(pieces: Array, means: Array) -> Array:
    """The number of the nearest mean for each piece.

        |p - m|^2 = |p|^2 - 2 (p m - |m|^2 / 2), so the nearest has the largest p m - |m|^2 / 2

    which is the score of a linear classifier with the templates m.

    Args:
        pieces: (M, D).  means: (K, D).

    Returns:
        (M,), whole numbers from 0 to K - 1; the first where two are equally near.

    >>> nearest(np.array([[1.0], [9.0]]), np.array([[0.0], [10.0]]))
    array([0, 1])
    """
    return (pieces @ means.T - (means**2).sum(axis=1) / 2).argmax(axis=1)


def visual_words(images: Array, words: Array, stride: int = 1) -> Array:
    """How often each word of a codebook is the nearest to a piece of an image.

    Args:
        images: (N, C, H, W).
        words: (K, size^2), made by `codebook` from `patches`.
        stride: from one piece to the next, in pixels.

    Returns:
        (N, K): the share of the image's pieces. The places of the pieces do not count.

    Raises:
        ValueError, TypeError: as `patches`, and for words that are not such an array.

    >>> stripes = np.array([[[[0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0]]]])
    >>> visual_words(stripes, np.array([[-0.5, 0.5, -0.5, 0.5], [0.5, -0.5, 0.5, -0.5]]), stride=1)
    array([[0.66666667, 0.33333333]])
    """
    require_images("images", images)
    require_axes("words", words, "(K, D)")
    size = round(words.shape[1] ** 0.5)
    if size**2 != words.shape[1]:
        raise ValueError(f"words has shape {words.shape}: expected (K, size^2), from pieces of size x size")
    counts = []
    for start in range(0, len(images), BLOCK):
        some = images[start : start + BLOCK]
        said = nearest(patches(some, size, stride), words).reshape(len(some), -1)
        counts += [np.bincount(one, minlength=len(words)) / len(one) for one in said]
    return np.stack(counts)
