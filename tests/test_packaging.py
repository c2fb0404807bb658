"""What is installed, what students download, and what stays out of git."""

import ast
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from autograder.authoring import release

PACKAGES = ("autograder", "cnnlib")


def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]


def requirements(root: Path) -> dict[str, Requirement]:
    stated = project(root)["dependencies"] + project(root)["optional-dependencies"]["test"]
    return {canonicalize_name(r.name): r for r in map(Requirement, stated)}


def pins(root: Path) -> dict[str, str]:
    lines = (root / "constraints.txt").read_text().splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def copy_of(root: Path, target: Path) -> Path:
    """The files that an installation needs, so that building leaves nothing in the tree."""
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-texts"):
        shutil.copy(root / name, target)
    for name in PACKAGES:
        shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def test_constraints_pin_every_requirement_within_its_range(root):
    pinned = {canonicalize_name(name): version for name, version in pins(root).items()}
    for name, requirement in requirements(root).items():
        assert name in pinned, f"{name} is not in constraints.txt"
        assert requirement.specifier.contains(pinned[name]), f"{requirement} excludes {pinned[name]}"


def test_constraints_are_plain_versions(root):
    for name, version in pins(root).items():
        assert re.fullmatch(r"[A-Za-z0-9._-]+", name)
        assert re.fullmatch(r"[0-9]+(\.[0-9a-z]+)*", version), f"{name}=={version} fits one build only"


def test_every_pin_installs_on_every_python_that_is_supported(root):
    """Such as the 3.11.2 of Debian 12."""
    minors = [f"3.{minor}" for minor in range(20)]
    oldest = min(filter(SpecifierSet(project(root)["requires-python"]).contains, minors), key=Version)
    for name in pins(root):
        wanted = importlib.metadata.distribution(name).metadata.get("Requires-Python", "")
        assert SpecifierSet(wanted).contains(f"{oldest}.0"), f"{name} needs Python {wanted}"


def test_everything_imported_is_required(root):
    distributions = importlib.metadata.packages_distributions()
    stated = set(requirements(root))
    for folder in (*PACKAGES, "tests", "benchmarks"):
        for file in sorted((root / folder).rglob("*.py")):
            for module in (
                imported(file) - set(sys.stdlib_module_names) - {*PACKAGES, "benchmarks"} - neighbours(file)
            ):
                sources = {canonicalize_name(name) for name in distributions.get(module, [])}
                assert sources & stated, f"{file.relative_to(root)} imports {module}, which is not required"


def neighbours(file: Path) -> set[str]:
    """Modules that a file imports by bare name: pytest allows it, and so does the sandbox, which is flat."""
    folders = [file.parent]
    if "tests" in file.parts:
        folders.append(next(p for p in file.parents if p.name == "tests"))
    elif file.parent.name == "inside":
        return {"shared", *(f.stem for f in file.parent.rglob("*.py"))}
    else:
        return set()
    return {f.stem for folder in folders for f in folder.rglob("*.py")}


def imported(file: Path) -> set[str]:
    """Top-level names that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_conda_takes_everything_from_the_same_two_files(root):
    listed = re.findall(r"^ +- (.+)$", (root / "environment.yml").read_text(), re.MULTILINE)
    python = next(entry for entry in listed if entry.startswith("python="))
    supported = Requirement(f"python{project(root)['requires-python']}").specifier
    assert supported.contains(python.removeprefix("python="))
    assert listed == ["conda-forge", python, "pip", "pip:", "-c constraints.txt", "-e .[book,test]"]


def test_a_wheel_holds_every_file_of_the_packages(root, tmp_path):
    source = copy_of(root, tmp_path)
    (source / "cnnlib" / "explore" / "toy.js").write_text("export default {}\n")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        "out",
        ".",
    ]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = (source / "out").glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert "cnnlib/explore/toy.js" in packed
    for package in PACKAGES:
        files = [f for f in (root / package).rglob("*") if f.is_file() and "__pycache__" not in f.parts]
        assert {f.relative_to(root).as_posix() for f in files} <= packed


def test_the_console_command_exists(root):
    module, function = project(root)["scripts"]["autograder"].split(":")
    assert module == "autograder.cli"
    assert callable(getattr(__import__(module, fromlist=[function]), function))


def test_importing_autograder_imports_neither_torch_nor_nbgrader(root):
    code = "import sys, autograder; print(sorted({'torch', 'nbgrader'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "target",
    ["demo", "lab", "test", "test-slow", "lint", "notebooks", "book", "publish", "release", "bench", "clean"],
)
def test_make_has_the_target(root, target):
    done = subprocess.run(["make", "-n", target], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def clone(root, tmp_path) -> Path:
    """What a student's or a release's command needs of the repository."""
    copy_of(root, tmp_path)
    for name in release.CONTENTS:
        if (root / name).is_file():
            shutil.copy(root / name, tmp_path)
    for folder in ("solutions", "assignments"):
        shutil.copytree(root / folder, tmp_path / folder)
    return tmp_path


def test_a_release_is_byte_identical_and_holds_no_solutions(clone):
    first = release.release(clone).read_bytes()
    for file in clone.rglob("*"):
        file.touch()
    bundle = release.release(clone)
    assert bundle.read_bytes() == first
    names = {name.split("/", 1)[1] for name in zipfile.ZipFile(bundle).namelist()}
    assert {"Makefile", "pyproject.toml", "constraints.txt", "autograder/cli.py"} <= names
    assert {f"assignments/{n}/{n}.ipynb" for n in ("a1_shapes", "a2_convolution")} <= names
    assert not [name for name in names if name.startswith(("solutions", "tests")) or "__pycache__" in name]


def test_git_ignores_what_is_made_and_nothing_that_is_written(root, tmp_path):
    shutil.copy(root / ".gitignore", tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    made = ["work/a1_shapes.ipynb", "grading/gradebook.db", "dist/x.zip", ".venv/x", "a.egg-info/x",
            "tests/__pycache__/x", ".pytest_cache/x", ".ruff_cache/x", ".hypothesis/x"]  # fmt: skip
    written = [
        "assignments/a1_shapes/a1_shapes.ipynb",
        "autograder/authoring/build.py",
        "tests/work/x",
        ".ci/run",
    ]
    command = ["git", "check-ignore", *made, *written]
    ignored = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout.split()
    assert ignored == made
