"""How often documents have characters that are to be found as they stand: those that a query quotes.

Posts without one of their bigrams are not read; of two characters the index has counted how often they stand side by side.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from string import ascii_lowercase, ascii_uppercase

import numpy as np
import numpy.typing as npt

from index.analyzed import MOST_COUNTED, Field
from index.segment import ENCODING
from search.asking.terms import Literal
from search.literal import find_literal
from search.snapshot import Numbers, Snapshot

Counts = npt.NDArray[np.int64]

# Headings and code are counted with the bodies: to tell them apart would take ten times as long.
STRETCHES = (Field.TITLE, Field.TAGS, Field.BODY)

# ASCII in one width and case, each unit of UTF-16 for itself: a whole text is searched in 10 µs, with a pattern in 75.
_NARROW = {0x3000: " "} | {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_NARROW |= dict(zip(map(ord, ascii_uppercase), ascii_lowercase, strict=True))
_NARROW |= {ord(upper) + 0xFEE0: lower for upper, lower in zip(ascii_uppercase, ascii_lowercase, strict=True)}
_NARROW_UNITS = np.arange(1 << 16, dtype=np.uint16)
_NARROW_UNITS[list(_NARROW)] = list(map(ord, _NARROW.values()))
_ASCII_UNITS = np.minimum(_NARROW_UNITS, 0xFF).astype(np.uint8)  # what is no ASCII as one unit that is none


class Literals:
    """Counts literals in the documents of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def counts(self, literal: Literal, documents: Numbers) -> Counts:
        """How often each of these documents has a literal in its title, in its tags, and in its text: a row a document."""
        if literal.exact or literal.word or literal.typed.translate(_NARROW) != literal.text:
            counts = self._read(literal, documents)
        else:
            counts = self._counted(literal, documents)
        return counts * [field in literal.fields for field in STRETCHES]

    def _counted(self, literal: Literal, documents: Numbers) -> Counts:
        """The same, without a look at each place; of those documents that have it only in other characters, or marks that
        make another character of one, with it."""
        heads = self._in_heads(literal.text)[documents]
        counts = np.column_stack((heads, self._wholes(literal, documents) - heads.sum(axis=1)))
        giving = self._snapshot.giving(literal.text)[documents] & ~counts.any(axis=1)
        giving |= self._snapshot.giving("")[documents]
        counts[giving] = self._read(literal, documents[giving])
        return counts

    def _wholes(self, literal: Literal, documents: Numbers) -> Counts:
        """How often the documents have a literal, wherever."""
        if Field.BODY not in literal.fields:
            return np.zeros(len(documents), np.int64)
        wholes = np.full(len(documents), -1, np.int64)
        if len(literal.text) == 2 and literal.text[0] != literal.text[1]:
            having, frequencies = self._snapshot.bigram_postings(literal.text)
            everywhere = np.zeros(len(self._snapshot), np.int64)
            everywhere[having] = frequencies
            sure = (everywhere < MOST_COUNTED) & ~self._snapshot.giving(literal.text)
            wholes[sure[documents]] = everywhere[documents[sure[documents]]]
        ascii_only = literal.text.isascii()
        folds = not ascii_only and any(map(str.isascii, literal.text))
        for place in np.flatnonzero(wholes < 0).tolist():
            units = self._snapshot.code_units(int(documents[place]))
            if ascii_only:
                wholes[place] = _ASCII_UNITS.take(units, mode="clip").tobytes().count(literal.text.encode())
            else:
                units = _NARROW_UNITS.take(units, mode="clip") if folds else units
                wholes[place] = units.tobytes().decode(ENCODING, "surrogatepass").count(literal.text)
        return wholes

    def _read(self, literal: Literal, documents: Numbers) -> Counts:
        counts = np.zeros((len(documents), len(STRETCHES)), np.int64)
        for place, document in enumerate(documents.tolist()):
            stretches = self._snapshot.stretches(document)
            for start, _ in find_literal(literal, self._snapshot, document):
                counts[place, bisect_right(stretches, start)] += 1
        return counts

    def _in_heads(self, normal: str) -> Counts:
        """How often the title of each document, and its tags, have a normalized text: a row a document."""
        heads, first, tags = self._heads
        counts = np.zeros((len(self._snapshot), 2), np.int64)
        at = heads.find(normal)
        while at >= 0:
            document = bisect_right(first, at) - 1
            counts[document, int(at - first[document] >= tags[document])] += 1
            at = heads.find(normal, at + len(normal))
        return counts

    @cached_property
    def _heads(self) -> tuple[str, list[int], list[int]]:
        """The titles and tags of all documents in one width and case, where each document's begin in that, and where its
        tags begin after its title."""
        stretches = [self._snapshot.stretches(document) for document in range(len(self._snapshot))]
        heads = [self._snapshot.text(document, 0, text) for document, (_, text) in enumerate(stretches)]
        first = [0, *accumulate(len(head) + 1 for head in heads)]
        return "\n".join(heads).translate(_NARROW), first, [tags for tags, _ in stretches]
