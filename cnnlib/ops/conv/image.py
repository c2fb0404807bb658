"""One image, one kernel: cross-correlation and the true convolution.

Deep learning calls the first convolution. The second turns the kernel by 180 degrees, which makes it
commutative and associative; a learned kernel does not mind.

Source: Gonzalez and Woods, "Digital Image Processing" (2018), section 3.4.
"""

import numpy as np

from cnnlib.arguments import Array, require_axes
from cnnlib.ops.conv.conv2d import conv2d_forward


def correlate2d(image: Array, kernel: Array) -> Array:
    """The kernel laid on every place where it fits.

        out[i, j] = sum over u, v of kernel[u, v] image[i + u, j + v]

    Args:
        image: (H, W), floating.
        kernel: (kH, kW), floating, not larger than the image.

    Returns:
        (H - kH + 1, W - kW + 1), the image's dtype.

    Raises:
        ValueError: an array that does not have two axes, or a kernel that does not fit.
        TypeError: an array that is not floating.

    >>> correlate2d(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 0.0]]))
    array([[1.]])
    """
    for name, array in (("image", image), ("kernel", kernel)):
        require_axes(name, array, "(height, width)")
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(
            f"kernel has shape {kernel.shape}, image has shape {image.shape}: the kernel does not fit; "
            "use a smaller kernel, or put zeros around the image"
        )
    out, _ = conv2d_forward(image[None, None], kernel[None, None], np.zeros(1, image.dtype))
    return out[0, 0]


def convolve2d(image: Array, kernel: Array) -> Array:
    """The true convolution: `correlate2d` with the kernel turned by 180 degrees.

        out[i, j] = sum over u, v of kernel[u, v] image[i + kH - 1 - u, j + kW - 1 - v]

    Args:
        image, kernel: as in `correlate2d`.

    Returns:
        (H - kH + 1, W - kW + 1), the image's dtype.

    Raises:
        ValueError, TypeError: as in `correlate2d`.

    >>> convolve2d(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 0.0]]))
    array([[4.]])
    """
    require_axes("kernel", kernel, "(height, width)")
    return correlate2d(image, kernel[::-1, ::-1])
