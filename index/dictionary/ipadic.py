"""IPADIC as Janome brings it, in less memory: its words, what they cost beside each other, and what unknown words are.

Janome keeps its numbers in lists that all of a process share, 35 MB more than the arrays here. So its files are read, its
lists are neither made nor changed, and whoever uses Janome in the same process has it as it is.
"""

from __future__ import annotations

from array import array
from base64 import b64decode
from functools import cache, lru_cache
from importlib.machinery import SourceFileLoader
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

import janome
import numpy as np
from janome.dic import MMapDictionary, UnknownsDictionary

from index.dictionary.transducer import Transducers

_REMEMBERED = 100_000

PartOfSpeech = tuple[str, str]  # the first two of its four levels


class Entry(NamedTuple):
    """A word. `left` and `right` are the classes by which it connects with the word before and the word after it."""

    number: int
    surface: str
    left: int
    right: int
    cost: int


class Extra(NamedTuple):
    """What else the dictionary says of a word; "*" where it says nothing."""

    part_of_speech: str
    inflection: str
    inflected_form: str
    base_form: str
    reading: str
    pronunciation: str

    @property
    def kind(self) -> PartOfSpeech:
        return _kind(self.part_of_speech)


class Unknown(NamedTuple):
    """A word that the dictionary lacks, made of one kind of characters: at most `longest` of them, or, for 0, all that
    stand together. With `always` it competes with words of the dictionary; without, it comes where there are none."""

    kind: str
    always: bool
    longest: int
    entries: tuple[tuple[int, int, int, PartOfSpeech], ...]  # left, right and cost


class Ipadic:
    """The dictionary, loaded. `costs[left][right]` is what a word of class `left` costs after one of class `right`."""

    def __init__(self) -> None:
        self._words = MMapDictionary(_packed("entries_compact"), _packed("entries_extra"), (), ())
        self._unknowns = UnknownsDictionary(_data("chardef"), _data("unknowns"))
        self._transducers = Transducers([b64decode(_data("fst_data0")), b64decode(_data("fst_data1"))], self._entry)
        self.beginning = self._transducers.beginning
        self.costs = _costs()
        self.extra = lru_cache(_REMEMBERED)(self._extra)
        self.unknown = cache(self._unknown)
        self.kinds = cache(self._kinds)

    def _entry(self, number: int) -> Entry:
        return Entry(number, *self._words._find_entry(number))

    def _extra(self, number: int) -> Extra:
        return Extra(*self._words.lookup_extra(number))

    def _unknown(self, character: str) -> tuple[Unknown, ...]:
        """The unknown words that may begin with a character."""
        unknowns = self._unknowns
        return tuple(
            Unknown(
                kind,
                unknowns.unknown_invoked_always(kind),
                0 if unknowns.unknown_grouping(kind) else unknowns.unknown_length(kind),
                tuple((left, right, cost, _kind(said)) for left, right, cost, said in unknowns.unknowns[kind]),
            )
            for kind in unknowns.get_char_categories(character)
        )

    def _kinds(self, character: str) -> frozenset[str]:
        """The kinds of unknown words that a character may stand in."""
        categories = self._unknowns.get_char_categories(character)
        return frozenset(categories).union(*categories.values())


def _kind(part_of_speech: str) -> PartOfSpeech:
    kind, detail, _ = part_of_speech.split(",", 2)
    return kind, detail


@cache
def ipadic() -> Ipadic:
    """Loaded when it is first asked for: 0.2 s that `sakuin --help` need not wait for."""
    return Ipadic()


def _packed(name: str) -> dict[tuple[int, int], tuple[mmap, dict[str, Any]]]:
    """One kind of Janome's entries: for each range of their numbers the file that they stand in, and where in it."""
    return {
        numbers: (_mapped(f"{name}{at}"), _places(f"{name}{at}_idx"))
        for at, numbers in _data("entries_buckets").items()
    }


def _mapped(name: str) -> mmap:
    with _path(name).open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _places(name: str) -> dict[str, Any]:
    found = _data(name)
    return {"offset": found["offset"], "positions": array("I", found["positions"])}


def _costs() -> list[array[int]]:
    connections = np.concatenate([np.array(_data(f"connections{part}"), np.int16) for part in (1, 2)])
    return [array("h", costs.tobytes()) for costs in connections.T]


def _data(name: str) -> Any:
    """What one of Janome's data files holds: it is Python, but no module that stays."""
    code = SourceFileLoader(name, str(_path(name))).get_code(name)
    assert code is not None
    found: dict[str, Any] = {}
    exec(code, found)
    return found["DATA"]


def _path(name: str) -> Path:
    return Path(janome.__file__).with_name("sysdic") / f"{name}.py"
