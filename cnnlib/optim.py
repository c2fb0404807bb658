"""Optimisers, which move the weights against the gradient, and schedules of the learning rate.

Below, w is a parameter and g the gradient of the loss with respect to it. An optimiser remembers
something of its own for each parameter, such as a velocity, always an array of the parameter's shape.

Sources: PyTorch's torch.optim for the formulas; Polyak (1964) for momentum, Tieleman and Hinton
(2012) for RMSProp, Zeiler (2012) for Adadelta, Kingma and Ba (2015) for Adam, Loshchilov and Hutter
(2017) for the cosine.
"""

from collections.abc import Callable, Mapping
from math import cos, pi
from typing import Any

import numpy as np

from cnnlib.arguments import Array, as_positive, as_real, as_share

Schedule = Callable[[float], float]


class Optimizer:
    """What all optimisers share. Each of them says how far a parameter moves: `change`.

    Args:
        lr: the learning rate; it may be set anew before any step.

    Attributes:
        steps: the number of steps taken.
        memory: parameter's name -> {what is remembered: array}.

    Raises:
        ValueError: a number is out of range.

    >>> class Signs(Optimizer):
    ...     def change(self, g):
    ...         return self.lr * np.sign(g)
    >>> w = np.array([1.0, 2.0])
    >>> Signs(lr=0.5).step({"w": w}, {"w": np.array([7.0, -9.0])})
    >>> w
    array([0.5, 2.5])
    """

    remembers: tuple[str, ...] = ()

    def __init__(self, lr: float):
        self.lr = as_real("lr", lr)
        self.steps = 0
        self.memory: dict[str, dict[str, Array]] = {}

    def step(self, parameters: Mapping[str, Array], gradients: Mapping[str, Array]) -> None:
        """Move every parameter once.

        Args:
            parameters: name -> w. These arrays are changed in place: here a net learns.
            gradients: name -> g, of the same shapes.

        Raises:
            ValueError: names or shapes do not belong together.
        """
        _require_matching(parameters, gradients)
        for name, w in parameters.items():
            if name not in self.memory:
                self.memory[name] = {key: np.zeros_like(w) for key in self.remembers}
            for kept in self.memory[name].values():
                if kept.shape != w.shape:
                    raise ValueError(
                        f"{name} has shape {w.shape}, the optimiser remembers {kept.shape}: "
                        "is it another net's? use a new optimiser"
                    )
        self.steps += 1
        for name, w in parameters.items():
            w -= self.change(gradients[name], **self.memory[name])

    def change(self, g: Array, *_: Any, **memory: Any) -> Array:
        """What is taken from a parameter with the gradient g; updates its memory, arrays, in place."""
        raise NotImplementedError

    def state(self) -> dict[str, Array]:
        """All that the next steps depend on, apart from what the constructor was given.

        Returns:
            "steps", and parameter's name + "." + what is remembered -> a copy of the array.
        """
        arrays = {
            f"{name}.{key}": array.copy() for name, kept in self.memory.items() for key, array in kept.items()
        }
        return {"steps": np.array(self.steps), **arrays}

    def load(self, state: Mapping[str, Array]) -> None:
        """Go on from what `state` returned.

        Args:
            state: as `state` returns it.

        Raises:
            ValueError: it is another kind of optimiser's.
        """
        memory: dict[str, dict[str, Array]] = {}
        for name, array in state.items():
            parameter, _, key = name.rpartition(".")
            if key in self.remembers:
                memory.setdefault(parameter, {})[key] = np.array(array)
            elif name != "steps":
                raise ValueError(f"unexpected {name!r}: {type(self).__name__} remembers {self.remembers}")
        if "steps" not in state or any(len(kept) != len(self.remembers) for kept in memory.values()):
            raise ValueError(
                f"the state is not complete: expected steps and {self.remembers} of each parameter"
            )
        self.steps, self.memory = int(state["steps"]), memory


class SGD(Optimizer):
    """Stochastic gradient descent: w <- w - lr g.

    >>> w = np.array([1.0])
    >>> SGD(lr=0.25).step({"w": w}, {"w": np.array([2.0])})
    >>> w
    array([0.5])
    """

    def change(self, g):
        return self.lr * g


class Momentum(Optimizer):
    """A ball that rolls: v <- momentum v + g, w <- w - lr v.

    Args:
        lr: the learning rate.
        momentum: the share of its velocity that the ball keeps at each step, below 1.

    >>> w, optimizer = np.array([0.0]), Momentum(lr=1.0, momentum=0.5)
    >>> for _ in range(3):
    ...     optimizer.step({"w": w}, {"w": np.array([1.0])})
    ...     print(w)
    [-1.]
    [-2.5]
    [-4.25]
    """

    remembers = ("v",)

    def __init__(self, lr: float, momentum: float = 0.9):
        super().__init__(lr)
        self.momentum = as_share("momentum", momentum)

    def change(self, g, v):
        v *= self.momentum
        v += g
        return self.lr * v


class RMSProp(Optimizer):
    """Steps of like size for all weights: s <- decay s + (1 - decay) g^2, w <- w - lr g / (sqrt(s) + eps).

    Args:
        lr: the learning rate.
        decay: the share of s that stays at each step, below 1; PyTorch's alpha.
        eps: keeps the division from blowing up.

    >>> w, g = np.zeros(2), np.array([0.001, 1000.0])
    >>> RMSProp(lr=1.0, decay=0.75).step({"w": w}, {"w": g})
    >>> w.round(3)
    array([-2., -2.])
    """

    remembers = ("s",)

    def __init__(self, lr: float, decay: float = 0.99, eps: float = 1e-8):
        super().__init__(lr)
        self.decay, self.eps = as_share("decay", decay), as_real("eps", eps)

    def change(self, g, s):
        _average(s, g * g, self.decay)
        return self.lr * g / (np.sqrt(s) + self.eps)


class Adadelta(Optimizer):
    """RMSProp whose steps have the unit of the weights.

        s <- decay s + (1 - decay) g^2
        d =  g sqrt(u + eps) / sqrt(s + eps)
        u <- decay u + (1 - decay) d^2
        w <- w - lr d

    Args:
        lr: the learning rate; Zeiler has none, that is 1.
        decay: the share of s and u that stays at each step, below 1; PyTorch's rho.
        eps: lets the first steps begin, when u is 0.

    >>> w, g = np.zeros(2), np.array([1.0, 1000.0])
    >>> Adadelta(decay=0.75, eps=0.0625).step({"w": w}, {"w": g})
    >>> w.round(3)
    array([-0.447, -0.5  ])
    """

    remembers = ("s", "u")

    def __init__(self, lr: float = 1.0, decay: float = 0.9, eps: float = 1e-6):
        super().__init__(lr)
        self.decay, self.eps = as_share("decay", decay), as_real("eps", eps)

    def change(self, g, s, u):
        _average(s, g * g, self.decay)
        d = g * np.sqrt(u + self.eps) / np.sqrt(s + self.eps)
        _average(u, d * d, self.decay)
        return self.lr * d


class Adam(Optimizer):
    """Momentum and RMSProp together, both means corrected for having started at zero.

        m <- beta1 m + (1 - beta1) g
        s <- beta2 s + (1 - beta2) g^2
        w <- w - lr m' / (sqrt(s') + eps)    with m' = m / (1 - beta1^t), s' = s / (1 - beta2^t)

    where t is 1 at the first step.

    Args:
        lr: the learning rate.
        beta1, beta2: the shares of m and of s that stay at each step, below 1.
        eps: keeps the division from blowing up.

    >>> w, g = np.zeros(2), np.array([0.001, -1000.0])
    >>> Adam(lr=0.5).step({"w": w}, {"w": g})
    >>> w.round(3)
    array([-0.5,  0.5])
    """

    remembers = ("m", "s")

    def __init__(self, lr: float = 1e-3, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8):
        super().__init__(lr)
        self.beta1, self.beta2 = as_share("beta1", beta1), as_share("beta2", beta2)
        self.eps = as_real("eps", eps)

    def change(self, g, m, s):
        _average(m, g, self.beta1)
        _average(s, g * g, self.beta2)
        root = np.sqrt(s / (1 - self.beta2**self.steps)) + self.eps
        return self.lr / (1 - self.beta1**self.steps) * m / root


def step_decay(lr: float, every: float, factor: float = 0.1) -> Schedule:
    """A learning rate that falls in steps: lr factor^floor(epoch / every) (PyTorch's StepLR).

    Args:
        lr: the learning rate at the start.
        every: epochs between two falls.
        factor: by how much it is multiplied at each.

    Returns:
        A function from the time in epochs, a float, to the learning rate.

    Raises:
        ValueError: a number is out of range.

    >>> schedule = step_decay(8.0, every=10, factor=0.5)
    >>> schedule(0), schedule(9.9), schedule(25)
    (8.0, 8.0, 2.0)
    """
    lr, factor = as_real("lr", lr), as_real("factor", factor)
    every = as_positive("every", every)
    return lambda epoch: lr * factor ** int(epoch / every)


def cosine(lr: float, epochs: float, lowest: float = 0.0) -> Schedule:
    """A learning rate that glides down half a wave: lowest + (lr - lowest) (1 + cos(pi epoch / epochs)) / 2.

    PyTorch's CosineAnnealingLR; after its end it stays at the lowest.

    Args:
        lr: the learning rate at the start.
        epochs: when it reaches the lowest.
        lowest: the learning rate at the end.

    Returns, Raises:
        As `step_decay`.

    >>> schedule = cosine(8.0, epochs=10)
    >>> schedule(0), round(schedule(5), 6), schedule(10), schedule(11)
    (8.0, 4.0, 0.0, 0.0)
    """
    lr, lowest = as_real("lr", lr), as_real("lowest", lowest)
    epochs = as_positive("epochs", epochs)
    return lambda epoch: lowest + (lr - lowest) * (1 + cos(pi * min(epoch / epochs, 1))) / 2


def warmup(schedule: Schedule, epochs: float, start: float = 1 / 3) -> Schedule:
    """Another schedule, times a factor that grows evenly from `start` to 1 (PyTorch's LinearLR).

    Args:
        schedule: what follows; its own time starts together with the warm-up's.
        epochs: how long the factor grows.
        start: the factor at the start.

    Returns, Raises:
        As `step_decay`.

    >>> schedule = warmup(step_decay(8.0, every=10), epochs=4, start=0.5)
    >>> schedule(0), schedule(2), schedule(4)
    (4.0, 6.0, 8.0)
    """
    start, epochs = as_real("start", start), as_positive("epochs", epochs)
    return lambda epoch: schedule(epoch) * (start + (1 - start) * min(epoch / epochs, 1))


def _average(mean: Array, new: Array, decay: float) -> None:
    """mean <- decay mean + (1 - decay) new, in place."""
    mean *= decay
    mean += (1 - decay) * new


def _require_matching(parameters: Mapping[str, Array], gradients: Mapping[str, Array]) -> None:
    for name, w in parameters.items():
        if name not in gradients:
            raise ValueError(f"{name} has no gradient: run net.backward before the optimiser's step")
        if gradients[name].shape != w.shape:
            raise ValueError(f"{name} has shape {w.shape}, its gradient has shape {gradients[name].shape}")
