"""Layer tables: rows made, columns read, and columns replaced by what a mistake puts there."""

from autograder.judging.compare import kind


def table_row(name, shape, parameters, multiply_adds, field):
    """One row of a layer table."""
    return {
        "name": name,
        "shape": shape,
        "parameters": parameters,
        "multiply_adds": multiply_adds,
        "receptive_field": field,
    }


def columns(*keys):
    """A function that takes these columns out of a table and says what is wrong with a bad one."""

    def read(rows):
        if not isinstance(rows, list | tuple):
            raise TypeError(f"found {kind(rows)}, expected a list of dicts, one for each layer")
        for place, row in enumerate(rows):
            if not isinstance(row, dict):
                raise TypeError(f"row {place} is {kind(row)}, expected a dict")
            if missing := [key for key in keys if key not in row]:
                raise ValueError(f"row {place} has no {missing[0]!r}; its keys are {list(row)}")
        return [{key: row[key] for key in keys} for row in rows]

    return read


def changed(rows, **new):
    """The rows with some columns replaced; each is given as a function of the row."""
    return [{**row, **{key: make(row) for key, make in new.items()}} for row in rows]


def widths(rows):
    """Channels or features after each layer with parameters, 0 after the others."""
    return changed(rows, width=lambda row: row["shape"][0] if row["parameters"] else 0)


def layer_kind(row):
    """What kind of layer a row is about, by its name: conv of conv1."""
    return row["name"].rstrip("0123456789")
