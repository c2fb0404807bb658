"""A call brings out the same at home and in grading: its value, its error, its prints, what it changed."""

import numpy as np
import pytest
from sandboxed import answer, needs_sandbox

from autograder.judging.callers import Local, Reply
from autograder.judging.judge import attempt
from autograder.part import Call, Callback, Case, Fixture, NotAllowed, part
from autograder.shared import wire
from autograder.shared.limits import NAME_LIMIT, NAMES_LIMIT, PRINTED_LIMIT

pytestmark = needs_sandbox


def both(box, source: str, *arguments: tuple, **kwargs) -> list[Reply]:
    """The replies of the function f that this cell defines to calls with these arguments, alike on both sides."""
    namespace: dict = {}
    exec(compile(source, "cell", "exec"), namespace)
    at_home = [Local(namespace["f"]).call(args, kwargs) for args in arguments]
    with box.submission([source]) as submission:
        assert submission.outcomes == [None]
        with submission.part(["f"]) as (f,):
            graded = [f.call(args, kwargs) for args in arguments]
    assert list(map(seen, at_home)) == list(map(seen, graded))
    return at_home


def seen(reply: Reply) -> tuple:
    return repr(reply.value), reply.error, reply.changed, reply.printed


# What counts as an exception


@pytest.mark.parametrize("kind", ["ValueError", "SystemExit", "GeneratorExit", "Stop"])
def test_every_exception_is_an_answer(box, kind):
    source = f"class Stop(BaseException): pass\ndef f(x):\n    raise {kind}('no')"
    (reply,) = both(box, source, (1,))
    assert (reply.error.names[0], reply.error.message, reply.error.where) == (kind, "no", "line 3 of f")


def test_an_interrupt_is_the_users_at_home_and_an_answer_in_the_sandbox(box):
    def f():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Local(f).call((), {})
    assert answer(box, "def f():\n    raise KeyboardInterrupt").error.names[0] == "KeyboardInterrupt"


MESSAGES = {
    "long": "'x' * 50_000",
    "no text": "Unsaid()",
    "a text of a kind of its own": "Odd()",
    "half a character": "'\\ud800'",
}


def raising(name: str) -> str:
    """A cell with a function f that raises an error of this message."""
    source = "class Unsaid:\n    def __str__(self): raise SystemExit\n"
    source += "class Text(str):\n    def __getitem__(self, place): return 7\n"
    source += "class Odd:\n    def __str__(self): return Text('odd')\n"
    return f"{source}def f():\n    raise ValueError({MESSAGES[name]})"


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_told_alike(box, name):
    (reply,) = both(box, raising(name), ())
    assert reply.error.names[0] == "ValueError" and len(reply.error.message) <= 10_000


@pytest.mark.parametrize("name", MESSAGES)
def test_what_a_cell_raises_is_told_as_what_a_call_raises(box, name):
    (reply,) = both(box, raising(name), ())
    with box.submission([raising(name), "f()"]) as submission:
        assert submission.outcomes == [None, reply.error]


def test_names_of_exceptions_are_cut_alike(box):
    source = (
        "class A(Exception): pass\nfor i in range(30): A = type('A' * 200, (A,), {})\ndef f():\n    raise A"
    )
    (reply,) = both(box, source, ())
    assert reply.error.names == ("A" * NAME_LIMIT,) * NAMES_LIMIT


# What is kept of prints


PRINTING = {
    "much": "print('x' * 50_000)",
    "errors": "import sys; sys.stderr.write('careful'); print('said')",
    "warnings": "import warnings; warnings.warn('careful'); print('said')",
    "a closed file": "import sys; print('said'); sys.stdout.close(); print('more')",
    "no text": "import sys; sys.stdout.write(b'bytes')",
    "half a character": "print('\\ud800')",
}


@pytest.mark.parametrize("name", PRINTING)
def test_prints_are_kept_alike(box, name):
    for reply in both(box, f"def f():\n    {PRINTING[name]}", (), ()):
        assert bool(reply.printed) == (name != "no text") and len(reply.printed) <= PRINTED_LIMIT


def test_warnings_name_no_path(box):
    first, again = both(box, "import warnings\ndef f():\n    warnings.warn('careful')", (), ())
    assert first.printed == again.printed == "UserWarning: careful\n"


HELD = """\
import logging, sys
err, log = sys.stderr, logging.getLogger("held")
log.addHandler(logging.StreamHandler())
def f():
    err.write("said ")
    log.warning("logged")
"""


def test_what_goes_to_a_stream_held_from_before_is_kept_alike(box):
    for reply in both(box, HELD, (), ()):
        assert reply.printed == "said logged\n"


# What is data, and when an input counts as changed


CHANGES = {
    "not at all": (False, "return x.sum()"),
    "values": (True, "x += 1"),
    "shape": (True, "x.shape = (3, 1)"),
    "size": (True, "x.resize(5, refcheck=False)"),
    "back again": (False, "x += 1; x -= 1"),
    "a view of it": (True, "x[1:][0] = 7"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_is_seen_alike(box, name):
    changed, body = CHANGES[name]
    (reply,) = both(box, f"def f(x):\n    {body}", (np.arange(3.0),))
    assert (reply.error, reply.changed) == (None, changed)


def test_lists_and_named_arguments_are_seen_alike(box):
    (reply,) = both(box, "def f(*, rows):\n    rows[0].append(1)\n    return rows", (), rows=[[], ()])
    assert reply.changed and reply.value == [[1], ()]


def test_inputs_are_alike_to_look_at(box):
    source = "def f(x):\n    return str(x.flags), x.strides, x.dtype.name, type(x.base).__name__"
    read_only = np.arange(6.0)
    read_only.flags.writeable = False
    arrays = [np.zeros((2, 3), order="F"), np.zeros((4, 4), np.float32)[:, ::2], read_only, read_only[::-1]]
    both(box, source, *((array,) for array in arrays))


def test_a_fixture_is_made_alike(box):
    both(
        box,
        "def f(rng):\n    return rng.normal(size=3)",
        (Fixture("generator", 3),),
        (Fixture("generator", 3),),
    )


VALUES = {
    "data": "[1, (2.0, None), {'a': numpy.ones(2)}, numpy.float32(1)]",
    "no data": "[object(), {1}, numpy.ma.array([1.0]), f]",
    "deep": "nested(31)",
    "too deep": "nested(32)",
    "many": "[0] * 200_000",
    "large": "numpy.zeros(1 << 26, 'int8'), 1",
    "too large": "numpy.zeros((1 << 26) + 1, 'int8'), 1",
}


@pytest.mark.parametrize("name", VALUES)
def test_an_answer_is_told_alike(box, name):
    source = "import numpy\ndef nested(n): return [nested(n - 1)] if n else 0\n"
    (reply,) = both(box, f"{source}def f():\n    return {VALUES[name]}", ())
    lost = wire.same(reply.value, wire.Foreign("value too large to be sent"))
    assert reply.error is None and lost == (name in ("too deep", "many", "too large"))


# The cache


CACHING = """\
def forward(x):
    return RETURNED
def backward(d, cache):
    cache[0][0] += 1
    return d * cache[0][0]
"""


RETURNED = {
    "[x] + [1], [[x], object()]": "([1.0, 1], <cache>)",
    "[2, [[x], object()]]": "[2, <cache>]",
    "[0] * 200_000, [[x], object()]": "<value too large to be sent>",
    "x": "1.0",
}


@pytest.mark.parametrize("returned", RETURNED)
def test_a_cache_stays_with_the_student(box, returned):
    """Its function may do with it what it likes: it is not an input that may not be changed."""
    source = CACHING.replace("RETURNED", returned)
    namespace: dict = {}
    exec(source, namespace)
    at_home = caching(Local(namespace["forward"]), Local(namespace["backward"]))
    with box.submission([source]) as submission, submission.part(["forward", "backward"]) as callers:
        assert caching(*callers) == at_home
    assert at_home[0][0] == RETURNED[returned]


def caching(forward, backward) -> list[tuple]:
    first, second = (forward.call((x,), {}, cache=True) for x in (1.0, 2.0))
    replies = [first, second]
    if type(first.value) in (tuple, list):
        replies += [backward.call((10.0, reply.value[-1]), {}) for reply in (first, second, first)]
    return list(map(seen, replies))


# An answer that stays with the student


BUFFER = """\
import numpy
buffer = numpy.zeros(2)
def filled(x):
    buffer[:] = x
    return RETURNED
def looked_at(x):
    return numpy.copy(x), type(x).__name__, x is buffer
def refuse():
    raise ValueError("no")
"""


@pytest.mark.parametrize("returned, cache", [("buffer", False), ("(buffer, [x])", True)])
def test_an_answer_that_stays_shows_what_it_holds_later(box, returned, cache):
    """Itself and no copy, and without its cache: what the reply said of it stays as it was."""
    source = BUFFER.replace("RETURNED", returned)
    namespace: dict = {}
    exec(source, namespace)
    names = ["filled", "looked_at", "refuse"]
    at_home = given_back(cache, *(Local(namespace[name]) for name in names))
    with box.submission([source]) as submission, submission.part(names) as callers:
        assert given_back(cache, *callers) == at_home
    assert [value for value, *_ in at_home[2:]] == [repr((np.full(2, 2.0), "ndarray", True))] * 2


def given_back(cache, filled, looked_at, refuse) -> list[tuple]:
    first, second = (filled.call((x,), {}, cache, keep=True) for x in (1.0, 2.0))
    later = [looked_at.call((reply.kept,), {}) for reply in (first, second)]
    assert filled.call((3.0,), {}, cache).kept is None and refuse.call((), {}, keep=True).kept is None
    return list(map(seen, (first, second, *later)))


def test_an_answer_too_large_to_be_sent_stays_all_the_same(box):
    source = "def f(x):\n    return [0] * 200_000 if x is None else len(x)"
    namespace: dict = {}
    exec(source, namespace)
    with box.submission([source]) as submission, submission.part(["f"]) as (remote,):
        for f in (remote, Local(namespace["f"])):
            assert f.call((f.call((None,), {}, keep=True).kept,), {}).value == 200_000


# Functions that are given to a student's


KEPT = np.zeros(2)


def refuse(x):
    raise ValueError(f"takes no {x!r}")


def odd(x):
    raise StopIteration("that is all")


def forbid(x):
    raise NotAllowed("not this")


GIVEN = {
    "it works": ("return g(2)", lambda x: (x, [x])),
    "it raises": ("return g(1)", refuse),
    "its exception is caught": ("try: g(1)\n    except ValueError as error: return str(error)", refuse),
    "no other kind is raised": ("try: g(1)\n    except RuntimeError: return 'as it was'", refuse),
    "one that only NumPy has": (
        "try: g(1)\n    except ValueError as e: return str(e)",
        lambda x: np.sum(x, 3),
    ),
    "one that is none of Python's": ("try: g(1)\n    except RuntimeError as e: return str(e)", odd),
    "one that is not allowed": ("try: g(1)\n    except RuntimeError as e: return str(e)", forbid),
    "it is called with keywords": ("return g(2, b=3), g(a=1, b=2)", lambda a, b: a - b),
    "with a keyword that it has not": ("try: g(c=1)\n    except TypeError: return 'no c'", lambda a: a),
    "a keyword that is no data": ("return g(a={1})", lambda a: 1),
    "what is no data": ("return g({1})", lambda x: 1),
    "what cannot be sent": ("return g([0] * 200_000)", len),
    "an answer that cannot be sent": ("return g(200_000)", lambda n: [0] * n),
    "an answer that is no data": ("return str(g(1))", lambda x: {x}),
    "its answer is the student's own": ("a = g(1); a += 1; return g(1)", lambda x: KEPT),
    "what it gets is a copy": ("a = [1]; g(a); return a", lambda a: a.append(1)),
    "used up": ("return g(1), g(1), g(1), g(1)", abs),
    "used up and caught": ("for _ in range(9):\n        try: g(1)\n        except RuntimeError: pass", abs),
    "kept for later": ("kept.append(g); return kept[0](1)", abs),
}


@pytest.mark.parametrize("name", GIVEN)
def test_a_function_given_to_a_students_behaves_alike(box, name):
    body, function = GIVEN[name]
    source = f"kept = []\ndef f(g):\n    {body}"
    callback = Callback(function, calls=3)
    both(box, source, (callback,), (callback,))
    both(box, source, (), (), g=callback)


def test_a_function_that_is_used_up_says_so(box):
    (reply,) = both(box, "def f(g):\n    return g(1), g(1)", (Callback(abs, calls=1),))
    assert reply.error.message == "this function may be called at most 1 times"
    assert reply.error.names[0] == "RuntimeError"


def test_what_a_function_raises_is_raised_as_what_it_is(box):
    (reply,) = both(box, "def f(g):\n    return g(1)", (Callback(refuse, calls=1),))
    assert reply.error.names[0] == "ValueError" and reply.error.message == "takes no 1"
    assert reply.error.where == "line 2 of f"


def test_whose_an_exception_was_is_said_alike(box):
    """Of one that comes through, and of one that is raised after another was caught."""
    case = Case("all", Call(Callback(refuse, calls=3)), 0)
    lent = part("a1.lent", points={"all": 1}, functions=("f",))(lambda rng: iter([case]))
    sources = {"return g(1)": True, "try: g(1)\n    except ValueError: int('none')": False}
    for body, comes_through in sources.items():
        source, namespace = f"def f(g):\n    {body}", {}
        exec(compile(source, "cell", "exec"), namespace)
        with box.submission([source]) as submission, submission.part(["f"]) as graded:
            answers = [attempt(lent, callers, case) for callers in ([Local(namespace["f"])], graded)]
        assert [answer.let_through for answer in answers] == [comes_through] * 2
