"""Which words of Janome's dictionary a text begins with. The dictionary comes as transducers.

Janome reads the same states again and again, arc by arc, which takes a third of its time. Here the step that a character
makes is remembered, for all its bytes and in all transducers at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from struct import unpack
from typing import Any, Generic, NamedTuple, TypeVar

from janome.fst import FLAG_FINAL_ARC, FLAG_LAST_ARC, Matcher

from index.dictionary.janome_files import Base64

Word = TypeVar("Word")

_MOST_STEPS = 1_000_000  # that are remembered: 120 MB


class _State(NamedTuple):
    """Where a transducer is: of which data, at which byte of them, and what it has put out so far."""

    data: Base64
    at: int
    output: bytes


class _Place(Generic[Word]):
    """Where some characters lead: `words` are those that they spell, `after` is the place that each next character leads to,
    None where no word goes on with it."""

    __slots__ = ("after", "states", "words")

    def __init__(self, states: list[_State], words: list[Word]) -> None:
        self.states, self.words = states, words
        self.after: dict[str, _Place[Word] | None] = {}


_UNTRIED: Any = object()


class Transducers(Generic[Word]):
    """Finds words in several transducers. `word` gives the word with the number that a transducer puts out. Threads may share it."""

    def __init__(self, transducers: Sequence[Base64], word: Callable[[int], Word]) -> None:
        self._matcher, self._word = Matcher(transducers), word
        self._next_arc = Matcher.next_arc.__wrapped__  # which remembers no arcs: for that all data would be hashed
        self._begin()

    def beginning(self, text: str) -> list[Word]:
        """The words that a text begins with, the shortest first."""
        if self._steps > _MOST_STEPS:
            self._begin()
        found: list[Word] = []
        place = self._root
        for character in text:
            following = place.after.get(character, _UNTRIED)
            if following is _UNTRIED:
                following = self._step(place, character)
            if following is None:
                break
            if following.words:
                found += following.words
            place = following
        return found

    def _begin(self) -> None:
        self._root = _Place[Word]([_State(data, 0, b"") for data in self._matcher.dict_data], [])
        self._steps = 0

    def _step(self, place: _Place[Word], character: str) -> _Place[Word] | None:
        reached = (self._after(state, character) for state in place.states)
        states = [state for state in reached if state]
        words = [self._word(number) for state in states for number in self._numbers(state)]
        following = place.after[character] = _Place(states, words) if states else None
        self._steps += 1
        return following

    def _after(self, state: _State, character: str) -> _State | None:
        for byte in character.encode("utf-8", "surrogatepass"):
            for flags, label, output, _, target, at in self._arcs(state):
                if label == byte and not flags & FLAG_FINAL_ARC:
                    state = _State(state.data, at + target, state.output + output)
                    break
            else:
                return None
        return state

    def _numbers(self, state: _State) -> list[int]:
        """What a state puts out for a word that ends there."""
        return [
            unpack("I", state.output + last)[0]
            for flags, _, _, outputs, _, _ in self._arcs(state)
            if flags & FLAG_FINAL_ARC
            for last in outputs
        ]

    def _arcs(self, state: _State) -> Iterator[tuple[int, int, bytes, list[bytes], int, int]]:
        """The arcs of a state, as Janome reads them, each with the byte that it begins at."""
        at, flags = state.at, 0
        while at < len(state.data) and not flags & FLAG_LAST_ARC:
            flags, label, output, outputs, target, size = self._next_arc(self._matcher, state.data.at(at), at)
            yield flags, label, output, outputs, target, at
            at += size
