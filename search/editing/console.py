"""The queries of a search console's export: a CSV in Japanese or English, from Google, Bing or a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from index.errors import InputUnusable
from index.normalize import normalize
from index.reading.decode import decode
from search.reports.overlap import Sought

_QUERY = (
    "上位のクエリ",
    "クエリ",
    "検索クエリ",
    "検索キーワード",
    "キーワード",
    "検索語句",
    "top queries",
    "query",
    "queries",
    "search query",
    "keyword",
    "keywords",
    "search term",
)
_TIMES = ("表示回数", "インプレッション", "impressions", "検索回数", "回数", "times", "count", "クリック数", "clicks")
_NO_DIGIT = re.compile(r"[^\d.]")


def read_console(path: Path) -> list[Sought]:
    """The queries with how often they were shown, or else clicked, the most frequent first; a query in several rows, one for each
    page or day, counts together. Errors: `InputUnusable`."""
    header, rows = _table(path)
    names = [normalize(name.strip()).text for name in header]
    query = _column(names, _QUERY)
    if query is None:
        listed = "、".join(header[:8])
        raise InputUnusable(
            ja=f"{path} に検索語の列がありません。1行目は「{listed}」です。「上位のクエリ」「クエリ」「Top queries」「Query」のどれかの列が要ります。",
            en=f"{path} has no column of queries. Its first line is “{listed}”; it needs one called 上位のクエリ, クエリ, Top queries or Query.",
        )
    times = _column(names, _TIMES)
    counts: Counter[str] = Counter()
    for row in rows:
        if query < len(row) and (text := row[query].strip()):
            counts[text] += _number(row[times]) if times is not None and times < len(row) else 0
    return [Sought(text, count) for text, count in counts.most_common()]


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    """The first line that is not empty, and the others."""
    try:
        decoded = decode(path.read_bytes())
    except OSError as error:
        raise InputUnusable(
            ja=f"{path} を読めません（{error.strerror}）。", en=f"{path} cannot be read ({error.strerror})."
        ) from error
    if decoded.binary:
        raise InputUnusable(
            ja=f"{path} は CSV ではありません。ZIP や Excel のファイルなら、中の検索クエリの表を CSV で保存してください。",
            en=f"{path} is no CSV. If it is a ZIP or an Excel file, save its table of queries as CSV.",
        )
    first = next((line for line in decoded.text.splitlines() if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    rows = [row for row in csv.reader(decoded.text.splitlines(), delimiter=delimiter) if any(row)]
    return (rows[0], rows[1:]) if rows else ([], [])


def _column(names: list[str], known: tuple[str, ...]) -> int | None:
    """The place of the first known name."""
    return next((names.index(name) for name in known if name in names), None)


def _number(cell: str) -> int:
    """1,234 and 1 234 as 1234; 0 where there is no number."""
    digits = _NO_DIGIT.sub("", normalize(cell).text)
    try:
        return int(float(digits))
    except (ValueError, OverflowError):
        return 0
