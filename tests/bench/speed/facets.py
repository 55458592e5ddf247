"""How long it takes to count the tags of what was found."""

from __future__ import annotations

from figures import Table
from parts import rows_of
from setting import Setting


def measure(setting: Setting) -> Table:
    notes = [
        "Sakuin counts tags, categories and years of posts that are found already; the others count tags, and their"
    ]
    notes.append("counting is a query of its own, which finds the posts again.")
    return Table("facets", "Facets alone", rows_of(setting, "facets"), "of tantivy", notes)
