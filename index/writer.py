"""Puts analyzed documents into an index folder, takes them out, and keeps its segments few."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import Any

import numpy as np

from index.analyzed import AnalyzedDocument
from index.arrays import Array, open_arrays, write_arrays
from index.damage import damaged
from index.merge_policy import Size, next_merge
from index.pool import CountedPool
from index.postings import WordPostings, count_postings, open_postings
from index.segment import Segment, open_segment
from index.segment_merger import Merger, Part
from index.segment_writer import MOST_DOCUMENTS, segment_arrays
from index.storage import Folder
from index.stored import Stored, decode, decode_listed, encode, to_stored


class Writer:
    """The one writer of a folder; its owner holds the lock. Each `commit` is all or nothing."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def stored(self) -> dict[str, Stored]:
        """What the index keeps of each of its documents, by id. `IndexDamaged` where a file of it is not whole."""
        documents: dict[str, Stored] = {}
        for reader in self._folder.commit().readers:
            self._check(reader)
            for _, fields in reader.iter_docs():
                stored = decode(fields["stored"])
                documents[stored.post.id] = stored
            reader.close()
        return documents

    def commit(self, documents: Sequence[AnalyzedDocument], *, deleted: Collection[str] = ()) -> None:
        """Take out the documents of those ids and put these in, each in place of the one with its id."""
        with self._committing() as writer:
            for id in {*deleted, *(each.document.id for each in documents)}:
                writer.delete_by_term("id", id)
            if documents:
                text = segment_arrays(documents)
                self._write_arrays(writer, text, count_postings(Segment(text)))
            for each in documents:
                stored = to_stored(each.document, each.fingerprint, each.problems)
                writer.add_document(id=each.document.id, stored=encode(stored))

    def consolidate(self) -> None:
        """Write segments again as one while `index.merge_policy` says so; each merge is a commit."""
        while self._merge_some():
            pass

    def _merge_some(self) -> bool:
        commit = self._folder.commit()
        parts = [self._part(reader) for reader in commit.readers]
        merged = next_merge([_size(part) for part in parts], most_documents=MOST_DOCUMENTS)
        if merged:
            self._merge([(commit.readers[place], parts[place]) for place in merged])
        for reader in commit.readers:
            reader.close()
        return bool(merged)

    def _merge(self, merged: Sequence[tuple[Any, Part]]) -> None:
        """Put one segment in the place of these."""
        merger = Merger([part for _, part in merged])
        with self._committing(without={reader.segment().segment_id() for reader, _ in merged}) as writer:
            self._write_arrays(writer, merger.text_arrays(), WordPostings(merger.posting_arrays()))
            for reader, _ in merged:
                for _, fields in reader.iter_docs():
                    writer.add_document(id=decode_listed(fields["stored"]).post.id, stored=fields["stored"])

    @contextmanager
    def _committing(self, *, without: Set[str] = frozenset()) -> Iterator[Any]:
        """A Whoosh writer that commits at the end, or changes nothing where that is not reached. The segments of those ids go."""
        writer = self._folder.whoosh().writer()
        try:
            yield writer
            # Whoosh's own merging is left out: what is merged is our arrays.
            writer.commit(mergetype=lambda _, segments: [each for each in segments if _stays(each, without)])
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        self._settle()

    def _write_arrays(self, writer: Any, text: Mapping[str, Array], postings: WordPostings) -> None:
        """Before the commit: a reader that sees the new segment finds its arrays."""
        write_arrays(self._folder.text_path(writer.newsegment), text)
        write_arrays(self._folder.words_path(writer.newsegment), postings.arrays)
        writer.pool = CountedPool(Segment(dict(text)), postings)

    def _part(self, reader: Any) -> Part:
        segment = open_segment(self._folder.text_path(reader.segment()))
        postings = open_postings(self._folder.words_path(reader.segment()), segment, reader)
        return Part(segment, postings, np.array(list(reader.all_doc_ids()), np.int64))

    def _check(self, reader: Any) -> None:
        try:
            text = open_arrays(self._folder.text_path(reader.segment())).check()
        except FileNotFoundError:
            raise damaged(self._folder.path.parent) from None
        if Segment(text).documents != reader.doc_count_all():
            raise damaged(self._folder.path.parent)

    def _settle(self) -> None:
        """Remove what the commit left behind."""
        commit = self._folder.commit()
        self._folder.clean(commit)
        for reader in commit.readers:
            reader.close()


def _size(part: Part) -> Size:
    lengths = part.segment.arrays["text_length"]
    return Size(len(part.live), int(part.column("text_length").sum()), int(lengths.sum()))


def _stays(segment: Any, without: Set[str]) -> bool:
    return segment.doc_count() > 0 and segment.segment_id() not in without
