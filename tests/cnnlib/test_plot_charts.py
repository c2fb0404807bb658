"""Charts: what they say in words."""

import re

from cnnlib import plot

ROWS = [
    {"name": "conv1", "parameters": 156, "multiply_adds": 117600},
    {"name": "relu1", "parameters": 0, "multiply_adds": 0},
    {"name": "linear1", "parameters": 47050, "multiply_adds": 47040},
]


def test_parameters_and_work_name_the_layers_that_matter():
    assert "2 layers with weights" in plot.parameters_and_work(ROWS, "A net").alt
    assert re.search(r"linear1 has 100 % .* conv1 has 71 % ", plot.parameters_and_work(ROWS, "A net").alt)


def test_the_two_panels_have_one_scale(figures):
    plot.parameters_and_work(ROWS, "A net")
    first, second = (panel.get_xlim() for panel in figures[0].axes)
    assert first == second
