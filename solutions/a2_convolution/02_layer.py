# %% [markdown]
# ## What does a convolution layer compute?
#
# **Why it matters.** All that a convolution layer does is in one formula. Once you have written it as loops
# you know what each index means, and you own a slow but trustworthy function to hold every faster one
# against.
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
# The filter is laid on the image as it is; what mathematics calls a convolution flips it first. In the groups
# *stride* and *padding* both are ints, and the group *pairs* has pairs of either. Any loops are welcome: the
# images of the check are small, and a call may take ten seconds.
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
# Look for a place where one number serves for both directions: the filter's size, the stride, the padding or
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
# ### What do filters find?
#
# A filter of nine weights can do more than add. The next cell draws a disc on a background that is black on
# the left and becomes brighter towards the right. It lays three filters on this scene:
#
# | first | second | third |
# | :---: | :---: | :---: |
# | 1 2 1 | 1 0 -1 | all nine |
# | 0 0 0 | 2 0 -2 | weights |
# | -1 -2 -1 | 1 0 -1 | are 1/9 |
#
# **Predict first:** which of them answers most strongly to horizontal edges, such as the upper edge of the
# disc? And what does the third one do to all edges?

# %%
my_edge_filter = None  # 1, 2 or 3
my_third_effect = None  # "sharpens", "blurs" or "keeps"

# %%
row, column = np.mgrid[:40, :40]
scene = column / 40 + ((row - 20) ** 2 + (column - 20) ** 2 < 144)
first = np.array([[1.0, 2, 1], [0.0, 0, 0], [-1.0, -2, -1]])
second = np.array([[1.0, 0, -1], [2.0, 0, -2], [1.0, 0, -1]])
third = np.ones((3, 3)) / 9


def numbers(weights):
    """A filter's weights as three lines of text."""
    return "\n".join(" ".join(f"{value:4.2g}" for value in row) for row in weights)


with once_written():
    filters = np.array([first, second, third])[:, None]
    maps = conv2d_naive(scene[None, None], filters, np.zeros(3), padding=1)[0]
    at_upper_edge = abs(maps[:, 8, 20] - maps[:, 4, 20])
    compare_guess(my_edge_filter, int(at_upper_edge.argmax()) + 1, "filter for horizontal edges")
    before, after = (abs(np.diff(picture[:, 20])).max() for picture in (scene, maps[2]))  # the steepest step
    effect = "blurs" if after < before else "sharpens" if after > before else "keeps"
    compare_guess(my_third_effect, effect, "what the third filter does to edges")
    titles = [numbers(f) for f in filters[:, 0]]
    display(plot.arrays({"scene": scene} | dict(zip(titles, maps, strict=True))))

# %% [markdown]
# In a map that has negative numbers, grey is 0, bright is positive and dark is negative. Whether an edge is
# bright or dark in the map says on which of its sides the scene is brighter.
#
# <details><summary>What the third filter does</summary>
#
# Each of its outputs is the mean of nine pixels. It blurs: an edge becomes a slope.
#
# </details>

# %% [markdown]
# The first map also has a dark line along the upper border of the scene and a bright one along the lower
# border, and the second map has a bright line along the right border. Nobody drew edges there. Where do the
# lines come from? Change `padding=1` to `padding=0` in the cell above and look again.
#
# <details><summary>Answer</summary>
#
# From the padding. Outside the scene everything is 0. Above, below and on the right the scene itself is
# brighter than 0 at its border, so there is a step, and a step is an edge to the filter. On the left the
# scene begins with 0, so there is no step and no line. Padding keeps the size, but it invents edges.
#
# </details>
