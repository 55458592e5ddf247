"""From which characters those of a normalized text may have come, other than from themselves: ｶ and ㌍ for カ."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from index.normalize import normalize

_MARKS = "\u3099\u309a\uff9e\uff9f"
_HYPHENS = "-─━"  # after katakana they are taken for ー
_OF_ASCII_WIDTH = range(0xFF01, 0xFF5F)
_UNUSUAL = re.compile(r"[^\n ,-~ぁ-ゖゝゞァ-ヺーヽヾ、。「」『』【】〈〉《》・〜々一-鿿！-～]")
_HYPHENATED = re.compile(r"[ァ-ヺ]-")


@lru_cache(256)
def origins(text: str) -> frozenset[str]:
    """What an original must have one of, if the normalized `text` stands in its normal form, and in no width or case in
    itself."""
    found = {origin for character in text for origin in _origins().get(character, "")}
    composed = [character for character in text if unicodedata.normalize("NFD", character) != character]
    if composed:
        found.update(_MARKS if all("ぁ" <= character <= "ヿ" for character in composed) else _MARKS + _combining())
    return frozenset(found.union(_HYPHENS) if "ー" in text else found)


def unusual(text: str) -> frozenset[str]:
    """The characters of an original that may be the origin of others."""
    found = set(_UNUSUAL.findall(text))
    return frozenset(found.union("-") if _HYPHENATED.search(text) else found)


@cache
def _origins() -> dict[str, str]:
    """The characters of the basic plane by those that their normal form has."""
    found: dict[str, list[str]] = {}
    for code in (*range(0x80, 0xD800), *range(0xE000, 0x10000)):
        character = chr(code)
        if code in _OF_ASCII_WIDTH or 0xAC00 <= code < 0xD7A4:  # Hangul is its own normal form
            continue
        normal = normalize(character).text
        if normal != character:
            for each in set(normal):
                found.setdefault(each, []).append(character)
    return {each: "".join(characters) for each, characters in found.items()}


@cache
def _combining() -> str:
    return "".join(chr(code) for code in range(0x300, 0x3100) if unicodedata.combining(chr(code)))
