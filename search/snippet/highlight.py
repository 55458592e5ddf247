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
from search.snippet.layout import CELL_BORDER, TABLE_EDGE, before_table, first_prose, is_table, readable
from search.snippet.marks import Mark, Targets, find_marks
from search.snippet.spans import cut
from search.snippet.telling import DEFINES, OF_THE_POST, OPENS, PROSE, telling

_MOST_HEADINGS = 3
# The best window is looked for among the first places of all leaves: so many together, and so many of each at least. What
# stands everywhere tells little of where.
_MOST_LOOKED_AT, _LEAST_LOOKED_AT = 64, 8
_MOST_WINDOWS = 8  # in prose that are compared
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
        """The window that tells most. Of those that show as much of the query one that says what the post is about: see `telling`;
        of these the densest, or for a single word, which may well stand in the middle of a paragraph, the first."""
        windows = _fullest(marks, weights, length)
        one_word = _is_one_word(marks[slice(*windows[0][1:])])
        asked = PROSE + OF_THE_POST + (DEFINES if one_word else OPENS)
        if not one_word:
            windows.sort(key=lambda window: -window[0])
        best, most, in_prose = windows[0][1:], -1, 0
        for _, *window in windows if len(windows) > 1 else ():
            first, after = self._before_table(marks, *window)
            found = self._tells(marks[first:after], length) & asked
            if found > most:
                best, most = (first, after), found
            in_prose += found > 0
            if found == asked or in_prose == _MOST_WINDOWS:
                break
        within = marks[slice(*best)]
        return within[0][0], within[0][1].start, max(mark.end for _, mark in within)

    def _before_table(self, marks: Sequence[tuple[int, Mark]], start: int, after: int) -> tuple[int, int]:
        """The window without the table at its end, if it shows as much of the query without."""
        within = marks[start:after]
        region, (first, _, _) = within[0]
        origin = self._starts[region]
        if self._text(region).find(CELL_BORDER, first - origin, within[-1][1].end - origin) < 0:
            return start, after
        stop = origin + before_table(self._text(region), first - origin, within[-1][1].end - origin)
        left = [mark for _, mark in within if mark.end <= stop]
        whole = len({mark.leaf for mark in left}) == len({mark.leaf for _, mark in within})
        return start, start + len(left) if whole else after

    def _tells(self, marks: Sequence[tuple[int, Mark]], length: int) -> int:
        """What speaks for a window with these marks."""
        (region, mark), *_, (_, last) = (*marks, marks[-1])
        if self._fields[region] == _CODE:
            return 0
        end = max(each.end for each in _run(marks))
        origin = self._starts[region]
        return telling(
            self._text(region), mark.start - origin, end - origin, last.end - origin, title=self._text(0), length=length
        )

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


def _fullest(marks: Sequence[tuple[int, Mark]], weights: list[float], length: int) -> list[tuple[float, int, int]]:
    """The windows of about `length` characters in one region that show most of the query, in reading order: their density, which is the
    weights of their leaves, and a little for more of the same, their first mark, and the first after it."""
    windows: list[tuple[float, float, int, int]] = []
    shown = score = 0.0
    counts = [0] * len(weights)
    after = 0  # the first mark that is not in the window
    for first, (region, (start, _, leaf_of_first)) in enumerate(marks):
        while after < len(marks):
            its_region, (_, end, leaf) = marks[after]
            if after > first and (its_region != region or end > start + length):
                break
            shown += 0 if counts[leaf] else weights[leaf]
            score += weights[leaf] * _MORE[counts[leaf]]
            counts[leaf] += 1
            after += 1
        windows.append((shown, score, first, after))
        counts[leaf_of_first] -= 1
        shown -= 0 if counts[leaf_of_first] else weights[leaf_of_first]
        score -= weights[leaf_of_first] * _MORE[counts[leaf_of_first]]
    most = max(window[0] for window in windows) - _SAME
    return [(score, first, after) for shown, score, first, after in windows if shown >= most]


def _is_one_word(marks: Sequence[tuple[int, Mark]]) -> bool:
    """Whether all that is marked in a window is one word, perhaps of several parts: 量子|コンピュータ."""
    return len({mark.leaf for mark in _run(marks)}) == len({mark.leaf for _, mark in marks})


def _run(marks: Sequence[tuple[int, Mark]]) -> list[Mark]:
    """The marks of a window that touch, from the first on."""
    run = [marks[0][1]]
    end = run[0].end
    for _, mark in marks[1:]:
        if mark.start > end:
            break
        run.append(mark)
        end = max(end, mark.end)
    return run
