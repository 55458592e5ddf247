"""What two texts have of each other, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from search.reports.duplicates import Change

_SENTENCE = re.compile(r"[^。．！？!?\n]+[。．！？!?」』）)]*")
_AROUND = 1  # sentences that are the same, before and behind those that differ


def sentence_diff(one: str, other: str) -> tuple[Change, ...]:
    """The sentences that differ, with one that does not before and behind them; () where all are the same."""
    first, second = _sentences(one), _sentences(other)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return tuple(_changes(matcher, first, second))


def _changes(matcher: SequenceMatcher[str], first: list[str], second: list[str]) -> Iterator[Change]:
    for number, group in enumerate(matcher.get_grouped_opcodes(_AROUND)):
        if number:
            yield Change("…")
        for kind, start, end, begin, stop in group:
            if kind == "equal":
                yield from (Change(" ", text) for text in first[start:end])
            else:
                yield from (Change("-", text) for text in first[start:end])
                yield from (Change("+", text) for text in second[begin:stop])


def _sentences(text: str) -> list[str]:
    return [sentence for found in _SENTENCE.findall(text) if (sentence := found.strip())]
