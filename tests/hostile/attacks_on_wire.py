"""What hostile students' code says on the line to the grader, in place of what belongs there."""

# finds every open line to a process of the same machine and says something on it
TALK = """
import os
import socket
import stat
import struct


def talk(data):
    for number in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                with socket.socket(fileno=os.dup(number)) as sock:
                    if sock.family == socket.AF_UNIX:
                        sock.settimeout(2)
                        sock.sendall(data)
        except OSError:
            pass


def message(header, payload=b""):
    return struct.pack("<IQ", len(header), len(payload)) + header + payload


REPLY = b'{"dict":[["value",1],["cache",null],["kept",null],["error",null],["changed",false],["printed",""]]}'
CELL = b'{"dict":[["error",null]]}'
DEFINED = b'{"dict":[["defined",{"tuple":[true]}]]}'
"""


def speaking(*lines: str) -> str:
    """A function that says these expressions, one after the other, and ends its process."""
    says = "".join(f"    talk({line})\n" for line in lines)
    return f"{TALK}\n\ndef conv2d_forward(*args, **options):\n{says}    os._exit(0)\n"


ANNOUNCE_TOO_MUCH = speaking('struct.pack("<IQ", 2, 1 << 60)')
SEND_HALF = speaking("message(REPLY)[:-9]")
WRONG_LENGTHS = speaking("""message(b'{"array":["float64",[1000000],[0],false,true]}', bytes(8))""")
HIDDEN_LENGTH = speaking("""message(b'{"array":["float64",[0,9000000000000000000],[0,1],true,true]}')""")
NEST_DEEPLY = speaking('message(b"[" * 500_000 + b"]" * 500_000)', """message(b'{"tuple":[' * 90_000)""")
WRONG_TYPES = speaking('message(REPLY.replace(b"false", b"1"))', """message(b'{"__class__":"os.system"}')""")
REPEAT_KEYS = speaking("""message(REPLY.replace(b'["cache",null]', b'["value",50],["value",NaN]'))""")
HUGE_NUMBERS = speaking(
    'message(REPLY.replace(b\'"value",1\', b\'"value",\' + b"9" * 100_000))',
    """message(b'{"scalar":["int8",1e999]}')""",
)
CALL_UNINVITED = speaking(
    """message(b'{"dict":[["callback",0],["args",{"tuple":[]}],["kwargs",{"dict":[]}]]}')""",
    """message(b'{"dict":[["callback",-1],["args",{"tuple":[]}],["kwargs",{"dict":[]}]]}')""",
)

# replies to all that could be asked, before it is asked, on the line of the cells and of the part
ANSWER_FIRST = f"""{TALK}

def conv2d_forward(*args, **options):
    talk(message(REPLY) * 1000)
    return 1


talk(message(CELL) * 3 + message(DEFINED) * 3 + message(REPLY) * 100)
"""

CALL_BACK_ENDLESSLY = """
def probe_receptive_field(network, n):
    for _ in range(10**6 if os.path.exists(asked) else 1):
        try:
            network(np.zeros(n))
        except RuntimeError:
            pass
"""

CALL_BACK_WITH_MUCH = """
import os


def probe_receptive_field(network, n):
    deep = []
    for _ in range(10_000):
        deep = [deep]
    for odd in (np.zeros(1 << 24), np.zeros((1 << 25) - 1), np.zeros(1 << 26), deep, object(), b"x", "x" * 10**6):
        try:
            network(odd)
        except BaseException as error:
            print(error)
    os._exit(0)
"""
