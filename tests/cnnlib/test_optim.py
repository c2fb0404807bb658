"""cnnlib.optim: step by step the same as torch.optim in float64."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnnlib import optim

PAIRS = {
    "SGD": (lambda lr: optim.SGD(lr), lambda p, lr: torch.optim.SGD(p, lr)),
    "Momentum": (
        lambda lr: optim.Momentum(lr, 0.8),
        lambda p, lr: torch.optim.SGD(p, lr, momentum=0.8),
    ),
    "RMSProp": (
        lambda lr: optim.RMSProp(lr, 0.95, 1e-6),
        lambda p, lr: torch.optim.RMSprop(p, lr, alpha=0.95, eps=1e-6),
    ),
    "Adadelta": (
        lambda lr: optim.Adadelta(lr, 0.8, 1e-5),
        lambda p, lr: torch.optim.Adadelta(p, lr, rho=0.8, eps=1e-5),
    ),
    "Adam": (
        lambda lr: optim.Adam(lr, 0.8, 0.99, 1e-6),
        lambda p, lr: torch.optim.Adam(p, lr, betas=(0.8, 0.99), eps=1e-6),
    ),
}
DEFAULTS = {
    "Momentum": (optim.Momentum(0.1), torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    "RMSProp": (optim.RMSProp(0.01), torch.optim.RMSprop, {"lr": 0.01}),
    "Adadelta": (optim.Adadelta(), torch.optim.Adadelta, {}),
    "Adam": (optim.Adam(), torch.optim.Adam, {}),
}


def drawn(seed, dtype=np.float64):
    """Two parameters, and a generator for their gradients."""
    rng = np.random.default_rng(seed)
    return {"a.w": rng.normal(size=(3, 2)).astype(dtype), "a.b": rng.normal(size=4).astype(dtype)}, rng


def compare(ours, make_theirs, seed, steps):
    parameters, rng = drawn(seed)
    tensors = {name: torch.tensor(w, requires_grad=True) for name, w in parameters.items()}
    theirs = make_theirs(tensors.values())
    for _ in range(steps):
        gradients = {name: rng.normal(size=w.shape) for name, w in parameters.items()}
        ours.step(parameters, gradients)
        for name, tensor in tensors.items():
            tensor.grad = torch.tensor(gradients[name])
        theirs.step()
        for name, tensor in tensors.items():
            np.testing.assert_allclose(parameters[name], tensor.detach().numpy(), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", PAIRS)
@given(seed=st.integers(0, 2**32 - 1), lr=st.floats(1e-4, 1), steps=st.integers(1, 8))
def test_every_step_is_torchs(name, seed, lr, steps):
    ours, theirs = PAIRS[name]
    compare(ours(lr), lambda p: theirs(p, lr), seed, steps)


@pytest.mark.parametrize("name", DEFAULTS)
def test_defaults_are_torchs(name):
    ours, theirs, settings = DEFAULTS[name]
    compare(ours, lambda p: theirs(p, **settings), seed=1, steps=5)


@pytest.mark.parametrize("name", PAIRS)
def test_the_state_goes_on_bit_for_bit(name):
    make = PAIRS[name][0]
    parameters, rng = drawn(3)
    first = make(0.1)
    steps = [{key: rng.normal(size=w.shape) for key, w in parameters.items()} for _ in range(6)]
    for gradients in steps[:3]:
        first.step(parameters, gradients)
    second, copies = make(0.1), {key: w.copy() for key, w in parameters.items()}
    second.load(first.state())
    for gradients in steps[3:]:
        first.step(parameters, gradients)
        second.step(copies, gradients)
    for key, w in parameters.items():
        assert np.array_equal(w, copies[key])
    assert second.steps == 6


@pytest.mark.parametrize("name", PAIRS)
def test_float32_stays_and_gradients_are_left_alone(name):
    parameters, rng = drawn(0, np.float32)
    gradients = {key: rng.normal(size=w.shape).astype(np.float32) for key, w in parameters.items()}
    before = {key: g.copy() for key, g in gradients.items()}
    optimizer = PAIRS[name][0](0.1)
    for _ in range(2):
        optimizer.step(parameters, gradients)
    assert all(w.dtype == np.float32 for w in parameters.values())
    assert all(a.dtype == np.float32 for kept in optimizer.memory.values() for a in kept.values())
    assert all(np.array_equal(g, before[key]) for key, g in gradients.items())


def torch_rates(scheduler, lr, epochs, **settings):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr)
    schedule = scheduler(optimizer, **settings)
    rates = []
    for _ in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return rates


@pytest.mark.parametrize(
    ("schedule", "scheduler", "settings"),
    [
        (optim.step_decay(0.4, 3, 0.5), torch.optim.lr_scheduler.StepLR, {"step_size": 3, "gamma": 0.5}),
        (
            optim.cosine(0.4, 10, 0.01),
            torch.optim.lr_scheduler.CosineAnnealingLR,
            {"T_max": 10, "eta_min": 0.01},
        ),
        (optim.warmup(lambda _: 0.4, 5), torch.optim.lr_scheduler.LinearLR, {}),
    ],
)
def test_schedules_are_torchs(schedule, scheduler, settings):
    expected = torch_rates(scheduler, 0.4, 10, **settings)
    assert [schedule(epoch) for epoch in range(10)] == pytest.approx(expected, rel=1e-12)


def test_schedules_after_their_end_and_between_epochs():
    assert optim.cosine(1.0, 4, 0.1)(9) == pytest.approx(0.1)
    assert optim.cosine(1.0, 4)(2.0) == pytest.approx(0.5)
    assert optim.warmup(optim.step_decay(1.0, 4, 0.1), 2, start=0)(1.0) == pytest.approx(0.5)
    assert optim.warmup(optim.step_decay(1.0, 4, 0.1), 2)(5) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda: optim.SGD(-1), "lr is -1"),
        (lambda: optim.SGD(float("nan")), "lr is nan"),
        (lambda: optim.Momentum(0.1, 1), "momentum is 1"),
        (lambda: optim.Adam(beta2=1.5), "beta2 is 1.5"),
        (lambda: optim.RMSProp(0.1, eps=-1), "eps is -1"),
        (lambda: optim.step_decay(0.1, 0), "every is 0"),
        (lambda: optim.cosine(0.1, 0), "epochs is 0"),
        (lambda: optim.warmup(optim.cosine(0.1, 5), -1), "epochs is -1"),
    ],
)
def test_numbers_out_of_range_are_named(call, match):
    with pytest.raises(ValueError, match=match):
        call()


def test_what_does_not_belong_together_changes_nothing():
    parameters, _ = drawn(0)
    before = {key: w.copy() for key, w in parameters.items()}
    optimizer = optim.Momentum(0.1)
    with pytest.raises(ValueError, match=r"a\.b has no gradient"):
        optimizer.step(parameters, {"a.w": np.ones((3, 2))})
    with pytest.raises(ValueError, match=r"a\.b has shape \(4,\), its gradient has shape \(1,\)"):
        optimizer.step(parameters, {"a.w": np.ones((3, 2)), "a.b": np.ones(1)})
    optimizer.load({"steps": np.array(1), "a.b.v": np.ones(1)})
    with pytest.raises(ValueError, match=r"the optimiser remembers \(1,\)"):
        optimizer.step({"a.b": parameters["a.b"]}, {"a.b": np.ones(4)})
    assert all(np.array_equal(w, before[key]) for key, w in parameters.items())


@pytest.mark.parametrize("state", [{"steps": np.array(1), "w.s": np.ones(2)}, {"w.v": np.ones(2)}])
def test_another_optimisers_state_is_refused(state):
    optimizer = optim.Momentum(0.1)
    with pytest.raises(ValueError, match="unexpected 'w.s'|not complete"):
        optimizer.load(state)
    assert optimizer.steps == 0 and not optimizer.memory
