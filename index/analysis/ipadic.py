"""IPADIC as Janome brings it, in less memory: its words, what they cost beside each other, and what unknown words are."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from index.analysis.transducer import Transducers

_REMEMBERED = 100_000

PartOfSpeech = tuple[str, str]  # the first two of its four levels


class Entry(NamedTuple):
    """A word. `left` and `right` are by what it connects with other words."""

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
    """A word of one kind of characters, that the dictionary has not: so many at most; for 0, all that stand together. It is
    thought of `always`, or only where the dictionary has no word."""

    kind: str
    always: bool
    longest: int
    entries: tuple[tuple[int, int, int, PartOfSpeech], ...]  # left, right and cost


class Ipadic:
    """`costs[left][right]`: what a word costs after another, by the left of the one and the right of the other."""

    def __init__(self) -> None:
        from janome.sysdic import all_fstdata
        from janome.system_dic import MMapSystemDictionary

        self._dictionary = MMapSystemDictionary.instance()
        _pack(self._dictionary)
        self._transducers = Transducers(all_fstdata(), self._entry)
        self.beginning = self._transducers.beginning
        self.costs = _turned(self._dictionary.connections)
        self.extra = lru_cache(_REMEMBERED)(self._extra)
        self.unknown = cache(self._unknown)
        self.kinds = cache(self._kinds)

    def _entry(self, number: int) -> Entry:
        return Entry(number, *self._dictionary._find_entry(number))

    def _extra(self, number: int) -> Extra:
        return Extra(*self._dictionary.lookup_extra(number))

    def _unknown(self, character: str) -> tuple[Unknown, ...]:
        """The unknown words that may begin with a character."""
        dictionary = self._dictionary
        return tuple(
            Unknown(
                kind,
                dictionary.unknown_invoked_always(kind),
                0 if dictionary.unknown_grouping(kind) else dictionary.unknown_length(kind),
                tuple((left, right, cost, _kind(said)) for left, right, cost, said in dictionary.unknowns[kind]),
            )
            for kind in dictionary.get_char_categories(character)
        )

    def _kinds(self, character: str) -> frozenset[str]:
        """The kinds of unknown words that a character may stand in."""
        categories = self._dictionary.get_char_categories(character)
        return frozenset(categories).union(*categories.values())


def _kind(part_of_speech: str) -> PartOfSpeech:
    kind, detail, _ = part_of_speech.split(",", 2)
    return kind, detail


@cache
def ipadic() -> Ipadic:
    """Loaded when it is first asked for: 0.2 s that `sakuin --help` need not wait for."""
    return Ipadic()


def _pack(dictionary: Any) -> None:
    """Janome's numbers as arrays, in place of lists of objects: 35 MB less."""
    dictionary.connections[:] = [array("h", costs) for costs in dictionary.connections]
    for files in (dictionary.entries_compact, dictionary.entries_extra):
        for _, where in files.values():
            where["positions"] = array("I", where["positions"])


def _turned(connections: Sequence[array[int]]) -> list[array[int]]:
    return [array("h", costs.tobytes()) for costs in np.array(connections, np.int16).T]
