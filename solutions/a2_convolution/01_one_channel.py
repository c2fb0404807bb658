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
