"""What a person typed, to lexemes: words, quotes and filters with what stands before them, OR, and brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.language import Message
from search.fields import FIELDS

MINUSES = "−‐–－-"  # the hyphen last: these stand in a set of a pattern

# Quotation marks that a phone or a Japanese keyboard types for ", and minus signs for -.
_OPERATORS = str.maketrans({"“": '"', "”": '"', "„": '"', "″": '"', "＂": '"', "：": ":", "｜": "|", "　": " "})
_READABLE = {"Cc": " ", "Cs": " ", "Cf": ""}
_TO_HYPHENS = str.maketrans(dict.fromkeys(MINUSES, "-"))
_OPENING, _CLOSING = "(（", ")）"
FIELD_NAMES = (*(field.name for field in FIELDS), "date", "title")


def _in_any_width(name: str) -> str:
    return "".join(f"[{letter}{chr(ord(letter) + 0xFEE0)}]" for letter in name)


_FIELD = rf"(?:{'|'.join(map(_in_any_width, FIELD_NAMES))}):(?=\S)"
# A | beside a bracket, a minus or a field is an OR; any other is part of a word, see `_without_bars`.
_OR_SIGN = rf"(?<=[{_CLOSING}])\|(?=\S)|\|(?=[{_OPENING}{MINUSES}]|{_FIELD})"
_LEXEME = re.compile(
    rf"(?P<minus>[{MINUSES}](?=[^\s{_CLOSING}{MINUSES}]))?(?P<field>{_FIELD})?"
    rf'(?:"(?P<quote>[^"]*)(?P<close>"?)|(?P<bar>{_OR_SIGN})|(?P<bare>(?:(?!{_OR_SIGN})[^\s"])+))',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Lexeme:
    """One sign of a query: a word, a quote, a bracket, an OR. `text` is the word itself, what the quote encloses, or the
    value of a filter; `field` and `minus` stand before it, or before a bracket; `written` is all of it as typed."""

    kind: Literal["word", "quote", "or", "open", "close"]
    text: str = ""
    field: str = ""
    minus: bool = False
    written: str = ""


_BAR = Lexeme("or")
# What stands with a space on both sides between the name of a post and that of its blog, and is no operator there.
_BETWEEN_TITLES = re.compile(r"\|+|-")
_NOTE_ON_BARS = Message(
    ja="前後に空白のある | は題名の区切りとみなしました。どちらかの語を探すには 猫|犬 か 猫 OR 犬 と入力してください",
    en="A | between spaces was taken as part of a title. For either word type 猫|犬 or 猫 OR 犬.",
)
_LONGEST_ALTERNATIVE = 10  # characters: what is longer beside a | is a title
_PUNCTUATION = re.compile("[、。！？!?…：:「」『』]")


def lexemes(text: str, notes: list[Message]) -> list[Lexeme]:
    """The lexemes of a text in order, without AND and NOT. What cannot be read as it was meant is added to `notes`."""
    written = _operated(list(_written(_plain(text), notes)), notes)
    return [lexeme for each in written for lexeme in _without_bars(each)]


def narrow(text: str) -> str:
    """The text in one width, by NFKC: ＯＲ as OR."""
    return unicodedata.normalize("NFKC", text)


def _plain(text: str) -> str:
    """The text with operators in one width, spaces for control characters, and without what nobody sees. Words stay as they were
    typed."""
    readable = "".join(_READABLE.get(unicodedata.category(character), character) for character in text)
    return readable.translate(_OPERATORS)


def _written(text: str, notes: list[Message]) -> Iterator[Lexeme]:
    at = 0
    while match := _LEXEME.search(text, at):
        at = match.end()
        field, minus = narrow(match["field"] or "").lower().removesuffix(":"), bool(match["minus"])
        if match["bar"]:
            yield _BAR
            continue
        if match["bare"] == "|" and not _is_apart(match, text):
            yield _BAR
            continue
        if match["bare"] is None:
            if not match["close"]:
                notes.append(
                    Message(
                        ja='" が閉じていないので、最後までを引用とみなしました',
                        en='A " was not closed; the rest was taken as quoted.',
                    )
                )
            if match["quote"].strip():
                yield Lexeme("quote", match["quote"].strip(), field, minus, match.group())
            continue
        opening, closing = _brackets(match["bare"])
        if opening:
            yield Lexeme("open", "", field, minus)
            yield from [Lexeme("open")] * (opening - 1)
            at = match.start("bare") + opening
            continue
        if word := match["bare"][: len(match["bare"]) - closing].translate(_TO_HYPHENS):
            typed = match.group()[: len(match.group()) - closing].translate(_TO_HYPHENS)
            if minus and not field and word.endswith("-"):  # -仕込み編-, as subtitles are written
                word, minus = word.rstrip("-"), False
            yield Lexeme("word", word, field, minus, typed)
        yield from [Lexeme("close")] * closing


def _is_apart(match: re.Match[str], text: str) -> bool:
    """Whether spaces, or the ends of the text, are on both sides."""
    return not text[match.start() - 1 : match.start()].strip() and not text[match.end() : match.end() + 1].strip()


def _brackets(text: str) -> tuple[int, int]:
    """How many brackets open before a word, and close behind it. Those of f(x) and of () belong to the word."""
    word = text.lstrip(_OPENING)
    opening = len(text) - len(word)
    word = word.rstrip(_CLOSING)
    closing = len(text) - opening - len(word)
    if not word:
        pairs = min(opening, closing)
        return opening - pairs, closing - pairs
    more = sum(word.count(each) for each in _OPENING) - sum(word.count(each) for each in _CLOSING)
    return max(opening - max(-more, 0), 0), max(closing - max(more, 0), 0)


def _operated(typed: Sequence[Lexeme], notes: list[Message]) -> Iterator[Lexeme]:
    """The lexemes without AND, which every space means, and with a minus for NOT."""
    negated = False
    for before, lexeme, after in zip((None, *typed), typed, (*typed[1:], None), strict=False):
        operator = narrow(lexeme.text) if lexeme.kind == "word" and lexeme.written == lexeme.text else ""
        if operator == "AND" and before and after:
            continue
        if operator == "NOT" and after and not after.minus:
            negated = True
            continue
        if _BETWEEN_TITLES.fullmatch(operator) and _is_plain(before) and _is_plain(after):
            if "|" in operator:
                notes.append(_NOTE_ON_BARS)
            continue
        if operator in {"OR", "|"}:
            yield replace(lexeme, kind="or")
        else:
            yield replace(lexeme, minus=True) if negated else lexeme
        negated = False


def _is_plain(lexeme: Lexeme | None) -> bool:
    return lexeme is not None and lexeme.kind in {"word", "quote"} and not lexeme.field


def _without_bars(lexeme: Lexeme) -> Iterator[Lexeme]:
    """A word with | in it as several: 猫|犬 is two words with an OR between them, -猫|犬 excludes both, 猫| and |犬 are a word with
    an OR beside it, and ||| is a word. In a title, 京都の朝を歩いてみた|旅の記録, it means nothing."""
    words = [word for word in lexeme.text.split("|") if word]
    if lexeme.kind != "word" or lexeme.field not in {"", "title"} or not words or words == [lexeme.text]:
        yield lexeme
        return
    if any(len(word) > _LONGEST_ALTERNATIVE or _PUNCTUATION.search(word) for word in words):
        yield from (replace(lexeme, text=word) for word in words)
        return
    if lexeme.minus:
        yield Lexeme("open", minus=True)
    if lexeme.text.startswith("|"):
        yield _BAR
    for place, word in enumerate(words):
        if place:
            yield _BAR
        yield replace(lexeme, text=word, minus=False)
    if lexeme.text.endswith("|"):
        yield _BAR
    if lexeme.minus:
        yield Lexeme("close")
