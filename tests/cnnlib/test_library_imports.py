"""What importing cnnlib needs, and what it does not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.assignments import assignments, load_assignment
from autograder.sandbox import mounts

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for file in sorted((ROOT / "cnnlib").rglob("*.py"))
    if file.name != "__init__.py"
]
# kinds of arguments, of data sets and of state, used to define functions and classes; nobody has to write them
NEVER_TAUGHT = {"cnnlib.arguments", "cnnlib.data.dataset", "cnnlib.data.published", "cnnlib.explore.state"}
TAUGHT = [module for module in MODULES if module not in NEVER_TAUGHT]


def run(code, *folders):
    code = f"import sys; sys.path[:0] = {[str(folder) for folder in folders]}\n{code}"
    done = subprocess.run([sys.executable, "-c", code], cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_importing_all_of_it_imports_neither_torch_nor_scipy():
    heavy = "{'torch', 'scipy', 'matplotlib', 'sklearn'}"
    loaded = "{name.partition('.')[0] for name in sys.modules}"
    assert run(f"import {', '.join(MODULES)}; print(*{heavy} & {loaded})", ROOT) == []


@pytest.fixture(scope="module")
def box(tmp_path_factory):
    """A grading box in which every module that could be taught is hidden."""
    folder = tmp_path_factory.mktemp("box")
    mounts.prepare(folder, TAUGHT)
    return folder


@pytest.mark.parametrize("module", TAUGHT)
def test_a_module_needs_nothing_at_import_that_grading_may_hide(box, module):
    """All others are stand-ins, which raise as soon as they are used."""
    path = Path(*module.split(".")).with_suffix(".py")
    inside = box / "lib" / path
    stand_in = inside.read_text()
    shutil.copyfile(ROOT / path, inside)
    try:
        found = run(f"import {module}; print(sys.modules[{module!r}].__file__)", box / "lib", box / "worker")
    finally:
        inside.write_text(stand_in)
    assert found == [str(inside)]


@pytest.mark.parametrize("name", assignments())
def test_no_assignment_hides_what_others_are_defined_with(name):
    library = load_assignment(name).hidden
    assert not [module for module in NEVER_TAUGHT if module.startswith(library)]
