"""Whole numbers and pairs as arguments: the errors that the library's functions share."""

from operator import index
from typing import Any

import numpy as np

Pair = int | tuple[int, int]


def whole(name: str, value: Any, least: int) -> int:
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


def pair(name: str, value: Pair, least: int) -> tuple[int, int]:
    """An int or (height, width) as (height, width).

    Args:
        name, least: as in `whole`.
        value: a whole number, which stands for both, or two of them.

    Returns:
        Two ints, height first.

    Raises:
        TypeError, ValueError: as in `whole`, or not two values.
    """
    if not isinstance(value, (tuple, list)):
        return (whole(name, value, least),) * 2
    if len(value) != 2:
        raise ValueError(f"{name} is {value!r}: expected an int or a pair (height, width)")
    return whole(f"{name}[0]", value[0], least), whole(f"{name}[1]", value[1], least)
