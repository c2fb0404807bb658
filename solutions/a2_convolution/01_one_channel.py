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
# notebook you write it step by step: one filter on one image, then the layer as loops that say exactly what
# happens, then as a single matrix product, which is how it becomes fast enough to work with.
#
# There are eleven exercises with points. Allow six hours with what lies between them, in several sittings.
# You need NumPy's slices and, from the matrix product on, `reshape` and `transpose`.

# %% tags=["setup"]
import timeit

import numpy as np
from IPython.display import display

from autograder import check, once_written
from cnnlib import data, plot
from cnnlib.guess import compare_guess

photo = data.photograph("china", grey=True)[0]  # (128, 192), from 0 for black to 1 for white
flower = data.photograph("flower", grey=True)[0]

# %% [markdown]
# ## What can a filter find in a photograph?
#
# The next cell lays three filters on a photograph, one after another, and shows their maps in an order that it
# does not tell:
#
# | filter 1 | filter 2 | filter 3 |
# | :---: | :---: | :---: |
# | 81 weights, 9 x 9 | 1 2 1 | 1 0 -1 |
# | each of them | 0 0 0 | 2 0 -2 |
# | 1/81 | -1 -2 -1 | 1 0 -1 |
#
# At each place the weights are multiplied by the pixels below them, and the products are added up. In a map
# with negative numbers grey is 0, bright is positive and dark is negative.

# %%
from cnnlib.ops import conv as finished

blur = np.ones((9, 9)) / 81
lying_edges = np.array([[1.0, 2, 1], [0.0, 0, 0], [-1.0, -2, -1]])
upright_edges = np.array([[1.0, 0, -1], [2.0, 0, -2], [1.0, 0, -1]])

order = np.random.default_rng(2).permutation(3)
maps = [finished.correlate2d(photo, [blur, lying_edges, upright_edges][number]) for number in order]
plot.arrays({"photograph": photo} | dict(zip("ABC", maps, strict=True)))

# %% [markdown]
# **Predict first:** which filter made A, which B, which C?

# %%
my_order = None  # such as (1, 2, 3)

# %%
compare_guess(my_order, tuple(int(number) + 1 for number in order), "filters of A, B, C")

# %% [markdown]
# <details><summary>How to tell them apart</summary>
#
# The first filter takes the mean of 81 pixels: it blurs. The second, `lying_edges` in the code, subtracts what is
# below from what is above. It finds the edges of the roofs, which lie across the picture, and passes over the
# columns, which stand upright. The third, `upright_edges`, subtracts what is on the right from what is on the left,
# and finds the columns.
#
# </details>
#
# In the next hours you write the function that made these maps, and then everything that a layer adds to it:
# several channels, several filters, stride, padding.

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
# - Three functions take one image of one channel: `image` is a float array of shape $(H, W)$, that is $H$
#   pixels high and $W$ wide. The layers take images in **batches**, several at once: `x` is a float array of
#   shape $(N, C, H, W)$, that is $N$ images of $C$ channels. Axes are numbered from 0, so `x.shape[2]` is the
#   height. There is at least one image, and the filters are never larger than the padded images.
# - The **stride** says by how many pixels a filter moves on from one place to the next. `padding`, `stride` and
#   `dilation` are an int, which holds for both directions, or a pair, the tuple
#   `(height, width)`: the first number of a pair is for going down, the second for going right. A padding may
#   be larger than the image, and a stride larger than the filter or the image.
# - The result has the dtype of the image, which is float64 or float32. The filters and biases have the same
#   dtype. The group *float32* asks for
#   this; for the layers it has one case in which `x` is float64 and the filters and biases are float32.
# - No array that comes in is changed: not the image, and not the filters or the biases.
# - Each call computes its result anew. The function stores nothing that a later call would use.
#
# The group *memory layout* asks for the last two rules. Its arrays have ordinary values and shapes, but some
# cannot be written to, and some have their numbers in another order or with gaps in memory. It also calls
# your function several times in a row. `conv2d_naive` has no such group: there these cases stand among the
# others. Your result may lie in memory in any way; it may be a view of another array.
#
# <div class="alert alert-info">Nothing leaves this computer: your functions, the checks and the figures all
# run here, with or without a network.</div>

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
# **By hand.** Padding `(1, 2)` means one row of zeros above and one below, and two columns on the left and two on
# the right. A batch holds two images of three channels, 2 x 3 pixels each. What is its shape after this padding, and
# how many zeros has each channel of each image been given?

# %%
my_padded_shape = None  # such as (1, 3, 8, 8)
my_zeros = None

# %% [markdown]
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

# %%
with once_written():
    batch = zero_pad(np.ones((2, 3, 2, 3)), (1, 2))
    compare_guess(my_padded_shape, batch.shape, "shape")
    compare_guess(my_zeros, int((batch[0, 0] == 0).sum()), "zeros in a channel")

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
# ## One filter, one image, in code
#
# **Why it matters.** This is the smallest piece of which a convolution layer is made: a filter takes one
# window, gives one number, moves on. Every formula of this
# notebook is this one with more indices.
#
# **By hand.** In the next figure, work out the first output, at the top left, and the last one, at the bottom
# right. How many rows and columns does the map have?

# %%
small_image = np.array([[1.0, 0, 2, 1], [2.0, 3, 1, 0], [0.0, 1, 4, 2]])
small_kernel = np.array([[1.0, 2], [3.0, -1]])
plot.arrays({"image": small_image, "filter": small_kernel}, window=(2, 2))

# %%
my_first_output = None
my_last_output = None
my_map_shape = None  # such as (4, 5)

# %% [markdown]
# **Write** `correlate2d(image, kernel)`. `image` is $(H, W)$. `kernel` holds the filter's weights and is
# $(k_H, k_W)$; it need not be square, which the group *filter sizes* asks for. The filter is laid on the image
# as it is, wherever all of it fits, without padding:
#
# $$\text{out}[i, j] = \sum_{u=0}^{k_H - 1} \sum_{v=0}^{k_W - 1} \text{kernel}[u, v] \;
# \text{image}[i + u, j + v]$$
#
# The result is $(H - k_H + 1, W - k_W + 1)$. Loops are welcome. The name is short for **cross-correlation**,
# which is what this sum is called.
#
# *a2.correlate2d: 15 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to begin</summary>
#
# Make an array of zeros of the final size. Two loops run over its rows and columns; each turn fills in one
# number.
#
# </details>
# <details><summary>Hint 2: the window</summary>
#
# The window of place (i, j) begins at row `i` and column `j` of the image. A slice takes all of it:
# `image[i : i + ..., j : j + ...]`. It has the filter's shape, so `*` multiplies each pixel by the weight that
# lies on it.
#
# </details>
# <details><summary>Hint 3: right on square filters, wrong on others</summary>
#
# The filter's height is `kernel.shape[0]`, its width `kernel.shape[1]`. Look for a line where one of them
# serves for both.
#
# </details></div>


# %%
def correlate2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """A filter laid on an image wherever all of it fits.

    image: (H, W), floating.  kernel: (kH, kW), the filter's weights.
    Returns (H - kH + 1, W - kW + 1) with the image's dtype; changes none of its inputs.
    """
    ### BEGIN SOLUTION
    rows, columns = kernel.shape
    out = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1), image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + rows, j : j + columns] * kernel)
    return out
    ### END SOLUTION


# %%
check("a2.correlate2d", correlate2d)

# %%
with once_written():
    small_map = correlate2d(small_image, small_kernel)
    compare_guess(my_first_output, small_map[0, 0], "first output")
    compare_guess(my_last_output, small_map[-1, -1], "last output")
    compare_guess(my_map_shape, small_map.shape, "shape of the map")

# %% [markdown]
# ### A filter of your own
#
# The filter below has a weight of 5 in its middle, and -1 above, below, left and right of it.
#
# **Predict first:** in a part of the sky all pixels are 0.8. What is the output there? And what does the filter
# do to edges?

# %%
my_output_in_the_sky = None
my_effect = None  # "blurs", "sharpens" or "keeps"

# %%
my_filter = np.array([[0.0, -1, 0], [-1.0, 5, -1], [0.0, -1, 0]])

# %%
with once_written():
    sky = np.full((15, 30), 0.8)
    step = np.where(np.arange(30) < 15, 0.2, sky)
    in_the_sky, across_the_step = correlate2d(sky, my_filter), correlate2d(step, my_filter)
    compare_guess(my_output_in_the_sky, round(in_the_sky[0, 0], 6), "output in the sky")
    steepest = abs(np.diff(across_the_step[0])).max()
    effect = "sharpens" if steepest > 0.61 else "blurs" if steepest < 0.59 else "keeps"
    compare_guess(my_effect, effect, "what it does to an edge from 0.2 to 0.8")
    part = flower[20:84, 50:146]  # large enough on the page to see single pixels
    display(plot.arrays({"photograph": part, "after your filter": correlate2d(part, my_filter).clip(0, 1)}))

# %% [markdown]
# <details><summary>What the sum of the weights says</summary>
#
# Where all pixels are equal, the output is that pixel times the sum of the weights. This filter's weights add
# up to 1, so surfaces keep their brightness. The weights of the edge filters add up to 0, so surfaces vanish.
#
# </details>
#
# Now change the weights in the cell with `my_filter`, and its shape as well. Can you make the picture darker,
# or show nothing but the rims of the petals?

# %% [markdown]
# ### The picture moves, and the map?
#
# The next cell cuts ten columns off on the left of the picture: everything in it moves to the left by ten pixels.
#
# **Predict first:** how many percent of the numbers in the map of the new picture were in the map of the old
# one already?

# %%
my_kept_percent = None

# %%
with once_written():
    before, after = correlate2d(photo, upright_edges), correlate2d(photo[:, 10:], upright_edges)
    kept = 100 * np.mean(before[:, 10:] == after)
    compare_guess(my_kept_percent, round(kept), "percent of the numbers kept")
    display(plot.arrays({"map of the old picture": before, "map of the new picture": after}))

# %% [markdown]
# The picture moves, and the map moves with it. A filter that has learned to find a column finds it anywhere,
# since its weights are the same at each place. In a **fully connected** layer every output has a weight of its own
# for every pixel of the image. What it has learned about a column at one place tells it nothing about a column ten
# pixels further.

# %% [markdown]
# ## And what do mathematicians call convolution?
#
# **Why it matters.** The convolution of mathematics, of signal processing and of `scipy.signal.convolve2d` flips
# the filter first. Deep learning leaves the flip out and keeps the name: a "convolution layer" computes the
# cross-correlation. Filters from a book come out upside down for whoever mixes the two up, and later in this
# notebook two filters in a row make a single one only if it is known which of the two is meant.
#
# **By hand.** Flipping a filter turns its rows round and its columns round, which turns it by 180 degrees:
#
# | filter | flipped |
# | :---: | :---: |
# | 1 2 3 | 6 5 4 |
# | 4 5 6 | 3 2 1 |
#
# Take the image of 3 x 4 and the filter of 2 x 2 from above once more. What is the first output of the true
# convolution?

# %%
my_convolved = None

# %% [markdown]
# **Write** `convolve2d(image, kernel)`, the true convolution, wherever all of the filter fits. Shapes and
# rules are those of `correlate2d`, which you may use.
#
# $$\text{out}[i, j] = \sum_{u} \sum_{v} \text{kernel}[u, v] \;
# \text{image}[i + k_H - 1 - u, \; j + k_W - 1 - v]$$
#
# *a2.convolve2d: 5 minutes, difficulty 1 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: the formula in words</summary>
#
# As u grows, the row of the image becomes smaller: the last row of the filter meets the first row of the
# window.
#
# </details>
# <details><summary>Hint 2: the flip</summary>
#
# A slice with a step of -1 runs backwards. There are two axes to flip.
#
# </details></div>


# %%
def convolve2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The true convolution: the flipped filter laid on an image wherever all of it fits.

    image: (H, W), floating.  kernel: (kH, kW), the filter's weights.
    Returns (H - kH + 1, W - kW + 1) with the image's dtype; changes none of its inputs.
    """
    ### BEGIN SOLUTION
    return correlate2d(image, kernel[::-1, ::-1])
    ### END SOLUTION


# %%
check("a2.convolve2d", convolve2d)

# %%
with once_written():
    compare_guess(my_convolved, convolve2d(small_image, small_kernel)[0, 0], "first output, convolved")

# %% [markdown]
# The next image is black, with five points of light. The filter is a handwritten digit of 8 x 8 pixels.
#
# **Predict first:** both functions print the digit where the points are. In whose map does it stand upright?

# %%
my_upright = None  # "correlate2d" or "convolve2d"

# %%
digit = data.digits().train_images[4, 0] / 255
lights = np.zeros((36, 60))
lights[[8, 10, 20, 26, 27], [30, 12, 46, 10, 32]] = 1

with once_written():
    two_maps = {"correlate2d": correlate2d(lights, digit), "convolve2d": convolve2d(lights, digit)}
    upright = (name for name, seen in two_maps.items() if np.array_equal(seen[1:9, 23:31], digit))
    compare_guess(my_upright, next(upright, "in neither"), "upright")
    display(plot.arrays({"points of light": lights, "filter": digit} | two_maps))

# %% [markdown]
# <details><summary>Why</summary>
#
# The filter comes from the upper left, so its lower right corner is the first to lie on a point of light. What is
# noted first, at the upper left of the print, is the filter's last weight: the print is turned by 180 degrees.
# The flip of the true convolution turns it back.
#
# That makes convolution the right tool to describe what a lens or a shaking hand does to every point of a
# picture. For a layer it makes no difference: it learns its weights, and would learn them flipped.
#
# </details>

# %% [markdown]
# ## Where are the edges?
#
# **Why it matters.** Before filters were learned, they were thought out. Sobel's two filters are the best
# known: one shows how much brighter the image becomes to the right, the other how much brighter it becomes
# downwards. Together they give one map of all edges, whatever their direction.
#
# **By hand.** In this window each pixel is 3 brighter than its left neighbour and 4 brighter than the one above
# it. Lay both filters on it. What are the two numbers, and what is the root of the sum of their squares?

# %%
slope = np.array([[0.0, 3, 6], [4.0, 7, 10], [8.0, 11, 14]])
plot.arrays({"window": slope, "to the right": upright_edges[:, ::-1], "downwards": lying_edges[::-1]})

# %%
my_step_right = None
my_step_down = None
my_magnitude = None

# %% [markdown]
# **Write** `sobel_magnitude(image)`. `image` is $(H, W)$, at least 3 x 3. With $g_x$ and $g_y$, the maps of the
# two filters in the figure, the result is
#
# $$\sqrt{g_x^2 + g_y^2},$$
#
# for each place where the filters fit: $(H - 2, W - 2)$. The weights are taken as they are. Some books divide
# them by 8, or add $|g_x|$ and $|g_y|$; here neither is done, and large values stay large. Whether you use the
# filters or their negatives changes nothing. The group *one direction* has images that change only downwards
# or only to the right.
#
# *a2.edges: 10 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to begin</summary>
#
# Two arrays of nine weights, two calls of `correlate2d`, one line for the root.
#
# </details>
# <details><summary>Hint 2: the dtype</summary>
#
# `np.array([[1, 2, 1], ...])` holds whole numbers of 64 bits. Together with float32 they make float64. Give the
# filters the image's dtype.
#
# </details></div>


# %%
def sobel_magnitude(image: np.ndarray) -> np.ndarray:
    """How steep the brightness is at every place, by Sobel's two filters.

    image: (H, W), floating, at least 3 x 3.
    Returns (H - 2, W - 2), the root of gx^2 + gy^2, with the image's dtype; the image stays as it was.
    """
    ### BEGIN SOLUTION
    to_the_right = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], image.dtype)
    gx = correlate2d(image, to_the_right)
    gy = correlate2d(image, to_the_right.T)
    return np.sqrt(gx**2 + gy**2)
    ### END SOLUTION


# %%
check("a2.edges", sobel_magnitude)

# %%
with once_written():
    compare_guess(my_magnitude, sobel_magnitude(slope)[0, 0], "magnitude")
    compare_guess(my_step_right, correlate2d(slope, upright_edges[:, ::-1])[0, 0], "to the right")
    compare_guess(my_step_down, correlate2d(slope, lying_edges[::-1])[0, 0], "downwards")

# %% [markdown]
# Now both photographs. Let us call a place an edge where the magnitude is above 1.

# %%
plot.arrays({"tower": photo, "flower": flower})

# %% [markdown]
# **Predict first:** a window has two columns of one brightness, and the third column is brighter by a step. How
# large does the step have to be at least for the magnitude to reach 1? Now look for steps of that size, from pixel
# to pixel: of which picture is a larger part edges?

# %%
my_smallest_step = None  # pixels go from 0 for black to 1 for white
my_more_edges = None  # "tower" or "flower"

# %%
with once_written():
    step_of_1 = np.array([[0.0, 0, 1]] * 3)
    compare_guess(my_smallest_step, 1 / sobel_magnitude(step_of_1)[0, 0], "smallest step that is an edge")
    pictures = {"tower": photo, "flower": flower}
    edge_maps = {name: sobel_magnitude(picture) for name, picture in pictures.items()}
    shares = {name: np.mean(edge_map > 1) for name, edge_map in edge_maps.items()}
    compare_guess(my_more_edges, max(shares, key=shares.get), "more edges")
    for name, edge_map in edge_maps.items():
        print(f"{name}: {shares[name]:.0%} of the places are edges")
        display(plot.arrays({name: pictures[name], "its edges, divided by 3": edge_map / 3}))  # to one scale

# %% [markdown]
# Look for an edge that you see in a photograph and the map does not show, and for something that the map shows
# and you would not have drawn.
#
# <details><summary>What you may have found</summary>
#
# The far shore is plain to you and almost missing in the map: it is little darker than the lake. The tree on
# the right is one thing to you and hundreds of edges in the map. The filter knows brightness in 3 x 3 pixels
# and nothing of lakes and trees. For that, filters have to be laid on the maps of filters, which is what the
# layers of a network do.
#
# </details>
