# %% [markdown]
# ## How slow are the loops?
#
# The next cell measures your function on one image of 3 x 32 x 32 with six filters of 5 x 5, and works out
# what 60,000 images would take, as many as there are in a well-known collection of digits. Each of the six
# maps has 28 x 28 outputs. Slicing one window, multiplying it and adding up takes 5 to 30 millionths of a
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
# shape. The same works for a whole layer, once there is a function that makes such a matrix of any batch.
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
# its pixels, visit each *weight of the filter* and take the pixel that lies below it in every window. For weight
# (0, 0) these are the upper left pixels of all windows, for weight (0, 1) their neighbours on the right.

# %%
below = {f"weight ({u}, {v})": tiny[u : u + 2, v : v + 3] for u in range(2) for v in range(2)}
plot.arrays({"image": tiny} | below)

# %% [markdown]
# Each of the four is one block of the image, of the size of the map, taken in one slice. Stretched, it is a
# column of the matrix of windows: compare weight (0, 1) with the second column above. For a filter of 5 x 5
# these are 25 slices, however large the image is.

# %% [markdown]
# ## Every window a row
#
# **Why it matters.** A matrix with a window in each row turns a layer into one matrix product, and many libraries
# compute it in this way. It is also a table with a row for each place of the picture, of which other questions can
# be asked than those of a filter. The name that the function has everywhere, *im2col*, is short for "image to
# columns", from programs that put each window into a column. Here each window is a row.
#
# **By hand.** In the next figure are two images of two channels, 2 x 3 pixels each, and the kernel is 2. The frames
# are the first window of the first image, which goes through both of its channels. The
# matrix has two rows for the first image and two for the second. Write down the second row: what the first image
# has in its second window. With what number does the third row begin?

# %%
two_images = np.arange(24.0).reshape(2, 2, 2, 3)
named = {f"image {n}, channel {c}": two_images[n, c] for n in range(2) for c in range(2)}
plot.arrays(named, window=(2, 2), channels=2)

# %%
my_second_row = None  # such as (0, 1, 3, 4, 0, 1, 3, 4)
my_third_row_begins_with = None

# %% [markdown]
# **Write** `im2col(x, kernel, stride=1, padding=0, dilation=1)`.
#
# - `x` is $(N, C, H, W)$. `kernel` is the size of the windows, $(k_H, k_W)$: a pair, or an int for both, as the
#   options are. (In `correlate2d` the word stands for the weights themselves. Both uses are common; in the text of
#   this notebook the weights are the filter, and the kernel is their size.) The group *kernel sizes* has pairs.
# - `stride` and `padding` are as in `conv2d_naive`. **Dilation** pulls a window apart: with $(d_H, d_W)$ its
#   neighbouring pixels are $d_H$ rows and $d_W$ columns of the image apart, so that $k$ of them reach across
#   $d(k - 1) + 1$. With 1 they lie side by side. Pixel $(u, v)$ of window $(i, j)$ is the pixel $(i \, s_H + u \,
#   d_H, \; j \, s_W + v \, d_W)$ of the padded image.
# - There are $H' = \lfloor (H + 2 p_H - d_H (k_H - 1) - 1) / s_H \rfloor + 1$ windows below one another and $W'$
#   beside one another, with the same formula for the width.
# - The result is a matrix, $(N H' W', C k_H k_W)$. **Rows** are in the order $n$, $i$, $j$: all windows of the
#   first image, from left to right and then downwards, then those of the second. **Columns** are in the order
#   channel, row, column of the window, which is the order in which `w[f].ravel()` gives the weights of a filter.
#
# Any loops are welcome here. Only where you build the layer on it, in the next exercise, time counts: then a
# function that loops over the kernel's rows and columns goes far ahead of one that visits the windows.
#
# *a2.im2col: 35 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: window by window</summary>
#
# Three loops, over images, rows and columns of windows. Slice all channels at once, with the dilation as the step
# of the slice, and `ravel` what you get. A counter that grows by 1 says which row of the matrix it is.
#
# </details>
# <details><summary>Hint 2: all windows at once</summary>
#
# For a fixed (u, v), the pixels that all windows have there form a strided slice of the padded images: rows
# u, u + stride, u + 2 stride, ..., as many as there are windows. Its shape is $(N, C, H', W')$. Dilation changes
# only where it begins: `u * dilation` rows further down. Collect the slices in an array with six axes.
#
# </details>
# <details><summary>Hint 3: right with one channel, wrong with several</summary>
#
# A reshape never moves an axis: it only cuts the same sequence of numbers otherwise. Before the last reshape the
# axes have to be in the order of the matrix: n, i, j, then c, u, v. Use `transpose` for that.
#
# </details></div>


# %%
def im2col(
    x: np.ndarray,
    kernel: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
    dilation: int | tuple[int, int] = 1,
) -> np.ndarray:
    """Every window of a batch of images, stretched to a row.

    x: (N, C, H, W).  kernel: the size of a window, (kH, kW) or an int for both.
    stride, padding, dilation: an int or a pair (height, width).
    Returns (N H' W', C kH kW) with x's dtype: rows n, i, j; columns channel, row, column. x stays as it was.
    """
    ### BEGIN SOLUTION
    k_rows, k_columns = (kernel, kernel) if isinstance(kernel, int) else kernel
    down, across = (stride, stride) if isinstance(stride, int) else stride
    d_rows, d_columns = (dilation, dilation) if isinstance(dilation, int) else dilation
    padded = zero_pad(x, padding)
    height = (padded.shape[2] - d_rows * (k_rows - 1) - 1) // down + 1
    width = (padded.shape[3] - d_columns * (k_columns - 1) - 1) // across + 1

    windows = np.empty((len(x), height, width, x.shape[1], k_rows, k_columns), x.dtype)
    for u in range(k_rows):
        for v in range(k_columns):
            seen = padded[:, :, u * d_rows :: down, v * d_columns :: across][:, :, :height, :width]
            windows[..., u, v] = seen.transpose(0, 2, 3, 1)
    return windows.reshape(len(x) * height * width, -1)
    ### END SOLUTION


# %%
check("a2.im2col", im2col)

# %%
with once_written():
    matrix = im2col(two_images, 2)
    compare_guess(my_second_row, tuple(matrix[1].astype(int).tolist()), "second row")
    compare_guess(my_third_row_begins_with, int(matrix[2, 0]), "the third row begins with")
    display(plot.arrays({"all windows of both images": matrix}))

# %% [markdown]
# ### A photograph, sorted
#
# With a stride as large as the kernel the windows lie side by side, as tiles. The next cell takes the photograph
# apart into tiles of 8 x 8 pixels, one a row of the matrix. It then sorts the rows by how much the 64 numbers of a
# row differ (their standard deviation) and lays them out again, line by line.
#
# **Predict first:** from which part of the picture do the tiles of the first line come? And how many times as many
# numbers as the photograph, of 128 x 192 pixels, has the matrix? How many times as many, rounded, with a stride of
# 1 in place of 8?

# %%
my_first_tiles = None  # "tree", "tower" or "sky"
my_times_with_stride_8 = None
my_times_with_stride_1 = None

# %%
with once_written():
    tiles = im2col(photo[None, None], 8, stride=8)  # one row for each of the 16 x 24 tiles
    order = tiles.std(axis=1).argsort()
    laid_out = tiles[order].reshape(16, 24, 8, 8).swapaxes(1, 2).reshape(128, 192)
    in_the_upper_half = order[:24] < 8 * 24
    found = "sky" if in_the_upper_half.all() and tiles[order[:24]].mean() > 0.5 else "something else"
    compare_guess(my_first_tiles, found, "the first line of tiles")
    compare_guess(my_times_with_stride_8, tiles.size / photo.size, "times as many with stride 8")
    every_window = im2col(photo[None, None], 8)
    compare_guess(my_times_with_stride_1, round(every_window.size / photo.size), "times with stride 1")
    display(plot.arrays({"photograph": photo, "its tiles, sorted": laid_out}))

# %% [markdown]
# <details><summary>And the last line?</summary>
#
# These are tiles in which the bright sky meets a dark roof, or light and shadow lie side by side in the tower. A
# tile of the tree has dark and bright leaves, but no two large areas.
#
# </details>
#
# The filter of a layer is a question to each row: multiply and add up. The spread of the 64 numbers is another
# question, to the same rows. At the end of this notebook you meet filters that were found by asking a matrix like
# this one what its rows are made of.

# %% [markdown]
# ## How does the whole layer become fast?
#
# **Why it matters.** This is the layer that networks are made of. Dilation pulls the weights of a filter apart, so
# that it sees further without more weights. **Groups** split the channels into blocks that do not mix. With as
# many groups as channels each filter sees one channel only; this is called a depthwise convolution, and saves most
# of the work, which is counted in **multiply-adds**: one product, added to a sum. These groups of channels have
# nothing to do with the groups of cases in a report, of which the one called *groups* asks for them.
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
# - With dilation $(d_H, d_W)$, weight $(u, v)$ meets pixel $(u, v)$ of the window as in `im2col`, and $H'$ and
#   $W'$ are those of `im2col` too.
# - With $G$ groups, which is an int, `w` is $(C_{out}, C_{in} / G, k_H, k_W)$. The first $C_{out} / G$
#   filters see the first $C_{in} / G$ channels, the next ones the next channels, and so on.
# - It is **vectorised**: Python may loop over the filter's rows and columns, over groups and over images, but
#   not over output positions.
#
# The way that was shown above is the product of your `im2col` and the stretched filters. You may write the layer
# in any other way. The group *vectorised* measures the time on one image of 2 x 288 x 288 with three filters of
# 2 x 2. Ours builds the matrix of windows and multiplies it once. Yours must give the right result and take at
# most 20 times as long as ours. A loop over the output positions takes longer than that, also where it is in your
# `im2col`; a function without one is far below.
#
# Begin with `groups=1`. Each option earns its points on its own, so you need not write all of them. Let your
# function raise `NotImplementedError` where it is called with an option that you have not written: this costs
# the groups that use the option, and no others. Some cases of *stride*, *padding* and
# *dilation* have a pair. A case of *all together* uses all four options.
#
# *a2.conv2d_forward: 60 minutes, difficulty 4 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: the product</summary>
#
# `im2col(x, w.shape[2:], ...)` has $C_{in} k_H k_W$ columns. Reshape `w` to $C_{out}$ rows of the same length, and
# multiply one by the transpose of the other.
#
# </details>
# <details><summary>Hint 2: it is too slow</summary>
#
# Does your `im2col` visit the windows? Write it anew as *Can it be built without visiting the windows?* shows, and
# run its check again.
#
# </details>
# <details><summary>Hint 3: the values are right, the places are not</summary>
#
# The product has shape $(N H' W', C_{out})$. Reshape it to $(N, H', W', C_{out})$ first, then make the
# last axis the second with `transpose`. A reshape alone never moves an axis.
#
# </details>
# <details><summary>Hint 4: groups</summary>
#
# Do the same for each group with its slice of the channels, of `w` and of `b`, and join the results along the
# axis of the channels. In the matrix of windows the channels of a group are neighbouring columns.
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
    def counted(axis):
        """How many windows there are along height (0) or width (1)."""
        p, s, d = (n if isinstance(n, int) else n[axis] for n in (padding, stride, dilation))
        return (x.shape[2 + axis] + 2 * p - d * (w.shape[2 + axis] - 1) - 1) // s + 1

    size, each = w[0].size, len(w) // groups
    rows = im2col(x, w.shape[2:], stride, padding, dilation)
    maps = [
        rows[:, g * size : (g + 1) * size] @ w[g * each : (g + 1) * each].reshape(each, size).T
        for g in range(groups)
    ]
    out = np.concatenate(maps, axis=1) + b
    out = out.reshape(len(x), counted(0), counted(1), len(w)).transpose(0, 3, 1, 2).astype(x.dtype)
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
# Your layer is fast enough now to lay many filters on an image while you wait. The next cell draws one:
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

outline = np.array([[-1.0, -1, -1], [-1, 8, -1], [-1, -1, -1]])
emboss = np.array([[-2.0, -1, 0], [-1, 1, 1], [0, 1, 2]])
guesses = {"first": my_skin_first, "second": my_skin_second, "third": my_skin_third}

with once_written():
    filters = np.array([lying_edges, outline, emboss])[:, None]
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
