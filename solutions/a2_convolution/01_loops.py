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
# often as you like. A report has groups of cases, such as *stride*, *padding* or *values*, which are the
# plain cases without any option. A group earns its points by itself when all its cases pass, so a layer
# without dilation still earns what it can do. A cell that uses your function begins with `with
# once_written():`. As long as the function is not written, such a cell prints one line in place of an error.
#
# All functions of this notebook keep to the same rules, and the checks ask for them:
#
# - Images come in **batches**, several at once: `x` is a float array of shape $(N, C, H, W)$, that is $N$
#   images of $C$ channels, $H$ pixels high and $W$ wide. Axes are numbered from 0, so `x.shape[2]` is the
#   height. There is at least one image, and the filters are never larger than the padded images.
# - `padding`, `stride` and `dilation` are an int, which holds for both directions, or a pair, the tuple
#   `(height, width)`: the first number of a pair is for going down, the second for going right. A padding may
#   be larger than the image, and a stride larger than the filter or the image.
# - The result has the dtype of `x`, which is float64 or float32. The filters and biases have the same dtype,
#   with one exception: in a few cases `x` is float64 and they are float32. The group *float32* asks for this.
# - No array that comes in is changed: not `x`, and not the filters or the biases.
# - Each call computes its result anew. The function stores nothing that a later call would use.
#
# The group *memory layout* asks for the last two rules. Its arrays have ordinary values and shapes, but some
# cannot be written to, and some have their numbers in another order or with gaps in memory. It also calls
# your function several times in a row. `conv2d_naive` has no such group: there these cases stand among the
# others. Your result may lie in memory in any way; it may be a view of another array.
#
# <div class="alert alert-info">Nothing leaves this computer: your functions, the checks and the figures all
# run here, with or without a network.</div>

# %% tags=["setup"]
import timeit

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
my_first_sum = None
my_second_sum = None
my_places = None

# %%
film = plot.sliding_filter(image, weights)
display(film)
compare_guess(my_first_sum, np.sum(image[:2, :3] * weights), "first window")
compare_guess(my_second_sum, np.sum(image[:2, 1:4] * weights), "one pixel to the right")
compare_guess(my_places, film.facts["rows"] * film.facts["columns"], "places")

# %% [markdown]
# An output is large where the image is large below the positive weights and small below the negative ones. A
# large output need not mean that the window looks like the filter. If all pixels become twice as bright, the
# output becomes twice as large, though the window looks no more like the filter than before.

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
# $(N, C, H + 2p_H, W + 2p_W)$. With padding 0 or `(0, 0)` nothing is added, and then you may return `x`
# itself. In the group *padding 0* the padding is 0, or a pair with one 0 in it, such as `(0, 1)`. The group
# *pair* has pairs without a 0.
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
# of 10. All products of both channels are added up, and the bias once. Work out the first output. A cell
# below the check compares.

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
#   the image. Height and width of the filters may differ. The group *channels and filters* has several of
#   each.
# - `b` is $(C_{out},)$, one bias for each filter.
# - The result is $(N, C_{out}, H', W')$ with $H' = \lfloor (H + 2 p_H - k_H) / s_H \rfloor + 1$, and the same
#   for the width.
#
# With the padded images $\tilde x$ and the stride $(s_H, s_W)$:
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_{c} \sum_{u} \sum_{v} w[f, c, u, v] \; \tilde x[n, c, i \, s_H + u, j \, s_W + v]$$
#
# The filter is laid on the image as it is; what mathematics calls a convolution flips it first. In the groups
# *stride* and *padding* both are ints, and the group *pairs* has pairs of either. Any loops are welcome: the
# images of the check are small, and a call may take ten seconds.
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
# Many lectures show convolution on the image and the filter below, and your function gives the same map as
# they do. But a function with a mistake in it may give this map too.
#
# The next cell holds four layers with one mistake each: A flips the filter, B exchanges its rows and columns,
# C adds the bias once for every channel, D uses the first number of a pair of strides for both directions.

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
# **Design an example that catches all four.** The numbers below are those of the lectures. A mistake is
# caught when the map of its layer differs from the right map. Run the two cells to see how many the lectures'
# example catches. Then change the numbers, shapes included, until all four are caught. Make the example as
# small as you can: a good test is one that you can check by hand.

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
# channel, a bias that is not 0, two different strides, and room for at least one step to the right. An image
# of 2 channels, 1 pixel high and 3 wide, and a filter of 2 x 1 x 2 weights can do it with strides `(2, 1)`:
# ten numbers in all.
#
# </details>

# %% [markdown]
# ### What do filters find?
#
# A filter of nine weights can do more than add. The next cell draws a disc on a background that is black on
# the left and becomes brighter towards the right. It lays three filters on this scene:
#
# | first | second | third |
# | :---: | :---: | :---: |
# | 1 2 1 | 1 0 -1 | all nine |
# | 0 0 0 | 2 0 -2 | weights |
# | -1 -2 -1 | 1 0 -1 | are 1/9 |
#
# **Predict first:** which of them answers most strongly to horizontal edges, such as the upper edge of the
# disc? And what does the third one do to all edges?

# %%
my_edge_filter = None  # 1, 2 or 3
my_third_effect = None  # "sharpens", "blurs" or "keeps"

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
    compare_guess(my_edge_filter, int(at_upper_edge.argmax()) + 1, "filter for horizontal edges")
    before, after = (abs(np.diff(picture[:, 20])).max() for picture in (scene, maps[2]))  # the steepest step
    effect = "blurs" if after < before else "sharpens" if after > before else "keeps"
    compare_guess(my_third_effect, effect, "what the third filter does to edges")
    titles = [numbers(f) for f in filters[:, 0]]
    display(plot.arrays({"scene": scene} | dict(zip(titles, maps, strict=True))))

# %% [markdown]
# In a map that has negative numbers, grey is 0, bright is positive and dark is negative. Whether an edge is
# bright or dark in the map says on which of its sides the scene is brighter.
#
# <details><summary>What the third filter does</summary>
#
# Each of its outputs is the mean of nine pixels. It blurs: an edge becomes a slope.
#
# </details>

# %% [markdown]
# The first map also has a dark line along the upper border of the scene and a bright one along the lower
# border, and the second map has a bright line along the right border. Nobody drew edges there. Where do the
# lines come from? Change `padding=1` to `padding=0` in the cell above and look again.
#
# <details><summary>Answer</summary>
#
# From the padding. Outside the scene everything is 0. Above, below and on the right the scene itself is
# brighter than 0 at its border, so there is a step, and a step is an edge to the filter. On the left the
# scene begins with 0, so there is no step and no line. Padding keeps the size, but it invents edges.
#
# </details>
