# %% linear_biases_as_work
# fault: The multiply-adds of a linear layer are set equal to its parameters, so the additions of the biases are counted too.
# names: linear_biases_in_multiply_adds, biases_in_multiply_adds
def layer_table(input_shape, layers):
    table = []
    counts = {}
    shape = tuple(input_shape)
    r, j = 1, 1
    flat = False
    for layer in layers:
        kind, *nums = layer
        counts[kind] = counts.get(kind, 0) + 1
        params = 0
        madds = 0
        if kind == "conv":
            co, k, s, p = nums
            c, h, w = shape
            ho = (h + 2 * p - k) // s + 1
            wo = (w + 2 * p - k) // s + 1
            params = co * (c * k * k + 1)
            madds = co * c * k * k * ho * wo
            shape = (co, ho, wo)
            r += (k - 1) * j
            j *= s
        elif kind == "pool":
            k, s = nums
            c, h, w = shape
            shape = (c, (h - k) // s + 1, (w - k) // s + 1)
            r += (k - 1) * j
            j *= s
        elif kind == "flatten":
            f = 1
            for x in shape:
                f *= x
            shape = (f,)
            flat = True
        elif kind == "linear":
            params = shape[0] * nums[0] + nums[0]
            madds = params
            shape = (nums[0],)
        table.append({"name": kind + str(counts[kind]), "shape": shape, "parameters": params,
                      "multiply_adds": madds, "receptive_field": None if flat else r})
    return table


# %% one_counter_for_all
# fault: The number in a name is the place of the layer in the whole network ("conv1", "relu2", "pool3"), in place of a count for each kind.
# names: numbered_by_place
import math


def layer_table(input_shape, layers):
    rows = []
    shape = input_shape
    field, jump = 1, 1
    for i, layer in enumerate(layers):
        kind = layer[0]
        row = {"name": f"{kind}{i + 1}", "parameters": 0, "multiply_adds": 0}
        if kind in ("conv", "pool"):
            if kind == "conv":
                _, c_out, k, s, p = layer
            else:
                _, k, s = layer
                c_out, p = shape[0], 0
            h = (shape[1] + 2 * p - k) // s + 1
            w = (shape[2] + 2 * p - k) // s + 1
            if kind == "conv":
                weights = shape[0] * c_out * k * k
                row["parameters"] = weights + c_out
                row["multiply_adds"] = weights * h * w
            shape = (c_out, h, w)
            if field is not None:
                field += (k - 1) * jump
                jump *= s
        elif kind == "flatten":
            shape = (math.prod(shape),)
            field = None
        elif kind == "linear":
            row["parameters"] = (shape[0] + 1) * layer[1]
            row["multiply_adds"] = shape[0] * layer[1]
            shape = (layer[1],)
        row["shape"] = shape
        row["receptive_field"] = field
        rows.append(row)
    return rows


# %% field_kept_after_flatten
# fault: The rows of flatten, linear and of the ReLUs after them show the field of the last conv or pool, in place of None.
# names: field_goes_on
# hints: field_of_flatten, field_of_linear_layers, field_of_relu_after_flatten
import math


def out(n, k, s=1, p=0):
    return (n + 2 * p - k) // s + 1


def rf(windows):
    size = jump = 1
    for k, s in windows:
        size += (k - 1) * jump
        jump *= s
    return size


def layer_table(input_shape, layers):
    shape, windows, seen, result = input_shape, [], [], []
    for layer in layers:
        kind, *numbers = layer
        seen.append(kind)
        parameters = multiply_adds = 0
        if kind == "conv":
            channels, k, s, p = numbers
            c, h, w = shape
            shape = (channels, out(h, k, s, p), out(w, k, s, p))
            parameters = channels * (c * k * k + 1)
            multiply_adds = channels * c * k * k * shape[1] * shape[2]
            windows.append((k, s))
        if kind == "pool":
            k, s = numbers
            c, h, w = shape
            shape = (c, out(h, k, s), out(w, k, s))
            windows.append((k, s))
        if kind == "flatten":
            shape = (math.prod(shape),)
        if kind == "linear":
            features = numbers[0]
            parameters = shape[0] * features + features
            multiply_adds = shape[0] * features
            shape = (features,)
        result.append(
            dict(
                name=kind + str(seen.count(kind)),
                shape=shape,
                parameters=parameters,
                multiply_adds=multiply_adds,
                receptive_field=rf(windows),
            )
        )
    return result


# %% none_for_relu
# fault: Only conv and pool rows get a receptive field; a ReLU before the flatten gets None, in place of the field of the layer before it.
# names: field_of_windows_alone
def layer_table(input_shape, layers):
    table = []
    n = {"conv": 0, "pool": 0, "relu": 0, "flatten": 0, "linear": 0}
    cur = list(input_shape)
    size = 1
    jump = 1
    for l in layers:
        t = l[0]
        n[t] += 1
        p = 0
        ma = 0
        field = None
        if t == "conv":
            cin = cur[0]
            cout, k, s, pad = l[1], l[2], l[3], l[4]
            cur = [cout, (cur[1] - k + 2 * pad) // s + 1, (cur[2] - k + 2 * pad) // s + 1]
            p = cin * cout * k**2 + cout
            ma = cin * cout * k**2 * cur[1] * cur[2]
            size = size + (k - 1) * jump
            jump = jump * s
            field = size
        elif t == "pool":
            k, s = l[1], l[2]
            cur = [cur[0], (cur[1] - k) // s + 1, (cur[2] - k) // s + 1]
            size = size + (k - 1) * jump
            jump = jump * s
            field = size
        elif t == "flatten":
            tot = 1
            for q in cur:
                tot *= q
            cur = [tot]
        elif t == "linear":
            p = cur[0] * l[1] + l[1]
            ma = cur[0] * l[1]
            cur = [l[1]]
        table.append({"name": t + str(n[t]), "shape": tuple(cur), "parameters": p,
                      "multiply_adds": ma, "receptive_field": field})
    return table


# %% conv_without_biases
# fault: The parameters of a convolution are its weights only; the biases, one a filter, are left out.
# names: conv_biases_forgotten
from math import prod


def layer_table(input_shape, layers):
    counts, table = {}, []
    shape, r, j = input_shape, 1, 1
    for kind, *a in layers:
        counts[kind] = counts.get(kind, 0) + 1
        parameters, work = 0, 0
        match kind:
            case "conv":
                c, k, s, p = a
                sides = tuple((x + 2 * p - k) // s + 1 for x in shape[1:])
                parameters = shape[0] * c * k * k
                work = parameters * prod(sides)
                shape = (c, *sides)
                r, j = r + (k - 1) * j, j * s
            case "pool":
                k, s = a
                shape = (shape[0], *((x - k) // s + 1 for x in shape[1:]))
                r, j = r + (k - 1) * j, j * s
            case "flatten":
                shape = (prod(shape),)
                r = None
            case "linear":
                work = shape[0] * a[0]
                parameters = work + a[0]
                shape = (a[0],)
        table.append({"name": f"{kind}{counts[kind]}", "shape": shape, "parameters": parameters,
                      "multiply_adds": work, "receptive_field": r})
    return table


# %% assumes_square_image
# fault: Only the height is followed through the layers and used for the width as well, so the shapes and counts are wrong where H differs from W.
# names: height_twice, height_taken_for_width
# hints: positions_in_a_square
def layer_table(input_shape, layers):
    c, size, _ = input_shape
    features = None
    rows, number = [], {}
    field, jump = 1, 1
    for layer in layers:
        kind = layer[0]
        number[kind] = number.get(kind, 0) + 1
        params = adds = 0
        if kind == "conv":
            filters, k, s, p = layer[1:]
            size = (size + 2 * p - k) // s + 1
            params = (c * k * k + 1) * filters
            adds = c * k * k * filters * size * size
            c = filters
            field += (k - 1) * jump
            jump *= s
        elif kind == "pool":
            k, s = layer[1:]
            size = (size - k) // s + 1
            field += (k - 1) * jump
            jump *= s
        elif kind == "flatten":
            features = c * size * size
        elif kind == "linear":
            params = features * layer[1] + layer[1]
            adds = features * layer[1]
            features = layer[1]
        flat = features is not None
        rows.append({
            "name": kind + str(number[kind]),
            "shape": (features,) if flat else (c, size, size),
            "parameters": params,
            "multiply_adds": adds,
            "receptive_field": None if flat else field,
        })
    return rows


# %% work_at_input_positions
# fault: The multiply-adds of a convolution are counted for every position of its input (H x W before the layer), in place of every output, so they are wrong wherever the layer changes the size.
# names: multiply_adds_at_input_size
def layer_table(input_shape, layers):
    shape = tuple(input_shape)
    table = []
    counter = dict()
    rf, jump, flattened = 1, 1, False

    for layer in layers:
        kind = layer[0]
        counter[kind] = counter.get(kind, 0) + 1
        entry = {}
        entry["name"] = kind + str(counter[kind])
        entry["parameters"] = 0
        entry["multiply_adds"] = 0

        if kind == "conv":
            C, H, W = shape
            F, K, S, P = layer[1:]
            entry["parameters"] = F * (C * K * K) + F
            entry["multiply_adds"] = F * C * K * K * H * W
            shape = (F, (H + 2 * P - K) // S + 1, (W + 2 * P - K) // S + 1)
            rf += (K - 1) * jump
            jump *= S
        elif kind == "pool":
            C, H, W = shape
            K, S = layer[1:]
            shape = (C, (H - K) // S + 1, (W - K) // S + 1)
            rf += (K - 1) * jump
            jump *= S
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            flattened = True
        elif kind == "linear":
            entry["parameters"] = shape[0] * layer[1] + layer[1]
            entry["multiply_adds"] = shape[0] * layer[1]
            shape = (layer[1],)

        entry["shape"] = shape
        entry["receptive_field"] = None if flattened else rf
        table.append(entry)
    return table


# %% channels_overwritten_too_early
# fault: The current channels are replaced by the new ones before parameters and multiply-adds are computed, so a convolution counts c_out * c_out in place of c_in * c_out.
# names: channels_set_too_early
def layer_table(input_shape, layers):
    C, H, W = input_shape
    F = 0
    size, jump = 1, 1
    names = []
    table = []
    done = False
    for layer in layers:
        kind = layer[0]
        names.append(kind)
        name = kind + str(names.count(kind))
        params = 0
        mults = 0
        if kind == "conv":
            c_out, k, s, p = layer[1], layer[2], layer[3], layer[4]
            C = c_out
            H = (H + 2 * p - k) // s + 1
            W = (W + 2 * p - k) // s + 1
            params = C * c_out * k * k + c_out
            mults = C * c_out * k * k * H * W
            size += (k - 1) * jump
            jump *= s
        if kind == "pool":
            k, s = layer[1], layer[2]
            H = (H - k) // s + 1
            W = (W - k) // s + 1
            size += (k - 1) * jump
            jump *= s
        if kind == "flatten":
            done = True
            F = C * H * W
        if kind == "linear":
            params = F * layer[1] + layer[1]
            mults = F * layer[1]
            F = layer[1]
        if done:
            table.append({"name": name, "shape": (F,), "parameters": params, "multiply_adds": mults, "receptive_field": None})
        else:
            table.append({"name": name, "shape": (C, H, W), "parameters": params, "multiply_adds": mults, "receptive_field": size})
    return table


# %% pool_leaves_field_alone
# fault: Only convolutions go into the receptive field; a pooling adds neither its kernel nor its stride, so its row and all later ones are too small.
# names: pools_left_out_of_field
# hints: pool_strides_left_out_of_field
import math


def receptive_field(layers):
    r, j = 1, 1
    for k, s in layers:
        r += (k - 1) * j
        j *= s
    return r, j


def layer_table(input_shape, layers):
    shape = input_shape
    convs = []
    counts = {}
    rows = []
    flat = False
    for kind, *numbers in layers:
        counts[kind] = counts.get(kind, 0) + 1
        parameters, madds = 0, 0
        if kind == "conv":
            c_out, k, s, p = numbers
            c_in, h, w = shape
            h2, w2 = (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1
            parameters = c_out * c_in * k * k + c_out
            madds = c_out * c_in * k * k * h2 * w2
            shape = (c_out, h2, w2)
            convs.append((k, s))
        elif kind == "pool":
            k, s = numbers
            shape = (shape[0], (shape[1] - k) // s + 1, (shape[2] - k) // s + 1)
        elif kind == "flatten":
            shape = (math.prod(shape),)
            flat = True
        elif kind == "linear":
            parameters = shape[0] * numbers[0] + numbers[0]
            madds = shape[0] * numbers[0]
            shape = (numbers[0],)
        rows.append({
            "name": f"{kind}{counts[kind]}",
            "shape": shape,
            "parameters": parameters,
            "multiply_adds": madds,
            "receptive_field": None if flat else receptive_field(convs)[0],
        })
    return rows


# %% pool_divides_by_stride
# fault: A pooling divides the sides by its stride (n // stride) in place of (n - kernel) // stride + 1, so its kernel does not matter; wrong for instance with kernel 3 and stride 2 on an even side.
# names: pools_divide_by_stride
import numpy as np


def layer_table(input_shape, layers):
    dims = input_shape
    out = []
    num = {}
    field, step = 1, 1
    for lay in layers:
        typ = lay[0]
        num[typ] = num.get(typ, 0) + 1
        par = 0
        mac = 0
        if typ == "conv":
            _, f, k, st, pd = lay
            c, h, w = dims
            dims = (f, (h + 2 * pd - k) // st + 1, (w + 2 * pd - k) // st + 1)
            par = f * (c * k * k + 1)
            mac = f * c * k * k * dims[1] * dims[2]
            field += (k - 1) * step
            step *= st
        elif typ == "pool":
            _, k, st = lay
            c, h, w = dims
            dims = (c, h // st, w // st)
            field += (k - 1) * step
            step *= st
        elif typ == "flatten":
            dims = (int(np.prod(dims)),)
            field = None
        elif typ == "linear":
            par = (dims[0] + 1) * lay[1]
            mac = dims[0] * lay[1]
            dims = (lay[1],)
        out.append({"name": typ + str(num[typ]), "shape": dims, "parameters": par,
                    "multiply_adds": mac, "receptive_field": field})
    return out


# %% list_eaten_up
# fault: Takes the layers out of the caller's own list with pop(0), so layers is empty afterwards; the table itself is right.
# names: layers_taken_out
from math import prod


def layer_table(input_shape, layers):
    table = []
    shape = input_shape
    seen = {}
    field, jump = 1, 1
    while layers:
        kind, *v = layers.pop(0)
        seen[kind] = seen.get(kind, 0) + 1
        parameters = 0
        multiply_adds = 0
        if kind == "conv" or kind == "pool":
            if kind == "pool":
                v = [shape[0]] + v + [0]
            c, k, s, p = v
            new = (c, (shape[1] + 2 * p - k) // s + 1, (shape[2] + 2 * p - k) // s + 1)
            if kind == "conv":
                parameters = (shape[0] * k * k + 1) * c
                multiply_adds = shape[0] * k * k * prod(new)
            shape = new
            field += (k - 1) * jump
            jump *= s
        elif kind == "flatten":
            shape = (prod(shape),)
            field = None
        elif kind == "linear":
            parameters = (shape[0] + 1) * v[0]
            multiply_adds = shape[0] * v[0]
            shape = (v[0],)
        table.append({"name": kind + str(seen[kind]), "shape": shape, "parameters": parameters,
                      "multiply_adds": multiply_adds, "receptive_field": field})
    return table


# %% same_dict_every_row
# fault: One dict is made before the loop and appended again and again, so all rows of the table are the same object and show the last layer.
# names: one_row_many_times
import math


def layer_table(input_shape, layers):
    table = []
    row = {}
    counts = {}
    shape = input_shape
    r, j = 1, 1
    for layer in layers:
        kind = layer[0]
        counts[kind] = counts.get(kind, 0) + 1
        row["name"] = kind + str(counts[kind])
        row["parameters"] = 0
        row["multiply_adds"] = 0
        if kind == "conv":
            c, k, s, p = layer[1:]
            h = (shape[1] + 2 * p - k) // s + 1
            w = (shape[2] + 2 * p - k) // s + 1
            row["parameters"] = c * shape[0] * k * k + c
            row["multiply_adds"] = c * shape[0] * k * k * h * w
            shape = (c, h, w)
            r += (k - 1) * j
            j *= s
        elif kind == "pool":
            k, s = layer[1:]
            shape = (shape[0], (shape[1] - k) // s + 1, (shape[2] - k) // s + 1)
            r += (k - 1) * j
            j *= s
        elif kind == "flatten":
            shape = (math.prod(shape),)
            r = None
        elif kind == "linear":
            row["parameters"] = shape[0] * layer[1] + layer[1]
            row["multiply_adds"] = shape[0] * layer[1]
            shape = (layer[1],)
        row["shape"] = shape
        row["receptive_field"] = r
        table.append(row)
    return table


# %% number_only_from_the_second
# fault: The first layer of each kind has no number in its name ("conv", "conv2"), though a single one should be "conv1" or "flatten1" too.
# names: first_not_numbered
# hints: single_ones_not_numbered, flatten_not_numbered
import math


def make_name(kind, counts):
    counts[kind] = counts.get(kind, 0) + 1
    if counts[kind] == 1:
        return kind
    return kind + str(counts[kind])


def conv_size(n, k, s, p):
    return (n + 2 * p - k) // s + 1


def layer_table(input_shape, layers):
    counts = {}
    rows = []
    shape = input_shape
    rf, jump = 1, 1
    for layer in layers:
        kind = layer[0]
        params, macs = 0, 0
        if kind == "conv":
            _, c, k, s, p = layer
            old = shape[0]
            shape = (c, conv_size(shape[1], k, s, p), conv_size(shape[2], k, s, p))
            params = c * (old * k * k + 1)
            macs = math.prod(shape) * old * k * k
        elif kind == "pool":
            _, k, s = layer
            shape = (shape[0], conv_size(shape[1], k, s, 0), conv_size(shape[2], k, s, 0))
        elif kind == "flatten":
            shape = (math.prod(shape),)
            rf = None
        elif kind == "linear":
            macs = shape[0] * layer[1]
            params = macs + layer[1]
            shape = (layer[1],)
        if kind in ("conv", "pool"):
            rf += (k - 1) * jump
            jump *= s
        rows.append({"name": make_name(kind, counts), "shape": shape, "parameters": params,
                     "multiply_adds": macs, "receptive_field": rf})
    return rows


# %% only_flatten_row_is_none
# fault: None is put into the row of flatten only; the linear layers and ReLUs after it show the field of the last conv or pool again.
# names: field_none_in_row_of_flatten_alone
# hints: field_of_linear_layers, field_of_relu_after_flatten
from math import prod


def layer_table(input_shape, layers):
    res = []
    cnt = {}
    sh = input_shape
    size, jump = 1, 1
    for layer in layers:
        name, args = layer[0], layer[1:]
        cnt[name] = cnt.get(name, 0) + 1
        d = {"name": f"{name}{cnt[name]}", "shape": sh, "parameters": 0,
             "multiply_adds": 0, "receptive_field": size}
        if name == "conv":
            f, k, s, p = args
            d["shape"] = (f, (sh[1] + 2 * p - k) // s + 1, (sh[2] + 2 * p - k) // s + 1)
            d["parameters"] = f * sh[0] * k * k + f
            d["multiply_adds"] = sh[0] * k * k * prod(d["shape"])
        elif name == "pool":
            k, s = args
            d["shape"] = (sh[0], (sh[1] - k) // s + 1, (sh[2] - k) // s + 1)
        elif name == "flatten":
            d["shape"] = (prod(sh),)
            d["receptive_field"] = None
        elif name == "linear":
            d["shape"] = (args[0],)
            d["parameters"] = sh[0] * args[0] + args[0]
            d["multiply_adds"] = sh[0] * args[0]
        if name in ("conv", "pool"):
            size += (k - 1) * jump
            jump *= s
            d["receptive_field"] = size
        sh = d["shape"]
        res.append(d)
    return res


# %% padding_once_and_no_filters_in_work
# fault: Two faults: the padding is added once and not at both ends, and the multiply-adds of a convolution leave out the factor for the number of filters.
# names: padding_on_one_side + multiply_adds_of_one_filter
# hints: padding_on_one_side, multiply_adds_of_one_filter
def layer_table(input_shape, layers):
    shape = input_shape
    table = []
    count = {}
    r = 1
    j = 1
    for layer in layers:
        kind = layer[0]
        count[kind] = count.get(kind, 0) + 1
        params = 0
        madds = 0
        if kind == "conv":
            channels, kernel, stride, padding = layer[1:]
            c, h, w = shape
            h = (h + padding - kernel) // stride + 1
            w = (w + padding - kernel) // stride + 1
            params = channels * (kernel * kernel * c + 1)
            madds = kernel * kernel * c * h * w
            shape = (channels, h, w)
            r = r + (kernel - 1) * j
            j = j * stride
        elif kind == "pool":
            kernel, stride = layer[1:]
            c, h, w = shape
            shape = (c, (h - kernel) // stride + 1, (w - kernel) // stride + 1)
            r = r + (kernel - 1) * j
            j = j * stride
        elif kind == "flatten":
            c, h, w = shape
            shape = (c * h * w,)
            r = None
        elif kind == "linear":
            params = (shape[0] + 1) * layer[1]
            madds = shape[0] * layer[1]
            shape = (layer[1],)
        table.append({"name": kind + str(count[kind]), "shape": shape, "parameters": params,
                      "multiply_adds": madds, "receptive_field": r})
    return table


# %% flatten_shape_is_a_number
# fault: After flatten and linear the shape is a bare int, (F) without the comma, in place of the tuple (F,).
# names: flat_shape_is_a_number
# hints: linear_shape_is_a_number
def layer_table(input_shape, layers):
    rows = []
    numbers = {"conv": 0, "relu": 0, "pool": 0, "flatten": 0, "linear": 0}
    shape = input_shape
    field, jump = 1, 1
    for layer in layers:
        kind = layer[0]
        numbers[kind] += 1
        parameters = multiply_adds = 0
        if kind == "conv":
            c, h, w = shape
            f, k, s, p = layer[1:]
            h, w = [(n + 2 * p - k) // s + 1 for n in (h, w)]
            parameters = f * (c * k * k + 1)
            multiply_adds = f * c * k * k * h * w
            shape = (f, h, w)
            field, jump = field + (k - 1) * jump, jump * s
        elif kind == "pool":
            c, h, w = shape
            k, s = layer[1:]
            h, w = [(n - k) // s + 1 for n in (h, w)]
            shape = (c, h, w)
            field, jump = field + (k - 1) * jump, jump * s
        elif kind == "flatten":
            c, h, w = shape
            shape = (c * h * w)
            field = None
        elif kind == "linear":
            f = layer[1]
            parameters = shape * f + f
            multiply_adds = shape * f
            shape = (f)
        rows.append({"name": kind + str(numbers[kind]), "shape": shape, "parameters": parameters,
                     "multiply_adds": multiply_adds, "receptive_field": field})
    return rows


# %% column_by_column
# right
from itertools import accumulate
from math import prod


def layer_table(input_shape, layers):
    """Make each column for itself, then zip the columns to rows."""
    kinds = [layer[0] for layer in layers]
    names = [kind + str(kinds[: i + 1].count(kind)) for i, kind in enumerate(kinds)]

    def slide(n, kernel, stride, padding=0):
        return len(range(0, n + 2 * padding - kernel + 1, stride))

    def after(shape, layer):
        if layer[0] == "conv":
            return (layer[1],) + tuple(slide(n, *layer[2:]) for n in shape[1:])
        if layer[0] == "pool":
            return shape[:1] + tuple(slide(n, *layer[1:]) for n in shape[1:])
        if layer[0] == "flatten":
            return (prod(shape),)
        return layer[1:] if layer[0] == "linear" else shape

    before, *shapes = accumulate(layers, after, initial=tuple(input_shape))
    inputs = [before, *shapes]

    # inputs that one output is made of, 0 for a layer without weights
    fan_in = [
        {"conv": lambda: s[0] * layer[2] ** 2, "linear": lambda: s[0]}.get(layer[0], lambda: 0)()
        for s, layer in zip(inputs, layers)
    ]
    parameters = [shape[0] * (f + 1) if f else 0 for shape, f in zip(shapes, fan_in)]
    work = [prod(shape) * f for shape, f in zip(shapes, fan_in)]

    def widen(state, layer):
        size, jump = state
        if layer[0] in ("conv", "pool"):
            kernel, stride = layer[-2:] if layer[0] == "pool" else layer[2:4]
            return size + (kernel - 1) * jump, jump * stride
        return state

    sizes = [size for size, _ in accumulate(layers, widen, initial=(1, 1))][1:]
    end = kinds.index("flatten") if "flatten" in kinds else len(kinds)
    fields = sizes[:end] + [None] * (len(kinds) - end)

    keys = ("name", "shape", "parameters", "multiply_adds", "receptive_field")
    columns = zip(names, shapes, parameters, work, fields)
    return [dict(zip(keys, row)) for row in columns]
