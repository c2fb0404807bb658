"""How long an explorer takes to answer one step, in a browser on a page without a kernel.

A step is one move of a slider or one press of a button, there and back in turn: from the event until the
picture is drawn anew and laid out. Painting is left to the browser and not counted. Explorers stand in the
states that have most to draw.

    python -m benchmarks.explorers [--rounds N] [--json FILE]
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright

from benchmarks.timing import print_table, run
from cnnlib import explore

VGG16 = [
    [*(["conv", width, 3, 1, 1], ["relu"]) * times, ["pool", 2, 2]]
    for width, times in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]
]
HEAD = [["flatten"], ["linear", 4096], ["relu"], ["linear", 4096], ["relu"], ["linear", 1000]]
LARGEST = [
    explore.Sizes(n=24, kernel=11, padding=6),
    explore.Stepper(image=np.ones((2, 8, 8)), kernel=np.ones((2, 5, 5)), padding=3),
    explore.ReceptiveField(layers=[(3, 1)] * 12),
    explore.Cost(channels=3, height=224, width=224, layers=[row for stage in VGG16 for row in stage] + HEAD),
    explore.Pooling(image=np.eye(8), stride=1),
    explore.Filtering(),
    explore.Graph(step=15),
]
STEPS = """async (steps) => {
  const root = document.querySelector(".cnnlib-explorer");
  const input = root.querySelector("input[type=range], input[type=number]");
  const times = [];
  for (let step = 0; step < steps; step++) {
    const start = performance.now();
    input.value = Number(input.value) + (step % 2 ? 1 : -1);
    input.dispatchEvent(new Event("input"));
    await Promise.resolve();
    root.getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return times;
}"""


def measure(rounds: int) -> dict[str, Any]:
    """Median and slowest milliseconds of a step for each explorer."""
    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        view, file = chromium.new_page(), Path(folder, "page.html")
        for explorer in LARGEST:
            file.write_text(
                f"<!doctype html><meta charset=utf-8>{explore.standalone(explorer)}", encoding="utf-8"
            )
            view.goto(file.as_uri())
            view.locator(".cnnlib-explorer .says:not(:empty)").first.wait_for()
            times = view.evaluate(STEPS, rounds)
            rows.append({"explorer": explorer.name, "median_ms": median(times), "slowest_ms": max(times)})
        chromium.close()
    print_table(rows)
    return {"rows": rows}


if __name__ == "__main__":
    run(__doc__.splitlines()[0], measure, 200)
