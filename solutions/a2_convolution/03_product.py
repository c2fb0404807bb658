# %% [markdown]
# ## How slow are the loops?
#
# The next cell measures your function on one image of 3 x 32 x 32 with six filters of 5 x 5, and works out
# what 60,000 images would take, as many as there are in a well-known collection of digits. Each of the six
# maps has 28 x 28 outputs. Slicing one window, multiplying it and adding up takes 10 to 30 millionths of a
# second on most computers.
#
# **Predict first:** how many minutes do your loops take for 60,000 images?

# %%
my_minutes = None

# %%
rng = np.random.default_rng(0)
noise = rng.standard_normal((1, 3, 32, 32))
six_filters, six_biases = rng.standard_normal((6, 3, 5, 5)), rng.standard_normal(6)


with once_written():
    slow = min(timeit.repeat(lambda: conv2d_naive(noise, six_filters, six_biases), number=1, repeat=3))
    print(f"one image: {slow:.3f} s")
    compare_guess(my_minutes, max(1, round(60_000 * slow / 60)), "minutes for 60,000 images")

# %% [markdown]
# ## How can all windows be taken at once?
#
# The way out is to notice that an output is a dot product of two lists: the pixels of a window and the
# weights of the filter. Many dot products at once are a matrix product, which computers are good at. So take
# every window out of the image and stretch it to a row.
#
# **Predict first:** an image of 3 x 4 pixels and a filter of 2 x 2. How many rows does that make, and how
# long is each?

# %%
my_rows = None
my_length = None

# %%
tiny = np.arange(12.0).reshape(3, 4)
small_filter = np.array([[1.0, 0], [2.0, -1]])
rows = np.array([tiny[i : i + 2, j : j + 2].ravel() for i in range(2) for j in range(3)])
product = rows @ small_filter.ravel()

compare_guess(my_rows, rows.shape[0], "rows")
compare_guess(my_length, rows.shape[1], "length of a row")
stretched, outputs = small_filter.reshape(-1, 1), product.reshape(-1, 1)
display(
    plot.arrays(
        {"image": tiny, "one window a row": rows, "filter": stretched, "product": outputs}, window=(2, 2)
    )
)

# %% [markdown]
# `rows @ small_filter.ravel()` is the whole map in one call, and `product.reshape(2, 3)` puts it into its
# shape. The same works for a whole layer:
#
# - **Several channels.** A row of the matrix holds the window's pixels in channel 0, row by row, then those
#   in channel 1, and so on. The weights of a filter are stretched in the same order: channel, row, column.
#   This is the order in which `w[f].ravel()` gives them.
# - **Several filters.** Each filter is stretched to a column. The product then has a column for each map.
# - **Several images.** The rows of the second image follow those of the first.
#
# The price is memory: how often does pixel 5 appear in the matrix, and how often pixel 0?
#
# <details><summary>Answer</summary>
#
# Pixel 5 lies in four windows and appears four times, pixel 0 only once. In a large image nearly every pixel
# is stored as many times as the filter has weights.
#
# </details>

# %% [markdown]
# ### Can it be built without visiting the windows?
#
# The cell above still loops over the windows. Turn it round: instead of visiting each window and taking all
# its pixels, visit each *place in the filter* and take the pixel that every window has there. For place (0,
# 0) these are the upper left pixels of all windows, for place (0, 1) their neighbours on the right.

# %%
places = {f"place ({u}, {v})": tiny[u : u + 2, v : v + 3] for u in range(2) for v in range(2)}
plot.arrays({"image": tiny} | places)

# %% [markdown]
# Each of the four is one block of the image, of the size of the map, taken in one slice. Stretched, it is a
# column of the matrix of windows: compare place (0, 1) with the second column above. For a filter of 5 x 5
# these are 25 slices, however large the image is.

# %% [markdown]
# ## How does the whole layer become fast?
#
# **Why it matters.** This is the layer that networks are made of. **Dilation** pulls the weights of a filter
# apart, so that it sees further without more weights. **Groups** split the channels into blocks that do not
# mix. With as many groups as channels each filter sees one channel only; this is called a depthwise
# convolution, and saves most of the multiply-adds. These groups of channels have nothing to do with the
# groups of cases in a report, of which the one called *groups* asks for them.
#
# **By hand.** A filter of 1 x 2 with dilation 3 on a row of 8 pixels: the weights are three pixels apart, a
# window reaches across four pixels, and there are 5 outputs. With 4 channels, 6 filters and 2 groups, filters
# 0, 1 and 2 see channels 0 and 1, and filters 3, 4 and 5 see channels 2 and 3.
#
# **Write** `conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1)`. It returns a pair `(out,
# cache)`.
#
# - `x`, `b` and `out` are as in `conv2d_naive`. The **cache** is for what a later computation may want to
#   have at hand, when weights are learned. The function returns it and does not store it. Nobody looks into
#   it here, so it may be anything, `None` too.
# - With dilation $(d_H, d_W)$, weight $(u, v)$ meets pixel $(i \, s_H + u \, d_H, \; j \, s_W + v \, d_W)$ of
#   the padded image. A filter with $k$ weights along an axis then reaches across $d(k - 1) + 1$ pixels: use
#   that length where $k$ stood in $H'$ and $W'$.
# - With $G$ groups, which is an int, `w` is $(C_{out}, C_{in} / G, k_H, k_W)$. The first $C_{out} / G$
#   filters see the first $C_{in} / G$ channels, the next ones the next channels, and so on.
# - It is **vectorised**: Python may loop over the places of the filter, over groups and over images, but not
#   over output positions.
#
# The group *vectorised* measures the time on one image of 2 x 288 x 288 with three filters of 2 x 2. Ours
# builds the matrix of windows and multiplies it once. Yours must give the right result and take at most 20
# times as long as ours. A loop over the output positions takes longer than that; a function without one is
# far below.
#
# Begin with `dilation=1` and `groups=1`. Each option earns its points on its own, so you need not write all
# of them. Let your function raise `NotImplementedError` where it is called with an option that you have not
# written: this costs the groups that use the option, and no others. Some cases of *stride*, *padding* and
# *dilation* have a pair. A case of *all together* uses all four options.
#
# *a2.conv2d_forward: 60 minutes, difficulty 4 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: what one place in the filter meets</summary>
#
# For a fixed (u, v), the pixels that all windows have there form a strided slice of the padded images: rows
# u, u + stride, u + 2 stride, ..., as many as the output has. Its shape is $(N, C_{in}, H', W')$.
#
# </details>
# <details><summary>Hint 2: the product</summary>
#
# Collect these slices in an array of shape $(N, H', W', C_{in}, k_H, k_W)$. Reshape it to $N H' W'$ rows, and
# `w` to $C_{out}$ rows of the same length. Multiply one by the transpose of the other.
#
# </details>
# <details><summary>Hint 3: the values are right, the places are not</summary>
#
# The product has shape $(N H' W', C_{out})$. Reshape it to $(N, H', W', C_{out})$ first, then move the last
# axis to the second place with `transpose`. A reshape alone never moves an axis.
#
# </details>
# <details><summary>Hint 4: dilation</summary>
#
# Only the first row and column of the slice change: place (u, v) of the filter begins `u * dilation` rows
# further down.
#
# </details>
# <details><summary>Hint 5: groups</summary>
#
# Do the same for each group with its slice of the channels, of `w` and of `b`, and join the results along the
# axis of the channels.
#
# </details></div>


# %%
def conv2d_forward(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
    dilation: int | tuple[int, int] = 1,
    groups: int = 1,
) -> tuple[np.ndarray, object]:
    """A convolution layer without loops over positions.

    x: (N, C_in, H, W).  w: (C_out, C_in / groups, kH, kW).  b: (C_out,).
    stride, padding, dilation: an int or a pair (height, width).
    Returns (out, cache); out is (N, C_out, H', W') with x's dtype. Changes none of its inputs.
    """
    ### BEGIN SOLUTION
    down, across = (stride, stride) if isinstance(stride, int) else stride
    d_rows, d_columns = (dilation, dilation) if isinstance(dilation, int) else dilation
    padded = zero_pad(x, padding)
    k_rows, k_columns = w.shape[2:]
    height = (padded.shape[2] - d_rows * (k_rows - 1) - 1) // down + 1
    width = (padded.shape[3] - d_columns * (k_columns - 1) - 1) // across + 1

    windows = np.empty((len(x), height, width, x.shape[1], k_rows, k_columns), x.dtype)
    for u in range(k_rows):
        for v in range(k_columns):
            seen = padded[:, :, u * d_rows :: down, v * d_columns :: across][:, :, :height, :width]
            windows[..., u, v] = seen.transpose(0, 2, 3, 1)

    maps = []
    for group in range(groups):
        channels = slice(group * w.shape[1], (group + 1) * w.shape[1])
        filters = slice(group * len(w) // groups, (group + 1) * len(w) // groups)
        rows = windows[:, :, :, channels].reshape(-1, w[0].size)
        maps.append(rows @ w[filters].reshape(-1, w[0].size).T + b[filters])
    out = np.concatenate(maps, axis=1).reshape(len(x), height, width, len(w)).transpose(0, 3, 1, 2)
    return out, (x, w, b, stride, padding, dilation, groups)
    ### END SOLUTION


# %%
check("a2.conv2d_forward", conv2d_forward)

# %% [markdown]
# On the image and the filters that were measured above, the product needs 352,800 multiply-adds. In a matrix
# product most computers do some thousand million of them in a second. Building the matrix of windows takes
# about as long again.
#
# **Predict first:** how many times as fast is the product as your loops? Take the time of the loops from
# above.

# %%
my_factor = None

# %%
rng = np.random.default_rng(0)
noise = rng.standard_normal((1, 3, 32, 32))
six_filters, six_biases = rng.standard_normal((6, 3, 5, 5)), rng.standard_normal(6)

with once_written():
    slow = min(timeit.repeat(lambda: conv2d_naive(noise, six_filters, six_biases), number=1, repeat=3))
    fast = min(timeit.repeat(lambda: conv2d_forward(noise, six_filters, six_biases), number=1, repeat=20))
    by_loops = conv2d_naive(noise, six_filters, six_biases)
    difference = abs(by_loops - conv2d_forward(noise, six_filters, six_biases)[0]).max()
    print(f"loops {1000 * slow:.1f} ms, one product {1000 * fast:.2f} ms")
    compare_guess(my_factor, round(slow / fast), "times as fast")
    print(f"largest difference between the two results: {difference:.1e}")

# %% [markdown]
# <details><summary>Why is the difference not 0?</summary>
#
# The same numbers are added in another order, and each addition rounds.
#
# </details>

# %% [markdown]
# **Predict first:** the layer has 6 filters of 3 x 5 x 5, and its input is 3 x 32 x 32. How many products are
# added up for one output? With `groups=3` the same input needs other filters: 6 of 1 x 5 x 5, each of which
# sees one channel. How many products are added up for one output then?

# %%
my_products = None
my_products_in_groups = None

# %%
with once_written():
    whole = conv2d_forward(noise, six_filters, six_biases)[0]
    depthwise = conv2d_forward(noise, six_filters[:, :1], six_biases, groups=3)[0]
    compare_guess(my_products, six_filters[0].size, "products")
    compare_guess(my_products_in_groups, six_filters[0, :1].size, "products with three groups")
    print(f"outputs: {whole.shape} and, with three groups, {depthwise.shape}")

# %% [markdown]
# Now dilation. In the next cell each pixel of a 9 x 9 image is set to 1 in turn, and the output in the middle
# is read. The figures show which pixels move it.
#
# **Predict first:** take a filter of 3 x 3 with dilation 3. Along one row, how many pixels are there from the
# first that moves the output to the last, both included?

# %%
my_reach = None

# %%
with once_written():
    dots = np.eye(81).reshape(81, 1, 9, 9)
    fields = {}
    for d in (1, 2, 3):
        out = conv2d_forward(dots, np.ones((1, 1, 3, 3)), np.zeros(1), dilation=d)[0]
        middle = out.shape[2] // 2
        fields[f"dilation {d}"] = out[:, 0, middle, middle].reshape(9, 9)
    reach = np.flatnonzero(fields["dilation 3"].any(axis=0))
    compare_guess(my_reach, reach[-1] - reach[0] + 1, "pixels from the first to the last")
    display(plot.arrays(fields))

# %% [markdown]
# ## What is left of a face?
#
# Your layer is fast enough now to lay filters on a larger image while you wait. The next cell draws one:
# discs for the head, the eyes and their pupils, an arc for the mouth, stripes for the hat.
#
# **Predict first:** what will each of these three filters leave of the skin, where the face is of one colour?
# Add up the weights of each.
#
# | first | second | third |
# | :---: | :---: | :---: |
# | 1 2 1 | -1 -1 -1 | -2 -1 0 |
# | 0 0 0 | -1 8 -1 | -1 1 1 |
# | -1 -2 -1 | -1 -1 -1 | 0 1 2 |

# %%
my_skin_first = None  # "nothing", "the same" or "more"
my_skin_second = None  # "nothing", "the same" or "more"
my_skin_third = None  # "nothing", "the same" or "more"


# %%
def disc(row, column, radius, size=128):
    """1 inside a disc and 0 outside, on an image of size x size pixels."""
    rows, columns = np.mgrid[:size, :size]
    return (rows - row) ** 2 + (columns - column) ** 2 < radius**2


down, right = np.mgrid[:128, :128]
face = 0.15 + 0.002 * right
face[disc(72, 64, 46)] = 0.8
for eye in (46, 82):
    face[disc(62, eye, 10)] = 1.0
    face[disc(63, eye + 2, 4)] = 0.0
face[disc(76, 64, 5)] = 0.6
face[disc(82, 64, 24) & ~disc(76, 64, 24) & (down > 86)] = 0.2
hat = (abs(right - 64) < 34 + (down > 34) * 18) & (down > 8) & (down < 42)
face[hat] = 0.5 + 0.45 * (right[hat] // 6 % 2)

horizontal = np.array([[1.0, 2, 1], [0, 0, 0], [-1, -2, -1]])
outline = np.array([[-1.0, -1, -1], [-1, 8, -1], [-1, -1, -1]])
emboss = np.array([[-2.0, -1, 0], [-1, 1, 1], [0, 1, 2]])
guesses = {"first": my_skin_first, "second": my_skin_second, "third": my_skin_third}

with once_written():
    filters = np.array([horizontal, outline, emboss])[:, None]
    maps = conv2d_forward(face[None, None], filters, np.zeros(3))[0][0]
    for (name, guess), skin in zip(guesses.items(), maps[:, 92, 35] / face[93, 36], strict=True):
        left = "nothing" if abs(skin) < 0.01 else "the same" if abs(skin - 1) < 0.01 else "more"
        compare_guess(guess, left, f"{name} filter, on the skin")
    titles = [f"{name} filter" for name in guesses]
    display(plot.arrays({"face": face} | dict(zip(titles, maps.clip(-2, 2), strict=True))))

# %% [markdown]
# Numbers below -2 are drawn as -2, and numbers above 2 as 2, so that the rest can be seen.
#
# <details><summary>Why is this left of the skin?</summary>
#
# On an area of one colour every product has the same pixel in it, so the output is that colour times the sum
# of the weights: 0 for the first two, 1 for the third. At edges the third looks as if light fell on them from
# one side.
#
# </details>

# %% [markdown]
# ### Which filter made this map?
#
# Below are a real handwritten digit and three maps of it. Each was made by one filter of 3 x 3, with one
# pixel of padding. Find the three filters: the first map is the digit moved one pixel to the right; in the
# second each pixel is the digit's pixel minus its left neighbour; in the third it is the mean of the pixel
# and its four neighbours above, below, left and right.

# %%
from cnnlib import data

digit = data.digits().train_images[5, 0] / 255
frame = np.pad(digit, 1)
left, above, below, after = frame[1:-1, :-2], frame[:-2, 1:-1], frame[2:, 1:-1], frame[1:-1, 2:]
wanted = {
    "moved right": left,
    "minus left neighbour": digit - left,
    "mean of five": (digit + left + above + below + after) / 5,
}
plot.arrays({"digit": digit} | wanted)

# %%
my_filters = {
    "moved right": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    "minus left neighbour": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    "mean of five": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
}

# %%
with once_written():
    maps = {}
    for name, weights_of_one in my_filters.items():
        w = np.array(weights_of_one, float).reshape(1, 1, 3, 3)
        maps[name] = conv2d_forward(digit[None, None], w, np.zeros(1), padding=1)[0][0, 0]
        off = abs(maps[name] - wanted[name]).max()
        print(f"{name}:", "found" if off < 1e-9 else f"not yet, off by up to {off:.2f}")
    display(plot.arrays({"digit": digit} | maps))

# %% [markdown]
# <details><summary>If the digit moves the other way</summary>
#
# The output in the middle of the window takes over the pixel that the weight 1 lies on. With the 1 on the
# left, each place takes the pixel of its left neighbour, so the digit moves to the right.
#
# </details>

# %% [markdown]
# ## What you can now do
#
# You have written a convolution layer twice: once so that it can be understood, once so that it can be used.
# You have seen what filters chosen by hand find in an image, and which examples tell a right layer from a
# wrong one. In a network nobody chooses the weights: they are learned, and the layer that you have written
# stays as it is.
#
# Five questions to see what has stayed. Answer before you open.
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
