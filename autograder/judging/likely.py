"""What is likely where no known mistake explains all that fails: said only where its symptom is there.

Each failing group is looked at by itself. A mistake is likely that explains all of it, fails nowhere where the
student is right, and is the only one that does; and its proof must be in answers that say something: in
different numbers or arrays, or in exceptions that can have no other cause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.judging import kinds
from autograder.judging.judge import Verdict
from autograder.judging.recognise import Match, failing_cases, matches_of, varied
from autograder.part import Part

SENTENCES = 3


def likely(part: Part, seed: int, verdicts: Sequence[Verdict]) -> dict[str, str]:
    """Likely mistakes, each with the sentence that says so."""
    if not _can_be_proof(part, seed, verdicts, failing_cases(verdicts)):  # spares trying all that is known
        return {}
    groups: dict[str, list[str]] = {}
    matches = matches_of(part, seed, verdicts)
    credible = [m for m in matches if _is_credible(part, seed, verdicts, m)]
    for group, failing in _failing_groups(part, seed, verdicts).items():
        explain_it = [m for m in matches if failing <= m.explained]
        believed = [m for m in explain_it if m in credible]
        best = believed[0] if len(believed) == 1 else None
        if best and best.share == max(m.share for m in explain_it) and not _rivals(best, credible):
            groups.setdefault(best.name, []).append(group)
    return {
        name: _sentence(part, seed, verdicts, name, explained)
        for name, explained in list(groups.items())[:SENTENCES]
    }


def _failing_groups(part: Part, seed: int, verdicts: Sequence[Verdict]) -> dict[str, frozenset[int]]:
    cases, failing = part.cases(seed), failing_cases(verdicts)
    groups = {group: frozenset(i for i in failing if cases[i].group == group) for group in part.points}
    return {group: numbers for group, numbers in groups.items() if numbers}


def _is_credible(part: Part, seed: int, verdicts: Sequence[Verdict], match: Match) -> bool:
    """Whether enough speaks for a mistake, and nothing against it."""
    return (
        match.fails <= failing_cases(verdicts)
        and not _is_contradicted(part, seed, verdicts, match)
        and len(match.explained) > 2 * len(match.fails - match.explained)
        and _is_proof(part, seed, verdicts, match.explained)
    )


def _holds_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) or (
        isinstance(value, tuple | list) and any(map(_holds_array, value))
    )


def _is_contradicted(part: Part, seed: int, verdicts: Sequence[Verdict], match: Match) -> bool:
    """Whether a mistake fails in a group of which it does not explain all that fails, and what it explains are
    single numbers, on which other sums come out alike: 2 k and k + k. Arrays do not."""
    failing = _failing_groups(part, seed, verdicts).values()
    return not any(_holds_array(verdicts[i].answer.value) for i in match.explained) and any(
        group & match.fails and not group <= match.explained for group in failing
    )


def _rivals(best: Match, credible: Sequence[Match]) -> list[Match]:
    """Mistakes that explain more than half of what the best one does: it may be any of them."""
    return [m for m in credible if m != best and 2 * len(m.explained & best.explained) > len(best.explained)]


def _is_proof(part: Part, seed: int, verdicts: Sequence[Verdict], explained: frozenset[int]) -> bool:
    """Whether answers say enough: different numbers or arrays, or nothing but exceptions that tell their cause."""
    return varied(part, seed, verdicts, explained) or 2 <= len(explained) == _telling(verdicts, explained)


def _can_be_proof(part: Part, seed: int, verdicts: Sequence[Verdict], failing: frozenset[int]) -> bool:
    """Whether some of these answers may be."""
    return varied(part, seed, verdicts, failing) or _telling(verdicts, failing) >= 2


def _telling(verdicts: Sequence[Verdict], numbers: frozenset[int]) -> int:
    """How many of these answers are exceptions that can have no other cause."""
    errors = [verdicts[i].answer.error for i in numbers]
    return sum(error is not None and kinds.tells(error) for error in errors)


def _sentence(part: Part, seed: int, verdicts: Sequence[Verdict], name: str, groups: list[str]) -> str:
    failing = _failing_groups(part, seed, verdicts)
    count = sum(len(failing[group]) for group in groups)
    many = {1: "the failing case", 2: "both failing cases"}.get(count, "all failing cases")
    others = [group for group in failing if group not in groups]
    of, named = ("of", groups) if len(groups) <= len(others) else ("but those of", others)
    where = f" {of} {_listed(named)}" if others else ""
    return f"Probably: {_first_sentence(part.mistakes[name].explanation)} (explains {many}{where})."


def _listed(groups: Sequence[str]) -> str:
    *first, last = (f'"{group}"' for group in groups)
    return f"{', '.join(first)} and {last}" if first else last


def _first_sentence(text: str) -> str:
    """The first sentence of an explanation, as it goes on after a colon."""
    first = re.split(r"(?<=[.?!])\s+", " ".join(text.split()))[0].rstrip(".")
    return first if first[1:2].isupper() else first[:1].lower() + first[1:]
