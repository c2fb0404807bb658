"""Training a net: the loop, and what stays of a run that was stopped."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from math import isfinite
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from cnnlib import npz
from cnnlib.arguments import Array, as_whole, require_floating, require_labels
from cnnlib.history import History
from cnnlib.layers import Dropout
from cnnlib.net import Sequential
from cnnlib.ops import losses
from cnnlib.optim import Optimizer, Schedule

Loss = Callable[[Array, Array], tuple[float, Array]]
Penalty = Callable[[Array], tuple[float, Array]]
Augment = Callable[[Array, np.random.Generator], Array]


def fit(
    net: Sequential,
    x: Array,
    y: Array,
    *,
    epochs: int,
    optimizer: Optimizer,
    rng: np.random.Generator,
    batch_size: int = 128,
    loss: Loss | None = None,
    schedule: Schedule | None = None,
    penalty: Penalty | None = None,
    augment: Augment | None = None,
    validation: tuple[Array, Array] | None = None,
    checkpoint: str | PathLike | None = None,
    progress: bool = True,
) -> History:
    """Train a net in place with minibatches in a new order each epoch.

    Ctrl-C stops after the batch at work: the net keeps what it has learned, and the history so far is
    returned. A second Ctrl-C stops at once.

    Args:
        net: what learns.
        x: images (N, C, H, W), floating.
        y: labels (N,), whole numbers from 0 on.
        epochs: how many times each image is seen, counted from the beginning of the first run.
        optimizer: see `cnnlib.optim`; keeps its memory from call to call.
        rng: for the order and for augment.
        batch_size: images a step; the last batch of an epoch may be smaller.
        loss: (scores, y) -> (loss, dscores), a mean over the batch; None is the softmax loss.
        schedule: time in epochs -> learning rate, set before each step; None leaves the optimizer's.
        penalty: weights -> (loss, gradient), such as an L2 penalty; for weights w, never for biases.
        augment: (images, rng) -> images, for each batch.
        validation: (x, y), looked at after each epoch.
        checkpoint: an .npz file, written after each epoch and at Ctrl-C. If it is there already, the
            run goes on from it, and ends with the same numbers as one that was never stopped.
        progress: whether a bar is shown.

    Returns:
        The history, with what came before the checkpoint.

    Raises:
        ValueError: shapes that do not belong together, or a checkpoint of another run.
        TypeError: images that are not floating, or labels that are not whole numbers.
        FloatingPointError: the loss is not a number any more.

    >>> from cnnlib import layers, optim
    >>> rng = np.random.default_rng(0)
    >>> net = Sequential((1,), [layers.Linear(1, 2, rng)])
    >>> x, y = np.array([[-1.0], [1.0]]), np.array([0, 1])
    >>> history = fit(net, x, y, epochs=3, optimizer=optim.SGD(1.0), rng=rng, progress=False)
    >>> [row["epoch"] for row in history.rows], history.rows[2]["loss"] < history.rows[0]["loss"]
    ([1, 2, 3], True)
    """
    _require_data("x", x, "y", y)
    if validation is not None:
        _require_data("validation[0]", validation[0], "validation[1]", validation[1])
    epochs, batch_size = as_whole("epochs", epochs, 0), as_whole("batch_size", batch_size, 1)
    run = _Run(
        net,
        x,
        y,
        optimizer=optimizer,
        rng=rng,
        batch_size=batch_size,
        loss=loss,
        schedule=schedule,
        penalty=penalty,
        augment=augment,
        validation=validation,
    )
    if checkpoint is not None and Path(checkpoint).exists():
        run.load(checkpoint)
        print(f"Going on from {checkpoint}, {len(run.history.rows)} epochs done.")
    with _Interrupt() as interrupt, run.bar(epochs, progress) as bar:
        while run.epoch < epochs and not interrupt.asked:
            run.advance(bar)
            if checkpoint is not None and (interrupt.asked or run.batch == 0):
                npz.write(checkpoint, run.state())
    run.history.stopped = run.epoch < epochs
    if run.history.stopped:
        print(f"Stopped in epoch {run.epoch + 1}: the net keeps what it has learned.")
    return run.history


def train_step(
    net: Sequential,
    optimizer: Optimizer,
    x: Array,
    y: Array,
    *,
    loss: Loss | None = None,
    penalty: Penalty | None = None,
) -> tuple[float, Array]:
    """One step on one batch: forward, loss, backward, and the optimiser moves the parameters.

    Args:
        net, optimizer, loss, penalty: as for `fit`.
        x: (N, C, H, W).
        y: (N,).

    Returns:
        The loss before the step, without penalty, and the scores (N, classes).

    >>> from cnnlib import layers, optim
    >>> net = Sequential((1,), [layers.Linear(1, 2, np.random.default_rng(0))])
    >>> net.parameters["linear1.w"][...] = 0
    >>> loss, scores = train_step(net, optim.SGD(1.0), np.array([[2.0]]), np.array([1]))
    >>> round(loss, 3), scores
    (0.693, array([[0., 0.]]))
    >>> net.parameters["linear1.w"]
    array([[-1.],
           [ 1.]], dtype=float32)
    """
    scores = net.forward(x, training=True)
    value, dscores = (loss or losses.softmax_loss)(scores, y)
    net.backward(dscores, needs_dx=False)
    gradients = net.gradients
    if penalty is not None:
        for name, w in net.parameters.items():
            if name.endswith(".w"):
                gradients[name] = gradients[name] + penalty(w)[1]
    optimizer.step(net.parameters, gradients)
    return float(value), scores


def predict(net: Sequential, x: Array, *, batch_size: int = 256) -> Array:
    """The class with the highest score for each image.

    Args:
        net: a net whose scores are (N, classes).
        x: (N, C, H, W).
        batch_size: images at a time, for the memory's sake.

    Returns:
        Labels (N,).

    >>> from cnnlib import layers
    >>> net = Sequential((1,), [layers.Linear(1, 2, np.random.default_rng(0))])
    >>> net.parameters["linear1.w"][...] = [[-1.0], [1.0]]
    >>> predict(net, np.array([[-3.0], [0.5], [2.0]]))
    array([0, 1, 1])
    """
    return _scores(net, x, batch_size).argmax(1)


def evaluate(
    net: Sequential, x: Array, y: Array, *, loss: Loss | None = None, batch_size: int = 256
) -> tuple[float, float]:
    """Loss and accuracy outside training.

    Args:
        net, x, batch_size: as for `predict`.
        y: labels (N,).
        loss: as for `fit`.

    Returns:
        (mean loss, share of images whose label is right).

    >>> from cnnlib import layers
    >>> net = Sequential((1,), [layers.Linear(1, 2, np.random.default_rng(0))])
    >>> net.parameters["linear1.w"][...] = [[-1000.0], [1000.0]]
    >>> evaluate(net, np.array([[-1.0], [1.0]]), np.array([0, 1]))
    (0.0, 1.0)
    """
    _require_data("x", x, "y", y)
    scores = _scores(net, x, batch_size)
    value, _ = (loss or losses.softmax_loss)(scores, y)
    return float(value), float(np.mean(scores.argmax(1) == y))


@dataclass
class _Run:
    """A training run: what it was given, and how far it has come."""

    net: Sequential
    x: Array
    y: Array
    _: KW_ONLY
    optimizer: Optimizer
    rng: np.random.Generator
    batch_size: int
    loss: Loss | None
    schedule: Schedule | None
    penalty: Penalty | None
    augment: Augment | None
    validation: tuple[Array, Array] | None
    history: History = field(default_factory=History)
    batch: int = 0  # of this epoch, done
    order: Array = field(default_factory=lambda: np.arange(0))  # of the images in this epoch
    loss_sum: float = 0.0  # over the images of this epoch so far
    right: int = 0

    @property
    def epoch(self) -> int:
        """Epochs done."""
        return len(self.history.rows)

    @property
    def batches(self) -> int:
        """Steps in an epoch, the last of them perhaps smaller."""
        return -(-len(self.x) // self.batch_size)

    def bar(self, epochs: int, progress: bool):
        """The progress bar, a context manager."""
        from tqdm.auto import tqdm

        done = self.epoch * self.batches + self.batch
        return tqdm(total=epochs * self.batches, initial=done, disable=not progress, unit="batch")

    def advance(self, bar) -> None:
        """One step and, after an epoch's last, its row of the history."""
        if self.batch == 0:
            self.order = self.rng.permutation(len(self.x))
            bar.set_description(f"epoch {self.epoch + 1}")
        self._step(self.order[self.batch * self.batch_size :][: self.batch_size])
        self.batch += 1
        bar.update()
        if self.batch == self.batches:
            self._end_epoch()
            shown = {key: f"{value:.4g}" for key, value in self.history.rows[-1].items()}
            bar.set_postfix({key: shown[key] for key in shown if key not in ("epoch", "lr")})

    def _step(self, chosen: Array) -> None:
        if self.schedule is not None:
            self.optimizer.lr = float(self.schedule(self.epoch + self.batch / self.batches))
        x, y = self.x[chosen], self.y[chosen]
        if self.augment is not None:
            x = self.augment(x, self.rng)
        x = _like_parameters(self.net, x)
        value, scores = train_step(self.net, self.optimizer, x, y, loss=self.loss, penalty=self.penalty)
        if not isfinite(value):
            raise FloatingPointError(
                f"the loss is {value} in epoch {self.epoch + 1}, batch {self.batch + 1}: "
                f"is the learning rate, {self.optimizer.lr:g}, too large?"
            )
        self.loss_sum += value * len(x)
        self.right += int(np.sum(scores.argmax(1) == y))

    def _end_epoch(self) -> None:
        n = len(self.x)
        row = {"epoch": self.epoch + 1, "lr": self.optimizer.lr}
        row |= {"loss": self.loss_sum / n, "accuracy": self.right / n}
        if self.validation is not None:
            loss, accuracy = evaluate(self.net, *self.validation, loss=self.loss)
            row |= {"validation_loss": loss, "validation_accuracy": accuracy}
        self.history.rows.append(row)
        self.batch, self.order, self.loss_sum, self.right = 0, self.order[:0], 0.0, 0

    def state(self) -> dict[str, Array]:
        """All that the rest of the run depends on, as plain arrays; numbers and words are JSON."""
        words = {
            "settings": self._settings(),
            "rows": self.history.rows,
            "batch": self.batch,
            "loss_sum": self.loss_sum,
            "right": self.right,
            "generators": {name: rng.bit_generator.state for name, rng in self._generators().items()},
        }
        arrays = {f"net.{name}": array for name, array in self.net.state().items()}
        arrays |= {f"optimizer.{name}": array for name, array in self.optimizer.state().items()}
        run = np.array(json.dumps(words, default=np.ndarray.tolist))
        return {"run": run, "order": self.order, **arrays}

    def load(self, path: str | PathLike) -> None:
        """Take over what `state` returned; a checkpoint of another run changes nothing."""
        arrays = npz.read(path)
        try:
            words = json.loads(str(arrays["run"]))
            if words["settings"] != self._settings():
                raise ValueError(f"it was written with {words['settings']}, this run has {self._settings()}")
            before = self.optimizer.state()
            self.optimizer.load(_part(arrays, "optimizer."))
            try:
                self.net.load(_part(arrays, "net."))
            except ValueError:
                self.optimizer.load(before)
                raise
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"{path} is not a checkpoint of this run: {error}; "
                "delete it, or give another file, to begin anew"
            ) from error
        for name, rng in self._generators().items():
            rng.bit_generator.state = words["generators"][name]
        self.history.rows, self.batch = words["rows"], words["batch"]
        self.loss_sum, self.right = words["loss_sum"], words["right"]
        self.order = arrays["order"]

    def _settings(self) -> dict[str, Any]:
        """What has to be the same for the numbers to come out the same, as far as it can be compared."""
        generators = {
            name: rng.bit_generator.state["bit_generator"] for name, rng in self._generators().items()
        }
        shape = list(self.x.shape)
        return {"images": shape, "batch_size": self.batch_size, "generators": generators}

    def _generators(self) -> dict[str, np.random.Generator]:
        """All sources of chance by name; one that is shared may be there twice."""
        dropping = {name: layer.rng for name, layer in self.net.layers.items() if isinstance(layer, Dropout)}
        return {"fit": self.rng, **dropping}


class _Interrupt:
    """Ctrl-C asks for a stop between two steps; pressed again, it stops at once.

    Python hands signals to the main thread only; in another thread nothing is changed.
    """

    asked = False

    def __enter__(self):
        self.main = threading.current_thread() is threading.main_thread()
        if self.main:
            self.before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, *_):
        if self.main:
            signal.signal(signal.SIGINT, self.before or signal.SIG_DFL)

    def _ask(self, *_):
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        print("Stopping after this batch; once more stops at once.", file=sys.stderr)


def _part(arrays: dict[str, Array], prefix: str) -> dict[str, Array]:
    """The arrays whose names begin so, without the prefix."""
    return {name.removeprefix(prefix): a for name, a in arrays.items() if name.startswith(prefix)}


def _scores(net: Sequential, x: Array, batch_size: int) -> Array:
    as_whole("batch_size", batch_size, 1)
    _require_some("x", x)
    batches = (_like_parameters(net, x[i : i + batch_size]) for i in range(0, len(x), batch_size))
    return np.concatenate([net.forward(batch) for batch in batches])


def _like_parameters(net: Sequential, x: Array) -> Array:
    """Images in the net's own dtype: float64 images would make a float32 net twice as slow."""
    dtypes = {w.dtype for w in net.parameters.values()}
    return x.astype(dtypes.pop(), copy=False) if len(dtypes) == 1 else x


def _require_data(x_name: str, x: Array, y_name: str, y: Array) -> None:
    """Refuse images that are not floating, none at all, and labels that are not theirs."""
    if isinstance(x, np.ndarray) and x.dtype.kind in "iu":
        raise TypeError(
            f"{x_name} has dtype {x.dtype}: expected a floating array; bring images to mean 0 and "
            f"standard deviation 1, or at least use {x_name}.astype(np.float32) / 255"
        )
    require_floating(x_name, x)
    _require_some(x_name, x)
    require_labels(y_name, y, x_name, x)


def _require_some(name: str, x: Array) -> None:
    if len(x) == 0:
        raise ValueError(f"{name} has no images: expected at least one")
