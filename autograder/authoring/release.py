"""What students download: one zip, with the same bytes from the same files."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

from autograder import layout

# the answers in solutions/ and the tests stay with the instructor
CONTENTS = (
    "README.md", "LICENSE", "LICENSE-texts", "Makefile", "environment.yml", "pyproject.toml",
    "constraints.txt", layout.CONFIG, layout.ASSIGNMENTS, layout.LECTURES, "cnnlib", "autograder",
)  # fmt: skip
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold


def files(root: Path) -> list[Path]:
    """The files of the release, in a fixed order, as paths below root."""
    found: set[Path] = set()
    for name in CONTENTS:
        path = root / name
        inside = path.rglob("*") if path.is_dir() else [path]
        found.update(file.relative_to(root) for file in inside if file.is_file())
    return sorted(file for file in found if not LEFT_OUT.intersection(file.parts))


def release(root: Path) -> Path:
    """Write dist/NAME-VERSION.zip below root and return its path.

    The zip unpacks to one folder from which `make lab` works. Times and permissions are fixed, so
    that equal files give equal bytes.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    folder = f"{project['name']}-{project['version']}"
    target = root / "dist" / f"{folder}.zip"
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w") as bundle:
        for file in files(root):
            entry = zipfile.ZipInfo(f"{folder}/{file.as_posix()}", EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, (root / file).read_bytes())
    return target
