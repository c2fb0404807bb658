"""Begun under an earlier release; the cells of its first half were copied into the new notebook, ids and all, where
the second half was written."""

from bank import earlier, fill, functions, solution

ASSIGNMENT = "a1_shapes"
ABOUT = "An earlier release"


def edit(cells):
    before = earlier(ASSIGNMENT)
    fill(before)
    fill(cells)
    for function in functions(cells)[:6]:
        cells[solution(cells, function)] = before[solution(before, function)]
    return cells
