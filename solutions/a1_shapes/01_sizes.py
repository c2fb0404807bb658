# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Shapes and receptive fields
#
# A convolutional network slides small windows over a large image. Long before it computes anything, the sizes
# of its layers decide three things: whether it runs at all, what it costs, and how much of the image each of
# its numbers can know about.
#
# All three are arithmetic on whole numbers. In this notebook you write that arithmetic, one small function
# at a time. At the end, a single call of yours makes the full table of LeNet-5, AlexNet or VGG-16: every
# shape, every parameter, every multiplication. You can hold the table of AlexNet against its paper, and you will
# find the paper contradicting itself.
#
# Allow two and a half hours for the ten exercises. You need no calculus, and arrays in one exercise only.
# One axis of an image and a pencil will do.

# %% [markdown]
# ## How this notebook works
#
# - **Predict, run, compare.** Where you are asked for a number, write it down before you run the cell. A wrong
#   guess teaches more than a right answer that you only watched.
# - **Fill in** each function where it says `raise NotImplementedError`, and keep the names of its arguments: the
#   checks use them. Hints open on a click; take one at a time.
# - **Run the check** below it. The report shows your points for each group of cases, and the smallest case that
#   fails as a line that you can paste into a cell. If it is a known mistake, the report names
#   it. A group earns its points when all its cases pass.
# - **Run it as often as you like.** The check always asks the same questions here; grading asks questions of
#   the same kinds with other numbers. What is right here is right there.
#
# <div class="alert alert-info">Nothing leaves this computer: your functions, the checks and the figures all run
# here, with or without a network.</div>

# %% tags=["setup"]
import math

import numpy as np
from IPython.display import display

from autograder import check, once_written
from cnnlib import plot

# %% [markdown]
# ## The sliding window
#
# Take a row of 7 numbers, and a window of 3 weights. The number of weights along the row, here 3, is the
# window's **kernel** size. The window starts at the left end, produces one output, moves one step to the right,
# produces the next, and stops when it can move no further without falling off.
#
# **Predict first:** how many outputs does it produce?

# %%
plot.sliding_window(n=7, kernel=3)

# %% [markdown]
# Each row of blue squares is one position of the window, and each position makes one output: five of them. The row has
# become shorter.
#
# Now let the window jump two cells at a time. The length of the jump is the **stride**.
#
# **Predict first:** how many outputs at stride 2? And at stride 3?

# %%
plot.sliding_window(n=7, kernel=3, stride=2)

# %%
plot.sliding_window(n=7, kernel=3, stride=3)

# %% [markdown]
# At stride 3 the hatched cell belongs to no window. Nothing complains: whatever that cell holds, the outputs
# stay the same. Keep it in mind: the second exercise is about it.
#
# Two more settings change where the window may stand. **Padding** adds cells that hold zeros, here in grey, at
# both ends. **Dilation** pulls the weights apart: at dilation 2 there is one cell between neighbouring weights, at
# dilation 1 there is none.
#
# **Predict first:** 8 cells, a kernel of 3, stride 2, padding 1 and dilation 2. How many cells does one window
# reach across, and how many outputs are there?

# %%
plot.sliding_window(n=8, kernel=3, stride=2, padding=1, dilation=2)

# %% [markdown]
# One window reaches across five cells, and there are three outputs.
#
# ## a1.output_size: how many positions?
#
# **Why it matters.** Every layer's output is the next layer's input, so one wrong size breaks everything
# after it. This is the formula that you will use most in the whole course, and you can derive it from the
# figures above.
#
# **Write** `output_size(n, kernel, stride=1, padding=0, dilation=1)`. It returns the number of positions, an
# int. Positions that would stick out at the end do not count. Where not even the first position fits into the
# padded input, raise `ValueError`: there is no such layer.
#
# *15 minutes, difficulty 2 of 5.*
#
# <details><summary>Hint 1: where to start</summary>
#
# Forget stride and dilation for a moment. With `n` cells and a window of `kernel` cells, how far to the right
# can the window move from its first position? The number of positions is one more than that.
#
# </details>
# <details><summary>Hint 2: stride</summary>
#
# The window has a certain room to move. How many whole steps of length `stride` fit into that room? Python's
# `//` rounds down, which is what you want here.
#
# </details>
# <details><summary>Hint 3: padding and dilation</summary>
#
# Padding changes how many cells there are, at both ends. Dilation changes how many cells the window reaches
# across: a kernel of 3 has two gaps between neighbouring weights, and each gap is `dilation` cells wide.
#
# </details>


# %%
def output_size(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Number of positions of a kernel on a padded row of n inputs.

    Positions that stick out do not count. Raises ValueError where not even one fits.
    """
    ### BEGIN SOLUTION
    reach = dilation * (kernel - 1) + 1
    room = n + 2 * padding - reach
    if room < 0:
        raise ValueError(f"the kernel reaches across {reach} cells, more than the padded input has")
    return room // stride + 1
    ### END SOLUTION


# %%
check("a1.output_size", output_size)

# %% [markdown]
# **Predict first:** double the stride, and the output is half as long. Roughly, or exactly? The table puts a
# kernel of 3 on 32 inputs.

# %%
with once_written():
    strides = (1, 2, 4, 8, 16)
    rows = [{"stride": stride, "outputs": output_size(32, 3, stride)} for stride in strides]
    display(plot.table(rows, "A kernel of 3 on 32 inputs"))

# %% [markdown]
# Roughly: 15 outputs become 8, not 7.5. The first position is always there, and a last step that does not fit is
# rounded away.

# %% [markdown]
# ## a1.fits: what falls off the end?
#
# **Why it matters.** For 6 inputs, a kernel of 3 and stride 2, the formula without rounding gives two and a half
# outputs. PyTorch rounds down without a word, so a network can ignore the right and the bottom edge of every
# image while all its shapes look fine. Your function tells when.
#
# **Write** `fits(n, kernel, stride=1, padding=0, dilation=1)`. It returns `True` when the last position ends
# exactly at the last padded cell, and `False` when cells are left over, or when no position fits at all.
#
# *5 minutes, difficulty 1 of 5.*
#
# <details><summary>Hint: what is left over</summary>
#
# You already know how much room the window has to move. The remainder of a division, `%`, says what is left
# after the last whole step. Mind the case in which there is no room to begin with: it must not raise.
#
# </details>


# %%
def fits(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> bool:
    """Whether the positions of a kernel end exactly at the last padded cell.

    False, not an exception, where the kernel is longer than the padded input.
    """
    ### BEGIN SOLUTION
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    return room >= 0 and room % stride == 0
    ### END SOLUTION


# %%
check("a1.fits", fits)

# %% [markdown]
# AlexNet won the ImageNet competition of 2012 and started the present wave of neural networks. Its paper puts
# a kernel of 11 with stride 4 on images of 224 x 224, mentions no padding, and draws an output of 55 x 55.
#
# **Predict first:** does that fit? If not, what size did its authors most likely use?

# %%
with once_written():
    rows = [
        {
            "n": n,
            "nothing_left_over": "yes" if fits(n, kernel=11, stride=4) else "no",
            "outputs": output_size(n, kernel=11, stride=4),
        }
        for n in range(222, 229)
    ]
    display(plot.table(rows, "A kernel of 11 with stride 4"))

# %% [markdown]
# It does not fit. Of the sizes nearby, 223 and 227 both do, and only 227 gives the 55 outputs of the paper.
#
# Which sizes fit a smaller kernel?

# %%
with once_written():
    sizes, strides = range(5, 25), range(1, 7)
    tiles = [[fits(n, 5, stride) for n in sizes] for stride in strides]
    title = "Filled: a kernel of 5 leaves nothing over"
    display(plot.yes_no_grid(tiles, title, {"stride": strides}, {"n": sizes}))

# %% [markdown]
# Read one line of the figure: how far apart are the sizes that fit? Why does the first column fit at every
# stride?
#
# <details><summary>Answer</summary>
#
# The sizes that fit lie one stride apart. A row as long as the kernel has one position, which leaves nothing over
# whatever the stride.
#
# </details>
#
# The finished library rounds down as PyTorch does. Its own `output_size` takes `strict=True` to refuse such sizes,
# and then names the nearest ones that would fit.

# %% [markdown]
# ## a1.same_padding: keep the size
#
# **Why it matters.** Without padding every layer eats away the border, and a deep network runs out of image.
# With the right padding a layer of stride 1 returns as many numbers as it got, so you can stack as many as you
# like. Most layers of most networks do this.
#
# **Write** `same_padding(kernel, dilation=1)`. It returns the padding at each end that keeps the size at
# stride 1. The same number of cells goes on both ends; where that cannot keep the size, raise `ValueError`.
#
# *10 minutes, difficulty 2 of 5.*
#
# <details><summary>Hint 1: how much is lost</summary>
#
# Without padding and at stride 1, how many outputs fewer than inputs are there? That many cells have to be
# added in all.
#
# </details>
# <details><summary>Hint 2: when it cannot work</summary>
#
# Half of the cells go on each end. Draw a kernel of 2, then a kernel of 2 with dilation 2. One of them works.
#
# </details>


# %%
def same_padding(kernel: int, dilation: int = 1) -> int:
    """Padding at each end that keeps the size at stride 1.

    Raises ValueError where equal padding at both ends cannot keep it.
    """
    ### BEGIN SOLUTION
    lost = dilation * (kernel - 1)
    if lost % 2:
        raise ValueError(f"{lost} cells are lost in all, which cannot be split over two ends")
    return lost // 2
    ### END SOLUTION


# %%
check("a1.same_padding", same_padding)

# %% [markdown]
# These are the paddings that you will meet again and again. No need to learn them by heart: you have a function.

# %%
with once_written():
    rows = []
    for kernel in (1, 3, 5, 7):
        padding = same_padding(kernel)
        outputs = output_size(32, kernel, padding=padding)
        rows.append({"kernel": kernel, "padding": padding, "outputs": outputs})
    display(plot.table(rows, "Stride 1 on 32 inputs"))

# %% [markdown]
# **Predict first:** a row of 32 goes through layers with a kernel of 5, without padding. After how many layers
# can no further one follow? And how long is the row after the same number of layers with your padding?

# %%
with once_written():
    bare, padded = [32], [32]
    while bare[-1] >= 5:
        bare.append(output_size(bare[-1], 5))
        padded.append(output_size(padded[-1], 5, padding=same_padding(5)))
    print("without padding:  ", bare)
    print("with your padding:", padded)

# %% [markdown]
# After seven layers the row is shorter than a kernel of 5, and no further layer can follow. With your padding it is
# still 32 long.
