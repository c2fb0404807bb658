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
# # The forward pass of a convolution layer
#
# A convolution layer lays small tables of weights, its filters, on every place of an image and notes one
# number for each place. The **forward pass** is this computation, from the image to the maps. In this
# notebook you write it twice: first as loops that say exactly what happens, then as a single matrix product,
# which is how it becomes fast enough to work with.
#
# There are three exercises with points: a frame of zeros, the loops, the product. Allow two and a half hours
# with what lies between them. You need NumPy's slices and, towards the end, `reshape` and `transpose`.

# %% [markdown]
# ## How this notebook works
#
# As in `a1_shapes`: write your guess in place of `None`, fill in the functions, run the check below each as
# often as you like. A group of cases earns its points by itself, so a layer without dilation still earns what
# it can do. "Values" are the plain cases, without any option.
#
# All functions of this notebook keep to the same rules, and the checks ask for them:
#
# - Images come in **batches**, several at once: `x` is a float array of shape $(N, C, H, W)$, that is $N$
#   images of $C$ channels, $H$ pixels high and $W$ wide. Axes are numbered from 0, so `x.shape[2]` is the
#   height.
# - `padding`, `stride` and `dilation` are an int, which holds for both directions, or a pair, the tuple
#   `(height, width)`: the first number of a pair is for going down, the second for going right. The groups
#   "pair" and "pairs" ask for this. A padding may be larger than the image, and a stride larger than the
#   filter or the image.
# - The result has the dtype of `x`. As a rule all arrays have one dtype, and where they are float32 so is the
#   result: this is the group "float32".
# - No input is changed, and nothing is kept from one call to the next. The group "memory layout" hands you
#   arrays that look like any other but lie in memory in another way or refuse to be written to, and calls
#   your function several times.
#
# <div class="alert alert-info">Nothing leaves this computer: your functions, the checks and the figures all
# run here, with or without a network.</div>

# %% tags=["setup"]
import time

import numpy as np
from IPython.display import display

from autograder import check, once_written
from cnnlib import plot
from cnnlib.guess import compare_guess

# %% [markdown]
# ## What does one filter do to one image?
#
# Here are an image of 4 x 6 pixels and a filter of 2 x 3 weights. The orange frame is the first window.
# Multiply each weight by the pixel below it and add the six products up. The sums, each in its place, make
# the **activation map** of the filter, its map for short.

# %%
image = np.array([[1.0, 0, 2, 1, 0, 1], [0.0, 3, 1, 0, 2, 0], [2.0, 1, 0, 1, 1, 3], [0.0, 2, 1, 3, 0, 1]])
weights = np.array([[1.0, 0, -1], [2.0, 1, 0]])
plot.arrays({"image": image, "filter": weights, "first window": image[:2, :3]}, window=(2, 3))

# %% [markdown]
# **Predict first:** the sum for the first window; the sum after moving the filter one pixel to the right; and
# how many sums there are altogether.

# %%
my_first = None
my_second = None
my_places = None

# %%
film = plot.sliding_filter(image, weights)
display(film)
compare_guess(my_first, np.sum(image[:2, :3] * weights), "first window")
compare_guess(my_second, np.sum(image[:2, 1:4] * weights), "one pixel to the right")
compare_guess(my_places, film.facts["rows"] * film.facts["columns"], "places")

# %% [markdown]
# An output is large where the image is large below the positive weights and small below the negative ones.
# That is not the same as looking like the filter: a bright window can beat the filter's own likeness.

# %% [markdown]
# ## How does a filter reach the border?
#
# **Why it matters.** A filter of 3 x 3 cannot be centred on a pixel at the border, so each layer would make
# the image smaller and use the border less often than the middle. With a frame of zeros around the image the
# filter can be centred everywhere, and the size can stay as it is.
#
# **By hand.** An image of 2 x 3 with padding `(1, 2)`: one row of zeros above and one below, two columns on
# the left and two on the right, 4 x 7 in all. Two images of three channels stay two images of three channels.
#
# **Write** `zero_pad(x, padding)`. `x` is $(N, C, H, W)$ and the result, with the padding $(p_H, p_W)$, is
# $(N, C, H + 2p_H, W + 2p_W)$. "Padding 0" adds nothing, and then the result may be `x` itself.
#
# *a2.zero_pad: 10 minutes, difficulty 1 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to begin</summary>
#
# Make an array of zeros of the final size first. Which rows and columns of it belong to the image?
#
# </details>
# <details><summary>Hint 2: the dtype</summary>
#
# `np.zeros(shape)` is float64. It takes the dtype as a second argument.
#
# </details>
# <details><summary>Hint 3: it fails when the padding is 0</summary>
#
# The slice `out[p:-p]` reads `out[0:0]` when `p` is 0, and that is empty. Count from the front instead: the
# image begins at row `p` and has `H` rows.
#
# </details></div>


# %%
def zero_pad(x: np.ndarray, padding: int | tuple[int, int]) -> np.ndarray:
    """A frame of zeros around every image of a batch.

    x: (N, C, H, W), floating.
    padding: (rows, columns) added at each end, or an int for both.
    Returns (N, C, H + 2 rows, W + 2 columns), a result of x's dtype; x stays as it was.
    """
    ### BEGIN SOLUTION
    rows, columns = (padding, padding) if isinstance(padding, int) else padding
    n, c, height, width = x.shape
    out = np.zeros((n, c, height + 2 * rows, width + 2 * columns), x.dtype)
    out[:, :, rows : rows + height, columns : columns + width] = x
    return out
    ### END SOLUTION


# %%
check("a2.zero_pad", zero_pad)

# %% [markdown]
# **Predict first:** the image from above, 4 x 6, gets a padding of `(1, 2)`. How many percent of the result
# are padding?

# %%
my_percent = None

# %%
with once_written():
    framed = zero_pad(image[None, None], (1, 2))[0, 0]
    compare_guess(my_percent, round(100 * (1 - image.size / framed.size)), "percent of padding")
    display(plot.arrays({"padded by (1, 2)": framed}, padding=(1, 2)))

# %% [markdown]
# ## What does a convolution layer compute?
#
# **Why it matters.** All that a convolution layer does is in one formula. Once you have written it as loops
# you know what each index means, and you own a slow but trustworthy function to hold every faster one
# against.
#
# **By hand.** An image of two channels, one filter, which has a table of weights for each channel, and a bias
# of 10. All products of both channels are added up, and the bias once. Work out the first output.

# %%
two_channels = np.array([[[1.0, 2, 0], [0.0, 1, 3]], [[2.0, 0, 1], [1.0, 1, 0]]])
two_tables = np.array([[[1.0, 0], [3.0, 2]], [[0.0, 1], [3.0, -1]]])
plot.arrays(
    {
        "channel 0": two_channels[0],
        "channel 1": two_channels[1],
        "filter, channel 0": two_tables[0],
        "filter, channel 1": two_tables[1],
    },
    window=(2, 2),
)

# %%
my_output = None

# %% [markdown]
# **Write** `conv2d_naive(x, w, b, stride=1, padding=0)`.
#
# - `x` is $(N, C_{in}, H, W)$, a batch of images.
# - `w` is $(C_{out}, C_{in}, k_H, k_W)$: $C_{out}$ filters, each of which reaches through *all* channels of
#   the image. Height and width of the filters may differ. The group "channels and filters" has several of
#   each.
# - `b` is $(C_{out},)$, one bias for each filter.
# - The result is $(N, C_{out}, H', W')$ with $H' = \lfloor (H + 2 p_H - k_H) / s_H \rfloor + 1$, and the same
#   for the width.
#
# With the padded images $\tilde x$ and the stride $(s_H, s_W)$:
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_{c} \sum_{u} \sum_{v} w[f, c, u, v] \; \tilde x[n, c, i \, s_H + u, j \, s_W + v]$$
#
# The filter is laid on the image as it is; what mathematics calls a convolution flips it first. Any loops are
# welcome: the images of the check are small, and a call may take ten seconds.
#
# *a2.conv2d_naive: 30 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: how many loops</summary>
#
# One for each index on the left of the formula: image, filter, row, column. The three sums on the right are
# one `np.sum` over a product of two arrays of equal shape.
#
# </details>
# <details><summary>Hint 2: which window</summary>
#
# The window of output (i, j) begins at row `i * stride` and column `j * stride` of the padded image and is as
# large as the filter. Slice all channels at once.
#
# </details>
# <details><summary>Hint 3: right on square filters, wrong on others</summary>
#
# Look for a place where one number serves for both directions: the filter's size, the stride, the padding or
# the output's size.
#
# </details></div>


# %%
def conv2d_naive(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> np.ndarray:
    """A convolution layer as its definition reads.

    x: (N, C_in, H, W).  w: (C_out, C_in, kH, kW).  b: (C_out,).
    stride, padding: an int or a pair (height, width).
    Returns (N, C_out, H', W') with x's dtype; changes none of its inputs.
    """
    ### BEGIN SOLUTION
    down, across = (stride, stride) if isinstance(stride, int) else stride
    padded = zero_pad(x, padding)
    k_rows, k_columns = w.shape[2:]
    height = (padded.shape[2] - k_rows) // down + 1
    width = (padded.shape[3] - k_columns) // across + 1
    out = np.zeros((len(x), len(w), height, width), x.dtype)
    for n in range(len(x)):
        for f in range(len(w)):
            for i in range(height):
                for j in range(width):
                    top, left = i * down, j * across
                    window = padded[n, :, top : top + k_rows, left : left + k_columns]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out
    ### END SOLUTION


# %%
check("a2.conv2d_naive", conv2d_naive)

# %%
with once_written():
    result = conv2d_naive(two_channels[None], two_tables[None], np.array([10.0]))
    compare_guess(my_output, result[0, 0, 0, 0], "two channels, first output")
    print("both outputs:", *result.ravel())

# %% [markdown]
# ### Which mistakes does an example catch?
#
# Many lectures show convolution on the image and the filter below. Their map is the right one, and so is
# yours. But could it have come out right by mistake?
#
# Four layers with one mistake each are given: A flips the filter, B exchanges its rows and columns, C adds
# the bias once for every channel, D uses the first number of a pair of strides for both directions.

# %%
lecture_image = np.array(
    [
        [1.0, 1, 1, 0, 0],
        [0.0, 1, 1, 1, 0],
        [0.0, 0, 1, 1, 1],
        [0.0, 0, 1, 1, 0],
        [0.0, 1, 1, 0, 0],
    ]
)
cross = np.array([[1.0, 0, 1], [0.0, 1, 0], [1.0, 0, 1]])
wrong_layers = {
    "A": lambda x, w, b, stride: conv2d_naive(x, w[:, :, ::-1, ::-1], b, stride),
    "B": lambda x, w, b, stride: conv2d_naive(x, w.swapaxes(2, 3), b, stride),
    "C": lambda x, w, b, stride: conv2d_naive(x, w, b * w.shape[1], stride),
    "D": lambda x, w, b, stride: conv2d_naive(x, w, b, (stride[0], stride[0])),
}

with once_written():
    result = conv2d_naive(lecture_image[None, None], cross[None, None], np.zeros(1))[0, 0]
    display(plot.arrays({"image": lecture_image, "filter": cross, "activation map": result}))

# %% [markdown]
# **Design an example that catches all four.** The numbers below are those of the lecture. Change them, shapes
# included, until the map of every wrong layer differs from the right one. Make it as small as you can: a good
# test is one that you can check by hand.

# %%
my_x = lecture_image.reshape(1, 1, 5, 5)
my_w = cross.reshape(1, 1, 3, 3)
my_b = np.array([0.0])
my_stride = (1, 1)

# %%
with once_written():
    right = conv2d_naive(my_x, my_w, my_b, my_stride)
    caught = []
    for name, layer in wrong_layers.items():
        try:
            wrong = layer(my_x, my_w, my_b, my_stride)
            same = wrong.shape == right.shape and np.allclose(wrong, right)
        except (ValueError, IndexError):
            same = False
        print(f"{name} is", "not caught: its map is the right one" if same else "caught")
        if not same:
            caught.append(name)
    print(f"{len(caught)} of 4 mistakes caught with {my_x.size + my_w.size} numbers")

# %% [markdown]
# <details><summary>What a good example has</summary>
#
# A filter that is neither its own mirror image nor the same with rows and columns exchanged, more than one
# channel, a bias that is not 0, and two different strides with room for more than one step to the right. An
# image of 2 x 1 x 3 and a filter of 1 x 2 can do it, ten numbers in all.
#
# </details>

# %% [markdown]
# ### What do filters find?
#
# A filter of nine weights can do more than add. The next figure is a disc on a background that grows brighter
# from left to right, and three filters are laid on it:
#
# | first | second | third |
# | :---: | :---: | :---: |
# | 1 2 1 | 1 0 -1 | all nine |
# | 0 0 0 | 2 0 -2 | weights |
# | -1 -2 -1 | 1 0 -1 | are 1/9 |
#
# **Predict first:** which of them answers most to edges that run from left to right, such as the upper edge
# of the disc? And what does the third one do to edges?

# %%
my_guess = None  # 1, 2 or 3

# %%
row, column = np.mgrid[:40, :40]
scene = column / 40 + ((row - 20) ** 2 + (column - 20) ** 2 < 144)
first = np.array([[1.0, 2, 1], [0.0, 0, 0], [-1.0, -2, -1]])
second = np.array([[1.0, 0, -1], [2.0, 0, -2], [1.0, 0, -1]])
third = np.ones((3, 3)) / 9


def numbers(weights):
    """A filter's weights as three lines of text."""
    return "\n".join(" ".join(f"{value:4.2g}" for value in row) for row in weights)


with once_written():
    filters = np.array([first, second, third])[:, None]
    maps = conv2d_naive(scene[None, None], filters, np.zeros(3), padding=1)[0]
    at_upper_edge = abs(maps[:, 8, 20] - maps[:, 4, 20])
    compare_guess(my_guess, int(at_upper_edge.argmax()) + 1, "filter for edges from left to right")
    titles = [numbers(f) for f in filters[:, 0]]
    display(plot.arrays({"scene": scene} | dict(zip(titles, maps, strict=True))))

# %% [markdown]
# A map with negative numbers is drawn around grey: grey is 0, bright is positive, dark is negative. Bright or
# dark says on which side of the edge the scene is brighter.
#
# <details><summary>What the third filter does</summary>
#
# Each of its outputs is the mean of nine pixels. It blurs: an edge becomes a slope.
#
# </details>

# %% [markdown]
# The first two maps also have a bright or dark line along the border of the scene, where no edge was drawn.
# Where does it come from? Change `padding=1` to `padding=0` in the cell above and look again.
#
# <details><summary>Answer</summary>
#
# The scene ends in zeros where the padding begins, and a step from bright to 0 is an edge like any other.
# Padding keeps the size, but it invents a border.
#
# </details>
