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
# Somewhere deep in a network stands a number, 3.7 perhaps, and the network takes it to mean that there is a
# roof. How much of the photograph has this one number seen?
#
# The answer needs no training and no data. It follows from four whole numbers of each layer: how large its window is,
# how far apart the window's places are, how many rows of zeros are put around the image, and how far the weights are
# pulled apart. With the numbers of channels, the same four decide whether a network runs at all and what it costs.
# This lecture is about them.
#
# You will be able to say, for any stack of layers, what shape comes out, how many weights and how many
# multiplications it takes, and what each output can see. You will also be able to measure what it sees, and
# to tell when the two differ. Allow an hour, with the questions. You need the convolution layer of lecture 3.
#
# Its words, once more. A **filter** is a small table of weights. It is laid on a **window** of the image, and makes
# one number wherever it stops: the sum of all products, and a **bias**. All outputs of one filter are a **map**, and
# maps are the **channels** of the next layer. Code says `kernel` for the size of the window. A **pooling** layer has a
# window too, and keeps the largest number in it, or the mean; it has no weights. A **fully connected** layer has a
# weight from every input to every output.

# %%
import itertools

import numpy as np
from IPython.display import display

from cnnlib import data, explore, plot, shapes
from cnnlib.guess import compare_guess
from cnnlib.ops.conv import conv2d_backward, conv2d_forward, conv_transpose2d

photo = data.photograph("china")  # (3, 128, 192), from 0 to 1
grey = data.photograph("china", grey=True)[None]  # (1, 1, 128, 192), a batch of one

# %% [markdown]
# VGG-16 is a network of 2014 with five blocks. Each block has two or three convolutions with a kernel of 3,
# and ends with a pooling that halves the image. The photograph below is 128 pixels high and 192 wide.
#
# **Predict first.** After the fifth block, does one output see a tenth of the photograph, half of it, or all
# of it?

# %%
my_share = None  # "a tenth", "half" or "all"

# %%
vgg16 = 2 * [(3, 1), (3, 1), (2, 2)] + 3 * [(3, 1), (3, 1), (3, 1), (2, 2)]  # (kernel, stride)
blocks = {"block 1": 3, "block 2": 6, "block 3": 10, "block 4": 14, "block 5": 18}  # layers up to its end
fields = {name: shapes.receptive_field(vgg16[:end])[0] for name, end in blocks.items()}
side = min(fields["block 5"], 128), min(fields["block 5"], 192)  # of the photograph, in its middle
share = side[0] * side[1] / (128 * 192)
compare_guess(
    my_share, min({"a tenth": 0.1, "half": 0.5, "all": 1}.items(), key=lambda s: abs(s[1] - share))[0]
)
plot.fields(photo.transpose(1, 2, 0), fields, "VGG-16: what one output sees after each block")

# %% [markdown]
# The last frame is larger than the photograph. Grey is what is not there: every convolution puts zeros around its own
# map, and around a small map a zero stands for many pixels. Three blocks earlier an output saw a pillar and a piece of
# the lake. Between the two lie twelve layers, none of which looks at more than 3 x 3 neighbouring numbers. By the end
# of this lecture you can work out each frame on paper.

# %% [markdown] tags=["topic:output-size"]
# ## How many places does a window have?
#
# Height and width are treated alike, so one row of numbers is enough. A row has $N$ numbers, a window has
# $F$. The first window begins at the left end. From there it can move right by $N - F$ steps of one before
# it would stick out, and every step makes one more place:
#
# $$N - F + 1$$
#
# With a **stride** $S$ the window goes $S$ numbers at a time. Now there are as many steps as $S$ goes into the
# room, $(N - F) / S$, and again one place more:
#
# $$\frac{N - F}{S} + 1$$
#
# **Predict first.** Seven numbers, a window of three. How many places are there at stride 1, 2 and 3? Then set the
# stride below, and count.

# %%
my_places = None  # three numbers, such as (5, 5, 5)

# %%
explore.Sizes(n=7, kernel=3)

# %%
compare_guess(my_places, tuple(shapes.output_size(7, 3, stride) for stride in (1, 2, 3)), "places")
print("The formula at stride 3:", (7 - 3) / 3 + 1)

# %% [markdown]
# At stride 3 the formula does not give a whole number, and the explorer shows what that means: one number at
# the right end lies in no window. Such a setting *does not fit*. PyTorch, and this course, round down and say
# nothing:
#
# $$\left\lfloor \frac{N - F}{S} \right\rfloor + 1$$
#
# Rounding down is not always harmless. A row of six with a window of three at stride 2 has $2.5$ places, so two, and
# the network never learns what the sixth number was. In a stack such losses add up, and one that is lost later counts
# for more pixels. **Predict first.** A row of 94 numbers goes through five layers with a window of 3 at stride 2. How
# many of the 94 does the network never see?

# %%
my_lost = None

# %%
n, apart, lost = 94, 1, 0
for layer in range(1, 6):
    left_over = (n - 3) % 2
    lost += left_over * apart  # numbers of this layer stand so many pixels apart
    print(
        f"layer {layer}: {n} in, {shapes.output_size(n, 3, 2)} out, {left_over} in no window, {apart} px each"
    )
    n, apart = shapes.output_size(n, 3, 2), 2 * apart
compare_guess(my_lost, lost, "never seen")

# %% [markdown]
# A third of every row is thrown away, all of it at one end; with rows and columns that is more than half of every
# image; and every shape looks fine.

# %%
for n, kernel, stride in [(7, 3, 3), (6, 3, 2), (224, 11, 4), (227, 11, 4)]:
    lost = (n - kernel) % stride
    print(
        f"{n} numbers, window of {kernel}, stride {stride}: {(n - kernel) / stride + 1:.2f} places, {lost} lost"
    )

# %% [markdown]
# The last two lines are a small piece of history. The paper on AlexNet (Krizhevsky, Sutskever and Hinton, 2012)
# says that its images are 224 pixels wide, with a first window of 11 at stride 4. That does not fit; 227 does.
# Readers have wondered about it ever since, and programs that rebuild the network either take 227 or pad.

# %% [markdown] tags=["topic:padding"]
# ## What happens at the border?
#
# A pixel in the middle of an image lies in nine windows of 3 x 3. A pixel in the corner lies in one. And every
# layer makes its image smaller, by $F - 1$: a window of 5 takes 32 to 28, and the next one 28 to 24. After seven such
# layers 4 pixels are left, and the eighth has no place for its window.
#
# **Padding** puts $P$ rows and columns of zeros on each side, so that there are $N + 2P$ numbers for the window
# to move over:
#
# $$\left\lfloor \frac{N + 2P - F}{S} \right\rfloor + 1$$
#
# **Predict first.** Which padding keeps the size at stride 1, for windows of 3, 5 and 7? Set $N$ equal to the
# formula and solve for $P$.

# %%
my_paddings = None  # three numbers

# %%
compare_guess(my_paddings, tuple(shapes.same_padding(kernel) for kernel in (3, 5, 7)), "padding")

# %% [markdown]
# $P = (F - 1) / 2$: an image of 7 x 7 with a window of 3 and a padding of 1 stays 7 x 7.
#
# For an odd window that is a whole number, which is one of two reasons why windows are nearly always odd. The other
# is that an odd window has a middle, so that an output stands above a pixel and not between two.
#
# Padding has its price. It tells the layer that the world beyond the image is 0, which here is black (and the mean
# colour, where that has been subtracted). Here the photograph goes through ten layers that each take the mean of 3 x 3
# pixels, once without padding and once with it.

# %%
mean = np.full((1, 1, 3, 3), 1 / 9)
plain, padded = grey, grey
for _ in range(10):
    plain = conv2d_forward(plain, mean, np.zeros(1))[0]
    padded = conv2d_forward(padded, mean, np.zeros(1), padding=1)[0]

plot.arrays(
    {f"without padding: {plain.shape[2:]}": plain[0, 0], f"with padding: {padded.shape[2:]}": padded[0, 0]}
)

# %%
for row in (0, 2, 5, 10, 15):
    print(f"sky in row {row:2}: {grey[0, 0, row, 100]:.2f}, after ten layers {padded[0, 0, row, 100]:.2f}")

# %% [markdown]
# Without padding the image shrinks by 20 rows and columns. With it the size stays, and darkness creeps in from all
# sides. In the picture it is a thin rim, and the numbers say how fast it fades. It reaches one row further with each
# layer, so after ten the outer ten rows hold something, if ever so little, that is not in the photograph. A network
# can use that: it can learn where the edge of the image is, which it cannot do without padding.

# %% [markdown] tags=["topic:layer-summary"]
# ## Which settings are common?
#
# A convolution layer is mostly described by four letters: $K$, the number of its filters, the size $F$ of their window
# (which lecture 3 called $K$), the stride $S$ and the padding $P$. Dilation is 1 unless somebody says otherwise, and
# comes below. Nearly every network is made of few combinations.

# %%
common = [
    ("keeps the size", 3, 1, 1),
    ("keeps the size, looks further", 5, 1, 2),
    ("halves it", 3, 2, 1),
    ("halves it, looks further", 5, 2, 2),
    ("mixes channels only", 1, 1, 0),
]
rows = [
    {"what_it_does": use, "F": f, "S": s, "P": p, "from_224": shapes.output_size(224, f, s, p)}
    for use, f, s, p in common
]
plot.table(rows, "Settings that are found everywhere")

# %% [markdown]
# The two that halve do not fit, strictly: half a step is left over, $(224 + 2 - 3) / 2 + 1 = 112.5$. But the column that
# lies in no window is one of padding, so nothing of the image is lost. For a window of 5 at stride 2 some lecture notes
# give "whatever fits" as the padding. For 224 nothing fits exactly: 224 + 2P - 5 is odd whatever P is.
#
# The number of filters is mostly a power of two, 64 or 512. That has no mathematical reason: memory and the units that
# multiply are built in such sizes. (Where this lecture has 10 filters, it is for your pencil.)

# %% [markdown] tags=["topic:parameters-and-macs"]
# ## What does a layer cost?
#
# Two prices are paid for a layer, and one can be high where the other is low.
#
# - **Parameters** have to be learned and stored. One filter looks at all $C$ channels through a window of $F$ x
#   $F$, so it has $F^2 C$ weights, and a bias. $K$ filters have $F^2 C K + K$. The size of the image does not come
#   into it: the same filter is used everywhere.
# - **Multiply-adds** have to be done for every image: one for each weight, at each place of the output. Here the
#   size of the image counts, too.
#
# **Predict first.** An image of 32 x 32 pixels in three colours goes through 10 filters of 5 x 5, with stride 1
# and padding 2. How many parameters are there? And how many multiply-adds?

# %%
my_parameters = None
my_multiply_adds = None

# %%
(row,) = shapes.layer_table((3, 32, 32), [("conv", 10, 5, 1, 2)])
compare_guess(my_parameters, row["parameters"], "parameters")
compare_guess(my_multiply_adds, row["multiply_adds"], "multiply-adds")
print("shape:", row["shape"])
print("one filter:", 5 * 5 * 3, "weights and a bias; one output:", 5 * 5 * 3, "multiply-adds")

# %% [markdown]
# Ten times 76 makes 760 parameters. Each of the 10 x 32 x 32 outputs takes 75 multiply-adds, 768,000 in all: a
# thousand times as many. In a whole network the two prices are paid in different places. Take a descendant of LeNet-5,
# which read handwritten digits in 1998, in a form that courses use today. An image of 28 x 28 goes through 20 filters
# of 5 x 5 (padding 2) and a pooling that halves it, through 50 such filters and another pooling; then come two fully
# connected layers, with 500 outputs and with 10.
#
# **Predict first.** In which of its four layers with weights are most of the parameters, and in which is most of the
# work? Then open the explorer, add a convolution or double the image, and see which of the two prices moves.

# %%
my_most_parameters = None  # "conv1", "conv2", "linear1" or "linear2"
my_most_work = None

# %%
explore.Cost()

# %%
lenet5 = [tuple(layer) for layer in explore.Cost().layers]
table = [row for row in shapes.layer_table((1, 28, 28), lenet5) if row["parameters"]]
weighty = dict(zip(("conv1", "conv2", "linear1", "linear2"), table, strict=True))
for price, guess in {"parameters": my_most_parameters, "multiply_adds": my_most_work}.items():
    most = max(weighty, key=lambda name: weighty[name][price])
    compare_guess(guess, most, price)
    print(f"    {weighty[most][price]:,} of {sum(row[price] for row in table):,}")

# %% [markdown]
# Most of the parameters are in the first fully connected layer, most of the work is in the second convolution. Double
# the height and the width of the image, and the work of each convolution grows by four while its parameters stay.
# The fully connected layer behind them needs four times the weights.

# %% [markdown] tags=["topic:small-filters"]
# ## One large window, or two small ones?
#
# A layer with a window of 5 sees five numbers. So do two layers with a window of 3, one on top of the other:
# an output of the second is made of three outputs of the first, whose windows overlap.

# %%
plot.cone([(3, 1), (3, 1)])

# %% [markdown]
# In general two layers with a window of $d + 1$ see as much as one with $2d + 1$. Without padding both turn an
# image of height $H$ into one of $H - 2d$. What do they cost?
#
# **Predict first.** For a window of 7 against two windows of 4 (even ones, for once), with 64 channels before, between
# and after: which has fewer weights, and by which factor?

# %%
my_factor = None  # weights of the one large window divided by those of the two small ones

# %%
rows = []
for d in (1, 2, 3, 5):
    single, stacked, field = shapes.stack_or_single(d, 64)
    rows.append(
        {"window": field, "one_layer": single, "two_layers": stacked, "ratio": f"{single / stacked:.2f}"}
    )
compare_guess(my_factor, float(rows[2]["ratio"]), "factor")
display(plot.table(rows, "Weights for one view, with 64 channels"))

# %% [markdown]
# $(2d + 1)^2$ against $2 (d + 1)^2$: the ratio goes towards 2 as the windows grow, and for a window of 3 there is
# next to nothing to gain, 9 against 8. Three layers of 3 in place of one of 7 save more: $27$ against $49$. That
# is the argument by which VGG-16 was built from windows of 3 alone (Simonyan and Zisserman, 2014).
#
# There is a second gain. Between the two layers stands a ReLU, so a stack can compute what one layer cannot. And
# there is a price that the table does not show: the maps between the layers have to be written, read and kept until
# the gradients have come back through them, and many small steps keep a processor less busy than one large one.

# %% [markdown] tags=["topic:receptive-field"]
# ## How far does a stack see?
#
# The **receptive field** of an output reaches from the first input that can move it to the last. One must say
# *in what*: in the layer before it, an output with a window of 3 always sees 3 numbers. In the image it may see
# hundreds.
#
# Begin with stride 1 everywhere. Each further layer with a window of $F$ adds $F - 1$, so $L$ of them see
#
# $$1 + L\,(F - 1).$$
#
# That is slow: to see 224 pixels with windows of 3, a network needs 112 layers. What helps is stride. After a
# layer of stride 2, neighbouring outputs look two pixels apart; after two such layers, four. This distance is the
# **jump** $j$. A window of $F$ then reaches across $F - 1$ jumps, so that with field $r$ and jump $j$ each layer does
#
# $$r \leftarrow r + (F - 1)\,j \qquad\qquad j \leftarrow S\,j$$
#
# in this order, beginning with $r = j = 1$ (Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional
# Neural Networks", Distill, 2019). Jumps multiply: with stride 2 in every layer the field about doubles from layer to
# layer. In code, `shapes.receptive_field` returns the two as a pair.
#
# **Predict first.** Take three layers with a window of 3. One of them gets stride 2. Should it be the first or the
# last, to see furthest? Change the strides below, and watch the jump.

# %%
my_place = None  # "first" or "last"

# %%
explore.ReceptiveField(layers=[(3, 1), (3, 1), (3, 1)])

# %%
first, last = (
    shapes.receptive_field(layers)[0] for layers in ([(3, 2), (3, 1), (3, 1)], [(3, 1), (3, 1), (3, 2)])
)
compare_guess(my_place, "first" if first > last else "last", "the stride")
print("stride in the first layer:", first, "  in the last:", last)

# %% [markdown]
# A stride widens the jump of all layers *behind* it, and does nothing for its own field. That is one reason why
# networks shrink the image early; the work is the other. The same recursion gives the published figures for three
# networks, up to the last convolution or pooling. Poolings count as layers here. Layers of 1 x 1 do not, since they
# see no further, so that ResNet-50 has 18; where one has a stride, it is counted with the layer before. (PyTorch's
# ResNet-50 has these strides in later layers, and a field of 427.)

# %%
# (kernel, stride) of each
alexnet = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]
resnet50 = [(7, 2), (3, 2)]
for count, stride in [(3, 2), (4, 2), (6, 2), (3, 1)]:  # four stages, the last layer of each with its stride
    resnet50 += (count - 1) * [(3, 1)] + [(3, stride)]

published = {"AlexNet": 195, "VGG-16": 212, "ResNet-50": 483}  # Araujo, Norris and Sim, 2019
rows = [
    {
        "net": net,
        "year": str(year),
        "layers": len(stack),
        "published": published[net],
        "computed": shapes.receptive_field(stack)[0],
    }
    for net, year, stack in [
        ("AlexNet", 2012, alexnet),
        ("VGG-16", 2014, vgg16),
        ("ResNet-50", 2015, resnet50),
    ]
]
plot.table(rows, "Receptive fields, in pixels of an image of about 224 x 224")

# %% [markdown]
# ResNet-50 has outputs that see 483 x 483 pixels in an image of 224 x 224. More than three quarters of such a field are
# padding, and of an output near the border even more.

# %% [markdown]
# ## Is it true? Measure it
#
# A formula says what can be seen. An experiment says what is: change one pixel, run the network, and look whether
# the output has moved. Here are five layers that each take a mean, and one row of forty numbers.
#
# **Predict first.** All weights of a layer are equal. Do all inputs in the field move the output equally much?

# %%
my_answer = None  # "yes" or "no"

# %%
stack = [(3, 1), (3, 1), (2, 2), (3, 1), (3, 1)]


def five_means(x):
    for kernel, stride in stack:
        x = np.convolve(x, np.ones(kernel) / kernel, "valid")[::stride]
    return x


before = five_means(np.zeros(40))
middle = len(before) // 2
effect = np.array([five_means(pixel)[middle] for pixel in np.eye(40)])  # one input is 1, then the next
seen = np.flatnonzero(effect)
print("by formula:   ", shapes.receptive_field(stack)[0])
print("by experiment:", seen[-1] - seen[0] + 1)
compare_guess(my_answer, "yes" if np.ptp(effect[seen]) < 1e-9 else "no", "equally much")
plot.profile(effect, "How much each input moves the middle output", "input", "change")

# %% [markdown]
# Formula and experiment agree on where the field ends. Within it the influence is a hill. From an input in the
# middle many paths lead through the layers to the output; from the first input, one.
#
# How much of the field is really used? Add layers with a window of 3, and count how many inputs around the middle
# make up 95 % of all influence.

# %%
rows = []
for layers in (5, 10, 20, 40, 80):
    influence = np.ones(1)
    for _ in range(layers):
        influence = np.convolve(influence, np.ones(3) / 3)
    used = np.count_nonzero(np.cumsum(np.sort(influence)[::-1]) < 0.95) + 1
    rows.append(
        {"layers": layers, "field": len(influence), "used": used, "share": f"{used / len(influence):.0%}"}
    )
plot.table(rows, "Inputs in the field, and inputs that make up 95 % of the influence")

# %% [markdown]
# Sixteen times the layers give nearly fifteen times the field, and only four times the part that matters: it grows with
# the square root of the depth. Luo, Li, Urtasun and Zemel called that part the *effective* receptive field. They found
# that it is a hill in trained networks, too, though training makes it somewhat wider ("Understanding the Effective
# Receptive Field in Deep Convolutional Neural Networks", 2016). Remember it when a network of large field misses a large
# thing: what an output can see is not what it looks at.

# %% [markdown] tags=["topic:dilated-conv"]
# ## Can it see further without more weights?
#
# Pull the weights of a window apart. At **dilation** $D$ there are $D$ steps from one weight to the next, so that a
# window of $F$ reaches across $D\,(F - 1) + 1$ numbers. It has no more weights, and an output takes no more work. In
# the formulas for sizes and fields, put this reach in place of $F$.
#
# **Predict first.** Three layers with a window of 3, all at dilation 2. The field is 13. How many of these 13 inputs
# move the output?

# %%
my_inputs = None


# %%
def moved_by(dilations):
    """Influence of each input on one output of layers with a window of 3."""
    influence = np.ones(1)
    for dilation in dilations:
        window = np.zeros(2 * dilation + 1)
        window[::dilation] = 1 / 3
        influence = np.convolve(influence, window)
    return influence


compare_guess(my_inputs, np.count_nonzero(moved_by([2, 2, 2])), "inputs")
explore.ReceptiveField(layers=[(3, 1, 2), (3, 1, 2), (3, 1, 2)])

# %% [markdown]
# The output sees a comb. Every second input is invisible to it, whatever the weights are; its neighbour, the second
# output that is drawn, sees the other half. A network built like this makes maps with a fine grid in them. The cure is
# to let the dilation grow, so that the gaps of one layer are filled by the one before it. In the explorer, set the
# dilations to 1, 2 and 4, and then to 1, 2 and 3. Does either leave a gap?

# %%
for dilations in ([2, 2, 2], [1, 2, 3], [1, 2, 4]):
    influence = moved_by(dilations)
    print(dilations, "field", len(influence), "of which seen", np.count_nonzero(influence))

# %% [markdown]
# Doubling costs nothing and sees exponentially far: ten layers reach across 2047 inputs, where ten plain ones see
# 21. WaveNet, a network for sound, was built on it (van den Oord and others, 2016).

# %% [markdown] tags=["topic:transposed-conv"]
# ## How does an image grow again?
#
# Some networks have to give back an image, such as one that marks every pixel of a road. After strides and poolings
# the maps are small. A **transposed convolution** makes them large: each input lays its multiple of the kernel on the
# output, $S$ places further than its neighbour did, and what overlaps is added. From $N$ numbers, which are the small map
# now, there are $N - 1$ such steps, and the last kernel still has its length; padding $P$ cuts off both ends:
#
# $$S\,(N - 1) + F - 2P$$
#
# It is the smallest size of which a convolution with the same numbers would make $N$. Lay the kernel yourself:

# %%
explore.Sizes(n=4, kernel=3, stride=2, transposed=True)

# %% [markdown]
# It has many names. *Fractionally strided* says that from one output to the next it moves by half an input, where a
# convolution of stride 2 moves by two. *Deconvolution* is wrong: it undoes nothing. *Transposed* is exact. A convolution
# is a matrix that multiplies the image, as in lecture 3, and this layer multiplies by the transpose of that matrix. Read
# the columns of the second one: each input lays the kernel down, two places further than the one before it.

# %%
convolution = np.array([np.roll([1, 2, -1, 0, 0, 0, 0], 2 * i) for i in range(3)])
plot.arrays({"window of 3, stride 2": convolution, "transposed": convolution.T})

# %% [markdown]
# That is what happens to gradients on their way back through a convolution. So every network with two convolutions
# that was ever trained has used transposed ones:

# %%
rng = np.random.default_rng(4)
x, w, dout = rng.normal(size=(1, 2, 7, 7)), rng.normal(size=(3, 2, 3, 3)), rng.normal(size=(1, 3, 3, 3))
_, cache = conv2d_forward(x, w, np.zeros(3), stride=2)
dx = conv2d_backward(dout, cache)[0]
print("largest difference:", abs(dx - conv_transpose2d(dout, w, np.zeros(2), stride=2)).max())

# %% [markdown]
# **Predict first.** A map on which every number is 1 goes through a transposed convolution with stride 2, whose
# weights are all 1. Is the image that comes out even, for a kernel of 3? And for a kernel of 4?

# %%
my_kernel_3 = None  # "even" or "uneven"
my_kernel_4 = None

# %%
grown = {
    kernel: conv_transpose2d(np.ones((1, 1, 4, 4)), np.ones((1, 1, kernel, kernel)), np.zeros(1), stride=2)[
        0, 0
    ]
    for kernel in (3, 4)
}
inside = {kernel: out[2:-2, 2:-2] for kernel, out in grown.items()}
compare_guess(my_kernel_3, "even" if np.ptp(inside[3]) == 0 else "uneven", "kernel 3")
compare_guess(my_kernel_4, "even" if np.ptp(inside[4]) == 0 else "uneven", "kernel 4")
plot.arrays({f"kernel {kernel}, stride 2": out for kernel, out in grown.items()})

# %% [markdown]
# With a kernel of 3 some places are covered once, some twice, some four times: a lattice with the stride as its
# distance, made from a map that had nothing on it. It is known as the *checkerboard artifact*, and pictures that
# networks painted around 2015 are full of it. With a kernel of 4 every place but those at the border is covered four
# times. The rule is that the stride goes into the kernel without remainder. Then the cover is even, though unequal
# weights can still paint a lattice. The surer cure is to enlarge the map by repeating its numbers, and to convolve it
# at stride 1 (Odena, Dumoulin and Olah, "Deconvolution and Checkerboard Artifacts", Distill, 2016).

# %% [markdown]
# ## Six ways to spend forty-five weights
#
# Most of this lecture in one picture. Six stacks, each with five windows of 3 x 3 on one channel: 45 weights in every
# stack. They differ in what they do with them:
#
# - *plain*: stride 1 and dilation 1 everywhere;
# - *stride 2 in the last three* layers, or *in the first four*;
# - *pooling between*: after each of the first four layers a mean of 2 x 2, at stride 2;
# - *dilation 1, 2, 4, 8, 16*, or *dilation 8* in all five.
#
# **Predict first.** Which stack has the largest field? Which has holes in it? And which two see the same pixels, with the
# same influence of each? (A step of the strided stack is a jump: 1, 2, 4, ...)

# %%
my_furthest = None  # a name from the list, such as "plain"
my_holes = None
my_two_alike = None  # two names

# %%
stacks = {  # (kernel, stride, dilation)
    "plain": [(3, 1, 1)] * 5,
    "stride 2 in the last three": [(3, 1, 1)] * 2 + [(3, 2, 1)] * 3,
    "stride 2 in the first four": [(3, 2, 1)] * 4 + [(3, 1, 1)],
    "pooling between": [(3, 1, 1), (2, 2, 1)] * 4 + [(3, 1, 1)],
    "dilation 1, 2, 4, 8, 16": [(3, 1, 2**i) for i in range(5)],
    "dilation 8": [(3, 1, 8)] * 5,
}


def influence_on_the_middle(layers):
    """How much each pixel moves one output, where every layer takes a mean: the gradient, all pixels at once."""
    x, caches = np.zeros_like(grey), []
    for kernel, stride, dilation in layers:
        mean = np.full((1, 1, kernel, kernel), 1 / kernel**2)
        x, cache = conv2d_forward(x, mean, np.zeros(1), stride, dilation * (kernel // 2), dilation)
        caches.append(cache)
    gradient = np.zeros_like(x)
    gradient[0, 0, x.shape[2] // 2, x.shape[3] // 2] = 1
    for cache in reversed(caches):
        gradient = conv2d_backward(gradient, cache)[0]
    return gradient[0, 0]


influences = {name: influence_on_the_middle(layers) for name, layers in stacks.items()}
display(plot.influences(photo.transpose(1, 2, 0), influences, columns=2))
rows = [
    {
        "stack": name,
        "field": shapes.receptive_field(layers)[0],
        "pixels_that_move_it": np.count_nonzero(influences[name]),
        "an_output_every": shapes.receptive_field(layers)[1],
    }
    for name, layers in stacks.items()
]
display(plot.table(rows, "Six stacks with 45 weights; distances in pixels"))
whole = [
    name for name, row in zip(stacks, rows, strict=True) if row["pixels_that_move_it"] == row["field"] ** 2
]
alike = [
    (one, other)
    for one, other in itertools.combinations(stacks, 2)
    if np.allclose(influences[one], influences[other], atol=1e-12)
]
compare_guess(my_furthest, max(rows, key=lambda row: row["field"])["stack"], "furthest")
compare_guess(my_holes, next(name for name in stacks if name not in whole), "holes")
compare_guess(my_two_alike, alike[0], "alike")

# %% [markdown]
# (The light follows the square root of the influence, and each picture is lit by its own strongest pixel.)
#
# The plain stack looks through a keyhole. Strides at the end hardly help; strides at the beginning open the view. They
# leave a grid on it, which is no hole: windows of 3 at steps of 2 overlap in every second pixel, and such a pixel
# counts twice. Pooling between the layers sees further still and smoothly. (A window of 2 has no middle. Here it is
# padded by 1, so its view is a little to the left and above.) A dilation that does not grow has the widest field of
# all, and looks through a sieve: 121 pixels, no more than the plain stack.
#
# The two that agree are stride 2 in the first four layers, and dilation that doubles. After one layer of stride 2,
# neighbours are two pixels apart, after two layers four, and so on: the third layer of the strided stack takes its
# three numbers exactly as far apart as a window at dilation 4 does. They add up the same products. The strided stack
# makes one output for 16 x 16 pixels. The dilated one makes one at every pixel, in every layer, and so has far more
# work. That is what the choice comes to: the same view, from every pixel or only from one in sixteen along each axis.
#
# None of the six is best. A network that says *what* is in an image need not know where it stands, and pools or strides.
# A network that says *where* must know, and dilates, or grows back by a transposed convolution.

# %% [markdown] tags=["topic:knowledge-checks"]
# ## Do you know it?
#
# Answer before you open. Each takes a minute with a pencil.
#
# <details><summary>1. A layer has 96 filters of 3 x 3 on an image in three colours. How many weights has one filter, and why
# is the number 96 of no use for the answer?</summary>
#
# 27: three channels of nine. 96 says how many such filters there are, and so how many maps come out.
#
# </details>
# <details><summary>2. Your network works on images of 224 pixels. Somebody feeds 256. Which of its layers need other weights?
# </summary>
#
# Only the first fully connected layer behind the maps: each of its outputs has a weight for every number of them.
# Convolutions and poolings do not know the size of their image.
#
# </details>
# <details><summary>3. A layer halves its image, with a window of 3 and stride 2. Which padding turns 32 into 16, and is anything
# left over?</summary>
#
# Padding 1: (32 + 2 - 3) / 2 + 1 is 16.5, rounded down to 16. The last column of padding lies in no window, so nothing
# of the image is lost. Without padding there would be 15.5, so 15, and the last column of the image would be lost.
#
# </details>
# <details><summary>4. Ten layers of 3 at stride 1 see 21 inputs. You may give two of them stride 2. Which two, to see furthest?
# </summary>
#
# The first two. Eight layers then work at a jump of 4: 1 + 2 + 2 x 2 + 8 x 2 x 4 = 71. In the last two
# layers they would give 23: a stride is of use to the layers behind it alone.
#
# </details>
# <details><summary>5. A network has a field of 300 pixels, and its images have 224. Does it see all of the image?</summary>
#
# An output in the middle can. Whether it does is another matter: most of the influence comes from a part that grows
# with the square root of the depth. And near the border most of the field is padding.
#
# </details>
# <details><summary>6. You replace a window of 5 by two of 3, and the network trains more slowly on your machine. How can
# that be, with fewer weights?</summary>
#
# There are fewer multiplications, but two maps in place of one have to be written, read and kept for the way back,
# and small steps keep a processor less busy than large ones.
#
# </details>
# <details><summary>7. A picture made by a network has a pattern of dots, three pixels apart. What do you look for in its
# list of layers?</summary>
#
# A transposed convolution with stride 3 and a kernel that is no multiple of 3. Or layers of one dilation, 3, in a row.
#
# </details>

# %% [markdown]
# Sizes, costs and fields are practised in the notebook *a1: shapes and receptive fields*, padding and dilation in *a2:
# convolution*, the transposed convolution in *a3: backpropagation*.
