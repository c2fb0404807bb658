"""What a notebook says of a guess, and of a design."""

import math

import numpy as np
import pytest

from cnnlib.guess import compare_bounds, compare_guess

NONE = "no guess yet: write one in place of None, then run both cells again."


@pytest.mark.parametrize(
    ("guess", "value", "line"),
    [
        (5, 5, "you guessed 5, and that is right."),
        (5.0, np.int64(5), "you guessed 5, and that is right."),
        (7, 5, "you guessed 7, it is 5: too high by 2."),
        (-1, 5, "you guessed -1, it is 5: too low by 6."),
        (0, 5, "you guessed 0, it is 5: too low by 5."),
        (0.5, 0.36, "you guessed 0.5, it is 0.36: too high by 0.14."),
        (10**6, 4 * 10**10, "you guessed 1,000,000, it is 40,000,000,000: too low by a factor of 40,000."),
        (7, 1_600_000_000, "you guessed 7, it is 1,600,000,000: too low by a factor of 229,000,000."),
        (7, 72, "you guessed 7, it is 72: too low by 65."),
        ("  Moved", "moved", 'you guessed "moved", and that is right.'),
        ("yes", "no", 'you guessed "yes", it is "no".'),
        ((8, 2), (8, 2), "you guessed (8, 2), and that is right."),
        ((7, 2), (8, 2), "you guessed (7, 2), it is (8, 2)."),
        (True, False, "you guessed True, it is False."),
        ("five", 5, 'you guessed "five", it is 5.'),
        (math.nan, 5, "you guessed nan, it is 5."),
        (math.inf, 5, "you guessed inf, it is 5."),
    ],
)
def test_a_guess_is_told_beside_what_came_out(capsys, guess, value, line):
    compare_guess(guess, value, "outputs")
    assert capsys.readouterr().out == f"outputs: {line}\n"
    compare_guess(guess, value)
    assert capsys.readouterr().out == line[0].upper() + line[1:] + "\n"


@pytest.mark.parametrize("value", [5, "moved", (8, 2)])
def test_without_a_guess_nothing_is_given_away(capsys, value):
    compare_guess(None, value, "outputs")
    assert capsys.readouterr().out == f"outputs: {NONE}\n"


def test_every_bound_is_met_or_missed_by_so_much(capsys):
    found = {"field": 32, "layers": 0, "parameters": 30_001, "multiply-adds": 10**6}
    compare_bounds(found, {"field": 32, "layers": 1}, {"parameters": 30_000, "multiply-adds": 10**6})
    assert capsys.readouterr().out.splitlines() == [
        "field: 32, at least 32: met.",
        "layers: 0, at least 1: missed by 1.",
        "parameters: 30,001, at most 30,000: missed by 1.",
        "multiply-adds: 1,000,000, at most 1,000,000: met.",
        "2 of 4 bounds met.",
    ]
    compare_bounds(found, at_least={"field": 3})
    assert capsys.readouterr().out.endswith("All bounds met.\n")
