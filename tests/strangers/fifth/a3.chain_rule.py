# %% no_gate
# fault: the gradient flows back through the maximum unchanged, whether z is above 0 or not (dz = dh always), so w1, b1 and x are wrong where z is 0 or below.
# names: slope_forgotten
def two_layer_gradients(x, t, w1, b1, w2, b2):
    # forward
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    # backward
    dy = 2 * (y - t)
    dw2 = dy * h
    db2 = dy
    dh = dy * w2
    dw1 = dh * x
    db1 = dh
    dx = dh * w1
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% slope_one_at_zero
# fault: the slope of max(0, z) at z = 0 is taken as 1 (z >= 0 instead of z > 0).
# names: slope_one_at_0
def two_layer_gradients(x: float, t: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, float]:
    z = w1 * x + b1
    h = z if z >= 0 else 0.0
    y = w2 * h + b2

    grads = {}
    dy = 2.0 * (y - t)
    grads["b2"] = dy
    grads["w2"] = dy * h
    dh = dy * w2
    dz = dh if z >= 0 else 0.0
    grads["b1"] = dz
    grads["w1"] = dz * x
    grads["x"] = dz * w1
    return grads

# %% missing_factor_two
# fault: the slope of the square is taken as e instead of 2 e, so all five gradients are half as large as they should be.
# names: factor_2_missing
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0, z)
    y = w2 * h + b2
    e = y - t
    dy = e
    dh = w2 * dy
    if z > 0:
        dz = dh
    else:
        dz = 0.0
    return dict(x=w1 * dz, w1=x * dz, b1=dz, w2=h * dy, b2=dy)

# %% gate_by_dh
# fault: the gate of the maximum asks whether dh is above 0 instead of whether z is, so negative gradients are lost and positive ones get through below 0.
# names: gradient_cut_off
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dL = 1.0
    de = dL * 2 * (y - t)
    dy = de
    dq = dy
    db2 = dy
    dw2 = dq * h
    dh = dq * w2
    dz = max(0.0, dh)
    dp = dz
    db1 = dz
    dw1 = dp * x
    dx = dp * w1
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% w2_gets_z
# fault: the gradient of w2 is dy times z instead of dy times h, so it is not 0 where z is below 0.
# names: w2_by_the_sum
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    y = w2 * max(0.0, z) + b2
    dy = 2 * (y - t)
    step = 1.0 if z > 0 else 0.0
    return {
        "x": dy * w2 * step * w1,
        "w1": dy * w2 * step * x,
        "b1": dy * w2 * step,
        "w2": dy * z,
        "b2": dy,
    }

# %% product_rule_first_layer_swapped
# fault: in the product w1 * x each factor gets itself instead of the other one: the gradients of w1 and x are exchanged.
# names: x_and_w1_exchanged
def two_layer_gradients(x, t, w1, b1, w2, b2):
    p = w1 * x
    z = p + b1
    h = max(0.0, z)
    q = w2 * h
    y = q + b2
    e = y - t

    de = 2 * e
    dy = de
    dq, db2 = dy, dy
    dw2, dh = dq * h, dq * w2
    dz = dh if z > 0 else 0.0
    dp, db1 = dz, dz
    dw1 = dp * w1
    dx = dp * x
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% product_rule_second_layer_swapped
# fault: in the product w2 * h each factor gets itself: dw2 = dq * w2 and dh = dq * h, so w2, and through dh also w1, b1 and x, are wrong.
# names: w2_and_hidden_number_exchanged, w2_by_itself + hidden_number_by_itself
# hints: w2_left_out
def two_layer_gradients(x, t, w1, b1, w2, b2):
    def relu(a):
        return a if a > 0 else 0.0

    z = w1 * x + b1
    h = relu(z)
    y = w2 * h + b2
    dq = 2 * (y - t)
    dw2 = dq * w2
    dh = dq * h
    dz = dh * (z > 0)
    return {"x": float(dz * w1), "w1": float(dz * x), "b1": float(dz), "w2": dw2, "b2": dq}

# %% all_zero_when_dead
# fault: where z is 0 or below the function returns 0 for all five gradients, though the bias b2 still gets 2 (y - t).
# names: b2_cut_off_too
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    if z <= 0:
        # ReLU is off, no gradient flows
        return {"x": 0.0, "w1": 0.0, "b1": 0.0, "w2": 0.0, "b2": 0.0}
    y = w2 * z + b2
    d = 2 * (y - t)
    return {"x": d * w2 * w1, "w1": d * w2 * x, "b1": d * w2, "w2": d * z, "b2": d}

# %% target_minus_output
# fault: the error is taken as t - y and differentiated as if it were y - t, so all five gradients have the wrong sign.
# names: sign_reversed
def two_layer_gradients(x, t, w1, b1, w2, b2):
    hidden_in = w1 * x + b1
    hidden = max(0.0, hidden_in)
    pred = w2 * hidden + b2
    error = t - pred
    dpred = 2 * error
    dhidden = dpred * w2
    dhidden_in = dhidden if hidden_in > 0 else 0.0
    return {
        "w2": dpred * hidden,
        "b2": dpred,
        "w1": dhidden_in * x,
        "b1": dhidden_in,
        "x": dhidden_in * w1,
    }

# %% b1_skips_second_layer
# fault: the gradient of b1 leaves out the factor w2: it is dy (where z is above 0) instead of dy * w2.
# names: w2_left_out_of_b1
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    on = int(z > 0)
    dw1 = dy * w2 * on * x
    db1 = dy * on * 1.0
    dw2 = dy * h
    db2 = dy * 1.0
    dx = dy * w2 * on * w1
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% numeric_derivative
# fault: all gradients are estimated by central differences with a step of 1e-5 instead of computed; where z is exactly 0 they come out as half of the slope instead of 0.
# names: half_slope_at_0
def two_layer_gradients(x, t, w1, b1, w2, b2):
    def loss(x, w1, b1, w2, b2):
        return (w2 * max(0.0, w1 * x + b1) + b2 - t) ** 2

    here = {"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2}
    eps = 1e-5
    grads = {}
    for name in here:
        up = dict(here)
        up[name] += eps
        down = dict(here)
        down[name] -= eps
        grads[name] = (loss(**up) - loss(**down)) / (2 * eps)
    return grads

# %% forward_without_relu
# fault: the forward pass leaves out the maximum (y = w2 * z + b2, and z in place of h for w2); only the backward pass has the gate, so all that is not blocked is wrong where z is below 0.
# names: relu_forgotten_forward
# hints: w2_by_the_sum
def two_layer_gradients(x, t, w1, b1, w2, b2):
    h = w1 * x + b1
    y = w2 * h + b2
    dy = 2 * (y - t)
    dw2 = dy * h
    db2 = dy
    dh = dy * w2
    if h <= 0:
        dh = 0.0
    return {"x": dh * w1, "w1": dh * x, "b1": dh, "w2": dw2, "b2": db2}

# %% gate_by_x
# fault: the gate asks whether the input x is above 0 instead of whether z = w1 x + b1 is.
# names: slope_by_x
def two_layer_gradients(x, t, w1, b1, w2, b2):
    h = max(0.0, w1 * x + b1)
    y = w2 * h + b2
    dy = 2 * (y - t)
    dh = dy * w2
    dz = dh if x > 0 else 0.0
    out = {}
    out["x"] = dz * w1
    out["w1"] = dz * x
    out["b1"] = dz
    out["w2"] = dy * h
    out["b2"] = dy
    return out

# %% keys_with_d
# fault: the gradients are right, but the keys are dx, dw1, db1, dw2, db2 instead of x, w1, b1, w2, b2.
# names: keys_with_a_d
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    dh = dy * w2
    dz = dh if z > 0 else 0.0
    return {"dx": dz * w1, "dw1": dz * x, "db1": dz, "dw2": dy * h, "db2": dy}

# %% biases_as_factors
# fault: two faults: the sums are treated like products, so db2 = dy * b2 and db1 = dz * b1, with the biases as factors.
# names: bias_by_itself
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    dw2 = dy * h
    db2 = dy * b2
    dh = dy * w2
    dz = dh if z > 0 else 0.0
    dw1 = dz * x
    db1 = dz * b1
    dx = dz * w1
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% relu_times_h
# fault: on the way back the maximum multiplies by its output h instead of its slope 1 (dz = dh * h), so w1, b1 and x are too large by the factor h where z is above 0.
# names: slope_is_the_hidden_number
def two_layer_gradients(x, t, w1, b1, w2, b2):
    h = max(0.0, w1 * x + b1)
    y = w2 * h + b2
    delta2 = 2 * (y - t)
    delta1 = delta2 * w2 * h
    return {"x": delta1 * w1, "w1": delta1 * x, "b1": delta1, "w2": delta2 * h, "b2": delta2}

# %% forgets_target
# fault: dy is 2 * y instead of 2 * (y - t): the slope of the square is taken at the output, the target is left out.
# names: target_left_out
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    L = (y - t) ** 2
    # t is given so it has no gradient
    dy = 2 * y
    dh = dy * w2
    dz = dh if z > 0 else 0.0
    return {"x": dz * w1, "w1": dz * x, "b1": dz, "w2": dy * h, "b2": dy}

# %% tangents
# right
def two_layer_gradients(x, t, w1, b1, w2, b2):
    """Forward mode: carry a value together with its five partial derivatives."""
    names = ("x", "w1", "b1", "w2", "b2")

    def var(name, value):
        return value, tuple(1.0 if n == name else 0.0 for n in names)

    def mul(a, b):
        return a[0] * b[0], tuple(da * b[0] + a[0] * db for da, db in zip(a[1], b[1]))

    def add(a, b):
        return a[0] + b[0], tuple(da + db for da, db in zip(a[1], b[1]))

    z = add(mul(var("w1", w1), var("x", x)), var("b1", b1))
    h = z if z[0] > 0 else (0.0, (0.0,) * 5)
    e = add(add(mul(var("w2", w2), h), var("b2", b2)), (-t, (0.0,) * 5))
    loss = mul(e, e)
    return dict(zip(names, loss[1]))
