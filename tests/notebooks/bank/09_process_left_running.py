"""Two cells start processes and threads that go on until the notebook ends."""

from bank import after, below, fill

ASSIGNMENT = "a2_convolution"
ABOUT = "When a part is asked"

PROCESS = """
import multiprocessing
import time

waiting = [
    multiprocessing.get_context("fork").Process(target=time.sleep, args=(120,), daemon=True) for _ in range(3)
]
for process in waiting:
    process.start()
"""

THREAD = """
import threading


def tick():
    global ticks
    while ticks < 10_000:
        ticks += 1
        time.sleep(0.05)


ticks = 0
threading.Thread(target=tick, daemon=True).start()
"""


def edit(cells):
    fill(cells)
    below(cells, "zero_pad", PROCESS)
    after(cells, "conv2d_naive", THREAD)
    return cells
