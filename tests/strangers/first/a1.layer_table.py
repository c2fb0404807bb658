# %% square_images_only
# fault: computes the output size from the height and takes it for the width too, so images that are not square come out wrong
# names: height_taken_for_width
# hints: height_twice
def size(n, k, s, p=0):
    if n + 2 * p < k:
        raise ValueError("kernel does not fit")
    return (n + 2 * p - k) // s + 1

def layer_table(input_shape, layers):
    shape = tuple(input_shape)
    counts = {}
    r, j = 1, 1
    flat = False
    table = []
    for layer in layers:
        kind, *nums = layer
        counts[kind] = counts.get(kind, 0) + 1
        params = 0
        madds = 0
        if kind == "conv":
            c_out, k, s, p = nums
            c = shape[0]
            h = size(shape[1], k, s, p)
            shape = (c_out, h, h)
            params = c_out * (c * k * k + 1)
            madds = c_out * c * k * k * h * h
            r += (k - 1) * j
            j *= s
        elif kind == "pool":
            k, s = nums
            h = size(shape[1], k, s)
            shape = (shape[0], h, h)
            r += (k - 1) * j
            j *= s
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            flat = True
        elif kind == "linear":
            f = nums[0]
            params = shape[0] * f + f
            madds = shape[0] * f
            shape = (f,)
        table.append({"name": kind + str(counts[kind]), "shape": shape, "parameters": params,
                      "multiply_adds": madds, "receptive_field": None if flat else r})
    return table

# %% relu_after_flatten_has_field
# fault: gives None only to flatten and linear layers; a relu after the flatten still shows the field of the last convolution or pooling
# names: field_of_relu_after_flatten
def layer_table(input_shape, layers):
    c, h, w = input_shape
    features = None
    seen = {"conv": 0, "pool": 0, "relu": 0, "flatten": 0, "linear": 0}
    rf, jump = 1, 1
    rows = []
    for layer in layers:
        kind = layer[0]
        seen[kind] += 1
        row = {"name": f"{kind}{seen[kind]}", "parameters": 0, "multiply_adds": 0}
        if kind == "conv":
            _, ch, k, s, p = layer
            h = (h + 2 * p - k) // s + 1
            w = (w + 2 * p - k) // s + 1
            if h < 1 or w < 1:
                raise ValueError("does not fit")
            row["parameters"] = ch * c * k * k + ch
            row["multiply_adds"] = ch * c * k * k * h * w
            c = ch
            rf, jump = rf + (k - 1) * jump, jump * s
        if kind == "pool":
            _, k, s = layer
            h = (h - k) // s + 1
            w = (w - k) // s + 1
            if h < 1 or w < 1:
                raise ValueError("does not fit")
            rf, jump = rf + (k - 1) * jump, jump * s
        if kind == "flatten":
            features = c * h * w
        if kind == "linear":
            row["parameters"] = (features + 1) * layer[1]
            row["multiply_adds"] = features * layer[1]
            features = layer[1]
        row["shape"] = (c, h, w) if features is None else (features,)
        row["receptive_field"] = None if kind in ("flatten", "linear") else rf
        rows.append(row)
    return rows

# %% numbered_by_position
# fault: numbers the layers by their place in the list (conv1, relu2, pool3, conv4), not each kind on its own
# names: numbered_by_place
import math

def out_size(n, kernel, stride, padding):
    room = n + 2 * padding - kernel
    if room < 0:
        raise ValueError
    return room // stride + 1

def layer_table(input_shape, layers):
    result = []
    shape = input_shape
    windows = []
    flattened = False
    for number, (kind, *args) in enumerate(layers, start=1):
        parameters = multiply_adds = 0
        if kind == "conv":
            channels, k, s, p = args
            h, w = out_size(shape[1], k, s, p), out_size(shape[2], k, s, p)
            weights = channels * shape[0] * k * k
            parameters = weights + channels
            multiply_adds = weights * h * w
            shape = (channels, h, w)
            windows.append((k, s))
        elif kind == "pool":
            k, s = args
            shape = (shape[0], out_size(shape[1], k, s, 0), out_size(shape[2], k, s, 0))
            windows.append((k, s))
        elif kind == "flatten":
            shape = (math.prod(shape),)
            flattened = True
        elif kind == "linear":
            multiply_adds = shape[0] * args[0]
            parameters = multiply_adds + args[0]
            shape = (args[0],)
        field, jump = 1, 1
        for k, s in windows:
            field += (k - 1) * jump
            jump *= s
        result.append(dict(name=kind + str(number), shape=shape, parameters=parameters,
                           multiply_adds=multiply_adds, receptive_field=None if flattened else field))
    return result

# %% eats_the_list
# fault: takes the layers out of the caller's list with pop(0); the table is right, but the list is empty afterwards
# names: layers_taken_out
def layer_table(input_shape, layers):
    shape = input_shape
    table = []
    names = []
    r = j = 1
    while layers:
        layer = layers.pop(0)
        kind = layer[0]
        names.append(kind)
        p = m = 0
        if kind in ("conv", "pool"):
            if kind == "conv":
                _, c_out, k, s, pad = layer
            else:
                _, k, s = layer
                c_out, pad = shape[0], 0
            c_in, h, w = shape
            if min(h, w) + 2 * pad < k:
                raise ValueError("no such layer")
            h = (h + 2 * pad - k) // s + 1
            w = (w + 2 * pad - k) // s + 1
            shape = (c_out, h, w)
            if kind == "conv":
                m = c_in * c_out * k * k * h * w
                p = c_in * c_out * k * k + c_out
            r = r + (k - 1) * j
            j = j * s
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            r = None
        elif kind == "linear":
            m = shape[0] * layer[1]
            p = m + layer[1]
            shape = (layer[1],)
        table.append({"name": kind + str(names.count(kind)), "shape": shape, "parameters": p,
                      "multiply_adds": m, "receptive_field": r})
    return table

# %% same_dict_every_time
# fault: makes the dict once before the loop and appends the same one each time, so every line shows the last layer
# names: one_row_many_times
def layer_table(input_shape, layers):
    def osize(n, kernel, stride=1, padding=0):
        if n + 2 * padding < kernel:
            raise ValueError("too small")
        return (n + 2 * padding - kernel) // stride + 1

    rows = []
    row = {}
    count = {}
    shape = input_shape
    size, jump = 1, 1
    for layer in layers:
        kind, *numbers = layer
        count[kind] = count.get(kind, 0) + 1
        row["name"] = kind + str(count[kind])
        row["parameters"] = 0
        row["multiply_adds"] = 0
        if kind == "conv":
            ch, k, s, p = numbers
            new = (ch, osize(shape[1], k, s, p), osize(shape[2], k, s, p))
            row["parameters"] = ch * (shape[0] * k**2 + 1)
            row["multiply_adds"] = shape[0] * k**2 * new[0] * new[1] * new[2]
            shape = new
        if kind == "pool":
            k, s = numbers
            shape = (shape[0], osize(shape[1], k, s), osize(shape[2], k, s))
        if kind in ("conv", "pool"):
            size += (k - 1) * jump
            jump *= s
        if kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        if kind == "linear":
            row["parameters"] = (shape[0] + 1) * numbers[0]
            row["multiply_adds"] = shape[0] * numbers[0]
            shape = (numbers[0],)
        row["shape"] = shape
        row["receptive_field"] = size if len(shape) == 3 else None
        rows.append(row)
    return rows

# %% counts_live_on
# fault: the counter is a default argument {} and lives on from call to call, so the second table begins with conv3 or so
# names: none
# wanted: the numbers of the layers go on from call to call
def _window(n, k, s, p):
    room = n + 2 * p - k
    if room < 0:
        raise ValueError("window does not fit")
    return room // s + 1

def layer_table(input_shape, layers, seen={}):
    table, shape, r, j = [], input_shape, 1, 1
    for kind, *num in layers:
        seen[kind] = seen.get(kind, 0) + 1
        par, mad = 0, 0
        if kind == "conv":
            n_f, k, s, p = num
            par = n_f * (shape[0] * k * k + 1)
            mad = n_f * shape[0] * k * k
            shape = (n_f, _window(shape[1], k, s, p), _window(shape[2], k, s, p))
            mad = mad * shape[1] * shape[2]
            r, j = r + (k - 1) * j, j * s
        elif kind == "pool":
            k, s = num
            shape = (shape[0], _window(shape[1], k, s, 0), _window(shape[2], k, s, 0))
            r, j = r + (k - 1) * j, j * s
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "linear":
            par = (shape[0] + 1) * num[0]
            mad = shape[0] * num[0]
            shape = (num[0],)
        table.append({"name": f"{kind}{seen[kind]}", "shape": shape, "parameters": par, "multiply_adds": mad,
                      "receptive_field": r if len(shape) > 1 else None})
    return table

# %% channels_overwritten_too_early
# fault: sets the shape to the new one before it counts the parameters and multiply-adds of a convolution, so c_in is already c_out
# names: channels_set_too_early
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("no position")
    return room // stride + 1

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    return c_out * (c_in // groups * kernel * kernel + bias)

def receptive_field(layers):
    r, j = 1, 1
    for k, s in layers:
        r, j = r + (k - 1) * j, j * s
    return r, j

def layer_table(input_shape, layers):
    shape = input_shape
    counter = {"conv": 0, "relu": 0, "pool": 0, "flatten": 0, "linear": 0}
    stack = []
    out = []
    after_flatten = False
    for layer in layers:
        kind = layer[0]
        counter[kind] += 1
        params = 0
        mults = 0
        if kind == "conv":
            channels, kernel, stride, padding = layer[1:]
            shape = (channels, output_size(shape[1], kernel, stride, padding), output_size(shape[2], kernel, stride, padding))
            params = conv_parameters(shape[0], channels, kernel)
            mults = conv_parameters(shape[0], channels, kernel, bias=False) * shape[1] * shape[2]
            stack.append((kernel, stride))
        elif kind == "pool":
            kernel, stride = layer[1:]
            shape = (shape[0], output_size(shape[1], kernel, stride), output_size(shape[2], kernel, stride))
            stack.append((kernel, stride))
        elif kind == "flatten":
            after_flatten = True
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "linear":
            params = (shape[0] + 1) * layer[1]
            mults = shape[0] * layer[1]
            shape = (layer[1],)
        rf = None if after_flatten else receptive_field(stack)[0]
        out.append({"name": kind + str(counter[kind]), "shape": shape, "parameters": params, "multiply_adds": mults, "receptive_field": rf})
    return out

# %% pooling_sees_nothing
# fault: only convolutions change the receptive field; a pooling layer widens neither the field nor the jump
# names: pools_left_out_of_field
def layer_table(input_shape, layers):
    def after(n, k, s, p=0):
        if k > n + 2 * p:
            raise ValueError(f"kernel {k} on {n} cells with padding {p}")
        return (n + 2 * p - k) // s + 1

    table = []
    (c, h, w), f = input_shape, None
    r, j = 1, 1
    n_conv = n_relu = n_pool = n_flat = n_lin = 0
    for l in layers:
        if l[0] == "conv":
            n_conv += 1
            c_new, k, s, p = l[1:]
            h, w = after(h, k, s, p), after(w, k, s, p)
            r += (k - 1) * j
            j *= s
            table.append({"name": "conv%d" % n_conv, "shape": (c_new, h, w), "parameters": c_new * (k * k * c + 1),
                          "multiply_adds": c_new * k * k * c * h * w, "receptive_field": r})
            c = c_new
        elif l[0] == "pool":
            n_pool += 1
            h, w = after(h, l[1], l[2]), after(w, l[1], l[2])
            table.append({"name": "pool%d" % n_pool, "shape": (c, h, w), "parameters": 0, "multiply_adds": 0, "receptive_field": r})
        elif l[0] == "relu":
            n_relu += 1
            table.append({"name": "relu%d" % n_relu, "shape": (c, h, w) if f is None else (f,), "parameters": 0,
                          "multiply_adds": 0, "receptive_field": r if f is None else None})
        elif l[0] == "flatten":
            n_flat += 1
            f = c * h * w
            table.append({"name": "flatten%d" % n_flat, "shape": (f,), "parameters": 0, "multiply_adds": 0, "receptive_field": None})
        else:
            n_lin += 1
            table.append({"name": "linear%d" % n_lin, "shape": (l[1],), "parameters": (f + 1) * l[1], "multiply_adds": f * l[1], "receptive_field": None})
            f = l[1]
    return table

# %% work_on_the_input_size
# fault: multiplies the weights of a convolution with the height and width of its input, not of its output
# names: multiply_adds_at_input_size
def layer_table(input_shape, layers):
    class Net:
        shape = input_shape
        field = 1
        jump = 1
        flat = False
        met = []

    net = Net()
    net.met = []

    def slide(k, s, p):
        c, h, w = net.shape
        h2 = (h + 2 * p - k) // s + 1
        w2 = (w + 2 * p - k) // s + 1
        if h + 2 * p < k or w + 2 * p < k:
            raise ValueError("it does not fit")
        net.field += net.jump * (k - 1)
        net.jump *= s
        return h2, w2

    def one(kind, *a):
        net.met.append(kind)
        par = mul = 0
        if kind == "conv":
            c, h, w = net.shape
            weights = a[0] * c * a[1] ** 2
            par = weights + a[0]
            mul = weights * h * w
            net.shape = (a[0], *slide(*a[1:]))
        if kind == "pool":
            net.shape = (net.shape[0], *slide(a[0], a[1], 0))
        if kind == "flatten":
            c, h, w = net.shape
            net.shape = (c * h * w,)
            net.flat = True
        if kind == "linear":
            mul = net.shape[0] * a[0]
            par = mul + a[0]
            net.shape = (a[0],)
        return {"name": kind + str(net.met.count(kind)), "shape": net.shape, "parameters": par,
                "multiply_adds": mul, "receptive_field": None if net.flat else net.field}

    return [one(*layer) for layer in layers]

# %% pair_as_field_flatten_bare
# fault: two faults: "receptive_field" holds the pair (size, jump); and the single flatten is called "flatten" without a number
# names: field_with_jump + flatten_not_numbered
def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * jump
        jump *= stride
    return size, jump

def output_size(n, kernel, stride=1, padding=0):
    if n + 2 * padding < kernel:
        raise ValueError("kernel too large")
    return (n + 2 * padding - kernel) // stride + 1

def layer_table(input_shape, layers):
    table = []
    conv_number = 0
    relu_number = 0
    pool_number = 0
    linear_number = 0
    shape = input_shape
    so_far = []
    for layer in layers:
        if layer[0] == "conv":
            conv_number = conv_number + 1
            kind, channels, kernel, stride, padding = layer
            old = shape[0]
            shape = (channels, output_size(shape[1], kernel, stride, padding), output_size(shape[2], kernel, stride, padding))
            so_far = so_far + [(kernel, stride)]
            name = "conv" + str(conv_number)
            parameters = channels * old * kernel * kernel + channels
            multiply_adds = channels * old * kernel * kernel * shape[1] * shape[2]
            field = receptive_field(so_far)
        elif layer[0] == "relu":
            relu_number = relu_number + 1
            name = "relu" + str(relu_number)
            parameters = 0
            multiply_adds = 0
            if len(shape) == 3:
                field = receptive_field(so_far)
            else:
                field = None
        elif layer[0] == "pool":
            pool_number = pool_number + 1
            kind, kernel, stride = layer
            shape = (shape[0], output_size(shape[1], kernel, stride), output_size(shape[2], kernel, stride))
            so_far = so_far + [(kernel, stride)]
            name = "pool" + str(pool_number)
            parameters = 0
            multiply_adds = 0
            field = receptive_field(so_far)
        elif layer[0] == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            name = "flatten"
            parameters = 0
            multiply_adds = 0
            field = None
        elif layer[0] == "linear":
            linear_number = linear_number + 1
            features = layer[1]
            name = "linear" + str(linear_number)
            parameters = shape[0] * features + features
            multiply_adds = shape[0] * features
            shape = (features,)
            field = None
        table.append({"name": name, "shape": shape, "parameters": parameters, "multiply_adds": multiply_adds, "receptive_field": field})
    return table

# %% linear_bias_work_and_list_shape
# fault: two faults: the biases of a linear layer are counted as multiply-adds; and the shapes are lists, not tuples
# names: linear_biases_in_multiply_adds
def layer_table(input_shape, layers):
    shape = list(input_shape)
    kinds = [layer[0] for layer in layers]
    res = []
    rf, step = 1, 1
    for i, layer in enumerate(layers):
        kind = layer[0]
        n = kinds[:i + 1].count(kind)
        p, ma = 0, 0
        if kind == "conv" or kind == "pool":
            pad = layer[4] if kind == "conv" else 0
            k, s = (layer[2], layer[3]) if kind == "conv" else (layer[1], layer[2])
            sides = []
            for side in shape[1:]:
                if side + 2 * pad < k:
                    raise ValueError("layer %d does not fit" % i)
                sides.append((side + 2 * pad - k) // s + 1)
            if kind == "conv":
                p = layer[1] * (shape[0] * k * k + 1)
                ma = (p - layer[1]) * sides[0] * sides[1]
                shape = [layer[1]] + sides
            else:
                shape = [shape[0]] + sides
            rf += (k - 1) * step
            step *= s
        elif kind == "flatten":
            shape = [shape[0] * shape[1] * shape[2]]
        elif kind == "linear":
            p = ma = (shape[0] + 1) * layer[1]
            shape = [layer[1]]
        res.append({"name": kind + str(n), "shape": shape, "parameters": p, "multiply_adds": ma,
                    "receptive_field": rf if "flatten" not in kinds[:i + 1] else None})
    return res

# %% recursive_tail
# right
from collections import Counter

def layer_table(input_shape, layers):
    def go(shape, todo, met, field, jump):
        if not todo:
            return []
        (kind, *v), *later = todo
        met = met + Counter([kind])
        weights = biases = 0
        positions = 1
        if kind in ("conv", "pool"):
            *c_out, k, s = v[:3] if kind == "conv" else v
            pad = v[3] if kind == "conv" else 0
            c_in, *sides = shape
            if min(sides) + 2 * pad < k:
                raise ValueError(f"{kind}{met[kind]} does not fit on {shape}")
            sides = [len(range(k, side + 2 * pad + 1, s)) for side in sides]
            if c_out:
                weights, biases, positions = c_out[0] * c_in * k * k, c_out[0], sides[0] * sides[1]
            shape = (*(c_out or [c_in]), *sides)
            field, jump = field + (k - 1) * jump, jump * s
        elif kind == "flatten":
            shape = (int(np.prod(shape, dtype=object)),)
        elif kind == "linear":
            weights, biases = shape[0] * v[0], v[0]
            shape = (v[0],)
        line = dict(
            name=f"{kind}{met[kind]}",
            shape=shape,
            parameters=weights + biases,
            multiply_adds=weights * positions,
            receptive_field=field if "flatten" not in met else None,
        )
        return [line, *go(shape, later, met, field, jump)]

    return go(tuple(input_shape), list(layers), Counter(), 1, 1)
