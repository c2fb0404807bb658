"""Mistakes of a3.chain_rule: gradients of L = (w2 max(0, w1 x + b1) + b2 - t)^2."""

from __future__ import annotations


def hidden(x, w1, b1):
    """The hidden number before and after max(0, .)."""
    z = w1 * x + b1
    return z, max(0.0, z)


def chained(x, w1, w2, h, dy, slope):
    """All gradients, from that of the output and the slope of max(0, .)."""
    dz = dy * w2 * slope
    return {"x": dz * w1, "w1": dz * x, "b1": dz, "w2": dy * h, "b2": dy}


def _open(x, t, w1, b1, w2, b2):
    """The gradients where max(0, .) lets everything through on the way back."""
    _, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, 2 * (w2 * h + b2 - t), 1.0)


def factor_2_missing(right, x, t, w1, b1, w2, b2):
    """All your gradients are half of what they should be: the derivative of a square is 2 times what is squared."""
    return {key: value / 2 for key, value in right(x, t, w1, b1, w2, b2).items()}


def sign_reversed(right, x, t, w1, b1, w2, b2):
    """All your gradients have the wrong sign. The loss squares the output minus t, and the derivative is 2 times
    that: output minus t, not t minus output."""
    return {key: -value for key, value in right(x, t, w1, b1, w2, b2).items()}


def loss_in_place_of_its_slope(right, x, t, w1, b1, w2, b2):
    """You begin with the loss itself. What flows back first is its derivative with respect to the output, 2 (output
    - t)."""
    _, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, (w2 * h + b2 - t) ** 2, float(h > 0))


def output_alone(right, x, t, w1, b1, w2, b2):
    """Your gradients are those of the output, as if nothing was squared. The loss is (output - t) squared: the first
    factor of each chain is 2 (output - t)."""
    _, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, 1.0, float(h > 0))


def target_left_out(right, x, t, w1, b1, w2, b2):
    """You leave t out. The loss squares the output minus t, so its derivative is 2 (output - t)."""
    return right(x, 0.0, w1, b1, w2, b2)


def last_bias_left_out(right, x, t, w1, b1, w2, b2):
    """Your output is computed without b2. It is w2 times the hidden number, plus b2."""
    return right(x, t, w1, b1, w2, 0.0)


def first_bias_left_out(right, x, t, w1, b1, w2, b2):
    """Your hidden number is computed without b1. It is max(0, w1 x + b1)."""
    return right(x, t, w1, 0.0, w2, b2)


def relu_forgotten(right, x, t, w1, b1, w2, b2):
    """You leave max(0, .) out, forward and backward. Where w1 x + b1 is below 0, the hidden number is 0, and nothing
    flows back through it."""
    z, _ = hidden(x, w1, b1)
    return chained(x, w1, w2, z, 2 * (w2 * z + b2 - t), 1.0)


def slope_forgotten(right, x, t, w1, b1, w2, b2):
    """You let the gradient through max(0, .) also where w1 x + b1 is below 0. The hidden number stays 0 there,
    whatever x, w1 and b1 do: their gradients are 0."""
    return _open(x, t, w1, b1, w2, b2)


def slope_one_at_0(right, x, t, w1, b1, w2, b2):
    """Where w1 x + b1 is exactly 0 you let the gradient through. The slope of max(0, .) at 0 is 0 here: let it through
    above 0, and not from 0 on."""
    z, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, 2 * (w2 * h + b2 - t), float(z >= 0))


def half_slope_at_0(right, x, t, w1, b1, w2, b2):
    """Where w1 x + b1 is exactly 0 you let half of the gradient through. The slope of max(0, .) at 0 is 0 here."""
    z, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, 2 * (w2 * h + b2 - t), 0.5 if z == 0 else float(z > 0))


def relu_forgotten_forward(right, x, t, w1, b1, w2, b2):
    """You leave max(0, .) out on the way forward, and ask for it on the way back alone. Where w1 x + b1 is below 0,
    the hidden number is 0: the output has to be computed with that."""
    z, _ = hidden(x, w1, b1)
    return chained(x, w1, w2, z, 2 * (w2 * z + b2 - t), float(z > 0))


def relu_forgotten_in_the_output(right, x, t, w1, b1, w2, b2):
    """Your output is computed with w1 x + b1 in place of max(0, w1 x + b1). Where the sum is below 0, the hidden number
    is 0."""
    z, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, 2 * (w2 * z + b2 - t), float(z > 0))


def slope_forgotten_for_x(right, x, t, w1, b1, w2, b2):
    """To x you let the gradient through max(0, .) also where w1 x + b1 is below 0. The hidden number stays 0 there,
    whatever x does: its gradient is 0, like those of w1 and b1."""
    return right(x, t, w1, b1, w2, b2) | {"x": _open(x, t, w1, b1, w2, b2)["x"]}


def slope_forgotten_for_w1(right, x, t, w1, b1, w2, b2):
    """To w1 you let the gradient through max(0, .) also where w1 x + b1 is below 0. The hidden number stays 0 there,
    whatever w1 does: its gradient is 0, like those of x and b1."""
    return right(x, t, w1, b1, w2, b2) | {"w1": _open(x, t, w1, b1, w2, b2)["w1"]}


def slope_forgotten_for_b1(right, x, t, w1, b1, w2, b2):
    """To b1 you let the gradient through max(0, .) also where w1 x + b1 is below 0. The hidden number stays 0 there,
    whatever b1 does: its gradient is 0, like those of x and w1."""
    return right(x, t, w1, b1, w2, b2) | {"b1": _open(x, t, w1, b1, w2, b2)["b1"]}


def b2_cut_off_too(right, x, t, w1, b1, w2, b2):
    """Where the hidden number is 0 you give b2 the gradient 0. b2 is added behind max(0, .), which cuts off nothing
    of what flows back to it."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"b2": gradients["b2"] * (w1 * x + b1 > 0)}


def slope_is_the_hidden_number(right, x, t, w1, b1, w2, b2):
    """You multiply by max(0, w1 x + b1) on the way back. Its slope is meant: 1 above 0, and 0 elsewhere."""
    _, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, 2 * (w2 * h + b2 - t), h)


def gradient_cut_off(right, x, t, w1, b1, w2, b2):
    """You lay max(0, .) on the gradient that flows back. What counts is whether w1 x + b1 was above 0; a gradient
    below 0 flows through like any other."""
    _, h = hidden(x, w1, b1)
    dy = 2 * (w2 * h + b2 - t)
    dz = max(0.0, dy * w2)
    return {"x": dz * w1, "w1": dz * x, "b1": dz, "w2": dy * h, "b2": dy}


def slope_by_the_output(right, x, t, w1, b1, w2, b2):
    """You ask whether the output was above 0. max(0, .) stands around w1 x + b1: ask whether that was."""
    _, h = hidden(x, w1, b1)
    y = w2 * h + b2
    return chained(x, w1, w2, h, 2 * (y - t), float(y > 0))


def slope_by_x(right, x, t, w1, b1, w2, b2):
    """You ask whether x was above 0. max(0, .) stands around w1 x + b1: ask whether that was."""
    _, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, 2 * (w2 * h + b2 - t), float(x > 0))


def slope_without_b1(right, x, t, w1, b1, w2, b2):
    """You ask whether w1 x was above 0. max(0, .) stands around w1 x + b1: b1 belongs to it."""
    _, h = hidden(x, w1, b1)
    return chained(x, w1, w2, h, 2 * (w2 * h + b2 - t), float(w1 * x > 0))


def output_cut_off_too(right, x, t, w1, b1, w2, b2):
    """You lay max(0, .) on the output as well. It stands around w1 x + b1 alone."""
    z, h = hidden(x, w1, b1)
    y = w2 * h + b2
    return chained(x, w1, w2, h, 2 * (max(0.0, y) - t) * (y > 0), float(z > 0))


def w2_by_the_sum(right, x, t, w1, b1, w2, b2):
    """For w2 you multiply by w1 x + b1. What w2 was multiplied by is the hidden number, max(0, w1 x + b1)."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"w2": gradients["b2"] * (w1 * x + b1)}


def w2_by_itself(right, x, t, w1, b1, w2, b2):
    """For w2 you multiply by w2. The slope of a product with respect to one factor is the other: the hidden number."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"w2": gradients["b2"] * w2}


def w2_by_x(right, x, t, w1, b1, w2, b2):
    """For w2 you multiply by x. What w2 was multiplied by is the hidden number, max(0, w1 x + b1)."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"w2": gradients["b2"] * x}


def w2_not_multiplied(right, x, t, w1, b1, w2, b2):
    """The gradient of w2 is that of the output. It takes another factor: the hidden number, by which w2 was
    multiplied."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"w2": gradients["b2"]}


def w2_left_out(right, x, t, w1, b1, w2, b2):
    """In the gradients of the first layer w2 is missing. On the way back to the hidden number the gradient of the
    output is multiplied by w2."""
    _, h = hidden(x, w1, b1)
    return chained(x, w1, 1.0, h, 2 * (w2 * h + b2 - t), float(h > 0))


def w2_left_out_of_x(right, x, t, w1, b1, w2, b2):
    """In the gradient of x the factor w2 is missing. On the way back to the hidden number the gradient of the output
    is multiplied by w2, for x as for w1 and b1."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"x": gradients["x"] / w2}


def w2_left_out_of_w1(right, x, t, w1, b1, w2, b2):
    """In the gradient of w1 the factor w2 is missing. On the way back to the hidden number the gradient of the output
    is multiplied by w2, for w1 as for x and b1."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"w1": gradients["w1"] / w2}


def w2_left_out_of_b1(right, x, t, w1, b1, w2, b2):
    """In the gradient of b1 the factor w2 is missing. On the way back to the hidden number the gradient of the output
    is multiplied by w2, for b1 as for x and w1."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"b1": gradients["b1"] / w2}


def w2_and_hidden_number_exchanged(right, x, t, w1, b1, w2, b2):
    """In the product of w2 and the hidden number each factor gets what belongs to the other. The slope of a product
    with respect to one factor is the other factor: for w2 it is the hidden number."""
    z, h = hidden(x, w1, b1)
    dy = 2 * (w2 * h + b2 - t)
    return chained(x, w1, h, w2, dy, float(z > 0))


def hidden_number_by_itself(right, x, t, w1, b1, w2, b2):
    """On the way back to the hidden number you multiply by that number. The slope of a product with respect to one
    factor is the other: w2."""
    z, h = hidden(x, w1, b1)
    return chained(x, w1, h, h, 2 * (w2 * h + b2 - t), float(z > 0))


def w1_by_h(right, x, t, w1, b1, w2, b2):
    """For w1 you multiply by the hidden number. What w1 was multiplied by is x."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"w1": gradients["b1"] * hidden(x, w1, b1)[1]}


def x_by_w2(right, x, t, w1, b1, w2, b2):
    """For x you multiply by w2 in place of w1. What x was multiplied by is w1."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"x": gradients["b1"] * w2}


def first_layer_from_the_loss(right, x, t, w1, b1, w2, b2):
    """The gradients of the first layer begin with 1: what flows back from the loss through the output is missing in
    them."""
    z, h = hidden(x, w1, b1)
    gradients = right(x, t, w1, b1, w2, b2)
    return chained(x, w1, w2, h, 1.0, float(z > 0)) | {key: gradients[key] for key in ("w2", "b2")}


def x_and_w1_exchanged(right, x, t, w1, b1, w2, b2):
    """The gradients of x and w1 are exchanged. The slope of a product with respect to one factor is the other factor:
    for x it is w1."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"x": gradients["w1"], "w1": gradients["x"]}


def w1_not_multiplied(right, x, t, w1, b1, w2, b2):
    """The gradient of w1 is that of b1. It takes another factor: x, by which w1 was multiplied."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"w1": gradients["b1"]}


def x_not_multiplied(right, x, t, w1, b1, w2, b2):
    """The gradient of x is that of b1. It takes another factor: w1, by which x was multiplied."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"x": gradients["b1"]}


def bias_by_itself(right, x, t, w1, b1, w2, b2):
    """You multiply the gradients of b1 and b2 by b1 and b2. A bias is added: it takes what flows back as it is."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"b1": gradients["b1"] * b1, "b2": gradients["b2"] * b2}


def b1_by_itself(right, x, t, w1, b1, w2, b2):
    """You multiply the gradient of b1 by b1. A bias is added: it takes what flows back as it is."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"b1": gradients["b1"] * b1}


def b2_by_itself(right, x, t, w1, b1, w2, b2):
    """You multiply the gradient of b2 by b2. A bias is added: it takes what flows back as it is."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"b2": gradients["b2"] * b2}


def b1_always_one(right, x, t, w1, b1, w2, b2):
    """The gradient of b1 is 1. That is the slope of the sum alone: multiply it by what flows back."""
    return right(x, t, w1, b1, w2, b2) | {"b1": 1.0}


def b2_always_one(right, x, t, w1, b1, w2, b2):
    """The gradient of b2 is 1. That is the slope of the sum alone: multiply it by what flows back."""
    return right(x, t, w1, b1, w2, b2) | {"b2": 1.0}


def biases_always_one(right, x, t, w1, b1, w2, b2):
    """The gradients of b1 and b2 are 1. That is the slope of the sum alone: multiply it by what flows back."""
    return right(x, t, w1, b1, w2, b2) | {"b1": 1.0, "b2": 1.0}


def local_slopes(right, x, t, w1, b1, w2, b2):
    """Each of your gradients is the slope of one step alone. The chain rule multiplies it by all that flows back
    from the loss."""
    z, h = hidden(x, w1, b1)
    return {"x": w1, "w1": x, "b1": 1.0, "w2": h, "b2": 1.0}


def gradient_of_t_too(right, x, t, w1, b1, w2, b2):
    """Your dict has t in it as well. The target is given; the five keys are x, w1, b1, w2 and b2."""
    gradients = right(x, t, w1, b1, w2, b2)
    return gradients | {"t": -gradients["b2"]}


def no_gradient_of_x(right, x, t, w1, b1, w2, b2):
    """Your dict has no x. A layer before this one would need it; the five keys are x, w1, b1, w2 and b2."""
    gradients = right(x, t, w1, b1, w2, b2)
    return {key: value for key, value in gradients.items() if key != "x"}


def keys_with_a_d(right, x, t, w1, b1, w2, b2):
    """Your keys are dx, dw1 and so on. They are the names of the numbers: x, w1, b1, w2 and b2."""
    return {f"d{key}": value for key, value in right(x, t, w1, b1, w2, b2).items()}


def tuple_returned(right, x, t, w1, b1, w2, b2):
    """You return a tuple. The gradients come in a dict with the keys x, w1, b1, w2 and b2."""
    return tuple(right(x, t, w1, b1, w2, b2).values())


def loss_returned(right, x, t, w1, b1, w2, b2):
    """You return one number, the loss. Asked for are its gradients, in a dict with the keys x, w1, b1, w2 and b2."""
    return (w2 * hidden(x, w1, b1)[1] + b2 - t) ** 2


def values_moved_on(right, x, t, w1, b1, w2, b2):
    """You return the numbers after a step down the gradient. Asked for are the gradients themselves."""
    gradients = right(x, t, w1, b1, w2, b2)
    numbers = {"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2}
    return {key: numbers[key] - value for key, value in gradients.items()}


CHAIN_MISTAKES = (
    factor_2_missing, sign_reversed, loss_in_place_of_its_slope, output_alone, target_left_out,
    last_bias_left_out, first_bias_left_out, relu_forgotten, slope_forgotten, slope_one_at_0, half_slope_at_0,
    relu_forgotten_forward, relu_forgotten_in_the_output, slope_forgotten_for_x, slope_forgotten_for_w1,
    slope_forgotten_for_b1, b2_cut_off_too,
    slope_is_the_hidden_number, gradient_cut_off, slope_by_the_output, slope_by_x, slope_without_b1,
    output_cut_off_too, w2_by_the_sum, w2_by_itself, w2_by_x, w2_not_multiplied, w2_left_out,
    w2_left_out_of_x, w2_left_out_of_w1, w2_left_out_of_b1, w2_and_hidden_number_exchanged,
    hidden_number_by_itself, w1_by_h, x_by_w2, first_layer_from_the_loss,
    x_and_w1_exchanged, w1_not_multiplied, x_not_multiplied, bias_by_itself, b1_by_itself, b2_by_itself,
    biases_always_one, b1_always_one, b2_always_one, local_slopes,
    gradient_of_t_too, no_gradient_of_x, keys_with_a_d, tuple_returned, loss_returned, values_moved_on,
)  # fmt: skip
