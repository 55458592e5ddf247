"""How large an index is on disk, beside the posts."""

from __future__ import annotations

from dataclasses import replace

from builds import size_of
from engine import NAMES
from figures import Row, Table, shown
from index.store.storage import SENTENCES
from setting import Setting


def measure(setting: Setting) -> Table:
    posts = size_of(setting.blog)
    kept = setting.built("sakuin").place / SENTENCES
    sentences = kept.stat().st_size / 1_000_000 if kept.exists() else 0.0
    rows = [Row("", NAMES[engine], setting.built(engine).megabytes, "MB") for engine in setting.whole]
    rows[0] = replace(rows[0], value=rows[0].value - sentences)
    if sentences:
        rows.insert(1, Row("sentences kept for the next build, beside it", NAMES["sakuin"], sentences, "MB"))
    if "tutorial" in setting.engines:
        few = setting.built("tutorial")
        whole = few.megabytes * setting.characters / few.characters
        rows.append(Row("extrapolated by characters", NAMES["tutorial"], whole, "MB"))
    rows = [replace(row, ratio=row.value / posts) for row in rows]
    return Table("size", "Index on disk", rows, "of the posts", [f"The posts: {shown(posts)} MB"])
