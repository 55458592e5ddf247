"""The one picture: how long a page of answers takes against the number of posts, both in tenfold steps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import growth
import whole_search
from engine import NAMES
from figures import Row, Table, find
from setting import FEW

_COLOURS = dict(zip(NAMES.values(), ("#c0392b", "#2471a3", "#7fb3d5", "#7d8c8d", "#b9770e"), strict=True))
_GRID = "#e5e5e5"
_APART = 1.6  # at least this factor between two labels, that none lies on another


def draw(tables: Sequence[Table], path: Path) -> None:
    """Medians as lines, from median to 95 % as bands. `ImportError` where matplotlib is not installed."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = [row for table in tables if table.question == "growth" for row in table.rows]
    figure, axes = pyplot.subplots(figsize=(8, 5.2), layout="constrained")
    lowest = 0.0
    for engine in sorted({row.engine for row in rows}, key=lambda engine: _line(rows, engine)[1][-1]):
        posts, medians, highs = _line(rows, engine)
        axes.plot(posts, medians, marker="o", color=_COLOURS[engine], linewidth=2)
        axes.fill_between(posts, medians, highs, color=_COLOURS[engine], alpha=0.12, linewidth=0)
        lowest = max(medians[-1], lowest)
        _label(axes, engine, posts[-1], lowest, _COLOURS[engine])
        lowest *= _APART
    numbers = sorted({growth.posts_in(row.name) for row in rows})
    recipe = find(tables, "whole_search", whole_search.RECIPE, NAMES["tutorial"])
    if recipe:
        numbers = [FEW, *numbers]
        axes.plot(FEW, recipe.value, marker="o", color=_COLOURS[recipe.engine])
        _label(axes, f"{recipe.engine}, {FEW} posts", FEW, recipe.value, _COLOURS[recipe.engine])
    axes.set(xscale="log", yscale="log", xlabel="posts", ylabel="milliseconds for a page of ten answers")
    axes.set_xticks(numbers, [f"{number:,}" for number in numbers])
    axes.set_xlim(numbers[0] * 0.85, numbers[-1] * 4)
    axes.xaxis.set_minor_locator(matplotlib.ticker.NullLocator())
    axes.yaxis.set_major_formatter(matplotlib.ticker.StrMethodFormatter("{x:,g}"))
    axes.grid(visible=True, which="major", color=_GRID)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title("Ranking, tag counts and ten snippets: median, and up to 95 %", loc="left", fontsize=11)
    figure.savefig(path, dpi=130)


def _label(axes: Any, text: str, posts: int, value: float, colour: str) -> None:
    """A text on the right of a point."""
    axes.annotate(text, (posts, value), xytext=(8, 0), textcoords="offset points", va="center", color=colour)


def _line(rows: Sequence[Row], engine: str) -> tuple[list[int], list[float], list[float]]:
    """Posts, medians and 95th percentiles of an engine."""
    own = [row for row in rows if row.engine == engine]
    return (
        [growth.posts_in(row.name) for row in own],
        [row.value for row in own],
        [row.high or row.value for row in own],
    )
