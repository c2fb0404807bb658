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
# ## How does the gradient get back through a convolution?
#
# **Why it matters.** This is the step by which a network learns its filters. The layer after this one hands over
# `dout`: how much the loss grows when each output grows. From that the layer has to say three things: `dw`, how
# each weight would have to change, `db`, the same for the biases, and `dx`, which is the `dout` of the layer
# before.
#
# You need no new mathematics. An output is a sum of products $w \, x$ and a bias. If the loss has the slope
# $d$ with respect to that output, then each product passes on $d \, x$ to its weight and $d \, w$ to its pixel,
# and the bias gets $d$. All the rest is bookkeeping: which weight met which pixel, and who was used more than
# once. We go in four steps.

# %% [markdown]
# ### Step 1: one window
#
# An image as large as the filter: one window, one output. Every weight meets one pixel.

# %%
one_x = np.array([[1.0, 4], [0, 3]])
one_w = np.array([[2.0, -1], [5, 0]])
one_dout = np.array([[2.0]])
plot.arrays({"x": one_x, "w": one_w, "dout": one_dout}, window=(2, 2))

# %% [markdown]
# **Predict first:** `dx`, `dw` and `db`, as numbers row by row.

# %%
my_dx = None  # four numbers in a tuple
my_dw = None  # four numbers in a tuple
my_db = None  # one number

# %%
compare_guess(my_dx, tuple(int(value) for value in (one_dout * one_w).ravel()), "dx")
compare_guess(my_dw, tuple(int(value) for value in (one_dout * one_x).ravel()), "dw")
compare_guess(my_db, int(one_dout.sum()), "db")

# %% [markdown]
# ### Step 2: all windows
#
# Now the image is larger than the filter, so that the filter is used again in every window. A weight has used many
# pixels: `dw` is the **sum** over the windows, each times its own `dout`. A pixel has been seen by many windows:
# `dx` is the sum of what they send, and where windows overlap there are several shares.
#
# The next figure shows what two neighbouring windows send to `dx`, and their sum.

# %%
all_x = np.array([[1.0, 0, 2, 1], [3, 1, 0, 2], [0, 2, 1, 4]])
all_w = np.array([[1.0, 2], [0, -1]])
all_dout = np.array([[1.0, 3, 0], [2, 0, 1]])
first_share, second_share = np.zeros((3, 4)), np.zeros((3, 4))
first_share[0:2, 0:2] += all_dout[0, 0] * all_w
second_share[0:2, 1:3] += all_dout[0, 1] * all_w
display(plot.arrays({"x": all_x, "w": all_w, "dout": all_dout}, window=(2, 2)))
display(
    plot.arrays(
        {
            "from dout[0, 0]": first_share,
            "from dout[0, 1]": second_share,
            "these two together": first_share + second_share,
        },
        window=(2, 2),
    )
)

# %% [markdown]
# **Predict first:** with all six windows, what is `db`? What is `dw[0, 0]`, for the weight 1? And what does the pixel
# in row 1 and column 1 of `dx` get?

# %%
my_sum_db = None
my_first_dw = None
my_pixel_dx = None

# %% [markdown]
# ### Step 3: all channels, all filters, all images
#
# Every filter reaches through all channels, and every image is seen by all filters. Follow the indices:
#
# - `dw[f, c]` belongs to filter `f` and channel `c`: it takes `dout[:, f]` and channel `c` of the images, and sums
#   over all images $n$.
# - `dx[n, c]` belongs to image `n` and channel `c`: it takes `dout[n]` and channel `c` of all filters, and sums over
#   the filters $f$.
# - `db[f]` sums `dout[:, f]` over images, rows and columns.
#
# What is *not* on the left is summed over. There is no division by $N$: if the loss is a mean over the batch, that is
# in `dout` already.

# %% [markdown]
# ### Step 4: stride and padding
#
# With a stride the window of output $(i, j)$ begins at row $i \, s_H$ and column $j \, s_W$. In the backward pass it
# is the same window: nothing else changes. Rows and columns that lie in no window have not been used, so their `dx`
# is 0.
#
# With a padding the filter has seen the padded image. Pad `x` again, collect `dx` in an array of the padded size, and
# cut the border off at the end: nobody wants to know how the zeros should change.

# %% [markdown]
# **Write** `conv2d_backward(dout, cache)`, which returns `(dx, dw, db)`.
#
# - `cache` is what the notebook's `conv2d_forward` returned: `(x, w, b, stride, padding)`, the last two as pairs
#   (height, width).
# - `dout` is $(N, C_{out}, H', W')$. `dx` has the shape of `x`, `dw` that of `w`, `db` that of `b`; each has the
#   dtype of its array. No array is changed.
#
# With the padded images $\tilde x$, and $\tilde{dx}$ before its border is cut off:
#
# $$db[f] = \sum_{n, i, j} dout[n, f, i, j]$$
#
# $$dw[f, c, u, v] = \sum_{n, i, j} dout[n, f, i, j] \; \tilde x[n, c, i \, s_H + u, j \, s_W + v]$$
#
# $$\tilde{dx}[n, c, p, q] = \sum_{f, i, j, u, v} dout[n, f, i, j] \; w[f, c, u, v] \quad
# \text{over all with } i \, s_H + u = p, \; j \, s_W + v = q$$
#
# The groups *db*, *dw* and *dx* ask for one gradient each, without stride and padding: return `None` in place of one
# that you have not written yet. All other groups ask for the three. A report says which of them is wrong, and where
# it can, by which factor, or that only the places are wrong. Loops over the output's places are welcome.
#
# *a3.conv2d_backward: 45 minutes, difficulty 4 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: the order of work</summary>
#
# `db` is one line. For `dw` and `dx` write the loops of the forward pass: image, filter, row, column. In the innermost
# line stood `out[n, f, i, j] = sum(window * w[f]) + b[f]`. It becomes two lines, one for each factor.
#
# </details>
# <details><summary>Hint 2: the two lines</summary>
#
# `dw[f]` gets `dout[n, f, i, j]` times the window of the image. The same window of dx gets `dout[n, f, i, j]` times
# the filter. Both are added to what is there.
#
# </details>
# <details><summary>Hint 3: right without padding, wrong with it</summary>
#
# The loops work on the padded image and on a dx of the same size. In the end `dx[:, :, p : p + H, q : q + W]` is what
# belongs to x; `[p:-p]` is empty when p is 0.
#
# </details>
# <details><summary>Hint 4: faster</summary>
#
# Loop over the places (u, v) of the filter instead. What they meet is a strided slice of the padded images, of the
# size of dout, and `np.einsum` or `np.tensordot` does the rest.
#
# </details></div>


# %%
def conv2d_backward(dout: np.ndarray, cache: tuple) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of a convolution layer.

    dout: (N, C_out, H', W').  cache: (x, w, b, stride, padding), the last two as pairs.
    Returns dx, dw, db with the shapes and dtypes of x, w, b. Changes none of its inputs.
    """
    ### BEGIN SOLUTION
    x, w, b, (down, across), (rows, columns) = cache
    framed = np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)))
    dx, dw, db = np.zeros_like(framed), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * down, j * across
            window = (slice(None), slice(None), slice(top, top + w.shape[2]), slice(left, left + w.shape[3]))
            slopes = dout[:, :, i, j]
            dw += np.tensordot(slopes, framed[window], axes=([0], [0]))
            dx[window] += np.tensordot(slopes, w, axes=([1], [0]))
    return dx[:, :, rows : rows + x.shape[2], columns : columns + x.shape[3]], dw, db
    ### END SOLUTION


# %%
check("a3.conv2d_backward", conv2d_backward)

# %%
with once_written():
    cache = conv2d_forward(all_x[None, None], all_w[None, None], np.zeros(1))[1]
    dx, dw, db = conv2d_backward(all_dout[None, None], cache)
    compare_guess(my_sum_db, db[0], "db")
    compare_guess(my_first_dw, dw[0, 0, 0, 0], "dw[0, 0]")
    compare_guess(my_pixel_dx, dx[0, 0, 1, 1], "the pixel's dx")
    display(plot.arrays({"dx": dx[0, 0], "dw": dw[0, 0]}))

# %% [markdown]
# ### Both gradients are convolutions
#
# At a stride of 1 and without padding, look at the formula of `dw`: it lays `dout` on the image like a filter, at
# $k_H \times k_W$ places. So `dw` is what a convolution layer makes of the image with `dout` as its filter. And
# `dx` is such a result too: of `dout` with a border of zeros, as wide as the filter less 1, and the **flipped**
# filter. This is the true convolution of mathematics, and it is where it has its place in a network.

# %%
with once_written():
    cache = conv2d_forward(all_x[None, None], all_w[None, None], np.zeros(1))[1]
    dx, dw, _ = conv2d_backward(all_dout[None, None], cache)
    by_dout, _ = conv2d_forward(all_x[None, None], all_dout[None, None], np.zeros(1))
    flipped = all_w[None, None, ::-1, ::-1]
    by_flipped, _ = conv2d_forward(all_dout[None, None], flipped, np.zeros(1), padding=1)
    print("dw is the image convolved with dout:", np.allclose(by_dout, dw))
    print("dx is dout convolved with the flipped filter:", np.allclose(by_flipped, dx))

# %% [markdown]
# ### Which pixels have made this number?
#
# Three convolution layers on a part of the photograph: filters of 5 x 5, the second layer with a stride of 2. From the
# last map we take one number, in the middle. With `dout` 1 there and 0 everywhere else, going back through the three
# layers gives the gradient of this one number with respect to every pixel.
#
# **Predict first:** how many rows of pixels does the number depend on? You counted this in a1: one, and each layer
# adds its kernel less 1, times the product of the strides before it.

# %%
my_rows = None

# %%
rng = np.random.default_rng(3)
tower = data.photograph("china", grey=True)[None, :, 30:94, 55:119]
layers = [(rng.standard_normal(shape) / 10, stride) for shape, stride in
          (((4, 1, 5, 5), 1), ((4, 4, 5, 5), 2), ((1, 4, 5, 5), 1))]  # fmt: skip

with once_written():
    out, caches = tower, []
    for w, stride in layers:
        out, cache = conv2d_forward(out, w, np.zeros(len(w)), stride=stride)
        caches.append(cache)
    dx = np.zeros_like(out)
    dx[0, 0, out.shape[2] // 2, out.shape[3] // 2] = 1
    for cache in reversed(caches):
        dx, _, _ = conv2d_backward(dx, cache)
    reached = np.flatnonzero(dx[0, 0].any(axis=1))
    compare_guess(my_rows, reached[-1] - reached[0] + 1, "rows of pixels")
    lit = tower[0, 0] * np.where(dx[0, 0] == 0, 0.35, 1)
    display(plot.arrays({"what the number has seen": lit, "its gradient": dx[0, 0]}))

# %% [markdown]
# A pixel that is bright in the right-hand picture makes the number larger when it becomes brighter, a dark one
# makes it smaller. Pixels in the middle weigh most, because more paths lead to them: all that a network has seen
# is not seen equally well.

# %% [markdown]
# ### Nine numbers that nobody chooses
#
# At the beginning of this notebook a filter found its nine numbers with a `conv2d_backward` that was not yours. Now
# yours does it. Below are a part of the photograph and a map of it, made by one of the four filters for angles from
# above. Which one, the cell does not tell.

# %%
view = data.photograph("china", grey=True)[None, :, 40:72, 60:100]
view = view - view.mean()
hidden = int(np.random.default_rng(6).integers(4))
wanted, _ = conv2d_forward(view, angles[hidden][None, None], np.zeros(1))
plot.arrays({"photograph": view[0, 0] - view.min(), "wanted": wanted[0, 0]})

# %% [markdown]
# **Predict first:** look at the map. At which angle are the edges that the filter finds?

# %%
my_angle = None  # "lying", "leaning", "upright" or "leaning the other way"

# %% [markdown]
# The loss is the mean squared difference between the filter's map and the wanted one, and the filter begins with nine
# zeros. Your `dw` says how each weight would have to change, and each step goes a little way against it:
# `w = w - rate * dw`. There is no momentum this time, and 100 steps are enough. They take
# from two to twenty seconds, as fast as your function is.

# %%
with once_written():
    w, found = np.zeros((1, 1, 3, 3)), {}
    for step in range(101):
        out, cache = conv2d_forward(view, w, np.zeros(1))
        if step in (1, 10, 50, 100):
            found[f"after {step}"] = w[0, 0].round(1) + 0.0
            print(f"after {step:3} steps: loss {np.mean((out - wanted) ** 2):.5f}")
        w = w - 2.0 * conv2d_backward(2 * (out - wanted) / out.size, cache)[1]
    nearest = abs(angles - w[0, 0]).max(axis=(1, 2)).argmin()
    compare_guess(my_angle, ("lying", "leaning", "upright", "leaning the other way")[nearest], "the angle")
    display(plot.arrays(found))
    display(plot.arrays({"wanted": wanted[0, 0], "by the learned filter": out[0, 0]}))

# %% [markdown]
# The photograph and the wanted answer have chosen these numbers, and your gradient showed the way. A network learns
# all its filters so, with one difference: nobody tells it what any of its maps should look like. It is told only
# which answer was right at the very end, and the gradient finds its way back through all layers.

# %% [markdown]
# ## And if each number spreads?
#
# **Why it matters.** A convolution with a stride makes maps smaller. A network that paints pictures, or says of each
# pixel what it belongs to, has to make them larger again. The layer for this is the **transposed convolution**: each
# input value lays its multiple of the kernel on the output, and what overlaps is added. You have written it already:
# it is what `dx` does in the backward pass of a convolution, used as a layer of its own. It is also called
# fractionally strided convolution.
#
# **By hand.** The input `[1, 2]`, one row, the kernel `[3, 1]`: at stride 1 the first value lays down `3 1`, the
# second, one place further, `6 2`, and the output is `[3, 7, 2]`. At stride 2 they lie side by side: `[3, 1, 6, 2]`.
#
# **Write** `conv_transpose2d(x, w, b, stride=1, padding=0)`, which returns `out` alone.
#
# - `x` is $(N, C_{in}, H, W)$. `w` is $(C_{in}, C_{out}, k_H, k_W)$: the channels of `x` come **first** here, because
#   it is the filter of the convolution that leads back. `b` is $(C_{out},)$.
# - `stride` and `padding` are ints. The kernel of `x[n, c, i, j]` begins at row `i * stride` and column `j * stride`.
# - The padding **takes away**: as many rows and columns from each of the four sides as a convolution would have added.
#   It is at most the kernel less 1.
# - `out` is $(N, C_{out}, H', W')$ with $H' = (H - 1) \, s - 2 p + k_H$, and the same for the width. Every value of
#   `out` gets its bias once.
#
# The group *channels* has several of each kind of channel; *values* has one and neither stride nor padding.
#
# *a3.conv_transpose2d: 20 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: one line of your own</summary>
#
# Look at the line of `conv2d_backward` that adds to dx. What is dout there is x here.
#
# </details>
# <details><summary>Hint 2: the padding</summary>
#
# Build the output as if there were no padding, of size $(H - 1) s + k_H$, and cut it at the end. Count from the front.
#
# </details></div>


# %%
def conv_transpose2d(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, padding: int = 0
) -> np.ndarray:
    """A transposed convolution: each value of x lays its multiple of the kernel on the output.

    x: (N, C_in, H, W).  w: (C_in, C_out, kH, kW).  b: (C_out,).
    Returns (N, C_out, H', W') with x's dtype; H' = (H - 1) stride - 2 padding + kH.
    """
    ### BEGIN SOLUTION
    k_rows, k_columns = w.shape[2:]
    height, width = ((n - 1) * stride + k for n, k in zip(x.shape[2:], w.shape[2:], strict=True))
    out = np.zeros((len(x), w.shape[1], height, width), x.dtype)
    for i in range(x.shape[2]):
        for j in range(x.shape[3]):
            top, left = i * stride, j * stride
            laid = np.tensordot(x[:, :, i, j], w, axes=([1], [0]))
            out[:, :, top : top + k_rows, left : left + k_columns] += laid
    out = out[:, :, padding : height - padding, padding : width - padding]
    return out + b[:, None, None]
    ### END SOLUTION


# %%
check("a3.conv_transpose2d", conv_transpose2d)

# %% [markdown]
# One value in the middle of zeros shows what it spreads. Then a map of 4 x 4 that is 1 everywhere, with a kernel of
# 3 x 3 ones at stride 2.
#
# **Predict first:** what is the largest number in the second output?

# %%
my_largest = None

# %%
with once_written():
    dot = np.zeros((1, 1, 3, 3))
    dot[0, 0, 1, 1] = 1
    kernel = np.array([[1.0, 2, 1], [2, 4, 2], [1, 2, 1]])[None, None]
    spread = conv_transpose2d(dot, kernel, np.zeros(1), stride=2)
    even = conv_transpose2d(np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3)), np.zeros(1), stride=2)
    compare_guess(my_largest, even.max(), "largest number")
    display(
        plot.arrays(
            {"one value": dot[0, 0], "kernel": kernel[0, 0], "what it spreads, stride 2": spread[0, 0]}
        )
    )
    display(plot.arrays({"ones spread by a kernel of ones, stride 2": even[0, 0]}))

# %% [markdown]
# The map was even, and the output is a grid: kernels of 3 x 3 at stride 2 overlap in some places and not in
# others. You can see this pattern in many pictures that networks have painted. It goes away where the kernel is a
# multiple of the stride.
#
# Now enlarge a photograph. Your average pooling makes the flower four times smaller along each side; three kernels
# bring it back to its size: a block of 4 x 4 ones, a kernel of 6 x 6 that does not fit the stride of 4, and a tent of
# 8 x 8, high in the middle and low at the rim.
#
# **Predict first:** in which of the three will you see a pattern that is not in the photograph?

# %%
my_patterned = None  # "block", "misfit" or "tent"

# %%
with once_written():
    few = avg_pool2d_forward(data.photograph("flower", grey=True)[None], 4)[0]
    ramp = np.array([1.0, 3, 5, 7, 7, 5, 3, 1]) / 8
    kernels = {
        "block": (np.ones((4, 4)), 0),
        "misfit": (np.ones((6, 6)) * 4 / 9, 1),
        "tent": (np.outer(ramp, ramp), 2),
    }
    larger = {
        name: conv_transpose2d(few, kernel[None, None], np.zeros(1), stride=4, padding=padding)[0, 0]
        for name, (kernel, padding) in kernels.items()
    }
    original = data.photograph("flower", grey=True)[0]
    off = {name: np.abs(image - original)[4:-4, 4:-4].mean() for name, image in larger.items()}
    compare_guess(my_patterned, max(off, key=off.get), "farthest from the photograph")
    for name, mean in off.items():
        print(f"{name}: {mean:.3f} away from the photograph on average")
    display(
        plot.arrays({"photograph": original} | {name: np.clip(image, 0, 1) for name, image in larger.items()})
    )

# %% [markdown]
# A network learns this kernel too. That it is the backward pass of a convolution you can test with your own two
# functions: the same `w`, the same numbers.

# %%
with once_written():
    rng = np.random.default_rng(0)
    w = rng.standard_normal((3, 2, 3, 3))
    out, cache = conv2d_forward(rng.standard_normal((1, 2, 9, 7)), w, np.zeros(3), stride=2, padding=1)
    dout = rng.standard_normal(out.shape)
    back, _, _ = conv2d_backward(dout, cache)
    forth = conv_transpose2d(dout, w, np.zeros(2), stride=2, padding=1)
    print(f"{dout.shape} becomes {forth.shape}; largest difference to dx: {abs(back - forth).max():.1e}")

# %% [markdown]
# ## What you can now do
#
# You have written every gradient of a convolutional network by hand: through a maximum, a mean and a sum of
# products. What is left is to put them one after another and to take many small steps. That is a4.
#
# Five questions to see what has stayed. Answer before you open.
#
# <details><summary>1. A pixel of a max pooling layer gets the gradient 0. Is its value of no importance?</summary>
#
# Only for small changes. If it grew beyond the maximum of its window, it would become the output.
#
# </details>
# <details><summary>2. Why is dw a sum over the batch, and dx not?</summary>
#
# The weights were used by every image, so each image has a say. A pixel belongs to one image.
#
# </details>
# <details><summary>3. A convolution with stride 2 has seen an image of 6 x 6 with a filter of 3 x 3. Which rows of dx
# are 0 whatever dout is?</summary>
#
# The last one. The windows begin at rows 0 and 2 and end at row 4, so row 5 lies in no window; the same holds for the
# columns.
#
# </details>
# <details><summary>4. Your loss is the mean over the batch. Where do you divide by N?</summary>
#
# In the gradient of the loss, once. Every layer below gets it in dout.
#
# </details>
# <details><summary>5. A transposed convolution with a kernel of 4 x 4, stride 2 and padding 1 gets 8 x 8. How large is
# its output?</summary>
#
# (8 - 1) 2 - 2 + 4 = 16: exactly twice as large, and without a grid, since 4 is a multiple of 2.
#
# </details>
