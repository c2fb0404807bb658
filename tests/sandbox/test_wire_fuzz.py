"""The wire fuzzed: messages that are nearly sound give allowed values or errors, at a bounded cost."""

import contextlib
import io
import json
import math
import tracemalloc
from collections import Counter
from types import SimpleNamespace
from unittest import mock

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_wire import values

from autograder.judging.callers import Counted, Gone, Opaque, Reply
from autograder.part import Callback
from autograder.sandbox.line import Clock, Line
from autograder.sandbox.submission import PartProcess
from autograder.shared import wire
from autograder.shared.errors import Error
from autograder.shared.limits import PRINTED_LIMIT, Limits
from autograder.shared.messages import CallBack, CallbackReply, CellReply

FEW, MANY = 400, 8_000  # examples
NUMBER = 7  # of the question that is being answered


def allowed(value):
    """Whether a value is made of allowed types alone."""
    if type(value) in (tuple, list):
        return all(map(allowed, value))
    if type(value) is dict:
        return all(type(key) is str for key in value) and all(map(allowed, value.values()))
    if type(value) is np.ndarray:
        return value.dtype in wire.SUPPORTED
    if type(value) is str:
        value.encode()
    return value is None or type(value) in {bool, int, float, str, wire.Foreign, *wire.SCALARS}


def decoded(header, payload):
    """What a message gives: "value" or "error". Its cost is bounded by its size."""
    tracemalloc.start()
    try:
        value = wire.decode(header, payload)
    except wire.WireError:
        return "error"
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 64 * len(header) + 6 * len(payload) + (1 << 16), peak
    assert allowed(value)
    return "value"


# The grammar, as pairs of JSON text and array bytes. Now and then a field is replaced by a hostile one.

LENGTHS = ["-1", "0", "1", "2", "5", "32", "33", "65536", str(2**31), str(2**63), str(2**64), "9" * 4000]
NUMBERS = ["1e999", "-1e999", "1e-999", "NaN", "Infinity", "-Infinity", "-0", "1.0", "01", "0x1", "9" * 5000]
TEXTS = ['"1"', '""', r'"\ud800"', '"\ud800"', '"\u00e9"', r'"\u0000"', '"\x00"', '"', '"' + "x" * 3000 + '"']
OTHERS = [
    "true",
    "false",
    "null",
    "[]",
    "{}",
    "[[]]",
    '{"tuple":[]}',
    '{"foreign":"x"}',
    "",
    ",",
    "]",
    "\ufeff1",
]
DEEP = [a * n + "0" + b * n for n in (31, 33, 3000) for a, b in [("[", "]"), ('{"tuple":[', "]}")]]
HOSTILES = LENGTHS + NUMBERS + TEXTS + OTHERS + DEEP
HOSTILE = st.integers(0, len(HOSTILES) - 1).map(HOSTILES.__getitem__)
RARELY = st.integers(0, 40).map(lambda n: n == 17)  # not at an end, which is drawn more often
NO_DTYPES = [
    "object",
    "float128",
    "<f8",
    "f8",
    "datetime64",
    "str",
    "V8",
    "FLOAT64",
    "bool_",
    "float64 ",
    "void",
]
DTYPES = sorted(wire.DTYPES)


@st.composite
def spoiled(draw, fields):
    """JSON texts, of which a few are replaced, left out, doubled or exchanged."""
    fields = [draw(HOSTILE) if draw(RARELY) else field for field in fields]
    if fields and draw(RARELY):
        i, j = (draw(st.integers(0, len(fields) - 1)) for _ in range(2))
        what = draw(st.sampled_from(["leave out", "double", "exchange"]))
        if what == "leave out":
            del fields[i]
        elif what == "double":
            fields.insert(j, fields[i])
        else:
            fields[i], fields[j] = fields[j], fields[i]
    return fields


@st.composite
def array(draw):
    name = draw(st.sampled_from(DTYPES))
    shape = draw(st.lists(st.integers(0, 4), max_size=4))
    size = math.prod(shape) * wire.DTYPES[name].itemsize
    payload = draw(st.binary(min_size=size, max_size=size))
    if draw(RARELY):
        shape = [n + draw(st.integers(-1, 1)) for n in shape]
    if draw(RARELY):
        name = draw(st.sampled_from(NO_DTYPES))
    order = draw(st.permutations(range(len(shape))))
    axes = ["[" + ",".join(draw(spoiled(map(str, numbers)))) + "]" for numbers in (shape, order)]
    flags = ["true" if draw(st.booleans()) else "false" for _ in range(2)]
    return draw(kind("array", draw(spoiled([f'"{name}"', *axes, *flags])))), payload


@st.composite
def kind(draw, name, body):
    """A tagged value; now and then with another tag, or two."""
    text = "[" + ",".join(body) + "]"
    if draw(RARELY):
        name = draw(st.sampled_from(["tuple", "list", "dict", "array", "scalar", "foreign", "pickle", ""]))
    if draw(RARELY):
        return f'{{"{name}":{draw(HOSTILE)},"{name}":{text}}}'
    if draw(RARELY):
        return f'{{"{name}":{text},"list":[]}}'
    return f'{{"{name}":{text}}}'


SCALARS = {
    "b": st.booleans(), "i": st.integers(-128, 127), "u": st.integers(0, 255), "f": st.floats(),
    "c": st.lists(st.floats(), min_size=2, max_size=2),
}  # fmt: skip


@st.composite
def scalar(draw):
    name = draw(st.sampled_from(DTYPES))
    fitting = "iufbc" if draw(RARELY) else wire.DTYPES[name].kind
    value = draw(SCALARS[draw(st.sampled_from(fitting))])
    return draw(kind("scalar", draw(spoiled([f'"{name}"', json.dumps(value)])))), b""


@st.composite
def sequence(draw, inner):
    items = draw(st.lists(inner, max_size=4))
    body = draw(spoiled([text for text, _ in items]))
    return draw(kind(draw(st.sampled_from(["tuple", "list"])), body)), b"".join(p for _, p in items)


@st.composite
def mapping(draw, inner):
    items = draw(st.lists(st.tuples(st.sampled_from(["a", "b", r"\ud800", ""]), inner), max_size=3))
    return draw(entries({key: item for key, item in items}))


@st.composite
def entries(draw, named):
    """A dict of these entries, each a pair of text and bytes."""
    pairs = [draw(spoiled([f'"{key}"', text])) for key, (text, _) in named.items()]
    body = draw(spoiled([f"[{','.join(pair)}]" for pair in pairs]))
    return draw(kind("dict", body)), b"".join(payload for _, payload in named.values())


@st.composite
def cut(draw, message):
    """The bytes of a message; now and then a few are missing or added, or it is in another encoding."""
    text, payload = draw(message)
    encoding = draw(st.sampled_from(["utf-16", "utf-32", "latin-1"])) if draw(RARELY) else "utf-8"
    header = text.encode(encoding, "replace" if encoding == "latin-1" else "surrogatepass")
    if draw(RARELY):
        payload = payload[: draw(st.integers(0, len(payload)))]
    if draw(RARELY):
        payload += draw(st.binary(min_size=1, max_size=20))
    if draw(RARELY):
        header = header[: draw(st.integers(0, len(header)))]
    return header, payload


plain = (st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)).map(json.dumps)
foreign = st.just(('{"foreign":"set"}', b""))
leaves = array() | scalar() | foreign | plain.map(lambda text: (text, b""))
nodes = st.recursive(leaves, lambda inner: sequence(inner) | mapping(inner), max_leaves=6)


def just(text):
    return st.just((text, b""))


names = just('{"tuple":["ValueError","Exception"]}') | nodes
said = st.sampled_from([1, 5000]).map(lambda times: (json.dumps("what" * times), b"")) | nodes
flag = st.sampled_from([("false", b""), ("true", b"")])
known = {"names": names, "message": said, "where": said}
error = just("null") | st.fixed_dictionaries(known).flatmap(entries)
number = st.sampled_from([(str(NUMBER), b"")] * 18 + [("8", b""), ("7.0", b""), ("true", b"")])
REPLY = {
    "value": nodes,
    "cache": just("null") | just("0") | nodes,
    "kept": just("0") | just("0") | nodes,
    "error": error,
    "changed": flag,
    "printed": said,
}
replies = st.fixed_dictionaries(REPLY | {"number": number}).flatmap(entries)
outcomes = st.fixed_dictionaries({"error": error, "number": number}).flatmap(entries)
DEFINED = {"defined": just('{"tuple":[true]}') | nodes, "process": just("9") | just("9") | nodes}
defined = st.fixed_dictionaries(DEFINED | {"number": number}).flatmap(entries)
number_of_callback = st.sampled_from([("0", b"")] * 9 + [("-1", b""), ("1", b""), ("true", b"")])
arguments = sequence(nodes)
named = just('{"dict":[]}') | mapping(nodes)
CALL_BACK = {"callback": number_of_callback, "args": arguments, "kwargs": named, "number": number}
calls = st.fixed_dictionaries(CALL_BACK).flatmap(entries)


class Said(io.BytesIO):
    """A socket on which a student's process has said this, and no more, whatever it is asked."""

    recv_into = io.BytesIO.readinto

    def gettimeout(self):
        """None has been set yet."""

    def settimeout(self, seconds):
        assert seconds > 0

    def sendall(self, data):
        """Nobody listens."""


@contextlib.contextmanager
def line_with(header, payload):
    """A line on which comes this message, in answer to question NUMBER."""
    said = Said(wire.PREFIX.pack(len(header), len(payload)) + header + payload)
    with mock.patch("secrets.randbits", lambda bits: NUMBER):
        yield Line(said, Clock(Limits()), lambda: False)


def sound_error(error):
    texts = (*error.names, error.message, error.where) if error else ()
    assert error is None or type(error) is Error and error.names
    assert all(type(text) is str and len(text) <= PRINTED_LIMIT for text in texts)
    str(error).encode()


def read_as_reply(header, payload):
    with line_with(header, payload) as line:
        reply = PartProcess(line, None, 1).call(0, (1,), {}, cache=True, keep=True, seconds=1)
    assert type(reply) is Reply and type(reply.changed) is bool
    assert type(reply.printed) is str and len(reply.printed) <= PRINTED_LIMIT
    value = reply.value
    if type(value) in (tuple, list) and value and type(value[-1]) is Opaque:
        assert type(value[-1].content) is int
        value = value[:-1]
    assert (reply.kept is None) <= (reply.error is not None)
    assert reply.kept is None or type(reply.kept.content) is int
    assert allowed(value)
    sound_error(reply.error)


def read_as_outcome(header, payload):
    with line_with(header, payload) as line, line.exchange(1):
        sound_error(line.receive(CellReply).error)


def read_as_defined(header, payload):
    with line_with(header, payload) as line, line.exchange(1):
        part = PartProcess(line, None, 1)
        part.read_defined()
        assert [type(known) for known in part.defined] == [bool]


def read_as_call(header, payload):
    """A callback's arguments arrive as data; the process that would use them is left out."""

    def run(callback, args, kwargs, deadline):
        return CallbackReply(allowed(args) and allowed(kwargs), None)

    callbacks = SimpleNamespace(run=run)
    with line_with(header, payload) as line, line.exchange(1):
        said = line.receive(CallBack)
        part = PartProcess(line, callbacks, 1)
        assert part._call_back(said, [Counted(Callback(len, calls=1))]).value is True


READERS = {
    "reply": (replies, read_as_reply),
    "outcome": (outcomes, read_as_outcome),
    "defined": (defined, read_as_defined),
    "callback": (calls, read_as_call),
}


def run(strategy, examine, examples):
    """Examine so many messages; both sound and unsound ones must be among them."""
    seen = Counter()

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(cut(strategy))
    def each(message):
        seen[examine(*message)] += 1

    each()
    assert min(seen["value"], seen["error"]) > sum(seen.values()) / 20, seen


def read_by(reader):
    def examine(header, payload):
        try:
            reader(header, payload)
        except Gone as gone:
            assert gone.status in ("crashed", "timed out")
            return "error"
        return "value"

    return examine


def test_messages_that_are_nearly_sound():
    run(nodes, decoded, FEW)


@pytest.mark.slow
def test_many_messages_that_are_nearly_sound():
    run(nodes, decoded, MANY)


@pytest.mark.parametrize("name", READERS)
def test_whatever_is_answered_only_a_reply_or_gone_comes_of_it(name):
    strategy, reader = READERS[name]
    run(strategy, read_by(reader), FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_whatever_is_answered_many_times(name):
    strategy, reader = READERS[name]
    run(strategy, read_by(reader), MANY // 4)


@given(st.binary(max_size=200), st.binary(max_size=64))
def test_random_bytes(header, payload):
    decoded(header, payload)


@settings(max_examples=FEW)
@given(values, st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3)), min_size=1, max_size=4))
def test_sound_messages_with_changed_bytes(value, changes):
    start, buffers = wire.encode(value)
    data = bytearray(start + b"".join(buffers))
    length = wire.PREFIX.unpack(data[: wire.PREFIX.size])[0]
    header, payload = data[wire.PREFIX.size :][:length], data[wire.PREFIX.size :][length:]
    for position, new in changes:
        at = position % (len(header) + 1)
        header[at : at + len(new)] = new
    decoded(bytes(header), payload)


@pytest.mark.parametrize(
    "item", ["{}", "[]", "0", "1.5", '{"":0}', '""', "9" * 4000, '{"tuple":[]}', '[["",0]]']
)
def test_the_longest_header_is_cheap_whatever_fills_it(item):
    """Few bytes that make many objects."""
    count = wire.LIMITS.header // (len(item) + 1) - 20
    decoded(b'{"tuple":[' + ",".join([item] * count).encode() + b"]}", b"")
