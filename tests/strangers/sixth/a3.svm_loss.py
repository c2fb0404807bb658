# %% right_class_counted
# fault: The right class is not left out of the sum, so the loss is too large by exactly 1.
# names: right_class_in_the_loss
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    correct = scores[np.arange(N), y][:, None]
    margins = np.maximum(0, scores - correct + 1)
    loss = margins.sum() / N
    dscores = (margins > 0).astype(scores.dtype)
    dscores[np.arange(N), y] -= dscores.sum(axis=1)
    return loss, dscores / N

# %% right_class_minus_one
# fault: The right class gets -1 instead of minus the number of its margins.
# names: right_class_always_minus_one
import numpy as np
def svm_loss(scores, y):
    N = len(scores)
    rows = np.arange(N)
    right = scores[rows, y].reshape(N, 1)
    margins = np.maximum(scores - right + 1, 0)
    margins[rows, y] = 0
    loss = margins.sum() / N
    dscores = np.zeros_like(scores)
    dscores[margins > 0] = 1
    dscores[rows, y] = -1
    dscores /= N
    return loss, dscores

# %% corner_counts
# fault: A margin of exactly 0 is counted in the gradient (>= 0), where the slope should be 0.
# names: slope_one_at_the_hinge
import numpy as np
def svm_loss(scores, y):
    N, C = scores.shape
    dscores = np.zeros_like(scores)
    loss = 0.0
    for n in range(N):
        for c in range(C):
            if c == y[n]:
                continue
            m = scores[n, c] - scores[n, y[n]] + 1
            if m >= 0:
                loss += m
                dscores[n, c] += 1
                dscores[n, y[n]] -= 1
    return loss / N, dscores / N

# %% right_class_no_gradient
# fault: The right class gets the gradient 0: its own margins are set to 0 and it is forgotten that it takes part in all others.
# names: right_class_left_at_zero
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    idx = np.arange(N)
    margins = scores - scores[idx, y][:, np.newaxis] + 1
    margins[idx, y] = 0
    margins = np.maximum(0, margins)
    loss = np.sum(margins) / N
    dscores = (margins > 0) / N
    return loss, dscores.astype(scores.dtype)

# %% gradient_not_divided
# fault: dscores is not divided by N.
# names: gradient_summed
import numpy as np
def svm_loss(scores, y):
    num = scores.shape[0]
    diff = scores - scores[range(num), y][:, None] + 1.0
    diff[range(num), y] = 0
    hinge = np.where(diff > 0, diff, 0)
    loss = hinge.sum(axis=1).mean()
    grad = np.where(diff > 0, 1, 0).astype(scores.dtype)
    grad[range(num), y] = -grad.sum(axis=1)
    return loss, grad

# %% worst_only
# fault: Only the worst wrong class of each image costs (max instead of sum), in the loss and in the gradient.
# names: worst_class_alone
import numpy as np
def svm_loss(scores, y):
    N, C = scores.shape
    rows = np.arange(N)
    m = scores - scores[rows, y][:, None] + 1
    m[rows, y] = -np.inf
    worst = m.argmax(axis=1)
    cost = np.maximum(0, m[rows, worst])
    d = np.zeros_like(scores)
    hit = cost > 0
    d[rows[hit], worst[hit]] = 1
    d[rows[hit], y[hit]] = -1
    return cost.mean(), d / N

# %% whole_columns_zeroed
# fault: The right class is left out with margins[:, y] = 0, which sets whole columns to 0, for every image all classes that are right for any of them.
# names: whole_columns_left_out
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    s_y = scores[np.arange(N), y]
    margins = np.maximum(0, scores - s_y[:, None] + 1)
    margins[:, y] = 0
    loss = margins.sum() / N
    active = (margins > 0).astype(scores.dtype)
    dscores = active.copy()
    dscores[np.arange(N), y] = -active.sum(axis=1)
    return loss, dscores / N

# %% also_by_classes
# fault: Loss and gradient are divided by the number of classes too, as in PyTorch.
# names: both_divided_by_classes, loss_divided_by_classes + gradient_divided_by_classes
# hints: loss_divided_by_classes, gradient_divided_by_classes
import numpy as np
def svm_loss(scores, y):
    N, C = scores.shape
    r = np.arange(N)
    margins = np.maximum(0, scores - scores[r, y][:, None] + 1)
    margins[r, y] = 0
    loss = np.mean(margins)
    d = np.zeros_like(scores)
    d[margins > 0] = 1
    d[r, y] = -d.sum(axis=1)
    d /= N * C
    return loss, d

# %% margins_as_gradient
# fault: The gradient holds the size of the margins instead of counting them.
# names: margins_in_the_gradient
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    right = scores[np.arange(N), y].reshape(-1, 1)
    margins = np.maximum(0, scores - right + 1)
    margins[np.arange(N), y] = 0
    loss = margins.sum() / N
    dscores = margins.copy()
    dscores[np.arange(N), y] = -margins.sum(axis=1)
    return loss, dscores / N

# %% lead_the_wrong_way
# fault: The difference is the wrong way round, right score minus wrong score plus 1, so a good lead costs.
# names: sides_exchanged
import numpy as np
def svm_loss(scores, y):
    N = len(y)
    rows = np.arange(N)
    margins = np.maximum(0, scores[rows, y][:, None] - scores + 1)
    margins[rows, y] = 0
    loss = margins.sum() / N
    dscores = -(margins > 0).astype(scores.dtype)
    dscores[rows, y] = (margins > 0).sum(axis=1)
    return loss, dscores / N

# %% squared_margins
# fault: The margins are squared in the loss, and the gradient is that of the squares.
# names: squared
# hints: squared_in_the_loss
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    rows = np.arange(N)
    m = np.maximum(0, scores - scores[rows, y][:, None] + 1)
    m[rows, y] = 0
    loss = (m ** 2).sum() / N
    d = 2 * m
    d[rows, y] = -d.sum(axis=1)
    return loss, d / N

# %% scores_changed
# fault: The margins are computed in scores itself (-=, +=), so the caller's array is changed.
# names: scores_changed
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    rows = np.arange(N)
    margins = scores
    margins -= scores[rows, y][:, None].copy()
    margins += 1
    margins[rows, y] = 0
    loss = np.maximum(margins, 0).sum() / N
    dscores = (margins > 0).astype(scores.dtype)
    dscores[rows, y] = -dscores.sum(axis=1)
    return loss, dscores / N

# %% no_margin
# fault: The margin of 1 is left out: a wrong class costs only when it is above the right one.
# names: margin_forgotten
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    right = np.array([scores[i, y[i]] for i in range(N)])
    over = np.maximum(0, scores - right[:, None])
    loss = over.sum() / N
    d = (over > 0).astype(scores.dtype)
    d[np.arange(N), y] = -(over > 0).sum(axis=1)
    return loss, d / N

# %% one_count_for_all
# fault: The count for the right class is the sum over the whole batch, so every image's right class gets the same number.
# names: count_of_the_whole_batch
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    idx = (np.arange(N), y)
    margins = np.maximum(0, scores - scores[idx][:, None] + 1)
    margins[idx] = 0
    violated = margins > 0
    dscores = violated.astype(scores.dtype)
    dscores[idx] = -np.sum(violated)
    return margins.sum() / N, dscores / N

# %% break_instead_of_continue
# fault: The loop over the classes ends with break at the right class, so classes behind it are never looked at.
# names: stops_at_the_right_class
import numpy as np
def svm_loss(scores, y):
    N, C = scores.shape
    loss, grad = 0.0, np.zeros_like(scores)
    for i in range(N):
        right_score = scores[i, y[i]]
        for j in range(C):
            if j == y[i]:
                break
            margin = scores[i, j] - right_score + 1
            if margin > 0:
                loss += margin
                grad[i, j] += 1 / N
                grad[i, y[i]] -= 1 / N
    return loss / N, grad

# %% equal_scores_removed
# fault: The right class is found by its score and not by its number, so a wrong class with the same score as the right one is left out too.
# names: same_score_left_out
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    s = scores[np.arange(N), y][:, None]
    margins = np.maximum(0, 1 + scores - s)
    margins[scores == s] = 0     # right class
    loss = margins.sum() / N
    dscores = (margins > 0).astype(scores.dtype)
    dscores[np.arange(N), y] = -dscores.sum(axis=1)
    dscores /= N
    return loss, dscores

# %% sum_and_float64
# fault: Two faults: the loss is the sum over the images and not the mean, and dscores is float64 for float32 scores.
# names: loss_summed + gradient_always_float64
# hints: loss_summed, gradient_always_float64
import numpy as np
def svm_loss(scores, y):
    N, C = scores.shape
    loss = 0.0
    dscores = np.zeros((N, C))
    for n in range(N):
        margins = np.maximum(0, scores[n] - scores[n, y[n]] + 1)
        margins[y[n]] = 0
        loss += margins.sum()
        dscores[n] = margins > 0
        dscores[n, y[n]] = -np.count_nonzero(margins)
    return loss, dscores / N

# %% without_the_right_column
# right
import numpy as np
def svm_loss(scores, y):
    N, C = scores.shape
    wrong = np.arange(C)[None, :] != np.asarray(y)[:, None]
    others = scores[wrong].reshape(N, C - 1)             # a copy without the right class
    own = scores[~wrong].reshape(N, 1)
    reach = others - own + 1
    over = reach > 0
    loss = float(reach[over].sum() / N)
    d = np.empty(scores.shape, scores.dtype)
    d[wrong] = over.ravel()
    d[~wrong] = -over.sum(axis=1)
    return loss, d / np.asarray(N, scores.dtype)
