# %% [markdown]
# ## a1.receptive_field: how far can one number see?
#
# The inputs that can influence an output are its **receptive field**. After one layer with a kernel of 3 an
# output sees 3 inputs. Stack three such layers.
#
# **Predict first:** how many inputs does one output of the third layer see? 9, 7 or 27?

# %%
plot.cone([(3, 1), (3, 1), (3, 1)])

# %% [markdown]
# The top orange square is the neighbouring output. It sees almost the same inputs, moved by one: the inputs that both
# see are half blue and half orange.
#
# Now put a layer of stride 2 in the middle.
#
# **Predict first:** how many inputs does the top see now, and how far apart do the two neighbours look?

# %%
plot.cone([(3, 1), (2, 2), (3, 1)], names=["conv", "pool", "conv"])

# %% [markdown]
# **Why it matters.** An output that sees only 20 pixels cannot see a face of 100 pixels as a whole, however
# long you train it. The receptive field is a bound on what a network can know, and it follows from kernels and
# strides alone.
#
# **Write** `receptive_field(layers)`. `layers` is a list from input to output of `(kernel, stride)` or
# `(kernel, stride, dilation)`. It returns a pair `(size, jump)`, both counted in inputs: how many inputs one
# output reaches across, and how far apart two neighbouring outputs look. An empty list gives `(1, 1)`.
#
# *20 minutes, difficulty 3 of 5.*
#
# <details><summary>Hint 1: walk from the input</summary>
#
# Keep two numbers, the size and the jump, and update both at every layer. Before the first layer, an "output" is
# an input: it sees 1, and its neighbour is 1 away.
#
# </details>
# <details><summary>Hint 2: what a layer adds</summary>
#
# A kernel of 3 joins three neighbours of the row below: the first, and two more. How far apart, in inputs, do
# those neighbours look? That is the jump *before* this layer. In the second figure, count what the top layer
# adds to the field of the layer below it.
#
# </details>
# <details><summary>Hint 3: both formulas</summary>
#
# In symbols, for each layer in turn and in this order, with size $r$, jump $j$, kernel $k$, stride $s$ and
# dilation $d$:
#
# $$r \leftarrow r + d\,(k - 1)\,j \qquad\qquad j \leftarrow s\,j$$
#
# </details>


# %%
def receptive_field(layers: list[tuple[int, ...]]) -> tuple[int, int]:
    """Receptive field and jump, in inputs, of one output of a stack of layers.

    layers: (kernel, stride) or (kernel, stride, dilation) for each layer, input first.
    """
    ### BEGIN SOLUTION
    size, jump = 1, 1
    for kernel, stride, *rest in layers:
        dilation = rest[0] if rest else 1
        size += dilation * (kernel - 1) * jump
        jump *= stride
    return size, jump
    ### END SOLUTION


# %%
check("a1.receptive_field", receptive_field)

# %% [markdown]
# Araujo, Norris and Sim give the fields of well-known networks in a table of their article "Computing Receptive
# Fields of Convolutional Neural Networks" (Distill, 2019). Here are three of them, as lists of kernels and strides
# up to the last convolution or pooling. Does your function agree with the article?
#
# The ResNet-50 of that table has its strides in the last block of each stage, on the 3 x 3 convolution. Its 1 x 1
# convolutions are left out of the list. Why is that allowed here, and when would it not be?

# %%
alexnet_windows = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]
vgg16_windows = 2 * [(3, 1), (3, 1), (2, 2)] + 3 * [(3, 1), (3, 1), (3, 1), (2, 2)]
resnet50_windows = [(7, 2), (3, 2)]
for blocks, stride in [(3, 2), (4, 2), (6, 2), (3, 1)]:
    resnet50_windows += (blocks - 1) * [(3, 1)] + [(3, stride)]

# %%
with once_written():
    nets = [
        ("AlexNet", alexnet_windows, 195),
        ("VGG-16", vgg16_windows, 212),
        ("ResNet-50", resnet50_windows, 483),
    ]
    rows = [
        {"net": net, "published": published, "yours": receptive_field(layers)[0]}
        for net, layers, published in nets
    ]
    display(plot.table(rows, "Receptive field of the last layer, in pixels"))

# %% [markdown]
# A 1 x 1 convolution joins no neighbours, so it adds nothing to the field. It may be left out where its stride is 1;
# with any other stride it would widen the jump, and the fields of all layers after it.
#
# All three were built for images of about 224 pixels. One of the three has a field that is much larger than
# that. Beyond the border its outputs see padding: zeros, and nothing else.
#
# Dilation is another way to see far. Three layers with 3 weights each; white squares are seen by neither of the two
# outputs:

# %%
doubling = [(3, 1, 1), (3, 1, 2), (3, 1, 4)]
plot.cone(doubling, names=["dilation 1", "dilation 2", "dilation 4"])

# %% [markdown]
# **Predict first:** without dilation three such layers see 7 inputs. How many do ten layers see, with the dilation
# doubling from layer to layer, and without?

# %%
with once_written():
    print("doubling:", receptive_field([(3, 1, 2**i) for i in range(10)])[0])
    print("without: ", receptive_field([(3, 1)] * 10)[0])

# %% [markdown]
# ## a1.probe_receptive_field: measure it
#
# **Why it matters.** A formula tells you what should be so. Now you get a network as a black box, without its
# list of layers, and find its receptive field by experiment. This is how you would check a network that somebody
# else built, and how you would catch a mistake in your own formula.
#
# **Write** `probe_receptive_field(network, n)`. `network` is a function from a float array of shape `(n,)` to one
# of shape `(m,)`. Change one input at a time and watch the middle output, `network(x)[m // 2]`. Return how many
# inputs there are from the first to the last that makes it move, both included.
#
# With all inputs 0 the output need not be 0. All weights in the network are positive, so no two effects cancel. The row is long enough for the field not to
# meet an end. You may call the network `10 * n` times at most. The check passes you its own network, and
# counts.
#
# *20 minutes, difficulty 3 of 5.*
#
# <details><summary>Hint 1: the experiment</summary>
#
# Choose a row to start from, all zeros for example, and remember its middle output. For each place in turn: make
# a fresh copy of the row, change that one place, run the network, compare.
#
# </details>
# <details><summary>Hint 2: the count</summary>
#
# Some networks have holes: with dilation, an input inside the field may have no effect. The field goes from the
# first place that matters to the last, holes included.
#
# </details>
# <details><summary>Hint 3: one too few?</summary>
#
# From place 3 to place 5 there are three places.
#
# </details>


# %%
def probe_receptive_field(network, n: int) -> int:
    """Inputs from the first to the last that changes the middle output of a network.

    network: maps a float array (n,) to a float array (m,); called at most 10 n times.
    """
    ### BEGIN SOLUTION
    before = network(np.zeros(n))
    middle = len(before) // 2
    touched = []
    for place in range(n):
        row = np.zeros(n)
        row[place] = 1.0
        if network(row)[middle] != before[middle]:
            touched.append(place)
    return touched[-1] - touched[0] + 1
    ### END SOLUTION


# %%
check("a1.probe_receptive_field", probe_receptive_field)

# %% [markdown]
# Formula and experiment, on a network of five averaging layers. The figure below shows more than the count: how
# strongly each input moves the middle output.
#
# **Predict first:** do all inputs in the field count the same?


# %%
def average(x, kernel, stride):
    """Mean over each window: a convolution whose weights are all 1 / kernel."""
    return np.convolve(x, np.ones(kernel) / kernel, "valid")[::stride]


stack = [(3, 1), (3, 1), (2, 2), (3, 1), (3, 1)]


def five_layers(x):
    for kernel, stride in stack:
        x = average(x, kernel, stride)
    return x


# %%
with once_written():
    print("by formula:   ", receptive_field(stack)[0])
    print("by experiment:", probe_receptive_field(five_layers, 40))
    outputs = np.array([five_layers(row) for row in np.eye(40)])
    effect = outputs[:, outputs.shape[1] // 2]
    display(plot.profile(effect, "Effect of each input on the middle output", "input", "change"))

# %% [markdown]
# They do not: the field is a hill, not a plateau. Most paths through the network lead to inputs near its middle, few to its
# edge. So the receptive field says what an output *can* see; what it mostly looks at is a good deal smaller.
