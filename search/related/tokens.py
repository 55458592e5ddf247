"""Where a post has its words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis.written import code_points
from index.analyzed import AnalyzedDocument, Field, field_of
from index.store.arrays import Array
from index.store.segment import Segment
from index.store.segment_text import token_columns
from search.postings import Numbers
from search.related.words import NO_WORD, Words
from search.snapshot import Snapshot

_SEPARATES = np.array([ord(character) for character in "、。，．,.:：;；!?！？()（）[]「」『』【】|｜/／\n"], np.uint32)


class Tokens(NamedTuple):
    """The tokens of one post as columns; code is left out. Those with `whole` are in reading order and do not overlap, the others are
    parts of them."""

    word: Numbers
    field: npt.NDArray[np.uint8]
    start: npt.NDArray[np.int64]
    length: npt.NDArray[np.int64]
    whole: npt.NDArray[np.bool_]


class Pairs(NamedTuple):
    """Words side by side, with at most a character between them: 味噌を仕込む, Claude Code. `one_word` are those with nothing or a space
    there."""

    first: Numbers
    second: Numbers
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    second_start: npt.NDArray[np.int64]
    one_word: npt.NDArray[np.bool_]


class TokenReader:
    def __init__(self, snapshot: Snapshot, words: Words) -> None:
        self._snapshot, self._words = snapshot, words
        self._of_segment: dict[int, Numbers] = {}

    def tokens(self, document: int) -> Tokens:
        post = self._snapshot.post(document)
        term, start, length = token_columns(post)
        field, _ = post.segment.tokens_of(post.document)
        word = self._words_of(post.segment)[term]
        return told(word, field, start, length, words=post.segment.first.token_words[post.document])

    def tokens_of(self, analyzed: AnalyzedDocument) -> Tokens:
        """The tokens of a document that the index has not, by the words that it has."""
        found = analyzed.tokens
        word = np.array(list(map(self._words.word_of, found.terms)), np.int32)[found.term]
        return told(word, field_of(analyzed.regions, found.start), found.start, found.length, words=found.words)

    def _words_of(self, segment: Segment) -> Numbers:
        """The word of every term of a segment."""
        if id(segment) not in self._of_segment:
            numbers = [self._snapshot.lexicon[term] for term in segment.terms()]
            self._of_segment[id(segment)] = self._words.of_term[numbers]
        return self._of_segment[id(segment)]


def told(word: Numbers, field: npt.NDArray[np.uint8], start: Array, length: Array, *, words: int) -> Tokens:
    """The tokens that tell what a post is about; the first `words` of the rows are whole words."""
    whole = np.arange(len(word)) < words
    kept = (word != NO_WORD) & (field != Field.CODE)
    return Tokens(word[kept], field[kept], start[kept].astype(np.int64), length[kept].astype(np.int64), whole[kept])


def pairs_of(tokens: Tokens, text: str) -> Pairs:
    """The pairs of words in a text that has these tokens."""
    word, start = tokens.word[tokens.whole], tokens.start[tokens.whole]
    end = start + tokens.length[tokens.whole]
    between = start[1:] - end[:-1]
    behind = code_points(f"{text}\n")[end[:-1]]
    near: npt.NDArray[np.int64] = np.flatnonzero((between == 0) | ((between == 1) & ~np.isin(behind, _SEPARATES)))
    one_word = (between[near] == 0) | (behind[near] == ord(" "))
    return Pairs(word[near], word[near + 1], start[near], end[near + 1], start[near + 1], one_word)
