"""What matched in a document, marked in the author's own text: title, tags, headings, and the best of the body.

Of the text only the sections that are shown are read, each once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from math import log1p

from msgspec import UNSET

from index.analyzed import Field
from search.answer import Fragment, Highlights, Layout, Readable
from search.postings import PostText
from search.snippet.cutting import LONGEST_WORD, Excerpt
from search.snippet.layout import CELL_BORDER, TABLE_EDGE, before_table, first_prose, is_prose, is_table, readable
from search.snippet.marks import Mark, Targets, find_marks
from search.snippet.spans import cut

_MOST_HEADINGS = 3
# The best window is looked for among the first places of all leaves: so many together, and so many of each at least. What
# stands everywhere tells little of where.
_MOST_LOOKED_AT, _LEAST_LOOKED_AT = 64, 8
_TITLE, _TAGS, _HEADINGS, _BODY, _CODE = (int(field) for field in Field)  # an enumeration takes its time
_WITHOUT_HEADING = {_TITLE, _TAGS, _CODE}

# What one more place of a leaf adds to its weight in a window: the first tells nearly all. Sums that differ by less than
# `_SAME` do so by rounding.
_MORE = (1 + 0.1 * log1p(1), *(0.1 * (log1p(count + 1) - log1p(count)) for count in range(1, _MOST_LOOKED_AT)))
_SAME = 1e-9

_Window = tuple[int, int, int]  # a region, first and last character of the marks worth showing together


def highlight(post: PostText, targets: Targets, *, length: int) -> Highlights:
    """The fragments of one hit. A fragment of the body has about `length` characters, and there are two shorter ones
    where one cannot show every leaf."""
    page = _Page(post, find_marks(post, targets), targets.weights)
    return Highlights(
        title=(page.whole(0),),
        tags=tuple(page.marked(_TAGS)),
        headings=tuple(islice(page.marked(_HEADINGS), _MOST_HEADINGS)),
        body=tuple(page.body(length)),
    )


class _Page:
    """One document with its marks, and the fragments that can be cut out of it."""

    def __init__(self, post: PostText, marks: list[Mark], weights: list[float]) -> None:
        self._post, self._marks, self._weights = post, marks, weights
        self._fields, self._starts, self._ends = post.regions()
        self._regions = [bisect_right(self._starts, mark.start) - 1 for mark in marks]
        self._texts: dict[int, str] = {}
        self._marked = dict.fromkeys(self._regions)
        self._longest = max([mark.end - mark.start for mark in marks], default=0)

    def marked(self, field: int) -> Iterator[Fragment]:
        """Every region of a field that has a mark, all of it."""
        return (self.whole(region) for region in self._marked if self._fields[region] == field)

    def body(self, length: int) -> list[Fragment]:
        """The window of about `length` characters that says most of the query, or two of half that length that
        together say more; the beginning of the body where no word stands in it."""
        shown = self._in(_BODY) or self._in(_CODE)
        if not shown:
            return self._lead(length)
        best = self._best(shown, self._weights, length)
        missing = self._unseen(best, self._weights)
        if not any(missing[mark.leaf] for _, mark in shown):
            return [self._cut(*best, length)]
        half = length // 2
        first = self._best(shown, self._weights, half)
        others = self._unseen(first, self._weights)
        second = self._best(shown, others, half) if any(others[mark.leaf] for _, mark in shown) else first
        return [self._cut(*each, length * 2 // 3) for each in sorted({first, second})]

    def _in(self, field: int) -> list[tuple[int, Mark]]:
        """The marks of a field with their regions, the first of each leaf."""
        counts = [0] * len(self._weights)
        most = max(_LEAST_LOOKED_AT, _MOST_LOOKED_AT // max(len(counts), 1))
        found = []
        for region, mark in zip(self._regions, self._marks, strict=True):
            if self._fields[region] == field and counts[mark.leaf] < most:
                counts[mark.leaf] += 1
                found.append((region, mark))
        return found

    def _best(self, marks: Sequence[tuple[int, Mark]], weights: list[float], length: int) -> _Window:
        """The window that tells most; the best one in prose, if it shows all the leaves that one in a list or a table does."""
        best = _densest(marks, weights, length)
        if len(marks) == 1 or self._reads_well(*best):
            return best
        prose = [(region, mark) for region, mark in marks if self._reads_well(region, mark.start, mark.end)]
        other = _densest(prose, weights, length) if prose else best
        return other if sum(self._unseen(other, weights)) < sum(self._unseen(best, weights)) + _SAME else best

    def _reads_well(self, region: int, first: int, last: int) -> bool:
        origin = self._starts[region]
        return self._fields[region] == _CODE or is_prose(self._text(region), first - origin, last - origin)

    def _text(self, region: int) -> str:
        if region not in self._texts:
            self._texts[region] = self._post.text(self._starts[region], self._ends[region])
        return self._texts[region]

    def _unseen(self, window: _Window, weights: list[float]) -> list[float]:
        """The weight of each leaf that does not stand in a window, 0 for one that does."""
        seen = {mark.leaf for mark in self._between(*window[1:])}
        return [0.0 if leaf in seen else weight for leaf, weight in enumerate(weights)]

    def _between(self, start: int, end: int) -> list[Mark]:
        """The marks that begin between two characters of the text."""
        return self._marks[bisect_left(self._marks, (start,)) : bisect_left(self._marks, (end,))]

    def whole(self, region: int) -> Fragment:
        """All of a region, with its marks."""
        return self._fragment(region, 0, len(self._text(region)))

    def _cut(self, region: int, first: int, last: int, length: int) -> Fragment:
        """The fragment of about `length` characters around first..last, from sentence to sentence where that fits; prose
        ends before a table."""
        origin, text = self._starts[region], self._text(region)
        first, last = first - origin, last - origin
        low = max(0, first - length - LONGEST_WORD)
        high = min(len(text), last + length + LONGEST_WORD)
        stop = before_table(text, last, high) if self._fields[region] == _BODY else high
        excerpt = Excerpt(
            text[low:stop], low == 0, stop < high or stop == len(text), partial(self._tokens, origin + low)
        )
        start, cut_before = excerpt.beginning(first - low, max(0, length - (last - first)))
        end, cut_after = excerpt.ending(last - low, start + length)
        layout = self._layout(region, low + start, low + end)
        return self._fragment(region, low + start, low + end, layout, cut_before=cut_before, cut_after=cut_after)

    def _tokens(self, origin: int, low: int, high: int) -> list[tuple[int, int]]:
        """The tokens from `low` to `high`, all in characters from `origin`."""
        tokens = self._post.tokens_between(origin + low, origin + high)
        return [(start - origin, end - origin) for start, end in tokens]

    def _lead(self, length: int) -> list[Fragment]:
        """The beginning of the prose of the body, before which there may be a table of contents; without prose, of the body."""
        bodies = [region for region, field in enumerate(self._fields) if field == _BODY]
        prose = ((region, at) for region in bodies if (at := first_prose(self._text(region))) >= 0)
        region, at = next(prose, (bodies[0], 0) if bodies else (-1, 0))
        start = self._starts[region] + at
        return [self._cut(region, start, start, length)] if bodies else []

    def _layout(self, region: int, start: int, end: int) -> Layout:
        if self._fields[region] == _CODE:
            return "code"
        cells = self._text(region).find(CELL_BORDER, start, end)
        return "table" if cells >= 0 and is_table(self._text(region), cells) else "prose"

    def _fragment(
        self,
        region: int,
        start: int,
        end: int,
        layout: Layout = "prose",
        *,
        cut_before: bool = False,
        cut_after: bool = False,
    ) -> Fragment:
        """The text from `start` to `end` of a region."""
        text, edge = self._text(region)[start:end], TABLE_EDGE if layout == "table" else None
        begins = self._starts[region] + start
        left = len(text) - len(text.lstrip(edge))
        marks = self._between(begins - self._longest, begins + len(text))  # one may begin before and reach into it
        heading, anchor = self._section(region)
        spans = cut(text.strip(edge), begins + left, marks)
        return Fragment(
            spans,
            Readable(readable(spans, layout, cut_before=cut_before, cut_after=cut_after)),
            heading or None,
            anchor or None,
            cut_before or UNSET,
            cut_after or UNSET,
            UNSET if layout == "prose" else layout,
        )

    def _section(self, region: int) -> tuple[str, str]:
        """The heading that a region stands under (or is), and its anchor."""
        before = self._fields[region::-1]
        if before[0] in _WITHOUT_HEADING or _HEADINGS not in before:
            return "", ""
        heading = region - before.index(_HEADINGS)
        return self._text(heading), self._post.anchors[before.count(_HEADINGS) - 1]


def _densest(marks: Sequence[tuple[int, Mark]], weights: list[float], length: int) -> _Window:
    """The window of about `length` characters in one region that tells most: the weights of its leaves, and a little for
    more of the same."""
    best, best_score, score = (0, 0), -1.0, 0.0
    counts = [0] * len(weights)
    after = 0  # the first mark that is not in the window
    for first, (region, (start, _, leaf_of_first)) in enumerate(marks):
        while after < len(marks):
            its_region, (_, end, leaf) = marks[after]
            if after > first and (its_region != region or end > start + length):
                break
            score += weights[leaf] * _MORE[counts[leaf]]
            counts[leaf] += 1
            after += 1
        if score > best_score + _SAME:
            best, best_score = (first, after), score
        counts[leaf_of_first] -= 1
        score -= weights[leaf_of_first] * _MORE[counts[leaf_of_first]]
    chosen = marks[slice(*best)]
    return chosen[0][0], chosen[0][1].start, max(mark.end for _, mark in chosen)
