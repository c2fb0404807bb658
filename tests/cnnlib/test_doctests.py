"""The examples in the library's docstrings run, and every function that a learner calls has one."""

import doctest
import inspect
import pkgutil
from importlib import import_module

import numpy as np
import pytest

import cnnlib
from cnnlib import ops

ROOMS = [
    *("cnnlib.shapes", "cnnlib.layers", "cnnlib.net", "cnnlib.models", "cnnlib.init", "cnnlib.optim"),
    *("cnnlib.train", "cnnlib.gradcheck"),
    *(module.name for module in pkgutil.iter_modules(ops.__path__, "cnnlib.ops.")),
]
MODULES = [module.name for module in pkgutil.walk_packages(cnnlib.__path__, "cnnlib.")]


def public(room):
    """Functions and classes that a room defines or, where it is a package, that it lists."""
    own = [name for name, item in vars(room).items() if getattr(item, "__module__", "") == room.__name__]
    found = {name: getattr(room, name) for name in getattr(room, "__all__", own) if not name.startswith("_")}
    return {name: item for name, item in found.items() if inspect.isfunction(item) or inspect.isclass(item)}


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    failed, _ = doctest.testmod(import_module(name), extraglobs={"np": np})
    assert not failed


@pytest.mark.parametrize("name", ROOMS)
def test_what_a_learner_calls_has_an_example(name):
    found = public(import_module(name))
    assert found
    assert not [name for name, item in found.items() if ">>>" not in (inspect.getdoc(item) or "")]
