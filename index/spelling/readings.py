"""Readings of verbs and adjectives that IPADIC does not have: 拘る is コダワル. See make.py for where they are from."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files


def more_readings(word: str) -> tuple[str, ...]:
    """The readings of a word in katakana; empty where IPADIC has all, or nobody has any."""
    return tuple(_table().get(word, ()))


def words_read(reading: str) -> tuple[str, ...]:
    """The words that have one of these readings, in katakana."""
    return tuple(_by_reading().get(reading, ()))


@cache
def _by_reading() -> dict[str, list[str]]:
    found = defaultdict(list)
    for word, readings in _table().items():
        for reading in readings:
            found[reading].append(word)
    return dict(found)


@cache
def _table() -> dict[str, list[str]]:
    found = defaultdict(list)
    for line in files(__package__).joinpath("readings.tsv").read_text(encoding="utf-8").splitlines():
        word, reading = line.split("\t")
        found[word].append(reading)
    return dict(found)
