"""One epoch of LeNet-5 on 10,000 images, batch 128, float32, one thread, against the same net in PyTorch.

Both nets start with the same weights and see the same batches, random images of 1 x 28 x 28; momentum
moves both. They take their steps in turn. The ratio is the median over the steps, and the losses of
each step must be equal within 1e-5.

    python -m benchmarks.lenet [--json FILE]
"""

from __future__ import annotations

from itertools import cycle

import numpy as np
import torch
from torch import nn

from benchmarks import timing
from cnnlib import models, optim, train

IMAGES, BATCH = 10_000, 128
LR, MOMENTUM = 0.001, 0.9  # at ten times the rate, rounding alone drives the two apart
LIMIT, TOLERANCE = 0.7, 1e-5


def torch_lenet5(net) -> nn.Sequential:
    """The same LeNet-5 in PyTorch, with the same weights."""
    stages = [nn.Conv2d(1, 20, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)]
    stages += [nn.Conv2d(20, 50, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)]
    theirs = nn.Sequential(*stages, nn.Flatten(), nn.Linear(2450, 500), nn.ReLU(), nn.Linear(500, 10))
    with torch.no_grad():
        for tensor, array in zip(theirs.parameters(), net.parameters.values(), strict=True):
            tensor.copy_(torch.tensor(array))
    return theirs


def steppers() -> dict:
    """name -> a function from a batch (x, y) to its loss, which takes one step of training."""
    net = models.lenet5(np.random.default_rng(1))
    theirs, optimizer = torch_lenet5(net), optim.Momentum(LR, MOMENTUM)
    their_optimizer = torch.optim.SGD(theirs.parameters(), LR, momentum=MOMENTUM)

    def ours(x, y):
        return train.train_step(net, optimizer, x, y)[0]

    def by_torch(x, y):
        their_optimizer.zero_grad()
        loss = nn.functional.cross_entropy(theirs(torch.from_numpy(x)), torch.from_numpy(y))
        loss.backward()
        their_optimizer.step()
        return loss.item()

    return {"cnnlib": ours, "torch": by_torch}


def measure(epochs: int) -> dict[str, float]:
    """Seconds of an epoch of each, the median ratio of a step, the largest difference of two losses."""
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((IMAGES, 1, 28, 28), np.float32), rng.integers(0, 10, IMAGES)
    batches = [(x[i : i + BATCH], y[i : i + BATCH]) for i in range(0, IMAGES, BATCH)]
    losses, works = {}, {}
    for name, step in steppers().items():
        losses[name], following = [], cycle(batches)
        works[name] = lambda step=step, name=name, batch=following: losses[name].append(step(*next(batch)))
    seconds = timing.in_turns(works, epochs * len(batches))
    apart = float(np.abs(np.subtract(losses["cnnlib"], losses["torch"])).max())
    assert apart <= TOLERANCE, f"losses differ by {apart:.1e}: expected at most {TOLERANCE:.0e}"
    epoch = {name: sum(times) / epochs for name, times in seconds.items()}
    ratio = timing.ratio(seconds["cnnlib"], seconds["torch"])
    timing.print_table([{"seconds of": "an epoch", **epoch, "ratio": ratio}])
    print(f"limit of the ratio: {LIMIT}; losses differ by at most {apart:.1e}")
    return {"ratio": ratio, "limit": LIMIT, "loss_difference": apart, "seconds": epoch}


if __name__ == "__main__":
    timing.run("One epoch of LeNet-5 against PyTorch, on one thread.", measure, rounds=1)
