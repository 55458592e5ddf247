"""Where the parts of a word are, and whether it may have any, as far as the dictionary tells: of the words of a blog the index keeps it, so that a
search need not ask.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from index import characters
from index.dictionary.lookup import (
    compound_parts,
    edges_of_parts,
    is_name,
    is_noun,
    is_prefix,
    is_surname,
    is_word,
)
from index.spelling.keys import known_readings

_REMEMBERED = 16_384

_KANJI = re.compile(f"[{characters.KANJI}]")
# The last vowel of a word before another: 酒 in 酒屋, 船 in 船旅.
_TO_A = dict(zip("エケセテネヘメレゲゼデベペ", "アカサタナハマラガザダバパ", strict=True))

# What may be said of a word. Its first or its last kanji may be a word in it: 雪山, not 空気; 金閣寺, not 熊本. It may be a prefix with
# another word, which has no parts of its own: 大丈夫, not 新幹線.
WORD, NOUN, NAME, FIRST, LAST, PREFIXED = (1 << bit for bit in range(6))


class Parts(NamedTuple):
    """Of a word: the sum of what is said of it, and its edges: bit n is set where a part begins or ends before character n."""

    said: int
    edges: int

    def between(self, start: int, end: int) -> bool:
        """Whether the characters from `start` to `end` lie within one part, or reach from the beginning of one to the end of another."""
        both = 1 << start | 1 << end
        return self.edges & both == both or not self.edges & ((1 << end) - (2 << start))


@lru_cache(_REMEMBERED)
def parts_of(word: str) -> Parts:
    """The parts of a word in the spelling of today."""
    said = {
        WORD: is_word(word),
        NOUN: is_noun(word),
        NAME: is_name(word),
        FIRST: _begins_with_word(word),
        LAST: _ends_with_word(word),
        PREFIXED: is_prefix(word[0]) and not compound_parts(word),
    }
    # What is in kana alone goes by other words (see `search.spelling.part`), and may have more characters than a column has bits.
    edges = edges_of_parts(word) if _KANJI.search(word) else set()
    return Parts(sum(each for each, is_so in said.items() if is_so), sum(1 << edge for edge in edges))


def _begins_with_word(word: str) -> bool:
    """Whether the first kanji is read as when it stands alone: 雪 in 雪山, 酒 in 酒屋, not 空 in 空気 (くうき)."""
    if not _KANJI.match(word) or is_name(word) or not is_noun(word):
        return False
    begins = [(said, said[:-1] + _TO_A.get(said[-1], said[-1])) for said in known_readings(word[0])]
    return any(whole.startswith(each) for each in begins for whole in known_readings(word))


def _ends_with_word(word: str) -> bool:
    """Whether the last kanji says what the word is: 泉 in 温泉, and what a name names: 寺 in 金閣寺, not 熊 in 熊本 nor 梨 in 山梨."""
    return not is_name(word) or (len(word) > 2 and is_word(word[:-1]) and not is_surname(word))
