# %% no_mask
# fault: The way back ignores the maximum: dz is always dh, so w1, b1 and x get a gradient where z is 0 or below.
# names: slope_forgotten, slope_forgotten + slope_one_at_0, slope_forgotten_for_x + slope_forgotten_for_w1 + slope_forgotten_for_b1
# hints: slope_one_at_0, slope_forgotten_for_x, slope_forgotten_for_w1, slope_forgotten_for_b1
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    dw2 = dy * h
    db2 = dy
    dh = dy * w2
    dz = dh
    dw1 = dz * x
    db1 = dz
    dx = dz * w1
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% mask_on_dh
# fault: The maximum on the way back asks whether dh is above 0, not whether z is, so negative gradients are lost and positive ones pass where z is below 0.
# names: gradient_cut_off
def two_layer_gradients(x, t, w1, b1, w2, b2):
    # forward
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    # backward
    dy = 2 * (y - t)
    dh = dy * w2
    dz = max(0.0, dh)
    grads = {}
    grads["b2"] = dy
    grads["w2"] = dy * h
    grads["b1"] = dz
    grads["w1"] = dz * x
    grads["x"] = dz * w1
    return grads

# %% slope_one_at_zero
# fault: The slope of max(0, z) at z = 0 is taken as 1 (z >= 0) instead of 0.
# names: slope_one_at_0
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    if z >= 0:
        h, slope = z, 1.0
    else:
        h, slope = 0.0, 0.0
    e = w2 * h + b2 - t
    dy = 2 * e
    dz = dy * w2 * slope
    return {"x": dz * w1, "w1": dz * x, "b1": dz, "w2": dy * h, "b2": dy}

# %% w2_times_z
# fault: The gradient of w2 is dy times z instead of dy times h, which is wrong where z is below 0.
# names: w2_by_the_sum
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dy = 2.0 * (y - t)
    dw2 = dy * z
    dh = dy * w2
    dz = dh if z > 0 else 0.0
    return {
        "x": dz * w1,
        "w1": dz * x,
        "b1": dz,
        "w2": dw2,
        "b2": dy,
    }

# %% two_forgotten
# fault: The slope of the square is taken as (y - t) without the factor 2, so every gradient is half of what it should be.
# names: factor_2_missing
def two_layer_gradients(x, t, w1, b1, w2, b2):
    hidden_in = w1 * x + b1
    hidden = hidden_in if hidden_in > 0 else 0.0
    prediction = w2 * hidden + b2
    error = prediction - t
    d_hidden = error * w2
    if hidden_in <= 0:
        d_hidden = 0.0
    return dict(x=d_hidden * w1, w1=d_hidden * x, b1=d_hidden, w2=error * hidden, b2=error)

# %% target_minus_y
# fault: The error is taken as t - y and its inner derivative -1 is forgotten, so all five gradients have the wrong sign.
# names: sign_reversed
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(z, 0.0)
    y = w2 * h + b2
    e = t - y          # L = e^2
    de = 2 * e
    dq = de
    dw2 = dq * h
    dh = dq * w2
    dz = dh * (z > 0)
    dw1 = dz * x
    dx = dz * w1
    return {"x": float(dx), "w1": float(dw1), "b1": float(dz), "w2": float(dw2), "b2": float(de)}

# %% own_factor_first_product
# fault: In the product w1 * x each factor gets itself instead of the other one: dw1 = dz * w1 and dx = dz * x.
# names: x_and_w1_exchanged
def two_layer_gradients(x, t, w1, b1, w2, b2):
    p = w1 * x
    z = p + b1
    h = max(0.0, z)
    q = w2 * h
    y = q + b2
    dy = 2 * (y - t)
    dq = db2 = dy
    dw2 = dq * h
    dh = dq * w2
    dz = dh if z > 0 else 0.0
    dp = db1 = dz
    dw1 = dp * w1
    dx = dp * x
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% own_factor_second_product
# fault: In the product w2 * h the factors are mixed up: dw2 = dy * w2 and dh = dy * h, so w2, w1, b1 and x are wrong.
# names: w2_and_hidden_number_exchanged, w2_by_itself + hidden_number_by_itself
# hints: w2_by_itself, hidden_number_by_itself
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    dw2, dh = dy * w2, dy * h
    dz = dh if z > 0 else 0
    dw1, dx = dz * x, dz * w1
    return {"x": float(dx), "w1": float(dw1), "b1": float(dz), "w2": float(dw2), "b2": float(dy)}

# %% relu_only_backwards
# fault: The way forwards leaves the maximum out (h = z), so where z is below 0 the output y is wrong and with it the gradients of b2 and w2.
# names: relu_forgotten_forward, relu_forgotten_in_the_output + w2_by_the_sum
# hints: relu_forgotten_in_the_output, w2_by_the_sum
import numpy as np
def two_layer_gradients(x, t, w1, b1, w2, b2):
    h = w1 * x + b1
    y = w2 * h + b2
    dL_dy = 2 * (y - t)
    relu_grad = np.where(h > 0, 1.0, 0.0)
    dL_dh = dL_dy * w2 * relu_grad
    return {
        "x": float(dL_dh * w1),
        "w1": float(dL_dh * x),
        "b1": float(dL_dh),
        "w2": float(dL_dy * h),
        "b2": float(dL_dy),
    }

# %% dead_means_all_zero
# fault: Where z is 0 or below the function returns 0 for all five, though b2 still has the gradient 2 (y - t).
# names: b2_cut_off_too
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    if z <= 0:
        # neuron is dead, nothing flows back
        return {"x": 0.0, "w1": 0.0, "b1": 0.0, "w2": 0.0, "b2": 0.0}
    y = w2 * z + b2
    dy = 2 * (y - t)
    return {"x": dy * w2 * w1, "w1": dy * w2 * x, "b1": dy * w2, "w2": dy * z, "b2": dy}

# %% bias_times_itself
# fault: The sum is treated like a product: db1 = dz * b1 and db2 = dy * b2.
# names: bias_by_itself, b1_by_itself + b2_by_itself
# hints: b1_by_itself, b2_by_itself
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    db2 = dy * b2
    dw2 = dy * h
    dh = dy * w2
    dz = dh if z > 0 else 0.0
    db1 = dz * b1
    dw1 = dz * x
    dx = dz * w1
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% numeric_in_disguise
# fault: The gradients are central differences, which give half the slope instead of 0 where z is exactly 0.
# names: half_slope_at_0
def two_layer_gradients(x, t, w1, b1, w2, b2):
    def L(p):
        return (p["w2"] * max(0.0, p["w1"] * p["x"] + p["b1"]) + p["b2"] - t) ** 2

    p = {"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2}
    eps = 1e-5
    out = {}
    for k in p:
        up, down = dict(p), dict(p)
        up[k] += eps
        down[k] -= eps
        out[k] = (L(up) - L(down)) / (2 * eps)
    return out

# %% w2_left_out_of_chain
# fault: The step back through the product with w2 is skipped (dh = dy), so w1, b1 and x lack the factor w2.
# names: w2_left_out, w2_left_out_of_x + w2_left_out_of_w1 + w2_left_out_of_b1
# hints: w2_left_out_of_x, w2_left_out_of_w1, w2_left_out_of_b1
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    db2 = 2 * (y - t)
    dw2 = db2 * h
    db1 = db2 if z > 0 else 0.0
    dw1 = db1 * x
    dx = db1 * w1
    return {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

# %% times_h_as_slope
# fault: Back through the maximum dh is multiplied by the value h instead of by the slope 1 or 0.
# names: slope_is_the_hidden_number
def two_layer_gradients(x, t, w1, b1, w2, b2):
    relu = lambda v: max(0.0, v)
    z = w1 * x + b1
    y = w2 * relu(z) + b2
    dy = 2 * (y - t)
    dz = dy * w2 * relu(z)
    return {"x": dz * w1, "w1": dz * x, "b1": dz, "w2": dy * relu(z), "b2": dy}

# %% loss_as_seed
# fault: The walk back starts with the value of the loss instead of with dL = 1, so every gradient is too large by the factor L.
# names: loss_in_place_of_its_slope
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    e = w2 * h + b2 - t
    dL = e ** 2
    de = dL * 2 * e
    dh = de * w2
    dz = dh if z > 0 else 0.0
    return {"x": dz * w1, "w1": dz * x, "b1": dz, "w2": de * h, "b2": de}

# %% keys_with_d
# fault: The keys of the dict are dx, dw1, db1, dw2, db2 instead of x, w1, b1, w2, b2.
# names: keys_with_a_d
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    h = max(0.0, z)
    y = w2 * h + b2
    dy = 2 * (y - t)
    dz = dy * w2 if z > 0 else 0.0
    return {"dx": dz * w1, "dw1": dz * x, "db1": dz, "dw2": dy * h, "db2": dy}

# %% mask_missing_for_w1_and_wrong_bias_of_dead
# fault: Two faults: dw1 uses dh instead of dz, so w1 gets a gradient where z is not above 0; and where z is not above 0 the output y is taken as 0 instead of b2.
# names: none
# hints: slope_forgotten_for_w1
def two_layer_gradients(x, t, w1, b1, w2, b2):
    z = w1 * x + b1
    if z > 0:
        h = z
        y = w2 * h + b2
    else:
        h = 0.0
        y = 0.0
    dy = 2 * (y - t)
    dh = dy * w2
    dz = dh if z > 0 else 0.0
    return {"x": dz * w1, "w1": dh * x, "b1": dz, "w2": dy * h, "b2": dy}

# %% tape_of_closures
# right
def two_layer_gradients(x, t, w1, b1, w2, b2):
    value, grad, tape = {}, {}, []

    def put(name, v):
        value[name], grad[name] = v, 0.0
        return name

    def add_to(name, amount):
        grad[name] += amount

    def mul(a, b, name):
        put(name, value[a] * value[b])
        tape.append(lambda: (add_to(a, grad[name] * value[b]), add_to(b, grad[name] * value[a])))

    def add(a, b, name):
        put(name, value[a] + value[b])
        tape.append(lambda: (add_to(a, grad[name]), add_to(b, grad[name])))

    def relu(a, name):
        put(name, value[a] if value[a] > 0 else 0.0)
        tape.append(lambda: add_to(a, grad[name] if value[a] > 0 else 0.0))

    for name, v in (("x", x), ("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2), ("-t", -t)):
        put(name, float(v))
    mul("w1", "x", "p")
    add("p", "b1", "z")
    relu("z", "h")
    mul("w2", "h", "q")
    add("q", "b2", "y")
    add("y", "-t", "e")
    mul("e", "e", "L")
    grad["L"] = 1.0
    for step in reversed(tape):
        step()
    return {name: grad[name] for name in ("x", "w1", "b1", "w2", "b2")}
