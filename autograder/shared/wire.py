"""Data across the wall between the grader and a student's process.

A message is a length prefix, a small JSON header, then the raw bytes of the arrays in it. Nothing but
data can be written down in it: None, bool, int, float, str, NumPy scalars and arrays, and tuples,
lists and dicts of them. There is no pickle, no evaluation and no look-up of a name, so reading a
message from a dishonest process has no effect but its value or a `WireError`.
"""

from __future__ import annotations

import json
import math
import socket
import struct
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from .limits import NAME_LIMIT

PREFIX = struct.Struct("<IQ")  # bytes of the header, bytes of the arrays
TO_JSON = json.JSONEncoder(separators=(",", ":")).encode
MAX_INT_BITS = 4096
MAX_DIMENSIONS = 32
OBJECTS = 32  # bytes of Python objects that a byte of the header may become
DTYPES = {
    np.dtype(kind).name: np.dtype(kind)
    for kind in ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
}
SUPPORTED = set(DTYPES.values())
SCALARS = {dtype.type for dtype in DTYPES.values()} | {np.longlong, np.ulonglong}
CONTAINERS = (tuple, list, dict)


class WireError(Exception):
    """A message that cannot be sent or must not be believed. The text says why."""


class Closed(WireError):
    """The other side is gone."""


@dataclass(frozen=True)
class Limits:
    """What a message may cost: bytes of the header and of the arrays, depth, number of values."""

    header: int = 1 << 20
    payload: int = 1 << 26
    depth: int = 32
    items: int = 100_000


LIMITS = Limits()


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that is not data. `name`: the name of its type."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"


def send(sock: socket.socket, value: Any, limits: Limits = LIMITS, deadline: float | None = None) -> None:
    """Send a value. What is not data in it goes as `Foreign`.

    deadline: moment of `time.monotonic`, in seconds; None waits for ever.

    Raises:
        WireError: the value is too large or too deep; nothing was sent.
        Closed: the other side is gone.
        TimeoutError: it did not read in time.
    """
    header, buffers = encode(value, limits)
    set_timeout(sock, deadline)
    try:
        sock.sendall(header)
        for buffer in buffers:
            set_timeout(sock, deadline)
            sock.sendall(buffer)
    except TimeoutError:
        raise
    except OSError as error:
        raise Closed("the other side has closed the connection") from error


def receive(sock: socket.socket, limits: Limits = LIMITS, deadline: float | None = None) -> Any:
    """The next value from a socket. Raises what `receive_weighed` does."""
    return receive_weighed(sock, limits, deadline)[0]


def receive_weighed(
    sock: socket.socket, limits: Limits = LIMITS, deadline: float | None = None
) -> tuple[Any, int]:
    """The next value from a socket, and about how many bytes of memory it takes.

    Raises:
        WireError: the message is malformed or larger than the limits.
        Closed: the other side is gone, before or within a message.
        TimeoutError: it did not send in time.
    """
    header_bytes, payload_bytes = PREFIX.unpack(_read(sock, PREFIX.size, deadline))
    if header_bytes > limits.header or payload_bytes > limits.payload:
        raise WireError(
            f"a message of {header_bytes} + {payload_bytes} bytes is announced; at most "
            f"{limits.header} + {limits.payload} are allowed"
        )
    body = _read(sock, header_bytes + payload_bytes, deadline)
    value = decode(bytes(body[:header_bytes]), body[header_bytes:], limits)
    return value, payload_bytes + OBJECTS * header_bytes


def encode(value: Any, limits: Limits = LIMITS) -> tuple[bytes, list[Any]]:
    """The bytes of a value: prefix and header in one, then a buffer for each large run of array bytes."""
    writer = _Writer(limits)
    try:
        header = TO_JSON(writer.tree(value, 0)).encode()
    except RecursionError as error:  # the limit is a student's to set
        raise WireError("the value is nested too deep") from error
    if len(header) > limits.header:
        raise WireError(
            f"the value needs {len(header)} bytes beside its arrays; at most {limits.header} are allowed"
        )
    payload = sum(map(len, writer.buffers))
    start = PREFIX.pack(len(header), payload) + header
    if payload <= 1 << 16:  # one system call
        return start + b"".join(writer.buffers), []
    return start, writer.buffers


def decode(header: bytes, payload: Any, limits: Limits = LIMITS) -> Any:
    """The value of a header and the array bytes after it; the opposite of `encode`.

    Lone surrogates in a text become question marks, so that it can be printed and stored.

    Raises:
        WireError: anything about the message is not as `encode` would have written it.
    """
    try:
        tree = json.loads(header)
    except (ValueError, RecursionError) as error:
        raise WireError(f"the header is not JSON: {error}") from error
    reader = _Reader(payload, limits)
    value = reader.value(tree, 0)
    if reader.position != len(payload):
        raise WireError(f"{len(payload)} bytes of arrays were sent; the header describes {reader.position}")
    return value


def received(value: Any, limits: Limits = LIMITS) -> Any:
    """What the other side would make of a value: data of exact types; `Foreign` for all else.

    Raises:
        WireError: the value is too large or too deep.
    """
    head, buffers = encode(value, limits)
    message = memoryview(head + b"".join(map(bytes, buffers)))
    start = PREFIX.size + PREFIX.unpack(message[: PREFIX.size])[0]
    return decode(bytes(message[PREFIX.size : start]), message[start:], limits)


def clone(value: Any) -> Any:
    """A deep copy of data that keeps dtype, axis order, step and the read-only flag of its arrays.

    What is not data is returned as it is.
    """
    kind = type(value)
    if kind is np.ndarray and value.dtype in SUPPORTED:
        order, gap = _layout(value)
        return _lay_out(value.transpose(order).copy(order="C"), order, gap, value.flags.writeable)
    if kind in (tuple, list):
        return kind(map(clone, value))
    return {key: clone(item) for key, item in value.items()} if kind is dict else value


def same(a: Any, b: Any) -> bool:
    """Whether two values are exactly equal: kind, dtype, shape and values. NaN equals NaN."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if type(a) is np.ndarray:
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        return bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))
    if type(a) in (tuple, list):
        return len(a) == len(b) and all(map(same, a, b))
    if type(a) is dict:
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if type(a) is float or type(a) in SCALARS:
        return bool(a == b or (a != a and b != b))
    return type(a) in (int, str, Foreign) and a == b


def _layout(array: np.ndarray) -> tuple[list[int], bool]:
    """The axes from the widest stride to the narrowest, and whether memory has gaps in that order."""
    axes = list(range(array.ndim))
    if array.flags.c_contiguous:
        return axes, False
    order = sorted(axes, key=lambda axis: -abs(array.strides[axis]))
    return order, not array.transpose(order).flags.c_contiguous


def _lay_out(compact: np.ndarray, order: list[int], gap: bool, writeable: bool) -> np.ndarray:
    """The array whose axes in `order` are those of `compact`; with a gap, every second place is unused."""
    if gap:
        wide = np.zeros((*compact.shape[:-1], 2 * compact.shape[-1]), compact.dtype)
        wide[..., ::2] = compact
        compact = wide[..., ::2]
    if order != sorted(order):
        compact = compact.transpose(np.argsort(order))
    compact.flags.writeable = writeable
    return compact


def container(value: Any) -> Any:
    """What a value is to be read as, tuple, list or dict: its type or what that derives from. A subclass is read
    with the methods of this one, so that none of a student's code runs."""
    return next((base for base in CONTAINERS if issubclass(type(value), base)), None)


def type_name(value: Any) -> str:
    """The name of a value's type, whatever its metaclass pretends."""
    return type.__dict__["__name__"].__get__(type(value))[:NAME_LIMIT]


class _Writer:
    """Turns a value into a JSON tree and the buffers of its arrays. Trusts exact types alone."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.items = self.payload = 0
        self.buffers: list[Any] = []

    def tree(self, value: Any, depth: int) -> Any:
        self.items += 1
        if depth > self.limits.depth or self.items > self.limits.items:
            raise WireError(
                f"the value is nested more than {self.limits.depth} deep or has more than {self.limits.items} parts"
            )
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is np.str_:
            value, kind = str(value), str
        if kind is str:
            return value if len(value) <= self.limits.header else {"foreign": "str that is too long"}
        if kind is int:
            return value if value.bit_length() <= MAX_INT_BITS else {"foreign": "int that is too long"}
        if kind is np.ndarray:
            return self.array(value)
        if kind in SCALARS:
            return {"scalar": [value.dtype.name, _plain(value)]}
        base = container(value)
        if base is dict:
            return self.mapping(value, depth)
        if base:
            return {base.__name__: [self.tree(item, depth + 1) for item in base.__iter__(value)]}
        return {"foreign": value.name if kind is Foreign else type_name(value)}

    def mapping(self, value: dict, depth: int) -> Any:
        items = list(dict.items(value))
        if any(type(key) not in (str, np.str_) for key, _ in items):
            return {"foreign": "dict whose keys are not all str"}
        return {"dict": [[str(key), self.tree(item, depth + 1)] for key, item in items]}

    def array(self, value: np.ndarray) -> Any:
        if value.dtype.newbyteorder("=") in SUPPORTED:
            value = value.astype(value.dtype.newbyteorder("="), copy=False)
        if value.dtype not in SUPPORTED:
            return {"foreign": f"NumPy array of dtype {value.dtype}"}
        self.payload += value.nbytes
        if self.payload > self.limits.payload or value.ndim > MAX_DIMENSIONS:
            raise WireError(
                f"the arrays are larger than {self.limits.payload} bytes in all or have too many axes"
            )
        order, gap = _layout(value)
        compact = np.ascontiguousarray(value.transpose(order)).reshape(-1)
        self.buffers.append(compact.view(np.uint8).data)
        return {"array": [value.dtype.name, list(value.shape), order, gap, bool(value.flags.writeable)]}


def _plain(value: np.generic) -> Any:
    """A NumPy scalar as JSON numbers that restore it exactly."""
    return [float(value.real), float(value.imag)] if value.dtype.kind == "c" else value.item()


class _Reader:
    """Turns a JSON tree and array bytes back into a value, believing nothing."""

    def __init__(self, payload: Any, limits: Limits):
        self.payload, self.limits = memoryview(payload), limits
        self.position = self.items = self.memory = 0
        self.kinds = {
            "tuple": lambda body, depth: tuple(self.sequence(body, depth)),
            "list": self.sequence,
            "dict": self.mapping,
            "array": lambda body, depth: self.array(body),
            "scalar": lambda body, depth: _scalar(body),
            "foreign": lambda body, depth: Foreign(_text(_expect(body, str)[:NAME_LIMIT])),
        }

    def value(self, tree: Any, depth: int) -> Any:
        self.items += 1
        if depth > self.limits.depth or self.items > self.limits.items:
            raise WireError("the value is nested too deep or has too many parts")
        kind = type(tree)
        if tree is None or kind is bool or kind is float:
            return tree
        if kind is str:
            return _text(tree)
        if kind is int:
            if tree.bit_length() > MAX_INT_BITS:
                raise WireError("a whole number is too long")
            return tree
        if kind is dict and len(tree) == 1:
            name, body = next(iter(tree.items()))
            if name in self.kinds:
                return self.kinds[name](body, depth)
        raise WireError("the header holds what is no value")

    def sequence(self, body: Any, depth: int) -> list:
        return [self.value(item, depth + 1) for item in _expect(body, list)]

    def mapping(self, body: Any, depth: int) -> dict:
        result = {}
        for pair in _expect(body, list):
            if type(pair) is not list or len(pair) != 2 or type(pair[0]) is not str:
                raise WireError("an item of a dict is not a text and a value")
            result[_text(pair[0])] = self.value(pair[1], depth + 1)
        return result

    def array(self, body: Any) -> np.ndarray:
        dtype, shape, order, gap, writeable = _array_header(body)
        length = math.prod(shape) * dtype.itemsize
        # An axis of length 0 must not hide the size of the others from the limit.
        self.memory += math.prod(max(n, 1) for n in shape) * dtype.itemsize * (1 + gap)
        end = self.position + length
        if self.memory > 2 * self.limits.payload or end > len(self.payload):
            raise WireError(
                f"an array of shape {tuple(shape)} is announced, larger than what was sent or is allowed"
            )
        raw = np.frombuffer(self.payload[self.position : end], np.uint8)
        self.position = end
        # A byte that is neither 0 nor 1 is no bool, though NumPy would take it for one.
        values = raw != 0 if dtype.kind == "b" else raw.copy().view(dtype)
        return _lay_out(values.reshape([shape[axis] for axis in order]), order, gap, writeable)


def _array_header(body: Any) -> tuple[np.dtype, list[int], list[int], bool, bool]:
    if type(body) is not list or len(body) != 5:
        raise WireError("an array's header does not have five entries")
    name, shape, order, gap, writeable = body
    if type(name) is not str or name not in DTYPES:
        raise WireError("an array has a dtype that is not allowed")
    if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
        raise WireError("an array's shape is no list of at most 32 lengths")
    if any(type(n) is not int or n < 0 for n in shape):
        raise WireError("an array's shape holds what is no length")
    if type(order) is not list or any(type(i) is not int for i in order):
        raise WireError("an array's axis order is no list of axes")
    if sorted(order) != list(range(len(shape))) or type(gap) is not bool or type(writeable) is not bool:
        raise WireError("an array's axis order or flags do not fit its shape")
    if gap and not shape:
        raise WireError("an array without axes cannot have a gap")
    return DTYPES[name], shape, order, gap, writeable


def _scalar(body: Any) -> np.generic:
    if type(body) is not list or len(body) != 2 or type(body[0]) is not str or body[0] not in DTYPES:
        raise WireError("a NumPy scalar has a dtype that is not allowed")
    dtype, value = DTYPES[body[0]], body[1]
    wanted = {"b": (bool,), "i": (int,), "u": (int,), "f": (float,), "c": (list,)}[dtype.kind]
    if type(value) not in wanted:
        raise WireError(f"a NumPy scalar of dtype {dtype} has no fitting value")
    if dtype.kind == "c":
        if len(value) != 2 or any(type(part) is not float for part in value):
            raise WireError("a complex number is not two floats")
        value = complex(*value)
    try:
        with np.errstate(over="ignore"):
            return dtype.type(value)
    except OverflowError as error:
        raise WireError(f"a NumPy scalar does not fit into {dtype}") from error


def _expect(body: Any, kind: type) -> Any:
    if type(body) is not kind:
        raise WireError(f"the header holds a {type(body).__name__} where a {kind.__name__} belongs")
    return body


def _text(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _read(sock: socket.socket, count: int, deadline: float | None) -> memoryview:
    """Exactly `count` bytes from a socket."""
    buffer = np.empty(count, np.uint8).data
    done = 0
    while done < count:
        set_timeout(sock, deadline)
        try:
            got = sock.recv_into(buffer[done:])
        except TimeoutError:
            raise
        except OSError as error:
            raise Closed("the connection broke off") from error
        if not got:
            raise Closed("the other side has closed the connection")
        done += got
    return buffer


def set_timeout(sock: socket.socket, deadline: float | None) -> None:
    """Let the next operation last until the deadline, to within a hundredth of the time that is left.

    Raises:
        TimeoutError: the deadline has passed.
    """
    if deadline is None:
        sock.settimeout(None)  # each time: a copy of the descriptor may have made it non-blocking
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    limit = sock.gettimeout()
    if limit is None or abs(limit - left) > left / 100:  # to set it is a system call
        sock.settimeout(left)
