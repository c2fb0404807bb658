"""The checks of a2: what they must catch, what they must accept, and what they must not call a mistake."""

import functools

import numpy as np
import pytest
import torch

from autograder import run_check
from autograder.assignments import load_assignment, load_part
from autograder.checks.a2_convolution.conv2d_naive import by_definition
from autograder.part import Call
from cnnlib.ops.conv import conv2d_forward, conv2d_naive, zero_pad

PARTS = load_assignment("a2_convolution").part_ids


def points(part, function, seed=0):
    report = run_check(part, function, seed=seed)
    return report.points, report.mistake


def full(part):
    return load_part(part).max_points


def test_float32_is_judged_in_a_group_of_its_own():
    assert all("float32" in load_part(part).points for part in PARTS if part != "a2.bug_hunt")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("seed", range(5, 20))
def test_kinds_of_cases_do_not_depend_on_the_seed(part, seed):
    def kinds(seed):
        return [(case.group, type(case.act), type(case.expect)) for case in load_part(part).cases(seed)]

    assert kinds(seed) == kinds(0)


def test_the_loops_of_the_oracle_agree_with_pytorch():
    rng = np.random.default_rng(0)
    x, w, b = (rng.standard_normal(shape) for shape in ((2, 3, 6, 7), (4, 3, 3, 2), 4))
    options = {"stride": (2, 3), "padding": (1, 2)}
    torchs = torch.nn.functional.conv2d(*map(torch.tensor, (x, w, b)), **options).numpy()
    np.testing.assert_allclose(by_definition(x, w, b, **options), torchs, rtol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_the_right_answers_are_those_of_pytorch(seed):
    for case in load_part("a2.conv2d_forward").cases(seed):
        if isinstance(case.act, Call):
            arrays = (torch.tensor(np.asarray(array, np.float64)) for array in case.act.args[:3])
            torchs = torch.nn.functional.conv2d(*arrays, *case.act.args[3:], **case.act.kwargs).numpy()
            found, rtol = case.expect[0], 1e-6 if case.expect[0].dtype == np.float32 else 1e-12
            np.testing.assert_allclose(found, torchs, rtol=rtol, atol=rtol * np.abs(torchs).max())


def convolution_by_fourier(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """A right program in a style that the part does not know: products of spectra."""
    (down, across), (du, dv) = np.broadcast_to(stride, 2), np.broadcast_to(dilation, 2)
    padded = zero_pad(x, padding)
    spread = np.zeros((*w.shape[:2], (w.shape[2] - 1) * du + 1, (w.shape[3] - 1) * dv + 1), w.dtype)
    spread[:, :, ::du, ::dv] = w
    size = padded.shape[2:]
    images = np.fft.rfft2(padded).reshape(len(x), groups, 1, -1, size[0], size[1] // 2 + 1)
    filters = np.fft.rfft2(spread, size).conj().reshape(groups, -1, *w.shape[1:2], size[0], size[1] // 2 + 1)
    products = (images * filters).sum(axis=3).reshape(len(x), len(w), size[0], -1)
    height, width = (n - k + 1 for n, k in zip(size, spread.shape[2:], strict=True))
    out = np.fft.irfft2(products, size)[:, :, :height:down, :width:across]
    return (out + b[:, None, None]).astype(x.dtype), None


class Layer:
    """A right program that is no plain function and answers with a list."""

    def __call__(self, x, w, b, *options, **named):
        return list(conv2d_forward(x, w, b, *options, **named))


@pytest.mark.parametrize("right", [convolution_by_fourier, Layer()])
@pytest.mark.parametrize("seed", range(3))
def test_right_programs_of_other_styles_are_accepted(right, seed):
    report = run_check("a2.conv2d_forward", right, seed=seed)
    assert report.points == report.max_points, str(report)


def averaged(x, w, b, *options, **named):
    return conv2d_forward(x, w / w[0].size, b, *options, **named)


def rectified(x, w, b, *options, **named):
    out, cache = conv2d_forward(x, w, b, *options, **named)
    return np.maximum(out, 0), cache


def rounded(x, w, b, *options, **named):
    out, cache = conv2d_forward(x, w, b, *options, **named)
    return out.round(3), cache


def channels_last(x, w, b, *options, **named):
    """The library's function refuses such a result where it is given back to it; the catalogue's own does not."""
    out, cache = conv2d_forward(x, w, b, *options, **named)
    return out.transpose(0, 2, 3, 1), cache


def without_cache(x, w, b, *options, **named):
    return conv2d_forward(x, w, b, *options, **named)[0]


def as_lists(x, w, b, *options, **named):
    out, cache = conv2d_forward(x, w, b, *options, **named)
    return out.tolist(), cache


def masked(x, w, b, *options, **named):
    out, cache = conv2d_forward(x, w, b, *options, **named)
    return np.ma.masked_array(out), cache


def shifted_bias(x, w, b, *options, **named):
    return conv2d_forward(x, w, np.roll(b, 1), *options, **named)


def half_precision_inside(x, w, b, *options, **named):
    out, cache = conv2d_forward(x.astype(np.float32), w, b, *options, **named)
    return out.astype(x.dtype), cache


def with_bias_squared(x, w, b, *options, **named):
    return conv2d_forward(x, w, b**2, *options, **named)


def sorted_filters(x, w, b, *options, **named):
    return conv2d_forward(x, np.sort(w, axis=-1), b, *options, **named)


UNKNOWN = [
    rounded, as_lists, masked, shifted_bias, half_precision_inside, with_bias_squared, sorted_filters,
]  # fmt: skip
NAMED = {
    averaged: "averaged",
    rectified: "negative_values_cut_off",
    channels_last: "channels_last",
    without_cache: "cache_forgotten",
}


@pytest.mark.parametrize("wrong", UNKNOWN)
def test_wrong_programs_that_no_mistake_describes_lose_points_and_get_no_name(wrong):
    earned, mistake = points("a2.conv2d_forward", wrong)
    assert earned < full("a2.conv2d_forward")
    assert mistake is None


@pytest.mark.parametrize("wrong, name", NAMED.items())
def test_wrong_programs_around_a_right_one_are_named(wrong, name):
    assert points("a2.conv2d_forward", wrong) == (0, name)


# What passed before there was a case for it: around cnnlib's function, for both parts on convolution.


def size_by_round(x, w, b, stride=1, padding=0):
    """As a student had it: right where the steps come out even or round down."""
    (down, across), padded = np.broadcast_to(stride, 2), zero_pad(x, padding)
    height = round((padded.shape[2] - w.shape[2]) / down + 1)
    width = round((padded.shape[3] - w.shape[3]) / across + 1)
    out = np.zeros((len(x), len(w), height, width), x.dtype)
    for n, f, i, j in np.ndindex(*out.shape):
        top, left = i * down, j * across
        window = padded[n, :, top : top + w.shape[2], left : left + w.shape[3]]
        out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


def up_to_three(x, w, b, stride=1, padding=0):
    """Images, channels and filters from 4 on are not looked at."""
    out = conv2d_naive(x[:, :3], w[:, :3], b, stride, padding)
    out[3:] = out[:, 3:] = 0
    return out


def padding_first(x, w, b, padding=0, stride=1):
    return conv2d_naive(x, w, b, stride, padding)


def sizes_within_the_image(x, w, b, stride=1, padding=0):
    if np.max(stride) > min(x.shape[2:]) or np.max(padding) > min(x.shape[2:]):
        raise ValueError("larger than the image")
    return conv2d_naive(x, w, b, stride, padding)


def in_order_of_memory(x, w, b, stride=1, padding=0):
    return conv2d_naive(x.ravel(order="K").reshape(x.shape), w, b, stride, padding)


def weights_in_order_of_memory(x, w, b, stride=1, padding=0):
    return conv2d_naive(x, w.ravel(order="K").reshape(w.shape), b, stride, padding)


def in_the_dtype_of_the_weights(x, w, b, stride=1, padding=0):
    return conv2d_naive(x, w, b, stride, padding).astype(w.dtype)


def kept_by(*names):
    """A function that answers from memory where these arguments are the same as before."""

    def remembering(x, w, b, stride=1, padding=0):
        given = {"x": x, "w": w, "b": b, "shapes": np.array((*x.shape, *w.shape))}
        call = (str(stride), str(padding), *(given[name].tobytes() for name in (*names, "shapes")))
        return kept.setdefault(call, conv2d_naive(x, w, b, stride, padding))

    kept: dict = {}
    return remembering


@pytest.mark.parametrize(
    "wrong, lost",
    [
        (size_by_round, {"stride"}),
        (up_to_three, {"channels and filters"}),
        (padding_first, {"pairs"}),
        (sizes_within_the_image, {"stride", "padding"}),
        (in_order_of_memory, {"channels and filters"}),
        (weights_in_order_of_memory, {"channels and filters"}),
        (in_the_dtype_of_the_weights, {"float32"}),
        (kept_by("x", "w"), {"values"}),
        (kept_by("x", "b"), {"values"}),
        (kept_by("w", "b"), {"values"}),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_what_passed_before_there_was_a_case_for_it_fails(wrong, lost, seed):
    def forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
        if groups > 1 or np.max(dilation) > 1 or x.size > 10_000:
            return conv2d_forward(x, w, b, stride, padding, dilation, groups)
        return wrong(x, w, b, stride, padding), None

    report = run_check("a2.conv2d_naive", wrong, seed=seed)
    assert {group for group, earned in report.earned.items() if not earned} >= lost
    if wrong is not padding_first:  # its options are handed on by their places here
        assert run_check("a2.conv2d_forward", forward, seed=seed).points < full("a2.conv2d_forward")


def last_buffer(shape, dtype, held=[None]):  # noqa: B006  as a student may write it
    """One array for as long as the size stays."""
    if held[0] is None or held[0].shape != shape or held[0].dtype != dtype:
        held[0] = np.zeros(shape, dtype)
    return held[0]


zeros_once = functools.lru_cache(np.zeros)
HALL = np.zeros(1 << 20)


def corner_of_a_hall(shape, dtype):
    """The beginning of one large array, whatever the size."""
    return HALL.astype(dtype, copy=False)[: np.prod(shape)].reshape(shape)


BUFFERS = [last_buffer, zeros_once, corner_of_a_hall]
SHOWN_IN = {"a2.zero_pad": "memory layout", "a2.conv2d_naive": "values", "a2.conv2d_forward": "memory layout"}


@pytest.mark.parametrize("buffer", BUFFERS)
@pytest.mark.parametrize("seed", range(2))
def test_an_answer_that_changes_when_the_function_is_called_again_fails(buffer, seed):
    """In one group, and named for it."""

    def refilled(out):
        into = buffer(out.shape, out.dtype)
        into[...] = out
        return into

    wrong = {
        "a2.zero_pad": lambda x, padding: refilled(zero_pad(x, padding)),
        "a2.conv2d_naive": lambda *given, **options: refilled(conv2d_naive(*given, **options)),
        "a2.conv2d_forward": lambda *given, **options: (
            refilled(conv2d_forward(*given, **options)[0]),
            given,
        ),
    }
    for part, function in wrong.items():
        report = run_check(part, function, seed=seed)
        assert {group for group, earned in report.earned.items() if not earned} == {SHOWN_IN[part]}
        assert report.mistake == "one_buffer"


def itself_where_nothing_is_added(x, padding):
    return zero_pad(x, padding) if np.any(padding) else x


def view_where_nothing_is_added(x, padding):
    return zero_pad(x, padding) if np.any(padding) else x[:]


def window_into_a_larger_one(x, padding):
    return np.pad(zero_pad(x, padding), 1)[1:-1, 1:-1, 1:-1, 1:-1]


@pytest.mark.parametrize(
    "right", [itself_where_nothing_is_added, view_where_nothing_is_added, window_into_a_larger_one]
)
def test_an_answer_may_be_the_input_or_a_view(right):
    assert points("a2.zero_pad", right) == (full("a2.zero_pad"), None)


@pytest.mark.parametrize("part", ["a2.conv2d_naive", "a2.conv2d_forward"])
@pytest.mark.parametrize("seed", range(5))
def test_no_two_filters_and_biases_are_alike_and_none_is_zero(part, seed):
    for case in load_part(part).cases(seed):
        if isinstance(case.act, Call):
            _, w, b = case.act.args[:3]
            assert len(np.unique(w.reshape(len(w), -1), axis=0)) == len(w) and w.any(axis=(2, 3)).all()
            assert case.faster_than or (len(np.unique(b)) == len(b) and b.all())


def flipped_without_bias(x, w, b, stride=1, padding=0):
    return conv2d_naive(x, w[:, :, ::-1, ::-1].copy(), 0 * b, stride, padding)


def flipped_with_bias_subtracted(x, w, b, stride=1, padding=0):
    return conv2d_naive(x, w[:, :, ::-1, ::-1].copy(), -b, stride, padding)


def strideless_in_float64(x, w, b, stride=1, padding=0):
    return conv2d_naive(x.astype(float), w, b, 1, padding)


def edges_and_swapped_stride(x, w, b, stride=1, padding=0):
    rows, columns = np.broadcast_to(padding, 2)
    x = np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)), mode="edge")
    return conv2d_naive(x, w, b, stride[::-1] if isinstance(stride, tuple) else stride)


@pytest.mark.parametrize(
    "wrong, pair",
    [
        (strideless_in_float64, {"stride_ignored", "always_float64"}),
        (edges_and_swapped_stride, {"stride_pair_swapped", "padding_repeats_the_edge"}),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_two_faults_are_named_as_a_pair(wrong, pair, seed):
    earned, mistake = points("a2.conv2d_naive", wrong, seed)
    assert earned < full("a2.conv2d_naive")
    assert set(mistake.split(" + ")) == pair


@pytest.mark.parametrize("seed", range(3))
def test_two_faults_of_which_none_is_ever_seen_alone_get_no_name(seed):
    earned, mistake = points("a2.conv2d_naive", flipped_with_bias_subtracted, seed)
    assert earned < full("a2.conv2d_naive")
    assert mistake is None


@pytest.mark.parametrize("seed", range(3))
def test_two_faults_that_often_come_together_have_a_name_of_their_own(seed):
    _, mistake = points("a2.conv2d_naive", flipped_without_bias, seed)
    assert mistake == "kernel_flipped_and_bias_forgotten"


def padded_as_in_many_courses(x, padding):
    """np.zeros without a dtype and [p:-p]: two faults that often come together."""
    rows, columns = np.broadcast_to(padding, 2)
    n, c, height, width = x.shape
    out = np.zeros((n, c, height + 2 * rows, width + 2 * columns))
    out[:, :, rows:-rows, columns:-columns] = x
    return out


def test_zero_pad_with_two_faults_is_called_both_and_keeps_what_it_earned():
    report = run_check("a2.zero_pad", padded_as_in_many_courses)
    assert set(report.mistake.split(" + ")) == {"slice_up_to_minus_zero", "always_float64"}
    lost = {group for group, earned in report.earned.items() if not earned}
    assert lost == {"padding 0", "float32"}


def lost_groups(part, mistake):
    known = load_part(part)
    wrong = known.mistakes[mistake].around(known.reference(known.functions[0]))
    report = run_check(part, wrong)
    assert report.mistake == mistake
    return {group for group, earned in report.earned.items() if not earned}


@pytest.mark.parametrize(
    "mistake, groups",
    [
        ("loops_over_positions", {"vectorised"}),
        ("always_float64", {"float32"}),
        ("groups_see_the_first_channels", {"groups", "all together"}),
        ("dilation_ignored", {"dilation", "all together"}),
        ("padding_repeats_the_edge", {"padding", "all together"}),
    ],
)
def test_a_mistake_costs_the_groups_that_it_concerns(mistake, groups):
    assert lost_groups("a2.conv2d_forward", mistake) == groups


def test_loops_written_from_the_definition_fail_speed_alone():
    """A program of its own, not the mistake around the reference: named all the same."""

    def forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
        if x.size < 10_000:
            return conv2d_forward(x, w, b, stride, padding, dilation, groups)
        return conv2d_naive(x, w, b, stride, padding), None

    report = run_check("a2.conv2d_forward", forward)
    assert {group for group, earned in report.earned.items() if not earned} == {"vectorised"}
    assert report.mistake == "loops_over_positions"


def test_an_unwritten_function_earns_nothing():
    def unwritten(*_, **__):
        raise NotImplementedError

    for part in PARTS:
        report = run_check(part, unwritten)
        assert (report.points, report.status) == (0, "not written")
