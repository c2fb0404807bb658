"""The released a1 in JupyterLab in a real browser, as a student meets it.

Set SCREENSHOTS to a folder to look at the pictures that these tests take.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import browser
import nbformat
import pytest
from playwright.sync_api import expect

from autograder.assignments import load_part
from autograder.check import run_check
from autograder.judging.report import GREEN, GREY, RED
from autograder.layout import SITE
from cnnlib import explore

pytestmark = pytest.mark.skipif(
    browser.CHROMIUM is None, reason="no chromium on this machine: apt install chromium"
)

PART, EXERCISE, CHECK = "a1.output_size", "a1-output_size-1", "a1-output_size"
RIGHT = """def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("not even the first position fits")
    return room // stride + 1"""
WITHOUT_DILATION = RIGHT.replace("dilation * (kernel - 1) - 1", "kernel")
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
WITHOUT_STYLE = """report => [report, ...report.querySelectorAll('[style]')].forEach(
  node => node.removeAttribute('style'))"""
COLOURS = """report => [...report.querySelectorAll('p, strong, th, td, pre, caption, summary')].map(node => {
  const layers = [];
  for (let at = node; at; at = at.parentElement) layers.push(getComputedStyle(at).backgroundColor);
  return [node.textContent, getComputedStyle(node).color, layers];
})"""


@pytest.fixture
def course(root, tmp_path) -> Path:
    """A course with the released a1 and the lectures, and a site of one page."""
    folder = tmp_path / "course"
    shutil.copytree(root / "lectures", folder / "lectures")
    shutil.copytree(root / "assignments" / "a1_shapes", folder / "assignments" / "a1_shapes")
    shutil.copy(root / "nbgrader_config.py", folder)
    page = folder / SITE / "lectures" / "04_shapes.html"
    page.parent.mkdir(parents=True)
    (folder / SITE / "index.html").touch()
    page.write_text(f"<!doctype html><title>Shapes</title>{explore.standalone(explore.Sizes())}", "utf-8")
    return folder


@pytest.fixture
def shots(tmp_path) -> Path:
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path / "shots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def report_in(cell):
    return cell.locator(".jp-OutputArea-output > div").first  # what is offered comes after it


def points_in(report) -> tuple[str, str]:
    """What the patch beside the title says, and its colour."""
    patch = report.locator("strong").nth(1)
    return patch.inner_text(), patch.evaluate("node => getComputedStyle(node).backgroundColor")


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour.removeprefix("#")))


def assert_legible(notebook, report, shots, name):
    """Every text of a report has a contrast of at least 4.5 (WCAG 2.2, 1.4.3) in both themes."""
    for theme, title in THEMES.items():
        notebook.theme(title)
        report.screenshot(path=shots / f"{name}-{theme}.png")
        texts = report.evaluate(COLOURS)
        assert texts
        faint = [(text, colour) for text, colour, layers in texts if contrast(colour, layers) < 4.5]
        assert not faint, f"{name} in {title}"


def contrast(colour: str, layers: list[str]) -> float:
    """Contrast of a text with the layers below it, topmost first (WCAG 2.2: contrast ratio)."""
    ground = (255.0, 255.0, 255.0)
    for layer in reversed(layers):
        red, green, blue, alpha = rgba(layer)
        ground = tuple(
            alpha * new + (1 - alpha) * old for new, old in zip((red, green, blue), ground, strict=True)
        )
    dark, light = sorted((luminance(ground), luminance(rgba(colour)[:3])))
    return (light + 0.05) / (dark + 0.05)


def rgba(colour: str) -> tuple[float, float, float, float]:
    assert colour.startswith("rgb"), colour
    red, green, blue, *alpha = map(float, re.findall(r"[\d.]+", colour))
    return red, green, blue, alpha[0] if alpha else 1.0


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_of_known_colours():
    assert contrast("rgb(0, 0, 0)", ["rgb(255, 255, 255)"]) == pytest.approx(21)
    assert contrast("rgb(119, 119, 119)", ["rgba(0, 0, 0, 0)"]) == pytest.approx(4.478, abs=1e-3)
    assert contrast("rgb(255, 255, 255)", ["rgba(0, 0, 0, 0.5)"]) == pytest.approx(3.98, abs=0.01)


def test_a_student_opens_a1_and_does_the_first_exercise(course, tmp_path, shots):
    asked: list[str] = []
    part = load_part(PART)
    total = f"{sum(part.points.values()):g}"
    with browser.lab(course, tmp_path / "home") as address, browser.page(asked) as view:
        notebook = browser.Notebook(view, address)
        assert notebook.path == "a1_shapes.ipynb"
        notebook.run_all()
        assert notebook.errors() == [] and None not in notebook.run_counts()
        notebook.go_to_number(0)
        view.screenshot(path=shots / "opening.png")
        picture = notebook.go_to_number(first_picture(course)).locator(".jp-OutputArea-output img").first
        assert len(picture.get_attribute("alt")) > 20
        assert picture.evaluate("image => image.naturalWidth") > 100
        view.screenshot(path=shots / "first-picture.png")

        blank = report_in(notebook.go_to(CHECK))
        assert points_in(blank) == (f"0 / {total} (not written)", rgb(GREY))
        assert_legible(notebook, blank, shots, "not-written")

        notebook.write(EXERCISE, RIGHT)
        notebook.run(EXERCISE)
        right = report_in(notebook.run(CHECK))
        assert points_in(right) == (f"{total} / {total}", rgb(GREEN))
        assert_legible(notebook, right, shots, "full-points")

        notebook.write(EXERCISE, WITHOUT_DILATION)
        notebook.run(EXERCISE)
        wrong = report_in(notebook.run(CHECK))
        assert points_in(wrong)[1] == rgb(RED)
        assert "Recognised: dilation ignored." in wrong.inner_text()
        assert part.mistakes["dilation_ignored"].explanation in wrong.inner_text()
        assert_legible(notebook, wrong, shots, "named-mistake")
        view.screenshot(path=shots / "named-mistake-page.png")

        offered = notebook.go_to(CHECK)
        offered.get_by_text("See it: this case, window by window").click()
        says = offered.locator(".cnnlib-explorer .says")
        says.wait_for()
        assert re.match(r"\d+ inputs make \d+ outputs", says.inner_text())
        view.screenshot(path=shots / "see-it.png")
        with view.expect_popup() as opened:
            offered.get_by_role("link", name="The same picture in its lecture").click()
        same = opened.value.locator(".cnnlib-explorer .says")
        same.wait_for()
        assert same.inner_text() == says.inner_text() and opened.value.title() == "Shapes"
        opened.value.close()

        notebook.command("docmanager:save")
        notebook.go_to(EXERCISE)
        heading = "How many places does a window have?"
        notebook.shown.get_by_role("link", name=f'lecture 4, "{heading}"').first.click()
        view.wait_for_function(browser.IS_SHOWN, arg="04_shapes_and_receptive_fields.ipynb")
        expect(notebook.shown.get_by_role("heading", name=heading)).to_be_in_viewport(
            timeout=browser.STEP_WITHIN
        )
        view.screenshot(path=shots / "explained.png")
    assert WITHOUT_DILATION in read_sources(course / "work" / "a1_shapes.ipynb")
    assert WITHOUT_DILATION not in read_sources(course / "assignments" / "a1_shapes" / "a1_shapes.ipynb")
    assert len(asked) > 10 and browser.foreign(asked) == []


def read_sources(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def first_picture(course: Path) -> int:
    sources = read_sources(course / "work" / "a1_shapes.ipynb")
    return next(number for number, source in enumerate(sources) if source.startswith("plot."))


def test_a_saved_report_of_an_untrusted_notebook_is_legible(course, tmp_path, shots):
    part = load_part("a2.zero_pad")
    report = run_check(part.id, part.mistakes["border_of_ones"].around(part.reference("zero_pad")))
    html = {"text/html": report._repr_html_()}
    output = nbformat.v4.new_output("execute_result", html, execution_count=1)
    cell = nbformat.v4.new_code_cell("check(...)", outputs=[output], execution_count=1)
    (course / "work").mkdir()
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    saved = nbformat.v4.new_notebook(cells=[cell], metadata=kernel)
    nbformat.write(saved, course / "work" / "saved.ipynb")
    with browser.lab(course, tmp_path / "home") as address, browser.page([]) as view:
        notebook = browser.Notebook(view, address.replace("a1_shapes.ipynb", "saved.ipynb"))
        assert not notebook.trusted(0)
        shown = report_in(notebook.go_to_number(0))
        assert_legible(notebook, shown, shots, "untrusted")
        assert "Recognised: border of ones." in shown.inner_text()
        found, expected = shown.locator("table").all()[1:]
        assert found.locator("caption").inner_text().startswith("found")
        assert expected.locator("caption").inner_text().startswith("expected")
        marked = [text for text in found.locator("td").all_inner_texts() if text.endswith("*")]
        assert len(marked) == 12 and set(marked) == {"1 *"}
        tops = [table.bounding_box()["y"] for table in (found, expected)]
        assert tops[0] == tops[1], "the two grids stand side by side"
        shown.evaluate(WITHOUT_STYLE)  # as other JupyterLabs and nbgrader's pages show it
        assert_legible(notebook, shown, shots, "without-style")
