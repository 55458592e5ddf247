"""Classes of Japanese characters. Each is the inside of a pattern's brackets: `re.compile(f"[{KATAKANA}]+")` finds ラーメン."""

from __future__ import annotations

import re
from typing import Any, cast

LONG_VOWEL = "ー"

HIRAGANA = "ぁ-ゖ"
HIRAGANA_REPEATED = "ゝゞ"  # for the kana before it: いすゞ
KATAKANA_LETTERS = "ァ-ヺ"
KATAKANA_REPEATED = "ヽヾ"

KATAKANA = KATAKANA_LETTERS + LONG_VOWEL
KANA_LETTERS = HIRAGANA + KATAKANA_LETTERS
KANA = KANA_LETTERS + LONG_VOWEL

KANA_REPEATED = HIRAGANA_REPEATED + KATAKANA_REPEATED
HIRAGANA_WORD = HIRAGANA + HIRAGANA_REPEATED + LONG_VOWEL  # らーめん, いすゞ
KATAKANA_WORD = KATAKANA + KATAKANA_REPEATED
KANA_WORD = KANA + KANA_REPEATED

KANJI_LETTERS = "一-鿿"
KANJI = f"{KANJI_LETTERS}々"  # 々 stands for the kanji before it: 人々
KANJI_WITH_RARE = f"{KANJI}㐀-䶿豈-﫿〆"  # those of names and old books as well; 〆 is read as 締: 〆切
KANJI_OF_OTHER_PLANES = "𠀀-𯿿"  # 𠮷: in brackets of their own, since together with others they take 5 ms to compile

JAPANESE = KANA_WORD + KANJI
JAPANESE_WITH_RARE = KANA_WORD + KANJI_WITH_RARE

# What stands in nearly every Japanese text and is its own normal form: see `index.normalize`.
NORMAL = f"{KANA_WORD}{KANJI}、。「」『』【】〈〉《》・〜"

# Nobody sees these: soft hyphens, zero-width spaces and joiners, marks of direction, variation selectors (葛󠄀 is 葛).
INVISIBLE = "\u00ad\u034f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"


def pattern(text: str) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used. To compile a class of kanji takes one to four milliseconds, and there are sixty of
    them: a search in the terminal would wait for all, and uses a third."""
    return cast("re.Pattern[str]", _Pattern(text))


class _Pattern:
    """The methods of a pattern; each is looked up once."""

    def __init__(self, text: str) -> None:
        self.pattern = text

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern), name)
        setattr(self, name, found)
        return found
