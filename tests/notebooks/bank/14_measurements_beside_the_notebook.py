"""A cell reads a table of measurements that lies beside the notebook and draws it, then defines a function that has
nothing to do with it."""

from bank import fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "What a failing cell costs"
BESIDE = {"measured.csv": "1.0,2.0\n3.0,4.5\n"}

READ = """
import matplotlib.pyplot as plt

measured = np.loadtxt("measured.csv", delimiter=",")
figure, axes = plt.subplots()
axes.plot(*measured.T)
plt.savefig("measured.png")
slope = (measured[1] - measured[0])[1]

"""


def edit(cells):
    fill(cells, zero_pad=READ + right("zero_pad"))
    return cells
