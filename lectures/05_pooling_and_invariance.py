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
# # Pooling and invariance
#
# A network has learned to read digits, and says 7. Somebody moves the paper by the width of one pixel. Does the
# network still say 7?
#
# A person does not even notice. Many courses say that a network does not either, because it has pooling layers.
# This lecture measures it, on small networks that differ in their pooling alone.
#
# You will be able to compute a pooling layer and its gradients by hand, to say which movements it forgives and
# which it does not, and to make a network steadier without one more weight. Allow an hour and a quarter; a good
# place for a pause is before *Pooling across channels*. You need gradients from lecture 2, the convolution layer
# of lecture 3, and stride from lecture 4.

# %%
import numpy as np

from cnnlib import data, explore, init, plot, shapes, train
from cnnlib.guess import compare_guess
from cnnlib.layers import AvgPool2d, Conv2d, Flatten, Linear, MaxPool2d, ReLU
from cnnlib.moving import moved, shift_consistency
from cnnlib.net import Sequential
from cnnlib.ops.conv import conv2d_forward
from cnnlib.ops.pool import (
    avg_pool2d_backward,
    avg_pool2d_forward,
    max_over_channels_forward,
    max_pool2d_backward,
    max_pool2d_forward,
)
from cnnlib.optim import Adam, cosine

digits = data.digits()  # 8 x 8 pixels each, 0 to 255
labels = digits.test_labels


def on_canvas(images):
    """Digits at the left of an empty canvas of 20 x 28 pixels, with ink up to 4."""
    canvas = np.zeros((len(images), 1, 20, 28), np.float32)
    canvas[:, :, 6:14, 6:14] = images / 64
    return canvas


canvas = on_canvas(digits.test_images)  # (355, 1, 20, 28): no network of this lecture is trained on these

# %% [markdown]
# The network has two convolutions with a kernel of 3, each followed by max pooling, which halves the maps. A
# third one, with a kernel of 1, makes 64 maps of them. At the end stands a fully connected layer with ten
# outputs, one for each digit. All training digits stand in the same place, at the left of an empty canvas.


# %%
def trained(halve, stride=1, mean=True, augment=None):
    """A net on digits. halve: makes the layers that halve the maps. mean: whether each last map is averaged.

    augment: what is done to a batch before the net learns from it.
    """
    rng = np.random.default_rng(0)
    layers = [Conv2d(1, 8, 3, rng, stride, padding=1), ReLU(), *halve()]
    layers += [Conv2d(8, 24, 3, rng, stride, padding=1), ReLU(), *halve()]
    layers += [Conv2d(24, 64, 1, rng), ReLU()]
    channels, height, width = Sequential((1, 20, 28), layers).layer_table()[-1]["shape"]
    layers += [AvgPool2d((height, width))] if mean else []
    layers += [Flatten(), Linear(channels * (1 if mean else height * width), 10, rng)]
    net = Sequential((1, 20, 28), layers)
    init.draw_weights(net, rng)
    x, y = on_canvas(digits.train_images), digits.train_labels
    # the step against the gradient: Adam fits its size to each weight, cosine lets it shrink from 0.01 to 0
    options = {"batch_size": 16, "schedule": cosine(0.01, 10), "augment": augment, "progress": False}
    train.fit(net, x, y, epochs=10, optimizer=Adam(0.01), rng=rng, **options)
    return net


def says(net):
    """A function from images to the digits that the net sees in them."""
    return lambda images: net.forward(images).argmax(axis=1)


first_net = trained(lambda: [MaxPool2d(2)], mean=False)
print(f"right on {np.mean(says(first_net)(canvas) == labels):.0%} of the test digits, where they are")

# %% [markdown]
# **Predict first.** All 355 test digits are moved by one pixel to the right. For how many percent of them does
# the network give the answer that it gave before? (A guess: nothing so far tells you.)

# %%
my_percent = None

# %%
steady = shift_consistency(says(first_net), canvas, 8)
compare_guess(my_percent, round(100 * steady[1]), "percent with the same answer")
print("after 0 to 8 pixels:", *(f"{share:.0%}" for share in steady))
changed = says(first_net)(moved(canvas, right=1)) != says(first_net)(canvas)
seven = np.flatnonzero((labels == 7) & changed)[0]
shots = {s: moved(canvas[[seven]], right=s) for s in range(5)}
plot.arrays({f"moved by {s}: {says(first_net)(image)[0]}": image[0, 0] for s, image in shots.items()})

# %% [markdown]
# The printed shares are of all 355 digits, the pictures of one 7 whose answer changes at once; above each stands the
# answer. One pixel is enough to change more than a third of the answers, and before it has been moved by its own
# width, six pixels, only one answer in ten is still the same, no more than by chance. The network has two max pooling
# layers, and they have not saved it.
#
# Who is to blame? In part the fully connected layer, which has a weight of its own for every place of the last maps:
# what it has learned about the left it does not know on the right. The rest of the answer is in the pooling itself.

# %% [markdown] tags=["topic:max-pooling"]
# ## Is it there, anywhere in this window?
#
# A map says at each place how strongly a filter answers. Often the next layer need not know the place to the
# pixel. **Max pooling** moves a window over each map and keeps the largest number of each window. It asks: is it
# there, anywhere in here?
#
# **Predict first.** Below is a map of 4 x 4. The window has 2 x 2 places and goes two at a time. Which four
# numbers are kept? Write them down, row by row, then walk the window with the arrow keys.

# %%
my_maxima = None  # four numbers, such as (1, 2, 3, 4)

# %%
explore.Pooling(image=[[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])

# %%
small = np.array([[1.0, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])[None, None]
largest, _ = max_pool2d_forward(small, 2)
compare_guess(my_maxima, tuple(int(value) for value in largest.ravel()), "maxima")

# %% [markdown]
# With a window of $F$ places and a stride of $S$, a map of width $W$ becomes
#
# $$\frac{W - F}{S} + 1$$
#
# wide, and the same for the height: the formula of lecture 4, without padding. The number of maps does not
# change, since each is pooled by itself. Two numbers describe the layer, $F$ and $S$. It has no weights: there is
# nothing to learn.
#
# Where the division leaves a remainder, the last rows or columns lie in no window. Where max pooling has padding, as
# in ResNet, the places outside count as minus infinity and never win.

# %%
rows = []
for net, c, n, f, s in [("VGG-16, first pooling", 64, 224, 2, 2), ("AlexNet, first pooling", 96, 55, 3, 2)]:
    out = shapes.output_size(n, f, s)
    rows.append({"net": net, "maps": (c, n, n), "F": f, "S": s, "become": (c, out, out)})
plot.table(rows, "Max pooling in two well-known nets for photographs")

# %% [markdown]
# In AlexNet windows of 3 at stride 2 overlap. Its authors say that this lowered their errors by 0.4 and 0.3 points,
# top-1 (only the first answer counts) and top-5 (any of the first five), against windows of 2 that do not (Krizhevsky,
# Sutskever and Hinton, 2012). VGG took 2 and 2; GoogLeNet and ResNet kept 3 and 2.
#
# Now a photograph, its map of upright edges (those where it becomes darker to the right), and this map after one, two
# and three poolings with windows of 2, each drawn at the size of the photograph.

# %%
upright = np.array([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]])[None, None]
china = data.photograph("china", grey=True)[None]
framed = np.pad(china, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="edge")  # so that the border is no edge
pooled = np.maximum(conv2d_forward(framed, upright, np.zeros(1))[0], 0)
pooled = np.sqrt(pooled / pooled.max())  # the square root brings out weak edges
shown = {"photograph": china[0, 0]}
for times in (1, 2, 4, 8):
    large = pooled[0, 0].repeat(times, axis=0).repeat(times, axis=1)  # to the photograph's size
    shown[f"{pooled.shape[2]} x {pooled.shape[3]}"] = large
    pooled, _ = max_pool2d_forward(pooled, 2)
plot.arrays(shown)

# %% [markdown]
# In the last one, 64 numbers have become one, and the tower can still be found. The next layer has a sixty-fourth
# of the work, and its windows of 3 span 24 pixels. That is the other use of pooling, and it is not in doubt: it
# makes a network cheap and lets it see far.
#
# (One of the lectures that this course was made from heads the numbers $F$ and $S$ with "Conv layer needs 2
# hyperparameters", which are numbers that one chooses; it means the pooling layer.)

# %% [markdown] tags=["topic:average-pooling"]
# ## And if all of them count? Or only one?
#
# **Average pooling** keeps the mean of each window. And there is a third way, the cheapest: **stride alone**. A
# convolution with stride 2 makes every second output and never computes the others.
#
# Take one row of stripes that are one pixel wide, `0 1 0 1 0 1 0 1`, and halve it in the three ways. Then move
# the stripes by one pixel (what leaves at the right enters at the left), and halve them again.
#
# **Predict first.** Which of the three gives the same row before and after?

# %%
my_steady_ways = None  # some of "stride", "max" and "mean", such as ("mean",)

# %%
stripes = np.array([0.0, 1] * 4).reshape(1, 1, 1, 8)
ways = {
    "stride": lambda row: row[..., ::2],
    "max": lambda row: max_pool2d_forward(row, (1, 2))[0],
    "mean": lambda row: avg_pool2d_forward(row, (1, 2))[0],
}
shifted = np.roll(stripes, 1, axis=-1)
for name, way in ways.items():
    print(f"{name:6}  before {way(stripes)[0, 0, 0]}  after {way(shifted)[0, 0, 0]}")
same = tuple(name for name, way in ways.items() if np.array_equal(way(stripes), way(shifted)))
compare_guess(my_steady_ways, same, "the same before and after")

# %% [markdown]
# Stride alone makes black of the stripes, or white, as luck has it. What is finer than the step is not just lost:
# it comes back as something that was not there. This is called **aliasing**; it makes wheels turn backwards in
# films. To average afterwards does not help: four 0s have the mean 0, four 1s the mean 1. The maximum says that
# there is something bright, the mean that there is half of it.
#
# One strong answer among three zeros leaves a maximum of full strength and a mean of a quarter. (Switch the explorer
# of the last section to *average*.) So max pooling keeps what is rare and strong; average pooling keeps how much
# there is in all.
#
# The mean is a sum of inputs times weights. So on a single map average pooling is a convolution whose weights are
# all the same and are not learned. (With 64 maps a convolution would need weights of 0 for the 63 others, over which
# it adds as well.) A maximum is no sum.

# %%
quarter = np.full((1, 1, 2, 2), 1 / 4)
by_convolution, _ = conv2d_forward(china, quarter, np.zeros(1), stride=2)
by_pooling, _ = avg_pool2d_forward(china, 2)
print("largest difference:", abs(by_convolution - by_pooling).max())

# %% [markdown]
# So may a convolution with stride 2 replace the pooling? It can learn to be an average, or something better.
# Springenberg and others built such networks and lost no accuracy ("Striving for Simplicity: The All Convolutional
# Net", 2015), and many later networks have no pooling but one: the mean of each whole map at the very end. But
# accuracy does not ask whether an answer stays when its image is moved.

# %% [markdown] tags=["topic:pooling-backward"]
# ## Who hears of the error?
#
# A pooling layer has nothing to learn, but gradients have to come back through it to the layers before. We say that
# a place *hears* of the error if the gradient that reaches it is not 0. Take one window with numbers $x_{ij}$ and
# its output $a$. By how much does $a$ move when one $x_{ij}$ moves a little?
#
# - For the maximum: by the same amount if this $x_{ij}$ is the largest of the window; otherwise not at all.
# - For the mean of $r$ rows and $c$ columns: by the same amount, divided by $r\,c$.
#
# $$\frac{\partial \max}{\partial x_{ij}} = \begin{cases} 1 & \text{where the maximum is} \\ 0 & \text{elsewhere}
# \end{cases} \qquad\qquad \frac{\partial\, \text{mean}}{\partial x_{ij}} = \frac{1}{r\,c}$$
#
# So on the way forwards max pooling has to remember *where* each maximum was. On the way back it lays the
# gradient of the output there, and zeros everywhere else. Where several are equally large, a maximum has no
# derivative. Then the first of them, row by row, gets everything: that is a convention, PyTorch's and ours.
#
# **Predict first.** A 7 of 8 x 8 pixels goes through pooling with windows of 2 at stride 2, and the gradient is 1
# at every output. How many pixels hear, with max pooling and with average pooling? And what do the gradients of
# all pixels add up to, in either case?

# %%
my_heard = None  # two numbers, such as (8, 8)
my_sums = None  # two numbers


# %%
def with_windows(array):
    """A map with a grey line above and to the left of each window of 2 x 2: every place is drawn as 12 x 12."""
    large = array.repeat(12, axis=0).repeat(12, axis=1)
    large[::24] = large[:, ::24] = 0.6
    return large


image = digits.test_images[[seven]] / 255
heard = {"a 7": image}
for name, forward, backward in [
    ("max", max_pool2d_forward, max_pool2d_backward),
    ("average", avg_pool2d_forward, avg_pool2d_backward),
]:
    out, cache = forward(image, 2)  # the cache holds what the way back needs to know
    heard[f"heard, {name}"] = backward(np.ones_like(out), cache)
of_max, of_mean = heard["heard, max"], heard["heard, average"]
compare_guess(my_heard, (int(np.sum(of_max > 0)), int(np.sum(of_mean > 0))), "pixels that hear")
compare_guess(my_sums, (int(of_max.sum()), int(of_mean.sum())), "sums")
plot.arrays({name: with_windows(array[0, 0]) for name, array in heard.items()})

# %% [markdown]
# Both pass on 16 in all, one from each output. Max pooling gives the gradient of an output whole to one pixel of
# its window; three quarters of the places pass nothing back. (The filter before them still learns, since it is the
# same at all places.) Average pooling gives each of the four a quarter, however little it contributed. Windows that
# are all black show the convention: their upper left pixel hears.
#
# If windows overlap, a place may hear from several, and gets the sum. With stride 1 in this lecture's first explorer
# the 6, the 7 and the 8 win two windows each.
#
# To check the formula, nudge each pixel, and see what the sum of the outputs does:

# %%
rng = np.random.default_rng(5)
x = rng.normal(size=(1, 1, 4, 4))  # no two alike
nudges = np.eye(16).reshape(16, 1, 1, 4, 4) * 1e-6
by_nudging = [(max_pool2d_forward(x + n, 2)[0] - max_pool2d_forward(x, 2)[0]).sum() / 1e-6 for n in nudges]
out, cache = max_pool2d_forward(x, 2)
print("largest difference:", abs(max_pool2d_backward(np.ones_like(out), cache).ravel() - by_nudging).max())

# %% [markdown]
# (One of the lectures that this course was made from has it that the result "is the input gradient at that index"; it
# is the gradient of the *output*, laid down at that index of the input.)

# %% [markdown] tags=["topic:pooling-stability"]
# ## How far may it move?
#
# Back to the digit that moves. Begin with one upright stroke in a map of 4 x 8. It stands in column 2, counted from
# 0, and windows of 2 x 2 pool it by their maximum.
#
# **Predict first.** You move the stroke by one column, to the right or to the left. In which direction does the
# pooled map stay as it is? Change the numbers of the image, and see.

# %%
my_direction = None  # "right", "left", "both" or "neither"

# %%
explore.Pooling(image=[[0, 0, 9, 0, 0, 0, 0, 0]] * 4, row=0, column=1)

# %%
stroke = np.zeros((1, 1, 4, 8))
stroke[..., 2] = 9
before = max_pool2d_forward(stroke, 2)[0]
stays = {
    name: np.array_equal(before, max_pool2d_forward(moved(stroke, right=s), 2)[0])
    for name, s in {"right": 1, "left": -1}.items()
}
compare_guess(my_direction, " and ".join(name for name, same in stays.items() if same), "it stays when moved")
print("columns of the map, stroke moved by 0 to 4:")
for s in range(5):
    print(s, max_pool2d_forward(moved(stroke, right=s), 2)[0][0, 0, 0])

# %% [markdown]
# To the right it stays, since columns 2 and 3 share a window. To the left it falls into the window before, and the
# map jumps by a whole place. The windows are fixed to the image and not to the stroke. So a pooled map does not
# ignore small shifts: it ignores half of them, and exaggerates the other half.
#
# One thing can be relied on. Move the stroke by 2, the stride, and the map moves by exactly 1. After two such
# layers, with strides that multiply to 4, the maps are sure to move along when the image moves by 4, 8, 12 ...
# pixels. The two layers form a grid of 4 pixels.
#
# ### Four ways to halve a map
#
# Now the experiment. To set the fully connected layer's part aside, each of the last 64 maps is replaced by its mean
# over the whole canvas, and ten scores are made of these 64 means. A mean over everything does not ask where. What
# is left is how the maps are halved. Four networks, with the same number of weights:
#
# - **stride alone**: the first two convolutions have stride 2
# - **max pooling** and **average pooling**, with windows of 2
# - **blur, then stride**: each number becomes a weighted mean of its neighbours, with weights 1, 2, 1 along rows and
#   along columns, and then every second is kept. A mean of two, taken twice, has these weights, so two average
#   poolings do it, the first at stride 1. (Each time a row and a column of empty canvas are lost.)

# %%
halvings = {
    "stride alone": (lambda: [], 2),
    "max pooling": (lambda: [MaxPool2d(2)], 1),
    "average pooling": (lambda: [AvgPool2d(2)], 1),
    "blur, then stride": (lambda: [AvgPool2d(2, stride=1), AvgPool2d(2)], 1),
}
nets = {name: trained(halve, stride) for name, (halve, stride) in halvings.items()}
for name, net in nets.items():
    print(f"{name:18} right on {np.mean(says(net)(canvas) == labels):.0%} where they were trained")

# %% [markdown]
# **Predict first.** Which net keeps most of its answers when the digits move by one pixel? And what do the curves
# do from there on: do they fall and stay down, as that of the first network did?

# %%
my_steadiest = None  # one of the four names
my_course = None  # "fall and stay" or "come back"

# %%
consistency = {name: shift_consistency(says(net), canvas, 8) for name, net in nets.items()}
compare_guess(my_steadiest, max(consistency, key=lambda name: consistency[name][1]), "steadiest at one pixel")
back = all(curve[4] > curve[2] for curve in consistency.values())
compare_guess(my_course, "come back" if back else "fall and stay", "the curves")
plot.curves(
    consistency,
    range(9),
    "Digits that are called the same as before",
    "pixels moved to the right",
    "share of 355 digits",
    below={s: moved(canvas[[seven]], right=s)[0, 0, 4:16, 4:24] for s in range(9)},
)

# %% [markdown]
# Look at the curve of stride alone. Two pixels, and hardly one answer in ten is left. Four pixels, and all are
# back, as if nothing had happened. No person errs like this: the digit that moved further is read better.
#
# The reason is the one of the stroke. A digit that moves by 4 meets the grid as before, all maps move along by whole
# places, the last by one, and the mean does not see it. A digit that moves by 2 meets it differently, and other
# numbers are kept. A convolution does not care where things are; *keeping every second output* does.
#
# The other three keep every second output, too, but gather what stands around before they drop anything. Max pooling
# keeps the strong answer wherever in the window it is, but its window has an edge, as the stroke has shown. In the
# mean a pixel that leaves takes only its share with it. The windows of the blur overlap and fade out at their ends,
# and its curve is nearly level here. Its price is sharpness: stripes one pixel wide are gone on purpose, and wider
# ones are weakened.
#
# At 2 pixels max pooling is above average pooling, though. A move by 2 fits the stride of the first pooling and
# disturbs the second alone, but by half its step; a move by 1 or 3 disturbs both, the second by less. Which of the two
# is worse differs from net to net: average pooling is weakest at 2.
#
# How far can these curves be trusted? They belong to one training run of a few seconds. Write another seed than 0 into
# `trained`: stride alone stays far below, and the three above it change places. On ImageNet, with its million
# photographs, it is clear that more blur helps, and the differences are small. Zhang, who proposed the blur ("Making
# Convolutional Networks Shift-Invariant Again", 2019), put it after the maximum of max pooling, not in its place as we
# do. His tables (in the repository of his code, "antialiased-cnns") say how often VGG-16 calls two shifted cuts of a
# photograph the same:
#
# | weights of the blur | the same answer |
# | --- | --- |
# | none | 88.5 % |
# | 1, 1 | 89.2 % |
# | 1, 2, 1 | 89.6 % |
# | 1, 4, 6, 4, 1 | 90.2 % |
#
# The accuracy rose with it, from 71.6 % without blur to 72.3 % with the widest.
#
# So is it true that pooling "introduces invariance to small spatial shifts", as one of the lectures that this course
# was made from puts it? It makes a network *steadier* than stride alone. With a mean at its end, and away from the
# border, it is invariant to shifts by multiples of its grid, and these are not small: most networks for photographs
# halve five times, which makes a grid of 32 pixels. Large trained networks have been found to change their minds over
# one pixel, too, and for the same reason (Azulay and Weiss, "Why do deep convolutional networks generalize so poorly
# to small image transformations?", 2019).
#
# ### Or teach it
#
# There is another cure, which needs no change to the network: show it moved digits while it learns. **Predict
# first.** The net with stride alone is trained once more, each batch moved by 0 to 3 pixels to the right. After a
# move by 2, to the right or upwards, do more than nine in ten of its answers stay?

# %%
my_taught_ways = None  # "right", "upwards", "both" or "neither"

# %%
taught = trained(*halvings["stride alone"], augment=lambda x, rng: moved(x, right=int(rng.integers(4))))
answers = says(taught)(canvas)
ways = {"right": moved(canvas, right=2), "upwards": moved(canvas, down=-2)}
kept = {way: np.mean(says(taught)(images) == answers) for way, images in ways.items()}
stays = [way for way, share in kept.items() if share > 0.9]
compare_guess(my_taught_ways, ("neither", *stays[:1], "both")[len(stays)], "more than nine in ten stay")
print(f"right, unmoved: {np.mean(answers == labels):.0%}")
print(f"same answer, 2 to the right: {kept['right']:.0%}")
print(f"same answer, 2 upwards:      {kept['upwards']:.0%}")

# %% [markdown]
# It has learned what it was shown, and no more. A property that is built in holds for all images, a property that
# is learned holds for images like those seen. Most networks today have both.

# %% [markdown]
# ### Pooling across channels
#
# So far the maximum was taken over places. It can be taken over maps. Let a layer have several filters that look
# for the same thing, turned by different angles, and keep the largest of their answers at each place. Then the
# answer does not say which of them it was.
#
# Here is one filter for edges, and copies of it, turned in equal steps around the whole circle. An edge is turned
# before them from 0 to 360 degrees. One filter answers with the cosine of the angle between itself and the edge, or
# with 0 where this is negative. **Predict first.** With four copies, how far can an edge be from the nearest? How
# weak does the largest answer get, in percent of its best? And with eight? (`np.cos(np.radians(30))` is the cosine
# of 30 degrees.)

# %%
my_weakest_of_4 = None
my_weakest_of_8 = None


# %%
def slopes(degrees, size):
    """Images (N, 1, size, size) of numbers that rise by 1 a pixel, each in one of N directions."""
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    return np.array([[np.cos(a) * x - np.sin(a) * y] for a in np.radians(degrees)])


def edge_filters(count, size=15):
    """One edge filter and its turned copies, around the whole circle: (count, 1, size, size)."""
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    return slopes(np.arange(count) * 360 / count, size) * np.exp(-(x**2 + y**2) / 12)


turns = np.arange(0, 361, 2.5)
turned = 1 / (1 + np.exp(-2 * slopes(turns, 15)))  # bright on one side, dark on the other
answers = {}
for count in (1, 4, 8):
    maps, _ = conv2d_forward(turned, edge_filters(count), np.zeros(count))
    answer = np.maximum(max_over_channels_forward(maps, count)[0].ravel(), 0)
    answers[f"{count} cop{'y' if count == 1 else 'ies'}"] = answer / answer.max()
compare_guess(my_weakest_of_4, round(100 * answers["4 copies"].min()), "weakest of 4, percent")
compare_guess(my_weakest_of_8, round(100 * answers["8 copies"].min()), "weakest of 8, percent")
print(f"by formula: {100 * np.cos(np.pi / 4):.0f} and {100 * np.cos(np.pi / 8):.0f}")
plot.curves(
    answers,
    turns,
    "An edge is turned: the largest answer of all copies",
    "degrees",
    "share of the best",
    below={turns[i]: turned[i, 0] for i in range(0, 145, 18)},
)

# %% [markdown]
# With $n$ copies no edge is further than $\pi / n$, 180 degrees divided by $n$, from the nearest. So the largest
# answer never falls below $\cos(\pi / n)$ of the best: 71 % for four, 92 % for eight. (Where curves coincide, that of
# more copies hides the others: all three begin at 1.) One filter is blind to half of all edges; eight together see
# any edge, regardless of its direction. On a flower, whose petals point everywhere:

# %%
flower = data.photograph("flower", grey=True)[None]
maps, _ = conv2d_forward(flower, edge_filters(8, size=9), np.zeros(8))
any_angle, _ = max_over_channels_forward(maps, 8)
best = any_angle.max()
plot.arrays(
    {
        "flower": flower[0, 0],
        "one filter": np.maximum(maps[0, 0], 0) / best,
        "largest of 8 copies": any_angle[0, 0] / best,
    }
)

# %% [markdown]
# The one filter sees the left rim; the eight see all of it. (Filters without padding make the maps smaller.)
#
# Nothing of this is particular to angles; copies may differ in size. Nor need they be copies by construction: a
# network that pools over groups of channels can learn what to put into a group (Goodfellow and others, "Maxout
# Networks", 2013).
#
# What is forgotten is forgotten for good. Take the mean 6 of the training digits as a filter. Show it the 6s of
# the test digits, and then the same ones turned by half a circle, which anybody would read as 9s. What gets an
# answer above some threshold is called a 6, the rest 9. **Predict first.** The filter is pooled with a copy of
# itself, turned by half a circle. How many percent are right with the best of all thresholds?

# %%
my_pooled_percent = None

# %%
six = digits.train_images[digits.train_labels == 6].mean(axis=0)[0] / 255
six = six - six.mean()
sixes = digits.test_images[labels == 6, 0] / 255
nines = np.rot90(sixes, 2, axes=(1, 2))
filters = np.array([six, np.rot90(six, 2)])
of_sixes, of_nines = ((x[:, None] * filters).sum(axis=(2, 3)).round(6) for x in (sixes, nines))  # (N, 2)


def best_share(of_sixes, of_nines):
    """The largest share that is right, of all thresholds from which on the answer is 6."""
    thresholds = np.concatenate([of_sixes, of_nines])
    return max((np.mean(of_sixes >= t) + np.mean(of_nines < t)) / 2 for t in thresholds)


upright_only = best_share(of_sixes[:, 0], of_nines[:, 0])
pooled = best_share(of_sixes.max(axis=1), of_nines.max(axis=1))
print(f"right with one filter: {upright_only:.0%}")
compare_guess(my_pooled_percent, round(100 * pooled), "pooled, percent")
plot.arrays({"the filter: mean 6": filters[0], "a 6": sixes[0], "turned by half a circle": nines[0]})

# %% [markdown]
# Pooled over half turns, the answer to a 6 is the answer to its 9, to the last digit, and half of the cases are
# right by guessing. Which differences do not matter is a question about the task, not about networks.

# %% [markdown] tags=["topic:invariances"]
# ## What moves along, and what stays?
#
# Two words need to be kept apart. Let $T$ be a change of the image, such as a shift, and $f$ a layer or a network.
#
# - $f$ is **equivariant** if its output changes along: $f(T x) = T f(x)$. A convolution at stride 1 is, away
#   from the border: move the image, and the map moves, with the place of its largest number.
# - $f$ is **invariant** if its output stays: $f(T x) = f(x)$. The mean of a whole map is.
#
# A network that says what is in an image wants equivariant layers, for a filter should find a nose wherever it
# is, and an invariant end. One that says *where* it is wants equivariance to the end.
#
# Equivariance can be measured, too. Move the digits, and compare the maps after each layer with the maps of the
# unmoved digits, moved along. The table gives the size of the difference (the root of the sum of squares) in percent
# of the size of the maps. What an empty canvas gives is subtracted first: it is owed to the biases, and does not
# move. If a map has one place in two pixels, moving along by one pixel means by half a place: each place is mixed
# half and half with its neighbour, and a part of the percentages is owed to that. The 64 means, in the last row,
# should just stay.
#
# **Predict first.** In the net with max pooling: after which layer is equivariance first broken, for a shift of 1?
# And for a shift of 2?

# %%
my_broken_by_1 = None  # one of "conv1", "pool1", "conv2", "pool2"
my_broken_by_2 = None


# %%
def maps_of(net, x):
    """The output of every layer, by name."""
    maps = {}
    for name, layer in net.layers.items():
        x = maps[name] = layer.forward(x, training=False)
    return maps


net = nets["max pooling"]
empty = maps_of(net, 0 * canvas[:1])
still, rows = maps_of(net, canvas), []
for name, jump in {"conv1": 1, "pool1": 2, "conv2": 2, "relu2": 2, "pool2": 4, "flatten1": None}.items():
    off = {}
    for s in (1, 2, 4):
        along = still[name] - empty[name]
        if jump:
            along = moved(along, right=s / jump)
        found = maps_of(net, moved(canvas, right=s))[name] - empty[name]
        off[f"moved_by_{s}"] = f"{np.linalg.norm(found - along) / np.linalg.norm(along):.0%}"
    after, places = (name, f"{jump} px") if jump else ("means", "all px")
    rows.append({"after": after, "one_place_in": places} | off)
compare_guess(my_broken_by_1, next(row["after"] for row in rows if row["moved_by_1"] != "0%"), "by 1")
compare_guess(my_broken_by_2, next(row["after"] for row in rows if row["moved_by_2"] != "0%"), "by 2")
plot.table(rows, "Max pooling: how far the maps are from having moved along, the means from having stayed")

# %% [markdown]
# The convolutions never break it. Each halving breaks it for the shifts that are no multiple of the strides so far,
# and nothing after it repairs this. (The errors shrink from 31 % to 20 % in `conv2`, where each output is a sum of 72
# products and errors of opposite sign cancel in part; the ReLU makes them 36 %.) "A convolutional network is
# equivariant to shifts" is true of its convolutions at stride 1.
#
# After `pool2` a shift of 2 is off by more than one of 1, 49 % against 39 %, and yet this net kept more answers at 2.
# It answers by the means, in which too much at one place and too little at another cancel: they are off by less at
# 2 than at 1.
#
# ### Other movements
#
# Nothing in these networks was made for turning or for size. **Predict first** (a guess again). The net with blur
# kept most answers when digits moved by one pixel. Does it also when they are turned by 15 degrees?

# %%
my_also_first = None  # "yes" or "no"

# %%
centred = moved(canvas, right=4)  # to the middle, around which images are turned; the answers stay, see above
changes = {
    "moved": {"right": 1},
    "turned_by_15": {"degrees": 15},
    "enlarged": {"scale": 1.25},
    "turned_by_45": {"degrees": 45},
}
same = {}
for name, net in nets.items():
    answers = says(net)(centred)
    same[name] = {what: np.mean(says(net)(moved(centred, **how)) == answers) for what, how in changes.items()}
first = max(same, key=lambda name: same[name]["turned_by_15"])
compare_guess(my_also_first, "yes" if first == "blur, then stride" else "no", "most for blur, too")
rows = [{"net": name} | {what: f"{share:.0%}" for what, share in kept.items()} for name, kept in same.items()]
plot.table(
    rows, "The same answer as before: moved by 1 pixel, turned by 15 and 45 degrees, enlarged by a quarter"
)

# %% [markdown]
# The net with stride alone, last by far under shifts, is first under a turn of 15 degrees, if by little, and so it is
# with other seeds. The net with blur, first under shifts, is last under both turns, and far behind average pooling
# when digits are enlarged. Steadiness under one movement need not carry over to another. Convolution shares its
# weights over places and over nothing else; for angles and sizes one has to pool over copies, as above, or to show
# examples.
#
# ### The path of a digit
#
# Last, a look at the numbers by which a network decides. Four digits, a 0, a 1, a 4 and a 7, are moved from 0 to
# 8 pixels. Each position is a point: of 560 pixel values, or of the 64 means at the end of a network. We draw the
# two directions in which these points spread most, their first two *principal components*. A line joins the nine
# positions of one digit; the square is its first. The percentage tells which share of the spread comes from moving,
# and not from which digit it is.
#
# **Predict first.** In the plane of the pixels a moving digit draws a long path. What does it draw in the 64
# means of the net with stride alone: a path, a point, or a loop?

# %%
my_shape = None  # "path", "point" or "loop"

# %%
four = [np.flatnonzero(labels == digit)[0] for digit in (0, 1, 4, 7)]
steps = [moved(canvas[four], right=s) for s in range(9)]
features = {"pixels": np.stack([x.reshape(4, -1) for x in steps], axis=1)}
for name in ("stride alone", "max pooling", "blur, then stride"):
    features[name] = np.stack([maps_of(nets[name], x)["flatten1"] for x in steps], axis=1)
means = features["stride alone"]  # (digits, positions, 64)
as_at_first = {s: np.allclose(means[:, 0], means[:, s], atol=1e-4) for s in (2, 4)}
shape = "point" if as_at_first[2] else "loop" if as_at_first[4] else "path"
compare_guess(my_shape, shape, "stride alone")
plot.paths(features, "A 0 (red), a 1 (orange), a 4 (blue) and a 7 (black) move by 8 pixels")

# %% [markdown]
# In pixels the place is nearly everything: three of the paths lie almost on each other, that of the 1 is not far, and
# one square hides another. Moved by two pixels, the 0 is further from the unmoved 0 than the unmoved 1, 4 and 7 are.
# In the means of the network with stride the digits run in loops, twice around in all, and the loops of the 0 and the
# 1 cross. Max pooling keeps the digits apart, and each still runs in a loop of its own, flat as some of them look.
# With the blur the loops have shrunk to knots, beside the distances from digit to digit. (Each panel has a scale of
# its own.) That is what invariance looks like: which digit it is decides where the point lies, and the place does not.
#
# Aubry and Russell did this with AlexNet and computed pictures of chairs and cars, and found which share of the
# spread in its layers belongs to the kind of chair and which to its angle ("Understanding Deep Features with
# Computer-Generated Imagery", 2015).

# %% [markdown]
# ## Do you know it?
#
# Answer before you open. Each takes a minute with a pencil.
#
# <details><summary>1. Maps of 64 x 224 x 224 go through max pooling with windows of 2 at stride 2. What shape comes out, and
# how many parameters does the layer have?</summary>
#
# 64 x 112 x 112, and none: (224 - 2) / 2 + 1 is 112, each map is pooled by itself, and a maximum has no weights.
#
# </details>
# <details><summary>2. A window holds 3, 8, 5 and 8, and the gradient of its output is 6. What do the four numbers get, with max
# pooling and with average pooling?</summary>
#
# Max pooling: 0, 6, 0 and 0, for the first of equal maxima, in reading order, gets it all. Average pooling: 1.5 each.
#
# </details>
# <details><summary>3. Why does max pooling have to remember something on the way forwards, and average pooling only
# sizes?</summary>
#
# Who gets the gradient of a maximum depends on the numbers that were there. A mean treats all alike, whatever
# they were.
#
# </details>
# <details><summary>4. A net halves its maps three times, each time with stride 2, and ends with the mean of each whole
# map. For which shifts do its answers stay the same, whatever its weights, if the digit stays away from the
# border?</summary>
#
# For multiples of 2 x 2 x 2 = 8 pixels. All maps then move along by whole places, and the mean does not see it.
# For all other shifts nothing is promised.
#
# </details>
# <details><summary>5. Somebody shows that her net gives the same answers after shifts of 32 pixels, and concludes that it does
# not care about shifts. What do you ask?</summary>
#
# What the strides of the net multiply to. With five halvings it is 32, and of all shifts this one proves least.
# Try 1 to 31.
#
# </details>
# <details><summary>6. The blur comes before the stride. What would be left of its use the other way around? Think of the
# stripes.</summary>
#
# Nothing. What the stride has dropped or turned into something else is not there any more to be averaged. The
# blurred map would be an average of chance.
#
# </details>
# <details><summary>7. A net is to say in which row and column of a picture a ball is. Would you end it with the mean of each
# whole map?</summary>
#
# No. The mean is invariant, and the place is what it forgets. Here one wants equivariance to the end: the map
# itself, and where it is largest.
#
# </details>
# <details><summary>8. With 16 copies of the edge filter around the circle, how weak does the largest answer get?
# (The cosine of a small angle $x$ in radians is about $1 - x^2 / 2$.)</summary>
#
# cos(180 degrees / 16) = cos(11.25 degrees), which is 98 % of the best.
#
# </details>

# %% [markdown]
# Pooling, its gradients and pooling across channels are practised in the notebook *a3: backpropagation*, shifts
# measured on a network of your own in *a4: training*, equivariance and principal components in *a6: looking
# inside*.
