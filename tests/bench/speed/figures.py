"""What was measured, and how it is shown: a table for each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles

from engine import NAMES, STRONGEST
from index.terminal import pad, width
from worker import Times


@dataclass(frozen=True)
class Row:
    """A figure: of what, of which engine, how much. `high` is the 95th percentile where there were many; `ratio` that
    to the row which the table names."""

    name: str
    engine: str
    value: float
    unit: str = "ms"
    high: float | None = None
    ratio: float | None = None


@dataclass(frozen=True)
class Table:
    question: str
    title: str
    rows: Sequence[Row]
    ratio_to: str = ""
    notes: Sequence[str] = ()


def row_of(name: str, engine: str, times: Times) -> Row:
    """Median and 95th percentile."""
    return Row(name, NAMES[engine], median(times.milliseconds), high=percentile(times.milliseconds))


def percentile(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def against(rows: Iterable[Row], name: str = "", engine: str = NAMES[STRONGEST]) -> list[Row]:
    """The rows, each with its ratio to that of an engine: to its row of that name, else of the same name."""
    rows = list(rows)
    base = {row.name: row.value for row in rows if row.engine == engine}
    return [replace(row, ratio=_over(row.value, base.get(name or row.name))) for row in rows]


def find(tables: Iterable[Table], question: str, name: str, engine: str = NAMES["sakuin"]) -> Row | None:
    """The row of that name; None where the question was not asked."""
    rows = (row for table in tables if table.question == question for row in table.rows)
    return next((row for row in rows if (row.name, row.engine) == (name, engine)), None)


def lines(table: Table) -> Iterator[str]:
    """The table for a person, and a blank line."""
    heads = ("", "", "", "", "95 %" if any(row.high is not None for row in table.rows) else "", table.ratio_to)
    cells = [heads, *(_cells(row) for row in table.rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    yield table.title
    for row in cells if any(heads) else cells[1:]:
        yield "  " + "  ".join(_aligned(column, cell, widths[column]) for column, cell in enumerate(row)).rstrip()
    yield from (f"  {note}" for note in table.notes)
    yield ""


def shown(value: float) -> str:
    """Three digits that tell something: 0.00512, 4.21, 142, 51,200."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 3
    return f"{value:,.{digits}f}"


def _cells(row: Row) -> tuple[str, ...]:
    high = "" if row.high is None else shown(row.high)
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
    return row.engine, row.name, shown(row.value), row.unit, high, ratio


def _aligned(column: int, cell: str, size: int) -> str:
    return pad(cell, size) if column in {0, 1, 3} else " " * (size - width(cell)) + cell


def _over(value: float, base: float | None) -> float | None:
    return value / base if base else None
