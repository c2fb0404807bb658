# %% naive_exp
# fault: takes e to the power of the raw scores without subtracting the largest, so large scores overflow to inf and nan.
# names: maximum_not_subtracted, maximum_not_subtracted + logarithm_of_zero
import numpy as np

def softmax_loss(scores, y):
    N = scores.shape[0]
    e = np.exp(scores)
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).mean()
    dscores = p.copy()
    dscores[np.arange(N), y] -= 1
    dscores /= N
    return loss, dscores

# %% log_of_probability
# fault: subtracts the largest score but then takes the logarithm of the probability, which is 0 for a right class far behind, so the loss is inf.
# names: logarithm_of_zero
import numpy as np

def softmax_loss(scores, y):
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    exps = np.exp(shifted)
    probs = exps / np.sum(exps, axis=1, keepdims=True)
    n = scores.shape[0]
    loss = np.sum(-np.log(probs[range(n), y])) / n
    grad = probs.copy()
    grad[range(n), y] -= 1
    return loss, grad / n

# %% epsilon_in_log
# fault: adds 1e-12 to the probability inside the logarithm, so the loss of a right class far behind is cut off at about 27.6.
# names: kept_from_zero_by_ten_to_minus_12
import numpy as np

def softmax_loss(scores, y):
    eps = 1e-12
    m = scores.max(axis=1, keepdims=True)
    e = np.exp(scores - m)
    p = e / e.sum(axis=1, keepdims=True)
    N = len(y)
    loss = -np.mean(np.log(p[np.arange(N), y] + eps))
    p[np.arange(N), y] -= 1
    return float(loss), p / N

# %% gradient_not_divided
# fault: the gradient is not divided by N, it is that of the sum of the losses.
# names: gradient_summed
import numpy as np

def softmax_loss(scores, y):
    N = len(scores)
    s = scores - scores.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    loss = -logp[np.arange(N), y].mean()
    dscores = np.exp(logp)
    dscores[np.arange(N), y] -= 1
    return loss, dscores

# %% all_columns_index
# fault: picks the right classes with logp[:, y], which is an N by N table of all images at all right classes, so the loss mixes the images; in the gradient 1 is taken off in all rows at all these columns.
# names: mean_of_whole_columns + one_subtracted_in_columns
import numpy as np

def softmax_loss(scores, y):
    N = scores.shape[0]
    s = scores - scores.max(axis=1, keepdims=True)
    logp = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))
    loss = -np.mean(logp[:, y])
    dscores = np.exp(logp)
    dscores[:, y] -= 1
    return loss, dscores / N

# %% one_maximum_for_batch
# fault: subtracts the largest score of the whole batch instead of each row's own, so the powers of a row far below it are all 0, its loss is infinite (log of 0) and its gradient nan.
# names: maximum_of_whole_batch_in_logarithms, maximum_of_whole_batch
import numpy as np

def softmax_loss(scores, y):
    N = scores.shape[0]
    z = scores - np.max(scores)
    sums = np.exp(z).sum(axis=1)
    loss = np.mean(np.log(sums) - z[np.arange(N), y])
    probs = np.exp(z) / sums[:, None]
    probs[np.arange(N), y] -= 1
    return loss, probs / N

# %% no_keepdims
# fault: the row maxima and sums are taken without keepdims, so they are lined up with the columns: it raises unless N equals C, where each column instead of each row gets the values.
# names: no_axis_kept_in_logarithms, no_axis_kept, maximum_without_its_axis + sums_without_their_axis, maximum_without_its_axis + sums_without_their_axis_in_logarithms
import numpy as np

def softmax_loss(scores, y):
    N = len(y)
    shifted = scores - scores.max(axis=1)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1))
    loss = -log_p[np.arange(N), y].sum() / N
    d = np.exp(log_p)
    d[np.arange(N), y] -= 1
    d /= N
    return loss, d

# %% input_shifted_in_place
# fault: subtracts the maxima with -= from scores itself, so the caller's array is changed.
# names: subtracted_in_place, scores_changed
import numpy as np

def softmax_loss(scores, y):
    scores -= np.max(scores, axis=1, keepdims=True)
    N = scores.shape[0]
    logZ = np.log(np.exp(scores).sum(axis=1, keepdims=True))
    logp = scores - logZ
    loss = -logp[np.arange(N), y].mean()
    dscores = np.exp(logp)
    dscores[np.arange(N), y] -= 1
    return loss, dscores / N

# %% loss_is_sum
# fault: the loss is the sum over the images and not their mean (the gradient is that of the mean).
# names: loss_summed
import numpy as np

def softmax_loss(scores, y):
    N, C = scores.shape
    loss = 0.0
    dscores = np.zeros_like(scores)
    for n in range(N):
        row = scores[n] - scores[n].max()
        log_sum = np.log(np.exp(row).sum())
        loss += log_sum - row[y[n]]
        for c in range(C):
            dscores[n, c] = np.exp(row[c] - log_sum)
            if c == y[n]:
                dscores[n, c] -= 1
    dscores /= N
    return loss, dscores

# %% one_hot_too_narrow
# fault: the one-hot table has y.max() + 1 columns instead of C, so it raises (or is broadcast wrongly) whenever the last class is not among the right ones.
# names: table_of_classes_too_narrow
import numpy as np

def one_hot(y):
    table = np.zeros((y.size, y.max() + 1))
    table[np.arange(y.size), y] = 1
    return table

def softmax_loss(scores, y):
    N = scores.shape[0]
    s = scores - scores.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    target = one_hot(y)
    loss = -(target * logp).sum() / N
    dscores = (np.exp(logp) - target) / N
    return loss, dscores.astype(scores.dtype)

# %% float64_one_hot
# fault: the one-hot table np.eye(C)[y] is float64, so the gradient of float32 scores comes out as float64.
# names: gradient_always_float64
import numpy as np

def softmax_loss(scores, y):
    N, C = scores.shape
    s = scores - scores.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    hot = np.eye(C)[y]
    loss = -np.sum(hot * logp) / N
    return loss, (np.exp(logp) - hot) / N

# %% mean_over_table
# fault: loss and gradient are divided by N times C instead of by N, because the mean is taken over the whole table.
# names: both_divided_by_classes, loss_divided_by_classes + gradient_divided_by_classes
import numpy as np

def softmax_loss(scores, y):
    shifted = scores - scores.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    onehot = np.zeros_like(scores)
    onehot[np.arange(len(y)), y] = 1
    loss = np.mean(-onehot * logp)
    dscores = (np.exp(logp) - onehot) / scores.size
    return loss, dscores

# %% softmax_slope
# fault: the gradient is the derivative of the probability itself, p (1 - p) at the right class and -p p_y at the others, and not that of minus its logarithm.
# names: slope_of_the_probability
import numpy as np

def softmax_loss(scores, y):
    N = scores.shape[0]
    rows = np.arange(N)
    s = scores - scores.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    p = np.exp(logp)
    loss = -logp[rows, y].mean()
    py = p[rows, y]
    dscores = -p * py[:, None]
    dscores[rows, y] = py * (1 - py)
    return loss, dscores / N

# %% sums_over_batch
# fault: the maxima and the sums of the powers are taken over axis 0, so each column and not each row of probabilities adds up to 1 (loss and gradient).
# names: normalised_over_the_batch_in_logarithms, normalised_over_the_batch, normalised_over_the_batch + maximum_of_each_class, normalised_over_the_batch_in_logarithms + maximum_of_each_class
import numpy as np

def softmax(s):
    s = s - s.max(axis=0)
    return s - np.log(np.exp(s).sum(axis=0))

def softmax_loss(scores, y):
    N = scores.shape[0]
    lp = softmax(scores)
    loss = -lp[np.arange(N), y].mean()
    g = np.exp(lp)
    g[np.arange(N), y] -= 1
    return loss, g / N

# %% only_right_class
# fault: the gradient is filled in at the right class alone, (p - 1) / N; the wrong classes get 0 instead of p / N.
# names: right_class_alone_in_gradient
import numpy as np

def softmax_loss(scores, y):
    N = scores.shape[0]
    m = scores.max(axis=1, keepdims=True)
    lse = m[:, 0] + np.log(np.exp(scores - m).sum(axis=1))
    right = scores[np.arange(N), y]
    losses = lse - right
    dscores = np.zeros_like(scores)
    dscores[np.arange(N), y] = (np.exp(-losses) - 1) / N
    return losses.mean(), dscores

# %% wrong_sign
# fault: the gradient is [c = y] - p instead of p - [c = y], the direction in which the loss falls.
# names: gradient_negative
import numpy as np

def softmax_loss(scores, y):
    n = len(scores)
    s = scores - scores.max(1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(1, keepdims=True))
    loss = -logp[np.arange(n), y].mean()
    delta = -np.exp(logp)
    delta[np.arange(n), y] += 1
    return loss, delta / n

# %% shift_by_largest_absolute
# fault: subtracts the largest absolute value of each row instead of the largest score; where all scores are strongly negative every power is 0, the loss is inf or nan and the gradient nan.
# names: largest_size_subtracted_in_logarithms, largest_size_subtracted, largest_size_subtracted_in_all_logarithms
import numpy as np

def softmax_loss(scores, y):
    N = scores.shape[0]
    biggest = np.abs(scores).max(axis=1, keepdims=True)
    z = scores - biggest
    total = np.exp(z).sum(axis=1, keepdims=True)
    logp = z - np.log(total)
    loss = -logp[np.arange(N), y].mean()
    dscores = np.exp(z) / total
    dscores[np.arange(N), y] -= 1
    return loss, dscores / N

# %% log10_and_no_minus_one
# fault: two faults: the logarithm of the loss is to the base 10 instead of natural, and the gradient is p / N everywhere, without the -1 at the right class.
# names: logarithm_of_base_10 + one_not_subtracted
import numpy as np

def softmax_loss(scores, y):
    N = scores.shape[0]
    s = scores - scores.max(axis=1, keepdims=True)
    e = np.exp(s)
    Z = e.sum(axis=1, keepdims=True)
    logp = s * np.log10(np.e) - np.log10(Z)
    loss = -logp[np.arange(N), y].mean()
    return loss, e / Z / N

# %% logaddexp_gaps
# right
import numpy as np

def softmax_loss(scores, y):
    # s_c - s_y: how far each class is ahead of the right one; L = log sum exp of that
    y = np.asarray(y)
    ahead = scores - np.take_along_axis(scores, y[:, None], axis=1)
    losses = np.logaddexp.reduce(ahead, axis=1)
    dscores = np.exp(ahead - losses[:, None])
    dscores -= (np.arange(scores.shape[1]) == y[:, None])
    return float(losses.mean()), (dscores / len(y)).astype(scores.dtype)
