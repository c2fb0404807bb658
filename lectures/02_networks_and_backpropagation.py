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
# You will be able to say what a second and a third layer add to one, to find how the loss depends on every number in
# a computation by walking back through it once, to say what that costs beside other ways, and to tell how many
# weights it takes to connect everything with everything. Allow an hour and a quarter with the predictions. You need
# the linear classifier of lecture 1, its templates and its softmax loss, and the derivatives of a sum, a product and
# a square.

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
from cnnlib.optim import Adam

threadpool_limits(1)  # products of small matrices wait for each other on several cores
digits = data.digits()  # 8 x 8 pixels each, 0 to 255
labels, test_labels = digits.train_labels, digits.test_labels
pictures, test_pictures = (
    (images / 127.5 - 1).astype(np.float32)  # paper is -1, ink is 1
    for images in (digits.train_images, digits.test_images)
)

# %% [markdown]
# Two helpers build a network and train it. Its weights begin as random numbers, they are *drawn*; then it sees 64
# pictures at a time, a *batch*, and makes a small step after each. An *epoch* is once through all pictures. `Adam` is
# a rule for these steps (lecture 6), and `Flatten` makes a list of the pixels.


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
def trained(net, x, y, epochs, rate):
    """The net, after so many epochs with pictures x and labels y, in steps of this rate."""
    options = {"batch_size": 64, "progress": False, "rng": np.random.default_rng(1)}
    train.fit(net, x, y, epochs=epochs, optimizer=Adam(rate), **options)
    return net


# %% [markdown]
# Here is such a network. Its three layers, of 960, 960 and 10 outputs, are **fully connected**: each output is a
# weighted sum of all inputs, plus a bias of its own. Between two layers every negative number becomes 0, which is what
# `ReLU` stands for; why, comes soon. Weights and biases together are the **parameters**, which are learned. It has
# been trained on most of the digits. From those that it has never seen we take the one on which it was most certain of
# a wrong answer.

# %%
net = trained(connected(960, 960, 10), pictures, labels, 2, 0.001)
scores = net.forward(test_pictures)
powers = np.exp(scores - scores.max(axis=1, keepdims=True))
certain = powers.max(axis=1) / powers.sum(axis=1)  # the softmax probability of the answer
answers = scores.argmax(axis=1)
wrong = np.flatnonzero(answers != test_labels)
case = wrong[certain[wrong].argmax()]
one, truth = test_pictures[[case]], test_labels[[case]]
start = time.process_time()
for _ in range(20):
    net.forward(one)
once = (time.process_time() - start) / 20
size = sum(array.size for array in net.parameters.values())
print(f"parameters: {size:,}; one digit takes the network {1e3 * once:.2f} milliseconds")
print(f"right on {np.mean(answers == test_labels):.1%} of the test digits")
print(f"this {test_labels[case]} is a {answers[case]}, it says, with a probability of {certain[case]:.0%}")
plot.arrays({f"a {test_labels[case]}, read as a {answers[case]}": digits.test_images[case, 0] / 255})

# %% [markdown]
# There is a simple way to ask a parameter for its part. Change it a little, run the network again, and see whether
# the loss on this digit becomes smaller. Then the next one.
#
# **Predict first.** How many minutes does that take for all of them, on this machine?

# %%
my_minutes = None

# %%
compare_guess(my_minutes, round(once * size / 60, 1), "minutes")

# %% [markdown]
# And that is for one picture and one small step, of which training takes many. The network cannot have learned in
# this way. By the end of this lecture you can say how it is done, in the time of a few runs.

# %% [markdown] tags=["topic:mlp"]
# ## What can two layers see that one cannot?
#
# In lecture 1 a linear classifier $f = Wx$ laid each row of $W$ on the picture as a template, and took the class
# whose template fits best. It read digits. An edge it could not see, if either side might be the dark one. And a
# digit, if either its ink or its paper may be dark? Every picture now comes a second time as its negative, with ink
# and paper exchanged. Ink is $1$, shown white, and paper is $-1$, shown black, so the negative of a picture $x$ is
# $-x$.

# %%
both, both_labels = np.concatenate([pictures, -pictures]), np.tile(labels, 2)
test_both, test_both_labels = np.concatenate([test_pictures, -test_pictures]), np.tile(test_labels, 2)


def percent_right(net, x=test_both, y=test_both_labels):
    return round(100 * np.mean(train.predict(net, x) == y))


plain = trained(connected(10), pictures, labels, 20, 0.003)
alone = percent_right(plain, test_pictures, test_labels)
print(f"a linear classifier that has learned from pictures: {alone}% right")
print(f"the same, tested on pictures and negatives: {percent_right(plain)}% right")
seven = test_pictures[test_labels == 7][9, 0]
plot.arrays({"a 7": seven, "its negative, a 7 too": -seven})

# %% [markdown]
# **Predict first.** How many percent are right when it has learned from pictures *and* negatives, and is tested on
# both? And with two layers, the first of which has 64 outputs?

# %%
my_one_layer = None
my_two_layers = None

# %%
one_layer = trained(connected(10), both, both_labels, 20, 0.003)
two_layers = trained(connected(64, 10), both, both_labels, 20, 0.003)
compare_guess(my_one_layer, percent_right(one_layer), "one layer, percent")
compare_guess(my_two_layers, percent_right(two_layers), "two layers, percent")
losses = [softmax_loss(each.forward(both), both_labels)[0] for each in (plain, one_layer)]
print("mean loss on both: the first classifier {:.2f}, the new one {:.2f}".format(*losses))
print(f"with ten equal scores it would be log 10 = {np.log(10):.2f}")

# %% [markdown]
# One layer now does as well as guessing, and not for want of training. What fits $x$ well fits $-x$ badly, by the same
# amount. A class that is right for both has the largest $Wx + b$ and the largest $-Wx + b$, and therefore the largest
# sum of the two, which is $2b$. So of all ten classes one alone can be right for a picture and for its negative: the
# one with the largest bias. The others can be right for one of the pair, as with the first classifier. But the surer
# it is there, the surer it is of a wrong class for the other, and that costs more than was won. Whatever the biases,
# the mean loss of a pair is smallest if all of $W$ is 0; and since the ten digits are about equally frequent, the
# biases are best nearly equal. Training comes close to that, and ten equal scores say nothing.
#
# Two layers have a way out. The first makes numbers $h = \max(0, W_1 x)$, each number of $W_1 x$ by itself, with a
# negative one replaced by 0. They are neither input nor output, and are called **hidden**. Each has a template of its
# own. The second layer makes the scores of these:
#
# $$f = W_2 \max(0, W_1 x)$$
#
# (with biases, which one leaves out in writing). Nothing keeps two templates from working for one class, one for a 7
# and one for the negative of a 7. The first layer is a bank of templates, and the second recombines them. Here are the
# 64 that were learned, each divided by its weight of largest size: black is negative, middle grey is 0, white is
# positive.

# %%
w1 = two_layers.parameters["linear1.w"]
sharp = w1 / abs(w1).max(axis=1, keepdims=True)
plot.filters(sharp.reshape(64, 1, 8, 8), "The first layer's templates", columns=16)

# %% [markdown]
# There is no 7 among them. So look at what they answer to. We take twenty kinds of pictures: the ten digits, and the
# negatives of the ten.
#
# **Predict first,** and this is a guess. If a hidden number stood for one kind, then setting it to 0 would make that
# kind wrong, which is 5 percent of all answers. We set each of the 64 to 0 in turn. How many points does the most
# harmful of these removals cost, and how many their median, which half of them do not exceed?

# %%
my_most_harmful = None
my_median = None

# %%
w2, b2 = two_layers.parameters["linear2.w"], two_layers.parameters["linear2.b"]
hidden = np.maximum(0, test_both.reshape(-1, 64) @ w1.T + two_layers.parameters["linear1.b"])


def right_without(lost):
    """For each picture, whether the answer is right where some hidden numbers are set to 0."""
    kept = hidden * ~np.isin(np.arange(64), lost)
    return (kept @ w2.T + b2).argmax(axis=1) == test_both_labels


cost = [100 * (right_without([]).mean() - right_without([lost]).mean()) for lost in range(64)]
compare_guess(my_most_harmful, round(max(cost), 1), "the most harmful, points")
compare_guess(my_median, round(np.median(cost), 1), "the median, points")
halves = right_without(np.argmax(cost)).reshape(2, -1)  # pictures, and then their negatives
suffers = min(half[test_labels == digit].mean() for half in halves for digit in range(10))
print(f"without the most harmful one, of the kind that suffers most: {suffers:.0%} right")

# %% [markdown]
# Now the figure. Each small square is a kind, and its 8 x 8 places are the 64 hidden numbers: the brighter, the larger
# that number is for that kind, on average. Black is 0. They are sorted, the same way in all squares: those that most
# prefer pictures come first, at the top left, those that most prefer negatives last, at the bottom right.

# %%
halves = hidden.reshape(2, -1, 64)
kinds = np.array([[half[test_labels == digit].mean(axis=0) for digit in range(10)] for half in halves])
order = np.argsort(kinds[1].sum(axis=0) - kinds[0].sum(axis=0))
squares = kinds[..., order].reshape(2, 10, 8, 8)
plot.templates({"pictures of": squares[0], "negatives of": squares[1]}, [str(digit) for digit in range(10)])

# %% [markdown]
# Most hidden numbers answer to one of the two and are silent for the other: the first layer has split the two cases,
# which is what a single layer could not do. Within each of the two there is no such order. Every digit lights many
# places, and every place is lit by several digits. A digit is not one hidden number but a pattern of many, and each of
# them serves several digits. This is called a **distributed representation**. It is why most templates of a network
# cannot be named, and why half of them cost less than half a point each. Even without the one that matters most, two
# thirds of the kind that suffers most are still right.
#
# ### How much can it draw?
#
# Take away everything but one input. Then each hidden number $\max(0, w x + b)$ is a line with one bend in it, and
# the output adds up as many bends as there are hidden numbers. Let the input be the place along a row of a
# photograph, and let the output be the brightness there. The bends stand at equal distances, and the second layer
# alone is fitted, by least squares. Below the curves is what is around the row, in small pieces.

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
plot.curves(drawn, place, "A row of a photograph, drawn with bends", "pixel", "brightness", below=around)

# %% [markdown]
# The more bends, the closer. With 64, one for every three pixels, narrow peaks are still missed; one for every pixel
# would miss nothing. The question is what it costs.
#
# A third layer,
#
# $$f = W_3 \max(0, W_2 \max(0, W_1 x)),$$
#
# bends what is bent already. Two hidden numbers make a tent: from 0 up to 1 in the middle, and down to 0 again. Send
# its output through the same tent once more: on its way up it runs from 0 to 1, which gives a whole tent, and on its
# way down another.


# %%
def tent(x):
    return 2 * np.maximum(0, x) - 4 * np.maximum(0, x - 0.5)


x = np.linspace(0, 1, 4097)
plot.curves({"one tent": tent(x), "sent through it again": tent(tent(x))}, x, "Folded", "x", "output")

# %% [markdown]
# **Predict first.** Between 0 and 1, twelve hidden numbers in one layer make 13 straight pieces at most. How many
# pieces does the tent make, sent through itself until there are six hidden layers of two?

# %%
my_pieces = None

# %%
rows, folded = [], x
for layers in range(1, 7):
    folded = tent(folded)
    pieces = 1 + np.count_nonzero(np.diff(np.sign(np.diff(folded))))
    rows.append({"hidden": 2 * layers, "at_most_in_one_layer": 2 * layers + 1, "tent_after_tent": pieces})
compare_guess(my_pieces, rows[-1]["tent_after_tent"], "pieces")
plot.table(rows, "Straight pieces between 0 and 1")

# %% [markdown]
# Width adds, depth multiplies. (In the first line the tent has 2 pieces and not 3, since one of its bends lies at the
# edge, at 0.) That does not say that a deep network learns what it could draw. It says that there are things which
# are cheap to draw with depth and costly with width.
#
# A network of fully connected layers with something bent between them is called a **multi-layer perceptron**. Its
# depth is the number of matrices. (One of the lectures that this course was made from writes a network with the
# matrices $W_1$ to $W_6$, and $W_6$ stands in it twice: seven layers, or a slip.)

# %% [markdown] tags=["topic:computational-graph"]
# ## Who was to blame?
#
# Begin with the smallest network that has everything: one input, one hidden number, one output, and a target $t$ that
# the output should have been. The loss is the square of what it is off by:
#
# $$y = w_2 \max(0, w_1 x + b_1) + b_2, \qquad L = (y - t)^2$$
#
# One could now differentiate $L$ on paper. For a network of several layers that takes many sheets, and must be begun
# again when the loss is another.
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
# down, then check it in the explorer: seven times *next* fills the graph from left to right. Stop at the seventh.

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
# larger, and everything after it, to its right, were computed again, by how much would $L$ be larger, for each unit?
# That is the derivative of $L$ with respect to the number, its **gradient**, written $\partial L / \partial w_2$ or,
# in code, `dw2`. Make $w_2$ larger by 0.001:

# %%
print("L:", values["L"], " with w2 = 0.501:", round(run(given, "w2", 0.001)["L"], 6))
print("for each unit:", round((run(given, "w2", 0.001)["L"] - values["L"]) / 0.001, 3))

# %% [markdown]
# About $-5$: $L$ falls, five times as fast as $w_2$ grows. Between $w_2$ and $L$ lie four circles, and of each we
# know the slope: how fast its output changes with its input. The product $q = w_2 h$ changes with $w_2$ by the slope
# $h$, the sum and the difference change by the slope 1, the square by the slope $2e$. Slopes multiply. This is the
# **chain rule**:
#
# $$\frac{\partial L}{\partial w_2} = \frac{\partial L}{\partial e} \cdot \frac{\partial e}{\partial y} \cdot
# \frac{\partial y}{\partial q} \cdot \frac{\partial q}{\partial w_2} = 2e \cdot 1 \cdot 1 \cdot h = -1 \cdot 5$$
#
# For $w_1$ the chain is longer and begins with the same factors. So go from the right to the left, and keep at every
# edge the product of all slopes so far. Each circle needs nothing but what arrives from its right, and its own slope:
#
# - a sum hands on what it gets, to both sides; a difference too, with a minus to its second;
# - a product hands it on times *the other* factor;
# - the maximum is a switch: it hands on everything if $z > 0$, and otherwise nothing.
#
# **Predict first.** What are `dw1`, `db1` and `dx`? Then go on in the explorer, which stands at the turning point
# now.

# %%
my_dw1 = None
my_db1 = None
my_dx = None

# %%
explore.Graph(step=7)

# %%
slope = {  # of a circle's output, with respect to its first input and its second
    "×": lambda a, b: (b, a),
    "+": lambda a, b: (1, 1),
    "−": lambda a, b: (1, -1),
    "max 0": lambda a, _: (float(a > 0), None),
    "( )²": lambda a, _: (2 * a, None),
}
gradients = {"L": 1.0}
firsts = ["x", *(out for *_, out in operations)]
for (sign, second, out), first in zip(reversed(operations), firsts[-2::-1], strict=True):
    by_first, by_second = slope[sign](values[first], values.get(second))
    gradients[first] = gradients[out] * by_first
    if second:
        gradients[second] = gradients[out] * by_second
nudged = {name: (run(given, name, 1e-7)["L"] - values["L"]) / 1e-7 for name in values}
for name, guess in {"w1": my_dw1, "b1": my_db1, "x": my_dx}.items():
    compare_guess(guess, gradients[name], f"d{name}")
print(f"largest difference from nudging: {max(abs(gradients[name] - nudged[name]) for name in values):.0e}")
plot.graph("x", operations, values, gradients)

# %% [markdown]
# This is the figure to remember: values in blue, which came from left to right, and below them in orange the
# gradients, which came back from right to left. Nudging each number, without any chain rule, finds the same.
#
# Now there is an answer to the question of blame. Take a small step *against* the gradient with all four parameters at
# once. Each moves by rate times gradient, and $L$ falls by the distance moved times the slope, which is the gradient
# again: rate times gradient times gradient. So its part in the fall is its gradient *squared*, times the rate.
# **Predict first.** How many percent of the fall are due to $w_2$?

# %%
my_share_of_w2 = None

# %%
parts = {name: gradients[name] ** 2 for name in ("w1", "b1", "w2", "b2")}
compare_guess(my_share_of_w2, round(100 * parts["w2"] / sum(parts.values())), "percent")
after = run(given | {name: given[name] - 0.002 * gradients[name] for name in parts})["L"]
print(f"L falls from {values['L']} to {after:.4f}")
print(f"by the gradient it would fall to {values['L'] - 0.002 * sum(parts.values()):.4f}")

# %% [markdown]
# (Nearly as far as that: the slopes change a little on the way.)
#
# ### The same gradient three ways
#
# There are three ways to a gradient. Here they are on the graph above.
#
# 1. **Nudge** a parameter, and run everything again. Four parameters take four more runs.
# 2. **Forwards.** Begin at a parameter, and carry along how fast each number after it changes with it. From $w_1$:
#    $p$, $z$ and $h$ change by 2, $q$ and all up to $e$ by $2 \cdot 0.5 = 1$, and $L$ by $2e \cdot 1 = -1$. Then the
#    next parameter. That makes four walks, and every one of them ends with the same circles.
# 3. **Backwards.** Begin at the loss, as in the figure. One walk passes all four parameters.
#
# Now with real weights: a network of three layers on a digit, with 64 inputs, 8 and 8 hidden numbers and 10 outputs,
# without biases, and the squared difference from ten targets as its loss. What each way costs is counted: every
# product goes through the function `times`.

# %%
spent = {"multiplications": 0}


def times(a, b):
    """The product of a matrix, or of a vector, with a vector or a matrix."""
    spent["multiplications"] += a.size * (b.shape[1] if b.ndim == 2 else 1)
    return a @ b


def values_of(x, weights):
    """What goes into each layer, and what comes out of the last."""
    into = [x]
    for w in weights[:-1]:
        into.append(np.maximum(times(w, into[-1]), 0))
    return into, times(weights[-1], into[-1])


def loss_of(x, t, weights):
    off = values_of(x, weights)[1] - t
    return times(off, off)


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
# The second. A weight from input $j$ to output $i$ of its layer changes that one output, and the slope is the input.
# Every matrix after it does with these slopes what it does with values. The maximum is the exception: it takes no
# maximum of slopes, but lets a slope pass where it let the value pass.


# %%
def forwards(x, t, weights):
    into, y = values_of(x, weights)
    dy, slopes = 2 * (y - t), [np.zeros(w.shape) for w in weights]
    for layer, slope in enumerate(slopes):
        for i, j in np.ndindex(slope.shape):
            change = np.zeros(len(slope))
            change[i] = into[layer][j]
            for w, h in zip(weights[layer + 1 :], into[layer + 1 :], strict=True):
                change = times(w, np.where(h > 0, change, 0))
            slope[i, j] = times(dy, change)
    return slopes


# %% [markdown]
# The third. One walk over the layers, from the last to the first. At each it makes the gradients of the weights, then
# those of the inputs; why, is said further below. Then comes the switch: to a hidden number that the maximum made 0,
# nothing is handed on.


# %%
def backwards(x, t, weights):
    into, y = values_of(x, weights)
    back, slopes = 2 * (y - t), []
    for w, inputs in zip(reversed(weights), reversed(into), strict=True):
        slopes.insert(0, times(back[:, None], inputs[None, :]))
        back = times(w.T, back)
        back = np.where(inputs > 0, back, 0)  # in the last turn these are the picture's, and not used
    return slopes


# %% [markdown]
# The network has $64 \cdot 8 + 8 \cdot 8 + 8 \cdot 10 = 656$ weights. Running it once, with its loss, takes 666
# multiplications. **Predict first.** How many does nudging take? And, as a guess, how many does backwards?

# %%
my_nudging = None
my_backwards = None


# %%
def count(way, hidden):
    """How many multiplications a way takes in a net with so many hidden numbers in each layer, and what it finds."""
    rng, sizes = np.random.default_rng(0), [(hidden, 64), (hidden, hidden), (10, hidden)]
    weights = [rng.normal(size=size) / size[1] ** 0.5 for size in sizes]
    spent["multiplications"] = 0
    found = way(one.ravel().astype(float), np.eye(10)[truth[0]], weights)
    return spent["multiplications"], found


ways = {"nudging": nudging, "forwards": forwards, "backwards": backwards}
counts, found = {}, {}
for name, way in ways.items():
    counts[name], found[name] = count(way, 8)
compare_guess(my_nudging, counts["nudging"], "nudging")
compare_guess(my_backwards, counts["backwards"], "backwards")
for name in ("nudging", "forwards"):
    off = max(abs(a - b).max() for a, b in zip(found[name], found["backwards"], strict=True))
    print(f"largest difference between {name} and backwards: {off:.0e}")
plot.bars(counts, "Multiplications for one gradient of 656 weights", "multiplications", log=True)

# %% [markdown]
# Three times the same gradient. Nudging runs the whole network once for each weight and once more. Forwards leaves
# out what the weight does not touch, and still walks to the end for each: 512 times through the second and third
# layer, for the weights of the first. Backwards goes there once.
#
# **Predict first.** Make the two hidden layers twice as wide, 16 each. There are 1,440 weights now, 2.2 times as
# many. By which factor does nudging grow, and by which backwards?

# %%
my_factors = None  # two numbers, such as (2.0, 2.0)

# %%
rows = []
for width in (2, 4, 8, 16):
    row = {
        "hidden": 2 * width,
        "weights": 64 * width + width**2 + 10 * width,
        "run_once": count(loss_of, width)[0],
    }
    rows.append(row | {name: count(way, width)[0] for name, way in ways.items()})
factors = {name: round(rows[3][name] / rows[2][name], 1) for name in ways}
compare_guess(my_factors, (factors["nudging"], factors["backwards"]), "factors")
plot.table(rows, "Multiplications, counted")

# %% [markdown]
# Nudging grows with the square of the number of weights: each of 2.2 times as many runs costs 2.2 times as much.
# Forwards grew even more here, 5.6 times: the first layer has twice as many weights, and a walk from one of them
# costs nearly three times as much, since the matrix between the hidden layers is four times as large. Backwards costs
# about three times as much as running the network once, whatever its size: one product for each weight on the way
# there, one for the gradient of the weight, and one to hand the gradient on. For the network at the beginning nudging
# would take about $10^{12}$ multiplications, and backwards takes three million.
#
# So why backwards? A walk forwards begins at one number and finds how all that comes after depends on it. A walk
# backwards begins at one result and finds how it depends on all that came before. There are a million weights and
# *one* loss. Were there one weight, and a million results whose slopes were wanted, forwards would be the right way.
#
# The price is memory. A mere run may forget the values of a layer as soon as the next has its own. To go back, one
# must keep all of them, for every picture of the batch, since every product asks for its other factor.
#
# The method is called **backpropagation**. It is the chain rule, and nothing else, in the right order.

# %% [markdown]
# ### From numbers to arrays
#
# Where do the two products in `backwards` come from? Take one layer, $y = Wx$, and let $dy$ be the gradient with
# respect to its outputs. Each product $W_{ij}\, x_j$ hands $dy_i$ on to both of its factors, times the other one. The
# weight is in one product alone. The input $x_j$ is in one for *every* output. Nudge it, and $L$ changes on all these
# ways at once: whoever is used more than once gets the sum.
#
# $$dW_{ij} = dy_i\, x_j \qquad\qquad dx_j = \sum_i W_{ij}\, dy_i$$
#
# So `dx` is the transposed matrix times `dy`, and `dW` is a table of all products. (In a batch every picture uses the
# same weights, so `dW` is also a sum over the pictures.)

# %%
w = np.array([[2, 0, -1], [1, -2, 0], [-1, 1, 3], [0, 2, 1]])
x, dy = np.array([1, 2, 3]), np.array([2, -1, 0, 1])
dw, dx = np.outer(dy, x), w.T @ dy
plot.arrays({"W": w, "x": x[:, None], "dy": dy[:, None], "dW": dw, "dx": dx[:, None]})

# %% [markdown]
# The first line of `dW` is $dy_1 = 2$ times $x$. The first number of `dx` is the first column of $W$ against $dy$: $4
# - 1 + 0 + 0 = 3$. Whatever the network is, one rule holds: the loss is a single number, so **$\partial L / \partial
#   x$ has the shape of $x$**. The gradient with respect to a picture is a picture, that with respect to a matrix is a
#   matrix. If shapes do not agree, the formula is wrong.
#
# Some courses write this with a table, the **Jacobian**: the derivative of every output with respect to every weight.
# **Predict first.** A layer has 1,000 inputs and 1,000 outputs, and so a million weights. How many numbers are in
# that table? And how many in `dW`?

# %%
my_jacobian = None
my_dw_size = None

# %%
compare_guess(my_jacobian, 1_000 * 1_000 * 1_000, "the table of all derivatives")
compare_guess(my_dw_size, 1_000 * 1_000, "dW")
table = np.zeros((4, 4, 3))  # of the small layer above: output, then the two axes of W
table[range(4), range(4)] = x  # an output depends on the weights of its own row alone
print("dy times the table is dW:", np.array_equal(np.tensordot(dy, table, 1), dw))
print(f"zeros in the table: {np.mean(table == 0):.0%}")

# %% [markdown]
# Nobody builds that table. In the large layer all but a thousandth of it would be zeros. What a layer has to know is
# how to multiply $dy$ with the table, and that is one line. A framework such as PyTorch is a collection of such lines,
# one forwards and one backwards for each kind of circle, and a program that walks the graph. (One of the lectures that
# this course was made from writes the hinge loss of a network out on paper, to warn against doing so, and it goes
# wrong there: the difference of two scores has become a sum.)

# %% [markdown] tags=["topic:activations"]
# ## What stands between the layers?
#
# So far it was $\max(0, z)$. It is called **ReLU**, for rectified linear unit, and whatever stands in its place is an
# **activation**. Others were in use before it and still are: the sigmoid, $1 / (1 + e^{-z})$, which goes from 0 to 1,
# and $\tanh z$, which goes from $-1$ to 1.


# %%
class Activation(Layer):
    """A layer that does the same to every number; `there` gives its outputs, `back` multiplies by its slopes."""

    def __init__(self, there, back):
        super().__init__()
        self.there, self.back = there, back

    def forward(self, x, training):
        out, self.cache = self.there(x)
        return out

    def backward(self, dout, needs_dx=True):
        return self.back(dout, self.cache)


kinds = {
    "nothing": lambda: Activation(lambda x: (x, None), lambda dout, _: dout),
    "sigmoid": lambda: Activation(activations.sigmoid_forward, activations.sigmoid_backward),
    "tanh": lambda: Activation(activations.tanh_forward, activations.tanh_backward),
    "ReLU": lambda: Activation(activations.relu_forward, activations.relu_backward),
}
z, curves, slopes = np.linspace(-3, 3, 2401), {}, {}
for name in ("sigmoid", "tanh", "ReLU"):
    activation = kinds[name]()
    curves[name] = activation.forward(z, training=True)
    slopes[name] = activation.backward(np.ones(2401))
plot.curves(curves, z, "Three activations", "z", "output")

# %% [markdown]
# **Predict first.** Put each of them into the network for digits and their negatives. With which of the four is it no
# better than one layer: nothing, sigmoid, tanh or ReLU?

# %%
my_row = None  # one of the four

# %%
right = {
    name: percent_right(trained(connected(64, 10, between=kind), both, both_labels, 20, 0.003))
    for name, kind in kinds.items()
}
compare_guess(my_row, min(right, key=right.get))
plot.bars(right, "Digits and their negatives, two layers", "percent right")

# %% [markdown]
# With nothing between them two matrices are one: $W_2 (W_1 x) = (W_2 W_1)\, x$, and everything that was said of the
# linear classifier holds. (Its 11 percent and the 10 of one layer are both guessing.) Each of the three bends will do
# for this task. (The tanh owes it to the biases: $\tanh(-z) = -\tanh(z)$, and without them the negative would again
# get the opposite scores.) To see where they differ, one has to look at the way back. There an activation multiplies
# what comes by its slope.

# %%
plot.curves(slopes, z, "The slope of an activation", "z", "slope")

# %% [markdown]
# **Predict first.** The sigmoid's slope is $s\,(1 - s)$, where $s$ is its output, so it is largest at $s = 1/2$. How
# large is it there? And if nothing but slopes counted: by which factor, at least, would ten sigmoids in a row make a
# gradient smaller?

# %%
my_largest_slope = None
my_factor = None

# %%
compare_guess(my_largest_slope, slopes["sigmoid"].max(), "largest slope")
compare_guess(my_factor, (1 / slopes["sigmoid"].max()) ** 10, "after ten")

# %% [markdown]
# Does it happen? Below are networks with ten hidden layers of 64 numbers each, and weights as they were drawn, before
# any training. A gradient goes back through them. We measure how long it is at the inputs of every layer, as a part of
# how long it is at the inputs of the last. Ten layers before that one, the inputs are the picture.


# %%
def left(kind):
    """The length of the gradient at the inputs of each layer, last layer first, divided by the first of these."""
    deep, lengths = connected(*10 * [64], 10, between=kind), []
    _, back = softmax_loss(deep.forward(pictures[:64]), labels[:64])
    for layer in reversed(list(deep.layers.values())[1:]):  # all but the one that flattens
        back = layer.backward(back)
        if isinstance(layer, Linear):
            lengths.append(np.linalg.norm(back))
    return np.array(lengths) / lengths[0]


lengths = {name: left(kinds[name]) for name in ("sigmoid", "tanh", "ReLU")}
rows = [
    {"layers_further_back": back} | {name: f"{lengths[name][back]:.2g}" for name in lengths}
    for back in range(0, 11, 2)
]
plot.table(rows, "How much of a gradient is left")

# %% [markdown]
# Through ten sigmoids a hundred-thousandth arrives, and the early layers learn next to nothing. The slopes alone would
# leave a millionth at most. But each layer multiplies by its weights, too, and as they are drawn here (a subject of
# lecture 6), that makes a gradient about $\sqrt{2}$ times as long, or 32 times in ten layers. With ReLU this makes
# good what is lost where numbers are switched off, and with tanh a little more than what its slopes take. With these
# two a gradient of about the same size arrives everywhere.
#
# ReLU is the simplest of the three, to compute and to differentiate: what is above 0 passes as it is, and its slope
# is 1 however large the number. Its weakness is on the other side. A hidden number that is 0 for every picture gets
# no gradient from any, and stays as it is. The **leaky** ReLU lets a hundredth through below 0 for that reason. At 0
# itself there is no slope. This course takes 0, as PyTorch does.

# %% [markdown]
# ## Back to the wrong answer
#
# Now the network of the beginning, and the digit that it got wrong. One walk forwards, one back, and each of the
# million numbers has its gradient. The walk back begins at the scores, where the gradient of the softmax loss is the
# softmax less 1 at the right class (lecture 1).

# %%
loss, dscores = softmax_loss(net.forward(one), truth)
dx = net.backward(dscores)
print("shapes of gradients:", dx.shape, "for the picture,", net.gradients["linear2.w"].shape, "for layer 2")
h1 = np.maximum(0, net.layers["linear1"].forward(one.reshape(1, 64), training=False))
h2 = np.maximum(0, net.layers["linear2"].forward(h1, training=False))
print(f"hidden numbers above 0 in the two layers: {np.mean(h1 > 0):.0%} and {np.mean(h2 > 0):.0%}")

# %% [markdown]
# **Predict first.** Nearly all parameters are weights of layer 2, between two hidden numbers. The gradient of such a
# weight is the product of the hidden number before it and of what comes back from the one after it. How many percent
# of all parameters could be changed a little without any effect on this answer, that is, have a gradient of exactly 0?

# %%
my_percent_innocent = None

# %%
blame = np.concatenate([gradient.ravel() for gradient in net.gradients.values()])
compare_guess(my_percent_innocent, round(100 * np.mean(blame == 0)), "percent with a gradient of 0")
silent = 1 - np.mean(h1 > 0) * np.mean(h2 > 0)
print(f"weights of layer 2 with a 0 at one end at least: {silent:.0%}")

# %% [markdown]
# More than half of the million are innocent in this sense. Where the hidden number before a weight is 0, or the one
# after it is switched off, the product is 0.
#
# And the others? Measure the blame by the square of the gradient, as above. **Predict first,** and this is a guess:
# how many percent of all blame lie with the one percent of the weights that have most?

# %%
my_top_percent = None

# %%
parts = np.sort(blame.astype(float) ** 2)[::-1]
top = parts[: len(parts) // 100].sum() / parts.sum()
compare_guess(my_top_percent, round(100 * top), "percent of the blame")
means = {f"mean of all {digit}": pictures[labels == digit].mean(axis=0)[0] for digit in (9, 5)}
plot.arrays({"the picture": one[0, 0], "its gradient": dx[0, 0] / abs(dx).max()} | means)

# %% [markdown]
# The second is the gradient with respect to the picture, in the shape of the picture, divided by its number of largest
# size. Where it is bright, more ink would have made the loss larger; where it is dark, more ink would have helped. The
# darkest pixel lies on paper, to the right of the loop. There other nines have ink, and fives have their gap.
#
# Then punish the guilty: a step against the gradient, with all weights. **Predict first,** and guess again. We make
# it just long enough that the network is as certain of the right answer as it was of the wrong one. On how many of
# the other 354 test digits does it change its mind?

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
others = (now != answers) & (np.arange(len(now)) != case)
compare_guess(my_others, int(others.sum()), "other digits")
lost = np.sum(answers[others] == test_labels[others])
print(f"of these {lost} had been right, and {np.sum(now[others] == 9)} are a 9 to it now")
print(f"right before: {np.mean(answers == test_labels):.1%}, after: {np.mean(now == test_labels):.1%}")
net.load(before)

# %% [markdown]
# The network has learned what it was told, and others pay for it: nearly all that changed had been right before. The
# gradient of one example knows nothing of the others. That is why training takes *small* steps, against the mean
# gradient of many examples. How to choose them is lecture 6.

# %% [markdown] tags=["topic:fully-connected-cost"]
# ## What does it cost to connect everything?
#
# Whoever can run a network can now train it. For digits of 8 x 8 that is no question. Take a grey image of 200 x 200,
# which is small, and give the layer as many hidden numbers as there are pixels.
#
# **Predict first.** How many weights has the layer, without biases?

# %%
my_weights = None

# %%
pixels = 200 * 200
weights = shapes.fc_parameters(pixels, pixels, bias=False)
compare_guess(my_weights, weights, "weights")
part, image = np.ones((1_000, pixels), np.float32), np.ones(pixels, np.float32)  # one row in forty
start = time.process_time()
part @ image
print(f"one image through it, on this machine: about {40 * (time.process_time() - start):.1f} seconds")

# %% [markdown]
# 40,000 hidden numbers with 40,000 weights each make 1.6 billion, in one layer. At four bytes each they fill 6.4 GB,
# and their gradient, which has the same shape, fills as much again. Other images are larger. In the explorer below is
# a colour image of 256 x 256 with a layer of 1,000 outputs, which is not many: 196,608 inputs and 196,608,000 weights,
# or about 200 million. Take the image at half its height and width: what becomes of the bars?

# %%
explore.Cost(channels=3, height=256, width=256, layers=[("flatten",), ("linear", 1000)])

# %% [markdown]
# A quarter of the pixels needs a quarter of the weights, still 49,152,000. A frame of a film has 1920 x 1080 x 3 =
# 6,220,800 inputs, and each hidden number needs as many weights.
#
# ### What do the weights buy?
#
# If they were good for something, one might pay. Take the digits again and enlarge them: every pixel becomes 3 x 3
# equal ones, or 9 x 9. Nothing has been added that was not there. A network of two layers with 32 hidden numbers
# learns each size.
#
# **Predict first,** as a guess. From 8 x 8 to 72 x 72 the first layer gets 81 times the weights. How many points more
# are right, on test digits?

# %%
my_gain = None


# %%
def enlarged(x, times):
    return x.repeat(times, axis=-2).repeat(times, axis=-1)


rows, right = [], []
for copies in (1, 3, 9):
    side = 8 * copies
    large = connected(32, 10, inputs=(1, side, side))
    drawn = large.parameters["linear1.w"].copy()
    trained(large, enlarged(pictures, copies), labels, 10, 0.003)
    right.append(np.mean(train.predict(large, enlarged(test_pictures, copies)) == test_labels))
    weights_of_size = sum(w.size for name, w in large.parameters.items() if name.endswith("w"))
    rows.append({"digits": (side, side), "weights": weights_of_size, "right": f"{right[-1]:.0%}"})
compare_guess(my_gain, round(100 * (right[-1] - right[0])), "points")
plot.table(rows, "Enlarged digits, two layers")

# %% [markdown]
# 81 times the weights in the first layer, 70 times in both, have bought nothing. In the largest network, look at the
# hidden number whose weights have changed most: its 5,184 weights as they were drawn, and what was added to each (both
# divided by their number of largest size). **Predict first.** How many different numbers are there at most in what was
# added?

# %%
my_different = None

# %%
added = (large.parameters["linear1.w"] - drawn).reshape(32, 72, 72)
blocks = added.reshape(32, 8, 9, 8, 9).swapaxes(2, 3)  # the 9 x 9 copies of a pixel in the last two axes
alike = np.allclose(blocks, blocks[..., :1, :1], atol=1e-5)
compare_guess(my_different, 8 * 8 if alike else added[0].size, "different numbers")
most = abs(added).max(axis=(1, 2)).argmax()
shown = {"as drawn": drawn[most].reshape(72, 72), "added": added[most]}
plot.arrays({name: array / abs(array).max() for name, array in shown.items()})

# %% [markdown]
# The 81 copies of a pixel are equal in every picture, so their weights get equal gradients, always, and learning adds
# one number to all 81. They were drawn unequal, and learning never makes them equal. The layer has no way of knowing
# that they are neighbours. To it, an image is a list.
#
# That is the other half of the bill. What such a layer learns at one place it does not know at the next: it has to be
# shown every thing at every place. Here the weights too many did no harm, since the digits stand where they always
# stand; they bought nothing.
#
# Now take a filter instead, a template of 10 x 10 that is laid on one small window after the other, with the same
# weights at all places. **Predict first.** How many weights do 20 such filters need, on the image of 200 x 200?

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
# One filter has 100 weights, and 20 filters have 2,000, whatever the size of the image. How one can give up all the
# others and be better off is lecture 3.

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
# Nothing. Each needs what arrives from its right and the values that it has kept. These are other numbers now, and no
# more. That each part can be written by itself is why one takes the formula apart.
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
# <details><summary>5. A batch of 64 pictures of 3,072 numbers, a picture in each row, is $x$ of shape (64, 3072), and $W$ has the shape
# (100, 3072). What shapes do `dW`, `dx` and `dy` have, if the layer gives 100 numbers for each picture?</summary>
#
# Those of $W$, $x$ and $y$: (100, 3072), (64, 3072) and (64, 100). The loss is one number, so there is one
# derivative for each number. In `dW` the 64 examples are summed, since all of them use the same weights.
#
# </details>
# <details><summary>6. Your network has no activation between its layers, by mistake. It trains without an error, and the loss
# falls. How do you notice?</summary>
#
# It is never better than a linear classifier, however many layers it has, since the product of its matrices is one
# matrix. On ordinary digits that is 95 percent, as it was above, which looks like success. So train a linear
# classifier beside it, which costs little, and be alarmed if it does as well.
#
# </details>
# <details><summary>7. A step of training takes three times as much computation as running the network. With many layers and a large
# batch it can take far more than three times the memory. Why?</summary>
#
# To run it, one needs the weights and the numbers of the layer at work, and may forget those before it. To go back,
# one needs the numbers of all layers, for all examples of the batch, and a gradient for each weight.
#
# </details>

# %% [markdown]
# The graph, nudging, the ReLU, fully connected layers and their gradients are practised in the notebook *a3:
# backpropagation*, the number of weights in *a1: shapes and receptive fields*.
