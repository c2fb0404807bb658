# %% [markdown]
# ## Does a whole network fit together?
#
# **Why it matters.** Before you train a network for a night you want to see in a second whether its layers
# fit together, whether it fits into memory, and where its multiply-adds are. You have written all that is
# needed. Now put it together.
#
# A network is a list of layers, each a tuple that begins with its kind. Sizes round down, as in your
# `output_size`.
#
# | layer | what it does | shape |
# | :--- | :--- | :--- |
# | `("conv", channels, kernel, stride, padding)` | a convolution with as many filters as `channels`, biases included | (C, H, W) becomes (channels, H', W') |
# | `("pool", kernel, stride)` | pooling, without padding | (C, H, W) becomes (C, H', W') |
# | `("relu",)` | **ReLU** puts 0 in place of every negative number and leaves the others; without it a stack of layers could do no more than a single one | stays |
# | `("flatten",)` | puts all numbers in one row | (C, H, W) becomes (F,) |
# | `("linear", features)` | a fully connected layer with biases, under the name that PyTorch gives it | (F,) becomes (features,) |
#
# This is LeNet-5. Its last layer gives ten numbers, one score for each digit: the highest score is the
# network's answer.

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
# **By hand.** Images of 1 x 28 x 28 go in. The first layer has 20 filters of 5 x 5 on one channel, and
# padding 2 keeps the size: shape (20, 28, 28), 20 x (25 + 1) = 520 parameters, 28 x 28 outputs for each
# filter and so 28 x 28 x 20 x 25 = 392,000 multiply-adds, receptive field 5. Do the second conv on paper
# before you go on.
#
# **Write** `layer_table(input_shape, layers)`. `input_shape` is a tuple `(C, H, W)`, where H may differ from
# W; kernels are ints, and every layer has at least one position on what it is given. The function returns a
# list with one dict for each layer, in order, and leaves `layers` as it was. Each dict has these keys:
#
# | key | value |
# | :--- | :--- |
# | `"name"` | kind and count: `"conv1"`, `"relu1"`, `"pool1"`, `"conv2"`, ...; a single one has its number too, `"flatten1"` |
# | `"shape"` | the shape after this layer, a tuple of ints `(C, H, W)` or `(F,)` |
# | `"parameters"` | weights and biases; 0 where there is nothing to learn |
# | `"multiply_adds"` | for one image, of conv and linear layers; 0 for the others |
# | `"receptive_field"` | the size, the first number that your `receptive_field` returns, for all conv and pool layers up to this one; a ReLU has that of the layer before it; `None` in the row of flatten and in every row after it |
#
# The group *names and shapes* asks for the first two keys, and the groups *parameters*, *multiply-adds* and
# *receptive field* for one key each.
#
# *a1.layer_table: 30 minutes, difficulty 3 of 5. It stands on your earlier functions, so make those green
# first.*
#
# <div class="alert alert-info"><details><summary>Hint 1: what to carry along</summary>
#
# Go through the layers in order and keep what the next layer needs: the current shape, how many of each kind
# you have met, and the kernels and strides so far.
#
# </details>
# <details><summary>Hint 2: taking a layer apart</summary>
#
# `kind, *numbers = layer` puts the first entry into `kind` and the others into a list. The list `layers`
# itself belongs to whoever called you.
#
# </details>
# <details><summary>Hint 3: linear layers</summary>
#
# A linear layer uses each weight once, and its biases are parameters but no multiplications.
#
# </details></div>


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
# LeNet-5 has four layers with weights: `conv1`, `conv2`, `linear1`, `linear2`.
#
# **Predict first:** which of them has most of the parameters, and which does most of the multiply-adds?

# %%
my_lenet_parameters = None  # such as "conv1"
my_lenet_multiply_adds = None  # such as "conv1"

# %%
with once_written():
    table = layer_table((1, 28, 28), lenet5)
    for key, guess in [("parameters", my_lenet_parameters), ("multiply_adds", my_lenet_multiply_adds)]:
        most = max(table, key=lambda row: row[key])["name"]
        compare_guess(guess, most, f"most {key.replace('_', '-')}")
    shown = [row for row in table if not row["name"].startswith("relu")]
    title = "LeNet-5, its ReLU layers left out"
    display(plot.table(shown, title, totals=["parameters", "multiply_adds"]))

# %% [markdown]
# These widths, 20, 50 and 500, and the padding are a later reading of LeNet-5. The network of 1998 had widths
# of 6, 16, 120 and 84, and no padding. This course uses the later ones everywhere.
#
# ### Does the paper agree with your table?
#
# Now AlexNet, the network of 2012, on images of 227 x 227 in colour.

# %%
alexnet = [("conv", 96, 11, 4, 0), ("relu",), ("pool", 3, 2)]
alexnet += [("conv", 256, 5, 1, 2), ("relu",), ("pool", 3, 2)]
alexnet += [("conv", 384, 3, 1, 1), ("relu",)]
alexnet += [("conv", 384, 3, 1, 1), ("relu",)]
alexnet += [("conv", 256, 3, 1, 1), ("relu",), ("pool", 3, 2)]
alexnet += [("flatten",), ("linear", 4096), ("relu",), ("linear", 4096), ("relu",)]
alexnet += [("linear", 1000)]

# %% [markdown]
# The paper of its authors says how many numbers each of the eight layers with weights gives out:
#
# | layer | conv1 | conv2 | conv3 | conv4 | conv5 | linear1 | linear2 | linear3 |
# | :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
# | numbers | 253,440 | 186,624 | 64,896 | 64,896 | 43,264 | 4,096 | 4,096 | 1,000 |
#
# You know already that the maps of conv1 are 55 x 55. Those of conv2 are 27 x 27, and those of the other
# three are 13 x 13.
#
# **Predict first:** how many of the eight numbers does your table contradict? Multiply, and count.

# %%
my_contradicted = None  # 0 to 8

# %%
with once_written():
    table = layer_table((3, 227, 227), alexnet)
    shown = [row for row in table if not row["name"].startswith("relu")]
    title = "AlexNet, on one GPU, its ReLU layers left out"
    display(plot.table(shown, title, totals=["parameters", "multiply_adds"]))
    paper = [253440, 186624, 64896, 64896, 43264, 4096, 4096, 1000]
    learned = [row for row in table if row["parameters"]]
    rows = [
        {"layer": row["name"], "in_the_paper": said, "in_your_table": math.prod(row["shape"])}
        for row, said in zip(learned, paper, strict=True)
    ]
    wrong = sum(row["in_the_paper"] != row["in_your_table"] for row in rows)
    compare_guess(my_contradicted, wrong, "numbers that differ")
    display(plot.table(rows, "How many numbers each layer of AlexNet gives out"))

# %% [markdown]
# <details><summary>Who is right?</summary>
#
# Your table is: the 253,440 of the first layer does not follow from the paper's own 96 filters and 55 x 55
# outputs, and has been copied into many lectures since. In the number of parameters the two differ for
# another reason: the authors split some layers over two GPUs, graphics cards that computed side by side. In
# your `conv_parameters` such a layer has `groups=2`.
#
# </details>

# %% [markdown]
# ### Where is VGG-16 heavy?
#
# VGG-16 takes in images of 224 x 224 in colour. It is built from 3 x 3 convolutions with padding 1, in five
# stages. Each stage ends in a pooling that halves the sides, so 7 x 7 is left after the last. Three linear
# layers follow.


# %%
def stage(convolutions, channels):
    """Some 3 x 3 convolutions that keep the size, then pooling that halves it."""
    return convolutions * [("conv", channels, 3, 1, 1), ("relu",)] + [("pool", 2, 2)]


vgg16 = stage(2, 64) + stage(2, 128) + stage(3, 256) + stage(3, 512) + stage(3, 512)
vgg16 += [("flatten",), ("linear", 4096), ("relu",), ("linear", 4096), ("relu",)]
vgg16 += [("linear", 1000)]

# %% [markdown]
# Take the first four convolutions, with 64 and 128 channels, as the beginning of the network. The other nine
# convolutions, with 256 and 512 channels, are the middle, and the three linear layers are the end.
#
# **Predict first:** in which part are most of its parameters, and in which most of its multiply-adds? For an
# estimate, take one large layer of each part, and multiply by the number of layers in it.

# %%
my_vgg_parameters = None  # "beginning", "middle" or "end"
my_vgg_multiply_adds = None  # "beginning", "middle" or "end"

# %%
with once_written():
    table = layer_table((3, 224, 224), vgg16)
    heavy = [row for row in table if row["parameters"]]
    thirds = {"beginning": heavy[:4], "middle": heavy[4:13], "end": heavy[13:]}
    for key, guess in [("parameters", my_vgg_parameters), ("multiply_adds", my_vgg_multiply_adds)]:
        most = max(thirds, key=lambda part: sum(row[key] for row in thirds[part]))
        compare_guess(guess, most, f"most {key.replace('_', '-')}")
    display(plot.parameters_and_work(table, "VGG-16: its parameters and its multiply-adds"))
    largest = max(table, key=lambda row: row["parameters"])
    held, done = (largest[key] / sum(row[key] for row in table) for key in ("parameters", "multiply_adds"))
    print(f"{largest['name']} holds {held:.0%} of the parameters and does {done:.1%} of the multiply-adds")
    shown = [row for row in table if not row["name"].startswith("relu")]
    title = "VGG-16, its ReLU layers left out"
    display(plot.table(shown, title, totals=["parameters", "multiply_adds"]))

# %% [markdown]
# <details><summary>What became of the heavy layer</summary>
#
# Later networks, GoogLeNet and ResNet among them, take the mean over each map of the last convolution in
# place of the first two linear layers, and so do without nearly all of these parameters.
#
# </details>

# %% [markdown]
# ## How do you read the grammar of networks?
#
# **Why it matters.** Many networks can be written in one line. You will meet such lines in papers and in
# code, and it is worth a few minutes to read them fluently:
#
# ```
# [(CONV-RELU)*N - POOL?]*M - (FC-RELU)*K, SOFTMAX
# ```
#
# A hyphen or a comma means "and then". Brackets hold together what belongs together. A star with a letter
# repeats the brackets before it that many times, and a question mark says that the layer before it may be
# left out. What M repeats is called a stage. FC is a fully connected layer. **Classes** are the kinds of
# things among which a network chooses; **softmax** turns their scores into probabilities, positive numbers
# that add up to 1.
#
# **By hand.** One convolution in each of two stages, one fully connected layer (N = 1, M = 2, K = 1), with
# pooling: CONV RELU POOL CONV RELU POOL FC RELU SOFTMAX.
#
# **Write** `expand_pattern(n, m, k, pool=True)`. It returns the pattern written out: one flat list of the
# strings `"CONV"`, `"RELU"`, `"POOL"`, `"FC"` and `"SOFTMAX"`. `n` and `m` are at least 1, `k` may be 0. The
# question mark is decided once for all stages: with `pool=True` each of them ends in `"POOL"`, with
# `pool=False` none does. The groups are *convolutions*, *without pooling* and *fully connected*.
#
# Write what the pattern says and nothing else: `k` times `"FC"` and `"RELU"`, then one `"SOFTMAX"`. (The
# scores of the classes come from one more fully connected layer, just before the softmax. In this pattern it
# belongs to `SOFTMAX` and has no `FC` of its own.)
#
# *a1.expand_pattern: 10 minutes, difficulty 1 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint: lists can be multiplied</summary>
#
# `["A", "B"] * 2` is `["A", "B", "A", "B"]`, and `+` joins two lists. Build one stage first.
#
# </details></div>


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
# ### Design a network that fits a budget
#
# The next cell turns a pattern into layers: all convolutions are 3 x 3 and keep the size, every pooling
# halves the sides and is followed by twice as many channels. **Predict first:** how many names has the
# pattern with n = 2, m = 3, k = 1?

# %%
my_names = None


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


with once_written():
    compare_guess(my_names, len(expand_pattern(2, 3, 1)), "names")

# %% [markdown]
# The network is for a watch, and takes images in colour of 32 x 32. These are its bounds:
#
# - The receptive field of its last convolution or pooling is at least 32 pixels along each axis.
# - It has at least one fully connected layer besides the one that makes the scores.
# - It has at most 30,000 parameters.
# - It does at most a million multiply-adds for one image.
#
# Change the four numbers until the cell below says that every bound is met. There is more than one way.

# %%
# convolutions in a stage, stages, fully connected layers, channels at the start
n, m, k, channels = 2, 3, 1, 16

# %%
with once_written():
    pattern = expand_pattern(n, m, k)
    try:
        table = layer_table((3, 32, 32), as_layers(pattern, channels))
    except ValueError as error:
        print("This network does not fit an image of 32 x 32:", error)
    else:
        found = {
            "receptive field": max(row["receptive_field"] or 0 for row in table),
            "fully connected layers": pattern.count("FC"),
            "parameters": sum(row["parameters"] for row in table),
            "multiply-adds": sum(row["multiply_adds"] for row in table),
        }
        compare_bounds(
            found,
            at_least={"receptive field": 32, "fully connected layers": 1},
            at_most={"parameters": 30_000, "multiply-adds": 1_000_000},
        )
        shown = [row for row in table if not row["name"].startswith("relu")]
        title = "Your network, its ReLU layers left out"
        display(plot.table(shown, title, totals=["parameters", "multiply_adds"]))

# %% [markdown]
# ## One large kernel, or two small ones?
#
# **Why it matters.** The authors of VGG-16 used no kernel but 3 x 3, and many have followed them. You can now
# see what speaks for it with the functions that you have just written.
#
# **By hand.** One channel, and the smallest case. One layer with a kernel of 3 has 9 weights and sees 3
# inputs along each axis. A stack of two layers with a kernel of 2 has 4 + 4 weights, and sees 3 as well.
#
# **Write** `stack_or_single(d, channels)` for one layer with a kernel of $2d + 1$ and for a stack of two
# layers with kernels of $d + 1$. Both arguments are at least 1. Kernels are square, every layer has
# `channels` channels in and out, stride 1, no biases. Return three ints `(single, stacked, field)`: the
# number of weights of the one layer, the number of weights of the two together, and the receptive field along
# one axis, which is the same for both. The groups are *one channel* and *many channels*.
#
# *a1.stack_or_single: 10 minutes, difficulty 1 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint: nothing new</summary>
#
# You have written a function that counts weights, and one that finds a receptive field. Call them.
#
# </details></div>


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
# VGG's case is d = 2: two layers of 3 x 3 in place of one of 5 x 5, here with 64 channels.
#
# **Predict first:** the one layer of 5 x 5 is 100 percent. How many percent of its weights does VGG's stack
# need? And how many percent does a stack need when the kernels are very large, say d = 100?

# %%
my_vgg_percent = None
my_large_percent = None

# %%
with once_written():
    rows = []
    for d in (1, 2, 3, 5, 10, 100):
        single, stacked, field = stack_or_single(d, channels=64)
        row = {"d": d, "field": field, "single": single, "stacked": stacked}
        share = f"{100 * stacked / single:.0f} %"
        rows.append({**row, "stacked_/_single": share, "": "VGG" if d == 2 else ""})
    compare_guess(my_vgg_percent, round(100 * rows[1]["stacked"] / rows[1]["single"]), "percent, VGG's case")
    large_kernels = round(100 * rows[-1]["stacked"] / rows[-1]["single"])
    compare_guess(my_large_percent, large_kernels, "percent, large kernels")
    display(plot.table(rows, "Weights with 64 channels"))

# %% [markdown]
# <details><summary>What no count shows</summary>
#
# A ReLU fits between the two layers of the stack. With it they can compute what no single layer can.
#
# </details>

# %% [markdown]
# ## What you can now do
#
# You can look at a list of layers and say whether it fits together, what it has to learn, what it costs to
# run and how far it sees. You know which of these numbers grow with the image and which do not. And you have
# held a formula against an experiment, and a famous paper against your own table.
#
# Five questions to see what has stayed. Answer before you open.
#
# <details><summary>1. A layer has kernel 7 and stride 2. Which padding turns 224 inputs into 112
# outputs?</summary>
#
# Padding 3. There is room for 224 + 6 - 7 = 223 cells of movement, which is 111 whole steps of 2, so 112
# positions. One cell is left over at the end.
#
# </details>
# <details><summary>2. The first layer of a network has 96 filters of 3 x 3 on images in colour. How many
# weights has one filter, and does the answer depend on the 96?</summary>
#
# 27: three by three for each of three channels. The 96 says how many such filters there are, not how large
# each is.
#
# </details>
# <details><summary>3. You feed the same convolutions, with a padding that keeps the size, an image that is
# twice as wide and twice as high. Which change: parameters, multiply-adds, receptive field?</summary>
#
# The multiply-adds only: there are four times as many positions. Parameters and receptive field belong to the
# layers, not to the image.
#
# </details>
# <details><summary>4. Where should a layer of stride 2 stand to make the receptive field of the last output
# as large as possible: early or late?</summary>
#
# Early. The stride multiplies what all *later* layers add to the field, and nothing of what came before.
#
# </details>
# <details><summary>5. Somebody shuffles all pixels of all images in one fixed way. Which of the two suffers,
# a fully connected layer or a convolution?</summary>
#
# The convolution: its windows no longer hold pixels that belong together, and what is found in one place says
# nothing about another. To a fully connected layer every order of its inputs is as good as any other.
#
# </details>

# %% [markdown]
# **Next:** here you counted windows, and one film showed what happens in them. In `a2_convolution` you write
# what happens in them.
