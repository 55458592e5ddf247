"""What readers sought, and what they did not find."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Source = Literal["page", "widget", "api"]

SLOW_MS = 500.0  # half a second: a reader waits
_WEEK = 7  # days


class SoughtQuery(Struct, frozen=True, kw_only=True):
    """A query with how often it was asked, and how often without a hit; `page`, `widget` and `api` say from where. `week` is how often in the
    last seven days, `before` how often in seven days before these, on average.

    It is a `gap` if it is one of the 200 that found nothing most often, and finds nothing today: then no post has the words `lacking`, `nearest` are words of the blog like
    those, and `synonyms` are lines for the file of synonyms that would have them found."""

    query: str
    times: int
    without_hits: int
    slowest_ms: float
    page: int
    widget: int
    api: int
    week: int
    before: float
    gap: bool = False
    lacking: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


class Queries(Struct, frozen=True, kw_only=True):
    """The queries that were asked at least `min_count` times from the day `first` to the day `last`, the most frequent first. `searches`
    counts all searches of these days. `days_before` are the days of the log before the last seven."""

    first: str
    last: str
    searches: int
    min_count: int
    days_before: int
    queries: tuple[SoughtQuery, ...]

    @property
    def gaps(self) -> tuple[SoughtQuery, ...]:
        """Those that found nothing and still do, the most frequent first."""
        return tuple(sorted((each for each in self.queries if each.gap), key=lambda each: -each.without_hits))

    @property
    def rising(self) -> tuple[SoughtQuery, ...]:
        """Those that were asked this week at least twice as often as before, the steepest first; () until there is a week to compare
        with."""
        if self.days_before < _WEEK:
            return ()
        rising = (each for each in self.queries if each.week >= max(self.min_count, 2 * each.before))
        return tuple(sorted(rising, key=lambda each: each.before - each.week))

    @property
    def slow(self) -> tuple[SoughtQuery, ...]:
        """Those that somebody waited for, the slowest first."""
        slow = (each for each in self.queries if each.slowest_ms >= SLOW_MS)
        return tuple(sorted(slow, key=lambda each: -each.slowest_ms))
