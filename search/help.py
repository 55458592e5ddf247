"""What helps where no post has all words of a query: which word is the trouble, and what might have been meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from search.asking.query import Clause, Query
from search.result import QueryWord
from search.suggest import Vocabulary

_MOST_WORDS = 8  # nobody reads on
_MOST_SUGGESTIONS = 3
_LONGEST_WORD = 24  # characters: longer ones are sentences
_MOST_TRIED = 5  # words of the blog for one that was typed

Count = Callable[[Query], int]


def count_words(query: Query, count: Count) -> tuple[QueryWord, ...]:
    """How many posts have each word of a query, and match the query without it."""
    if not 1 < len(query.required) <= _MOST_WORDS:
        return ()
    found = []
    for place, group in enumerate(query.required):
        rest = query.required[:place] + query.required[place + 1 :]
        others = Query(rest, query.excluded, without=query.without)
        alone = Query((group,))
        found.append(
            QueryWord(" OR ".join(map(str, group)), count(alone), str(replace(query, required=rest)), count(others))
        )
    return tuple(found)


def suggest(query: Query, count: Count, vocabulary: Callable[[], Vocabulary]) -> tuple[str, ...]:
    """Queries that find something, with a word of the blog for one that it does not have."""
    if len(query.required) > _MOST_WORDS:
        return ()
    return tuple(islice(dict.fromkeys(_suggested(query, count, vocabulary)), _MOST_SUGGESTIONS))


def _suggested(query: Query, count: Count, vocabulary: Callable[[], Vocabulary]) -> Iterator[str]:
    for place, group in enumerate(query.required):
        clause = group[0]
        if len(group) > 1 or clause.quoted or len(clause.text) > _LONGEST_WORD or count(Query(required=(group,))):
            continue
        for word in vocabulary().near(clause.text)[:_MOST_TRIED]:
            meant = _with(query, place, replace(clause, text=word))
            if count(meant):
                yield str(meant)


def _with(query: Query, place: int, clause: Clause) -> Query:
    required = (*query.required[:place], (clause,), *query.required[place + 1 :])
    return replace(query, required=required)
