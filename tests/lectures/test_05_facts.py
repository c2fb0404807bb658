"""Lecture 5: the figures and formulas of its sections are what the library computes."""

import numpy as np
import pytest
from sections import first, played, whole

from cnnlib import shapes
from cnnlib.moving import moved
from cnnlib.ops.conv import conv2d_forward
from cnnlib.ops.pool import (
    avg_pool2d_backward,
    avg_pool2d_forward,
    max_over_channels_forward,
    max_pool2d_backward,
    max_pool2d_forward,
)

RNG = np.random.default_rng(0)
SMALL = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


def test_max_pooling_of_four_by_four(says, runs):
    largest, _ = max_pool2d_forward(np.array(SMALL, float)[None, None], 2)
    by_hand = [[max(map(max, (row[j : j + 2] for row in SMALL[i : i + 2]))) for j in (0, 2)] for i in (0, 2)]
    assert largest[0, 0].tolist() == by_hand == [[6, 8], [3, 4]]
    assert says("max-pooling", "Below is a map of 4 x 4. The window has 2 x 2 places and goes two at a time.")
    assert runs("max-pooling", f"explore.Pooling(image={SMALL})")
    assert runs("max-pooling", f"small = np.array({SMALL})".replace("[[1,", "[[1.0,"))
    assert runs("max-pooling", "largest, _ = max_pool2d_forward(small, 2)")


def test_max_pooling_by_formula(says, runs):
    for width, window, stride in [(224, 2, 2), (55, 3, 2), (9, 3, 3)]:
        out, _ = max_pool2d_forward(np.zeros((1, 5, width, width)), window, stride)
        assert out.shape == (1, 5, *2 * [(width - window) // stride + 1])
    assert says("max-pooling", r"$$\frac{W - F}{S} + 1$$")
    assert says("max-pooling", "The number of maps does not change, since each is pooled by itself.")
    assert runs("max-pooling", '("VGG-16, first pooling", 64, 224, 2, 2)')
    assert runs("max-pooling", '"become": (c, *2 * [shapes.output_size(n, f, s)])')


def test_max_pooling_in_the_questions(root):
    (row,) = shapes.layer_table((64, 224, 224), [("pool", 2, 2)])
    told = "{} x {} x {}, and none: (224 - 2) / 2 + 1 is {}".format(*row["shape"], row["shape"][1])
    assert told in whole(root, "05") and row["parameters"] == 0


def test_max_pooling_of_alexnet_is_quoted(says):
    assert says("max-pooling", "this lowered their errors by 0.4 and 0.3 points, top-1 and top-5")
    assert says("max-pooling", "(Krizhevsky, Sutskever and Hinton, 2012)")


def test_max_pooling_three_times(says):
    halved = 3 * [(2, 2)]
    _, jump = shapes.receptive_field(halved)
    assert says("max-pooling", f"In the last one, {jump**2} numbers have become one")
    assert says("max-pooling", f"its windows of 3 span {3 * jump} pixels")


def test_average_pooling_of_stripes(says):
    stripes = np.array([0.0, 1] * 4).reshape(1, 1, 1, 8)
    for row in (stripes, 1 - stripes):
        assert np.ptp(row[..., ::2]) == 0
        assert (max_pool2d_forward(row, (1, 2))[0] == 1).all() and (
            avg_pool2d_forward(row, (1, 2))[0] == 0.5
        ).all()
    assert says("average-pooling", "Stride alone makes black of the stripes, or white, as luck has it.")
    assert says("average-pooling", "there is something bright, the mean that there is half of it")


def test_average_pooling_is_a_convolution(says):
    x = RNG.normal(size=(1, 1, 6, 8))
    by_convolution, _ = conv2d_forward(x, np.full((1, 1, 2, 2), 1 / 4), np.zeros(1), stride=2)
    np.testing.assert_allclose(by_convolution, avg_pool2d_forward(x, 2)[0])
    assert says("average-pooling", "average pooling is a convolution whose weights are all the same")
    assert avg_pool2d_forward(np.array([[[[0.0, 0], [1, 0]]]]), 2)[0].item() == 1 / 4
    assert says("average-pooling", "leaves a maximum of full strength and a mean of a quarter")


def test_pooling_backward(says):
    x = np.array([[[[3.0, 8, 1], [5, 2, 4]]]])  # r = 2 rows and c = 3 columns
    spread = avg_pool2d_backward(np.ones((1, 1, 1, 1)), avg_pool2d_forward(x, (2, 3))[1])
    assert np.allclose(spread, 1 / (2 * 3)) and says("pooling-backward", r"= \frac{1}{r\,c}$$")
    chosen = max_pool2d_backward(np.ones((1, 1, 1, 1)), max_pool2d_forward(x, (2, 3))[1])
    assert np.array_equal(chosen, x == x.max())
    assert says(
        "pooling-backward", "So on the way forwards max pooling has to remember *where* each maximum was."
    )


def test_pooling_backward_of_a_seven(says):
    x = RNG.random((1, 1, 8, 8))
    pairs = [(max_pool2d_forward, max_pool2d_backward), (avg_pool2d_forward, avg_pool2d_backward)]
    of_max, of_mean = (back(np.ones((1, 1, 4, 4)), forth(x, 2)[1]) for forth, back in pairs)
    assert of_max.sum() == of_mean.sum() and (of_max > 0).mean() == 1 / 4 and (of_mean == 1 / 4).all()
    assert says("pooling-backward", f"Both pass on {of_max.sum():g} in all, one from each output.")
    assert says("pooling-backward", "Max pooling gives each whole to one pixel in four; three quarters")
    flat = max_pool2d_backward(np.ones((1, 1, 1, 1)), max_pool2d_forward(np.zeros((1, 1, 2, 2)), 2)[1])
    assert flat.ravel().tolist() == [1, 0, 0, 0]
    assert says("pooling-backward", "they are equally large, and the first of them gets everything")


def test_pooling_backward_in_the_questions(root):
    x, dout = np.array([[[[3.0, 8], [5, 8]]]]), np.full((1, 1, 1, 1), 6.0)
    told = "Max pooling: {:g}, {:g}, {:g} and {:g}, for the first of equal maxima gets it all."
    assert told.format(*max_pool2d_backward(dout, max_pool2d_forward(x, 2)[1]).ravel()) in whole(root, "05")
    (share,) = set(avg_pool2d_backward(dout, avg_pool2d_forward(x, 2)[1]).ravel())
    assert f"Average pooling: {share:g} each." in whole(root, "05")


def test_pooling_stability_of_a_stroke(says):
    stroke = np.zeros((1, 1, 4, 8))
    stroke[..., 2] = 9
    still, right, left, two = (max_pool2d_forward(moved(stroke, right=s), 2)[0] for s in (0, 1, -1, 2))
    assert np.array_equal(still, right) and np.array_equal(left, moved(still, right=-1))
    assert says("pooling-stability", "To the right it stays, since columns 2 and 3 share a window.")
    assert np.array_equal(two, moved(still, right=1))
    assert says("pooling-stability", "Move the stroke by 2, the stride, and the map moves by exactly 1.")


def test_pooling_stability_of_two_means(says):
    x = np.zeros((1, 1, 1, 5))
    x[..., 2] = 4
    twice = avg_pool2d_forward(avg_pool2d_forward(x, (1, 2), 1)[0], (1, 2), 1)[0].ravel()
    assert says(
        "pooling-stability", "A mean of two, taken twice, has the weights {:g}, {:g}, {:g}".format(*twice)
    )


def test_pooling_stability_as_published(says):
    assert says("pooling-stability", 'Zhang\'s tables (in the repository of his code, "antialiased-cnns")')
    assert says("pooling-stability", "in 88.5 % of the cases; with a blur of two equal weights")
    assert says("pooling-stability", "in 89.2 %, of 1, 2, 1 in 89.6 %, of 1, 4, 6, 4, 1 in 90.2 %")
    assert says("pooling-stability", "from 71.6 % to 72.3 %")


def test_pooling_stability_across_channels(says, root):
    weakest = {n: f"{np.cos(np.pi / n):.0%}".replace("%", " %") for n in (4, 8, 16)}
    angles = np.linspace(0, 2 * np.pi, 513)
    for n in weakest:
        answers = np.cos(
            angles - 2 * np.pi * np.arange(n)[:, None] / n
        )  # a copy's answer to an edge at an angle
        largest, _ = max_over_channels_forward(answers[None, :, None], n)
        assert np.isclose(largest.min(), np.cos(np.pi / n))
    assert says(
        "pooling-stability", rf"$\cos(\pi / n)$ of the best: {weakest[4]} for four, {weakest[8]} for eight."
    )
    assert says("pooling-stability", "eight together see any edge, regardless of its direction")
    assert f"cos(11.25 degrees), which is {weakest[16]} of the best" in whole(root, "05")
    assert 180 / 16 == 11.25


def test_invariances(says):
    x, w = np.zeros((1, 1, 8, 12)), RNG.normal(size=(1, 1, 3, 3))
    x[..., 3:5, 3:5] = RNG.random((2, 2))
    still, along = (conv2d_forward(moved(x, right=s), w, np.zeros(1))[0] for s in (0, 3))
    np.testing.assert_array_equal(along, moved(still, right=3))
    assert says("invariances", "$f$ is **equivariant** if its output changes along: $f(T x) = T f(x)$.")
    np.testing.assert_allclose(along.mean(), still.mean())
    assert says("invariances", "$f$ is **invariant** if its output stays: $f(T x) = f(x)$.")


@pytest.mark.slow
def test_what_its_runs_show(root, says):
    states = played(root, "05")

    at = first(states, "steady")
    read = [
        np.mean(at["says"](at["first_net"])(moved(at["canvas"], right=s)) == at["labels"]) for s in range(8)
    ]
    assert at["steady"][1] < 2 / 3 and min(read) < 0.15
    assert "One pixel is enough to change more than a third of the answers" in whole(root, "05")
    assert "before it has been moved by its own width, a digit is read as if by guessing" in whole(root, "05")

    at = first(states, "nets")
    assert all(np.mean(at["says"](net)(at["canvas"]) == at["labels"]) > 0.9 for net in at["nets"].values())
    assert says("pooling-stability", "all four read unmoved test digits well")

    curves = first(states, "consistency")["consistency"]
    assert curves["stride alone"][2] < 0.15
    assert says(
        "pooling-stability", "Two pixels, and hardly one answer in ten is left. Four pixels, and all are back"
    )
    assert all((curve[[4, 8]] == 1).all() for curve in curves.values())
    lowest, *others = sorted(curves, key=lambda name: min(curves[name]))
    assert lowest == "stride alone" and all(min(curves[name]) > min(curves[lowest]) + 0.3 for name in others)
    assert says("pooling-stability", "stride alone stays far below, every curve comes back at 4 and at 8")
    assert min(curves["blur, then stride"]) > 0.9
    assert says("pooling-stability", "and its curve is nearly level here")

    at = first(states, "lifted")
    told = at["says"](at["taught"])
    up = np.mean(told(at["lifted"]) == told(at["canvas"]))
    assert at["curve"][2] > 0.9 and up < 0.2
    assert says("pooling-stability", "It has learned what it was shown, and no more")

    at = first(states, "upright_only")
    assert at["pooled"] == 0.5 and at["upright_only"] > 0.5
    assert says("pooling-stability", "Half of the cases are right by guessing.")

    off = {row["after"]: [row[f"moved_by_{s}"] for s in (1, 2, 4)] for row in first(states, "still")["rows"]}
    assert off["conv1"] == ["0%"] * 3 and off["pool1"][1:] == off["conv2"][1:] == ["0%"] * 2
    assert "0%" not in (off["pool1"][0], off["conv2"][0], *off["pool2"][:2]) and off["pool2"][2] == "0%"
    assert says(
        "invariances", "Each halving breaks it for the shifts that are no multiple of the strides so far"
    )

    at = first(states, "changes")
    same = {
        row["net"]: {change: float(row[change].strip("%")) for change in at["changes"]} for row in at["rows"]
    }
    moved_a_little, turned_a_little = (
        sorted(same, key=lambda net: same[net][change]) for change in ("moved", "turned")
    )
    assert moved_a_little[0] == "stride alone" != turned_a_little[0]
    assert moved_a_little[-1] == "blur, then stride"
    assert says(
        "invariances", "The net with stride alone, last by far under shifts, is not the worst under a turn"
    )
    blur, mean = same["blur, then stride"], same["average pooling"]
    assert all(blur[change] <= mean[change] for change in ("turned", "enlarged", "turned_by_45"))
    assert says(
        "invariances",
        "keeps no more of its answers than average pooling does when digits are turned or enlarged",
    )

    paths = first(states, "closed")["features"]
    zero, *others = paths["pixels"]
    gone = np.linalg.norm(zero[2] - zero[0])
    assert all(gone > np.linalg.norm(other[0] - zero[0]) for other in others)
    assert says(
        "invariances", "a 0 that has moved by two pixels is further from where it was than a 1, a 4 or a 7"
    )
    size = {}  # of the largest loop, against how near two of the digits are
    for name in ("stride alone", "max pooling", "blur, then stride"):
        points = paths[name]
        np.testing.assert_allclose(points[:, :5], points[:, 4:], atol=1e-3)
        middles = points.mean(axis=1)
        apart = min(np.linalg.norm(one - two) for place, one in enumerate(middles) for two in middles[:place])
        size[name] = np.linalg.norm(points - middles[:, None], axis=2).max() / apart
    assert size["stride alone"] > 1 > size["max pooling"] and size["blur, then stride"] < 0.3
    assert says("invariances", "in loops, four steps once around, twice in all")
    assert says("invariances", "Max pooling keeps the digits apart")
    assert says("invariances", "With the blur the loops have shrunk to knots.")
