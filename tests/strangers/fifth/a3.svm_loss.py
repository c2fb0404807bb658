# %% right_class_counted
# fault: the right class is left in the sum, so its margin of 1 adds 1 to the loss of every image (the gradient leaves it out).
# names: right_class_in_the_loss
import numpy as np
def svm_loss(scores, y):
    N = scores.shape[0]
    right = scores[np.arange(N), y][:, None]
    margins = np.maximum(0, scores - right + 1)
    loss = margins.sum() / N
    d = (margins > 0).astype(scores.dtype)
    d[np.arange(N), y] = 0
    d[np.arange(N), y] = -d.sum(axis=1)
    return loss, d / N

# %% minus_one_once
# fault: the right class gets the slope -1 once if any margin is reached into, instead of minus the number of these margins.
# names: right_class_counts_once
import numpy as np

def svm_loss(scores, y):
    N = len(y)
    rows = np.arange(N)
    margins = np.maximum(0, scores - scores[rows, y].reshape(-1, 1) + 1)
    margins[rows, y] = 0
    loss = margins.sum() / N
    dscores = np.zeros_like(scores)
    dscores[margins > 0] = 1
    dscores[rows, y] = -1.0 * (margins > 0).any(axis=1)
    return loss, dscores / N

# %% right_class_no_gradient
# fault: only the wrong classes get a gradient; the right class stays at 0 instead of minus the count.
# names: right_class_left_at_zero
import numpy as np

def svm_loss(scores, y):
    N, C = scores.shape
    loss = 0.0
    dscores = np.zeros_like(scores)
    for i in range(N):
        correct = scores[i, y[i]]
        for j in range(C):
            if j == y[i]:
                continue
            margin = scores[i, j] - correct + 1
            if margin > 0:
                loss += margin
                dscores[i, j] += 1
    return loss / N, dscores / N

# %% at_hinge_slope_one
# fault: a margin of exactly 0 is counted with the slope 1 (margins >= 0 instead of > 0).
# names: slope_one_at_the_hinge
import numpy as np

def svm_loss(scores, y):
    N, C = scores.shape
    loss = 0.0
    dscores = np.zeros_like(scores)
    for n in range(N):
        for c in range(C):
            if c != y[n]:
                m = scores[n, c] - scores[n, y[n]] + 1
                if m >= 0:
                    loss += m
                    dscores[n, c] += 1
                    dscores[n, y[n]] -= 1
    loss /= N
    dscores /= N
    return loss, dscores

# %% gradient_not_divided
# fault: the gradient is not divided by N.
# names: gradient_summed
import numpy as np

def svm_loss(scores, y):
    num = scores.shape[0]
    correct = scores[np.arange(num), y][:, np.newaxis]
    margins = np.maximum(0, scores - correct + 1.0)
    margins[np.arange(num), y] = 0
    loss = np.sum(margins) / num
    dscores = np.zeros_like(scores)
    dscores[margins > 0] = 1
    dscores[np.arange(num), y] -= np.sum(margins > 0, axis=1)
    return loss, dscores

# %% count_includes_right_class
# fault: the count for the right class includes the right class itself, whose margin of 1 is above 0, so it gets one too many (loss and wrong classes are right).
# names: right_class_counts_itself
import numpy as np

def svm_loss(scores, y):
    N = scores.shape[0]
    margins = scores - scores[np.arange(N), y][:, None] + 1
    active = margins > 0
    losses = np.where(active, margins, 0).sum(axis=1) - 1  # minus the right class
    dscores = active.astype(scores.dtype)
    dscores[np.arange(N), y] = -active.sum(axis=1)
    return losses.mean(), dscores / N

# %% margins_as_slopes
# fault: the gradient is made of the sizes of the margins instead of 1 for each margin that is reached into, as if they were squared.
# names: margins_in_the_gradient
import numpy as np

def svm_loss(scores, y):
    N = scores.shape[0]
    idx = np.arange(N)
    margins = np.maximum(0, scores - scores[idx, y][:, None] + 1)
    margins[idx, y] = 0
    loss = margins.sum() / N
    dscores = margins.copy()
    dscores[idx, y] = -margins.sum(axis=1)
    return loss, dscores / N

# %% worst_class_only
# fault: each image's loss is its largest margin alone instead of the sum of all of them, and the gradient goes to that class alone.
# names: worst_class_alone
import numpy as np

def svm_loss(scores, y):
    N = scores.shape[0]
    rows = np.arange(N)
    margins = scores - scores[rows, y][:, None] + 1
    margins[rows, y] = 0
    worst = margins.argmax(axis=1)
    hinge = np.maximum(0, margins[rows, worst])
    dscores = np.zeros_like(scores)
    active = hinge > 0
    dscores[rows[active], worst[active]] = 1
    dscores[rows[active], y[active]] = -1
    return hinge.mean(), dscores / N

# %% squared_margins
# fault: the margins are squared in the loss, and the gradient follows this with twice the margins.
# names: squared
import numpy as np

def svm_loss(scores, y):
    n = scores.shape[0]
    m = np.maximum(0, scores - scores[np.arange(n), y, None] + 1)
    m[np.arange(n), y] = 0
    loss = (m ** 2).sum() / n
    grad = 2 * m
    grad[np.arange(n), y] = -grad.sum(axis=1)
    return loss, grad / n

# %% divided_by_classes
# fault: loss and gradient are divided by N times C (as in PyTorch's multi_margin_loss) instead of by N.
# names: both_divided_by_classes, loss_divided_by_classes + gradient_divided_by_classes
import numpy as np

def svm_loss(scores, y):
    N, C = scores.shape
    right = scores[np.arange(N), y].reshape(N, 1)
    margins = np.maximum(scores - right + 1, 0)
    margins[np.arange(N), y] = 0
    dscores = (margins > 0).astype(scores.dtype)
    dscores[np.arange(N), y] = -dscores.sum(axis=1)
    return np.mean(margins), dscores / margins.size

# %% margin_turned_round
# fault: the margin is s_y - s_c + 1 instead of s_c - s_y + 1, so it costs when the right class leads; the gradient follows this.
# names: sides_exchanged
import numpy as np

def svm_loss(scores, y):
    N, C = scores.shape
    total = 0.0
    d = np.zeros_like(scores)
    for i in range(N):
        k = int(y[i])
        for j in range(C):
            if j == k:
                continue
            margin = scores[i, k] - scores[i, j] + 1
            if margin > 0:
                total += margin
                d[i, k] += 1
                d[i, j] -= 1
    return total / N, d / N

# %% all_columns_index
# fault: the right scores are picked with scores[:, y], an N by N table, so subtracting them raises unless N equals C (or one of them is 1), where other images' columns are subtracted.
# names: right_scores_as_columns
import numpy as np

def svm_loss(scores, y):
    N = scores.shape[0]
    correct = scores[:, y]
    margins = np.maximum(0, scores - correct + 1)
    margins[np.arange(N), y] = 0
    loss = margins.sum() / N
    dscores = (margins > 0).astype(scores.dtype)
    dscores[np.arange(N), y] = -dscores.sum(axis=1)
    return loss, dscores / N

# %% scores_changed
# fault: the margins are computed in scores itself with -= and +=, so the caller's array is changed.
# names: scores_changed
import numpy as np

def svm_loss(scores, y):
    N = scores.shape[0]
    margins = scores
    margins -= scores[np.arange(N), y].copy()[:, None]
    margins += 1
    margins[np.arange(N), y] = 0
    active = margins > 0
    loss = margins[active].sum() / N
    dscores = active.astype(scores.dtype)
    dscores[np.arange(N), y] -= active.sum(axis=1)
    dscores /= N
    return loss, dscores

# %% float64_gradient
# fault: the gradient is built in np.zeros(scores.shape), which is float64, so float32 scores give a float64 gradient.
# names: gradient_always_float64
import numpy as np

def svm_loss(scores, y):
    N = scores.shape[0]
    loss = 0.0
    dscores = np.zeros(scores.shape)
    for i, (s, label) in enumerate(zip(scores, y)):
        m = s - s[label] + 1
        m[label] = 0
        loss += float(m[m > 0].sum())
        dscores[i, m > 0] = 1 / N
        dscores[i, label] = -(m > 0).sum() / N
    return loss / N, dscores

# %% ties_taken_for_right_class
# fault: the right class is recognised by its score (scores != right) instead of its number, so a wrong class with exactly the same score is left out too, though its margin is 1.
# names: same_score_left_out
import numpy as np

def svm_loss(scores, y):
    N = scores.shape[0]
    right = scores[np.arange(N), y][:, None]
    wrong = scores != right
    margins = np.maximum(0, scores - right + 1) * wrong
    loss = margins.sum() / N
    counts = (margins > 0).astype(scores.dtype)
    counts[np.arange(N), y] = -counts.sum(axis=1)
    return loss, counts / N

# %% maximum_of_the_sum
# fault: the maximum with 0 is taken of the sum of the margins of an image instead of each margin, so classes that are far behind lower the loss; the gradient is 1 for all wrong classes where that sum is above 0.
# names: maximum_of_the_sum_in_both, maximum_of_the_sum
import numpy as np

def svm_loss(scores, y):
    N, C = scores.shape
    dscores = np.zeros_like(scores)
    losses = []
    for n in range(N):
        s = scores[n] - scores[n, y[n]] + 1
        L = max(0.0, np.sum(np.delete(s, y[n])))
        losses.append(L)
        if L > 0:
            dscores[n] = 1
            dscores[n, y[n]] = -(C - 1)
    return np.mean(losses), dscores / N

# %% no_margin
# fault: the margin of 1 is left out, max(0, s_c - s_y), so a wrong class costs only when it is above the right one (loss and gradient).
# names: margin_forgotten
import numpy as np

def svm_loss(scores, y):
    N = scores.shape[0]
    diff = scores - scores[np.arange(N), y][:, None]
    hinge = np.maximum(0, diff)
    dscores = (hinge > 0).astype(scores.dtype)
    dscores[np.arange(N), y] = -dscores.sum(axis=1)
    return hinge.sum(axis=1).mean(), dscores / N

# %% summed_loss_and_stop_at_right
# fault: two faults: the loop over the classes breaks at the right class instead of skipping it, so later classes are never looked at; and the loss is the sum over the images instead of the mean.
# names: stops_at_the_right_class + loss_summed
import numpy as np

def svm_loss(scores, y):
    N, C = scores.shape
    loss = 0.0
    dscores = np.zeros_like(scores)
    for i in range(N):
        for j in range(C):
            if j == y[i]:
                break
            margin = scores[i, j] - scores[i, y[i]] + 1
            if margin > 0:
                loss += margin
                dscores[i, j] += 1 / N
                dscores[i, y[i]] -= 1 / N
    return loss, dscores

# %% difference_matrices
# right
import numpy as np

def svm_loss(scores, y):
    # each pair (image, wrong class) is one hinge; collect the pairs, then scatter with np.add.at
    N, C = scores.shape
    n, c = np.nonzero(np.arange(C) != np.asarray(y)[:, None])
    right = np.asarray(y)[n]
    gaps = scores[n, c] - scores[n, right] + 1
    hit = gaps > 0
    dscores = np.zeros_like(scores, subok=False)
    np.add.at(dscores, (n[hit], c[hit]), 1)
    np.add.at(dscores, (n[hit], right[hit]), -1)
    return float(gaps[hit].sum() / N), dscores / N
