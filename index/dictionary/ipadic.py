"""IPADIC as Janome brings it: its words, what they cost beside each other, and what unknown words are. It is read from Janome's files, and
whoever uses Janome in the same process has it as it is.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.dictionary.janome_files import Connections, Entries, data, transducers
from index.dictionary.transducer import Transducers

if TYPE_CHECKING:
    from janome.dic import UnknownsDictionary

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
    """The dictionary. What is not asked for is not loaded."""

    def __init__(self) -> None:
        self._compact, self._extras = Entries("entries_compact"), Entries("entries_extra")
        self.beginning = Transducers(transducers(), self._entry).beginning
        self.extra = lru_cache(_REMEMBERED)(self._extra)
        self.unknown = cache(self._unknown)
        self.kinds = cache(self._kinds)

    @cached_property
    def connections(self) -> Connections:
        """`connections[right][left]` is what a word of class `left` costs after one of class `right`."""
        return Connections()

    @cached_property
    def _unknowns(self) -> UnknownsDictionary:
        from janome.dic import UnknownsDictionary

        return UnknownsDictionary(data("chardef"), data("unknowns"))

    def _entry(self, number: int) -> Entry:
        surface, *numbers = self._compact.written(number).rsplit(b",", 3)
        return Entry(number, _text(surface[2:-1]), *map(int, numbers))

    def _extra(self, number: int) -> Extra:
        return Extra(*map(_text, self._extras.written(number)[2:-1].split(b"',u'")))

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
    """Opened when it is first asked for."""
    return Ipadic()


def _text(written: bytes) -> str:
    """A text as Janome's files write it: \\u6050."""
    return written.decode("unicode_escape")
