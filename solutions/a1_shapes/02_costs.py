# %% [markdown]
# ## a1.parameters: what has to be learned?
#
# **Why it matters.** Every parameter takes memory, and every parameter has to be learned from data. Three
# layers can look at the same image and differ by a factor of more than ten million in what they have to learn.
# That factor is the reason why convolution exists.
#
# **Write** three functions. Each returns an int, and counts biases unless `bias=False`.
#
# - **Fully connected:** every output has its own weight for every input, and one bias.
# - **Convolution:** a **filter** is the set of weights behind one output channel. Each of the `c_out` filters goes
#   through all channels of its input, kernel height x kernel width weights in each, plus one bias per filter.
#   The same filter is used at every position. `kernel` is an int
#   or a pair `(height, width)`. With `groups`, the channels are split into that many blocks, and a filter
#   sees the channels of its own block only.
# - **Locally connected:** windows as in a convolution, but nothing is shared. Every output value has its own
#   weights and its own bias.
#
# *20 minutes for the three, difficulty 2 of 5.*
#
# <details><summary>Hint 1: one output first</summary>
#
# For each of the three: how many weights does one single output value use? Then: how many different sets of
# such weights are there?
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
# </details>


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
# A grey image of 200 x 200 goes into a layer with one output for each of its pixels. The fully connected
# version sees the whole image from every output, the other two see windows of 10 x 10.
#
# **Predict first:** how many weights does each of the three need? Guess the powers of ten; the axis below counts
# in them.

# %%
with once_written():
    weights = {
        "fully connected": fc_parameters(200 * 200, 200 * 200, bias=False),
        "locally connected": locally_connected_parameters(1, 1, 10, 200, 200, bias=False),
        "convolution, 1 filter": conv_parameters(1, 1, 10, bias=False),
        "convolution, 20 filters": conv_parameters(1, 20, 10, bias=False),
    }
    title = "One output for each pixel of a 200 x 200 image"
    display(plot.bars(weights, title, "weights", log=True))

# %% [markdown]
# From the first bar to the second, each output has stopped looking at the whole image. From the second to the
# third, all outputs have begun to share one set of weights. Twenty different filters still cost next to nothing.
#
# How much does sharing alone save? Two layers that you may meet in lectures, biases included:

# %%
with once_written():
    rows = [
        {
            "layer": f"{c_out} filters of {kernel} x {kernel} x 3, output {size} x {size}",
            "shared": conv_parameters(3, c_out, kernel),
            "not_shared": locally_connected_parameters(3, c_out, kernel, size, size),
        }
        for c_out, kernel, size in [(5, 7, 24), (96, 11, 55)]
    ]
    display(plot.table(rows, "Parameters with and without sharing"))
    full_hd = fc_parameters(1920 * 1080 * 3, 1, bias=False)
    print(f"One output, connected to all of a full-HD colour image: {full_hd:,} weights")

# %% [markdown]
# ## a1.multiply_adds: what does it cost to run?
#
# **Why it matters.** Sharing weights saves memory but not work: the filter is multiplied with the image at
# every position again. Time, energy and the heat of your computer follow the number of multiplications, not the
# number of parameters.
#
# **Write** `conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1)`. It returns how many times
# a weight is multiplied with an input and added to a sum, for one image. The addition of a bias is not counted.
# `kernel` is an int or a pair.
#
# *10 minutes, difficulty 1 of 5.*
#
# <details><summary>Hint: use what you have</summary>
#
# How many multiplications make one output value? How many output values are there? One of your functions from
# the exercise above does most of the work.
#
# </details>


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
# Ten filters of 5 x 5 look at colour images; padding 2 keeps the size.
#
# **Predict first:** the image becomes twice as wide and twice as high. What happens to the parameters, and what
# to the multiply-adds?

# %%
with once_written():
    rows = [
        {
            "image": f"{n} x {n}",
            "parameters": conv_parameters(3, 10, 5),
            "multiply_adds": conv_multiply_adds(3, 10, 5, n, n),
        }
        for n in (32, 64, 128, 256)
    ]
    display(plot.table(rows, "Ten 5 x 5 filters on images with 3 channels"))

# %% [markdown]
# The parameters stay, the multiply-adds grow fourfold: there are four times as many positions.
