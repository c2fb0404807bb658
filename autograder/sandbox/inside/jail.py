"""How a process gives away its rights: namespaces, mounts, capabilities, limits, system calls.

Linux only, through the C library, because Python has no functions for most of this. Every step raises
OSError where the kernel refuses it: there is no weaker mode.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = 0x20000, 0x08000000, 0x10000000, 0x20000000
CLONE_NEW_ANY = 0x7E020000  # every flag of clone that makes a namespace
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND = 1, 2, 4, 8, 32, 4096
MS_NOATIME, MS_RELATIME, MS_STRICTATIME = 1 << 10, 1 << 21, 1 << 24
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38
EPERM, ENOSYS = 1, 38

# System calls that a student's code has no use for and that get around a limit (memory that no
# RLIMIT counts, namespaces with new rights), reach into another process, leave the core that the grader
# keeps to, or hold up the whole machine. There is no network inside, so sockets come in pairs alone, which
# have no names. Numbers by machine.
DENIED = {
    "x86_64": {
        "unshare": 272, "setns": 308, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161,
        "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432,
        "mount_setattr": 442, "shmget": 29, "shmat": 30, "semget": 64, "msgget": 68, "mq_open": 240,
        "memfd_create": 319, "memfd_secret": 447, "userfaultfd": 323, "bpf": 321,
        "perf_event_open": 298, "io_uring_setup": 425, "add_key": 248, "request_key": 249, "keyctl": 250,
        "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312, "pidfd_getfd": 438,
        "sched_setaffinity": 203,
        "socket": 41, "bind": 49, "setsockopt": 54, "vmsplice": 278, "sync": 162, "syncfs": 306, "syslog": 103,
    },
    "aarch64": {
        "unshare": 97, "setns": 268, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51,
        "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432,
        "mount_setattr": 442, "shmget": 194, "shmat": 196, "semget": 190, "msgget": 186, "mq_open": 180,
        "memfd_create": 279, "memfd_secret": 447, "userfaultfd": 282, "bpf": 280,
        "perf_event_open": 241, "io_uring_setup": 425, "add_key": 217, "request_key": 218, "keyctl": 219,
        "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272, "pidfd_getfd": 438,
        "sched_setaffinity": 122,
        "socket": 198, "bind": 200, "setsockopt": 208, "vmsplice": 75, "sync": 81, "syncfs": 267, "syslog": 116,
    },
}  # fmt: skip
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CLONE = {"x86_64": 56, "aarch64": 220}
CLONE3 = 435

_libc = ctypes.CDLL(None, use_errno=True)


def become(uid: int) -> None:
    """Give up root for good: the process becomes an otherwise unused user and group."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    _prctl(PR_SET_DUMPABLE, 1)  # else /proc/self belongs to root and no uid map can be written


def enter_namespaces() -> None:
    """User, pid and ipc namespaces of its own; the next child is the new pid namespace's first."""
    uid, gid = os.getuid(), os.getgid()
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # should the machine's memory run out, this goes first
    _call("unshare", _libc.unshare(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWIPC))
    for name, text in [("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")]:
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def settle(*, memory: int, processes: int, file_size: int, disk: int) -> None:
    """A session of its own, a private /tmp of `disk` bytes, an empty /proc, no rights, and limits in bytes
    and numbers."""
    os.setsid()  # a signal to a process group knows no namespace, and the warm parent is in the one left here
    _call("unshare", _libc.unshare(CLONE_NEWNS))
    for device in os.listdir("/dev"):
        _make_read_only(f"/dev/{device}")
    _mount("/tmp", MS_NOSUID | MS_NODEV, f"size={disk},nr_inodes=4096,mode=0700")
    _mount("/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY, "size=4096,nr_inodes=2")
    os.chdir("/tmp")
    _drop_capabilities()
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_NPROC: processes,
        resource.RLIMIT_FSIZE: file_size,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,  # a full socket holds 200 KiB of the kernel's memory, which no limit counts
        resource.RLIMIT_SIGPENDING: 64,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))
    _filter_system_calls()


def _mount(target: str, flags: int, options: str) -> None:
    _call(f"mount {target}", _libc.mount(b"tmpfs", target.encode(), b"tmpfs", flags, options.encode()))


def _make_read_only(path: str) -> None:
    """A device can be written to all the same, but its inode cannot: it is the machine's own, and its times
    would tell one process what another one saw."""
    has = os.statvfs(path).f_flag
    kept = sum(flag for flag in (MS_NOSUID, MS_NODEV, MS_NOEXEC) if has & flag)  # a namespace may drop none
    kept |= MS_NOATIME if has & os.ST_NOATIME else MS_RELATIME if has & os.ST_RELATIME else MS_STRICTATIME
    flags = MS_REMOUNT | MS_BIND | MS_RDONLY | kept
    _call(f"remount {path}", _libc.mount(None, path.encode(), None, flags, None))


def _drop_capabilities() -> None:
    capability = 0
    while _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
    _call("capset", _libc.capset(header, (ctypes.c_uint32 * 6)()))


class _Instruction(ctypes.Structure):
    _fields_ = [
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction))]


LOAD, JUMP_EQUAL, JUMP_GREATER_EQUAL, JUMP_SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000


def _filter_system_calls() -> None:
    """Install a seccomp filter that refuses the calls in DENIED, and clone with a new namespace."""
    machine = platform.machine()
    if machine not in DENIED:
        raise OSError(ENOSYS, f"the sandbox knows x86_64 and aarch64, not {machine}")
    refused = [(LOAD, 0, 0, 4), (JUMP_EQUAL, 1, 0, AUDIT_ARCH[machine]), (RETURN, 0, 0, REFUSE | EPERM)]
    refused += [(LOAD, 0, 0, 0), (JUMP_GREATER_EQUAL, 0, 1, 1 << 30), (RETURN, 0, 0, REFUSE | EPERM)]  # x32
    for number in DENIED[machine].values():
        refused += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, REFUSE | EPERM)]
    # clone3 hides its flags behind a pointer; refused as unknown, so that the C library takes clone.
    refused += [(JUMP_EQUAL, 0, 1, CLONE3), (RETURN, 0, 0, REFUSE | ENOSYS)]
    refused += [(JUMP_EQUAL, 0, 3, CLONE[machine]), (LOAD, 0, 0, 16)]
    refused += [(JUMP_SET, 0, 1, CLONE_NEW_ANY), (RETURN, 0, 0, REFUSE | EPERM), (RETURN, 0, 0, ALLOW)]
    code = (_Instruction * len(refused))(*(_Instruction(*one) for one in refused))
    program = _Program(len(refused), code)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_SET_SECCOMP, 2, ctypes.byref(program))


def _prctl(option: int, *args: object) -> None:
    padded = [*args, 0, 0, 0, 0][:4]
    longs = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in padded]
    _call(f"prctl {option}", _libc.prctl(option, *longs))


def _call(name: str, result: int) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
