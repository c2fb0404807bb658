"""Explorers: pictures that a reader moves. Each is a Python file and an ES module of the same name.

    Sizes            windows on one axis, and how many outputs they make
    Stepper          a filter on a small image, one window at a time
    ReceptiveField   what one output of a stack of layers sees
    Cost             parameters and multiply-adds of a stack of layers
    Pooling          the largest or the mean of every window, and where its gradient goes
    Filtering        a filter on a photograph
    Graph            values forwards and gradients backwards through a computational graph

Each is shown by being a cell's last expression. `standalone(explorer)` gives its HTML for a page without a
kernel, `explorer.link` the fragment that opens it there in the same state.
"""

from cnnlib.explore.cost import Cost
from cnnlib.explore.explorer import Explorer, standalone
from cnnlib.explore.filtering import Filtering
from cnnlib.explore.graph import Graph
from cnnlib.explore.pooling import Pooling
from cnnlib.explore.receptive_field import ReceptiveField
from cnnlib.explore.sizes import Sizes
from cnnlib.explore.stepper import Stepper

__all__ = [
    "Cost",
    "Explorer",
    "Filtering",
    "Graph",
    "Pooling",
    "ReceptiveField",
    "Sizes",
    "Stepper",
    "standalone",
]
