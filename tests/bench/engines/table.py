"""The figures of all engines: tables for a person, an object for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import UNSET, Struct, UnsetType

from index.terminal import pad, width
from search.evaluation.evaluate import Evaluation


class Answered(Struct, frozen=True):
    """What one engine's answers were worth; `sentences` is missing where none were asked."""

    name: str
    version: str
    judged: Evaluation
    sentences: Evaluation | UnsetType = UNSET


def lines(answered: Sequence[Answered]) -> Iterator[str]:
    """The engines, each with a letter; then a table with a line for each class, and one for each engine."""
    letters = [chr(ord("A") + number) for number in range(len(answered))]
    for letter, each in zip(letters, answered, strict=True):
        yield f"{letter}  {each.name} ({each.version})"
    yield ""
    yield "Queries answered with all and only the right posts"
    yield from _by_class(letters, answered)
    if any(each.sentences for each in answered):
        yield ""
        yield "Sentences, of each the ten nearest documents"
        yield from _by_engine(letters, answered)


def _by_class(letters: Sequence[str], answered: Sequence[Answered]) -> Iterator[str]:
    columns = [(*each.judged.classes, each.judged.all) for each in answered]
    rows = list(zip(*columns, strict=True))
    room = max(width(row[0].kind) for row in rows) + 2
    yield f"{'class':{room}}queries" + "".join(f"{letter:>7}" for letter in letters)
    for row in rows:
        shares = "".join(f"{each.exact:7.3f}" for each in row)
        yield f"{pad(row[0].kind or 'all', room)}{row[0].queries:7,}{shares}"


def _by_engine(letters: Sequence[str], answered: Sequence[Answered]) -> Iterator[str]:
    yield "   MRR@10  hit@1"
    for letter, each in zip(letters, answered, strict=True):
        if each.sentences:
            every = each.sentences.all
            yield f"{letter}{every.mrr:8.4f}{every.hit:7.3f}"
