"""Typing habits: Greek and accented identifiers, tabs for indentation in some cells, semicolons, several statements in a
line, backslashes, a shebang and a coding line at the top of a cell, emoji in strings, a docstring with quotes and
backslashes, a comment that looks like a magic (# %% new cell), a string that looks like a shell line, trailing blanks,
code after the function that draws a bare expression (its value is displayed), form feed between functions.

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
    fill(
        cells,
        replace={
            "a1-output_size-1": '''
#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# %% output size
def output_size(n, kernel, stride=1, padding=0, dilation=1):
\tr"""Größe der Ausgabe \\o/ 'n' "k" """
\tlänge = n + 2*padding;  κ = dilation*(kernel-1) + 1
\tif länge < κ: raise ValueError("passt nicht 😢")
\treturn (länge - κ) \\
\t\t// stride + 1
output_size(7, 3);
'''.replace("raise ValueError", "raise ValueError"),
            "a1-fits-1": """
def fits(n, kernel, stride=1, padding=0, dilation=1):
	try: output_size(n, kernel, stride, padding, dilation)
	except ValueError: return False
	else: return (n + 2*padding - dilation*(kernel-1) - 1) % stride == 0   
\x0c
"%matplotlib is not a magic here"
""",
            "a1-same_padding-1": '''
def same_padding(kernel, dilation=1):
    """
!ls is what I typed in the terminal
%cd too
    """
    δ = dilation * (kernel - 1)
    if δ & 1: raise ValueError('ungerade: δ = %d' % δ)
    return δ >> 1
same_padding(3), same_padding(5)
''',
            "a1-receptive_field-1": """
def receptive_field(layers):
    ρ = 1; ι = 1
    for λ in layers:
        κ = λ[0]; σ = λ[1]; δ = λ[2] if len(λ) > 2 else 1
        ρ += δ * (κ - 1) * ι; ι *= σ
    return ρ, ι
""",
        },
    )
    return cells
