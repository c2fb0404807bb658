"""In scratch cells after the checks the student stores results in variables that are called like the
functions: `fits = fits(227, 11, 4)`, and `check = [...]` for a list of own comparisons.
They stand at the end of the notebook, so that all checks have run before.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a1_shapes"
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
    cells.append(new("my own questions", "markdown"))
    cells.append(
        new("""
table = layer_table((3, 32, 32), as_layers(expand_pattern(2, 3, 1), 4))
receptive_field = table[8]["receptive_field"]
receptive_field
""")
    )
    cells.append(
        new("""
output_size = output_size(227, 11, 4)
fits = fits(227, 11, 4)
print(output_size, fits)
""")
    )
    cells.append(
        new("""
check = [output_size == 55, fits == True, receptive_field is not None]
all(check)
""")
    )
    return cells
