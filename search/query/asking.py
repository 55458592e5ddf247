"""What of a question only asks: no post that answers it need say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import characters
from index.analysis.token import Rule, Token
from index.dictionary.lookup import is_noun, is_word

_SHORT_HIRAGANA = re.compile(f"[{characters.HIRAGANA}]{{1,2}}")

_QUESTION_WORDS = frozenset(
    ["何", "なに", "どこ", "いつ", "誰", "だれ", "どれ", "どの", "どんな", "いくつ", "なぜ", "何故", "どう", "どうして"]
)
_ASKED_FOR = frozenset(
    [
        "違い",
        "ちがい",
        "理由",
        "原因",
        "方法",
        "手順",
        "意味",
        "特徴",
        "やり方",
        "使い方",
        "作り方",
        "自分",
        "おすすめ",
        "コツ",
    ]
)


def without_question(content: Sequence[Token]) -> list[Token]:
    """The words of a question without those that stand for what is asked, 何 and 何|年, and those that say nothing, やる and いい: no answer
    repeats them."""
    told: list[Token] = []
    for before, token in zip((None, *content), content, strict=False):
        counts = before is not None and token.rule is Rule.SUFFIX and before.end == token.start
        asks = token.term in _QUESTION_WORDS or _says_nothing(token)
        if not (asks or (counts and before is not None and before.term in _QUESTION_WORDS)):
            told.append(token)
    return told


def _says_nothing(token: Token) -> bool:
    short = _SHORT_HIRAGANA.fullmatch(token.term)
    return short is not None and (token.rule is Rule.BASE_FORM or (is_word(token.term) and not is_noun(token.term)))


def only_asks(word: str) -> bool:
    """Whether a word of a question may be missing in a post that answers it: 違い, and all that is no noun, as 使う and そんなに."""
    return word in _ASKED_FOR or (is_word(word) and not is_noun(word))
