"""How much a passage tells of what a post says of a word: a definition before a paragraph that begins with the word, and both
before any other sentence; lists, tables, and what blogs say of themselves, last."""

from __future__ import annotations

import re

from index import characters
from search.snippet.layout import CELL_BORDER, block_of

# Characters that may stand before a word at the beginning of a paragraph, and of a definition.
_OPENING, _BEFORE_DEFINED = 24, 2
_STATED = re.compile(r"[。！!]|[.．](?:\s|$)")  # questions alone are headings, or items of a table of contents
_SENTENCE = re.compile(r"[。！？!?\n]")
_NOUN_END = rf"(?:こと|もの|[{characters.KANJI}{characters.KATAKANA}A-Za-z0-9）)」])"
_DEFINES = characters.pattern(
    r"[」』”\"]?\s?(?:[（(][^（()）\n]{1,60}[)）])?\s?(?:"
    r"とは(?!い|言|思|限|違|異|別|な|ま|程|比|無|関)"
    rf"|は[、,]?[^。\n]{{4,90}}?{_NOUN_END}(?:です|である|だ|をいう|をいいます|を指す|を指します|と呼ばれます?)。)"
)
_OF_ITSELF = re.compile(
    r"\s*(?:[※＊*]|(?:この|本|当|今回の|以下の)(?:記事|ブログ|サイト|ページ|エントリー?|ポスト|稿)|(?:関連|参考|前回の|次の)(?:記事|リンク|文献)"
    r"|目次|免責|追記|注意?[:：]|更新[:：日]|This (?:post|article|page)|Note:|Update)"
)


# What speaks for a passage: the more, the higher the sum. An enumeration takes its time.
OPENS, DEFINES, OF_THE_POST, PROSE = 1, 2, 4, 8


def telling(text: str, first: int, end: int, last: int, *, title: str, length: int) -> int:
    """What speaks for the passage of a region from `first` to `last`, of which a fragment of `length` characters is cut. The words that
    it begins with end at `end`. The title once more tells nothing, nor does what a blog says of its posts, of notes and of links."""
    start, stop = block_of(text, first)
    if text.find(CELL_BORDER, start, max(stop, last)) >= 0 or not _STATED.search(text, start, stop):
        return 0
    found = PROSE
    if not (_OF_ITSELF.match(text, start) or (stop - start <= len(title) and text[start:stop].strip() in title)):
        found += OF_THE_POST
    if first - start < _OPENING and last - start <= length:
        found += OPENS
    begins = first - start < _BEFORE_DEFINED or _SENTENCE.search(text, first - _BEFORE_DEFINED, first)
    return found + DEFINES if begins and _DEFINES.match(text, end) else found
