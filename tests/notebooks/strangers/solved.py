"""Right solutions of the parts that a1_shapes and a2_convolution had when strangers solved them, by the grade id of
the solution cell; `fill` takes those of later parts from the course.

The imports and the shell line of a notebook builder are not needed here: a builder says
    from solved import SOLUTIONS, fill
"""

from bank import right_by_grade_id

SOLUTIONS = {
    "a1-output_size-1": '''
def output_size(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Number of positions of a kernel on a padded row of n inputs.

    Positions that stick out do not count. Raises ValueError where not even one fits.
    """
    reach = dilation * (kernel - 1) + 1
    room = n + 2 * padding - reach
    if room < 0:
        raise ValueError(f"a window of {reach} does not fit into {n + 2 * padding} cells")
    return room // stride + 1
''',
    "a1-fits-1": '''
def fits(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> bool:
    """Whether the positions of a kernel end exactly at the last padded cell.

    False, not an exception, where the kernel is longer than the padded input.
    """
    room = n + 2 * padding - (dilation * (kernel - 1) + 1)
    return room >= 0 and room % stride == 0
''',
    "a1-same_padding-1": '''
def same_padding(kernel: int, dilation: int = 1) -> int:
    """Padding at each end that keeps the size at stride 1.

    Raises ValueError where equal padding at both ends cannot keep it.
    """
    lost = dilation * (kernel - 1)
    if lost % 2 == 1:
        raise ValueError("an odd number of cells cannot be shared by two ends")
    return lost // 2
''',
    "a1-parameters-1": '''
def fc_parameters(n_in: int, n_out: int, bias: bool = True) -> int:
    """Parameters of a fully connected layer from n_in to n_out numbers."""
    return n_in * n_out + (n_out if bias else 0)
''',
    "a1-parameters-2": '''
def conv_parameters(
    c_in: int, c_out: int, kernel: int | tuple[int, int], bias: bool = True, groups: int = 1
) -> int:
    """Parameters of a convolution layer; kernel is an int or (height, width)."""
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    height, width = kernel
    per_filter = c_in // groups * height * width
    return c_out * per_filter + (c_out if bias else 0)
''',
    "a1-parameters-3": '''
def locally_connected_parameters(
    c_in: int,
    c_out: int,
    kernel: int | tuple[int, int],
    out_height: int,
    out_width: int,
    bias: bool = True,
) -> int:
    """Parameters of a locally connected layer with c_out x out_height x out_width outputs."""
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    outputs = c_out * out_height * out_width
    weights = c_in * kernel[0] * kernel[1]
    return outputs * (weights + 1) if bias else outputs * weights
''',
    "a1-multiply_adds-1": '''
def conv_multiply_adds(
    c_in: int,
    c_out: int,
    kernel: int | tuple[int, int],
    out_height: int,
    out_width: int,
    groups: int = 1,
) -> int:
    """Multiply-adds of a convolution layer for one image, additions of biases not counted."""
    return conv_parameters(c_in, c_out, kernel, bias=False, groups=groups) * out_height * out_width
''',
    "a1-receptive_field-1": '''
def receptive_field(layers: list[tuple[int, ...]]) -> tuple[int, int]:
    """Receptive field and jump, in inputs, of one output of a stack of layers.

    layers: (kernel, stride) or (kernel, stride, dilation) for each layer, input first.
    """
    size, jump = 1, 1
    for layer in layers:
        kernel, stride = layer[0], layer[1]
        dilation = layer[2] if len(layer) == 3 else 1
        size += dilation * (kernel - 1) * jump
        jump *= stride
    return size, jump
''',
    "a1-probe_receptive_field-1": '''
def probe_receptive_field(network, n: int) -> int:
    """Inputs from the first to the last that changes the middle output of a network.

    network: maps a float array (n,) to a float array (m,); called at most 10 n times.
    """
    start = np.zeros(n)
    y = network(start.copy())
    middle = len(y) // 2
    moved = []
    for i in range(n):
        x = start.copy()
        x[i] = 1.0
        if network(x)[middle] != y[middle]:
            moved.append(i)
    return moved[-1] - moved[0] + 1
''',
    "a1-layer_table-1": '''
def layer_table(input_shape: tuple[int, ...], layers: list[tuple]) -> list[dict]:
    """One dict a layer: name, shape, parameters, multiply_adds, receptive_field.

    input_shape: (C, H, W). layers: as in the table above, input first.
    """
    shape = tuple(input_shape)
    count = {}
    windows = []
    flat = False
    table = []
    for kind, *numbers in layers:
        count[kind] = count.get(kind, 0) + 1
        parameters = multiply_adds = 0
        if kind == "conv":
            channels, kernel, stride, padding = numbers
            c, h, w = shape
            h, w = output_size(h, kernel, stride, padding), output_size(w, kernel, stride, padding)
            parameters = conv_parameters(c, channels, kernel)
            multiply_adds = conv_multiply_adds(c, channels, kernel, h, w)
            shape = (channels, h, w)
            windows.append((kernel, stride))
        elif kind == "pool":
            kernel, stride = numbers
            c, h, w = shape
            shape = (c, output_size(h, kernel, stride), output_size(w, kernel, stride))
            windows.append((kernel, stride))
        elif kind == "flatten":
            shape = (math.prod(shape),)
            flat = True
        elif kind == "linear":
            parameters = fc_parameters(shape[0], numbers[0])
            multiply_adds = shape[0] * numbers[0]
            shape = (numbers[0],)
        table.append(
            {
                "name": f"{kind}{count[kind]}",
                "shape": shape,
                "parameters": parameters,
                "multiply_adds": multiply_adds,
                "receptive_field": None if flat else receptive_field(windows)[0],
            }
        )
    return table
''',
    "a1-expand_pattern-1": '''
def expand_pattern(n: int, m: int, k: int, pool: bool = True) -> list[str]:
    """The layers of [(CONV-RELU)*n-POOL?]*m-(FC-RELU)*k, SOFTMAX as one flat list of strings."""
    stage = ["CONV", "RELU"] * n
    if pool:
        stage = stage + ["POOL"]
    return stage * m + ["FC", "RELU"] * k + ["SOFTMAX"]
''',
    "a1-stack_or_single-1": '''
def stack_or_single(d: int, channels: int) -> tuple[int, int, int]:
    """(single, stacked, field): weights of one layer, of two smaller ones, and their field."""
    single = conv_parameters(channels, channels, 2 * d + 1, bias=False)
    stacked = 2 * conv_parameters(channels, channels, d + 1, bias=False)
    field, _ = receptive_field([(2 * d + 1, 1)])
    return single, stacked, field
''',
    "a2-zero_pad-1": '''
def zero_pad(x: np.ndarray, padding: int | tuple[int, int]) -> np.ndarray:
    """A frame of zeros around every image of a batch.

    x: (N, C, H, W), floating.
    padding: (rows, columns) added at each end, or an int for both.
    Returns (N, C, H + 2 rows, W + 2 columns), a result of x's dtype; x stays as it was.
    """
    if isinstance(padding, int):
        padding = (padding, padding)
    p, q = padding
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * p, W + 2 * q), dtype=x.dtype)
    out[:, :, p : p + H, q : q + W] = x
    return out
''',
    "a2-conv2d_naive-1": '''
def conv2d_naive(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> np.ndarray:
    """A convolution layer as its definition reads.

    x: (N, C_in, H, W).  w: (C_out, C_in, kH, kW).  b: (C_out,).
    stride, padding: an int or a pair (height, width).
    Returns (N, C_out, H', W') with x's dtype; changes none of its inputs.
    """
    if isinstance(stride, int):
        stride = (stride, stride)
    sH, sW = stride
    padded = zero_pad(x, padding)
    N, C, H, W = padded.shape
    F, _, kH, kW = w.shape
    out = np.zeros((N, F, (H - kH) // sH + 1, (W - kW) // sW + 1), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    window = padded[n, :, i * sH : i * sH + kH, j * sW : j * sW + kW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out
''',
    "a2-conv2d_forward-1": '''
def conv2d_forward(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
    dilation: int | tuple[int, int] = 1,
    groups: int = 1,
) -> tuple[np.ndarray, object]:
    """A convolution layer without loops over positions.

    x: (N, C_in, H, W).  w: (C_out, C_in / groups, kH, kW).  b: (C_out,).
    stride, padding, dilation: an int or a pair (height, width).
    Returns (out, cache); out is (N, C_out, H', W') with x's dtype. Changes none of its inputs.
    """
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    sH, sW = stride
    dH, dW = dilation
    padded = zero_pad(x, padding)
    N, C, H, W = padded.shape
    F, c, kH, kW = w.shape
    Ho = (H - dH * (kH - 1) - 1) // sH + 1
    Wo = (W - dW * (kW - 1) - 1) // sW + 1
    f = F // groups
    parts = []
    for g in range(groups):
        windows = np.zeros((N, Ho, Wo, c, kH, kW), dtype=x.dtype)
        for u in range(kH):
            for v in range(kW):
                seen = padded[
                    :,
                    g * c : (g + 1) * c,
                    u * dH : u * dH + sH * Ho : sH,
                    v * dW : v * dW + sW * Wo : sW,
                ]
                windows[:, :, :, :, u, v] = seen.transpose(0, 2, 3, 1)
        rows = windows.reshape(N * Ho * Wo, c * kH * kW)
        columns = w[g * f : (g + 1) * f].reshape(f, c * kH * kW).T
        product = rows @ columns + b[g * f : (g + 1) * f]
        parts.append(product.reshape(N, Ho, Wo, f).transpose(0, 3, 1, 2))
    out = np.concatenate(parts, axis=1).astype(x.dtype)
    return out, (x, w, b, stride, padding, dilation, groups)
''',
}
SOLUTIONS = {key: source.strip("\n") for key, source in SOLUTIONS.items()}


def grade_id(cell):
    """The nbgrader id of a cell, or None."""
    return cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")


def fill(cells, leave=(), replace=None):
    """Put the right solution into every solution cell, except the ids in leave.

    replace: {grade id: source} instead of the one above.
    """
    sources = {**right_by_grade_id(), **SOLUTIONS, **(replace or {})}
    for cell in cells:
        key = grade_id(cell)
        if key in sources and key not in leave:
            cell["source"] = sources[key].strip("\n")
    return cells


def find(cells, key):
    """Place of the cell with this grade id, or with this cell id, or the first whose source starts so."""
    for place, cell in enumerate(cells):
        if grade_id(cell) == key or cell.get("id") == key:
            return place
    for place, cell in enumerate(cells):
        if cell["source"].startswith(key):
            return place
    raise KeyError(key)


_serial = 0


def new(source, cell_type="code", cell_id=None):
    """A cell that a student added: no nbgrader metadata, an id as Jupyter would give."""
    import hashlib

    global _serial
    _serial += 1
    cell_id = cell_id or hashlib.sha256(f"{_serial}{source}".encode()).hexdigest()[:8]
    return {"cell_type": cell_type, "id": cell_id, "metadata": {}, "source": source.strip("\n")}
