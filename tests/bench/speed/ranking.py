"""How long it takes to find and to order the ten best posts, the query read, nothing shown."""

from __future__ import annotations

from figures import Table
from parts import rows_of
from setting import Setting


def measure(setting: Setting) -> Table:
    return Table("ranking", "Ranking alone", rows_of(setting, "ranking"), "of tantivy")
