"""A check judges what a function returns, names the mistake behind it, and says so in a report."""

import collections
import contextlib
import subprocess
import sys
import time
import warnings

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from autograder import check, example, once_written, run_check
from autograder.assignments import UnknownPart, load_part
from autograder.judging.callers import Local
from autograder.judging.diagnose import report_on, report_on_mistake
from autograder.judging.examine import examine
from autograder.judging.recognise import known_verdicts
from autograder.judging.wording import outline
from autograder.part import ANY, PUBLIC_SEED, Call, Callback, Case, Fixture, Raises, part


def make(function, name="f", **options):
    """A part of one case group around a generator."""
    return part(f"a1.{name}", points={"all": 1}, **options)(function)


def one_case(act, expect, **options):
    return make(lambda rng: iter([Case("all", act, expect, **options)]))


def judge(part, *functions):
    return report_on(part, [Local(f) for f in functions], PUBLIC_SEED)


def test_importing_the_autograder_imports_neither_torch_nor_nbgrader():
    script = "import sys, autograder; print({'torch', 'nbgrader', 'scipy', 'matplotlib'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_a_group_earns_only_if_all_its_cases_pass():
    report = run_check(
        "a1.output_size", lambda n, kernel, stride=1, padding=0, dilation=1: (n - kernel) // stride + 1
    )
    passed = {g: all(c.passed for c in report.cases if c.group == g) for g in report.worth}
    assert report.points == sum(p for g, p in report.worth.items() if passed[g])
    assert 0 < report.points < report.max_points


def test_the_repr_is_the_points_as_nbgrader_reads_them():
    right = load_part("a1.output_size").reference("output_size")
    report = run_check("a1.output_size", right)
    assert repr(report) == format(report.max_points, "g") and report.mistake is None
    assert float(repr(run_check("a1.output_size", lambda *a, **k: np.float64("nan")))) == 0


def test_an_input_changed_in_place_costs_the_group_even_when_the_answer_is_right():
    def in_place(x):
        x += 1
        return x

    case = one_case(Call(np.zeros(3)), np.ones(3))
    assert judge(case, lambda x: x + 1).points == 1
    report = judge(case, in_place)
    assert report.points == 0 and "changed in place" in report.cases[0].message


def test_a_changed_shape_or_list_counts_as_changed_in_place():
    def reshape(x):
        x.shape = (4,)
        return 1

    assert judge(one_case(Call(np.zeros((2, 2))), 1), reshape).points == 0
    assert judge(one_case(Call([1, 2]), 2), lambda layers: layers.pop()).points == 0


def test_each_case_hands_over_fresh_inputs():
    seen = []
    part = make(lambda rng: iter([Case("all", Call(np.ones(2)), ANY)] * 2))
    judge(part, lambda x: seen.append(x.sum()) or x.fill(7))
    assert seen == [2, 2]


def test_exceptions_prints_and_warnings_are_collected_not_shown(capsys):
    def noisy(x):
        print("a print")
        warnings.warn("a warning", stacklevel=1)
        sys.stderr.write("an error line\n")
        return x

    report = judge(one_case(Call(1), 1), noisy)
    assert report.points == 1
    assert all(words in str(report) for words in ("a print", "a warning", "an error line"))
    assert capsys.readouterr() == ("", "")


def test_an_exception_fails_the_case_and_says_where():
    def broken(x):
        return x / 0

    def broken_in_numpy(x):
        return np.pad(np.ones(2), "wrong")

    message = judge(one_case(Call(1), 1), broken).cases[0].message
    assert "ZeroDivisionError" in message and "of broken" in message
    assert "of broken_in_numpy" in judge(one_case(Call(1), 1), broken_in_numpy).cases[0].message


def test_a_subclass_of_the_wanted_exception_is_right_and_a_value_is_not():
    class Odd(ValueError):
        pass

    def odd(x):
        raise Odd("no")

    def other(x):
        raise KeyError("no")

    case = one_case(Call(1), Raises(ValueError))
    assert judge(case, odd).points == 1
    assert "KeyError" in judge(case, other).cases[0].message
    assert "returned 5" in judge(case, lambda x: 5).cases[0].message


def test_sys_exit_is_an_answer_and_does_not_end_the_notebook():
    assert "SystemExit" in judge(one_case(Call(1), 1), lambda x: sys.exit(0)).cases[0].message


def test_not_written_is_told_apart_from_wrong():
    def hole(*args, **kwargs):
        raise NotImplementedError

    report = run_check("a1.fits", hole)
    assert report.status == "not written" and report.points == 0
    assert "hole is not written yet" in str(report) and "hole is not written yet" in report._repr_html_()


def test_not_written_names_the_helper_that_is_not():
    def zero_pad(x, padding):
        raise NotImplementedError

    def conv2d_naive(x, w, b, stride=1, padding=0):
        return zero_pad(x, padding)

    report = run_check("a2.conv2d_naive", conv2d_naive)
    assert report.status == "not written"
    assert "zero_pad is not written yet: it raises NotImplementedError." in str(report)


def test_one_call_that_is_not_written_does_not_say_so_of_the_function():
    def output_size(size, kernel, stride=1, padding=0, dilation=1):
        if dilation > 1:
            raise NotImplementedError
        return (size + 2 * padding - kernel) // stride + 1

    report = run_check("a1.output_size", output_size)
    assert report.status == "graded" and report.points > 0
    assert "raises NotImplementedError here, as what is not written yet does" in str(report)


def test_a_callback_has_a_limit_that_swallowing_its_error_does_not_lift():
    def greedy(f):
        for _ in range(5):
            with contextlib.suppress(RuntimeError):
                f(1)
        return 2

    case = one_case(Call(Callback(lambda x: 2 * x, calls=3)), 2)
    assert judge(case, lambda f: f(1)).points == 1
    assert "more than 3 times" in judge(case, greedy).cases[0].message


def test_an_exception_says_whether_it_came_from_the_function_that_was_given():
    def refuse(x):
        if x:
            raise ValueError("not this one")

    def catches(f):
        try:
            f(1)
        except ValueError:
            f(0)
        raise ValueError("not this one")

    case = one_case(Call(Callback(refuse, calls=3)), 0)
    came = "The function that yours was given raised this"
    assert judge(case, lambda f: f(1)).cases[0].message.endswith(f". {came}")
    assert came not in judge(case, lambda f: int("none")).cases[0].message
    assert came not in judge(case, catches).cases[0].message


def test_a_fixture_is_made_for_each_call():
    case = make(
        lambda rng: iter([Case("all", Call(Fixture("generator", 3)), np.random.default_rng(3).random())] * 2)
    )
    assert judge(case, lambda rng: rng.random()).points == 1


def test_several_functions_and_a_case_of_several_steps():
    def act(forward, backward):
        out, cache = forward(np.ones(3))
        return backward(out, cache)

    pair = make(
        lambda rng: iter(
            [Case("all", act, np.full(3, 6.0)), Case("all", Call(2, of="backward", cache=1), 3)]
        ),
        functions=("forward", "backward"),
        caches=("forward",),
    )
    assert judge(pair, lambda x: (2 * x, 3), lambda d, cache: d + cache if d is not None else 0).points == 0
    assert judge(pair, lambda x: (2 * x, 1), lambda d, cache: d * 3 if np.ndim(d) else d + cache).points == 1


def test_reading_an_answer_of_the_wrong_form_is_the_students_failure_not_ours():
    case = one_case(Call(1, then=lambda rows: [row["a"] for row in rows]), [1])
    assert judge(case, lambda x: [{"a": 1}]).points == 1
    assert "could not read your answer" in judge(case, lambda x: 3).cases[0].message


def test_a_slow_right_answer_fails_and_a_fast_one_passes():
    x = np.ones(200_000)
    case = one_case(Call(x), float(x.sum()), faster_than=np.sum, times=20)
    assert judge(case, lambda x: float(x.sum())).points == 1
    report = judge(case, lambda x: float(sum(float(v) for v in x)))
    assert report.points == 0 and "times as long" in report.cases[0].message


def test_waiting_is_as_slow_at_home_as_in_grading_where_the_clock_is_read_outside():
    x = np.ones(2_000)

    def waits(x):
        time.sleep(0.5)
        return float(x.sum())

    case = one_case(Call(x), float(x.sum()), faster_than=np.sum, times=20)
    report = judge(case, waits)
    assert report.points == 0 and report.slow and "times as long" in report.cases[0].message


def test_our_own_time_is_read_as_a_students_is():
    """Or a machine that is busy would count against a student's function alone."""

    def waits(x):
        time.sleep(0.05)
        return x

    assert judge(one_case(Call(1), 1, faster_than=waits, times=3), waits).points == 1


def test_speed_is_judged_on_one_thread_and_all_are_given_back():
    """Two threads of a product on one busy core took ten times as long as one, and let a loop pass."""

    def threads():
        return [library["num_threads"] for library in threadpool_info()]

    before, seen = threads(), []

    def function(x):
        seen.append(threads())
        return float(x.sum())

    case = one_case(Call(np.arange(5.0)), 10.0, faster_than=function, times=1000)
    assert judge(case, function).points == 1
    assert len(seen) > 2 and seen == [[1] * len(before)] * len(seen) and threads() == before


def test_a_slow_answer_is_not_bettered_by_remembering_the_question():
    """A repeated timing asks something new and judges it: a fast wrong answer counts for nothing."""
    seen = []

    def generate(rng):
        x = rng.standard_normal(20_000)
        yield Case("all", Call(x), float(x.sum()), faster_than=np.sum, times=40)

    def forger(x):
        if seen:
            return None
        seen.append(1)
        return float(sum(float(v) for v in x))

    assert judge(make(generate), lambda x: float(x.sum())).points == 1
    assert judge(make(generate), forger).points == 0


def test_every_known_mistake_alone_is_named_with_its_explanation():
    p = load_part("a1.output_size")
    for mistake in p.mistakes.values():
        report = run_check(p.id, mistake.around(p.reference("output_size")))
        assert report.mistake == mistake.name
        assert mistake.explanation.split("\n")[0] in str(report)


def test_a_mistake_that_fails_where_the_student_is_right_is_not_named():
    p = load_part("a1.output_size")
    right = p.reference("output_size")

    def only_sometimes(n, kernel, stride=1, padding=0, dilation=1):
        wrong = 1 if stride > 1 and n % 2 else 0
        return right(n, kernel, stride, padding, dilation) - wrong

    report = run_check(p.id, only_sometimes)
    assert report.points < report.max_points and report.mistake is None


def test_two_faults_are_named_though_one_is_seen_nowhere_alone():
    p = load_part("a2.conv2d_naive")
    flipped = p.mistakes["kernel_flipped"].around(p.reference("conv2d_naive"))
    report = run_check(p.id, lambda *args, **options: flipped(*args, **options).astype(np.float64))
    assert report.mistake == "kernel_flipped + always_float64"
    for name in ("kernel_flipped", "always_float64"):
        assert p.mistakes[name].explanation in str(report)
    public = report_on_mistake(p, report.mistake)
    assert (public.points, public.mistake, public.shown.call) == (
        report.points, report.mistake, report.shown.call,
    )  # fmt: skip


def flipped_and_shifted(*args, **options):
    """The kernel is flipped; with a stride of 2 or more, in a way that nobody knows."""
    p = load_part("a2.conv2d_naive")
    flipped = p.mistakes["kernel_flipped"].around(p.reference("conv2d_naive"))
    wrong = int(np.max(options.get("stride", 1)) > 1)
    return flipped(*args, **options) + 1000 * wrong


def test_what_explains_some_failing_groups_is_said_in_one_sentence():
    report = run_check("a2.conv2d_naive", flipped_and_shifted)
    assert report.mistake is None and report.likely == ("kernel_flipped",)
    assert report.hint == (
        "Probably: your filter is flipped, top to bottom and left to right: that is the true convolution of "
        'mathematics (explains all failing cases of "values", "channels and filters" and "float32").'
    )
    assert report.hint in str(report)


def test_a_hint_is_silent_about_the_secret_seed():
    secret = report_on(load_part("a2.conv2d_naive"), [Local(flipped_and_shifted)], 424242)
    assert secret.hint and not secret.for_student(None).hint


def fails_as(kind, when):
    """zero_pad, right but where `when` says that it raises; and float32 in float64, in its own way."""

    def zero_pad(x, padding):
        if when(padding):
            raise kind
        out = load_part("a2.zero_pad").reference("zero_pad")(x, padding)
        return out.astype(np.float64) + 1 if x.dtype == np.float32 else out

    return run_check("a2.zero_pad", zero_pad)


def is_pair(padding):
    return isinstance(padding, tuple)


def test_nothing_is_hinted_from_exceptions_unless_they_can_have_no_other_cause():
    told = fails_as(TypeError("unsupported operand type(s) for *: 'int' and 'tuple'"), is_pair)
    assert (
        told.likely == ("pair_refused",) and "Probably: your function takes a whole number only" in told.hint
    )
    for error in (TypeError("'int' object is not subscriptable"), ValueError("no pairs")):
        assert not fails_as(error, is_pair).likely


def test_a_value_error_at_padding_0_is_no_empty_slice():
    def report(message):
        def zero_pad(x, padding):
            if 0 in np.ravel(padding):
                raise ValueError(message)
            return load_part("a2.zero_pad").reference("zero_pad")(x, padding)

        return run_check("a2.zero_pad", zero_pad)

    empty = report("could not broadcast input array from shape (1,1,2,2) into shape (1,1,0,0)")
    assert empty.mistake == "slice_up_to_minus_zero"
    for message in (
        "could not broadcast input array from shape (1,1,2,2) into shape (1,1,10,20)",
        "padding must be positive",
        "zero-size array to reduction operation maximum which has no identity",
    ):
        assert report(message).mistake is None and not report(message).likely


def test_nothing_is_hinted_from_yes_and_no():
    right = load_part("a1.fits").reference("fits")

    def mostly_turned_round(n, kernel, stride=1, padding=0, dilation=1):
        return not right(n, kernel, stride, padding, dilation) if stride != 2 else "maybe"

    report = run_check("a1.fits", mostly_turned_round)
    assert report.mistake is None and not report.hint


def test_a_slow_program_is_called_slow_and_why_only_where_that_is_known():
    p = load_part("a2.conv2d_forward")
    report = report_on(p, [Local(p.reference("conv2d_forward"))], PUBLIC_SEED)
    assert not report.slow and not report.hint

    def slow(x, *rest, **options):
        deadline = time.thread_time() + 0.5 * (x.size > 10_000)
        while time.thread_time() < deadline:
            pass
        return p.reference("conv2d_forward")(x, *rest, **options)

    known = known_verdicts(p, "loops_over_positions", PUBLIC_SEED)[-1].answer
    known.seconds, before = 100.0, known.seconds
    try:
        report = report_on(p, [Local(slow)], PUBLIC_SEED)
    finally:
        known.seconds = before
    assert report.slow and report.mistake is None
    assert "right on the large input, but too slow" in str(report)


def test_a_changed_input_is_said_beside_wrong_values():
    def wrong(x):
        x += 1
        return x + 1

    message = judge(one_case(Call(np.zeros(3)), np.ones(3)), wrong).cases[0].message
    assert "3 of 3 values differ" in message and "changed in place" in message


def test_the_case_shown_has_one_new_thing_in_it_where_such_a_one_fails():
    def generate(rng):
        yield Case("first", Call(1, stride=2, padding=3), 5)
        yield Case("second", Call(100, stride=2), 5)
        yield Case("second", lambda f: f(1), 5, about="several calls")

    p = part("a1.f", points={"first": 1, "second": 1})(generate)
    p.right(f := lambda n, stride=1, padding=0: 5)
    assert f and judge(p, lambda n, stride=1, padding=0: 0).shown.call == "f(100, stride=2)"


def test_above_many_numbers_stands_a_line_of_shapes():
    report = run_check("a2.conv2d_naive", lambda x, w, b, stride=1, padding=0: x)
    head, call = report.shown.call.splitlines()
    assert head == "# x (1, 1, 3, 3), w (1, 1, 2, 2), b (1,); answer (1, 1, 2, 2)"
    assert call.startswith("conv2d_naive(np.array(")
    assert "#" not in judge(one_case(Call(np.ones(3)), 1), lambda x: 2).shown.call


def test_a_namedtuple_is_a_tuple_with_and_without_a_cache():
    pair = collections.namedtuple("pair", "size jump")
    assert judge(one_case(Call(1), (2, 3)), lambda x: pair(2, 3)).points == 1
    cached = make(lambda rng: iter([Case("all", Call(1), (2, ANY))]), caches=("f",))
    assert judge(cached, lambda x: pair(2, object())).points == 1


def test_the_case_to_look_at_first_lies_in_the_first_group_that_fails():
    report = run_check("a1.output_size", lambda n, kernel, *rest, **options: n - kernel + 1)
    first = next(group for group in report.worth if not report.earned[group])
    args = eval(report.shown.call, {"output_size": lambda *a, **k: (a, k)})
    cases = [c for c in load_part("a1.output_size").cases(PUBLIC_SEED) if c.group == first]
    assert args in [(c.act.args, c.act.kwargs) for c in cases]


def test_the_line_to_paste_reproduces_the_failure():
    def output_size(n, kernel, stride=1, padding=0, dilation=1):
        return n

    report = run_check("a1.output_size", output_size)
    value = eval(report.shown.call, {"output_size": output_size, "np": np})
    assert f"= {value}" in report.shown.message


def test_a_large_input_is_pasted_through_example():
    p = load_part("a2.conv2d_forward")
    report = judge(one_case(Call(np.ones((50, 50))), 1), lambda x: 2)
    assert 'example("a1.f", 0)' in str(report) and "f(*args, **options)" in str(report)
    number = next(i for i, case in enumerate(p.cases(PUBLIC_SEED)) if case.faster_than)
    args, options = example(p.id, number)
    assert args[0].size > 10_000 and options == {}


def test_a_case_of_several_steps_says_what_it_does():
    p = one_case(lambda f: (f(1), f(2)), (1, 2), about="f called twice")
    assert "f called twice" in str(judge(p, lambda x: 1))


def test_unknown_parts_and_wrong_arguments_are_clear_errors_and_check_raises_nothing():
    with pytest.raises(UnknownPart, match="a1_shapes has"):
        run_check("a1.nothing", len)
    with pytest.raises(UnknownPart, match="no part"):
        run_check("nothing", len)
    with pytest.raises(TypeError, match=r'call check\("a1.parameters", fc_parameters'):
        run_check("a1.parameters", len)
    with pytest.raises(TypeError, match="output_size is 3"):
        run_check("a1.output_size", 3)
    assert repr(check("a1.nothing", len)) == "0" and "a1_shapes has" in str(check("a1.nothing", len))
    assert "expected a function" in check("a1.fits", None)._repr_html_()


def test_reports_escape_what_comes_from_a_student():
    def evil(*args, **kwargs):
        print("<script>alert(1)</script>")
        raise ValueError("<img src=x onerror=alert(1)>")

    html = run_check("a1.fits", evil)._repr_html_()
    assert "<script" not in html and "<img src=x" not in html and "&lt;script&gt;" in html


def test_a_report_for_a_student_holds_no_secret_number():
    p = load_part("a2.zero_pad")
    callers = [Local(lambda x, padding: x * np.pi)]
    secret, public = report_on(p, callers, 987654321), report_on(p, callers, PUBLIC_SEED)
    shown = secret.for_student(public)
    assert shown.points == secret.points and shown.shown == public.shown
    assert not any(case.message or case.name for case in shown.cases)
    alone = secret.for_student(None)
    assert "np.array" not in str(alone) and "float64(" in str(alone)


def test_seeds_change_values_and_never_kinds():
    for id in load_part("a1.fits").id, "a2.conv2d_forward":
        p = load_part(id)
        kinds = [[(c.group, type(c.expect), c.about) for c in p.cases(s)] for s in (1, 2)]
        assert kinds[0] == kinds[1]
    values = [[repr(c.act.args) for c in load_part("a1.fits").cases(s)] for s in (1, 2)]
    assert values[0] != values[1]


def test_verdicts_come_for_every_case():
    p = load_part("a1.fits")
    assert len(examine(p, [Local(lambda *a, **k: True)], 5)) == len(p.cases(5))


def test_once_written_swallows_not_implemented_alone(capsys):
    with once_written():
        raise NotImplementedError
    assert "once the exercise above is written" in capsys.readouterr().out
    with pytest.raises(ValueError), once_written():
        raise ValueError


def test_the_outline_of_a_secret_case_tells_no_value():
    call = Call(
        4711, np.zeros((2, 3)), "text", stride=(4712, 4713), network=Callback(len, calls=1), bias=None
    )
    part = one_case(call, 0)
    text = outline(part, part.cases(1)[0])
    assert text.endswith("(int, float64(2, 3), str, stride=tuple, network=a function, bias=NoneType)")
    several = one_case(lambda f: f(4711), 0)
    assert "4711" not in outline(several, several.cases(1)[0])
