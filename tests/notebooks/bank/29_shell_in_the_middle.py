"""The shell is asked for things in the middle of cells: lists of files, an environment variable, a folder made, a
program run through get_ipython and through %%bash."""

from bank import above, fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "What is there"


def edit(cells):
    listing = "listing = !ls -a\nfirst = listing[0] if listing else '.'\n!mkdir -p results && echo made\n\n\n"
    system = (
        "get_ipython().system('true')\nanswer = get_ipython().getoutput('echo 7')\n%env COURSE=convnet\n\n\n"
    )
    fill(
        cells,
        same_padding=listing + right("same_padding"),
        conv_parameters=system + right("conv_parameters") + "\n\n\n!echo {conv_parameters(3, 96, 11)}",
    )
    above(cells, "receptive_field", "%%bash\nfor i in 1 2 3; do echo $i > results/$i.txt; done")
    above(cells, "receptive_field", "%%sh\nls results")
    return cells
