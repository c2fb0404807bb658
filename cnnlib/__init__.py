"""The small convolutional network library that the course builds, in finished form.

The NumPy part is imported room by room (``from cnnlib import shapes``), so that an
assignment can do without the functions that it teaches.
"""
