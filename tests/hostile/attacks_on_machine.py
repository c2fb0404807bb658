"""What hostile students' code does to the machine: processes, memory, disk, floods, waits, crashes, signals."""

# Only where points are at stake, so that one wait of a test is enough: a part that was all right is not
# asked again for the examples in the feedback.
NOTE_IN_EARNEST = """
    import os
    import tempfile

    asked = os.path.join(tempfile.gettempdir(), "asked")
    honest = {function}

    def {function}(*args, **options):
        open(asked, "w").close()
        return honest(*args, **options)
"""

IN_EARNEST = """
import ctypes
import os
import resource
import signal
import time


def conv2d_forward(*args, **options):
    if os.path.exists(asked):
        {act}
"""

# Processes

FORK_STORM = """
    import os
    import time

    for _ in range(1000):
        try:
            if os.fork() == 0:
                while True:
                    time.sleep(1)
        except OSError:
            break
"""

# waits until its own kernel is gone, then writes into what the others handed in
OUTLIVE_KERNEL = """
    import os
    import signal
    import time
    from pathlib import Path

    kernel = os.getpid()
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            time.sleep(0.05)
            try:
                os.kill(kernel, 0)
            except OSError:
                for folder in Path.cwd().resolve().parents:
                    for path in folder.glob("submitted/*/a2_convolution/a2_convolution.ipynb"):
                        path.write_text(path.read_text().replace("def conv2d", "def was_conv2d"))
        os._exit(0)
"""

SPIN_IN_THREAD = """
    import threading

    def spin():
        while True:
            pass

    for daemon in (True, False):
        threading.Thread(target=spin, daemon=daemon).start()
"""

# each in a session of its own, so that a scheduler that is fair to sessions is not to their neighbours
HOG_PROCESSORS = """
import os
import time


def conv2d_forward(*args, **options):
    for _ in range(30):
        try:
            if os.fork():
                continue
        except OSError:
            break
        os.setsid()
        while time.process_time() < 0.5:
            pass
        os._exit(0)
    time.sleep(4)
    os._exit(0)
"""

# Memory

EAT_MEMORY = """
kept = []


def conv2d_forward(*args, **options):
    while True:
        kept.append(bytearray(2**26))
"""

EAT_MEMORY_TOGETHER = """
import os
import time


def conv2d_forward(*args, **options):
    for _ in range(8):
        if os.fork() == 0:
            kept = bytearray(1 << 29)
            kept[::4096] = b"x" * (1 << 17)
            time.sleep(2)
            os._exit(0)
    for _ in range(8):
        os.wait()
    os._exit(0)
"""

ASK_FOR_TERABYTES = """
import mmap
import os


def conv2d_forward(*args, **options):
    for ask in (lambda: bytes(1 << 42), lambda: np.ones(1 << 42), lambda: mmap.mmap(-1, 1 << 42)):
        try:
            ask()
        except (MemoryError, OSError):
            pass
    text = "x"
    try:
        while True:
            text += text
    finally:
        os._exit(0)
"""

# memory of the kernel's, which no limit of a process counts
FILL_SOCKETS = """
import socket


def conv2d_forward(*args, **options):
    kept = []
    try:
        while True:
            kept.append(socket.socketpair())
            kept[-1][0].setblocking(False)
            while True:
                try:
                    kept[-1][0].send(bytes(1 << 16))
                except BlockingIOError:
                    break
    except OSError:
        pass
"""

# Disk

FILL_DISK = """
    import os
    import tempfile

    for folder in (tempfile.gettempdir(), os.getcwd(), os.path.expanduser("~"), "/dev/shm"):
        try:
            for number in range(10_000):
                with open(f"{folder}/fill-{number}", "wb") as file:
                    file.write(bytes(1 << 23))
        except OSError:
            pass
"""

MANY_FILES = """
    import os
    import tempfile

    folder = tempfile.gettempdir()
    try:
        for number in range(20_000):
            os.symlink("x" * 200, f"{folder}/many-{number}")
    except OSError:
        pass
"""

SPARSE_FILE = """
    import os
    import tempfile

    descriptor, path = tempfile.mkstemp()
    for size in (1 << 24, 1 << 34, 1 << 44):
        try:
            os.truncate(path, size)
            os.pwrite(descriptor, b"x", size - 1)
            os.posix_fallocate(descriptor, 0, size)
        except OSError:
            pass
"""

# Floods

FLOOD = """
    import sys

    for _ in range(200):
        print("x" * 10**6)
        print("x" * 10**6, file=sys.stderr)
"""

RAISE_MUCH = """
def conv2d_forward(*args, **options):
    raise type("X" * 10**6, (ValueError,), {})("x" * 10**8)
"""

RETURN_MUCH = """
def conv2d_forward(x, *args, **options):
    return np.zeros((1 << 13, 1 << 13)), list(range(10**6))
"""

RETURN_DEPTHS = """
def conv2d_forward(*args, **options):
    deep = []
    for _ in range(10**6):
        deep = [deep]
    around = []
    around.append(around)
    return around, deep
"""

# Infinite loops

# compiled code that looks for no signal and lets no other thread run: an interrupt never arrives
LOOP_IN_LIBRARY = """
import itertools


def conv2d_forward(*args, **options):
    return 0 in itertools.repeat(1)
"""

LOOP_WHILE_CLOSING = """
class Endless:
    def __del__(self):
        while True:
            pass

    __str__ = __repr__ = __del__


def conv2d_forward(*args, **options):
    raise ValueError(Endless())
"""

IGNORE_SIGNALS = """[signal.signal(each, signal.SIG_IGN) for each in signal.valid_signals() - {9, 19, 32, 33}]
        resource.setrlimit(resource.RLIMIT_CPU, (resource.getrlimit(resource.RLIMIT_CPU)[1],) * 2)
        while True:
            pass"""

# a hundred thousand blank lines after one that fails, where what failed is looked for
BLANK_LINES = "del conv2d_forward\nraise ValueError\n" + 10**6 * "\n"

# Sleeps from which nothing wakes

VFORK = """if ctypes.CDLL(None).vfork() == 0:
            while True:
                time.sleep(1)"""

READ_SILENT_PIPE = "os.read(os.pipe()[0], 1)"

STOP_ITSELF = "os.kill(os.getpid(), signal.SIGSTOP)"

# Crashes

SEGFAULT = """
import ctypes


def conv2d_forward(*args, **options):
    ctypes.string_at(0)
"""

ABORT = """
import os


def conv2d_forward(*args, **options):
    os.abort()
"""

OVERWRITE_NONE = """
    import ctypes

    ctypes.memset(id(None), 255, 16)
    ctypes.memset(id(type(None)), 255, 400)
"""

# Exits

END_PROCESS = """
    import atexit
    import os

    atexit.register(print, '{"points": 50}')
    os._exit(0)
"""

RAISE_EXIT = """
class Leave(SystemExit):
    code = property(lambda self: 1 / 0)

    def __str__(self):
        raise self


def conv2d_forward(*args, **options):
    raise Leave(0)
"""

RAISE_INTERRUPT = """
class Stop(KeyboardInterrupt, GeneratorExit):
    pass


def conv2d_forward(*args, **options):
    raise Stop
"""

QUIT = """
    quit()
    exit()
    get_ipython().ask_exit()
    get_ipython().reset(new_session=True)
    raise SystemExit
"""

# Signals to others

KILL_EVERYBODY = """
    import os
    import signal

    for each in (signal.SIGTERM, signal.SIGKILL):
        os.kill(-1, each)
"""

# a process group knows no namespace
KILL_GROUP = """
    import os
    import signal

    os.kill(0, signal.SIGKILL)
"""

STOP_GROUP = "os.killpg(0, signal.SIGSTOP)"

SLOW_GROUP = """
    import os

    os.setpriority(os.PRIO_PGRP, 0, 19)
"""
