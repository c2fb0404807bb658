"""The checks of the fully connected layer and of the two losses: right answers, styles, and what a report says."""

import functools

import numpy as np
import pytest
import torch

from autograder import run_check
from autograder.assignments import load_part
from autograder.part import CacheOf, Call

PARTS = ("a3.linear", "a3.softmax_loss", "a3.svm_loss")
TORCHS = {
    "a3.softmax_loss": torch.nn.functional.cross_entropy,
    "a3.svm_loss": lambda scores, y: torch.nn.functional.multi_margin_loss(scores, y) * scores.shape[1],
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("seed", range(5, 10))
def test_kinds_of_cases_do_not_depend_on_the_seed(part, seed):
    def kinds(seed):
        return [(case.group, type(case.act), type(case.expect)) for case in load_part(part).cases(seed)]

    assert kinds(seed) == kinds(0)


def calls(part, seed):
    cases = load_part(part).cases(seed)
    return [(case.act, case.expect) for case in cases if isinstance(case.act, Call)]


def tensor(array, **options):
    return torch.tensor(np.asarray(array, np.float64), **options)


def close(found, expected):
    if isinstance(found, np.ndarray | float):
        rtol = 1e-5 if getattr(found, "dtype", None) == np.float32 else 1e-10
        np.testing.assert_allclose(found, expected.detach().numpy(), rtol=rtol, atol=rtol)


# The right answers are those of PyTorch


@pytest.mark.parametrize("seed", range(2))
def test_the_layer_is_that_of_pytorch(seed):
    for call, expect in calls("a3.linear", seed):
        backwards = isinstance(call.args[-1], CacheOf)
        given = [tensor(a, requires_grad=True) for a in (call.args[-1].args if backwards else call.args)]
        out = torch.nn.functional.linear(given[0].flatten(1), *given[1:])
        if not backwards:
            close(expect[0], out)
            continue
        out.backward(tensor(call.args[0]))
        for found, one in zip(expect, given, strict=True):
            close(found, one.grad)


@pytest.mark.parametrize("part", TORCHS)
@pytest.mark.parametrize("seed", range(2))
def test_losses_are_those_of_pytorch(part, seed):
    for call, (loss, dscores) in calls(part, seed):
        scores = tensor(call.args[0], requires_grad=True)
        found = TORCHS[part](scores, torch.tensor(np.asarray(call.args[1])))
        found.backward()
        close(loss, found)
        if not at_the_hinge(part, *call.args):  # PyTorch's slope is 1 there
            close(dscores, scores.grad)


def at_the_hinge(part, scores, y):
    margins = scores - scores[np.arange(len(y)), y][:, None] + 1
    return part == "a3.svm_loss" and bool((margins == 0).any())


# What is right is accepted


def by_torch(part, scores, y):
    given = torch.tensor(np.array(scores), requires_grad=True)
    loss = TORCHS[part](given, torch.tensor(np.array(y)))
    loss.backward()
    return loss.item(), given.grad.numpy()


@pytest.mark.parametrize("seed", range(3))
def test_pytorchs_own_softmax_is_accepted(seed):
    report = run_check("a3.softmax_loss", functools.partial(by_torch, "a3.softmax_loss"), seed=seed)
    assert (report.points, report.mistake) == (9, None)


def test_each_half_of_a_loss_earns_its_points_alone():
    def gradient_alone(scores, y):
        return None, load_part("a3.svm_loss").reference("svm_loss")(scores, y)[1]

    assert run_check("a3.svm_loss", gradient_alone, seed=0).points == 3


def test_each_gradient_of_the_layer_earns_its_points_alone():
    def linear_forward(x, w, b):
        return x.reshape(len(x), -1) @ w.T + b, None

    def linear_backward(dout, cache):
        return None, None, dout.sum(axis=0)

    assert run_check("a3.linear", linear_forward, linear_backward, seed=0).points == 3.5


# What a report says


def wrong(part, *names):
    """A program with these mistakes in one function, the last of them outermost."""
    of = part.mistakes[names[0]].of
    made = functools.reduce(lambda f, name: part.mistakes[name].around(f), names, part.reference(of))
    return part.with_(**{of: made})


@pytest.mark.parametrize(
    ("part", "mistake", "words"),
    [
        ("a3.linear", "dw_transposed", "dw has shape (2, 1); expected (1, 2)"),
        (
            "a3.linear",
            "all_averaged",
            "Every value of dx is 1/3 of what it should be, and there are 3 images",
        ),
        ("a3.softmax_loss", "gradient_summed", "Every value of dscores is 2 times what it should be"),
        ("a3.svm_loss", "loss_summed", "loss = 4.0; expected 2.0"),
    ],
)
def test_a_report_says_what_is_wrong(part, mistake, words):
    part = load_part(part)
    report = run_check(part.id, *wrong(part, mistake))
    messages = [case.message for case in report.cases if case.message]
    assert report.mistake == mistake and any(words in message for message in messages), messages


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("a3.linear", ("dw_averaged", "db_of_the_examples")),
        ("a3.linear", ("dx_stays_flat", "dw_transposed")),
        ("a3.softmax_loss", ("maximum_not_subtracted", "loss_summed")),
        ("a3.svm_loss", ("right_class_in_the_loss", "right_class_left_at_zero")),
    ],
)
def test_two_faults_are_named_together_or_not_at_all(part, names):
    part = load_part(part)
    mistake = run_check(part.id, *wrong(part, *names), seed=0).mistake
    assert mistake is None or set(mistake.split(" + ")) == set(names)


@pytest.mark.parametrize("digits", [15, 12, 10])
def test_a_tiny_number_in_the_logarithm_costs_the_large_scores_alone(digits):
    def softmax_loss(scores, y):
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        loss = -np.log(chances[np.arange(len(y)), y] + 10.0**-digits).mean()
        chances[np.arange(len(y)), y] -= 1
        return loss, chances / len(y)

    report = run_check("a3.softmax_loss", softmax_loss, seed=3)
    assert report.points == 6.5 and report.mistake == f"kept_from_zero_by_ten_to_minus_{digits}"
