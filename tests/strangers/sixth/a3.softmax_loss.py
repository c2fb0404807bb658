# %% no_shift
# fault: The largest score is not subtracted, so np.exp overflows for large scores and the results are nan.
# names: maximum_not_subtracted, maximum_not_subtracted_in_logarithms
import numpy as np
def softmax_loss(scores, y):
    N = scores.shape[0]
    e = np.exp(scores)
    total = e.sum(axis=1, keepdims=True)
    p = e / total
    logp = scores - np.log(total)
    loss = -logp[np.arange(N), y].mean()
    dscores = p.copy()
    dscores[np.arange(N), y] -= 1
    dscores /= N
    return loss, dscores

# %% log_of_zero
# fault: Takes the logarithm of the finished probability, which has become 0 for a right class far behind, so the loss is infinite.
# names: logarithm_of_zero
import numpy as np
def softmax_loss(scores, y):
    N = len(scores)
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    probs = np.exp(shifted) / np.sum(np.exp(shifted), axis=1, keepdims=True)
    loss = np.mean(-np.log(probs[range(N), y]))
    dscores = probs
    dscores[range(N), y] -= 1
    return loss, dscores / N

# %% gradient_not_divided
# fault: dscores is not divided by N, so it is the gradient of the sum and not of the mean.
# names: gradient_summed
import numpy as np
def softmax_loss(scores, y):
    n = scores.shape[0]
    s = scores - scores.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    loss = -np.sum(logp[np.arange(n), y]) / n
    d = np.exp(logp)
    d[np.arange(n), y] -= 1
    return loss, d

# %% small_number_added
# fault: Adds 1e-12 to the probability before the logarithm, so a right class far behind has a loss of at most about 27.6.
# names: kept_from_zero_by_ten_to_minus_12, kept_from_zero_by_machine_epsilon, kept_from_zero_by_ten_to_minus_15, kept_from_zero_by_ten_to_minus_10, kept_from_zero_by_ten_to_minus_9, ten_to_minus_8_added, ten_to_minus_7_added, ten_to_minus_8_at_least, ten_to_minus_7_at_least
import numpy as np
def softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)

def softmax_loss(scores, y):
    N, C = scores.shape
    p = softmax(scores)
    loss = -np.log(p[np.arange(N), y] + 1e-12).mean()
    onehot = np.zeros((N, C), dtype=scores.dtype)
    onehot[np.arange(N), y] = 1
    return float(loss), (p - onehot) / N

# %% whole_columns
# fault: Subtracts 1 with p[:, y], which takes whole columns: all images get the 1 subtracted at every class that is right for any of them.
# names: one_subtracted_in_columns
import numpy as np
def softmax_loss(scores, y):
    N = scores.shape[0]
    m = scores.max(axis=1, keepdims=True)
    logp = scores - m - np.log(np.sum(np.exp(scores - m), axis=1, keepdims=True))
    loss = 0.0
    for i in range(N):
        loss -= logp[i, y[i]]
    loss /= N
    dscores = np.exp(logp)
    dscores[:, y] -= 1
    dscores /= N
    return loss, dscores

# %% scores_changed
# fault: Subtracts the largest score with -=, which changes the caller's scores.
# names: subtracted_in_place, scores_changed
import numpy as np
def softmax_loss(scores, y):
    N = scores.shape[0]
    scores -= scores.max(axis=1, keepdims=True)
    logsum = np.log(np.exp(scores).sum(axis=1, keepdims=True))
    logp = scores - logsum
    rows = np.arange(N)
    loss = -logp[rows, y].mean()
    dscores = np.exp(logp)
    dscores[rows, y] -= 1
    return loss, dscores / N

# %% one_max_for_all
# fault: Subtracts the largest score of the whole batch instead of each image's own, so images with much lower scores have only powers of 0 and the logarithm of 0.
# names: maximum_of_whole_batch, maximum_of_whole_batch_in_logarithms
import numpy as np
def softmax_loss(scores, y):
    N = scores.shape[0]
    s = scores - np.max(scores)
    logp = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))
    loss = -np.mean(logp[np.arange(N), y])
    grad = np.exp(logp)
    grad[np.arange(N), y] -= 1
    grad = grad / N
    return loss, grad

# %% sum_not_mean
# fault: The loss is the sum over the images instead of the mean.
# names: loss_summed
import numpy as np
def softmax_loss(scores, y):
    n_images = scores.shape[0]
    z = scores - scores.max(1)[:, None]
    log_probs = z - np.log(np.exp(z).sum(1))[:, None]
    loss = -log_probs[np.arange(n_images), y].sum()
    dscores = np.exp(log_probs)
    dscores[np.arange(n_images), y] -= 1
    return loss, dscores / n_images

# %% over_the_batch
# fault: Largest score and sum are taken over axis 0, the images, instead of over the classes.
# names: normalised_over_the_batch_in_logarithms, normalised_over_the_batch, maximum_of_each_class + normalised_over_the_batch_in_logarithms, maximum_of_each_class + normalised_over_the_batch
# hints: maximum_of_each_class
import numpy as np
def softmax_loss(scores, y):
    N = scores.shape[0]
    s = scores - scores.max(axis=0)
    logp = s - np.log(np.exp(s).sum(axis=0))
    loss = -logp[np.arange(N), y].mean()
    dscores = np.exp(logp)
    dscores[np.arange(N), y] -= 1
    return loss, dscores / N

# %% mean_over_all_entries
# fault: The loss is -np.mean over the table of one-hot times log p, so it is divided by the number of classes too.
# names: loss_divided_by_classes
import numpy as np
def softmax_loss(scores, y):
    N, C = scores.shape
    target = np.eye(C, dtype=scores.dtype)[y]
    s = scores - scores.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    loss = -np.mean(target * logp)
    dscores = (np.exp(logp) - target) / N
    return loss, dscores

# %% minus_forgotten
# fault: The minus in front of the logarithm is forgotten, so the loss is negative.
# names: loss_negative
import numpy as np
def softmax_loss(scores, y):
    N = scores.shape[0]
    shift = scores - scores.max(axis=1, keepdims=True)
    logp = shift - np.log(np.sum(np.exp(shift), axis=1, keepdims=True))
    correct = logp[np.arange(N), y]
    loss = correct.mean()
    dscores = np.exp(logp)
    dscores[np.arange(N), y] -= 1
    dscores /= N
    return loss, dscores

# %% float64_gradient
# fault: dscores is filled into a float64 array row by row, so it is float64 for float32 scores.
# names: gradient_always_float64
import numpy as np
def softmax_loss(scores, y):
    N, C = scores.shape
    dscores = np.zeros((N, C))
    loss = 0.0
    for n in range(N):
        s = scores[n] - np.max(scores[n])
        logp = s - np.log(np.sum(np.exp(s)))
        loss += -logp[y[n]]
        dscores[n] = np.exp(logp)
        dscores[n, y[n]] -= 1
    return loss / N, dscores / N

# %% one_hot_too_narrow
# fault: The one-hot table has y.max() + 1 columns, so it does not fit when the last class is not a right class in the batch.
# names: table_of_classes_too_narrow
import numpy as np
def softmax_loss(scores, y):
    onehot = np.eye(y.max() + 1, dtype=scores.dtype)[y]
    z = scores - scores.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -(onehot * logp).sum() / len(scores)
    return loss, (np.exp(logp) - onehot) / len(scores)

# %% subtracted_too_early
# fault: The table of probabilities and dscores are one array, and the 1 is subtracted before the loss is read from it, so the loss is the logarithm of p - 1, which is nan (of a negative number or, at p = 1, of 0).
# names: none
# wanted: the 1 is subtracted before the loss is read: the gradient and the probabilities are one array, so that the loss is the logarithm of p - 1
# hints: logarithm_of_zero
import numpy as np
def softmax_loss(scores, y):
    N = scores.shape[0]
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = exps / exps.sum(axis=1, keepdims=True)
    dscores = p
    dscores[np.arange(N), y] -= 1
    loss = -np.log(p[np.arange(N), y]).mean()
    return loss, dscores / N

# %% gradient_wrong_sign
# fault: The gradient is one-hot minus p, the direction to go, and so has the wrong sign.
# names: gradient_negative
import numpy as np
def softmax_loss(scores, y):
    N, C = scores.shape
    m = scores.max(axis=1, keepdims=True)
    lse = m + np.log(np.exp(scores - m).sum(axis=1, keepdims=True))
    logp = scores - lse
    loss = -logp[np.arange(N), y].mean()
    d = -np.exp(logp)
    d[np.arange(N), y] += 1
    return loss, d / N

# %% clipped_scores
# fault: Instead of subtracting the largest score it clips the scores to -500 ... 500, so large scores become equal and loss and gradient are wrong.
# names: none
# wanted: the scores are cut off at a bound, where the largest of each image is to be subtracted: those beyond it become equal
import numpy as np
def softmax_loss(scores, y):
    N = scores.shape[0]
    s = np.clip(scores.astype(np.float64), -500, 500)
    logsum = np.log(np.exp(s).sum(axis=1, keepdims=True))
    logp = s - logsum
    loss = -logp[np.arange(N), y].mean()
    d = np.exp(logp)
    d[np.arange(N), y] -= 1
    return loss, (d / N).astype(scores.dtype)

# %% gradient_of_probability_and_by_classes
# fault: Two faults: the gradient is p (1 - p) at the right class with a minus and p elsewhere, as if of a probability and not of the loss; and it is divided by N * C.
# names: none
# hints: gradient_divided_by_classes, slope_of_minus_the_probability
import numpy as np
def softmax_loss(scores, y):
    N, C = scores.shape
    s = scores - scores.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    p = np.exp(logp)
    rows = np.arange(N)
    loss = -logp[rows, y].mean()
    d = p.copy()
    d[rows, y] = -p[rows, y] * (1 - p[rows, y])
    return loss, d / (N * C)

# %% logaddexp
# right
import numpy as np
def softmax_loss(scores, y):
    N, C = scores.shape
    wide = np.asarray(scores, dtype=np.float64)
    logsum = np.logaddexp.reduce(wide, axis=1)          # log of the sum of powers, safe for any size
    right = np.take_along_axis(wide, np.asarray(y)[:, None], axis=1)[:, 0]
    loss = float((logsum - right).sum() / N)
    is_right = np.arange(C) == np.asarray(y)[:, None]
    d = np.exp(wide - logsum[:, None]) - is_right
    return loss, (d / N).astype(scores.dtype)
