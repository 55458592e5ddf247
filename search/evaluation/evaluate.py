"""Judged queries put to a searcher: what each scored, and how two ways of answering compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.answer import Hit, Searcher
from search.evaluation.judged import JudgedQuery
from search.evaluation.metrics import Measures, chance, mean, measure
from search.request import SearchRequest

_FIRST = 10  # answers that are looked at, more only where more are right


@dataclass(frozen=True)
class Judgement:
    """A judged query with what the answers to it scored, and their names, best first."""

    query: JudgedQuery
    measures: Measures
    answers: tuple[str, ...]


@dataclass(frozen=True)
class ClassMeasures:
    """The mean of the queries of one class; `kind` "" is that of all."""

    kind: str
    queries: int
    measures: Measures


@dataclass(frozen=True)
class Comparison:
    """Two ways of answering the same queries. `chance`: how probable so large a difference of MRR is by accident."""

    chance: float
    better: tuple[tuple[Judgement, Judgement], ...]
    worse: tuple[tuple[Judgement, Judgement], ...]


def evaluate(searcher: Searcher, queries: Sequence[JudgedQuery], *, settings: SearchRequest) -> list[Judgement]:
    """Ask every query with these settings. A post that lacks words of the query is an answer, and no match."""
    return [_judge(searcher, query, settings) for query in queries]


def by_class(judgements: Sequence[Judgement]) -> Iterator[ClassMeasures]:
    """The classes in the order that they first occur in, then all queries."""
    kinds = dict.fromkeys(each.query.kind for each in judgements)
    for kind in kinds if len(kinds) > 1 else ():
        yield _class_measures(kind or "-", [each for each in judgements if each.query.kind == kind])
    yield _class_measures("", judgements)


def compare(before: Sequence[Judgement], after: Sequence[Judgement]) -> Comparison:
    """What the second way does better and worse than the first, the largest differences first."""
    pairs = list(zip(before, after, strict=True))
    differences = [(other.measures.mrr - one.measures.mrr, one, other) for one, other in pairs]
    ordered = sorted(differences, key=lambda each: -abs(each[0]))
    return Comparison(
        chance=chance([one.measures.mrr for one, _ in pairs], [other.measures.mrr for _, other in pairs]),
        better=tuple((one, other) for difference, one, other in ordered if difference > 0),
        worse=tuple((one, other) for difference, one, other in ordered if difference < 0),
    )


def _judge(searcher: Searcher, query: JudgedQuery, settings: SearchRequest) -> Judgement:
    limit = max(_FIRST, len(query.relevant))
    result = searcher.search(replace(settings, query=query.text, limit=limit, facets=()))
    relevant = frozenset(query.relevant)
    answers = tuple(_name(hit, relevant) for hit in result.hits if relevant or not hit.relaxed)
    return Judgement(query, measure(answers, result.total, relevant), answers)


def _name(hit: Hit, relevant: frozenset[str]) -> str:
    """What the judgements call this post; its path, if they do not know it."""
    names = (hit.path, hit.id, hit.url, hit.path.rpartition("/")[2])
    return next((name for name in names if name in relevant), hit.path)


def _class_measures(kind: str, judgements: Sequence[Judgement]) -> ClassMeasures:
    return ClassMeasures(kind, len(judgements), mean([each.measures for each in judgements]))
