"""The cells with right functions begin with `%pip install`, `!ls`, `import pandas as pd`, `import seaborn`
inside try; the functions themselves need none of it.

Expect at home: all parts full points (pandas installed; no network needed, tqdm is already there).
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
    at = lambda key: cells[find(cells, key)]
    at("a1-output_size-1")["source"] = "%pip install --quiet tqdm\n!ls\n\n" + SOLUTIONS["a1-output_size-1"]
    at("a1-same_padding-1")["source"] = (
        "import pandas as pd\nimport matplotlib.pyplot as plt\n" + SOLUTIONS["a1-same_padding-1"]
    )
    at("a1-receptive_field-1")["source"] = (
        "files = !ls -1\n" + SOLUTIONS["a1-receptive_field-1"] + "\n\n!echo done\n"
    )
    at("a1-layer_table-1")["source"] = (
        "import pandas as pd, sys\ntry:\n    import seaborn as sns\nexcept ImportError:\n    sns = None\n\n"
        + SOLUTIONS["a1-layer_table-1"]
        + "\n\npd.DataFrame(layer_table((1, 28, 28), lenet5))\n"
    )
    at("a1-expand_pattern-1")["source"] = SOLUTIONS["a1-expand_pattern-1"] + "\n\n!python --version"
    return cells
