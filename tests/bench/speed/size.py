"""How large an index is on disk, beside the posts."""

from __future__ import annotations

from dataclasses import replace

from builds import size_of
from engine import NAMES
from figures import Row, Table, shown
from setting import Setting


def measure(setting: Setting) -> Table:
    posts = size_of(setting.blog)
    rows = [Row("", NAMES[engine], setting.built(engine).megabytes, "MB") for engine in setting.whole]
    if "tutorial" in setting.engines:
        few = setting.built("tutorial")
        whole = few.megabytes * setting.characters / few.characters
        rows.append(Row("extrapolated by characters", NAMES["tutorial"], whole, "MB"))
    rows = [replace(row, ratio=row.value / posts) for row in rows]
    return Table("size", "Index on disk", rows, "of the posts", [f"The posts: {shown(posts)} MB"])
