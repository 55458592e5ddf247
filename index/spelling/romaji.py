"""Kana typed in Latin letters: Hepburn and kunrei, neko, toukyou, chiba and tiba."""

from __future__ import annotations

import re

import jaconv

_LETTERS = re.compile(r"[a-z]{2,}")
_KANA = re.compile(r"[ぁ-ゖー]+")


def kana_of(text: str) -> str:
    """The hiragana that a word in Latin letters spells; "" where it spells none."""
    kana = jaconv.alphabet2kana(text) if _LETTERS.fullmatch(text) else ""
    return kana if _KANA.fullmatch(kana) and not kana.startswith("っ") else ""
