"""Tables for notebooks: HTML in Jupyter, aligned text in a terminal."""

from collections.abc import Mapping, Sequence
from html import escape
from numbers import Integral
from typing import Any

FAINT = "#767676"  # of a whole number 0, which says that there is nothing; can be read on white and on black
HYPHENATED = "multiply adds"  # in a key its hyphen is an underscore, as a space is
SET_OFF = "border-top: 2px solid; font-weight: bold"  # the line of totals


class Table:
    """Rows of numbers: an HTML table in Jupyter, aligned text in a terminal. Made by `table`."""

    def __init__(
        self, head: Sequence[str], body: Sequence[Sequence[Any]], title: str, total: bool = False
    ) -> None:
        self.head, self.title, self.total = list(head), title, total
        self.body = [[_cell(value) for value in row] for row in body]
        self.right = [all(_is_number(row[i]) for row in body) for i in range(len(head))]

    def __repr__(self) -> str:
        lines = [self.head, *self.body]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.head))]
        text = [
            "  ".join(
                value.rjust(width) if right else value.ljust(width)
                for value, width, right in zip(line, widths, self.right, strict=True)
            ).rstrip()
            for line in lines
        ]
        return "\n".join([self.title, *text])

    def _repr_html_(self) -> str:
        sides = ["right" if right else "left" for right in self.right]
        head = "".join(_td("th", name, side, "col") for name, side in zip(self.head, sides, strict=True))
        rows = []
        for number, (first, *rest) in enumerate(self.body, start=1):
            cells = "".join(_td("td", value, side) for value, side in zip(rest, sides[1:], strict=True))
            style = f' style="{SET_OFF}"' if self.total and number == len(self.body) else ""
            rows.append(f"<tr{style}>{_td('th', first, sides[0], 'row')}{cells}</tr>")
        caption = f'<caption style="text-align: left; white-space: nowrap">{escape(self.title)}</caption>'
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def table(rows: Sequence[Mapping[str, Any]], title: str, totals: Sequence[str] = ()) -> Table:
    """Rows with the same keys as a table.

    Args:
        rows: one mapping a row; the first row's keys are the columns, underscores read as spaces.
        title: what the table shows.
        totals: keys of the columns whose sum closes the table.

    Returns:
        A `Table`. Whole numbers have thousands separators, 0 is faint, None is a dash, (6, 28, 28) is
        6 x 28 x 28; the totals are set off.

    Raises:
        ValueError: there are no rows.

    >>> from cnnlib import plot
    >>> rows = [{"layer": "conv1", "parameters": 156}, {"layer": "linear1", "parameters": 47_050}]
    >>> plot.table(rows, "A net", totals=["parameters"])
    A net
    layer    parameters
    conv1           156
    linear1      47,050
    total        47,206
    """
    if not rows:
        raise ValueError("rows is empty: expected at least one row")
    keys = list(rows[0])
    body = [[row[key] for key in keys] for row in rows]
    if totals:
        sums = {key: sum(row[key] or 0 for row in rows) for key in totals}
        body.append([sums.get(key, "total" if key == keys[0] else None) for key in keys])
    head = [key.replace("_", " ").replace(HYPHENATED, HYPHENATED.replace(" ", "-")) for key in keys]
    return Table(head, body, title, total=bool(totals))


def number(value: float) -> str:
    """A number for a reader: thousands separated, or one decimal."""
    return f"{value:,}" if isinstance(value, Integral) else f"{value:.1f}"


def _is_number(value: Any) -> bool:
    """Whether it stands on the right of its column: numbers, percentages, and dashes among them."""
    return not isinstance(value, str) or value.endswith("%")


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, tuple):
        return " x ".join(map(str, value))
    return value if isinstance(value, str) else number(value)


def _td(tag: str, text: str, side: str, scope: str = "") -> str:
    scope = f' scope="{scope}"' if scope else ""
    colour = f"; color: {FAINT}" if text == "0" else ""
    return f'<{tag}{scope} align="{side}" style="text-align: {side}{colour}">{escape(text)}</{tag}>'
