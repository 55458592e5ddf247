"""Labels: the tags, categories and authors of a post. One label has several spellings."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from index.analysis.separated import closed
from index.characters import JAPANESE_WITH_RARE, pattern
from index.normalize import normalize
from index.spelling.folds import hiragana, large_vowels
from index.spelling.keys import likely_reading

_REMEMBERED = 65_536
_JAPANESE = pattern(f"[{JAPANESE_WITH_RARE}]+")
_VOICED = dict.fromkeys(map(ord, "\u3099\u309a"))


@lru_cache(_REMEMBERED)
def label_key(label: str) -> str:
    """Labels with equal keys are one label: e‐book and e-book, サ−バ and サーバ, ＡＩ and ai, データ・センター and データセンター."""
    return closed(normalize(label.strip()).text)


@lru_cache(_REMEMBERED)
def label_reading(label: str) -> str:
    """How a label is read, in hiragana: 旅 is たび, Web開発 webかいはつ. What has no reading that is known stands as it is written."""
    return hiragana(_JAPANESE.sub(lambda run: likely_reading(run.group()) or run.group(), label_key(label)))


def name_order(label: str) -> tuple[str, str, str]:
    """What labels are sorted by in a list by name: signs, digits, letters, then the syllabary, voiced kana beside unvoiced ones."""
    reading = label_reading(label)
    plain = unicodedata.normalize("NFD", large_vowels(reading)).translate(_VOICED)
    return plain, reading, label
