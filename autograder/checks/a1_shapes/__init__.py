"""Assignment 1: shapes and receptive fields, in plain integers along one axis."""

title = "Shapes and receptive fields"
teaches = ("cnnlib.shapes",)
hides = ("cnnlib.plot", "cnnlib.ops")
parts = (
    "output_size",
    "fits",
    "same_padding",
    "parameters",
    "multiply_adds",
    "receptive_field",
    "probe_receptive_field",
    "layer_table",
    "expand_pattern",
    "stack_or_single",
)
