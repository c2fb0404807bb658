"""Lecture 3: the figures and formulas of its sections are what the library computes."""

import numpy as np
import pytest
from sections import first, played, whole

from cnnlib import data, shapes
from cnnlib.ops.conv import conv2d_backward, conv2d_forward, convolve2d, correlate2d, im2col

RNG = np.random.default_rng(0)
TOWER, MAP = (128, 192), (126, 190)  # of the opening
SOBEL = np.array([[1.0, 2, 1], [0, 0, 0], [-1, -2, -1]])
CROSS = np.array([[1.0, 0, 1], [0, 1, 0], [1, 0, 1]])
IMAGE = np.array([[1.0, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])


def written(array):
    """An array of digits, row by row: 1 2, 3 4."""
    return ", ".join(" ".join(f"{value:g}" for value in row) for row in array)


def test_opening(root):
    pixels, outputs = np.prod(TOWER), np.prod(MAP)
    assert tuple(shapes.output_size(n, 3) for n in TOWER) == MAP
    said = whole(root, "03")
    assert f"throw away {1 - 9 / pixels:.2%} of a layer's weights".replace("%", " %") in said
    assert "A window of $K$ fits at $N - K + 1$ places of $N$" in said
    assert "a map of {} x {} numbers comes out".format(*MAP) in said
    connected = shapes.fc_parameters(pixels, outputs, bias=False)
    assert connected == pixels * outputs and f"with its {connected:,} numbers" in said


def test_local_connectivity(says, runs):
    places = shapes.output_size(30, 7)
    assert says("local-connectivity", f"a window of 7 x 7 make {places} x {places} places")
    assert says("local-connectivity", "With five outputs at each place, how many weights")
    unshared = shapes.locally_connected_parameters(3, 5, 7, places, places, bias=False)
    shared = shapes.conv_parameters(3, 5, 7, bias=False)
    assert unshared == places * places * shared and shared == 7 * 7 * 3 * 5
    assert runs(
        "local-connectivity", "shapes.locally_connected_parameters(3, 5, 7, places, places, bias=False)"
    )
    assert runs("local-connectivity", "shapes.conv_parameters(3, 5, 7, bias=False)")


def test_local_connectivity_multiplies_the_examples(says):
    places = shapes.output_size(64, 5)
    assert says("local-connectivity", rf"not twenty, but $20 \times {places} = {20 * places}$")
    equations = 640 // 64, 10 * places // 5  # for each of 64 unknowns, and for each of five
    assert equations == (10, 120)
    assert says(
        "local-connectivity",
        "With 640 examples the fully connected layer has ten equations for each unknown, and the noise in them is "
        f"what is left. The shared filter had {equations[1]} for each, from ten examples.",
    )
    assert says("local-connectivity", "the weights of the output are the unknowns: 64 of them, or five")
    assert says("local-connectivity", "(DeepFace, Taigman, Yang, Ranzato and Wolf, 2014)")


def test_handmade_filters_the_cross(says, runs):
    assert says("handmade-filters", f"an image of 5 x 5 and the filter {written(CROSS)}.")
    assert runs("handmade-filters", "cross = np.array([[1.0, 0, 1], [0, 1, 0], [1, 0, 1]])")
    assert runs(
        "handmade-filters", f"image = np.array({IMAGE.astype(int).tolist()})".replace("[[1,", "[[1.0,")
    )
    assert runs("handmade-filters", '"map": correlate2d(image, cross)}')
    assert says("conv-vs-correlation", f"The cross with its map {written(correlate2d(IMAGE, CROSS))} cannot")
    assert np.array_equal(correlate2d(IMAGE, CROSS), convolve2d(IMAGE, CROSS))


def test_handmade_filters_sobel(says):
    one, two, three = written(SOBEL).split(", ")
    assert says("handmade-filters", f"Sobel's has the rows {one}, {two} and {three}.")
    falling = np.arange(5.0)[::-1, None].repeat(5, axis=1)  # brighter above
    assert (correlate2d(falling, SOBEL) > 0).all() and not correlate2d(falling.T, SOBEL).any()
    assert says("handmade-filters", "It subtracts what is below from what is above")


def test_handmade_filters_on_even_surfaces(says):
    kernel, value = RNG.normal(size=(3, 3)), 0.7
    np.testing.assert_allclose(correlate2d(np.full((4, 4), value), kernel), value * kernel.sum())
    assert says("handmade-filters", "the output is $v$ times the sum of the weights")
    assert SOBEL.sum() == 0 and says("handmade-filters", "If they add up to 0, even surfaces vanish")


def test_conv_layer_by_formula(says, runs):
    x, w, b = RNG.normal(size=(2, 3, 32, 32)), RNG.normal(size=(6, 3, 5, 5)), RNG.normal(size=6)
    out, _ = conv2d_forward(x, w, b)
    assert np.isclose(out[1, 4, 10, 20], np.sum(x[1, :, 10:15, 20:25] * w[4]) + b[4])
    assert says("conv-layer", r"$$h = \sum_{i,j,k} x_{ijk}\, W_{ijk} + b.$$")
    assert says("conv-layer", "Six filters, each 3 x 5 x 5, on a colour image of 3 x 32 x 32.")
    assert out.shape == (2, 6, 28, 28)
    assert says("conv-layer", "There are {} x {} places".format(*out.shape[2:]))
    assert says(
        "conv-layer",
        f"One output is a dot product of {w[0].size} numbers with {w[0].size} weights, plus a bias",
    )
    assert runs("conv-layer", "compare_guess(my_shape, out[0].shape")
    assert says("conv-layer", "a batch of shape $(N, C_{in}, H, W)$") and says(
        "conv-layer", "$(N, C_{out}, H', W')$"
    )


def test_conv_layer_what_its_filters_find(says):
    w = data.independent_filters()[[1, 4, 7, 8, 10, 11]]
    along_rows, along_columns = (np.abs(np.diff(w, axis=axis)).sum(axis=(1, 2, 3)) for axis in (3, 2))
    assert along_rows[2] > along_columns[2] and (along_columns > along_rows)[[1, 3]].all()
    assert 1 / 2 < along_rows[0] / along_columns[0] < 2
    assert says(
        "conv-layer", "Filter 2 finds vertical edges, filters 1 and 3 horizontal ones, filter 0 slanting ones"
    )
    top, bottom = w[4, :, :2].sum(axis=(1, 2)), w[4, :, 3:].sum(axis=(1, 2))
    assert top[2] > 0 > top[0] and bottom[0] > 0 > bottom[2]
    assert says(
        "conv-layer", "Filter 4 weighs blue against red at the top and red against blue at the bottom"
    )
    red, green, blue = w[5].sum(axis=(1, 2))
    assert np.sign(red) == np.sign(blue) == -np.sign(green)
    assert along_rows.argmin() == along_columns.argmin() == 5
    assert says("conv-layer", "Filter 5 has hardly any shape")
    assert says("conv-layer", "It weighs green against blue and red")


def test_conv_vs_correlation(says, runs):
    image, kernel = RNG.normal(size=(6, 7)), RNG.normal(size=(3, 2))
    np.testing.assert_allclose(convolve2d(image, kernel), correlate2d(image, kernel[::-1, ::-1]))
    assert says("conv-vs-correlation", r"$$(f * g)(t) = \int f(\tau)\, g(t - \tau)\, d\tau")
    told = "called **cross-correlation**, and that is what the deep learning frameworks of today"
    assert says("conv-vs-correlation", f"{told} compute.")
    a, b = np.array([1.0, 2, 3]), np.array([0.0, 1, 5])
    np.testing.assert_array_equal(np.convolve(a, b), np.convolve(b, a))
    np.testing.assert_array_equal(np.correlate(a, b, "full"), np.correlate(b, a, "full")[::-1])
    assert says("conv-vs-correlation", "the convolution is the same, and the correlation is reversed")
    assert runs("conv-vs-correlation", "a, b = np.array([1.0, 2, 3]), np.array([0.0, 1, 5])")


def test_conv_vs_correlation_sobel_turned(says):
    assert np.array_equal(SOBEL[::-1, ::-1], -SOBEL)
    assert says(
        "conv-vs-correlation", "It learns the filter turned by 180 degrees, which is Sobel's negative"
    )


def test_conv_vs_correlation_of_a_filter_that_the_turn_changes(says, runs):
    corner, framed = np.array([[0.0, 0, 1], [0, 1, 1], [1, 1, 1]]), np.pad(IMAGE, 1)
    slid, turned = (of(framed, corner) for of in (correlate2d, convolve2d))
    assert not np.array_equal(slid[0], turned[0])
    np.testing.assert_array_equal(turned, correlate2d(framed, corner[::-1, ::-1]))
    assert says("conv-vs-correlation", "An example shows the difference only if the turn changes its filter.")
    assert runs("conv-vs-correlation", "explore.Stepper(kernel=[[0, 0, 1], [0, 1, 1], [1, 1, 1]], padding=1")
    assert runs("conv-vs-correlation", 'print("correlation:", correlate2d(np.pad(image, 1), corner)[0])')
    assert runs(
        "conv-vs-correlation", 'print("convolution:", correlate2d(np.pad(image, 1), corner[::-1, ::-1])[0])'
    )


def test_neuron_view(says, runs):
    side = shapes.output_size(32, 5)
    assert says("neuron-view", f"With five filters the neurons stand in a grid of {side} x {side} x 5.")
    assert says("neuron-view", "Along a line through the maps stand five neurons that look at one window")
    assert says("neuron-view", f"Within a map stand {side**2} that ask the same thing of different windows.")
    assert says("neuron-view", f"look at all {3 * 32 * 32:,} numbers of the image")
    weights = shapes.conv_parameters(3, 1, 5, bias=False)
    assert says("neuron-view", f"Each of the {side * side * 5:,} neurons has {weights} weights and a bias.")
    assert runs("neuron-view", 'shapes.conv_parameters(3, 5, 5), "parameters")')


def test_conv_1x1(says):
    ((depth, *side),) = (row["shape"] for row in shapes.layer_table((64, 56, 56), [("conv", 32, 1, 1, 0)]))
    told = "From 56 x 56 x 64, thirty-two filters of 1 x 1 make {} x {} x {}: half the numbers"
    assert says("conv-1x1", told.format(*side, depth)) and 2 * depth == 64
    assert says("conv-1x1", "It is used to have fewer channels, which is called *dimensionality reduction*.")


def test_conv_1x1_is_a_small_matrix_at_each_pixel(says):
    x, w = RNG.normal(size=(1, 4, 3, 5)), RNG.normal(size=(2, 4))
    out, _ = conv2d_forward(x, w[:, :, None, None], np.zeros(2))
    np.testing.assert_allclose(out[0, :, 1, 2], w @ x[0, :, 1, 2])
    assert says("conv-1x1", "a fully connected layer from channels to channels, laid on each pixel by itself")


def test_conv_1x1_squeezed(says):
    squeezed = [("conv", 16, 1, 1, 0), ("conv", 16, 3, 1, 1), ("conv", 64, 1, 1, 0)]
    straight, narrow = (
        sum(row["multiply_adds"] for row in shapes.layer_table((64, 56, 56), stack))
        for stack in ([("conv", 64, 3, 1, 1)], squeezed)
    )
    assert narrow < straight / 8
    assert says("conv-1x1", "the layer of 3 x 3 costs less than an eighth")


def test_stacked_linear(says):
    x, one, two = RNG.normal(size=(7, 8)), RNG.normal(size=(3, 3)), RNG.normal(size=(2, 4))
    joined = convolve2d(np.pad(one, ((1, 1), (3, 3))), two)
    np.testing.assert_allclose(correlate2d(correlate2d(x, one), two), correlate2d(x, joined))
    assert says("stacked-linear", "these multiply to one: $y = W_2 W_1 x$")
    width = np.count_nonzero(np.convolve([1, 2, -1], [3, 0, 1]))
    assert width == 5 and says("stacked-linear", "and five wide in place of three")
    assert shapes.receptive_field([(3, 1)] * 3)[0] - shapes.receptive_field([(3, 1)] * 2)[0] == 2
    assert says("stacked-linear", "each further layer of width 3 adds 2, along every axis")


def test_stacked_linear_of_a_size(says, runs):
    g = RNG.normal(size=(5, 6))
    np.testing.assert_array_equal(np.maximum(0, g) + np.maximum(0, -g), abs(g))
    assert says("stacked-linear", r"$|g| = \max(0, g) + \max(0, -g)$")
    answers = [g.mean(), *np.linspace(g.min(), g.max(), 101)]
    assert np.isclose(min(np.mean((g - answer) ** 2) / g.var() for answer in answers), 1)
    assert says("stacked-linear", "The loss of always answering the best single number is 100 %.")
    assert runs("stacked-linear", "np.mean((out - strength) ** 2) / strength.var()")


def test_temporal_conv(says):
    assert says(
        "temporal-conv", "for $K = 3$ that is {}, {} or {} weights".format(*(3**n for n in (1, 2, 3)))
    )
    noise = RNG.standard_normal((16, 100_000)).mean(axis=0).std()
    assert round(1 / noise) == np.sqrt(16)
    assert says(
        "temporal-conv", r"shrinks to a quarter: the mean of sixteen numbers spreads $\sqrt{16}$ times less"
    )


def test_im2col(says):
    x, w, b = RNG.normal(size=(1, 2, 5, 6)), RNG.normal(size=(6, 2, 3, 3)), RNG.normal(size=6)
    rows, columns = im2col(x, 3), w.reshape(6, -1).T
    np.testing.assert_allclose((rows @ columns + b).T.reshape(6, 3, 4), conv2d_forward(x, w, b)[0][0])
    assert says("im2col", "stretches each *window of the image* to a row $x^T$")
    assert says("im2col", "which is $W^T x + b$")
    assert columns.shape[1] == 6 and says("im2col", "With six filters there are six columns.")


def test_im2col_in_numbers(says, runs):
    assert says(
        "im2col",
        f"the filter's matrix is the fully connected one with its {np.prod(TOWER) * np.prod(MAP):,} numbers",
    )
    windows = im2col(np.zeros((1, 1, *TOWER)), 3)
    assert 8.5 < windows.size / np.prod(TOWER) < 9
    assert says("im2col", "A little less than nine, since pixels at the border are in fewer windows.")
    unshared = shapes.locally_connected_parameters(1, 1, 3, *MAP, bias=False)
    assert windows.size == unshared and says("im2col", f"You met {unshared:,} at the beginning")
    assert says("im2col", f"Python is asked once and not {len(windows):,} times")
    assert runs("im2col", "compare_guess(my_numbers, windows.size / tower.size")


def test_im2col_of_sixteen_pixels(says, runs):
    image, kernel = np.arange(10.0, 26).reshape(4, 4), np.arange(1.0, 10).reshape(3, 3)
    ones = np.eye(16).reshape(16, 1, 4, 4)
    of_filter = conv2d_forward(ones, kernel[None, None], np.zeros(1))[0].reshape(16, 4).T
    of_image = im2col(image[None, None], 3)
    np.testing.assert_array_equal(of_filter @ image.ravel(), correlate2d(image, kernel).ravel())
    np.testing.assert_array_equal(of_image @ kernel.ravel(), correlate2d(image, kernel).ravel())
    assert all(np.array_equal(row[row != 0], kernel.ravel()) for row in of_filter)
    assert says("im2col", "in each row the same nine numbers, three from each of three image rows")
    for name, matrix in (("filter", of_filter), ("image", of_image)):
        assert runs("im2col", f'"{name} as a matrix: {matrix.shape[0]} x {matrix.shape[1]}"')


def test_conv_backward(says):
    x, w, dout = RNG.normal(size=(5, 6)), RNG.normal(size=(3, 2)), RNG.normal(size=(3, 5))
    _, cache = conv2d_forward(x[None, None], w[None, None], np.zeros(1))
    dx, dw, db = conv2d_backward(dout[None, None], cache)
    np.testing.assert_allclose(dw[0, 0], correlate2d(x, dout))
    assert says("conv-backward", "`dw` is the correlation of the input with `dout`")
    np.testing.assert_allclose(dx[0, 0], convolve2d(np.pad(dout, ((2, 2), (1, 1))), w))
    assert says("conv-backward", "`dx` is a true convolution, with the filter turned round, and *full*")
    assert np.isclose(db[0], dout.sum()) and says("conv-backward", r"\qquad db = \sum_i dout_i$$")
    back = sum(weight * np.eye(6, 8, k) for k, weight in enumerate([1, 2, -1])).T
    whole_rows = [place for place, row in enumerate(back) if row[row != 0].tolist() == [-1, 2, 1]]
    assert whole_rows == list(range(2, len(back) - 2))
    assert says(
        "conv-backward", "Read the third row of the transposed matrix, and you see the filter backwards"
    )
    assert says("conv-backward", "In the first two rows and the last two it is cut off.")


def test_conv_backward_in_two_dimensions(says):
    x, w, dout = RNG.normal(size=(2, 3, 6, 7)), RNG.normal(size=(4, 3, 3, 2)), RNG.normal(size=(2, 4, 4, 6))
    _, dw, _ = conv2d_backward(dout, conv2d_forward(x, w, np.zeros(4))[1])
    f, c, u, v = 2, 1, 0, 1
    assert np.isclose(dw[f, c, u, v], np.sum(dout[:, f] * x[:, c, u : u + 4, v : v + 6]))
    assert says("conv-backward", r"$$dw_{fcuv} = \sum_{n,i,j} dout_{nfij}\, x_{n,c,i+u,j+v}$$")


def test_questions(root):
    said = whole(root, "03")
    filter_, outputs = shapes.conv_parameters(3, 1, 11), 96 * shapes.output_size(227, 11, 4) ** 2
    assert f"has 3 x 11 x 11 + 1 = {filter_}, so 96 x {filter_} = {96 * filter_:,}." in said
    assert f"each of the {outputs:,} outputs has its own {filter_}: {outputs * filter_:,}." in said
    side, _ = shapes.receptive_field([(3, 1)] * 10)
    assert f"One of {side} x {side}, since each layer adds 2 to the size. It has {side**2} weights" in said
    assert f"where the ten have {10 * 3**2}" in said
    assert 5**2 - 3**2 == 16 and "sixteen of the twenty-five weights are out of its reach" in said
    assert f"{0.8 * 0.5:g} without a bias" in said and f"0.4 x 0.5 + 0.1 = {0.4 * 0.5 + 0.1:g}" in said


@pytest.mark.slow
def test_what_its_runs_show(root, says, runs):
    states = played(root, "03")

    at = first(states, "learned")
    off = {name: at["error"](weights) for name, weights in at["learned"].items()}
    assert off["fully connected"] > 0.9 and says("local-connectivity", "it is hardly better than answering 0")
    band, dense = at["band"] > 0, np.abs(at["learned"]["fully connected"])
    assert dense[band].mean() > 1.5 * dense[~band].mean()
    assert says("local-connectivity", "you see the diagonal begin to appear")
    assert off["shared"] < off["local"] < 0.5 and says("local-connectivity", "and finds the flower")

    errors = first(states, "errors")["errors"]
    assert errors["shared"] > 100 > 90 > min(errors.values())
    assert says("local-connectivity", "The shared filter cannot do it with any number of examples")
    assert says("local-connectivity", f"{errors['shared']:.0f} % is a little worse than always answering 0")

    at = first(states, "seen")
    np.testing.assert_allclose(at["seen"][-1], np.pad(SOBEL, 1), atol=0.1)
    assert says("handmade-filters", "Sobel's filter comes out, with a border of zeros.")
    np.testing.assert_allclose(first(states, "middle")["middle"], -SOBEL, atol=0.3)

    at = first(states, "losses")
    dark = np.corrcoef(at["without"].ravel(), -at["part"][1:-1, 1:-1].ravel())[0, 1]
    assert at["losses"][0] > 0.7 and at["losses"][1] < 0.1 and dark > 0.8
    assert at["fall"] == ["hardly at all", "nearly 0"]
    assert runs("stacked-linear", '"nearly 0" if loss < 0.1 else "hardly at all" if loss > 0.7')
    assert says("stacked-linear", "find little more than where the picture is dark. With it they succeed")

    at = first(states, "filter_matrix")
    np.testing.assert_array_equal(
        at["filter_matrix"] @ at["small"].ravel(), at["windows"] @ at["nine"].ravel()
    )
    at = first(states, "sliding")
    np.testing.assert_allclose(at["product"], at["sliding"], atol=1e-12)

    at = first(states, "moving")
    digit = at["digit"]
    height, width = digit.shape
    found = {  # at each step, how well the digit fits below the map's columns
        name: [
            [np.sum(view[6 : 6 + height, j : j + width] * digit) for j in range(73 - width)]
            for view in at[name]
        ]
        for name in ("standing", "moving")
    }
    columns = np.argmax(found["moving"], axis=1)
    assert columns[4] - columns[0] == 8
    assert says("temporal-conv", "and four steps later eight pixels farther on")
    assert np.min(np.max(found["moving"], axis=1)) > 2 * np.max(found["standing"])
    assert says("temporal-conv", "the standing one smears the digit over the whole way")
    empty = [at[name][:, :5].std() for name in ("film", "standing", "moving")]  # above the digit
    np.testing.assert_allclose(np.divide(empty[1:], empty[0]), 1 / 4, rtol=0.1)
    assert says("temporal-conv", "Under both filters the noise shrinks to a quarter")
