"""Lecture 4: the figures and formulas of its sections are what the library computes."""

import numpy as np
import pytest
from sections import first, played, whole

from cnnlib import shapes
from cnnlib.ops.conv import conv2d_backward, conv2d_forward, conv_transpose2d

RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def states(root):
    """What the lecture computes; all of it is arithmetic."""
    return played(root, "04")


def windows(n, kernel, stride=1, padding=0, dilation=1):
    """The places of a window, counted one by one."""
    reach = dilation * (kernel - 1) + 1
    return len(range(0, n + 2 * padding - reach + 1, stride))


def stacked(kernel, layers):
    """The field of layers of one kernel at stride 1."""
    return shapes.receptive_field([(kernel, 1)] * layers)[0]


def test_opening_what_vgg_sees(states):
    fields = first(states, "fields")["fields"]
    assert fields["block 5"] > 192 and 128 > fields["block 3"] > 20  # beyond the border; a window frame


@pytest.mark.parametrize("n, kernel, stride", [(7, 3, 1), (7, 3, 2), (7, 3, 3), (6, 3, 2), (224, 11, 4)])
def test_output_size_by_formula(says, n, kernel, stride):
    assert windows(n, kernel, stride) == (n - kernel) // stride + 1 == shapes.output_size(n, kernel, stride)
    assert says("output-size", r"$$\frac{N - F}{S} + 1$$")
    assert says("output-size", r"$$\left\lfloor \frac{N - F}{S} \right\rfloor + 1$$")


def test_output_size_of_seven_and_a_window_of_three(says, runs):
    assert [(7 - 3) / stride + 1 for stride in (1, 2)] == [shapes.output_size(7, 3, s) for s in (1, 2)]
    assert not shapes.fits(7, 3, 3)
    assert says(
        "output-size", "Seven numbers, a window of three. How many places are there at stride 1, 2 and 3?"
    )
    assert runs("output-size", "tuple(shapes.output_size(7, 3, stride) for stride in (1, 2, 3))")
    assert runs("output-size", 'print("The formula at stride 3:", (7 - 3) / 3 + 1)')
    assert says("output-size", "At stride 3 the formula does not give a whole number")


def test_output_size_of_six_and_a_window_of_three(says):
    places = (6 - 3) / 2 + 1
    assert says(
        "output-size", f"A row of six with a window of three at stride 2 has ${places}$ places, so two"
    )
    assert shapes.output_size(6, 3, 2) == 2


def test_output_size_of_a_stack_that_loses_a_third(says, states):
    n, lost = 94, first(states, "apart")["lost"]
    seen = shapes.receptive_field([(3, 2)] * 5)[0]
    assert lost == n - seen and round(n / lost) == 3
    assert says(
        "output-size", f"A row of {n} numbers goes through five layers with a window of 3 at stride 2."
    )
    assert says("output-size", "A third of every row is thrown away")
    assert 1 - (seen / n) ** 2 > 0.5 and says("output-size", "that is more than half of every image")


def test_output_size_of_alexnet(says):
    assert [shapes.fits(n, 11, 4) for n in (224, 227)] == [False, True]
    assert says("output-size", "The paper on AlexNet (Krizhevsky, Sutskever and Hinton, 2012)")
    assert says(
        "output-size", "224 pixels wide, with a first window of 11 at stride 4. That does not fit; 227 does."
    )


def test_padding_by_formula(says):
    for n, kernel, stride, padding in [(7, 3, 1, 1), (32, 5, 2, 2), (9, 4, 3, 1)]:
        assert windows(n, kernel, stride, padding) == (n + 2 * padding - kernel) // stride + 1
    assert says("padding", r"$$\left\lfloor \frac{N + 2P - F}{S} \right\rfloor + 1$$")


def test_padding_that_keeps_the_size(says, runs):
    assert all(shapes.output_size(40, kernel, padding=(kernel - 1) // 2) == 40 for kernel in (3, 5, 7))
    assert says("padding", "$P = (F - 1) / 2$") and says("padding", "for windows of 3, 5 and 7?")
    assert runs("padding", "tuple(shapes.same_padding(kernel) for kernel in (3, 5, 7))")
    size = shapes.output_size(7, 3, padding=1)
    assert says("padding", f"7 x 7 with a window of 3 and a padding of 1 stays {size} x {size}")


def test_padding_that_is_missing(says):
    once = shapes.output_size(32, 5)
    twice = shapes.output_size(once, 5)
    assert says("padding", f"a window of 5 takes 32 to {once}, and the next one {once} to {twice}")


def test_padding_darkens_as_many_rows_as_there_are_layers(says, states):
    photograph, plain = states[-1]["grey"], first(states, "plain")["plain"]
    lost = photograph.shape[2] - plain.shape[2]
    assert photograph.shape[3] - plain.shape[3] == lost
    assert says("padding", f"Without padding the image shrinks by {lost} rows and columns.")


def test_layer_summary(says, states):
    rows = first(states, "common")["rows"]
    settings = [(row["F"], row["S"], row["P"]) for row in rows]
    assert {(3, 1, 1), (5, 1, 2), (5, 2, 2), (1, 1, 0)} < set(settings)
    assert {row["from_224"] for row in rows if row["S"] == 2} == {224 // 2}
    assert says(
        "layer-summary",
        "the size $F$ of their window (which lecture 3 called $K$), the stride $S$ and the padding $P$",
    )
    assert says("layer-summary", "The number of filters is mostly a power of two")
    assert says("layer-summary", f"$(224 + 2 - 3) / 2 + 1 = {(224 + 2 - 3) / 2 + 1}$")


def test_layer_summary_whatever_fits(says):
    assert not any(shapes.fits(224, kernel, 2, padding) for kernel in (3, 5) for padding in range(kernel))
    assert says("layer-summary", '"whatever fits" as the padding. For 224 nothing fits exactly')


def test_parameters_and_macs(says, runs):
    (row,) = shapes.layer_table((3, 32, 32), [("conv", 10, 5, 1, 2)])
    weights = 5 * 5 * 3
    assert row["parameters"] == 10 * (weights + 1) and row["multiply_adds"] == weights * np.prod(row["shape"])
    assert says("parameters-and-macs", f"Ten times {weights + 1} makes {row['parameters']} parameters.")
    shape = " x ".join(map(str, row["shape"]))
    told = f"Each of the {shape} outputs takes {weights} multiply-adds, {row['multiply_adds']:,} in all"
    assert says("parameters-and-macs", told)
    assert round(row["multiply_adds"] / row["parameters"], -2) == 1000
    assert says("parameters-and-macs", "a thousand times as many")
    assert runs("parameters-and-macs", 'shapes.layer_table((3, 32, 32), [("conv", 10, 5, 1, 2)])')
    assert says("parameters-and-macs", "$K$ filters have $F^2 C K + K$")


def test_lenet_pays_its_two_prices_in_two_places(says, states):
    weighty = first(states, "weighty")["weighty"]
    most = [max(weighty, key=lambda name: weighty[name][price]) for price in ("parameters", "multiply_adds")]
    assert most == ["linear1", "conv2"]
    told = "Most of the parameters are in the first fully connected layer, most of the work is in the second"
    assert says("parameters-and-macs", told)


def test_small_filters(says):
    for d in (1, 2, 3, 5):
        assert stacked(2 * d + 1, 1) == stacked(d + 1, 2)
        assert shapes.output_size(40, 2 * d + 1) == shapes.output_size(shapes.output_size(40, d + 1), d + 1)
        assert shapes.output_size(40, 2 * d + 1) == 40 - 2 * d
        assert shapes.stack_or_single(d, 64)[:2] == ((2 * d + 1) ** 2 * 64**2, 2 * (d + 1) ** 2 * 64**2)
    assert says("small-filters", "two layers with a window of $d + 1$ see as much as one with $2d + 1$")
    assert says("small-filters", "image of height $H$ into one of $H - 2d$")
    assert says("small-filters", "$(2d + 1)^2$ against $2 (d + 1)^2$")
    one, two, _ = shapes.stack_or_single(1, 1)
    assert says("small-filters", f"for a window of 3 there is next to nothing to gain, {one} against {two}")
    assert stacked(3, 3) == 7
    assert says(
        "small-filters", f"Three layers of 3 in place of one of 7 save more: ${3 * 3**2}$ against ${7**2}$"
    )


def test_receptive_field_at_stride_one(says):
    assert all(stacked(k, layers) == 1 + layers * (k - 1) for k in (2, 3, 5) for layers in (1, 4, 9))
    assert says("receptive-field", r"$$1 + L\,(F - 1).$$")
    layers = next(n for n in range(999) if stacked(3, n) >= 224)
    assert says("receptive-field", f"to see 224 pixels with windows of 3, a network needs {layers} layers")


def test_receptive_field_of_resnet_50_in_pytorch(says):
    layers = [(7, 2), (3, 2)]
    for count, stride in [(3, 1), (4, 2), (6, 2), (3, 2)]:
        layers += [(3, stride)] + (count - 1) * [(3, 1)]
    field, _ = shapes.receptive_field(layers)
    assert says(
        "receptive-field", f"(PyTorch's ResNet-50 has these strides in later layers, and a field of {field}.)"
    )


def test_receptive_field_doubles(says):
    fields = [shapes.receptive_field([(3, 2)] * layers)[0] for layers in range(9)]
    assert fields == [2 ** (layers + 1) - 1 for layers in range(9)]
    assert says("receptive-field", "with stride 2 in every layer the field about doubles from layer to layer")
    assert says("receptive-field", r"$$r \leftarrow r + (F - 1)\,j \qquad\qquad j \leftarrow S\,j$$")


def test_receptive_fields_as_published(says, runs, states):
    rows = first(states, "published")["rows"]
    assert len(rows) == 3 and all(row["computed"] == row["published"] for row in rows)
    told = ", ".join(f'"{row["net"]}": {row["computed"]}' for row in rows)
    assert runs("receptive-field", f"published = {{{told}}} # Araujo, Norris and Sim, 2019")
    side = rows[-1]["computed"]
    assert says("receptive-field", f"outputs that see {side} x {side} pixels in an image of 224 x 224")
    assert 0.75 < 1 - 224**2 / side**2 < 0.8
    assert says("receptive-field", "More than three quarters of such a field are padding")


def test_the_part_that_matters_grows_with_the_root(root, states):
    few, *_, many = first(states, "used")["rows"]
    times = {name: round(many[name] / few[name]) for name in ("layers", "field", "used")}
    assert times == {"layers": 16, "field": 15, "used": 4}
    told = "Sixteen times the layers give nearly fifteen times the field, and only four times the part that matters"
    assert told in whole(root, "04")


def test_dilated_conv(says, states):
    field, seen = (first(states, "moved_by")["moved_by"]([2, 2, 2]) > of for of in (-1, 0))
    assert field.sum() == shapes.receptive_field([(3, 1, 2)] * 3)[0]
    assert says(
        "dilated-conv",
        f"all at dilation 2. The field is {field.sum()}. How many of these {field.sum()} inputs",
    )
    assert seen.tolist() == [True, False] * (field.sum() // 2) + [True]
    assert says("dilated-conv", "The output sees a comb. Every second input is invisible to it")
    assert says("dilated-conv", "It has no more weights, and an output takes no more work.")
    doubled = shapes.receptive_field([(3, 1, 2**n) for n in range(10)])[0]
    told = f"ten layers reach across {doubled} inputs, where ten plain ones see {stacked(3, 10)}"
    assert says("dilated-conv", told)


def test_transposed_conv_is_the_gradient_of_convolution(says):
    x, w, dout = (RNG.normal(size=shape) for shape in ((1, 2, 7, 7), (3, 2, 3, 3), (1, 3, 3, 3)))
    _, cache = conv2d_forward(x, w, np.zeros(3), stride=2)
    grown = conv_transpose2d(dout, w, np.zeros(2), stride=2)
    np.testing.assert_allclose(conv2d_backward(dout, cache)[0], grown, atol=1e-12)
    assert grown.shape[2] == 2 * (3 - 1) + 3
    assert says("transposed-conv", r"$$S\,(N - 1) + F - 2P$$")
    assert says(
        "transposed-conv", "That is what happens to gradients on their way back through a convolution"
    )
    assert says("transposed-conv", "*Fractionally strided* says")


def test_transposed_conv_and_its_chessboard(says):
    three, four = (
        conv_transpose2d(np.ones((1, 1, 4, 4)), np.ones((1, 1, k, k)), np.zeros(1), stride=2)[0, 0]
        for k in (3, 4)
    )
    assert set(three.ravel()) == {1, 2, 4} and set(four[2:-2, 2:-2].ravel()) == {4}
    assert says(
        "transposed-conv", "With a kernel of 3 some places are covered once, some twice, some four times"
    )
    assert says(
        "transposed-conv", "With a kernel of 4 every place but those at the border is covered four times."
    )


def test_six_stacks(root, states):
    influences = first(states, "influences")["influences"]
    pixels = {name: np.count_nonzero(array) for name, array in influences.items()}
    assert pixels["dilation 8"] == pixels["plain"]
    rows = {row["stack"]: row for row in states[-1]["rows"]}
    assert max(rows, key=lambda name: rows[name]["field"]) == "dilation 8"
    strided, dilated = "stride 2 in the first four", "dilation 1, 2, 4, 8, 16"
    np.testing.assert_allclose(influences[strided], influences[dilated], atol=1e-12)
    assert rows["plain"]["field"] < rows["stride 2 in the last three"]["field"] < rows[strided]["field"]
    assert rows[strided]["field"] < rows["pooling between"]["field"]
    assert rows[strided]["an_output_every"] == 16
    assert f"looks through a sieve: {pixels['plain']} pixels" in whole(root, "04")


def test_knowledge_checks(says):
    weights = shapes.conv_parameters(3, 1, 3, bias=False)
    assert shapes.conv_parameters(3, 96, 3, bias=False) == 96 * weights
    assert says("knowledge-checks", "A layer has 96 filters of 3 x 3 on an image in three colours.")
    assert says("knowledge-checks", f"{weights}: three channels of nine.")


def test_knowledge_checks_with_a_pencil(says):
    assert says("knowledge-checks", f"(32 + 2 - 3) / 2 + 1 is {(32 + 2 - 3) / 2 + 1}, rounded down to 16")
    assert shapes.output_size(32, 3, 2, 1) == 16
    assert says(
        "knowledge-checks",
        f"Without padding there would be {(32 - 3) / 2 + 1}, so {shapes.output_size(32, 3, 2)}",
    )
    ahead, behind = (
        shapes.receptive_field(stack)[0]
        for stack in ([(3, 2)] * 2 + [(3, 1)] * 8, [(3, 1)] * 8 + [(3, 2)] * 2)
    )
    assert says(
        "knowledge-checks",
        f"1 + 2 + 2 x 2 + 8 x 2 x 4 = {ahead}. In the last two layers they would give {behind}",
    )
    assert says("knowledge-checks", f"Ten layers of 3 at stride 1 see {stacked(3, 10)} inputs.")


def test_of_six_stacks_two_see_the_same(root, states):
    last = first(states, "alike")
    assert last["alike"] == [("stride 2 in the first four", "dilation 1, 2, 4, 8, 16")]
    assert [name for name in last["stacks"] if name not in last["whole"]] == ["dilation 8"]
    moved = {row["stack"]: row["pixels_that_move_it"] for row in last["rows"]}
    assert moved["dilation 8"] == moved["plain"]
    assert f"{moved['plain']} pixels, no more than the plain stack" in whole(root, "04")
