"""Tests of the tests: does every part kill every known wrong program and accept every right one?

For each part and seed the audit runs its mistakes, its pairs of mistakes, lazy answers and its right
variants (cnnlib's own function among them) through the same check that students meet. What must hold must
hold on every seed.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.assignments import assignment_of, assignments, load_assignment, load_part
from autograder.authoring.lazy import groups_earned
from autograder.columns import row_of
from autograder.judging.callers import Local
from autograder.judging.examine import examine
from autograder.judging.judge import Verdict
from autograder.judging.likely import likely
from autograder.judging.recognise import (
    JOINED,
    alike,
    failing_cases,
    known_verdicts,
    nesting_answers,
    recognise,
    same_answers,
)
from autograder.part import Call, Part, groups_lost

NAMED_SHARE = 0.9  # of the mistakes must be recognised by name
OTHER_SEEDS = 4  # on so many seeds two nestings that seem to be one program are compared
PAIR_SEEDS = 3  # pairs of mistakes take most of the time, and are tried on the first seeds alone
PAIRS = 400  # so many twos of mistakes at most, others on each seed; a test may have time for fewer

Groups = frozenset[str]
Singles = Mapping[str, Sequence[Verdict]]


@dataclass(frozen=True)
class SeedResult:
    """What one seed brought out.

    lost: the groups that each mistake earns nothing for. called: the name that each was recognised by.
    accepted: names of the right variants with full points. pairs: programs with two faults that were tried.
    misnamed: how many programs were called a mistake that they do not make.
    """

    lost: dict[str, Groups]
    called: dict[str, str | None]
    accepted: frozenset[str]
    pairs: int
    misnamed: int
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """A program with two known mistakes. called, misled: a name and hints that are not true of it."""

    names: str
    passed: bool
    called: str | None
    misled: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """What the audit found out about one part over all seeds; a mistake or a variant counts that does on all.

    lost: per mistake, the groups of cases that it loses on every seed.
    unnamed: sentences on mistakes that were not recognised.
    """

    part: str
    mistakes: int
    right: int
    killed: int
    named: int
    misnamed: int
    accepted: int
    pairs: int
    lost: dict[str, Groups]
    unnamed: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def clean(self) -> bool:
        return not self.problems and self.named >= NAMED_SHARE * self.mistakes

    def as_dict(self) -> dict[str, int]:
        names = ("mistakes", "killed", "named", "misnamed", "right", "accepted")
        return {name: getattr(self, name) for name in names}


def audit_all(ids: Sequence[str], seeds: int) -> Iterator[Matrix]:
    """Audit the parts of these ids, or all parts, on seeds 0, 1, 2, ..."""
    ids = ids or [id for name in assignments() for id in load_assignment(name).part_ids]
    for id in ids:
        yield audit(load_part(id), range(seeds))


def audit(part: Part, seeds: Iterable[int], pairs: int = PAIRS) -> Matrix:
    """Run everything that is known about a part on some seeds. pairs: so many twos of mistakes on a seed."""
    return _folded(part, {s: audit_seed(part, s, pairs * (n < PAIR_SEEDS)) for n, s in enumerate(seeds)})


def audit_seed(part: Part, seed: int, twos: int = PAIRS) -> SeedResult:
    """Run everything that is known about a part on one seed. twos: so many pairs of mistakes, both ways."""
    singles = {name: known_verdicts(part, name, seed) for name in part.mistakes}
    called = {name: recognise(part, seed, verdicts) for name, verdicts in singles.items()}
    misnamed = [(name, other) for name, other in called.items() if other not in (None, name)]
    pairs = list(_pairs(part.untimed, seed, twos)) if twos else []
    refused = dict(_refused(part, seed))
    problems = [
        *(f"mistake {name} is called {other}" for name, other in misnamed),
        *(f"mistakes {one} and {other} are alike on all cases" for one, other in _alike(part, seed, singles)),
        *(f"pair {pair.names} is not killed" for pair in pairs if pair.passed),
        *(f"pair {pair.names} is called {pair.called}" for pair in pairs if pair.called),
        *(f"pair {pair.names} is likely {name}" for pair in pairs for name in pair.misled),
        *(f"the lazy answer {name} earns the group {group}" for name, group in groups_earned(part, seed)),
        *(f"right variant {name} refused: {why}" for name, why in refused.items()),
    ]
    return SeedResult(
        lost={name: lost_by(part, seed, verdicts) for name, verdicts in singles.items()},
        called=called,
        accepted=frozenset(right_variants(part)) - refused.keys(),
        pairs=len(pairs),
        misnamed=len(misnamed) + sum(pair.called is not None for pair in pairs),
        problems=tuple(f"seed {seed}: {problem}" for problem in problems),
    )


def _folded(part: Part, results: Mapping[int, SeedResult]) -> Matrix:
    """The results of all seeds as one."""
    found = list(results.values())
    killed = [name for name in part.mistakes if all(result.lost[name] for result in found)]
    problems = [problem for result in found for problem in result.problems]
    problems += _unsteady(part, results)
    problems += [f"mistake {name} is not killed" for name in part.mistakes if name not in killed]
    return Matrix(
        part=part.id,
        mistakes=len(part.mistakes),
        right=len(right_variants(part)),
        killed=len(killed),
        named=sum(all(result.called[name] == name for result in found) for name in part.mistakes),
        misnamed=sum(result.misnamed for result in found),
        accepted=sum(all(name in result.accepted for result in found) for name in right_variants(part)),
        pairs=sum(result.pairs for result in found),
        lost=found[0].lost,
        unnamed=tuple(
            f"seed {seed}: mistake {name} is not named"
            for seed, result in results.items()
            for name, called in result.called.items()
            if called is None and result.lost[name]
        ),
        problems=tuple(problems),
    )


def _unsteady(part: Part, results: Mapping[int, SeedResult]) -> Iterator[str]:
    """Mistakes that lose other groups on another seed: then home and grading would disagree."""
    for name in part.mistakes:
        first_seed: dict[Groups, int] = {}
        for seed, result in results.items():
            first_seed.setdefault(result.lost[name], seed)
        if len(first_seed) > 1:
            sets = " or ".join(f"{sorted(groups)} (seed {seed})" for groups, seed in first_seed.items())
            yield f"mistake {name} loses {sets}"


def right_variants(part: Part) -> dict[str, list[Callable]]:
    """Right variants of the whole part by name: one function written differently at a time, and cnnlib's."""
    variants = {
        f"{of}.{name}" if len(part.functions) > 1 else name: part.with_(**{of: function})
        for of, functions in part.rights.items()
        for name, function in functions.items()
    }
    library = [assignment_of(part).from_library(name) for name in part.functions]
    if all(library):
        variants["cnnlib"] = [function for function in library if function]
    return variants


def _run(part: Part, functions: Sequence[Callable], seed: int) -> list[Verdict]:
    return examine(part, [Local(f) for f in functions], seed)


def _all_passed(verdicts: Sequence[Verdict]) -> bool:
    return all(verdict.passed for verdict in verdicts)


def lost_by(part: Part, seed: int, verdicts: Sequence[Verdict]) -> Groups:
    """The groups that a program with these verdicts earns nothing for."""
    pairs = zip(part.cases(seed), verdicts, strict=True)
    return groups_lost(part.points, [case for case, verdict in pairs if not verdict.passed])


def _alike(part: Part, seed: int, singles: Singles) -> Iterator[tuple[str, str]]:
    """Mistakes that no case tells apart, two by two."""
    for (one, a), (other, b) in itertools.combinations(singles.items(), 2):
        if same_answers(part.cases(seed), a, b):
            yield one, other


def _pairs(part: Part, seed: int, number: int) -> Iterator[Pair]:
    """Programs with two faults, two mistakes nested both ways: of all such twos this number.

    part: without what judges speed, since a slow program with a fault is that fault. A nesting in which one
    mistake hides the other is that one mistake again and no program with two faults.
    """
    singles = {name: known_verdicts(part, name, seed) for name in part.mistakes}
    faults = [name for name in part.mistakes if not _all_passed(singles[name])]
    cases = part.cases(seed)
    twos = list(itertools.combinations(faults, 2))
    for one, other in random.Random(seed).sample(twos, min(number, len(twos))):
        before: tuple[list[Verdict], Pair] | None = None  # mostly it does not matter which is nested in which
        for names in (JOINED.join((one, other)), JOINED.join((other, one))):
            verdicts = known_verdicts(part, names, seed)
            if any(same_answers(cases, verdicts, single) for single in singles.values()):
                continue
            if before is None or not same_answers(cases, verdicts, before[0]):
                before = verdicts, _pair(part, seed, names, verdicts)
            yield replace(before[1], names=names)


def _pair(part: Part, seed: int, names: str, verdicts: Sequence[Verdict]) -> Pair:
    called = recognise(part, seed, verdicts)
    hints = () if called else likely(part, seed, verdicts)
    return Pair(
        names,
        _all_passed(verdicts),
        None if called is None or _is_program(part, names, called, seed) else called,
        tuple(hint for hint in hints if not _is_in(part, seed, names, verdicts, hint)),
    )


def _is_program(part: Part, names: str, called: str, seed: int) -> bool:
    """Whether two nestings are one program: of the same two mistakes, or with one answer on other seeds too."""
    return set(names.split(JOINED)) == set(called.split(JOINED)) or all(
        nesting_answers(part, more, known_verdicts(part, names, more), called, ())
        for more in range(seed, seed + OTHER_SEEDS)
    )


def _is_in(part: Part, seed: int, names: str, verdicts: Sequence[Verdict], hint: str) -> bool:
    """Whether a mistake is one of the two, or is what one of them comes to where its function is asked, or makes the
    same program together with some other: many a program can be told as two mistakes in several ways, and each of
    these is true of it."""
    two = names.split(JOINED)
    return any(one == hint or _comes_to(part, seed, one, hint) for one in two) or any(
        nesting_answers(part, seed, verdicts, JOINED.join(pair), failing_cases(verdicts))
        for other in (*two, *part.mistakes)
        for pair in ((hint, other), (other, hint))
    )


def _comes_to(part: Part, seed: int, one: str, other: str) -> bool:
    """Whether a mistake answers as another does wherever that one's function is asked, of several in a part."""
    of, cases = part.mistakes[other].of, part.cases(seed)
    asked = [i for i, case in enumerate(cases) if isinstance(case.act, Call) and case.act.of == of]
    a, b = (known_verdicts(part, name, seed) for name in (one, other))
    return any(not b[i].passed for i in asked) and all(alike(cases[i], a[i], b[i]) for i in asked)


def _refused(part: Part, seed: int) -> Iterator[tuple[str, str]]:
    """Right variants that lose points, each with the first case that it fails."""
    for name, functions in right_variants(part).items():
        for case, verdict in zip(part.cases(seed), _run(part, functions, seed), strict=True):
            if verdict.difference:
                yield name, f"{case.group}, case {part.cases(seed).index(case)}: {verdict.difference.message}"
                break


COLUMNS = ("part", "killed", "named", "misnamed", "pairs", "accepted", "")
WIDTHS = (26, 8, 8, 8, 8, 8, 9)
NUMBERS = range(1, 6)
HEADER = row_of(COLUMNS, WIDTHS, NUMBERS)


def table_row(matrix: Matrix) -> str:
    """One line of the kill matrix: each is printed as soon as it is known."""
    m = matrix
    columns = [m.part, f"{m.killed}/{m.mistakes}", f"{m.named}/{m.mistakes}", f"{m.misnamed}", f"{m.pairs}"]
    columns += [f"{m.accepted}/{m.right}", "clean" if m.clean else "NOT CLEAN"]
    return row_of(columns, WIDTHS, NUMBERS)
