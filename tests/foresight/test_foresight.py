"""A check at home says what a function uses that grading will not have, and says it of no other."""

import functools
import sys
import textwrap

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder import check, run_check
from autograder.assignments import assignments, load_assignment, load_part
from autograder.foresight.line import foresee

PART = load_part("a2.conv2d_naive")


class Notebook:
    """Cells run by IPython in a folder, with a namespace that is `__main__`, as in a kernel."""

    def __init__(self):
        config = Config()
        config.HistoryManager.enabled = False  # it has a file and a thread
        self.shell = InteractiveShell(config=config)

    def run(self, *cells: str) -> "Notebook":
        for cell in cells:
            self.shell.run_cell(textwrap.dedent(cell), store_history=True).raise_error()
        return self

    def line(self, name: str = "f") -> str:
        return foresee(PART, [self.shell.user_ns[name]])


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """A notebook in a folder of its own with a module, a text, and arrays beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    (tmp_path / "helpers.py").write_text(
        "import torch\ndef conv(x): return x\ndef deep(x): return torch.exp(x)\n"
    )
    (tmp_path / "weights.txt").write_text("1")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "w.csv").write_text("1")
    np.save(tmp_path / "w.npy", np.ones(2))
    yield Notebook()
    for name in ("helpers", "mine"):
        sys.modules.pop(name, None)


def told(*things: str) -> str:
    listed = " and ".join(filter(None, [", ".join(things[:-1]), things[-1]]))
    return f"Note: conv2d_naive uses {listed}, which {'are' if things[1:] else 'is'} not there when it is graded."


LACKING = {
    "a package": ("import torch", "return torch.exp(x)", "torch"),
    "under another name": ("import torch.nn.functional as F", "return F.relu(x)", "torch"),
    "a function of it": ("from torch.nn.functional import conv2d", "return conv2d(x)", "torch"),
    "a function in C": ("from scipy.special import expit", "return expit(x)", "scipy"),
    "itself": ("import torch\nf = torch.conv2d", None, "torch"),
    "a class of it": ("from torch import nn", "return nn.ReLU()(x)", "torch"),
    "an object of it": ("import torch\nw = torch.ones(1)", "return w * x", "torch"),
    "an import inside": ("", "import pandas as pd\n    return pd.Series(x)", "pandas"),
    "an import from inside": (
        "",
        "from scipy.signal import convolve2d\n    return convolve2d(x, x)",
        "scipy",
    ),
    "by a text": ("import importlib", "return importlib.import_module('torch').exp(x)", "torch"),
    "a list": ("import torch", "return [torch.exp(v) for v in x]", "torch"),
    "a helper": ("import torch\ndef g(x): return torch.exp(x)", "return g(x)", "torch"),
    "a helper of a helper": (
        "import torch\ndef h(x): return torch.x\ndef g(x): return h(x)",
        "return g(x)",
        "torch",
    ),
    "a helper in a table": (
        "import torch\ndef g(x): return torch.x\nT = {'g': g}",
        "return T['g'](x)",
        "torch",
    ),
    "a class": ("import torch\nclass C:\n    def go(self, x): return torch.x", "return C().go(x)", "torch"),
    "a base class": ("from torch import nn\nclass C(nn.Module): pass", "return C()(x)", "torch"),
    "what was made with it": ("import torch\nw = torch.ones(1).numpy()", "return w * x", "torch"),
    "a finished function": (
        "from cnnlib.ops.conv import conv2d_forward as c",
        "return c(x)",
        "cnnlib's conv2d_forward",
    ),
    "a finished module": (
        "import cnnlib.ops",
        "return cnnlib.ops.conv2d_forward(x)",
        "cnnlib's conv2d_forward",
    ),
    "finished, inside": ("", "from cnnlib import ops\n    return ops.pool(x)", "cnnlib.ops"),
    "a module beside": ("import helpers", "return helpers.conv(x)", "the file helpers.py"),
    "a function of one": ("from helpers import conv", "return conv(x)", "the file helpers.py"),
    "an array": ("import numpy as np", "return np.load('w.npy')", "the file w.npy"),
    "a text": ("", "return open('weights.txt').read()", "the file weights.txt"),
    "a text with `with`": (
        "",
        "with open('weights.txt') as file:\n        return file.read()",
        "the file weights.txt",
    ),
    "a named file": ("NAME = 'weights.txt'", "return open(NAME).read()", "the file weights.txt"),
    "a joined name": (
        "import os",
        "return open(os.path.join('data', 'w.csv')).read()",
        "the file data/w.csv",
    ),
    "a path": (
        "from pathlib import Path\nD = Path('data')",
        "return (D / 'w.csv').read_text()",
        "the file data/w.csv",
    ),
    "read in a cell": ("import numpy as np\nW = np.load('w.npy')", "return W * x", "the file w.npy"),
    "read in a loop": (
        "with open('weights.txt') as file:\n    T = file.read()",
        "return T",
        "the file weights.txt",
    ),
}


@pytest.mark.parametrize("name", LACKING)
def test_what_is_lacking_is_said(notebook, name):
    before, body, what = LACKING[name]
    notebook.run(before, f"def f(x, *rest, **options):\n    {body}" if body else "")
    assert notebook.line() == told(what)


def test_several_are_one_line(notebook):
    notebook.run(
        "import torch, numpy as np", "def f(x):\n    import scipy\n    return torch.exp(x), np.load('w.npy')"
    )
    assert notebook.line() == told("scipy", "torch", "the file w.npy")


WRAPPED = {
    "decorated": "@functools.wraps(g)\ndef f(*args): return g(*args)",
    "by NumPy": "f = np.vectorize(g)",
    "in a context": "f = np.errstate(all='ignore')(g)",
    "cached": "f = functools.cache(g)",
    "partly applied": "f = functools.partial(g)",
    "a lambda": "f = lambda *args: g(*args)",
    "a closure": "def outer(inner):\n    return lambda *args: inner(*args)\nf = outer(g)",
    "an object": "class C:\n    def __call__(self, x): return g(x)\nf = C()",
    "a method": "class C:\n    def go(self, x): return g(x)\nf = C().go",
    "a default": "def f(x, way=g): return way(x)",
}


@pytest.mark.parametrize("name", WRAPPED)
def test_it_is_said_whatever_stands_around(notebook, name):
    notebook.run("import functools, torch, numpy as np", "def g(x): return torch.exp(x)", WRAPPED[name])
    assert notebook.line() == told("torch")
    notebook.run("def g(x): return np.exp(x)", WRAPPED[name])
    assert notebook.line() == ""


THERE = {
    "NumPy": ("import numpy as np", "return np.einsum('i->i', np.add(x, np.random.default_rng(0).random()))"),
    "parts of NumPy": ("from numpy.lib.stride_tricks import as_strided", "return as_strided(x)"),
    "tqdm": ("from tqdm.auto import tqdm", "return [v for v in tqdm(x)]"),
    "matplotlib": ("import matplotlib.pyplot as plt", "plt.imshow(x)"),
    "Pillow": ("from PIL import Image", "return Image.fromarray(x)"),
    "Python's own": ("import math\nfrom collections import Counter", "return math.pi, Counter(x)"),
    "IPython's": ("from IPython.display import display", "display(x)\n    get_ipython()\n    exit"),
    "open parts of cnnlib": ("import cnnlib.shapes\nfrom cnnlib import plot", "return cnnlib.shapes, plot.arrays(x)"),
    "the autograder": ("from autograder import example", "return example('a2.zero_pad', 0)"),
    "with a way out": ("", "try:\n        import torch\n    except ImportError:\n        torch = None\n    return x"),
    "imported and not used": ("import torch, helpers", "return x"),
    "a file of its own": ("", "open('weights.txt', 'w').write('1')\n    return open('weights.txt')"),
    "a text that is no file": ("", "return x if x else open, 'constant', 'edge'"),
    "a file's name unread": ("NAME = 'weights.txt'", "return {'w.npy': x, NAME: x}"),
}  # fmt: skip


@pytest.mark.parametrize("name", THERE)
def test_of_what_is_there_nothing_is_said(notebook, name):
    before, body = THERE[name]
    notebook.run(before, f"def f(x, *rest, **options):\n    {body}")
    assert notebook.line() == ""


def test_a_file_that_a_cell_writes_will_be_there(notebook):
    notebook.run("%%writefile mine.py\ndef conv(x): return x", "import mine, numpy as np")
    notebook.run("np.save('own.npy', np.ones(2))", "V = np.load('own.npy')")
    notebook.run("with open('own.txt', 'w') as file:\n    file.write('1')")
    notebook.run("def f(x): return mine.conv(x) * V + np.load('own.npy') + float(open('own.txt').read())")
    assert notebook.line() == ""
    notebook.run("%%writefile helpers.py\nimport torch\ndef deep(x): return torch.exp(x)", "import helpers")
    notebook.run("def f(x): return helpers.deep(x)")
    assert notebook.line() == told("torch")


def test_a_cell_that_has_not_run_again_writes_its_file_all_the_same(notebook, tmp_path, monkeypatch):
    (tmp_path / "home.ipynb").write_text(
        '{"cells": [{"cell_type": "code", "source": ["%%writefile helpers.py\\n", "pass"]}]}'
    )
    notebook.run("import helpers", "def f(x): return helpers.conv(x)")
    assert notebook.line() == told("the file helpers.py")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "home.ipynb"))
    assert notebook.line() == ""


@pytest.mark.parametrize("assignment", assignments())
def test_no_right_variant_gets_a_line(assignment):
    loaded = load_assignment(assignment)
    for part in loaded.load_parts():
        for name in part.functions:
            library = filter(None, [loaded.from_library(name)])
            for right in (*part.rights[name].values(), *library):
                assert foresee(part, part.with_(**{name: right})) == ""
                assert foresee(part, part.with_(**{name: functools.partial(right)})) == ""


def test_the_line_is_in_the_report_and_costs_nothing(notebook):
    right = PART.reference("conv2d_naive")
    plain = run_check(PART.id, right)
    notebook.shell.user_ns["right"] = right
    notebook.run(
        "import torch", "def f(*args, **options):\n    torch.float32\n    return right(*args, **options)"
    )
    for report in (
        run_check(PART.id, notebook.shell.user_ns["f"]),
        check(PART.id, notebook.shell.user_ns["f"]),
    ):
        assert repr(report) == repr(plain) == format(report.max_points, "g")
        assert report.note == told("torch") and str(report).count(told("torch")) == 1
        assert report._repr_html_().count(told("torch")) == 1
    assert not plain.note and "Note:" not in plain._repr_html_()


def test_an_object_that_cannot_be_looked_at_is_judged_all_the_same():
    class Odd:
        def __call__(self, *args, **options):
            return 1

        def __getattribute__(self, name):
            raise RuntimeError("no")

    assert run_check("a1.fits", Odd()).note == ""
