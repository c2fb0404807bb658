"""Pictures of layers: matrices above their maps, and neurons above their window."""

import numpy as np
import pytest

from cnnlib import plot
from cnnlib.ops.conv import correlate2d


def test_matrices_count_the_weights_and_the_different_ones():
    band = sum(weight * np.eye(4, 6, k) for k, weight in enumerate((1, 2, -1)))
    maps = {"its map": np.ones((2, 4)), "wanted": np.zeros((2, 4))}
    assert plot.matrices({"shared\nerror 2%": band}, maps).alt == (
        "shared; error 2%: 4 x 6, of which 12 weights are not 0; 3 of them different. Below: its map, wanted."
    )


def test_each_matrix_stands_above_a_map():
    with pytest.raises(ValueError, match="at least as many maps"):
        plot.matrices({"a": np.eye(2), "b": np.eye(2)}, {"of a": np.eye(2)})
    with pytest.raises(ValueError, match="two axes"):
        plot.matrices({"a": np.ones(2)}, {"of a": np.eye(2)})


def test_neurons_are_told_with_what_they_answer():
    image = np.arange(30.0).reshape(5, 6) / 29
    kernels = np.random.default_rng(0).standard_normal((2, 3, 3))
    maps = np.stack([correlate2d(image, kernel) for kernel in kernels])
    alt = plot.neurons(image, maps, 3, row=1, column=2).alt
    answers = ", ".join(f"{np.sum(image[1:4, 2:5] * kernel):.2g}" for kernel in kernels)
    assert alt.startswith("3 x 4 x 2 neurons.") and alt.endswith(f"answer {answers}.")


@pytest.mark.parametrize("column", [0, 3, 11])
def test_no_map_hides_the_neuron_of_one_behind_it(figures, column):
    plot.neurons(np.zeros((14, 14)), np.ones((3, 12, 12)), 3, row=10, column=column)
    axes = figures[0].axes[0]
    ends = {shown.get_zorder(): shown.get_extent()[1] for shown in axes.images[1:]}
    marks = sorted(mark.get_x() for mark in axes.patches[1:])
    assert len(marks) == len(ends) == 3
    nearest_first = [ends[order] for order in sorted(ends, reverse=True)]
    assert all(end <= mark for end, mark in zip(nearest_first, marks[1:], strict=False))


@pytest.mark.parametrize(("kernel", "place"), [(2, (0, 0)), (3, (3, 0)), (3, (0, -1))])
def test_neurons_that_are_not_there_are_refused(kernel, place):
    with pytest.raises(ValueError, match=r"expected \(C, 4, 5\)|is not in maps"):
        plot.neurons(np.zeros((5, 6)), np.zeros((2, 3, 4)), kernel, *place)
