"""Functions show things while they compute: Markdown, tables in HTML, help on what they call, a picture."""

from bank import above, fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "What is there"

SHOW = """
import matplotlib.pyplot as plt
from IPython.display import HTML, Markdown, clear_output


def show(x):
    clear_output(wait=True)
    display(Markdown(f"**shape** {x.shape}"), HTML("<table><tr><td>1</td></tr></table>"))
    figure, axes = plt.subplots(figsize=(1, 1))
    axes.imshow(x[0, 0])
    plt.show()
    plt.close("all")
"""


def edit(cells):
    pad = right("zero_pad").replace(
        "    return out", "    if out.size < 100:\n        show(out)\n    return out"
    )
    naive = right("conv2d_naive").replace("    return out", "    help(len)\n    return out")
    fill(cells, zero_pad=pad, conv2d_naive=naive)
    above(cells, "zero_pad", SHOW + "\nhelp(np.pad)")
    return cells
