"""What the speed benchmarks share, and the recipe for CIFAR-10 in its short form."""

import importlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, replace

import numpy as np
import pytest
import torch

from cnnlib import data

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


@pytest.fixture
def cifar10(timing):
    """benchmarks.cifar10, on one thread: with few images, several wait for one another longer than they work."""
    with timing.one_thread():
        yield importlib.import_module("benchmarks.cifar10")


def test_the_short_form_of_the_recipe_learns_and_depends_on_the_seed_alone(cifar10):
    recipe = replace(cifar10.SHORT, epochs=8)
    photos, device = data.coloured_shapes(200, seed=0), torch.device("cpu")
    runs = [cifar10.measure(photos, recipe, device, seeds=2) for _ in range(2)]
    assert min(runs[0]["accuracy"]) > 30  # of 10 classes
    assert runs[0]["accuracy"] == runs[1]["accuracy"]
    assert runs[0]["accuracy_one_view"] == runs[1]["accuracy_one_view"]
    assert {name: len(values) for name, values in runs[0].items()} == dict.fromkeys(runs[0], 2)


def test_without_a_gpu_the_table_says_not_measured(cifar10, tmp_path, monkeypatch, capsys):
    file = tmp_path / "figures.json"
    monkeypatch.setattr(sys, "argv", f"cifar10 --device cpu --seeds 2 --epochs 1 --json {file}".split())
    cifar10.main()
    found, stored = json.loads(file.read_text()), json.loads(cifar10.STORED.read_text())
    *_, measured, here = capsys.readouterr().out.splitlines()
    assert here.split() == ["here", "not", "measured"]
    assert measured.startswith(stored["card"]) and "NVIDIA" in stored["card"]
    assert found.keys() == stored.keys() and found["recipe"].keys() == stored["recipe"].keys()
    assert found["data"].startswith("Coloured shapes") and stored["data"].startswith("CIFAR-10")


def test_the_stored_figures_are_those_of_the_recipe(cifar10):
    stored = json.loads(cifar10.STORED.read_text())
    assert stored["recipe"] == json.loads(json.dumps(asdict(cifar10.Recipe())))
    assert cifar10.row(stored)["accuracy"] >= 94


@pytest.mark.parametrize(
    "wrong, said",
    [
        ("--seeds 1", "--seeds: expected at least 2"),
        ("--epochs 0", "--epochs: expected at least 1"),
        ("--data nowhere", "--data: nowhere is no folder"),
        ("--device tpu", "--device: invalid choice"),
    ],
)
def test_a_bad_argument_gets_a_sentence(cifar10, wrong, said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["cifar10", *wrong.split()])
    with pytest.raises(SystemExit):
        cifar10.main()
    assert said in capsys.readouterr().err


def test_an_epoch_cuts_every_image_once_out_of_its_padded_one_mirrored_where_asked(cifar10):
    padded = torch.arange(6 * 36 * 36 * 3).reshape(6, 36, 36, 3)
    labels, mirrored = torch.arange(6), torch.tensor([True, False] * 3)
    windows = padded.unfold(1, 32, 1).unfold(2, 32, 1)  # (6, 5, 5, 3, 32, 32)
    seen = []
    for images, chosen in cifar10.batches(padded, labels, 2, mirrored, torch.Generator().manual_seed(0)):
        assert images.shape == (2, 3, 32, 32) and images.is_contiguous(memory_format=torch.channels_last)
        for image, label in zip(images, chosen, strict=True):
            upright = image.flip(-1) if mirrored[label] else image
            assert (windows[label] == upright).all((2, 3, 4)).sum() == 1
            seen.append(label.item())
    assert sorted(seen) == list(range(6)) != seen


def test_whitened_patches_are_uncorrelated_and_of_one_size(cifar10):
    images = torch.tensor(data.coloured_shapes(200, seed=0).train_images)
    images = cifar10.normaliser(images)(images)
    filters = cifar10.whitening_filters(images, eps=0)
    assert torch.equal(filters[12:], -filters[:12])
    outputs = torch.nn.functional.conv2d(images, filters[:12]).transpose(0, 1).flatten(1)
    torch.testing.assert_close(outputs @ outputs.T / outputs.shape[1], torch.eye(12), atol=1e-2, rtol=0)


def test_an_untrained_block_passes_its_channels_on(cifar10):
    x = torch.randn(2, 3, 8, 8)
    assert torch.equal(cifar10.conv(3, 5)(x)[:, :3], x)
