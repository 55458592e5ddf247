"""Copies as they are defined, by looking at every text beside every other; and sentences to make some of."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from random import Random

from model_queries import And, Filter, Node, Or, Quote

from search.answer import Answer

WORDS = tuple(
    "山川海空花鳥風月雪星石木林森田畑町村道橋駅港島岬谷丘雲雨虹霧朝昼夕夜春夏秋冬東西南北紙筆墨硯机椅窓扉壁庭"
)


def resemblance(one: str, other: str) -> float:
    """How many of the shingles of five characters of either text are in both."""
    first, second = shingles_of(one), shingles_of(other)
    return len(first & second) / len(first | second)


def containment(one: str, other: str) -> float:
    """How many of the shingles of the shorter text are in the other."""
    first, second = shingles_of(one), shingles_of(other)
    return len(first & second) / min(len(first), len(second))


def shingles_of(text: str) -> set[str]:
    letters = plain(text)
    return {letters[at : at + 5] for at in range(len(letters) - 4)}


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded(shown: Answer, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """All hits in their order, without copies of one before them; these by the post that each is a copy of. Posts that lack a word are
    copies of others that do."""
    standing: dict[tuple[bool, str], list[str]] = {}
    for hit in shown.hits:
        lacks, text = bool(hit.relaxed), texts[hit.path]
        first = next((key for key in standing if key[0] is lacks and are_copies(text, texts[key[1]])), None)
        if first:
            standing[first].append(hit.path)
        else:
            standing[lacks, hit.path] = []
    return {path: copies for (_, path), copies in standing.items()}


def asks_for_each(node: Node) -> bool:
    """Whether a part of a query is a filter or a quote that a post may match by."""
    nodes = node.nodes if isinstance(node, And | Or) else ()
    return isinstance(node, Quote | Filter) or any(map(asks_for_each, nodes))


def are_copies(one: str, other: str) -> bool:
    return min(map(len, map(plain, (one, other)))) >= 30 and resemblance(one, other) >= 0.9


def sentences(topic: str, number: int) -> list[str]:
    """So many sentences about a topic, always the same ones."""
    lot = Random(topic)
    return [f"{topic}は{''.join(lot.choices(WORDS, k=24))}だった。" for _ in range(number)]


def changed(text: list[str], share: float, lot: Random) -> list[str]:
    """The sentences with that share of them written anew."""
    places = lot.sample(range(len(text)), round(share * len(text)))
    new = dict(zip(places, sentences(str(lot.random()), len(places)), strict=True))
    return [new.get(place, sentence) for place, sentence in enumerate(text)]
