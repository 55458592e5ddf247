"""Makes the tables of this folder again: python -m search.spelling.make UNIDIC

UNIDIC      sys.dic of UniDic 2.1.2 (BSD licence, (c) 2011-2013 The UniDic Consortium; in the package unidic-lite 1.0.8). It names
            the word that a loan word comes from: スクリプト-script.

loans.tsv   loan words and names of places and things in katakana, as it is listed (`loanwords.spelling`) and as it is written, with
            the words in Latin letters that it stands for, the usual one first: バス, バス, bus, bath. Left out: what is no reading of
            the letters, as アメフト for american football.
loans_by_latin.tsv  the same by the words in Latin letters: bath, バス.
sounds.tsv  letters, the kana that they may be, and how unlikely that is: ti, チ, 470 (hundredths of a natural logarithm, of all that is
            written with either). Learnt from the loan words by expectation maximization over all ways to cut both into pieces that
            belong together (Bisani and Ney, Joint-sequence models for grapheme-to-phoneme conversion, 2008, without their context).
"""

from __future__ import annotations

import math
import re
import struct
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from index import characters
from index.spelling.folds import without_v
from search.spelling.loanwords import spelling
from search.spelling.sounds import MOST_KANA, MOST_LETTERS, Sounds

_ROUNDS = (0.05, 0.05, 0.8, 0.8, 1.5, 1.5)  # of learning: how often a piece must occur to stay
_NOT_A_READING = 3.5  # see `Sounds.unlikeliness`
_UNKNOWN_COST = 20_000
_KATAKANA = re.compile(f"[{characters.KATAKANA}]{{2,}}")
_LATIN = re.compile("[a-z]{2,}")
_LOAN, _NAME = "外", "固"
_OF_PEOPLE = "人名"

Pieces = Mapping[tuple[str, str], float]


class Pair(NamedTuple):
    """`cost` is what UniDic puts on the word in katakana: the commoner, the less."""

    katakana: str
    latin: str
    cost: int
    is_loan: bool


class _Edge(NamedTuple):
    """A piece from these places in the letters and the kana up to those, and how likely it is."""

    start: tuple[int, int]
    end: tuple[int, int]
    piece: tuple[str, str]
    likely: float


def main(unidic: Path) -> None:
    folder = Path(__file__).parent
    pairs = list(read_unidic(unidic.read_bytes()))
    learnt = learn(sorted({(without_v(pair.katakana), pair.latin) for pair in pairs if pair.is_loan}))
    costs = {piece: -math.log(likely) for piece, likely in learnt.items()}
    rows = (f"{letters}\t{kana}\t{round(cost * 100)}" for (letters, kana), cost in sorted(costs.items()))
    _write(folder / "sounds.tsv", rows)
    sounds = Sounds(costs)
    readings = (pair for pair in pairs if sounds.unlikeliness(pair.katakana, pair.latin) < _NOT_A_READING)
    rows_of_loans = list(loans(readings))
    _write(folder / "loans.tsv", map("\t".join, rows_of_loans))
    _write(folder / "loans_by_latin.tsv", map("\t".join, by_latin(rows_of_loans)))


def read_unidic(data: bytes) -> Iterator[Pair]:
    """The words in katakana of a dictionary of MeCab with the word that they come from."""
    _, _, _, _, _, _, trie, tokens, features, _ = struct.unpack_from("<10I", data)
    first = 72 + trie
    said = data[first + tokens : first + tokens + features]
    for _, _, _, cost, place, _ in struct.iter_unpack("<HHHhII", data[first : first + tokens]):
        columns = said[place : said.index(b"\0", place)].decode("utf-8").split(",")
        if len(columns) < 13 or columns[12] not in (_LOAN, _NAME) or columns[2] == _OF_PEOPLE:
            continue
        lemma, _, origin = columns[7].partition("-")
        latin = _letters(origin.partition("（")[0])
        written = columns[8].replace("・", "")
        for katakana in {written, lemma.replace("・", "")}:
            if _KATAKANA.fullmatch(katakana) and _LATIN.fullmatch(latin):
                # What is written otherwise, らいと, says nothing of how common it is in katakana.
                yield Pair(katakana, latin, cost if katakana == written else _UNKNOWN_COST, columns[12] == _LOAN)


def loans(pairs: Iterable[Pair]) -> Iterator[list[str]]:
    """Each word in katakana, as it is listed and in its commonest spelling, with its words in Latin letters."""
    spelt: dict[str, dict[str, int]] = defaultdict(dict)
    meant: dict[str, dict[str, int]] = defaultdict(dict)
    for katakana, latin, cost, _ in pairs:
        for found, word in ((spelt, katakana), (meant, latin)):
            of_word = found[spelling(katakana)]
            of_word[word] = min(cost, of_word.get(word, cost))
    for listed in sorted(spelt):
        yield [listed, _commonest(spelt[listed])[0], *_commonest(meant[listed])]


def by_latin(rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """Each word in Latin letters, with the words in katakana of these rows."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, katakana, *words in rows:
        for word in words:
            found[word].append(katakana)
    return [(word, *written) for word, written in sorted(found.items())]


def learn(pairs: list[tuple[str, str]]) -> Pieces:
    """How likely each piece of letters and kana is."""
    likely: dict[tuple[str, str], float] = {}
    for least in _ROUNDS:
        counts: dict[tuple[str, str], float] = defaultdict(float)
        for kana, letters in pairs:
            _count(letters, kana, likely, counts)
        kept = {piece: count for piece, count in counts.items() if count > least}
        total = sum(kept.values())
        likely = {piece: count / total for piece, count in kept.items()}
    return likely


def _count(letters: str, kana: str, likely: Pieces, counts: dict[tuple[str, str], float]) -> None:
    """Add how often each piece is expected in a pair, over all ways to cut it: forward and backward."""
    end = (len(letters), len(kana))
    forward: dict[tuple[int, int], float] = defaultdict(float, {(0, 0): 1.0})
    edges = []
    for edge in _edges(letters, kana, likely):
        if before := forward[edge.start]:
            forward[edge.end] += before * edge.likely
            edges.append(edge)
    if not forward[end]:
        return
    backward: dict[tuple[int, int], float] = defaultdict(float, {end: 1.0})
    for edge in reversed(edges):
        backward[edge.start] += edge.likely * backward[edge.end]
    for edge in edges:
        counts[edge.piece] += forward[edge.start] * edge.likely * backward[edge.end] / forward[end]


def _edges(letters: str, kana: str, likely: Pieces) -> Iterator[_Edge]:
    """Letters that nobody says are one or two. Before anything is learnt, short pieces are the likelier."""
    for at, said in ((at, said) for at in range(len(letters)) for said in range(len(kana) + 1)):
        for more in range(1, min(MOST_LETTERS, len(letters) - at) + 1):
            for heard in range(int(more > 2), min(MOST_KANA, len(kana) - said) + 1):
                piece = (letters[at : at + more], kana[said : said + heard])
                chance = likely.get(piece, 0.0) if likely else 0.02 ** max(more, heard) * (1 if heard else 0.3)
                if chance:
                    yield _Edge((at, said), (at + more, said + heard), piece, chance)


def _letters(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.lower().replace("ø", "o").replace("ß", "ss"))
    return re.sub(r"[\u0300-\u036f '-]", "", apart)


def _commonest(costs: dict[str, int]) -> list[str]:
    return sorted(costs, key=lambda word: (costs[word], word))


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
