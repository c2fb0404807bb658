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
# A convolution layer slides small tables of weights, called filters, over an image and notes one number at every
# place: large where the image is bright where the filter is. In this notebook you write that layer twice: first as loops that say exactly what it does, then as a
# single matrix product, which is how it becomes fast enough to train with.
#
# There are three exercises: a frame of zeros, the loops, the product. Allow an hour and three quarters for them.
# You need NumPy's slices and, towards the end, `reshape` and `transpose`.

# %% [markdown]
# ## How this notebook works
#
# As before: predict where you are asked to, fill in the functions, run the check below each as often as you like.
# The report gives points for each group of cases, so a layer without dilation still earns what it can do. It shows
# the smallest case that fails as a line to paste, with your answer beside the right one.
#
# Your functions return results with the dtype of `x`. The group "memory layout" hands them an `x` that is a view,
# such as a transposed array, whose numbers do not lie one after the other in memory: index it, and it is an array
# like any other.
#
# <div class="alert alert-info">Nothing leaves this computer: your functions, the checks and the figures all run
# here, with or without a network.</div>

# %% tags=["setup"]
import time

import numpy as np
from IPython.display import display

from autograder import check, once_written
from cnnlib import plot

# %% [markdown]
# ## A filter on an image, by hand
#
# Here is an image of 5 x 5 pixels, a filter of 3 x 3 numbers, and the first window of the image that the filter
# is laid on. Multiply each number of the filter by the pixel under it and add the nine products up.

# %%
image = np.array(
    [
        [1.0, 1, 1, 0, 0],
        [0.0, 1, 1, 1, 0],
        [0.0, 0, 1, 1, 1],
        [0.0, 0, 1, 1, 0],
        [0.0, 1, 1, 0, 0],
    ]
)
cross = np.array([[1.0, 0, 1], [0.0, 1, 0], [1.0, 0, 1]])
plot.arrays({"image": image, "filter": cross, "first window": image[:3, :3]}, window=(3, 3))

# %% [markdown]
# **Predict first** three things, and write them down: the sum for the first window; the sum after moving the filter one
# pixel to the right; and how many places there are for the filter altogether. Your own function will tell you
# further down.
#
# The table of all these sums is the *activation map* of the filter. It is large where the image is bright where the
# filter is. That is not the same as looking like the filter: on a window of nothing but ones this filter scores as
# high as on its own likeness.

# %% [markdown]
# ## a2.zero_pad: a frame of zeros
#
# **Why it matters.** A filter of 3 x 3 cannot be centred on a pixel at the border, so each layer would make the
# image smaller and look at the border less often than at the middle. With a frame of zeros around the image the
# filter fits everywhere, and the size can stay as it is.
#
# **Write** `zero_pad(x, padding)` for a batch `x` of shape $(N, C, H, W)$: $N$ images of $C$ channels,
# height $H$, width $W$. With `padding` a pair $(p_H, p_W)$ the result has shape $(N, C, H + 2p_H, W + 2p_W)$;
# an int stands for both. The result has the dtype of `x`, and `x` stays as it was.
#
# *10 minutes, difficulty 1 of 5.*
#
# <details><summary>Hint 1: where to begin</summary>
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
# The slice `out[p:-p]` reads `out[0:0]` when `p` is 0, and that is empty. Count from the front instead: the image
# begins at row `p` and has `H` rows.
#
# </details>


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
# **Predict first:** the image above is padded by one row and two columns at each end. What is its new size, and what
# share of it is padding?

# %%
with once_written():
    framed = zero_pad(image[None, None], (1, 2))[0, 0]
    print(f"{framed.shape[0]} x {framed.shape[1]}; {1 - image.size / framed.size:.0%} of it is padding")
    display(plot.arrays({"padded by (1, 2)": framed}))

# %% [markdown]
# ## a2.conv2d_naive: what a convolution layer is
#
# **Why it matters.** Everything that a convolution layer does is in one formula. Once you have written it as
# loops you know what each index means, and you own a slow but trustworthy function to hold every faster one
# against.
#
# **Write** `conv2d_naive(x, w, b, stride=1, padding=0)`. The batch `x` has shape
# $(N, C_{in}, H, W)$. There are $C_{out}$ filters in `w`, of shape $(C_{out}, C_{in}, k_H, k_W)$: each one reaches
# through *all* channels of the image. Each filter has one number in `b`, of shape $(C_{out},)$. With the padded
# image $\tilde x$ and the stride $(s_H, s_W)$,
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_{c} \sum_{u} \sum_{v} w[f, c, u, v] \; \tilde x[n, c, i \, s_H + u, j \, s_W + v]$$
#
# The layer lays the filter on the image as it is; what mathematics calls a convolution flips the filter first.
#
# The result has shape $(N, C_{out}, H', W')$ with $H' = \lfloor (H + 2 p_H - k_H) / s_H \rfloor + 1$, and the same
# for the width. `stride` and `padding` are an int or a pair (height, width). The result has the
# dtype of `x`, float32 for float32, and none of the inputs is changed. Any loops are welcome here.
#
# *30 minutes, difficulty 3 of 5.*
#
# <details><summary>Hint 1: how many loops</summary>
#
# One for each index on the left of the formula: image, filter, row, column. The three sums on the right are one
# `np.sum` over a product of two arrays of equal shape.
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
# Look for a place where one number serves for both directions: the filter's size, the stride, the padding or the
# output's size.
#
# </details>


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

# %% [markdown]
# Now compare with the three things that you wrote down at the beginning.

# %%
with once_written():
    result = conv2d_naive(image[None, None], cross[None, None], np.zeros(1))[0, 0]
    display(plot.arrays({"image": image, "filter": cross, "activation map": result}))

# %% [markdown]
# A filter of nine numbers can do more than count. The next cell draws a disc on a background that grows brighter
# from left to right, and lays three filters on it. Look at the numbers of each filter before you run the cell. Which one
# answers to edges that run from left to right, which one to edges that run from top to bottom, and what does
# the third one do to the edges? A map with negative numbers is drawn around grey: grey is 0, bright is positive, dark
# is negative.

# %%
row, column = np.mgrid[:40, :40]
scene = column / 40 + ((row - 20) ** 2 + (column - 20) ** 2 < 144)
first = np.array([[1.0, 2, 1], [0.0, 0, 0], [-1.0, -2, -1]])
second = np.array([[1.0, 0, -1], [2.0, 0, -2], [1.0, 0, -1]])
third = np.ones((3, 3)) / 9


def numbers(weights):
    """A filter's numbers as three lines of text."""
    return "\n".join(" ".join(f"{value:4.2g}" for value in row) for row in weights)


with once_written():
    filters = np.array([first, second, third])[:, None]
    maps = conv2d_naive(scene[None, None], filters, np.zeros(3), padding=1)[0]
    titles = [numbers(f) for f in filters[:, 0]]
    display(plot.arrays({"scene": scene} | dict(zip(titles, maps, strict=True))))

# %% [markdown]
# The first filter marks edges that run from left to right, the second those that run from top to bottom, and the third
# blurs them. Bright or dark says on which side of the edge the scene is brighter.
#
# The first two maps also have a bright or dark line along the border of the scene, where no edge was drawn. Where
# does it come from? Change `padding=1` to `padding=0` above and look again.
#
# <details><summary>Answer</summary>
#
# The scene ends in zeros where the padding begins, and a step from bright to 0 is an edge like any other. Padding
# keeps the size, but it invents a border.
#
# </details>

# %% [markdown]
# ## From loops to one product
#
# Your loops are right, and slow: Python spends its time on moving from window to window, not on multiplying. The
# next cell measures one small layer on one image, and works out what 60,000 images would take.

# %%
rng = np.random.default_rng(0)
photo = rng.standard_normal((1, 3, 32, 32))
weights, bias = rng.standard_normal((6, 3, 5, 5)), rng.standard_normal(6)


def seconds(function, *args, tries=3):
    """The least time that one call takes, in seconds."""
    times = []
    for _ in range(tries):
        start = time.perf_counter()
        function(*args)
        times.append(time.perf_counter() - start)
    return min(times)


with once_written():
    slow = seconds(conv2d_naive, photo, weights, bias)
    print(f"one image: {slow:.3f} s; 60,000 images: {60_000 * slow / 60:.0f} minutes")

# %% [markdown]
# The way out is to notice that every output value is a dot product of two lists: the numbers of a window and the
# numbers of a filter. Many dot products at once are a matrix product, and that is what computers are best at.
#
# So take every window out of the image and stretch it to a row. For an image of 3 x 3 pixels and a filter of
# 2 x 2, **predict first:** how many rows does that make, and how long is each?

# %%
tiny = np.arange(9.0).reshape(3, 3)
rows = np.array([tiny[i : i + 2, j : j + 2].ravel() for i in range(2) for j in range(2)])
plot.arrays({"image": tiny, "one window per row": rows}, window=(2, 2))

# %% [markdown]
# Four rows, one for each place of the filter, of four pixels each. The pixel in the middle appears in every row. The matrix repeats pixels, which costs memory; what it buys is that
# `rows @ weights.ravel()` is the whole activation map, in one call. With several filters stretched to columns it is
# all their maps.
#
# The cell above still loops over positions to build its rows. Yours must not: instead of visiting each window
# and taking all its pixels, visit each *place in the filter*, and take the pixel that every window has there. For
# a filter of 5 x 5 these are 25 steps, however large the image is.

# %% [markdown]
# ## a2.conv2d_forward: the same, fast, with dilation and groups
#
# **Why it matters.** This is the layer that networks are made of, with stride, padding, dilation and groups.
# Dilation lets a filter see further without more weights. Groups split the channels into parts that do not mix;
# with as many groups as channels each filter sees one channel only, which is called a depthwise convolution and
# is what makes networks on telephones cheap.
#
# **Write** `conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1)`, which returns a pair
# `(out, cache)`. The cache is whatever you will want to have at hand for the backward pass; for now it may be anything.
#
# - `x` is $(N, C_{in}, H, W)$ and `out` is $(N, C_{out}, H', W')$ as before, with the dtype of `x`.
# - With dilation $(d_H, d_W)$, weight $(u, v)$ meets pixel $(i \, s_H + u \, d_H, \; j \, s_W + v \, d_W)$. A filter
#   with $k$ weights along an axis then covers $d(k - 1) + 1$ pixels of it: use that length where $k$ stood in $H'$.
# - With $G$ groups, `w` is $(C_{out}, C_{in} / G, k_H, k_W)$. The first $C_{out} / G$ filters see the first
#   $C_{in} / G$ channels, the next ones the next channels, and so on.
# - Python may loop over the places of the filter, over groups and over images, but not over output positions: the
#   check times your function and allows up to 20 times what the same layer takes as one plain matrix product.
#
# Begin with dilation=1 and groups=1, and let your function raise `NotImplementedError` for an option that you have not
# written yet: each option earns its points on its own.
#
# *60 minutes, difficulty 4 of 5.*
#
# <details><summary>Hint 1: what one place in the filter meets</summary>
#
# For a fixed (u, v), the pixels that all windows have there form a strided slice of the padded image:
# rows u, u + stride, u + 2 stride, ..., as many as the output has. Its shape is $(N, C_{in}, H', W')$.
#
# </details>
# <details><summary>Hint 2: the product</summary>
#
# Collect these slices in an array of shape $(N, H', W', C_{in}, k_H, k_W)$. Reshape it to $N H' W'$ rows, and
# `w` to $C_{out}$ rows of the same length. Multiply one by the transpose of the other.
#
# </details>
# <details><summary>Hint 3: the values are right, the places are not</summary>
#
# The product has shape $(N H' W', C_{out})$. Reshape it to $(N, H', W', C_{out})$ first, then move the last axis to
# the second place with `transpose`. A reshape alone never moves an axis.
#
# </details>
# <details><summary>Hint 4: groups</summary>
#
# Do the same for each group with its slice of the channels, of `w` and of `b`, and join the results along the axis
# of the channels.
#
# </details>


# %%
def conv2d_forward(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
    dilation: int | tuple[int, int] = 1,
    groups: int = 1,
) -> tuple[np.ndarray, object]:
    """A convolution layer without loops over positions.

    x: (N, C_in, H, W).  w: (C_out, C_in / groups, kH, kW).  b: (C_out,).
    stride, padding, dilation: an int or a pair (height, width).
    Returns (out, cache); out is (N, C_out, H', W') with x's dtype. Changes none of its inputs.
    """
    ### BEGIN SOLUTION
    down, across = (stride, stride) if isinstance(stride, int) else stride
    d_rows, d_columns = (dilation, dilation) if isinstance(dilation, int) else dilation
    padded = zero_pad(x, padding)
    k_rows, k_columns = w.shape[2:]
    height = (padded.shape[2] - d_rows * (k_rows - 1) - 1) // down + 1
    width = (padded.shape[3] - d_columns * (k_columns - 1) - 1) // across + 1

    windows = np.empty((len(x), height, width, x.shape[1], k_rows, k_columns), x.dtype)
    for u in range(k_rows):
        for v in range(k_columns):
            seen = padded[:, :, u * d_rows :: down, v * d_columns :: across][:, :, :height, :width]
            windows[..., u, v] = seen.transpose(0, 2, 3, 1)

    maps = []
    for group in range(groups):
        channels = slice(group * w.shape[1], (group + 1) * w.shape[1])
        filters = slice(group * len(w) // groups, (group + 1) * len(w) // groups)
        rows = windows[:, :, :, channels].reshape(-1, w[0].size)
        maps.append(rows @ w[filters].reshape(-1, w[0].size).T + b[filters])
    out = np.concatenate(maps, axis=1).reshape(len(x), height, width, len(w)).transpose(0, 3, 1, 2)
    return out, (x, w, b, stride, padding, dilation, groups)
    ### END SOLUTION


# %%
check("a2.conv2d_forward", conv2d_forward)

# %% [markdown]
# **Predict first:** by what factor is the product faster than the loops? Measure the same layer again.

# %%
with once_written():
    slow = seconds(conv2d_naive, photo, weights, bias)
    fast = seconds(lambda: conv2d_forward(photo, weights, bias), tries=20)
    difference = abs(conv2d_naive(photo, weights, bias) - conv2d_forward(photo, weights, bias)[0]).max()
    print(f"loops {1000 * slow:.1f} ms, one product {1000 * fast:.2f} ms: {slow / fast:.0f} times as fast")
    print(f"largest difference between the two: {difference:.1e}")

# %% [markdown]
# The two results differ by a rounding error: the same numbers are added in another order.
#
# **Predict first:** the layer above has 6 filters of 3 x 5 x 5 and its input is 3 x 32 x 32. What is the shape of its
# output? How many numbers does one output value sum up, not counting the bias? And with groups=3, how many?

# %%
with once_written():
    whole = conv2d_forward(photo, weights, bias)[0]
    depthwise = conv2d_forward(photo, weights[:, :1], bias, groups=3)[0]
    print(f"all channels: output {whole.shape}, {weights[0].size} products per value")
    print(f"groups=3:     output {depthwise.shape}, {weights[0, :1].size} products per value")

# %% [markdown]
# Dilation stretches a filter. Below is what one output of a 3 x 3 filter depends on, at dilations 1, 2 and 3: each
# pixel of a 9 x 9 image is set to 1 in turn, and the output in the middle is read.

# %%
with once_written():
    dots = np.eye(81).reshape(81, 1, 9, 9)
    fields = {}
    for d in (1, 2, 3):
        out = conv2d_forward(dots, np.ones((1, 1, 3, 3)), np.zeros(1), dilation=d)[0]
        middle = out.shape[2] // 2
        fields[f"dilation {d}"] = out[:, 0, middle, middle].reshape(9, 9)
    sides = [int(np.ptp(np.flatnonzero(field.any(axis=0)))) + 1 for field in fields.values()]
    print("pixels from the first to the last that counts:", sides, "with 9 weights each")
    display(plot.arrays(fields))

# %% [markdown]
# ## Look at a face
#
# The next cell draws a face: discs for the head, the eyes and their pupils, an arc for the mouth, stripes for the hat.
# Your layer is now fast enough to lay filters on it while you wait.
#
# **Predict first**, for each of the three filters: what will be left of the skin, where the face is of one colour?


# %%
def disc(row, column, radius, size=128):
    """1 inside a disc and 0 outside, on an image of size x size pixels."""
    rows, columns = np.mgrid[:size, :size]
    return (rows - row) ** 2 + (columns - column) ** 2 < radius**2


rows, columns = np.mgrid[:128, :128]
face = 0.15 + 0.002 * columns
face[disc(72, 64, 46)] = 0.8
for eye in (46, 82):
    face[disc(62, eye, 10)] = 1.0
    face[disc(63, eye + 2, 4)] = 0.0
face[disc(76, 64, 5)] = 0.6
face[disc(82, 64, 24) & ~disc(76, 64, 24) & (rows > 86)] = 0.2
hat = (abs(columns - 64) < 34 + (rows > 34) * 18) & (rows > 8) & (rows < 42)
face[hat] = 0.5 + 0.45 * (columns[hat] // 6 % 2)


def filtered(image, *filters):
    """The image and the map of each filter, without padding, drawn side by side."""
    bank = np.array(filters, float)[:, None]
    maps = conv2d_forward(image[None, None], bank, np.zeros(len(bank)))[0][0]
    return plot.arrays({"face": image} | {numbers(f): m for f, m in zip(filters, maps, strict=True)})


# %%
with once_written():
    outline = [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]
    emboss = [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]
    display(filtered(face, first, outline, emboss))

# %% [markdown]
# The numbers of the first two filters add up to 0, so a plain area gives 0, which is grey. Those of the third add up
# to 1: plain areas keep their value, and edges look as if light fell on them from one side.
#
# Now **write nine numbers of your own** below. Some ideas: a single 1 that is not in the middle; 5 in the middle with
# -1 on its four sides; the negative of a filter above. Say what you expect before you run the cell.

# %%
with once_written():
    yours = [
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 0],
    ]
    display(filtered(face, yours))

# %% [markdown]
# ## What you can now do
#
# You have written a convolution layer twice: once so that it can be understood, once so that it can be used. Its
# second form is what the networks of the coming assignments are built of.
#
# Five questions to see what has stayed. Answer before you open.
#
# <details><summary>1. An image has 64 channels. How many numbers does one 3 x 3 filter have?</summary>
#
# 64 x 3 x 3 = 576, and a bias: a filter reaches through all channels.
#
# </details>
# <details><summary>2. A layer has 16 filters. What decides how many channels its output has?</summary>
#
# The number of filters, and nothing else: 16.
#
# </details>
# <details><summary>3. Mathematics flips the filter before it slides. Why does it not matter that this layer does not?</summary>
#
# The weights are learned. A layer that flips would simply learn the flipped weights.
#
# </details>
# <details><summary>4. Stride 2 on an even size leaves a row over with a 3 x 3 filter and no padding. What happens to it?</summary>
#
# It is not looked at: sizes are rounded down.
#
# </details>
# <details><summary>5. What does the matrix of windows cost, and what is it good for?</summary>
#
# Each pixel is stored once for every window that contains it, up to $k_H k_W$ times. In exchange the whole layer is
# one matrix product.
#
# </details>
#
# **Next:** the layer computes, but it has not learned anything yet. The next assignment, a3_backprop, is being written:
# there you send the error of an answer back through the layer, and find out which weights were to blame.
