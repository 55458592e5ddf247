"""How the time of a page grows with the number of posts. They are made from the blog by recombining its paragraphs."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from asking import in_turns, workers
from builds import build_peer, build_sakuin
from corpus import posts_of, write_posts
from engine import NAMES
from figures import Row, Table, row_of
from recombine import Material, material_of, write_blog
from search.snapshot import open_snapshot
from setting import Setting, say

_ROUNDS, _QUERIES = 2, 60  # SQLite takes seconds for some, where there are many posts
_AT_ONCE = 2  # builds, which are not timed here
_POSTS = " posts"
_BUILT_BY = {"tantivy_mecab": "tantivy_mecab_lines"}


def measure(setting: Setting) -> Table:
    material = material_of(setting.snapshot)
    rows: list[Row] = []
    notes = ["Words known, answers not kept. Sakuin's indexes are made by MeCab."]
    for size in setting.sizes:
        posts = max(1, round(size * len(setting.posts)))
        try:
            rows += _rows(setting, material, posts)
        except RuntimeError as error:
            notes.append(f"{name_of(posts)} are missing: {error}")
    rows.sort(key=lambda row: list(NAMES.values()).index(row.engine))
    return Table("growth", "Growth", _compared(rows), "of the fewest", notes)


def _compared(rows: Sequence[Row]) -> list[Row]:
    """Each row with its ratio to the same engine's where there are fewest posts."""
    fewest = {row.engine: row.value for row in reversed(rows)}
    return [replace(row, ratio=row.value / fewest[row.engine]) for row in rows]


def name_of(posts: int) -> str:
    return f"{posts:,}{_POSTS}"


def posts_in(name: str) -> int:
    return int(name.removesuffix(_POSTS).replace(",", ""))


def _rows(setting: Setting, material: Material, posts: int) -> list[Row]:
    """What a page takes in a blog of so many posts, which is gone afterwards."""
    say(f"Building indexes of {posts:,} posts")
    folder = setting.work / "growth"
    queries = setting.queries[:_QUERIES]
    try:
        with workers(_indexes(setting, material, posts, folder)) as engines:
            in_turns(engines, "search", queries)
            times = in_turns(engines, "search", queries, rounds=_ROUNDS)
    finally:
        shutil.rmtree(folder)
    return [row_of(name_of(posts), engine, each) for engine, each in times.items()]


def _indexes(setting: Setting, material: Material, posts: int, folder: Path) -> Mapping[str, Path]:
    blog = write_blog(material, folder / "blog", posts)
    ours = build_sakuin(blog, folder / "sakuin", "mecab").place
    feed = folder / "posts.jsonl"
    write_posts(posts_of(open_snapshot(ours)), feed)

    def build(engine: str) -> Path:
        return build_peer(_BUILT_BY.get(engine, engine), feed, 0, folder / engine).place

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return {"sakuin": ours, **dict(zip(setting.others, pool.map(build, setting.others), strict=True))}
