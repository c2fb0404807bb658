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
# # Networks and backpropagation
#
# One wrong answer, a million weights: which of them were to blame?
#
# A network has looked at a handwritten digit, has taken it for another one, and was sure of itself. Every one of its
# weights had a hand in that answer, or may have had. To learn from the mistake it has to know, of each of them, how
# much.
#
# You will be able to say what a second and a third layer add to one, to find the gradient of every number in a
# computation by walking back through it once, to say what that costs beside other ways, and to tell how many
# weights it takes to connect everything with everything. Allow forty minutes. You need the linear classifier of
# lecture 1, its templates and its loss, and the derivatives of a sum, a product and a square.

# %%
import time

import numpy as np
from threadpoolctl import threadpool_limits

from cnnlib import data, explore, init, plot, shapes, train
from cnnlib.guess import compare_guess
from cnnlib.layers import Flatten, Layer, Linear, ReLU
from cnnlib.net import Sequential
from cnnlib.ops import activations
from cnnlib.ops.losses import softmax_loss
from cnnlib.optim import Adam, Momentum

threadpool_limits(1)  # products of small matrices wait for each other on several cores
digits = data.digits()  # 8 x 8 pixels each, 0 to 255
labels, test_labels = digits.train_labels, digits.test_labels
pictures, test_pictures = (
    (images / 127.5 - 1).astype(np.float32)  # paper is -1, ink is 1
    for images in (digits.train_images, digits.test_images)
)


# %%
def connected(*widths, between=ReLU, inputs=(1, 8, 8)):
    """A net of fully connected layers with so many outputs each, and something between them."""
    rng, before, layers = np.random.default_rng(0), int(np.prod(inputs)), [Flatten()]
    for width in widths:
        layers += [Linear(before, width, rng), between()]
        before = width
    net = Sequential(inputs, layers[:-1])
    init.draw_weights(net, rng)
    return net


# %%
def trained(net, x, y, epochs, optimizer):
    """The net, after so many times through all pictures x with the labels y."""
    options = {"batch_size": 64, "progress": False}
    train.fit(net, x, y, epochs=epochs, optimizer=optimizer, rng=np.random.default_rng(1), **options)
    return net


# %% [markdown]
# Here is such a network. Its three layers, of 960, 960 and 10 outputs, are **fully connected**: each output is a
# weighted sum of all inputs, plus a bias of its own. Weights and biases together are the **parameters**, which are
# learned. It has been trained on most of the digits. From those that it has never seen we take the one on which it was
# most certain of a wrong answer.

# %%
net = trained(connected(960, 960, 10), pictures, labels, 2, Adam(0.001))
scores = net.forward(test_pictures)
powers = np.exp(scores - scores.max(axis=1, keepdims=True))
certain = powers.max(axis=1) / powers.sum(axis=1)
answers = scores.argmax(axis=1)
wrong = np.flatnonzero(answers != test_labels)
case = wrong[certain[wrong].argmax()]
print(f"parameters: {sum(array.size for array in net.parameters.values()):,}")
print(f"right on {np.mean(answers == test_labels):.1%} of the test digits")
print(f"this {test_labels[case]} is a {answers[case]}, it says, with a probability of {certain[case]:.0%}")
plot.arrays({f"a {test_labels[case]}, read as a {answers[case]}": digits.test_images[case, 0] / 255})

# %% [markdown]
# There is a simple way to ask a parameter for its part. Change it a little, run the network again, and see whether
# the loss on this digit becomes smaller. Then the next one.
#
# **Predict first.** How long does that take for all of them, at the speed at which your machine runs this network? And
# for how many percent of them would the loss not move at all, because they had nothing to do with this answer?

# %%
my_duration = None  # "seconds", "minutes", "hours" or "days"
my_percent_innocent = None  # you will see at the end of the lecture

# %%
one, truth = test_pictures[[case]], test_labels[[case]]
start = time.process_time()
for _ in range(20):
    net.forward(one)
single = (time.process_time() - start) / 20
everything = single * sum(array.size for array in net.parameters.values())
units = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
compare_guess(my_duration, [unit for unit, length in units.items() if everything >= length][-1], "it takes")

# %% [markdown]
# And that is for one picture and one small step, of which training takes many. The network cannot have learned
# in this way. By the end of this lecture you can say how it is done, and why it costs no more than running the
# network three times.

# %% [markdown] tags=["topic:mlp"]
# ## What can two layers see that one cannot?
#
# In lecture 1 a linear classifier $f = Wx$ laid each row of $W$ on the picture as a template, and took the class whose
# template fits best. It could read digits, and it could not see an edge of which either side may be the dark one. Put
# the two together: show half of the digits as negatives, with ink and paper exchanged. Ink is $1$ here and paper is
# $-1$, so the negative of a picture $x$ is $-x$.

# %%
both, both_labels = np.concatenate([pictures, -pictures]), np.tile(labels, 2)
test_both, test_both_labels = np.concatenate([test_pictures, -test_pictures]), np.tile(test_labels, 2)
seven = np.flatnonzero(test_labels == 7)[0]
plain = trained(connected(10), pictures, labels, 20, Adam(0.003))
right = np.mean(train.predict(plain, test_pictures) == test_labels)
print(f"a linear classifier, without negatives: {right:.0%} right")
plot.arrays({"a 7": test_pictures[seven, 0], "its negative, a 7 too": -test_pictures[seven, 0]})

# %% [markdown]
# **Predict first.** How many percent are right when it has learned from pictures and negatives, and is tested on both?
# And how many with two layers, the first of which has 64 outputs?

# %%
my_one_layer = None
my_two_layers = None


# %%
def percent_right(net):
    return round(100 * np.mean(train.predict(net, test_both) == test_both_labels))


one_layer = trained(connected(10), both, both_labels, 20, Adam(0.003))
two_layers = trained(connected(64, 10), both, both_labels, 20, Adam(0.003))
compare_guess(my_one_layer, percent_right(one_layer), "one layer, percent")
compare_guess(my_two_layers, percent_right(two_layers), "two layers, percent")

# %% [markdown]
# One layer does as well as guessing, and not for want of training. What fits $x$ well fits $-x$ badly, by the same
# amount. If *7* wins over *8* by 3 with $x$, it loses by 3 with $-x$, and biases can only move both. So of all ten
# classes one alone can be right for a picture and for its negative: the one with the largest bias.
#
# Two layers have a way out. The first makes numbers $h = \max(0, W_1 x)$ that are neither input nor output, and are
# called **hidden**. Each has a template of its own. The second layer makes the scores of these:
#
# $$f = W_2 \max(0, W_1 x)$$
#
# (with biases, which one leaves out in writing). Nothing keeps two templates from working for one class, one for a
# 7 and one for the negative of a 7. The first layer is a bank of templates, and the second recombines them. In the
# same way a class of cars gets a template for red ones and one for yellow ones. Here are the 64 that were learned.

# %%
w1 = two_layers.parameters["linear1.w"]
plot.filters(w1.reshape(64, 1, 8, 8), "The first layer's templates", columns=16)

# %% [markdown]
# There is no 7 among them. So look at what they answer to. We take twenty kinds of pictures: the ten digits, and the
# negatives of the ten.
#
# **Predict first.** If a hidden number stood for one kind, then without it that kind would be lost, and with it 5
# percent of the answers. We set each of the 64 to 0 in turn, and leave all else. By how many points does the worst
# of these losses lower what is right?

# %%
my_worst_loss = None

# %%
w2, b2 = two_layers.parameters["linear2.w"], two_layers.parameters["linear2.b"]
hidden = np.maximum(0, test_both.reshape(-1, 64) @ w1.T + two_layers.parameters["linear1.b"])
without = []
for lost in range(64):
    answers_without = ((hidden * (np.arange(64) != lost)) @ w2.T + b2).argmax(axis=1)
    without.append(np.mean(answers_without == test_both_labels))
compare_guess(my_worst_loss, percent_right(two_layers) - round(100 * min(without)), "the worst loss, points")

# %% [markdown]
# Now the figure. Each line is a kind, each column one of the first 32 hidden numbers, and a place is the brighter,
# the larger that number is for that kind, on average. The columns are sorted: on the left stand those that prefer
# pictures, on the right those that prefer negatives.

# %%
halves = hidden[:, :32].reshape(2, -1, 32)  # pictures, and then their negatives
kinds = np.array([[half[test_labels == digit].mean(axis=0) for digit in range(10)] for half in halves])
order = np.argsort(kinds[1].sum(axis=0) - kinds[0].sum(axis=0))
plot.arrays({"0 to 9": kinds[0][:, order], "negatives of 0 to 9": kinds[1][:, order]})

# %% [markdown]
# Most hidden numbers answer to one of the two and are silent for the other: the first layer has split the two
# cases, which is what a single layer could not do. Within each half there is no such order. A column is bright in
# several lines, a line in many columns. A digit is not one hidden number but a pattern of many, and each of them
# serves several digits. This is called a **distributed representation**. It is why most templates of a network
# cannot be named, and why it matters little if one is lost.
#
# ### How much can it draw?
#
# Take away everything but one input. Then each hidden number $\max(0, w x + b)$ is a line with one bend in it, and
# the output adds up as many bends as there are hidden numbers. Let the input be the place along a row of the
# photograph, and let the output be the brightness there.

# %%
photo = data.photograph("china", grey=True)[0]  # (128, 192)
row, place = photo[70], np.arange(192)
drawn = {"photograph": row}
for count in (4, 16, 64):
    bends = np.arange(count) * 192 / count
    h = np.maximum(0, place[:, None] - bends)  # (192, count)
    h = np.column_stack([h, np.ones(192)])  # the ones are for the last bias
    drawn[f"{count} hidden"] = h @ np.linalg.lstsq(h, row, rcond=None)[0]
around = {i: photo[60:81, i - 10 : i + 11] for i in range(12, 192, 21)}
title = "A row of the photograph, drawn with bends; below, what is around it"
plot.curves(drawn, place, title, "pixel", "brightness", below=around)

# %% [markdown]
# With enough hidden numbers two layers follow any curve. The question is what enough means.
#
# A third layer,
#
# $$f = W_3 \max(0, W_2 \max(0, W_1 x)),$$
#
# bends what is bent already. Two hidden numbers make a tent: up to 1 in the middle, and down again. Send the output
# through the same tent once more, and both of its slopes become a tent each. **Predict first.** Twelve hidden
# numbers in one layer make 13 straight pieces at most. How many pieces do twelve make in six layers of two?

# %%
my_pieces = None


# %%
def tent(x):
    return 2 * np.maximum(0, x) - 4 * np.maximum(0, x - 0.5)


x, rows = np.linspace(0, 1, 4097), []
folded = x
for layers in range(1, 7):
    folded = tent(folded)
    pieces = 1 + np.count_nonzero(np.diff(np.sign(np.diff(folded))))
    rows.append({"hidden": 2 * layers, "in_one_layer": 2 * layers + 1, "two_in_each_layer": pieces})
compare_guess(my_pieces, rows[-1]["two_in_each_layer"], "pieces")
plot.table(rows, "Straight pieces of the curve, at most in one layer, and in layers of two")

# %% [markdown]
# Width adds, depth multiplies. That does not say that a deep network learns what it could draw. It says that there are
# things which are cheap to draw with depth and costly with width.
#
# A network of fully connected layers with something bent between them is called a **multi-layer perceptron**. Its
# depth is the number of matrices. (The lecture 20 of CPSC 425, one of our sources, writes a deep one with $W_1$ to
# $W_6$, and $W_6$ stands in it twice, which makes seven layers of six. One of the two is too many.)

# %% [markdown] tags=["topic:computational-graph"]
# ## Who was to blame?
#
# Begin with the smallest network that has everything: one input, one hidden number, one output, and a target $t$
# that the output should have been. The loss is the square of what it is off by:
#
# $$y = w_2 \max(0, w_1 x + b_1) + b_2, \qquad L = (y - t)^2$$
#
# One could now derive $L$ by each of its four parameters on paper. For a network of several layers that takes many
# sheets, and must be begun again when the loss is another. It goes wrong, too: the same lecture 20, which advises
# against this way, shows a hinge loss written out, and in it $s_j - s_y$ has become $W_j x + W_y x$, with a plus.
#
# The better way is to take the formula apart. Here it is as a **computational graph**: every circle does one thing,
# and every number has a name.

# %%
operations = [
    ("×", "w1", "p"),
    ("+", "b1", "z"),
    ("max 0", None, "h"),
    ("×", "w2", "q"),
    ("+", "b2", "y"),
    ("−", "t", "e"),
    ("( )²", None, "L"),
]
plot.graph("x", operations)

# %% [markdown]
# **Predict first.** With $x = 2$, $w_1 = 3$, $b_1 = -1$, $w_2 = 0.5$, $b_2 = 1$ and $t = 4$: what is $L$? Write it
# down, then fill the graph in below, seven times *next*. Stop at the seventh.

# %%
my_loss = None

# %%
explore.Graph()

# %%
given = {"x": 2.0, "w1": 3.0, "b1": -1.0, "w2": 0.5, "b2": 1.0, "t": 4.0}
does = {
    "×": lambda a, b: a * b,
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "max 0": lambda a, _: max(0.0, a),
    "( )²": lambda a, _: a * a,
}


def run(given, nudged="", by=0.0):
    """The value on every edge, where one of them is made a little larger on the way."""
    values = {name: value + by * (name == nudged) for name, value in given.items()}
    name = "x"
    for sign, second, out in operations:
        values[out] = does[sign](values[name], values.get(second)) + by * (out == nudged)
        name = out
    return values


values = run(given)
compare_guess(my_loss, values["L"], "L")

# %% [markdown]
# The output is 3.5 and should have been 4. Whom to blame? Make precise what is asked: if this number were a little
# larger, and everything behind it were computed again, by how much would $L$ be larger, for each unit? That is the
# derivative of $L$ by the number, its **gradient**, written $\partial L / \partial w_2$ or, in code, `dw2`. Make
# $w_2$ larger by 0.001:

# %%
print("L:", values["L"], " with w2 = 0.501:", round(run(given, "w2", 0.001)["L"], 6))
print("for each unit:", round((run(given, "w2", 0.001)["L"] - values["L"]) / 0.001, 3))

# %% [markdown]
# About $-5$: $L$ falls, five times as fast as $w_2$ grows. Between $w_2$ and $L$ lie four circles, and of each we
# know the slope: how fast its output follows its input. The product $q = w_2 h$ follows $w_2$ with the slope $h$,
# the sum and the difference follow with the slope 1, the square with the slope $2e$. Slopes multiply. This is the
# **chain rule**:
#
# $$\frac{\partial L}{\partial w_2} = \frac{\partial L}{\partial e} \cdot \frac{\partial e}{\partial y} \cdot
# \frac{\partial y}{\partial q} \cdot \frac{\partial q}{\partial w_2} = 2e \cdot 1 \cdot 1 \cdot h = -1 \cdot 5$$
#
# For $w_1$ the chain is longer and begins with the same factors. So go from the right to the left, and keep at
# every edge the product of all slopes so far. Each circle needs nothing but what arrives from its right, and its
# own slope:
#
# - a sum hands on what it gets, to both sides;
# - a product hands it on times *the other* factor;
# - the maximum is a switch: it hands on everything if $z > 0$, and otherwise nothing.
#
# **Predict first.** What are `dw1`, `db1` and `dx`? Then go on in the explorer, which stands at the turning point now.

# %%
my_dw1 = None
my_db1 = None
my_dx = None

# %%
explore.Graph(step=7)

# %%
tiny = 1e-7
gradients = {
    name: round((run(given, name, tiny)["L"] - values["L"]) / tiny, 3) for name in values if name != "t"
}
for name, guess in {"w1": my_dw1, "b1": my_db1, "x": my_dx}.items():
    compare_guess(guess, gradients[name], f"d{name}")
plot.graph("x", operations, values, gradients)

# %% [markdown]
# This is the figure to remember: values in blue, which came from left to right, and below them in red the gradients,
# from right to left. The red ones in it were found by nudging each edge, without any chain rule. They are the
# same that you have filled in.
#
# Now there is an answer to the question of blame. Take a small step *against* the gradient with all four parameters
# at once: each moves by its gradient times a small rate, so that its part in the fall of $L$ is its gradient
# *squared* times the rate. **Predict first.** How many percent of the fall are due to $w_2$?

# %%
my_share_of_w2 = None

# %%
parts = {name: gradients[name] ** 2 for name in ("w1", "b1", "w2", "b2")}
compare_guess(my_share_of_w2, round(100 * parts["w2"] / sum(parts.values())), "percent")
after = run(given | {name: given[name] - 0.002 * gradients[name] for name in parts})["L"]
print(f"L falls from {values['L']} to {after:.4f}")
print(f"by the gradient it would fall to {values['L'] - 0.002 * sum(parts.values()):.4f}")

# %% [markdown]
# ### The same gradient three ways
#
# Now with real weights: a network of three layers on a digit, with 64 inputs, 8 and 8 hidden numbers and 10
# outputs, without biases, and the squared difference from ten targets as its loss. There are three ways to its
# gradient.
#
# 1. **Nudge** each weight, and run the network again.
# 2. **Forwards.** Begin at a weight, and carry along how fast each number behind it follows that weight. At the end
#    stands how fast the loss follows it. Then the next weight.
# 3. **Backwards.** Begin at the loss, and carry back how fast it follows each number before it. Pick up the weights on
#    the way.
#
# All three are written below for matrices. In place of claims about their cost we let them count: the numbers in them
# are floats that keep a record of every multiplication.


# %%
class Counted(float):
    """A number that counts how often any of its kind has been multiplied."""

    products = 0

    def __mul__(self, other):
        Counted.products += 1
        return Counted(float(self) * float(other))

    def __add__(self, other):
        return Counted(float(self) + float(other))

    def __sub__(self, other):
        return Counted(float(self) - float(other))

    __rmul__, __radd__ = __mul__, __add__


counted = np.vectorize(Counted, otypes=[object])  # makes an array of such numbers
zero = counted(0)


# %%
def values_of(x, weights):
    """What goes into each layer, and what comes out of the last."""
    into = [x]
    for w in weights[:-1]:
        into.append(np.maximum(w @ into[-1], zero))
    return into, weights[-1] @ into[-1]


def loss_of(x, t, weights):
    off = values_of(x, weights)[1] - t
    return off @ off


# %% [markdown]
# The first way. All that it needs is the loss.


# %%
def nudging(x, t, weights, by=1e-6):
    before, slopes = loss_of(x, t, weights), [np.zeros(w.shape) for w in weights]
    for layer, slope in enumerate(slopes):
        for at in np.ndindex(slope.shape):
            nudged = [w.copy() for w in weights]
            nudged[layer][at] += by
            slope[at] = (loss_of(x, t, nudged) - before) / by
    return slopes


# %% [markdown]
# The second. The weight from input $j$ to output $i$ of a layer is followed by that output alone, and the slope is the
# input. From there on each layer does with slopes what it does with values, and the switches stand as they stood.


# %%
def forwards(x, t, weights):
    into, y = values_of(x, weights)
    by_output, slopes = 2 * (y - t), [np.zeros(w.shape) for w in weights]
    for layer, slope in enumerate(slopes):
        for i, j in np.ndindex(slope.shape):
            follows = np.where(np.arange(len(slope)) == i, into[layer][j], zero)
            for w, values in zip(weights[layer + 1 :], into[layer + 1 :], strict=True):
                follows = w @ np.where(values > 0, follows, zero)
            slope[i, j] = by_output @ follows
    return slopes


# %% [markdown]
# The third. In one walk over the layers, from the last to the first, it picks up the gradients of each layer's
# weights, and takes along those of its inputs. Why its two lines are right is said further below.


# %%
def backwards(x, t, weights):
    into, y = values_of(x, weights)
    back, slopes = 2 * (y - t), []
    for w, values in zip(reversed(weights), reversed(into), strict=True):
        slopes.insert(0, np.outer(back, values).astype(float))
        back = np.where(values > 0, w.T @ back, zero)
    return slopes


# %% [markdown]
# The network has $64 \cdot 8 + 8 \cdot 8 + 8 \cdot 10 = 656$ weights. Running it once, with its loss, takes 666
# multiplications. **Predict first.** How many does each of the three ways take?

# %%
my_nudging = None
my_forwards = None
my_backwards = None


# %%
def count(way, hidden):
    """How many multiplications a way takes in a net with so many hidden numbers in each layer, and what it finds."""
    rng, sizes = np.random.default_rng(0), [(hidden, 64), (hidden, hidden), (10, hidden)]
    weights = [counted(rng.normal(size=size) / size[1] ** 0.5) for size in sizes]
    x, t = counted(one.ravel()), counted(np.eye(10)[truth[0]])
    Counted.products = 0
    found = way(x, t, weights)
    return Counted.products, found


ways = {"nudging": nudging, "forwards": forwards, "backwards": backwards}
guesses = {"nudging": my_nudging, "forwards": my_forwards, "backwards": my_backwards}
counts, found = {}, {}
for name, way in ways.items():
    counts[name], found[name] = count(way, 8)
    compare_guess(guesses[name], counts[name], name)
for name in ("nudging", "forwards"):
    off = max(abs(a - b).max() for a, b in zip(found[name], found["backwards"], strict=True))
    print(f"largest difference between {name} and backwards: {off:.0e}")
plot.bars(counts, "Multiplications for one gradient of 656 weights", "multiplications", log=True)

# %% [markdown]
# Three times the same gradient. Nudging runs the whole network once for each weight and once more. The way forwards
# is clever enough to leave out everything that the weight does not touch, and still walks to the end for each of
# them. And all of these walks end alike: whatever came from the first layer goes through the second and third, 512
# times over. Backwards does that common part once.
#
# **Predict first.** Make the two hidden layers twice as wide, 16 each. There are 1,440 weights now, 2.2 times as
# many. By which factor does each way grow?

# %%
my_factors = None  # three numbers, such as (2.0, 2.0, 2.0)

# %%
rows = []
for width in (2, 4, 8, 16):
    row = {
        "hidden": 2 * width,
        "weights": 64 * width + width**2 + 10 * width,
        "run_once": count(loss_of, width)[0],
    }
    rows.append(row | {name: count(way, width)[0] for name, way in ways.items()})
compare_guess(my_factors, tuple(round(rows[3][name] / rows[2][name], 1) for name in ways), "factors")
plot.table(rows, "Multiplications, counted")

# %% [markdown]
# Backwards costs about three times as much as running the network once, whatever its size: one product for each weight
# on the way forwards, one for the gradient of the weight, and one to hand the gradient on. Nudging grows with the
# square of the number of weights. For the network at the beginning it would take about $10^{12}$ multiplications, and
# backwards takes three million.
#
# So why backwards? Because there are a million weights and *one* loss. A walk has to be made for every number at
# the end where it begins. Were there one weight, and a million outputs whose slopes were wanted, forwards would be
# the right way. The price of going backwards is memory: the values of the whole way forwards must be kept, since
# every product asks for its other factor.
#
# The method is called **backpropagation**. It is the chain rule, and nothing else, in the right order.

# %% [markdown]
# ### From numbers to arrays
#
# The function `backwards` above has no graph of single numbers in it. It has two lines for each layer. Where do
# they come from? Take one layer, $y = Wx$, and let $dy$ be the gradient by each of its outputs. Each product
# $W_{ij}\, x_j$ hands $dy_i$ on to both of its factors. The weight is used once. The input $x_j$ goes into *all*
# outputs, and whoever is used more than once gets the sum:
#
# $$dW_{ij} = dy_i\, x_j \qquad\qquad dx_j = \sum_i W_{ij}\, dy_i$$
#
# So `dx` is the transposed matrix times `dy`, and `dW` is a table of all products. Whatever the network is, one
# rule holds: the loss is a single number, so **$\partial L / \partial x$ has the shape of $x$**. A gradient by a
# picture is a picture, one by a matrix is a matrix. If shapes do not agree, the formula is wrong.

# %%
w = np.array([[2, 0, -1], [1, -2, 0], [-1, 1, 3], [0, 2, 1]])
x, dy = np.array([1, 2, 3]), np.array([2, -1, 0, 1])
dw, dx = np.outer(dy, x), w.T @ dy
plot.arrays({"W": w, "x": x[:, None], "dy": dy[:, None], "dW": dw, "dx": dx[:, None]})

# %% [markdown]
# Some courses write this with derivatives of all outputs by all inputs, the **Jacobian**, and a product with it.
# **Predict first.** A layer has 1,000 inputs and 1,000 outputs, and so a million weights. How many numbers are in the
# table of the derivatives of all its outputs by all its weights? And how many in `dW`?

# %%
my_jacobian = None
my_dw_size = None

# %%
compare_guess(my_jacobian, 1_000 * 1_000 * 1_000, "the table of all derivatives")
compare_guess(my_dw_size, 1_000 * 1_000, "dW")
table = np.zeros((4, 4, 3))  # of the small layer above: output, then the two axes of W
table[range(4), range(4)] = x  # an output follows the weights of its own row alone
print("dy times the table is dW:", np.array_equal(np.tensordot(dy, table, 1), dw))
print(f"zeros in the table: {np.mean(table == 0):.0%}")

# %% [markdown]
# Nobody builds that table. In the large layer all but a thousandth of it would be zeros. What a layer has to know is
# how to multiply $dy$ with the table, and that is one line. A framework such as PyTorch is a collection of such lines,
# one forwards and one backwards for each kind of circle, and a program that walks the graph.

# %% [markdown] tags=["topic:activations"]
# ## What stands between the layers?
#
# So far it was $\max(0, z)$. It is called **ReLU**, for rectified linear unit, and whatever stands in its place is an
# **activation**. Others were in use before it and still are: the sigmoid, $1 / (1 + e^{-z})$, which goes from 0 to
# 1, and $\tanh z$, which goes from $-1$ to 1. Here they stand in the network for digits and their negatives.
#
# **Predict first.** With which of the four is the network no better than one layer: nothing, sigmoid, tanh or ReLU?

# %%
my_row = None  # one of the four


# %%
class Activation(Layer):
    """A layer that does one activation of the library, number by number."""

    def __init__(self, name):
        super().__init__()
        self.there, self.back = (getattr(activations, f"{name}_{way}") for way in ("forward", "backward"))

    def forward(self, x, training):
        out, self.cache = self.there(x)
        return out

    def backward(self, dout, needs_dx=True):
        return self.back(dout, self.cache)


# %%
class Nothing(Layer):
    def forward(self, x, training):
        return x

    def backward(self, dout, needs_dx=True):
        return dout


# %%
kinds = {
    "nothing": Nothing,
    "sigmoid": lambda: Activation("sigmoid"),
    "tanh": lambda: Activation("tanh"),
    "ReLU": lambda: Activation("relu"),
}
right = {
    name: percent_right(trained(connected(64, 10, between=kind), both, both_labels, 20, Adam(0.003)))
    for name, kind in kinds.items()
}
compare_guess(my_row, min(right, key=right.get))
plot.bars(right, "Digits and their negatives, two layers", "percent right")

# %% [markdown]
# With nothing between them two matrices are one: $W_2 (W_1 x) = (W_2 W_1)\, x$, and everything that was said of the
# linear classifier holds. Any bend will do for this task. To see where they differ, one has to look at the way
# back. There an activation multiplies what comes by its slope.

# %%
z, slopes = np.linspace(-6, 6, 241), {}
for name in ("sigmoid", "tanh", "ReLU"):
    activation = kinds[name]()
    activation.forward(z, training=True)
    slopes[name] = activation.backward(np.ones(241))
plot.curves(slopes, z, "The slope of an activation", "z", "slope")

# %% [markdown]
# **Predict first.** The sigmoid's slope is $s\,(1 - s)$, where $s$ is its output, so it is largest at $s = 1/2$.
# How large is it there? And by which factor, at least, is a gradient made smaller by ten sigmoids in a row, as far
# as their slopes are concerned?

# %%
my_largest_slope = None
my_factor = None

# %%
compare_guess(my_largest_slope, slopes["sigmoid"].max(), "largest slope")
compare_guess(my_factor, (1 / slopes["sigmoid"].max()) ** 10, "after ten")

# %% [markdown]
# Does it happen? Below are networks with ten hidden layers of 64 numbers each, and weights as they are drawn before
# training. A gradient goes back through them, and we look at how much of it is left at the inputs of each layer. Ten
# layers back, these inputs are the picture.


# %%
def left(kind):
    """The length of the gradient at the inputs of each layer, last layer first, in parts of the first of these."""
    deep, lengths = connected(*10 * [64], 10, between=kind), []
    _, back = softmax_loss(deep.forward(pictures[:64]), labels[:64])
    for layer in reversed(list(deep.layers.values())[1:]):  # all but the one that flattens
        back = layer.backward(back)
        if isinstance(layer, Linear):
            lengths.append(np.linalg.norm(back))
    return np.array(lengths) / lengths[0]


lengths = {name: left(kinds[name]) for name in ("sigmoid", "tanh", "ReLU")}
rows = [
    {"layers_back": back} | {name: f"{lengths[name][back]:.2g}" for name in lengths}
    for back in range(0, 11, 2)
]
plot.table(rows, "How much of a gradient is left")

# %% [markdown]
# Through ten sigmoids a hundred-thousandth arrives, and the early layers learn next to nothing. With tanh and ReLU a
# gradient of about the same size arrives everywhere. (Weights are drawn to that end, which is a subject of lecture 6.)
#
# ReLU is the simplest of the three, to compute and to differentiate: what is above 0 passes as it is, and its slope
# is 1 however large the number. Its weakness is on the other side. A hidden number that is 0 for every picture gets
# no gradient from any, and stays as it is. The **leaky** ReLU lets a hundredth through below 0 for that reason. At
# 0 itself there is no slope. This course takes 0, as PyTorch does.

# %% [markdown]
# ## Back to the wrong answer
#
# Now the network of the beginning, and the digit that it got wrong. One walk forwards, one back, and each of the
# million numbers has its gradient.

# %%
loss, dscores = softmax_loss(net.forward(one), truth)
dx = net.backward(dscores)
blame = np.concatenate([gradient.ravel() for gradient in net.gradients.values()])
compare_guess(my_percent_innocent, round(100 * np.mean(blame == 0)), "percent with nothing to do with it")
print("gradient by the picture:", dx.shape, " by the weights of layer 2:", net.gradients["linear2.w"].shape)

# %%
h1 = np.maximum(0, net.layers["linear1"].forward(one.reshape(1, 64), training=False))
h2 = np.maximum(0, net.layers["linear2"].forward(h1, training=False))
silent = 1 - np.mean(h1 > 0) * np.mean(h2 > 0)
print(f"hidden numbers above 0: {np.mean(h1 > 0):.0%} and {np.mean(h2 > 0):.0%}")
print(f"weights between two of them, with a 0 at one end at least: {silent:.0%}")
print(f"weights of layer 2 whose gradient is 0: {np.mean(net.gradients['linear2.w'] == 0):.0%}")

# %% [markdown]
# More than half of the million are innocent: their gradient is exactly 0. A weight's gradient is the product of
# what comes from the left and what comes from the right. Where the hidden number before it is 0, or the one behind
# it is switched off, that product is 0.
#
# And the others? Measure the blame as above, by the square of the gradient, which is a weight's part in the fall of
# the loss. **Predict first.** How many percent of all blame lie with the one percent of the weights that have most?

# %%
my_top_percent = None

# %%
parts = np.sort(blame.astype(float) ** 2)[::-1]
top = parts[: len(parts) // 100].sum() / parts.sum()
compare_guess(my_top_percent, round(100 * top), "percent of the blame")
plot.arrays({"the picture": one[0, 0], "its gradient": dx[0, 0] / abs(dx).max()})

# %% [markdown]
# On the right is the gradient by the picture, in the shape of the picture. Where it is bright, more ink would have
# made the loss larger; where it is dark, more ink would have helped. The darkest pixels lie where the loop of the 9
# has a gap.
#
# Then punish the guilty: a step against the gradient, with all weights. **Predict first.** We make it just long
# enough that the network is as certain of the right answer as it was of the wrong one. On how many of the other 354
# test digits does it change its mind?

# %%
my_others = None

# %%
before = net.state()
for rate in 1e-4 * 1.1 ** np.arange(80):
    for name, array in net.parameters.items():
        array[...] = before[name] - rate * net.gradients[name]
    if softmax_loss(net.forward(one), truth)[0] < -np.log(certain[case]):
        break
now = train.predict(net, test_pictures)
compare_guess(my_others, int(np.sum(now != answers)) - 1, "other digits")
print(f"right before: {np.mean(answers == test_labels):.1%}, after: {np.mean(now == test_labels):.1%}")
net.load(before)

# %% [markdown]
# The network has learned what it was told, and others pay for it, most of which were right before. The gradient of one
# example knows nothing of the others. That is why training takes *small* steps, along the mean gradient of many
# examples. How to choose them is lecture 6.

# %% [markdown] tags=["topic:fully-connected-cost"]
# ## What does it cost to connect everything?
#
# A gradient costs three runs of the network, so whoever can run a network can train it. For digits of 8 x 8 that is no
# question. Take a grey image of 200 x 200, which is small, and give the layer as many hidden numbers as
# there are pixels.
#
# **Predict first.** How many weights has the layer, without biases? How many gigabytes do they fill, at four bytes
# each?

# %%
my_weights = None
my_gigabytes = None

# %%
pixels = 200 * 200
weights = shapes.fc_parameters(pixels, pixels, bias=False)
compare_guess(my_weights, weights, "weights")
compare_guess(my_gigabytes, 4 * weights / 1e9, "gigabytes")
part, image = np.ones((1_000, pixels), np.float32), np.ones(pixels, np.float32)  # one row in forty
start = time.process_time()
part @ image
print(f"one image through it, on this machine: about {40 * (time.process_time() - start):.1f} seconds")

# %% [markdown]
# 40,000 hidden numbers with 40,000 weights each make 1,600,000,000, or 1.6 billion, in one layer. They fill 6.4 GB,
# and their gradient, which has the same shape, fills as much again. Other images have other sizes. In the explorer
# below is a colour image of 256 x 256 with a layer of 1,000 outputs, which is not many.
#
# **Predict first.** How many inputs has it, and how many weights, without biases? How many inputs has a frame of
# a film, 1920 x 1080 in colour? Then put a convolution in front of the layer, or take the image at half its height and
# width, and see what becomes of the bars.

# %%
my_inputs = None
my_colour_weights = None
my_film_inputs = None

# %%
explore.Cost(channels=3, height=256, width=256, layers=[("flatten",), ("linear", 1000)])

# %%
compare_guess(my_inputs, 256 * 256 * 3, "inputs")
compare_guess(my_colour_weights, shapes.fc_parameters(256 * 256 * 3, 1_000, bias=False), "weights")
compare_guess(my_film_inputs, 1920 * 1080 * 3, "inputs of a frame")

# %% [markdown]
# The image of 256 x 256 has 196,608 inputs, and the layer 196,608,000 weights. (A source, the lecture at the
# University of Amsterdam, rounds them to 200 thousand and 200 million.) The frame of the film has 1920 x 1080 x 3 =
# 6,220,800 inputs, and each hidden number needs as many weights.
#
# ### What do the weights buy?
#
# If they were good for something, one might pay. Take the digits again and enlarge them: every pixel becomes 2 x 2
# equal ones, or 4 x 4, or 8 x 8. Nothing has been added that was not there. A network of two layers with 32 hidden
# numbers learns each size.
#
# **Predict first.** From 8 x 8 to 64 x 64 the first layer gets 64 times the weights. How many percent are right at
# either size?

# %%
my_small = None
my_large = None


# %%
def enlarged(x, times):
    return x.repeat(times, axis=-2).repeat(times, axis=-1)


rows = []
for times in (1, 2, 4, 8):
    side = 8 * times
    large = connected(32, 10, inputs=(1, side, side))
    drawn = large.parameters["linear1.w"].copy()
    trained(large, enlarged(pictures, times), labels, 10, Momentum(0.03 / times))
    right = np.mean(train.predict(large, enlarged(test_pictures, times)) == test_labels)
    weights_of_size = sum(w.size for name, w in large.parameters.items() if name.endswith("w"))
    rows.append({"digits": (side, side), "weights": weights_of_size, "right": f"{right:.0%}"})
compare_guess(my_small, int(rows[0]["right"][:-1]), "percent at 8 x 8")
compare_guess(my_large, int(rows[-1]["right"][:-1]), "percent at 64 x 64")
plot.table(rows, "Enlarged digits, two layers")

# %% [markdown]
# Sixty-four times the weights have bought nothing. Look at one hidden number of the largest network: its 4,096 weights
# as they were drawn, and what learning has added to each. **Predict first.** How many different numbers are there at
# most in what was added?

# %%
my_different = None

# %%
added = (large.parameters["linear1.w"] - drawn).reshape(32, 64, 64)
blocks = added.reshape(32, 8, 8, 8, 8).swapaxes(2, 3)  # the 8 x 8 copies of a pixel in the last two axes
alike = np.allclose(blocks, blocks[..., :1, :1], atol=1e-5)
compare_guess(my_different, 64 if alike else added[0].size, "different numbers")
shown = {"as drawn": drawn[3].reshape(64, 64), "added": added[3]}
plot.arrays({name: array / abs(array).max() for name, array in shown.items()})

# %% [markdown]
# The copies of a pixel are equal in every picture, so their weights get equal gradients, always: learning adds the
# same number 64 times over. What these weights were drawn with differs, and stays different for ever. The layer has
# no way of knowing that they are neighbours. To it, an image is a list.
#
# That is the other half of the bill. What such a layer learns at one place it does not know at the next, and it has
# to see every thing at every place. For so many weights there are never enough examples.
#
# Now take a filter instead, a template of 10 x 10 that is laid on one small window after the other, with the same
# weights at all places.
# **Predict first.** How many weights do 20 such filters need, on the image of 200 x 200?

# %%
my_filter_weights = None

# %%
several = {
    "connected to all": weights,
    "20 filters of 10 x 10": shapes.conv_parameters(1, 20, 10, bias=False),
    "one filter of 10 x 10": shapes.conv_parameters(1, 1, 10, bias=False),
}
compare_guess(my_filter_weights, several["20 filters of 10 x 10"], "weights of 20 filters")
plot.bars(several, "Weights of a layer on an image of 200 x 200", "weights", log=True)

# %% [markdown]
# One filter has 100 weights, and 20 filters have 2,000, whatever the size of the image. How one can give up all
# the others and be better off is lecture 3.

# %% [markdown]
# ## Do you know it?
#
# Answer before you open. Each takes a minute with a pencil.
#
# <details><summary>1. Set $w_1 = -1$ in the graph, and leave the rest. Which of the four parameters still get a gradient, and
# what is it?</summary>
#
# Only $b_2$. Now $z = -3$ and $h = 0$, so $y = 1$ and $e = -3$, and `db2` is $-6$. The maximum is switched off, so
# nothing reaches $w_1$ and $b_1$; and `dw2` is what arrives times $h$, which is 0.
#
# </details>
# <details><summary>2. Somebody adds a fourth layer to a network and takes nothing else away. What changes in the backward code
# of the other three?</summary>
#
# Nothing. Each needs what arrives from its right and the values that it has kept. What arrives is another number
# now. That each part can be written by itself is why one takes the formula apart.
#
# </details>
# <details><summary>3. A number $x$ is used twice: $L = x \cdot x$. The rule for a product says that each factor gets the other
# one. So is the gradient $x$?</summary>
#
# It is $2x$. As the first factor $x$ gets $x$, as the second it gets $x$ again, and whoever is used more than once
# gets the sum.
#
# </details>
# <details><summary>4. A network takes one number, a dial, and makes an image of a million pixels. You want to know how fast each
# pixel follows the dial. Which way do you take?</summary>
#
# Forwards: one walk, beginning at the dial. Backwards would take a walk for each of the million pixels. There is
# one input here, and in training there is one loss.
#
# </details>
# <details><summary>5. $x$ has the shape (64, 3072) and $W$ the shape (100, 3072). What shapes do `dW`, `dx` and `dy` have, if the
# layer gives 100 numbers for each of the 64 examples?</summary>
#
# Those of $W$, $x$ and $y$: (100, 3072), (64, 3072) and (64, 100). The loss is one number, so there is one
# derivative for each number.
#
# </details>
# <details><summary>6. Your network has no activation between its layers, by mistake. It trains without an error, and the loss
# falls. How do you notice?</summary>
#
# It is never better than a linear classifier, however many layers it has, since the product of its matrices is one
# matrix. Train a linear classifier beside it: that is a check that costs little.
#
# </details>
# <details><summary>7. Training takes three times as much computation as running the network. Why does it take far more than three
# times the memory?</summary>
#
# To run it, one needs the weights and the numbers of the layer at work, and may forget those before it. To go back,
# one needs the numbers of all layers, for all examples of the batch, and a gradient for each weight.
#
# </details>
# <details><summary>8. A layer of 1,000 outputs looks at a colour image of 32 x 32. How many weights has it? And if the image is
# 320 x 320?</summary>
#
# 32 x 32 x 3 = 3,072 inputs, so 3,072,000 weights. With ten times the side there are a hundred times as many,
# 307,200,000, for an image of the same thing.
#
# </details>

# %% [markdown]
# The graph, nudging, the ReLU, fully connected layers and their gradients are practised in the notebook *a3:
# backpropagation*, the number of weights in *a1: shapes and receptive fields*.
