"""cnnlib.shapes against published figures, brute force and PyTorch."""

import json
from itertools import count
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnlib import shapes

RELU, POOL = ("relu",), ("pool", 2, 2)
HEAD = [("flatten",), ("linear", 4096), RELU, ("linear", 4096), RELU, ("linear", 1000)]

# LeNet-5 as the course's lectures draw it: 20 and 50 filters of 5 x 5.
LENET5 = [("conv", 20, 5, 1, 2), RELU, POOL, ("conv", 50, 5, 1, 2), RELU, POOL]
LENET5 += [("flatten",), ("linear", 500), RELU, ("linear", 10)]

# VGG-16: Simonyan and Zisserman, 2015, table 1, column D.
VGG16 = []
for convolutions, width in [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)]:
    VGG16 += convolutions * [("conv", width, 3, 1, 1), RELU] + [POOL]
VGG16 += HEAD

# AlexNet as in torchvision: one column, 64-192-384-256-256 filters, input 224.
ALEXNET = [("conv", 64, 11, 4, 2), RELU, ("pool", 3, 2), ("conv", 192, 5, 1, 2), RELU, ("pool", 3, 2)]
ALEXNET += [("conv", 384, 3, 1, 1), RELU, ("conv", 256, 3, 1, 1), RELU, ("conv", 256, 3, 1, 1), RELU]
ALEXNET += [("pool", 3, 2), *HEAD]

# ResNet-50 as measured by Araujo, Norris and Sim: each stage's stride in its last block's 3 x 3 layer.
RESNET50 = [(7, 2), (3, 2)]
for blocks, stride in [(3, 2), (4, 2), (6, 2), (3, 1)]:
    RESNET50 += [(1, 1), (3, 1), (1, 1)] * (blocks - 1) + [(1, 1), (3, stride), (1, 1)]

axis = st.tuples(
    st.integers(1, 40), st.integers(1, 7), st.integers(1, 6), st.integers(0, 4), st.integers(1, 4)
)


def total(rows, key):
    return sum(row[key] for row in rows)


def windows(layers):
    """(kernel, stride) of the layers that slide a window."""
    return [
        (layer[-3], layer[-2]) if layer[0] == "conv" else layer[1:]
        for layer in layers
        if layer[0] in ("conv", "pool")
    ]


def positions(n, kernel, stride, padding, dilation):
    """Every position as the list of padded cells under its weights, by trying all starts."""
    cells = range(n + 2 * padding)
    taps = [[start + tap * dilation for tap in range(kernel)] for start in cells[::stride]]
    return [position for position in taps if position[-1] in cells]


# published figures


@pytest.mark.parametrize(
    ("sizes", "outputs"),
    [
        ((7, 3, 1), 5),
        ((7, 3, 2), 3),
        ((7, 3, 3), 2),
        ((32, 5, 1), 28),
        ((227, 11, 4), 55),
        ((32, 5, 1, 2), 32),
    ],
)
def test_published_output_sizes(sizes, outputs):
    assert shapes.output_size(*sizes) == outputs


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((7, 3, 1), True),
        ((7, 3, 2), True),
        ((7, 3, 3), False),
        ((6, 3, 2), False),
        ((227, 11, 4), True),
        ((224, 11, 4), False),
    ],
)
def test_published_sizes_that_fit(sizes, expected):
    assert shapes.fits(*sizes) is expected


def test_published_same_paddings():
    assert [shapes.same_padding(kernel) for kernel in (1, 3, 5, 7)] == [0, 1, 2, 3]


def test_ten_filters_on_a_small_colour_picture():
    assert shapes.output_size(32, 5, padding=2) == 32
    assert shapes.conv_parameters(3, 10, 5) == 760
    assert shapes.conv_multiply_adds(3, 10, 5, 32, 32) == 768_000


def test_alexnet_first_layer_with_and_without_sharing():
    """CS231n notes, "Convolutional Networks"."""
    assert shapes.conv_parameters(3, 96, 11) == 34_944
    assert shapes.locally_connected_parameters(3, 96, 11, 55, 55) == 105_705_600


def test_costs_named_in_lectures():
    assert shapes.fc_parameters(200 * 200, 40_000, bias=False) == 1_600_000_000
    assert shapes.fc_parameters(1920 * 1080 * 3, 1, bias=False) == 6_220_800
    assert shapes.conv_parameters(1, 20, 10, bias=False) == 2000
    assert shapes.locally_connected_parameters(3, 5, 7, 24, 24, bias=False) == 423_360


def test_vgg16():
    rows = shapes.layer_table((3, 224, 224), VGG16)
    assert total(rows, "parameters") == 138_357_544
    assert round(total(rows, "multiply_adds") / 1e9, 2) == 15.47
    assert rows[-len(HEAD) - 1]["receptive_field"] == 212


def test_alexnet():
    rows = shapes.layer_table((3, 224, 224), ALEXNET)
    assert total(rows, "parameters") == 61_100_840
    assert round(total(rows, "multiply_adds") / 1e9, 3) == 0.714
    assert rows[-len(HEAD) - 1]["receptive_field"] == 195


def test_receptive_fields_and_effective_strides():
    assert shapes.receptive_field(windows(ALEXNET)) == (195, 32)
    assert shapes.receptive_field(windows(VGG16)) == (212, 32)
    assert shapes.receptive_field(RESNET50) == (483, 32)


def test_facts_handed_over_with_the_course():
    """The same figures as published elsewhere, where the file lies beside the checkout."""
    file = Path(__file__).parents[3] / "shared" / "reference_facts.json"
    if not file.is_file():
        pytest.skip("shared/reference_facts.json does not lie beside this checkout")
    facts = json.loads(file.read_text(encoding="utf-8"))
    fields = facts["receptive_field"]
    assert list(shapes.receptive_field(windows(ALEXNET))) == fields["alexnet_v2"][:2]
    assert list(shapes.receptive_field(windows(VGG16))) == fields["vgg_16"][:2]
    for name, layers in (("alexnet", ALEXNET), ("vgg16", VGG16)):
        parameters, giga = facts["torchvision_parameters_and_gmacs"][name]
        rows = shapes.layer_table((3, 224, 224), layers)
        assert total(rows, "parameters") == parameters
        assert total(rows, "multiply_adds") / 1e9 == pytest.approx(giga, abs=0.005)
    first = facts["cs231n_first_conv"]
    assert shapes.conv_parameters(3, first["K"], first["F"]) == first["parameters"]
    assert shapes.locally_connected_parameters(3, 96, 11, 55, 55) == first["unshared_parameters"]


def test_lenet5_table():
    rows = shapes.layer_table((1, 28, 28), LENET5)
    names = " ".join(row["name"] for row in rows)
    assert names == "conv1 relu1 pool1 conv2 relu2 pool2 flatten1 linear1 relu3 linear2"
    shown = [tuple(rows[i].values())[1:] for i in (0, 2, 3, 5, 6, 7, 9)]
    assert shown == [
        ((20, 28, 28), 520, 392_000, 5),
        ((20, 14, 14), 0, 0, 6),
        ((50, 14, 14), 25_050, 4_900_000, 14),
        ((50, 7, 7), 0, 0, 16),
        ((2450,), 0, 0, None),
        ((500,), 1_225_500, 1_225_000, None),
        ((10,), 5_010, 5_000, None),
    ]


def test_layer_table_without_images_and_with_unequal_sides():
    rows = shapes.layer_table((784,), [("linear", 10), RELU])
    assert [row["shape"] for row in rows] == [(10,), (10,)]
    assert [row["receptive_field"] for row in rows] == [None, None]
    assert shapes.layer_table((2, 5, 9), [("conv", 4, 3, 2, 0)])[0]["shape"] == (4, 2, 4)


# properties


@given(axis)
def test_output_size_counts_positions(sizes):
    found = positions(*sizes)
    if found:
        assert shapes.output_size(*sizes) == len(found)
    else:
        with pytest.raises(ValueError, match="use a smaller kernel, or a padding of at least"):
            shapes.output_size(*sizes)


@settings(max_examples=50)
@given(axis)
def test_output_size_is_that_of_torch(sizes):
    n, kernel, stride, padding, dilation = sizes
    assume(positions(*sizes))
    x, w = torch.empty(1, 1, n, device="meta"), torch.empty(1, 1, kernel, device="meta")
    out = F.conv1d(x, w, stride=stride, padding=padding, dilation=dilation)
    assert shapes.output_size(*sizes) == out.shape[-1]


@given(axis)
def test_fits_when_the_last_position_ends_at_the_last_cell(sizes):
    n, padding = sizes[0], sizes[3]
    found = positions(*sizes)
    assert shapes.fits(*sizes) is (bool(found) and found[-1][-1] == n + 2 * padding - 1)


@given(axis)
def test_strict_names_the_nearest_sizes_that_fit(sizes):
    n, *rest = sizes
    assume(positions(*sizes))
    if shapes.fits(*sizes):
        assert shapes.output_size(*sizes, strict=True) == shapes.output_size(*sizes)
        return
    above = next(size for size in count(n) if shapes.fits(size, *rest))
    below = [size for size in range(1, n) if shapes.fits(size, *rest)][-1:]
    named = " or ".join(map(str, [*below, above]))
    with pytest.raises(ValueError, match=f"nearest sizes that tile are {named}$"):
        shapes.output_size(*sizes, strict=True)


@given(st.integers(1, 60), st.integers(1, 9), st.integers(1, 5))
def test_same_padding_keeps_the_size_or_nothing_does(n, kernel, dilation):
    keeps = [p for p in range(50) if len(positions(n, kernel, 1, p, dilation)) == n]
    if keeps:
        assert shapes.same_padding(kernel, dilation) == keeps[0]
    else:
        with pytest.raises(ValueError, match="use an odd kernel"):
            shapes.same_padding(kernel, dilation)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 2), st.integers(1, 3)), min_size=1, max_size=4))
def test_probe_agrees_with_the_formula(layers):
    field, jump = shapes.receptive_field(layers)
    n = 3 * field + 2 * jump

    def network(x):
        for kernel, stride, dilation in layers:
            view = np.lib.stride_tricks.sliding_window_view(x, dilation * (kernel - 1) + 1)
            x = view[::stride, ::dilation].sum(axis=1)
        return x

    assert shapes.probe_receptive_field(network, n) == field


@settings(max_examples=30)
@given(
    st.integers(1, 4),
    st.integers(1, 4),
    st.integers(1, 4),
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.booleans(),
)
def test_parameters_are_those_of_torch(groups, c_in, c_out, kernel, bias):
    def parameters(layer):
        return sum(p.numel() for p in layer.parameters())

    c_in, c_out = c_in * groups, c_out * groups
    layer = torch.nn.Conv2d(c_in, c_out, kernel, bias=bias, groups=groups, device="meta")
    assert shapes.conv_parameters(c_in, c_out, kernel, bias, groups) == parameters(layer)
    linear = torch.nn.Linear(c_in, c_out, bias=bias, device="meta")
    assert shapes.fc_parameters(c_in, c_out, bias) == parameters(linear)


def test_multiply_adds_count_one_for_each_weight_and_position():
    out = F.conv2d(torch.ones(1, 4, 9, 8), torch.ones(6, 2, 3, 2), groups=2)
    assert shapes.conv_multiply_adds(4, 6, (3, 2), *out.shape[2:], groups=2) == out.sum()


def test_numpy_integers_neither_overflow_nor_leak():
    many = np.int8(100)
    found = shapes.conv_multiply_adds(many, many, many, many, many)
    assert found == 100**6 and type(found) is int
    assert type(shapes.output_size(np.int64(7), np.int64(3), np.int64(2))) is int


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 3), st.booleans())
def test_expand_pattern(n, m, k, pool):
    names = shapes.expand_pattern(n, m, k, pool)
    assert names.count("CONV") == n * m and names.count("POOL") == m * pool and names.count("FC") == k
    assert (
        names.count("RELU") == n * m + k
        and names[-1] == "SOFTMAX"
        and len(names) == m * (2 * n + pool) + 2 * k + 1
    )
    assert all(
        after == "RELU" for name, after in zip(names, names[1:], strict=False) if name in ("CONV", "FC")
    )


def test_stack_or_single():
    assert shapes.stack_or_single(1, 1) == (9, 8, 3)
    assert shapes.stack_or_single(2, 64) == (102_400, 73_728, 5)
    assert shapes.stack_or_single(0, 3) == (9, 18, 1)


# errors

table = shapes.layer_table


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (
            lambda: shapes.output_size(7, 3, 2.0),
            TypeError,
            r"stride is 2.0 \(float\): expected a whole number",
        ),
        (lambda: shapes.output_size(7, True), TypeError, r"kernel is True \(bool\)"),
        (lambda: shapes.output_size(7, np.True_), TypeError, "kernel is "),
        (lambda: shapes.output_size(0, 3), ValueError, "n is 0: expected a whole number of at least 1"),
        (lambda: shapes.output_size(7, 3, 0), ValueError, "stride is 0"),
        (lambda: shapes.output_size(7, 3, 1, -1), ValueError, "padding is -1: .* at least 0"),
        (lambda: shapes.output_size(3, 5), ValueError, "covers 5 cells, but n=3 with padding=0 has only 3"),
        (lambda: shapes.fits(7, 3, dilation=0), ValueError, "dilation is 0"),
        (lambda: shapes.same_padding(4), ValueError, "kernel=4 with dilation=1 takes 3 cells in all"),
        (lambda: shapes.fc_parameters("3", 4), TypeError, "n_in is '3'"),
        (
            lambda: shapes.conv_parameters(3, 4, 3, groups=2),
            ValueError,
            "c_in=3 is not divisible by groups=2",
        ),
        (
            lambda: shapes.conv_parameters(4, 3, 3, groups=2),
            ValueError,
            "c_out=3 is not divisible by groups=2",
        ),
        (lambda: shapes.conv_parameters(3, 4, (3, 3, 3)), ValueError, "expected an int or a pair"),
        (lambda: shapes.conv_parameters(3, 4, (3, 0)), ValueError, r"kernel\[1\] is 0"),
        (lambda: shapes.conv_multiply_adds(3, 4, 3, 0, 5), ValueError, "out_height is 0"),
        (lambda: shapes.receptive_field([(3, 1), (3,)]), ValueError, r"layers\[1\] is \(3,\)"),
        (lambda: shapes.probe_receptive_field(lambda x: x[:0], 5), ValueError, "no output for n=5"),
        (lambda: shapes.probe_receptive_field(lambda x: 0 * x, 5), ValueError, "are the weights positive"),
        (lambda: table((3, 8), []), ValueError, r"expected \(C, H, W\) or \(F,\)"),
        (
            lambda: table((3, 8, 8), [RELU, ("conv", 4, 9, 1, 0)]),
            ValueError,
            r"layers\[1\], .* covers 9 cells",
        ),
        (lambda: table((3, 8, 8), [("conv", 4, 3.0, 1, 0)]), TypeError, r"layers\[0\], .* kernel is 3.0"),
        (lambda: table((3, 8, 8), [("linear", 4)]), ValueError, "put a flatten before it"),
        (lambda: table((8,), [POOL]), ValueError, r"expected \(C, H, W\)"),
        (lambda: table((3, 8, 8), [("norm",)]), ValueError, "kind is 'norm': expected one of conv, pool"),
        (lambda: table((3, 8, 8), [("pool", 2)]), ValueError, r"expected \('pool', kernel, stride\)"),
        (lambda: table((3, 8, 8), ["relu"]), TypeError, "expected a tuple that begins with the kind"),
        (lambda: shapes.expand_pattern(0, 1, 1), ValueError, "n is 0"),
        (lambda: shapes.stack_or_single(-1, 4), ValueError, "d is -1"),
    ],
)
def test_errors_name_the_argument_and_what_was_expected(call, kind, message):
    with pytest.raises(kind, match=message):
        call()
