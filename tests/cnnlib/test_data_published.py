"""The published files: their checksums and their addresses."""

import json

import pytest

from cnnlib.data import cifar, fetch, idx


def test_the_checksums_are_the_published_ones(root):
    facts = root.parent / "shared" / "reference_facts.json"
    if not facts.is_file():
        pytest.skip("the published facts are not beside the checkout, in ../shared/reference_facts.json")
    stated = json.loads(facts.read_text())["md5"]
    for name, files in (
        ("mnist", idx.MNIST),
        ("fashion_mnist", idx.FASHION),
        ("cifar10_binary", (cifar.ARCHIVE, *cifar.TRAIN, cifar.TEST)),
    ):
        assert {file.name: file.md5 for file in files} == stated[name]


def test_every_mirror_is_safe():
    for mirror in (*idx.MNIST_MIRRORS, *idx.FASHION_MIRRORS, *cifar.MIRRORS):
        assert fetch.is_safe(mirror) and mirror.endswith("/")
