# %% [markdown]
# ## What has to be learned?
#
# An image in colour is three tables of numbers: how much red, green and blue there is at each place. Such a
# table is a **channel**. The maps of a layer are the channels that the next layer takes in.

# %%
from cnnlib import data

crescent = data.coloured_shapes(20, seed=1).train_images[3].transpose(1, 2, 0) / 255
channels = {name: crescent[..., place] for place, name in enumerate(["red", "green", "blue"])}
plot.arrays({"image in colour": crescent} | channels)

# %% [markdown]
# **Why it matters.** Whatever a network learns is stored in its **parameters**: the weights, and the
# **biases**, which are numbers added to the sums. Every parameter takes memory and has to be learned from
# examples. Two layers can take in the same image and give out equally many numbers, and yet one has very much
# more to learn than the other. How much more, the figure at the end of this section shows.
#
# **Write** three functions. Each returns an int, and counts the biases unless `bias=False`.
#
# - **Fully connected,** `fc_parameters(n_in, n_out, bias=True)`: every one of the `n_out` outputs is a sum
#   over all `n_in` inputs with weights of its own, plus a bias of its own.
# - **Convolution,** `conv_parameters(c_in, c_out, kernel, bias=True, groups=1)`: `c_in` channels go in, and
#   each of the `c_out` filters makes one channel of the output. A filter has a table of kernel height x
#   kernel width weights for each channel that it sees, all products are added up to one sum, and one bias is
#   added. The filter has the same weights and the same bias at every position. `kernel` is an int, for a
#   square one, or a tuple `(height, width)`, which the group *kernel pair* asks for. The argument `groups`
#   splits the channels, and has nothing to do with the groups of cases in a report. With `groups=2`, one half
#   of the filters sees the first half of the channels only, and the other half of the filters sees the other
#   half of the channels; with 3 groups they are thirds, and so on. There are `c_out` filters in all, whatever
#   `groups` is. In all cases of the check `c_in` and `c_out` can be divided by `groups` without a remainder.
#   Mind the order of the arguments: `bias` comes before `groups`.
# - **Locally connected,** `locally_connected_parameters(c_in, c_out, kernel, out_height, out_width,
#   bias=True)`: windows as in a convolution, `c_out` x `out_height` x `out_width` outputs, but nothing is
#   shared. Every output has its own weights and its own bias. Here too `kernel` is an int or a pair.
#
# **By hand.** Two channels go in, there are three filters, the kernel is 2. Draw one filter with all its
# weights. How many parameters has the layer? A cell below the check compares.

# %%
my_three_filters = None  # parameters of the layer

# %% [markdown]
# *a1.parameters: 20 minutes for the three, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: one output first</summary>
#
# For each of the three: how many weights does one single output use? Then: how many different sets of such
# weights are there?
#
# </details>
# <details><summary>Hint 2: an int or a pair</summary>
#
# `isinstance(kernel, int)` tells the two apart. Turn an int into a pair at the top of the function, and the
# rest has one case only.
#
# </details>
# <details><summary>Hint 3: groups</summary>
#
# With 6 channels in, 4 filters and 2 groups, a filter sees 3 channels. There are still 4 filters, and still 4
# biases.
#
# </details></div>


# %%
def fc_parameters(n_in: int, n_out: int, bias: bool = True) -> int:
    """Parameters of a fully connected layer from n_in to n_out numbers."""
    ### BEGIN SOLUTION
    return n_out * (n_in + bias)
    ### END SOLUTION


# %%
def conv_parameters(
    c_in: int, c_out: int, kernel: int | tuple[int, int], bias: bool = True, groups: int = 1
) -> int:
    """Parameters of a convolution layer; kernel is an int or (height, width)."""
    ### BEGIN SOLUTION
    height, width = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in // groups * height * width + bias)
    ### END SOLUTION


# %%
def locally_connected_parameters(
    c_in: int,
    c_out: int,
    kernel: int | tuple[int, int],
    out_height: int,
    out_width: int,
    bias: bool = True,
) -> int:
    """Parameters of a locally connected layer with c_out x out_height x out_width outputs."""
    ### BEGIN SOLUTION
    return out_height * out_width * conv_parameters(c_in, c_out, kernel, bias)
    ### END SOLUTION


# %%
check("a1.parameters", fc_parameters, conv_parameters, locally_connected_parameters)

# %%
with once_written():
    compare_guess(my_three_filters, conv_parameters(2, 3, 2), "by hand, three filters on two channels")

# %% [markdown]
# A grey image of 200 x 200 goes into three layers, one of each kind. Each gives out as many numbers as the
# image has pixels. In the fully connected layer every output sees the whole image, in the two others a window
# of 11 x 11, with padding 5.
#
# **Predict first:** how many weights has the fully connected layer? The power of ten is what matters:
# `10**6`, say.

# %%
my_weights = None

# %%
with once_written():
    weights = {
        "fully connected": fc_parameters(200 * 200, 200 * 200, bias=False),
        "locally connected": locally_connected_parameters(1, 1, 11, 200, 200, bias=False),
        "convolution, 1 filter": conv_parameters(1, 1, 11, bias=False),
        "convolution, 20 filters": conv_parameters(1, 20, 11, bias=False),
    }
    compare_guess(my_weights, weights["fully connected"], "fully connected")
    title = "Three kinds of layers on a grey image of 200 x 200"
    display(plot.bars(weights, title, "weights", log=True))

# %% [markdown]
# Between the first bar and the second, the windows are new: an output sees 121 pixels in place of all.
# Between the second and the third, the sharing is new: all outputs use one set of weights. Twenty filters,
# the fourth bar, still have less than a thousandth of the weights of the second, and give out twenty maps.
# Mind the axis: from line to line it grows by a factor.
#
# How much does sharing alone save? Two layers from lectures on the subject, without biases:

# %%
with once_written():
    rows = [
        {
            "layer": f"{c_out} filters of {kernel} x {kernel} x 3, output {size} x {size}",
            "shared": conv_parameters(3, c_out, kernel, bias=False),
            "not_shared": locally_connected_parameters(3, c_out, kernel, size, size, bias=False),
        }
        for c_out, kernel, size in [(5, 7, 24), (96, 11, 55)]
    ]
    display(plot.table(rows, "Weights with and without sharing"))
    full_hd = fc_parameters(1920 * 1080 * 3, 1, bias=False)
    print(f"One output, connected to all of a full-HD image in colour: {full_hd:,} weights")

# %% [markdown]
# ## What else does sharing give?
#
# Few weights are one half of the reason why convolution exists. The other half is what those weights do when
# something moves. Below is the digit from the beginning of this notebook on a wider image, and the same image
# with the digit moved by five pixels to the right. A convolution takes in both images, with the filter from
# the beginning. So does a fully connected layer with as many outputs and with random weights.
#
# **Predict first:** how do the outputs of each layer for the second image differ from those for the first?
# They stay as they are, they move by five places, or they change altogether.

# %%
my_convolution = None  # "stay", "move" or "change"
my_fully_connected = None  # "stay", "move" or "change"

# %%
from cnnlib import data
from cnnlib.ops.conv import correlate2d

digit = data.digits().train_images[4, 0] / 255
edges = np.array([[1.0, 0, -1], [1.0, 0, -1], [1.0, 0, -1]])
wide = np.zeros((8, 16))
wide[:, 1:9] = digit
moved = np.roll(wide, 5, axis=1)
every_weight = np.random.default_rng(0).standard_normal((6 * 14, 8 * 16)) / 4


def convolution(image):
    """The map of the filter, 6 x 14."""
    return correlate2d(image, edges)


def fully_connected(image):
    """As many outputs, each a sum over all pixels with weights of its own."""
    return (every_weight @ image.ravel()).reshape(6, 14)


display(plot.arrays({"image": wide, "the same, moved": moved}))
for layer, guess in [(convolution, my_convolution), (fully_connected, my_fully_connected)]:
    name = layer.__name__.replace("_", " ")
    before, after = layer(wide), layer(moved)
    off = abs(np.roll(before, 5, axis=1) - after).max()
    stays = abs(before - after).max() < 1e-9
    display(plot.arrays({name: before, "of the moved image": after}))
    compare_guess(guess, "stay" if stays else "move" if off < 1e-9 else "change", name)
    print(f"the outputs, moved by five, differ from those of the moved image by up to {off:.1f}")

# %% [markdown]
# <details><summary>Why this matters as much as the number of weights</summary>
#
# A pattern that is worth finding at one place of an image is worth finding everywhere. A filter that has
# learned it finds it wherever it goes, because it is the same filter at every position: move the image, and
# the map moves with it. This is called **equivariance**.
#
# A fully connected layer could be trained to do the same, but nothing makes it. It has to learn the pattern
# anew for every place, from examples that show it there.
#
# </details>

# %% [markdown]
# ## What does it cost to run?
#
# **Why it matters.** Sharing weights saves memory but not work: the filter is multiplied with the image at
# every position again. How much a network computes is counted in **multiply-adds**: one is a multiplication
# of a weight with an input and the addition of the product to a sum.
#
# **By hand.** One filter of 3 x 3 on one channel, 4 x 5 outputs: nine multiply-adds for each output, 180 in
# all.
#
# **Write** `conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1)`. It returns the
# multiply-adds of a convolution layer for one image, an int. Each weight counts one multiply-add at each
# position, even where it meets a zero of the padding. Adding a bias is not counted. `kernel` is an int or a
# pair `(height, width)`; `groups` means what it means in `conv_parameters`. The group *large* has a count of
# more than 32 bits.
#
# *a1.multiply_adds: 10 minutes, difficulty 1 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint: use what you have</summary>
#
# How many multiplications make one output? How many outputs are there? One of your functions from the
# exercise above does most of the work.
#
# </details></div>


# %%
def conv_multiply_adds(
    c_in: int,
    c_out: int,
    kernel: int | tuple[int, int],
    out_height: int,
    out_width: int,
    groups: int = 1,
) -> int:
    """Multiply-adds of a convolution layer for one image, additions of biases not counted."""
    ### BEGIN SOLUTION
    weights = conv_parameters(c_in, c_out, kernel, bias=False, groups=groups)
    return out_height * out_width * weights
    ### END SOLUTION


# %%
check("a1.multiply_adds", conv_multiply_adds)

# %% [markdown]
# Ten filters of 5 x 5 look at images in colour; padding 2 keeps the size.
#
# **Predict first:** the image becomes twice as wide and twice as high. By which factor do the parameters
# grow, and by which the multiply-adds? A factor of 1 says that they stay the same.

# %%
my_parameters_grow = None  # a factor
my_multiply_adds_grow = None  # a factor

# %%
with once_written():
    rows = [
        {
            "image": f"{n} x {n}",
            "parameters": conv_parameters(3, 10, 5),
            "multiply_adds": conv_multiply_adds(3, 10, 5, n, n),
        }
        for n in (32, 64, 128)
    ]
    for key, guess in [("parameters", my_parameters_grow), ("multiply_adds", my_multiply_adds_grow)]:
        compare_guess(guess, rows[1][key] // rows[0][key], f"factor of the {key.replace('_', '-')}")
    display(plot.table(rows, "Ten 5 x 5 filters on images with 3 channels"))

# %% [markdown]
# ### Which of the two costs more?
#
# Layer A works on 64 channels of 56 x 56 and has 64 filters of 3 x 3. Layer B stands further back in the same
# network, on 256 channels of 14 x 14, with 256 filters of 3 x 3. Both keep the size.
#
# **Predict first:** which has more parameters, and which does more multiply-adds?

# %%
my_more_parameters = None  # "A", "B" or "equal"
my_more_multiply_adds = None  # "A", "B" or "equal"

# %%
with once_written():
    rows = [
        {
            "layer": name,
            "parameters": conv_parameters(channels, channels, 3),
            "multiply_adds": conv_multiply_adds(channels, channels, 3, size, size),
        }
        for name, channels, size in [("A", 64, 56), ("B", 256, 14)]
    ]
    for key, guess in [("parameters", my_more_parameters), ("multiply_adds", my_more_multiply_adds)]:
        a, b = (row[key] for row in rows)
        compare_guess(guess, "A" if a > b else "B" if b > a else "equal", f"more {key.replace('_', '-')}")
    display(plot.table(rows, "Two layers of one network"))

# %% [markdown]
# <details><summary>Why it comes out like this</summary>
#
# From A to B the channels grow fourfold in and out, so there are sixteen times as many weights. The sides
# shrink to a quarter, so there are a sixteenth as many positions. Many networks double the channels wherever
# they halve the sides, and so spread the work evenly over their layers, while nearly all parameters gather at
# the end.
#
# </details>
