"""The small convolutional network library that the course builds, in finished form.

The NumPy part is imported room by room (``from cnnlib import shapes``), so that an
assignment can do without the functions that it teaches. The examples in its docstrings
need ``import numpy as np`` and the names of the room that they are in.
"""
