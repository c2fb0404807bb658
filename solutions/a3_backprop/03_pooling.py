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
# ## What does pooling keep of an image?
#
# A **pooling layer** makes maps smaller. It moves a window over each channel by itself and keeps one number
# of each window: the largest in **max pooling**, the mean in **average pooling**. It has no weights, so there
# is nothing in it to learn. It still has a backward pass, because the layers before it want to know their
# gradients.
#
# From here on all arrays are batches of images, $(N, C, H, W)$: $N$ images of $C$ channels, $H$ rows and $W$
# columns. What was said above `relu_forward` of `(out, cache)`, `dout` and `dx` holds in every section, and this too:
#
# - A loss that is a mean over the batch has divided by $N$ already, and that is in `dout`. A backward function
#   never divides by $N$ again.
# - Results have the dtype of `x`, float64 or float32; the group *float32* asks for that. No array that comes
#   in is changed, and each call computes its result anew; that is what the group *memory layout* asks for.
#
# **Predict first:** here is a channel of 4 x 4. Max pooling with a window of 2 x 2 and a stride of 2 leaves a map
# of 2 x 2. Write down its four numbers, row by row.

# %%
channel = np.array([[1.0, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
plot.arrays({"channel": channel}, window=(2, 2))

# %%
my_maxima = None  # four numbers in a tuple, such as (1, 2, 3, 4)

# %%
largest = channel.reshape(2, 2, 2, 2).max(axis=(1, 3))
compare_guess(my_maxima, tuple(int(value) for value in largest.ravel()), "maxima")
plot.arrays({"channel": channel, "its maxima": largest}, window=(2, 2))

# %% [markdown]
# The `reshape` above works because the windows lie side by side and fill the channel. In the exercise they may
# overlap, lie apart, or leave rows over.

# %% [markdown]
# ## Where is it strongest?
#
# **Why it matters.** A map says at every place how strongly a filter answers. Max pooling asks one question of
# every window: is it there, anywhere in here? The answer stays the same when the image moves a little, and a
# map of half the height and half the width costs the next layer a quarter of the work.
#
# **By hand.** A channel of 3 x 4, a window of 2 x 2, a stride of 1: the windows overlap, and there are 2 x 3
# of them. The same channel with padding 1 and a stride of 2 has 2 x 3 windows too, but others: the first one
# holds one pixel of the channel and three places outside. **These places count as minus infinity**: they are
# never the maximum, also where all pixels are negative. Zeros would win there.

# %%
small = np.array([[-5.0, -2, -7, -1], [-4, -9, -3, -8], [-6, -7, -2, -9]])
plot.arrays({"channel": small}, window=(2, 2))

# %% [markdown]
# **Predict first:** the largest value of the first window at stride 1 without padding; and that of the first
# window with padding 1.

# %%
my_first_inside = None
my_first_with_padding = None

# %% [markdown]
# **Write** `max_pool2d_forward(x, kernel, stride=None, padding=0)`.
#
# - `kernel`, `stride` and `padding` are an int, for both directions, or a pair (height, width).
# - `stride=None` means the stride is the kernel: the windows lie side by side.
# - The padding is at most half the kernel, so that each window holds at least one pixel.
# - With the pairs $(k_H, k_W)$, $(s_H, s_W)$ and $(p_H, p_W)$, `out` is $(N, C, H', W')$ with
#   $H' = \lfloor (H + 2 p_H - k_H) / s_H \rfloor + 1$, and the same for the width. Some courses refuse sizes
#   that the windows do not fill. Here, as in PyTorch, the size is rounded down, and the rows that are left
#   over lie in no window.
#
# $$\text{out}[n, c, i, j] = \max_{u < k_H, \; v < k_W} \; x[n, c, \; i \, s_H + u - p_H, \; j \, s_W + v - p_W]$$
#
# The groups: *values* has no option but the kernel, *stride* and *padding* have ints, *pairs* has a pair for
# one of the three at least. Loops are welcome, the images of the check are small.
#
# *a3.max_pool2d_forward: 20 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: where to begin</summary>
#
# Turn the three options into pairs first. Then make the padded images: `np.full` with `-np.inf`, and x laid
# into the middle.
#
# </details>
# <details><summary>Hint 2: which window</summary>
#
# The window of output (i, j) begins at row `i * stride` and column `j * stride` of the padded images. Slice
# all images and channels at once; `max` takes `axis=(2, 3)`.
#
# </details>
# <details><summary>Hint 3: what belongs into the cache</summary>
#
# The next exercise needs to know which windows there were and what was in them: x and the three pairs.
#
# </details></div>


# %%
def max_pool2d_forward(
    x: np.ndarray,
    kernel: int | tuple[int, int],
    stride: int | tuple[int, int] | None = None,
    padding: int | tuple[int, int] = 0,
) -> tuple[np.ndarray, object]:
    """The largest value of every window.

    x: (N, C, H, W), floating.  kernel, stride, padding: an int or a pair (height, width).
    stride: None means the kernel.  padding: counts as minus infinity.
    Returns (out, cache); out is (N, C, H', W') with x's dtype. Changes none of its inputs.
    """
    ### BEGIN SOLUTION
    (k_rows, k_columns), (down, across), (rows, columns) = (
        (option, option) if isinstance(option, int) else option
        for option in (kernel, kernel if stride is None else stride, padding)
    )
    n, c, height, width = x.shape
    padded = np.full((n, c, height + 2 * rows, width + 2 * columns), -np.inf, x.dtype)
    padded[:, :, rows : rows + height, columns : columns + width] = x
    out_height = (height + 2 * rows - k_rows) // down + 1
    out_width = (width + 2 * columns - k_columns) // across + 1
    out = np.zeros((n, c, out_height, out_width), x.dtype)
    for i in range(out_height):
        for j in range(out_width):
            top, left = i * down, j * across
            out[:, :, i, j] = padded[:, :, top : top + k_rows, left : left + k_columns].max(axis=(2, 3))
    return out, (x, padded, (k_rows, k_columns), (down, across), (rows, columns))
    ### END SOLUTION


# %%
check("a3.max_pool2d_forward", max_pool2d_forward)

# %%
with once_written():
    inside = max_pool2d_forward(small[None, None], 2, stride=1)[0][0, 0]
    outside = max_pool2d_forward(small[None, None], 2, stride=2, padding=1)[0][0, 0]
    compare_guess(my_first_inside, inside[0, 0], "first window, stride 1")
    compare_guess(my_first_with_padding, outside[0, 0], "first window with padding")
    display(plot.arrays({"channel": small, "stride 1": inside, "stride 2, padding 1": outside}))

# %% [markdown]
# **Predict first:** VGG-16 pools a map of 64 x 224 x 224 with a window of 2 x 2. How many numbers are left, in
# percent?

# %%
my_percent = None

# %%
with once_written():
    maps = np.zeros((1, 64, 224, 224), np.float32)
    pooled = max_pool2d_forward(maps, 2)[0]
    compare_guess(my_percent, 100 * pooled.size / maps.size, "percent")
    print(f"{maps.shape[1:]} becomes {pooled.shape[1:]}")

# %% [markdown]
# Now a photograph. Below are a flower, what max pooling with a window of 6 x 6 leaves of it, and for
# comparison every sixth pixel of every sixth row.
#
# **Predict first:** which of the two small images is brighter on average?

# %%
my_brighter = None  # "maxima" or "every sixth"

# %%
flower = data.photograph("flower", grey=True)[None]


def enlarged(images, times=6):
    """The first channel of the first image, each pixel as a block, so that it can be looked at."""
    return images[0, 0].repeat(times, axis=0).repeat(times, axis=1)


with once_written():
    maxima = max_pool2d_forward(flower, 6)[0]
    sampled = flower[:, :, :-5:6, ::6]
    brighter = "maxima" if maxima.mean() > sampled.mean() else "every sixth"
    compare_guess(my_brighter, brighter, "brighter on average")
    display(
        plot.arrays({"flower": flower[0, 0], "maxima": enlarged(maxima), "every sixth": enlarged(sampled)})
    )

# %% [markdown]
# Every sixth pixel is a matter of luck: a thin bright line is kept or lost. Among the maxima nothing bright is
# lost, and nothing dark between bright pixels is kept.

# %% [markdown]
# ## Who has to answer for a maximum?
#
# **Why it matters.** The output of a window is a copy of one of its pixels. If that pixel grows by a little,
# the output grows by as much; if any other grows by a little, nothing happens. So the gradient of a maximum is
# 1 for the winner and 0 for all others: the backward pass sends each `dout` to the place where the maximum
# stood.
#
# **By hand.** A channel of 3 x 3, a window of 2 x 2, a stride of 1: four windows. The 9 in the middle is the
# maximum of all four, so it gets the sum of all four `dout`, and every other pixel gets 0.
#
# When several pixels of a window are equal and largest there is no derivative in the strict sense, and courses
# differ: some give `dout` to each of them, some share it out. Here, as in PyTorch, **the first one in row order
# gets all of it**: the first row that holds the maximum, and in that row the first column.

# %%
ties = np.array([[4.0, 1, 4, 0], [2, 4, 3, 4], [1, 4, 2, 2]])
of_ties = np.array([[10.0, 20, 30], [1, 2, 3]])
plot.arrays({"channel": ties, "dout": of_ties}, window=(2, 2))

# %% [markdown]
# **Predict first:** windows of 2 x 2 move over this channel at stride 1, and `dout` is given. What does the 4 in
# the second row and second column get? And the 4 in the top left corner?

# %%
my_middle_four = None
my_corner_four = None

# %% [markdown]
# **Write** `max_pool2d_backward(dout, cache)`, which returns `dx`, an array of the shape of `x`. The cache comes
# from your own `max_pool2d_forward`, which you may change: run its check again afterwards.
#
# Where windows overlap, a pixel gets the sum of what its windows send. A pixel that is the maximum of no window,
# or that lies in none, gets 0. The group *values* has windows side by side, *stride* has windows that overlap,
# lie apart or leave rows over, *ties* has equal pixels.
#
# *a3.max_pool2d_backward: 25 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: the place of a maximum</summary>
#
# `np.argmax` of a window counts its values row by row and gives the number of the first largest one.
# `divmod(number, width of the window)` turns it into a row and a column.
#
# </details>
# <details><summary>Hint 2: with padding</summary>
#
# Collect everything in an array of the padded size. Cut the border off at the end, counting from the front:
# `[p : p + height]`. `[p:-p]` is empty when p is 0.
#
# </details>
# <details><summary>Hint 3: right at stride 2, wrong at stride 1</summary>
#
# Two windows may send something to one pixel. Is it added, or does the second replace the first?
#
# </details></div>


# %%
def max_pool2d_backward(dout: np.ndarray, cache: object) -> np.ndarray:
    """The gradient of max_pool2d_forward: each dout goes to the place of the maximum.

    dout: (N, C, H', W').  cache: from max_pool2d_forward.
    Returns dx, (N, C, H, W) with x's dtype; of equal maxima the first in row order gets it all.
    """
    ### BEGIN SOLUTION
    x, padded, (k_rows, k_columns), (down, across), (rows, columns) = cache
    dx = np.zeros_like(padded)
    for n, c, i, j in np.ndindex(*dout.shape):
        top, left = i * down, j * across
        window = padded[n, c, top : top + k_rows, left : left + k_columns]
        u, v = divmod(int(np.argmax(window)), k_columns)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx[:, :, rows : rows + x.shape[2], columns : columns + x.shape[3]]
    ### END SOLUTION


# %%
check("a3.max_pool2d_backward", max_pool2d_forward, max_pool2d_backward)

# %%
with once_written():
    cache = max_pool2d_forward(ties[None, None], 2, stride=1)[1]
    dx = max_pool2d_backward(of_ties[None, None], cache)[0, 0]
    compare_guess(my_middle_four, dx[1, 1], "the 4 in the middle")
    compare_guess(my_corner_four, dx[0, 0], "the 4 in the corner")
    display(plot.arrays({"channel": ties, "dout": of_ties, "dx": dx}))

# %% [markdown]
# Your numeric gradient can check this too, on two channels: `small`, from your forward pass, where no window has two
# equal numbers, and `ties`.
#
# **Predict first:** on which of the two does it agree with your backward pass? Think of the ReLU at 0.

# %%
my_agreeing = None  # "small", "ties" or "both"

# %%
with once_written():
    agreeing = []
    for name, channel in {"small": small, "ties": ties}.items():
        x, dout = channel[None, None], of_ties[None, None]
        dx = max_pool2d_backward(dout, max_pool2d_forward(x, 2, stride=1)[1])
        off = off_from_numeric(lambda x: max_pool2d_forward(x, 2, stride=1), x, dout, dx)
        print(f"{name}: off from the numeric gradient by {off:.1e}")
        agreeing += [name] if off < 1e-6 else []
    compare_guess(my_agreeing, agreeing[0] if len(agreeing) == 1 else "both", "they agree on")

# %% [markdown]
# <details><summary>Why</summary>
#
# Of two equal maxima, moving one up moves the output, and moving it down leaves the other to be the maximum. The
# numeric gradient says half for each of the two. Your backward pass gives all to the first.
#
# </details>

# %% [markdown]
# With `dout` all ones, your backward pass counts: how often was this pixel the maximum? Here is that count on a
# part of the flower, with a window of 5 x 5 at stride 1.
#
# **Predict first:** what is the largest count that a pixel can have?

# %%
my_largest_count = None

# %%
part = flower[:, :, 16:80, 60:156]

with once_written():
    out, cache = max_pool2d_forward(part, 5, stride=1)
    wins = max_pool2d_backward(np.ones_like(out), cache)
    compare_guess(my_largest_count, wins.max(), "largest count")
    print(f"{np.mean(wins > 0):.0%} of the pixels get a gradient at all")
    display(plot.arrays({"part of the flower": part[0, 0], "count, in 25ths": wins[0, 0] / 25}))

# %% [markdown]
# In each neighbourhood the gradient arrives at the brightest pixels alone, and most of it along the bright rims. All
# others hear nothing: whatever the layers below have made of them, max pooling will never tell.

# %% [markdown]
# ## And if everybody counts?
#
# **Why it matters.** The mean of a window listens to all its pixels. Modern networks end with it: the mean of
# each whole map, whatever its size, goes to the classifier.
#
# **By hand.** A window of 2 x 2 with `dout` 12: each of its four pixels has moved the mean by a quarter of its
# own change, so each gets 3. Where windows overlap, the shares are added.

# %%
three_by_four = np.array([[1.0, 3, 0, 2], [5, 7, 4, 6], [2, 0, 8, 4]])
of_means = np.array([[12.0, 4, 8], [20, 0, 40]])
plot.arrays({"channel": three_by_four, "dout at stride 1": of_means}, window=(2, 2))

# %% [markdown]
# **Predict first:** windows of 2 x 2 move over this channel at stride 1. What is the first mean? And with this
# `dout`, what does the 7 in the middle of the second row get?

# %%
my_first_mean = None
my_share_of_seven = None

# %% [markdown]
# **Write** `avg_pool2d_forward(x, kernel, stride=None)` and `avg_pool2d_backward(dout, cache)`.
#
# - `kernel` and `stride` are ints here, and there is no padding. `stride=None` means the kernel.
# - Sizes and their rounding are those of max pooling. Each mean divides by the number of values in a window,
#   `kernel * kernel`.
#
# The groups *values* and *stride* ask for the forward function, *gradient* and *gradient with a stride* for the
# backward one. Write the forward function first and let the other raise `NotImplementedError` till then.
#
# *a3.avg_pool2d: 15 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: forward</summary>
#
# Your max pooling with another last step, and without the border.
#
# </details>
# <details><summary>Hint 2: backward</summary>
#
# Each window of dx gets the same number added everywhere. Which one?
#
# </details></div>


# %%
def avg_pool2d_forward(x: np.ndarray, kernel: int, stride: int | None = None) -> tuple[np.ndarray, object]:
    """The mean of every window of kernel x kernel.

    x: (N, C, H, W), floating.  stride: None means the kernel.
    Returns (out, cache); out is (N, C, H', W') with x's dtype.
    """
    ### BEGIN SOLUTION
    stride = kernel if stride is None else stride
    height, width = ((n - kernel) // stride + 1 for n in x.shape[2:])
    out = np.zeros((*x.shape[:2], height, width), x.dtype)
    for i in range(height):
        for j in range(width):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + kernel, left : left + kernel].mean(axis=(2, 3))
    return out, (x, kernel, stride)
    ### END SOLUTION


# %%
def avg_pool2d_backward(dout: np.ndarray, cache: object) -> np.ndarray:
    """The gradient of avg_pool2d_forward: each dout is spread evenly over its window.

    dout: (N, C, H', W').  Returns dx, (N, C, H, W) with x's dtype.
    """
    ### BEGIN SOLUTION
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            share = dout[:, :, i, j] / kernel**2
            dx[:, :, top : top + kernel, left : left + kernel] += share[:, :, None, None]
    return dx
    ### END SOLUTION


# %%
check("a3.avg_pool2d", avg_pool2d_forward, avg_pool2d_backward)

# %%
with once_written():
    means, cache = avg_pool2d_forward(three_by_four[None, None], 2, stride=1)
    dx = avg_pool2d_backward(of_means[None, None], cache)[0, 0]
    compare_guess(my_first_mean, means[0, 0, 0, 0], "first mean")
    compare_guess(my_share_of_seven, dx[1, 1], "the 7")
    x = three_by_four[None, None]
    off = off_from_numeric(lambda x: avg_pool2d_forward(x, 2, stride=1), x, of_means, dx)
    print(f"off from the numeric gradient by at most {off:.1e}")
    display(plot.arrays({"channel": three_by_four, "means": means[0, 0], "dout": of_means, "dx": dx}))

# %% [markdown]
# Three ways to make a photograph smaller: the maximum of each window, its mean, and every sixth pixel. Then the
# photograph moves by one pixel to the right, and the three are made anew.
#
# **Predict first:** by which of the three do the small images before and after differ most? And how many times as
# much as by the one where they differ least?

# %%
my_least_steady = None  # "maxima", "means" or "every sixth"
my_times = None

# %%
china = data.photograph("china", grey=True)[None]
moved = np.roll(china, 1, axis=3)

with once_written():
    ways = {
        "maxima": lambda image: max_pool2d_forward(image, 6)[0],
        "means": lambda image: avg_pool2d_forward(image, 6)[0],
        "every sixth": lambda image: image[:, :, :-5:6, ::6],
    }
    differences = {name: np.abs(way(moved) - way(china))[..., 1:] for name, way in ways.items()}
    changes = {name: difference.mean() for name, difference in differences.items()}
    compare_guess(my_least_steady, max(changes, key=changes.get), "differs most")
    compare_guess(my_times, round(max(changes.values()) / min(changes.values()), 1), "times as much")
    for name, difference in differences.items():
        unchanged = np.mean(difference == 0)
        print(f"{name}: changed by {difference.mean():.4f} on average, {unchanged:.0%} of them not at all")
    display(plot.arrays({"china": china[0, 0]} | {name: enlarged(way(china)) for name, way in ways.items()}))

# %% [markdown]
# <details><summary>Why are the maxima as steady as the means?</summary>
#
# A maximum changes only if a brighter pixel comes into its window, or the brightest goes out. More often than not
# neither happens, and it stays exactly what it was; where it changes, it can change by much. A mean always changes,
# since one column comes in and another goes out, but each pixel has a small share in it. On this photograph the maxima
# are ahead by a little. Every sixth pixel is another pixel each time.
#
# </details>
# <details><summary>Average pooling is a convolution. Which one?</summary>
#
# One with a filter of $k \times k$ weights that are all $1 / k^2$, the stride of the pooling, and each channel
# by itself. A convolution with a stride can learn these weights, or better ones: many networks after 2015 make
# their maps smaller that way and have no pooling layer but the last. A maximum is no convolution, since it is
# not a sum.
#
# </details>

# %% [markdown]
# ## Can a detector be blind to the angle?
#
# **Why it matters.** Max pooling over places makes an answer that does not care where in the window the pattern
# stands. The same trick works over channels: take the maximum of several filters that look for the same thing
# at different angles, and the answer no longer cares about the angle.
#
# **By hand.** One pixel with six channels, `[1, 7, 3, 2, 9, 4]`, in blocks of `group=2`: the blocks are 1 and 7,
# 3 and 2, 9 and 4, so `out` is `[7, 3, 9]`. With `group=3` the blocks are 1, 7, 3 and 2, 9, 4, and `out` is
# `[7, 9]`. A block is made of *neighbouring* channels.
#
# **Write** `max_over_channels_forward(x, group)` and `max_over_channels_backward(dout, cache)`.
#
# - `group` is the number of channels in a block, and $C$ is a multiple of it. `out` is $(N, C / group, H, W)$:
#   height and width stay.
# - Each `dout` goes to the channel that held the maximum; of equal ones the first gets it all. `dx` has the shape
#   of `x`. The groups *values*, *gradient* and *ties* ask for these in this order.
#
# *a3.cross_channel_pool: 15 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: blocks by reshape</summary>
#
# A reshape can split one axis into two neighbouring ones: the block, and the channel in it. Which of the two comes
# first, so that a block holds neighbours? Try it on `np.arange(6)`.
#
# </details>
# <details><summary>Hint 2: backward</summary>
#
# `argmax` over the axis of the channels in a block says who wins; `np.put_along_axis` or a comparison with
# `np.arange(group)` puts dout there.
#
# </details></div>


# %%
def max_over_channels_forward(x: np.ndarray, group: int) -> tuple[np.ndarray, object]:
    """The maximum of every `group` neighbouring channels.

    x: (N, C, H, W), floating; C is a multiple of group.
    Returns (out, cache); out is (N, C / group, H, W) with x's dtype.
    """
    ### BEGIN SOLUTION
    n, c, height, width = x.shape
    blocks = x.reshape(n, c // group, group, height, width)
    return blocks.max(axis=2), blocks
    ### END SOLUTION


# %%
def max_over_channels_backward(dout: np.ndarray, cache: object) -> np.ndarray:
    """The gradient of max_over_channels_forward: each dout goes to the first channel that held the maximum.

    dout: (N, C / group, H, W).  Returns dx, (N, C, H, W) with x's dtype.
    """
    ### BEGIN SOLUTION
    blocks = cache
    n, parts, group, height, width = blocks.shape
    winners = blocks.argmax(axis=2)[:, :, None]
    dx = np.where(np.arange(group)[:, None, None] == winners, dout[:, :, None], 0).astype(blocks.dtype)
    return dx.reshape(n, parts * group, height, width)
    ### END SOLUTION


# %%
check("a3.cross_channel_pool", max_over_channels_forward, max_over_channels_backward)

# %% [markdown]
# From here on the notebook gives you a convolution layer, with stride and padding and without dilation and groups.
# Its cache is the tuple `(x, w, b, stride, padding)`, with the last two as pairs.


# %% tags=["setup"]
def conv2d_forward(x, w, b, stride=1, padding=0):
    """A convolution layer. x: (N, C_in, H, W). w: (C_out, C_in, kH, kW). b: (C_out,).

    Returns out, (N, C_out, H', W'), and the cache: (x, w, b, stride, padding), the last two as pairs.
    """
    down, across = stride = (stride, stride) if isinstance(stride, int) else tuple(stride)
    rows, columns = padding = (padding, padding) if isinstance(padding, int) else tuple(padding)
    padded = np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    out = np.einsum("ncijuv,fcuv->nfij", windows[:, :, ::down, ::across], w, optimize=True)
    return out + b[:, None, None], (x, w, b, stride, padding)


# %% [markdown]
# Four filters look for edges at four angles, 0, 45, 90 and 135 degrees. Each has its opposite, so that an edge from
# dark to bright counts as much as one from bright to dark: eight channels in all. Their maximum is a map of edges
# at any angle.
#
# **Predict first:** at a bright vertical edge of a wall, how many of the eight channels answer with a number above
# 0: one, more than one, or all?

# %%
my_answering = None  # "one", "more" or "all"

# %%
lying = np.array([[1.0, 2, 1], [0, 0, 0], [-1, -2, -1]])
leaning = np.array([[2.0, 1, 0], [1, 0, -1], [0, -1, -2]])
angles = np.array([lying, leaning, lying.T, leaning[::-1]])
eight = np.concatenate([angles, -angles])[:, None]

with once_written():
    answers, _ = conv2d_forward(china, eight, np.zeros(8))
    edges, cache = max_over_channels_forward(answers, 8)
    row, column = np.unravel_index(abs(answers[0, 2]).argmax(), edges.shape[2:])
    above = int((answers[0, :, row, column] > 0.01).sum())
    compare_guess(my_answering, {1: "one", 8: "all"}.get(above, "more"), "channels that answer")
    names = ("lying edges", "leaning edges", "upright edges", "leaning the other way")
    shown = {name: abs(answers[0, k]) for k, name in enumerate(names)}
    display(plot.arrays(shown))
    display(plot.arrays({"china": china[0, 0], "half the maximum of all eight": edges[0, 0] / 2}))

# %% [markdown]
# Your backward function knows which channel has won where. With `dout` all ones, `dx` is 1 in the winning channel
# and 0 in the others. The next cell colours each pixel by its winner, as bright as its edge is strong: the angle of
# every edge on the tower.

# %%
with once_written():
    edges, cache = max_over_channels_forward(conv2d_forward(china, eight, np.zeros(8))[0], 8)
    won = max_over_channels_backward(np.ones_like(edges), cache)[0]
    colours = np.array([[0.90, 0.62, 0.0], [0.34, 0.71, 0.91], [0.0, 0.62, 0.45], [0.80, 0.47, 0.65]])
    colour_of_winner = np.tensordot(won[:4] + won[4:], colours, axes=([0], [0]))
    strength = np.clip(edges[0, 0] / 2, 0, 1)[..., None]
    print("orange: lying, blue: leaning, green: upright, pink: leaning the other way")
    display(plot.arrays({"china": china[0, 0], "which angle won": colour_of_winner * strength}))

# %% [markdown]
# The map of edges has lost the angle: that is its use. The cache has kept it: without it the gradient would not
# find its way back.
