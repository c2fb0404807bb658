# %% [markdown]
# ## What does a convolution layer compute?
#
# **Why it matters.** One filter on one channel is the smallest piece. A layer has many filters, and its images
# have channels: red, green and blue, or the maps of the layer before. All that a layer does is in one formula.
# Once you have written it as loops you know what each index means, and you own a slow but trustworthy function
# to hold every faster one against.
#
# **By hand.** An image of two channels, one filter, which has a table of weights for each channel, and a bias
# of 10. All products of both channels are added up, and the bias once. Work out the first output. A cell
# below the check compares.

# %%
two_channels = np.array([[[1.0, 2, 0], [0.0, 1, 3]], [[2.0, 0, 1], [1.0, 1, 0]]])
two_tables = np.array([[[1.0, 0], [3.0, 2]], [[0.0, 1], [3.0, -1]]])
plot.arrays(
    {
        "channel 0": two_channels[0],
        "channel 1": two_channels[1],
        "filter, channel 0": two_tables[0],
        "filter, channel 1": two_tables[1],
    },
    window=(2, 2),
    channels=2,
)

# %%
my_output = None

# %% [markdown]
# **Write** `conv2d_naive(x, w, b, stride=1, padding=0)`.
#
# - `x` is $(N, C_{in}, H, W)$, a batch of images.
# - `w` is $(C_{out}, C_{in}, k_H, k_W)$: $C_{out}$ filters, each of which reaches through *all* channels of
#   the image. Height and width of the filters may differ. The group *channels and filters* has several of
#   each.
# - `b` is $(C_{out},)$, one bias for each filter.
# - The result is $(N, C_{out}, H', W')$ with $H' = \lfloor (H + 2 p_H - k_H) / s_H \rfloor + 1$, and the same
#   for the width.
#
# With the padded images $\tilde x$ and the stride $(s_H, s_W)$:
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_{c} \sum_{u} \sum_{v} w[f, c, u, v] \; \tilde x[n, c, i \, s_H + u, j \, s_W + v]$$
#
# The filter is laid on the image as it is, as in `correlate2d`. In the groups *stride* and *padding* both are
# ints, and the group *pairs* has pairs of either. Any loops are welcome: the images of the check are small, and
# a call may take ten seconds.
#
# *a2.conv2d_naive: 30 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: how many loops</summary>
#
# One for each index on the left of the formula: image, filter, row, column. The three sums on the right are
# one `np.sum` over a product of two arrays of equal shape.
#
# </details>
# <details><summary>Hint 2: which window</summary>
#
# The window of output (i, j) begins at row `i * stride` and column `j * stride` of the padded image and is as
# large as the filter. Slice all channels at once.
#
# </details>
# <details><summary>Hint 3: right on square filters, wrong on others</summary>
#
# Look for a line where one number serves for both directions: the filter's size, the stride, the padding or
# the output's size.
#
# </details></div>


# %%
def conv2d_naive(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> np.ndarray:
    """A convolution layer as its definition reads.

    x: (N, C_in, H, W).  w: (C_out, C_in, kH, kW).  b: (C_out,).
    stride, padding: an int or a pair (height, width).
    Returns (N, C_out, H', W') with x's dtype; changes none of its inputs.
    """
    ### BEGIN SOLUTION
    down, across = (stride, stride) if isinstance(stride, int) else stride
    padded = zero_pad(x, padding)
    k_rows, k_columns = w.shape[2:]
    height = (padded.shape[2] - k_rows) // down + 1
    width = (padded.shape[3] - k_columns) // across + 1
    out = np.zeros((len(x), len(w), height, width), x.dtype)
    for n in range(len(x)):
        for f in range(len(w)):
            for i in range(height):
                for j in range(width):
                    top, left = i * down, j * across
                    window = padded[n, :, top : top + k_rows, left : left + k_columns]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out
    ### END SOLUTION


# %%
check("a2.conv2d_naive", conv2d_naive)

# %%
with once_written():
    result = conv2d_naive(two_channels[None], two_tables[None], np.array([10.0]))
    compare_guess(my_output, result[0, 0, 0, 0], "two channels, first output")
    print("both outputs:", *result.ravel())

# %% [markdown]
# ### Which mistakes does an example catch?
#
# Many lectures show convolution on the image and the filter below, and your function gives the same map as
# they do. But a function with a mistake in it may give this map too.
#
# The next cell holds four layers with one mistake each: A flips the filter, B exchanges its rows and columns,
# C adds the bias once for every channel, D uses the first number of a pair of strides for both directions.

# %%
lecture_image = np.array(
    [
        [1.0, 1, 1, 0, 0],
        [0.0, 1, 1, 1, 0],
        [0.0, 0, 1, 1, 1],
        [0.0, 0, 1, 1, 0],
        [0.0, 1, 1, 0, 0],
    ]
)
cross = np.array([[1.0, 0, 1], [0.0, 1, 0], [1.0, 0, 1]])
wrong_layers = {
    "A": lambda x, w, b, stride: conv2d_naive(x, w[:, :, ::-1, ::-1], b, stride),
    "B": lambda x, w, b, stride: conv2d_naive(x, w.swapaxes(2, 3), b, stride),
    "C": lambda x, w, b, stride: conv2d_naive(x, w, b * w.shape[1], stride),
    "D": lambda x, w, b, stride: conv2d_naive(x, w, b, (stride[0], stride[0])),
}

with once_written():
    result = conv2d_naive(lecture_image[None, None], cross[None, None], np.zeros(1))[0, 0]
    display(plot.arrays({"image": lecture_image, "filter": cross, "activation map": result}))

# %% [markdown]
# **Design an example that catches all four.** The numbers below are those of the lectures. A mistake is
# caught when the map of its layer differs from the right map. Run the two cells to see how many the lectures'
# example catches. Then change the numbers, shapes included, until all four are caught. Make the example as
# small as you can: a good test is one that you can check by hand.

# %%
my_x = lecture_image.reshape(1, 1, 5, 5)
my_w = cross.reshape(1, 1, 3, 3)
my_b = np.array([0.0])
my_stride = (1, 1)

# %%
with once_written():
    right = conv2d_naive(my_x, my_w, my_b, my_stride)
    caught = []
    for name, layer in wrong_layers.items():
        try:
            wrong = layer(my_x, my_w, my_b, my_stride)
            same = wrong.shape == right.shape and np.allclose(wrong, right)
        except (ValueError, IndexError):
            same = False
        print(f"{name} is", "not caught: its map is the right one" if same else "caught")
        if not same:
            caught.append(name)
    print(f"{len(caught)} of 4 mistakes caught with {my_x.size + my_w.size} numbers")

# %% [markdown]
# <details><summary>What a good example has</summary>
#
# A filter that is neither its own mirror image nor the same with rows and columns exchanged, more than one
# channel, a bias that is not 0, two different strides, and room for at least one step to the right. An image
# of 2 channels, 1 pixel high and 3 wide, and a filter of 2 x 1 x 2 weights can do it with strides `(2, 1)`:
# ten numbers in all.
#
# </details>

# %% [markdown]
# ### What do three channels tell that one does not?
#
# In a grey picture the flower is brighter than its leaves, but so is the sky, or a sheet of paper. A filter that
# reaches through all channels can answer to a colour and not to brightness. In the one in the next cell all nine
# weights for the red channel are 1/9, those for the green one 0, and those for the blue one -1/9.
#
# **Predict first:** the flower is orange, which has much red, less green and little blue; the leaves behind it
# are of a bluish green. What is bright in the map, and what is the output where a pixel and all around it are
# grey, equally red, green and blue?

# %%
my_bright = None  # "flower" or "leaves"
my_output_for_grey = None

# %%
flower_in_colour = data.photograph("flower")  # (3, 128, 192)
red_less_blue = np.array([1.0, 0, -1])[:, None, None] * np.ones((3, 3)) / 9

with once_written():
    colour_map = conv2d_naive(flower_in_colour[None], red_less_blue[None], np.zeros(1))[0, 0]
    in_the_flower, in_the_leaves = colour_map[50:80, 70:110].mean(), colour_map[20:50, 5:35].mean()
    compare_guess(my_bright, "flower" if in_the_flower > in_the_leaves else "leaves", "bright in the map")
    for_grey = conv2d_naive(np.full((1, 3, 3, 3), 0.4), red_less_blue[None], np.zeros(1))[0, 0, 0, 0]
    compare_guess(my_output_for_grey, round(abs(for_grey), 6), "output for grey")
    picture = flower_in_colour.transpose(1, 2, 0)  # plots want the channels last
    display(plot.arrays({"photograph": picture, "grey": flower, "red less blue": colour_map}))

# %% [markdown]
# ### What does padding do to a picture?
#
# The next cell takes the top of the tower, 40 x 60 pixels, and lays Sobel's two filters on it with a padding
# of 1, so that the maps keep the size of the picture.
#
# The first of the two, `lying_edges`, finds what changes from top to bottom. Where the pixels above are all $p$ and
# those below are all $q$, it answers $4 (p - q)$. The next cell shows the picture and tells how bright the sky and
# the roof are.

# %%
top = photo[:40, 30:90]
print(f"the sky along the upper border: {top[0].mean():.2f}; the darkest pixel of the roof: {top.min():.2f}")
plot.arrays({"photograph": top})

# %% [markdown]
# **Predict first:** what does the filter answer, at most, where the sky lies above the darkest roof? The padding is a
# row of 0 above the sky: what does it answer there? So is its strongest answer, bright or dark, at the tower or
# somewhere else?

# %%
my_strongest = None  # "tower" or "elsewhere"

# %%
my_padding = 1

# %%
with once_written():
    two_filters = np.array([lying_edges, upright_edges])[:, None]
    padded_maps = conv2d_naive(top[None, None], two_filters, np.zeros(2), padding=my_padding)[0]
    strongest_row = abs(padded_maps[0]).max(axis=1).argmax()
    at_the_border = my_padding and strongest_row in (0, len(padded_maps[0]) - 1)
    compare_guess(my_strongest, "elsewhere" if at_the_border else "tower", "strongest answer")
    display(plot.arrays({"photograph": top, "first map": padded_maps[0], "second map": padded_maps[1]}))

# %% [markdown]
# Along the upper border of the first map runs a black line, and there are others at the border. Nobody drew edges
# there. Where do these lines come from, and why is this one black? Set `my_padding` to 0 and run the cell below it
# again.
#
# <details><summary>Answer</summary>
#
# From the padding. Outside of the picture everything is 0, and the sky is bright, so there is a step, and a
# step is an edge to the filter. It subtracts what is below from what is above, here the sky from 0: the answer is
# negative, and the line is black. Where the picture itself is dark at its border the line is faint. Padding keeps
# the size, but it invents edges.
#
# </details>
