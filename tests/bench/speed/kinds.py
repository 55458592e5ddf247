"""What kinds of query cost Sakuin, beside a plain one: filters, exclusions, alternatives, whole questions, quotes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from asking import in_turns
from corpus import questions_of, quotes_of
from figures import Row, Table, against, row_of
from setting import Setting

_ROUNDS = 3
QUOTES = "quotes of 2 to 40 characters"


def measure(setting: Setting) -> Table:
    rows: list[Row] = []
    with setting.asking(["sakuin"]) as engines:
        in_turns(engines, "search", ["東京"])
        for name, queries in _kinds(setting).items():
            first = in_turns(engines, "search", queries)["sakuin"]
            known = in_turns(engines, "search", queries, rounds=_ROUNDS)["sakuin"]
            rows += [row_of(f"{name}, first", "sakuin", first), row_of(f"{name}, known", "sakuin", known)]
    plain = {row.name: row.value for row in rows}
    compared = [against([row, _plain(plain, row)], _plain(plain, row).name, row.engine)[0] for row in rows]
    notes = [
        "Each kind is asked with the words of the plain queries, so that `first` is the first use of the query, not of its words."
    ]
    return Table("kinds", "Kinds of query, a whole page", compared, "of plain", notes)


def _plain(values: dict[str, float], row: Row) -> Row:
    """The plain query, first or known as the row is."""
    name = f"plain, {row.name.rpartition(', ')[2]}"
    return Row(name, row.engine, values[name])


def _kinds(setting: Setting) -> dict[str, list[str]]:
    queries, posts = setting.queries, setting.posts
    tags = [tag for tag, _ in Counter(tag for post in posts for tag in post.tags).most_common(20)] or ["なし"]
    years = sorted({stored.date[:4] for stored in setting.snapshot.briefs if stored.date}) or ["2024"]
    chosen = random.Random(6)
    return {
        "plain": queries,
        "with a tag": [f'{query} tag:"{chosen.choice(tags)}"' for query in queries],
        "with a year": [f"{query} year:{chosen.choice(years)}" for query in queries],
        "within days": [f"{query} date:{chosen.choice(years)}-01..{years[-1]}-12" for query in queries],
        "without a word": [f"{query} -{chosen.choice(setting.words)}" for query in queries],
        "with an alternative": _alternatives(setting.words, queries, chosen),
        "in the title": [f"title:{query}" for query in queries],
        "whole questions, relaxed": questions_of(posts, setting.words, setting.count),
        QUOTES: quotes_of(posts, setting.count),
    }


def _alternatives(words: Sequence[str], queries: Sequence[str], chosen: random.Random) -> list[str]:
    return [f"{query} OR {chosen.choice(words)}" for query in queries]
