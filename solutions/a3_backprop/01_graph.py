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
# # Pooling and the backward pass
#
# A network is a long computation with many numbers in it that nobody has chosen. It finds them itself: it
# computes how wrong its answer is, and then, for every single number, in which direction and how strongly that
# number would have to change for the answer to become better. The second computation is the **backward pass**.
# In this notebook you write it, first for a network with four numbers to learn, then for every kind of layer that a
# ConvNet needs: fully connected layers, losses, pooling, and in the end the convolution itself.
#
# There are twelve exercises with points. Allow seven hours with what lies between them, in several sittings. You
# need the derivatives of a sum, a product and a square, and from `a2_convolution` what a convolution layer does.

# %% tags=["setup"]
import numpy as np
from IPython.display import display

from autograder import check, once_written
from cnnlib import data, plot
from cnnlib.guess import compare_guess

photo = data.photograph("china", grey=True)[None, :, 16:80, 60:156]  # (1, 1, 64, 96)

# %% [markdown]
# ## Nine numbers that nobody chose
#
# The next cell takes a part of a photograph and the wanted map, which a filter of 3 x 3 has made of it: one of
# Sobel's, turned by some quarter turns. By how many, you are not told yet. The cell begins with nine random weights,
# computes the map that these make, and asks of each weight: which way, so that its map comes closer to the wanted one?
# Then it moves all nine a little in that direction, and asks again, 200 times. It also keeps nine tenths of the step
# before, as a ball that rolls downhill keeps its speed. This is called **momentum**, and gets there sooner.
#
# The **loss** says how far apart the two maps are: the mean of the squared differences.

# %%
from threadpoolctl import threadpool_limits

from cnnlib.ops import conv as finished

threadpool_limits(1)  # products of small matrices wait for each other on several cores
sobel = np.array([[1.0, 2, 1], [0.0, 0, 0], [-1.0, -2, -1]])
secret = np.rot90(sobel, np.random.default_rng(1).integers(4))[None, None]
wanted = finished.conv2d_forward(photo, secret, np.zeros(1))[0]

learned = np.random.default_rng(0).standard_normal((1, 1, 3, 3))
speed, losses, maps = np.zeros_like(learned), [], []
centred = photo - photo.mean()
for _ in range(201):
    out, cache = finished.conv2d_forward(centred, learned, np.zeros(1))
    losses.append(np.mean((out - wanted) ** 2))
    maps.append(out[0, 0])
    gradient = finished.conv2d_backward(2 * (out - wanted) / out.size, cache)[1]
    speed = 0.9 * speed - 1.5 * gradient
    learned = learned + speed

print(f"loss before the first step: {losses[0]:.2f}")
display(plot.arrays({"part of the photograph": photo[0, 0], "wanted map": wanted[0, 0]}))
display(plot.arrays({"first map": maps[0], "after 200 steps": maps[200]}))

# %% [markdown]
# **Predict first:** what do the nine weights look like now? Like those of the filter that made the wanted map,
# rounded to one decimal? Or did they find other numbers that do as well? And if each number of the map were off by
# 0.01 now, by which factor would the loss have become smaller?

# %%
my_weights = None  # "the same" or "others"
my_factor_if_off_by_a_hundredth = None  # such as 100

# %%
same = np.array_equal(learned.round(1), secret)
compare_guess(my_weights, "the same" if same else "others", "rounded weights")
compare_guess(my_factor_if_off_by_a_hundredth, round(losses[0].round(2) / 0.01**2), "factor if off by 0.01")
print(f"in truth the loss has become smaller by a factor of about {losses[0] / losses[200]:.0e}")
plot.arrays({"found": learned[0, 0].round(1) + 0.0, "secret": secret[0, 0]})

# %% [markdown]
# Nobody has told the nine weights where to go. They have been told, 200 times, how the loss changes when they
# change: this is called the **gradient**. All learning in this course is done with it. The line that computed it
# called `conv2d_backward`, a function that you write yourself before this notebook ends.

# %% [markdown]
# ## How this notebook works
#
# As before: write your guess in place of `None`, fill in the functions, run the check below each as often as you
# like. Each group of a report earns its points by itself. A cell that uses your function begins with `with
# once_written():`, and prints one line as long as the function is not written.

# %% [markdown]
# ## One wrong answer: which number was to blame?
#
# The smallest network that shows everything has one input $x$, one **hidden** number $h$ between input and output,
# and one output $y$:
#
# $$h = \max(0, \; w_1 x + b_1), \qquad y = w_2 h + b_2$$
#
# The four **parameters** $w_1, b_1, w_2, b_2$ are what can be learned. The output should have been $t$, the
# **target**, and the loss says how far off it is: $L = (y - t)^2$.
#
# The next figure takes this apart into **operations** that each do one thing: a computational graph. Every arrow
# carries a number, and every number has a name.

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
# ### Forwards: the values
#
# **Predict first:** with $x = 4$, $w_1 = 3$, $b_1 = -7$, $w_2 = 2$, $b_2 = -3$ and $t = 10$: what is $y$, and what
# is $L$?

# %%
my_y = None
my_loss = None

# %%
values = {"x": 4.0, "w1": 3.0, "b1": -7.0, "w2": 2.0, "b2": -3.0, "t": 10.0}
values["p"] = values["w1"] * values["x"]
values["z"] = values["p"] + values["b1"]
values["h"] = max(0.0, values["z"])
values["q"] = values["w2"] * values["h"]
values["y"] = values["q"] + values["b2"]
values["e"] = values["y"] - values["t"]
values["L"] = values["e"] ** 2
compare_guess(my_y, values["y"], "y")
compare_guess(my_loss, values["L"], "L")
plot.graph("x", operations, values)

# %% [markdown]
# ### Backwards: the gradients
#
# Which of the numbers should change, and which way, so that $L$ becomes smaller? For each number on an arrow we
# ask: by how much does $L$ grow, per unit, when this number grows by a little? That is the derivative of $L$ with
# respect to it, its **gradient**. We write `dy` for the gradient of $y$, and so on.
#
# At the right end it is simple: $L$ grows with itself, so `dL` is 1. From there we go back one operation at a time. The
# **chain rule** says: the gradient of what went *into* an operation is the gradient of what came *out*, times the
# slope of the operation. There are five kinds here:
#
# | operation | slope | so what flows back is |
# | --- | --- | --- |
# | square, $L = e^2$ | $2 e$ | `de = dL * 2 * e` |
# | sum, $y = q + b_2$ | 1 for both | `dq = dy` and `db2 = dy` |
# | difference, $e = y - t$ | 1 for $y$ | `dy = de` (nobody changes the target $t$) |
# | product, $q = w_2 h$ | for each factor *the other one* | `dw2 = dq * h` and `dh = dq * w2` |
# | maximum, $h = \max(0, z)$ | 1 where $z > 0$, else 0 | `dz = dh` where $z > 0$, else 0 |
#
# Each rule needs values from the way forwards: the factors, the sign of $z$. That is why a forward pass keeps them.
#
# **Predict first**, with pencil and paper, from right to left: what are `de`, `dw2`, `dh` and `dw1`?

# %%
my_de = None
my_dw2 = None
my_dh = None
my_dw1 = None

# %%
gradients = {"L": 1.0}
gradients["e"] = gradients["L"] * 2 * values["e"]
gradients["y"] = gradients["e"]
gradients["q"] = gradients["b2"] = gradients["y"]
gradients["w2"] = gradients["q"] * values["h"]
gradients["h"] = gradients["q"] * values["w2"]
gradients["z"] = gradients["h"] if values["z"] > 0 else 0.0
gradients["p"] = gradients["b1"] = gradients["z"]
gradients["w1"] = gradients["p"] * values["x"]
gradients["x"] = gradients["p"] * values["w1"]
for name, guess in {"e": my_de, "w2": my_dw2, "h": my_dh, "w1": my_dw1}.items():
    compare_guess(guess, gradients[name], f"d{name}")
plot.graph("x", operations, values, gradients)

# %% [markdown]
# All gradients came out of one walk back along the graph, and none was computed twice. For a million weights it is
# one walk too.
#
# Now use them. The gradient of $w_1$ is below 0: $L$ falls when $w_1$ grows.
#
# **Predict first:** $w_1$ goes from 3 to 3.01, which is 0.01 of the unit that its gradient speaks of. By how much
# does $L$ change according to the gradient?

# %%
my_change = None  # 0.01 times dw1, with its sign


# %%
def loss_of(x, t, w1, b1, w2, b2):
    return (w2 * max(0.0, w1 * x + b1) + b2 - t) ** 2


before = loss_of(4.0, 10.0, 3.0, -7.0, 2.0, -3.0)
after = loss_of(4.0, 10.0, 3.01, -7.0, 2.0, -3.0)
compare_guess(my_change, round(0.01 * gradients["w1"], 2), "0.01 times dw1")
print(f"and in truth, by computing L twice: {after - before:.4f}, since the slope changes on the way")

# %% [markdown]
# ### In code
#
# **Write** `two_layer_gradients(x, t, w1, b1, w2, b2)` for
#
# $$L = (w_2 \max(0, \; w_1 x + b_1) + b_2 - t)^2$$
#
# It gets six floats and returns a dict of floats with the five keys `"x"`, `"w1"`, `"b1"`, `"w2"` and `"b2"`: the
# gradient of $L$ with respect to each. $t$ is given, so it has none here.
#
# At 0 the function $\max(0, z)$ has a corner, and no derivative. Courses differ on what to take; here **the slope at
# 0 is 0**, as in PyTorch.
#
# The groups: *w2 and b2*, *w1 and b1* and *x* each ask for these gradients alone, where $z = w_1 x + b_1$ is above
# 0; put `None` in place of one that you have not written yet. *below 0* and *at 0* ask for all five where $z$ is
# below 0, and exactly 0.
#
# *a3.chain_rule: 20 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to begin</summary>
#
# Copy the way forwards: z, h, y, a line each. Then the way back, a line for each operation, in the opposite order. The
# first line of that is `dy = 2 * (y - t)`.
#
# </details>
# <details><summary>Hint 2: right above 0, wrong below</summary>
#
# What flows back through the maximum is `dh` where z is above 0, and 0 elsewhere. The question is about `z`, not
# about `dh`: a gradient may well be negative, as it is in the figure above.
#
# </details>
# <details><summary>Hint 3: what w2 gets</summary>
#
# What `w2` was multiplied by is `h`, and not `z`. Below 0 these are different.
#
# </details></div>


# %%
def two_layer_gradients(x: float, t: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, float]:
    """The gradients of L = (w2 max(0, w1 x + b1) + b2 - t)^2.

    Returns a dict with the keys x, w1, b1, w2, b2; the slope of max(0, .) at 0 is 0.
    """
    ### BEGIN SOLUTION
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    dh = dy * w2
    dz = dh if z > 0 else 0.0
    return {"x": dz * w1, "w1": dz * x, "b1": dz, "w2": dy * h, "b2": dy}
    ### END SOLUTION


# %%
check("a3.chain_rule", two_layer_gradients)

# %% [markdown]
# ### A network that cannot learn
#
# Five points lie on a bent line: $t$ is 1 up to $x = 1$, and climbs by 2 with each step from there on. The network
# can follow that line exactly. Your gradients now train it: 300 times all parameters go a small step against their
# gradient, averaged over the five points. How small, the **rate** says, by which the gradient is multiplied. This is
# done twice, from two starts that differ in $b_1$ alone:
# $b_1 = 0$, and $b_1 = -20$.
#
# **Predict first:** from the second start, with $b_1 = -20$, $w_1 x + b_1$ is below 0 for all five points. How many
# of the four parameters have moved after 300 steps?

# %%
my_moved = None

# %%
points = [(-1.0, 1.0), (0.0, 1.0), (1.0, 1.0), (2.0, 3.0), (3.0, 5.0)]


def mean_loss(parameters):
    return np.mean([loss_of(x, t, **parameters) for x, t in points])


def train(start, times=300, rate=0.02):
    """The parameters after so many steps against the gradient, and the losses before the first and after each."""
    parameters, losses = dict(start), [mean_loss(start)]
    for _ in range(times):
        found = [two_layer_gradients(x, t, **parameters) for x, t in points]
        for name in parameters:
            parameters[name] -= rate * np.mean([one[name] for one in found])
        losses.append(mean_loss(parameters))
    return parameters, losses


with once_written():
    good = {"w1": 1.0, "b1": 0.0, "w2": 1.0, "b2": 0.0}
    dead = good | {"b1": -20.0}
    _, losses_good = train(good)
    after_dead, losses_dead = train(dead)
    compare_guess(my_moved, sum(after_dead[name] != dead[name] for name in dead), "parameters that moved")
    shown = {
        f"b1 = {b1}, {when}": losses[place]
        for b1, losses in ((0, losses_good), (-20, losses_dead))
        for when, place in (("first", 0), ("after 50 steps", 50), ("after 300 steps", 300))
    }
    display(plot.bars(shown, "Loss of one network from two starts", "loss"))

# %%
with once_written():
    x, t = points[4]
    back = two_layer_gradients(x, t, **dead)
    z = dead["w1"] * x + dead["b1"]
    forwards = {"x": x, "t": t, "p": dead["w1"] * x, "z": z, "h": 0.0, "q": 0.0, "y": 0.0, "e": -t, "L": t**2}
    display(plot.graph("x", operations, forwards | dead, back | {"L": 1.0}))

# %% [markdown]
# The last figure is the second start, at the point (3, 5). Your gradients stand at the parameters: $b_2$ is told to
# grow, and moves to the mean of all targets. To the left of the maximum everything is 0, and so it will be
# for ever: the hidden number is *dead*. In networks with thousands of hidden numbers some die like that, and one
# reason to start with small weights and biases of 0 is to have few of them.

# %% [markdown]
# ## How would you notice that a gradient is wrong?
#
# **Why it matters.** A wrong forward pass gives wrong pictures, and somebody sees it. A wrong backward pass gives a
# network that learns a little worse, and nobody ever knows. But there is a second way to the gradient that needs no
# calculus: move a number by a little, and see what comes out. It is far too slow to learn with, since it takes two
# forward passes for every single number. It is how you check every backward pass.
#
# **By hand.** $f(x) = x^3$ at $x = 2$, whose derivative is $3 x^2 = 12$. A step of $h = 1$ is far too large, but
# good to compute with. (Everybody calls this step $h$. It has nothing to do with the hidden number of the graph.)
# The **forward difference** compares one step further with here: $(f(x + h) - f(x)) / h$. The **central
# difference** compares one step further with one step back: $(f(x + h) - f(x - h)) / (2 h)$.
#
# **Predict first:** what are the two, with $h = 1$?

# %%
my_forward_difference = None
my_central_difference = None

# %%
compare_guess(my_forward_difference, (3.0**3 - 2.0**3) / 1, "forward difference")
compare_guess(my_central_difference, (3.0**3 - 1.0**3) / 2, "central difference")
for h in (1.0, 0.1, 0.01):
    forward, central = ((2 + h) ** 3 - 2.0**3) / h, ((2 + h) ** 3 - (2 - h) ** 3) / (2 * h)
    print(f"h = {h}: the forward difference is off by {forward - 12:.4f}, the central by {central - 12:.4f}")

# %% [markdown]
# With a tenth of the step the error of the forward difference becomes ten times smaller, that of the central
# difference a hundred times.
#
# **Write** `numeric_gradient(f, x, h=1e-5)`.
#
# - `x` is a float64 array of any shape with at least one axis. `f` takes an array of that shape and returns one
#   float. `x` is not the network's input here: it is whatever you want the gradient of, often weights.
# - The result is a float64 array of the shape of `x`. At each place stands the central difference in which that one
#   number is moved, by exactly `h` up and by exactly `h` down, and all others stay where they are:
#
# $$\text{gradient}[i] = \frac{f(x \text{ with } x_i + h) - f(x \text{ with } x_i - h)}{2 h}$$
#
# - You may move the numbers in `x` itself, or in copies. Afterwards **`x` has to hold exactly its first values
#   again**, to the last digit: the group *x afterwards* asks for that with numbers where it is easily missed.
# - Two calls of `f` for each number are enough; more than ten are refused.
#
# The other groups: *values* has one axis, *shapes* more of them, *large steps* gives an `h` such as 0.5, where other
# formulas give other numbers, and in *memory layout* the numbers of `x` lie in memory with gaps or in another order.
#
# *a3.numeric_gradient: 20 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: all places of any shape</summary>
#
# `for place in np.ndindex(x.shape):` runs over the places of an array with any number of axes. `place` is a tuple, and
# `x[place]` is one number.
#
# </details>
# <details><summary>Hint 2: x is not quite the same afterwards</summary>
#
# `1e-7 + 1e-5 - 1e-5` is not `1e-7`, because floats are rounded. Keep the first value, `first = x[place]`, and write
# it back.
#
# </details>
# <details><summary>Hint 3: all derivatives are 0</summary>
#
# Does `f` see a changed array? `above = x` is a second name for the same array, and `x.reshape(-1)` may be a copy:
# where the numbers lie with gaps, changing it changes nothing in `x`.
#
# </details></div>


# %%
def numeric_gradient(f, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """The gradient of f at x by central differences, one number of x after the other.

    f: maps an array of x's shape to a float.  x: float64, any shape.  h: the step.
    Returns an array of x's shape; x holds exactly its first values again afterwards.
    """
    ### BEGIN SOLUTION
    slopes = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        first = x[place]
        x[place] = first + h
        above = f(x)
        x[place] = first - h
        below = f(x)
        x[place] = first
        slopes[place] = (above - below) / (2 * h)
    return slopes
    ### END SOLUTION


# %%
check("a3.numeric_gradient", numeric_gradient)

# %% [markdown]
# ### Which of the two is wrong?
#
# A filter of 2 x 3 is laid on a small part of a photograph. The sum of the squares of its map says how much there
# is of edges. Two people have written the gradient of that sum with respect to the pixels. Both functions run,
# both give an array of the right shape, and both arrays look like a gradient.
#
# **Predict first:** read them. Which is wrong, A or B?

# %%
kernel = np.array([[2.0, 0, -1], [1.0, -1, -1]])
roof = np.ascontiguousarray(data.photograph("china", grey=True)[0, 40:72, 60:102])


def map_of(image):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, kernel, axes=2)


def gradient_a(image):
    gradient = np.zeros_like(image)
    for (i, j), edge in np.ndenumerate(map_of(image)):
        gradient[i : i + 2, j : j + 3] += 2 * edge * kernel[::-1, ::-1]
    return gradient


def gradient_b(image):
    gradient = np.zeros_like(image)
    for (i, j), edge in np.ndenumerate(map_of(image)):
        gradient[i : i + 2, j : j + 3] += 2 * edge * kernel
    return gradient


plot.arrays({"photograph": roof, "gradient A": gradient_a(roof), "gradient B": gradient_b(roof)})

# %%
my_wrong = None  # "A" or "B"

# %%
with once_written():
    found = numeric_gradient(lambda image: float(np.sum(map_of(image) ** 2)), roof)
    off_a, off_b = abs(gradient_a(roof) - found), abs(gradient_b(roof) - found)
    compare_guess(my_wrong, "A" if off_a.max() > off_b.max() else "B", "the wrong one")
    print(f"largest difference from the numeric gradient: A {off_a.max():.1e}, B {off_b.max():.1e}")
    display(plot.arrays({"numeric gradient": found, "how far off A is": off_a, "how far off B is": off_b}))

# %% [markdown]
# <details><summary>Why it is wrong</summary>
#
# The pixel in the window's first corner was multiplied by the filter's first weight, so on the way back it gets that
# weight, and not the one in the opposite corner. The wrong function turns the filter around. The shape is right, the
# size is right, and the picture has its edges where the photograph has them: only differences tell.
#
# </details>

# %% [markdown]
# ## What does a ReLU let through?
#
# **Why it matters.** $\max(0, x)$, taken of each number by itself, is called **ReLU**, and it stands behind nearly
# every layer of a ConvNet. Without it two layers in a row would be no more than one: a sum of sums is a sum.
#
# From here on you write layers as a network uses them, a **forward** and a **backward** function each:
#
# - The forward function returns a pair `(out, cache)`. The **cache** is whatever its backward function will need of
#   the way forwards, as in the graph above. What you put into it is your business. Keep nothing outside of it: in a
#   network two ReLUs go forward before the first of them goes backward.
# - The backward function gets `dout`, the gradient of the loss with respect to `out`, which has the shape of `out`.
#   It returns `dx`, the gradient with respect to `x`, which has the shape of `x`.
# - No array that comes in is changed. Results have the dtype of `x`, float64 or float32.
#
# **By hand.** `x` is `[3, -2, 0, 5]` and `dout` is `[-10, 20, 30, 40]`.
#
# **Predict first:** `out` and `dx`.

# %%
my_out = None  # four numbers in a tuple
my_dx_of_relu = None  # four numbers in a tuple

# %% [markdown]
# **Write** `relu_forward(x)` and `relu_backward(dout, cache)`. `x` has any shape. As above, the slope at 0 is 0.
#
# *forward* and *backward* have no 0 in `x`, *at 0* has. *memory layout* has arrays that cannot be written to or lie in
# memory in another way, and calls your functions several times in a row. *float32* asks for the dtype.
#
# *a3.relu: 10 minutes, difficulty 1 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: number by number</summary>
#
# `np.maximum(a, b)` compares number by number; `np.max(a)` is the one largest number of an array.
#
# </details>
# <details><summary>Hint 2: backward</summary>
#
# A comparison of an array gives True and False at each place. Multiplied by a float they are 1 and 0.
#
# </details></div>


# %%
def relu_forward(x: np.ndarray) -> tuple[np.ndarray, object]:
    """max(0, x) of every number.

    x: any shape, floating.  Returns (out, cache); out has x's shape and dtype.
    """
    ### BEGIN SOLUTION
    return np.maximum(x, 0), x
    ### END SOLUTION


# %%
def relu_backward(dout: np.ndarray, cache: object) -> np.ndarray:
    """The gradient of relu_forward: dout where x was above 0, and 0 elsewhere.

    dout: x's shape.  cache: from relu_forward.  Returns dx with x's shape and dtype.
    """
    ### BEGIN SOLUTION
    return dout * (cache > 0)
    ### END SOLUTION


# %%
check("a3.relu", relu_forward, relu_backward)

# %%
with once_written():
    out, cache = relu_forward(np.array([3.0, -2, 0, 5]))
    dx = relu_backward(np.array([-10.0, 20, 30, 40]), cache)
    compare_guess(my_out, tuple(int(value) for value in out), "out")
    compare_guess(my_dx_of_relu, tuple(int(value) for value in dx), "dx")

# %% [markdown]
# Your `numeric_gradient` can check your `relu_backward`: give it the function $\sum \text{out} \cdot \text{dout}$ of
# `x`. Its gradient is `dx`, whatever the layer.
#
# **Predict first:** your backward function says 0 for the third number, where `x` is exactly 0 and `dout` is 30. What
# does the numeric gradient say there?

# %%
my_at_the_corner = None

# %%
with once_written():
    numbers, of_numbers = np.array([3.0, -2, 0, 5]), np.array([-10.0, 20, 30, 40])
    numeric = numeric_gradient(lambda x: float(np.sum(relu_forward(x)[0] * of_numbers)), numbers)
    compare_guess(my_at_the_corner, round(numeric[2], 3), "numeric gradient at 0")
    print("numeric: ", numeric.round(3))
    print("backward:", relu_backward(of_numbers, relu_forward(numbers)[1]))

# %% [markdown]
# <details><summary>Who is right?</summary>
#
# Neither: there is a corner, and no derivative. One step up the function climbs, one step down it stays, and the
# central difference takes the mean of the two slopes. Where a check of gradients fails at a few places alone, look
# for numbers close to a corner first.
#
# </details>
#
# The same line will do for every layer. Here it is as a function, which you will use on the layers to come. Use it
# yourself whenever a report says that one of your gradients is wrong.


# %%
def off_from_numeric(forward, x, dout, gradient):
    """How far a gradient is from the numeric one, at most. forward: maps x to (out, cache)."""
    numeric = numeric_gradient(lambda moved: float(np.sum(forward(moved)[0] * dout)), x.copy())
    return abs(numeric - gradient).max()


# %% [markdown]
# Now a photograph. The filter from the beginning finds upright edges: positive where it gets darker from left to
# right, negative where it gets brighter. A ReLU keeps the first kind and throws the second away. Here is the map.

# %%
upright = finished.conv2d_forward(photo, secret, np.zeros(1))[0]
plot.arrays({"photograph": photo[0, 0], "map": upright[0, 0]})

# %% [markdown]
# **Predict first:** how many percent of the map look brighter than the grey of 0? So through how many percent of the
# places does a gradient come on its way back through the ReLU?

# %%
my_percent_through = None

# %%
with once_written():
    kept, cache = relu_forward(upright)
    through = relu_backward(np.ones_like(upright), cache)
    compare_guess(my_percent_through, round(100 * np.mean(through)), "percent of the places")
    display(plot.arrays({"after ReLU": kept[0, 0], "gradient comes through": through[0, 0]}))

# %% [markdown]
# The white places are those of which the layer before will hear something. The black ones count as if they did not
# exist, for this photograph; for another one it may be the other way round.
