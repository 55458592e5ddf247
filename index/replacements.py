"""Which characters normalizing puts in place of others: カ for ｶ, キ and ロ for ㌔.

A word of which no character is put in anywhere stands in the normal form of a text only if it stands in the text itself, so the
slow normalizing can be left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index import characters
from index.normalize import is_invisible, joins, normalize

# All but what stays as it is, and ASCII in another width or case.
_UNUSUAL = re.compile(rf"[^\n -~{characters.NORMAL}！-～]")
_LONG_VOWEL = re.compile(rf"[{characters.KATAKANA_LETTERS}ヿｦ-ﾝ㌀-㍗㋐-㋾🈁🈂🈓][-－‐-–−─━]")  # サ-バ, ㌔-
_IN_A_WORD = re.compile(rf"\w[{characters.INVISIBLE}]+\w")


def replacements(text: str) -> frozenset[str] | None:
    """The characters that normalizing this text puts in place of others; ASCII in another width or case is not counted. None
    means that they may be any: the text has a combining mark, which joins with the letter before it, or a word with something
    in it that nobody sees."""
    unusual = set(_UNUSUAL.findall(text))
    if any(map(joins, unusual)) or (any(map(is_invisible, unusual)) and _IN_A_WORD.search(text)):
        return None
    found = {character for each in unusual for character in _normal(each)}
    return frozenset(found.union("ー") if _LONG_VOWEL.search(text) else found)


@lru_cache(65_536)
def _normal(character: str) -> str:
    """The normal form of a character, "" if that is the character itself."""
    normal = normalize(character).text
    return "" if normal == character else normal
