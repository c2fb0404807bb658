# %% none_for_flatten_and_linear_only
# fault: the receptive field is None for flatten and linear, but a relu behind them gets a number again
# names: field_of_relu_after_flatten
def output_size(n, kernel, stride=1, padding=0):
    return (n + 2 * padding - kernel) // stride + 1


def layer_table(input_shape, layers):
    shape = tuple(input_shape)
    counts = {}
    rf, jump = 1, 1
    table = []
    for kind, *numbers in layers:
        counts[kind] = counts.get(kind, 0) + 1
        params = madds = 0
        if kind == "conv":
            ch, k, s, p = numbers
            h, w = output_size(shape[1], k, s, p), output_size(shape[2], k, s, p)
            params = ch * (shape[0] * k * k + 1)
            madds = ch * shape[0] * k * k * h * w
            shape = (ch, h, w)
            rf += (k - 1) * jump
            jump *= s
        elif kind == "pool":
            k, s = numbers
            shape = (shape[0], output_size(shape[1], k, s), output_size(shape[2], k, s))
            rf += (k - 1) * jump
            jump *= s
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "linear":
            params = (shape[0] + 1) * numbers[0]
            madds = shape[0] * numbers[0]
            shape = (numbers[0],)
        table.append(
            {
                "name": f"{kind}{counts[kind]}",
                "shape": shape,
                "parameters": params,
                "multiply_adds": madds,
                "receptive_field": None if kind in ("flatten", "linear") else rf,
            }
        )
    return table

# %% linear_work_is_parameters
# fault: the multiply-adds of a linear layer contain the biases, they are the same number as its parameters
# names: linear_biases_in_multiply_adds
from collections import Counter


def layer_table(input_shape, layers):
    def out(n, k, s, p=0):
        return (n + 2 * p - k) // s + 1

    met = Counter()
    rows = []
    shape = input_shape
    field, jump = 1, 1
    for layer in layers:
        kind = layer[0]
        met[kind] += 1
        row = {"name": kind + str(met[kind]), "parameters": 0, "multiply_adds": 0}
        if kind in ("conv", "pool"):
            if kind == "conv":
                _, channels, k, s, p = layer
            else:
                _, k, s = layer
                channels, p = shape[0], 0
            new = (channels, out(shape[1], k, s, p), out(shape[2], k, s, p))
            if kind == "conv":
                weights = shape[0] * channels * k * k
                row["parameters"] = weights + channels
                row["multiply_adds"] = weights * new[1] * new[2]
            shape = new
            field += (k - 1) * jump
            jump *= s
        if kind == "flatten":
            total = 1
            for side in shape:
                total *= side
            shape = (total,)
            field = None
        if kind == "linear":
            row["parameters"] = shape[0] * layer[1] + layer[1]
            row["multiply_adds"] = row["parameters"]
            shape = (layer[1],)
        row["shape"] = shape
        row["receptive_field"] = field
        rows.append(row)
    return rows

# %% takes_layers_off_the_list
# fault: pops the layers off the caller's list, which is empty afterwards
# names: layers_taken_out
def layer_table(input_shape, layers):
    result = []
    numbers = {"conv": 0, "pool": 0, "relu": 0, "flatten": 0, "linear": 0}
    current = input_shape
    r, j = 1, 1
    flat = False
    while layers:
        layer = layers.pop(0)
        kind = layer[0]
        numbers[kind] += 1
        p, ma = 0, 0
        if kind == "conv":
            channels, kernel, stride, padding = layer[1:]
            c, h, w = current
            h2 = (h + 2 * padding - kernel) // stride + 1
            w2 = (w + 2 * padding - kernel) // stride + 1
            p = channels * (c * kernel**2 + 1)
            ma = channels * c * kernel**2 * h2 * w2
            current = (channels, h2, w2)
            r, j = r + (kernel - 1) * j, j * stride
        elif kind == "pool":
            kernel, stride = layer[1:]
            c, h, w = current
            current = (c, (h - kernel) // stride + 1, (w - kernel) // stride + 1)
            r, j = r + (kernel - 1) * j, j * stride
        elif kind == "flatten":
            c, h, w = current
            current = (c * h * w,)
            flat = True
        elif kind == "linear":
            p = (current[0] + 1) * layer[1]
            ma = current[0] * layer[1]
            current = (layer[1],)
        result.append(
            dict(
                name=kind + str(numbers[kind]),
                shape=current,
                parameters=p,
                multiply_adds=ma,
                receptive_field=None if flat else r,
            )
        )
    return result

# %% square_images_only
# fault: computes the height only and uses it for the width as well: wrong where H differs from W
# names: height_twice, height_taken_for_width
def receptive_field(pairs):
    r = j = 1
    for k, s in pairs:
        r += (k - 1) * j
        j *= s
    return r, j


def layer_table(input_shape, layers):
    c, n, _ = input_shape
    f = None
    pairs, table, seen = [], [], []
    for layer in layers:
        kind = layer[0]
        seen.append(kind)
        params = work = 0
        if kind == "conv":
            _, filters, k, s, p = layer
            n = (n + 2 * p - k) // s + 1
            params = filters * (k * k * c + 1)
            work = filters * k * k * c * n * n
            c = filters
            pairs.append((k, s))
        elif kind == "pool":
            _, k, s = layer
            n = (n - k) // s + 1
            pairs.append((k, s))
        elif kind == "flatten":
            f = c * n * n
        elif kind == "linear":
            params = f * layer[1] + layer[1]
            work = f * layer[1]
            f = layer[1]
        shape = (c, n, n) if f is None else (f,)
        field = receptive_field(pairs)[0] if f is None else None
        table.append(
            {
                "name": kind + str(seen.count(kind)),
                "shape": shape,
                "parameters": params,
                "multiply_adds": work,
                "receptive_field": field,
            }
        )
    return table

# %% channels_overwritten_too_early
# fault: sets the current channels to those of the new layer before it counts, so a conv has channels x channels weights instead of c_in x channels (parameters and multiply-adds)
# names: channels_set_too_early
def layer_table(input_shape, layers):
    channels, height, width = input_shape
    features = 0
    field, jump, flattened = 1, 1, False
    count = {}
    table = []
    for layer in layers:
        kind, *numbers = layer
        count[kind] = 1 + count.get(kind, 0)
        parameters = multiply_adds = 0
        if kind == "conv":
            channels, kernel, stride, padding = numbers
            height = (height + 2 * padding - kernel) // stride + 1
            width = (width + 2 * padding - kernel) // stride + 1
            weights = channels * numbers[0] * kernel * kernel
            parameters = weights + numbers[0]
            multiply_adds = weights * height * width
        if kind == "pool":
            kernel, stride = numbers
            height = (height - kernel) // stride + 1
            width = (width - kernel) // stride + 1
        if kind in ("conv", "pool"):
            field += (kernel - 1) * jump
            jump *= stride
        if kind == "flatten":
            flattened = True
            features = channels * height * width
        if kind == "linear":
            parameters = numbers[0] * (features + 1)
            multiply_adds = numbers[0] * features
            features = numbers[0]
        table.append(
            {
                "name": f"{kind}{count[kind]}",
                "shape": (features,) if flattened else (channels, height, width),
                "parameters": parameters,
                "multiply_adds": multiply_adds,
                "receptive_field": None if flattened else field,
            }
        )
    return table

# %% one_dict_for_all_rows
# fault: fills and appends one and the same dict for every layer, so all rows show the last layer
# names: one_row_many_times
def layer_table(input_shape, layers):
    table = []
    row = {}
    shape = input_shape
    kinds = []
    r, j = 1, 1
    for layer in layers:
        kind = layer[0]
        kinds.append(kind)
        row["name"] = kind + str(kinds.count(kind))
        row["parameters"] = 0
        row["multiply_adds"] = 0
        if kind == "conv":
            ch, k, s, p = layer[1:]
            c, h, w = shape
            h, w = [(side + 2 * p - k) // s + 1 for side in (h, w)]
            row["parameters"] = ch * c * k * k + ch
            row["multiply_adds"] = ch * c * k * k * h * w
            shape = (ch, h, w)
            r += (k - 1) * j
            j *= s
        elif kind == "pool":
            k, s = layer[1:]
            c, h, w = shape
            shape = (c, (h - k) // s + 1, (w - k) // s + 1)
            r += (k - 1) * j
            j *= s
        elif kind == "flatten":
            c, h, w = shape
            shape = (c * h * w,)
        elif kind == "linear":
            row["parameters"] = shape[0] * layer[1] + layer[1]
            row["multiply_adds"] = shape[0] * layer[1]
            shape = (layer[1],)
        row["shape"] = shape
        row["receptive_field"] = None if "flatten" in kinds else r
        table.append(row)
    return table

# %% flat_shape_is_a_number
# fault: after flatten and linear the shape is an int, because the comma of the one-tuple is missing: (F) instead of (F,)
# names: flat_shape_is_a_number
import math


def layer_table(input_shape, layers):
    table, windows, met = [], [], {}
    shape = input_shape
    for kind, *numbers in layers:
        met.setdefault(kind, 0)
        met[kind] += 1
        parameters, multiply_adds = 0, 0
        if kind == "conv":
            out, kernel, stride, padding = numbers
            sides = tuple((side + 2 * padding - kernel) // stride + 1 for side in shape[1:])
            weights = shape[0] * out * kernel**2
            parameters, multiply_adds = weights + out, weights * math.prod(sides)
            shape = (out,) + sides
            windows.append((kernel, stride))
        elif kind == "pool":
            kernel, stride = numbers
            shape = (shape[0],) + tuple((side - kernel) // stride + 1 for side in shape[1:])
            windows.append((kernel, stride))
        elif kind == "flatten":
            shape = (math.prod(shape))
            windows = None
        elif kind == "linear":
            parameters = (shape + 1) * numbers[0]
            multiply_adds = shape * numbers[0]
            shape = (numbers[0])
        field = None
        if windows is not None:
            field = 1 + sum(
                (k - 1) * math.prod(s for _, s in windows[:i]) for i, (k, _) in enumerate(windows)
            )
        table.append(
            {
                "name": kind + str(met[kind]),
                "shape": shape,
                "parameters": parameters,
                "multiply_adds": multiply_adds,
                "receptive_field": field,
            }
        )
    return table

# %% pooling_divides_by_stride
# fault: pooling makes H // stride x W // stride, whatever its kernel: wrong for overlapping pooling such as kernel 3 at stride 2
# names: pools_divide_by_stride
def conv_out(n, k, s, p):
    return (n + 2 * p - k) // s + 1


def layer_table(input_shape, layers):
    shape, r, j = input_shape, 1, 1
    flat = False
    n_of = dict.fromkeys(["conv", "pool", "relu", "flatten", "linear"], 0)
    out = []
    for layer in layers:
        name = layer[0]
        n_of[name] += 1
        w_count = b_count = places = 0
        match layer:
            case ("conv", channels, k, s, p):
                w_count, b_count = shape[0] * channels * k * k, channels
                shape = (channels, conv_out(shape[1], k, s, p), conv_out(shape[2], k, s, p))
                places = shape[1] * shape[2]
                r, j = r + (k - 1) * j, j * s
            case ("pool", k, s):
                shape = (shape[0], shape[1] // s, shape[2] // s)
                r, j = r + (k - 1) * j, j * s
            case ("flatten",):
                shape = (shape[0] * shape[1] * shape[2],)
                flat = True
            case ("linear", features):
                w_count, b_count, places = shape[0] * features, features, 1
                shape = (features,)
        out.append(
            {
                "name": name + str(n_of[name]),
                "shape": shape,
                "parameters": w_count + b_count,
                "multiply_adds": w_count * places,
                "receptive_field": None if flat else r,
            }
        )
    return out

# %% number_by_index
# fault: finds the place of a layer with layers.index(layer), the first equal one, so equal layers share one number: every relu is "relu1"
# names: equal_layers_share_a_number
def layer_table(input_shape, layers):
    def name_of(layer):
        before = layers[: layers.index(layer)]
        return layer[0] + str(1 + len([other for other in before if other[0] == layer[0]]))

    rows = []
    shape, field, jump = input_shape, 1, 1
    for layer in layers:
        kind = layer[0]
        params = work = 0
        if kind == "conv" or kind == "pool":
            channels = layer[1] if kind == "conv" else shape[0]
            kernel, stride = (layer[2], layer[3]) if kind == "conv" else (layer[1], layer[2])
            padding = layer[4] if kind == "conv" else 0
            h = (shape[1] + 2 * padding - kernel) // stride + 1
            w = (shape[2] + 2 * padding - kernel) // stride + 1
            if kind == "conv":
                params = channels * (1 + shape[0] * kernel * kernel)
                work = channels * shape[0] * kernel * kernel * h * w
            shape = (channels, h, w)
            field = field + (kernel - 1) * jump
            jump = jump * stride
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
            field = None
        elif kind == "linear":
            params = layer[1] * (1 + shape[0])
            work = layer[1] * shape[0]
            shape = (layer[1],)
        rows.append(
            {
                "name": name_of(layer),
                "shape": shape,
                "parameters": params,
                "multiply_adds": work,
                "receptive_field": field,
            }
        )
    return rows

# %% pair_in_the_table_and_work_on_the_input
# fault: two faults: (1) "receptive_field" holds the pair (size, jump) and not its first number; (2) the multiply-adds of a conv are counted with the height and width that go in, not with those that come out
# names: field_with_jump + multiply_adds_at_input_size
def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * jump
        jump *= stride
    return size, jump


def layer_table(input_shape, layers):
    table = []
    number = {}
    so_far = []
    shape = input_shape
    seen_flatten = False
    for layer in layers:
        kind, *args = layer
        number[kind] = number.get(kind, 0) + 1
        parameters = 0
        multiply_adds = 0
        if kind == "conv":
            channels, kernel, stride, padding = args
            c, h, w = shape
            parameters = channels * (c * kernel * kernel + 1)
            multiply_adds = channels * c * kernel * kernel * h * w
            h = (h + 2 * padding - kernel) // stride + 1
            w = (w + 2 * padding - kernel) // stride + 1
            shape = (channels, h, w)
            so_far.append((kernel, stride))
        elif kind == "pool":
            kernel, stride = args
            c, h, w = shape
            shape = (c, (h - kernel) // stride + 1, (w - kernel) // stride + 1)
            so_far.append((kernel, stride))
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
            seen_flatten = True
        elif kind == "linear":
            parameters = args[0] * (shape[0] + 1)
            multiply_adds = args[0] * shape[0]
            shape = (args[0],)
        table.append(
            {
                "name": kind + str(number[kind]),
                "shape": shape,
                "parameters": parameters,
                "multiply_adds": multiply_adds,
                "receptive_field": None if seen_flatten else receptive_field(so_far),
            }
        )
    return table

# %% walker_with_a_method_a_kind
# right
from math import prod


class Walker:
    def __init__(self, shape):
        self.shape, self.field, self.jump, self.met = tuple(shape), 1, 1, {}

    def window(self, channels, kernel, stride, padding):
        sides = (len(range(kernel, side + 2 * padding + 1, stride)) for side in self.shape[1:])
        self.shape = (channels, *sides)
        self.field += (kernel - 1) * self.jump
        self.jump *= stride

    def conv(self, channels, kernel, stride, padding):
        weights = channels * self.shape[0] * kernel * kernel
        self.window(channels, kernel, stride, padding)
        return weights + channels, weights * prod(self.shape[1:])

    def pool(self, kernel, stride):
        self.window(self.shape[0], kernel, stride, 0)
        return 0, 0

    def relu(self):
        return 0, 0

    def flatten(self):
        self.shape = (prod(self.shape),)
        return 0, 0

    def linear(self, features):
        weights = self.shape[0] * features
        self.shape = (features,)
        return weights + features, weights

    def row(self, layer):
        kind = layer[0]
        parameters, work = getattr(self, kind)(*layer[1:])
        self.met[kind] = self.met.get(kind, 0) + 1
        field = self.field if len(self.shape) == 3 else None
        keys = ("name", "shape", "parameters", "multiply_adds", "receptive_field")
        return dict(zip(keys, (f"{kind}{self.met[kind]}", self.shape, parameters, work, field)))


def layer_table(input_shape, layers):
    return list(map(Walker(input_shape).row, layers))
