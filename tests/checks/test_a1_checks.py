"""The checks of assignment 1: clean under the audit, right by PyTorch, fair and hard to fool."""

import inspect

import numpy as np
import pytest

from autograder import run_check
from autograder.assignments import load_assignment, load_part
from autograder.part import Raises

ASSIGNMENT = load_assignment("a1_shapes")


# Programs as students write them from start to end, and not around a right function.


def output_size_with_wrong_signs(n, kernel, stride=1, padding=0, dilation=1):
    return (n - 2 * padding + kernel) // stride + 1


def output_size_two_faults(n, kernel, stride=1, padding=0, dilation=1):
    if dilation * (kernel - 1) >= n + 2 * padding:
        raise ValueError("too large")
    return (n + padding - dilation * (kernel - 1) - 1) // stride


def output_size_with_another_error(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise AssertionError("the kernel is too large")
    return room // stride + 1


def fits_two_faults(n, kernel, stride=1, padding=0, dilation=1):
    return (n + padding - kernel) % stride == 0


def same_padding_adds_the_gaps_once(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError("even")
    return kernel // 2 + dilation - 1


def same_padding_of_a_square(kernel, dilation=1):
    return dilation * (kernel**2 - 1) // 4


def receptive_field_two_faults(layers):
    size, jump = 0, 1
    for kernel, stride, *_ in layers:
        jump *= stride
        size += (kernel - 1) * jump
    return size, jump


def probe_twice(network, n):
    middle = len(network(np.zeros(n))) // 2
    changed = [i for i, x in enumerate(np.eye(n)) if network(x)[middle] != network(np.zeros(n))[middle]]
    return 2 * (changed[-1] - changed[0]) + 1


def probe_too_often(network, n):
    for _ in range(11 * n):
        network(np.zeros(n))
    return probe_twice(network, n)


def expand_two_faults(n, m, k, pool=True):
    return (["CONV", "RELU"] * m + ["POOL"]) * n + ["FC"] * k + ["SOFTMAX"]


def stack_two_faults(d, channels):
    return (2 * d + 1) ** 2 * channels, (d + 1) ** 2 * channels, 2 * d + 1


UNKNOWN = {
    "a1.output_size": [output_size_with_wrong_signs],
    "a1.fits": [fits_two_faults],
    "a1.same_padding": [same_padding_of_a_square],
    "a1.multiply_adds": [lambda c_in, c_out, kernel, height, width, groups=1: c_in + c_out * height * width],
    "a1.receptive_field": [receptive_field_two_faults, lambda layers: (1 + 2 * len(layers), 1)],
    "a1.probe_receptive_field": [probe_twice],
    "a1.layer_table": [lambda shape, layers: [{"name": layer[0]} for layer in layers]],
    "a1.expand_pattern": [expand_two_faults],
}


@pytest.mark.parametrize("id, wrong", [(id, wrong) for id, many in UNKNOWN.items() for wrong in many])
@pytest.mark.parametrize("seed", [1, 2])
def test_wrong_programs_lose_points_and_are_not_named(id, wrong, seed):
    report = run_check(id, wrong, seed=seed)
    assert report.points < report.max_points
    assert report.mistake is None


@pytest.mark.parametrize(
    "id, wrong, pair",
    [
        ("a1.output_size", output_size_two_faults, {"no_plus_one", "padding_on_one_side_when_counting"}),
        ("a1.stack_or_single", stack_two_faults, {"channels_once", "one_small_bank"}),
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_two_faults_are_named_as_a_pair(id, wrong, pair, seed):
    report = run_check(id, wrong, seed=seed)
    assert report.points < report.max_points
    assert set(report.mistake.split(" + ")) == pair
    known = load_part(id).mistakes
    assert all(known[name].explanation in str(report) for name in pair)


def test_faults_in_two_functions_of_a_part_are_named_as_a_pair():
    part = load_part("a1.parameters")
    _, convolution, local = (part.reference(name) for name in part.functions)
    report = run_check(
        "a1.parameters",
        lambda n_in, n_out, bias=True: n_in * n_out + bias,
        convolution,
        part.mistakes["local_kernel_height_squared"].around(local),
    )
    assert set(report.mistake.split(" + ")) == {"fc_one_bias", "local_kernel_height_squared"}


def test_a_fault_in_each_of_three_functions_is_named_in_each():
    part = load_part("a1.parameters")
    names = ("fc_bias_forgotten", "conv_pair_refused", "local_pair_refused")
    wrong = [
        part.mistakes[name].around(part.reference(of)) for name, of in zip(names, part.functions, strict=True)
    ]
    assert run_check("a1.parameters", *wrong).mistake == " + ".join(names)
    assert run_check("a1.parameters", part.reference(part.functions[0]), *wrong[1:]).mistake == " + ".join(
        names[1:]
    )


def test_faults_in_two_functions_are_not_one_mistake():
    report = run_check(
        "a1.parameters",
        lambda n_in, n_out, bias=True: n_in * n_out,
        lambda c_in, c_out, kernel, bias=True, groups=1: c_in * c_out * kernel**2 + c_out,
        lambda c_in, c_out, kernel, height, width, bias=True: 0,
    )
    assert (report.points, report.mistake) == (0, None)


def no_plus_one(n, kernel, stride=1, padding=0, dilation=1):
    if n + 2 * padding < dilation * (kernel - 1) + 1:
        raise ValueError("too large")
    return (n + 2 * padding - dilation * (kernel - 1) - 1) // stride


def while_shorter(n, kernel, stride=1, padding=0, dilation=1):
    start, count = 0, 0
    while start + dilation * (kernel - 1) + 1 < n + 2 * padding:
        start, count = start + stride, count + 1
    if count == 0:
        raise ValueError("no position")
    return count


def probe_by_isclose(network, n):
    """A small change and NumPy's tolerances, which hide the weak inputs at the ends of the field."""
    rest = network(np.zeros(n))
    m = len(rest) // 2
    seen = [i for i in range(n) if not np.isclose(network(0.001 * np.eye(n)[i])[m], rest[m])]
    return seen[-1] - seen[0] + 1


def probe_with_elif(network, n):
    rest, first, last = network(np.zeros(n)), None, None
    for i, x in enumerate(np.eye(n)):
        if network(x)[len(rest) // 2] != rest[len(rest) // 2]:
            if first is None:
                first = i
            else:
                last = i
    return last - first + 1


def without_jump(layers):
    size, jump = 1, 1
    for kernel, stride, *dilation in layers:
        size += (kernel - 1) * (dilation or [1])[0]
        jump *= stride
    return size, jump


def counts_changed(network, n):
    base = np.linspace(0, 1, n)
    middle = network(base).size // 2
    count = 0
    for i in range(n):
        x = base.copy()
        x[i] += 3
        count += int(network(x)[middle] != network(base)[middle])
    return count


def remainder(n, kernel, stride=1, padding=0, dilation=1):
    return (n + 2 * padding - dilation * (kernel - 1) - 1) % stride


def channels_once(d, channels):
    return (2 * d + 1) ** 2 * channels, 2 * (d + 1) ** 2 * channels, 2 * d + 1


@pytest.mark.parametrize(
    "id, wrong, name",
    [
        ("a1.output_size", no_plus_one, "no_plus_one"),
        ("a1.output_size", output_size_with_another_error, "another_exception"),
        ("a1.output_size", while_shorter, "last_position_missed"),
        ("a1.fits", remainder, "returns_remainder"),
        ("a1.same_padding", lambda kernel, dilation=1: dilation * (kernel - 1) // 2, "even_rounded_down"),
        ("a1.same_padding", same_padding_adds_the_gaps_once, "dilation_added_to_half_the_kernel"),
        ("a1.receptive_field", without_jump, "jump_forgotten"),
        ("a1.probe_receptive_field", counts_changed, "holes_left_out"),
        ("a1.probe_receptive_field", probe_too_often, "called_too_often"),
        ("a1.probe_receptive_field", probe_by_isclose, "weak_inputs_missed"),
        ("a1.probe_receptive_field", probe_with_elif, "fails_on_one_input"),
        ("a1.stack_or_single", channels_once, "channels_once"),
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_mistakes_written_by_hand_are_named(id, wrong, name, seed):
    assert run_check(id, wrong, seed=seed).mistake == name


@pytest.mark.parametrize(
    "table, message",
    [
        (None, "expected a list of dicts"),
        ([["conv1", (3, 5, 5)]], "row 0 is a list"),
        ([{"Name": "conv1"}], "row 0 has no 'name'"),
    ],
)
def test_a_table_of_the_wrong_kind_is_told_so(table, message):
    report = run_check("a1.layer_table", lambda shape, layers: table)
    assert report.points == 0
    assert message in report.cases[0].message


# Right answers against PyTorch, which computes what the checks count.


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch")


@pytest.mark.parametrize("id", ["a1.output_size", "a1.fits"])
def test_sizes_agree_with_torch(torch, id):
    for case in load_part(id).cases(5):
        given = inspect.signature(no_plus_one).bind(*case.act.args, **case.act.kwargs)
        given.apply_defaults()
        n, kernel, stride, padding, dilation = given.args
        conv = torch.nn.Conv1d(1, 1, kernel, stride, padding, dilation, device="meta")
        try:
            size = conv(torch.empty(1, 1, n, device="meta")).shape[-1]
        except RuntimeError:
            assert isinstance(case.expect, Raises) or case.expect is False
            continue
        if id == "a1.output_size":
            assert case.expect == size
        else:
            used = (size - 1) * stride + dilation * (kernel - 1) + 1
            assert case.expect == (used == n + 2 * padding)


def test_parameters_agree_with_torch(torch):
    kinds = {"fc_parameters": torch.nn.Linear, "conv_parameters": torch.nn.Conv2d}
    cases = [c for c in load_part("a1.parameters").cases(5) if c.act.of in kinds]
    for case in cases:
        names = inspect.signature(load_part("a1.parameters").reference(case.act.of))
        given = names.bind(*case.act.args, **case.act.kwargs).arguments
        options = {name: given.pop(name) for name in ("bias", "groups") if name in given}
        layer = kinds[case.act.of](*given.values(), **options, device="meta")
        assert case.expect == sum(p.numel() for p in layer.parameters())
    assert len(cases) >= 20


def test_multiply_adds_agree_with_torch(torch):
    for case in load_part("a1.multiply_adds").cases(5):
        c_in, c_out, kernel, height, width, *groups = case.act.args
        groups = case.act.kwargs.get("groups") or (*groups, 1)[0]
        conv = torch.nn.Conv2d(c_in, c_out, kernel, groups=groups, device="meta")
        kernel_height, kernel_width = conv.kernel_size
        shape = (1, c_in, height + kernel_height - 1, width + kernel_width - 1)
        assert case.expect == multiply_adds(torch, conv, torch.empty(shape, device="meta"))


def multiply_adds(torch, layer, x):
    """PyTorch's own count, which takes a multiplication and an addition as two."""
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        layer(x)
    return counter.get_total_flops() // 2


def test_receptive_fields_agree_with_gradients(torch):
    for case in load_part("a1.receptive_field").cases(5):
        size, jump = case.expect
        x = torch.zeros(1, 1, 4 * size + 8 * jump, dtype=torch.float64, requires_grad=True)
        out = x
        for kernel, stride, *dilation in case.act.args[0]:
            ones = torch.ones(1, 1, kernel, dtype=torch.float64)
            out = torch.nn.functional.conv1d(out, ones, stride=stride, dilation=dilation or 1)
        seen = []
        for output in (out[..., 0], out[..., 1]):
            (gradient,) = torch.autograd.grad(output.sum(), x, retain_graph=True)
            seen.append(gradient.flatten().nonzero().flatten())
        assert size == seen[0][-1] - seen[0][0] + 1
        assert jump == seen[1][0] - seen[0][0]


def test_probed_fields_agree_with_the_jacobian(torch):
    for case in load_part("a1.probe_receptive_field").cases(5):
        callback, n = case.act.args
        network = callback.function
        rest, steps = network(np.zeros(n)), np.stack([network(x) for x in np.eye(n)])
        seen = np.flatnonzero(steps[:, len(rest) // 2] - rest[len(rest) // 2] > 1e-3)
        assert case.expect == seen[-1] - seen[0] + 1
        assert seen[0] > 0 and seen[-1] < n - 1, "the middle output's field meets the edge"


def test_layer_tables_agree_with_torch(torch):
    nn = torch.nn
    make = {
        "conv": lambda before, c, k, s, p: nn.Conv2d(before[0], c, k, s, p, device="meta"),
        "pool": lambda before, k, s: nn.MaxPool2d(k, s),
        "relu": lambda before: nn.ReLU(),
        "flatten": lambda before: nn.Flatten(),
        "linear": lambda before, f: nn.Linear(before[0], f, device="meta"),
    }
    from autograder.checks.a1_shapes.layer_table import counted

    seen = [case.act.args for case in load_part("a1.layer_table").cases(5)]
    assert len(seen) == 20
    for shape, layers in seen[::4]:
        x = torch.empty(1, *shape, device="meta")
        for row, (kind, *sizes) in zip(counted(shape, layers), layers, strict=True):
            layer = make[kind](tuple(x.shape[1:]), *sizes)
            assert row["multiply_adds"] == multiply_adds(torch, layer, x)
            x = layer(x)
            assert row["shape"] == tuple(x.shape[1:])
            assert row["parameters"] == sum(p.numel() for p in layer.parameters())


def test_known_networks_have_their_published_numbers():
    from autograder.checks.a1_shapes.layer_table import counted
    from autograder.checks.a1_shapes.nets import ALEXNET, LENET5, VGG16

    for net, parameters, giga, field in [(ALEXNET, 61100840, 0.714, 195), (VGG16, 138357544, 15.47, 212)]:
        table = counted(*net)
        assert sum(row["parameters"] for row in table) == parameters
        assert sum(row["multiply_adds"] for row in table) / 1e9 == pytest.approx(giga, abs=0.005)
        assert max(row["receptive_field"] or 0 for row in table) == field
    assert [row["shape"] for row in counted(*LENET5) if len(row["shape"]) == 1][0] == (2450,)
    assert [case.expect[0] for case in load_part("a1.receptive_field").cases(1)[-3:]] == [195, 212, 483]


# What passed before there was a case for it.


def stride_within_the_input(n, kernel, stride=1, padding=0, dilation=1):
    if stride > n or padding > n:
        raise ValueError("too large")
    return load_part("a1.output_size").reference("output_size")(n, kernel, stride, padding, dilation)


def in_bits(id, name, dtype):
    """A right function that computes in NumPy's numbers of another size."""
    right = load_part(id).reference(name)

    def counted(*args, **options):
        with np.errstate(over="ignore"):
            value = right(*args, **options)
            return (
                tuple(int(dtype(v % 2**31)) for v in value)
                if type(value) is tuple
                else int(dtype(value % 2**31))
            )

    return load_part(id).with_(**{name: counted})


@pytest.mark.parametrize("dtype", [np.int32, np.float32])
@pytest.mark.parametrize(
    "id, name",
    [
        ("a1.parameters", "fc_parameters"),
        ("a1.parameters", "conv_parameters"),
        ("a1.parameters", "locally_connected_parameters"),
        ("a1.multiply_adds", "conv_multiply_adds"),
        ("a1.stack_or_single", "stack_or_single"),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_numbers_of_32_bits_are_too_small_for_every_count(id, name, dtype, seed):
    report = run_check(id, *in_bits(id, name, dtype), seed=seed)
    assert report.points < report.max_points


@pytest.mark.parametrize("seed", range(3))
def test_products_are_larger_than_32_bits_and_no_float32(seed):
    """Of every count there is one beyond 2^31 and one that a float32 does not hold."""
    counts: dict[str, list[int]] = {}
    for id in ("a1.parameters", "a1.multiply_adds", "a1.stack_or_single", "a1.layer_table"):
        for case in load_part(id).cases(seed):
            if isinstance(case.expect, list):
                for row in case.expect:
                    for key in ("parameters", "multiply_adds"):
                        counts.setdefault(key, []).append(row.get(key, 0))
            elif isinstance(case.expect, tuple):
                for place, value in enumerate(case.expect[:2]):
                    counts.setdefault(f"{id}[{place}]", []).append(value)
            elif not case.act.then:  # a number taken out of an answer is looked at in the whole one
                counts.setdefault(case.act.of or id, []).append(case.expect)
    assert len(counts) == 8
    for values in counts.values():
        assert max(values) > 2**31
        assert any(int(np.float32(value)) != value for value in values)


def test_sizes_beyond_the_input_are_asked_for():
    report = run_check("a1.output_size", stride_within_the_input)
    assert {group for group, earned in report.earned.items() if not earned} >= {"stride", "padding"}


# What functions keep from one call to the next. Their lists are copied as they are handed out: one that is
# emptied and handed out again is as good as a new one. One that goes on from where it was is not.


def pattern_that_goes_on(n, m, k, pool=True, layers=[]):  # noqa: B006  as a student may write it
    layers += load_part("a1.expand_pattern").reference("expand_pattern")(n, m, k, pool)
    return layers


def table_that_goes_on(input_shape, layers, rows=[]):  # noqa: B006  as a student may write it
    rows += load_part("a1.layer_table").reference("layer_table")(input_shape, layers)
    return rows


def table_of_one_row(input_shape, layers, row={}):  # noqa: B006  as a student may write it
    rows = []
    for right in load_part("a1.layer_table").reference("layer_table")(input_shape, layers):
        row.update(right)
        rows.append(row)
    return rows


@pytest.mark.parametrize(
    "part, wrong, mistake",
    [
        ("a1.expand_pattern", pattern_that_goes_on, "list_goes_on_from_call_to_call"),
        ("a1.layer_table", table_that_goes_on, None),
        ("a1.layer_table", table_of_one_row, "one_row_many_times"),
    ],
)
@pytest.mark.parametrize("seed", range(2))
def test_a_list_or_dict_that_outlives_the_call_costs_the_part(part, wrong, mistake, seed):
    wrong.__defaults__[-1].clear()  # as where a notebook is begun anew
    report = run_check(part, wrong, seed=seed)
    assert (report.points, report.mistake) == (0, mistake)
