"""Names that are typed in one place and stand in another: tag:旅 where 旅 is a category, and 旅 alone, for words of a query are
looked for in what is written and in tags, not in categories and authors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice

import numpy as np

from index.normalize import normalize
from search.fields import FIELDS, Elsewhere
from search.postings import Mask
from search.query.tree import And, AnyLeaf, Filter, Query, Word, leaves, replaced, typed

_MOST_NAMES = 5  # of a query: each is a search more

HavingValue = Callable[[Filter], int]
"""How many posts have the value of a filter."""


def elsewhere(query: And, beside: Iterable[Filter], having: HavingValue) -> Iterator[Elsewhere]:
    """For each filter without posts, of the query or beside it, the fields that have its value."""
    in_query = [leaf for leaf in leaves(query, excluded=True) if isinstance(leaf, Filter)]
    for asked in dict.fromkeys((*in_query, *beside)):
        if asked.field not in _NAMED or having(asked):
            continue
        for field in sorted(_NAMED - {asked.field}):
            meant = Filter(field, asked.value)
            if posts := having(meant):
                other = replaced(query, partial(_changed, {asked: meant}))
                yield Elsewhere(asked.field, asked.value, field, posts, typed(other))


def typed_as_words(
    query: And,
    beside: Iterable[Filter],
    *,
    found: Mask,
    names: Callable[[str], Iterable[Filter]],
    synonyms: Callable[[str], Iterable[str]],
    finding: Callable[[str], Mask],
) -> Iterator[Elsewhere]:
    """For each word that is a name, and for all words together, the query with the filter that `names` gives for it, where that finds posts that
    are not among the `found` ones. `finding` gives what a query finds. A field that is asked for already is left alone."""
    asked = {each.field for each in (*leaves(query, excluded=True), *beside) if isinstance(each, Filter)}
    meanings = (
        (meant, typed(query_with(meant)))
        for text, query_with in _names_typed(query)
        for name in (text, *synonyms(normalize(text).text))
        for meant in names(name)
        if meant.field not in asked
    )
    for meant, other in islice(meanings, _MOST_NAMES):
        posts = finding(other)
        if np.any(posts & ~found):
            yield Elsewhere(None, meant.value, meant.field, int(np.count_nonzero(posts)), other)


def _names_typed(query: And) -> Iterator[tuple[str, Callable[[Filter], Query]]]:
    """What may be a name, and the query with a filter in its place: Web 開発 is two words."""
    for word in dict.fromkeys(leaf for leaf in leaves(query) if isinstance(leaf, Word) and not leaf.title):
        yield word.text, partial(_with, query, word)
    if len(query.parts) > 1 and all(isinstance(part, Word) and not part.title for part in query.parts):
        yield typed(query), _alone


def _with(query: And, word: Word, meant: Filter) -> Query:
    return replaced(query, partial(_changed, {word: meant}))


def _alone(meant: Filter) -> Query:
    return meant


def _changed(others: Mapping[AnyLeaf, Filter], leaf: AnyLeaf) -> AnyLeaf:
    return others.get(leaf, leaf)


_NAMED = {field.name for field in FIELDS} - {"year"}
