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
# # Convolution
#
# Why would anybody throw away 99.96 % of a layer's weights?
#
# A **window** of 3 x 3 pixels lies on a photograph of 128 x 192. Its nine pixels are multiplied by nine weights, the
# **filter**, and added up, mostly with one more number, the filter's **bias**. Then the window goes on by one pixel.
# What comes out at all places is a **map**. A window of $K$ fits at $N - K + 1$ places of $N$, so a map of 126 x 190
# numbers comes out.
#
# A fully connected layer with as many outputs has a weight for every pixel in each of them. A convolution layer keeps
# only those of the nine pixels in an output's own window. Then it goes further, and has all outputs use the same nine.
#
# You will be able to say what a convolution layer computes and what it assumes, write it as a matrix in two ways, find
# the gradients of its weights, and tell when a filter of one pixel, of one axis or of three is the right tool. You will
# also see gradient descent find a filter again that somebody had thought out. Allow ninety minutes with the predictions
# and the explorers, fifty without. You need what a fully connected layer, a loss, a gradient and a ReLU are, all of
# which are in lecture 2.

# %%
import time

import numpy as np
from IPython.display import display
from threadpoolctl import threadpool_limits

from cnnlib import data, explore, plot, shapes
from cnnlib.guess import compare_guess
from cnnlib.layers import Conv2d, ReLU
from cnnlib.net import Sequential
from cnnlib.ops.conv import conv2d_backward, conv2d_forward, correlate2d, im2col
from cnnlib.optim import Momentum

threadpool_limits(1)  # products of small matrices wait for each other on several cores
tower = data.photograph("china", grey=True)[0]  # (128, 192), from 0 to 1
flower = data.photograph("flower", grey=True)[0]

# %% [markdown]
# **Predict first.** How many weights has the fully connected layer? How many are left when each output keeps nine of
# its own, before they are shared? Biases are not counted.

# %%
my_connected = None
my_local = None

# %%
inputs, outputs = 128 * 192, 126 * 190
compare_guess(my_connected, inputs * outputs, "fully connected")
compare_guess(my_local, 9 * outputs, "nine each")
print(f"thrown away by each output: {1 - 9 / inputs:.2%}")

# %% [markdown] tags=["topic:local-connectivity"]
# ## One matrix in three states
#
# Take one dimension, where a whole layer can be seen at once. A row of $N$ numbers $x$ goes in, and a fully connected
# layer is a matrix with a row for each output and a column for each input:
#
# $$y_i = \sum_j W_{ij}\, x_j$$
#
# Here it is in three states, for eight inputs and six outputs.

# %%
anything = np.random.default_rng(3).integers(-9, 10, (6, 8)).astype(float)
near = sum(np.eye(6, 8, k) for k in range(3))  # 1 where an output sees its input
filtered = sum(weight * np.eye(6, 8, k) for k, weight in enumerate([1, 2, -1]))
plot.arrays({"fully connected": anything, "local": anything * near + 0.0, "local and shared": filtered})

# %% [markdown]
# In the second, every output sees three neighbouring inputs, and all else is 0: the layer is **locally connected**. In
# the third, each diagonal holds one number. Every output does the same thing to what it sees. With the window's size
# $K$ and the weights $w_0, \dots, w_{K-1}$ this matrix says
#
# $$y_i = \sum_{k=0}^{K-1} w_k\, x_{i+k}.$$
#
# That is a convolution layer, and its filter is the $K$ numbers. It is a fully connected layer with two rules: far
# weights are 0, and weights with the same $j - i$ are equal.
#
# Do the rules help? Here is a task. From 64 neighbouring pixels of a photograph, say at each place how steeply the
# brightness rises. The right answer is a filter of five weights, $-1, -2, 0, 2, 1$. The layers do not know that. They
# see twenty examples from the photograph of a tower, and the answers in them are not exact: noise has been added.

# %%
slope = np.array([-1.0, -2, 0, 2, 1])


def draw(count, rng, gain=1):
    """Pieces of the tower's rows (count, 64), around 0, and their slopes (count, 60), times gain, with noise."""
    tops, lefts = rng.integers(0, 128, count), rng.integers(0, 192 - 63, count)
    x = np.stack([tower[i, j : j + 64] - 0.5 for i, j in zip(tops, lefts, strict=True)])
    exact = gain * np.stack([np.correlate(row, slope, "valid") for row in x])  # where it fits
    return x, exact + 0.1 * rng.standard_normal(exact.shape)


# %% [markdown]
# All three are learned by the same loop, beginning with zeros. It takes a thousand steps against the gradient of the
# whole matrix, and adds to each nine tenths of the one before (called momentum; it gets there sooner). What differs is
# the rule that each step has to keep.

# %%
band = sum(np.eye(60, 64, k) for k in range(5))
rules = {
    "fully connected": lambda step: step,
    "local": lambda step: step * band,
    "shared": lambda step: sum(np.eye(60, 64, k) * np.diagonal(step, k).mean() for k in range(5)),
}


def learn(x, y, rule, steps=1000):
    """The matrix (60, 64) that makes y of x, by gradient descent with momentum."""
    weights = speed = np.zeros((60, 64))
    rate = 1 / np.linalg.eigvalsh(x.T @ x / len(x))[-1]  # larger steps may overshoot
    for _ in range(steps):
        gradient = (x @ weights.T - y).T @ x / len(x)
        speed = 0.9 * speed - rate * rule(gradient)
        weights = weights + speed
    return weights


# %% [markdown]
# They are tested on another photograph, a flower, all rows of a strip of it. The error is told in percent: 0 % is
# perfect, 100 % is what one gets by always answering 0, and more is worse than that.
#
# Each example is an equation for every output, and the weights of the output are the unknowns: 64 of them, or five.
#
# **Predict first.** Which of the three is hardly better than answering 0, after twenty examples?

# %%
my_useless = None  # "fully connected", "local" or "shared"

# %%
strip = flower[:, 64:128] - 0.5
wanted = np.stack([np.correlate(row, slope, "valid") for row in strip])


def error(weights, gain=1):
    """The root of the mean squared error on the flower, as a part of what was wanted."""
    return np.sqrt(np.mean((strip @ weights.T - gain * wanted) ** 2) / np.mean((gain * wanted) ** 2))


x, y = draw(20, np.random.default_rng(0))
learned = {name: learn(x, y, rule) for name, rule in rules.items()}
free_weights = {"fully connected": 60 * 64, "local": 60 * 5, "shared": 5}
compare_guess(my_useless, max(learned, key=lambda name: error(learned[name])), "the worst")
matrices = {
    f"{name}\n{free_weights[name]:,} weights\nerror {error(weights):.0%}": weights
    for name, weights in learned.items()
}
maps = {f"map, {name}": strip @ weights.T for name, weights in learned.items()}
plot.matrices(matrices, maps | {"wanted": wanted})

# %% [markdown]
# Above are the three matrices as they were learned, blue for positive weights and red for negative ones. Below is what
# each makes of the flower, row by row.
#
# The first has learned its twenty examples and next to nothing about photographs: it is hardly better than answering
# 0. Twenty equations do not fix 64 unknowns: very many matrices agree with the examples. Look closely, and you see the
# diagonal begin to appear: the data do say that only neighbours matter, but too softly. The second has been told so,
# and finds the flower. For five unknowns twenty equations would be enough, were they exact. They are not, and so each
# output has learned the same lesson a little differently, which shows as stripes in the even background. In the third,
# every place of every row is an equation for the same five weights: not twenty, but $20 \times 60 = 1200$, and the
# noise in them averages out.
#
# So this is what the weights were thrown away for. **Local** saves weights. **Shared** saves weights, and multiplies
# the examples.
#
# **Predict first.** With how many examples does the fully connected layer reach what the shared one has after ten: 40,
# 160, 640, or more?

# %%
my_examples = None  # 40, 160, 640 or "more"

# %%
rows = []
for count in (10, 40, 160, 640):
    x, y = draw(count, np.random.default_rng(1))
    rows.append({"examples": count} | {name: error(learn(x, y, rule)) for name, rule in rules.items()})
enough = [row["examples"] for row in rows if row["fully connected"] <= rows[0]["shared"]]
compare_guess(my_examples, enough[0] if enough else "more")
told = [{key: f"{v:.1%}" if isinstance(v, float) else v for key, v in row.items()} for row in rows]
plot.table(told, "Error on the flower")

# %% [markdown]
# With 640 examples the fully connected layer has ten equations for each unknown, and the noise in them is what is left.
# The shared filter had 120 for each, from ten examples.
#
# ### When is it wrong to share?
#
# Sharing assumes that what is useful here is useful there. Photographs are like that, since an edge may be anywhere.
# Not all data are. Here is the same task, with all answers multiplied by a factor that goes from 1 at the left end to
# -1 at the right: what is asked of an output now depends on where it stands.
#
# **Predict first.** Which of the three is best, with 160 examples?

# %%
my_best = None  # "fully connected", "local" or "shared"

# %%
gain = np.linspace(1, -1, 60)
x, y = draw(160, np.random.default_rng(1), gain)
errors = {name: 100 * error(learn(x, y, rule), gain) for name, rule in rules.items()}
compare_guess(my_best, min(errors, key=errors.get), "best")
plot.bars({name: round(value) for name, value in errors.items()}, "Error where places differ", "percent")

# %% [markdown]
# The shared filter cannot do it with any number of examples: it has one answer for all places, and these want opposite
# things. It learns next to nothing, and 102 % is a little worse than always answering 0. Local layers without sharing
# were used where images are always aligned, such as faces turned to the front (DeepFace, Taigman, Yang, Ranzato and
# Wolf, 2014).
#
# They are costly. A colour image has three numbers at each pixel, red, green and blue, and an output has weights for
# all three. An image of 30 x 30 pixels and a window of 7 x 7 make 24 x 24 places.
#
# **Predict first.** With five outputs at each place, how many weights has a locally connected layer, and how many a
# convolution layer with the same five filters everywhere? Biases are not counted.

# %%
my_unshared = None
my_convolution = None

# %%
places = shapes.output_size(30, 7)
unshared = shapes.locally_connected_parameters(3, 5, 7, places, places, bias=False)
compare_guess(my_unshared, unshared, "locally connected")
compare_guess(my_convolution, shapes.conv_parameters(3, 5, 7, bias=False), "convolution")

# %% [markdown] tags=["topic:handmade-filters"]
# ## What can nine numbers find?
#
# With two dimensions the window is a square, and the filter a small table. Here is an example that many lectures show:
# an image of 5 x 5 and the filter 1 0 1, 0 1 0, 1 0 1.

# %%
image = np.array([[1.0, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
cross = np.array([[1.0, 0, 1], [0, 1, 0], [1, 0, 1]])
plot.arrays({"image": image, "filter": cross}, window=(3, 3))

# %% [markdown]
# **Predict first.** What are the three numbers in the first row of the map?

# %%
my_first_row = None  # three numbers, such as (1, 2, 3)

# %%
compare_guess(my_first_row, tuple(int(value) for value in correlate2d(image, cross)[0]), "first row")
plot.arrays({"map": correlate2d(image, cross)})

# %% [markdown]
# Step through it with the arrow keys. (Stride, padding and dilation, which the explorer offers too, are for lecture 4.)

# %%
explore.Stepper()

# %% [markdown]
# Before filters were learned, people thought them out. Sobel's has the rows 1 2 1, 0 0 0 and -1 -2 -1. It subtracts
# what is below from what is above, so it answers to horizontal edges.
#
# **Predict first.** In the sky all pixels are nearly equal. What does Sobel's filter make of it? Then change one of its
# nine numbers in the explorer, and look what becomes of the sky.

# %%
my_sky = None  # "black", "grey" or "white", where grey is 0

# %%
explore.Filtering("china", kernel=[[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

# %% [markdown]
# Where all pixels have the value $v$, the output is $v$ times the sum of the weights. If they add up to 0, even
# surfaces vanish and changes remain; if they add up to 1, surfaces stay as bright as they were. Four filters that were
# thought out by people long before such filters were learned are below: a blur, a sharpener, Sobel's, and a **Gabor
# filter**, a wave that fades out around its middle,
#
# $$g(u, v) = \cos\left(\frac{2\pi}{\lambda} (u \sin\theta + v \cos\theta)\right) e^{-(u^2 + v^2) / 2\sigma^2},$$
#
# here less its mean, so that it adds up to 0. It answers to stripes that repeat every $\lambda$ pixels and run across
# one direction, $\theta$.

# %%
sobel = np.array([[1.0, 2, 1], [0, 0, 0], [-1, -2, -1]])
u, v = np.mgrid[-4:5, -4:5]
gabor = np.cos(2 * np.pi / 5 * (u * np.sin(0.8) + v * np.cos(0.8))) * np.exp(-(u**2 + v**2) / 8)
by_hand = {
    "blur": np.full((7, 7), 1 / 49),
    "sharpen": np.array([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "Sobel": sobel,
    "Gabor": gabor - gabor.mean(),
}
maps = {name: correlate2d(tower, kernel) for name, kernel in by_hand.items()}
compare_guess(my_sky, "grey" if abs(maps["Sobel"][:20, :40].mean()) < 0.05 else "not grey", "the sky")
display(plot.arrays({name: maps[name].clip(0, 1) for name in ("blur", "sharpen")}))
display(plot.arrays({"the Gabor filter": by_hand["Gabor"]}))
display(plot.arrays({name: maps[name].clip(-1.5, 1.5) for name in ("Sobel", "Gabor")}))
for name, kernel in by_hand.items():
    print(f"{name}: sum of the weights {abs(kernel.sum()):.0f}")

# %% [markdown]
# ### Can the numbers be learned?
#
# Who says that these are the right ones? Take a part of the tower and the edge map that Sobel's filter made of it.
# Forget the filter, and let gradient descent look for one that makes the same map. It is given room for 5 x 5 weights,
# all random at the beginning. The loss is the mean squared difference of the two maps.
#
# The library's layer takes arrays of shape $(N, C, H, W)$: images, colours, rows, columns. Ours is one grey image, and
# `[None, None]` puts two axes of length 1 before its own. The `cache` is what `conv2d_backward` needs; it gives the
# gradients by the image, the weights (`[1]`) and the biases.
#
# **Predict first.** Sobel's filter has nine numbers. What becomes of the sixteen around them?

# %%
my_sixteen = None  # "zeros" or "something else"

# %%
part = tower[30:94, 50:146] - tower.mean()  # around 0, which makes it easier to learn
edges = correlate2d(part[1:-1, 1:-1], sobel)  # where a window of 5 x 5 fits


def learn_filter(turned=False, steps=1000):
    """The filter (5, 5) at each step; turned: the layer turns it by 180 degrees before it lays it on the image."""
    way = slice(None, None, -1 if turned else 1)
    w, speed, seen = np.random.default_rng(0).standard_normal((5, 5)), 0, []
    for _ in range(steps + 1):
        seen.append(w)
        out, cache = conv2d_forward(part[None, None], w[None, None, way, way], np.zeros(1))
        gradient = conv2d_backward(2 * (out - edges) / out.size, cache)[1][0, 0, way, way]
        speed = 0.95 * speed - 0.2 * gradient
        w = w + speed
    return seen


seen = learn_filter()
ring = np.abs(np.pad(np.zeros((3, 3)), 1, constant_values=1) * seen[-1]).max()
compare_guess(my_sixteen, "zeros" if ring < 0.1 else "something else", "the sixteen")
plot.arrays({f"after {step} steps": seen[step].round(1) + 0.0 for step in (0, 10, 100, 1000)})

# %% [markdown]
# Sobel's filter comes out, with a border of zeros. Nobody told the loop that it should be small, nor that it should add
# up to 0. A photograph and its edge map did.
#
# A network learns its filters in this way, with one difference: nobody gives it the edge map. It is told which answer
# was right at the very end. Edges turn out to be useful for that, and so the first layers of trained networks are full
# of filters much like Sobel's and Gabor's.

# %% [markdown] tags=["topic:conv-vs-correlation"]
# ## Is it a convolution at all?
#
# Mathematicians call something else by that name. The convolution of two functions turns one of them round before it
# slides:
#
# $$(f * g)(t) = \int f(\tau)\, g(t - \tau)\, d\tau \qquad\text{and for a row of numbers}\qquad (x * w)_i = \sum_k w_k\,
# x_{i - k}.$$
#
# Here $w_1$ lies on the number *before* that of $w_0$, and $w_2$ on the one before that: the filter runs backwards. In
# the layer above stood $x_{i + k}$, and it ran forwards. With two axes there are two sums, and to run backwards in both
# is to be turned by 180 degrees.
#
# The sum without the turn is called **cross-correlation**, and that is what the deep learning frameworks of today
# compute. PyTorch's documentation of `Conv2d` says so in its formula; the layer kept the name.
#
# What is the turn good for? With it, it does not matter which of the two rows is the filter. (`full` means: also where
# the two overlap in part only.)

# %%
a, b = np.array([1.0, 2, 3]), np.array([0.0, 1, 5])
print("convolution:", np.convolve(a, b), "and exchanged", np.convolve(b, a))
print("correlation:", np.correlate(a, b, "full"), "and exchanged", np.correlate(b, a, "full"))

# %% [markdown]
# Exchanged, the convolution is the same, and the correlation is reversed.
#
# **Predict first.** Let a layer that *does* turn its filter learn the edge map from above. What does it find: Sobel's
# filter, or its negative, or neither?

# %%
my_turned = None  # "Sobel", "negative" or "neither"

# %%
found = learn_filter(turned=True)[-1].round(1) + 0.0
middle = found[1:-1, 1:-1]
names = {"Sobel": sobel, "negative": -sobel}
compare_guess(my_turned, next((n for n, k in names.items() if abs(middle - k).max() < 0.3), "neither"))
plot.arrays({"learned by a layer that turns it": found})

# %% [markdown]
# It learns the filter turned by 180 degrees, which is Sobel's negative, and makes the same map. A layer that learns its
# weights does not care. You have to care when you take a filter from a book, when two filters become one, and when
# gradients flow back: there the turn returns.
#
# An example shows the difference only if the turn changes its filter. The cross with its map 4 3 4, 2 4 3, 2 3 4
# cannot, since it stays as it is. Here is another filter, on the same image with a frame of zeros (**padding**, in
# grey). Switch *true convolution* off and on.

# %%
explore.Stepper(kernel=[[0, 0, 1], [0, 1, 1], [1, 1, 1]], padding=1, true_convolution=True, column=4)

# %%
corner = np.array([[0.0, 0, 1], [0, 1, 1], [1, 1, 1]])
print("correlation:", correlate2d(np.pad(image, 1), corner)[0])
print("convolution:", correlate2d(np.pad(image, 1), corner[::-1, ::-1])[0])

# %% [markdown] tags=["topic:conv-layer"]
# ## From one filter to a layer
#
# An image has **channels**: red, green and blue, or the maps of the layer before. A filter has a table of weights for
# *each* of them. It slides down and across, and never along the channels: it always reaches through all. All products
# are added up, and then the bias. With $i$ now for the channels of a window $x$, $j$ for its rows, $k$ for its columns,
# and $h$ for the output:
#
# $$h = \sum_{i,j,k} x_{ijk}\, W_{ijk} + b.$$
#
# **Predict first.** Here are an image of two channels and one filter with the bias 3. What is the first output?

# %%
two_channels = [[[1, 0, 2, 1], [0, 3, 1, 0], [2, 1, 0, 1]], [[0, 1, 1, 0], [2, 0, 0, 1], [1, 1, 0, 2]]]
two_tables = [[[1, -1], [0, 1]], [[2, 0], [0, -1]]]
x, w = np.array(two_channels, float), np.array(two_tables, float)
plot.arrays(
    {"channel 0": x[0], "channel 1": x[1], "table 0": w[0], "table 1": w[1]}, window=(2, 2), channels=2
)

# %%
my_output = None

# %%
compare_guess(my_output, np.sum(x[:, :2, :2] * w) + 3, "first output")
explore.Stepper(image=two_channels, kernel=two_tables, bias=3)

# %% [markdown]
# Every filter makes one map, also called an **activation map**. A layer has several filters and stacks their maps, so
# that an image comes out again: map 0 is channel 0 for the next layer, map 1 is channel 1, and so on.
#
# **Predict first.** Six filters, each 3 x 5 x 5, on a colour image of 3 x 32 x 32. How many products are added up for
# one output? What is the shape of what comes out? And what is it for a **batch**, several images at once, of two?

# %%
my_products = None
my_shape = None  # such as (3, 32, 32)
my_batch_shape = None

# %%
colour = data.photograph("flower")[:, 40:72, 70:102]  # (3, 32, 32)
w, b = data.independent_filters()[[1, 4, 7, 8, 10, 11]], np.zeros(6)  # (6, 3, 5, 5)
out, _ = conv2d_forward(colour[None], w, b)
two_images = np.stack([colour, data.photograph("china")[:, 40:72, 70:102]])
compare_guess(my_products, w[0].size, "products")
compare_guess(my_shape, out[0].shape, "one image")
compare_guess(my_batch_shape, conv2d_forward(two_images, w, b)[0].shape, "two images")
print("by hand:", np.sum(colour[:, 10:15, 20:25] * w[3]) + b[3], " by the layer:", out[0, 3, 10, 20])

# %%
display(plot.filters(w, "Six filters", columns=6))
display(plot.arrays({"image": colour.transpose(1, 2, 0)}))
for first in (0, 3):  # each map from its own strongest answers
    display(plot.arrays({f"map {f}": out[0, f] / abs(out[0, f]).max() for f in range(first, first + 3)}))

# %% [markdown]
# Nobody wrote these filters. A method without labels (independent component analysis) found them in pieces of
# photographs. They are drawn as colour images: a channel is dark where its weight is the least of this filter, and
# bright where it is the largest. Grey filters weigh the three channels alike.
#
# Filter 2 finds vertical edges, filters 1 and 3 horizontal ones, filter 0 slanting ones. Filter 4 weighs blue against
# red at the top and red against blue at the bottom, so it finds an edge between two colours. Filter 5 has hardly any
# shape. It weighs green against blue and red, wherever they are, and its map is soft.
#
# One output is a dot product of 75 numbers with 75 weights, plus a bias. There are 28 x 28 places. In general a batch
# of shape $(N, C_{in}, H, W)$ meets weights of shape $(C_{out}, C_{in}, k_H, k_W)$ and $C_{out}$ biases, and becomes
# $(N, C_{out}, H', W')$. All images of a batch meet the same filters. How large $H'$ and $W'$ are with stride and
# padding is lecture 4.
#
# A **ConvNet** is a network made mainly of such layers, today mostly with a ReLU behind each.

# %% [markdown] tags=["topic:neuron-view"]
# ## The same layer, seen by a neuron
#
# One can tell the same story without any sliding. Each output is a **neuron**: it has weights and a bias, stands at one
# place and looks at one window, where one of a fully connected layer would look at all 3,072 numbers of the image.
#
# Leave out filter 3; the last two are then 3 and 4. With five filters the neurons stand in a grid of 28 x 28 x 5.
#
# **Predict first.** Each of the 3,920 neurons has 75 weights and a bias. How many different ones do all have together?

# %%
my_parameters = None

# %%
compare_guess(my_parameters, shapes.conv_parameters(3, 5, 5), "parameters")
grid = out[0, [0, 1, 2, 4, 5]]
plot.neurons(colour.transpose(1, 2, 0), grid, kernel=5, row=8, column=20)

# %% [markdown]
# The grid can be read in two ways. Along a line through the maps stand five neurons that look at one window and ask
# different things of it: one whether there is a vertical edge here (map 2), another which colour (map 4). Within a map
# stand 784 that ask the same thing of different windows. That is what sharing weights means.

# %% [markdown] tags=["topic:conv-1x1"]
# ## What can a filter of one pixel do?
#
# A window of 1 x 1 sees no neighbours. On an image of one channel it would multiply every pixel by one number and add
# another, which the next layer could do itself. But a filter reaches through all channels, so on an image of many it
# makes a mixture of them, the same at every pixel: a fully connected layer from channels to channels, laid on each
# pixel by itself.
#
# It is used to have fewer channels, which is called *dimensionality reduction*. Here the three of a photograph are
# mixed into one, and a second layer of 1 x 1 makes three of it again. Pixels are points with three coordinates. The
# weights are the direction in which these points spread most (and for two channels, also that in which they spread most
# of what is left); no other weights would lose less.
#
# **Predict first.** A pixel that is bright in red is often bright in green, too. How much of what varies in the picture
# survives the passage through one channel of three: a third, less, or far more?

# %%
my_survival = None  # "a third", "less" or "far more"

# %%
picture = data.photograph("flower")
mean = picture.mean(axis=(1, 2))
directions = np.linalg.eigh(np.cov(picture.reshape(3, -1)))[1][:, ::-1]  # in columns, the main one first
again, kept = {}, {}
for channels in (1, 2):
    mix = directions[:, :channels].T[:, :, None, None]  # (channels, 3, 1, 1)
    squeezed, _ = conv2d_forward(picture[None], mix, -mix[:, :, 0, 0] @ mean)
    again[channels] = conv2d_forward(squeezed, mix.transpose(1, 0, 2, 3), mean)[0][0]
    kept[channels] = 1 - np.sum((again[channels] - picture) ** 2) / np.sum((picture.T - mean) ** 2)
compare_guess(
    my_survival, "far more" if kept[1] > 0.5 else "less" if kept[1] < 0.25 else "a third", "survives"
)
print(f"through one channel {kept[1]:.0%}, through two {kept[2]:.0%}")
pictures = {"photograph": picture, "through one": again[1], "through two": again[2]}
plot.arrays({name: one.transpose(1, 2, 0).clip(0, 1) for name, one in pictures.items()})

# %% [markdown]
# Through one channel the flower keeps its shape, the leaves behind it nearly vanish, and only one scale of colours is
# left, from dark green to orange.
#
# A network mixes its maps in the same way, and often has hundreds. From 56 x 56 x 64, thirty-two filters of 1 x 1 make
# 56 x 56 x 32: half the numbers to store, and half the channels for the costly layer behind it. Or go down to 16
# channels, do the layer of 3 x 3 there, and come back to 64. What does that save? Each product that is added to a sum
# counts as one **multiply-add**.

# %%
layers = {  # each ("conv", filters, window, step from window to window, rows of zeros around the image)
    "3 x 3 on 64 channels": [("conv", 64, 3, 1, 1)],
    "1 x 1 to 16, 3 x 3, 1 x 1 to 64": [("conv", 16, 1, 1, 0), ("conv", 16, 3, 1, 1), ("conv", 64, 1, 1, 0)],
}
print("32 filters of 1 x 1:", shapes.layer_table((64, 56, 56), [("conv", 32, 1, 1, 0)])[0]["shape"])
work = {
    name: sum(row["multiply_adds"] for row in shapes.layer_table((64, 56, 56), stack))
    for name, stack in layers.items()
}
plot.bars(work, "From 64 channels to 64, on 56 x 56", "multiply-adds")

# %% [markdown]
# With the layers before and behind it, the layer of 3 x 3 costs less than an eighth. The three cannot do all that
# the one can, since everything has to pass through 16 numbers at each pixel. Many deep networks pay this price to afford their
# depth.
#
# Two layers of 1 x 1 with a ReLU between them are a small network that is applied to every pixel (Lin, Chen and Yan,
# "Network in Network", 2013).

# %% [markdown] tags=["topic:stacked-linear"]
# ## Are two layers more than one?
#
# A layer is a matrix, so two layers in a row are two matrices, and these multiply to one: $y = W_2 W_1 x$. Is the
# product of two convolutions something richer? Look at it.

# %%
w1 = sum(weight * np.eye(6, 8, k) for k, weight in enumerate([1, 2, -1]))
w2 = sum(weight * np.eye(4, 6, k) for k, weight in enumerate([3, 0, 1]))
print("true convolution of the two filters:", np.convolve([1, 2, -1], [3, 0, 1]))
plot.arrays({"second layer": w2, "first layer": w1, "their product": w2 @ w1})

# %% [markdown]
# A diagonal band again, with one number along each diagonal, and five wide in place of three. Two convolutions without
# anything between them are, without padding, one convolution with a larger filter, and each further layer of width 3
# adds 2, along every axis. The five numbers are the *true* convolution of the two filters: here is the turn. The
# layers can have fewer weights than the large one, but never do what it cannot.
#
# What one convolution cannot do is simple enough. The edge map above was positive where it becomes darker downwards and
# negative where it becomes brighter. Ask for its size alone, an edge whatever its sign.
#
# **Predict first.** Four filters of 3 x 3, and a filter of 1 x 1 that mixes their maps, learn this from the tower: once
# as they are, and once with a ReLU between. The loss of always answering the best single number is 100 %. Does it fall
# to nearly 0 or hardly at all, in each case?

# %%
my_loss_without = None  # "nearly 0" or "hardly at all"
my_loss_with = None

# %%
strength = abs(correlate2d(part, sobel))


def learn_strength(between):
    """The map that two layers learn, with something between them or nothing."""
    rng, optimizer = np.random.default_rng(0), Momentum(lr=0.1)
    net = Sequential((1, 64, 96), [Conv2d(1, 4, 3, rng), *between, Conv2d(4, 1, 1, rng)])
    for _ in range(400):
        out = net.forward(part[None, None], training=True)
        net.backward(2 * (out - strength) / out.size)
        optimizer.step(net.parameters, net.gradients)
    return out[0, 0]


without, with_relu = learn_strength([]), learn_strength([ReLU()])
losses = [np.mean((out - strength) ** 2) / strength.var() for out in (without, with_relu)]
fall = ["nearly 0" if loss < 0.1 else "hardly at all" if loss > 0.7 else "in between" for loss in losses]
compare_guess(my_loss_without, fall[0], f"loss {losses[0]:.0%} without a ReLU")
compare_guess(my_loss_with, fall[1], f"loss {losses[1]:.1%} with a ReLU")
photograph = np.dstack([tower[31:93, 51:145]] * 3)  # as an image in colour, since it has a scale of its own
maps = {"wanted": strength, "without a ReLU": without.clip(0), "with a ReLU": with_relu.clip(0)}
plot.arrays({"photograph": photograph} | maps)

# %% [markdown]
# Without a ReLU the two layers are one filter, and find little more than where the picture is dark. With it they
# succeed, and one can say how: $|g| = \max(0, g) + \max(0, -g)$. One filter finds the edges of one sign, its negative
# those of the other, and the mixture adds them up. (Two filters would do, but from a random beginning gradient descent
# often fails to find them if it has no others to try.) Depth begins with what stands between the layers.

# %% [markdown] tags=["topic:temporal-conv"]
# ## And in time?
#
# Nothing in the idea asks for two axes. Count those along which neighbours belong together and a pattern may be
# anywhere: along these the filter slides, and all others are channels. A signal of length $L$ with $C$ channels, such
# as a heartbeat from several electrodes, has one, and meets filters of shape $(C_{out}, C, K)$. A film or a scan of a
# body has three, and its filters are boxes, $(C_{out}, C, K, K, K)$: for $K = 3$ that is 3, 9 or 27 weights for each
# channel, as there are 1, 2 or 3 axes.
#
# What can a filter of three axes do? In a film of twenty frames, full of noise, a handwritten digit moves to the right
# by two pixels a frame. Two filters are boxes of sixteen frames, one row and 32 columns, with one weight of 1/16 in
# each frame and zeros elsewhere. In the first it stays in the same column. In the second it moves to the right by two
# columns a frame.
#
# **Predict first.** Which of the two shows the digit, the standing one or the moving one?

# %%
my_filter = None  # "standing" or "moving"

# %%
rng, frames = np.random.default_rng(1), np.arange(16)
film = 1.2 * rng.standard_normal((20, 36, 104))
digit = np.kron(data.digits().train_images[4, 0] / 255, np.ones((3, 3)))  # 24 x 24
for t in range(20):
    film[t, 6:30, 6 + 2 * t : 30 + 2 * t] += digit
boxes = np.zeros((2, 16, 1, 32))
boxes[0, frames, 0, 0] = boxes[1, frames, 0, 2 * frames] = 1 / 16
# sliding in time, step by step: at each the sixteen frames below the box are the channels of an image
steps = [conv2d_forward(film[None, t : t + 16], boxes, np.zeros(2))[0][0] for t in range(5)]
standing, moving = np.stack(steps, axis=1)  # two maps of three axes, (5, 36, 73)
compare_guess(my_filter, "moving" if moving.max() > standing.max() else "standing", "the digit")
for t in (0, 4):
    views = {
        f"frame {t}": film[t, :, :73],
        f"standing, step {t}": standing[t],
        f"moving, step {t}": moving[t],
    }
    display(plot.arrays({name: view.clip(-2.5, 2.5) for name, view in views.items()}))

# %% [markdown]
# Under both filters the noise shrinks to a quarter: the mean of sixteen numbers spreads $\sqrt{16}$ times less than one
# of them. But the standing one smears the digit over the whole way that it goes in sixteen frames. The moving one goes
# along, so that it adds up at one place, and four steps later eight pixels farther on. A filter in space and time is a
# detector for a pattern *and* its motion.
#
# One thing is different in time. A program that has to answer now cannot see the next frame, so its windows must end at
# the present: all padding goes to the beginning.

# %% [markdown] tags=["topic:im2col"]
# ## How is it computed?
#
# Computers are very fast at the product of two large matrices. Here are two ways to make one of a convolution.
#
# The first you have seen: make the *filter* a matrix, with a row for each output and a column for each input. A column
# says what one pixel does to all outputs. So lay the filter on an image that is 1 at this pixel and 0 elsewhere, and
# the map is the column.

# %%
small, nine = np.arange(10.0, 26).reshape(4, 4), np.arange(1.0, 10).reshape(3, 3)
single_ones = np.eye(16).reshape(16, 1, 4, 4)  # an image for each pixel
filter_matrix = conv2d_forward(single_ones, nine[None, None], np.zeros(1))[0].reshape(16, 4).T
windows = im2col(small[None, None], 3)  # a window of nine pixels in each row
print("by sliding:", correlate2d(small, nine).ravel())
print("filter as a matrix:", filter_matrix @ small.ravel(), " image as a matrix:", windows @ nine.ravel())
display(plot.arrays({"filter as a matrix: 4 x 16": filter_matrix}))
plot.arrays({"image": small, "filter": nine, "image as a matrix: 4 x 9": windows}, window=(3, 3))

# %% [markdown]
# The upper matrix is the one of the beginning, in its third state, now for an image with two axes: in each row the
# same nine numbers, three from each of three image rows, and between them zeros. (Where a window begins a new image
# row, it jumps, and the diagonals break.) The lower one does it the other way round. It stretches each *window of the
# image* to a row $x^T$, and the filter to a column $W$, so that an output is $x^T W + b$, which is $W^T x + b$, and
# all outputs are one product. With six filters there are six columns. The way from image to windows is called
# **im2col**.
#
# **Predict first.** For the photograph of the beginning, 128 x 192 pixels, the filter's matrix is the fully connected
# one with its 588,349,440 numbers. How many numbers for each pixel has the matrix of windows?

# %%
my_numbers = None  # for each pixel

# %%
begin = time.perf_counter()
sliding = [np.sum(tower[i : i + 3, j : j + 3] * sobel) for i in range(126) for j in range(190)]
between = time.perf_counter()
windows = im2col(tower[None, None], 3)
product = windows @ sobel.ravel()
end = time.perf_counter()
compare_guess(my_numbers, windows.size / tower.size, "for each pixel")
print(f"{windows.size:,} numbers; the same map: {np.allclose(product, sliding)}")
print(f"a loop over the windows {1000 * (between - begin):.0f} ms, im2col {1000 * (end - between):.1f} ms")

# %% [markdown]
# A little less than nine, since pixels at the border are in fewer windows. You met 215,460 at the beginning, as the
# weights of a layer that does not share: there each output had nine weights of its own, here it has its own copy of
# nine pixels.
#
# That price in memory is paid for speed. (The fastest libraries take the windows piece by piece, and never store them
# all.) No number of the product is 0 by rule, and nothing has to be decided on the way. And, which is most of what the
# last line shows, Python is asked once and not 23,940 times.

# %% [markdown] tags=["topic:conv-backward"]
# ## Which way do gradients flow?
#
# To learn, a layer needs two things from the gradient of the loss by its outputs, called `dout`: how its weights should
# change, `dw`, and what to hand on to the layer before it, `dx`. The matrix gives both.
#
# A fully connected layer $y = Wx$ has $dx = W^T dout$, and $dW$ is the matrix of all products $dout_i\, x_j$. Now keep
# the two rules. The weight $w_k$ stands along a diagonal, at all places with $j = i + k$. It is used many times, and
# whoever is used many times gets the sum:
#
# $$dw_k = \sum_i dout_i\, x_{i+k}, \qquad dx_j = \sum_k w_k\, dout_{j-k}, \qquad db = \sum_i dout_i$$
#
# **Predict first.** Compare the signs of $k$ with the section on correlation. Which of the two is `dw`, and which is
# `dx`?

# %%
my_dw = None  # "correlation" or "convolution"
my_dx = None

# %%
rng = np.random.default_rng(0)
x, w, dout = rng.integers(-4, 5, 8), np.array([1, 2, -1]), rng.integers(-4, 5, 6)
matrix = sum(weight * np.eye(6, 8, k) for k, weight in enumerate(w))
dw = np.array([np.trace(np.outer(dout, x), k) for k in range(3)])  # along the diagonals
dx = matrix.T @ dout
compare_guess(
    my_dw, "correlation" if np.allclose(dw, np.correlate(x, dout, "valid")) else "convolution", "dw"
)
compare_guess(my_dx, "convolution" if np.allclose(dx, np.convolve(dout, w, "full")) else "correlation", "dx")
plot.arrays({"forwards": matrix, "backwards: its transpose": matrix.T})

# %% [markdown]
# `dw` is the correlation of the input with `dout`: `dout` slides over the input like a filter. `dx` is a true
# convolution, with the filter turned round, and *full*, so that the result is as long as the input. Read the third row
# of the transposed matrix, and you see the filter backwards. In the first two rows and the last two it is cut off.
#
# In two dimensions the same holds. For the weight of filter $f$ on channel $c$ at row $u$ and column $v$, the sum goes
# over all images $n$ of the batch and all places $i, j$:
#
# $$dw_{fcuv} = \sum_{n,i,j} dout_{nfij}\, x_{n,c,i+u,j+v}$$
#
# A check by nudging a weight, which is the judge of all gradients:

# %%
x, w, b = rng.standard_normal((2, 3, 6, 7)), rng.standard_normal((4, 3, 3, 2)), np.zeros(4)
out, cache = conv2d_forward(x, w, b)
dout = rng.standard_normal(out.shape)
nudged = w.copy()
nudged[2, 1, 0, 1] += 1e-6
slope_by_nudging = np.sum(dout * (conv2d_forward(x, nudged, b)[0] - out)) / 1e-6
print(f"by nudging {slope_by_nudging:.5f}, by formula {conv2d_backward(dout, cache)[1][2, 1, 0, 1]:.5f}")

# %% [markdown]
# One of the lectures that this course was made from gives the slope of *one output* $a_{rc}$ of a true convolution
# (hence the minus signs) by one weight $w_{ij}$ as $\sum_{i,j} x_{r-i,\,c-j}$, but one output uses the weight once, so
# the slope is $x_{r-i,\,c-j}$ alone, and a sum, over the outputs $r, c$, appears only in the slope of the *loss*.

# %% [markdown]
# ## Do you know it?
#
# Answer before you open. Each takes a minute with a pencil.
#
# <details><summary>1. All images of a data set have their pixels exchanged, in one fixed order for all. Which of the three
# states of the matrix learns as well as before, and why?</summary>
#
# The fully connected one: exchanging its columns in the same way gives the same outputs, and nothing in it knew which
# pixels are neighbours. The other two were told that neighbours belong together, and now they do not.
#
# </details>
# <details><summary>2. The first layer of AlexNet makes 55 x 55 x 96 outputs with filters of 3 x 11 x 11. How many parameters
# has it, and how many without sharing, if each output has weights and a bias of its own?</summary>
#
# A filter has 3 x 11 x 11 + 1 = 364, so 96 x 364 = 34,944. Without sharing each of the 290,400 outputs has its own 364:
# 105,705,600.
#
# </details>
# <details><summary>3. A filter's weights add up to 0.5, and it is laid on a white wall of value 0.8. What comes out without a
# bias? And what comes out of a wall half as bright, if the bias is 0.1?</summary>
#
# 0.4 without a bias, since the output is the value times the sum. For the darker wall 0.4 x 0.5 + 0.1 = 0.3: the bias
# does not grow with the light.
#
# </details>
# <details><summary>4. You learn a filter of 3 x 3 from a photograph and its map, and the map was made by a blur of 5 x 5, so
# that no filter of 3 x 3 makes it. What does gradient descent find, and where does the loss end?</summary>
#
# The 3 x 3 filter whose map differs least from the blurred one, with a loss that does not go to 0. Gradient descent
# finds the best of what the layer can do, and sixteen of the twenty-five weights are out of its reach.
#
# </details>
# <details><summary>5. Ten layers of 3 x 3 without anything between them are trained, on one channel. Which single layer can do
# the same, and does it have more weights or fewer?</summary>
#
# One of 21 x 21, since each layer adds 2 to the size. It has 441 weights where the ten have 90, so it can do more: not
# every filter of 21 x 21 can be composed of ten small ones.
#
# </details>
# <details><summary>6. Why does one filter of 1 x 1 on one channel, without a ReLU, make no sense, and why does it on 64?</summary>
#
# On one channel it multiplies all pixels by the same number and adds another, which the next layer could do with its
# own weights. On 64 it mixes channels: each of its maps is another weighted sum of the 64 numbers at a pixel.
#
# </details>
# <details><summary>7. A weight of a filter is used at 784 places. Its gradient is the sum over these places. Why does that make
# learning with few images possible, and when does it hurt?</summary>
#
# Each image gives the weight 784 examples, though not as good as 784 images would, since neighbouring windows overlap
# and are alike. It hurts when the places want different things: their gradients then cancel, as they did with the
# factor that went from 1 to -1.
#
# </details>

# %% [markdown]
# Filters, the layer, 1 x 1, one axis, stacks and im2col are practised in the notebook *a2: convolution*, the gradients
# in *a3: backpropagation*, and counting weights in *a1: shapes and receptive fields*.
