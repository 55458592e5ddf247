"""The bigrams of words, which score beside their terms: see `search.rank.bigrams`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_TELLING = re.compile(r"\w{2}")  # two characters of words


def bigrams_of(text: str) -> Iterator[str]:
    """Each two characters of a normalized text side by side, without punctuation."""
    return (bigram for bigram in map("".join, pairwise(text)) if _TELLING.match(bigram))
