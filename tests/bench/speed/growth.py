"""How the time of a page, and of a build, grows with the number of posts. They are made from the blog by recombining its paragraphs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from asking import in_turns, workers
from builds import Built, build_peer, build_sakuin
from corpus import posts_of, write_posts
from engine import NAMES
from figures import Row, Table, row_of
from processes import run, sakuin_command
from recombine import Material, material_of, write_blog
from search.snapshot import open_snapshot
from setting import Setting, say

PAGE, BUILT, MEMORY, UNCHANGED = "a page", "built", "memory of building", "nothing changed"
_QUERIES = 60  # SQLite takes seconds for some, where there are many posts


def measure(setting: Setting) -> Table:
    material = material_of(setting.snapshot)
    rows: list[Row] = []
    notes = [
        "A page: words known, answers not kept. Sakuin's indexes are made by MeCab, from Markdown; the others are fed the text that it kept.",
        "Memory of all processes together: what they share is counted once.",
    ]
    for posts in setting.sizes:
        try:
            rows += _rows(setting, material, posts)
        except RuntimeError as error:
            notes.append(f"{posts:,} posts are missing: {error}")
    order = [PAGE, BUILT, MEMORY, UNCHANGED]
    rows.sort(key=lambda row: (order.index(_what(row)), list(NAMES.values()).index(row.engine)))
    return Table("growth", "Growth", _compared(rows), "of the fewest", notes)


def curve(tables: Sequence[Table], what: str, engine: str = NAMES["sakuin"]) -> dict[int, Row]:
    """What was measured of an engine, by the number of posts, fewest first; empty where it was not."""
    rows = [row for table in tables if table.question == "growth" for row in table.rows if row.engine == engine]
    return dict(sorted((_posts(row), row) for row in rows if _what(row) == what))


def _compared(rows: Sequence[Row]) -> list[Row]:
    """Each row with its ratio to the same figure of the same engine where there are fewest posts."""
    fewest = {(row.engine, _what(row)): row.value for row in reversed(rows)}
    return [replace(row, ratio=row.value / fewest[row.engine, _what(row)]) for row in rows]


def _name(posts: int, what: str) -> str:
    return f"{what}, {posts:,} posts"


def _what(row: Row) -> str:
    return row.name.partition(",")[0]


def _posts(row: Row) -> int:
    return int(row.name.partition(", ")[2].removesuffix(" posts").replace(",", ""))


def _rows(setting: Setting, material: Material, posts: int) -> Iterator[Row]:
    """What a blog of so many posts takes, which is gone afterwards."""
    folder = setting.work / "growth"
    queries = setting.queries[:_QUERIES]
    try:
        blog = write_blog(material, folder / "blog", posts)
        built = _build(setting, blog, folder, posts)
        again = run(sakuin_command("index", blog, "--index", built["sakuin"].place)).seconds
        say(f"Asking of {posts:,} posts")
        with workers({name: each.place for name, each in built.items()}) as engines:
            in_turns(engines, "search", queries)
            times = in_turns(engines, "search", queries)
    finally:
        shutil.rmtree(folder)
    yield Row(_name(posts, UNCHANGED), NAMES["sakuin"], again, "s")
    yield Row(_name(posts, MEMORY), NAMES["sakuin"], built["sakuin"].run.together, "MB")
    for engine, each in built.items():
        yield row_of(_name(posts, PAGE), engine, times[engine])
        yield Row(_name(posts, BUILT), NAMES[engine], each.run.seconds, "s")


def _build(setting: Setting, blog: Path, folder: Path, posts: int) -> Mapping[str, Built]:
    """The indexes by their engines, built one after the other."""
    say(f"Building indexes of {posts:,} posts")
    ours = build_sakuin(blog, folder / "sakuin", "mecab")
    feed = folder / "posts.jsonl"
    write_posts(posts_of(open_snapshot(ours.place)), feed)
    return {"sakuin": ours, **{name: build_peer(name, feed, 0, folder / name) for name in setting.others}}
