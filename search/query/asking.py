"""What of a question only asks: no post that answers it need say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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


def says_something(token: Token) -> bool:
    """Whether a word of a question may be in an answer: not 何, for which the answer stands, nor a short word of kana that is no noun, やる."""
    if _SHORT_HIRAGANA.fullmatch(token.term):
        return token.rule is not Rule.BASE_FORM and (is_noun(token.term) or not is_word(token.term))
    return token.term not in _QUESTION_WORDS


def only_ask(content: Sequence[Token]) -> Iterator[int]:
    """Where the words of a question begin that an answer may lack: 違い, all that is no noun, as 使う and そんなに, and what is counted, 年 of
    何年."""
    for before, token in zip((None, *content), content, strict=False):
        counts = before is not None and before.end == token.start and before.term in _QUESTION_WORDS
        if counts or token.term in _ASKED_FOR or (is_word(token.term) and not is_noun(token.term)):
            yield token.start
