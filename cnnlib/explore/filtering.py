"""A filter on a photograph, with its numbers to be changed by hand."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import numpy as np
import traitlets

from cnnlib.data.photographs import PHOTOGRAPHS, photograph
from cnnlib.explore.explorer import Explorer
from cnnlib.explore.state import Numbers

MOST = 256  # pixels a side
CREDITS = {
    "china": "Photograph: danielbuechele, Flickr, CC BY 2.0, made smaller and grey.",
    "flower": "Photograph: vultilion, Flickr, CC BY 2.0, made smaller and grey.",
}


class Filtering(Explorer):
    """A small filter slid over an image, without padding; both are shown in grey.

    Args:
        image: the name of a photograph of `cnnlib.data`, or an array (H, W) from 0, black, to 1, at most
            256 x 256. It is kept in steps of 1/255.
        kernel: (kH, kW), at most 7 x 7.

    Raises:
        TraitError: kernel is not such an array.
        ValueError: image is not one of these.

    >>> from cnnlib import explore
    >>> explore.Filtering("flower", kernel=[[1, 0, -1]]).link
    '#filtering.kernel=1,0,-1'
    """

    image = traitlets.Dict(read_only=True).tag(sync=True, carried=True)
    kernel = Numbers([[1, 2, 1], [0, 0, 0], [-1, -2, -1]], (1, 1), (7, 7))

    def __init__(self, image: Any = "china", **state: Any) -> None:
        self.set_trait("image", _packed(image))
        super().__init__(**state)


def _packed(image: Any) -> dict[str, Any]:
    """The image as plain data: its size, its bytes in base64, whom it is by."""
    if isinstance(image, str) and image not in PHOTOGRAPHS:
        raise ValueError(f"image is {image!r}: expected an array or one of {', '.join(PHOTOGRAPHS)}")
    array = photograph(image, grey=True)[0] if isinstance(image, str) else np.asarray(image, float)
    if array.ndim != 2 or array.size == 0 or max(array.shape) > MOST:
        raise ValueError(f"image has shape {array.shape}: expected (H, W), at most {MOST} each")
    if not (array.min() >= 0 and array.max() <= 1):
        raise ValueError(f"image has numbers from {array.min():g} to {array.max():g}: expected 0 to 1")
    pixels = np.rint(255 * array).astype(np.uint8)
    size = {"height": pixels.shape[0], "width": pixels.shape[1]}
    credit = CREDITS[image] if isinstance(image, str) else ""
    return size | {"pixels": b64encode(pixels.tobytes()).decode("ascii"), "credit": credit}
