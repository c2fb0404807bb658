"""A net: layers one after the other, with their table, their parameters and their state by name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cnnlib import shapes
from cnnlib.arguments import Array, as_input_shape
from cnnlib.layers import Layer
from cnnlib.plot import Table, table


class Sequential:
    """Layers one after the other. Printed, it is the table of its layers.

    Args:
        input_shape: of one image, (C, H, W), or (F,) for a net without images.
        layers: input first; their sizes have to fit, one to the next.

    Attributes:
        layers: name -> layer, input first; a name is kind and count, such as "conv1".

    Raises:
        ValueError: a layer does not fit what comes before it. The message begins with its name.

    >>> from cnnlib.layers import Conv2d, Flatten, Linear, ReLU
    >>> rng = np.random.default_rng(0)
    >>> net = Sequential((1, 4, 4), [Conv2d(1, 2, 3, rng), ReLU(), Flatten(), Linear(8, 3, rng)])
    >>> [(row["name"], row["shape"]) for row in net.layer_table()]
    [('conv1', (2, 2, 2)), ('relu1', (2, 2, 2)), ('flatten1', (8,)), ('linear1', (3,))]
    >>> net.forward(np.zeros((5, 1, 4, 4), np.float32)).shape
    (5, 3)
    """

    def __init__(self, input_shape: Sequence[int], layers: Sequence[Layer]):
        self.input_shape = as_input_shape(input_shape)
        if not layers:
            raise ValueError("layers is empty: expected at least one layer")
        seen: Counter[str] = Counter()
        self.layers: dict[str, Layer] = {}
        for layer in layers:
            seen[layer.kind] += 1
            self.layers[f"{layer.kind}{seen[layer.kind]}"] = layer
        self.layer_table()

    @property
    def head(self) -> Layer:
        """The last layer: what turns features into scores."""
        return self.layers[next(reversed(self.layers))]

    def forward(self, x: Array, training: bool = False) -> Array:
        """The scores (N, classes), or whatever the last layer makes, of a batch x.

        Args:
            x: (N, C, H, W), or (N, F) where the net begins with features.
            training: True while the net learns: batch norm uses the batch's statistics, dropout drops.

        Raises:
            ValueError, TypeError: from the first layer that x does not fit; the message has its name.
        """
        for name, layer in self.layers.items():
            try:
                x = layer.forward(x, training)
            except (TypeError, ValueError) as error:
                raise type(error)(f"{name}: {error}") from error
        return x

    def backward(self, dout: Array, needs_dx: bool = True) -> Any:
        """The gradient with respect to x from the one with respect to the scores of the last forward
        pass. On the way each layer's `gradients` are set.

        Args:
            dout: of the shape of the scores.
            needs_dx: False where only the layers' gradients are of interest, as while the net learns.
                What is returned is not to be used then.
        """
        first, *others = self.layers.values()
        for layer in reversed(others):
            dout = layer.backward(dout)
        return first.backward(dout, needs_dx)

    @property
    def parameters(self) -> dict[str, Array]:
        """All layers' parameters, "conv1.w" and so on: the arrays themselves."""
        return self._collect("parameters")

    @property
    def gradients(self) -> dict[str, Array]:
        """All layers' gradients under the parameters' names."""
        return self._collect("gradients")

    def state(self) -> dict[str, Array]:
        """Copies of all parameters and buffers by name: all that the net has learned."""
        arrays = self._collect("parameters") | self._collect("buffers")
        return {name: array.copy() for name, array in arrays.items()}

    def load(self, state: Mapping[str, Array]) -> None:
        """Take over what `state` of a net of the same build returned.

        Args:
            state: name -> array. Values take the dtype of the net's own.

        Raises:
            ValueError: an array is missing, unexpected, of another shape or not of numbers. Nothing is taken over then.
        """
        own = self._collect("parameters") | self._collect("buffers")
        wrong = [f"{name} is missing" for name in own if name not in state]
        wrong += [f"{name} is unexpected" for name in state if name not in own]
        for name, array in own.items():
            found = np.shape(state.get(name, array))
            if found != array.shape:
                wrong.append(f"{name} has shape {found}, expected {array.shape}")
            elif np.asarray(state.get(name, array)).dtype.kind not in "fiu":
                wrong.append(f"{name} has dtype {np.asarray(state[name]).dtype}, expected numbers")
        if wrong:
            raise ValueError(f"the state is another net's: {'; '.join(wrong)}")
        values = {name: np.asarray(state[name]).astype(own[name].dtype) for name in own}
        for name, value in values.items():
            own[name][...] = value

    def layer_table(self) -> list[dict[str, Any]]:
        """Shape, parameters, multiply-adds and receptive field after every layer.

        Returns:
            One row a layer, with the keys and, where the kinds of layers are its own, the values of
            `cnnlib.shapes.layer_table`. A receptive field that is not square is (height, width).
        """
        shape, rows, windows = self.input_shape, [], []
        for name, layer in self.layers.items():
            try:
                before, shape = shape, layer.shape(shape)
            except (TypeError, ValueError) as error:
                raise type(error)(f"{name}: {error}") from error
            windows.append(layer.window)
            rows.append(
                {
                    "name": name,
                    "shape": shape,
                    "parameters": sum(array.size for array in layer.parameters.values()),
                    "multiply_adds": layer.multiply_adds(before),
                    "receptive_field": _field(windows) if len(shape) == 3 else None,
                }
            )
        return rows

    def __repr__(self) -> str:
        return repr(self._printed())

    def _repr_html_(self) -> str:
        return self._printed()._repr_html_()

    def _printed(self) -> Table:
        title = f"Net for inputs of {' x '.join(map(str, self.input_shape))}"
        return table(self.layer_table(), title, totals=("parameters", "multiply_adds"))

    def _collect(self, what: str) -> dict[str, Array]:
        return {
            f"{name}.{key}": array
            for name, layer in self.layers.items()
            for key, array in getattr(layer, what).items()
        }


def _field(windows: Sequence[tuple]) -> int | tuple[int, int]:
    """The receptive field of a stack of windows; (height, width) where it is not square."""
    height, width = (
        shapes.receptive_field([tuple(size[axis] for size in window) for window in windows])[0]
        for axis in (0, 1)
    )
    return height if height == width else (height, width)
