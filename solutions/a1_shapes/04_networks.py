# %% [markdown]
# ## a1.layer_table: a whole network
#
# **Why it matters.** Before you train a network for a night, you want to see in a second whether it fits together,
# whether it fits into memory, and where its time goes. You have written all that is needed. Now put it together.
#
# A network is a list of layers, each a tuple that begins with its kind. Sizes round down, as in your `output_size`.
#
# | layer | what it does to a shape |
# | :--- | :--- |
# | `("conv", channels, kernel, stride, padding)` | (C, H, W) becomes (channels, H', W') |
# | `("pool", kernel, stride)` | (C, H, W) becomes (C, H', W'); no padding, nothing to learn |
# | `("relu",)` | leaves every shape as it is |
# | `("flatten",)` | (C, H, W) becomes (F,), all numbers in one row |
# | `("linear", features)` | (F,) becomes (features,), fully connected |

# %%
lenet5 = [
    ("conv", 20, 5, 1, 2),
    ("relu",),
    ("pool", 2, 2),
    ("conv", 50, 5, 1, 2),
    ("relu",),
    ("pool", 2, 2),
    ("flatten",),
    ("linear", 500),
    ("relu",),
    ("linear", 10),
]

# %% [markdown]
# **Write** `layer_table(input_shape, layers)`. It returns a list with one dict for each layer, in order, with
# these keys:
#
# | key | value |
# | :--- | :--- |
# | `"name"` | kind and count: `"conv1"`, `"relu1"`, `"pool1"`, `"conv2"`, ...; a single one has its number too, `"flatten1"` |
# | `"shape"` | the shape after this layer, a tuple `(C, H, W)` or `(F,)` |
# | `"parameters"` | with biases; 0 where there is nothing to learn |
# | `"multiply_adds"` | for one image, of conv and linear layers; 0 for the others |
# | `"receptive_field"` | an int, how many inputs one output reaches across along one axis, without the jump; `None` from flatten on |
#
# *30 minutes, difficulty 3 of 5. It stands on your earlier functions, so make those green first.*
#
# <details><summary>Hint 1: what to carry along</summary>
#
# Go through the layers in order and keep what the next layer needs: the current shape, how many of each kind you
# have met, and the kernels and strides so far.
#
# </details>
# <details><summary>Hint 2: taking a layer apart</summary>
#
# `kind, *numbers = layer` puts the first entry into `kind` and the others into a list. Do not change the list
# `layers` itself: it belongs to whoever called you.
#
# </details>
# <details><summary>Hint 3: linear layers</summary>
#
# A linear layer multiplies each weight once, and its biases are parameters but no multiplications.
#
# </details>


# %%
def layer_table(input_shape: tuple[int, ...], layers: list[tuple]) -> list[dict]:
    """One dict a layer: name, shape, parameters, multiply_adds, receptive_field.

    input_shape: (C, H, W). layers: as in the table above, input first.
    """
    ### BEGIN SOLUTION
    shape, windows, met, rows = tuple(input_shape), [], {}, []
    for kind, *numbers in layers:
        parameters = work = 0
        if kind == "conv":
            channels, kernel, stride, padding = numbers
            height, width = (output_size(n, kernel, stride, padding) for n in shape[1:])
            parameters = conv_parameters(shape[0], channels, kernel)
            work = conv_multiply_adds(shape[0], channels, kernel, height, width)
            shape = (channels, height, width)
            windows.append((kernel, stride))
        elif kind == "pool":
            shape = (shape[0], *(output_size(n, *numbers) for n in shape[1:]))
            windows.append(tuple(numbers))
        elif kind == "flatten":
            shape = (math.prod(shape),)
        elif kind == "linear":
            parameters, work = fc_parameters(shape[0], *numbers), shape[0] * numbers[0]
            shape = tuple(numbers)
        met[kind] = met.get(kind, 0) + 1
        rows.append(
            {
                "name": f"{kind}{met[kind]}",
                "shape": shape,
                "parameters": parameters,
                "multiply_adds": work,
                "receptive_field": receptive_field(windows)[0] if len(shape) == 3 else None,
            }
        )
    return rows
    ### END SOLUTION


# %%
check("a1.layer_table", layer_table)

# %% [markdown]
# **Predict first:** LeNet-5 reads digits of 28 x 28. Which of its four layers with weights has most of the
# parameters, and which does most of the work? Is it the same one?

# %%
with once_written():
    table = layer_table((1, 28, 28), lenet5)
    display(plot.table(table, "LeNet-5", totals=["parameters", "multiply_adds"]))

# %% [markdown]
# It is not the same one: `linear1` has most of the parameters, `conv2` does most of the work.
#
# These widths, 20, 50 and 500, and the padding are a later reading of LeNet-5; the network of 1998 had widths of
# 6, 16, 120 and 84, and no padding. This course uses the later ones everywhere.
#
# Now the network of 2012. Its paper lists how many numbers each layer produces. Hold your table against that list.

# %%
alexnet = [("conv", 96, 11, 4, 0), ("relu",), ("pool", 3, 2)]
alexnet += [("conv", 256, 5, 1, 2), ("relu",), ("pool", 3, 2)]
alexnet += [("conv", 384, 3, 1, 1), ("relu",)]
alexnet += [("conv", 384, 3, 1, 1), ("relu",)]
alexnet += [("conv", 256, 3, 1, 1), ("relu",), ("pool", 3, 2)]
alexnet += [("flatten",), ("linear", 4096), ("relu",), ("linear", 4096), ("relu",)]
alexnet += [("linear", 1000)]

# %%
with once_written():
    table = layer_table((3, 227, 227), alexnet)
    display(plot.table(table, "AlexNet, on one GPU", totals=["parameters", "multiply_adds"]))
    paper = [253440, 186624, 64896, 64896, 43264, 4096, 4096, 1000]
    learned = [row for row in table if row["parameters"]]
    rows = [
        {"layer": row["name"], "in_the_paper": said, "in_your_table": math.prod(row["shape"])}
        for row, said in zip(learned, paper, strict=True)
    ]
    display(plot.table(rows, "How many numbers each layer of AlexNet produces"))

# %% [markdown]
# One line differs, and your table is right: the 253,440 printed for the first layer does not follow from the
# paper's own 96 filters and 55 x 55 outputs. It has been copied into many lectures since. (The parameters differ from the paper too, for
# another reason: the authors split some layers over two GPUs, which is `groups=2` in your function.)
#
# Two years later came VGG-16, built from nothing but 3 x 3 convolutions with padding 1 and pooling.
#
# **Predict first:** where are its parameters, at the beginning or at the end? Where does it spend its time?


# %%
def stage(convolutions, channels):
    """Some 3 x 3 convolutions that keep the size, then pooling that halves it."""
    return convolutions * [("conv", channels, 3, 1, 1), ("relu",)] + [("pool", 2, 2)]


vgg16 = stage(2, 64) + stage(2, 128) + stage(3, 256) + stage(3, 512) + stage(3, 512)
vgg16 += [("flatten",), ("linear", 4096), ("relu",), ("linear", 4096), ("relu",)]
vgg16 += [("linear", 1000)]

# %%
with once_written():
    table = layer_table((3, 224, 224), vgg16)
    title = "VGG-16: where its parameters are, and where its multiplications"
    display(plot.parameters_and_work(table, title))
    shown = [row for row in table if not row["name"].startswith("relu")]
    title = "VGG-16 without its ReLU lines"
    display(plot.table(shown, title, totals=["parameters", "multiply_adds"]))
    largest = max(table, key=lambda row: row["parameters"])
    held, done = (largest[key] / sum(row[key] for row in table) for key in ("parameters", "multiply_adds"))
    print(f"{largest['name']} holds {held:.0%} of the parameters and does {done:.1%} of the work")

# %% [markdown]
# The parameters are at the end, the time is spent in the convolutions. One layer holds three quarters of the
# parameters and does under 1 % of the work. Later networks drew the conclusion and dropped that layer.

# %% [markdown]
# ## a1.expand_pattern: the grammar of ConvNets
#
# **Why it matters.** Many early ConvNets can be described in one line. You will meet such lines in
# papers and in code, and reading them fluently is worth a few minutes:
#
# ```
# [(CONV-RELU)*N - POOL?]*M - (FC-RELU)*K, SOFTMAX
# ```
#
# A star repeats what stands before it, a question mark makes it optional.
#
# **Write** `expand_pattern(n, m, k, pool=True)`. It returns the pattern written out: a flat list of the strings
# `"CONV"`, `"RELU"`, `"POOL"`, `"FC"` and `"SOFTMAX"`. `n` and `m` are at least 1, `k` may be 0. With `pool=False`
# there is no `"POOL"` anywhere. Follow the pattern exactly: the layer that makes the class scores counts as part of
# `"SOFTMAX"` here.
#
# *10 minutes, difficulty 1 of 5.*
#
# <details><summary>Hint: lists can be multiplied</summary>
#
# `["A", "B"] * 2` is `["A", "B", "A", "B"]`, and `+` joins two lists. Build one stage first.
#
# </details>


# %%
def expand_pattern(n: int, m: int, k: int, pool: bool = True) -> list[str]:
    """The layers of [(CONV-RELU)*n-POOL?]*m-(FC-RELU)*k, SOFTMAX as one flat list of strings."""
    ### BEGIN SOLUTION
    one_stage = n * ["CONV", "RELU"] + (["POOL"] if pool else [])
    return m * one_stage + k * ["FC", "RELU"] + ["SOFTMAX"]
    ### END SOLUTION


# %%
check("a1.expand_pattern", expand_pattern)

# %% [markdown]
# **Predict first:** how many names does `expand_pattern(2, 3, 1)` have?
#
# The first cell below turns a pattern into layers, with twice as many channels after every pooling. The second shows
# what your two functions say about it. Then it is your turn: change the four numbers at the top of the second cell
# until the receptive field of the last pooling is at least 32, with at least 4 channels at the start and fewer than
# 20,000 parameters in all. There is more than one way.


# %%
def as_layers(pattern, channels, hidden=64, classes=10):
    """Layers for layer_table: 3 x 3 convolutions, channels doubled after each 2 x 2 pooling."""
    layers = []
    for name in pattern:
        if name in ("FC", "SOFTMAX") and ("flatten",) not in layers:
            layers.append(("flatten",))
        if name == "CONV":
            layers.append(("conv", channels, 3, 1, 1))
        elif name == "RELU":
            layers.append(("relu",))
        elif name == "POOL":
            layers.append(("pool", 2, 2))
            channels *= 2
        else:
            layers.append(("linear", hidden if name == "FC" else classes))
    return layers


# %%
with once_written():
    n, m, k, channels = 2, 3, 1, 16
    pattern = expand_pattern(n, m, k)
    print(len(pattern), "names:", *pattern)
    title = f"n = {n}, m = {m}, k = {k}, starting with {channels} channels"
    table = layer_table((3, 32, 32), as_layers(pattern, channels))
    display(plot.table(table, title, totals=["parameters", "multiply_adds"]))

# %% [markdown]
# ## a1.stack_or_single: one large kernel, or two small ones?
#
# **Why it matters.** VGG's authors used nothing but kernels of 3 x 3, and almost everybody has followed them. You can
# now see why with the tools that you have just built.
#
# **Write** `stack_or_single(d, channels)`. Compare one layer with a kernel of $2d + 1$ against a stack of two layers
# with kernels of $d + 1$. Kernels are square, every layer has `channels` channels in and out, stride 1, no biases.
# Return three ints `(single, stacked, field)`: the weights of the one layer, the weights of the two together, and
# the receptive field that both have.
#
# *10 minutes, difficulty 1 of 5.*
#
# <details><summary>Hint: nothing new</summary>
#
# You have written a function that counts weights, and one that finds a receptive field. Call them.
#
# </details>


# %%
def stack_or_single(d: int, channels: int) -> tuple[int, int, int]:
    """(single, stacked, field): weights of one layer, of two smaller ones, and their field."""
    ### BEGIN SOLUTION
    single = conv_parameters(channels, channels, 2 * d + 1, bias=False)
    stacked = 2 * conv_parameters(channels, channels, d + 1, bias=False)
    return single, stacked, receptive_field(2 * [(d + 1, 1)])[0]
    ### END SOLUTION


# %%
check("a1.stack_or_single", stack_or_single)

# %% [markdown]
# **Predict first:** for which field does the stack begin to be the cheaper one? And what share of the weights does
# it need when the kernels are very large?

# %%
with once_written():
    rows = []
    for d in (0, 1, 2, 3, 5, 10, 100):
        single, stacked, field = stack_or_single(d, channels=64)
        row = {"d": d, "field": field, "single": single, "stacked": stacked}
        rows.append({**row, "stacked_/_single": f"{100 * stacked / single:.0f} %"})
    display(plot.table(rows, "Weights with 64 channels"))

# %% [markdown]
# From a field of 3 on the stack is the cheaper one, and for very large kernels it needs half of the weights.
#
# The stack has a second advantage that no count shows: a ReLU fits between its two layers, so it can compute what no
# single layer can.

# %% [markdown]
# ## What you can now do
#
# You can look at a list of layers and say whether it fits together, what it has to learn, what it costs to run and how
# far it sees. You know which of these numbers grow with the image and which do not. And you have checked a formula
# by an experiment, and a famous paper by your own table.
#
# Five questions to see what has stayed. Answer before you open.
#
# <details><summary>1. A layer has kernel 7 and stride 2. Which padding turns 224 inputs into 112 outputs?</summary>
#
# Padding 3. There is room for 224 + 6 - 7 = 223 cells of movement, which is 111 whole steps of 2, so 112 positions. One
# cell is left over at the end.
#
# </details>
# <details><summary>2. The filters of the first layer of a network are 3 x 3 on colour images, 96 of them. How many
# weights has one filter, and does the answer depend on the 96?</summary>
#
# 27: three by three for each of three channels. The 96 says how many such filters there are, not how large each is.
#
# </details>
# <details><summary>3. You feed the same convolution layers an image that is twice as wide and twice as high. Which
# change: parameters, multiply-adds, receptive field?</summary>
#
# The multiply-adds only: there are four times as many positions. Parameters and receptive field belong to the layers,
# not to the image.
#
# </details>
# <details><summary>4. Where should a layer of stride 2 stand to make the receptive field of the last output as large
# as possible: early or late?</summary>
#
# Early. The stride multiplies what all *later* layers add to the field, and nothing of what came before.
#
# </details>
# <details><summary>5. Why can a 1 x 1 convolution be left out when you compute a receptive field, but not when you
# count parameters?</summary>
#
# With a kernel of 1 it joins no neighbours, so it adds nothing to the field (at stride 1 it leaves the jump alone,
# too). But it has a weight for every pair of input and output channels.
#
# </details>

# %% [markdown]
# **Next:** so far you have counted windows without looking through one. In `a2_convolution` the window starts to
# compute. You write the convolution itself, first slowly with loops and then as one matrix product, and watch it at
# work on an image.
