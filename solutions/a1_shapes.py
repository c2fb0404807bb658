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

# %% [markdown]
# ## a1.parameters: what has to be learned?
#
# **Why it matters.** Every parameter takes memory, and every parameter has to be learned from data. Three
# layers can look at the same image and differ by a factor of more than ten million in what they have to learn.
# That factor is the reason why convolution exists.
#
# **Write** three functions. Each returns an int, and counts biases unless `bias=False`.
#
# - **Fully connected:** every output has its own weight for every input, and one bias.
# - **Convolution:** a **filter** is the set of weights behind one output channel. Each of the `c_out` filters goes
#   through all channels of its input, kernel height x kernel width weights in each, plus one bias per filter.
#   The same filter is used at every position. `kernel` is an int
#   or a pair `(height, width)`. With `groups`, the channels are split into that many blocks, and a filter
#   sees the channels of its own block only.
# - **Locally connected:** windows as in a convolution, but nothing is shared. Every output value has its own
#   weights and its own bias.
#
# *20 minutes for the three, difficulty 2 of 5.*
#
# <details><summary>Hint 1: one output first</summary>
#
# For each of the three: how many weights does one single output value use? Then: how many different sets of
# such weights are there?
#
# </details>
# <details><summary>Hint 2: an int or a pair</summary>
#
# `isinstance(kernel, int)` tells the two apart. Turn an int into a pair at the top of the function, and the
# rest has one case only.
#
# </details>
# <details><summary>Hint 3: groups</summary>
#
# With 6 channels in, 4 filters and 2 groups, a filter sees 3 channels. There are still 4 filters, and still 4
# biases.
#
# </details>


# %%
def fc_parameters(n_in: int, n_out: int, bias: bool = True) -> int:
    """Parameters of a fully connected layer from n_in to n_out numbers."""
    ### BEGIN SOLUTION
    return n_out * (n_in + bias)
    ### END SOLUTION


# %%
def conv_parameters(
    c_in: int, c_out: int, kernel: int | tuple[int, int], bias: bool = True, groups: int = 1
) -> int:
    """Parameters of a convolution layer; kernel is an int or (height, width)."""
    ### BEGIN SOLUTION
    height, width = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in // groups * height * width + bias)
    ### END SOLUTION


# %%
def locally_connected_parameters(
    c_in: int,
    c_out: int,
    kernel: int | tuple[int, int],
    out_height: int,
    out_width: int,
    bias: bool = True,
) -> int:
    """Parameters of a locally connected layer with c_out x out_height x out_width outputs."""
    ### BEGIN SOLUTION
    return out_height * out_width * conv_parameters(c_in, c_out, kernel, bias)
    ### END SOLUTION


# %%
check("a1.parameters", fc_parameters, conv_parameters, locally_connected_parameters)

# %% [markdown]
# A grey image of 200 x 200 goes into a layer with one output for each of its pixels. The fully connected
# version sees the whole image from every output, the other two see windows of 10 x 10.
#
# **Predict first:** how many weights does each of the three need? Guess the powers of ten; the axis below counts
# in them.

# %%
with once_written():
    weights = {
        "fully connected": fc_parameters(200 * 200, 200 * 200, bias=False),
        "locally connected": locally_connected_parameters(1, 1, 10, 200, 200, bias=False),
        "convolution, 1 filter": conv_parameters(1, 1, 10, bias=False),
        "convolution, 20 filters": conv_parameters(1, 20, 10, bias=False),
    }
    title = "One output for each pixel of a 200 x 200 image"
    display(plot.bars(weights, title, "weights", log=True))

# %% [markdown]
# From the first bar to the second, each output has stopped looking at the whole image. From the second to the
# third, all outputs have begun to share one set of weights. Twenty different filters still cost next to nothing.
#
# How much does sharing alone save? Two layers that you may meet in lectures, biases included:

# %%
with once_written():
    rows = [
        {
            "layer": f"{c_out} filters of {kernel} x {kernel} x 3, output {size} x {size}",
            "shared": conv_parameters(3, c_out, kernel),
            "not_shared": locally_connected_parameters(3, c_out, kernel, size, size),
        }
        for c_out, kernel, size in [(5, 7, 24), (96, 11, 55)]
    ]
    display(plot.table(rows, "Parameters with and without sharing"))
    full_hd = fc_parameters(1920 * 1080 * 3, 1, bias=False)
    print(f"One output, connected to all of a full-HD colour image: {full_hd:,} weights")

# %% [markdown]
# ## a1.multiply_adds: what does it cost to run?
#
# **Why it matters.** Sharing weights saves memory but not work: the filter is multiplied with the image at
# every position again. Time, energy and the heat of your computer follow the number of multiplications, not the
# number of parameters.
#
# **Write** `conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1)`. It returns how many times
# a weight is multiplied with an input and added to a sum, for one image. The addition of a bias is not counted.
# `kernel` is an int or a pair.
#
# *10 minutes, difficulty 1 of 5.*
#
# <details><summary>Hint: use what you have</summary>
#
# How many multiplications make one output value? How many output values are there? One of your functions from
# the exercise above does most of the work.
#
# </details>


# %%
def conv_multiply_adds(
    c_in: int,
    c_out: int,
    kernel: int | tuple[int, int],
    out_height: int,
    out_width: int,
    groups: int = 1,
) -> int:
    """Multiply-adds of a convolution layer for one image, additions of biases not counted."""
    ### BEGIN SOLUTION
    weights = conv_parameters(c_in, c_out, kernel, bias=False, groups=groups)
    return out_height * out_width * weights
    ### END SOLUTION


# %%
check("a1.multiply_adds", conv_multiply_adds)

# %% [markdown]
# Ten filters of 5 x 5 look at colour images; padding 2 keeps the size.
#
# **Predict first:** the image becomes twice as wide and twice as high. What happens to the parameters, and what
# to the multiply-adds?

# %%
with once_written():
    rows = [
        {
            "image": f"{n} x {n}",
            "parameters": conv_parameters(3, 10, 5),
            "multiply_adds": conv_multiply_adds(3, 10, 5, n, n),
        }
        for n in (32, 64, 128, 256)
    ]
    display(plot.table(rows, "Ten 5 x 5 filters on images with 3 channels"))

# %% [markdown]
# The parameters stay, the multiply-adds grow fourfold: there are four times as many positions.

# %% [markdown]
# ## a1.receptive_field: how far can one number see?
#
# The inputs that can influence an output are its **receptive field**. After one layer with a kernel of 3 an
# output sees 3 inputs. Stack three such layers.
#
# **Predict first:** how many inputs does one output of the third layer see? 9, 7 or 27?

# %%
plot.cone([(3, 1), (3, 1), (3, 1)])

# %% [markdown]
# The top orange square is the neighbouring output. It sees almost the same inputs, moved by one: the inputs that both
# see are half blue and half orange.
#
# Now put a layer of stride 2 in the middle.
#
# **Predict first:** how many inputs does the top see now, and how far apart do the two neighbours look?

# %%
plot.cone([(3, 1), (2, 2), (3, 1)], names=["conv", "pool", "conv"])

# %% [markdown]
# **Why it matters.** An output that sees only 20 pixels cannot see a face of 100 pixels as a whole, however
# long you train it. The receptive field is a bound on what a network can know, and it follows from kernels and
# strides alone.
#
# **Write** `receptive_field(layers)`. `layers` is a list from input to output of `(kernel, stride)` or
# `(kernel, stride, dilation)`. It returns a pair `(size, jump)`, both counted in inputs: how many inputs one
# output reaches across, and how far apart two neighbouring outputs look. An empty list gives `(1, 1)`.
#
# *20 minutes, difficulty 3 of 5.*
#
# <details><summary>Hint 1: walk from the input</summary>
#
# Keep two numbers, the size and the jump, and update both at every layer. Before the first layer, an "output" is
# an input: it sees 1, and its neighbour is 1 away.
#
# </details>
# <details><summary>Hint 2: what a layer adds</summary>
#
# A kernel of 3 joins three neighbours of the row below: the first, and two more. How far apart, in inputs, do
# those neighbours look? That is the jump *before* this layer. In the second figure, count what the top layer
# adds to the field of the layer below it.
#
# </details>
# <details><summary>Hint 3: both formulas</summary>
#
# In symbols, for each layer in turn and in this order, with size $r$, jump $j$, kernel $k$, stride $s$ and
# dilation $d$:
#
# $$r \leftarrow r + d\,(k - 1)\,j \qquad\qquad j \leftarrow s\,j$$
#
# </details>


# %%
def receptive_field(layers: list[tuple[int, ...]]) -> tuple[int, int]:
    """Receptive field and jump, in inputs, of one output of a stack of layers.

    layers: (kernel, stride) or (kernel, stride, dilation) for each layer, input first.
    """
    ### BEGIN SOLUTION
    size, jump = 1, 1
    for kernel, stride, *rest in layers:
        dilation = rest[0] if rest else 1
        size += dilation * (kernel - 1) * jump
        jump *= stride
    return size, jump
    ### END SOLUTION


# %%
check("a1.receptive_field", receptive_field)

# %% [markdown]
# Araujo, Norris and Sim give the fields of well-known networks in a table of their article "Computing Receptive
# Fields of Convolutional Neural Networks" (Distill, 2019). Here are three of them, as lists of kernels and strides
# up to the last convolution or pooling. Does your function agree with the article?
#
# The ResNet-50 of that table has its strides in the last block of each stage, on the 3 x 3 convolution. Its 1 x 1
# convolutions are left out of the list. Why is that allowed here, and when would it not be?

# %%
alexnet_windows = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]
vgg16_windows = 2 * [(3, 1), (3, 1), (2, 2)] + 3 * [(3, 1), (3, 1), (3, 1), (2, 2)]
resnet50_windows = [(7, 2), (3, 2)]
for blocks, stride in [(3, 2), (4, 2), (6, 2), (3, 1)]:
    resnet50_windows += (blocks - 1) * [(3, 1)] + [(3, stride)]

# %%
with once_written():
    nets = [
        ("AlexNet", alexnet_windows, 195),
        ("VGG-16", vgg16_windows, 212),
        ("ResNet-50", resnet50_windows, 483),
    ]
    rows = [
        {"net": net, "published": published, "yours": receptive_field(layers)[0]}
        for net, layers, published in nets
    ]
    display(plot.table(rows, "Receptive field of the last layer, in pixels"))

# %% [markdown]
# A 1 x 1 convolution joins no neighbours, so it adds nothing to the field. It may be left out where its stride is 1;
# with any other stride it would widen the jump, and the fields of all layers after it.
#
# All three were built for images of about 224 pixels. One of the three has a field that is much larger than
# that. Beyond the border its outputs see padding: zeros, and nothing else.
#
# Dilation is another way to see far. Three layers with 3 weights each; white squares are seen by neither of the two
# outputs:

# %%
doubling = [(3, 1, 1), (3, 1, 2), (3, 1, 4)]
plot.cone(doubling, names=["dilation 1", "dilation 2", "dilation 4"])

# %% [markdown]
# **Predict first:** without dilation three such layers see 7 inputs. How many do ten layers see, with the dilation
# doubling from layer to layer, and without?

# %%
with once_written():
    print("doubling:", receptive_field([(3, 1, 2**i) for i in range(10)])[0])
    print("without: ", receptive_field([(3, 1)] * 10)[0])

# %% [markdown]
# ## a1.probe_receptive_field: measure it
#
# **Why it matters.** A formula tells you what should be so. Now you get a network as a black box, without its
# list of layers, and find its receptive field by experiment. This is how you would check a network that somebody
# else built, and how you would catch a mistake in your own formula.
#
# **Write** `probe_receptive_field(network, n)`. `network` is a function from a float array of shape `(n,)` to one
# of shape `(m,)`. Change one input at a time and watch the middle output, `network(x)[m // 2]`. Return how many
# inputs there are from the first to the last that makes it move, both included.
#
# With all inputs 0 the output need not be 0. All weights in the network are positive, so no two effects cancel. The row is long enough for the field not to
# meet an end. You may call the network `10 * n` times at most. The check passes you its own network, and
# counts.
#
# *20 minutes, difficulty 3 of 5.*
#
# <details><summary>Hint 1: the experiment</summary>
#
# Choose a row to start from, all zeros for example, and remember its middle output. For each place in turn: make
# a fresh copy of the row, change that one place, run the network, compare.
#
# </details>
# <details><summary>Hint 2: the count</summary>
#
# Some networks have holes: with dilation, an input inside the field may have no effect. The field goes from the
# first place that matters to the last, holes included.
#
# </details>
# <details><summary>Hint 3: one too few?</summary>
#
# From place 3 to place 5 there are three places.
#
# </details>


# %%
def probe_receptive_field(network, n: int) -> int:
    """Inputs from the first to the last that changes the middle output of a network.

    network: maps a float array (n,) to a float array (m,); called at most 10 n times.
    """
    ### BEGIN SOLUTION
    before = network(np.zeros(n))
    middle = len(before) // 2
    touched = []
    for place in range(n):
        row = np.zeros(n)
        row[place] = 1.0
        if network(row)[middle] != before[middle]:
            touched.append(place)
    return touched[-1] - touched[0] + 1
    ### END SOLUTION


# %%
check("a1.probe_receptive_field", probe_receptive_field)

# %% [markdown]
# Formula and experiment, on a network of five averaging layers. The figure below shows more than the count: how
# strongly each input moves the middle output.
#
# **Predict first:** do all inputs in the field count the same?


# %%
def average(x, kernel, stride):
    """Mean over each window: a convolution whose weights are all 1 / kernel."""
    return np.convolve(x, np.ones(kernel) / kernel, "valid")[::stride]


stack = [(3, 1), (3, 1), (2, 2), (3, 1), (3, 1)]


def five_layers(x):
    for kernel, stride in stack:
        x = average(x, kernel, stride)
    return x


# %%
with once_written():
    print("by formula:   ", receptive_field(stack)[0])
    print("by experiment:", probe_receptive_field(five_layers, 40))
    outputs = np.array([five_layers(row) for row in np.eye(40)])
    effect = outputs[:, outputs.shape[1] // 2]
    display(plot.profile(effect, "Effect of each input on the middle output", "input", "change"))

# %% [markdown]
# They do not: the field is a hill, not a plateau. Most paths through the network lead to inputs near its middle, few to its
# edge. So the receptive field says what an output *can* see; what it mostly looks at is a good deal smaller.

# %% [markdown]
# ## a1.layer_table: a whole network
#
# **Why it matters.** Before you train a network for a night, you want to see in a second whether it fits together,
# whether it fits into memory, and where its time goes. You have written all that is needed. Now put it together.
#
# A network is a list of layers, each a tuple that begins with its kind. Sizes round down, as in your `output_size`.
#
# | layer | what it does to a shape |
# | :--- | :--- |
# | `("conv", channels, kernel, stride, padding)` | (C, H, W) becomes (channels, H', W') |
# | `("pool", kernel, stride)` | (C, H, W) becomes (C, H', W'); no padding, nothing to learn |
# | `("relu",)` | leaves every shape as it is |
# | `("flatten",)` | (C, H, W) becomes (F,), all numbers in one row |
# | `("linear", features)` | (F,) becomes (features,), fully connected |

# %%
lenet5 = [
    ("conv", 20, 5, 1, 2),
    ("relu",),
    ("pool", 2, 2),
    ("conv", 50, 5, 1, 2),
    ("relu",),
    ("pool", 2, 2),
    ("flatten",),
    ("linear", 500),
    ("relu",),
    ("linear", 10),
]

# %% [markdown]
# **Write** `layer_table(input_shape, layers)`. It returns a list with one dict for each layer, in order, with
# these keys:
#
# | key | value |
# | :--- | :--- |
# | `"name"` | kind and count: `"conv1"`, `"relu1"`, `"pool1"`, `"conv2"`, ...; a single one has its number too, `"flatten1"` |
# | `"shape"` | the shape after this layer, a tuple `(C, H, W)` or `(F,)` |
# | `"parameters"` | with biases; 0 where there is nothing to learn |
# | `"multiply_adds"` | for one image, of conv and linear layers; 0 for the others |
# | `"receptive_field"` | an int, how many inputs one output reaches across along one axis, without the jump; `None` from flatten on |
#
# *30 minutes, difficulty 3 of 5. It stands on your earlier functions, so make those green first.*
#
# <details><summary>Hint 1: what to carry along</summary>
#
# Go through the layers in order and keep what the next layer needs: the current shape, how many of each kind you
# have met, and the kernels and strides so far.
#
# </details>
# <details><summary>Hint 2: taking a layer apart</summary>
#
# `kind, *numbers = layer` puts the first entry into `kind` and the others into a list. Do not change the list
# `layers` itself: it belongs to whoever called you.
#
# </details>
# <details><summary>Hint 3: linear layers</summary>
#
# A linear layer multiplies each weight once, and its biases are parameters but no multiplications.
#
# </details>


# %%
def layer_table(input_shape: tuple[int, ...], layers: list[tuple]) -> list[dict]:
    """One dict a layer: name, shape, parameters, multiply_adds, receptive_field.

    input_shape: (C, H, W). layers: as in the table above, input first.
    """
    ### BEGIN SOLUTION
    shape, windows, met, rows = tuple(input_shape), [], {}, []
    for kind, *numbers in layers:
        parameters = work = 0
        if kind == "conv":
            channels, kernel, stride, padding = numbers
            height, width = (output_size(n, kernel, stride, padding) for n in shape[1:])
            parameters = conv_parameters(shape[0], channels, kernel)
            work = conv_multiply_adds(shape[0], channels, kernel, height, width)
            shape = (channels, height, width)
            windows.append((kernel, stride))
        elif kind == "pool":
            shape = (shape[0], *(output_size(n, *numbers) for n in shape[1:]))
            windows.append(tuple(numbers))
        elif kind == "flatten":
            shape = (math.prod(shape),)
        elif kind == "linear":
            parameters, work = fc_parameters(shape[0], *numbers), shape[0] * numbers[0]
            shape = tuple(numbers)
        met[kind] = met.get(kind, 0) + 1
        rows.append(
            {
                "name": f"{kind}{met[kind]}",
                "shape": shape,
                "parameters": parameters,
                "multiply_adds": work,
                "receptive_field": receptive_field(windows)[0] if len(shape) == 3 else None,
            }
        )
    return rows
    ### END SOLUTION


# %%
check("a1.layer_table", layer_table)

# %% [markdown]
# **Predict first:** LeNet-5 reads digits of 28 x 28. Which of its four layers with weights has most of the
# parameters, and which does most of the work? Is it the same one?

# %%
with once_written():
    table = layer_table((1, 28, 28), lenet5)
    display(plot.table(table, "LeNet-5", totals=["parameters", "multiply_adds"]))

# %% [markdown]
# It is not the same one: `linear1` has most of the parameters, `conv2` does most of the work.
#
# These widths, 20, 50 and 500, and the padding are a later reading of LeNet-5; the network of 1998 had widths of
# 6, 16, 120 and 84, and no padding. This course uses the later ones everywhere.
#
# Now the network of 2012. Its paper lists how many numbers each layer produces. Hold your table against that list.

# %%
alexnet = [("conv", 96, 11, 4, 0), ("relu",), ("pool", 3, 2)]
alexnet += [("conv", 256, 5, 1, 2), ("relu",), ("pool", 3, 2)]
alexnet += [("conv", 384, 3, 1, 1), ("relu",)]
alexnet += [("conv", 384, 3, 1, 1), ("relu",)]
alexnet += [("conv", 256, 3, 1, 1), ("relu",), ("pool", 3, 2)]
alexnet += [("flatten",), ("linear", 4096), ("relu",), ("linear", 4096), ("relu",)]
alexnet += [("linear", 1000)]

# %%
with once_written():
    table = layer_table((3, 227, 227), alexnet)
    display(plot.table(table, "AlexNet, on one GPU", totals=["parameters", "multiply_adds"]))
    paper = [253440, 186624, 64896, 64896, 43264, 4096, 4096, 1000]
    learned = [row for row in table if row["parameters"]]
    rows = [
        {"layer": row["name"], "in_the_paper": said, "in_your_table": math.prod(row["shape"])}
        for row, said in zip(learned, paper, strict=True)
    ]
    display(plot.table(rows, "How many numbers each layer of AlexNet produces"))

# %% [markdown]
# One line differs, and your table is right: the 253,440 printed for the first layer does not follow from the
# paper's own 96 filters and 55 x 55 outputs. It has been copied into many lectures since. (The parameters differ from the paper too, for
# another reason: the authors split some layers over two GPUs, which is `groups=2` in your function.)
#
# Two years later came VGG-16, built from nothing but 3 x 3 convolutions with padding 1 and pooling.
#
# **Predict first:** where are its parameters, at the beginning or at the end? Where does it spend its time?


# %%
def stage(convolutions, channels):
    """Some 3 x 3 convolutions that keep the size, then pooling that halves it."""
    return convolutions * [("conv", channels, 3, 1, 1), ("relu",)] + [("pool", 2, 2)]


vgg16 = stage(2, 64) + stage(2, 128) + stage(3, 256) + stage(3, 512) + stage(3, 512)
vgg16 += [("flatten",), ("linear", 4096), ("relu",), ("linear", 4096), ("relu",)]
vgg16 += [("linear", 1000)]

# %%
with once_written():
    table = layer_table((3, 224, 224), vgg16)
    title = "VGG-16: where its parameters are, and where its multiplications"
    display(plot.parameters_and_work(table, title))
    shown = [row for row in table if not row["name"].startswith("relu")]
    title = "VGG-16 without its ReLU lines"
    display(plot.table(shown, title, totals=["parameters", "multiply_adds"]))
    largest = max(table, key=lambda row: row["parameters"])
    held, done = (largest[key] / sum(row[key] for row in table) for key in ("parameters", "multiply_adds"))
    print(f"{largest['name']} holds {held:.0%} of the parameters and does {done:.1%} of the work")

# %% [markdown]
# The parameters are at the end, the time is spent in the convolutions. One layer holds three quarters of the
# parameters and does under 1 % of the work. Later networks drew the conclusion and dropped that layer.

# %% [markdown]
# ## a1.expand_pattern: the grammar of ConvNets
#
# **Why it matters.** Many early ConvNets can be described in one line. You will meet such lines in
# papers and in code, and reading them fluently is worth a few minutes:
#
# ```
# [(CONV-RELU)*N - POOL?]*M - (FC-RELU)*K, SOFTMAX
# ```
#
# A star repeats what stands before it, a question mark makes it optional.
#
# **Write** `expand_pattern(n, m, k, pool=True)`. It returns the pattern written out: a flat list of the strings
# `"CONV"`, `"RELU"`, `"POOL"`, `"FC"` and `"SOFTMAX"`. `n` and `m` are at least 1, `k` may be 0. With `pool=False`
# there is no `"POOL"` anywhere. Follow the pattern exactly: the layer that makes the class scores counts as part of
# `"SOFTMAX"` here.
#
# *10 minutes, difficulty 1 of 5.*
#
# <details><summary>Hint: lists can be multiplied</summary>
#
# `["A", "B"] * 2` is `["A", "B", "A", "B"]`, and `+` joins two lists. Build one stage first.
#
# </details>


# %%
def expand_pattern(n: int, m: int, k: int, pool: bool = True) -> list[str]:
    """The layers of [(CONV-RELU)*n-POOL?]*m-(FC-RELU)*k, SOFTMAX as one flat list of strings."""
    ### BEGIN SOLUTION
    one_stage = n * ["CONV", "RELU"] + (["POOL"] if pool else [])
    return m * one_stage + k * ["FC", "RELU"] + ["SOFTMAX"]
    ### END SOLUTION


# %%
check("a1.expand_pattern", expand_pattern)

# %% [markdown]
# **Predict first:** how many names does `expand_pattern(2, 3, 1)` have?
#
# The first cell below turns a pattern into layers, with twice as many channels after every pooling. The second shows
# what your two functions say about it. Then it is your turn: change the four numbers at the top of the second cell
# until the receptive field of the last pooling is at least 32, with at least 4 channels at the start and fewer than
# 20,000 parameters in all. There is more than one way.


# %%
def as_layers(pattern, channels, hidden=64, classes=10):
    """Layers for layer_table: 3 x 3 convolutions, channels doubled after each 2 x 2 pooling."""
    layers = []
    for name in pattern:
        if name in ("FC", "SOFTMAX") and ("flatten",) not in layers:
            layers.append(("flatten",))
        if name == "CONV":
            layers.append(("conv", channels, 3, 1, 1))
        elif name == "RELU":
            layers.append(("relu",))
        elif name == "POOL":
            layers.append(("pool", 2, 2))
            channels *= 2
        else:
            layers.append(("linear", hidden if name == "FC" else classes))
    return layers


# %%
with once_written():
    n, m, k, channels = 2, 3, 1, 16
    pattern = expand_pattern(n, m, k)
    print(len(pattern), "names:", *pattern)
    title = f"n = {n}, m = {m}, k = {k}, starting with {channels} channels"
    table = layer_table((3, 32, 32), as_layers(pattern, channels))
    display(plot.table(table, title, totals=["parameters", "multiply_adds"]))

# %% [markdown]
# ## a1.stack_or_single: one large kernel, or two small ones?
#
# **Why it matters.** VGG's authors used nothing but kernels of 3 x 3, and almost everybody has followed them. You can
# now see why with the tools that you have just built.
#
# **Write** `stack_or_single(d, channels)`. Compare one layer with a kernel of $2d + 1$ against a stack of two layers
# with kernels of $d + 1$. Kernels are square, every layer has `channels` channels in and out, stride 1, no biases.
# Return three ints `(single, stacked, field)`: the weights of the one layer, the weights of the two together, and
# the receptive field that both have.
#
# *10 minutes, difficulty 1 of 5.*
#
# <details><summary>Hint: nothing new</summary>
#
# You have written a function that counts weights, and one that finds a receptive field. Call them.
#
# </details>


# %%
def stack_or_single(d: int, channels: int) -> tuple[int, int, int]:
    """(single, stacked, field): weights of one layer, of two smaller ones, and their field."""
    ### BEGIN SOLUTION
    single = conv_parameters(channels, channels, 2 * d + 1, bias=False)
    stacked = 2 * conv_parameters(channels, channels, d + 1, bias=False)
    return single, stacked, receptive_field(2 * [(d + 1, 1)])[0]
    ### END SOLUTION


# %%
check("a1.stack_or_single", stack_or_single)

# %% [markdown]
# **Predict first:** for which field does the stack begin to be the cheaper one? And what share of the weights does
# it need when the kernels are very large?

# %%
with once_written():
    rows = []
    for d in (0, 1, 2, 3, 5, 10, 100):
        single, stacked, field = stack_or_single(d, channels=64)
        row = {"d": d, "field": field, "single": single, "stacked": stacked}
        rows.append({**row, "stacked_/_single": f"{100 * stacked / single:.0f} %"})
    display(plot.table(rows, "Weights with 64 channels"))

# %% [markdown]
# From a field of 3 on the stack is the cheaper one, and for very large kernels it needs half of the weights.
#
# The stack has a second advantage that no count shows: a ReLU fits between its two layers, so it can compute what no
# single layer can.

# %% [markdown]
# ## What you can now do
#
# You can look at a list of layers and say whether it fits together, what it has to learn, what it costs to run and how
# far it sees. You know which of these numbers grow with the image and which do not. And you have checked a formula
# by an experiment, and a famous paper by your own table.
#
# Five questions to see what has stayed. Answer before you open.
#
# <details><summary>1. A layer has kernel 7 and stride 2. Which padding turns 224 inputs into 112 outputs?</summary>
#
# Padding 3. There is room for 224 + 6 - 7 = 223 cells of movement, which is 111 whole steps of 2, so 112 positions. One
# cell is left over at the end.
#
# </details>
# <details><summary>2. The filters of the first layer of a network are 3 x 3 on colour images, 96 of them. How many
# weights has one filter, and does the answer depend on the 96?</summary>
#
# 27: three by three for each of three channels. The 96 says how many such filters there are, not how large each is.
#
# </details>
# <details><summary>3. You feed the same convolution layers an image that is twice as wide and twice as high. Which
# change: parameters, multiply-adds, receptive field?</summary>
#
# The multiply-adds only: there are four times as many positions. Parameters and receptive field belong to the layers,
# not to the image.
#
# </details>
# <details><summary>4. Where should a layer of stride 2 stand to make the receptive field of the last output as large
# as possible: early or late?</summary>
#
# Early. The stride multiplies what all *later* layers add to the field, and nothing of what came before.
#
# </details>
# <details><summary>5. Why can a 1 x 1 convolution be left out when you compute a receptive field, but not when you
# count parameters?</summary>
#
# With a kernel of 1 it joins no neighbours, so it adds nothing to the field (at stride 1 it leaves the jump alone,
# too). But it has a weight for every pair of input and output channels.
#
# </details>

# %% [markdown]
# **Next:** so far you have counted windows without looking through one. In `a2_convolution` the window starts to
# compute. You write the convolution itself, first slowly with loops and then as one matrix product, and watch it at
# work on an image.
