# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Pooling and the backward pass

# %% tags=["setup"]
import numpy as np
from IPython.display import display

from autograder import check, once_written
from cnnlib import data, plot
from cnnlib.guess import compare_guess
