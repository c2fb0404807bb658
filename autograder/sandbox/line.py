"""The sockets into a sandbox, seen from outside: to the warm parent, to a keeper, to a student's processes."""

from __future__ import annotations

import contextlib
import secrets
import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator

from autograder.errors import SandboxError
from autograder.judging.callers import Gone
from autograder.shared import messages, wire
from autograder.shared.limits import Limits
from autograder.shared.messages import M, Message, Ready

ANSWERS = 1 << 28  # bytes that all answers of a part may take here, where they wait to be judged together
START_SECONDS = 60.0  # how long a fresh process may take to come up on a busy machine
ENDED = (
    "your code ended its process before it answered (out of memory, os._exit, or a crash in compiled code)"
)


class Control:
    """The socket to the warm parent, which starts and stops processes. See `autograder.shared.messages`."""

    def __init__(self, sock: socket.socket):
        self.sock = sock
        self.sock.settimeout(START_SECONDS)

    def start(self) -> tuple[int, socket.socket, Keeper]:
        """A fresh process: its number for `stop`, its socket, and its keeper."""
        ours, theirs = socket.socketpair()
        word, keepers = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, keepers:
            number = int(self._ask(messages.START, [theirs.fileno(), keepers.fileno()]))
        return number, ours, Keeper(word)

    def stop(self, number: int) -> None:
        """End a process and all that it started, at once."""
        self._ask(messages.stop(number), [])

    def _ask(self, request: bytes, descriptors: list[int]) -> bytes:
        with contextlib.suppress(OSError):  # a broken connection shows in the answer
            socket.send_fds(self.sock, [request], descriptors)
        return self.answer()

    def answer(self) -> bytes:
        """What the parent says next.

        Raises:
            SandboxError: it has ended.
        """
        try:
            answer = self.sock.recv(64)
        except OSError:
            answer = b""
        if not answer:
            raise SandboxError("the sandbox ended unexpectedly; run `autograder doctor`")
        return answer


class Keeper:
    """The socket to the keeper of a submission's processes, which no student's code ever reaches."""

    def __init__(self, sock: socket.socket):
        self.sock = sock
        self.outgrown = False

    def look(self) -> bool:
        """Whether everything was ended because it held too much memory together."""
        with contextlib.suppress(OSError):
            self.outgrown |= self.sock.recv(64, socket.MSG_DONTWAIT) == messages.OUTGROWN
        return self.outgrown

    def end_others(self, spared: Iterable[int]) -> int:
        """End all processes of the submission but the cells' and those of these numbers; how many there were."""
        answer = b""
        with contextlib.suppress(OSError):  # it has ended, and everything with it
            self.sock.settimeout(START_SECONDS)
            self.sock.send(messages.end_others(spared))
            answer = self.sock.recv(64)
        self.sock.settimeout(None)
        self.outgrown |= answer == messages.OUTGROWN
        return messages.number_ended(answer) if answer and not self.outgrown else 0


class Clock:
    """The time of a submission. end: when all of it is over; left: seconds of what counts."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.end = time.monotonic() + limits.whole_seconds
        self.left = limits.total_seconds

    @property
    def is_over(self) -> bool:
        return self.left <= 0 or time.monotonic() >= self.end


class Line:
    """One socket to a student's process. All that goes wrong on it is Gone.

    outgrown: whether the process was ended because all that it started held too much memory.
    """

    def __init__(self, sock: socket.socket, clock: Clock, outgrown: Callable[[], bool]):
        self.sock, self.clock, self.outgrown = sock, clock, outgrown
        self.started = self.deadline = self.full = 0.0
        self.seconds = 0
        self.number = 0
        self.left = ANSWERS

    @contextlib.contextmanager
    def exchange(self, seconds: int, counts: bool = True) -> Iterator[None]:
        """A question and all that is said until its answer.

        seconds: computing time that it may take. counts: whether it is done for the first time.
        """
        self.seconds, self.number = seconds, secrets.randbits(62)
        self.started = time.monotonic()
        self.full = self.started + self.clock.limits.clock * seconds
        self.deadline = min(self.full, self.clock.end)
        if counts:
            self.deadline = min(self.deadline, self.started + self.clock.left)
        try:
            yield
        finally:
            if counts:
                self.clock.left -= self.taken()

    def is_closed(self) -> bool:
        """Whether the process has ended, and has left nothing to be read."""
        readable, _, _ = select.select([self.sock], [], [], 0)
        try:
            return bool(readable) and not self.sock.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def taken(self) -> float:
        """Seconds since the exchange began."""
        return time.monotonic() - self.started

    def request(
        self, message: Message, number: int | None = None, handed_over: socket.socket | None = None
    ) -> None:
        """Ask the cells' process. number: what the answer has to repeat where it comes on another line."""
        with self._gone():
            descriptors = [handed_over.fileno()] if handed_over else []
            wire.set_timeout(self.sock, self.deadline)
            socket.send_fds(self.sock, [b"+"], descriptors)
            wire.send(
                self.sock,
                messages.to_data(message, self.number if number is None else number),
                deadline=self.deadline,
            )

    def read_ready(self) -> None:
        """The first message of a process, sent before any of the student's code has run."""
        try:
            data = wire.receive(self.sock, deadline=time.monotonic() + START_SECONDS)
            failed = messages.read(data, Ready).failed
        except (wire.WireError, TimeoutError) as error:
            failed = str(error) or "it took too long"
        if failed is not None:
            raise SandboxError(
                f"a student's process cannot be locked in ({failed}); allow user namespaces, "
                "or use a machine where they are allowed"
            )

    def send(self, message: Message) -> None:
        with self._gone():
            wire.send(self.sock, messages.to_data(message, self.number), deadline=self.deadline)

    def receive(self, *kinds: type[M]) -> M:
        """The next message of the exchange, of one of these kinds."""
        with self._gone():
            data, weight = wire.receive_weighed(self.sock, deadline=self.deadline)
            self.left -= weight
            if self.left < 0:
                raise wire.WireError(f"more than {ANSWERS >> 20} MiB in all")
            number = messages.take_number(data)
            if type(number) is not int or number != self.number:
                raise wire.WireError("it does not answer the question that was asked")
            return messages.read(data, *kinds)

    @contextlib.contextmanager
    def _gone(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError:
            raise self._too_slow() from None
        except (wire.Closed, OSError):
            raise self._ended() from None
        except wire.WireError as error:
            raise no_answer(str(error)) from None

    def _ended(self) -> Gone:
        if self.outgrown():
            memory = self.clock.limits.memory >> 20
            return Gone("crashed", f"your code used too much memory: {memory} MiB in all are allowed")
        if self.taken() >= self.seconds:
            return self._too_slow()
        return Gone("crashed", ENDED)

    def _too_slow(self) -> Gone:
        if self.deadline < self.full and time.monotonic() >= self.deadline:
            total = f"{self.clock.limits.total_seconds:g}"
            return Gone("timed out", f"your notebook took too long: {total} seconds in all are allowed")
        return Gone("timed out", f"your code took too long: {self.seconds} seconds of computing are allowed")


def no_answer(what: str) -> Gone:
    """How a process ends that said something of the wrong form."""
    return Gone("crashed", f"your code's process sent what is no answer: {what}")
