"""What matched in a document, marked in the author's own text: title, tags, headings, and the best of the body.

Of the text only what is shown is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from search.marks import AllSought, Marks, find_marks
from search.result import Fragment, Highlights, Span
from search.snapshot import Snapshot

_SENTENCE_END = re.compile(r"[。！？!?]+[」』）)】”\"]*|\n")
_PAUSE = re.compile(r"[、，,\s]")
# Where a phrase begins, more often than not: after kana, before anything else. 「他の規制当局も」 gives 他の / 規制当局も.
_PHRASE = re.compile(r"(?<=[ぁ-ゖ])(?=[^ぁ-ゖー、。，．！？」』）\s])")

_MOST_HEADINGS = 3
_TITLE, _TAGS, _HEADINGS, _BODY, _CODE = Field  # looked up once: an enumeration takes its time

_Window = tuple[int, int, int]  # a region, first and last character of the marks worth showing together


def highlight(snapshot: Snapshot, document: int, sought: AllSought, *, length: int) -> Highlights:
    """The fragments of one hit. A fragment of the body has about `length` characters, and there are two shorter ones
    where one cannot show every leaf."""
    page = _Page(snapshot, document, find_marks(snapshot, document, sought), sought.weights)
    return Highlights(
        title=tuple(page.whole(_TITLE)),
        tags=tuple(page.marked(_TAGS)),
        headings=tuple(islice(page.marked(_HEADINGS), _MOST_HEADINGS)),
        body=tuple(page.body(length)),
    )


class _Page:
    """One document with its marks, and the fragments that can be cut out of it."""

    def __init__(self, snapshot: Snapshot, document: int, marks: Marks, weights: npt.NDArray[np.float64]) -> None:
        self._snapshot, self._document, self._marks, self._weights = snapshot, document, marks, weights
        self._fields, self._starts, self._ends = snapshot.region_columns(document)
        self._region = np.searchsorted(self._starts, marks.start, side="right") - 1  # of each mark
        self._field = self._fields[self._region]

    def whole(self, field: Field) -> Iterator[Fragment]:
        """Every region of a field, all of it, with its marks."""
        return map(self._whole, np.flatnonzero(self._fields == field).tolist())

    def marked(self, field: Field) -> Iterator[Fragment]:
        """The same for those that have a mark."""
        return map(self._whole, dict.fromkeys(self._region[self._field == field].tolist()))

    def body(self, length: int) -> list[Fragment]:
        """The stretch of about `length` characters that says most of the query, or two of half that length that
        together say more; the beginning of the body where no word stands in it."""
        shown = self._field == _BODY
        if not shown.any():
            shown = self._field == _CODE
        if not shown.any():
            return self._lead(length)
        marks, region = self._marks.where(shown), self._region[shown]
        best = _best(marks, region, self._weights, length)
        missing = self._weights.copy()
        missing[_seen(marks, best)] = 0
        if not missing[marks.leaf].any():
            return [self._cut(*best, length)]
        half = length // 2
        first = _best(marks, region, self._weights, half)
        others = self._weights.copy()
        others[_seen(marks, first)] = 0
        second = _best(marks, region, others, half) if others[marks.leaf].any() else first
        return [self._cut(*each, length * 2 // 3) for each in sorted({first, second})]

    def _whole(self, region: int) -> Fragment:
        start, end = int(self._starts[region]), int(self._ends[region])
        return self._fragment(region, start, self._snapshot.text(self._document, start, end))

    def _cut(self, region: int, first: int, last: int, length: int) -> Fragment:
        """The fragment of about `length` characters around first..last, from sentence to sentence where that fits."""
        begins, ends = int(self._starts[region]), int(self._ends[region])
        low, high = max(begins, first - length), min(ends, last + length)
        text = self._snapshot.text(self._document, low, high)
        start, cut_before = _beginning(text, first - low, max(0, length - (last - first)), at_start=low == begins)
        end, cut_after = _ending(text, last - low, start + length, at_end=high == ends)
        return self._fragment(region, low + start, text[start:end], cut_before=cut_before, cut_after=cut_after)

    def _lead(self, length: int) -> list[Fragment]:
        bodies = np.flatnonzero(self._fields == _BODY)[:1].tolist()
        return [self._cut(body, int(self._starts[body]), int(self._starts[body]), length) for body in bodies]

    def _fragment(
        self, region: int, start: int, text: str, *, cut_before: bool = False, cut_after: bool = False
    ) -> Fragment:
        left, right = len(text) - len(text.lstrip()), len(text.rstrip())
        marks = self._marks.between(start - 1, start + len(text))
        spans = _spans(text[left:right], _merged(marks, start + left, start + max(left, right)))
        return Fragment(spans, *self._section(region), cut_before=cut_before, cut_after=cut_after)

    def _section(self, region: int) -> tuple[str, str]:
        """The heading that a region stands under (or is), and its anchor."""
        number = bisect_right(self._headings, region) - 1
        if number < 0 or self._fields[region] in {_TITLE, _TAGS, _CODE}:
            return "", ""
        _, anchor = self._snapshot.stored[self._document].headings[number]
        start, end = int(self._starts[self._headings[number]]), int(self._ends[self._headings[number]])
        return self._snapshot.text(self._document, start, end), anchor

    @cached_property
    def _headings(self) -> list[int]:
        """The regions that are headings."""
        found: list[int] = np.flatnonzero(self._fields == _HEADINGS).tolist()
        return found


def _best(marks: Marks, region: npt.NDArray[np.int64], weights: npt.NDArray[np.float64], length: int) -> _Window:
    """The window of about `length` characters in one region that tells most."""
    last = np.searchsorted(marks.end, marks.start + length, side="right")
    last = np.minimum(last, np.searchsorted(region, region, side="right"))
    last = np.maximum(last, np.arange(len(marks)) + 1)
    first = int(_window_scores(marks, last, weights).argmax())
    return int(region[first]), int(marks.start[first]), int(marks.end[first : last[first]].max())


def _seen(marks: Marks, window: _Window) -> npt.NDArray[np.int64]:
    """The leaves that stand in a window."""
    _, start, end = window
    return marks.between(start, end).leaf


def _window_scores(
    marks: Marks, last: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """For the window from each mark up to, not with, mark `last`: the weights of its leaves, and a little for more of
    the same."""
    first = np.arange(len(marks))
    scores = np.zeros(len(marks))
    for leaf in set(marks.leaf.tolist()):
        before = np.concatenate(([0], np.cumsum(marks.leaf == leaf)))
        count = before[last] - before[first]
        scores += weights[leaf] * (count > 0) * (1 + 0.1 * np.log1p(count))
    return scores


def _beginning(text: str, first: int, slack: int, *, at_start: bool) -> tuple[int, bool]:
    """Where a fragment begins that shows `first`, and whether that cuts a sentence: at most `slack` before it."""
    starts = [0] if at_start else []
    starts += [match.end() for match in _SENTENCE_END.finditer(text, 0, first)]
    if starts and first - starts[-1] <= slack:
        return starts[-1], False
    earliest = max(0, first - slack // 2)
    return next(_pauses(text, earliest, first), earliest), True


def _ending(text: str, last: int, most: int, *, at_end: bool) -> tuple[int, bool]:
    """Where a fragment ends that shows what is before `last`, and whether that cuts a sentence: `most` if it can."""
    if at_end and len(text) <= most:
        return len(text), False
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, most) if match.end() >= last]
    if ends:
        return ends[-1], False
    latest = max(last, most)
    return max(_pauses(text, last, latest), default=latest), True


def _pauses(text: str, low: int, high: int) -> Iterator[int]:
    """The places where a reader draws breath; where there are none, those between phrases."""
    for pattern in (_PAUSE, _PHRASE):
        places = [match.end() for match in pattern.finditer(text, low, high)]
        if places:
            yield from places
            return


def _merged(marks: Marks, low: int, high: int) -> list[tuple[int, int]]:
    """The marked stretches between `low` and `high`, counted from `low`; tokens that touch are one."""
    merged: list[tuple[int, int]] = []
    for start, end in zip(marks.start.tolist(), marks.end.tolist(), strict=True):
        start, end = max(start, low) - low, min(end, high) - low
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _spans(text: str, marked: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    done = 0
    for start, end in marked:
        spans += [Span(text[done:start]), Span(text[start:end], matched=True)]
        done = end
    spans.append(Span(text[done:]))
    return tuple(span for span in spans if span.text)
