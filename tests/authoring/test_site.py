"""The site: what is folded and made lighter, and in a browser every page of it as it is built.

Set SCREENSHOTS to a folder to look at pictures of all pages.
"""

import base64
import io
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import browser
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from once import once
from PIL import Image

from autograder.assignments import load_part
from autograder.authoring import site
from autograder.authoring.topics import Section
from autograder.layout import LECTURES
from cnnlib import plot

HEAVIEST = 3e6  # bytes of a page with its pictures
SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 390, "height": 844}}


def cell(source, kind="code", **metadata):
    return {"cell_type": kind, "source": source, "metadata": metadata}


def folded(*cells):
    """The tags of each cell once it is folded."""
    cells = json.loads(site.folded(json.dumps({"cells": cells})))["cells"]
    return [cell["metadata"].get("tags", []) for cell in cells]


def test_a_solution_and_an_answer_are_folded_and_nothing_else():
    assert folded(
        cell("def f(): ...", nbgrader={"solution": True, "grade_id": "a1-f-1"}),
        cell("check('a1.f', f)", nbgrader={"solution": False, "grade": True}),
        cell(["n = 3\n", "compare_guess(my_guess, n)"]),
        cell("compare_guess(my_guess, n)", "markdown"),
        cell("import numpy", tags=["setup"]),
    ) == [["hide-input"], [], ["hide-output"], [], ["setup"]]


def test_a_solution_has_no_marks():
    source = "def f(n):\n    ### BEGIN SOLUTION\n    return n\n    ### END SOLUTION"
    cells = [cell(source, nbgrader={"solution": True})]
    (solved,) = json.loads(site.folded(json.dumps({"cells": cells})))["cells"]
    assert solved["source"] == "def f(n):\n    return n\n"


def test_a_solved_exercise_leads_to_the_lectures_of_the_site():
    toys = Section("toys", "04_toys", "toys", "What is a toy?", (), has_figure=False)
    source = f"[lecture 4]({toys.beside}), [a notebook](a2_layer.ipynb)"
    moved = json.loads(site.with_links_of_the_site(json.dumps({"cells": [cell(source, "markdown")]}), [toys]))
    expected = source.replace(toys.beside, "../../lectures/04_toys.ipynb#What-is-a-toy?")
    assert moved["cells"] == [cell(expected, "markdown")]


def test_a_picture_becomes_a_file_with_the_same_pixels(tmp_path):
    picture = plot.arrays({"digits": np.arange(6).reshape(2, 3)})
    html = site.lightened(f"<p>{picture._repr_html_()}</p>", tmp_path / "images", "../images")
    (file,) = (tmp_path / "images").iterdir()
    assert f'src="../images/{file.name}">' in html and "base64" not in html
    assert f'alt="{picture.alt}"' in html and f'width="{picture.width}" height="' in html
    saved, shown = Image.open(file), Image.open(io.BytesIO(picture.png))
    assert np.array_equal(saved.convert("RGB"), shown.convert("RGB"))
    assert file.stat().st_size < len(picture.png)


def test_a_film_stays_a_film_without_what_stands_for_it_on_paper(tmp_path):
    film = plot.sliding_filter(np.eye(4), np.ones((2, 2)))
    site.lightened(film._repr_html_(), tmp_path, "images")
    saved, shown = Image.open(*tmp_path.iterdir()), Image.open(io.BytesIO(film.png))
    assert saved.n_frames == shown.n_frames - 1 == 9 and saved.info["loop"] == 1
    saved.seek(8)
    assert np.array_equal(saved.convert("RGB"), Image.open(io.BytesIO(film.png)).convert("RGB"))


# The site as it is built


@pytest.fixture(scope="session")
def built(root, tmp_path_factory) -> Path:
    """The folder of pages; every notebook on it was run for it."""

    def build(folder: Path) -> None:
        options = ["-W", "--keep-going", "-q", "-j", "2", "-c", "book", "-d", folder / "doctrees"]
        cache = f"nb_execution_cache_path={folder / 'executed'}"
        command = [sys.executable, "-m", "sphinx", *options, "-D", cache, ".", folder / "html"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory.getbasetemp(), "site", build) / "html"


class Addresses(HTMLParser):
    """All that a page refers to, and what can be referred to in it."""

    def __init__(self, page: Path):
        super().__init__()
        self.wanted: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.wanted += [named[key] for key in ("href", "src") if named.get(key)]
        self.ids |= {named["id"]} if named.get("id") else set()


def pages(built: Path) -> list[Path]:
    return sorted(path for path in built.rglob("*.html") if "_static" not in path.parts)


@pytest.mark.slow
def test_every_lecture_and_every_solved_assignment_is_a_page(built, root):
    names = {page.relative_to(built).with_suffix("") for page in pages(built)}
    lectures = [Path(LECTURES, path.stem) for path in (root / LECTURES).glob("*.ipynb")]
    solved = [p.relative_to(root).with_suffix("") for p in (root / "solutions").glob("*/*.ipynb")]
    assert len(lectures) >= 5 and len(solved) >= 3
    assert {*lectures, *solved, Path("index"), Path("search"), Path("book/map")} <= names


@pytest.mark.slow
def test_every_link_leads_to_something_on_the_site(built):
    """Also to headings, whatever their punctuation; other hosts may be linked to and are not asked."""
    found = {page: Addresses(page) for page in pages(built)}
    dead = []
    for page, addresses in found.items():
        for wanted in addresses.wanted:
            parts = urlsplit(wanted)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            fragment = unquote(parts.fragment)
            known = target not in found or not fragment or fragment in found[target].ids
            if not target.exists() or not known:
                dead.append(f"{page.relative_to(built)}: {wanted}")
    assert dead == []


@pytest.mark.slow
def test_no_page_is_heavy(built):
    weights = {
        page.name: sum(file.stat().st_size for file in {page, *_pictures(page)}) for page in pages(built)
    }
    assert max(weights.values()) < HEAVIEST, weights


def _pictures(page: Path) -> list[Path]:
    return [page.parent / src for src in re.findall(r'<img [^>]*src="([^"]+)"', page.read_text())]


@pytest.mark.slow
def test_answers_are_told_and_folded_and_solutions_too(built):
    lecture = (built / "lectures/03_convolution.html").read_text(encoding="utf-8")
    told = re.search(r'<details class="[^"]*hide below-input".*?</details>', lecture, re.DOTALL)
    assert told and f"it is {128 * 192 * 126 * 190:,}." in told[0] and "no guess yet" not in lecture
    solved = (built / "solutions/a1_shapes/a1_shapes.html").read_text(encoding="utf-8")
    shown = re.sub(r"<details.*?</details>", "", solved, flags=re.DOTALL)
    assert "Show the solution" in solved and "raise NotImplementedError" not in shown
    points = load_part("a1.output_size").max_points
    assert f"{points:g} / {points:g}" in shown


@pytest.mark.slow
@pytest.mark.skipif(browser.CHROMIUM is None, reason="no chromium on this machine: apt install chromium")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_can_be_read_by_everybody_and_asks_nobody(built, theme, tmp_path):
    """No violation that axe calls serious or critical, no complaint of the browser, no request to another host."""
    shots = Path(os.environ.get("SCREENSHOTS", tmp_path))
    asked: list[str] = []
    wrong: list[str] = []
    with browser.page(asked) as view:
        view.emulate_media(color_scheme=theme)
        view.on("pageerror", lambda error: wrong.append(f"{view.url}: {error}"))
        view.on("console", lambda m: wrong.append(f"{view.url}: {m.text}") if m.type == "error" else None)
        for page in pages(built):
            for name, size in SIZES.items():
                view.set_viewport_size(size)
                view.goto(page.as_uri())
                view.wait_for_function("!window.MathJax?.startup?.promise || window.MathJax.startup.document")
                if page.name == "index.html" and page.parent == built:
                    view.wait_for_url("**/book/index.html")
                view.screenshot(path=shots / f"{page.stem}_{theme}_{name}.png")
                if view.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                    wrong.append(f"{page.name} is wider than a {name} screen")
            rules = {} if theme == "light" else {"runOnly": ["color-contrast"]}  # what else depends on it
            found = Axe().run(view, options={"preload": False, **rules}).response["violations"]
            wrong += [
                f"{page.name}: {v['id']}: {v['nodes'][0]['html']}"
                for v in found
                if v["impact"] in ("serious", "critical")
            ]
    assert wrong == []
    assert browser.foreign(asked) == []


@pytest.mark.slow
@pytest.mark.skipif(browser.CHROMIUM is None, reason="no chromium on this machine: apt install chromium")
def test_a_page_knows_its_maths_its_search_and_its_explorers(built):
    asked: list[str] = []
    with browser.page(asked) as view:
        view.goto((built / "lectures/04_shapes_and_receptive_fields.html").as_uri() + "#sizes.kernel=5")
        view.locator("mjx-container").first.wait_for()
        says = view.locator(".cnnlib-explorer .says")
        says.first.wait_for()
        assert says.count() >= 4 and says.first.inner_text().startswith("7 inputs make 3 outputs.")
        view.goto((built / "search.html").as_uri() + "?q=receptive")
        view.locator("#search-results li").first.wait_for()
    assert browser.foreign(asked) == []


def test_a_picture_of_html_that_is_none_stays():
    html = f'<img alt="x" src="data:image/png;base64,{base64.b64encode(b"-").decode()}">'
    assert site.lightened(html, Path("nowhere"), "images") == html


def test_results_are_kept_as_long_as_the_library_is_the_same(tmp_path):
    file = tmp_path / "cnnlib" / "data" / "numbers.npz"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"1")
    before = site.digest(tmp_path)
    (tmp_path / "cnnlib" / "__pycache__").mkdir()
    (tmp_path / "cnnlib" / "__pycache__" / "shapes.pyc").write_bytes(b"2")
    assert site.digest(tmp_path) == before
    file.write_bytes(b"2")
    assert site.digest(tmp_path) != before
