"""The audit itself must be able to fail: one defect a test."""

import numpy as np
import pytest

from autograder.assignments import Assignment, assignments, load_assignment
from autograder.authoring import audit as audit_module
from autograder.authoring.audit import audit
from autograder.part import ANY, CacheOf, Call, Case, part
from cnnlib import shapes


def triple_part(cases=((2, 6), (5, 15))):
    @part("a1.triple", points={"values": 2})
    def triple(rng):
        for x, expected in cases:
            yield Case("values", Call(x), expected)

    @triple.right
    def times(x):
        return 3 * x

    @triple.mistake
    def doubled(right, x):
        """It doubles."""
        return right(x) - x

    return triple


def test_a_sound_part_is_clean():
    matrix = audit(triple_part(), range(2))
    assert matrix.clean, matrix.problems
    assert matrix.as_dict() == {
        "mistakes": 1, "killed": 1, "named": 1, "misnamed": 0, "right": 1, "accepted": 1,
    }  # fmt: skip


def test_a_mistake_that_the_cases_let_through_is_found():
    p = triple_part()

    @p.mistake
    def only_large(right, x):
        """Wrong beyond 100."""
        return right(x) if x < 100 else 0

    matrix = audit(p, range(1))
    assert matrix.killed == 1 and any("only_large is not killed" in text for text in matrix.problems)


def test_mistakes_alike_on_all_cases_are_found():
    p = triple_part()

    @p.mistake
    def doubled_again(right, x):
        """It doubles, too."""
        return 2 * x

    assert any("alike" in text for text in audit(p, range(1)).problems)


def test_a_refused_right_variant_is_found():
    p = triple_part()

    @p.right
    def as_float(x):
        return 3.0 * x

    matrix = audit(p, range(1))
    assert matrix.accepted == 1 and any("as_float refused" in text for text in matrix.problems)


def test_a_group_that_a_lazy_answer_earns_is_found():
    assert any("first input earns" in text for text in audit(triple_part(((0, 0),)), range(1)).problems)


def test_a_pair_of_mistakes_that_passes_is_found():
    p = triple_part()

    @p.mistake
    def undoes(right, x):
        """It adds what the other takes away."""
        return right(x) + x

    assert any("doubled + undoes is not killed" in text for text in audit(p, range(1)).problems)


def test_a_pair_that_a_single_mistake_would_explain_in_part_is_not_named():
    @part("a1.pairs", points={"values": 2})
    def pairs(rng):
        for x in (1, -1, 7):
            yield Case("values", Call(x), abs(x) * 3)

    @pairs.right
    def plain(x):
        return abs(x) * 3

    @pairs.mistake
    def sign_kept(right, x):
        """The sign is kept."""
        return right(x) if x > 0 else -right(x)

    @pairs.mistake
    def capped(right, x):
        """It is capped."""
        return min(right(x), 10)

    matrix = audit(pairs, range(1))
    assert matrix.clean and matrix.pairs == 2 and matrix.misnamed == 0


def test_what_a_mistake_comes_to_where_its_function_is_asked():
    @part("a3.square", points={"values": 1}, functions=("square", "slope"), caches=("square",))
    def square(rng):
        for x in (2, 5):
            yield Case("values", Call(x, of="square"), (x * x, ANY))
            yield Case("values", Call(CacheOf(x, of="square"), of="slope"), 2 * x)

    @square.right(of="square")
    def plain(x):
        return x * x, x

    @square.right(of="slope")
    def twice(cache):
        return 2 * cache

    @square.mistake(of="square")
    def one_more(right, x):
        """It squares the next number, and keeps it."""
        return right(x + 1)

    @square.mistake(of="square")
    def output_of_the_next(right, x):
        """It squares the next number."""
        return right(x + 1)[0], x

    @square.mistake(of="square")
    def sign_turned(right, x):
        """The square is negative."""
        y, cache = right(x)
        return -y, cache

    @square.mistake(of="slope")
    def not_doubled(right, cache):
        """It is half the slope."""
        return cache

    assert audit_module._comes_to(square, 0, "one_more", "output_of_the_next")
    assert not audit_module._comes_to(square, 0, "sign_turned", "output_of_the_next")
    assert not audit_module._comes_to(square, 0, "one_more", "not_doubled")
    assert not audit_module._comes_to(square, 0, "not_doubled", "one_more")


def test_a_misnamed_mistake_is_found(monkeypatch):
    monkeypatch.setattr(audit_module, "recognise", lambda part, seed, verdicts: "other")
    matrix = audit(triple_part(), range(1))
    assert matrix.misnamed == 1 and matrix.named == 0 and not matrix.clean


def test_a_mistake_without_a_name_is_told(monkeypatch):
    monkeypatch.setattr(audit_module, "recognise", lambda part, seed, verdicts: None)
    matrix = audit(triple_part(), range(1))
    assert matrix.unnamed == ("seed 0: mistake doubled is not named",) and not matrix.clean


def test_only_what_an_assignment_teaches_is_audited_as_its_answers():
    """What it hides beside that may have a function of the same name, such as one that draws."""
    toy = Assignment("a9_toy", "A toy", teaches=("cnnlib.shapes",), parts=(), hides=("cnnlib.ops.conv",))
    assert toy.hidden == ("cnnlib.shapes", "cnnlib.ops.conv")
    assert toy.from_library("fits") is shapes.fits
    assert toy.from_library("zero_pad") is None


@pytest.mark.parametrize("name", assignments())
def test_points_of_an_assignment_sum_to_100(name):
    assert sum(p.max_points for p in load_assignment(name).load_parts()) == 100


def test_float32_is_worth_at_most_a_tenth():
    for name in assignments():
        for p in load_assignment(name).load_parts():
            assert p.points.get("float32", 0) <= p.max_points / 10
            assert all(np.isclose(v * 2 % 1, 0) for v in p.points.values())
