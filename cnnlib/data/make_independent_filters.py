"""Makes `independent_filters.npz` of patches of the two photographs: `make weights`.

Independent component analysis gets patches, of each of which its mean was taken away, and looks for filters whose
answers are as independent of one another as can be. Oriented edges come out (Bell and Sejnowski, "The 'independent
components' of natural scenes are edge filters", Vision Research 37, 1997). The same photographs give the same
filters, up to what versions of scikit-learn differ by.
"""

from __future__ import annotations

import numpy as np

from cnnlib import npz
from cnnlib.data.independent_filters import COUNT, FILE, SIDE
from cnnlib.data.photographs import PHOTOGRAPHS, photograph

Array = np.ndarray
PATCHES = 10_000  # of each photograph
SEED = 0
DIGITS = 2  # behind the point that are kept of a weight


def patches(image: Array, rng: np.random.Generator) -> Array:
    """Windows of an image at random places, without their means.

    Args:
        image: (C, H, W).

    Returns:
        (PATCHES, C * SIDE * SIDE).
    """
    windows = np.lib.stride_tricks.sliding_window_view(image, (SIDE, SIDE), axis=(1, 2))
    windows = windows.transpose(1, 2, 0, 3, 4).reshape(-1, image.shape[0] * SIDE * SIDE)
    drawn = windows[rng.choice(len(windows), PATCHES, replace=False)]
    return drawn - drawn.mean(axis=1, keepdims=True)


def made() -> Array:
    """(COUNT, 3, SIDE, SIDE), from grey filters to coloured ones. The largest weight of each is 1.

    Raises:
        ModuleNotFoundError: scikit-learn is not installed.
    """
    from sklearn.decomposition import FastICA  # here, so that importing this does not need it

    rng = np.random.default_rng(SEED)
    seen = np.concatenate([patches(photograph(name), rng) for name in PHOTOGRAPHS])
    analysis = FastICA(COUNT, whiten="unit-variance", random_state=SEED, max_iter=1000, tol=1e-6)
    found = analysis.fit(seen).components_.reshape(COUNT, 3, SIDE, SIDE)
    largest = [filter.flat[np.abs(filter).argmax()] for filter in found]
    found = found / np.array(largest)[:, None, None, None]
    colour = (found - found.mean(axis=1, keepdims=True)).std(axis=(1, 2, 3)) / found.std(axis=(1, 2, 3))
    return np.round(found[colour.argsort()], DIGITS)


if __name__ == "__main__":
    npz.write(FILE, {"filters": made()})
    print(f"wrote {FILE}")
