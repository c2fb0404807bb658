"""Edited in Colab and VS Code: cells carry colab and vscode metadata beside nbgrader's, `#@title` and `#@param` comments,
`from google.colab import drive` in try / except at the top of a solution cell, `!nvidia-smi || true`, a form that
sets a global with #@param which the function reads, the functions' cells have collapsed inputs.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a2_convolution"


def edit(cells):
    fill(cells)
    for number, cell in enumerate(cells):
        cell["metadata"]["id"] = f"Zx{number:02d}kQ_colab"
        if cell["cell_type"] == "code":
            cell["metadata"]["colab"] = {"base_uri": "https://localhost:8080/"}
            cell["metadata"]["vscode"] = {"languageId": "python"}
            cell["metadata"]["jupyter"] = {"source_hidden": grade_id(cell) in SOLUTIONS}
            cell["metadata"]["tags"] = sorted({*cell["metadata"].get("tags", []), "mine"})
    at = lambda key: cells[find(cells, key)]
    at("a2-zero_pad-1")["source"] = (
        '#@title Zero padding { display-mode: "form" }\n'
        "try:\n    from google.colab import drive\n    drive.mount('/content/drive')\nexcept ImportError:\n    print('not on colab')\n"
        'value = 0 #@param {type:"integer"}\n\n'
        + SOLUTIONS["a2-zero_pad-1"].replace(
            "np.zeros((N, C, H + 2 * p, W + 2 * q), dtype=x.dtype)",
            "np.full((N, C, H + 2 * p, W + 2 * q), value, dtype=x.dtype)",
        )
    )
    at("a2-conv2d_naive-1")["source"] = "!nvidia-smi || true\n\n" + SOLUTIONS["a2-conv2d_naive-1"]
    at("a2-conv2d_forward-1")["source"] = (
        "#@title The fast one\n" + SOLUTIONS["a2-conv2d_forward-1"] + "\n#@markdown done"
    )
    return cells
