"""The wire: what goes in comes out, and what is no data or no message is refused."""

import json
import math
import socket
import threading
import time
from collections import Counter, OrderedDict
from typing import NamedTuple

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.shared import wire

BASE = np.arange(24.0).reshape(2, 3, 4)
LAYOUTS = {
    "C": BASE,
    "Fortran": np.asfortranarray(BASE),
    "transposed": BASE.transpose(2, 0, 1),
    "channels last": np.ascontiguousarray(BASE.transpose(1, 2, 0)).transpose(2, 0, 1),
    "step": BASE[:, ::2],
    "reversed": BASE[..., ::-1],
    "broadcast": np.broadcast_to(1.0, (3, 4)),
    "no axes": np.array(3.0),
    "empty": np.zeros((0, 4)),
}


def crossed(value, limits=wire.LIMITS):
    """A value after its way over a socket."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sender = threading.Thread(target=wire.send, args=(ours, value, limits))
        sender.start()
        received = wire.receive(theirs, limits, time.monotonic() + 10)
        sender.join()
    return received


dtypes = st.sampled_from(sorted(wire.DTYPES))
arrays = dtypes.flatmap(lambda name: hnp.arrays(name, hnp.array_shapes(min_dims=0, max_side=4)))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**80), 2**80) | st.floats() | texts | arrays,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(texts, inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_values_cross_unchanged(value):
    assert wire.same(crossed(value), value)


@given(values)
def test_a_clone_is_equal_and_apart(value):
    copy = wire.clone(value)
    assert wire.same(copy, value)
    if type(value) is np.ndarray:
        assert not np.shares_memory(copy, value)


@pytest.mark.parametrize("way", [wire.clone, crossed], ids=["clone", "crossed"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_memory_layout_is_kept(name, way):
    array = LAYOUTS[name]
    got = way(array)
    np.testing.assert_array_equal(got, array)
    assert got.dtype == array.dtype
    for flag in ("c_contiguous", "f_contiguous", "writeable"):
        if name != "broadcast" or flag == "writeable":
            assert getattr(got.flags, flag) == getattr(array.flags, flag), flag


@pytest.mark.parametrize("way", [wire.clone, crossed], ids=["clone", "crossed"])
def test_read_only_stays_read_only(way):
    array = np.arange(3.0)
    array.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        way(array)[0] = 1.0


@pytest.mark.parametrize("kind", sorted(wire.SCALARS - {np.longlong, np.ulonglong}, key=str))
def test_numpy_scalars_keep_their_type(kind):
    value = kind(3)
    got = crossed(value)
    assert type(got) is kind and got == value


def test_a_large_array_crosses():
    array = np.random.default_rng(0).normal(size=(3, 1 << 18))
    assert wire.same(crossed((array, array.T)), (array, array.T))


class Dishonest(np.ndarray):
    """An array that would answer for itself, were it asked."""

    def __eq__(self, other):
        raise AssertionError("a dishonest value was asked")

    __len__ = __iter__ = tobytes = __eq__
    __hash__ = None


FOREIGN = {
    "MaskedArray": np.ma.array([1.0, 2.0]),
    "Dishonest": np.zeros(3).view(Dishonest),
    "set": {1},
    "dict whose keys are not all str": {1: 2},
    "NumPy array of dtype object": np.array([None]),
    "NumPy array of dtype <U1": np.array(["a"]),
    "int that is too long": 1 << 5000,
    "bytes": b"x",
    "function": crossed,
}


class Size(NamedTuple):
    rows: int
    columns: int


def lying(base):
    """A subclass of tuple, list or dict that would answer for itself, were it asked."""

    def refuse(*args):
        raise AssertionError("a student's code was asked")

    names = ("__iter__", "__len__", "__getitem__", "__eq__", "items", "keys", "__class_getitem__", "__repr__")
    return type("Lying", (base,), dict.fromkeys(names, refuse) | {"__class__": int, "__hash__": None})


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        (Size(2, 3), (2, 3)),
        (torch.zeros(2, 3).shape, (2, 3)),
        (Counter(a=1), {"a": 1}),
        (lying(tuple)([1, 2]), (1, 2)),
        (lying(list)([1, (2,)]), [1, (2,)]),
        (lying(dict)(a=[1]), {"a": [1]}),
    ],
    ids=lambda value: wire.type_name(value),
)
def test_a_subclass_of_a_container_is_read_as_that_and_by_none_of_its_own_code(value, read_as):
    assert wire.same(crossed(value), read_as)


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_data_goes_by_the_name_of_its_type(name):
    assert crossed((1, FOREIGN[name])) == (1, wire.Foreign(name))


def test_sound_relatives_of_data_arrive_as_data():
    assert crossed(OrderedDict(a=1)) == {"a": 1} and crossed(np.str_("a")) == "a"
    swapped = crossed(np.arange(3.0).astype(">f8"))
    assert wire.same(swapped, np.arange(3.0))


def test_what_a_notebook_judges_is_what_the_sandbox_would_send():
    for value in (1, "a", [1.5, (None, True)], {"a": np.arange(6).reshape(2, 3).T}, np.ma.array([1.0]), {1}):
        assert wire.same(wire.received(value), crossed(value)) or wire.received(value) == crossed(value)


def test_a_lone_surrogate_cannot_reach_a_file():
    assert crossed("a\ud800b").encode() == b"a?b"


def test_same_sees_every_difference():
    one = np.array([1.0, math.nan])
    assert wire.same([one, {"a": (1, math.nan)}], [one.copy(), {"a": (1, math.nan)}])
    for other in (one.astype(np.float32), one.reshape(2, 1), np.array([1.0, 2.0]), [1.0, math.nan], None):
        assert not wire.same(one, other)
    for a, b in [(1, True), (1, 1.0), ((1,), [1]), ({"a": 1}, {"b": 1}), ("a", "b"), ([1], [1, 2])]:
        assert not wire.same(a, b)


def test_too_deep_and_too_many_are_not_sent():
    deep = []
    for _ in range(40):
        deep = [deep]
    around = []
    around.append(around)
    for value in (deep, around, [None] * 200_000, ["x" * 1000] * 2000):
        with pytest.raises(wire.WireError):
            wire.encode(value)
    with pytest.raises(wire.WireError, match="larger"):
        wire.encode(np.zeros(100), wire.Limits(payload=799))


def message(tree, payload=b""):
    """A message as bytes, honest or not."""
    header = json.dumps(tree).encode() if not isinstance(tree, bytes) else tree
    return wire.PREFIX.pack(len(header), len(payload)) + header + payload


ABUSE = {
    "no JSON": message(b"\xff{"),
    "deep JSON": message(b"[" * 100_000),
    "a bare list": message([1, 2]),
    "an unknown kind": message({"pickle": "x"}),
    "two kinds": message({"tuple": [], "list": []}),
    "deep value": message(json.loads('{"tuple":[' * 40 + "]}" * 40)),
    "a long number": message(b"1" * 5000),
    "a dtype that is not allowed": message({"array": ["object", [1], [0], False, True]}, bytes(8)),
    "more than was sent": message({"array": ["float64", [2], [0], False, True]}, bytes(8)),
    "less than was sent": message({"array": ["float64", [1], [0], False, True]}, bytes(16)),
    "a length below 0": message({"array": ["float64", [-1], [0], False, True]}),
    "a length that is no int": message({"array": ["float64", [True], [0], False, True]}, bytes(8)),
    "a huge empty array": message({"array": ["float64", [0, 1 << 62], [0, 1], False, True]}),
    "a wrong order": message({"array": ["int8", [1, 1], [0, 0], False, True]}, b"x"),
    "a gap without axes": message({"array": ["int8", [], [], True, True]}, b"x"),
    "40 axes": message({"array": ["int8", [1] * 40, list(range(40)), False, True]}, b"x"),
    "a scalar out of range": message({"scalar": ["int8", 1000]}),
    "a scalar of the wrong kind": message({"scalar": ["int8", "1"]}),
    "half a complex number": message({"scalar": ["complex64", [1.0]]}),
    "a key that is no text": message({"dict": [[1, 2]]}),
    "a huge header": wire.PREFIX.pack(0xFFFFFFFF, 0),
    "a huge payload": wire.PREFIX.pack(2, 1 << 60) + b"{}",
    "cut off": message({"tuple": [1, 2]})[:-3],
    "nothing": b"",
}


def read(data):
    """What a reader makes of these bytes and the end of the connection."""
    ours, theirs = socket.socketpair()
    with theirs:
        sender = threading.Thread(target=lambda: (ours.sendall(data), ours.close()))
        sender.start()
        try:
            return wire.receive(theirs, deadline=time.monotonic() + 10)
        finally:
            sender.join()


@pytest.mark.parametrize("name", ABUSE)
def test_a_malformed_message_is_a_wire_error(name):
    with pytest.raises(wire.WireError):
        read(ABUSE[name])


def test_a_silent_sender_times_out():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.send(b"\0")
        with pytest.raises(TimeoutError):
            wire.receive(theirs, deadline=time.monotonic() + 0.05)


def test_bytes_that_are_no_truth_values_become_some():
    got = read(message({"array": ["bool", [3], [0], False, True]}, b"\x00\x02\xff"))
    assert got.view(np.uint8).tolist() == [0, 1, 1]
