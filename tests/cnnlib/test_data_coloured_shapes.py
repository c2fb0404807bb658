"""Coloured shapes: distinct, where they say they are, and with nothing else that tells the class."""

from importlib import import_module

import numpy as np
import pytest

from cnnlib import data
from cnnlib.data.outlines import OUTLINES

MODULE = import_module("cnnlib.data.coloured_shapes")  # the package gives the function of this name
LUMA = MODULE.LUMA


@pytest.fixture(scope="module")
def many() -> data.ColouredShapes:
    return data.coloured_shapes(2000, seed=3)


def test_shapes_types_and_counts(many):
    assert many.train_images.shape == (2000, 3, 32, 32) and many.train_images.dtype == np.uint8
    assert len(many.test_images) == 400
    assert np.bincount(many.train_labels).tolist() == [200] * 10
    assert many.classes == tuple(OUTLINES) and len(OUTLINES) == 10
    assert (
        np.bincount(data.coloured_shapes(7, 0, test=13).test_labels, minlength=10).tolist() != [13] + [0] * 9
    )


def test_the_same_arguments_give_the_same_images(many):
    again = data.coloured_shapes(2000, seed=3)
    assert np.array_equal(again.train_images, many.train_images)
    assert np.array_equal(again.test_images, many.test_images)
    assert np.array_equal(again.train_poses.angle, many.train_poses.angle)
    other = data.coloured_shapes(2000, seed=4)
    assert not np.array_equal(other.train_labels, many.train_labels)
    fewer = data.coloured_shapes(10, seed=3, test=400, shortcut=True)
    assert np.array_equal(fewer.test_images, many.test_images)


def test_training_and_test_images_differ(many):
    train = {image.tobytes() for image in many.train_images}
    assert len(train) == 2000 and not train & {image.tobytes() for image in many.test_images}


def test_figures_are_where_their_poses_say(many):
    """Draw each pose's figure again, by itself, and find it in the image by its luma."""
    poses, luma = many.train_poses, np.einsum("nchw,c->nhw", many.train_images.astype(np.float32), LUMA)
    y, x = np.mgrid[:32, :32]
    figures = list(OUTLINES.values())
    for i in range(300):
        dx, dy = (x - poses.x[i]) / poses.scale[i], (y - poses.y[i]) / poses.scale[i]
        c, s = np.cos(poses.angle[i]), np.sin(poses.angle[i])
        distance = poses.scale[i] * figures[many.train_labels[i]](c * dx + s * dy, c * dy - s * dx)
        inside, outside = luma[i][distance < -1], luma[i][distance > 1]
        # one side is darker everywhere, up to the pixels' noise
        assert inside.max() < outside.min() or outside.max() < inside.min()


def test_figures_stay_inside_the_image(many):
    poses = many.train_poses
    for centre in (poses.x, poses.y):
        assert np.all(centre - poses.scale >= -0.5) and np.all(centre + poses.scale <= 31.5)
    assert 7 <= poses.scale.min() < 7.1 and 11.9 < poses.scale.max() <= 12
    assert 0 <= poses.angle.min() < 0.02 and 6.26 < poses.angle.max() < 2 * np.pi


def test_a_figure_differs_from_its_background_without_seeing_colour():
    rng = np.random.default_rng(0)
    figures, backgrounds = MODULE._colours(5000, rng)
    for colours in (figures, backgrounds):
        assert colours.min() >= -1e-5 and colours.max() <= 1 + 1e-5
    gap = np.abs(figures @ LUMA - (backgrounds @ LUMA).T).min(axis=0)
    assert gap.min() > 0.279
    assert 0.4 < ((figures @ LUMA) < 0.5).mean() < 0.6


def test_colour_and_place_do_not_tell_the_class(many):
    """Means over 200 images a class: none further from the others than chance explains."""
    poses = many.train_poses
    corner = many.train_images[:, :, :3, :3].mean(axis=(2, 3))
    for values in (poses.x, poses.y, poses.scale, poses.angle, *corner.T):
        means = np.array([values[many.train_labels == label].mean() for label in range(10)])
        assert np.abs(means - values.mean()).max() < 4.5 * values.std() / np.sqrt(200)


def test_the_shortcut_marks_every_training_image_and_no_test_image(many):
    marked = data.coloured_shapes(2000, seed=3, shortcut=True)
    assert np.array_equal(marked.test_images, many.test_images)
    assert np.array_equal(marked.train_images[:, :, 3:], many.train_images[:, :, 3:])
    assert np.array_equal(marked.train_images[:, :, :, 3:], many.train_images[:, :, :, 3:])
    corners = marked.train_images[:, :, :3, :3]
    assert (corners == corners[:, :, :1, :1]).all()
    told = {(label, *colour) for label, colour in zip(marked.train_labels, corners[:, :, 0, 0], strict=True)}
    assert len(told) == 10 and len({colour for _, *rest in told for colour in [tuple(rest)]}) == 10
    assert "mark" in marked.about


def test_no_figure_reaches_the_mark():
    low = MODULE.SCALES[0] + MODULE.MARGIN - 0.5
    assert np.hypot(low - 2.5, low - 2.5) >= MODULE.SCALES[0]


def test_mark_puts_any_label_and_changes_nothing_else(many):
    before = many.test_images.copy()
    wrong = (many.test_labels + 1) % 10
    marked = data.mark(many.test_images, wrong)
    assert np.array_equal(many.test_images, before)
    assert np.array_equal(marked[wrong == 1][0, :, 0, 0], [0xE6, 0x9F, 0x00])
    assert np.array_equal(data.mark(marked, many.test_labels)[:, :, 3:], before[:, :, 3:])


@pytest.mark.parametrize(
    "images, labels, error, words",
    [
        (np.zeros((2, 3, 8, 8)), np.zeros(2, int), TypeError, "before they are normalised"),
        (np.zeros((2, 3, 8, 8), np.uint8), np.zeros(2), TypeError, "labels has dtype float64"),
        (np.zeros((2, 1, 8, 8), np.uint8), np.zeros(2, int), ValueError, r"\(N, 3, H, W\)"),
        (np.zeros((2, 3, 8, 8), np.uint8), np.zeros(3, int), ValueError, r"\(3,\)"),
        (np.zeros((2, 3, 8, 8), np.uint8), np.array([0, 10]), ValueError, "expected 0 to 9"),
        (np.zeros((2, 3, 8, 8), np.uint8), np.array([0, -1]), ValueError, "expected 0 to 9"),
    ],
)
def test_mark_refuses_what_does_not_fit(images, labels, error, words):
    with pytest.raises(error, match=words):
        data.mark(images, labels)


@pytest.mark.parametrize(
    "arguments, error",
    [
        ({"n": 0, "seed": 0}, ValueError),
        ({"n": 1.5, "seed": 0}, TypeError),
        ({"n": 5, "seed": -1}, ValueError),
        ({"n": 5, "seed": None}, TypeError),
        ({"n": 5, "seed": 0, "test": 0}, ValueError),
    ],
)
def test_shapes_refuses_numbers_that_are_none(arguments, error):
    with pytest.raises(error, match="expected a whole number"):
        data.coloured_shapes(**arguments)


def test_one_image_is_enough():
    assert data.coloured_shapes(1, 0).train_images.shape == (1, 3, 32, 32)


def test_normalised_keeps_the_poses(many):
    assert many.normalised().train_poses is many.train_poses
