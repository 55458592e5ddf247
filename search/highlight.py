"""What matched in a document, marked in the author's own text: title, tags, headings, and the best of the body.

The offsets of the tokens are in the snapshot: nothing is tokenized, and of the text only what is shown is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from index.analyzed import Field, Region
from search.literal import find_in_pieces, find_literal
from search.result import Fragment, Highlights, Span
from search.snapshot import Snapshot
from search.terms import Leaf, Literal
from search.variants import Variant

_SENTENCE_END = re.compile(r"[。！？!?]+[」』）)】”\"]*|\n")
_PAUSE = re.compile(r"[、，,\s]")
# Where a phrase begins, more often than not: after kana, before anything else. 「他の規制当局も」 gives 他の / 規制当局も.
_PHRASE = re.compile(r"(?<=[ぁ-ゖ])(?=[^ぁ-ゖー、。，．！？」』）\s])")

_MOST_HEADINGS = 3


@dataclass(frozen=True)
class _Marks:
    """Where the leaves stand: number of the leaf, first character, first character after; in reading order."""

    leaf: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]

    def within(self, region: Region) -> _Marks:
        chosen = slice(*np.searchsorted(self.start, [region.start, region.end]))
        return _Marks(self.leaf[chosen], self.start[chosen], self.end[chosen])

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True)
class Sought:
    """A leaf to be marked: how much it tells of the query (its idf), and the spellings of its term, or of each of the
    terms of a run."""

    leaf: Leaf
    weight: float
    spellings: tuple[tuple[Variant, ...], ...]


def highlight(snapshot: Snapshot, document: int, sought: Sequence[Sought], *, length: int) -> Highlights:
    """The fragments of one hit. A fragment of the body has about `length` characters, and there are two shorter ones
    where one cannot show every leaf."""
    marks = _find(snapshot, document, sought)
    page = _Page(snapshot, document, marks, np.array([each.weight for each in sought]))
    return Highlights(
        title=tuple(page.whole(Field.TITLE)),
        tags=tuple(page.marked(Field.TAGS)),
        headings=tuple(islice(page.marked(Field.HEADINGS), _MOST_HEADINGS)),
        body=tuple(page.body(length)),
    )


def _find(snapshot: Snapshot, document: int, sought: Sequence[Sought]) -> _Marks:
    standing = _standing(snapshot, document, sought)
    rows = [
        (number, start, end)
        for number, each in enumerate(sought)
        for start, end in _places(snapshot, document, each, standing)
    ]
    columns = np.array(rows, np.int64).reshape(-1, 3)
    order = np.lexsort((columns[:, 2], columns[:, 1]))
    return _Marks(columns[order, 0], columns[order, 1], columns[order, 2])


def _standing(snapshot: Snapshot, document: int, sought: Sequence[Sought]) -> dict[str, list[tuple[int, int]]]:
    """Where each spelling stands, first character and length."""
    terms = list(dict.fromkeys(variant.term for each in sought for variants in each.spellings for variant in variants))
    found = snapshot.occurrences(document, terms)
    standing: dict[str, list[tuple[int, int]]] = {}
    for number, start, length in zip(found.term.tolist(), found.start.tolist(), found.length.tolist(), strict=True):
        standing.setdefault(terms[number], []).append((start, length))
    return standing


def _places(
    snapshot: Snapshot, document: int, sought: Sought, standing: Mapping[str, list[tuple[int, int]]]
) -> list[tuple[int, int]]:
    if isinstance(sought.leaf, Literal):
        return _literal_places(snapshot, document, sought.leaf)
    places, *following = ([*_spelled(variants, standing)] for variants in sought.spellings)
    for variant in sought.spellings[0]:
        if variant.in_pieces:
            places += find_in_pieces(variant.term, snapshot, document)
    for more in following:
        ends = dict(more)
        places = [(start, ends[end]) for start, end in places if end in ends]
    return places


def _spelled(variants: Sequence[Variant], standing: Mapping[str, list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """The places of a term in all its spellings; of a longer word only the part that is meant."""
    for variant in variants:
        for start, length in standing.get(variant.term, ()):
            if variant.part and length == len(variant.term):
                start, length = start + variant.term.find(variant.part), len(variant.part)
            yield start, start + length


def _literal_places(snapshot: Snapshot, document: int, literal: Literal) -> list[tuple[int, int]]:
    places = list(find_literal(literal, snapshot.whole_text(document)))
    fields = snapshot.fields_at(document, [start for start, _ in places])
    return [place for place, field in zip(places, fields.tolist(), strict=True) if field in literal.fields]


class _Page:
    """One document with its marks, and the fragments that can be cut out of it."""

    def __init__(self, snapshot: Snapshot, document: int, marks: _Marks, weights: npt.NDArray[np.float64]) -> None:
        self._snapshot, self._document, self._marks, self._weights = snapshot, document, marks, weights
        self._regions = snapshot.regions(document)

    def whole(self, field: Field) -> Iterator[Fragment]:
        """Every region of a field, all of it, with its marks."""
        for place, region in enumerate(self._regions):
            if region.field is field:
                yield self._fragment(place, region.start, region.end)

    def marked(self, field: Field) -> Iterator[Fragment]:
        """The same for those that have a mark."""
        for place, region in enumerate(self._regions):
            if region.field is field and len(self._marks.within(region)):
                yield self._fragment(place, region.start, region.end)

    def body(self, length: int) -> list[Fragment]:
        """The stretch of about `length` characters that says most of the query, or two of half that length that
        together say more; the beginning of the body where no word stands in it."""
        best = self._best(length, self._weights)
        if best is None:
            return self._lead(length)
        missing = np.where(self._seen(best), 0, self._weights)
        if not (missing * self._present()).any():
            return [self._cut(*best, length)]
        half = length // 2
        first = self._best(half, self._weights) or best
        second = self._best(half, np.where(self._seen(first), 0, self._weights)) or first
        return [self._cut(*each, length * 2 // 3) for each in sorted({first, second})]

    def _best(self, length: int, weights: npt.NDArray[np.float64]) -> tuple[int, int, int] | None:
        """The region, first and last character of the marks worth showing together; None where there are none."""
        best, best_score = None, 0.0
        for place in self._shown():
            marks = self._marks.within(self._regions[place])
            if not len(marks):
                continue
            last = np.searchsorted(marks.end, marks.start + length, side="right")
            last = np.maximum(last, np.arange(len(marks)) + 1)
            scores = _window_scores(marks, last, weights)
            first = int(scores.argmax())
            if scores[first] > best_score:
                best_score = float(scores[first])
                best = place, int(marks.start[first]), int(marks.end[first : last[first]].max())
        return best

    def _shown(self) -> list[int]:
        """The regions that a fragment may be of: the body; code where only code has a match."""
        for field in (Field.BODY, Field.CODE):
            places = [place for place, region in enumerate(self._regions) if region.field is field]
            if any(len(self._marks.within(self._regions[place])) for place in places):
                return places
        return []

    def _present(self) -> npt.NDArray[np.bool_]:
        """Which leaves stand anywhere in the regions that are shown."""
        present = np.zeros(len(self._weights), bool)
        for place in self._shown():
            present[self._marks.within(self._regions[place]).leaf] = True
        return present

    def _seen(self, window: tuple[int, int, int]) -> npt.NDArray[np.bool_]:
        place, start, end = window
        marks = self._marks.within(Region(self._regions[place].field, start, end - start))
        return np.isin(np.arange(len(self._weights)), marks.leaf)

    def _cut(self, place: int, first: int, last: int, length: int) -> Fragment:
        """The fragment of about `length` characters around first..last, from sentence to sentence where that fits."""
        region = self._regions[place]
        low, high = max(region.start, first - length), min(region.end, last + length)
        text = self._snapshot.text(self._document, low, high)
        start, cut_before = _beginning(text, first - low, max(0, length - (last - first)), at_start=low == region.start)
        end, cut_after = _ending(text, last - low, start + length, at_end=high == region.end)
        return self._fragment(place, low + start, low + end, cut_before=cut_before, cut_after=cut_after)

    def _lead(self, length: int) -> list[Fragment]:
        bodies = [place for place, region in enumerate(self._regions) if region.field is Field.BODY]
        if not bodies:
            return []
        start = self._regions[bodies[0]].start
        return [self._cut(bodies[0], start, start, length)]

    def _fragment(
        self, place: int, start: int, end: int, *, cut_before: bool = False, cut_after: bool = False
    ) -> Fragment:
        text = self._snapshot.text(self._document, start, end)
        left, right = len(text) - len(text.lstrip()), len(text.rstrip())
        marks = self._marks.within(Region(Field.BODY, max(0, start - 1), end - start + 1))
        spans = _spans(text[left:right], _merged(marks, start + left, start + max(left, right)))
        return Fragment(spans, *self._section(place), cut_before=cut_before, cut_after=cut_after)

    def _section(self, place: int) -> tuple[str, str]:
        """The heading that a region stands under (or is), and its anchor."""
        if self._regions[place].field not in {Field.HEADINGS, Field.BODY}:
            return "", ""
        headings = [region for region in self._regions[: place + 1] if region.field is Field.HEADINGS]
        if not headings:
            return "", ""
        _, anchor = self._snapshot.stored[self._document].headings[len(headings) - 1]
        return self._snapshot.text(self._document, headings[-1].start, headings[-1].end), anchor


def _window_scores(
    marks: _Marks, last: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """For the window from each mark up to, not with, mark `last`: the weights of its leaves, and a little for more of
    the same."""
    first = np.arange(len(marks))
    scores = np.zeros(len(marks))
    for leaf in np.unique(marks.leaf):
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


def _merged(marks: _Marks, low: int, high: int) -> list[tuple[int, int]]:
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
