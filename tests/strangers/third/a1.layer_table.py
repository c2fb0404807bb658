# %% width_from_height
# fault: Only the new height is computed and used for the width too, so shapes, parameters of linear layers and multiply-adds are wrong for images that are not square.
# names: height_taken_for_width
def layer_table(input_shape, layers):
    shape = input_shape
    counts = {}
    size, jump = 1, 1
    flat = False
    table = []
    for layer in layers:
        kind = layer[0]
        counts[kind] = counts.get(kind, 0) + 1
        params = 0
        mults = 0
        if kind == "conv":
            _, channels, k, s, p = layer
            c, h, w = shape
            out = (h + 2 * p - k) // s + 1
            params = channels * (c * k * k + 1)
            mults = channels * c * k * k * out * out
            shape = (channels, out, out)
            size += (k - 1) * jump
            jump *= s
        elif kind == "pool":
            _, k, s = layer
            c, h, w = shape
            out = (h - k) // s + 1
            shape = (c, out, out)
            size += (k - 1) * jump
            jump *= s
        elif kind == "flatten":
            c, h, w = shape
            shape = (c * h * w,)
            flat = True
        elif kind == "linear":
            n = layer[1]
            params = shape[0] * n + n
            mults = shape[0] * n
            shape = (n,)
        table.append({
            "name": kind + str(counts[kind]),
            "shape": shape,
            "parameters": params,
            "multiply_adds": mults,
            "receptive_field": None if flat else size,
        })
    return table

# %% biases_in_multiply_adds
# fault: The multiply-adds are taken as parameters times positions (conv) or as the parameters (linear), so the biases are counted as multiply-adds too.
# names: biases_in_multiply_adds
def output_size(n, kernel, stride=1, padding=0):
    return (n + 2 * padding - kernel) // stride + 1


def receptive_field(windows):
    r, j = 1, 1
    for k, s in windows:
        r += (k - 1) * j
        j *= s
    return r, j


def layer_table(input_shape, layers):
    current = tuple(input_shape)
    seen = {"conv": 0, "pool": 0, "relu": 0, "flatten": 0, "linear": 0}
    windows = []
    rows = []
    for kind, *numbers in layers:
        seen[kind] += 1
        parameters, multiply_adds = 0, 0
        if kind == "conv":
            channels, kernel, stride, padding = numbers
            c, h, w = current
            h2 = output_size(h, kernel, stride, padding)
            w2 = output_size(w, kernel, stride, padding)
            parameters = channels * (c * kernel * kernel + 1)
            multiply_adds = parameters * h2 * w2
            current = (channels, h2, w2)
            windows.append((kernel, stride))
        elif kind == "pool":
            kernel, stride = numbers
            c, h, w = current
            current = (c, output_size(h, kernel, stride), output_size(w, kernel, stride))
            windows.append((kernel, stride))
        elif kind == "flatten":
            c, h, w = current
            current = (c * h * w,)
        elif kind == "linear":
            (features,) = numbers
            parameters = current[0] * features + features
            multiply_adds = parameters
            current = (features,)
        rf = receptive_field(windows)[0] if seen["flatten"] == 0 else None
        rows.append(dict(name=f"{kind}{seen[kind]}", shape=current, parameters=parameters,
                         multiply_adds=multiply_adds, receptive_field=rf))
    return rows

# %% one_counter_for_all_kinds
# fault: The number in the name is the place of the layer in the network, counted over all kinds (conv1, relu2, pool3), and not the count of its kind.
# names: numbered_by_place
def layer_table(input_shape, layers):
    c, h, w = input_shape
    features = None
    r, j = 1, 1
    out = []
    for i, layer in enumerate(layers, start=1):
        kind = layer[0]
        row = {"name": f"{kind}{i}", "parameters": 0, "multiply_adds": 0}
        if kind == "conv":
            c_out, k, s, p = layer[1:]
            h = (h + 2 * p - k) // s + 1
            w = (w + 2 * p - k) // s + 1
            weights = c * c_out * k**2
            row["parameters"] = weights + c_out
            row["multiply_adds"] = weights * h * w
            c = c_out
            r, j = r + (k - 1) * j, j * s
        elif kind == "pool":
            k, s = layer[1:]
            h = (h - k) // s + 1
            w = (w - k) // s + 1
            r, j = r + (k - 1) * j, j * s
        elif kind == "flatten":
            features = c * h * w
        elif kind == "linear":
            n = layer[1]
            row["parameters"] = n * (features + 1)
            row["multiply_adds"] = n * features
            features = n
        row["shape"] = (c, h, w) if features is None else (features,)
        row["receptive_field"] = r if features is None else None
        out.append(row)
    return out

# %% field_none_only_at_flatten_and_linear
# fault: receptive_field is None only for the kinds flatten and linear; a ReLU that comes after flatten still shows the number of the last convolution or pooling.
# names: field_of_relu_after_flatten
import math


def layer_table(input_shape, layers):
    table = []
    shape = input_shape
    number = {}
    rf = 1
    jump = 1
    for layer in layers:
        kind = layer[0]
        number[kind] = number.get(kind, 0) + 1
        p = 0
        ma = 0
        field = None
        if kind == "conv":
            ch, k, s, pad = layer[1], layer[2], layer[3], layer[4]
            new_h = (shape[1] + 2 * pad - k) // s + 1
            new_w = (shape[2] + 2 * pad - k) // s + 1
            p = ch * shape[0] * k * k + ch
            ma = ch * shape[0] * k * k * new_h * new_w
            shape = (ch, new_h, new_w)
            rf += (k - 1) * jump
            jump *= s
            field = rf
        elif kind == "pool":
            k, s = layer[1], layer[2]
            shape = (shape[0], (shape[1] - k) // s + 1, (shape[2] - k) // s + 1)
            rf += (k - 1) * jump
            jump *= s
            field = rf
        elif kind == "relu":
            field = rf
        elif kind == "flatten":
            shape = (math.prod(shape),)
        else:
            p = (shape[0] + 1) * layer[1]
            ma = shape[0] * layer[1]
            shape = (layer[1],)
        table.append({"name": kind + str(number[kind]), "shape": shape, "parameters": p,
                      "multiply_adds": ma, "receptive_field": field})
    return table

# %% work_at_input_size
# fault: The multiply-adds of a convolution are counted with the height and width before the layer in place of the output's.
# names: multiply_adds_at_input_size
def layer_table(input_shape, layers):
    def out(n, k, s=1, p=0):
        return (n + 2 * p - k) // s + 1

    shape = input_shape
    rows, count, field, jump = [], {}, 1, 1
    for kind, *args in layers:
        count[kind] = count.get(kind, 0) + 1
        parameters = work = 0
        if kind == "conv":
            filters, kernel, stride, padding = args
            c, h, w = shape
            parameters = filters * (kernel * kernel * c + 1)
            work = filters * kernel * kernel * c * h * w
            shape = (filters, out(h, kernel, stride, padding), out(w, kernel, stride, padding))
        if kind == "pool":
            kernel, stride = args
            c, h, w = shape
            shape = (c, out(h, kernel, stride), out(w, kernel, stride))
        if kind in ("conv", "pool"):
            field += (kernel - 1) * jump
            jump *= stride
        if kind == "flatten":
            c, h, w = shape
            shape = (c * h * w,)
            field = None
        if kind == "linear":
            n_in, n_out = shape[0], args[0]
            parameters = n_in * n_out + n_out
            work = n_in * n_out
            shape = (n_out,)
        rows.append({
            "name": f"{kind}{count[kind]}",
            "shape": shape,
            "parameters": parameters,
            "multiply_adds": work,
            "receptive_field": field,
        })
    return rows

# %% pool_left_out_of_field
# fault: Only the convolutions are carried along for the receptive field, the kernels and strides of the poolings are left out.
# names: pools_left_out_of_field
def receptive_field(layers):
    size = 1
    jump = 1
    for k, s in layers:
        size += (k - 1) * jump
        jump *= s
    return size, jump


def layer_table(input_shape, layers):
    result = []
    shape = input_shape
    windows = []
    counts = {}
    flattened = False
    for layer in layers:
        kind, *numbers = layer
        counts[kind] = counts.get(kind, 0) + 1
        params, madds = 0, 0
        if kind == "conv":
            ch, k, s, p = numbers
            h = (shape[1] + 2 * p - k) // s + 1
            w = (shape[2] + 2 * p - k) // s + 1
            params = ch * (shape[0] * k * k + 1)
            madds = ch * shape[0] * k * k * h * w
            shape = (ch, h, w)
            windows.append((k, s))
        elif kind == "pool":
            k, s = numbers
            shape = (shape[0], (shape[1] - k) // s + 1, (shape[2] - k) // s + 1)
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            flattened = True
        elif kind == "linear":
            params = numbers[0] * (shape[0] + 1)
            madds = numbers[0] * shape[0]
            shape = (numbers[0],)
        result.append({
            "name": kind + str(counts[kind]),
            "shape": shape,
            "parameters": params,
            "multiply_adds": madds,
            "receptive_field": None if flattened else receptive_field(windows)[0],
        })
    return result

# %% shape_not_a_tuple
# fault: The shape of flatten and linear rows is written (f) without a comma, so it is an int and not a tuple of length one.
# names: flat_shape_is_a_number
def layer_table(input_shape, layers):
    c, h, w = input_shape
    f = 0
    flat = False
    counter = {"conv": 0, "relu": 0, "pool": 0, "flatten": 0, "linear": 0}
    rf, jump = 1, 1
    table = []
    for layer in layers:
        kind = layer[0]
        counter[kind] += 1
        name = kind + str(counter[kind])
        params = 0
        mult = 0
        if kind == "conv":
            kernel, stride, padding = layer[2], layer[3], layer[4]
            h = (h + 2 * padding - kernel) // stride + 1
            w = (w + 2 * padding - kernel) // stride + 1
            params = layer[1] * (c * kernel * kernel) + layer[1]
            mult = layer[1] * c * kernel * kernel * h * w
            c = layer[1]
            rf = rf + (kernel - 1) * jump
            jump = jump * stride
        elif kind == "pool":
            kernel, stride = layer[1], layer[2]
            h = (h - kernel) // stride + 1
            w = (w - kernel) // stride + 1
            rf = rf + (kernel - 1) * jump
            jump = jump * stride
        elif kind == "flatten":
            flat = True
            f = c * h * w
        elif kind == "linear":
            params = f * layer[1] + layer[1]
            mult = f * layer[1]
            f = layer[1]
        if flat:
            shape = (f)
            field = None
        else:
            shape = (c, h, w)
            field = rf
        table.append({"name": name, "shape": shape, "parameters": params,
                      "multiply_adds": mult, "receptive_field": field})
    return table

# %% channels_not_updated
# fault: The channels going into a convolution are always those of the input image; they are not updated to the filters of the previous convolution, so parameters and multiply-adds of later convolutions are wrong.
# names: first_channels_throughout
def layer_table(input_shape, layers):
    c_in, h, w = input_shape
    shape = input_shape
    names = {}
    windows = []
    table = []
    after_flatten = False
    for layer in layers:
        kind = layer[0]
        names[kind] = names.get(kind, 0) + 1
        params = adds = 0
        if kind == "conv":
            c_out, k, s, p = layer[1:]
            h = (h + 2 * p - k) // s + 1
            w = (w + 2 * p - k) // s + 1
            params = c_in * c_out * k * k + c_out
            adds = c_in * c_out * k * k * h * w
            shape = (c_out, h, w)
            windows.append((k, s))
        elif kind == "pool":
            k, s = layer[1:]
            h = (h - k) // s + 1
            w = (w - k) // s + 1
            shape = (shape[0], h, w)
            windows.append((k, s))
        elif kind == "flatten":
            shape = (shape[0] * h * w,)
            after_flatten = True
        elif kind == "linear":
            params = shape[0] * layer[1] + layer[1]
            adds = shape[0] * layer[1]
            shape = (layer[1],)
        field = None
        if not after_flatten:
            field, jump = 1, 1
            for k, s in windows:
                field += (k - 1) * jump
                jump *= s
        table.append({"name": f"{kind}{names[kind]}", "shape": shape, "parameters": params,
                      "multiply_adds": adds, "receptive_field": field})
    return table

# %% layers_emptied
# fault: Takes the layers off the caller's own list with pop(0), so the list is empty afterwards; the table itself is right.
# names: layers_taken_out
def layer_table(input_shape, layers):
    shape = tuple(input_shape)
    count = {}
    r, j = 1, 1
    flat = False
    table = []
    while layers:
        layer = layers.pop(0)
        kind = layer[0]
        count[kind] = count.get(kind, 0) + 1
        parameters = 0
        multiply_adds = 0
        if kind == "conv":
            _, channels, k, s, p = layer
            c, h, w = shape
            h = (h + 2 * p - k) // s + 1
            w = (w + 2 * p - k) // s + 1
            parameters = channels * (c * k * k + 1)
            multiply_adds = channels * c * k * k * h * w
            shape = (channels, h, w)
            r += (k - 1) * j
            j *= s
        elif kind == "pool":
            _, k, s = layer
            c, h, w = shape
            shape = (c, (h - k) // s + 1, (w - k) // s + 1)
            r += (k - 1) * j
            j *= s
        elif kind == "flatten":
            c, h, w = shape
            shape = (c * h * w,)
            flat = True
        elif kind == "linear":
            parameters = (shape[0] + 1) * layer[1]
            multiply_adds = shape[0] * layer[1]
            shape = (layer[1],)
        table.append({"name": kind + str(count[kind]), "shape": shape, "parameters": parameters,
                      "multiply_adds": multiply_adds, "receptive_field": None if flat else r})
    return table

# %% same_dict_every_row
# fault: One dict is made before the loop, changed for each layer and appended again, so all rows of the table are the same dict and show the last layer.
# names: one_row_many_times
import math


def layer_table(input_shape, layers):
    table = []
    row = {}
    shape = input_shape
    count = {}
    windows = []
    flat = False
    for kind, *v in layers:
        count[kind] = count.get(kind, 0) + 1
        row["name"] = f"{kind}{count[kind]}"
        row["parameters"] = 0
        row["multiply_adds"] = 0
        if kind == "conv":
            c, h, w = shape
            shape = (v[0], (h + 2 * v[3] - v[1]) // v[2] + 1, (w + 2 * v[3] - v[1]) // v[2] + 1)
            weights = v[0] * c * v[1] ** 2
            row["parameters"] = weights + v[0]
            row["multiply_adds"] = weights * shape[1] * shape[2]
            windows.append((v[1], v[2]))
        elif kind == "pool":
            c, h, w = shape
            shape = (c, (h - v[0]) // v[1] + 1, (w - v[0]) // v[1] + 1)
            windows.append((v[0], v[1]))
        elif kind == "flatten":
            shape = (math.prod(shape),)
            flat = True
        elif kind == "linear":
            row["parameters"] = shape[0] * v[0] + v[0]
            row["multiply_adds"] = shape[0] * v[0]
            shape = (v[0],)
        row["shape"] = shape
        size, jump = 1, 1
        for k, s in windows:
            size += (k - 1) * jump
            jump *= s
        row["receptive_field"] = None if flat else size
        table.append(row)
    return table

# %% pool_rounds_up
# fault: The sizes after a pooling are rounded up in place of down, so a pooling that leaves cells over gives one output too many.
# names: pools_rounded_up
import math


def layer_table(input_shape, layers):
    c, h, w = input_shape
    flat = None
    r, jump = 1, 1
    kinds = []
    rows = []
    for layer in layers:
        kind = layer[0]
        kinds.append(kind)
        par, mul = 0, 0
        if kind == "conv":
            c_out, k, s, p = layer[1:]
            h = math.floor((h + 2 * p - k) / s) + 1
            w = math.floor((w + 2 * p - k) / s) + 1
            par = c_out * (c * k * k + 1)
            mul = c_out * c * k * k * h * w
            c = c_out
            r += (k - 1) * jump
            jump *= s
        elif kind == "pool":
            k, s = layer[1:]
            h = math.ceil((h - k) / s) + 1
            w = math.ceil((w - k) / s) + 1
            r += (k - 1) * jump
            jump *= s
        elif kind == "flatten":
            flat = c * h * w
        elif kind == "linear":
            par = layer[1] * (flat + 1)
            mul = layer[1] * flat
            flat = layer[1]
        rows.append({
            "name": kind + str(kinds.count(kind)),
            "shape": (c, h, w) if flat is None else (flat,),
            "parameters": par,
            "multiply_adds": mul,
            "receptive_field": r if flat is None else None,
        })
    return rows

# %% linear_without_biases
# fault: The parameters of a linear layer are n_in * n_out, its biases are forgotten; those of the convolutions are counted.
# names: linear_biases_forgotten
def layer_table(input_shape, layers):
    shape = input_shape
    table = []
    counts = {}
    size, jump, flat = 1, 1, False
    for layer in layers:
        kind = layer[0]
        counts[kind] = counts.get(kind, 0) + 1
        if kind == "conv":
            c = shape[0]
            _, ch, k, s, p = layer
            shape = (ch,) + tuple((n + 2 * p - k) // s + 1 for n in shape[1:])
            params = ch * (k * k * c + 1)
            work = ch * k * k * c * shape[1] * shape[2]
        elif kind == "linear":
            params = shape[0] * layer[1]
            work = shape[0] * layer[1]
            shape = (layer[1],)
        else:
            params = 0
            work = 0
            if kind == "pool":
                _, k, s = layer
                shape = (shape[0],) + tuple((n - k) // s + 1 for n in shape[1:])
            elif kind == "flatten":
                shape = (shape[0] * shape[1] * shape[2],)
                flat = True
        if kind == "conv" or kind == "pool":
            size += (k - 1) * jump
            jump *= s
        table.append({"name": f"{kind}{counts[kind]}", "shape": shape, "parameters": params,
                      "multiply_adds": work, "receptive_field": None if flat else size})
    return table

# %% relu_has_no_field
# fault: A row of a ReLU gets None as its receptive field also before flatten, in place of that of the layer before it.
# names: field_of_windows_alone
def layer_table(input_shape, layers):
    rows = []
    number = dict.fromkeys(["conv", "pool", "relu", "flatten", "linear"], 0)
    shape = input_shape
    rf = jump = 1
    for layer in layers:
        kind = layer[0]
        number[kind] += 1
        row = {
            "name": kind + str(number[kind]),
            "shape": shape,
            "parameters": 0,
            "multiply_adds": 0,
            "receptive_field": None,
        }
        if kind == "conv":
            c, h, w = shape
            _, n, k, s, p = layer
            h = (h + 2 * p - k) // s + 1
            w = (w + 2 * p - k) // s + 1
            rf += (k - 1) * jump
            jump *= s
            row["shape"] = (n, h, w)
            row["parameters"] = n * c * k * k + n
            row["multiply_adds"] = n * c * k * k * h * w
            row["receptive_field"] = rf
        elif kind == "pool":
            c, h, w = shape
            _, k, s = layer
            rf += (k - 1) * jump
            jump *= s
            row["shape"] = (c, (h - k) // s + 1, (w - k) // s + 1)
            row["receptive_field"] = rf
        elif kind == "flatten":
            row["shape"] = (shape[0] * shape[1] * shape[2],)
        elif kind == "linear":
            row["shape"] = (layer[1],)
            row["parameters"] = (shape[0] + 1) * layer[1]
            row["multiply_adds"] = shape[0] * layer[1]
        shape = row["shape"]
        rows.append(row)
    return rows

# %% padding_on_one_end
# fault: The padding is added once and not at both ends when the sizes after a convolution are computed.
# names: padding_on_one_side
def layer_table(input_shape, layers):
    c, h, w = input_shape
    flat = False
    counts, windows, table = {}, [], []

    def conv_out(n, kernel, stride, padding):
        return (n + padding - kernel) // stride + 1

    def field():
        r, j = 1, 1
        for k, s in windows:
            r = r + (k - 1) * j
            j = j * s
        return r

    for layer in layers:
        kind, *nums = layer
        counts[kind] = counts.get(kind, 0) + 1
        params = mads = 0
        if kind == "conv":
            out_c, k, s, p = nums
            h, w = conv_out(h, k, s, p), conv_out(w, k, s, p)
            params = (c * k * k + 1) * out_c
            mads = c * k * k * out_c * h * w
            c = out_c
            windows.append((k, s))
        elif kind == "pool":
            k, s = nums
            h, w = conv_out(h, k, s, 0), conv_out(w, k, s, 0)
            windows.append((k, s))
        elif kind == "flatten":
            flat = True
            features = c * h * w
        elif kind == "linear":
            params = (features + 1) * nums[0]
            mads = features * nums[0]
            features = nums[0]
        table.append({
            "name": f"{kind}{counts[kind]}",
            "shape": (features,) if flat else (c, h, w),
            "parameters": params,
            "multiply_adds": mads,
            "receptive_field": None if flat else field(),
        })
    return table

# %% field_is_pair
# fault: The whole pair (size, jump) of receptive_field is put into the column and not the size alone.
# names: field_with_jump
def receptive_field(layers):
    r = 1
    j = 1
    for layer in layers:
        d = layer[2] if len(layer) == 3 else 1
        r += d * (layer[0] - 1) * j
        j *= layer[1]
    return r, j


def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("kernel does not fit")
    return room // stride + 1


def layer_table(input_shape, layers):
    shape = input_shape
    windows = []
    counts = {}
    table = []
    flat = False
    for layer in layers:
        kind, *args = layer
        counts[kind] = counts.get(kind, 0) + 1
        params = 0
        madds = 0
        if kind == "conv":
            channels, kernel, stride, padding = args
            h = output_size(shape[1], kernel, stride, padding)
            w = output_size(shape[2], kernel, stride, padding)
            params = channels * (shape[0] * kernel**2 + 1)
            madds = channels * shape[0] * kernel**2 * h * w
            shape = (channels, h, w)
            windows.append((kernel, stride))
        elif kind == "pool":
            kernel, stride = args
            shape = (shape[0], output_size(shape[1], kernel, stride), output_size(shape[2], kernel, stride))
            windows.append((kernel, stride))
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            flat = True
        elif kind == "linear":
            params = shape[0] * args[0] + args[0]
            madds = shape[0] * args[0]
            shape = (args[0],)
        table.append({
            "name": kind + str(counts[kind]),
            "shape": shape,
            "parameters": params,
            "multiply_adds": madds,
            "receptive_field": None if flat else receptive_field(windows),
        })
    return table

# %% pool_has_weights
# fault: A pooling is counted like a convolution with one filter for each channel: it gets kernel * kernel * channels parameters and multiply-adds in place of 0.
# names: pools_have_weights
def layer_table(input_shape, layers):
    shape = input_shape
    table, n_of = [], {}
    r, j, flat = 1, 1, False
    for kind, *a in layers:
        n_of[kind] = n_of.get(kind, 0) + 1
        weights = biases = positions = 0
        if kind == "conv":
            c = shape[0]
            ch, k, s, p = a
            shape = (ch, (shape[1] + 2 * p - k) // s + 1, (shape[2] + 2 * p - k) // s + 1)
            weights, biases, positions = ch * c * k * k, ch, shape[1] * shape[2]
            r, j = r + (k - 1) * j, j * s
        elif kind == "pool":
            k, s = a
            shape = (shape[0], (shape[1] - k) // s + 1, (shape[2] - k) // s + 1)
            weights, positions = shape[0] * k * k, shape[1] * shape[2]
            r, j = r + (k - 1) * j, j * s
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            flat = True
        elif kind == "linear":
            weights, biases, positions = shape[0] * a[0], a[0], 1
            shape = (a[0],)
        table.append({"name": kind + str(n_of[kind]), "shape": shape, "parameters": weights + biases,
                      "multiply_adds": weights * positions,
                      "receptive_field": None if flat else r})
    return table

# %% own_field_and_plain_single_names
# fault: Two faults: a kind that occurs only once in the network gets its name without a number ("flatten"), and the receptive field of a row is computed from this layer's kernel with the jump already multiplied by its own stride.
# names: single_ones_not_numbered + field_with_own_stride
def layer_table(input_shape, layers):
    kinds = [layer[0] for layer in layers]
    count = {}
    shape = input_shape
    size, jump = 1, 1
    flat = False
    table = []
    for layer in layers:
        kind = layer[0]
        count[kind] = count.get(kind, 0) + 1
        name = kind if kinds.count(kind) == 1 else kind + str(count[kind])
        params = mults = 0
        if kind == "conv":
            ch, k, s, p = layer[1:]
            c, h, w = shape
            h, w = (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1
            params = ch * (c * k * k + 1)
            mults = ch * c * k * k * h * w
            shape = (ch, h, w)
            jump *= s
            size += (k - 1) * jump
        elif kind == "pool":
            k, s = layer[1:]
            c, h, w = shape
            shape = (c, (h - k) // s + 1, (w - k) // s + 1)
            jump *= s
            size += (k - 1) * jump
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            flat = True
        elif kind == "linear":
            params = (shape[0] + 1) * layer[1]
            mults = shape[0] * layer[1]
            shape = (layer[1],)
        table.append({"name": name, "shape": shape, "parameters": params,
                      "multiply_adds": mults, "receptive_field": None if flat else size})
    return table

# %% shape_as_list
# fault: The current shape is one list that is changed in place and put into every row, so the shapes are lists and not tuples and rows share later changes.
# names: one_list_for_all_shapes
def layer_table(input_shape, layers):
    shape = list(input_shape)
    table = []
    counts = {}
    rf, jump = 1, 1
    for layer in layers:
        kind = layer[0]
        counts[kind] = counts.get(kind, 0) + 1
        params, mults = 0, 0
        if kind == "conv":
            _, ch, k, s, p = layer
            shape[1] = (shape[1] + 2 * p - k) // s + 1
            shape[2] = (shape[2] + 2 * p - k) // s + 1
            params = ch * (shape[0] * k * k + 1)
            mults = ch * shape[0] * k * k * shape[1] * shape[2]
            shape[0] = ch
        elif kind == "pool":
            _, k, s = layer
            shape[1] = (shape[1] - k) // s + 1
            shape[2] = (shape[2] - k) // s + 1
        elif kind == "flatten":
            shape = [shape[0] * shape[1] * shape[2]]
        elif kind == "linear":
            params = (shape[0] + 1) * layer[1]
            mults = shape[0] * layer[1]
            shape = [layer[1]]
        if kind in ("conv", "pool"):
            rf += (k - 1) * jump
            jump *= s
        table.append({"name": kind + str(counts[kind]), "shape": shape, "parameters": params,
                      "multiply_adds": mults,
                      "receptive_field": rf if len(shape) == 3 else None})
    return table

# %% columns_one_by_one
# right
import math
from itertools import accumulate


def layer_table(input_shape, layers):
    # each column of the table is made on its own, from the columns before it
    kinds = [layer[0] for layer in layers]
    names = [f"{kind}{kinds[: i + 1].count(kind)}" for i, kind in enumerate(kinds)]

    def after(shape, layer):
        match layer:
            case ("conv", channels, k, s, p):
                return (channels, *(len(range(0, n + 2 * p - k + 1, s)) for n in shape[1:]))
            case ("pool", k, s):
                return (shape[0], *(len(range(0, n - k + 1, s)) for n in shape[1:]))
            case ("flatten",):
                return (math.prod(shape),)
            case ("linear", features):
                return (features,)
        return shape

    shapes = list(accumulate(layers, after, initial=tuple(input_shape)))

    # how many weights one output number uses: none where nothing is learned
    fan_in = [
        shape[0] * (layer[2] ** 2 if layer[0] == "conv" else 1) if layer[0] in ("conv", "linear") else None
        for shape, layer in zip(shapes, layers)
    ]
    parameters = [0 if f is None else (f + 1) * s[0] for f, s in zip(fan_in, shapes[1:])]
    work = [0 if f is None else f * math.prod(s) for f, s in zip(fan_in, shapes[1:])]

    def field(windows):
        # from the output down to the input
        width = 1
        for kernel, stride in reversed(windows):
            width = (width - 1) * stride + kernel
        return width

    spans = [layer[2:4] if layer[0] == "conv" else layer[1:3] if layer[0] == "pool" else (1, 1) for layer in layers]
    fields = [None if "flatten" in kinds[: i + 1] else field(spans[: i + 1]) for i in range(len(layers))]

    keys = ("name", "shape", "parameters", "multiply_adds", "receptive_field")
    return [dict(zip(keys, row)) for row in zip(names, shapes[1:], parameters, work, fields)]
