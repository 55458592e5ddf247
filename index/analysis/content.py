"""What is content in a sentence, morpheme by morpheme: its words in their base forms, without particles, endings and symbols."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from index import characters
from index.analysis.joining import is_known_word
from index.analysis.token import Morpheme, Rule, Token
from index.normalize import normalize

_WORD_CHARACTER = re.compile(r"\w")
_REMEMBERED_WORDS = 100_000

# Verbs that stand in nearly every sentence and say nothing of what it is about.
_LIGHT_VERBS = frozenset({"する", "いる", "ある", "なる"})
_CAN = frozenset({"できる", "出来る"})  # after 充電 a form of する
_POLITE = frozenset({"お", "ご", "御"})
_DROPPED = frozenset({"助詞", "助動詞", "記号", "接続詞", "フィラー", "その他", "連体詞"})
_DROPPED_KINDS = frozenset({("動詞", "非自立"), ("動詞", "接尾"), ("名詞", "非自立"), ("名詞", "代名詞")})

_VERB = ("動詞", "自立")
_INFLECTING = frozenset({("動詞", "非自立"), ("動詞", "接尾"), ("助詞", "接続助詞")})
_NEW_ADJECTIVE = re.compile(f"[{characters.KATAKANA}]{{2,}}")  # エモ|かった, of which IPADIC knows nothing
_ENDINGS = frozenset({"かっ", "かろ", "けれ", "く"})
_COPULA = frozenset({"だ", "です"})
_ACTION = ("名詞", "サ変接続")
_NUMERAL = ("名詞", "数")
_COUNTERS = ("つ", "月")


def content_tokens(morphemes: Iterable[Morpheme], text: str) -> Iterator[Token]:
    """Morphemes of a text to tokens that cover it. The term of a content word is its base form, that of anything else ""."""
    at = 0
    before = None
    for morpheme, following in pairwise((*morphemes, None)):
        assert morpheme is not None
        surface = text[at : at + len(morpheme.surface)]
        term, rule = content_of(morpheme, surface)
        if changes_with_next(morpheme, rule) and _stands_alone(following):
            term, rule = surface, Rule.WORD
        elif before is not None and _is_ending(before, morpheme):
            term, rule = "", Rule.NOTHING
        elif before is not None and before.part_of_speech == _NUMERAL and _counts(morpheme):
            term, rule = surface, Rule.SUFFIX
        yield Token(term, at, len(surface), rule)
        at += len(surface)
        before = morpheme


@lru_cache(_REMEMBERED_WORDS)
def content_of(morpheme: Morpheme, surface: str) -> tuple[str, Rule]:
    """The term of a morpheme by itself, "" where it has no content, and why."""
    term = _term(morpheme, surface)
    return term, _rule(morpheme, term, surface)


def changes_with_next(morpheme: Morpheme, rule: Rule) -> bool:
    """Whether what IPADIC calls a verb is a noun where it stands alone: 申込み. Only the spelling 申し込み is a noun to IPADIC."""
    return rule is Rule.BASE_FORM and morpheme.part_of_speech == _VERB and is_known_word(morpheme.surface)


def changes_with_previous(morpheme: Morpheme) -> bool:
    """Whether a morpheme may be an ending of the one before it, or count with it."""
    return morpheme.base in _CAN or morpheme.surface in _ENDINGS or _counts(morpheme)


def _stands_alone(following: Morpheme | None) -> bool:
    """Whether no ending follows that only a verb may have."""
    if following is None or following.base in _COPULA:
        return True
    return following.part_of_speech not in _INFLECTING and following.part_of_speech[0] != "助動詞"


def _is_ending(before: Morpheme, morpheme: Morpheme) -> bool:
    """Whether a morpheme is an ending of the one before: でき in 充電|でき, かっ in エモ|かっ."""
    if morpheme.base in _CAN:
        return before.part_of_speech == _ACTION
    return morpheme.surface in _ENDINGS and _NEW_ADJECTIVE.fullmatch(before.surface) is not None


def _counts(morpheme: Morpheme) -> bool:
    """Whether a word after a number counts: 億 in 3億; つ in 3つ, which IPADIC takes for grammar, and 月 in 3月, a noun to it."""
    return morpheme.part_of_speech == _NUMERAL or morpheme.surface in _COUNTERS


def _term(morpheme: Morpheme, surface: str) -> str:
    """The base form, with the author's kanji: 讀んだ gives 讀む, though the tokenizer was shown 読んだ."""
    part_of_speech, base = morpheme.part_of_speech, morpheme.base
    if part_of_speech[0] in _DROPPED or part_of_speech in _DROPPED_KINDS:
        return ""
    if base in _LIGHT_VERBS or not _WORD_CHARACTER.search(surface) or surface == "ー":
        return ""
    if part_of_speech[0] == "接頭詞" and surface in _POLITE:
        return ""
    if base in {"*", morpheme.surface}:
        return surface
    kept = _shared_beginning(morpheme.surface, base)
    return normalize(surface[:kept] + base[kept:]).text


def _rule(morpheme: Morpheme, term: str, surface: str) -> Rule:
    if not term:
        return Rule.NOTHING
    if morpheme.part_of_speech[0] == "接頭詞":
        return Rule.PREFIX
    if morpheme.part_of_speech == ("名詞", "接尾"):
        return Rule.SUFFIX
    return Rule.WORD if term == surface else Rule.BASE_FORM


def _shared_beginning(one: str, other: str) -> int:
    same = (a == b for a, b in zip(one, other, strict=False))
    return next((place for place, equal in enumerate(same) if not equal), min(len(one), len(other)))
