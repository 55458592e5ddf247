"""Kana typed in Latin letters: Hepburn and kunrei, neko, toukyou, chiba and tiba."""

from __future__ import annotations

import re

import jaconv

from index import characters

_LETTERS = re.compile(
    r"(?=.{3})[a-z]+(?:(?:(?<=n)'(?=[aiueoy])|(?<=[aiueo])-)[a-z]+)*-?"
)  # of two, as in go, each is a kanji
_KANA = re.compile(f"[{characters.HIRAGANA_WORD}]+")
_DOUBLED = re.compile(r"nn(?=[aiueoy])")
_BEFORE_Y = re.compile(r"(?<![n'])ny")


def romaji_of(katakana: str) -> str:
    """A word in katakana in Hepburn's romaji, without ー: エヌビディア gives enubidia."""
    romaji: str = jaconv.kata2alphabet(katakana.replace("ー", "").replace("ッ", ""))
    return romaji


def kanas_of(text: str) -> tuple[str, ...]:
    """What a word in Latin letters may spell, in hiragana; nothing where it spells none.

    An n may be ん or begin a syllable: ten'in is てんいん, onna おんな as Hepburn writes it, and honnya ほんや as it is typed
    into an input method; honya is taken for it, too. A hyphen is ー, as in ra-men.
    """
    if not _LETTERS.fullmatch(text):
        return ()
    text = text.replace("we", "ue")  # ウェ, which jaconv does not know
    readings = (_DOUBLED.sub("n'n", text), _DOUBLED.sub("n'", text), _BEFORE_Y.sub("n'y", text))
    found = dict.fromkeys(jaconv.alphabet2kana(reading) for reading in readings)
    return tuple(kana for kana in found if _KANA.fullmatch(kana) and not kana.startswith("っ"))
