"""What CONTRIBUTING says of adding an assignment, a part and a lecture is tried, to the letter of its examples."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.assignments import assignments

TOY, LECTURE = "a9_toy", "lectures/09_toys.py"
COURSE = ("autograder", "cnnlib", "solutions", "assignments", "nbgrader_config.py")


def examples(text: str) -> dict[str, str]:
    """Path -> content, of every block of code that begins with the comment of a path."""
    return dict(re.findall(r"^```python\n# (\S+\.py)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))


@pytest.fixture(scope="module")
def course(root, tmp_path_factory) -> Path:
    """The course with the examples of CONTRIBUTING in it, and nothing else changed."""
    course = tmp_path_factory.mktemp("course")
    for name in COURSE:
        if (root / name).is_dir():
            shutil.copytree(root / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, course)
    for path, content in examples((root / "CONTRIBUTING.md").read_text(encoding="utf-8")).items():
        file = course / path
        assert not file.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    run(course, "build")
    return course


def run(course: Path, *arguments: str) -> str:
    """What a command prints, run in that copy of the course."""
    command = [sys.executable, "-m", "autograder", *arguments]
    environment = os.environ | {"PYTHONPATH": str(course)}
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("heading", ["An assignment", "A part", "A lecture"])
def test_each_is_told_in_under_ten_lines(root, heading):
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {heading}\n(.*?)(?=^##)", text, re.DOTALL | re.MULTILINE)[1]
    told = re.sub(r"^```.*?^```$", "", section, flags=re.DOTALL | re.MULTILINE)
    assert 0 < len([line for line in told.splitlines() if line]) < 10 and "```" in section


def test_the_notebooks_are_built(course):
    notebook = json.loads((course / "assignments" / TOY / f"{TOY}.ipynb").read_text())
    marks = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    assert marks == ["a9-setup-1", "a9-double-1", "a9-double"]
    assert "raise NotImplementedError" in "".join(notebook["cells"][1]["source"])
    assert (course / LECTURE).with_suffix(".ipynb").is_file()
    run(course, "build", "--check")


def test_the_part_is_audited(course):
    assert re.search(r"a9\.double +1/1 +1/1 .* clean", run(course, "audit", "a9.double"))


def test_a_class_is_graded_and_a_mistake_recognised(course, tmp_path):
    released = (course / "assignments" / TOY / f"{TOY}.ipynb").read_text()
    answers = {"right": "return n + n", "wrong": "return n ** 2", "blank": "raise NotImplementedError"}
    for student, answer in answers.items():
        path = tmp_path / "submitted" / student / TOY / f"{TOY}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(released.replace("raise NotImplementedError", answer))
    rows = run(course, "grade", TOY, "--grading", str(tmp_path), "--quiet").splitlines()
    assert [" ".join(row.split()) for row in rows[1:4]] == [
        "blank 1 not written 0 / 100", "right 100 / 100", "wrong a9.double squared 0 / 100",
    ]  # fmt: skip


def test_a_student_finds_the_notebooks(course):
    code = (
        "import sys; from pathlib import Path; from autograder.lab import copy_missing; copy_missing(Path())"
    )
    subprocess.run(
        [sys.executable, "-c", code], cwd=course, check=True, env=os.environ | {"PYTHONPATH": str(course)}
    )
    assert {f"{TOY}.ipynb", "09_toys.ipynb", "a1_shapes.ipynb"} <= {
        p.name for p in (course / "work").iterdir()
    }


@pytest.mark.slow
def test_the_demonstration_shows_it(course):
    table = run(course, "demo")
    assert re.search(rf"^student .*{TOY}", table, re.MULTILINE)
    row = re.search(r"^right-loops .*$", table, re.MULTILINE)[0]
    columns = len(assignments()) + 1  # the toy's
    assert row.split()[1:] == ["100"] * columns + ["100", "/", "100"]
