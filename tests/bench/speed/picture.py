"""The picture: how long a page of answers takes, and a build, against the number of posts, all in tenfold steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import build
import growth
import whole_search
from engine import NAMES
from figures import Row, Table, find
from setting import FEW

_COLOURS = dict(zip(NAMES.values(), ("#c0392b", "#2471a3", "#7fb3d5", "#7d8c8d", "#b9770e"), strict=True))
_GRID = "#e5e5e5"
_APART = 1.4  # at least this factor between two labels, that none lies on another


def draw(tables: Sequence[Table], path: Path) -> None:
    """Medians as lines, from median to 95 % as bands; below, seconds of builds. `ImportError` where matplotlib is not installed."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot, ticker

    recipe = find(tables, "whole_search", whole_search.RECIPE, NAMES["tutorial"])
    figure, (pages, builds) = pyplot.subplots(2, figsize=(8, 9), sharex=True, layout="constrained")
    _panel(pages, _lines(tables, growth.PAGE), recipe)
    pages.set_ylabel("milliseconds for a page of ten answers")
    pages.set_title("Ranking, tag counts and ten snippets: median, and up to 95 %", loc="left", fontsize=11, pad=18)
    _panel(builds, _lines(tables, growth.BUILT), find(tables, "build", build.OF_FEW, NAMES["tutorial"]))
    builds.set(xlabel="posts", ylabel="seconds for a build")
    builds.set_title("Building: Sakuin from Markdown, the others from the text that it kept", loc="left", fontsize=11)
    numbers = sorted(
        {posts for line in _lines(tables, growth.PAGE).values() for posts in line} | ({FEW} if recipe else set())
    )
    builds.set_xticks(numbers, [f"{number:,}" for number in numbers])
    builds.set_xlim(numbers[0] * 0.85, numbers[-1] * 5)
    for axes in (pages, builds):
        axes.xaxis.set_minor_locator(ticker.NullLocator())
        axes.yaxis.set_minor_formatter(ticker.NullFormatter())
        axes.yaxis.set_major_formatter(ticker.StrMethodFormatter("{x:,g}"))
        axes.grid(visible=True, which="major", color=_GRID)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=130)


def _lines(tables: Sequence[Table], what: str) -> dict[str, dict[int, Row]]:
    """The curves by engine, of those that have one."""
    curves = {engine: growth.curve(tables, what, engine) for engine in NAMES.values()}
    return {engine: each for engine, each in curves.items() if each}


def _panel(axes: Any, lines: Mapping[str, Mapping[int, Row]], recipe: Row | None) -> None:
    """The lines, each with its name on its right, the lowest first; and the recipe of the tutorials, which is no line but a point."""
    axes.set(xscale="log", yscale="log")
    lowest = 0.0
    for engine, line in sorted(lines.items(), key=lambda each: list(each[1].values())[-1].value):
        posts, rows = list(line), list(line.values())
        medians, highs = [row.value for row in rows], [row.high or row.value for row in rows]
        axes.plot(posts, medians, marker="o", color=_COLOURS[engine], linewidth=2)
        axes.fill_between(posts, medians, highs, color=_COLOURS[engine], alpha=0.12, linewidth=0)
        lowest = max(medians[-1], lowest)
        _label(axes, engine, posts[-1], lowest)
        lowest *= _APART
    if recipe:
        axes.plot(FEW, recipe.value, marker="o", color=_COLOURS[recipe.engine])
        _label(axes, recipe.engine, FEW, recipe.value, offset=(-4, 12))


def _label(axes: Any, engine: str, posts: int, value: float, *, offset: tuple[int, int] = (8, 0)) -> None:
    """The name of an engine beside a point, so many 72nds of an inch to the right and above."""
    axes.annotate(
        engine, (posts, value), xytext=offset, textcoords="offset points", va="center", color=_COLOURS[engine]
    )
