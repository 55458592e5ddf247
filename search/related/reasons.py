"""Why two posts are near, in words that a person would give: whole words and phrases as they are written, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from msgspec.structs import replace

from index import characters
from index.analyzed import Field
from index.normalize import normalize
from search.related.tokens import Pairs, Tokens
from search.related.words import Words
from search.reports.related import SharedTerm
from search.snapshot import Snapshot

_MOST = 5
_LOOKED_AT = 20  # of the terms that two posts share, the weightiest first
_PLACES = 8  # of a term in a post
_LONGEST = 20  # characters
_LEAST = 0.02  # of what makes two posts near
_LEAST_OF_VERB = 0.05  # 食べる says less than 蕎麦

_LETTERS = "A-Za-z0-9"
_WORD = rf"[{characters.KANJI_WITH_RARE}{characters.KATAKANA_WORD}{_LETTERS}+#.-]+"
# A whole word, or several: 全文検索, コカ・コーラ, Stable Diffusion, 3,000億ウォン.
_RUN = re.compile(rf"{_WORD}(?:(?:・(?=[{characters.KATAKANA}])|(?<=[{_LETTERS}]) (?=[{_LETTERS}])|,(?=\d)){_WORD})*")
# What no reason is: a number with a counter, a letter or kana alone, one kanji that is mostly a suffix, 定量的.
_FRAGMENT = re.compile(
    rf"[\W\d_]*|[\d.,]+\D{{0,2}}|[一二三四五六七八九十百千万]{{2,}}\D{{0,2}}|0.*|[A-Za-z{characters.KANA}]|.*[\n\t].*|[性化的等用系型者式様方度]|.*的"
)


@dataclass(frozen=True)
class _Place:
    """Where a shared term stands: `end` is where what is written gives way to the base form of the last word, `base`."""

    start: int
    end: int
    base: str = ""


class Written:
    """A post as it is written, to look up how it writes its words."""

    def __init__(self, text: str, tokens: Tokens, pairs: Pairs) -> None:
        self.text, self.tokens, self.pairs = text, tokens, pairs
        self.ways: dict[int, tuple[tuple[str, ...], str]] = {}  # of writing a term: one post has it in common with many
        self._starts = tokens.start[tokens.whole]
        self._ends = self._starts + tokens.length[tokens.whole]

    def end_of_word(self, place: int) -> int:
        """The end of the word that a place in the text is within; the place itself where that is between two words."""
        before = int(np.searchsorted(self._starts, place)) - 1
        return max(place, int(self._ends[before])) if before >= 0 else place


class Reasons:
    def __init__(self, snapshot: Snapshot, words: Words) -> None:
        self._snapshot, self._words = snapshot, words

    def of(self, shared: Iterable[tuple[int, float]], post: Written, other: int) -> tuple[SharedTerm, ...]:
        """The reasons among terms that a post shares with another, with their shares, as the post writes them. What is part of another, or has it
        as a part, counts to that."""
        prose = self._prose(other)
        found: dict[str, SharedTerm] = {}  # by their normal forms
        for term, share in islice(shared, _LOOKED_AT):
            reason = self._as_written(term, share, post, prose)
            normal = normalize(reason).text
            same = next((each for each in found if each in normal or normal in each), None) if reason else None
            if same:
                found[same] = replace(found[same], share=found[same].share + share)
            elif reason and len(found) < _MOST and (share >= _LEAST or not found):
                found[normal] = SharedTerm(reason, share)
        best = sorted(found.values(), key=lambda each: -each.share)
        return tuple(SharedTerm(each.term, round(each.share, 3)) for each in best)

    def _prose(self, document: int) -> str:
        """The text of a post without its code."""
        text = self._snapshot.post(document)
        parts = zip(*text.regions(), strict=True)
        return "\n".join(text.text(start, end) for field, start, end in parts if field != Field.CODE)

    def _as_written(self, term: int, share: float, post: Written, other: str) -> str:
        """How a post writes a term, "" where that is no reason: the longest word around it that the other post has, too."""
        if term < 0 or (term < self._words.size and self._words.inflects[term] and share < _LEAST_OF_VERB):
            return ""
        if term not in post.ways:
            post.ways[term] = self._ways(term, post)
        around, alone = post.ways[term]
        return next((text for text in around if text in other), alone)

    def _ways(self, term: int, post: Written) -> tuple[tuple[str, ...], str]:
        """The whole words around a term, the commonest first, and how the term stands alone."""
        places = list(islice(self._places(term, post), _PLACES))
        around = Counter(_around(post, place) for place in places)
        bare = Counter(post.text[place.start : place.end] + place.base for place in places)
        whole = (text for text, _ in around.most_common() if len(text) <= _LONGEST and not _FRAGMENT.fullmatch(text))
        alone = (text for text, _ in bare.most_common() if text in around and not _FRAGMENT.fullmatch(text))
        return tuple(whole), next(alone, "")

    def _places(self, term: int, post: Written) -> Iterator[_Place]:
        if term < self._words.size:
            tokens = post.tokens
            at = np.flatnonzero(tokens.word == term)
            start, last, end = tokens.start[at], tokens.start[at], tokens.start[at] + tokens.length[at]
        else:
            first, term = divmod(term - self._words.size, self._words.size)
            pairs = post.pairs
            at = np.flatnonzero((pairs.first == first) & (pairs.second == term) & pairs.one_word)
            start, last, end = pairs.start[at], pairs.second_start[at], pairs.end[at]
        for begin, of_last, behind in zip(start.tolist(), last.tolist(), end.tolist(), strict=True):
            base = self._words.base(term, post.text[of_last:behind])
            yield _Place(begin, of_last, base) if base else _Place(begin, behind)


def _around(post: Written, place: _Place) -> str:
    """The whole word that a place is in: 全文検索 for 検索, and 不忍通り, not 不忍通. Of an inflected word the base form."""
    if place.base:
        return post.text[place.start : place.end] + place.base
    begin = max(0, place.start - _LONGEST)
    runs = _RUN.finditer(post.text, begin, place.end + _LONGEST)
    return next(
        (
            post.text[run.start() : post.end_of_word(run.end())].strip(".-")
            for run in runs
            if run.start() <= place.start and place.end <= run.end()
        ),
        post.text[place.start : place.end],
    )
