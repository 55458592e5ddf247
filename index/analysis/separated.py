"""Compounds in kana that some write in one piece and others with something between their parts: プロジェクト・マネジメント,
ユーザー インターフェイス, ジャン＝リュック, ぼっち・ざ・ろっく.

Each part is a word. The compound is one as well, in its closed form, so that プロジェクトマネジメント finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import characters
from index.analysis.token import Rule, Token

_DOTS = "・=゠"
_BETWEEN = f"[{_DOTS}]|(?<=[{characters.KATAKANA}]) (?=[{characters.KATAKANA}])"
_SEPARATED = re.compile(  # from where kana begin, so that a long run is read once
    rf"(?<![{characters.KANA_WORD}])[{characters.KANA_WORD}]++(?:(?:{_BETWEEN})[{characters.KANA_WORD}]++)+"
)
_CLOSES = re.compile(rf"(?<=[{characters.KANA_WORD}])(?:{_BETWEEN})(?=[{characters.KANA_WORD}])")
_PART = re.compile(rf"[{characters.KANA_WORD}]+")
_ONE_SCRIPT = re.compile(f"[{characters.HIRAGANA_WORD}]+|[{characters.KATAKANA_WORD}]+")
_TO_COMMAS = str.maketrans("・゠", "、、")

_MOST_PARTS = 4
_PARTICLE = 2  # characters of a part that the tokenizer takes for grammar: ざ, ダ


def parted(text: str) -> str:
    """The text with commas for what separates words. To IPADIC ・ is a letter of katakana: キリアン・エムバペ would be one word."""
    return text.translate(_TO_COMMAS) if "・" in text or "゠" in text else text


def closed(text: str) -> str:
    """The text without what separates the parts of its compounds: プロジェクトマネジメント for プロジェクト・マネジメント."""
    return _CLOSES.sub("", text)


def has_separated(text: str) -> bool:
    """Whether a text may have such compounds."""
    return _SEPARATED.search(text) is not None


def separated_compounds(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    """The compounds of two to four parts in a text that these tokens cover, in their closed form."""
    words = [token for token in tokens if token.term and _ONE_SCRIPT.fullmatch(text, token.start, token.end)]
    ends = {token.start: token.end for token in words}
    starts = {token.end: token.start for token in words}
    for match in _SEPARATED.finditer(text):
        parts = [part.span() for part in _PART.finditer(text, *match.span())]
        for size in range(2, _MOST_PARTS + 1):
            for first in range(len(parts) - size + 1):
                before, *between, after = parts[first : first + size]
                start, end = _followed(before[1], starts, text), _followed(after[0], ends, text)
                if start < before[1] and end > after[0] and all(_is_whole(*part, ends, text) for part in between):
                    yield Token(closed(text[start:end]), start, end - start, Rule.WHOLE)


def _followed(at: int, steps: dict[int, int], text: str) -> int:
    """Where words of one script that touch lead to from a place."""
    to = steps.get(at, at)
    while to in steps and _ONE_SCRIPT.fullmatch(text, *sorted((at, steps[to]))):
        to = steps[to]
    return to


def _is_whole(start: int, end: int, ends: dict[int, int], text: str) -> bool:
    """Whether a part is words and nothing else, or may be one that the tokenizer takes for grammar."""
    return end - start <= _PARTICLE or _followed(start, ends, text) == end
