"""Everything that the grader and the processes of a sandbox say to each other, in the order it is said.

**The warm parent** (`Control` outside, worker.py inside). It never runs a student's code. It is started with
the descriptor of a control socket and a `Config` as JSON. On the socket, one packet a message:

    to the parent                parent's answer
                                 READY, once the setup cells of the release have run
    START, with two sockets      the number of a fresh process, in digits
    `stop(number)`               STOPPED; the process and all that it started have ended

The first of the two sockets is the process's own, the other one its keeper's.

**The keeper** (`Keeper` outside, keeper.py inside), which no student's code ever reaches, one packet a message:

    to the keeper                its answer
    `end_others(spared)`         `ended(number)`, the number of processes that it ended
                                 OUTGROWN where all was ended because it held too much memory together

**The cells' process** (`CellsProcess` outside, student.py inside), on its own socket:

    to the process               its answer
                                 `Ready`, before any of the student's code has run
    `Announce`, for each cell
    `Plan`                       `Planned`
    `RunCell`                    `Reached`, before some of its statements; then `CellReply`
    `OpenPart`, with a socket    `Defined`, on that socket, from a process forked for the part, which waits
    `Reap`                       `CellReply`, once what has ended is no process any more

Each of these requests comes after one byte, which carries the socket if there is one.

**The part's process** (`PartProcess` outside, `PartServer` inside), on the part's socket:

    to the process               its answer
    `CallFunction`               any number of `CallBack`, each answered by a `CallbackReply`; then `CallReply`

A message is a dict on the wire: its fields, and "number". The grader draws the number of a question by lot
when it asks, and every message that comes of the question has to repeat it: what was said before is no
answer. `Ready` alone has none, since nobody has asked.

From `CellReply` on, everything that comes from inside may be forged. `read` believes nothing beyond the form:
the entries are exactly the fields, each of exactly the field's type.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields, replace
from types import UnionType
from typing import Any, ClassVar, TypeVar, get_args, get_origin, get_type_hints

from . import wire
from .errors import Error
from .limits import Limits

READY, START, STOPPED, OUTGROWN = b"ready", b"start", b"stopped", b"memory"
_STOP, _END_OTHERS, _ENDED = b"stop ", b"end", b"ended "
NOT_AN_ERROR = "an error is not described as one"


def stop(number: int) -> bytes:
    """The request to end a process."""
    return _STOP + str(number).encode()


def number_to_stop(request: bytes) -> int:
    """The number in a request made by `stop`."""
    return int(request.removeprefix(_STOP))


def end_others(spared: Iterable[int]) -> bytes:
    """The request to end all processes but those of these numbers, and the cells'."""
    return b" ".join([_END_OTHERS, *(str(number).encode() for number in spared)])


def spared(request: bytes) -> set[int]:
    """The numbers in a request made by `end_others`."""
    return {int(number) for number in request.split()[1:]}


def ended(number: int) -> bytes:
    """The answer to `end_others`."""
    return _ENDED + str(number).encode()


def number_ended(answer: bytes) -> int:
    """The number in an answer made by `ended`."""
    return int(answer.removeprefix(_ENDED))


@dataclass(frozen=True)
class Config:
    """What the warm parent has to know.

    uid: the user that it becomes before anything else; None where it is no root.
    setup, demonstrations: cells of the release; the latter may run among a student's.
    waiting: how many processes of a submission may wait for their part.
    """

    uid: int | None
    setup: list[str]
    demonstrations: list[str]
    waiting: int
    limits: Limits

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Config:
        entries = json.loads(text)
        return cls(**entries | {"limits": Limits(**entries["limits"])})


class Message:
    """A message on the wire. wrong_entries, wrong_types: what is said of one that has not the right ones."""

    wrong_entries: ClassVar[str] = "a message has not the right entries"
    wrong_types: ClassVar[str] = "a message has entries of the wrong type"


@dataclass(frozen=True)
class Ready(Message):
    """A process has been locked in, or it could not be: `failed` says why."""

    failed: str | None


@dataclass(frozen=True)
class Announce(Message):
    """The next of the cells that are going to run. A demonstration of the release runs only where a cell of
    the student's uses a name that it defines."""

    source: str
    demonstration: bool


@dataclass(frozen=True)
class Plan(Message):
    """Which demonstrations have to run, now that so many cells have been announced?"""

    announced: int


@dataclass(frozen=True)
class Planned(Message):
    """The numbers of the demonstrations that have to run."""

    wrong_entries: ClassVar[str] = "it was asked which demonstrations run"

    demonstrations: tuple[int, ...]


@dataclass(frozen=True)
class RunCell(Message):
    """Run the cell of this number, in the order they were announced, without these of its statements."""

    cell: int
    left_out: tuple[int, ...]


@dataclass(frozen=True)
class Reached(Message):
    """The cell's statement of this number is about to run."""

    wrong_entries: ClassVar[str] = "it was asked to run a cell"

    statement: int


@dataclass(frozen=True)
class CellReply(Message):
    """A cell has run; the first error in it."""

    wrong_entries: ClassVar[str] = "the reply to a cell has not the right entries"

    error: Error | None


@dataclass(frozen=True)
class OpenPart(Message):
    """Fork a process that waits, and answers calls of the functions of these names as they now are.

    alone: end everything else that the student's code has started before.
    """

    names: tuple[str, ...]
    alone: bool


@dataclass(frozen=True)
class Reap(Message):
    """Wait for the processes that have ended."""


@dataclass(frozen=True)
class Defined(Message):
    """Which of a part's functions there are, and the number of the process that says so."""

    wrong_entries: ClassVar[str] = "it was asked which functions are defined"
    wrong_types: ClassVar[str] = wrong_entries

    defined: tuple[bool, ...]
    process: int


@dataclass(frozen=True)
class CallFunction(Message):
    """Call a part's function, given by its place.

    args, kwargs: each argument is a pair of kind and content, see `shared.calling.Kind`.
    cache: whether what it returns ends with a cache, which stays inside.
    keep: whether what it returns, but for a cache, stays inside as well.
    seconds: computing time that it may take.
    """

    function: int
    args: tuple
    kwargs: dict
    cache: bool
    keep: bool
    seconds: int


@dataclass(frozen=True)
class CallBack(Message):
    """The student's function calls one that it was given, the grader's, by its place among them."""

    wrong_types: ClassVar[str] = "it called a function that it was not given"

    callback: int
    args: tuple
    kwargs: dict


@dataclass(frozen=True)
class CallbackReply(Message):
    """What the grader's function returned, or what it raised."""

    value: Any
    error: Error | None


@dataclass(frozen=True)
class CallReply(Message):
    """What came of a call.

    cache, kept: the numbers by which the student's side knows the cache and the answer that it kept.
    changed: whether an input was changed in place. printed: the beginning of what was printed.
    """

    wrong_entries: ClassVar[str] = "the reply to a call has not the right entries"
    wrong_types: ClassVar[str] = "the reply to a call has entries of the wrong type"

    value: Any
    cache: int | None
    kept: int | None
    error: Error | None
    changed: bool
    printed: str

    def without_value(self) -> CallReply:
        """What is sent where the value cannot be."""
        return replace(self, value=wire.Foreign("value too large to be sent"), cache=None)


M = TypeVar("M", bound=Message)
Check = Callable[[Any], bool]


def to_data(message: Message, number: int | None = None) -> dict[str, Any]:
    """What is sent of a message, in answer to the question of this number."""
    entries = vars(message) if number is None else vars(message) | {"number": number}
    error = entries.get("error")
    return entries | {"error": vars(error)} if type(error) is Error else entries


def take_number(data: Any) -> Any:
    """Take the number out of what was received. None where there is none, or no message."""
    return data.pop("number", None) if type(data) is dict else None


def read(data: Any, *kinds: type[M]) -> M:
    """The message of one of these kinds that was received, its number taken out.

    Raises:
        wire.WireError: it is none, said in the words of the last of them where the entries fit none.
    """
    kind: Any = next((kind for kind in kinds if _has_entries_of(data, kind)), None)
    if kind is None:
        raise wire.WireError(kinds[-1].wrong_entries)
    if data.get("error") is not None and _hints(kind)["error"] == Error | None:
        data = data | {"error": _error(data["error"])}
    if not _fits(data, kind):
        raise wire.WireError(kind.wrong_types)
    return kind(**data)


def crossed(message: M) -> M:
    """A message as the other side would read it.

    Raises:
        wire.WireError: it cannot be sent.
    """
    return read(wire.received(to_data(message)), type(message))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    """The types of a dataclass's fields."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _has_entries_of(data: Any, kind: type) -> bool:
    return type(data) is dict and data.keys() == _hints(kind).keys()


def _error(data: Any) -> Error:
    if _has_entries_of(data, Error) and _fits(data, Error):
        error = Error(**data).cut()
        if error.names:
            return error
    raise wire.WireError(NOT_AN_ERROR)


def _fits(data: dict[str, Any], kind: type) -> bool:
    """Whether each entry is of exactly the field's type."""
    return all(check(data[name]) for name, check in _checks(kind))


@functools.cache
def _checks(kind: type) -> list[tuple[str, Check]]:
    """What to ask of each field's entry: made once, since it is asked of every message."""
    return [(name, _check_of(hint)) for name, hint in _hints(kind).items() if hint is not Any]


def _check_of(hint: Any) -> Check:
    """Exact types: a bool is no int, and no subclass is what it derives from."""
    if isinstance(hint, UnionType):
        checks = [_check_of(one) for one in get_args(hint)]
        return lambda value: any(check(value) for check in checks)
    if get_origin(hint) is tuple:  # tuple[X, ...]
        check_item = _check_of(get_args(hint)[0])
        return lambda value: type(value) is tuple and all(map(check_item, value))
    return lambda value: type(value) is hint
