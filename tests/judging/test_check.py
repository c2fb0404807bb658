"""A check judges what a function returns, names the mistake behind it, and says so in a report."""

import contextlib
import subprocess
import sys
import warnings

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from autograder import check, example, once_written, run_check
from autograder.assignments import UnknownPart, load_part
from autograder.judging.callers import Local
from autograder.judging.diagnose import report_on
from autograder.judging.examine import examine
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
    assert "Not written yet" in str(report) and "Not written yet" in report._repr_html_()


def test_a_callback_has_a_limit_that_swallowing_its_error_does_not_lift():
    def greedy(f):
        for _ in range(5):
            with contextlib.suppress(RuntimeError):
                f(1)
        return 2

    case = one_case(Call(Callback(lambda x: 2 * x, calls=3)), 2)
    assert judge(case, lambda f: f(1)).points == 1
    assert "more than 3 times" in judge(case, greedy).cases[0].message


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


def test_two_faults_are_not_named_but_the_one_behind_the_case_shown_is_explained():
    p = load_part("a2.conv2d_naive")
    flipped = p.mistakes["kernel_flipped"].around(p.reference("conv2d_naive"))
    report = run_check(p.id, lambda *args, **options: flipped(*args, **options).astype(np.float64))
    assert report.mistake is None
    assert "failing cases, the one below among them" in str(report)
    assert p.mistakes["kernel_flipped"].explanation in str(report) and "float64; expected float32" in str(
        report
    )


def test_a_hint_is_silent_about_the_secret_seed():
    p = load_part("a2.conv2d_naive")
    flipped = p.mistakes["kernel_flipped"].around(p.reference("conv2d_naive"))
    callers = [Local(lambda *args, **options: flipped(*args, **options).astype(np.float64))]
    secret = report_on(p, callers, 424242)
    assert secret.hint and not secret.for_student(None).hint


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
