"""When a blog wrote of something."""

from __future__ import annotations

from msgspec import Struct

from index.document import Brief


class Month(Struct, frozen=True):
    """The posts of one month, 2024-05, that match."""

    month: str
    posts: int


class Timeline(Struct, frozen=True):
    """The posts that match a query by the months of their dates, those with none left out, from the first to the last post. `undated`
    posts are in `total`, too."""

    query: str
    total: int
    undated: int
    first: Brief | None
    last: Brief | None
    months: tuple[Month, ...]

    @property
    def years(self) -> dict[int, dict[int, int]]:
        """The posts of each month (1 to 12) of each year from the first to the last, the years without a post too."""
        counts = {(int(each.month[:4]), int(each.month[5:])): each.posts for each in self.months}
        if not counts:
            return {}
        years = range(min(counts)[0], max(counts)[0] + 1)
        return {year: {month: counts.get((year, month), 0) for month in range(1, 13)} for year in years}
