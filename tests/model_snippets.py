"""What is marked and what is shown of a post, for the slow model: every window is tried, every character looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log1p
from typing import NamedTuple

from model_matching import Matching
from model_posts import Post, Stretch

from index.analyzed import Field
from search.asking.terms import Leaf, Literal
from search.layout import Layout
from search.result import Fragment, Highlights, Span

_MOST_HEADINGS = 3
_MOST_LOOKED_AT = 64  # places of all leaves
_LEAST_LOOKED_AT = 8  # of one
_LONGEST_WORD = 20  # by which a fragment may be longer
_ENDS, _CLOSES, _OPENS = "。！？!?", '」』）)】”"', "「『（(【“"


class Mark(NamedTuple):
    start: int
    end: int
    leaf: int


class Shown(NamedTuple):
    """A window: a stretch of the post, and the first and last character that should be seen together."""

    stretch: Stretch
    first: int
    last: int


class Snippets:
    """Cuts fragments out of one post."""

    def __init__(self, matching: Matching, post: Post, leaves: Sequence[Leaf]) -> None:
        self._post = post
        self._weights = [matching.idf(leaf) for leaf in leaves]
        self._marks = sorted(
            Mark(start, end, number)
            for number, leaf in enumerate(leaves)
            for start, end in _places(matching, post, leaf)
        )

    def highlights(self, length: int) -> Highlights:
        whole = {
            field: [
                self._fragment(stretch, stretch.start, stretch.end)
                for stretch in self._of(field)
                if field is Field.TITLE or self._marks_of(stretch)
            ]
            for field in (Field.TITLE, Field.TAGS, Field.HEADINGS)
        }
        return Highlights(
            title=tuple(whole[Field.TITLE]),
            tags=tuple(whole[Field.TAGS]),
            headings=tuple(whole[Field.HEADINGS][:_MOST_HEADINGS]),
            body=tuple(self._body(length)),
        )

    def _body(self, length: int) -> list[Fragment]:
        """One window that shows every leaf of the body, or two of half the length that together show more; of code where
        the body has none; the beginning of the body where nothing is marked."""
        marked = self._looked_at(Field.BODY) or self._looked_at(Field.CODE)
        if not marked:
            return self._lead(length)
        best = self._best(marked, self._weights, length)
        if not any(self._unseen(best)[mark.leaf] for mark in marked):
            return [self._cut(best, length)]
        first = self._best(marked, self._weights, length // 2)
        others = self._unseen(first)
        second = self._best(marked, others, length // 2) if any(others[mark.leaf] for mark in marked) else first
        return [self._cut(each, length * 2 // 3) for each in sorted({first, second}, key=lambda each: each[1:])]

    def _lead(self, length: int) -> list[Fragment]:
        """The first block with sentences, else the beginning of the body."""
        bodies = self._of(Field.BODY)
        blocks = [(body, start) for body in bodies for start, block in _blocks(body) if _is_prose(block)]
        found = (blocks or [(body, body.start) for body in bodies])[:1]
        return [self._cut(Shown(body, start, start), length) for body, start in found]

    def _looked_at(self, field: Field) -> list[Mark]:
        """The first marks of each leaf."""
        marks = [mark for stretch in self._of(field) for mark in self._marks_of(stretch)]
        return sorted(
            mark
            for leaf in range(len(self._weights))
            for mark in [m for m in marks if m.leaf == leaf][
                : max(_LEAST_LOOKED_AT, _MOST_LOOKED_AT // len(self._weights))
            ]
        )

    def _best(self, marked: Sequence[Mark], weights: Sequence[float], length: int) -> Shown:
        """The window that tells most; where one in prose shows no less of the query, that."""
        best = self._most_telling(marked, weights, length)
        if self._reads_well(best.stretch, best.first, best.last):
            return best
        prose = [mark for mark in marked if self._reads_well(self._stretch_of(mark), mark.start, mark.end)]
        other = self._most_telling(prose, weights, length) if prose else best
        return other if self._missed(other, weights) < self._missed(best, weights) + 1e-9 else best

    def _missed(self, window: Shown, weights: Sequence[float]) -> float:
        """The weights of the leaves that a window does not show."""
        return sum(weight for weight, unseen in zip(weights, self._unseen(window), strict=True) if unseen)

    def _reads_well(self, stretch: Stretch, first: int, last: int) -> bool:
        if stretch.field is Field.CODE:
            return True
        start, block = next((at, block) for at, block in reversed(_blocks(stretch)) if at <= first)
        return _is_prose(block) and " | " not in self._post.text[start:last]

    def _most_telling(self, marked: Sequence[Mark], weights: Sequence[float], length: int) -> Shown:
        """The window that tells most, the first of them, and the longest: from any mark to any other that ends in time."""
        windows = list(self._windows(marked, length))
        _, _, chosen = max(((_worth(window, weights), -first), len(window), window) for first, window in windows)
        return Shown(self._stretch_of(chosen[0]), chosen[0].start, max(mark.end for mark in chosen))

    def _windows(self, marked: Sequence[Mark], length: int) -> Iterator[tuple[int, list[Mark]]]:
        """From each mark to each of those after it, as long as they end in time and stand in one stretch."""
        for first, mark in enumerate(marked):
            yield first, [mark]
            for after in range(first + 1, len(marked)):
                last = marked[after]
                if last.end > mark.start + length or self._stretch_of(last) != self._stretch_of(mark):
                    break
                yield first, list(marked[first : after + 1])

    def _unseen(self, window: Shown) -> list[float]:
        """The weights of the leaves that a window does not show, and nothing for those it shows."""
        seen = {mark.leaf for mark in self._marks if window.first <= mark.start < window.last}
        return [0.0 if leaf in seen else weight for leaf, weight in enumerate(self._weights)]

    def _cut(self, window: Shown, length: int) -> Fragment:
        stretch = _before_table(window.stretch, window.last)
        start, cut_before = _beginning(self._post, stretch, window.first, max(0, length - (window.last - window.first)))
        end, cut_after = _ending(self._post, stretch, window.last, start + length)
        return self._fragment(window.stretch, start, end, cut_before=cut_before, cut_after=cut_after)

    def _fragment(
        self, stretch: Stretch, start: int, end: int, *, cut_before: bool = False, cut_after: bool = False
    ) -> Fragment:
        """The text from `start` to `end` without the spaces around it, marked character by character."""
        text, layout = self._post.text, _layout(stretch, start, end)
        while start < end and _is_edge(text[start], layout):
            start += 1
        while end > start and _is_edge(text[end - 1], layout):
            end -= 1
        marked = [any(mark.start <= at < mark.end for mark in self._marks) for at in range(start, end)]
        spans = []
        for matched, group in groupby(range(start, end), key=lambda at: marked[at - start]):
            spans.append(Span("".join(text[at] for at in group), matched))
        return Fragment(tuple(spans), *self._section(stretch), cut_before, cut_after, layout)

    def _section(self, stretch: Stretch) -> tuple[str, str]:
        """The heading that a stretch of prose stands under, or is, with its anchor."""
        if stretch.field not in {Field.HEADINGS, Field.BODY}:
            return "", ""
        before = [each for each in self._of(Field.HEADINGS) if each.start <= stretch.start]
        if not before:
            return "", ""
        sections = [section for section in self._post.document.sections if section.heading]
        return before[-1].text, sections[len(before) - 1].anchor

    def _of(self, field: Field) -> list[Stretch]:
        return [stretch for stretch in self._post.stretches if stretch.field is field]

    def _marks_of(self, stretch: Stretch) -> list[Mark]:
        return [mark for mark in self._marks if stretch.start <= mark.start < stretch.end]

    def _stretch_of(self, mark: Mark) -> Stretch:
        return next(each for each in self._post.stretches if each.start <= mark.start < each.end)


def _blocks(stretch: Stretch) -> list[tuple[int, str]]:
    """What stands between blank lines, and where."""
    blocks, at = [], stretch.start
    for block in stretch.text.split("\n\n"):
        blocks.append((at, block))
        at += len(block) + len("\n\n")
    return blocks


def _is_prose(block: str) -> bool:
    """Whether it has a sentence and no cells."""
    has_stop = any(mark in block for mark in _ENDS) or re.search(r"[.．](\s|$)", block)
    return bool(has_stop) and " | " not in block


def _before_table(stretch: Stretch, at: int) -> Stretch:
    """The stretch as far as the first block with cells that begins behind `at`."""
    if stretch.field is not Field.BODY:
        return stretch
    tables = [start for start, block in _blocks(stretch) if start - len("\n\n") >= at and " | " in block]
    end = tables[0] - len("\n\n") if tables else stretch.end
    if " | " in stretch.text[at - stretch.start : end - stretch.start]:
        end = stretch.end  # in the middle of a table: it ends with a sentence, not before the next
    return stretch._replace(end=end, text=stretch.text[: end - stretch.start])


def _layout(stretch: Stretch, start: int, end: int) -> Layout:
    """A table where cells are shown of a block with two rows or more."""
    if stretch.field is Field.CODE:
        return "code"
    cells = stretch.text.find(" | ", start - stretch.start, end - stretch.start)
    if cells < 0 or stretch.field is not Field.BODY:
        return "prose"
    block = [block for at, block in _blocks(stretch) if at <= stretch.start + cells][-1]
    return "table" if sum(" | " in line for line in block.split("\n")) > 1 else "prose"


def _is_edge(character: str, layout: Layout) -> bool:
    return character in " \u3000\n|" if layout == "table" else character.isspace()


def _places(matching: Matching, post: Post, leaf: Leaf) -> Iterator[tuple[int, int]]:
    """Where a leaf stands, in any of its spellings, a word in any field; of a longer word that is marked which is meant."""
    if isinstance(leaf, Literal):
        yield from matching.literal_places(post, leaf)
        return
    for variant in matching.variants(leaf):
        if variant.in_pieces:
            yield from matching.places_in_pieces(post, variant)
            continue
        for token in post.tokens:
            if token.term == variant.term:
                is_cut = variant.part and token.end - token.start == len(variant.term)
                at = variant.term.find(variant.part) if is_cut else 0
                yield token.start + at, token.start + at + len(variant.part) if is_cut else token.end


def _worth(window: Sequence[Mark], weights: Sequence[float]) -> float:
    """The weights of the leaves in a window, and a little for more of the same."""
    counts = [sum(mark.leaf == leaf for mark in window) for leaf in range(len(weights))]
    return sum(weight * (1 + 0.1 * log1p(count)) for weight, count in zip(weights, counts, strict=True) if count)


def _beginning(post: Post, stretch: Stretch, first: int, slack: int) -> tuple[int, bool]:
    """Where a fragment begins, at most `slack` before what it shows, and whether that cuts a sentence."""
    before = stretch.text[: first - stretch.start]
    sentence = [stretch.start, *(stretch.start + end for end in _sentence_ends(before))][-1]
    if first - sentence <= slack:
        return sentence, False
    earliest = max(stretch.start, first - slack // 2)
    for places in (_places_to_cut(post, stretch, earliest, first - 1), _places_to_cut(post, stretch, first, first)):
        if places:
            return min(places), True
    furthest = max(stretch.start, earliest - _LONGEST_WORD)
    if sentence >= furthest:
        return sentence, False
    return max(_places_to_cut(post, stretch, furthest, earliest), default=earliest), True


def _ending(post: Post, stretch: Stretch, last: int, most: int) -> tuple[int, bool]:
    """Where a fragment ends, after what it shows and before `most` if it can, and whether that cuts a sentence."""
    if stretch.end <= most:
        return stretch.end, False
    if ends := _sentence_ends_from(stretch, last, most):
        return max(ends), False
    latest = max(last, most)
    for places in (_places_to_cut(post, stretch, last + 1, latest), _places_to_cut(post, stretch, last, last)):
        if places:
            return max(places), True
    furthest = latest + _LONGEST_WORD
    if stretch.end <= furthest:
        return stretch.end, False
    if ends := _sentence_ends_from(stretch, latest, furthest):
        return min(ends), False
    return min(_places_to_cut(post, stretch, latest, furthest), default=latest), True


def _sentence_ends_from(stretch: Stretch, low: int, high: int) -> list[int]:
    ends = _sentence_ends(stretch.text[: max(0, high - stretch.start)])
    return [stretch.start + end for end in ends if stretch.start + end >= low]


def _sentence_ends(text: str) -> list[int]:
    """The places after 。 and the like, several of them together and what closes behind, and after each line."""
    ends, at = [], 0
    while at < len(text):
        if text[at] in _ENDS:
            while at < len(text) and text[at] in _ENDS:
                at += 1
            while at < len(text) and text[at] in _CLOSES:
                at += 1
            ends.append(at)
        else:
            at += 1
            if text[at - 1] == "\n":
                ends.append(at)
    return ends


def _places_to_cut(post: Post, stretch: Stretch, low: int, high: int) -> list[int]:
    """Where a reader draws breath; where there is no such place, before a phrase; else before a word."""
    places = range(low, min(high, stretch.end) + 1)
    pauses = [at for at in places if _is_pause(stretch.text, at - stretch.start)]
    words = [at for at in places if _is_before_word(post, stretch, at)]
    phrases = [at for at in words if _is_before_phrase(stretch.text, at - stretch.start)]
    return pauses or phrases or words


def _is_pause(text: str, at: int) -> bool:
    """Whether what stands before a place is a comma, a space in Japanese, or the border of a cell."""
    if at <= 0:
        return False
    before, after = text[at - 1], text[at : at + 1]
    if before == ",":
        return not after.isdecimal()
    if before in "、，\n" or text[max(0, at - 3) : at] == " | ":
        return True
    return before.isspace() and not _is_ascii(text[at - 2 : at - 1]) and not _is_ascii(after)


def _is_before_word(post: Post, stretch: Stretch, at: int) -> bool:
    """Whether a token begins there or behind brackets that open there, within no other token and no word."""
    text, start = post.text, at
    while start < stretch.end and text[start] in _OPENS:
        start += 1
    if at > stretch.start and text[at - 1] in _OPENS:
        return False
    begins = any(token.start == start for token in post.tokens)
    within = any(token.start < start < token.end for token in post.tokens)
    return begins and not within and not (at > stretch.start and _are_one_word(text[at - 1], text[at]))


def _are_one_word(before: str, after: str) -> bool:
    return (
        (_is_katakana(before) and _is_katakana(after))
        or (_is_letter(before) and _is_letter(after))
        or (before in ".," and after in "0123456789")
    )


def _is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character == "ー" or "ｦ" <= character <= "ﾟ"


def _is_letter(character: str) -> bool:
    ranges = ("AZ", "az", "09", "ＡＺ", "ａｚ", "０９")
    return any(first <= character <= last for first, last in ranges)


def _is_ascii(character: str) -> bool:
    return "!" <= character <= "~"


def _is_before_phrase(text: str, at: int) -> bool:
    """Whether kana end there, be there spaces behind them, and none begin."""
    before = text[:at].rstrip()[-1:]
    return "ぁ" <= before <= "ゖ" and not "ぁ" <= text[at] <= "ゖ"
