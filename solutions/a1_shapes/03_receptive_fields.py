# %% [markdown]
# ## How far can one number see?
#
# The **receptive field** of an output, its field for short, reaches from the first input that can influence
# it to the last. With dilation some inputs in between may have no influence; they count all the same. After
# one layer with a kernel of 3 an output sees 3 inputs. Stack three such layers: each output of the third is
# made from three of the second, and so on down to the input.
#
# **Predict first:** how many inputs does one output of the third layer see?

# %%
my_three_layers = None

# %%
picture = plot.cone([(3, 1), (3, 1), (3, 1)])
display(picture)
compare_guess(my_three_layers, picture.facts["field"], "inputs seen")

# %% [markdown]
# Blue is what the first output sees, orange what its neighbour sees. They see almost the same inputs: those
# that both see are half blue and half orange.
#
# Many networks shrink their maps by **pooling**: a window moves over each channel, and its output is the
# largest number in it (max pooling) or the mean (average pooling). A pooling layer has a kernel and a stride
# like a convolution, but no weights. Put one with kernel 2 and stride 2 between two convolutions, "conv" for
# short, with a kernel of 3 and stride 1.
#
# **Predict first:** how many inputs does one output see now? And how far apart, counted in inputs, do the two
# neighbours look? This distance is called the **jump**.

# %%
my_field_with_pool = None
my_jump = None

# %%
picture = plot.cone([(3, 1), (2, 2), (3, 1)], names=["conv", "pool", "conv"])
display(picture)
compare_guess(my_field_with_pool, picture.facts["field"], "inputs seen")
compare_guess(my_jump, picture.facts["jump"], "jump")

# %% [markdown]
# **Why it matters.** An output that sees 20 pixels cannot see a face of 100 pixels as a whole, however long
# you train it. The receptive field is a bound on what a network can know, and it follows from kernels,
# strides and dilations alone.
#
# **By hand.** Follow the second figure from the input to the output. An output of the first conv sees 3
# inputs. An output of the pooling is made of two neighbouring outputs of this conv. The first of the two sees
# 3 inputs, and the second sees one more on its right, so together they see 4. Two neighbouring outputs of the
# pooling look 2 inputs apart. An output of the last conv is made of three of them. The first sees 4 inputs,
# the second adds 2, and the third adds 2 again: 8.
#
# **Write** `receptive_field(layers)`. `layers` is a list of tuples `(kernel, stride)` or `(kernel, stride,
# dilation)`, from the input to the output. It returns a pair of ints `(size, jump)`, both counted in inputs:
# how large the receptive field of one output is, and how far apart two neighbouring outputs look. An empty
# list gives `(1, 1)`. The group *known networks* asks for AlexNet, VGG-16 and ResNet-50, three networks of
# 2012, 2014 and 2015 that you meet below the check.
#
# *a1.receptive_field: 20 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: walk from the input</summary>
#
# Keep two numbers, the size and the jump, and update both at every layer. Before the first layer an "output"
# is an input: it sees 1, and its neighbour is 1 away.
#
# </details>
# <details><summary>Hint 2: what a layer adds</summary>
#
# A kernel of 3 joins three neighbours of the row below: the first, and two more. How far apart, in inputs, do
# those neighbours look? That is the jump *before* this layer.
#
# </details>
# <details><summary>Hint 3: both formulas</summary>
#
# For each layer in turn and in this order, with size $r$, jump $j$, kernel $k$, stride $s$ and dilation $d$:
#
# $$r \leftarrow r + d\,(k - 1)\,j \qquad\qquad j \leftarrow s\,j$$
#
# </details></div>


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
# Araujo, Norris and Sim give the fields of well-known networks in a table of their article "Computing
# Receptive Fields of Convolutional Neural Networks" (Distill, 2019). Here are three of them as lists of
# (kernel, stride), up to the last convolution or pooling. ResNet-50 is a network of 2015 with fifty layers;
# many of its convolutions have a kernel of 1 and stride 1 and are left out of the list.

# %%
alexnet_windows = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]
vgg16_windows = 2 * [(3, 1), (3, 1), (2, 2)] + 3 * [(3, 1), (3, 1), (3, 1), (2, 2)]
resnet50_windows = [(7, 2), (3, 2)]
for blocks, stride in [(3, 2), (4, 2), (6, 2), (3, 1)]:
    resnet50_windows += (blocks - 1) * [(3, 1)] + [(3, stride)]

for windows in (alexnet_windows, vgg16_windows, resnet50_windows):
    print(len(windows), "layers:", *windows)

# %% [markdown]
# All three networks take images of about 224 x 224 pixels.
#
# **Predict first:** how many of the three have a field that is larger than 224 pixels? It helps to follow how
# the jump grows along each list.

# %%
my_larger_fields = None  # 0, 1, 2 or 3

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
    compare_guess(my_larger_fields, sum(row["yours"] > 224 for row in rows), "fields larger than the image")
    display(plot.table(rows, "Receptive field of the last layer, in pixels"))

# %% [markdown]
# <details><summary>What does an output see beyond the border?</summary>
#
# Padding: zeros, and nothing else.
#
# </details>
# <details><summary>Why may layers with a kernel of 1 and stride 1 be left out?</summary>
#
# They join no neighbours, so they add nothing to the field, and they leave the jump alone. With a larger
# stride they would widen the jump, and with it the fields of all layers that follow.
#
# </details>

# %% [markdown]
# Dilation is another way to see far. Here are three layers with 3 weights each, at dilation 1, 2 and 4; white
# squares are seen by neither of the two outputs.

# %%
doubling = [(3, 1, 1), (3, 1, 2), (3, 1, 4)]
plot.cone(doubling, names=["dilation 1", "dilation 2", "dilation 4"])

# %% [markdown]
# **Predict first.** Ten layers with a kernel of 3. How many inputs does an output see without dilation, and
# how many if the dilation doubles from layer to layer?

# %%
my_plain = None
my_doubling = None

# %%
with once_written():
    compare_guess(my_plain, receptive_field([(3, 1)] * 10)[0], "without dilation")
    compare_guess(my_doubling, receptive_field([(3, 1, 2**i) for i in range(10)])[0], "doubling")
    rows = [
        {
            "layers": count,
            "without_dilation": receptive_field([(3, 1)] * count)[0],
            "doubling": receptive_field([(3, 1, 2**i) for i in range(count)])[0],
        }
        for count in (1, 2, 3, 5, 10)
    ]
    display(plot.table(rows, "Receptive field of layers with a kernel of 3"))

# %% [markdown]
# ## Can you measure it?
#
# **Why it matters.** A formula says what should be so. Now you get a network as a black box, without its list
# of layers, and find its receptive field by experiment. So you can check a network that somebody else built,
# and catch a mistake in your own formula.
#
# **By hand.** A network takes five numbers and gives three, `x[0] + x[2]`, `x[1] + x[3]` and `x[2] + x[4]`.
# The middle output moves when `x[1]` or `x[3]` does, and not when `x[2]` does. From the first to the last
# there are three inputs, the hole included: the field is 3.
#
# **Write** `probe_receptive_field(network, n)`. `network` is a function from a float array of shape `(n,)` to
# one of shape `(m,)`, and `m` is smaller than `n` where the network has a stride. The middle output is
# `network(x)[m // 2]`. Find the first and the last input that move it when they are changed. Return, as an
# int, how many inputs there are from the first to the last, both included. Where only one input moves the
# output, it is both the first and the last, and the answer is 1.
#
# How you find them is up to you. A simple way is to change one input at a time and to watch the middle
# output; you may also change several at once. These things you can rely on:
#
# - You may call the network `10 * n` times at most. Every call counts, also one that is only there to find
#   `m`. The check passes you its own networks and counts the calls.
# - The networks are stacks of convolutions, some with stride, padding or dilation, and of average poolings.
#   There is no ReLU and no max pooling in them. The convolutions have biases, so the output need not be 0
#   where all inputs are 0.
# - All weights lie between 0.01 and 1, so no two effects cancel. Change any one input by 1, up or down. If it
#   has an influence on the middle output, the output moves by at least 0.003. If it has none, the output
#   stays exactly as it was.
# - The row is so long that the field of the middle output ends before either end of the row.
#
# *a1.probe_receptive_field: 20 minutes, difficulty 3 of 5.*
#
# <div class="alert alert-info"><details><summary>Hint 1: the experiment</summary>
#
# Choose a row to start from, all zeros for example, and remember its middle output. For each place in turn:
# make a fresh copy of the row, change that one place, run the network, compare.
#
# </details>
# <details><summary>Hint 2: the count</summary>
#
# With dilation an input inside the field may have no effect. Remember the first place that matters and the
# last.
#
# </details>
# <details><summary>Hint 3: one too few?</summary>
#
# From place 3 to place 5 there are three places.
#
# </details></div>


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
# Now formula and experiment on the same network, which has five layers that average: every weight of a layer
# is 1 / kernel. The figure shows more than the count: how much each input moves the middle output.
#
# **Predict first:** is the figure flat, because all inputs in the field move the output equally much, or is
# it a hill, highest in the middle? Two layers with a kernel of 3 are enough to decide: their output is made
# of three windows of the input. Count the windows in which each of the five inputs lies.

# %%
my_shape = None  # "flat" or "hill"


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
    seen = effect[effect > 0]
    compare_guess(my_shape, "flat" if np.ptp(seen) < 1e-9 else "hill", "effects")
    inner = np.sort(seen)[::-1].cumsum()
    print(
        f"half of the whole effect comes from {int(np.sum(inner < inner[-1] / 2)) + 1} of {len(seen)} inputs"
    )
    display(plot.profile(effect, "Effect of each input on the middle output", "input", "change"))

# %% [markdown]
# <details><summary>Why is the middle favoured?</summary>
#
# Count the paths through the layers from an input to the output: many lead to inputs near the middle of the
# field, only one to each end. The receptive field says what an output *can* see; what it mostly looks at is a
# good deal smaller.
#
# </details>
