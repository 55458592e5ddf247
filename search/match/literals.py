"""How often documents have a literal: characters that a query quotes, and finds as they stand.

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
from index.remembered import remembered
from index.store.segment import ENCODING
from search.match.literal import literal_places
from search.postings import Numbers, Postings, PostText
from search.query.tree import Literal

Counts = npt.NDArray[np.int64]

# Headings and code are counted with the bodies: to tell them apart would take ten times as long.
_REMEMBERED = 64  # texts: 16 bytes a document each
COUNTED_AS = (Field.TITLE, Field.TAGS, Field.BODY)

# ASCII in one width and case, each unit of UTF-16 for itself: a whole text is searched in 10 µs, with a pattern in 75.
_NARROW = {0x3000: " "} | {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_NARROW |= dict(zip(map(ord, ascii_uppercase), ascii_lowercase, strict=True))
_NARROW |= {ord(upper) + 0xFEE0: lower for upper, lower in zip(ascii_uppercase, ascii_lowercase, strict=True)}
_NARROW_UNITS = np.arange(1 << 16, dtype=np.uint16)
_NARROW_UNITS[list(_NARROW)] = list(map(ord, _NARROW.values()))
_ASCII_UNITS = np.minimum(_NARROW_UNITS, 0xFF).astype(np.uint8)  # what is no ASCII as one unit that is none


class Literals:
    """Counts literals in documents."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._in_heads = remembered(self._look_in_heads, _REMEMBERED)  # asked for again to explain each hit

    def counts(self, literal: Literal, documents: Numbers) -> Counts:
        """How often each of these documents has a literal in its title, in its tags, and in its text: a row a document."""
        if literal.exact or literal.word or literal.typed.translate(_NARROW) != literal.text:
            counts = self._read(literal, documents)
        else:
            counts = self._counted(literal, documents)
        return counts * [field in literal.fields for field in COUNTED_AS]

    def _counted(self, literal: Literal, documents: Numbers) -> Counts:
        """The counts without a look at each place. Only documents that may have the literal in other characters (㌔ for キロ), or
        have combining marks, which make another character of the one before, are read."""
        heads = self._in_heads(literal.text)[documents]
        counts = np.column_stack((heads, self._wholes(literal, documents) - heads.sum(axis=1)))
        other = self._postings.giving(literal.text)[documents] & ~counts.any(axis=1)
        other |= self._postings.giving("")[documents]
        counts[other] = self._read(literal, documents[other])
        return counts

    def _wholes(self, literal: Literal, documents: Numbers) -> Counts:
        """How often each of the documents has a literal in all of its text."""
        if Field.BODY not in literal.fields:
            return np.zeros(len(documents), np.int64)
        wholes = self._by_bigram(literal.text, documents)
        for place in np.flatnonzero(wholes < 0).tolist():
            wholes[place] = _count(literal.text, self._postings.post(int(documents[place])).code_units())
        return wholes

    def _by_bigram(self, normal: str, documents: Numbers) -> Counts:
        """How often the documents have two characters side by side, as the index has counted; -1 where it does not say."""
        wholes = np.full(len(documents), -1, np.int64)
        if len(normal) != 2 or normal[0] == normal[1]:  # ーー stands once in ーーー, and has been counted twice
            return wholes
        having, frequencies = self._postings.bigram_postings(normal)
        everywhere = np.zeros(len(self._postings), np.int64)
        everywhere[having] = frequencies
        sure = ((everywhere < MOST_COUNTED) & ~self._postings.giving(normal))[documents]
        wholes[sure] = everywhere[documents[sure]]
        return wholes

    def _read(self, literal: Literal, documents: Numbers) -> Counts:
        """The counts by a look at each place in the text."""
        counts = np.zeros((len(documents), len(COUNTED_AS)), np.int64)
        for place, document in enumerate(documents.tolist()):
            post = self._postings.post(document)
            borders = _borders(post)
            for start, _ in literal_places(literal, post):
                counts[place, bisect_right(borders, start)] += 1
        return counts

    def _look_in_heads(self, normal: str) -> Counts:
        """How often the title of each document, and its tags, have a normalized text: a row a document."""
        heads, first, tags = self._heads
        counts = np.zeros((len(self._postings), 2), np.int64)
        at = heads.find(normal)
        while at >= 0:
            document = bisect_right(first, at) - 1
            counts[document, int(at - first[document] >= tags[document])] += 1
            at = heads.find(normal, at + len(normal))
        return counts

    @cached_property
    def _heads(self) -> tuple[str, list[int], list[int]]:
        """The titles and tags of all documents, joined, in one width and case; where those of each document begin in it; and
        how far behind that its tags begin."""
        posts = [self._postings.post(document) for document in range(len(self._postings))]
        borders = [_borders(post) for post in posts]
        heads = [post.text(0, text) for post, (_, text) in zip(posts, borders, strict=True)]
        first = [0, *accumulate(len(head) + 1 for head in heads)]
        return "\n".join(heads).translate(_NARROW), first, [tags for tags, _ in borders]


def _borders(post: PostText) -> tuple[int, int]:
    """Where the tags of a post begin, and where its headings, bodies and code."""
    fields, starts, ends = post.regions()
    starts = [*starts, ends[-1] if ends else 0]
    tags, text = (sum(field < each for field in fields) for each in (Field.TAGS, Field.HEADINGS))
    return starts[min(tags, len(fields))], starts[min(text, len(fields))]


def _count(normal: str, units: npt.NDArray[np.uint16]) -> int:
    """How often a text, in UTF-16, has a normal text in any width and case."""
    if normal.isascii():
        return _ASCII_UNITS.take(units, mode="clip").tobytes().count(normal.encode())
    folded = _NARROW_UNITS.take(units, mode="clip") if any(map(str.isascii, normal)) else units
    return folded.tobytes().decode(ENCODING, "surrogatepass").count(normal)
