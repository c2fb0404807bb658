"""The student's helper has the name of a variable that a cell of the release sets further down."""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "When a part is asked"

TABLE = """
def table(first, *others):
    '''One row.'''
    names = ("name", "shape", "parameters", "multiply_adds", "receptive_field")
    return dict(zip(names, (first, *others), strict=True))


def rows(kind, number):
    return f"{kind}{number}"


"""


def edit(cells):
    text = right("layer_table")
    start, end = text.index("        rows.append("), text.index("    return rows")
    call = """        field = receptive_field(windows)[0] if len(shape) == 3 else None
        found.append(table(rows(kind, met[kind]), shape, parameters, work, field))
"""
    text = text[:start] + call + text[end:].replace("return rows", "return found")
    text = text.replace(
        "met, rows = tuple(input_shape), [], {}, []", "met, found = tuple(input_shape), [], {}, []"
    )
    fill(cells, layer_table=TABLE + text)
    return cells
