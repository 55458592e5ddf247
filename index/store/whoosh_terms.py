"""Whoosh's postings, written a list at a time from our arrays: Whoosh itself takes them posting by posting, sorts and counts them anew, which
takes three times as long.

A list is what `whoosh.codec.whoosh3` reads, as one block: a mark, how long the block is (negative: it is the last), what is known of it, and its
documents, weights and values.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pickle import dumps
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3Segment, W3TermInfo
from whoosh.util.numeric import length_to_byte

from index.store.arrays import Array
from index.store.postings import Postings, WordPostings
from index.store.schema import TERM_FIELDS, as_whoosh_document
from index.store.segment import Segment
from index.store.stored import decode_listed

_PROTOCOL = 3  # of pickle: the first that knows bytes
_LEVEL = 3
_WORTH_COMPRESSING = 80  # bytes


class ListCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's codec, whose writer takes whole lists. What it writes Whoosh's own reads."""

    def field_writer(self, storage: Any, segment: Any) -> ListWriter:
        return ListWriter(self, storage, segment)

    def new_segment(self, _storage: Any, indexname: str) -> W3Segment:
        return W3Segment(W3Codec(), indexname)


def add_documents(writer: Any, segment: Segment, postings: WordPostings) -> None:
    """Give a new writer of Whoosh, made with `ListCodec`, the documents of a segment."""
    lengths = segment.arrays["field_length"]
    for piece, counts in zip(segment.listed(), lengths.tolist(), strict=True):
        writer.add_document(**as_whoosh_document(decode_listed(piece).post))
        for field, name in TERM_FIELDS.items():
            writer.perdocwriter.add_field(name, None, None, counts[field])
    terms = [term.encode("utf-8", "surrogatepass") for term in segment.terms()]
    for field, name in TERM_FIELDS.items():
        numbers, lists = postings.every(field)
        writer.fieldwriter.add_lists(name, writer.schema[name], terms, numbers, lists, lengths[:, field])


class ListWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the terms of a segment, field by field."""

    def add_lists(
        self,
        name: str,
        field: Any,
        terms: Sequence[bytes],
        numbers: Array,
        lists: Postings,
        lengths: Array,
    ) -> None:
        """Add a field with the list of every term that it has. `terms` are those of all fields, sorted, `numbers` those of the postings in
        `lists`. `lengths` has of each document how many tokens it has in the field."""
        self.start_field(name, field)
        numbers, starts = np.unique(numbers, return_index=True)
        infos, blocks = _infos(starts, lists, lengths), _blocks(starts, lists)
        for number, info, block in zip(numbers.tolist(), infos, blocks, strict=True):
            self._add_list(terms[number], info, block)
        self.finish_field()

    def _add_list(self, term: bytes, info: W3TermInfo, data: bytes) -> None:
        level = _LEVEL if len(data) >= _WORTH_COMPRESSING else 0
        packed = zlib.compress(data, level) if level else data
        known = dumps(
            (
                info.doc_frequency(),
                info.max_id(),
                info.max_weight(),
                level,
                length_to_byte(info.min_length()),
                length_to_byte(info.max_length()),
            ),
            _PROTOCOL,
        )
        start = self._postfile.tell()
        size = -(len(known) + len(packed))
        block = b"".join((WHOOSH3_HEADER_MAGIC, size.to_bytes(4, "big", signed=True), known, packed))
        self._postfile.write(block)
        info.set_extent(start, len(block))
        self._tindex.add(self._fieldid.to_bytes(2, "big") + term, info.to_bytes())


def _infos(starts: Array, lists: Postings, lengths: Array) -> Iterator[W3TermInfo]:
    """What Whoosh keeps of each list beside its term."""
    documents, frequencies = lists.documents, lists.frequencies
    if not len(starts):
        return iter(())
    ends = np.append(starts[1:], len(documents))
    of_each = lengths[documents]
    return map(
        W3TermInfo,
        np.add.reduceat(frequencies, starts, dtype=np.float64).tolist(),
        (ends - starts).tolist(),
        np.minimum.reduceat(of_each, starts).tolist(),
        np.maximum.reduceat(of_each, starts).tolist(),
        np.maximum.reduceat(frequencies, starts).astype(np.float64).tolist(),
        documents[starts].tolist(),
        documents[ends - 1].tolist(),
    )


def _blocks(starts: Array, lists: Postings) -> Iterator[bytes]:
    """The documents of each list, each as the distance to the one before it, with weights and values: both are frequencies."""
    documents, frequencies = lists.documents, lists.frequencies
    gaps = np.diff(documents.astype(np.int64), prepend=0)
    gaps[starts] = documents[starts]
    gap, weight, value = tuple(gaps.tolist()), tuple(frequencies.tolist()), frequencies.astype(">u4").tobytes()
    places = [*starts.tolist(), len(documents)]
    for low, high in pairwise(places):
        yield dumps((gap[low:high], _shortest(weight[low:high]), value[4 * low : 4 * high]), _PROTOCOL)


def _shortest(weights: tuple[int, ...]) -> tuple[int, ...] | float | None:
    """One weight where all are the same, none where that is 1."""
    if weights.count(weights[0]) < len(weights):
        return weights
    return None if weights[0] == 1 else float(weights[0])
