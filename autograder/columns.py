"""Text in columns, as a terminal shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def aligned(rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> str:
    """Rows as text in columns. numbers: the columns that are aligned to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(row_of(row, widths, numbers) for row in rows)


def row_of(texts: Sequence[str], widths: Sequence[int], numbers: Collection[int] = ()) -> str:
    """One row, where the widths of the columns are known before the other rows are."""
    columns = enumerate(zip(texts, widths, strict=True))
    return "  ".join(text.rjust(w) if i in numbers else text.ljust(w) for i, (text, w) in columns).rstrip()
