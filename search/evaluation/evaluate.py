"""Judged queries put to a searcher: what each scored, and how two ways of answering compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from search.answer import Hit, Searcher
from search.evaluation.judged import JudgedQuery
from search.evaluation.metrics import Measures, chance, mean, measure
from search.request import SearchRequest

_FIRST = 10  # answers that are looked at, more only where more are right


@dataclass(frozen=True)
class Judgement:
    """A judged query with what the answers to it scored."""

    query: JudgedQuery
    measures: Measures


class Changed(Struct, frozen=True):
    """A query that the second way of answering does better or worse than the first, with its MRR by each."""

    id: str
    query: str
    before: float
    after: float


class Comparison(Struct, frozen=True):
    """Two ways of answering the same queries. `chance`: how probable so large a difference of MRR is by accident."""

    chance: float
    better: tuple[Changed, ...]
    worse: tuple[Changed, ...]


class Evaluation(Struct, frozen=True):
    """The mean of all queries, and that of each class, where there are several, in the order that they first occur in."""

    all: Measures
    classes: tuple[Measures, ...]
    comparison: Comparison | UnsetType = UNSET


def evaluate(searcher: Searcher, queries: Sequence[JudgedQuery], *, settings: SearchRequest) -> list[Judgement]:
    """Ask every query with these settings. A post that lacks words of the query is an answer, and no match."""
    return [_judge(searcher, query, settings) for query in queries]


def summary(judgements: Sequence[Judgement], before: Sequence[Judgement] = ()) -> Evaluation:
    """The figures of the judgements, compared with those of the same queries `before`, if there are any."""
    return Evaluation(
        all=mean("", [each.measures for each in judgements]),
        classes=tuple(_by_class(judgements)),
        comparison=compare(before, judgements) if before else UNSET,
    )


def compare(before: Sequence[Judgement], after: Sequence[Judgement]) -> Comparison:
    """What the second way does better and worse than the first, the largest differences first."""
    pairs = [(each.query, each.measures.mrr, other.measures.mrr) for each, other in zip(before, after, strict=True)]
    changed = [Changed(query.id, query.text, round(one, 4), round(other, 4)) for query, one, other in pairs]
    changed.sort(key=lambda each: -abs(each.after - each.before))
    return Comparison(
        chance=round(chance([one for _, one, _ in pairs], [other for _, _, other in pairs]), 4),
        better=tuple(each for each in changed if each.after > each.before),
        worse=tuple(each for each in changed if each.after < each.before),
    )


def _by_class(judgements: Sequence[Judgement]) -> Iterator[Measures]:
    kinds = dict.fromkeys(each.query.kind for each in judgements)
    for kind in kinds if len(kinds) > 1 else ():
        yield mean(kind or "-", [each.measures for each in judgements if each.query.kind == kind])


def _judge(searcher: Searcher, query: JudgedQuery, settings: SearchRequest) -> Judgement:
    limit = max(_FIRST, len(query.relevant))
    result = searcher.search(replace(settings, query=query.text, limit=limit, facets=()))
    relevant = frozenset(query.relevant)
    answers = [_name(hit, relevant) for hit in result.hits if relevant or not hit.relaxed]
    return Judgement(query, measure(answers, result.total, relevant))


def _name(hit: Hit, relevant: frozenset[str]) -> str:
    """What the judgements call this post; its path, if they do not know it."""
    names = (hit.path, hit.id, hit.url, hit.path.rpartition("/")[2])
    return next((name for name in names if name in relevant), hit.path)
