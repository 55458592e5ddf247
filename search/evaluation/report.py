"""An evaluation as a table for a person, and as an object for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple

from msgspec import UNSET, Struct, UnsetType

from index.terminal import one_line, pad, say, width
from search.evaluation.evaluate import ClassMeasures, Comparison, Judgement, by_class
from search.evaluation.judged import JudgedSet

_NAMED = 3
_SHOWN = 10  # of the queries that became better, and of those that became worse


class MeasuresObject(Struct):
    kind: str
    queries: int
    mrr: float
    ndcg: float
    hit: float
    recall: float
    exact: float


class ChangedObject(Struct):
    """A query that the other way answered better or worse, with MRR before and after."""

    id: str
    query: str
    before: float
    after: float


class ComparisonObject(Struct):
    chance: float
    better: list[ChangedObject]
    worse: list[ChangedObject]


class EvaluationObject(Struct, omit_defaults=True):
    """`all` is over every query; measures of the first ten answers, 0 to 1."""

    all: MeasuresObject
    classes: list[MeasuresObject]
    comparison: ComparisonObject | UnsetType = UNSET


def missing_lines(judged: JudgedSet, unknown: Sequence[str]) -> Iterator[str]:
    """What makes the figures say less than they seem to: right answers that cannot be found, topics without any."""
    if unknown:
        yield say(
            f"正解とされる文書のうち {len(unknown):,} 件は索引にありません: {_some(unknown)}",
            f"{len(unknown):,} documents that are judged right are not in the index: {_some(unknown)}",
        )
    if judged.unjudged:
        yield say(
            f"正解のない問い {len(judged.unjudged):,} 件は検索していません: {_some(judged.unjudged)}",
            f"{len(judged.unjudged):,} topics have no judgements and were not asked: {_some(judged.unjudged)}",
        )


def _some(names: Sequence[str]) -> str:
    return ", ".join((*map(one_line, names[:_NAMED]), *(["…"] if len(names) > _NAMED else [])))


def evaluation_object(judgements: Sequence[Judgement], comparison: Comparison | None) -> EvaluationObject:
    *classes, every = (_measures(each) for each in by_class(judgements))
    return EvaluationObject(every, classes, _comparison(comparison) if comparison else UNSET)


def _measures(each: ClassMeasures) -> MeasuresObject:
    figures = {name: round(value, 4) for name, value in asdict(each.measures).items()}
    return MeasuresObject(kind=each.kind, queries=each.queries, **figures)


def _comparison(comparison: Comparison) -> ComparisonObject:
    return ComparisonObject(
        chance=round(comparison.chance, 4),
        better=[_changed(*pair) for pair in comparison.better],
        worse=[_changed(*pair) for pair in comparison.worse],
    )


def _changed(before: Judgement, after: Judgement) -> ChangedObject:
    query = before.query
    return ChangedObject(query.id, query.text, round(before.measures.mrr, 4), round(after.measures.mrr, 4))


def evaluation_lines(judgements: Sequence[Judgement], comparison: Comparison | None) -> Iterator[str]:
    """A line for each class, then what the comparison shows."""
    rows = list(by_class(judgements))
    names = [each.kind or say("全体", "all") for each in rows]
    columns = max(width(name) for name in (*names, say("分類", "class")))
    yield f"{pad(say('分類', 'class'), columns)}  {say('    問い', ' queries')}" + "".join(
        f"{title:>11}" for title in ("MRR@10", "nDCG@10", "hit@1", "recall@10", "exact")
    )
    for name, each in zip(names, rows, strict=True):
        figures = "".join(f"{value:11.4f}" for value in astuple(each.measures))
        yield f"{pad(name, columns)}  {each.queries:8,}{figures}"
    if comparison:
        yield from _comparison_lines(comparison)


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    yield ""
    yield say(
        f"比較: よくなった問い {len(comparison.better):,}、悪くなった問い {len(comparison.worse):,}"
        f"（偶然の確率 p = {comparison.chance:.4f}）",
        f"Compared: {len(comparison.better):,} queries better, {len(comparison.worse):,} worse "
        f"(by chance p = {comparison.chance:.4f})",
    )
    for sign, pairs in (("+", comparison.better), ("-", comparison.worse)):
        for before, after in pairs[:_SHOWN]:
            yield f"{sign} {before.measures.mrr:.2f} -> {after.measures.mrr:.2f}  {one_line(before.query.text)}"
