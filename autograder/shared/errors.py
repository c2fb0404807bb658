"""A student's exception as data: said in the same words at home and in grading."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from .limits import MESSAGE_LIMIT, NAME_LIMIT, NAMES_LIMIT, WHERE_LIMIT


@dataclass(frozen=True)
class Error:
    """An exception that a student's function raised.

    names: class names along the method resolution order, most specific first.
    where: for example "line 3 of conv2d_forward"; empty where it is not known.
    """

    names: tuple[str, ...]
    message: str
    where: str = ""

    def __str__(self) -> str:
        text = f"{self.names[0]}: {self.message}" if self.message else self.names[0]
        return f"{text} ({self.where})" if self.where else text

    def cut(self) -> Error:
        """The same within the limits on its length."""
        names = tuple(name[:NAME_LIMIT] for name in self.names[:NAMES_LIMIT])
        return Error(names, self.message[:MESSAGE_LIMIT], self.where[:WHERE_LIMIT])


def describe(exception: BaseException, ours: tuple[str, ...]) -> Error:
    """The Error for an exception: its class names, its message, and the student's line that raised it.

    ours: how the paths begin of files that are not the student's.
    """
    frames = [
        (line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(exception.__traceback__)
        if not frame.f_code.co_filename.startswith(ours)
    ]
    where = "line {} of {}".format(*frames[-1]).removesuffix(" of <module>") if frames else ""
    names = tuple(kind.__name__ for kind in type(exception).__mro__ if kind is not object)
    try:
        message = str.__str__(str(exception))  # __str__ may give a subclass of str, which is no data
    except BaseException:
        message = ""
    return Error(names, message, where).cut()
