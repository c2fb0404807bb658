"""The student answers "predict first" with input(): once in a scratch cell, and once at the top of the solution cell of
a1.fits, above the function. In Jupyter a box opens and the cell goes on. Where nobody can answer, the cell stops with
StdinNotImplementedError before the function is defined.

Expect at home: all parts full points (somebody types INPUTS); without somebody to type the name fits is missing and
its check cell shows NameError (all other parts stay full).
"""

from solved import *

ASSIGNMENT = "a1_shapes"
INPUTS = ["5", "4", "no"]
HOME = {
    "a1.output_size": 12.0,
    "a1.fits": 8.0,
    "a1.same_padding": 8.0,
    "a1.parameters": 14.0,
    "a1.multiply_adds": 8.0,
    "a1.receptive_field": 14.0,
    "a1.probe_receptive_field": 12.0,
    "a1.layer_table": 14.0,
    "a1.expand_pattern": 6.0,
    "a1.stack_or_single": 4.0,
}


def edit(cells):
    fill(cells)
    cells.insert(4, new('guess = int(input("How many outputs? "))'))
    cells.insert(7, new('guess2 = input("stride 2: ")\nprint("correct!" if guess2 == "3" else "hmm")'))
    place = find(cells, "a1-fits-1")
    cells[place]["source"] = 'guess3 = input("Does 224 fit? ")\n\n' + cells[place]["source"]
    return cells
