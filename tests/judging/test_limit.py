"""A call of a student's function is ended when its time is up, and nothing of that comes later."""

import contextlib
import signal
import subprocess
import sys
import threading
import time

import pytest

from autograder.judging.callers import Gone, Local
from autograder.judging.diagnose import report_on
from autograder.judging.limit import INTERVAL, Limited, TimeUp
from autograder.part import PUBLIC_SEED, Call, Case, part
from autograder.shared.limits import CLOCK

LIMIT = 0.1

# a thread that is ended, and an interrupt that comes in a callback of the garbage collector
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def endless():
    while True:
        pass


def swallowing():
    while True:
        try:
            sum(i * i for i in range(10_000))
        except BaseException:
            continue


def suppressing():
    while True:
        with contextlib.suppress(BaseException):
            endless()


def bare():
    while True:
        try:
            endless()
        except:  # noqa: E722  as a student writes it
            continue


def twice():
    while True:
        try:
            bare()
        except BaseException:
            continue


def again():
    try:
        endless()
    except BaseException:
        again()


def answering():
    try:
        endless()
    except BaseException:
        return 7


def raising():
    try:
        endless()
    finally:
        raise ValueError("no")


def waiting():
    thread = threading.Thread(target=endless)
    thread.start()
    thread.join()


NEVER_ENDING = (endless, swallowing, suppressing, bare, twice, again, answering, raising, waiting)


def in_a_thread(function):
    """What a function raised in another thread than the main one."""
    caught = []

    def run():
        try:
            function()
        except BaseException as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return caught


@pytest.mark.parametrize("function", NEVER_ENDING)
def test_what_never_ends_is_ended(function):
    with pytest.raises(TimeUp):
        Limited(LIMIT, 100).run(function, (), {})
    (caught,) = in_a_thread(lambda: Limited(LIMIT, 100).run(function, (), {}))
    assert type(caught) is TimeUp


def test_a_sleep_is_ended_by_the_clock():
    began = time.monotonic()
    limited = Limited(10, 3 * LIMIT)
    with pytest.raises(TimeUp):
        limited.run(time.sleep, (100,), {})
    assert time.monotonic() - began < 50 and limited.used < 5


def test_what_a_function_returns_and_raises_passes_through():
    limited = Limited(10, 30)
    assert limited.run(divmod, (7, 2), {}) == (3, 1) and limited.used < 1
    with pytest.raises(ZeroDivisionError):
        Limited(10, 30).run(divmod, (7, 0), {})


def test_a_busy_machine_costs_nothing_but_the_clock_ends_in_time():
    """Computing time decides: waiting is not computing."""
    assert Limited(LIMIT, 100).run(lambda: time.sleep(3 * LIMIT) or 7, (), {}) == 7


def test_time_in_threads_counts():
    def works():
        until = time.process_time() + 3 * LIMIT
        while time.process_time() < until:
            pass

    def hands_on():
        thread = threading.Thread(target=works)
        thread.start()
        thread.join()
        return 7

    for seconds in (None, 100):
        assert Local(hands_on, seconds).call((), {}).seconds > LIMIT
    with pytest.raises(TimeUp):
        Limited(LIMIT, 100).run(hands_on, (), {})


@pytest.mark.parametrize("seconds", [None, 100])
def test_what_a_call_costs_is_time_on_the_clock_too(seconds):
    assert Local(time.sleep, seconds).call((LIMIT,), {}).seconds >= LIMIT
    assert Local(lambda: 7, seconds).call((), {}).seconds < 5


def test_threads_that_a_function_left_running_are_ended_with_it():
    thread = threading.Thread(target=endless, daemon=True)

    def leaves():
        thread.start()
        endless()

    with pytest.raises(TimeUp):
        Limited(LIMIT, 100).run(leaves, (), {})
    thread.join(20)
    assert not thread.is_alive()


def ends_at_the_limit(number: int) -> None:
    """Calls that end when the interrupt comes, one before and one after, with work behind each."""
    ended, before = 0, threading.active_count()
    for i in range(number):
        limit = 0.003 + 0.0005 * (i % 7)

        def works(limit=limit):
            until = time.process_time() + 0.99 * limit
            while time.process_time() < until:
                pass
            return 7

        try:
            assert Limited(limit, 10).run(works, (), {}) == 7
        except TimeUp:
            ended += 1
        for _ in range(1000):
            pass
    until = time.monotonic() + 3 * INTERVAL
    while time.monotonic() < until:
        pass
    assert threading.active_count() <= before and ended > 0


def test_no_interrupt_comes_after_the_end():
    before = signal.getsignal(signal.SIGINT)
    ends_at_the_limit(200)
    assert signal.getsignal(signal.SIGINT) is before
    assert in_a_thread(lambda: ends_at_the_limit(200)) == []


@pytest.fixture
def heeded():
    """SIGINT does what it does to a notebook, also where these tests run in the background of a shell, which has
    it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
def test_the_users_interrupt_stays_the_users():
    ended = threading.Event()

    def interrupt():
        while not ended.wait(LIMIT):  # one may come to nothing in a finaliser, and a user asks again
            signal.raise_signal(signal.SIGINT)

    def runs_until_it_is_interrupted():
        try:
            endless()
        finally:
            ended.set()

    user = threading.Thread(target=interrupt)
    user.start()
    with pytest.raises(KeyboardInterrupt):
        Local(runs_until_it_is_interrupted, seconds=100).call((), {})
    ended.set()
    user.join()
    assert Local(lambda: 7, seconds=100).call((), {}).value == 7


# In a report


def make(points, *cases):
    return part("a1.f", points=points)(lambda rng: iter(cases))


def judged(known, function, seconds=LIMIT):
    return report_on(known, [Local(function, seconds)], PUBLIC_SEED)


def test_a_case_that_takes_too_long_fails_its_group_and_the_others_are_judged():
    asked = []

    def stuck(x):
        asked.append(x)
        while x == 2:
            pass
        return x

    known = make(
        {"one": 1, "two": 2, "three": 4},
        Case("one", Call(1), 1),
        Case("two", Call(20), 20),
        Case("two", Call(2), 2),
        Case("two", Call(3), 3),
        Case("three", Call(4), 4),
    )
    report = judged(known, stuck)
    assert report.earned == {"one": 1, "two": 0, "three": 4} and asked == [1, 20, 2, 4]
    told = f"your code took too long: {LIMIT} seconds of computing are allowed"
    assert [case.message for case in report.cases] == ["", "", told, told, ""]
    assert report.shown.call == "f(2)" and told in str(report)


def test_a_function_that_answers_nothing_is_not_asked_for_ever():
    asked = []

    def stuck(x):
        asked.append(x)
        endless()

    known = make({str(i): 1 for i in range(9)}, *(Case(str(i), Call(i), i) for i in range(9)))
    report = judged(known, stuck)
    assert asked == [0, 1] and report.points == 0 and report.status == "timed out"
    assert all("too long" in case.message for case in report.cases)


def test_a_function_that_answers_once_is_asked_in_every_group():
    known = make({str(i): 1 for i in range(5)}, *(Case(str(i), Call(i), i) for i in range(5)))
    assert judged(known, lambda x: x if x in (0, 4) else endless()).points == 2


def test_a_part_may_ask_for_more():
    with pytest.raises(Gone, match=r"0\.2 seconds"):
        Local(endless, seconds=0.2).call((), {})
    assert CLOCK == 3


BARE_WINDOWS = """
import signal, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in LACKING:
            raise ModuleNotFoundError(f"No module named {name!r}")

LACKING = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog", "crypt", "readline"}
for name in LACKING:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Absent())
for name in ("setitimer", "getitimer", "alarm", "pause", "pthread_kill", "pthread_sigmask", "SIGALRM", "SIGKILL"):
    delattr(signal, name)

from autograder import check
from autograder.assignments import load_part

part = load_part("a1.output_size")
right = part.reference("output_size")
part.seconds = 0.1

def stuck(n, kernel, stride=1, padding=0, dilation=1):
    while stride > 1:
        try:
            right(n, kernel)
        except BaseException:
            pass
    return right(n, kernel, stride, padding, dilation)

assert float(repr(check(part.id, right))) == part.max_points
report = check(part.id, stuck)
print([group for group, points in report.earned.items() if points])
print("took too long" in str(report))
"""


def test_a_check_needs_nothing_that_windows_lacks():
    run = subprocess.run([sys.executable, "-c", BARE_WINDOWS], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    groups, told = run.stdout.splitlines()
    assert "'stride 1'" in groups and "'padding'" in groups and "'stride'" not in groups and told == "True"
