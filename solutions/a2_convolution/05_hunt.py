# %% [markdown]
# ## Can you find a bug without seeing the code?
#
# **Why it matters.** A broken layer seldom stops. It gives maps of the right shape with believable numbers in
# them, and the network on top of it learns a little worse, for a reason that nobody finds. What finds it is a
# test. Up to here our checks have tested your functions. Now you write the test, and layers that you have not
# seen are put to it.
#
# **By hand.** The layer below has a bug: its results have no negative numbers. Three calls ask it something.
#
# | call | image, 3 x 4 | filter, 2 x 2 |
# | :---: | :--- | :--- |
# | A | all ones | all ones |
# | B | 0, 1, 2, ..., 11 | 1, 2, 3, 4 |
# | C | 0, 1, 2, ..., 11 | 1, -2, 3, -4 |
#
# **Predict first:** which of the calls give a result that shows the bug?

# %%
my_calls = None  # such as "AB"


# %%
def suspect(x, w, b, stride=1, padding=0):
    return np.maximum(conv2d_naive(x, w, b, stride, padding), 0)


ramp = np.arange(12.0).reshape(1, 1, 3, 4)
asked = {
    "A": (np.ones((1, 1, 3, 4)), np.ones((1, 1, 2, 2)), np.zeros(1)),
    "B": (ramp, np.array([1.0, 2, 3, 4]).reshape(1, 1, 2, 2), np.zeros(1)),
    "C": (ramp, np.array([1.0, -2, 3, -4]).reshape(1, 1, 2, 2), np.zeros(1)),
}

with once_written():
    noticed = [
        name for name, call in asked.items() if not np.array_equal(suspect(*call), conv2d_naive(*call))
    ]
    compare_guess(my_calls, "".join(noticed), "calls that show the bug")

# %% [markdown]
# A call shows only the bugs that it gives something to do. A test is a list of calls, no two of which ask the
# same, and a comparison that overlooks nothing.
#
# **Write** `conv2d_is_right(f)`. `f` is called as `conv2d_naive` is, `f(x, w, b, stride=1, padding=0)`, and you
# cannot see its code. Return `True` if the layer is right and `False` if it is broken.
#
# - A layer is **right** if each legal call gives the shape, the dtype and the values of the formula of
#   `conv2d_naive`. The values may differ from it by rounding, since sums can be added up in any order: by less
#   than $10^{-9}$ of the largest value of the result in float64, and by less than $10^{-4}$ of it in float32.
# - A layer is **broken** if some legal call gives anything else, or raises an exception.
# - **Legal** is what the rules at the beginning of this notebook allow. All numbers are finite.
# - You may call `f` at most 200 times. Each of `x`, `w`, the padded images and the result has at most 10,000
#   values. A call that is not legal or goes beyond this is refused, and the report says so.
# - Your own functions from above may help you.
#
# The check knows nine kinds of bugs, and several layers of each kind. A kind earns its points when you refuse
# all of its layers: half a point for each of the first two kinds, a whole point for each of the others. Right
# layers, written in various ways, are among them, in an order that nobody knows. **If your test refuses a right
# one, no kind counts**: an alarm that always rings is of no use.
#
# Which bugs they are is not said here. Once you have found a kind, the report says what it was. The later kinds
# are harder to find: some of their layers are right in almost every call.
#
# *a2.bug_hunt: 40 minutes, difficulty 4 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to begin</summary>
#
# One call with random arrays, and `conv2d_forward` or `conv2d_naive` to compare with. Compare shape and dtype
# first: NumPy compares arrays of different shapes without complaint if it can stretch one over the other.
# Then put the call in a loop. Wrap it in `try` and `except Exception`.
#
# </details>
# <details><summary>Hint 2: a right layer is refused</summary>
#
# Take `abs(found - expected).max()` and compare it with a small part of `abs(expected).max()`. Or use whole
# numbers that are not too large: their sums are exact in any order.
#
# </details>
# <details><summary>Hint 3: two or three kinds are missing</summary>
#
# The report gives you a layer that your test lets pass: with `args, options = example(...)`, `args[0]` is the
# layer, and you can call it yourself. Then go through the arguments one by one. Which values, sizes and pairs
# are legal and do not occur in your calls? Are two numbers always equal that need not be? Small sizes drawn at
# random, each by itself, come to what one does not think of.
#
# </details>
# <details><summary>Hint 4: the last kind</summary>
#
# Read the rules at the beginning of the notebook again. Each of them is a question that you can put to a
# layer. And how large a difference does your comparison overlook? Look up the defaults of `np.allclose`.
#
# </details></div>


# %%
def conv2d_is_right(f) -> bool:
    """Whether a layer does what conv2d_naive should do.

    f: called as conv2d_naive is; at most 200 times, on arrays of at most 10,000 values.
    Returns False where a legal call gives another result or raises an exception, True otherwise.
    """
    ### BEGIN SOLUTION
    chance = np.random.default_rng(0)
    for number in range(100):
        n, c, filters, k_rows, k_columns, down, across = chance.integers(1, 4, 7).tolist()
        rows, columns = chance.integers(0, 4, 2).tolist()
        height, width = chance.integers(3, 8, 2).tolist()
        shapes = (n, c, height, width), (filters, c, k_rows, k_columns), (filters,)
        x, w, b = (chance.standard_normal(shape) for shape in shapes)
        if number % 4 == 1:
            x, w, b = (array.astype(np.float32) for array in (x, w, b))
        if number % 4 == 2:
            x = np.asfortranarray(x)
        if number % 4 == 3:
            x.setflags(write=False)
        if number % 10 == 0:
            w = chance.standard_normal((filters, c, height, width))  # as large as the image
        try:
            found = f(x, w, b, stride=(down, across), padding=(rows, columns))
        except Exception:
            return False
        expected = conv2d_forward(x, w, b, stride=(down, across), padding=(rows, columns))[0]
        if found.shape != expected.shape or found.dtype != x.dtype:
            return False
        rounding = 1e-4 if x.dtype == np.float32 else 1e-9
        if abs(found - expected).max() > rounding * abs(expected).max():
            return False
    return True
    ### END SOLUTION


# %%
check("a2.bug_hunt", conv2d_is_right)

# %% [markdown]
# ### How many calls does a test need?
#
# The layers of the check can be had in the notebook too, and your fast layer can tell which of them a call
# catches. The next cells count: first those that the example of the lectures from above catches, the cross on the
# image of 5 x 5, and those that one random call catches, whose sizes, strides and paddings are small and drawn at
# random; then those that one random call or another catches, after 1, 2, 3, ... of them.
#
# **Predict first:** you have counted how many of the mistakes A to D the lectures' example catches. Which catches more
# of the broken layers here, the lectures' example or the first random call?

# %%
my_better = None  # "lectures" or "random"

# %%
from contextlib import suppress

from autograder import example

layers = []
with suppress(ValueError):  # raised when there are no more
    while True:
        layers.append(example("a2.bug_hunt", len(layers))[0][0])


def is_caught(layer, call):
    """Whether one call is enough to see that a layer is broken."""
    expected = conv2d_forward(*call)[0]
    try:
        found = layer(*call)
    except (ValueError, IndexError):
        return True
    return found.shape != expected.shape or not np.allclose(found, expected, rtol=0, atol=1e-9)


def draw_call(rng):
    """x, w, b, stride, padding."""
    n, c, filters, k_rows, k_columns, down, across = rng.integers(1, 4, 7).tolist()
    x = rng.standard_normal((n, c, *rng.integers(3, 8, 2)))
    w = rng.standard_normal((filters, c, k_rows, k_columns))
    return x, w, rng.standard_normal(filters), (down, across), tuple(rng.integers(0, 3, 2).tolist())


draws = np.random.default_rng(0)
calls = [draw_call(draws) for _ in range(60)]
broken = len(layers) - 9  # each kind has one right layer among them

with once_written():
    by_the_lectures = (lecture_image[None, None], cross[None, None], np.zeros(1))
    shares = {
        name: sum(is_caught(layer, call) for layer in layers) / broken
        for name, call in (("lectures", by_the_lectures), ("random", calls[0]))
    }
    compare_guess(my_better, max(shares, key=shares.get), "catches more")
    print(f"the lectures' example: {shares['lectures']:.0%}, the first random call: {shares['random']:.0%}")

# %% [markdown]
# **Predict first:** suppose that every further call caught the same share of the layers that are still left over. How
# many percent of all would be caught after ten calls? And do sixty calls in truth catch all of them?

# %%
my_percent_after_ten = None
my_all_caught = None  # "yes" or "no"

# %%
with once_written():
    caught = np.array([[is_caught(layer, call) for call in calls] for layer in layers])
    percents = 100 * np.maximum.accumulate(caught, axis=1).sum(axis=0) / broken
    left_after_one = 1 - percents[0] / 100
    compare_guess(my_percent_after_ten, round(100 * (1 - left_after_one**10)), "% if it went on like that")
    compare_guess(my_all_caught, "yes" if percents[-1] == 100 else "no", "all are caught")
    print(f"in truth {percents[9]:.0f}% after ten calls and {percents[-1]:.0f}% after sixty")
    display(plot.profile([0, *percents], "Broken layers caught by so many random calls", "calls", "%"))

# %% [markdown]
# The curve rises steeply, then slowly, and then no more. What do all sixty calls have in common?
#
# <details><summary>What chance does not do for you</summary>
#
# All sixty have freshly made arrays of float64, in ordinary order in memory, and a padding of at most 2. Chance varies
# what the author lets it vary. Random calls find what nobody has thought of, as long as somebody has thought of letting
# it happen.
#
# </details>

# %% [markdown]
# ## Filters that nobody wrote
#
# Here is what your layer was made for. The nine numbers of each of Sobel's filters were chosen by a person. The twelve
# filters below were not. A program was given 20,000 patches of two photographs, 5 x 5 pixels each, and looked for
# twelve filters whose answers tell as little about one another as can be. This is called **independent component
# analysis**. It was not told what an edge is.

# %%
from cnnlib import data

found_filters = data.independent_filters()  # (12, 3, 5, 5): red, green and blue
plot.filters(found_filters, "Found in photographs", columns=6)

# %% [markdown]
# Each filter has 3 x 5 x 5 weights, for red, green and blue. Most of them are grey stripes or an edge in some
# direction; one is an edge between two colours. Two are of one green all over: their weights hardly change from pixel
# to pixel, only from colour to colour, positive for green and negative for red. They weigh one colour against
# another, wherever it is, and find no edge. (David Hubel and Torsten Wiesel
# found cells that answer to edges like these in the visual cortex of cats, and the first layer of AlexNet, which was
# trained on a million photographs, looks much the same.)
#
# Now your own layer runs them, on a photograph, and with them, as filter 12, `lying_edges`, Sobel's filter for what
# changes from top to bottom: a third of it on each colour, with zeros around it to make it 5 x 5.
#
# How like two maps are is told by their **correlation**: 1 or -1 if each number of one map is the same multiple of the
# other's, up to a number added to all of them, and 0 if the one says nothing about the other that a straight line
# could tell. Here its sign is left out, since light and dark may be exchanged.
#
# **Predict first:** which of the twelve makes the map that is most like Sobel's? Look at the picture of the filters.

# %%
my_twin = None  # a number from 0 to 11

# %%
as_others = np.broadcast_to(np.pad(lying_edges, 1) / 3, (1, 3, 5, 5))

with once_written():
    flower_in_colour = data.photograph("flower")  # (3, 128, 192)
    thirteen = np.concatenate([found_filters, as_others])
    maps = conv2d_forward(flower_in_colour[None], thirteen, np.zeros(13))[0][0]
    likeness = abs(np.corrcoef(maps.reshape(13, -1))[12, :12])
    compare_guess(my_twin, likeness.argmax(), "most like Sobel's")
    print("correlation with Sobel's map, without the sign:", *likeness.round(2))
    strong = np.quantile(abs(maps), 0.99, axis=(1, 2))[:, None, None]
    shown = {f"filter {k}": one for k, one in enumerate((maps / strong).clip(-1, 1))}
    twin = f"filter {likeness.argmax()}"
    display(plot.arrays({"photograph": flower_in_colour.transpose(1, 2, 0)}))
    for first in (0, 4, 8):
        display(plot.arrays({f"filter {k}": shown[f"filter {k}"] for k in range(first, first + 4)}))
    display(plot.arrays({"Sobel's": shown["filter 12"], f"most like it: {twin}": shown[twin]}))

# %% [markdown]
# Each map is divided by its own strongest answers, so that all can be seen: grey is 0.
#
# You wrote this layer with loops and with one product, and a test that looks for bugs in others. It has run numbers of
# yours, of Sobel's, and numbers that no person chose, and it did not care which. These twelve were found by asking
# what photographs are made of. They were not asked to be of use for anything: they would be the same, whether you
# want to find a flower, a tower or a tumour. A network has millions of such numbers, in many layers, and each of them
# is there because it helps with one task.
#
# **Who chose these numbers?** In `a3_backprop` you find out, and write it.

# %% [markdown]
# ## What you can now do
#
# You have written a convolution layer twice: once so that it can be understood, once so that it can be used.
# You know which calls tell a right layer from a broken one, and what filters find in a photograph, whoever made
# them.
#
# Six questions to see what has stayed. Answer before you open.
#
# <details><summary>1. An image has 64 channels. How many weights does one 3 x 3 filter have?</summary>
#
# 64 x 3 x 3 = 576, and a bias: a filter reaches through all channels.
#
# </details>
# <details><summary>2. A layer has 16 filters. What decides how many channels its output has?</summary>
#
# The number of filters, and nothing else: 16.
#
# </details>
# <details><summary>3. Mathematics flips the filter before it slides. Why does it not matter that this layer
# does not?</summary>
#
# The weights are learned. A layer that flips would simply learn the flipped weights.
#
# </details>
# <details><summary>4. Stride 2 on an even size leaves a row over with a 3 x 3 filter and no padding. What
# happens to it?</summary>
#
# It lies in no window: sizes are rounded down.
#
# </details>
# <details><summary>5. What does the matrix of windows cost, and what is it good for?</summary>
#
# Each pixel is stored once for every window that contains it, up to $k_H k_W$ times. In exchange the whole
# layer is one matrix product.
#
# </details>
# <details><summary>6. A test lets two layers pass, and their results differ in the last of sixteen digits. Is one
# of them broken?</summary>
#
# Not for that reason. They add in different orders, and each addition rounds.
#
# </details>
