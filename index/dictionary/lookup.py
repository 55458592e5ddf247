"""What IPADIC says of a word: how it is read, and which words a compound is made of."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from index import characters
from index.dictionary.ipadic import Entry, ipadic

_REMEMBERED = 100_000
_first = itemgetter(0)

# By how much the cost of a reading may exceed that of the likeliest: 紅葉 is モミジ as well as コウヨウ, but single kanji
# have a great many readings.
_LESS_LIKELY, _OF_ONE_KANJI = 4000, 2000
_MOST_READ_TOGETHER = 3  # parts: of more, one is likely to be read otherwise

_KANJI = characters.pattern(f"[{characters.KANJI}]*")

_ENDING = re.compile(f"[{characters.HIRAGANA}]$")
_CHINESE = re.compile("[^ャュョ][ャュョ]?[ウイキクチツン]?")
_PLAIN, _VOICED_KANA = "カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ"
_VOICED = str.maketrans(_PLAIN, _VOICED_KANA)
_HAS_VOICED = re.compile(f"[{_VOICED_KANA}]")

_NAME = "名詞,固有名詞"
_GRAMMAR = (
    *("助詞", "助動詞", "接続詞", "連体詞", "感動詞", "フィラー", "副詞"),
    *("名詞,代名詞", "名詞,非自立", "名詞,副詞可能", "名詞,接尾"),
)
_SURNAME = "名詞,固有名詞,人名,姓"

# What Lucene's JapaneseTokenizer adds to the cost of a long word in its search mode, so that it is cut where shorter
# words will do: for each kanji after the second, and for each character after the seventh of any other word.
_KANJI_PENALTY, _KANJI_LENGTH = 3000, 2
_OTHER_PENALTY, _OTHER_LENGTH = 1700, 7


class _Path(NamedTuple):
    """The cheapest way to cut the beginning of a word, and the connection that its last part leaves."""

    cost: int
    right: int
    parts: tuple[str, ...]
    entries: tuple[int, ...]


@lru_cache(_REMEMBERED)
def readings(word: str) -> tuple[str, ...]:
    """The likely readings of a word that IPADIC knows, in katakana: 紅葉 gives コウヨウ and モミジ. None for another."""
    entries = [entry for entry in _entries(word) if entry.surface == word]
    margin = _LESS_LIKELY if len(word) > 1 else _OF_ONE_KANJI
    likely = min((entry.cost for entry in entries), default=0) + margin
    found = (_reading(entry.number) for entry in entries if entry.cost <= likely)
    return tuple(sorted({reading for reading in found if reading != "*"}))


@lru_cache(_REMEMBERED)
def likeliest_reading(word: str) -> str:
    """The likeliest reading of a word that IPADIC knows, in katakana; "" where it has none."""
    entries = sorted((entry for entry in _entries(word) if entry.surface == word), key=lambda entry: entry.cost)
    return next((reading for entry in entries if (reading := _reading(entry.number)) != "*"), "")


@lru_cache(_REMEMBERED)
def readings_in_parts(word: str) -> tuple[str, ...]:
    """How a word that IPADIC does not know may be read if its parts are known, the likeliest way first: 推し活 is オシカツ. A kanji at
    the end has other readings, too, and what begins a native word is often voiced behind another one: ぬか床 is ヌカドコ. () where it
    does not know the parts either."""
    best = _cheapest(word)
    if best is None or len(best.parts) > _MOST_READ_TOGETHER:
        return ()
    *before, last = map(_reading, best.entries)
    if "*" in (*before, last):
        return ()
    others = readings(best.parts[-1]) if len(best.parts[-1]) == 1 else ()
    voiced = (_voiced(each) for each in (last, *others) if _is_native(best.parts[-1], each))
    ends = dict.fromkeys((last, *others, *voiced)) if before else (last,)
    return tuple("".join((*before, end)) for end in ends)


@lru_cache(_REMEMBERED)
def is_name(word: str) -> bool:
    """Whether IPADIC knows a word as a name alone: 鹿児島, not 温泉."""
    kinds = _kinds(word)
    return bool(kinds) and all(kind.startswith(_NAME) for kind in kinds)


def is_surname(word: str) -> bool:
    """Whether a family has that name: 佐々木, not 金閣寺."""
    return any(kind.startswith(_SURNAME) for kind in _kinds(word))


def is_noun(word: str) -> bool:
    """Whether IPADIC knows a word as a noun; it may know it as something else too."""
    return any(kind.startswith("名詞") for kind in _kinds(word))


@lru_cache(_REMEMBERED)
def is_grammar(word: str) -> bool:
    """Whether IPADIC knows a word as one that says little: いま, うち, かつ; it may know it as something else too."""
    return any(kind.startswith(_GRAMMAR) for kind in _kinds(word))


def is_prefix(word: str) -> bool:
    """Whether IPADIC knows a word as a prefix, which makes one word with the next: 大, 新."""
    return any(kind.startswith("接頭詞") for kind in _kinds(word))


def is_word(word: str) -> bool:
    """Whether IPADIC knows a word."""
    return any(entry.surface == word for entry in _entries(word))


@lru_cache(_REMEMBERED)
def compound_parts(word: str) -> tuple[str, ...]:
    """The words that a long word of IPADIC is made of: 関西国際空港 gives 関西, 国際 and 空港. Empty for a word that IPADIC
    does not know, and for one that costs less as a whole than its parts do."""
    whole = min((entry.cost for entry in _entries(word) if entry.surface == word), default=None)
    if whole is None or not _penalty(word):
        return ()
    best = _cheapest(word)
    return best.parts if best is not None and best.cost < whole + _penalty(word) else ()


@lru_cache(_REMEMBERED)
def likely_parts(word: str) -> tuple[str, ...]:
    """How IPADIC would cut a word if it did not know the whole; the word alone where it does not know all the parts."""
    best = _cheapest(word)
    return best.parts if best is not None else (word,)


def edges_of_parts(word: str) -> set[int]:
    """Where the parts of a word begin and end: 0, 1 and 3 for 盆|踊り."""
    return {0, *accumulate(map(len, likely_parts(word)))}


def _is_native(word: str, reading: str) -> bool:
    """Whether a word is not of Chinese origin, as far as its looks tell: its ending is written in kana, or one kanji is read as no
    Chinese syllable is: 床 as トコ, not 食 as ショク."""
    return bool(_ENDING.search(word)) or (len(word) == 1 and not _CHINESE.fullmatch(reading))


def _voiced(reading: str) -> str:
    """A reading as it is said behind another word, ドコ for トコ; unchanged if it has a voiced kana already (Lyman's law)."""
    return reading if _HAS_VOICED.search(reading) else reading[0].translate(_VOICED) + reading[1:]


def _reading(entry: int) -> str:
    return ipadic().extra(entry).reading


def _kinds(word: str) -> list[str]:
    return [ipadic().extra(entry.number).part_of_speech for entry in _entries(word) if entry.surface == word]


def _penalty(word: str) -> int:
    if _KANJI.fullmatch(word):
        return max(0, len(word) - _KANJI_LENGTH) * _KANJI_PENALTY
    return max(0, len(word) - _OTHER_LENGTH) * _OTHER_PENALTY


def _cheapest(word: str) -> _Path | None:
    """Viterbi over the words that IPADIC knows, the whole word left out."""
    connections = ipadic().connections
    best: list[dict[int, _Path]] = [{} for _ in range(len(word) + 1)]
    best[0][0] = _Path(0, 0, (), ())
    for at in range(len(word)):
        paths = best[at].values()
        if not paths:
            continue
        for entry, surface, left, right, cost in _entries(word[at:]):
            if surface == word:
                continue
            so_far, path = min([(path.cost + connections[path.right][left], path) for path in paths], key=_first)
            total = so_far + cost + _penalty(surface)
            end = best[at + len(surface)]
            if right not in end or total < end[right].cost:
                end[right] = _Path(total, right, (*path.parts, surface), (*path.entries, entry))
    return min(best[-1].values(), key=_first, default=None)


def _entries(text: str) -> list[Entry]:
    """The entries of IPADIC that a text begins with, by their numbers."""
    return sorted(ipadic().beginning(text))
