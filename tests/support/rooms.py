"""The rooms of the course and what imports what, read off the code; and their drawing for the book."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from html import escape
from pathlib import Path

Graph = dict[str, set[str]]
Place = tuple[float, float]

PACKAGES = ("autograder", "cnnlib")
# copied into the sandbox, where it stands for the real one
STAND_IN = ("autograder", "sandbox", "inside", "autograder")
WIDE, HIGH, GAP, MARGIN = 104, 30, 58, 16  # pixels: a box, what lies between two rows, around all
APART = 18  # between two boxes of a row


def modules(root: Path) -> dict[str, Path]:
    """Module -> file, of both packages."""
    found = {}
    for file in sorted(path for package in PACKAGES for path in (root / package).rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        if parts[: len(STAND_IN)] != STAND_IN:
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imported(module: str, file: Path, known: Mapping[str, Path]) -> set[str]:
    """The modules of ours that a file imports, wherever in it: inside a function too."""
    asked = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            asked += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            asked += [name if name in known else node.module for name in names]
    return {name for name in asked if name in known} - {module}


def of_modules(root: Path) -> Graph:
    """Module -> the modules that it imports."""
    known = modules(root)
    return {module: imported(module, file, known) for module, file in known.items()}


def of_rooms(graph: Graph) -> Graph:
    """Room -> the rooms that it imports from. A room is a folder or a file right below a package."""
    rooms: Graph = {}
    for module, needed in graph.items():
        rooms.setdefault(_room(module), set()).update(map(_room, needed))
    return {
        name: needed - {name, *PACKAGES}
        for name, needed in rooms.items()
        if name.partition(".")[2] not in ("", "__main__")
    }


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def table(rooms: Graph) -> str:
    """What may import what, in Markdown."""
    lines = ["| room | imports from |", "| --- | --- |"]
    for name in sorted(rooms):
        needed = ", ".join(f"`{other.partition('.')[2]}`" for other in sorted(rooms[name]))
        lines.append(f"| `{name}` | {needed or 'nothing of the course'} |")
    return "\n".join(lines)


def drawing(rooms: Graph) -> str:
    """The rooms as an SVG: a box each, above the rooms that it imports from, package beside package.

    An arrow is left out where others lead the same way.
    """
    shapes: list[str] = []
    left = height = MARGIN
    for package in PACKAGES:
        own = {name: needed for name, needed in rooms.items() if name.startswith(f"{package}.")}
        places, width, depth = _places(own)
        shapes += _shapes(own, places, left, package)
        left, height = left + width + 2 * MARGIN, max(height, depth)
    label = "Rooms of autograder and of cnnlib; arrows lead down to the rooms that are imported from"
    size = f'width="{left}" height="{height + 2 * MARGIN}" viewBox="0 0 {left} {height + 2 * MARGIN}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(label)}">',
            "<style>text{font:13px sans-serif;text-anchor:middle}path{fill:none;stroke:#777}</style>",
            '<marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            '<polygon points="0,0 8,4 0,8" fill="#777"/></marker>',
            f'<rect width="{left}" height="{height + 2 * MARGIN}" fill="#fff"/>',
            *shapes,
            "</svg>",
            "",
        ]
    )


def _reduced(graph: Graph) -> Graph:
    """Without the arrows that others lead around."""
    reach: Graph = {}

    def below(name: str) -> set[str]:
        if name not in reach:
            reach[name] = graph[name].union(*(below(other) for other in graph[name]))
        return reach[name]

    return {
        name: {one for one in needed if not any(one in below(other) for other in needed - {one})}
        for name, needed in graph.items()
    }


def _places(graph: Graph) -> tuple[dict[str, Place], int, int]:
    """The middle of each box's top, relative to the package's corner; the package's width and height.

    Rows by how long a way leads down; within a row, each near the middle of those that need it. An arrow
    that passes a row has a place in it, under the name "from>to>row".
    """
    rank: dict[str, int] = {}

    def ranked(name: str) -> int:
        if name not in rank:
            rank[name] = 1 + max((ranked(other) for other in graph[name]), default=-1)
        return rank[name]

    top = max(map(ranked, graph), default=0)
    rows: list[list[str]] = [[] for _ in range(top + 1)]
    above: dict[str, list[str]] = {}
    for name in sorted(graph):
        rows[top - rank[name]].append(name)
    for name, needed in _reduced(graph).items():
        for other in sorted(needed):
            chain = [name]
            for row in range(top - rank[name] + 1, top - rank[other]):
                chain.append(f"{name}>{other}>{row}")
                rows[row].append(chain[-1])
            for one, next_one in zip(chain, [*chain[1:], other], strict=True):
                above.setdefault(next_one, []).append(one)
    x: dict[str, float] = {}
    for row in rows:
        wished = {n: sum(x[a] for a in above.get(n, [])) / max(len(above.get(n, [])), 1) for n in row}
        row.sort(key=lambda n: (wished[n], n))
        start = 0.0
        for name in row:
            width = APART if ">" in name else WIDE
            x[name] = max(start + width / 2, wished[name])
            start = x[name] + width / 2 + APART
    right = max(x.values(), default=0) + WIDE / 2
    places = {name: (x[name], n * (HIGH + GAP)) for n, row in enumerate(rows) for name in row}
    return places, round(right), (top + 1) * (HIGH + GAP)


def _shapes(graph: Graph, places: dict[str, Place], left: int, package: str) -> list[str]:
    """The package's name, its arrows, and above them its boxes."""
    down = MARGIN + HIGH
    shapes = [f'<text x="{left + WIDE // 2}" y="{MARGIN + 14}" style="font-weight:bold">{package}</text>']
    for name, needed in _reduced(graph).items():
        for other in sorted(needed):
            kept = sorted((p for p in places if p.startswith(f"{name}>{other}>")), key=lambda p: places[p][1])
            shapes.append(_arrow([places[stop] for stop in (name, *kept, other)], left, down))
    colour = "#fff4d6" if package == "cnnlib" else "#e4f0fb"
    box = f'width="{WIDE}" height="{HIGH}" rx="5" fill="{colour}" stroke="#555"'
    for name in graph:
        x, y = places[name][0] + left, places[name][1] + down
        shapes.append(f'<rect x="{x - WIDE / 2:.0f}" y="{y:.0f}" {box}/>')
        shapes.append(f'<text x="{x:.0f}" y="{y + 20:.0f}">{escape(name.partition(".")[2])}</text>')
    return shapes


def _arrow(points: list[Place], left: int, down: int) -> str:
    """From a box's bottom, down through the places that are kept for it, to another box's top."""
    x, y = points[0]
    path = f"M{x + left:.0f} {y + down + HIGH:.0f}"
    for next_x, next_y in points[1:]:
        middle = f"{down + (y + HIGH + next_y) / 2:.0f}"
        path += (
            f" C{x + left:.0f} {middle} {next_x + left:.0f} {middle} {next_x + left:.0f} {next_y + down:.0f}"
        )
        path += f" v{HIGH}" if (next_x, next_y) != points[-1] else ""
        x, y = next_x, next_y
    return f'<path d="{path}" marker-end="url(#a)"/>'
