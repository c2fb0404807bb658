"""What the speed benchmarks share: fair timing against a peer, extra memory, a table, a JSON file.

Both sides run on one thread, in turns, in one process, so that they meet the same machine. What is
compared is the processor time of the process: on one thread it is the time on an otherwise idle
machine, and it does not count the moments in which others had the processor.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import geometric_mean, median
from typing import Any

from autograder.columns import aligned

Work = Callable[[], Any]
# They make OpenBLAS, NumPy's library, use another kernel than the one for this processor. PyTorch's does not
# know them: what is compared is each library's own choice.
OVERRIDES = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def without_overrides() -> None:
    """Start this command anew without OVERRIDES if one of them is set; OpenBLAS reads them when it is loaded."""
    environment = {name: value for name, value in os.environ.items() if name not in OVERRIDES}
    if environment != dict(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


def blas() -> str:
    """The library of NumPy's matrix products and the kernel that it chose, such as "openblas 0.3.31 SkylakeX"."""
    from threadpoolctl import threadpool_info

    found = [
        library
        for library in threadpool_info()
        if library["user_api"] == "blas" and "numpy" in library["filepath"]
    ]
    return (
        ", ".join(f"{b['internal_api']} {b['version']} {b.get('architecture', '')}".strip() for b in found)
        or "unknown"
    )


@contextmanager
def one_thread():
    """NumPy's matrix products and PyTorch on one thread each."""
    import torch
    from threadpoolctl import threadpool_limits

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1):
            yield
    finally:
        torch.set_num_threads(before)


def in_turns(works: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """Processor seconds of each work in each round; a round does all of them, one after another.

    Args:
        works: what to time, by name; each is done once before the first round.
        rounds: how often.

    Returns:
        name -> seconds, in the order of the rounds.
    """
    for work in works.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.process_time()
            work()
            seconds[name].append(time.process_time() - start)
    return seconds


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median over the rounds of our time divided by theirs: below 1 we are faster."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def milliseconds(seconds: Sequence[float]) -> float:
    """The median in milliseconds."""
    return 1000 * median(seconds)


def peak_bytes(work: Work) -> int:
    """The most memory that Python and NumPy held at once while the work ran, beyond what they held before."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        result = work()
        _, peak = tracemalloc.get_traced_memory()
        del result
    finally:
        tracemalloc.stop()
    return peak - before


def print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows with the same keys, aligned; floats with two decimals."""
    cells = [[f"{v:.2f}" if isinstance(v, float) else str(v) for v in row.values()] for row in rows]
    lines = [[name.replace("_", " ") for name in rows[0]], *cells]
    print(aligned(lines, range(1, len(lines[0]))))


def mean_of(rows: Sequence[Mapping[str, Any]], key: str) -> float:
    """The geometric mean of a column: halving one ratio weighs as much as doubling another."""
    return geometric_mean(row[key] for row in rows)


def run(about: str, measure: Callable[[int], dict[str, Any]], rounds: int) -> None:
    """The command line of a benchmark: measure, and write the dict where `--json FILE` says.

    Args:
        about: one line for `--help`.
        measure: takes the number of rounds, prints a table, returns a dict of plain values.
        rounds: how many unless `--rounds` says otherwise.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument(
        "--rounds", type=int, default=rounds, help=f"how often to repeat, {rounds} if not given"
    )
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds: expected at least 1")
    without_overrides()
    with one_thread():
        figures = measure(arguments.rounds) | {"blas": blas()}
    print(f"NumPy's matrix products: {figures['blas']}")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
