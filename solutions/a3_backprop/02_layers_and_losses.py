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
# ## What does a whole layer pass back?
#
# **Why it matters.** In a **fully connected** layer, also called linear, every output is a weighted sum of all
# inputs plus a bias of its own. Most networks end with one: it turns what the layers before have found into one
# number for each class, the **scores**. Its backward pass is three lines, and you meet all three again in the
# convolution.
#
# **By hand.** A batch of two examples with three inputs each, and a layer with four outputs. The weights of one
# output stand in one row of `w`, which is $(out, in)$, as in PyTorch. So row $n$ of `out` holds the products of
# example $n$ with all rows of `w`, and the whole batch is one matrix product:
#
# $$\text{out} = x \, w^T + b \qquad\qquad \text{out}[n, o] = b[o] + \sum_d w[o, d] \; x[n, d]$$

# %%
layer_x = np.array([[1.0, 2, 0], [0, -1, 3]])
layer_w = np.array([[2.0, 0, 1], [1, 1, 0], [0, 3, -1], [1, -2, 2]])
layer_b = np.array([1.0, 0, -1, 2])
layer_dout = np.array([[1.0, 0, 2, 0], [0, 1, 0, -1]])
plot.arrays({"x": layer_x, "w": layer_w, "b": layer_b[None], "dout": layer_dout})

# %% [markdown]
# **Predict first:** what is `out[1, 2]`, for the second example and the third output?

# %%
my_output = None

# %% [markdown]
# Now backwards. `dout` says how much the loss grows when each of the eight outputs grows, and the layer has to say
# the same of its inputs, its weights and its biases. Each product $w[o, d] \, x[n, d]$ passes
# $\text{dout}[n, o]$ on to both of its factors: times $x[n, d]$ to the weight, times $w[o, d]$ to the input. A
# weight is used by all examples, an input by all outputs: whoever is used more than once gets the sum.
#
# A sum of products over one index is a matrix product again, and **the shapes tell you which**. `dw` has the shape of
# `w`, $(4, 3)$ here, and is made of `dout`, $(2, 4)$, and `x`, $(2, 3)$. Each of the two can be transposed or not, and
# either can stand first: eight products that one could write down.
#
# **Predict first:** how many of the eight can be computed at all? How many have the shape of `w`? And if all three
# sizes were equal, two examples with two inputs and two outputs, how many could be computed then?

# %%
my_computable = None
my_of_right_shape = None
my_if_all_equal = None


# %%
def products(one, other):
    """The shapes of all products of two matrices, each transposed or not, in either order."""
    ways = [
        (a, c) for one, other in ((one, other), (other, one)) for a in (one, one.T) for c in (other, other.T)
    ]
    return [(a @ c).shape for a, c in ways if a.shape[1] == c.shape[0]]


shapes = products(layer_dout, layer_x)
compare_guess(my_computable, len(shapes), "products that can be computed")
compare_guess(my_of_right_shape, shapes.count(layer_w.shape), "of the shape of w")
compare_guess(my_if_all_equal, len(products(np.ones((2, 2)), np.ones((2, 2)))), "if all sizes are equal")

# %% [markdown]
# Look for the one for `dw`, and for the one for `dx` in the same way, on paper. Where sizes are equal the shapes
# cannot help you: try your own code on sizes that are all different.
#
# **Predict first,** with the numbers above: `dw[2]`, the gradient of the third row of `w`; `dx[1]`, that of the
# second example; and `db`.

# %%
my_third_row = None  # three numbers in a tuple
my_second_example = None  # three numbers in a tuple
my_biases = None  # four numbers in a tuple

# %% [markdown]
# **Write** `linear_forward(x, w, b)`, which returns `(out, cache)`, and `linear_backward(dout, cache)`, which returns
# `(dx, dw, db)`. What was said above `relu_forward` of the cache holds here too.
#
# - `x` is $(N, ...)$: behind the axis of the batch there may be any number of axes. An image $(C, H, W)$ counts as one
#   row of $C \cdot H \cdot W$ inputs, in the order of its axes: channel by channel, row by row.
# - `w` is $(out, in)$, `b` is $(out,)$, `out` is $(N, out)$.
# - `dx` has the shape of `x`, images again where `x` was images; `dw` has the shape of `w`, `db` that of `b`.
# - There is no division by $N$. If the loss is a mean over the batch, that is in `dout` already.
# - Each result has the dtype of its arrays, float64 or float32: the group *float32* asks for that. No array that comes in
#   is changed, and each call computes its result anew: that is what *memory layout* asks for.
#
# The groups: *values* has rows of inputs, *images* has more axes. *db*, *dw* and *dx* ask for one gradient each, with
# rows: return `None` in place of one that you have not written yet. *gradients of images* asks for all three.
#
# *a3.linear: 20 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: any number of axes</summary>
#
# `x.reshape(len(x), -1)` keeps the batch and lays the rest in a row. `x.shape` remembers how to come back.
#
# </details>
# <details><summary>Hint 2: which index is summed over</summary>
#
# Write each gradient as a sum with its indices: `dw[o, d]` is the sum over n of `dout[n, o] * x[n, d]`. In a product of
# matrices the summed index is the last one of the first factor and the first one of the second. Transpose until it
# is.
#
# </details>
# <details><summary>Hint 3: the bias</summary>
#
# `b[o]` is added to `out[n, o]` for every example n. So its gradient is `dout[n, o]`, summed over what does not stand
# in `b[o]`.
#
# </details></div>


# %%
def linear_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, object]:
    """A fully connected layer: weighted sums of all inputs.

    x: (N, ...), floating.  w: (out, in).  b: (out,).
    Returns (out, cache); out is (N, out) with x's dtype.
    """
    ### BEGIN SOLUTION
    out = x.reshape(len(x), -1) @ w.T + b
    return out, (x, w)
    ### END SOLUTION


# %%
def linear_backward(dout: np.ndarray, cache: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of linear_forward.

    dout: (N, out).  cache: from linear_forward.
    Returns dx, dw, db with the shapes of x, w, b.
    """
    ### BEGIN SOLUTION
    x, w = cache
    dx = (dout @ w).reshape(x.shape)
    dw = dout.T @ x.reshape(len(x), -1)
    return dx, dw, dout.sum(axis=0)
    ### END SOLUTION


# %%
check("a3.linear", linear_forward, linear_backward)

# %%
with once_written():
    out, cache = linear_forward(layer_x, layer_w, layer_b)
    dx, dw, db = linear_backward(layer_dout, cache)
    compare_guess(my_output, out[1, 2], "out[1, 2]")
    compare_guess(my_third_row, tuple(int(value) for value in dw[2]), "dw[2]")
    compare_guess(my_second_example, tuple(int(value) for value in dx[1]), "dx[1]")
    compare_guess(my_biases, tuple(int(value) for value in db), "db")
    display(plot.arrays({"dx": dx, "dw": dw, "db": db[None]}))

# %% [markdown]
# And what does your numeric gradient say of the three?

# %%
with once_written():
    dx, dw, db = linear_backward(layer_dout, linear_forward(layer_x, layer_w, layer_b)[1])
    of_x = off_from_numeric(lambda x: linear_forward(x, layer_w, layer_b), layer_x, layer_dout, dx)
    of_w = off_from_numeric(lambda w: linear_forward(layer_x, w, layer_b), layer_w, layer_dout, dw)
    of_b = off_from_numeric(lambda b: linear_forward(layer_x, layer_w, b), layer_b, layer_dout, db)
    print(f"off from the numeric gradient by at most: dx {of_x:.1e}, dw {of_w:.1e}, db {of_b:.1e}")

# %% [markdown]
# ### Ten templates
#
# A row of `w` has as many numbers as the image, so it can be looked at as an image: it is a **template**, and a score
# says how much of the template is in the picture. Here are ten templates that nobody had to learn: the means of the
# training images of each digit. The bias $-\frac12 |m|^2$ makes the score largest where the picture is nearest to the
# mean $m$.
#
# **Predict first:** one digit in five was kept aside for a test. For how many of these, in percent, has the right class
# the highest score? Guessing without looking would be right in 10 percent.

# %%
my_percent_of_means = None

# %%
digits = data.digits()
pictures, labels = digits.train_images / 255, digits.train_labels
test_pictures, test_labels = digits.test_images / 255, digits.test_labels
means = np.array([pictures[labels == digit].mean(axis=0) for digit in range(10)])
mean_w, mean_b = means.reshape(10, -1), -(means**2).sum(axis=(1, 2, 3)) / 2


def percent_right(scores, y):
    """In how many rows the highest score is that of the right class."""
    return 100 * np.mean(scores.argmax(axis=1) == y)


with once_written():
    scores, cache = linear_forward(test_pictures, mean_w, mean_b)
    compare_guess(my_percent_of_means, round(percent_right(scores, test_labels)), "percent right")
    display(plot.filters(means, "Ten templates, means of the training digits"))

# %% [markdown]
# Your backward pass answers a question: which pixels would have to become brighter so that the score of *3* grows?
# With `dout` 1 at class 3 and 0 elsewhere, `dx` is that answer, in the shape of a picture.
#
# **Predict first:** we ask it for a picture of a 3 and for one of a 7. Are the two answers different?

# %%
my_answers = None  # "different" or "the same"

# %%
with once_written():
    asked = np.array([np.flatnonzero(test_labels == digit)[0] for digit in (3, 7)])
    scores, cache = linear_forward(test_pictures[asked], mean_w, mean_b)
    dout = np.zeros_like(scores)
    dout[:, 3] = 1
    dx = linear_backward(dout, cache)[0]
    compare_guess(my_answers, "the same" if np.allclose(dx[0], dx[1]) else "different", "the two answers")
    three, seven = test_pictures[asked, 0]
    display(plot.arrays({"a 3": three, "its dx": dx[0, 0], "a 7": seven, "dx of the 7": dx[1, 0]}))

# %% [markdown]
# <details><summary>What this says about a single layer</summary>
#
# The score is a weighted sum, so its slope is the template, whatever the picture holds. One layer has one template for
# each class, and wants the same of every picture.
#
# </details>

# %% [markdown]
# **Predict first:** a colour photograph of 32 x 32 pixels goes into such a layer with ten outputs. How many weights and
# biases has it?

# %%
my_parameters = None

# %%
with once_written():
    corner = data.photograph("flower")[None, :, 48:80, 80:112]
    inputs = corner[0].size
    scores, _ = linear_forward(corner, np.zeros((10, inputs)), np.zeros(10))
    print(f"{corner.shape} becomes {scores.shape}: {inputs:,} weights in each template")
    compare_guess(my_parameters, 10 * inputs + 10, "weights and biases")

# %% [markdown]
# ## How bad was that answer?
#
# **Why it matters.** Ten scores are no verdict. To learn, a network needs one number that says how bad its answer was,
# the **loss**, and the gradient of that number with respect to the scores: it is the first `dout`, with which every
# backward pass begins.
#
# The **softmax** makes probabilities out of scores. It takes $e$ to the power of each score, a number that is
# never negative, and divides by the sum, so that the classes of an image add up to 1. The loss of an image is
# minus the logarithm of the probability of its right class $y$: 0 if the network was certain of it, and without
# bound as it goes towards 0. The loss of a batch is the **mean** over its images. It is called cross-entropy.
#
# $$p[n, c] = \frac{e^{s[n, c]}}{\sum_k e^{s[n, k]}} \qquad L_n = -\log p[n, y_n] \qquad
# \text{loss} = \frac{1}{N} \sum_n L_n$$
#
# **By hand.** The scores $\log 1$, $\log 5$ and $\log 2$, in natural logarithms, have the powers 1, 5 and 2.
#
# **Predict first:** what is the probability of the third class? And of a network that has learned nothing yet and gives
# all **ten** classes the same score: what is its loss, to two decimals?

# %%
my_third = None
my_loss_at_the_start = None

# %% [markdown]
# The formula is right, and Python cannot compute it as it stands. The largest float is about $e^{709}$.
#
# **Predict first:** by the formula, scores of 1000 and 999 have the same probabilities as 1 and 0, because the factor
# $e^{999}$ cancels: 0.73 and 0.27. What does NumPy make of 1000 and 999?

# %%
my_naive = None  # "0.73", "1" or "no number"

# %%
with np.errstate(all="ignore"):  # the warnings would tell
    powers = np.exp([1000.0, 999.0])
    naive = (powers / powers.sum())[0]
compare_guess(my_naive, "no number" if np.isnan(naive) else f"{naive:.2g}", "NumPy's first probability")
print(f"powers {powers}, first probability {naive}")

# %% [markdown]
# Two steps on paper mend it. First, subtract the largest score $m$ of the image from all its scores: the factor
# cancels, the probabilities stay, and the largest power is $e^0 = 1$. Second, for a right class that is far behind, the
# power is now 0, and so is its probability, of which there is no logarithm. So take the logarithm of the formula
# before you compute it:
#
# $$\log p[n, c] = (s[n, c] - m_n) - \log \sum_k e^{s[n, k] - m_n}$$
#
# The sum is at least 1, and nothing can go wrong any more.
#
# For the gradient write the loss of an image as $L = \log \sum_k e^{s_k} - s_y$. The slope of the first term with
# respect to $s_c$ is $e^{s_c} / \sum_k e^{s_k}$: this is $p_c$ again. The second term adds $-1$ at the right
# class. With the mean over the batch:
#
# $$\text{dscores}[n, c] = \frac{p[n, c] - [c = y_n]}{N}$$
#
# where $[c = y_n]$ is 1 at the right class and 0 at the others. Every wrong class pushes its score down with its
# probability, and the right one up with all that it lacks.
#
# **Predict first:** the image above, with probabilities of 1, 5 and 2 eighths, is the only one of its batch, and its
# right class is the first. What is its gradient, in eighths? And what do the numbers of a gradient add up to over the
# classes of an image, always?

# %%
my_eighths = None  # three whole numbers in a tuple
my_sum = None

# %% [markdown]
# **Write** `softmax_loss(scores, y)`, which returns the pair `(loss, dscores)`.
#
# - `scores` is $(N, C)$, floating, finite, **of any size**. `y` is $(N,)$: the number of the right class of each image,
#   a whole number from 0 to $C - 1$.
# - `loss` is one number, the mean over the images. The logarithm is taken as above, not of a probability that may
#   have become 0; nothing is added to it to keep it from 0.
# - `dscores` has the shape and the dtype of `scores`. It is the gradient of that mean, so it is divided by $N$, and by
#   nothing else.
# - Neither array is changed.
#
# The groups *loss* and *gradient* ask for one of the two; *large scores* asks for both, with scores of 1000 and more.
#
# *a3.softmax_loss: 25 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: a number for each row</summary>
#
# Largest scores and sums are taken over axis 1. With `keepdims=True` they are $(N, 1)$, and each stands beside its row.
#
# </details>
# <details><summary>Hint 2: one place in each row</summary>
#
# `table[np.arange(N), y]` holds N numbers: row 0 at column y[0], row 1 at column y[1], and so on. `table[:, y]` is
# something else: look at its shape. The first form can also be assigned to.
#
# </details>
# <details><summary>Hint 3: from logarithms to probabilities</summary>
#
# Compute the table of log p first. The loss needs N places of it; for the gradient, `np.exp` of the table gives the
# probabilities.
#
# </details></div>


# %%
def softmax_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The cross-entropy of the softmax, mean over the batch, and its gradient.

    scores: (N, C), floating.  y: (N,), the right classes, 0 to C - 1.
    Returns (loss, dscores); dscores is (N, C) with scores' dtype. Changes none of its inputs.
    """
    ### BEGIN SOLUTION
    images = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(logs)
    dscores[images, y] -= 1
    return -logs[images, y].mean(), dscores / len(y)
    ### END SOLUTION


# %%
check("a3.softmax_loss", softmax_loss)

# %%
with once_written():
    by_hand = np.log([[1.0, 5, 2]])
    loss, dscores = softmax_loss(by_hand, np.array([0]))
    compare_guess(my_third, dscores[0, 2], "third class")
    compare_guess(
        my_loss_at_the_start, round(softmax_loss(np.zeros((4, 10)), np.arange(4))[0], 2), "at the start"
    )
    compare_guess(my_eighths, tuple(int(value) for value in (8 * dscores[0]).round()), "gradient in eighths")
    compare_guess(my_sum, round(dscores.sum(), 12), "sum over the classes")

# %% [markdown]
# <details><summary>A loss that everybody should know by heart</summary>
#
# With $C$ equal scores every probability is $1 / C$, so the loss is $\log C$. A network whose first loss is far from
# that has a fault before it has learned anything: look for it there.
#
# </details>

# %% [markdown]
# Now a real picture, with the scores that the ten templates gave it.
#
# **Predict first:** which digit is it? And one of the ten numbers of its gradient is negative: at which class?

# %%
odd_one = 181
plot.arrays({"a digit": test_pictures[odd_one, 0]})

# %%
my_digit = None
my_negative = None

# %%
with once_written():
    scores, _ = linear_forward(test_pictures[[odd_one]], mean_w, mean_b)
    loss, dscores = softmax_loss(scores, test_labels[[odd_one]])
    right = int(test_labels[odd_one])
    compare_guess(my_digit, right, "the writer's digit")
    compare_guess(my_negative, int(dscores[0].argmin()), "negative at class")
    chances = dscores[0] + (np.arange(10) == right)
    print(f"loss {loss:.2f}, minus the logarithm of {chances[right]:.2f}")
    display(
        plot.bars({f"{c}": 100 * p for c, p in enumerate(chances)}, "Probability of each class", "percent")
    )
    display(plot.bars({f"{c}": 100 * d for c, d in enumerate(dscores[0])}, "Its gradient", "hundredths"))

# %% [markdown]
# ### Templates that nobody averaged
#
# You have all that learning takes: the layer, the loss, and both backward passes. Begin with weights of 0. In each step
# go forwards with all training digits, backwards with the gradient, and move every weight a little against its
# gradient: by the gradient times the rate. The cells below that learn take a few seconds at most.
#
# **Predict first:** what is the loss before the first step? After 200 steps, will more or fewer of the test digits be
# right than with the means?

# %%
my_first_loss = None  # to two decimals
my_more = None  # "more" or "fewer"


# %%
def learn(loss_function, steps=200, rate=0.5, penalty=0.0):
    """The weights of one layer after some steps, its biases, and the loss before each step."""
    w, b, losses = np.zeros((10, 64)), np.zeros(10), []
    for _ in range(steps):
        scores, cache = linear_forward(pictures, w, b)
        loss, dscores = loss_function(scores, labels)
        _, dw, db = linear_backward(dscores, cache)
        losses.append(loss)
        w, b = w - rate * (dw + 2 * penalty * w), b - rate * db
    return w, b, losses


with once_written():
    by_means = percent_right(linear_forward(test_pictures, mean_w, mean_b)[0], test_labels)
    w, b, losses = learn(softmax_loss)
    by_learning = percent_right(linear_forward(test_pictures, w, b)[0], test_labels)
    compare_guess(my_first_loss, round(losses[0], 2), "loss before the first step")
    compare_guess(my_more, "more" if by_learning > by_means else "fewer", "right after learning")
    print(f"loss after 1, 10 and 100 steps: {losses[1]:.2f}, {losses[10]:.2f}, {losses[100]:.2f}")
    print(f"test digits right: {by_means:.1f}% with the means, {by_learning:.1f}% with what was learned")
    display(plot.filters(w.reshape(10, 1, 8, 8), "Ten templates, learned"))

# %% [markdown]
# White counts for a class, black against it. A learned template looks less like its digit than the mean did: it shows
# what tells the digit from the other nine.
#
# For digits that are right already, larger weights make larger differences of scores, and the loss a little smaller
# still. A **penalty** holds the weights back: a second term that grows with them and does not look at any picture,
#
# $$L = \frac{1}{N} \sum_n L_n + R(W) \qquad R(W) = \lambda \sum W^2 \qquad \frac{\partial R}{\partial W} = 2 \lambda W$$
#
# That is what `penalty` above is for: $\lambda$.
#
# **Predict first:** with $\lambda = 0.01$, will the first term, the loss of the training digits, end higher or
# lower than without a penalty?

# %%
my_with_penalty = None  # "higher" or "lower"

# %%
with once_written():
    rows = []
    for strength in (0.0, 0.001, 0.01):
        w, b, _ = learn(softmax_loss, penalty=strength)
        loss = softmax_loss(linear_forward(pictures, w, b)[0], labels)[0]
        tested = percent_right(linear_forward(test_pictures, w, b)[0], test_labels)
        rows.append((strength, loss, strength * (w**2).sum(), abs(w).max(), tested))
    compare_guess(my_with_penalty, "higher" if rows[-1][1] > rows[0][1] else "lower", "loss of the digits")
    names = ("penalty", "mean of the losses", "R(W)", "largest weight", "test digits right, %")
    shown = [dict(zip(names, (f"{row[0]:g}", *(f"{v:.2f}" for v in row[1:])), strict=True)) for row in rows]
    display(plot.table(shown, "200 steps with three penalties"))

# %% [markdown]
# The weights become smaller, which is all that a penalty asks for. The test digits gain nothing here: so few weights
# cannot learn so many digits by heart. A network with more weights than examples can.

# %% [markdown]
# ### Two layers
#
# One layer can only add up evidence: a template for each class. Put a second one behind it, with a ReLU between
# them, and the first becomes a **bank of templates** that no longer belong to a class. The second decides what
# each of them speaks for:
#
# $$s = W_2 \max(0, W_1 x)$$
#
# The next cell trains 16 templates in this way, with biases too. Its backward pass is your `linear_backward`, your
# `relu_backward`, and your `linear_backward` again.
#
# **Predict first:** how many of the 16 templates answer with more than 0 to one digit, on average: about 1, about
# 10, or all 16?

# %%
my_answering_templates = None  # 1, 10 or 16

# %%
with once_written():
    rng = np.random.default_rng(0)
    w1, b1 = rng.standard_normal((16, 64)) * np.sqrt(2 / 64), np.zeros(16)
    w2, b2 = rng.standard_normal((10, 16)) * np.sqrt(2 / 16), np.zeros(10)
    for _ in range(400):
        sums, first = linear_forward(pictures, w1, b1)
        kept, signs = relu_forward(sums)
        scores, second = linear_forward(kept, w2, b2)
        loss, dscores = softmax_loss(scores, labels)
        dhidden, dw2, db2 = linear_backward(dscores, second)
        _, dw1, db1 = linear_backward(relu_backward(dhidden, signs), first)
        w1, b1, w2, b2 = w1 - 0.5 * dw1, b1 - 0.5 * db1, w2 - 0.5 * dw2, b2 - 0.5 * db2
    hidden, _ = relu_forward(linear_forward(test_pictures, w1, b1)[0])
    answering = (hidden > 0).sum(axis=1).mean()
    compare_guess(
        my_answering_templates, min((1, 10, 16), key=lambda n: abs(n - answering)), "templates that answer"
    )
    tested = percent_right(linear_forward(hidden, w2, b2)[0], test_labels)
    print(f"{answering:.1f} of 16 templates answer on average; {tested:.1f}% of the test digits are right")
    display(plot.filters(w1.reshape(16, 1, 8, 8), "The bank of the first layer", columns=8))

# %% [markdown]
# No template stands for a digit any more. A digit is told by which of them answer together, and each of them speaks for
# several digits: this is called a **distributed representation**.

# %% [markdown]
# ## When is right enough?
#
# **Why it matters.** The softmax is never content: however high the right score is, the loss would be smaller if
# it were higher still. Another loss asks for a fixed lead and then looks away. Every wrong class has to stay 1
# below the right one. This 1 is the **margin**, and a wrong class costs as much as it reaches into it. This is the
# **hinge** loss of the support vector machine, SVM for short:
#
# $$L_n = \sum_{c \ne y_n} \max(0, \; s[n, c] - s[n, y_n] + 1) \qquad \text{loss} = \frac{1}{N} \sum_n L_n$$
#
# **By hand.** A batch of two images and four classes. The right class of the first image is the first one, with a score
# of 3; that of the second is the second one, with a score of 4.

# %%
two_images = np.array([[3.0, 2.5, 5, -1], [0, 4, 1, 2]])
right_classes = np.array([0, 1])
plot.arrays({"scores": two_images})

# %% [markdown]
# **Predict first:** what is the loss of this batch? And of ten equal scores, as a network gives them that has learned
# nothing yet?

# %%
my_hinge = None
my_hinge_at_the_start = None

# %% [markdown]
# Courses and libraries differ here. In this course:
#
# - The margin is 1, and the terms of the sum are added up as they are, not squared.
# - The sum goes over the **wrong** classes, all of them and not the worst alone. The right class is left out.
# - The mean is over the $N$ images. It is **not** divided by the number of classes, as PyTorch's `multi_margin_loss` does.
# - Where a wrong class is exactly 1 below the right one, at the hinge itself, there is no derivative in the strict
#   sense. The slope is 0 there.
#
# The gradient is a **count**. A wrong class within the margin, by however much, has the slope 1, and takes part in its
# image's loss once. The right class takes part in each of these terms, with the slope $-1$: it gets minus their number.
# All is divided by $N$.
#
# **Predict first:** the gradient of the first image above, times $N$: four whole numbers.

# %%
my_counts = None  # four numbers in a tuple

# %% [markdown]
# **Write** `svm_loss(scores, y)`, which returns the pair `(loss, dscores)`. What comes in and goes out is as in
# `softmax_loss`: `scores` $(N, C)$, `y` $(N,)$, the loss one number, `dscores` with the shape and the dtype of
# `scores`, and neither array changed.
#
# The groups *loss* and *gradient* ask for one of the two, and no wrong class is exactly at the hinge there; *at the
# hinge* asks for both, where some are.
#
# *a3.svm_loss: 15 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: all terms at once</summary>
#
# The right scores are N numbers, one place in each row. With a second axis, $(N, 1)$, they can be subtracted from the
# whole table.
#
# </details>
# <details><summary>Hint 2: the right class</summary>
#
# It is 1 above itself less 1, whatever its score. Set its term to 0 before you add up.
#
# </details>
# <details><summary>Hint 3: counting</summary>
#
# `terms > 0` is a table of truth values. As numbers it holds the slopes of the wrong classes, and the sums of its rows
# are the counts.
#
# </details></div>


# %%
def svm_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The hinge loss with a margin of 1, mean over the batch, and its gradient.

    scores: (N, C), floating.  y: (N,), the right classes, 0 to C - 1.
    Returns (loss, dscores); dscores is (N, C) with scores' dtype. Changes none of its inputs.
    """
    ### BEGIN SOLUTION
    images = np.arange(len(y))
    terms = np.maximum(0, scores - scores[images, y][:, None] + 1)
    terms[images, y] = 0
    dscores = (terms > 0).astype(scores.dtype)
    dscores[images, y] = -dscores.sum(axis=1)
    return terms.sum() / len(y), dscores / len(y)
    ### END SOLUTION


# %%
check("a3.svm_loss", svm_loss)

# %%
with once_written():
    loss, dscores = svm_loss(two_images, right_classes)
    compare_guess(my_hinge, loss, "loss of the batch")
    compare_guess(my_hinge_at_the_start, svm_loss(np.zeros((4, 10)), np.arange(4))[0], "ten equal scores")
    compare_guess(my_counts, tuple(int(2 * value) for value in dscores[0]), "N times the first row")

# %% [markdown]
# ### The same scores, two losses
#
# Nine wrong classes have the score 0, and the right one leads by more and more.
#
# **Predict first:** which of the two losses is larger when the right class is 5 behind? And which still becomes smaller
# when its lead grows from 2 to 5?

# %%
my_larger_behind = None  # "softmax" or "hinge"
my_still_falling = None  # "softmax", "hinge" or "both"

# %%
with once_written():
    leads, both = (-5.0, -1.0, 0.0, 0.5, 1.0, 2.0, 5.0), {"softmax": softmax_loss, "hinge": svm_loss}
    at = {}
    for lead in leads:
        one = np.zeros((1, 10))
        one[0, 4] = lead
        at[lead] = {name: loss_function(one, np.array([4])) for name, loss_function in both.items()}
    compare_guess(my_larger_behind, max(both, key=lambda name: at[-5.0][name][0]), "larger, 5 behind")
    falling = [name for name in both if at[5.0][name][0] < at[2.0][name][0]]
    compare_guess(my_still_falling, "both" if len(falling) == 2 else falling[0], "still smaller")
    rows = [
        {"lead of the right class": f"{lead:g}"}
        | {f"{name} loss": f"{loss:.3f}" for name, (loss, _) in found.items()}
        | {f"{name}: gradient of the right class": f"{d[0, 4] + 0.0:.3f}" for name, (_, d) in found.items()}
        for lead, found in at.items()
    ]
    display(plot.table(rows, "Ten classes, nine of them with the score 0"))

# %% [markdown]
# Now let the digits be learned once with each of them, 200 steps as before.
#
# **Predict first:** for how many of the training digits, in percent, is the gradient of the softmax loss exactly 0
# in the end? And that of the hinge loss?

# %%
my_content_softmax = None
my_content_hinge = None

# %%
with once_written():
    guesses, rows = {"softmax": my_content_softmax, "hinge": my_content_hinge}, []
    for name, loss_function in both.items():
        w, b, losses = learn(loss_function)
        scores = linear_forward(pictures, w, b)[0]
        loss, dscores = loss_function(scores, labels)
        content = 100 * np.mean(~dscores.any(axis=1))
        tested = percent_right(linear_forward(test_pictures, w, b)[0], test_labels)
        compare_guess(guesses[name], round(content), f"{name}, percent with gradient 0")
        row = (losses[0], loss, content, tested)
        names = ("first loss", "last loss", "gradient 0, %", "test digits right, %")
        rows.append({"loss": name} | dict(zip(names, (f"{v:.2f}" for v in row), strict=True)))
    display(plot.table(rows, "The same layer, the same digits, two losses"))
    losses = np.array([svm_loss(scores[[n]], labels[[n]])[0] for n in range(len(labels))])
    worst = losses.argsort()[:-7:-1]
    display(plot.arrays({f"{labels[n]}, loss {losses[n]:.2f}": pictures[n, 0] for n in worst}))

# %% [markdown]
# The two first losses are $\log C$ and $C - 1$, and tell you at once which loss somebody has used. They cannot be
# compared with each other; what can be compared is how many digits are right.
#
# The pictures are the six digits that the hinge finds worst, with their right classes. Most of the others are
# content: they no longer move any weight. With the softmax every digit has its say to the end, if only a whisper.
#
# <details><summary>Which of the two is better?</summary>
#
# Here the hinge is ahead after 200 steps. Its gradients are up to ten times as large, as the table above shows, so the
# same rate takes it further. Nearly all networks use the softmax: its numbers can be read as probabilities, and there
# is no place where its gradient is 0 altogether.
#
# </details>
