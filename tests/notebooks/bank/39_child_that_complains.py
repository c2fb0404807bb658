"""A function starts children that write to the standard error: a shell, a process of Python's, a write to the
descriptor itself."""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "Stock nbgrader"

COMPLAIN = """
import os
import subprocess


def complain():
    os.system("echo from the shell >&2")
    try:
        subprocess.run(["sh", "-c", "echo from a child >&2"])
    except FileNotFoundError:
        pass
    os.write(2, b"straight")


"""


def edit(cells):
    complaining = right("expand_pattern").replace("    one_stage", "    complain()\n    one_stage")
    fill(cells, expand_pattern=COMPLAIN + complaining)
    return cells
