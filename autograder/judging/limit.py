"""A limit on the time of one call of a student's function, kept by interrupting it.

In grading the kernel ends the process. In a notebook nothing may end but the call: a thread watches the time,
and when it is up an exception is raised where the function is. Windows has no timer that would do it.

In the main thread an interrupt as of Ctrl-C brings the exception; it ends a `sleep` as well. In another thread
Python raises it at the function's next step, and a `sleep` is waited for.
"""

from __future__ import annotations

import _thread
import ctypes
import functools
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, Protocol

INTERVAL = 0.05  # seconds between two looks at the time, and between two interrupts
PATIENCE = (
    1.0  # seconds for which an interrupt on its way is waited for: a student's handler may have taken it
)

RAISE_IN = ctypes.pythonapi.PyThreadState_SetAsyncExc  # of a thread's number, and an exception or None
NUMBER = ctypes.c_ulong


class TimeUp(BaseException):
    """Raised in a student's function whose time is up."""


class Limited:
    """One call of a student's function with a limit on its time.

    seconds: computing time allowed. Threads of the function's own count, as they do in grading.
    clock: time on the clock allowed, in seconds.
    used: computing time of the call, once it has ended.
    """

    def __init__(self, seconds: float, clock: float):
        self.seconds, self.clock = seconds, clock
        self.used: float | None = None
        self._computed = self._began = 0.0  # by process_time and monotonic, at the beginning
        self._ended = threading.Event()
        self._interrupted = False

    def run(self, function: Callable, args: tuple, kwargs: dict) -> Any:
        """What the function returns. Once this has ended, no interrupt can come any more.

        Raises:
            TimeUp: it took too long, whatever it made of being interrupted.
            KeyboardInterrupt: the user wants it to stop.
            BaseException: what else the function raises.
        """
        try:
            value = self._run(function, args, kwargs)
        except KeyboardInterrupt:
            raise
        except BaseException:
            if self._too_long():
                raise TimeUp from None
            raise
        if self._too_long():
            raise TimeUp
        return value

    def _run(self, function: Callable, args: tuple, kwargs: dict) -> Any:
        def of_the_student() -> Any:
            return function(*args, **kwargs)

        def end() -> None:
            if self.used is None:
                self.used = time.process_time() - self._computed
            self._ended.set()
            watch.join()
            way.close()

        in_main = threading.current_thread() is threading.main_thread()
        way: _Way = (_InMain if in_main else _Elsewhere)(of_the_student.__code__)
        watch = threading.Thread(target=self._watch, args=[way, {*threading.enumerate()}], daemon=True)
        self._computed, self._began = time.process_time(), time.monotonic()
        watch.start()
        try:
            try:
                return of_the_student()
            finally:
                end()
        except TimeUp:
            end()  # outside the main thread it may have come in the middle of `end`
            raise

    def _watch(self, way: _Way, others: set[threading.Thread]) -> None:
        """What the watching thread does. others: threads that are not the function's own."""
        while not self._ended.wait(min(INTERVAL, self.seconds)):
            computed, passed = time.process_time() - self._computed, time.monotonic() - self._began
            if self._interrupted or computed > self.seconds or passed > self.clock:
                way.interrupt(again=self._interrupted)
                self._interrupted = True
                _end({*threading.enumerate()} - others - {threading.current_thread()})

    def _too_long(self) -> bool:
        return self._interrupted or (self.used or 0.0) > self.seconds


class _Way(Protocol):
    """How a function is interrupted."""

    def interrupt(self, again: bool) -> None:
        """Raise TimeUp in the function. again: it has gone on in spite of that."""

    def close(self) -> None:
        """Nothing is left underway. After this, `interrupt` is not called."""


class _InMain:
    """Interrupts the main thread, which asks for it, while it runs the code of one function or what that calls."""

    def __init__(self, code: CodeType):
        self.code = code
        self.underway = (
            False  # set by the watching thread when it sends an interrupt, cleared when that arrives
        )
        self.insist = False
        self.once_more = _Operator(_thread.interrupt_main)
        self.previous = signal.signal(signal.SIGINT, self._arrive)

    def interrupt(self, again: bool) -> None:
        if self.underway:
            return
        self.insist, self.underway = again, True
        if hasattr(signal, "pthread_kill"):  # this one ends a sleep; on Windows the other does
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        else:
            _thread.interrupt_main()

    def _arrive(self, number: int, frame: FrameType | None) -> None:
        """The handler. An interrupt that was not sent from here is the user's."""
        if not self.underway:
            if callable(self.previous):
                self.previous(number, frame)
            return
        running = _runs(self.code, frame)
        if running and self.insist:
            -self.once_more  # noqa: B018
            raise TimeUp
        self.underway = False
        if running:
            raise TimeUp

    def close(self) -> None:
        until = time.monotonic() + PATIENCE
        while self.underway and time.monotonic() < until:
            time.sleep(0)
        signal.signal(signal.SIGINT, self.previous)


class _Elsewhere:
    """Interrupts the thread that asks for it, wherever it is."""

    def __init__(self, code: CodeType):
        class Insisting(TimeUp):
            def __init__(self) -> None:
                if _runs(code, sys._getframe()):
                    -once_more  # noqa: B018

        self.thread = threading.get_ident()
        self.insisting = Insisting
        once_more = _Operator(functools.partial(RAISE_IN, NUMBER(self.thread), ctypes.py_object(Insisting)))

    def interrupt(self, again: bool) -> None:
        _raise_in(self.thread, self.insisting if again else TimeUp)

    def close(self) -> None:
        _raise_in(self.thread, None)


class _Operator:
    """`-operator` calls a function of C's that has an exception raised. After a call Python would raise it at
    once, after an operator it does not: it comes behind the `except` that catches the one before it."""

    def __new__(cls, function: Callable[[], object]) -> Any:
        return super().__new__(type(cls.__name__, (cls,), {"__neg__": function}))


def _runs(code: CodeType, frame: FrameType | None) -> bool:
    """Whether a frame is one of this code, or was called from there."""
    while frame and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


def _end(threads: set[threading.Thread]) -> None:
    """End threads of a function: it may wait for them, and their time would count against its next call."""
    for thread in threads:
        _raise_in(thread.ident, SystemExit)


def _raise_in(thread: int | None, exception: type[BaseException] | None) -> None:
    """Have a thread raise an exception at its next step. None takes back what has not been raised yet."""
    RAISE_IN(NUMBER(thread or 0), None if exception is None else ctypes.py_object(exception))
