"""Students who do what they are asked to, well or not."""

from __future__ import annotations

from autograder.assignments import load_assignment
from autograder.sample.student import ASSIGNMENTS, Student


def functions(assignment: str) -> list[str]:
    """Every function that an assignment asks for, in order."""
    return [name for part in load_assignment(assignment).load_parts() for name in part.functions]


RIGHT = (
    Student(
        "right-loops",
        "Everything right, with loops over the kernel's positions.",
        answers={
            "zero_pad": ("image_by_image",),
            "conv2d_naive": ("lists_and_floats",),
            "conv2d_forward": ("kernel_positions_added_up",),
        },
    ),
    Student(
        "right-matrix-product",
        "Everything right, with windows taken by strides and one matrix product.",
        style=1,
        answers={"conv2d_forward": ("one_matrix_product",)},
    ),
    Student(
        "right-einsum",
        "Everything right, with window views and einsum.",
        style=2,
        answers={"conv2d_naive": ("windows_viewed",), "conv2d_forward": ("windows_and_einsum",)},
    ),
    Student(
        "right-index-tables",
        "Everything right, with tables of row and column numbers, and recursion in a1.",
        style=3,
        answers={"output_size": ("recursive",), "conv2d_forward": ("image_by_image_with_indices",)},
    ),
    Student(
        "right-noisy",
        "Everything right, with prints and warnings all over the place.",
        style=4,
        answers={"conv2d_naive": ("whole_map_then_every_nth",), "conv2d_forward": ("prints_and_warns",)},
    ),
)

PARTLY_RIGHT = (
    Student(
        "kernel-flipped",
        "Flips the kernel in both convolutions.",
        answers={"conv2d_naive": ("kernel_flipped",), "conv2d_forward": ("kernel_flipped",)},
    ),
    Student(
        "jump-forgotten",
        "Adds kernel - 1 for every layer, whatever the strides before it.",
        style=1,
        answers={"receptive_field": ("jump_forgotten",), "layer_table": ("jump_forgotten",)},
    ),
    Student(
        "rounds-up",
        "Rounds sizes up, on paper and in the layer.",
        style=2,
        answers={
            "output_size": ("rounded_up",),
            "conv2d_naive": ("size_rounded_up",),
            "conv2d_forward": ("size_rounded_up",),
        },
    ),
    Student(
        "pairs-swapped",
        "Reads pairs as (width, height).",
        style=3,
        answers={"zero_pad": ("pair_swapped",), "conv2d_forward": ("stride_pair_swapped",)},
    ),
    Student(
        "bias-everywhere",
        "Counts and adds a bias for every input channel.",
        style=4,
        answers={
            "conv_parameters": ("conv_bias_per_input_channel",),
            "conv2d_naive": ("bias_for_every_channel",),
        },
    ),
    Student(
        "slow-positions",
        "Right, but loops over the positions of the output where that was to be avoided.",
        answers={"conv2d_forward": ("loops_over_positions",)},
    ),
    Student(
        "inputs-changed",
        "Right values, but writes into what it was given.",
        style=1,
        answers={"layer_table": ("layers_taken_out",), "conv2d_naive": ("input_changed",)},
    ),
    Student(
        "two-faults",
        "Two faults at once in two functions, which must not be called one.",
        style=2,
        answers={
            "output_size": ("padding_on_one_side", "no_plus_one"),
            "conv2d_forward": ("dilation_counts_the_gap", "bias_forgotten"),
        },
    ),
    Student(
        "batch-averaged",
        "Divides gradients by the number of images, which the loss has done already.",
        style=3,
        answers={
            "conv2d_backward": ("weights_and_bias_averaged",),
            "max_pool2d_backward": ("averaged_over_images",),
        },
    ),
    Student(
        "overlaps-overwritten",
        "Writes = where overlapping windows have to be added up.",
        answers={
            "conv2d_backward": ("dx_overwritten",),
            "max_pool2d_backward": ("overwritten",),
            "avg_pool2d_backward": ("dx_overwritten",),
            "conv_transpose2d": ("overwritten",),
        },
    ),
    Student(
        "ties-to-all",
        "Gives the gradient to every one of several maxima, and the flipped filter to dx.",
        style=1,
        answers={
            "max_pool2d_backward": ("all_maxima_get_it",),
            "max_over_channels_backward": ("all_maxima_get_it",),
            "conv2d_backward": ("dx_kernel_flipped",),
        },
    ),
    Student(
        "two-faults-backwards",
        "Two faults in two of the three gradients of a convolution.",
        style=2,
        answers={"conv2d_backward": ("dx_overwritten", "db_of_the_images")},
    ),
    Student(
        "half-done",
        "The first half of each assignment.",
        style=3,
        answers={
            name: None for each in ASSIGNMENTS for name in functions(each)[-(len(functions(each)) // 2 + 1) :]
        },
    ),
    Student(
        "blank",
        "All notebooks as they were released.",
        answers={name: None for each in ASSIGNMENTS for name in functions(each)},
    ),
)
