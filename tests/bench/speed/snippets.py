"""How long it takes to cut ten snippets and to mark what matched, the best ten known."""

from __future__ import annotations

from figures import Table
from parts import rows_of
from setting import Setting


def measure(setting: Setting) -> Table:
    return Table("snippets", "Ten snippets alone", rows_of(setting, "snippets"), "of tantivy")
