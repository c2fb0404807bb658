"""Programs by strangers: no false name, no false hint, no right program refused.

    python tests/checks/test_strangers.py first

prints what is said of the programs of a set, part by part.
"""

import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from autograder.columns import row_of
from autograder.judging.report import Report

sys.path.append(str(Path(__file__).parents[1] / "support"))  # where it is run as a program
from strangers import Program, Score, programs, score, sets

COLUMNS = ("part", "programs", "deserve", "named", "misnamed", "hints", "false", "refused", "share")
WIDTHS = (26, 9, 8, 6, 9, 6, 6, 8, 6)
LEAST = {
    "fourth": 0.85,
    "sixth": 0.70,
    "seventh": 0.70,
}  # of the programs that deserve a name; the other sets fed the catalogue
QUICK = "fourth"


def each(names):
    """A test's parameters: these sets, all but one of them slow."""
    return [name if name == QUICK else pytest.param(name, marks=pytest.mark.slow) for name in names]


@cache
def answered(name):
    """The programs of a set, each with its report."""
    return [(program, program.report()) for program in programs(name)]


@pytest.mark.parametrize("name", each(sets()))
def test_there_is_no_false_name_no_false_hint_and_no_right_program_refused(name):
    wrong = [
        f"{program.part} {program.slug}: called {report.mistake}, likely {report.likely}, {report.points:g} points"
        for program, report in answered(name)
        if (found := score(program, report)).misnamed or found.misled or found.refused
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", each(LEAST))
def test_most_programs_that_deserve_a_name_get_it(name):
    total = sum((score(program, report) for program, report in answered(name)), Score())
    assert total.share >= LEAST[name]


@pytest.mark.parametrize("name", sets())
def test_every_part_has_ten_wrong_programs_and_a_right_one(name):
    parts = defaultdict(list)
    for program in programs(name):
        parts[program.part].append(program.names is None)
    assert all(any(right) and right.count(False) >= 10 for right in parts.values())


def test_a_name_that_the_catalogue_lacks_is_deserved_and_not_given():
    program = Program("a1.fits", "by_colour", "", frozenset(), frozenset(), "the colour is asked for", "")
    found = score(program, Report("a1.fits", {"values": 8.0}, ()))
    assert (found.deserving, found.named, found.share) == (1, 0, 0.0)


def table(name: str) -> list[str]:
    """What is said of the programs of a set, a line for each part, with the totals."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    for program, report in answered(name):
        found = score(program, report)
        scores[program.part] += found
        scores["all"] += found
    order = sorted(scores, key=lambda part: (part == "all", part))
    rows = [(part, *map(str, vars(scores[part]).values()), f"{scores[part].share:.0%}") for part in order]
    return [row_of(row, WIDTHS, range(1, len(COLUMNS))) for row in (COLUMNS, *rows)]


if __name__ == "__main__":
    for name in sys.argv[1:] or sets():
        print(f"{name}:", *table(name), sep="\n")
