"""The checks of a3: what they accept, what they name, and what a report says of gradients."""

import functools

import numpy as np
import pytest
import torch

from autograder import run_check
from autograder.assignments import load_part
from autograder.checks.a3_backprop.conv2d_backward import arguments, term_by_term
from autograder.part import ANY, CacheOf, Call
from cnnlib.ops import conv, pool

PARTS = [
    f"a3.{name}"
    for name in (
        "chain_rule",
        "numeric_gradient",
        "relu",
        "max_pool2d_forward",
        "max_pool2d_backward",
        "avg_pool2d",
        "cross_channel_pool",
        "conv2d_backward",
        "conv_transpose2d",
    )
]


def points(part, *functions, seed=0):
    report = run_check(part, *functions, seed=seed)
    return report.points, report.mistake


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("seed", range(5, 10))
def test_kinds_of_cases_do_not_depend_on_the_seed(part, seed):
    def kinds(seed):
        return [(case.group, type(case.act), type(case.expect)) for case in load_part(part).cases(seed)]

    assert kinds(seed) == kinds(0)


# The right answers are those of PyTorch


def tensors(*arrays):
    return [torch.tensor(np.asarray(array, np.float64), requires_grad=True) for array in arrays]


def close(found, expected):
    rtol = 1e-5 if found.dtype == np.float32 else 1e-10
    expected = expected.detach().numpy()
    np.testing.assert_allclose(found, expected, rtol=rtol, atol=rtol * max(np.abs(expected).max(), 1))


def calls(part, seed):
    return [(c.act, c.expect) for c in load_part(part).cases(seed) if isinstance(c.act, Call)]


@pytest.mark.parametrize("seed", range(2))
def test_gradients_of_the_convolution_are_those_of_pytorch(seed):
    for call, expect in calls("a3.conv2d_backward", seed):
        dout, (x, w, b, stride, padding) = call.args
        given = tensors(x, w, b)
        out = torch.nn.functional.conv2d(*given, stride=stride, padding=padding)
        out.backward(torch.tensor(np.asarray(dout, np.float64)))
        for found, tensor in zip(expect, given, strict=True):
            if isinstance(found, np.ndarray):
                close(found, tensor.grad)


def pooled_by_torch(x, kernel, stride=None, padding=0):
    return torch.nn.functional.max_pool2d(x, kernel, stride, padding)


def averaged_by_torch(x, kernel, stride=None):
    return torch.nn.functional.avg_pool2d(x, kernel, stride)


def over_channels_by_torch(x, group):
    return x.unflatten(1, (-1, group)).max(dim=2).values


@pytest.mark.parametrize(
    ("part", "by_torch"),
    [
        ("a3.relu", torch.relu),
        ("a3.max_pool2d_forward", pooled_by_torch),
        ("a3.max_pool2d_backward", pooled_by_torch),
        ("a3.avg_pool2d", averaged_by_torch),
        ("a3.cross_channel_pool", over_channels_by_torch),
    ],
)
@pytest.mark.parametrize("seed", range(2))
def test_pooling_is_that_of_pytorch(part, by_torch, seed):
    for call, expect in calls(part, seed):
        if not (len(call.args) > 1 and isinstance(call.args[1], CacheOf)):
            close(expect[0], by_torch(*tensors(call.args[0]), *call.args[1:], **call.kwargs))
            continue
        forward = call.args[1]
        (x,) = tensors(forward.args[0])
        out = by_torch(x, *forward.args[1:], **forward.kwargs)
        out.backward(torch.tensor(np.asarray(call.args[0], np.float64)))
        close(expect, x.grad)


@pytest.mark.parametrize("seed", range(2))
def test_the_graph_by_hand_is_that_of_pytorch(seed):
    for call, expect in calls("a3.chain_rule", seed):
        given = tensors(*call.args)
        x, t, w1, b1, w2, b2 = given
        (w2 * torch.relu(w1 * x + b1) + b2 - t).square().backward()
        for key, tensor in zip(("x", "w1", "b1", "w2", "b2"), (x, w1, b1, w2, b2), strict=True):
            assert expect[key] is ANY or expect[key] == pytest.approx(tensor.grad.item(), abs=1e-12)


@pytest.mark.parametrize("seed", range(2))
def test_the_transposed_convolution_is_that_of_pytorch(seed):
    for call, expect in calls("a3.conv_transpose2d", seed):
        close(expect, torch.nn.functional.conv_transpose2d(*tensors(*call.args[:3]), *call.args[3:]))


# What is right is accepted


def librarys(dout, cache):
    """The library's own backward pass, whose cache is another."""
    return conv.conv2d_backward(dout, conv.conv2d_forward(*cache)[1])


def through_spectra(dout, cache):
    """Rounding of another kind, and a list."""
    gradients = term_by_term(dout, cache)
    return [np.fft.ifft(np.fft.fft(g)).real.astype(g.dtype) for g in gradients]


@pytest.mark.parametrize("right", [librarys, through_spectra])
@pytest.mark.parametrize("seed", range(3))
def test_right_gradients_of_other_styles_are_accepted(right, seed):
    assert points("a3.conv2d_backward", right, seed=seed) == (16, None)


def winners_kept(x, kernel, stride=None, padding=0):
    """Keeps the numbers of the winning pixels, and of x nothing but its shape."""
    out, _ = pool.max_pool2d_forward(x, kernel, stride, padding)
    kernel, (down, across), (rows, columns) = (
        (option, option) if isinstance(option, int) else option
        for option in (kernel, kernel if stride is None else stride, padding)
    )
    border = ((0, 0), (0, 0), (rows, rows), (columns, columns))
    numbers = np.broadcast_to(np.arange(x[0, 0].size).reshape(x.shape[2:]), x.shape)
    seen, picked = (
        np.lib.stride_tricks.sliding_window_view(array, kernel, axis=(2, 3))[:, :, ::down, ::across].reshape(
            *out.shape, -1
        )
        for array in (np.pad(x, border, constant_values=-np.inf), np.pad(numbers, border))
    )
    won = np.take_along_axis(picked, seen.argmax(-1)[..., None], -1)[..., 0]
    return out, {"shape": x.shape, "won": won}


def winners_paid(dout, cache):
    n, c, height, width = cache["shape"]
    dx = np.zeros((n, c, height * width), dout.dtype)
    for place in np.ndindex(n, c):
        np.add.at(dx[place], cache["won"][place].ravel(), dout[place].ravel())
    return dx.reshape(cache["shape"])


@pytest.mark.parametrize("seed", range(3))
def test_a_cache_of_another_kind_is_the_students_own_business(seed):
    winners_kept.__name__, winners_paid.__name__ = "max_pool2d_forward", "max_pool2d_backward"
    assert points("a3.max_pool2d_backward", winners_kept, winners_paid, seed=seed) == (9, None)


def test_each_gradient_of_a_convolution_earns_its_points_alone():
    def bias_alone(dout, cache):
        return None, None, dout.sum((0, 2, 3))

    def without_dx(dout, cache):
        return None, *term_by_term(dout, cache)[1:]

    assert points("a3.conv2d_backward", bias_alone)[0] == 1.5
    assert points("a3.conv2d_backward", without_dx)[0] == 4.5


def test_a_cache_outside_the_cache_is_found():
    kept = {}

    def forward(x, kernel, stride=None, padding=0):
        out, kept["cache"] = pool.max_pool2d_forward(x, kernel, stride, padding)
        return out, None

    def backward(dout, cache):
        return pool.max_pool2d_backward(dout, kept["cache"])

    assert points("a3.max_pool2d_backward", forward, backward)[0] == 8  # two layers in a row


def test_a_pair_where_an_output_belongs_is_named_whatever_its_cache_is():
    right = load_part("a3.conv_transpose2d").reference("conv_transpose2d")

    for cache in ({"x": 1}, None, np.ones(3)):
        report = run_check(
            "a3.conv_transpose2d", lambda *rest, cache=cache, **options: (right(*rest, **options), cache)
        )
        assert report.mistake == "pair_returned"


def test_whole_numbers_are_gradients_too():
    def gradients(x, t, w1, b1, w2, b2):
        z = w1 * x + b1
        dy = 2 * (w2 * max(0, z) + b2 - t)
        dz = dy * w2 if z > 0 else 0
        return {
            "x": dz * w1 if dz else 0,
            "w1": dz * x if dz else 0,
            "b1": dz,
            "w2": dy * max(0, z),
            "b2": dy,
        }

    gradients.__name__ = "two_layer_gradients"
    assert points("a3.chain_rule", gradients) == (7, None)


def test_x_that_is_nearly_what_it_was_costs_its_group_alone():
    def gradient(f, x, h=1e-5):
        found = np.zeros(x.shape)
        for place in np.ndindex(x.shape):
            x[place] += h
            found[place] = f(x)
            x[place] -= 2 * h
            found[place] = (found[place] - f(x)) / (2 * h)
            x[place] += h
        return found

    for seed in range(20):
        assert points("a3.numeric_gradient", gradient, seed=seed) == (4.5, "added_and_taken_away")


# What a report says


def report_on(part, name):
    part = load_part(part)
    mistake = part.mistakes[name]
    return run_check(part.id, *part.with_(**{mistake.of: mistake.around(part.reference(mistake.of))}))


@pytest.mark.parametrize(
    ("part", "mistake", "words"),
    [
        (
            "a3.conv2d_backward",
            "dw_averaged",
            "Every value of dw is 1/3 of what it should be, and there are 3 images",
        ),
        (
            "a3.conv2d_backward",
            "dx_stride_ignored",
            "The sum of all values of dx is right, their places are not",
        ),
        ("a3.conv2d_backward", "dx_with_its_border", "dx is wrong, dw and db are right"),
        ("a3.avg_pool2d", "dx_not_divided", "Every value of dx is 4 times what it should be"),
    ],
)
def test_a_report_says_what_is_wrong_with_a_gradient(part, mistake, words):
    report = report_on(part, mistake)
    assert report.mistake == mistake and words in report.shown.message


def test_the_smallest_case_is_shown():
    shown = report_on("a3.conv2d_backward", "dx_overwritten").shown
    assert "# dout (1, 1, 2, 2), cache[0] (1, 1, 3, 3)" in shown.call
    shown = report_on("a3.max_pool2d_backward", "all_maxima_get_it").shown
    assert shown.call.startswith(
        "# dout (1, 1, 1, 2), x (1, 1, 2, 4); dx (1, 1, 2, 4)\nout, cache = max_pool2d_"
    )


@pytest.mark.parametrize(
    "names",
    [
        ("dx_overwritten", "dw_averaged"),
        ("dw_flipped", "db_of_the_images"),
        ("dx_with_its_border", "db_keeps_its_axes"),
    ],
)
def test_faults_in_two_gradients_are_named_together_or_not_at_all(names):
    part = load_part("a3.conv2d_backward")
    right = part.reference("conv2d_backward")
    both = functools.reduce(lambda f, name: part.mistakes[name].around(f), names, right)
    _, mistake = points("a3.conv2d_backward", both)
    assert mistake is None or set(mistake.split(" + ")) == set(names)


def test_arguments_have_pairs_in_their_cache():
    dout, (_, _, b, stride, padding) = arguments(
        np.random.default_rng(0), (2, 1, 5, 4), (3, 1, 2, 2), stride=2
    )
    assert dout.shape == (2, 3, 2, 2) and (stride, padding) == ((2, 2), (0, 0)) and b.shape == (3,)
