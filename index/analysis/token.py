"""What text is cut into: morphemes as a tokenizer finds them, and tokens as we index them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Morpheme(NamedTuple):
    """What a tokenizer cuts a text into: the text as it stands, its part of speech and its base form."""

    surface: str
    part_of_speech: tuple[str, str]
    base: str


class Rule(StrEnum):
    """Why there is a token."""

    NOTHING = "nothing"  # a particle, an ending, a symbol: no content
    WORD = "word"  # as the tokenizer cut it
    BASE_FORM = "base form"  # 食べた gives 食べる
    PREFIX = "prefix"  # 新 in 新|商品: a word only with the one after it
    SUFFIX = "suffix"  # 都 in 東京|都, 化 in 効率|化, 億 in 3|億: a word only with the one before it
    WHOLE = "whole"  # 東京都, 効率化, 5年: a word with the affixes that touch it
    TECHNICAL = "technical term"  # GPT-5
    JOINED = "joined"  # 問|合わせ is one word, and so is インター|フェイス
    PIECE = "piece"  # of a joined word
    PART = "part"  # of a technical term: GPT in GPT-5
    COMPOUND = "part of a compound"  # 空港 in 関西国際空港
    AS_WRITTEN = "as written"  # Python, ｶﾞｽ: the characters that normalizing took away

    @property
    def asked_for(self) -> bool:
        """Whether a query asks for such a token. The others only answer: the query GPT-5 asks for GPT-5 alone, and the GPT
        in a post's GPT-5 answers the query GPT."""
        return self in _ASKED_FOR


_ASKED_FOR = frozenset({Rule.WORD, Rule.BASE_FORM, Rule.PREFIX, Rule.SUFFIX, Rule.TECHNICAL, Rule.JOINED})


class Token(NamedTuple):
    """A term and where it stands, in characters of the text that was analyzed. `term` is "" for what has no content."""

    term: str
    start: int
    length: int
    rule: Rule = Rule.WORD

    @property
    def end(self) -> int:
        return self.start + self.length

    def moved(self, by: int) -> Token:
        """The token, `by` characters further on. `_replace` takes three times as long."""
        return Token(self.term, self.start + by, self.length, self.rule)
