"""The map of the course: where each topic is taught, practised, graded and explored.

lectures/topics.csv says what there is to teach, in which lecture, and what a topic needs. Where it is taught is read
from the lectures: a markdown cell with the tag `topic:NAME` begins its section, which ends at the next heading of the
same level or above it. Where it is practised is read from the parts. Nothing is said twice, so the map
says what is there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder import layout
from autograder.assignments import UnknownPart, assignments, load_assignment, load_part
from autograder.authoring.source import TOPIC, BuildError, Cell, read_cells, sources
from autograder.part import Part

FILE = "topics.csv"
WANTS = ("lecture", "figure", "exercise", "explorer")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
CHECK = re.compile(r'^ *check\("([\w.]+)"', re.MULTILINE)
EXPLORER = re.compile(r"\bexplore\.([A-Z]\w+)\(")
FIGURE = re.compile(r"\bplot\.(?!table\b)\w+\(")
ABOUT = re.compile(r"^\*([\w.]+): [^*]*\*$", re.MULTILINE)  # *a1.fits: 5 minutes, difficulty 1 of 5.*


@dataclass(frozen=True)
class Topic:
    """A row of the file. lecture: its number, "04". wants: some of WANTS. parts: ids, some of them not written yet."""

    name: str
    title: str
    lecture: str
    wants: frozenset[str]
    parts: tuple[str, ...]

    def written(self) -> list[Part]:
        """Its parts that there are."""
        found = []
        for id in self.parts:
            try:
                found.append(load_part(id))
            except UnknownPart:  # of an assignment that is not written yet
                continue
        return found


@dataclass(frozen=True)
class Section:
    """Where a lecture teaches a topic. lecture: its source's name. cell: the id of the heading's cell. explorers:
    those shown, by class."""

    topic: str
    lecture: str
    cell: str
    heading: str
    explorers: tuple[str, ...]
    has_figure: bool

    @property
    def place(self) -> str:
        """Where a reader finds it."""
        return f'lecture {int(self.lecture[:2])}, "{self.heading}"'

    @property
    def address(self) -> str:
        """Where it stands, from the course's folder."""
        return f"{layout.lecture(Path(), self.lecture).as_posix()}#{anchor(self.heading)}"

    @property
    def beside(self) -> str:
        """Where it stands for a student, whose copies lie side by side. JupyterLab goes to a cell's id in a
        notebook that it opens, and to a heading only in one that was open before."""
        return f"{layout.lecture(Path(), self.lecture).name}#cell-id={self.cell}"


def anchor(heading: str) -> str:
    """The fragment by which JupyterLab and the site know a heading."""
    return heading.replace(" ", "-")


def topics(root: Path) -> list[Topic]:
    """All topics, in the file's order. Raises BuildError where a row is not one."""
    path = root / layout.LECTURES / FILE
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            Topic(
                r["topic"], r["title"], r["lecture"], frozenset(r["wants"].split()), tuple(r["parts"].split())
            )
            for r in csv.DictReader(file)
        ]
    for row in rows:
        if odd := row.wants - set(WANTS):
            raise BuildError(f"{path}: {row.name} wants {min(odd)!r}; expected some of {', '.join(WANTS)}")
    return rows


def sections(root: Path) -> list[Section]:
    """The tagged sections of all lectures, in their order. Raises BuildError where a tag names no topic."""
    known = {topic.name for topic in topics(root)}
    return [
        section
        for source in sorted((root / layout.LECTURES).glob("*.py"))
        for section in _sections(source, known)
    ]


def _sections(source: Path, known: set[str]) -> Iterator[Section]:
    cells = read_cells(source)
    for place, cell in enumerate(cells):
        for name in cell.topics:
            if name not in known:
                raise cell.error(
                    f"the tag {TOPIC}{name} names no topic", f"The topics are in lectures/{FILE}."
                )
            heading = HEADING.search(cell.text)
            if heading is None:
                raise cell.error(
                    f"the tag {TOPIC}{name} stands where no heading is", "Give it to the heading's cell."
                )
            code = "\n".join(c.text for c in _until_the_next(cells[place + 1 :], len(heading[1])))
            explorers = tuple(dict.fromkeys(EXPLORER.findall(code)))
            yield Section(name, source.stem, cell.topics[0], heading[2], explorers, bool(FIGURE.search(code)))


def _until_the_next(cells: list[Cell], level: int) -> Iterator[Cell]:
    """The code cells before the next heading of this level or above it."""
    for cell in cells:
        if cell.node.cell_type == "code":
            yield cell
        elif any(len(marks) <= level for marks, _ in HEADING.findall(cell.text)):
            return


def lacking(root: Path) -> list[str]:
    """What the map lacks: of every topic whose lecture is written, what it needs and has not."""
    taught = {section.topic: section for section in sections(root)}
    written = {source.name[:2] for source in (root / layout.LECTURES).glob("*.py")}
    wrong = []
    for topic in topics(root):
        section = taught.get(topic.name)
        if section is None:
            wrong += [f"{topic.name} has no section"] * (topic.lecture in written)
            continue
        if not section.lecture.startswith(topic.lecture):
            wrong.append(f"{topic.name} belongs to lecture {topic.lecture} and is in {section.lecture}")
        has = {"lecture": True, "figure": section.has_figure, "explorer": bool(section.explorers)}
        has["exercise"] = bool(topic.written()) or not _begun(topic)
        wrong += [f"{topic.name} has no {want}" for want in WANTS if want in topic.wants and not has[want]]
    return wrong


def _begun(topic: Topic) -> bool:
    """Whether one of its parts is of an assignment that there is."""
    prefixes = {load_assignment(name).prefix for name in assignments()}
    return any(part.partition(".")[0] in prefixes for part in topic.parts)


def explained(root: Path) -> dict[str, list[Section]]:
    """A part's id -> the sections that teach its topics; none where the course has no lectures."""
    if not (root / layout.LECTURES / FILE).is_file():
        return {}
    taught = {section.topic: section for section in sections(root)}
    found: dict[str, list[Section]] = {}
    for topic in topics(root):
        for id in topic.parts:
            if topic.name in taught:
                found.setdefault(id, []).append(taught[topic.name])
    return found


def point_to_lectures(cell: Cell, explained: dict[str, list[Section]]) -> None:
    """Say behind a part's time and difficulty which sections explain it, with links for a student's copies."""

    def linked(match: re.Match[str]) -> str:
        links = [f"[{s.place}]({s.beside})" for s in explained.get(match[1], [])]
        return f"{match[0]} Explained in {'; '.join(links)}." if links else match[0]

    cell.node.source = ABOUT.sub(linked, cell.text)


def page(root: Path) -> str:
    """The map as a table in Markdown, with links from a page in book/."""
    taught = {section.topic: section for section in sections(root)}
    practised = exercises(root)
    rows = ["| topic | taught | explored | practised, and points |", "| --- | --- | --- | --- |"]
    for topic in topics(root):
        section = taught.get(topic.name)
        lecture = f"lecture {int(topic.lecture)}"
        cells = [
            topic.title,
            f"[{lecture}](../{section.address})" if section else f"{lecture}, not written yet",
            ", ".join(section.explorers) if section else "",
            ", ".join(
                f"[{part.id}](../{practised[part.id]}) ({part.max_points:g})" for part in topic.written()
            ),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def exercises(root: Path) -> dict[str, str]:
    """A part's id -> where its exercise begins in the solved notebook, from the course's folder."""
    found: dict[str, str] = {}
    known = sources(root)
    for name in known.keys() & assignments():
        notebook = layout.instructor_notebook(Path(), name)
        heading = ""
        for cell in read_cells(known[name]):
            if cell.node.cell_type == "code":
                found |= {id: f"{notebook.as_posix()}#{anchor(heading)}" for id in CHECK.findall(cell.text)}
            elif headings := HEADING.findall(cell.text):
                heading = headings[-1][1]
    return found
