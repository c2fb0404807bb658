"""What the library's functions accept as arguments: one place for the checks and for what they say.

`as_...` gives back the argument in the form that a function computes with, `require_...` only refuses.
A message begins with the argument's name.
"""

from collections.abc import Sequence
from math import isfinite
from numbers import Real
from operator import index
from typing import Any

import numpy as np

Array = np.ndarray
Pair = int | tuple[int, int]


def as_whole(name: str, value: Any, least: int) -> int:
    """A whole number of at least `least` as an int.

    Args:
        name: the argument's name, for the message.
        value: what the caller gave; an int or a NumPy integer is right.
        least: the smallest number allowed.

    Returns:
        The value as a Python int, which cannot overflow.

    Raises:
        TypeError: the value is a bool, a float or anything else that is not a whole number.
        ValueError: it is below `least`.
    """
    if isinstance(value, (bool, np.bool_)) or not hasattr(value, "__index__"):
        raise TypeError(
            f"{name} is {value!r} ({type(value).__name__}): expected a whole number; "
            f"divide with // rather than /, and write 1 rather than True"
        )
    if index(value) < least:
        raise ValueError(f"{name} is {value}: expected a whole number of at least {least}")
    return index(value)


def as_pair(name: str, value: Pair, least: int) -> tuple[int, int]:
    """An int or (height, width) as (height, width).

    Args:
        name, least: as in `as_whole`.
        value: a whole number, which stands for both, or two of them.

    Returns:
        Two ints, height first.

    Raises:
        TypeError, ValueError: as in `as_whole`, or not two values.
    """
    if not isinstance(value, (tuple, list)):
        return (as_whole(name, value, least),) * 2
    if len(value) != 2:
        raise ValueError(f"{name} is {value!r}: expected an int or a pair (height, width)")
    return as_whole(f"{name}[0]", value[0], least), as_whole(f"{name}[1]", value[1], least)


def as_input_shape(value: Sequence[int]) -> tuple[int, ...]:
    """The shape of what goes into a net, one example without its batch.

    Args:
        value: (C, H, W), or (F,) for a net without images.

    Returns:
        The same as a tuple of Python ints.

    Raises:
        TypeError, ValueError: as in `as_whole` for each size, or neither one size nor three.
    """
    shape = tuple(as_whole("input_shape", size, 1) for size in value)
    if len(shape) not in (1, 3):
        raise ValueError(f"input_shape is {shape}: expected (C, H, W) or (F,)")
    return shape


def as_real(name: str, value: Any, least: float = 0.0, most: float = np.inf) -> float:
    """A finite number with least <= number <= most, as a Python float.

    A Python float leaves a float32 array as it is; a NumPy float64 would make it float64.

    Args:
        name: the argument's name, for the message.
        value: what the caller gave.
        least, most: the smallest and the largest number allowed.

    Raises:
        TypeError: the value is not a real number.
        ValueError: it is out of range, infinite or not a number.
    """
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real):
        raise TypeError(f"{name} is {value!r} ({type(value).__name__}): expected a number such as 0.5")
    number = float(value)
    if not (isfinite(number) and least <= number <= most):
        bounds = f"at least {least:g}" + (f" and at most {most:g}" if isfinite(most) else "")
        raise ValueError(f"{name} is {value}: expected a finite number, {bounds}")
    return number


def as_positive(name: str, value: Any) -> float:
    """A finite number above 0, as a Python float.

    Args:
        name, value: as in `as_real`.

    Raises:
        TypeError, ValueError: as in `as_real`, or the value is 0.
    """
    number = as_real(name, value)
    if number == 0:
        raise ValueError(f"{name} is {value}: expected a finite number above 0")
    return number


def as_share(name: str, value: Any) -> float:
    """A share below the whole, 0 <= value < 1, as a Python float.

    Args:
        name, value: as in `as_real`.

    Raises:
        TypeError, ValueError: as in `as_real`, or the value is 1 or more.
    """
    number = as_real(name, value)
    if number >= 1:
        raise ValueError(f"{name} is {value}: expected a share below the whole, 0 <= {name} < 1")
    return number


def require_floating(name: str, array: Any) -> None:
    """Refuse what is not a floating array.

    Args:
        name: the argument's name, for the message.
        array: what the caller gave.

    Raises:
        TypeError: it is not a NumPy array, or its numbers are not floating.
    """
    if not isinstance(array, np.ndarray):
        found = type(array).__name__
        raise TypeError(f"{name} is a {found}: expected a NumPy array; use np.asarray({name}, float)")
    if array.dtype.kind != "f":
        raise TypeError(
            f"{name} has dtype {array.dtype}: expected a floating array; use {name}.astype(np.float64)"
        )


def require_images(name: str, x: Any) -> None:
    """Refuse what is not a floating array (N, C, H, W).

    Args:
        name, x: as in `require_floating`.

    Raises:
        TypeError: as in `require_floating`.
        ValueError: the array does not have four axes.
    """
    require_floating(name, x)
    if x.ndim != 4:
        fix = {
            2: f"; {name}[None, None] makes one image of one channel",
            3: f"; {name}[None] makes a batch of one",
        }
        raise ValueError(f"{name} has shape {x.shape}: expected four axes (N, C, H, W){fix.get(x.ndim, '')}")


def require_axes(name: str, array: Any, letters: str) -> None:
    """Refuse what is not a floating array with the named axes, none of them empty.

    Args:
        name: the argument's name, for the message.
        array: what the caller gave.
        letters: the axes as a docstring gives them, such as "(out, in)".

    Raises:
        TypeError: as in `require_floating`.
        ValueError: the array has more or fewer axes, or one of size 0.
    """
    require_floating(name, array)
    if array.ndim != letters.count(",") + 1 or 0 in array.shape:
        raise ValueError(f"{name} has shape {array.shape}: expected {letters}, none of them 0")


def require_bias(b: Any, w: Array, outputs: int) -> None:
    """Refuse what is not a floating array (outputs,).

    Args:
        b: what the caller gave.
        w: the weights beside it, for the message.
        outputs: how many the weights have.

    Raises:
        TypeError: as in `require_floating`.
        ValueError: the array has another shape.
    """
    require_floating("b", b)
    if b.shape != (outputs,):
        raise ValueError(
            f"b has shape {b.shape}, w has shape {w.shape}: expected one bias for each output, ({outputs},); "
            "for a layer without a bias give zeros"
        )


def require_labels(name: str, y: Any, images_name: str, images: Array) -> None:
    """Refuse what is not one label, a whole number, for each image.

    Args:
        name, y: the labels.
        images_name, images: the images, or what was computed of them; the first axis counts them.

    Raises:
        TypeError: y is not a NumPy array, or its numbers are not integers.
        ValueError: it is not of shape (N,).
    """
    if not isinstance(y, np.ndarray):
        raise TypeError(f"{name} is a {type(y).__name__}: expected a NumPy array; use np.asarray({name})")
    if y.shape != images.shape[:1]:
        one_hot = y.ndim == 2 and len(y) == len(images) and y.shape[1] > 1
        fix = f"; {name}.argmax(axis=1) turns one-hot rows into labels" if one_hot else ""
        raise ValueError(
            f"{name} has shape {y.shape}, {images_name} has shape {images.shape}: expected one label an "
            f"image, ({len(images)},){fix}"
        )
    if y.dtype.kind not in "iu":
        raise TypeError(f"{name} has dtype {y.dtype}: expected integers; use {name}.astype(int)")


def as_gradient(dout: Any, shape: tuple[int, ...], dtype: np.dtype, like: Array | None = None) -> Array:
    """The gradient with respect to a layer's output, once it is sure that it belongs to it.

    Args:
        dout: what the caller gave to the backward pass.
        shape, dtype: those of the output of the forward pass.
        like: an array of that shape with which the gradient will be combined. Two arrays of which one
            has its channels last in memory and the other its columns are many times slower to combine
            than to bring into one order.

    Returns:
        dout in that dtype and in like's order of memory: the array itself where it was so already.

    Raises:
        TypeError: as in `require_floating`.
        ValueError: dout does not have the output's shape.
    """
    require_floating("dout", dout)
    if dout.shape != shape:
        raise ValueError(
            f"dout has shape {dout.shape}, the forward pass gave {shape}: dout holds one derivative of the "
            "loss for every output; is the cache from another call?"
        )
    if like is None or dout.flags.c_contiguous == like.flags.c_contiguous:
        return dout.astype(dtype, copy=False)
    ordered = np.empty_like(like, dtype)
    ordered[...] = dout
    return ordered
