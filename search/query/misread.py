"""Words that the tokenizer does not know, and what it makes of them: grammar where there is none, or scraps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import characters
from index.analysis.token import Rule, Token

_ONE_KANJI, _ONE_KANA = re.compile(f"[{characters.KANJI}]"), re.compile(f"[{characters.KANA_WORD}]")
_SCRAPS = (Rule.WORD, Rule.BASE_FORM, Rule.PREFIX, Rule.SUFFIX)

# What may stand before the first noun of a word, and behind the last one: お鍋, この鍋, 鍋は, 鍋だった, 検索して, 旅行のとき. Other
# grammar there is a word that the tokenizer does not know: たら of たら鍋, だし of 白だし.
_PARTICLE = "(?:は|が|を|に|へ|と|で|も|の|や|か|ね|よ|から|まで|より|だけ|など|って|ばかり|しか|ほど|くらい|ぐらい|ずつ|こそ|さえ|として|について)"
_COPULA = f"(?:だ(?!し)|です|でし|じゃ|な|らし|っぽ|みたい|たち|する|し|さ|せ|すれ|でき)[{characters.HIRAGANA}]*"
_OF_TIME = "(?:こと|もの|とき|ところ|ため|ほう|よう|はず|わけ|うち|まま)"
_BEFORE_NOUN = characters.pattern(
    f"(?:お|ご|(?:[こそあど]|わが|ある|いろん|[こそあど]ん|わたし|ぼく|あなた|[こそあど]れ|だれ|なに|なん|いつ)?[なの]?|.*[{characters.KANJI}].*)"
)
_BEHIND_NOUN = characters.pattern(f"{_PARTICLE}*(?:{_COPULA}|{_OF_TIME}|[{characters.KANJI}]+)?{_PARTICLE}*")


def is_misread(text: str, content: Sequence[Token]) -> bool:
    """Whether the tokenizer takes a part of a word for grammar, which no word begins with: たら|鍋, い|なり|寿司; nor ends, if it is a noun:
    白|だ|し; or for a word of one kana: はて|ブ. `content` are the tokens that are no grammar."""
    if not content:
        return False
    if len(text) > 1 and any(is_one_kana(text, token) for token in content):
        return True
    first, last = content[0], content[-1]
    if not _BEFORE_NOUN.fullmatch(text, 0, first.start):
        return True
    return last.rule is not Rule.BASE_FORM and not _BEHIND_NOUN.fullmatch(text, last.end)


def is_one_kana(text: str, token: Token) -> bool:
    """Whether a token is one kana, which is no word of its own."""
    return _ONE_KANA.fullmatch(text, token.start, token.end) is not None


def is_scrap(text: str, token: Token) -> bool:
    """Whether a token is one kanji: beside another it is what is left of a word that the tokenizer does not know, 焙|煎."""
    return token.rule in _SCRAPS and _ONE_KANJI.fullmatch(text, token.start, token.end) is not None
