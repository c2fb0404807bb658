"""Pictures and tables for notebooks: each has a text alternative and survives colour blindness.

    one axis   sliding_window(n, kernel), cone(layers)
    charts     bars(values), profile(values), parameters_and_work(rows), yes_no_grid(truth)
    arrays     arrays(named), sliding_filter(image, weights)
    nets       filters(weights), activation_maps(maps), training_curves(rows), confusion_matrix(truth, predicted)
    seen       fields(image, sizes), influences(image, named)
    layers     matrices(weights, maps), neurons(image, maps, kernel, row, column)
    moving     curves(named, along), paths(features)
    features   templates(rows, names), plane(points, y, w, b, ...), directions(image, histograms)
    graphs     graph(start, steps)
    tables     table(rows)

Each gives a `Picture` or a `Table`. The first picture imports Matplotlib, so that importing this costs nothing.
"""

from cnnlib.plot.arrays import arrays
from cnnlib.plot.charts import bars, parameters_and_work, profile, yes_no_grid
from cnnlib.plot.features import directions, plane
from cnnlib.plot.film import sliding_filter
from cnnlib.plot.graph import graph
from cnnlib.plot.matrices import matrices
from cnnlib.plot.moving import curves, paths
from cnnlib.plot.nets import activation_maps, confusion_matrix, filters, training_curves
from cnnlib.plot.neurons import neurons
from cnnlib.plot.one_axis import cone, sliding_window
from cnnlib.plot.picture import Film, Picture
from cnnlib.plot.seen import fields, influences
from cnnlib.plot.table import Table, table
from cnnlib.plot.templates import templates

__all__ = [
    "Film",
    "Picture",
    "Table",
    "activation_maps",
    "arrays",
    "bars",
    "cone",
    "confusion_matrix",
    "curves",
    "directions",
    "fields",
    "filters",
    "graph",
    "influences",
    "matrices",
    "neurons",
    "parameters_and_work",
    "paths",
    "plane",
    "profile",
    "sliding_filter",
    "sliding_window",
    "table",
    "templates",
    "training_curves",
    "yes_no_grid",
]
