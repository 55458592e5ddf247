"""Queries for the slow model: a tree of its own, the text that a person would type for it, and words whose spellings are
written down here by hand.

Every word is one token to the analyzer, whatever stands beside it. How a query of joined words, of numbers or of a whole
sentence is understood is tested elsewhere, by tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.analyzed import Field

# Words that may be taken for each other.
FAMILIES = (
    ("犬", "写真", "検索"),
    ("食べる", "食べた"),
    ("gpt", "GPT", "ＧＰＴ"),
    ("サーバー", "サーバ", "ｻｰﾊﾞｰ"),
    ("問い合わせ", "問合せ"),
    ("学校", "學校"),
    ("バイオリン", "ヴァイオリン"),
    ("子供", "子ども"),
    ("猫", "ねこ", "ネコ", "neko"),
    ("揚げる", "上げる"),
)
# The terms of those that are not their own.
TERMS = {"食べた": "食べる", "GPT": "gpt", "ＧＰＴ": "gpt", "ｻｰﾊﾞｰ": "サーバー"}
# The other terms that each finds, with what is left of the score of a post that has the word in no nearer spelling.
SPELLINGS = {
    "サーバー": {"サーバ": 0.15},
    "サーバ": {"サーバー": 0.15},  # long vowel
    "問い合わせ": {"問合せ": 0.14},
    "問合せ": {"問い合わせ": 0.14},  # okurigana
    "学校": {"學校": 0.13},
    "學校": {"学校": 0.13},  # old kanji
    "バイオリン": {"ヴァイオリン": 0.12},
    "ヴァイオリン": {"バイオリン": 0.12},  # small kana
    "子供": {"子ども": 0.11},
    "子ども": {"子供": 0.11},  # spelling, as SudachiDict knows it
    "ねこ": {"ネコ": 0.10, "猫": 0.05},
    "ネコ": {"ねこ": 0.10, "猫": 0.05},  # kana, reading
    "猫": {"ねこ": 0.05, "ネコ": 0.05},
    "neko": {"猫": 0.04, "ねこ": 0.04, "ネコ": 0.04},  # romaji
    "揚げる": {"上げる": 0.06},
    "上げる": {"揚げる": 0.06},  # other kanji
}
DAYS = {
    "2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "2024-05": (date(2024, 5, 1), date(2024, 5, 31)),
    "..2024-05-01": (date.min, date(2024, 5, 1)),
    "2023-03..": (date(2023, 3, 1), date.max),
}


@dataclass(frozen=True)
class Leaf:
    """What is looked for in a post, or in its title alone."""

    text: str
    title: bool = False

    @property
    def fields(self) -> Sequence[Field]:
        return (Field.TITLE,) if self.title else tuple(Field)


class Word(Leaf):
    def __str__(self) -> str:
        return f"title:{self.text}" if self.title else self.text

    @property
    def term(self) -> str:
        return TERMS.get(self.text, self.text)


class Quote(Leaf):
    def __str__(self) -> str:
        return f'title:"{self.text}"' if self.title else f'"{self.text}"'


@dataclass(frozen=True)
class Filter:
    field: str
    value: str

    def __str__(self) -> str:
        return f"{self.field}:{self.value}"


@dataclass(frozen=True)
class Not:
    node: Node

    def __str__(self) -> str:
        return f"-{_in_brackets(self.node)}"


@dataclass(frozen=True)
class And:
    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        """OR binds first: of its nodes those that are an `Or` need no brackets."""
        return " ".join(f"({node})" if isinstance(node, And) else str(node) for node in self.nodes)


@dataclass(frozen=True)
class Or:
    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(str(node) if isinstance(node, Not) else _in_brackets(node) for node in self.nodes)


Node = Word | Quote | Filter | Not | And | Or


def _in_brackets(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or | Not) else str(node)


def parts(query: And) -> tuple[Node, ...]:
    """What a query asks for, without brackets that say nothing: 猫 (犬 写真) is 猫 犬 写真, and 猫 猫 is 猫."""
    whole = _simple(query)
    return whole.nodes if isinstance(whole, And) else (whole,)


def _simple(node: Node) -> Node:
    match node:
        case Not():
            inner = _simple(node.node)
            return inner.node if isinstance(inner, Not) else Not(inner)
        case And() | Or():
            nodes = [_simple(each) for each in node.nodes]
            if isinstance(node, And):  # neither of two is not the one, and not the other
                nodes = [part for each in nodes for part in _excluded_one_by_one(each)]
            flat = [part for each in nodes for part in (each.nodes if isinstance(each, type(node)) else (each,))]
            distinct = tuple(dict.fromkeys(flat))
            return distinct[0] if len(distinct) == 1 else type(node)(distinct)
    return node


def _excluded_one_by_one(node: Node) -> tuple[Node, ...]:
    is_neither = isinstance(node, Not) and isinstance(node.node, Or)
    return tuple(_simple(Not(each)) for each in node.node.nodes) if is_neither else (node,)


def all_leaves(node: Node) -> Iterator[Leaf]:
    """The words and quotes of a query in reading order, but those that a post must not have."""
    if isinstance(node, Leaf):
        yield node
    for each in node.nodes if isinstance(node, And | Or) else ():
        yield from all_leaves(each)
