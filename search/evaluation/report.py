"""An evaluation as a table for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import astuple

from index.terminal import one_line, pad, say, width
from search.evaluation.evaluate import Comparison, Evaluation
from search.evaluation.judged import JudgedSet

_NAMED = 3
_SHOWN = 10  # of the queries that became better, and of those that became worse


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


def evaluation_lines(evaluation: Evaluation) -> Iterator[str]:
    """A line for each class and one for all queries, then what the comparison shows."""
    rows = (*evaluation.classes, evaluation.all)
    names = [each.kind or say("全体", "all") for each in rows]
    columns = max(width(name) for name in (*names, say("分類", "class")))
    yield f"{pad(say('分類', 'class'), columns)}  {say('    問い', ' queries')}" + "".join(
        f"{title:>11}" for title in ("MRR@10", "nDCG@10", "hit@1", "recall@10", "exact")
    )
    for name, each in zip(names, rows, strict=True):
        _, queries, *measures = astuple(each)
        figures = "".join(f"{value:11.4f}" for value in measures)
        yield f"{pad(name, columns)}  {queries:8,}{figures}"
    if evaluation.comparison:
        yield from _comparison_lines(evaluation.comparison)


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    yield ""
    yield say(
        f"比較: よくなった問い {len(comparison.better):,}、悪くなった問い {len(comparison.worse):,}"
        f"（偶然の確率 p = {comparison.chance:.4f}）",
        f"Compared: {len(comparison.better):,} queries better, {len(comparison.worse):,} worse "
        f"(by chance p = {comparison.chance:.4f})",
    )
    for sign, queries in (("+", comparison.better), ("-", comparison.worse)):
        for each in queries[:_SHOWN]:
            yield f"{sign} {each.before:.2f} -> {each.after:.2f}  {one_line(each.query)}"
