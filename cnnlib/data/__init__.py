"""Images to learn from: two sets that are always there, three that are downloaded once.

    embedded, no network     digits(), shapes(n, seed)
    downloaded once          mnist(), fashion_mnist(), cifar10()

Each gives a `Dataset`: uint8 images (N, C, H, W) with their labels, split into training and test.
Where the downloaded ones are kept is said in `cnnlib.data.published`.
"""

from cnnlib.data.cifar import cifar10
from cnnlib.data.coloured_shapes import Poses, Shapes, mark, shapes
from cnnlib.data.dataset import Dataset
from cnnlib.data.digits import digits
from cnnlib.data.idx import fashion_mnist, mnist

__all__ = ["Dataset", "Poses", "Shapes", "cifar10", "digits", "fashion_mnist", "mark", "mnist", "shapes"]
