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
# examples. Three layers can look at the same image and differ by a factor of more than ten million in what
# they have to learn.
#
# **Write** three functions. Each returns an int, and counts the biases unless `bias=False`.
#
# - **Fully connected,** `fc_parameters(n_in, n_out, bias=True)`: every one of the `n_out` outputs is a sum
#   over all `n_in` inputs with weights of its own, plus a bias of its own.
# - **Convolution,** `conv_parameters(c_in, c_out, kernel, bias=True, groups=1)`: `c_in` channels go in, and
#   each of the `c_out` filters makes one channel of the output. A filter has a table of kernel height x
#   kernel width weights for each channel that it sees, all products are added up to one sum, and one bias is
#   added. It keeps its weights and its bias at every position. `kernel` is an int, for a square one, or a
#   tuple `(height, width)`, a "kernel pair". With `groups`, the channels are split into that many blocks, the
#   filters too, and a filter sees the channels of its own block only; `groups` divides both `c_in` and
#   `c_out`. Mind the order of the arguments: `bias` comes before `groups`.
# - **Locally connected,** `locally_connected_parameters(c_in, c_out, kernel, out_height, out_width,
#   bias=True)`: windows as in a convolution, `c_out` x `out_height` x `out_width` outputs, but nothing is
#   shared. Every output has its own weights and its own bias.
#
# **By hand.** Two channels go in, there are three filters, the kernel is 2. Draw one filter with all its
# weights. How many parameters has the layer?

# %%
my_parameters = None

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

# %% [markdown]
# A grey image of 200 x 200 goes into a layer with one output for each of its pixels. In the fully connected
# layer every output sees the whole image, in the two others a window of 10 x 10.
#
# **Predict first:** how many weights has the fully connected layer? The power of ten is what matters:
# `10**6`, say.

# %%
my_guess = None

# %%
with once_written():
    compare_guess(my_parameters, conv_parameters(2, 3, 2), "by hand, three filters on two channels")
    weights = {
        "fully connected": fc_parameters(200 * 200, 200 * 200, bias=False),
        "locally connected": locally_connected_parameters(1, 1, 10, 200, 200, bias=False),
        "convolution, 1 filter": conv_parameters(1, 1, 10, bias=False),
        "convolution, 20 filters": conv_parameters(1, 20, 10, bias=False),
    }
    compare_guess(my_guess, weights["fully connected"], "fully connected")
    title = "One output for each pixel of a 200 x 200 image"
    display(plot.bars(weights, title, "weights", log=True))

# %% [markdown]
# From the first bar to the second each output has stopped looking at the whole image. From the second to the
# third all outputs have begun to share one set of weights. Mind the axis: from line to line it grows by a
# factor.
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
# something moves. Below, the digit is moved by five pixels. The filter from the beginning of this notebook is
# laid on both images, and so is a fully connected layer of as many outputs, with random weights.
#
# **Predict first:** for each of the two layers, what happens to its outputs? They "stay" as they are, they
# "move" by five places, or they "change" altogether.

# %%
my_convolution = None  # "stay", "move" or "change"
my_fully_connected = None

# %%
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
for layer, my_guess in [(convolution, my_convolution), (fully_connected, my_fully_connected)]:
    name = layer.__name__.replace("_", " ")
    before, after = layer(wide), layer(moved)
    off = abs(np.roll(before, 5, axis=1) - after).max()
    stays = abs(before - after).max() < 1e-9
    display(plot.arrays({name: before, "of the moved image": after}))
    compare_guess(my_guess, "stay" if stays else "move" if off < 1e-9 else "change", name)
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
# multiply-adds of a convolution layer for one image, an int: one for each weight at each position, also for
# the first product of a sum and for products with the zeros of a padding. Adding a bias is not counted.
# `kernel` is an int or a pair `(height, width)`, and `groups` divides both numbers of channels. The group
# "large" goes beyond what fits into 32 bits.
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
# grow, and by which the multiply-adds?

# %%
my_parameters_grow = None  # a factor
my_multiply_adds_grow = None

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
    for key, my_guess in [("parameters", my_parameters_grow), ("multiply_adds", my_multiply_adds_grow)]:
        compare_guess(my_guess, rows[1][key] // rows[0][key], f"factor of the {key.replace('_', '-')}")
    display(plot.table(rows, "Ten 5 x 5 filters on images with 3 channels"))

# %% [markdown]
# ### Which of the two costs more?
#
# Layer A works on 64 channels of 56 x 56 and has 64 filters of 3 x 3. Layer B stands further back in the same
# network, on 256 channels of 14 x 14, with 256 filters of 3 x 3. Both keep the size.
#
# **Predict first:** which has more parameters, and which does more multiply-adds? "A", "B" or "equal".

# %%
my_more_parameters = None
my_more_multiply_adds = None

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
    for key, my_guess in [("parameters", my_more_parameters), ("multiply_adds", my_more_multiply_adds)]:
        a, b = (row[key] for row in rows)
        compare_guess(my_guess, "A" if a > b else "B" if b > a else "equal", f"more {key.replace('_', '-')}")
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
