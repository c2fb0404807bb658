"""Makes `photographs.npz` of scikit-learn's two photographs: `make photographs`.

Each pixel is the mean of a block of 3 x 3 pixels of the photograph's middle. The same files give the same bytes,
up to one level of brightness where another version of libjpeg decodes them.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np

from cnnlib import npz
from cnnlib.data.photographs import FILE, PHOTOGRAPHS

HEIGHT, WIDTH = 128, 192
BLOCK = 3  # pixels a side of what becomes one pixel


def smaller(photograph: np.ndarray) -> np.ndarray:
    """The middle of a photograph, in means of blocks.

    Args:
        photograph: (H, W, 3), uint8, at least 384 x 576.

    Returns:
        (3, 128, 192), uint8.
    """
    top, left = (photograph.shape[0] - HEIGHT * BLOCK) // 2, (photograph.shape[1] - WIDTH * BLOCK) // 2
    middle = photograph[top : top + HEIGHT * BLOCK, left : left + WIDTH * BLOCK]
    means = middle.reshape(HEIGHT, BLOCK, WIDTH, BLOCK, 3).mean(axis=(1, 3))
    return np.ascontiguousarray(np.rint(means).astype(np.uint8).transpose(2, 0, 1))


def made() -> dict[str, np.ndarray]:
    """Name -> (3, 128, 192), uint8, from the files that scikit-learn brings.

    Raises:
        ModuleNotFoundError: scikit-learn is not installed.
    """
    from PIL import Image  # here, so that importing this needs neither

    spec = find_spec("sklearn")
    if not spec or not spec.origin:
        raise ModuleNotFoundError("the photographs come with scikit-learn: run `pip install scikit-learn`")
    folder = Path(spec.origin).parent / "datasets" / "images"
    arrays = {}
    for name in PHOTOGRAPHS:
        with Image.open(folder / f"{name}.jpg") as image:
            arrays[name] = smaller(np.asarray(image.convert("RGB")))
    return arrays


if __name__ == "__main__":
    npz.write(FILE, made())
    print(f"wrote {FILE}")
