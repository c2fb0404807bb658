"""A function waits thirteen seconds for a kernel of 1, the first case of its check. This group alone is lost.

Not eleven: the system counts computing time in whole seconds, and may let eleven through a limit of ten.
"""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "Limits"
HOME = {"a1.same_padding": None}

WAIT = """
    if kernel == 1:
        began = time.process_time()
        while time.process_time() < began + 13:
            pass
    lost ="""


def edit(cells):
    fill(cells, same_padding="import time\n\n\n" + right("same_padding").replace("\n    lost =", WAIT))
    return cells
