"""Pictures and tables for notebooks: each has a text alternative and survives colour blindness.

    one axis      sliding_window(...), cone(...), profile(...)
    charts        bars(...), parameters_and_work(...), yes_no_grid(...)
    arrays        arrays(...)
    nets          filters(...), activation_maps(...), training_curves(...), confusion_matrix(...)
    tables        table(...)

Importing this loads nothing of Matplotlib, which the first picture does. Nothing here uses
`cnnlib.shapes`: the pictures count windows one by one, so that they can be laid beside what a formula says.
"""

from cnnlib.plot.arrays import arrays
from cnnlib.plot.nets import activation_maps, confusion_matrix, filters, training_curves
from cnnlib.plot.one_axis import bars, cost, grid, profile, receptive_field, sliding_window
from cnnlib.plot.picture import Picture
from cnnlib.plot.table import Table, table

__all__ = [
    "Picture",
    "Table",
    "activation_maps",
    "arrays",
    "bars",
    "confusion_matrix",
    "cost",
    "filters",
    "grid",
    "profile",
    "receptive_field",
    "sliding_window",
    "table",
    "training_curves",
]
