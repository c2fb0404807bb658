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
# A convolutional network looks at an image through small windows. How many windows there are, how large they
# are and how they are stacked decides three things before anything has been learned: whether the network runs
# at all, what it costs, and how much of the image each of its numbers can know about.
#
# All three are arithmetic on whole numbers. In this notebook you write that arithmetic, one small function at
# a time. At the end a single call of yours lays open three networks that made history: LeNet-5, which read
# handwritten digits in 1998; AlexNet, which in 2012 won the yearly contest in telling photographs of a
# thousand kinds of things apart; VGG-16, two years later. You will hold your table of AlexNet against the
# paper of its authors.
#
# Allow three hours for the ten exercises and what lies between them. You need no calculus, and arrays in one
# exercise only. A pencil helps.

# %% [markdown]
# ## How this notebook works
#
# - **Predict, run, compare.** Where a cell says `None`, write your guess in its place and run it. The cell
#   below shows what comes out and says how far off you were. Nobody grades a guess, and a wrong one teaches
#   more than a right answer that you only watched.
# - **Fill in** each function where it says `raise NotImplementedError`, and keep the names of its arguments:
#   the checks use them. Hints stand in blue boxes and open on a click; take one at a time.
# - **Run the check** below it, as often as you like. It tries your function on many cases and reports your
#   points. A report has groups of cases, such as *stride*, *padding* or *values*, which are the plain cases
#   without any option. A group earns its points when all its cases pass. The smallest case that fails is
#   shown as a line to paste into a cell, and a mistake that is known is named.
# - **Grading** runs your cells from the top, in the order in which they stand. Then it runs the same checks
#   with other numbers, so what is right here is right there. A function counts as it is where its check
#   stands, or as it is at the end of the notebook if that earns more. Helpers and imports in cells of your
#   own are fine.
# - **Whole numbers** are Python's own ints here, which have no largest one. Some counts are larger than
#   2**31.
#
# <div class="alert alert-info">Nothing leaves this computer: your functions, the checks and the figures all
# run here, with or without a network.</div>

# %% tags=["setup"]
import math

import numpy as np
from IPython.display import display

from autograder import check, once_written
from cnnlib import plot
from cnnlib.guess import compare_bounds, compare_guess

# %% [markdown]
# ## A window moves over an image
#
# The image in the next figure is a real handwritten digit: 8 x 8 numbers, 0 where it is black, 1 where it is
# white. On its upper left corner lies a **filter**, a small table of numbers that are called its **weights**.
# The part of the image below it, framed in orange, is the **window**. Each weight is multiplied by the number
# below it, and the nine products are added up. The sum is one **output**.
#
# Then the filter moves on by one pixel and does the same, row by row, until it has been everywhere where it
# fits. The outputs, each in its place, make an image again: the **map** of this filter.
#
# **Predict first.** The filter has 3 x 3 weights: a column of 1, a column of 0, a column of -1. How many
# outputs has one row of its map? And where will the map be bright, that is, where are the outputs large: at
# the left or at the right edges of the white strokes?

# %%
my_outputs = None  # a number
my_edge = None  # "left" or "right"

# %%
from cnnlib import data
from cnnlib.ops.conv import correlate2d

digit = data.digits().train_images[4, 0] / 255
edges = np.array([[1.0, 0, -1], [1.0, 0, -1], [1.0, 0, -1]])

film = plot.sliding_filter(digit, edges)
display(film)

outputs = correlate2d(digit, edges)
row, column = np.unravel_index(outputs.argmax(), outputs.shape)
window = digit[row : row + 3, column : column + 3]
ends_on = "right" if window[:, 0].sum() > window[:, 2].sum() else "left"
compare_guess(my_outputs, film.facts["columns"], "outputs in a row")
compare_guess(my_edge, ends_on, "bright edges")

# %% [markdown]
# Run the cell again to see the filter move again.
#
# <details><summary>What the map shows</summary>
#
# An output is large where the window is white on its left, below the 1s, and black on its right, below the
# -1s: at a right edge of a stroke. At left edges it is as far below zero, which is drawn dark. Where the
# window is of one colour, the 1s and the -1s cancel, and the output is 0, which is grey.
#
# So a filter looks for one small pattern, and its map says where in the image the pattern is.
#
# </details>

# %% [markdown]
# Taking an image in and giving maps out is the work of a **layer**. A **network** is a row of layers, each of
# which takes in what the layer before gave out. Nobody chooses the weights by hand as we did here: they are
# learned from examples. How many maps, outputs and weights there are is settled before, and that is the
# subject from here on.

# %% [markdown]
# ## Where can a window stand?
#
# Along the height of an image the same happens as along its width, so one row of numbers is enough to count
# with. Here are 7 numbers and a filter of 3 weights. The number of its weights along the row is its **kernel
# size**, its kernel for short. It moves from left to right and stops when it can move no further without
# sticking out. Each line of blue squares is the filter at one position, and makes one output.

# %%
plot.sliding_window(n=7, kernel=3)

# %% [markdown]
# Now let the filter jump two numbers at a time. The length of the jump is the **stride**.
#
# **Predict first:** how many outputs are there at stride 2? And at stride 3?

# %%
my_stride_2 = None
my_stride_3 = None

# %%
for stride, guess in [(2, my_stride_2), (3, my_stride_3)]:
    picture = plot.sliding_window(n=7, kernel=3, stride=stride)
    display(picture)
    compare_guess(guess, picture.facts["outputs"], f"outputs at stride {stride}")

# %% [markdown]
# At stride 3 one cell is hatched: it lies in no window. Nothing complains. Whatever that cell holds, the
# outputs stay the same. Keep it in mind: the second exercise is about it.
#
# Two more settings change where the filter may stand. **Padding** adds cells that hold zeros at both ends;
# they are grey in all figures. **Dilation** pulls the weights apart: at dilation 1 they are neighbours, at
# dilation 2 one cell lies between each two, at dilation 3 two cells.
#
# **Predict first:** 8 cells, a kernel of 3, stride 2, padding 1 and dilation 2. How many cells does one
# window reach across, counted from the cell below its first weight to the cell below its last, both included?
# And how many outputs are there?

# %%
my_reach = None
my_positions = None

# %%
picture = plot.sliding_window(n=8, kernel=3, stride=2, padding=1, dilation=2)
display(picture)
compare_guess(my_reach, picture.facts["reach"], "cells that a window reaches across")
compare_guess(my_positions, picture.facts["outputs"], "outputs")

# %% [markdown]
# ## How many outputs are there?
#
# **Why it matters.** The outputs of each layer are the inputs of the next, so one wrong size breaks
# everything after it. No formula is used more often in this course, and you can read it off the figures
# above.
#
# **By hand.** Count the steps between the first position and the last, in the first figure: four steps, five
# positions. Do the same for the others before you write a line.
#
# **Write** `output_size(n, kernel, stride=1, padding=0, dilation=1)`. It takes whole numbers and returns the
# number of outputs along one row, an int. `n` counts the inputs without the padding, `padding` is added at
# each end. A position that would stick out at the end does not count. Where not even the first position fits
# into the padded input, raise `ValueError`: there is no such layer.
#
# Stride and padding may be larger than the kernel, and larger than the input. `n`, `kernel`, `stride` and
# `dilation` are at least 1. The group *errors* has the cases in which a `ValueError` is right, and some that
# only just fit. In *all together* a case has stride, padding and dilation at once.
#
# *a1.output_size: 15 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to start</summary>
#
# Forget stride and dilation for a moment. With `n` cells and a filter of `kernel` cells, how far to the right
# can the filter move from its first position? The number of positions is one more than that.
#
# </details>
# <details><summary>Hint 2: stride</summary>
#
# The filter has a certain room to move. How many whole steps of length `stride` fit into that room? Python's
# `//` rounds down, which is what you want here.
#
# </details>
# <details><summary>Hint 3: padding and dilation</summary>
#
# Padding changes how many cells there are, at both ends. Dilation changes how many cells a window reaches
# across: a kernel of 3 has two steps from weight to weight, and each step is `dilation` cells long.
#
# </details></div>


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
# **Predict first.** A kernel of 3 on 32 inputs gives 15 outputs at stride 2. Double the stride: how many are
# there at stride 4?
#
# The cell that compares uses your function, and begins with `with once_written():`, as all such cells do from
# here on. As long as the function is not written, the cell prints one line in place of an error.

# %%
my_stride_4 = None

# %%
with once_written():
    compare_guess(my_stride_4, output_size(32, 3, stride=4), "outputs at stride 4")
    rows = [{"stride": stride, "outputs": output_size(32, 3, stride)} for stride in (1, 2, 4, 8, 16)]
    display(plot.table(rows, "A kernel of 3 on 32 inputs"))

# %% [markdown]
# <details><summary>Why is it not always half?</summary>
#
# The first position takes no step, so doubling the stride does not halve it. It halves the steps alone, and a
# step that is not whole is left out. A kernel of 3 on 32 inputs has 29 cells of room. Into these go 14 steps
# of 2, which makes 15 positions, or 7 steps of 4, which makes 8.
#
# </details>

# %% [markdown]
# ## When is nothing left over?
#
# **Why it matters.** Sizes that do not come out even are rounded down without a word, in PyTorch too, the
# library that most networks are written in. So a network can be blind to the right and the bottom edge of
# every image while all its shapes look fine. Your function tells when.
#
# **By hand.** 6 inputs, a kernel of 3, stride 2. The second position ends at the fifth cell, and a third
# would stick out: one cell is left over. With 7 inputs nothing is left over.
#
# **Write** `fits(n, kernel, stride=1, padding=0, dilation=1)`. It returns `True` when the last position ends
# exactly at the last cell of the padded input, and `False` when cells are left over. It also returns `False`,
# and raises nothing, when the window is larger than the padded input. The group *too large* asks for that.
#
# *a1.fits: 5 minutes, difficulty 1 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint: what is left over</summary>
#
# You know how much room the filter has to move. The remainder of a division, `%`, says what is left after the
# last whole step. A room of 0 is enough for one position, which leaves nothing over. A room below 0 is the
# case in which the window is too large; mind that `%` gives numbers of 0 and more there too.
#
# </details></div>


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
# The paper on AlexNet lays filters with a kernel of 11 on images of 224 x 224 pixels, at stride 4. It
# mentions no padding, and draws maps of 55 x 55. With 224 pixels the maps would be smaller.
#
# **Predict first:** with which size are there 55 outputs and nothing is left over?

# %%
my_size = None  # pixels along one side

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
    agree = [row["n"] for row in rows if row["nothing_left_over"] == "yes" and row["outputs"] == 55]
    compare_guess(my_size, agree[0], "size with 55 outputs and nothing left over")
    display(plot.table(rows, "A kernel of 11 with stride 4"))

# %% [markdown]
# So this is most likely the size that the authors used. There are 55 outputs with up to three more pixels
# too, but then some are left over.

# %% [markdown]
# ### Explain this picture
#
# Each row of the next figure is a stride, each column a size of the input, and the kernel is always 5. A
# square is filled where nothing is left over.
#
# 1. In one row, how far apart are the filled squares, and why?
# 2. Why is the first column filled at every stride?
# 3. Which is the next size after 24 that fits every stride from 1 to 6? The figure does not reach that far,
#    but it tells.

# %%
my_next_size = None

# %%
with once_written():
    sizes, strides = range(5, 25), range(1, 7)
    tiles = [[fits(n, 5, stride) for n in sizes] for stride in strides]
    title = "Filled: a kernel of 5 leaves nothing over"
    display(plot.yes_no_grid(tiles, title, {"stride": strides}, {"n": sizes}))
    found = next(n for n in range(25, 1000) if all(fits(n, 5, stride) for stride in strides))
    compare_guess(my_next_size, found, "next size that fits all")

# %% [markdown]
# <details><summary>Answers</summary>
#
# 1. The filled squares of a row lie one stride apart: one step more needs exactly that many cells more.
# 2. An input as long as the kernel has one position, which leaves nothing over whatever the stride.
# 3. A size fits all six strides when its room can be divided by 1, 2, 3, 4, 5 and 6. The smallest such room
#    above 0 is 60, and the kernel takes 5 cells more.
#
# </details>

# %% [markdown]
# ## How does an image keep its size?
#
# **Why it matters.** Without padding every layer eats away the border, and after a few layers no image is
# left. With the right padding a layer of stride 1 gives out as many numbers as it took in, and you can stack
# as many as you like. VGG-16, at the end of this notebook, does so in all its convolutions.
#
# **By hand.** Five inputs, a kernel of 3, one cell of padding at each end: five outputs. The figure shows
# them.

# %%
plot.sliding_window(n=5, kernel=3, padding=1)

# %% [markdown]
# **Write** `same_padding(kernel, dilation=1)`. It returns the padding at each end, an int, that keeps the
# size at stride 1. The same number of cells goes on both ends.
#
# When the kernel is odd, there always is such a padding. When the kernel is even, there is one for some
# dilations and none for others. Where there is none, raise `ValueError`. The groups are *odd kernels*,
# *dilation* and *even kernels*.
#
# *a1.same_padding: 10 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: how much is lost</summary>
#
# Without padding and at stride 1, how many outputs fewer than inputs are there? That many cells have to be
# added in all.
#
# </details>
# <details><summary>Hint 2: when it cannot work</summary>
#
# Half of the cells go on each end. Draw a kernel of 2, then a kernel of 2 with dilation 2.
#
# </details></div>


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
# **Predict first.** A row of 32 goes through layers with a kernel of 5, stride 1 and no padding. After how
# many layers is it too short for a further one?

# %%
my_layers = None

# %%
with once_written():
    bare, padded = [32], [32]
    while bare[-1] >= 5:
        bare.append(output_size(bare[-1], 5))
        padded.append(output_size(padded[-1], 5, padding=same_padding(5)))
    compare_guess(my_layers, len(bare) - 1, "layers")
    print("without padding:  ", bare)
    print("with your padding:", padded)
    rows = [{"kernel": kernel, "padding": same_padding(kernel)} for kernel in (1, 3, 5, 7)]
    display(plot.table(rows, "Paddings that keep the size, as most papers use them"))

# %% [markdown]
# ### Find the bug in this network
#
# A network looks at images of 60 x 60 pixels. Its author notices a fault: whatever is changed in the last
# columns of pixels, at the right edge of an image, the outputs stay the same. Below are the layers of the
# network as (name, kernel, stride, padding).
#
# First find the layer at fault, the one that leaves cells over. Use a pencil, or call the function below in a
# cell of your own. Then choose another kernel for this layer, so that nothing is left over in any layer and
# the network still ends with one output along each axis.


# %%
def sizes_and_faults(layers, size=60):
    """The size after each layer, and the names of the layers that leave cells over."""
    sizes, faults = [size], []
    for name, kernel, stride, padding in layers:
        if not fits(sizes[-1], kernel, stride, padding):
            faults.append(name)
        sizes.append(output_size(sizes[-1], kernel, stride, padding))
    return sizes, faults


network = [
    ("layer 1", 5, 1, 2),
    ("layer 2", 2, 2, 0),
    ("layer 3", 3, 3, 0),
    ("layer 4", 3, 2, 0),
    ("layer 5", 4, 1, 0),
]

# %%
my_layer = None  # such as "layer 1"
my_kernel = None  # a number, the new kernel of this layer

# %%
with once_written():
    fault = sizes_and_faults(network)[1][0]
    compare_guess(my_layer, fault, "layer at fault")
    if my_kernel is not None:
        repaired = [(name, my_kernel if name == fault else k, *rest) for name, k, *rest in network]
        try:
            sizes, faults = sizes_and_faults(repaired)
            print("sizes with your kernel:", *sizes)
            print("cells left over in:", *(faults or ["no layer"]))
            print("Repaired." if sizes[-1] == 1 and not faults else "Not repaired yet.")
        except ValueError as error:
            print("Not repaired yet, a layer has no position at all:", error)

# %% [markdown]
# <details><summary>Would padding have helped?</summary>
#
# No. The layer has an odd number of cells of room, so at stride 2 one cell is left over. Padding adds an even
# number of cells, half of them at each end. The room stays odd, and one cell is left over again.
#
# </details>
