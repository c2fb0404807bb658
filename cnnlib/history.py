"""What a training run has seen, epoch by epoch."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class History:
    """What a training run has seen.

    Attributes:
        rows: one dict an epoch: epoch (from 1), lr (at its end), loss and accuracy (means over the
            training images as they came by, while the net was learning) and, where there are
            validation images, validation_loss and validation_accuracy (after the epoch). The loss
            is without penalty. `cnnlib.plot.table` and `cnnlib.plot.training_curves` show them.
        stopped: whether Ctrl-C ended it.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    stopped: bool = False
