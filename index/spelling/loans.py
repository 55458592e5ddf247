"""Names in katakana for what is written in Latin letters: エヌビディア for NVIDIA, アンソロピック for Anthropic.

Both have the consonants in common, as far as Japanese tells them apart: l is r, v is b, th is s, and an r that nobody says is left
out. By these the index lists words in Latin letters; whether two words sound alike `search.spelling.same` then says by their vowels
as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from index import characters
from index.spelling.folds import large_vowels

_LATIN = re.compile("[a-z]{3,}")
_KATAKANA = re.compile(f"[{characters.KATAKANA}]{{3,}}")
_SHORTEST = 3  # consonants; a vowel before them counts as one
_MOST_KEYS = 8

_NOT_SAID = re.compile(
    r"^k(?=n)|^w(?=r)|b(?<=mb)$|gh(?![aeiou])|(?<=[aeiou])r(?![aeiouy])|(?<=[aeiou])h(?![aeiou])|(?<!^)w|(?<!^)y|e$"
)
_SOFT_END = re.compile("[cg]e$")
_DOUBLE = re.compile(r"([^aeiou])\1+")
# How letters sound in Japanese; where there are several ways, all are tried.
_SOUNDS = (
    (re.compile("tch|ch"), ("t", "k")),
    (re.compile("tion|sion|cean"), ("sn",)),
    (re.compile("ture"), ("t",)),
    (re.compile("ph"), ("f",)),
    (re.compile("th"), ("s", "th")),
    (re.compile("sh|sc(?=[ei])|c(?=[eiy])|z"), ("s",)),
    (re.compile("dge|j"), ("j",)),
    (re.compile("g(?=[eiy])"), ("j", "g")),
    (re.compile("d(?=[iu])"), ("d", "j")),
    (re.compile("x"), ("ks",)),
    (re.compile("ck|qu|[cqk]"), ("k",)),
    (re.compile("m(?=[pb])"), ("n",)),
    (re.compile("l"), ("r",)),
    (re.compile("v"), ("b",)),
)
_ANY = re.compile("|".join(f"({pattern.pattern})" for pattern, _ in _SOUNDS))
_VOWELS = re.compile("[aeiou]+")
_VOWEL = tuple("aeiou")

_OF_KANA = {kana: sound for sound, row in {
    "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソザズゼゾヅ", "j": "ジヂ", "t": "タチテト", "ts": "ツ", "d": "ダデド", "n": "ナニヌネノン",
    "h": "ハヒヘホ", "f": "フ", "b": "バビブベボヴ", "p": "パピプペポ", "m": "マミムメモ", "y": "ヤユヨ", "r": "ラリルレロ", "w": "ワ",
}.items() for kana in row}  # fmt: skip
_FIRST_W = re.compile("^ウ(?=[ィェォ])")
_LETTER = re.compile("^[エア](?=[ヌムルスフイール])")  # エヌ is the letter N


def latin_keys(term: str) -> Iterator[str]:
    """The keys of a word in small Latin letters by its consonants; none for another, or one that has too few."""
    if not _LATIN.fullmatch(term):
        return
    said = _NOT_SAID.sub(
        "", _DOUBLE.sub(r"\1", _SOFT_END.sub(lambda match: "s" if match.group() == "ce" else "j", term))
    )
    pieces: list[tuple[str, ...]] = []
    at = 0
    for match in _ANY.finditer(said):
        pieces += [(said[at : match.start()],), _SOUNDS[(match.lastindex or 1) - 1][1]]
        at = match.end()
    pieces.append((said[at:],))
    for sounds in islice(product(*pieces), _MOST_KEYS):
        yield from _key("".join(sounds), vowel_first=said.startswith(_VOWEL))


def loan_keys(katakana: str) -> Iterator[str]:
    """The keys of the words in Latin letters that a word in katakana may stand for."""
    if not _KATAKANA.fullmatch(katakana):
        return
    sounds = "".join(_OF_KANA.get(kana, "") for kana in large_vowels(_FIRST_W.sub("ワ", katakana)))
    vowel_first = katakana[0] in "アイウエオ" and not _FIRST_W.match(katakana)
    yield from _key(sounds, vowel_first=vowel_first)
    if _LETTER.match(katakana):
        yield from _key(sounds, vowel_first=False)


def _key(sounds: str, *, vowel_first: bool) -> Iterator[str]:
    consonants = ("a" if vowel_first else "") + _VOWELS.sub("", sounds)
    if len(consonants) >= _SHORTEST:
        yield f"x:{consonants}"
