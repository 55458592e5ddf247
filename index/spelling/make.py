"""Makes the tables of this folder again: python -m index.spelling.make UNIHAN OPENCC SUDACHI

UNIHAN   Unihan_OtherMappings.txt of Unicode 15.0 (Unicode licence; in unihan.zip of unicode.org or Debian's unicode-data)
OPENCC   JPVariants.txt of OpenCC (Apache-2.0; in the package opencc-python-reimplemented 0.1.7)
SUDACHI  system.dic of SudachiDict core 20250129 (Apache-2.0; in the package sudachidict_core; later versions have
         another format)

kanji.txt      old and variant kanji with that of today: kJinmeiyoKanji and kJoyoKanji of Unihan, OpenCC, and a few of
               names that neither has
normal.tsv     words with the normal form of SudachiDict where it is not to be had by the rules of `folds` and
               `okurigana`: 拡がる for 広がる, and verbs that say what one can do, 渡れる for 渡る. Left out: names
               that are not in katakana, readings (kana for kanji), English words for katakana, and words that are
               also a word of their own: 描く is read かく and えがく.
okurigana.txt  nouns of two kanji or more with kana among them
readings.tsv   verbs and adjectives of one kanji with the readings of SudachiDict that IPADIC has not: 拘る, コダワル
"""

from __future__ import annotations

import re
import struct
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from index import characters
from index.normalize import normalize
from index.spelling.folds import Fold, fold
from index.spelling.keys import term_readings
from index.spelling.okurigana import same_but_okurigana, skeleton

_NAMES = "髙高 﨑崎 嵜崎 濵浜 邉辺 齋斎 舘館 桒桑 𠮷吉 栁柳 槗橋 逹達 凬風 曻昇 嶌島"

_KATAKANA = re.compile(f"[{characters.KATAKANA}]{{3,}}")
_NAME = "固有名詞"
_FOREIGN_NAME = re.compile(f"[{characters.KATAKANA}]{{4,}}")
_KANJI = re.compile(f"[{characters.KANJI}]")
_KANA = re.compile(f"[{characters.KANA}]+")
_NOT_A_WORD = re.compile(f"[^{characters.KANA}{characters.KANJI}]")
_OKURIGANA = re.compile(f"[{characters.KANJI}][{characters.KANJI}{characters.HIRAGANA}]{{,7}}")
_GRAMMAR = {"助詞", "助動詞", "補助記号", "記号", "空白", "接続詞", "感動詞", "連体詞"}
_INFLECT = {"動詞", "形容詞"}
_ONE_KANJI = re.compile(f"[{characters.KANJI}][{characters.HIRAGANA}]{{0,3}}[るうくすつむぶぐい]")
_UNVOICED = str.maketrans(
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ", "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホ"
)
_PAIRS_A_LINE = 30


class Entry(NamedTuple):
    """A word of SudachiDict in its dictionary form."""

    surface: str
    part_of_speech: tuple[str, ...]
    normal: str
    reading: str


def main(unihan: Path, opencc: Path, sudachi: Path) -> None:
    folder = Path(__file__).parent
    pairs = [f"{old}{new}" for old, new in sorted(kanji_pairs(unihan, opencc).items())]
    lines = (" ".join(pairs[at : at + _PAIRS_A_LINE]) for at in range(0, len(pairs), _PAIRS_A_LINE))
    _write(folder / "kanji.txt", lines)
    entries = list(read_sudachi(sudachi.read_bytes()))
    _write(folder / "normal.tsv", (f"{word}\t{normal}" for word, normal in sorted(normal_forms(entries).items())))
    _write(folder / "okurigana.txt", sorted(okurigana_nouns(entries)))
    _write(folder / "readings.tsv", (f"{word}\t{reading}" for word, reading in sorted(verb_readings(entries))))


def kanji_pairs(unihan: Path, opencc: Path) -> dict[str, str]:
    pairs = dict(line.split()[:2] for line in opencc.read_text(encoding="utf-8").splitlines())
    today = set(pairs.values())
    for line in unihan.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 3 and columns[1] in {"kJinmeiyoKanji", "kJoyoKanji"}:
            for code in re.findall(r"U\+[0-9A-F]+", columns[2]):
                old, new = _character(columns[0]), _character(code)
                if columns[1] == "kJoyoKanji":
                    old, new = new, old  # 剥 is typed, and 剝 the official form
                if old not in pairs and old not in today:
                    pairs[old] = new
    names = {pair[0]: pair[1] for pair in _NAMES.split()}
    return {old: new for old, new in pairs.items() if unicodedata.normalize("NFKC", old) == old} | names


def normal_forms(entries: list[Entry]) -> dict[str, str]:
    words = [entry for entry in entries if entry.part_of_speech[1] != _NAME]
    known = {entry.surface for entry in words}
    names = [entry for entry in entries if entry.surface not in known]
    return _only_forms(names) | _only_forms(words)


def _only_forms(entries: list[Entry]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for entry in entries:
        word, normal = normalize(entry.surface).text, normalize(entry.normal).text
        if entry.part_of_speech[0] not in _GRAMMAR:
            found.setdefault(word, set()).add(normal)
    only = ((word, normals.pop()) for word, normals in found.items() if len(normals) == 1)
    return {word: normal for word, normal in only if _worth_a_line(word, normal)}


def okurigana_nouns(entries: list[Entry]) -> set[str]:
    words = {entry.normal for entry in entries if entry.part_of_speech[0] == "名詞"}
    return {
        word
        for word in words
        if _OKURIGANA.fullmatch(word) and len(skeleton(word)) > 1 and skeleton(word) != word and "の" not in word
    }


def verb_readings(entries: list[Entry]) -> set[tuple[str, str]]:
    """The verbs and adjectives of one kanji with each reading that IPADIC does not know: 拘る is コダワル, and to IPADIC only カカワル.
    Left out: readings that a word has behind another, as ヅケル."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        if entry.part_of_speech[0] in _INFLECT and _ONE_KANJI.fullmatch(entry.surface):
            found.setdefault(entry.surface, set()).add(entry.reading)
    rows = ((word, reading, each | set(term_readings(word))) for word, each in found.items() for reading in each)
    return {
        (word, reading)
        for word, reading, known in rows
        if reading not in term_readings(word) and reading.translate(_UNVOICED) not in known - {reading}
    }


def read_sudachi(data: bytes) -> Iterator[Entry]:
    """The words in their dictionary form, of names those in katakana, of a dictionary in the format of SudachiPy 0.5 and
    0.6."""
    at = 272  # past the header
    (count,) = struct.unpack_from("<H", data, at)
    at += 2
    kinds = []
    for _ in range(count):
        kind = []
        for _ in range(6):
            text, at = _string(data, at)
            kind.append(text)
        kinds.append(tuple(kind))
    left, right = struct.unpack_from("<HH", data, at)
    at += 4 + 2 * left * right
    for size in (4, 1):  # the trie, in units of four bytes; the table of word ids
        (length,) = struct.unpack_from("<I", data, at)
        at += 4 + size * length
    (words,) = struct.unpack_from("<I", data, at)
    at += 4 + 6 * words
    for number, offset in enumerate(struct.unpack_from(f"<{words}I", data, at)):
        surface, place = _string(data, offset)
        place += 2 if data[place] & 0x80 else 1
        kind = kinds[struct.unpack_from("<H", data, place)[0]]
        normal, place = _string(data, place + 2)
        (dictionary_form,) = struct.unpack_from("<i", data, place)
        reading, _ = _string(data, place + 4)
        is_word = kind[1] != _NAME or _FOREIGN_NAME.fullmatch(surface)
        if is_word and dictionary_form in {-1, number}:
            yield Entry(surface, kind, normal or surface, reading or surface)


def _worth_a_line(word: str, normal: str) -> bool:
    if len(word) < 2 or _NOT_A_WORD.search(word + normal):
        return False
    one, other = fold(word, Fold.KANA), fold(normal, Fold.KANA)
    if one == other:
        return False
    if same_but_okurigana(one, other) and not _says_what_one_can(word, normal):
        return False
    if _KANA.fullmatch(word):
        return bool(_KATAKANA.fullmatch(word) and _KATAKANA.fullmatch(normal))
    return bool(_KANJI.search(word))


def _says_what_one_can(word: str, normal: str) -> bool:
    """Whether a verb says that one can do what the other says: 渡れる and 渡る. Other verbs change another kana: 書ける, 書く."""
    return word.endswith("れる") and word[:-2] + "る" == normal


def _string(data: bytes, at: int) -> tuple[str, int]:
    length = data[at]
    at += 1
    if length & 0x80:
        length = (length & 0x7F) << 8 | data[at]
        at += 1
    return data[at : at + 2 * length].decode("utf-16-le", "surrogatepass"), at + 2 * length


def _character(code: str) -> str:
    return chr(int(code.removeprefix("U+"), 16))


def _write(path: Path, lines: Iterator[str] | list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
