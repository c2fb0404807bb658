"""What the speed benchmarks share."""

import importlib
import os
import subprocess
import sys

import numpy as np
import pytest

CODE = """
from benchmarks import timing
timing.without_overrides()
import os, numpy, sys
print(timing.blas(), *[name for name in timing.OVERRIDES if name in os.environ], sys.argv[1:])
"""


@pytest.fixture
def timing(root, monkeypatch):
    """benchmarks.timing, which is not installed: it is run from the repository's root."""
    monkeypatch.syspath_prepend(root)
    return importlib.import_module("benchmarks.timing")


def test_the_kernel_is_the_librarys_own_choice(root, timing):
    environment = {name: value for name, value in os.environ.items() if name not in timing.OVERRIDES}

    def kernel(**overrides):
        """What a benchmark started with these variables says of NumPy's library, and its arguments."""
        command = [sys.executable, "-c", CODE, "--rounds", "3"]
        options = {"cwd": root, "capture_output": True, "text": True, "check": True}
        return subprocess.run(command, env=environment | overrides, **options).stdout

    own = kernel()
    assert kernel(OPENBLAS_CORETYPE="Prescott", OPENBLAS_L2_SIZE="512") == own
    assert own.endswith("['--rounds', '3']\n")
    assert "unknown" not in own


def test_a_ratio_is_the_median_of_rounds_and_a_mean_is_geometric(timing):
    assert timing.ratio([1, 2, 30], [2, 2, 3]) == 1
    assert timing.mean_of([{"ratio": 0.5}, {"ratio": 2.0}], "ratio") == pytest.approx(1)


def test_each_round_does_every_work_in_turn(timing):
    done = []
    seconds = timing.in_turns({"a": lambda: done.append("a"), "b": lambda: done.append("b")}, rounds=2)
    assert done == ["a", "b"] * 3
    assert {name: len(times) for name, times in seconds.items()} == {"a": 2, "b": 2}


def test_peak_memory_counts_what_is_held_at_once(timing):
    before = np.zeros(1 << 20)

    def work():
        for _ in range(3):
            np.ones(1 << 17)
        return np.ones(1 << 18)

    assert 1 << 21 <= timing.peak_bytes(work) < before.nbytes
