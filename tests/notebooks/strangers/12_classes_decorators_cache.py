"""A student who programs at work: a dataclass with methods, a counting and timing decorator with functools.wraps,
lru_cache, functools.partial, a callable object and bound methods in place of plain functions. The names asked for
are bound to these objects.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a1_shapes"
HOME = {
    "a1.output_size": 12.0,
    "a1.fits": 8.0,
    "a1.same_padding": 8.0,
    "a1.parameters": 14.0,
    "a1.multiply_adds": 8.0,
    "a1.receptive_field": 14.0,
    "a1.probe_receptive_field": 12.0,
    "a1.layer_table": 14.0,
    "a1.expand_pattern": 6.0,
    "a1.stack_or_single": 4.0,
}


def edit(cells):
    fill(
        cells,
        replace={
            "a1-output_size-1": """
@traced
@functools.lru_cache(maxsize=None)
def output_size(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    return Window(kernel, stride, padding, dilation).positions(n)
""",
            "a1-fits-1": '''
class Fits:
    """An object that is called like a function."""

    def __call__(self, n, kernel, stride=1, padding=0, dilation=1):
        window = Window(kernel, stride, padding, dilation)
        return window.room(n) >= 0 and window.room(n) % stride == 0

    def __repr__(self):
        return "<fits>"


fits = Fits()
''',
            "a1-same_padding-1": """
same_padding = traced(lambda kernel, dilation=1: Window(kernel, dilation=dilation).same())
""",
            "a1-parameters-1": """
class Count:
    def __init__(self, verbose=False):
        self.verbose = verbose

    def fc(self, n_in, n_out, bias=True):
        return (n_in + bool(bias)) * n_out

    def conv(self, c_in, c_out, kernel, bias=True, groups=1):
        h, w = (kernel,) * 2 if isinstance(kernel, int) else kernel
        return c_out * (c_in // groups * h * w + bool(bias))

    def local(self, c_in, c_out, kernel, out_height, out_width, bias=True):
        return out_height * out_width * self.conv(c_in, c_out, kernel, bias)


count = Count()
fc_parameters = count.fc
""",
            "a1-parameters-2": "conv_parameters = count.conv",
            "a1-parameters-3": "locally_connected_parameters = count.local",
            "a1-multiply_adds-1": """
def _work(count, c_in, c_out, kernel, out_height, out_width, groups=1):
    return count.conv(c_in, c_out, kernel, bias=False, groups=groups) * out_height * out_width

conv_multiply_adds = functools.partial(_work, count)
""",
            "a1-receptive_field-1": """
def receptive_field(layers):
    def step(state, layer):
        size, jump = state
        kernel, stride, dilation = (*layer, 1)[:3]
        return size + dilation * (kernel - 1) * jump, jump * stride
    return functools.reduce(step, layers, (1, 1))
""",
        },
    )
    cells.insert(
        find(cells, "a1-setup-1") + 1,
        new('''
import functools
import time
from collections import Counter
from dataclasses import dataclass

CALLS = Counter()


def traced(function):
    """Count the calls and keep the time of the last one."""
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        CALLS[getattr(function, "__name__", "?")] += 1
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            wrapper.seconds = time.perf_counter() - start
    return wrapper


@dataclass(frozen=True, slots=True)
class Window:
    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    @property
    def reach(self) -> int:
        return self.dilation * (self.kernel - 1) + 1

    def room(self, n):
        return n + 2 * self.padding - self.reach

    def positions(self, n):
        if self.room(n) < 0:
            raise ValueError(f"{self} does not fit into {n}")
        return self.room(n) // self.stride + 1

    def same(self):
        half, rest = divmod(self.reach - 1, 2)
        if rest:
            raise ValueError("not symmetric")
        return half
'''),
    )
    cells.append(new("CALLS, output_size.seconds"))
    return cells
