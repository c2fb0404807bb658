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
# ## What does a whole layer pass back?
#
# **Why it matters.** In a **fully connected** layer, also called linear, every output is a weighted sum of all
# inputs plus a bias of its own. Most networks end with one: it turns what the layers before have found into one
# number for each class, the **scores**. Its backward pass is three lines, and you meet all three again in the
# convolution.
#
# **By hand.** A batch of two examples with three inputs each, and a layer with four outputs. The weights of one
# output stand in one row of `w`, which is $(out, in)$, as in PyTorch. So row $n$ of `out` holds the products of
# example $n$ with all rows of `w`, and the whole batch is one matrix product:
#
# $$\text{out} = x \, w^T + b \qquad\qquad \text{out}[n, o] = b[o] + \sum_d w[o, d] \; x[n, d]$$

# %%
layer_x = np.array([[1.0, 2, 0], [0, -1, 3]])
layer_w = np.array([[2.0, 0, 1], [1, 1, 0], [0, 3, -1], [1, -2, 2]])
layer_b = np.array([1.0, 0, -1, 2])
layer_dout = np.array([[1.0, 0, 2, 0], [0, 1, 0, -1]])
plot.arrays({"x": layer_x, "w": layer_w, "b": layer_b[None], "dout": layer_dout})

# %% [markdown]
# **Predict first:** what is `out[1, 2]`, for the second example and the third output?

# %%
my_output = None

# %% [markdown]
# Now backwards. `dout` says how much the loss grows when each of the eight outputs grows, and the layer has to say
# the same of its inputs, its weights and its biases. Each product $w[o, d] \, x[n, d]$ passes
# $\text{dout}[n, o]$ on to both of its factors: times $x[n, d]$ to the weight, times $w[o, d]$ to the input. A
# weight is used by all examples, an input by all outputs: whoever is used more than once gets the sum.
#
# A sum of products over one index is a matrix product again, and **the shapes tell you which**. `dw` has the shape of
# `w`, $(4, 3)$ here, and is made of `dout`, $(2, 4)$, and `x`, $(2, 3)$. Each of the two can be transposed or not, and
# either can stand first: eight products that one could write down.
#
# **Predict first:** how many of the eight can be computed at all? How many have the shape of `w`? And if all three
# sizes were equal, two examples with two inputs and two outputs, how many could be computed then?

# %%
my_computable = None
my_of_right_shape = None
my_if_all_equal = None


# %%
def products(one, other):
    """The shapes of all products of two matrices, each transposed or not, in either order."""
    ways = [
        (a, c) for one, other in ((one, other), (other, one)) for a in (one, one.T) for c in (other, other.T)
    ]
    return [(a @ c).shape for a, c in ways if a.shape[1] == c.shape[0]]


shapes = products(layer_dout, layer_x)
compare_guess(my_computable, len(shapes), "products that can be computed")
compare_guess(my_of_right_shape, shapes.count(layer_w.shape), "of the shape of w")
compare_guess(my_if_all_equal, len(products(np.ones((2, 2)), np.ones((2, 2)))), "if all sizes are equal")

# %% [markdown]
# Look for the one for `dw`, and for the one for `dx` in the same way, on paper. Where sizes are equal the shapes
# cannot help you: try your own code on sizes that are all different.
#
# **Predict first,** with the numbers above: `dw[2]`, the gradient of the third row of `w`; `dx[1]`, that of the
# second example; and `db`.

# %%
my_third_row = None  # three numbers in a tuple
my_second_example = None  # three numbers in a tuple
my_biases = None  # four numbers in a tuple

# %% [markdown]
# **Write** `linear_forward(x, w, b)`, which returns `(out, cache)`, and `linear_backward(dout, cache)`, which returns
# `(dx, dw, db)`. The **cache** is for the backward function: put into it whatever that one needs. Nobody else looks
# into it. Keep nothing outside it: two layers go forward before the first of them goes backward.
#
# - `x` is $(N, ...)$: behind the axis of the batch there may be any number of axes. An image $(C, H, W)$ counts as one
#   row of $C \cdot H \cdot W$ inputs, in the order of its axes: channel by channel, row by row.
# - `w` is $(out, in)$, `b` is $(out,)$, `out` is $(N, out)$.
# - `dx` has the shape of `x`, images again where `x` was images; `dw` has the shape of `w`, `db` that of `b`.
# - There is no division by $N$. If the loss is a mean over the batch, that is in `dout` already.
# - Each result has the dtype of its arrays, float64 or float32. No array that comes in is changed.
#
# The groups: *values* has rows of inputs, *images* has more axes. *db*, *dw* and *dx* ask for one gradient each, with
# rows: return `None` in place of one that you have not written yet. *gradients of images* asks for all three.
#
# *a3.linear: 20 minutes, difficulty 2 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: any number of axes</summary>
#
# `x.reshape(len(x), -1)` keeps the batch and lays the rest in a row. `x.shape` remembers how to come back.
#
# </details>
# <details><summary>Hint 2: which index is summed over</summary>
#
# Write each gradient as a sum with its indices: `dw[o, d]` is the sum over n of `dout[n, o] * x[n, d]`. In a product of
# matrices the summed index is the last one of the first factor and the first one of the second. Transpose until it
# is.
#
# </details>
# <details><summary>Hint 3: the bias</summary>
#
# `b[o]` is added to `out[n, o]` for every example n. So its gradient is `dout[n, o]`, summed over what does not stand
# in `b[o]`.
#
# </details></div>


# %%
def linear_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, object]:
    """A fully connected layer: weighted sums of all inputs.

    x: (N, ...), floating.  w: (out, in).  b: (out,).
    Returns (out, cache); out is (N, out) with x's dtype.
    """
    ### BEGIN SOLUTION
    out = x.reshape(len(x), -1) @ w.T + b
    return out, (x, w)
    ### END SOLUTION


# %%
def linear_backward(dout: np.ndarray, cache: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of linear_forward.

    dout: (N, out).  cache: from linear_forward.
    Returns dx, dw, db with the shapes of x, w, b.
    """
    ### BEGIN SOLUTION
    x, w = cache
    dx = (dout @ w).reshape(x.shape)
    dw = dout.T @ x.reshape(len(x), -1)
    return dx, dw, dout.sum(axis=0)
    ### END SOLUTION


# %%
check("a3.linear", linear_forward, linear_backward)

# %%
with once_written():
    out, cache = linear_forward(layer_x, layer_w, layer_b)
    dx, dw, db = linear_backward(layer_dout, cache)
    compare_guess(my_output, out[1, 2], "out[1, 2]")
    compare_guess(my_third_row, tuple(int(value) for value in dw[2]), "dw[2]")
    compare_guess(my_second_example, tuple(int(value) for value in dx[1]), "dx[1]")
    compare_guess(my_biases, tuple(int(value) for value in db), "db")
    display(plot.arrays({"dx": dx, "dw": dw, "db": db[None]}))
