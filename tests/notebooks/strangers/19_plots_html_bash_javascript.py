"""%matplotlib inline, plt.show(), plt.style, cells in %%html, %%bash, %%javascript, %%latex, %%capture, %%time,
%%timeit, a long demonstration loop (some seconds), %who and %history, and `%pylab inline` at the end, which gives the
names plot, sum, max to other things. The functions are the plain right ones.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a1_shapes"
HOME = {
    "a1.output_size": 12.0,
    "a1.fits": 8.0,
    "a1.same_padding": 8.0,
    "a1.parameters": 14.0,
    "a1.multiply_adds": 8.0,
    "a1.receptive_field": 14.0,
    "a1.probe_receptive_field": 12.0,
    "a1.layer_table": 14.0,
    "a1.expand_pattern": 6.0,
    "a1.stack_or_single": 4.0,
}


def edit(cells):
    fill(cells)
    cells.insert(
        find(cells, "a1-setup-1"),
        new("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.style.use('dark_background')"),
    )
    add = lambda key, source: cells.insert(find(cells, key) + 1, new(source))
    add(
        "a1-output_size",
        "plt.plot([output_size(n, 5, 2) for n in range(5, 60)], 'o-')\nplt.xlabel('n'); plt.ylabel('outputs')\nplt.grid()\nplt.show()",
    )
    add("a1-fits", "%%html\n<b style='color:red'>fits() done!</b>")
    add("a1-fits", "%%bash\necho hello from bash\nfor i in 1 2 3; do echo $i; done")
    add("a1-same_padding", "%%javascript\nconsole.log('hi')")
    add("a1-same_padding", "%%latex\n$r \\leftarrow r + d(k-1)j$")
    add("a1-parameters", "%%timeit -n 100 -r 3\nconv_parameters(3, 96, 11)")
    add("a1-multiply_adds", "%time conv_multiply_adds(3, 96, 11, 55, 55)")
    add("a1-receptive_field", "%%capture seen\nprint(receptive_field([(3, 1)] * 100))")
    add(
        "a1-layer_table",
        """
%%time
# how long does it take for very deep networks?
import time
depths, times = [], []
for depth in range(50, 700, 25):
    t = time.time()
    for repeat in range(3):
        layer_table((3, 64, 64), [("conv", 8, 3, 1, 1), ("relu",)] * depth)
    depths.append(depth); times.append(time.time() - t)
plt.figure(figsize=(8, 3)); plt.plot(depths, times); plt.title("quadratic!"); plt.show()
""",
    )
    cells.append(new("%who\n%history -n -l 3"))
    cells.append(new("%pylab inline\nplot([1, 2, 3])\nshow()"))
    return cells
