"""What is asked of a searcher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sort = Literal["relevance", "date", "-date"]
Mode = Literal["auto", "all", "any"]
FacetField = Literal["tags", "categories", "years", "months", "authors"]


@dataclass(frozen=True)
class SearchRequest:
    """A query with its filters. Values of `tags` narrow; values of `categories` and of `years` widen.

    `since` and `until` include their day; the facet `months` counts as if they were not there. `snippet` is the length of a fragment in characters.
    """

    query: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    author: str = ""
    since: date | None = None
    until: date | None = None
    sort: Sort = "relevance"
    mode: Mode = "auto"
    limit: int = 10
    offset: int = 0
    facets: tuple[FacetField, ...] = ("tags", "categories", "years")
    snippet: int = 120
    explain: bool = False
    exact: bool = False  # in the spelling typed alone
