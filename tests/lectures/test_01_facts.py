"""Lecture 1: the figures and formulas of its sections are what the library computes."""

import re

import numpy as np
import pytest
from sections import first, played, whole

from cnnlib import data, features, models
from cnnlib.layers import Flatten, Linear
from cnnlib.net import Sequential
from cnnlib.ops.dense import linear_backward, linear_forward
from cnnlib.ops.losses import softmax_loss, svm_loss
from cnnlib.ops.penalties import l2_penalty
from cnnlib.shapes import fc_parameters

RNG = np.random.default_rng(0)
PAIRS, EDGE = (
    np.array([[0.0, 0], [1, 1], [0, 1], [1, 0]]),
    np.array([0, 0, 1, 1]),
)  # two pixels, and an edge or none
SCORES, Y = RNG.normal(size=(4, 5)), np.array([0, 2, 4, 2])


def test_size_of_images(says):
    film, small = 1920 * 1080 * 3, 256 * 256 * 3
    assert says("image-structure", f"1920 x 1080 pixels in three colours is {film:,} numbers")
    assert says("image-structure", f"256 x 256 pixels has {small:,}")


def test_a_small_shift_changes_most_numbers(says):
    levels = np.rint(255 * data.photograph("china"))
    changed = np.mean(levels[:, :, 1:] != levels[:, :, :-1])
    assert says(
        "image-structure", f"a small shift changes most of these numbers, {changed:.0%}".replace("%", " %")
    )


def test_shuffled_columns_are_harmless_to_a_table_and_not_to_a_picture(says):
    x, order = RNG.normal(size=(6, 7)), RNG.permutation(7)
    assert np.allclose(np.linalg.pinv(x[:, order]) @ x.sum(1), (np.linalg.pinv(x) @ x.sum(1))[order])
    assert says("image-structure", "Exchange the columns, for all people alike, and nothing is lost")
    tower = data.photograph("china", grey=True)[0]
    shuffled = RNG.permutation(tower.ravel()).reshape(tower.shape)
    intact, mixed = (np.corrcoef(of[:, :-1].ravel(), of[:, 1:].ravel())[0, 1] for of in (tower, shuffled))
    assert intact > 0.95 and abs(mixed) < 0.05
    assert says(
        "image-structure", "In the first table of numbers, each one tells you roughly what stands beside it"
    )


def test_linear_classifier_by_formula(says):
    w, b, x = RNG.normal(size=(10, 64)), RNG.normal(size=10), RNG.normal(size=64)
    assert np.allclose(linear_forward(x[None], w, b)[0][0], w @ x + b)
    assert says("linear-classifier", "$$f(x, W) = Wx + b$$")


def test_linear_classifier_of_a_colour_picture(says):
    net = Sequential((3, 32, 32), [Flatten(), Linear(3 * 32 * 32, 10, RNG)])
    (numbers,) = net.layer_table()[0]["shape"]
    assert says("linear-classifier", f"32 x 32 one of 32 x 32 x 3 = {numbers:,}")
    assert net.parameters["linear1.w"].shape == (10, numbers)
    assert says("linear-classifier", "there is one template for each class")


def test_linear_classifier_has_linear_boundaries(says):
    w, b = RNG.normal(size=(2, 1000)), RNG.normal(size=1000)
    scores = PAIRS @ w + b
    assert np.allclose(scores[EDGE == 0].sum(0), scores[EDGE == 1].sum(0))
    assert ((scores > 0) == EDGE[:, None]).sum(0).max() == 3
    assert says("linear-classifier", "A linear classifier has only linear boundaries")
    told = "two scores below 0, as the first pair needs, have a sum below 0, and two above 0 have one above"
    assert says("linear-classifier", told)


def test_losses_by_formula(says):
    picked = SCORES[np.arange(4), Y]
    softmax = np.mean(-np.log(np.exp(picked) / np.exp(SCORES).sum(1)))
    hinge = np.mean(np.maximum(0, SCORES - picked[:, None] + 1).sum(1) - 1)  # without j = y, where it is 1
    assert np.isclose(softmax_loss(SCORES, Y)[0], softmax) and np.isclose(svm_loss(SCORES, Y)[0], hinge)
    assert says("losses", r"$$L_i = -\log\left(\frac{e^{s_{y_i}}}{\sum_j e^{s_j}}\right)$$")
    assert says("losses", r"$$L_i = \sum_{j \neq y_i} \max(0,\; s_j - s_{y_i} + 1)$$")


def test_losses_are_a_mean_and_a_penalty(says):
    each = [softmax_loss(SCORES[[n]], Y[[n]])[0] for n in range(4)]
    assert np.isclose(softmax_loss(SCORES, Y)[0], np.mean(each))
    assert says("losses", r"$$L = \frac{1}{N} \sum_{i=1}^{N} L_i + R(W),$$")
    assert np.isclose(l2_penalty(SCORES, 0.3)[0], 0.3 * np.sum(SCORES**2) / 2)
    assert says("losses", "Here it is a strength times half the sum of their squares.")


def test_losses_have_the_slope_of_softmax_less_one_hot(says):
    softmax, one_hot = np.exp(SCORES) / np.exp(SCORES).sum(1, keepdims=True), np.eye(5)[Y]
    assert np.allclose(
        4 * softmax_loss(SCORES, Y)[1], softmax - one_hot
    )  # the library's is of the mean over four
    assert says("losses", r"$$\frac{dL_i}{ds} = \text{softmax} - \text{one-hot},$$")


def test_losses_reach_the_weights_through_the_picture(says):
    x, w = RNG.normal(size=(4, 6)), RNG.normal(size=(5, 6))
    scores, cache = linear_forward(x, w, np.zeros(5))
    dscores = softmax_loss(scores, Y)[1]
    assert np.allclose(linear_backward(dscores, cache)[1], dscores.T @ x)
    assert says("losses", r"$dL_i/dW_j = (\text{softmax}_j - \text{one-hot}_j)\, x$")


def test_losses_hinge_slope_counts_the_classes_that_come_too_near(says):
    slope = svm_loss(np.array([[2.0, 1.5, 2.5, -4]]), np.array([0]))[1]
    assert slope.tolist() == [[-2, 1, 1, 0]]
    told = "1 for each wrong class that comes too near, minus their number for the right one, and 0 for all others"
    assert says("losses", told)


def test_image_features_hog(says):
    rows, columns, bins = features.hog(np.zeros((1, 1, 240, 320)))[0].shape
    assert says("image-features", "cells of 8 x 8 pixels, the angles into nine bins")
    total = f"{columns} x {rows} x {bins} = {rows * columns * bins:,} numbers"
    assert says("image-features", f"320 x 240 has {columns} x {rows} cells, so {total}")


def test_image_features_colour_histogram_is_the_lines_of_the_lecture(runs):
    picture = RNG.random((3, 5, 7))
    level = (4 * picture).astype(int).clip(max=3)
    colour = (level[0] * 4 + level[1]) * 4 + level[2]
    counts = np.bincount(colour.ravel(), minlength=64) / colour.size
    assert np.array_equal(counts, features.colour_histogram(picture[None])[0])
    assert runs("image-features", "level = (4 * picture).astype(int).clip(max=3)")
    assert runs("image-features", "counts = np.bincount(colour.ravel(), minlength=64) / colour.size")


def test_image_features_codebook(says):
    pieces = np.array([[0.0], [2], [10], [14]])
    assert features.codebook(pieces, 2, RNG).ravel().tolist() in ([1, 12], [12, 1])
    assert says("image-features", "the means of the groups are the **visual words** of a *codebook*")


def test_image_features_winner_of_2011(says):
    told = f"2 x 64 x 1,024 x 4 = {2 * 64 * 1024 * 4:,}, about {2 * 64 * 1024 * 4 // 10_000 * 10} thousand"
    assert says("image-features", told)
    assert says("image-features", "by 128 numbers of directions, called SIFT, and by 96 numbers of colour")
    assert says("image-features", "each of the two lists was reduced to 64")
    assert says("image-features", "1,024 bell curves") and says("image-features", "four regions")


def test_features_vs_convnets_the_last_layer_is_linear(says):
    for net in (models.lenet5(RNG), models.small_vgg(RNG), models.from_pattern(1, 2, 1, RNG)):
        assert isinstance(list(net.layers.values())[-1], Linear)
    assert says("features-vs-convnets", "the last layer of most ConvNets is a linear classifier")


def test_features_vs_convnets_the_nearest_word_is_a_score(says):
    pieces, words = RNG.normal(size=(50, 9)), RNG.normal(size=(7, 9))
    scores = linear_forward(pieces, words, -(words**2).sum(1) / 2)[0]
    distances = np.linalg.norm(pieces[:, None] - words[None], axis=2)
    assert np.array_equal(scores.argmax(1), distances.argmin(1))
    assert says("features-vs-convnets", r"the one with the largest $p \cdot m - |m|^2 / 2$")


def test_features_vs_convnets_layers_make_classes_separable(says):
    hidden = np.maximum(0, PAIRS @ np.array([[1, -1], [-1, 1]]))
    assert ((hidden.sum(1) > 0.5) == EDGE).all()
    assert says("features-vs-convnets", r"$\max(0, x_1 - x_2) + \max(0, x_2 - x_1)$")
    assert says("features-vs-convnets", "**linearly separable**")


def test_questions(root):
    said, inputs = whole(root, "01"), 48 * 48 * 3
    weights = fc_parameters(inputs, 20, bias=False)
    assert (
        f"48 x 48 x 3 = {inputs:,} numbers in, so 20 x {inputs:,} = {weights:,} weights, and 20 biases"
        in said
    )
    s, right = np.array([[3, 1, 0.5]]), np.array([0])
    assert svm_loss(s, right)[0] == 0 and "so the hinge loss is 0, and so is its slope" in said
    assert f"gives the right class a probability of {np.exp(-softmax_loss(s, right)[0]):.2f}" in said
    ahead, behind = np.array([[0.5, 0.1, 0]]), np.array([[0.1, 0.5, 0]])
    for loss in (softmax_loss, svm_loss):
        assert np.isclose(loss(s + 5, right)[0], loss(s, right)[0])
        assert loss(5 * ahead, right)[0] < loss(ahead, right)[0]
        assert loss(5 * behind, right)[0] > loss(behind, right)[0]
    assert "its softmax loss falls, and its hinge loss falls or is 0 already" in said
    assert "if it was clearly wrong, as the 9 was, both its losses grow" in said
    rows, columns, bins = features.hog(np.zeros((1, 1, 128, 64)))[0].shape
    assert f"{columns} x {rows} cells of {bins}: {rows * columns * bins:,}." in said


@pytest.mark.slow
def test_what_its_runs_show(root, says):
    states, said = played(root, "01"), whole(root, "01")

    at = first(states, "nearer")
    sky, tower = at["same"][:40, :60].mean(), at["same"][60:, 40:150].mean()
    lake = at["same"][70:105, 110:170].mean()
    assert tower < 0.05 < sky and 0 < lake < sky / 2
    assert "many of the sky, a few of the lake, hardly any of the tower" in said
    assert at["distance"][at["seven"], at["seven"]] > at["distance"][at["seven"], at["other"]]
    assert at["test_y"][at["other"]] == 9 and "it is nearer to that 9" in said
    assert np.mean(at["nearer"]) > 0.9 and "so it goes with nearly all digits" in said
    assert f"{at['changed']:.0%}" == "77%"

    rows = first(states, "quarters")["rows"]
    light, follow = (
        [float(row[name]) for row in rows] for name in ("mean brightness", "correlation of neighbours")
    )
    assert 2.5 < max(light) / min(light) < 3 and min(follow) > 0.8
    assert says("image-structure", "their brightness differs by a factor of nearly three")

    at = first(states, "share_right")
    linear = at["share_right"](at["test_x"], at["test_y"], at["w"], at["b"])
    assert f"the linear classifier reads {linear:.1%} of the test digits".replace("%", " %") in said
    assert f"Your classifier of pixels reads {linear:.0%} of the digits.".replace("%", " %") in said

    at = first(states, "doubled")
    (of_all, doubled_all), (of_nine, doubled_nine), hinge_all, hinge_nine = at["losses"].values()
    assert np.isclose(doubled_all, softmax_loss(at["doubled"], at["y"])[0])
    assert at["changed_answers"] == 0 and 0.45 < doubled_all / of_all < 0.55
    assert says("losses", "Not one answer is better, and the softmax loss of all digits has halved.")
    assert at["right"] == [9] and doubled_nine > of_nine and hinge_nine[1] > hinge_nine[0]
    assert says("losses", "punishes it where one is wrong, as the 9 shows")
    assert hinge_all[1] > hinge_all[0] and says("losses", "The hinge loss has grown")

    at = first(states, "given_back")
    none, weak, _, strong = at["right_at"].values()
    assert sum(at["told"] != at["y"][:100]) == 20 and says("losses", "every fifth now has a false label")
    assert at["given_back"][0] == 1 and says("losses", "gives back all hundred labels, the false ones, too")
    assert 0.5 < none < 0.6 and says("losses", "reads little more than half of the test digits")
    assert weak == max(at["right_at"].values()) and weak > none + 0.1 and strong < none
    truth = at["y"][:100][::5]
    w, b = at["learned"](at["x"][:100], at["told"], 0.01)
    assert np.mean((at["x"][:100] @ w.T + b).argmax(axis=1)[::5] == truth) > 0.6
    assert says("losses", "it reads most of the falsely labelled digits as what they are")
    largest = [np.abs(templates).max() for templates in at["rows"].values()]
    assert round(largest[0] / largest[1]) == 4
    assert says("losses", "At 0.01 its largest weight is a quarter of that")

    at = first(states, "shuffled_answers")
    assert at["linear"] == linear and np.array_equal(at["whole_answers"], at["shuffled_answers"])
    assert np.allclose(at["shuffled_w"], at["w"][:, at["order"]])
    assert "Nothing changes, down to the last answer." in said

    rows = {row["feature"]: row for row in first(states, "mixed")["rows"]}
    right, mixed = ({name: row[of] for name, row in rows.items()} for of in ("right", "right, shuffled"))
    pixels, words = re.search(r"the difference between (\d+) % and (\d+) %", said).groups()
    assert abs(right["pixels"] - int(pixels)) < 1 and abs(right["words"] - int(words)) < 1  # 1000 images
    assert round(right["pixels"]) == int(pixels) and round(right["words"]) == int(words)  # as the table tells
    assert says("features-vs-convnets", f"Words and a linear classifier reach {words} %.")
    assert says("features-vs-convnets", f"Pixels give {pixels} %.")
    assert right["colours"] < 15 < right["directions"] < right["words"] - 20
    assert says("image-features", "Colours are no better") and says("image-features", "Words are far ahead")
    assert all(abs(right[name] - mixed[name]) < 0.5 for name in ("pixels", "colours"))
    assert all(mixed[name] < right[name] - 5 for name in ("directions", "words")) and mixed["directions"] > 10
    assert says(
        "image-features", "Pixels and colours never knew that there are neighbours, and lose nothing."
    )

    shares = first(states, "shares")["shares"]
    assert max(shares, key=shares.get) == "colours" and shares["colours"] > 90
    assert all(shares[name] < 55 for name in ("directions", "words"))
    told = (
        "Colours, which were worth nothing, are worth everything, and directions and words do no better than"
    )
    assert says("image-features", told)

    at = first(states, "compared")
    shown, topic = at["compared"], "features-vs-convnets"
    assert at["learned_by_heart"] > 99 and says(topic, "the ConvNet learns all of them by heart")
    assert shown["ConvNet"] < shown["words"] - 10 and says(topic, "the words win by far")
    gains = [shown[f"{name}, turned"] - shown[name] for name in ("words", "ConvNet")]
    assert 0 < gains[0] < gains[1] / 3 and says(topic, "With turned copies both become better")
    assert "The turned pictures helped the ConvNet far more than the words." in said
    assert 0 < shown["ConvNet, turned"] - shown["words, turned"] < 10
    assert says(topic, "the ConvNet so much that it is a little ahead")

    at = first(states, "separable")
    stages = at["separable"]
    assert right["pixels"] < stages[0] < stages[1] < stages[2] < at["end_to_end"]
    assert says(topic, "From stage to stage straight cuts do better.")
    assert says(topic, "The last row is below the network's own number")
    assert says(topic, "bend the space until the classes can be separated better by straight cuts")
