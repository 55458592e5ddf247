"""Another spelling of a word, and how near it is to the one that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """In what a variant differs from what was typed, the least first."""

    EXACT = "exact"
    WIDTH_OR_CASE = "width or case"
    SPACING = "spacing"  # React19, React 19
    LONG_VOWEL = "long vowel"
    OKURIGANA = "okurigana"
    OLD_KANJI = "old kanji"
    NUMERAL = "numeral"  # 九条, 9条
    SMALL_KANA = "small kana"
    SPELLING = "spelling"  # as SudachiDict knows it
    KANA = "kana"
    SYNONYM = "synonym"
    WITHIN = "within a longer word"
    OTHER_KANJI = "other kanji"  # 揚げる, 上げる: one word to SudachiDict
    READING = "reading"
    LATIN = "latin letters"  # エヌビディア, NVIDIA
    KATAKANA = "katakana"  # NVIDIA, エヌビディア
    ROMAJI = "romaji"

    @property
    def weight(self) -> float:
        """The factor, 0 to 1, of the score of a post that has a word in no nearer spelling."""
        return _WEIGHTS[self]

    @property
    def is_mentioned(self) -> bool:
        """Whether an answer says that it has such a spelling: other differences are plain to see."""
        return self not in {Tier.EXACT, Tier.WIDTH_OR_CASE, Tier.SPACING, Tier.WITHIN}


# So low that a post which has the spelling typed comes first, whatever the other says.
_WEIGHTS = {
    Tier.EXACT: 1.0,
    Tier.WIDTH_OR_CASE: 0.2,
    Tier.SPACING: 0.18,
    Tier.LONG_VOWEL: 0.15,
    Tier.OKURIGANA: 0.14,
    Tier.OLD_KANJI: 0.13,
    Tier.NUMERAL: 0.125,
    Tier.SMALL_KANA: 0.12,
    Tier.SPELLING: 0.11,
    Tier.KANA: 0.10,
    Tier.SYNONYM: 0.095,
    Tier.WITHIN: 0.09,
    Tier.OTHER_KANJI: 0.06,
    Tier.READING: 0.05,
    Tier.LATIN: 0.045,
    Tier.KATAKANA: 0.045,
    Tier.ROMAJI: 0.04,
}


@dataclass(frozen=True)
class Variant:
    """A spelling that may stand for the one that was typed.

    Its `term` is one of the index, unless it is `in_pieces`: then it is a word, most often in hiragana, that the tokenizer
    cuts (とまと is とま|と), so that only the text of a document tells where it stands. Where the term is a longer word, `part`
    is what is meant of it: 螢 of 螢狩り.
    """

    term: str
    tier: Tier
    in_pieces: bool = False
    part: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether only its sound was typed: 規定 for きてい, which also ends でき|てい."""
        return self.tier in {Tier.READING, Tier.ROMAJI}
