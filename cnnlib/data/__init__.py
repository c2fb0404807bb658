"""Images to learn from: two sets and two photographs that are always there, three sets downloaded once.

    embedded, no network     digits(), coloured_shapes(n, seed), photograph(name)
    downloaded once          mnist(), fashion_mnist(), cifar10()

`independent_filters()` are filters that were found in the photographs.

Each set is a `Dataset`: uint8 images (N, C, H, W) with their labels, split into training and test.
Where the downloaded ones are kept is said in `cnnlib.data.cache`.
"""

from cnnlib.data.cifar import cifar10
from cnnlib.data.coloured_shapes import ColouredShapes, Poses, coloured_shapes, mark
from cnnlib.data.dataset import Dataset
from cnnlib.data.digits import digits
from cnnlib.data.idx import fashion_mnist, mnist
from cnnlib.data.independent_filters import independent_filters
from cnnlib.data.photographs import photograph

__all__ = [
    "ColouredShapes",
    "Dataset",
    "Poses",
    "cifar10",
    "coloured_shapes",
    "digits",
    "fashion_mnist",
    "independent_filters",
    "mark",
    "mnist",
    "photograph",
]
