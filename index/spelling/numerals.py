"""Numbers in kanji before what they count, in figures: 二十五条 is 25条."""

from __future__ import annotations

import re

from index import characters
from index.dictionary.lookup import is_word

_FIGURES = {kanji: figure for figure, kanji in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}  # 万 and more stay: 3億 is written so
_NUMBER = characters.pattern(f"[{''.join((*_FIGURES, *_TENS))}]+(?=[{characters.KANJI}つヶか])")
_ORDINAL = re.compile(r"^第(?=\d)")
_ABOUT = re.compile("一二|二三|三四|四五|五六|六七|七八|八九")  # 二三日 are two or three days

# Words with a number in them that ends so count all the same; 一部 is a part, 一杯 full, and 十分 enough.
_COUNTS = (
    "人",
    "日",
    "月",
    "年",
    "回",
    "歳",
    "つ",
    "条",
    "章",
    "項",
    "号",
    "話",
    "巻",
    "匹",
    "冊",
    "枚",
    "台",
    "軒",
    "階",
    "位",
)


def in_figures(term: str) -> str:
    """A term with the numbers in it in figures, and an ordinal as the number: 第三章 gives 3章; 一部 and other words stay."""
    if _NUMBER.search(term) and (not is_word(term) or term.endswith(_COUNTS)):
        term = _NUMBER.sub(lambda match: _figures(match.group()), term)
    return _ORDINAL.sub("", term)


def _figures(kanji: str) -> str:
    if _ABOUT.fullmatch(kanji):
        return kanji
    if _TENS.keys().isdisjoint(kanji):
        return "".join(str(_FIGURES[each]) for each in kanji)
    total = figures = 0
    for each in kanji:
        if each in _TENS:
            total += (figures or 1) * _TENS[each]
            figures = 0
        else:
            figures = figures * 10 + _FIGURES[each]
    return str(total + figures)
