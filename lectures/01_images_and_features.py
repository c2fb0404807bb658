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
# # Images and features
#
# Move a photograph by one pixel to the right, and look at it again. Nothing has happened. How many of its numbers have
# changed?
#
# A computer that is to say what is in a picture begins with these numbers. This lecture asks how far one gets with
# them: first with the simplest learner there is, a linear classifier, then with numbers that people thought out, which
# are called features. It ends where the rest of the course begins, with features that nobody thought out.
#
# You will be able to say what a linear classifier computes, in three ways, and what it can never learn; to choose
# between two losses; and to say what three famous features count. Allow seventy-five minutes. You need to know what a
# matrix does to a vector, and what a slope is.

# %%
import numpy as np
from IPython.display import display
from threadpoolctl import threadpool_limits

from cnnlib import data, features, init, plot, train
from cnnlib.guess import compare_guess
from cnnlib.layers import BatchNorm2d, Conv2d, Flatten, Linear, ReLU
from cnnlib.moving import moved
from cnnlib.net import Sequential
from cnnlib.ops.dense import linear_backward, linear_forward
from cnnlib.ops.losses import softmax_loss, svm_loss
from cnnlib.ops.penalties import l2_penalty
from cnnlib.optim import Adam, cosine

threadpool_limits(1)  # products of small matrices wait for each other on several cores
photo = data.photograph("china")  # (3, 128, 192): red, green and blue, 128 rows, 192 columns, from 0 to 1
tower = data.photograph("china", grey=True)[0]  # (128, 192)
digits = data.digits()  # 8 x 8 pixels each, 0 to 255
x, y = digits.train_images.reshape(-1, 64) / 255, digits.train_labels
test_x, test_y = digits.test_images.reshape(-1, 64) / 255, digits.test_labels

# %% [markdown]
# **Predict first.** The photograph below is stored with 256 levels for each colour. It is moved by one pixel. Do more
# or less than half of its numbers change?
#
# And take a written 7 and move it by one pixel, too. To which is it nearer: to the 7 that it was, or to some digit of
# another kind? Near means that the numbers differ little: the differences are squared, added up, and the root is
# taken.

# %%
my_change = None  # "more" or "less"
my_nearer = None  # "the 7" or "another digit"

# %%
levels = np.rint(255 * photo)
changed = np.mean(levels[:, :, 1:] != levels[:, :, :-1])
seven = np.flatnonzero(test_y == 7)[27]
one_right = moved(digits.test_images / 255, right=1).reshape(-1, 64)
distance = np.linalg.norm(test_x[None] - one_right[:, None], axis=2)  # [moved digit, digit]
other = np.argmin(np.where(test_y == 7, np.inf, distance[seven]))
compare_guess(my_change, "more" if changed > 0.5 else "less", "than half")
compare_guess(my_nearer, "the 7" if distance[seven, seven] < distance[seven, other] else "another digit")
print(f"{changed:.0%} of the photograph's numbers change")
shown = {
    f"the 7: distance {distance[seven, seven]:.1f}": test_x[seven],
    "the 7, moved": one_right[seven],
    f"a {test_y[other]}: distance {distance[seven, other]:.1f}": test_x[other],
}
same = np.all(levels[:, :, 1:] == levels[:, :, :-1], axis=0)
views = {"photograph": photo.transpose(1, 2, 0), "moved": moved(photo[None], right=1)[0].transpose(1, 2, 0)}
display(plot.arrays(views | {"white: all three as before": same.astype(int)}))
plot.arrays({name: image.reshape(8, 8) for name, image in shown.items()})

# %%
nearer = [
    (row[test_y != own] < row[n]).any() for n, (row, own) in enumerate(zip(distance, test_y, strict=True))
]
print(
    f"of all {len(nearer)} digits, moved by one pixel, {np.mean(nearer):.0%} are nearer to another kind's digit"
)

# %% [markdown]
# The pixels in white have kept all three numbers: many of the sky, a few of the lake, hardly any of the tower. The
# moved 7 looks like a 7 to everybody who can see. Both distances are measured from it, and as a list of 64 numbers it
# is nearer to that 9; so it goes with nearly all digits. What we see in a picture is not what its numbers say one by
# one.

# %% [markdown] tags=["topic:image-structure"]
# ## What is special about an image?
#
# First, its size. A frame of a film with 1920 x 1080 pixels in three colours is 6,220,800 numbers, and even a small
# picture of 256 x 256 pixels has 196,608.
#
# Second, a small shift changes most of these numbers, 77 % in our photograph, and nothing of what they mean. In a
# table about people it is the other way round: shift one person's entries by one column, and the nationality stands
# under the level of education.
#
# Third, neighbours. Take that table again. Exchange the columns, for all people alike, and nothing is lost, since
# nothing was meant by their order. Now do it to the pixels of a picture. One list says for every place from which
# place its pixel is taken, and two photographs are shuffled by this one list.

# %%
rng = np.random.default_rng(0)
flower = data.photograph("flower", grey=True)[0]
order = rng.permutation(tower.size)
left_is_tower = rng.random() < 0.5
shuffled = {name: image.ravel()[order].reshape(image.shape) for name, image in [("t", tower), ("f", flower)]}
sides = ("t", "f") if left_is_tower else ("f", "t")
display(plot.arrays({"tower": tower, "flower": flower}))
plot.arrays({side: shuffled[name] for side, name in zip(("left", "right"), sides, strict=True)})

# %% [markdown]
# **Predict first.** Which of the two shuffled ones is the tower?

# %%
my_tower = None  # "left" or "right"

# %%
compare_guess(my_tower, "left" if left_is_tower else "right", "the tower")
where = np.s_[58:63, 88:93]
plot.arrays(
    {
        "25 pixels of the tower": np.rint(255 * tower[where]),
        "the same place, shuffled": np.rint(255 * shuffled["t"][where]),
    }
)

# %% [markdown]
# If you guessed right, it was by how many are bright. In the first table of numbers, each one tells you roughly what
# stands beside it. In the second it tells you nothing. How far does this go? Take all pairs of pixels that are $d$
# columns apart, and compute how closely the one follows the other, their correlation (without its sign): 1 if it
# follows exactly, 0 if not at all.

# %%
apart = [1, 2, 4, 8, 12, 16, 24, 32]
follows = {
    name: [abs(np.corrcoef(image[:, :-d].ravel(), image[:, d:].ravel())[0, 1]) for d in apart]
    for name, image in [("tower", tower), ("flower", flower), ("tower, shuffled", shuffled["t"])]
}
display(plot.curves(follows, apart, "How closely a pixel follows another", "columns apart", "correlation"))
quarters = {"top left": tower[:64, :96], "top right": tower[:64, 96:]}
quarters |= {"bottom left": tower[64:, :96], "bottom right": tower[64:, 96:]}
rows = [
    {
        "quarter of the tower": name,
        "mean brightness": f"{part.mean():.2f}",
        "correlation of neighbours": f"{np.corrcoef(part[:, :-1].ravel(), part[:, 1:].ravel())[0, 1]:.2f}",
    }
    for name, part in quarters.items()
]
plot.table(rows, "Four corners of one photograph")

# %% [markdown]
# Fourth, and this is the table's last column: near pixels keep the same rule everywhere. The corners show sky, roof,
# leaves and water, and their brightness differs by a factor of nearly three. But that neighbours follow each other
# holds in each of them, and in the flower as well. What is the same in every place of a signal is called
# **stationary**. The brightness is not; how neighbours go together nearly is. So it pays to look for the same things
# everywhere.
#
# The size of a picture is a burden. Of the other three a person who sees makes use: a shift means nothing, neighbours
# belong together, and the same patterns occur anywhere. The learner that comes now has been told none of them.

# %% [markdown] tags=["topic:linear-classifier"]
# ## Ten scores from one product
#
# ### A formula
#
# Lay the pixels of a picture in one row. A digit of 8 x 8 becomes a vector $x$ of 64 numbers, a colour picture of 32 x
# 32 one of 32 x 32 x 3 = 3,072. A **linear classifier** multiplies it by a matrix $W$ that has one row for each class,
# and adds a number for each class, its **bias**:
#
# $$f(x, W) = Wx + b$$
#
# What comes out is one **score** for each class, and the class with the highest score is the answer.
#
# Here is a picture of 2 x 2 pixels as such a row, drawn upright, with the weights and biases of three classes.

# %%
tiny = np.array([2.0, 0, 1, 3])
weights, biases = np.array([[1.0, 0, -1, 1], [0, 2, 3, 0], [-1, 1, 0, 2]]), np.array([0.0, 1, 2])
plot.arrays({"W": weights, "x": tiny[:, None], "b": biases[:, None]})

# %% [markdown]
# **Predict first.** Which class wins, and with which score?

# %%
my_class = None  # 0, 1 or 2
my_score = None

# %%
scores = weights @ tiny + biases
compare_guess(my_class, int(scores.argmax()), "the class")
compare_guess(my_score, scores.max(), "its score")
plot.arrays({"Wx": (weights @ tiny)[:, None], "b": biases[:, None], "Wx + b": scores[:, None]})

# %% [markdown]
# Where do $W$ and $b$ come from? From examples, the *training* pictures; others, the *test* pictures, are kept back to
# see whether it holds for pictures never seen. The function below begins with zeros, and a few hundred times moves
# every weight a little in the direction that makes the answers better, plus nine tenths of its last move. The next
# section says what "better" means (`softmax_loss`, `l2_penalty`), lecture 2 what `linear_backward` does.


# %%
def learned(x, y, strength=1e-3, steps=300, loss=softmax_loss):
    """Weights (classes, D) and biases (classes,) of a linear classifier, from x (N, D) and y (N,)."""
    w, b = np.zeros((y.max() + 1, x.shape[1]), x.dtype), np.zeros(y.max() + 1, x.dtype)
    w_speed, b_speed = np.zeros_like(w), np.zeros_like(b)
    rate = 2 / (np.linalg.norm(x[:300], 2) ** 2 / 300 + 1)  # the larger the pixels, the smaller the steps
    for _ in range(steps):
        scores, cache = linear_forward(x, w, b)
        _, dw, db = linear_backward(loss(scores, y)[1], cache)
        w_speed = 0.9 * w_speed - rate * (dw + l2_penalty(w, strength)[1])
        b_speed = 0.9 * b_speed - rate * db
        w, b = w + w_speed, b + b_speed
    return w, b


def share_right(x, y, w, b):
    return np.mean((x @ w.T + b).argmax(axis=1) == y)


w, b = learned(x, y)
print(
    f"right: {share_right(x, y, w, b):.1%} of the training digits, {share_right(test_x, test_y, w, b):.1%} of others"
)

# %% [markdown]
# ### A template
#
# A row of $W$ has as many numbers as the picture, so it can be looked at as a picture. The score of a class is the sum
# of all products of a pixel with the weight that lies on it: high where ink (white in the upper row) lies on blue, low
# where it lies on red. A weight near 0 is white. The row is a **template**, and there is one template for each class.

# %%
classes = digits.classes
means = np.stack([x[y == digit].mean(axis=0) for digit in range(10)])
plot.templates({"mean digit": means.reshape(-1, 8, 8), "template": w.reshape(-1, 8, 8)}, classes)

# %% [markdown]
# A template is not a mean. The 0 cares most about the hole: ink there speaks against it. Each template looks for what
# *distinguishes* its digit from the nine others. And whoever writes a 7 with a stroke and whoever writes it without
# must be content with the same one, as long as both are one class.
#
# ### A cut through space
#
# The third way to see it is geometry. A picture of 64 pixels is a point in a space of 64 dimensions. Between two
# classes, the places where both scores are equal satisfy one linear equation: a line in the plane, a plane in space, a
# *hyperplane* in general. The classifier cuts the space along such surfaces, so the region of a class has straight
# borders and never a dent.
#
# With two numbers for each digit we can watch it: how much ink it has in all, and how much in its middle, the eight
# pixels of rows 2 to 5 and columns 3 and 4. Both are measured from their mean, in standard deviations. The background
# has the colour of the class that wins there.


# %%
def two_numbers(images):
    """Ink in all and ink in the middle, (N, 2), each with mean 0 and standard deviation 1."""
    ink = np.stack([images.mean(axis=(1, 2)), images[:, 2:6, 3:5].mean(axis=(1, 2))], axis=1)
    return (ink - ink.mean(axis=0)) / ink.std(axis=0)


some = np.isin(y, (0, 1, 6))
points, kinds = two_numbers(x[some].reshape(-1, 8, 8)), np.searchsorted((0, 1, 6), y[some])
plot.plane(
    points,
    kinds,
    *learned(points, kinds),
    ["0", "1", "6"],
    "Two numbers for each digit, and where each class wins",
    ("ink in all", "ink in the middle"),
)

# %% [markdown]
# A linear classifier has only linear boundaries, and there are simple things that no straight line can separate. Take
# pictures of two pixels, each black (0) or white (1), and ask whether there is an edge between them. Two of the four
# pictures have one. One score (that of "edge" less that of "no edge") is enough to answer: above 0 means an edge.
#
# **Predict first.** Of the four pictures, how many can a linear classifier get right at best?

# %%
my_right_of_four = None

# %%
pairs, edge = np.array([[0.0, 0], [1, 1], [0, 1], [1, 0]]), np.array([0, 0, 1, 1])
rng = np.random.default_rng(0)
lines = rng.uniform(-1, 1, (10_000, 3))  # two weights and a bias each
best = max(np.sum((pairs @ line[:2] + line[2] > 0) == edge) for line in lines)
compare_guess(my_right_of_four, best, "of four")
noisy = pairs.repeat(60, axis=0) + 0.08 * rng.standard_normal((240, 2))
plot.plane(
    noisy,
    edge.repeat(60),
    np.array([[1.0, 1], [-1, -1]]),
    np.array([-1.5, 1.5]),
    ["no edge", "edge"],
    "Two neighbouring pixels, and one of the best lines",
    ("left pixel", "right pixel"),
)

# %% [markdown]
# The reason takes one line. For any weights and bias the score of black-black plus that of white-white is $b + (w_1 +
# w_2 + b)$, and the score of black-white plus that of white-black is $(w_2 + b) + (w_1 + b)$: the same. But two scores
# below 0, as the first pair needs, have a sum below 0, and two above 0 have one above. An edge, whichever side is
# dark, is the simplest thing that one wants to see in a picture, and a linear classifier of pixels cannot tell it from
# no edge. (Each of the four is drawn sixty times, with a little noise.)

# %% [markdown] tags=["topic:losses"]
# ## How bad was the answer?
#
# To learn, one needs a single number that says how bad the scores are, the **loss**. Two are in use. Write $s_j$ for
# the score of class $j$ and $y_i$ for the right class of picture $i$.
#
# The **softmax cross-entropy** first makes probabilities of the scores: each $e^{s_j}$ is divided by the sum of all of
# them, and these shares, which add up to 1, are called the **softmax**. The loss is minus the logarithm of the right
# class's share: 0 if that is 1, and the larger the smaller it is:
#
# $$L_i = -\log\left(\frac{e^{s_{y_i}}}{\sum_j e^{s_j}}\right)$$
#
# The **hinge loss** of several classes, from the support vector machine (SVM), asks that the right score is ahead of
# each wrong one by a margin of 1, and counts what is missing:
#
# $$L_i = \sum_{j \neq y_i} \max(0,\; s_j - s_{y_i} + 1)$$
#
# Here is a digit of the test set with which our classifier has trouble, and all that the losses make of its ten
# scores. *One-hot* is the truth as ten numbers: 1 at the right class and 0 elsewhere. $dL/ds$ is a loss's slope along
# each score. To check it, each score is nudged a little.

# %%
scores = test_x @ w.T + b
hard = np.argmax([softmax_loss(scores[[n]], test_y[[n]])[0] for n in range(len(test_y))])
s, right = scores[[hard]], test_y[[hard]]
loss, slope = softmax_loss(s, right)
hinge_loss, hinge_slope = svm_loss(s, right)
nudged = [(softmax_loss(s + nudge, right)[0] - loss) / 1e-6 for nudge in 1e-6 * np.eye(10)]
rows = [
    {
        "class": str(digit),
        "score": f"{s[0, digit]:.2f}",
        "softmax": f"{np.exp(s[0, digit]) / np.exp(s).sum():.3f}",
        "one-hot": str(int(digit == right[0])),
        "its dL/ds": f"{slope[0, digit]:.3f}",
        "by nudging": f"{nudged[digit]:.3f}",
        "hinge": "-" if digit == right[0] else f"{max(0, s[0, digit] - s[0, right[0]] + 1):.3f}",
        "hinge's dL/ds": f"{hinge_slope[0, digit]:.0f}",
    }
    for digit in range(10)
]
display(plot.arrays({f"a {right[0]}, read as {s.argmax()}": test_x[hard].reshape(8, 8)}))
display(plot.table(rows, f"A {right[0]}: softmax loss {loss:.3f}, hinge loss {hinge_loss:.3f}"))

# %% [markdown]
# Compare the columns. The slope of the softmax loss along the scores is the difference of two of them,
#
# $$\frac{dL_i}{ds} = \text{softmax} - \text{one-hot},$$
#
# as nudging confirms. Learning goes against the slope. Where it is above 0, at every wrong class, the score is pushed
# down, the harder the more this class was believed; at the right one it is pushed up, the harder the more is missing.
# The slope of the hinge loss is 1 for each wrong class that comes too near, minus their number for the right one, and
# 0 for all others.
#
# A score is a sum of pixels times weights, so the slope along a weight is that along the score times the pixel:
# $dL_i/dW_j = (\text{softmax}_j - \text{one-hot}_j)\, x$. Learning adds pictures of the right class to a template and
# takes away pictures that were wrongly believed to be of it. That is why the templates above have something of the
# digits in them.
#
# **Predict first.** Take the learned classifier, and multiply all its weights and biases by 2. How many percent of its
# answers change? It has most training digits right: does its softmax loss on them become smaller or larger?

# %%
my_changed_answers = None
my_loss_becomes = None  # "smaller" or "larger"

# %%
s = x @ w.T + b
doubled = 2 * s
changed_answers = np.mean(doubled.argmax(axis=1) != s.argmax(axis=1))
compare_guess(my_changed_answers, round(100 * changed_answers), "percent")
losses = {
    (name, whose): [loss(factor * some, truth)[0] for factor in (1, 2)]
    for name, loss in [("softmax", softmax_loss), ("hinge", svm_loss)]
    for whose, some, truth in [
        ("all training digits", s, y),
        (f"the {right[0]} above", scores[[hard]], right),
    ]
}
once, twice = losses["softmax", "all training digits"]
compare_guess(my_loss_becomes, "smaller" if twice < once else "larger", "the softmax loss")
by_hinge = share_right(test_x, test_y, *learned(x, y, loss=svm_loss))
print(
    f"test digits read: {share_right(test_x, test_y, w, b):.1%} as learned, {by_hinge:.1%} learned with the hinge loss"
)
rows = [
    {"loss": name, "of": whose, "as learned": f"{once:.3f}", "doubled": f"{twice:.3f}"}
    for (name, whose), (once, twice) in losses.items()
]
plot.table(rows, "What becomes of the losses when all scores are doubled")

# %% [markdown]
# Not one answer is better, and the softmax loss of all digits has halved. It rewards being sure where one is right,
# and punishes it where one is wrong, as the 9 shows. The hinge loss has grown: a digit that keeps its margin earns
# nothing from a larger one, and the wrong ones cost more.
#
# Which of the two? In accuracy they are mostly alike, as here. Take the softmax if you want probabilities, and if in doubt;
# take the hinge loss if what is right with a margin should be left in peace.
#
# A softmax learner lowers its loss by large weights, and with them it fits what is peculiar to its training pictures,
# mistakes among them. So the loss gets a second term that does not look at pictures at all. The loss of $N$ pictures
# is
#
# $$L = \frac{1}{N} \sum_{i=1}^{N} L_i + R(W),$$
#
# where the **regularisation** $R(W)$ grows with the weights. Here it is a strength times half the sum of their
# squares.
#
# What is it good for? Of a hundred digits, every fifth now has a false label. **Predict first.** Which strength reads
# most of the test digits: 0, 0.01, 0.1 or 1? (The first may learn the false labels, the last hardly anything.) And for
# how many percent of the hundred digits does the learner of strength 0 give back the label that it was told, true or
# false?

# %%
my_strength = None
my_given_back = None

# %%
told = y[:100].copy()
told[::5] = (told[::5] + np.random.default_rng(0).integers(1, 10, 20)) % 10  # some other digit
rows, right_at, given_back = {}, {}, {}
for strength in (0, 0.01, 0.1, 1):
    few_w, few_b = learned(x[:100], told, strength)
    right_at[strength] = share_right(test_x, test_y, few_w, few_b)
    given_back[strength] = share_right(x[:100], told, few_w, few_b)
    name = f"strength {strength}\nback {given_back[strength]:.0%}\ntest {right_at[strength]:.0%}"
    rows[f"{name}\nlargest {np.abs(few_w).max():.2f}"] = few_w.reshape(-1, 8, 8)
compare_guess(my_strength, max(right_at, key=right_at.get), "the best strength")
compare_guess(my_given_back, round(100 * given_back[0]), "percent given back at strength 0")
plot.templates(rows, classes)

# %% [markdown]
# (Each row has its own scale of colours; its largest weight stands beside it, with the labels given back and the test
# digits read.) At strength 0 the learner gives back all hundred labels, the false ones, too, by large weights in
# single pixels, and reads little more than half of the test digits. At 0.01 its largest weight is a quarter of that;
# it reads most of the falsely labelled digits as what they are, and far more of the test digits. At 1 it cares more
# for small weights than for digits. How much is good has to be tried; lecture 6 returns to it.

# %% [markdown]
# ## Does it know that pixels have neighbours?
#
# Draw one order of the 64 pixels by chance, and put the pixels of every digit into that order, training and test
# digits alike. Here are five test digits.

# %%
order = np.random.default_rng(1).permutation(64)
five = [12, 77, 140, 211, 300]
plot.templates({"shuffled": test_x[five][:, order].reshape(-1, 8, 8)}, list("ABCDE"))

# %% [markdown]
# **Predict first.** Which digits are they? It can only be a guess.

# %%
my_digits = None  # five numbers, such as (1, 2, 3, 4, 5)

# %%
compare_guess(my_digits, tuple(int(digit) for digit in test_y[five]), "the five")

# %% [markdown]
# Now let the linear classifier learn from the shuffled digits, and with it a learner that is less simple, a network of
# two layers: a matrix makes 32 numbers of the 64, those below 0 become 0, and a second matrix makes ten scores of
# these 32 (lecture 2). It begins with weights drawn by chance. So that nothing but the order differs, the one that
# sees shuffled digits begins with the weights of the other, in the new order.
#
# **Predict first.** On the digits as they are, the linear classifier reads 96.9 % of the test digits. How many percent
# does it read, shuffled? And to how many of the 355 test digits do the two networks give different answers?

# %%
my_linear_percent = None
my_different_answers = None


# %%
def two_layers(order):
    """A network that has learned the digits with their pixels in this order; its first weights have it, too."""
    rng = np.random.default_rng(0)
    net = Sequential((64,), [Linear(64, 32, rng, np.float64), ReLU(), Linear(32, 10, rng, np.float64)])
    init.draw_weights(net, rng)
    net.parameters["linear1.w"][...] = net.parameters["linear1.w"][:, order]
    # lecture 6 says what these are
    train.fit(net, x[:, order], y, epochs=30, optimizer=Adam(0.01), rng=rng, progress=False)
    return train.predict(net, test_x[:, order])


shuffled_w, shuffled_b = learned(x[:, order], y)
linear = share_right(test_x[:, order], test_y, shuffled_w, shuffled_b)
whole_answers, shuffled_answers = two_layers(np.arange(64)), two_layers(order)
two = [100 * np.mean(answers == test_y) for answers in (whole_answers, shuffled_answers)]
compare_guess(my_linear_percent, round(100 * linear, 1), "linear, shuffled, percent")
compare_guess(my_different_answers, int(sum(whole_answers != shuffled_answers)), "different answers")
print(f"two layers: {two[0]:.1f} % as they are, {two[1]:.1f} % shuffled")
print(f"largest difference of the templates, put back in order: {abs(shuffled_w - w[:, order]).max():.0e}")

# %%
one_each = np.array([np.flatnonzero(test_y == digit)[1] for digit in range(10)])
plot.templates(
    {
        "digits": test_x[one_each].reshape(-1, 8, 8),
        "templates": w.reshape(-1, 8, 8),
        "digits,\nshuffled": test_x[one_each][:, order].reshape(-1, 8, 8),
        "templates,\nshuffled": shuffled_w.reshape(-1, 8, 8),
    },
    classes,
)

# %% [markdown]
# Nothing changes, down to the last answer. You read the digits of the first row, and with good will the 0 in its
# template; before the two rows below you are helpless. The classifier cannot tell the one from the other.
#
# The reason is in the formula. A score is a sum over pixels, $\sum_j w_j x_j$, and a sum does not know an order. Put
# pixel $j$ elsewhere. Its weight begins as 0 there, too, and each step of learning adds the slope times this pixel, so
# it learns the same. All that a network of two layers sees of a picture is such sums. Its weights begin as numbers
# drawn by chance, and one order of them is as likely as another; so the same holds for it, and for any network whose
# first layer connects everything with everything.
#
# So these learners treat a picture as a table of data with 64 columns. That pixels 12 and 13 are neighbours and pixels
# 12 and 50 are not, they would have to find out from examples. Of what they have learned about one place, most is lost
# one pixel further:

# %%
print(
    f"linear classifier, digits moved by one pixel: {share_right(one_right, test_y, w, b):.0%} right, guessing 10%"
)

# %% [markdown] tags=["topic:image-features"]
# ## What would a person count?
#
# For decades the answer was to give the classifier better numbers. Somebody thinks out a **feature**, something that
# can be computed from a picture and says more about its content than a pixel does, and the classifier stays as simple
# as it is. Three such features made history.
#
# The digits are too easy for them: all stand upright in the middle. Take coloured shapes instead, of ten kinds, in any
# place, of any size and turned by any angle, lighter or darker than what is behind them.

# %%
shapes = data.coloured_shapes(2000, seed=0, test=1000)
images, kinds = shapes.train_images.astype(np.float32) / 255, shapes.train_labels
test_images, test_kinds = shapes.test_images.astype(np.float32) / 255, shapes.test_labels
for first in (0, 5):
    names = {k: shapes.classes[k] for k in range(first, first + 5)}
    display(plot.arrays({name: images[kinds == k][3].transpose(1, 2, 0) for k, name in names.items()}))


# %%
seen, hidden = (images, kinds), (test_images, test_kinds)


def percent_right(feature, seen=seen, hidden=hidden):
    """How many percent of hidden images a linear classifier gets right that sees this feature of all images."""
    of, of_hidden = (feature(some).reshape(len(some), -1) for some, _ in (seen, hidden))
    mean, spread = of.mean(axis=0), of.std(axis=0) + 1e-3 * of.std()
    w, b = learned((of - mean) / spread, seen[1], steps=200)
    return 100 * share_right((of_hidden - mean) / spread, hidden[1], w, b)


# %% [markdown]
# ### Which colours are there?
#
# A **colour histogram** cuts red, green and blue into four levels each, which makes 64 colours, and counts the pixels
# of each. Where they are does not matter. Below, each photograph is beside its 64 counts, drawn as stripes: the more
# pixels, the wider.

# %%
shades = (np.indices((4, 4, 4)).reshape(3, 64).T + 0.5) / 4
strips = {}
for name in ("china", "flower"):
    picture = data.photograph(name)
    level = (4 * picture).astype(int).clip(max=3)
    colour = (level[0] * 4 + level[1]) * 4 + level[2]  # 0 to 63
    counts = np.bincount(colour.ravel(), minlength=64) / colour.size
    pixels = np.rint(192 * counts).astype(int)
    strip = np.repeat(shades, pixels, axis=0)[None].repeat(128, axis=0)
    strips |= {name: picture.transpose(1, 2, 0), f"{name}: its colours": strip}
plot.arrays(strips)

# %% [markdown]
# The light stripes of the first strip are sky and lake, the orange ones at the right of the second the flower. Turn
# the picture, mirror it, shuffle its pixels: the histogram stays as it is. It tells sky from leaves at once, and it
# cannot tell a tower from a heap of its bricks.
#
# ### Which directions do edges have?
#
# A **histogram of oriented gradients** (HoG; Lowe, 1999, and Dalal and Triggs, 2005) looks at edges. At every pixel it
# takes how the brightness changes to the right and downwards. The two numbers are an arrow: its length says how strong
# the change is, its angle in which direction the brightness changes, which is across the edge. From dark to bright and
# from bright to dark count as the same direction, so that an edge counts whichever side is dark, and the angles end at
# 180 degrees. The picture is divided into cells of 8 x 8 pixels, the angles into nine bins of 20 degrees, and in each
# cell each bin adds up the lengths.
#
# **Predict first.** How many numbers does that make for a picture of 320 x 240 pixels?

# %%
my_hog_numbers = None

# %%
one = features.hog(np.zeros((1, 1, 240, 320)))[0]
compare_guess(my_hog_numbers, one.size, "numbers")
plot.directions(photo.transpose(1, 2, 0), features.hog(photo[None])[0])

# %% [markdown]
# A picture of 320 x 240 has 40 x 30 cells, so 40 x 30 x 9 = 10,800 numbers: a seventh of its pixels. In the figure
# each bin of each cell is a stroke, brighter for more: nine strokes through the middle of every square of 8 x 8
# pixels. It lies along the edges, across the arrows. A shift by one pixel moves few edges into another cell. But a
# cell is a place, and whoever moves by ten pixels has other cells.
#
# ### Which small pieces is it made of?
#
# A text can be sorted by topic if one only counts its words, in whatever order they stand. Fei-Fei and Perona (2005)
# did that with pictures. Small pieces are cut out of many pictures and grouped by likeness, and the means of the
# groups are the **visual words** of a *codebook*. A picture is then a list of counts: how often each word is the
# nearest to one of its pieces.
#
# The pieces here have 7 x 7 pixels in grey, with their brightness and contrast taken out. The groups are made by
# k-means: begin with some pieces, give every piece to the nearest, take the mean of each group, and again.

# %%
rng = np.random.default_rng(0)
pieces = features.patches(images[:300], 7, stride=3)  # one piece every three pixels
pieces = pieces[np.linalg.norm(pieces, axis=1) > 0.5]  # those that show something
words = features.codebook(pieces, 100, rng)
shown = words[:60] / np.abs(words[:60]).max(axis=1, keepdims=True)  # each from its own strongest pixel
plot.filters(shown.reshape(-1, 1, 7, 7), "Sixty of a hundred visual words", columns=20)

# %% [markdown]
# Mostly edges at all angles, corners, blobs and a few bars. Nobody drew them. Here are four pictures, cut to 28 x 28
# so that sixteen pieces fill them, and the same ones laid out of the nearest word for each piece, with the piece's
# brightness and contrast. Laid out at their places, they let us tell a ring and an arrow, a heart and a star hardly: a
# hundred words are few. The classifier gets even less, only how often each occurs.

# %%
some = [np.flatnonzero(kinds == k)[6] for k in (1, 4, 7, 9)]
grey = images[some].mean(axis=1)[:, :28, :28]
tiles = grey.reshape(-1, 4, 7, 4, 7).transpose(0, 1, 3, 2, 4).reshape(-1, 49)
bright = tiles.mean(axis=1, keepdims=True)
said = words[features.nearest(features.patches(grey[:, None], 7, stride=7), words)]
contrast = np.linalg.norm(tiles - bright, axis=1, keepdims=True) / np.linalg.norm(said, axis=1, keepdims=True)
laid = (bright + contrast * said).clip(0, 1).reshape(-1, 4, 4, 7, 7).transpose(0, 1, 3, 2, 4)
display(plot.arrays({shapes.classes[kinds[n]]: image for n, image in zip(some, grey, strict=True)}))
named = [f"words of {shapes.classes[kinds[n]]}" for n in some]
plot.arrays(dict(zip(named, laid.reshape(-1, 28, 28), strict=True)))

# %% [markdown]
# ### Which of them is best?
#
# All three now go to the same linear classifier, beside raw pixels. And all go once more with shuffled pixels.
#
# **Predict first.** The linear classifier reads 97 % of the digits from their pixels. Of ten kinds of shapes, is what
# it gets right from their 3,072 pixels nearer to that, or to the 10 % of guessing? Which of the three features does
# best? And which of the four rows stay the same when the pixels are shuffled?

# %%
my_pixels = None  # "near 97" or "near 10"
my_best = None  # "colours", "directions" or "words"
my_unchanged = None  # some of "pixels", "colours", "directions", "words", such as ("words",)

# %%
order = rng.permutation(32 * 32)


def shuffled(some):
    return some.reshape(len(some), 3, -1)[:, :, order].reshape(some.shape)


by_hand = {
    "pixels": lambda some: some,
    "colours": features.colour_histogram,
    "directions": features.hog,
    # the roots of the counts, so that the few words that are said all the time do not drown the others
    "words": lambda some: np.sqrt(features.visual_words(some, words)),
}

# %%
rows = []
for name, feature in by_hand.items():
    mixed = percent_right(lambda some, feature=feature: feature(shuffled(some)))
    row = {"feature": name, "numbers": feature(images[:1]).size, "right": percent_right(feature)}
    rows.append(row | {"right, shuffled": mixed})
best = max(rows[1:], key=lambda row: row["right"])["feature"]
compare_guess(my_pixels, "near 97" if rows[0]["right"] > 53.5 else "near 10", "from pixels")
compare_guess(my_best, best, "the best")
same = tuple(row["feature"] for row in rows if abs(row["right"] - row["right, shuffled"]) < 0.5)
compare_guess(my_unchanged, same, "unchanged")
told = [{key: f"{v:.0f} %" if isinstance(v, float) else v for key, v in row.items()} for row in rows]
plot.table(told, "Ten kinds of shapes, one linear classifier, four ways to describe a picture")

# %% [markdown]
# Pixels are hardly better than guessing. A shape may be light or dark and stand anywhere, so whatever pixel you choose
# says nothing about its kind; it is the edge of two pixels over again. Colours are no better, since the colours of
# these shapes have nothing to do with their kind. Directions help. Words are far ahead: a piece with a corner in it
# counts as much at the top as at the bottom.
#
# Now read the last column. Pixels and colours never knew that there are neighbours, and lose nothing. Directions and
# words live on neighbours. Somebody *told* them what a picture is, and that makes all the difference between 13 % and
# 68 %: the classifier is the same in all four rows. (Shuffled, both still beat guessing, since some kinds of shapes
# cover more of a picture than others, and so make pixels from anywhere differ more often.)
#
# So are words the best feature? Here is another task. Pieces of 32 x 32 pixels are cut out of the left halves of the
# two photographs, and the classifier has to say which photograph a piece is from. It is tested on pieces of the right
# halves. Guessing is right in 50 %. **Predict first.** Which of the four rows wins now?

# %%
my_winner = None


# %%
def cut(left, rng):
    """Pieces of both photographs that begin in 64 columns from `left` on, (400, 3, 32, 32), and whose they are."""
    tops, lefts = rng.integers(0, 97, 400), rng.integers(left, left + 65, 400)
    pictures = 200 * [data.photograph("china")] + 200 * [data.photograph("flower")]
    cuts = [image[:, i : i + 32, j : j + 32] for image, i, j in zip(pictures, tops, lefts, strict=True)]
    return np.array(cuts, np.float32), np.repeat([0, 1], 200)


halves = {"seen": cut(0, rng), "hidden": cut(96, rng)}
shares = {name: round(percent_right(feature, **halves)) for name, feature in by_hand.items()}
compare_guess(my_winner, max(shares, key=shares.get), "the winner")
plot.bars(shares, "Pieces whose photograph is named right", "percent of 400")

# %% [markdown]
# Colours, which were worth nothing, are worth everything, and directions and words do no better than guessing. A
# feature is a statement about a task: this matters, and that does not. It is as good as the person who made it knew
# the task.
#
# Counting words was no toy. The winner of 2011 in ImageNet, a yearly contest in naming photographs of a thousand kinds
# (Perronnin and Sánchez; the figures are from one of the lectures that this course was made from), did much the same.
# It described some ten thousand pieces of each picture in two ways, by 128 numbers of directions, called SIFT, and by
# 96 numbers of colour; each of the two lists was reduced to 64. In place of words it had 1,024 bell curves. For each
# of them and each of the 64 numbers it kept two, how the pieces differ from the curve in their mean and in their
# spread, and all this in four regions of the picture. A linear classifier followed. **Predict first.** How many
# numbers of a picture did it get from the directions alone?

# %%
my_numbers = None

# %%
compare_guess(my_numbers, 2 * 64 * 1024 * 4, "numbers")

# %% [markdown]
# 2 x 64 x 1,024 x 4 = 524,288, about 520 thousand, and as many for the colours. A year later came AlexNet, in which
# nobody had thought out any of them (lecture 7).

# %% [markdown] tags=["topic:features-vs-convnets"]
# ## Who thinks out the features?
#
# So far, persons have thought out what to count. The words do come from pictures, but no label and no loss had a say
# in them; only the linear classifier learned from its errors. The loss tells the classifier which of its weights to
# change, and it could tell the features as well, if only they had weights.
#
# The words nearly have. Which word $m$ is the nearest to a piece $p$? In $|p - m|^2 = |p|^2 - 2\,(p \cdot m - |m|^2 /
# 2)$ the first term is the same for all words, so it is the one with the largest $p \cdot m - |m|^2 / 2$: a product
# and a bias, a score. So a hundred words are a hundred templates that are laid on every place of a picture; then it is
# counted how often each wins. Make the words weights that are learned, let a second layer look for words made of words
# and a third for words of those, and train everything at once, from the pixels to the scores. That is a
# **convolutional network**, ConvNet for short, and lecture 3 says how its layers work. Instead of counting, it hands
# on how strongly each template answers at each place. Ours has three such layers, and a linear classifier as the
# fourth and last. Each of the three looks at small windows and has its own templates, the same at all places, which
# begin as noise. A layer with `BatchNorm2d` (lecture 6) and `ReLU` (0 for what is below 0) is a *stage*.
#
# Two such networks learn from the 2,000 pictures: one sees them as they are, for the other each picture is turned or
# mirrored by chance each time, since a star that is turned is a star. To be fair, the words get three turned copies of
# each picture, too.


# %%
def turned(batch, rng):
    """Each image turned by 0 to 3 quarters, and mirrored or not, by chance."""
    out, chance = np.empty_like(batch), rng.integers(8, size=len(batch))
    for way in range(8):
        some = batch[chance == way, :, :, :: 1 if way < 4 else -1]
        out[chance == way] = np.rot90(some, way, axes=(2, 3))
    return out


standard = shapes.normalised()  # mean 0 and standard deviation 1 in each colour


def trained(augment=None):
    """The layers of a ConvNet before its last, trained, and the percents of training and test shapes it names right."""
    rng = np.random.default_rng(0)
    layers = []
    for before, after, window in [(3, 16, 5), (16, 32, 3), (32, 64, 3)]:
        conv = Conv2d(before, after, window, rng, stride=2, padding=window // 2)
        layers += [conv, BatchNorm2d(after), ReLU()]
    net = Sequential((3, 32, 32), [*layers, Flatten(), Linear(64 * 4 * 4, 10, rng)])
    init.draw_weights(net, rng)
    options = {"optimizer": Adam(0.003), "schedule": cosine(0.003, 12), "batch_size": 32}  # lecture 6
    train.fit(
        net, standard.train_images, kinds, epochs=12, augment=augment, rng=rng, progress=False, **options
    )
    both = [(standard.train_images, kinds), (standard.test_images, test_kinds)]
    return layers, [100 * np.mean(train.predict(net, some) == truth) for some, truth in both]


# %% [markdown]
# **Predict first.** Words and a linear classifier reach 68 %. Of words and ConvNet, each from pictures as they are and
# from turned ones, which names most test shapes right, and which fewest? (A ConvNet can learn far more things, wrong
# ones too.)

# %%
my_most, my_fewest = None, None  # "words", "words, turned", "ConvNet" or "ConvNet, turned"

# %%
rng = np.random.default_rng(0)
many = np.concatenate([images, *(turned(images, rng) for _ in range(3))]), np.tile(kinds, 4)
_, (learned_by_heart, plain_right) = trained()
layers, (_, end_to_end) = trained(turned)
right = {row["feature"]: round(row["right"]) for row in rows}
compared = {
    "words": right["words"],
    "words, turned": round(percent_right(by_hand["words"], seen=many)),
    "ConvNet": round(plain_right),
    "ConvNet, turned": round(end_to_end),
}
compare_guess(my_most, max(compared, key=compared.get), "most")
compare_guess(my_fewest, min(compared, key=compared.get), "fewest")
print(f"of its training pictures the ConvNet without turning names {learned_by_heart:.0f} % right")
plot.bars(compared, "Test shapes named right, from features thought out and learned", "percent")

# %% [markdown]
# From pictures as they are the ConvNet learns all of them by heart, and the words win by far: what a person thought
# out needs few examples. With turned copies both become better, the ConvNet so much that it is a little ahead. That
# gain came from somebody who knew that shapes may be turned.
#
# Why compare a network with a linear classifier? Because the last layer of most ConvNets is a linear classifier, and
# of this one, too, with all the weaknesses that you have seen. It succeeds because of what it is given: the earlier
# layers bend the space until the classes can be separated better by straight cuts. If they can be separated wholly,
# they are **linearly separable**.
#
# That can be measured. Stop after each stage of the network that saw turned pictures, take what is there as features,
# and learn a linear classifier of them. **Predict first.** Pixels give 13 %. Which stage adds most percents, the
# first, second or third? (A guess.)

# %%
my_stage = None  # 1, 2 or 3


# %%
def after(stages):
    """A function from images to what the network has made of them after so many stages: (N, features)."""

    def feature(some):
        out = (some - mean) / std
        for layer in layers[: 3 * stages]:
            out = layer.forward(out, training=False)
        return out.reshape(len(out), -1)

    mean, std = (np.float32(of).reshape(3, 1, 1) / 255 for of in (standard.mean, standard.std))
    return feature


separable = [percent_right(after(stages)) for stages in (1, 2, 3)]
compare_guess(my_stage, int(np.diff([right["pixels"], *separable]).argmax()) + 1, "the stage")
told = [{"what the classifier sees": "pixels", "numbers": 3072, "right": f"{right['pixels']} %"}]
told += [
    {
        "what the classifier sees": f"stage {n}",
        "numbers": after(n)(images[:1]).size,
        "right": f"{share:.0f} %",
    }
    for n, share in enumerate(separable, 1)
]
plot.table(told, "A linear classifier on each stage of the trained network")

# %% [markdown]
# From stage to stage straight cuts do better. (The last row is below the network's own number, since its own last
# layer has learned from turned pictures, this classifier only from those as they are.)
#
# To see the space bend, let one linear classifier learn hearts, stars and arrows from pixels and one from the last
# stage. Each test picture is a point: to the right, how far the heart's score is ahead of the arrow's; upwards, how
# far the star's is ahead of the arrow's; both in units of their spread.

# %%
three = (4, 7, 9)  # heart, star, arrow
mine, others = np.isin(kinds, three), np.isin(test_kinds, three)
cuts = np.array([[1, 0], [0, 1], [0, 0]]), np.zeros(3)
for name, feature in {"pixels": after(0), "last stage": after(3)}.items():
    few_w, few_b = learned(feature(images[mine]), np.searchsorted(three, kinds[mine]), steps=200)
    s = feature(test_images[others]) @ few_w.T + few_b
    ahead, which = s[:, :2] - s[:, 2:], np.searchsorted(three, test_kinds[others])
    title = f"Test images as a linear classifier of the {name} sees them"
    sides = "heart's score less arrow's", "star's score less arrow's"
    display(plot.plane(ahead / ahead.std(), which, *cuts, ["heart", "star", "arrow"], title, sides))

# %% [markdown]
# From pixels the three kinds lie on top of each other. Behind the last stage most have come apart. The borders are the
# same in both pictures, since they only say which score is higher; what differs is where the points lie.
#
# How can a layer do that? For the edge of two pixels one layer is enough: $\max(0, x_1 - x_2) + \max(0, x_2 - x_1)$ is
# 1 for both pictures with an edge and 0 for both without, and a cut at one half separates them. What no straight cut
# could do to the pixels, it can do to two numbers made of them.
#
# Hand-made features have not become wrong. But each was made for one kind of picture, and the person who made it had
# to know what matters there. A ConvNet's layers assume only two of the things this lecture began with: neighbours
# belong together, and the same patterns occur anywhere. The rest it must find in examples, and 2,000 as they are were
# too few.

# %% [markdown]
# ## Do you know it?
#
# Answer before you open.
#
# <details><summary>1. Colour pictures of 48 x 48 pixels, 20 classes. How many weights and biases has a linear classifier?
# </summary>
#
# 48 x 48 x 3 = 6,912 numbers in, so 20 x 6,912 = 138,240 weights, and 20 biases.
#
# </details>
# <details><summary>2. Some people write a 7 with a stroke and some without. How would you change the classes so that a linear
# classifier has a template for each, and what becomes of the region of the 7?</summary>
#
# Make two classes of the 7, and call both of them 7 in the end. What is called 7 is then two regions together. Each
# has straight borders and no dent; the two together may have dents, or lie apart. One template can do neither.
#
# </details>
# <details><summary>3. The scores are 3, 1 and 0.5, and the first class is right. Which of the two losses still wants to change
# the weights?</summary>
#
# The softmax. The right score is ahead by 2 and by 2.5, more than the margin of 1, so the hinge loss is 0, and so is
# its slope. The softmax gives the right class a probability of 0.82, and asks for the rest.
#
# </details>
# <details><summary>4. Somebody adds 5 to all ten scores. What do the losses do? And if somebody multiplies all by 5?</summary>
#
# Nothing, if 5 is added: the factor $e^5$ cancels, and differences of scores stay. Multiplied by 5, the answers stay.
# A right one becomes surer: its softmax loss falls, and its hinge loss falls or is 0 already. A wrong one becomes
# surer, too, and if it was clearly wrong, as the 9 was, both its losses grow.
#
# </details>
# <details><summary>5. How many numbers has the HoG of a picture of 64 x 128 pixels, with cells of 8 and nine bins? What becomes of them
# if black and white are exchanged?</summary>
#
# 8 x 16 cells of 9: 1,152. They stay as they are. The arrows turn round by 180 degrees, and that is the same bin.
#
# </details>
# <details><summary>6. The turned pictures helped the ConvNet far more than the words. Why?</summary>
#
# The words' classifier has a thousand weights and counts without places: it had little to learn by heart. The ConvNet
# has tens of thousands, and a picture that is turned each time cannot be learned by heart.
#
# </details>
# <details><summary>7. Your classifier of pixels reads 97 % of the digits. Why is that no proof that it sees shapes?</summary>
#
# It reads 97 % of the shuffled ones, in which there are no shapes. These digits are in the middle and upright, so that
# a single pixel says much. Move them by one pixel, and it shows.
#
# </details>

# %% [markdown]
# The two losses and the layer $Wx + b$ are practised in the notebook *a3: backpropagation*, regularisation and
# training in *a4: training*.
