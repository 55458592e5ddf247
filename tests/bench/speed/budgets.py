"""The budgets of the design: what each figure may be at most, or must be at least, and whether it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import build
import first_minute
import growth
import kinds
import memory
import opening
import page_beside_json
import rebuild
from engine import NAMES, STRONGEST
from figures import Row, Table, find, shown

_PEER = NAMES[STRONGEST]


@dataclass(frozen=True)
class Budget:
    """A figure and its limit. `figure` is None where its question was not asked, or its peer is not here."""

    name: str
    figure: float | None
    limit: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        if self.figure is None:
            return None
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit


def budgets(tables: Sequence[Table]) -> list[Budget]:
    return [
        Budget("a page of answers, first use: median", _ratio(*_pages(tables, "first")), 1.0, "of tantivy"),
        Budget("a page of answers, first use: 95 %", _ratio(*_pages(tables, "first"), high=True), 1.5, "of tantivy"),
        Budget("a page of answers, words known: median", _ratio(*_pages(tables, "words known")), 0.5, "of tantivy"),
        Budget("the first minute: 95 %", _first_minute(tables), 3.0, "of a minute later"),
        Budget("a page, its search known", _share(find(tables, "pages", page_beside_json.PAGE)), 2.5, "of its JSON"),
        Budget("a page, sent again: 95 %", _high(find(tables, "pages", page_beside_json.AGAIN)), 1.0, "ms"),
        Budget("quotes, first use: 95 %", _high(find(tables, "kinds", f"{kinds.QUOTES}, first")), 25, "ms"),
        *_dearest(tables),
        *_growth(tables),
        Budget("`sakuin serve` to its first answer", _value(find(tables, "opening", opening.SERVED)), 0.7, "s"),
        *_building(tables),
        Budget("build again, nothing changed", _value(find(tables, "rebuild", rebuild.UNCHANGED)), 2.0, "s"),
        Budget("build again, one edit until found", _value(find(tables, "rebuild", rebuild.FOUND)), 3.0, "s"),
        Budget("memory, serving", _value(find(tables, "memory", memory.SERVING)), 400, "MB"),
        Budget("memory, serving, without mapped files", _value(find(tables, "memory", memory.OWN)), 200, "MB"),
        Budget("memory, building with Janome", _value(find(tables, "build", "all processes, janome")), 1500, "MB"),
        Budget("memory, building with MeCab", _value(find(tables, "build", "all processes, mecab")), 1500, "MB"),
        Budget("index on disk", _share(find(tables, "size", "")), 1.5, "of the posts"),
    ]


def lines(budgets: Sequence[Budget], posts: int) -> Iterator[str]:
    yield f"Budgets, which are meant for the blog of 2,513 posts; this one has {posts:,}"
    for each in budgets:
        said = {True: "met", False: "NOT MET", None: "not measured"}[each.met]
        figure = "" if each.figure is None else shown(each.figure)
        most = "at least" if each.at_least else "at most"
        yield f"  {said:14}{each.name:42}{figure:>9}  {most} {shown(each.limit)} {each.unit}"
    yield ""


def _building(tables: Sequence[Table]) -> Iterator[Budget]:
    """Characters a second: of the text that is kept, which is what the others are given; and of what each is given, which
    for Sakuin is Markdown."""
    one_pass, peer = find(tables, "build", build.ONE_PASS, build.JANOME), find(tables, "build", build.KEPT, _PEER)
    for counted in (build.KEPT, build.RAW):
        janome, mecab = (find(tables, "build", f"{counted}, {tokenizer}") for tokenizer in ("janome", "mecab"))
        yield Budget(f"build, Janome, {counted}", _ratio(janome, one_pass), 3.0, "of Janome's one pass", at_least=True)
        yield Budget(f"build, MeCab, {counted}", _ratio(mecab, peer), 1.0, "of tantivy's rate", at_least=True)


def _dearest(tables: Sequence[Table]) -> list[Budget]:
    """The kind of query that costs most beside a plain one, quotes apart."""
    rows = [row for table in tables if table.question == "kinds" for row in table.rows]
    known = [row for row in rows if row.name.endswith("known") and not row.name.startswith(kinds.QUOTES)]
    worst = max(known, key=lambda row: row.ratio or 0.0, default=None)
    name = worst.name.rpartition(",")[0] if worst else "kinds of query"
    return [Budget(f"dearest kind: {name}", worst.ratio if worst else None, 3.0, "of a plain query")]


def _growth(tables: Sequence[Table]) -> Iterator[Budget]:
    """Of the largest blog, beside the one with a tenth of its posts."""
    for what, limit in ((growth.PAGE, 2.0), (growth.BUILT, 11.0)):
        yield Budget(f"10 × the posts: {what}", _tenfold(growth.curve(tables, what)), limit, "of the time")
    for what, limit, unit in ((growth.MEMORY, 1500.0, "MB"), (growth.UNCHANGED, 10.0, "s")):
        by_posts = growth.curve(tables, what)
        most = max(by_posts, default=0)
        yield Budget(
            f"{most:,} posts: {what}" if most else f"most posts: {what}", _value(by_posts.get(most)), limit, unit
        )


def _tenfold(by_posts: Mapping[int, Row]) -> float | None:
    largest = max(by_posts, default=0)
    tenth = by_posts.get(largest // 10)
    return by_posts[largest].value / tenth.value if tenth else None


def _first_minute(tables: Sequence[Table]) -> float | None:
    at_once, later = (find(tables, "first_minute", name) for name in (first_minute.AT_ONCE, first_minute.LATER))
    return _ratio(at_once, later, high=True)


def _pages(tables: Sequence[Table], name: str) -> tuple[Row | None, Row | None]:
    return _both(tables, "whole_search", name)


def _both(tables: Sequence[Table], question: str, name: str) -> tuple[Row | None, Row | None]:
    return find(tables, question, name), find(tables, question, name, _PEER)


def _ratio(ours: Row | None, theirs: Row | None, *, high: bool = False) -> float | None:
    """Of two rows, of their 95th percentiles if `high`."""
    mine, other = (_high(row) if high else _value(row) for row in (ours, theirs))
    return mine / other if mine is not None and other else None


def _value(row: Row | None) -> float | None:
    return row.value if row else None


def _high(row: Row | None) -> float | None:
    return row.high if row else None


def _share(row: Row | None) -> float | None:
    return row.ratio if row else None
