# %% [markdown]
# ## What can a filter of one pixel do?
#
# **Why it matters.** A filter of 1 x 1 sees no neighbours, so it finds no edge. But it reaches through all
# channels, and mixes them: each of its maps is a weighted sum of the maps that come in, and a layer of 32 of them
# makes 32 maps of 64. Large networks do this before a costly layer, so that it has fewer channels to work on.
#
# **By hand.** In the next figure is an image of three channels, 1 x 2 pixels. Filter 0 has the weights 1, 0, -1
# and the bias 10, filter 1 has 2, 1, 0 and no bias. Work out both outputs of both filters.

# %%
three_channels = np.array([[3.0, 1], [1.0, 2], [2.0, 4]])[:, None]
two_mixtures = np.array([[1.0, 0, -1], [2.0, 1, 0]])
named = {f"channel {c}": three_channels[c] for c in range(3)}
plot.arrays(named | {"weights, a filter a row": two_mixtures})

# %%
my_map_of_filter_0 = None  # such as (1, 2)
my_map_of_filter_1 = None

# %% [markdown]
# **Write** `conv1x1(x, w, b)`. `x` is $(N, C_{in}, H, W)$, `w` is $(C_{out}, C_{in})$, a row for each filter, and
# `b` is $(C_{out},)$. There is no stride and no padding. The result is $(N, C_{out}, H, W)$:
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_c w[f, c] \; x[n, c, i, j]$$
#
# The group *several images* has more than one in a batch.
#
# *a2.conv1x1: 10 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to begin</summary>
#
# One pixel has $C_{in}$ numbers, and `w @ ...` of these is all that happens to it. To do it for all pixels at once,
# bring the channels to the end with `transpose`: then it is one product with `w.T`. Or name the axes: `np.einsum`.
#
# </details>
# <details><summary>Hint 2: the values are right, the places are not</summary>
#
# A reshape never moves an axis. What was brought to the end before the product has to be brought back after it.
#
# </details>
# <details><summary>Hint 3: have you not written this already?</summary>
#
# It is your layer with filters of shape $(C_{out}, C_{in}, 1, 1)$.
#
# </details></div>


# %%
def conv1x1(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A convolution layer with filters of one pixel.

    x: (N, C_in, H, W).  w: (C_out, C_in).  b: (C_out,).
    Returns (N, C_out, H, W) with x's dtype; changes none of its inputs.
    """
    ### BEGIN SOLUTION
    out = x.transpose(0, 2, 3, 1) @ w.T + b
    return out.transpose(0, 3, 1, 2).astype(x.dtype)
    ### END SOLUTION


# %%
check("a2.conv1x1", conv1x1)

# %%
with once_written():
    mixed = conv1x1(three_channels[None], two_mixtures, np.array([10.0, 0]))[0, :, 0]
    compare_guess(my_map_of_filter_0, tuple(mixed[0].astype(int).tolist()), "map of filter 0")
    compare_guess(my_map_of_filter_1, tuple(mixed[1].astype(int).tolist()), "map of filter 1")

# %% [markdown]
# ### Three filters mix red, green and blue
#
# A photograph has three channels, and a layer of three filters makes a picture of it again. Here are three such
# layers. Each row is a filter, with its weights for red, green and blue and its bias.
#
# | | layer 1 | layer 2 | layer 3 |
# | :--- | :---: | :---: | :---: |
# | new red | 1/3 1/3 1/3, bias 0 | 0 0 1, bias 0 | -1 0 0, bias 1 |
# | new green | 1/3 1/3 1/3, bias 0 | 0 1 0, bias 0 | 0 -1 0, bias 1 |
# | new blue | 1/3 1/3 1/3, bias 0 | 1 0 0, bias 0 | 0 0 -1, bias 1 |
#
# **Predict first:** the flower is orange: much red, less green, little blue. Which of the layers make it blue?

# %%
my_layers_that_make_it_blue = None  # such as "12"

# %%
with once_written():
    exchanged = np.eye(3)[::-1]
    three_layers = {
        "layer 1": (np.full((3, 3), 1 / 3), np.zeros(3)),
        "layer 2": (exchanged, np.zeros(3)),
        "layer 3": (-np.eye(3), np.ones(3)),
    }
    in_colour = data.photograph("flower")  # (3, 128, 192)
    pictures = {name: conv1x1(in_colour[None], *layer)[0] for name, layer in three_layers.items()}
    petals = {name: picture[:, 50:80, 70:110].mean(axis=(1, 2)) for name, picture in pictures.items()}
    blue = [name[-1] for name, (red, green, blue) in petals.items() if blue > 1.2 * max(red, green)]
    compare_guess(my_layers_that_make_it_blue, "".join(blue), "layers that make it blue")
    shown = {"photograph": in_colour} | pictures
    display(plot.arrays({name: array.transpose(1, 2, 0).clip(0, 1) for name, array in shown.items()}))

# %% [markdown]
# <details><summary>How to tell layer 2 from layer 3</summary>
#
# Layer 2 exchanges red and blue, and what is dark stays dark. Layer 3 takes each channel from 1, which makes the
# negative: orange becomes blue there too, but the dark leaves become bright.
#
# </details>
#
# **Predict first:** an image of 56 x 56 pixels has 64 channels, and 32 filters of 1 x 1 are laid on it. What is the
# shape of the result, without the batch? How many weights does the layer have, and how many would 32 filters of 3 x
# 3 have? Biases are not counted.

# %%
my_shape_of_the_mixture = None  # such as (3, 128, 192)
my_weights_of_1x1 = None
my_weights_of_3x3 = None

# %%
with once_written():
    many_channels, few_filters = np.zeros((1, 64, 56, 56)), np.zeros((32, 64))
    result = conv1x1(many_channels, few_filters, np.zeros(32))
    compare_guess(my_shape_of_the_mixture, result.shape[1:], "shape")
    compare_guess(my_weights_of_1x1, few_filters.size, "weights of 1 x 1")
    compare_guess(my_weights_of_3x3, np.zeros((32, 64, 3, 3)).size, "weights of 3 x 3")

# %% [markdown]
# ## And if there is only one axis?
#
# **Why it matters.** A heartbeat, a sentence, the price of electricity: much of what there is to learn from comes as
# a sequence of numbers. What makes convolution useful on images makes it useful here: a pattern is the same
# pattern whenever it occurs. Nothing new is needed but one axis less. With one axis more the same layer sees films
# or scans of a body.
#
# **By hand.** The signal 1, 0, 2, 3, 1, one filter with the weights 1, 2, -1, no bias, no padding, stride 2. How
# many outputs are there, and which?

# %%
my_signal_outputs = None  # such as (1, 2, 3)

# %% [markdown]
# **Write** `conv1d(x, w, b, stride=1, padding=0)`.
#
# - `x` is $(N, C_{in}, L)$: $N$ signals of $C_{in}$ channels and $L$ numbers each. A channel may be a microphone, or
#   one of the leads of a heart monitor.
# - `w` is $(C_{out}, C_{in}, K)$ and `b` is $(C_{out},)$. The filter is laid on as it is, not turned round.
# - `stride` and `padding` are ints. The padding is zeros at both ends.
# - The result is $(N, C_{out}, L')$ with $L' = \lfloor (L + 2p - K) / s \rfloor + 1$. With the padded signals
#   $\tilde x$:
#
# $$\text{out}[n, f, i] = b[f] + \sum_c \sum_u w[f, c, u] \; \tilde x[n, c, i \, s + u]$$
#
# The group *channels and filters* has several of each.
#
# *a2.conv1d: 20 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to begin</summary>
#
# The window of output i is `padded[:, :, i * stride : i * stride + K]`, for all signals and channels at once. Its
# products with filter f are added over channels and along the window.
#
# </details>
# <details><summary>Hint 2: have you not written this already?</summary>
#
# A signal is an image one pixel high: `x[:, :, None]` is $(N, C_{in}, 1, L)$. Which stride and which padding does your
# layer need then, as pairs?
#
# </details></div>


# %%
def conv1d(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, padding: int = 0) -> np.ndarray:
    """A convolution layer along one axis.

    x: (N, C_in, L).  w: (C_out, C_in, K).  b: (C_out,).
    Returns (N, C_out, L') with x's dtype; changes none of its inputs.
    """
    ### BEGIN SOLUTION
    n, c, length = x.shape
    padded = np.zeros((n, c, length + 2 * padding), x.dtype)
    padded[:, :, padding : padding + length] = x
    size = w.shape[2]
    out = np.zeros((n, len(w), (length + 2 * padding - size) // stride + 1), x.dtype)
    for i in range(out.shape[2]):
        window = padded[:, :, i * stride : i * stride + size]
        out[:, :, i] = np.einsum("ncu,fcu->nf", window, w) + b
    return out
    ### END SOLUTION


# %%
check("a2.conv1d", conv1d)

# %%
with once_written():
    signal = np.array([1.0, 0, 2, 3, 1])
    outputs = conv1d(signal[None, None], np.array([[[1.0, 2, -1]]]), np.zeros(1), stride=2)
    compare_guess(my_signal_outputs, tuple(outputs[0, 0].astype(int).tolist()), "outputs")

# %% [markdown]
# ### Can you hear the bat?
#
# A bat calls and listens for the echo. The next cell makes up a recording: a call of 40 numbers, which begins low and
# ends high, two to five times at places drawn at random, and noise over all of it.

# %%
moments = np.arange(40) / 40
bat_call = np.sin(2 * np.pi * (1 + 4 * moments) * moments)
rng = np.random.default_rng(236)
calls = rng.integers(2, 6)
begins = np.sort(60 * rng.permutation(6)[:calls] + rng.integers(5, 20, calls))
recording = rng.standard_normal(420)
for begin in begins:
    recording[begin : begin + 40] += bat_call

display(plot.profile(bat_call, "One call", "time", "sound"))
display(plot.profile(recording, "The recording", "time", "sound"))

# %% [markdown]
# **Predict first:** how many calls do you see? A filter whose weights are the call itself is laid on the recording:
# how many outputs are there? And the same filter turned round, which begins high and ends low: does it find the calls
# as well?

# %%
my_number_of_calls = None
my_number_of_outputs = None
my_turned_round = None  # "yes" or "no"

# %%
my_stride = 1

# %%
with once_written():
    both_ways = np.stack([bat_call, bat_call[::-1]])[:, None]  # (2, 1, 40)
    heard, backwards = conv1d(recording[None, None], both_ways, np.zeros(2), my_stride)[0]
    at_the_calls = begins / my_stride  # counted in outputs
    compare_guess(my_number_of_calls, len(begins), "calls")
    compare_guess(my_number_of_outputs, len(heard), f"outputs with stride {my_stride}")
    finds = backwards[[round(place) for place in at_the_calls]].mean() > heard.max() / 2
    compare_guess(my_turned_round, "yes" if finds else "no", "turned round it finds them")
    print("the calls begin at output", ", ".join(f"{place:g}" for place in at_the_calls))
    display(plot.profile(heard, "What the filter answers", "output", "answer"))
    display(plot.profile(backwards, "What it answers turned round", "output", "answer"))

# %% [markdown]
# At the places of the calls the 40 products are almost all positive and add up, while the noise adds up to little.
# That is how radar and sonar find echoes that nobody could see in a recording.
#
# Now set `my_stride` to 4 and run the last cell again. A quarter of the numbers is left, and of the work. What is lost?
# Look at where the calls begin now, counted in outputs.
#
# <details><summary>Answer</summary>
#
# One of the calls. The peaks are narrow, and where a call begins halfway between two outputs, neither of them falls on
# its peak. A stride does not only make the map smaller; it may step over what the filter was looking for.
#
# </details>

# %% [markdown]
# ## Two layers, or one?
#
# **Why it matters.** Networks are deep: layer upon layer. But two convolution layers one after the other are nothing
# else than a single one with larger filters. Once you have computed that single layer, you know what has to stand
# between two layers, and why.
#
# **By hand.** The first layer has one filter with the weights 1, 2 and makes of a row of pixels
# $y_j = x_j + 2 x_{j+1}$. The second has the weights 3, -1 and makes $z_j = 3 y_j - y_{j+1}$. Put the first into the
# second: with what weights does a single filter make $z$ of $x$?

# %%
my_composed = None  # such as (1, 2, 3)

# %% [markdown]
# **Write** `compose_kernels(first, second)`. Both are the weights of a layer without biases, with stride 1 and without
# padding.
#
# - `first` is $(M, C, k_H, k_W)$: it is laid on an image of $C$ channels and makes $M$ maps.
# - `second` is $(F, M, l_H, l_W)$: it is laid on these $M$ maps and makes $F$.
# - The result is $(F, C, k_H + l_H - 1, k_W + l_W - 1)$: the weights of the one layer that makes the same $F$ maps of
#   the image at once. As everywhere in this notebook its filters are laid on as they are. The group *channels and
#   filters* has several of each.
#
# *a2.compose_kernels: 25 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: one channel, one filter</summary>
#
# In your calculation by hand, weight u of the second filter and weight s of the first meet the pixel u + s. So each
# weight of the second filter adds the whole first filter to the result, times itself, u columns further on.
#
# </details>
# <details><summary>Hint 2: channels and filters</summary>
#
# Map m is made by filter m of the first layer and seen by channel m of the second. So for one (u, v) and one
# (s, t) the weights of both layers are two matrices, (F, M) and (M, C), and what belongs to both is their product.
#
# </details>
# <details><summary>Hint 3: the result is turned round, or a part of it is missing</summary>
#
# Nothing is flipped, and nothing is cut off. Make an array of zeros of the final size, and add each contribution to
# the rows u to u + kH - 1 and the columns v to v + kW - 1, with `+=`.
#
# </details></div>


# %%
def compose_kernels(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The one layer that does what two layers do, one after the other.

    first: (M, C, kH, kW), applied before second.  second: (F, M, lH, lW).
    Returns (F, C, kH + lH - 1, kW + lW - 1) with first's dtype; changes none of its inputs.
    """
    ### BEGIN SOLUTION
    rows, columns = first.shape[2:]
    more_rows, more_columns = second.shape[2:]
    shape = (len(second), first.shape[1], rows + more_rows - 1, columns + more_columns - 1)
    out = np.zeros(shape, first.dtype)
    for u in range(more_rows):
        for v in range(more_columns):
            both = np.einsum("fm,mcst->fcst", second[:, :, u, v], first)
            out[:, :, u : u + rows, v : v + columns] += both
    return out
    ### END SOLUTION


# %%
check("a2.compose_kernels", compose_kernels)

# %%
with once_written():
    by_hand = compose_kernels(np.array([[[[1.0, 2]]]]), np.array([[[[3.0, -1]]]]))
    compare_guess(my_composed, tuple(by_hand.ravel().astype(int).tolist()), "weights of the one filter")

# %% [markdown]
# ### What is a filter of Sobel's made of?
#
# The first layer has one filter, a column of three weights: 1, 2, 1. It adds neighbours up along a column, which makes
# the picture smoother from top to bottom. The second has a row of three weights: 1, 0, -1. The next cell runs them one
# after the other on the photograph, and beside it your composed filter, once.
#
# **Predict first:** what are the nine weights of the composed filter, row by row? Each layer computes its
# map once. How many multiply-adds is that for each place of a map: of the two layers together, and of the one?

# %%
my_nine_weights = None  # such as (0, 1, 0, 1, -4, 1, 0, 1, 0)
my_work_of_two = None
my_work_of_one = None

# %%
smooth = np.array([1.0, 2, 1]).reshape(1, 1, 3, 1)
difference = np.array([1.0, 0, -1]).reshape(1, 1, 1, 3)


def layer(x, w, padding=0):
    """A layer without biases."""
    return conv2d_forward(x, w, np.zeros(len(w)), padding=padding)[0]


with once_written():
    at_once = compose_kernels(smooth, difference)
    compare_guess(my_nine_weights, tuple(at_once.ravel().astype(int).tolist()), "composed")
    compare_guess(my_work_of_two, smooth.size + difference.size, "multiply-adds of two layers")
    compare_guess(my_work_of_one, at_once.size, "multiply-adds of one layer")
    in_two = layer(layer(photo[None, None], smooth), difference)[0, 0]
    in_one = layer(photo[None, None], at_once)[0, 0]
    print(f"largest difference between the two maps: {abs(in_two - in_one).max():.1e}")
    display(plot.arrays({"photograph": photo, "two layers": in_two, "one layer": in_one}))

# %% [markdown]
# It is one of Sobel's two filters, `upright_edges`. Two small layers do the same for less: six products in place
# of nine. But they do nothing that one layer could not do, and a third layer or a tenth on top changes nothing
# about that.
#
# ### What has to stand between two layers?
#
# A first layer has two filters: `upright_edges`, and the same with all signs changed. A second layer adds the two
# maps up, and takes the mean over 3 x 3 places so that the picture is less noisy.
#
# **Predict first:** what is the largest weight of the one filter that does the same? Then the next cell puts a
# **ReLU** between the two layers, which sets all negative numbers to 0: `np.maximum(maps, 0)`. Does the map become
# different from the one without it?

# %%
my_largest_weight = None
my_map_with_relu = None  # "the same" or "different"

# %%
with once_written():
    both_signs = np.stack([upright_edges, -upright_edges])[:, None]  # (2, 1, 3, 3)
    add_up = np.full((1, 2, 3, 3), 1 / 9)
    composed = compose_kernels(both_signs, add_up)
    compare_guess(my_largest_weight, round(abs(composed).max(), 6), "largest weight")
    halfway = layer(photo[None, None], both_signs)
    without, between = (layer(maps, add_up)[0, 0] for maps in (halfway, np.maximum(halfway, 0)))
    same = np.allclose(without, between)
    compare_guess(my_map_with_relu, "the same" if same else "different", "with a ReLU between")
    nothing = abs(without).round(9)  # without what rounding leaves
    display(plot.arrays({"two layers": nothing, "with a ReLU between": between.clip(0, 1)}))

# %% [markdown]
# <details><summary>What happened?</summary>
#
# What one filter finds the other takes away again, so the two layers together have a filter of zeros, and see nothing.
# With the ReLU each filter keeps what it has found: one the edges from dark to bright, the other those from bright to
# dark. The second layer adds them up to a map of upright edges of both kinds.
#
# No single filter can do this. If all pixels of a picture change their sign, each number of a filter's map changes its
# sign too; the map of both kinds stays as it is. That is why something that is not a weighted sum stands between the
# layers of every network. Without it the deepest of them would be one layer.
#
# </details>
