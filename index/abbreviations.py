"""Abbreviations that a blog explains in brackets: はてなブックマーク（はてブ）, 大規模言語モデル（LLM）, SEO (Search Engine Optimization).

An explanation counts where the short form is made of the long one: its characters stand in it in the same order, はてブ in はてなブックマーク,
or it is the initials of its words. Letters for words in kanji say nothing of themselves: there several posts must agree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index import characters
from index.normalize import normalize
from index.spelling.loans import may_begin

_SEVERAL = 2  # posts
_BEFORE = 60  # characters before a bracket that are looked at
_CUT_OFF = 2  # characters at least that an abbreviation leaves out

_BRACKETS = re.compile(
    r"[（(](?:(?:以下|略して|略称|通称|正式名称|正式には|いわゆる)(?:、|,|:|：|は、|\s)*)?[「『]?([^（()）「」『』\n]{2,60})[」』]?[）)]"
)
_MAY_EXPLAIN = characters.pattern(f"[{characters.JAPANESE}・]+|[A-Za-z][A-Za-z0-9 -]+")
_LETTERS = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z][A-Za-z0-9]{1,7}")
_LETTERS_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9 .+#/_-]){_LETTERS.pattern}[」』]?$|(?<=[{characters.JAPANESE}] ){_LETTERS.pattern}$"
)
_PHRASE = re.compile(r"[A-Za-z][A-Za-z]*(?:[ -][A-Za-z]+){1,7}")
_PHRASE_BEFORE = re.compile(r"(?:[A-Za-z]+[ -]){1,8}[A-Za-z]+$")
_WORD = characters.pattern(f"[{characters.JAPANESE}]{{2,24}}")
_WORD_BEFORE = characters.pattern(f"[{characters.JAPANESE}]{{2,24}}[」』]?$")
_NAME = characters.pattern(f"[{characters.KATAKANA}{characters.KANJI}・]{{4,24}}")
# What goes on before it is the end of a longer name: AIロボット協会, 持続可能な開発目標.
_NAME_BEFORE = re.compile(
    f"(?<![A-Za-z0-9な{characters.KATAKANA}{characters.KANJI}・])[{characters.KATAKANA}{characters.KANJI}・]{{4,24}}[」』]?$"
)
_PERSON = re.compile("(?:氏|さん|様)$")
_KATAKANA = re.compile(f"[{characters.KATAKANA}・]+")
_KANJI_ONLY = characters.pattern(f"[{characters.KANJI}]+")
_SHORTENED = {"ホ": "フォ"}  # スマホ, スマートフォン
_SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"])


@dataclass(frozen=True)
class Explained:
    """A short form with a long one. `certain`: the one is made of the other, as far as its characters say."""

    short: str
    long: str
    certain: bool


def explained(text: str) -> set[Explained]:
    """The abbreviations that a text explains in brackets."""
    found: set[Explained] = set()
    for match in _BRACKETS.finditer(text):
        inside = match[1].strip()
        if _MAY_EXPLAIN.fullmatch(inside):
            line = text[max(0, match.start() - _BEFORE) : match.start()]
            found.update(_explained(line.rpartition("\n")[2].rstrip(), inside))
    return found


def agreed(posts: Mapping[Explained, int]) -> tuple[tuple[str, str], ...]:
    """Short forms with their long ones, as they are written and sorted: those that one post explains for certain, and those in which
    several posts agree, more of them than explain either otherwise. `posts` says how many have an explanation."""
    every = Counter[tuple[str, str]]()
    certain: set[tuple[str, str]] = set()
    written: dict[str, str] = {}
    for each, number in sorted(posts.items(), key=lambda item: (-item[1], item[0].short, item[0].long)):
        pair = (_normal(each.short), _normal(each.long))
        for normal, form in zip(pair, (each.short, each.long), strict=True):
            written.setdefault(normal, form)  # as most posts write it
        every[pair] += number
        if each.certain:
            certain.add(pair)
    by: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (short, long), number in every.items():
        by[short][long] += number
        by[long][short] += number
    found = (
        (written[short], written[long])
        for (short, long), number in every.items()
        if (short, long) in certain
        or (number >= _SEVERAL and _is_usual(by[short], number) and _is_usual(by[long], number))
    )
    return tuple(sorted(found))


def _is_usual(explanations: Counter[str], number: int) -> bool:
    return number * 2 > explanations.total()


def _explained(before: str, inside: str) -> Iterator[Explained]:
    if _LETTERS.fullmatch(inside):
        if phrase := _PHRASE_BEFORE.search(before):
            yield from _of_initials(inside, phrase.group())
        elif name := _NAME_BEFORE.search(before):
            yield from _of_letters(inside, name.group().rstrip("」』"))
        return
    if letters := _LETTERS_BEFORE.search(before):
        short = letters.group().rstrip("」』")
        if _PHRASE.fullmatch(inside):
            yield from _of_initials(short, inside)
        elif _NAME.fullmatch(inside) and not _PERSON.search(inside):
            yield from _of_letters(short, inside)
        return
    if (word := _WORD_BEFORE.search(before)) and _WORD.fullmatch(inside):
        yield from _of_characters(word.group().rstrip("」』"), inside)


def _of_initials(short: str, phrase: str) -> Iterator[Explained]:
    """The last words of a phrase whose initials are the short form: Search Engine Optimization for SEO."""
    letters = short.lower().rstrip("0123456789")
    if len(letters) > 2:
        letters = letters.removesuffix("s") if short.endswith("s") else letters
    words = list(re.finditer("[A-Za-z]+", phrase))
    for first in range(len(words) - 1, -1, -1):
        initials = [word.group()[0].lower() for word in words[first:]]
        main = [word.group()[0].lower() for word in words[first:] if word.group().lower() not in _SMALL_WORDS]
        if letters in {"".join(initials), "".join(main)} and words[first].group().lower() not in _SMALL_WORDS:
            yield Explained(short, phrase[words[first].start() :], certain=True)
            return


def _of_letters(short: str, name: str) -> Iterator[Explained]:
    """Letters for a name in kanji, or in katakana that begin with the sound of the first letter."""
    if not _KATAKANA.fullmatch(name) or (may_begin(name, short[0].lower()) and len(name) > len(short) * 2):
        yield Explained(short, name, certain=False)


def _of_characters(before: str, inside: str) -> Iterator[Explained]:
    """A word before a bracket and one in it, of which one leaves out characters of the other."""
    if (start := _start_of_long(inside, before)) is not None:
        short, long = inside, before[start:]
    elif (start := _start_of_long(before[-len(inside) :], inside)) == 0:
        short, long = before, inside
    else:
        return
    if short not in long:
        yield Explained(short, long, certain=True)
    elif long.startswith(short) and _KATAKANA.fullmatch(long):
        yield Explained(short, long, certain=False)  # アプリケーション（アプリ）


def _start_of_long(short: str, text: str) -> int | None:
    """Where the shortest end of a text begins that has the characters of a short form in order, from the first one on."""
    at = len(text)
    for character in reversed(short):
        at = max(text.rfind(each, 0, at) for each in (character, _SHORTENED.get(character, character)))
        if at < 0:
            return None
    return at if len(text) - at >= len(short) + _CUT_OFF else None


def _normal(text: str) -> str:
    return normalize(text).text
