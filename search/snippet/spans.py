"""A text as spans: what is marked in it apart from the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from search.marked import Span
from search.snippet.marks import Mark


def cut(text: str, start: int, marks: Sequence[Mark]) -> tuple[Span, ...]:
    """The spans of a text that begins at `start`. Marks that touch become one span; what of a mark lies outside of the text is
    left out. No span is empty."""
    spans: list[Span] = []
    done = 0
    for low, high in _merged(marks, start, start + len(text)):
        spans += [Span(text[done:low]), Span(text[low:high], matched=True)]
        done = high
    spans.append(Span(text[done:]))
    return tuple([span for span in spans if span.text])


def cutter(text: str, marks: Sequence[Mark]) -> Callable[[int, int], tuple[Span, ...]]:
    """What gives the spans of a stretch of a text: from its first character to the first after it."""
    longest = max((mark.end - mark.start for mark in marks), default=0)

    def spans(start: int, end: int) -> tuple[Span, ...]:
        # A mark may begin before and reach into it.
        within = marks[bisect_left(marks, (start - longest,)) : bisect_left(marks, (end,))]
        return cut(text[start:end], start, within)

    return spans


def _merged(marks: Sequence[Mark], low: int, high: int) -> list[tuple[int, int]]:
    """Where marks begin and end between `low` and `high`, counted from `low`; those that touch are one."""
    merged: list[tuple[int, int]] = []
    for mark in marks:
        start, end = max(mark.start, low) - low, min(mark.end, high) - low
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged
