"""Lines that only a notebook knows stand above functions: autosave, how plots are drawn, extensions, profilers."""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "What is there"


def edit(cells):
    fill(
        cells,
        output_size="%autosave 30\n" + right("output_size"),
        same_padding="%matplotlib inline\n%config InlineBackend.figure_format = 'retina'\n"
        + right("same_padding"),
        conv_multiply_adds="%load_ext autoreload\n%autoreload 2\n" + right("conv_multiply_adds"),
        receptive_field="%connect_info\n%pdb off\n\n" + right("receptive_field"),
        stack_or_single=right("stack_or_single") + "\n\n\n%prun -q stack_or_single(3, 64)",
    )
    return cells
