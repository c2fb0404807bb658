"""The instructor's pages say what is so: their tables, the files and the commands that they name.

Run as a program, this writes the table of attacks into its page.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from autograder import cli, errors
from autograder.sample.hostile import KINDS

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
PAGES = sorted(BOOK.glob("*.md"))
PROMISES = BOOK / "promises.md"
TABLE = re.compile(r"(<!-- attacks.*?-->\n).*?(<!-- end of attacks -->)", re.DOTALL)
VERDICTS = {  # of one, and of several
    "harmless": ("does not bite", "do not bite"),
    "forges": ("forges points", "forge points"),
    "hurts": ("spoils others' results", "spoil others' results"),
    "stops": ("stops the run for those after it", "stop the run for those after them"),
}


def attacks() -> str:
    """The table of attacks, and a sentence that counts them."""
    from attackers import ATTACKERS

    counts = Counter(student.on_stock for student in ATTACKERS)
    assert set(counts) == set(VERDICTS)
    stock = ", ".join(f"{counts[verdict]} {several}" for verdict, (_, several) in VERDICTS.items())
    rows = [
        f"| {kind} | {student.what} | {'is worth a copy' if student.as_good_as else 'gains nothing'} "
        f"| {VERDICTS[student.on_stock][0]} |"
        for kind in KINDS
        for student in ATTACKERS
        if student.kind == kind
    ]
    head = ["| class | what the student does | here | stock nbgrader |", "| --- | --- | --- | --- |"]
    total = f"{len(ATTACKERS)} attacks in {len(KINDS)} classes. On stock nbgrader: {stock}."
    return "\n".join(["", total, "", *head, *rows, "", ""])


def with_table(page: str) -> str:
    return TABLE.sub(lambda match: match[1] + attacks() + match[2], page)


def test_the_table_of_attacks_is_that_of_the_suite():
    text = PROMISES.read_text(encoding="utf-8")
    assert TABLE.search(text) and text == with_table(text), "run `python tests/test_docs.py`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page):
    text = page.read_text(encoding="utf-8")
    files = re.findall(r"`((?:tests|autograder|cnnlib|benchmarks)/[\w/.]+)`", text)
    links = re.findall(r"\]\(([\w/.]+\.md)\)", text)
    assert files or links or "{{ map }}" in text
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert [name for name in links if not (page.parent / name).exists()] == []


def test_the_commands_on_the_pages_are_commands(capsys):
    """With all options that are shown."""
    for page in PAGES:
        for line in re.findall(r"^autograder (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
            cli._parser().parse_args(line.split("#")[0].split())


def test_the_exit_statuses_are_those_of_the_command():
    rows = re.findall(r"^\| (\d+) \|", (BOOK / "grading.md").read_text(encoding="utf-8"), re.MULTILINE)
    grading = set(errors.MEANINGS) - {errors.FAILED, errors.INTERRUPTED}
    assert [int(status) for status in rows] == sorted(grading)


if __name__ == "__main__":
    sys.path.append(str(ROOT / "tests" / "hostile"))
    PROMISES.write_text(with_table(PROMISES.read_text(encoding="utf-8")), encoding="utf-8")
