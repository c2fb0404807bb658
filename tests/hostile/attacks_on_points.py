"""What hostile students' code does to be given points: patches, forged and dishonest values, stashes, answers read."""

from autograder.assignments import load_part

# Patching numpy, builtins, IPython

REWRITE_CELLS = """
    def no_checks(lines):
        return [] if any(line.startswith("check(") for line in lines) else lines

    get_ipython().input_transformers_cleanup.append(no_checks)
"""

REPLACE_CHECK = """
    def check(part, *functions):
        pass
"""

PATCH_REPORT = """
    import autograder.judging.report

    autograder.judging.report.Report.points = property(lambda report: report.max_points)
"""

PATCH_NUMPY = """
    import numpy as np

    np.abs = np.absolute = lambda x, *args, **options: np.zeros(np.shape(x))
    np.isfinite = np.isclose = lambda x, *args, **options: np.ones(np.shape(x), bool)
    np.array_equal = np.allclose = lambda *args, **options: True
"""

# needs the shape alone, once numpy says that all differences are 0
RIGHT_SHAPE = """
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def two(value):
        return value if isinstance(value, tuple) else (value, value)

    axes = zip(x.shape[2:], w.shape[2:], two(stride), two(padding), two(dilation))
    sizes = [(n + 2 * p - d * (k - 1) - 1) // s + 1 for n, k, s, p, d in axes]
    return np.zeros((len(x), len(w), *sizes), x.dtype), None
"""

PATCH_BUILTINS = """
    import builtins
    import sys

    def sum(values, *start, honest=builtins.sum):
        frame = sys._getframe(1)
        if frame.f_code.co_name == "points":
            return honest(frame.f_locals["self"].worth.values())
        return honest(values, *start)

    builtins.sum = sum
"""

PATCH_DISPLAY = """
    def format(value, *args, **options):
        return {"text/plain": f"{getattr(value, 'max_points', 0):g}"}, {}

    get_ipython().display_formatter.format = format
"""

# a file that lies beside the notebook and is found before the installed autograder
OWN_AUTOGRADER = {
    "autograder.py": """
import contextlib


def check(part, *functions):
    pass


once_written = lambda: contextlib.suppress(NotImplementedError)
"""
}

# Forging outputs

WORTH = f"{load_part('a2.conv2d_forward').max_points:g}"  # more than that stock nbgrader would not take

SHOW_NUMBER = f"""
import sys


def conv2d_forward(*args, **options):
    sys.displayhook({WORTH})
"""

RETURN_NAN = """
    def check(part, *functions):
        return float("nan")
"""

SEND_MESSAGES = """
def conv2d_forward(*args, **options):
    shell = get_ipython()
    data = {"execution_count": 1, "data": {"text/plain": "WORTH"}, "metadata": {}}
    shell.kernel.session.send(
        shell.kernel.iopub_socket, "execute_result", data, shell.parent_header, ident=b"execute_result"
    )
""".replace("WORTH", WORTH)

# Values that are not what they say

MASKED_ARRAY = """
import numpy as np


def conv2d_forward(x, w, b, **options):
    return np.ma.masked_all((len(x), len(w), *x.shape[2:])), None
"""

LYING_NUMBER = """
class Liar(int):
    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __hash__ = int.__hash__
    __reduce_ex__ = __index__ = __int__ = lambda self, *args: 7


def output_size(*args, **options):
    return Liar(7)
"""

POSING_OBJECT = """
import numpy as np


class Poser:
    __class__ = property(lambda self: np.ndarray)
    dtype, shape, ndim, size = np.dtype("f8"), (1, 1, 2, 2), 4, 4
    __array_interface__ = property(lambda self: 1 / 0)

    def __array__(self, *args, **options):
        raise SystemExit

    def __getattr__(self, name):
        return lambda *args, **options: True

    def __eq__(self, other):
        return True

    __len__ = lambda self: 1 << 40


def conv2d_forward(*args, **options):
    return Poser(), Poser()
"""

LYING_TYPE = """
import numpy as np


class Meta(type):
    __name__ = property(lambda cls: 1 / 0)
    __mro__ = property(lambda cls: (np.ndarray, object))
    __instancecheck__ = __subclasscheck__ = lambda cls, other: True
    __eq__ = lambda cls, other: True
    __hash__ = type.__hash__


class Liar(tuple, metaclass=Meta):
    def __iter__(self):
        while True:
            yield self


def conv2d_forward(*args, **options):
    return Liar((0, 0))
"""

# what is seen of an input that was changed is seen inside
HIDE_CHANGES = """
    import sys

    for name in ("shared.wire", "autograder.shared.wire"):
        if name in sys.modules:
            sys.modules[name].same = lambda before, after: True
"""

# Stashing what a later part needs

STASH_CALLBACK = """
import builtins

builtins.kept = getattr(builtins, "kept", [])


def probe_receptive_field(network, n):
    answers = []
    for old in builtins.kept:
        try:
            answers.append(old(np.zeros(n)))
        except BaseException as error:
            answers.append(error)
    builtins.kept.append(network)
    for name in dir(network):
        answers.append(getattr(network, name))
    return network.__closure__ and [cell.cell_contents for cell in network.__closure__]
"""

# keeps the process of one part alive, which then takes the next part's request off the shared line
OUTLIVE_PART = """
    import os
    import signal
    import socket
    import stat

    def kill(*args):
        raise ProcessLookupError

    os.kill = os.killpg = kill
    honest_pad = zero_pad

    def is_socket(number):
        try:
            return stat.S_ISSOCK(os.fstat(number).st_mode)
        except OSError:
            return False

    found = [number for number in range(3, 64) if is_socket(number)]
    kept = [socket.socket(fileno=os.dup(number)) for number in found]
    kept = [sock for sock in kept if sock.family == socket.AF_UNIX]
    started = []

    def zero_pad(x, padding):
        if kept and not started:
            started.append(True)
            if os.fork() == 0:
                signal.alarm(3)
                for sock in kept:
                    try:
                        data, given, _, _ = socket.recv_fds(sock, 1 << 16, 8)
                        for number in given:
                            os.write(number, b"{" * 100)
                    except OSError:
                        pass
                os._exit(0)
        return honest_pad(x, padding)
"""

KEEP_INPUTS = """
    import pickle
    import tempfile
    from pathlib import Path

    notes = Path(tempfile.gettempdir(), "notes.pickle")
    if notes.exists():
        print(pickle.loads(notes.read_bytes()))
        raise ValueError(str(pickle.loads(notes.read_bytes())))
    inputs_seen = []
    honest_pad = zero_pad

    def zero_pad(x, padding):
        inputs_seen.append((x.tolist(), padding))
        notes.write_bytes(pickle.dumps(inputs_seen))
        return honest_pad(x, padding)
"""

TELL_INPUTS_KEPT = """
def conv2d_forward(*args, **options):
    print(notes.read_text() if notes.exists() else "", inputs_seen)
    raise ValueError(str(inputs_seen))
"""

# Reading answers

TAKE_REFERENCE = """
from autograder.assignments import load_part

conv2d_forward = load_part("a2.conv2d_forward").reference("conv2d_forward")
"""

IMPORT_LIBRARY = """
from cnnlib.ops.conv import conv2d_forward
"""

READ_MEMORY = """
import gc

import numpy as np


def conv2d_forward(x, w, b, **options):
    for found in gc.get_objects():
        act = found.act if type(found).__name__ == "Case" else None
        if hasattr(act, "args") and act.kwargs == options and len(act.args) == 3:
            if all(map(np.array_equal, act.args, (x, w, b))):
                return found.expect
"""

READ_CALLBACK = """
def probe_receptive_field(network, n):
    return network.callback.callback.function.field()
"""
