"""Tests of the tests: does every part kill every known wrong program and accept every right one?

For each part and seed the audit runs its mistakes, its pairs of mistakes, lazy answers and its right
variants (cnnlib's own function among them) through the same check that students meet.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.assignments import assignment_of, assignments, load_assignment, load_part
from autograder.judging.callers import Local
from autograder.judging.examine import examine
from autograder.judging.judge import Answer, Verdict, attempt, judge
from autograder.judging.recognise import recognise, same_answers
from autograder.part import ANY, Call, Case, Mistake, Part, Raises
from autograder.shared.errors import Error

NAMED_SHARE = 0.9  # of the mistakes must be recognised by name


@dataclass
class Matrix:
    """What the audit found out about one part over all seeds."""

    part: str
    mistakes: int
    right: int
    killed: int = 0
    named: int = 0
    misnamed: int = 0
    accepted: int = 0
    pairs: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.problems and self.named >= NAMED_SHARE * self.mistakes

    def as_dict(self) -> dict[str, int]:
        names = ("mistakes", "killed", "named", "misnamed", "right", "accepted")
        return {name: getattr(self, name) for name in names}


def audit(part: Part, seeds: Iterable[int]) -> Matrix:
    """Run everything that is known about a part. What must hold must hold on every seed."""
    matrix = Matrix(part.id, len(part.mistakes), len(_right_variants(part)))
    killed, named, accepted = set(part.mistakes), set(part.mistakes), set(_right_variants(part))
    lost: dict[str, dict[frozenset, int]] = {name: {} for name in part.mistakes}
    for seed in seeds:
        singles = {
            name: _run(part, _with_mistakes(part, mistake), seed) for name, mistake in part.mistakes.items()
        }
        for name, verdicts in singles.items():
            lost[name].setdefault(_groups_lost(part, seed, verdicts), seed)
        killed &= {name for name, verdicts in singles.items() if not _all_passed(verdicts)}
        _name_mistakes(part, seed, singles, named, matrix)
        _find_alike(part, seed, singles, matrix)
        _try_pairs(part, seed, matrix)
        _try_lazy(part, seed, matrix)
        for name, functions in _right_variants(part).items():
            verdicts = _run(part, functions, seed)
            if not _all_passed(verdicts):
                accepted.discard(name)
                matrix.problems.append(
                    f"seed {seed}: right variant {name} refused: {_first(part, seed, verdicts)}"
                )
    matrix.problems += [
        f"mistake {name} loses {' or '.join(f'{sorted(g)} (seed {s})' for g, s in groups.items())}"
        for name, groups in lost.items()
        if len(groups) > 1
    ]
    matrix.killed, matrix.named, matrix.accepted = len(killed), len(named), len(accepted)
    matrix.problems += [f"mistake {name} is not killed" for name in part.mistakes if name not in killed]
    return matrix


def _right_variants(part: Part) -> dict[str, list[Callable]]:
    """Right variants of the whole part by name: one function written differently at a time, and cnnlib's."""
    variants = {
        f"{of}.{name}" if len(part.functions) > 1 else name: part.with_(**{of: function})
        for of, functions in part.rights.items()
        for name, function in functions.items()
    }
    library = [assignment_of(part).from_library(name) for name in part.functions]
    if all(library):
        variants["cnnlib"] = library
    return variants


def _with_mistakes(part: Part, *mistakes: Mistake) -> list[Callable]:
    """The part's functions with mistakes nested around the right ones, the first outermost."""
    wrong: dict[str, Callable] = {}
    for mistake in reversed(mistakes):
        wrong[mistake.of] = mistake.around(wrong.get(mistake.of) or part.reference(mistake.of))
    return part.with_(**wrong)


def _run(part: Part, functions: Sequence[Callable], seed: int) -> list[Verdict]:
    return examine(part, [Local(f) for f in functions], seed)


def _all_passed(verdicts: Sequence[Verdict]) -> bool:
    return all(verdict.passed for verdict in verdicts)


def _groups_lost(part: Part, seed: int, verdicts: Sequence[Verdict]) -> frozenset[str]:
    """The groups a program earns nothing for: the same on every seed, or home and grading disagree."""
    pairs = zip(part.cases(seed), verdicts, strict=True)
    return frozenset(case.group for case, verdict in pairs if not verdict.passed)


def _first(part: Part, seed: int, verdicts: Sequence[Verdict]) -> str:
    number, verdict = next((i, v) for i, v in enumerate(verdicts) if not v.passed)
    return f"{part.cases(seed)[number].group}, case {number}: {verdict.difference.message}"


def _name_mistakes(part: Part, seed: int, singles: dict, named: set[str], matrix: Matrix) -> None:
    for name, verdicts in singles.items():
        mistake = recognise(part, seed, verdicts)
        if mistake != name:
            named.discard(name)
        if mistake not in (None, name):
            matrix.misnamed += 1
            matrix.problems.append(f"seed {seed}: mistake {name} is called {mistake}")


def _find_alike(part: Part, seed: int, singles: dict[str, list[Verdict]], matrix: Matrix) -> None:
    for (one, a), (other, b) in itertools.combinations(singles.items(), 2):
        if same_answers(part.cases(seed), a, b):
            matrix.problems.append(f"seed {seed}: mistakes {one} and {other} are alike on all cases")


def _try_pairs(part: Part, seed: int, matrix: Matrix) -> None:
    """Programs with two faults: every two mistakes, nested both ways.

    Speed is not judged here: a slow program with a fault is that fault. A nesting in which one
    mistake hides the other is that one mistake again and no program with two faults.
    """
    part = part.untimed
    singles = {name: _run(part, _with_mistakes(part, m), seed) for name, m in part.mistakes.items()}
    faults = [m for name, m in part.mistakes.items() if not _all_passed(singles[name])]
    for pair in itertools.permutations(faults, 2):
        verdicts = _run(part, _with_mistakes(part, *pair), seed)
        if any(same_answers(part.cases(seed), verdicts, single) for single in singles.values()):
            continue
        matrix.pairs += 1
        names = " around ".join(mistake.name for mistake in pair)
        if _all_passed(verdicts):
            matrix.problems.append(f"seed {seed}: pair {names} is not killed")
        mistake = recognise(part, seed, verdicts)
        if mistake:
            matrix.misnamed += 1
            matrix.problems.append(f"seed {seed}: pair {names} is called {mistake}")


def _try_lazy(part: Part, seed: int, matrix: Matrix) -> None:
    """No group may be earned by an answer that needs no work."""
    for name, lazy in LAZY.items():
        failed = {c.group for c in part.cases(seed) if _lazy_fails(part, c, lazy, seed)}
        for group in part.points.keys() - failed:
            matrix.problems.append(f"seed {seed}: the lazy answer {name} earns the group {group}")


def _lazy_fails(part: Part, case: Case, lazy: Callable, seed: int) -> bool:
    """Whether a case sees through a lazy answer, given as what the case judges and, where one function is
    called, as what that returns: a `then` must not repair it."""
    answer = lazy(case, np.random.default_rng(seed))
    through = isinstance(case.act, Call) and not answer.error
    return judge(case, answer) is not None and (
        not through
        or judge(case, attempt(part, [Local(lambda *a, **k: answer.value)] * len(part.functions), case))
        is not None
    )


def _always(value: Any) -> Callable[[Case, np.random.Generator], Answer]:
    return lambda case, rng: Answer(_with_cache(case, value))


def _with_cache(case: Case, value: Any) -> Any:
    """A lazy value in the place of the judged one, where the right answer is (out, cache)."""
    return (value, None) if isinstance(case.expect, tuple) and case.expect[-1] is ANY else value


def _first_input(case: Case, rng: np.random.Generator) -> Answer:
    args = case.act.args if isinstance(case.act, Call) else ()
    return Answer(_with_cache(case, args[0] if args else None))


def _filled(
    fill: Callable[[tuple, np.random.Generator], Any],
) -> Callable[[Case, np.random.Generator], Answer]:
    """An answer of the right kind and shape that holds what `fill(shape, rng)` gives."""

    def like(expect: Any, rng: np.random.Generator) -> Any:
        if isinstance(expect, np.ndarray):
            return np.asarray(fill(expect.shape, rng)).astype(expect.dtype)
        if isinstance(expect, tuple | list):
            return type(expect)(like(e, rng) for e in expect)
        if isinstance(expect, dict):
            return {key: like(e, rng) for key, e in expect.items()}
        if isinstance(expect, bool | int | float):
            return type(expect)(fill((), rng))
        if isinstance(expect, str):
            return ""
        return None if expect is ANY or isinstance(expect, Raises) else expect

    return lambda case, rng: Answer(like(case.expect, rng))


LAZY: dict[str, Callable[[Case, np.random.Generator], Answer]] = {
    "None": _always(None),
    "0": _always(0),
    "True": _always(True),
    "False": _always(False),
    "[]": _always([]),
    "the first input": _first_input,
    "zeros": _filled(lambda shape, rng: np.zeros(shape)),
    "ones": _filled(lambda shape, rng: np.ones(shape)),
    "noise": _filled(lambda shape, rng: 10 * rng.standard_normal(shape)),
    "ValueError": lambda case, rng: Answer(error=Error(("ValueError", "Exception"), "always")),
}


def audit_all(ids: Sequence[str], seeds: int) -> Iterator[Matrix]:
    """Audit the parts of these ids, or all parts, on seeds 0, 1, 2, ..."""
    ids = ids or [id for name in assignments() for id in load_assignment(name).part_ids]
    for part in [load_part(id) for id in ids]:
        yield audit(part, range(seeds))


def table_row(matrix: Matrix) -> str:
    """One line of the kill matrix."""
    m = matrix
    columns = (f"{m.killed}/{m.mistakes}", f"{m.named}/{m.mistakes}", f"{m.misnamed}", f"{m.pairs}")
    columns += (f"{m.accepted}/{m.right}", "clean" if m.clean else "NOT CLEAN")
    return f"{m.part:<26}" + "".join(f"{column:>10}" for column in columns)


HEADER = f"{'part':<26}" + "".join(
    f"{name:>10}" for name in ("killed", "named", "misnamed", "pairs", "accepted", "")
)
