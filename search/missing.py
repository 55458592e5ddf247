"""Where no post has all words of a query: which of them posts have, and how many posts match without one."""

from __future__ import annotations

from collections.abc import Callable

from search.answer import QueryWord
from search.query.parse import is_wanted
from search.query.tree import And, typed

MOST_WORDS = 8  # nobody reads on

Count = Callable[[And], int]
"""How many posts match a query."""


def count_words(query: And, count: Count) -> tuple[QueryWord, ...]:
    """How many posts have each word of a query, and how many match the query without it; () for one word, or many."""
    words = [part for part in query.parts if is_wanted(part)]
    filters = tuple(part for part in query.parts if not is_wanted(part))
    if not 1 < len(words) <= MOST_WORDS:
        return ()
    counted = []
    for word in words:
        others = And(tuple(part for part in query.parts if part != word))
        counted.append(QueryWord(typed(word), count(And((word, *filters))), typed(others), count(others)))
    return tuple(counted)
