"""Seconds until a student sees a verdict: the first check of a part in a kernel, and any later one."""

from __future__ import annotations

import time

from autograder import run_check
from autograder.assignments import assignments, load_assignment


def seconds(part) -> float:
    """Wall time of one check of the part's plain reference."""
    start = time.perf_counter()
    run_check(part.id, *part.with_())
    return time.perf_counter() - start


def main() -> None:
    print(f"{'part':28}{'first':>10}{'later':>10}  seconds")
    for name in assignments():
        for part in load_assignment(name).load_parts():
            print(f"{part.id:28}{seconds(part):10.3f}{seconds(part):10.3f}")


if __name__ == "__main__":
    main()
