"""cnnlib.train: the loop learns, stops at Ctrl-C, and goes on bit for bit."""

import signal
import threading
from math import log
from pathlib import Path

import numpy as np
import pytest
import torch
from threadpoolctl import threadpool_limits

from cnnlib import data, models, optim, train
from cnnlib.layers import BatchNorm2d, Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU
from cnnlib.net import Sequential
from cnnlib.ops import losses, penalties

FASHION = Path(__file__).resolve().parents[3] / "shared" / "data" / "fashion-mnist"
MAKE = {
    "Momentum": lambda: optim.Momentum(0.05),
    "RMSProp": lambda: optim.RMSProp(1e-3),
    "Adadelta": lambda: optim.Adadelta(),
    "Adam": lambda: optim.Adam(2e-3),
}


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """On a busy machine, several threads for small matrices wait for one another most of the time."""
    with threadpool_limits(1):
        yield


def small_net(seed=0):
    """Every kind of state: weights, running statistics, a generator of its own."""
    rng = np.random.default_rng(seed)
    layers = [Conv2d(1, 4, 3, rng, padding=1), BatchNorm2d(4), ReLU(), MaxPool2d(2), Flatten()]
    return Sequential((1, 8, 8), [*layers, Dropout(0.3, rng), Linear(64, 10, rng)])


def small_data(n=150, seed=0):
    """Images of which one corner is bright: the label says which of ten places."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(n, 1, 8, 8)).astype(np.float32), rng.integers(0, 10, n)
    x[np.arange(n), 0, y // 4 * 2, y % 4 * 2] += 6
    return x, y


def noise(x, rng):
    return x + rng.normal(0, 0.1, x.shape).astype(x.dtype)


def run(net, epochs, optimizer, rng, augment=noise, **options):
    x, y = small_data()
    schedule = optim.cosine(optimizer.lr, 4)
    settings = {"batch_size": 32, "progress": False, "validation": small_data(60, 1)}
    settings |= {"schedule": schedule, "augment": augment, "epochs": epochs}
    return train.fit(net, x, y, optimizer=optimizer, rng=rng, **settings | options)


def assert_same(first, second):
    assert first.keys() == second.keys()
    assert all(np.array_equal(array, second[name]) for name, array in first.items())


@pytest.mark.parametrize("name", MAKE)
def test_fit_learns(name):
    net = small_net()
    x, y = small_data(400)
    assert train.evaluate(net, *small_data(200, 1))[1] < 0.4
    history = train.fit(
        *(net, x, y),
        epochs=8,
        optimizer=MAKE[name](),
        rng=np.random.default_rng(0),
        batch_size=20,
        progress=False,
    )
    assert train.evaluate(net, *small_data(200, 1))[1] > 0.9
    assert [row["epoch"] for row in history.rows] == list(range(1, 9)) and not history.stopped
    assert history.rows[-1]["loss"] < history.rows[0]["loss"]


def test_the_history_of_an_epoch():
    net = small_net()
    optimizer = optim.SGD(0.0)  # stands still, so that every batch meets the same net
    validation = small_data(60, 1)
    history = run(net, 2, optimizer, np.random.default_rng(0), augment=None, validation=validation)
    row = history.rows[0]
    assert list(row) == ["epoch", "lr", "loss", "accuracy", "validation_loss", "validation_accuracy"]
    assert 1.5 < row["loss"] < 4 and 0 <= row["accuracy"] <= 1
    assert (history.rows[-1]["validation_loss"], history.rows[-1]["validation_accuracy"]) == train.evaluate(
        net, *validation
    )


@pytest.mark.parametrize("name", MAKE)
def test_a_run_in_parts_ends_bit_for_bit_as_one_in_one_piece(name, tmp_path, capsys):
    whole, parts = small_net(), small_net()
    rng = np.random.default_rng(5)
    history = run(whole, 4, MAKE[name](), rng)
    path = tmp_path / "folder" / "run.npz"
    run(parts, 2, MAKE[name](), np.random.default_rng(5), checkpoint=path)
    another, optimizer, other_rng = small_net(9), MAKE[name](), np.random.default_rng(77)
    resumed = run(another, 4, optimizer, other_rng, checkpoint=path)
    assert_same(whole.state(), another.state())
    assert resumed.rows == history.rows
    assert other_rng.bit_generator.state == rng.bit_generator.state
    assert "2 epochs done" in capsys.readouterr().out
    assert run(small_net(3), 4, MAKE[name](), np.random.default_rng(0), checkpoint=path).rows == history.rows


@pytest.mark.parametrize("at", [1, 5, 8, 10])  # of 5 batches an epoch: first, last, in the middle
def test_ctrl_c_keeps_what_was_learned_and_goes_on_bit_for_bit(at, tmp_path, capsys):
    whole, parts = small_net(), small_net()
    history = run(whole, 3, optim.Adam(), np.random.default_rng(5))
    calls = []

    def pressed(x, rng):
        calls.append(1)
        if len(calls) == at:
            signal.raise_signal(signal.SIGINT)
        return noise(x, rng)

    path, before = tmp_path / "run.npz", signal.getsignal(signal.SIGINT)
    stopped = run(parts, 3, optim.Adam(), np.random.default_rng(5), augment=pressed, checkpoint=path)
    assert signal.getsignal(signal.SIGINT) is before
    assert stopped.stopped and len(calls) == at and len(stopped.rows) == at // 5
    assert "keeps what it has learned" in capsys.readouterr().out
    assert any(not np.array_equal(array, small_net().state()[name]) for name, array in parts.state().items())
    another = small_net(9)
    resumed = run(another, 3, optim.Adam(), np.random.default_rng(1), checkpoint=path)
    assert_same(whole.state(), another.state())
    assert resumed.rows == history.rows and not resumed.stopped


def test_ctrl_c_twice_stops_at_once():
    def pressed(x, rng):
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        run(small_net(), 1, optim.Adam(), np.random.default_rng(5), augment=pressed)
    assert signal.getsignal(signal.SIGINT) is before


def test_fit_works_in_another_thread():
    done = []
    thread = threading.Thread(
        target=lambda: done.append(run(small_net(), 1, optim.Adam(), np.random.default_rng(5)))
    )
    thread.start()
    thread.join()
    assert len(done[0].rows) == 1


@pytest.mark.parametrize("bits", [np.random.MT19937, np.random.Philox, np.random.SFC64])
def test_other_generators_go_on_too(bits, tmp_path):
    whole, another = small_net(), small_net()
    history = run(whole, 2, optim.Adam(), np.random.Generator(bits(5)))
    run(small_net(), 1, optim.Adam(), np.random.Generator(bits(5)), checkpoint=tmp_path / "run.npz")
    resumed = run(another, 2, optim.Adam(), np.random.Generator(bits(6)), checkpoint=tmp_path / "run.npz")
    assert resumed.rows == history.rows
    assert_same(whole.state(), another.state())


def test_a_checkpoint_holds_no_pickle(tmp_path):
    path = tmp_path / "run.npz"
    run(small_net(), 1, optim.Adam(), np.random.default_rng(5), checkpoint=path)
    assert [file.name for file in tmp_path.iterdir()] == ["run.npz"]
    with np.load(path, allow_pickle=False) as archive:
        assert {archive[name].dtype.kind for name in archive.files} <= set("fiuU")


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"batch_size": 16}, "batch_size"),
        ({"optimizer": optim.Momentum(0.1)}, "unexpected 'conv1.w.m'"),
        ({"net": lambda: models.lenet5(np.random.default_rng(0), (1, 8, 8))}, "not a checkpoint of this run"),
        ({"rng": np.random.Generator(np.random.MT19937(0))}, "MT19937"),
    ],
)
def test_another_runs_checkpoint_changes_nothing(change, match, tmp_path):
    path = tmp_path / "run.npz"
    run(small_net(), 1, optim.Adam(), np.random.default_rng(5), checkpoint=path)
    net = change.get("net", small_net)()
    optimizer, rng = change.get("optimizer", optim.Adam()), change.get("rng", np.random.default_rng(5))
    before, drawn, written = net.state(), str(rng.bit_generator.state), path.read_bytes()
    options = {"batch_size": change.get("batch_size", 32)}
    with pytest.raises(ValueError, match=match) as caught:
        run(net, 2, optimizer, rng, checkpoint=path, **options)
    assert "delete it" in str(caught.value)
    assert_same(before, net.state())
    assert optimizer.steps == 0 and not optimizer.memory
    assert str(rng.bit_generator.state) == drawn and path.read_bytes() == written


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"x" * len(b)])
def test_a_damaged_checkpoint_is_named(damage, tmp_path):
    path = tmp_path / "run.npz"
    run(small_net(), 1, optim.Adam(), np.random.default_rng(5), checkpoint=path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match="run.npz cannot be read"):
        run(small_net(), 2, optim.Adam(), np.random.default_rng(5), checkpoint=path)


def test_the_penalty_moves_weights_and_not_biases():
    x, y = small_data(20)
    nets = [small_net(), small_net()]
    steps = []
    for net, penalty in zip(nets, (None, lambda w: penalties.l2_penalty(w, 0.5)), strict=True):
        before = net.state()
        loss, _ = train.train_step(net, optim.SGD(1.0), x, y, penalty=penalty)
        steps.append({name: net.parameters[name] - before[name] for name in net.parameters} | {"loss": loss})
    plain, decayed = steps
    assert plain["loss"] == decayed["loss"]
    for name, step in plain.items():
        expected = step - 0.5 * before[name] if name.endswith(".w") else step
        np.testing.assert_allclose(decayed[name], expected, atol=1e-6)


def test_the_hinge_loss_trains_too():
    net, x, y = small_net(), *small_data(300)
    train.fit(
        *(net, x, y),
        epochs=10,
        optimizer=optim.Adam(),
        rng=np.random.default_rng(0),
        batch_size=20,
        loss=losses.svm_loss,
        progress=False,
    )
    assert train.evaluate(net, x, y, loss=losses.svm_loss)[1] > 0.8


def test_the_schedule_sees_time_in_epochs():
    times = []
    run(small_net(), 2, optim.Adam(), np.random.default_rng(0), schedule=lambda t: times.append(t) or 0.1)
    assert times == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8])


def test_every_image_is_seen_once_an_epoch():
    seen = []
    run(small_net(), 2, optim.Adam(), np.random.default_rng(0), augment=lambda x, rng: seen.append(x) or x)
    x, _ = small_data()
    first, second = np.concatenate(seen[:5]), np.concatenate(seen[5:])
    assert not np.array_equal(first, second)
    for epoch in (first, second):
        assert np.array_equal(np.sort(epoch.sum((1, 2, 3))), np.sort(x.sum((1, 2, 3))))
    assert [len(batch) for batch in seen] == [32, 32, 32, 32, 22] * 2


def test_float64_images_are_taken_in_the_nets_dtype():
    (x, y), net = small_data(), small_net()
    train.fit(*(net, x.astype(float), y), epochs=1, optimizer=optim.Adam(), rng=np.random.default_rng(0))
    assert {w.dtype for w in net.gradients.values()} == {np.dtype(np.float32)}
    assert train.predict(net, x.astype(float), batch_size=7).tolist() == train.predict(net, x).tolist()


def test_the_bar_tells_how_far_it_is(capsys):
    run(small_net(), 2, optim.Adam(), np.random.default_rng(0), progress=True)
    shown = capsys.readouterr().err
    assert "epoch 2" in shown and "10/10" in shown and "validation_accuracy" in shown
    run(small_net(), 2, optim.Adam(), np.random.default_rng(0))
    assert capsys.readouterr().err == ""


def test_options_are_given_by_name():
    net, (x, y) = small_net(), small_data(4)
    with pytest.raises(TypeError, match="positional"):
        train.train_step(net, optim.SGD(0.1), x, y, losses.svm_loss)
    with pytest.raises(TypeError, match="positional"):
        train.evaluate(net, x, y, losses.svm_loss)
    with pytest.raises(TypeError, match="positional"):
        train.predict(net, x, 2)


GOOD = small_data(4)


@pytest.mark.parametrize(
    ("x", "y", "error", "match"),
    [
        ((GOOD[0] * 9).astype(np.uint8), GOOD[1], TypeError, "x has dtype uint8.*/ 255"),
        (GOOD[0], GOOD[1].astype(float), TypeError, "y has dtype float64"),
        (GOOD[0], GOOD[1][:3], ValueError, r"y has shape \(3,\), x has shape \(4, 1, 8, 8\)"),
        (GOOD[0], GOOD[1][:, None], ValueError, "one label an image"),
        (GOOD[0].tolist(), GOOD[1], TypeError, "x is a list"),
        (GOOD[0][:0], GOOD[1][:0], ValueError, "x has no images"),
        (GOOD[0][:, 0], GOOD[1], ValueError, "conv1: "),
    ],
)
def test_wrong_data_is_named(x, y, error, match):
    with pytest.raises(error, match=match):
        train.fit(small_net(), x, y, epochs=1, optimizer=optim.SGD(0.1), rng=np.random.default_rng(0))


def test_a_loss_that_is_not_a_number_stops_the_run():
    x, y = small_data(40)
    x[3] = np.nan
    with pytest.raises(FloatingPointError, match="loss is nan in epoch 1, batch 1.*learning rate, 0.1"):
        train.fit(small_net(), x, y, epochs=1, optimizer=optim.SGD(0.1), rng=np.random.default_rng(0))


def test_lenet5_trains_as_torchs_does():
    rng = np.random.default_rng(0)
    net, theirs = models.lenet5(rng, (1, 12, 12), dtype=np.float64), torch_lenet5(450)
    copy_weights(net, theirs)
    ours, optimizer = optim.Momentum(0.05), torch.optim.SGD(theirs.parameters(), 0.05, momentum=0.9)
    for _ in range(5):
        x, y = rng.normal(size=(16, 1, 12, 12)), rng.integers(0, 10, 16)
        loss, _ = train.train_step(net, ours, x, y)
        optimizer.zero_grad()
        expected = torch.nn.functional.cross_entropy(theirs(torch.tensor(x)), torch.tensor(y))
        expected.backward()
        optimizer.step()
        assert loss == pytest.approx(expected.item(), rel=1e-10)


def torch_lenet5(features):
    nn = torch.nn
    stages = [nn.Conv2d(1, 20, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)]
    stages += [nn.Conv2d(20, 50, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(
        *stages, nn.Flatten(), nn.Linear(features, 500), nn.ReLU(), nn.Linear(500, 10)
    ).double()


def copy_weights(net, theirs):
    with torch.no_grad():
        for tensor, array in zip(theirs.parameters(), net.parameters.values(), strict=True):
            tensor.copy_(torch.tensor(array))


@pytest.mark.parametrize("build", [models.lenet5, models.small_vgg])
def test_the_sanity_ladder(build):
    """The first loss is log C; fifty images are learned by heart."""
    rng = np.random.default_rng(0)
    digits = data.digits().normalised()
    x, y = digits.train_images[:50], digits.train_labels[:50]
    net = build(rng, x.shape[1:])
    assert train.evaluate(net, x, y)[0] == pytest.approx(log(10), rel=0.02)
    train.fit(net, x, y, epochs=20, optimizer=optim.Adam(), rng=rng, batch_size=25, progress=False)
    loss, accuracy = train.evaluate(net, x, y)
    assert accuracy == 1 and loss < 0.1


@pytest.mark.slow
def test_lenet5_learns_the_digits():
    digits = data.digits().normalised()
    rng = np.random.default_rng(1)
    net = models.lenet5(rng, digits.train_images.shape[1:])
    train.fit(
        *(net, digits.train_images, digits.train_labels),
        epochs=20,
        optimizer=optim.Adam(),
        rng=rng,
        batch_size=32,
        schedule=optim.cosine(1e-3, 20),
        progress=False,
    )
    assert train.evaluate(net, digits.test_images, digits.test_labels)[1] >= 0.98


@pytest.mark.slow
@pytest.mark.skipif(not FASHION.is_dir(), reason=f"Fashion-MNIST is not in {FASHION}")
def test_lenet5_learns_fashion_mnist(monkeypatch):
    monkeypatch.setenv("CNNLIB_DATA", str(FASHION.parent))
    fashion = data.fashion_mnist().normalised()
    rng = np.random.default_rng(0)
    net = models.lenet5(rng)
    train.fit(
        *(net, fashion.train_images, fashion.train_labels),
        epochs=2,
        optimizer=optim.Adam(),
        rng=rng,
        schedule=optim.cosine(1e-3, 2),
        progress=False,
    )
    assert train.evaluate(net, fashion.test_images, fashion.test_labels)[1] >= 0.88
