"""What the site makes of a notebook: solutions and answers to guesses are folded away, pictures become small files."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

from autograder import layout
from autograder.assignments import assignments
from autograder.authoring.source import BEGIN, END
from autograder.authoring.topics import Section

SHOW_SOLUTION = {"code_prompt_show": "Show the solution", "code_prompt_hide": "Hide the solution"}
SHOW_ANSWER = {"code_prompt_show": "Show what comes out", "code_prompt_hide": "Hide what comes out"}
GUESS = "compare_guess("
MARKS = re.compile(rf"^ *### ({BEGIN}|{END})\n?", re.MULTILINE)
IMAGE = re.compile(r'<img ([^>]*?)width="(\d+)" src="data:image/png;base64,([^"]+)"')


def folded(notebook: str) -> str:
    """A notebook's text with the cells tagged that MyST-NB folds: the source of a solution, the output that answers
    a guess. A reader opens them after their own attempt. Solutions lose the marks of their regions."""
    content = json.loads(notebook)
    for cell in content["cells"]:
        metadata = cell["metadata"]
        if metadata.get("nbgrader", {}).get("solution"):
            cell["source"] = MARKS.sub("", "".join(cell["source"]))
            _fold(metadata, "hide-input", SHOW_SOLUTION)
        elif cell["cell_type"] == "code" and GUESS in "".join(cell["source"]):
            _fold(metadata, "hide-output", SHOW_ANSWER)
    return json.dumps(content)


def with_links_of_the_site(notebook: str, sections: list[Section]) -> str:
    """A solved notebook's text, its links to sections of lectures as they are from its place on the site."""
    for section in sections:
        notebook = notebook.replace(f"]({section.beside})", f"](../../{section.address})")
    return notebook


def _fold(metadata: dict[str, Any], tag: str, prompts: dict[str, str]) -> None:
    metadata["tags"] = [*metadata.get("tags", []), tag]
    metadata["mystnb"] = prompts


def contents(root: Path) -> str:
    """The tables of contents of the first page: the lectures, the assignments that there are."""
    lectures = sorted(path.stem for path in (root / layout.LECTURES).glob("*.ipynb"))
    return "\n".join(
        [
            _toctree("Lectures", [f"/{layout.LECTURES}/{name}" for name in lectures]),
            _toctree(
                "Assignments, solved",
                [
                    layout.instructor_notebook(Path("/"), name).with_suffix("").as_posix()
                    for name in assignments()
                ],
            ),
        ]
    )


def digest(root: Path) -> str:
    """A name for what both packages are like now: what the notebooks' results depend on beside their own code."""
    files = [path for package in ("autograder", "cnnlib") for path in sorted((root / package).rglob("*.*"))]
    content = hashlib.sha256()
    for path in files:
        if "__pycache__" not in path.parts and path.is_file():
            content.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return content.hexdigest()[:16]


def _toctree(caption: str, pages: list[str]) -> str:
    return "\n".join(["```{toctree}", f":caption: {caption}", ":maxdepth: 1", "", *pages, "```", ""])


def lightened(html: str, folder: Path, address: str) -> str:
    """HTML in which pictures that lay in the page are files, WebP without loss, which half their weight.

    Args:
        html: with images as `cnnlib.plot` shows them.
        folder: where the files go; it is made.
        address: of that folder, as the page sees it.
    """

    def as_file(match: re.Match[str]) -> str:
        words, width, data = match.groups()
        name, height = _saved(base64.b64decode(data), folder, int(width))
        return f'<img {words}width="{width}" height="{height}" loading="lazy" src="{address}/{name}"'

    return IMAGE.sub(as_file, html)


def _saved(png: bytes, folder: Path, width: int) -> tuple[str, int]:
    """Save a picture or a film; returns the file's name, and its height on the page at this width."""
    from PIL import Image, ImageSequence

    with Image.open(io.BytesIO(png)) as image:
        height = round(width * image.height / image.width)
        file = folder / f"{hashlib.sha256(png).hexdigest()[:16]}.webp"
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            frames = [frame.copy() for frame in ImageSequence.Iterator(image)]
            film = frames[getattr(image, "default_image", False) :]  # the first one is for what does not play
            options = {"duration": image.info["duration"], "loop": 1} if len(film) > 1 else {}
            film[0].save(file, lossless=True, save_all=len(film) > 1, append_images=film[1:], **options)
    return file.name, height
