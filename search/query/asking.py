"""What of a question only asks: no post that answers it need say it."""

from __future__ import annotations

from index.dictionary.lookup import is_noun, is_word

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


def is_question_word(word: str) -> bool:
    """Whether a word stands for what is asked, 何 or どうして, so that no answer repeats it."""
    return word in _QUESTION_WORDS


def only_asks(word: str) -> bool:
    """Whether a word of a question may be missing in a post that answers it: 違い, and all that is no noun, as 使う and そんなに."""
    return word in _ASKED_FOR or (is_word(word) and not is_noun(word))
