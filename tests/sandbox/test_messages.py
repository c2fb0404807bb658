"""The messages of the sandbox: what is written is read again, and nothing but it."""

import pytest

from autograder.shared import messages, wire
from autograder.shared.errors import Error
from autograder.shared.limits import MESSAGE_LIMIT, NAME_LIMIT, NAMES_LIMIT, WHERE_LIMIT, Limits
from autograder.shared.messages import (
    Announce,
    CallBack,
    CallbackReply,
    CallFunction,
    CallReply,
    CellReply,
    Config,
    Defined,
    OpenPart,
    Plan,
    Planned,
    Reached,
    Ready,
    Reap,
    RunCell,
)

ERROR = Error(("ValueError", "Exception"), "no", "line 3 of f")
SOUND = [
    Ready(None),
    Ready("why"),
    Announce("x = 1", False),
    Plan(4),
    Planned((1, 2)),
    RunCell(3, (0, 2)),
    Reached(1),
    CellReply(None),
    CellReply(ERROR),
    OpenPart(("f", "g"), True),
    Reap(),
    Defined((True, False), 7),
    Defined((), 0),
    CallFunction(0, (("data", 1),), {"g": ("callback", 0)}, True, False, 10),
    CallBack(0, (1, [2.0]), {"stride": (1, 2)}),
    CallbackReply([1], None),
    CallbackReply(None, ERROR),
    CallReply((1, 2), 3, None, None, False, "said"),
    CallReply((1, 2), 3, 4, None, False, ""),
    CallReply(None, None, None, ERROR, True, ""),
]


class Text(str):
    """No exact type."""


class Pair(tuple):
    """No exact type."""


def test_the_table_above_has_every_kind():
    assert {type(message) for message in SOUND} == set(messages.Message.__subclasses__())


@pytest.mark.parametrize("message", SOUND, ids=repr)
def test_what_is_written_is_read_again(message):
    data = wire.received(messages.to_data(message, 7))
    assert messages.take_number(data) == 7
    assert messages.read(data, type(message)) == message == messages.crossed(message)


@pytest.mark.parametrize("message", SOUND, ids=repr)
def test_every_entry_is_there_and_no_other(message):
    data = messages.to_data(message)
    wrong = [data | {"points": 100}, list(data), None, *({**data, name: 0} for name in ("number", 1))]
    wrong += [{name: data[name] for name in data if name != left_out} for left_out in data]
    for one in wrong:
        with pytest.raises(wire.WireError, match=type(message).wrong_entries):
            messages.read(one, type(message))


CALL = messages.to_data(CallReply(None, None, None, None, False, ""))
A_CALLS = CallReply.wrong_types
DESCRIBED = messages.to_data(CellReply(ERROR))["error"]
WRONG = [
    (CallReply, CALL | {"changed": 1}, A_CALLS),
    (CallReply, CALL | {"changed": None}, A_CALLS),
    (CallReply, CALL | {"printed": b"said"}, A_CALLS),
    (CallReply, CALL | {"printed": Text("said")}, A_CALLS),
    (CallReply, CALL | {"cache": True}, A_CALLS),
    (CallReply, CALL | {"cache": 1.0}, A_CALLS),
    (CallReply, CALL | {"kept": True}, A_CALLS),
    (CallReply, CALL | {"error": "ValueError"}, messages.NOT_AN_ERROR),
    (CellReply, {"error": False}, messages.NOT_AN_ERROR),
    (CellReply, {"error": DESCRIBED | {"points": 100}}, messages.NOT_AN_ERROR),
    (CellReply, {"error": DESCRIBED | {"names": ()}}, messages.NOT_AN_ERROR),
    (CellReply, {"error": DESCRIBED | {"names": ["ValueError"]}}, messages.NOT_AN_ERROR),
    (CellReply, {"error": DESCRIBED | {"names": ("ValueError", 1)}}, messages.NOT_AN_ERROR),
    (CellReply, {"error": DESCRIBED | {"message": None}}, messages.NOT_AN_ERROR),
    (Defined, {"defined": [True]}, Defined.wrong_types),
    (Defined, {"defined": (True, 1)}, Defined.wrong_types),
    (Defined, {"defined": Pair([True])}, Defined.wrong_types),
    (CallBack, {"callback": True, "args": (), "kwargs": {}}, CallBack.wrong_types),
    (CallBack, {"callback": 0, "args": [], "kwargs": {}}, CallBack.wrong_types),
]


@pytest.mark.parametrize(("kind", "data", "words"), WRONG)
def test_every_entry_is_of_its_exact_type(kind, data, words):
    with pytest.raises(wire.WireError, match=words):
        messages.read(data, kind)


def test_of_several_kinds_the_entries_decide_which():
    for message in (CallBack(0, (), {}), CallReply(None, None, None, None, False, "")):
        assert messages.read(messages.to_data(message), CallBack, CallReply) == message
    with pytest.raises(wire.WireError, match="the reply to a call has not the right entries"):
        messages.read({"callback": 0}, CallBack, CallReply)


def test_an_error_is_cut_when_it_is_read():
    long = Error(("n" * 1000,) * 100, "m" * 20_000, "w" * 1000)
    read = messages.read({"error": vars(long)}, CellReply).error
    assert read == Error(("n" * NAME_LIMIT,) * NAMES_LIMIT, "m" * MESSAGE_LIMIT, "w" * WHERE_LIMIT)


def test_the_warm_parent_is_told_all_of_its_configuration():
    for config in (
        Config(None, [], [], 0, Limits()),
        Config(60_000, ["x = '\ud800'"], ["y"], 3, Limits(call_seconds=1, total_seconds=1.5, disk=7)),
    ):
        assert Config.from_json(config.to_json()) == config


def test_the_request_to_stop_a_process_names_it():
    assert messages.number_to_stop(messages.stop(4711)) == 4711
    assert messages.stop(4711) != messages.START
