"""Puts analyzed documents into an index folder, takes them out, and keeps its segments few."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from index.analyzed import AnalyzedDocument
from index.arrays import write_arrays
from index.damage import damaged
from index.errors import IndexDamaged
from index.pool import CountedPool
from index.postings import count_postings
from index.segment import open_segment
from index.segment_text import analyzed_parts
from index.segment_writer import MOST_DOCUMENTS, write_segment
from index.storage import Folder
from index.stored import Stored, decode, encode, to_document, to_stored

# More segments make each first use of a term slower, fewer make each commit rewrite more.
_MOST_SEGMENTS = 8
# A segment this much smaller than all segments together, or with this much of it deleted, is worth rewriting.
_SMALL = 1 / 4
_LITTER = 1 / 3
# Characters in one segment: what a rewrite may hold in memory at once.
_LARGEST = 20_000_000


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
        writer = self._folder.whoosh().writer()
        try:
            for id in {*deleted, *(each.document.id for each in documents)}:
                writer.delete_by_term("id", id)
            if documents:
                writer.pool = self._write_arrays(writer.newsegment, documents)
            for each in documents:
                writer.add_document(
                    id=each.document.id, stored=encode(to_stored(each.document, each.fingerprint, each.problems))
                )
            writer.commit(mergetype=_drop_empty)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        self._settle()

    def consolidate(self, progress: Callable[[int, int], None]) -> None:
        """Rewrite small segments and littered ones as a few large ones, where there are too many. `progress` is told how many of the
        documents are rewritten, and of how many."""
        readers = self._folder.commit().readers
        worn = _worn([_Size(self._folder, reader) for reader in readers]) if len(readers) > _MOST_SEGMENTS else []
        done, total = 0, sum(size.documents for size in worn)
        for group in _groups(worn):
            progress(done, total)
            self.commit([document for size in group for document in _documents(self._folder, size.reader)])
            done += sum(size.documents for size in group)
            progress(done, total)
        for reader in readers:
            reader.close()

    def _write_arrays(self, segment: Any, documents: Sequence[AnalyzedDocument]) -> CountedPool:
        """Before the commit: a reader that sees the new segment finds its arrays."""
        path = self._folder.text_path(segment)
        write_segment(path, documents)
        written = open_segment(path)
        postings = count_postings(written)
        write_arrays(self._folder.words_path(segment), postings.arrays)
        return CountedPool(written, postings)

    def _check(self, reader: Any) -> None:
        try:
            whole = open_segment(self._folder.text_path(reader.segment())).documents == reader.doc_count_all()
        except (FileNotFoundError, IndexDamaged):
            whole = False
        if not whole:
            raise damaged(self._folder.path.parent)

    def _settle(self) -> None:
        """Remove what the commit left behind."""
        commit = self._folder.commit()
        self._folder.clean(commit)
        for reader in commit.readers:
            reader.close()


class _Size:
    """A segment with what decides on rewriting it."""

    def __init__(self, folder: Folder, reader: Any) -> None:
        lengths = open_segment(folder.text_path(reader.segment())).arrays["text_length"]
        live = list(reader.all_doc_ids())
        self.reader = reader
        self.documents = len(live)
        self.characters = int(lengths[live].sum())
        self.litter = 1 - self.documents / len(lengths)


def _worn(sizes: Sequence[_Size]) -> list[_Size]:
    every = sum(size.characters for size in sizes)
    return [size for size in sizes if size.characters <= every * _SMALL or size.litter > _LITTER]


def _groups(sizes: Sequence[_Size]) -> Iterator[list[_Size]]:
    """Segments to be written as one, as many as fit."""
    group: list[_Size] = []
    for size in sorted(sizes, key=lambda size: size.characters):
        together = [*group, size]
        if group and (_sum(together, "characters") > _LARGEST or _sum(together, "documents") > MOST_DOCUMENTS):
            yield group
            together = [size]
        group = together
    if group:
        yield group


def _sum(sizes: Sequence[_Size], of: str) -> int:
    return sum(getattr(size, of) for size in sizes)


def _documents(folder: Folder, reader: Any) -> Iterator[AnalyzedDocument]:
    """The documents of a segment as they were when they were analyzed."""
    live = {number: decode(fields["stored"]) for number, fields in reader.iter_docs()}
    parts = analyzed_parts(open_segment(folder.text_path(reader.segment())))
    for number, (text, regions, tokens, bigrams) in enumerate(parts):
        if number in live:
            stored = live[number]
            document = to_document(stored, text, regions)
            yield AnalyzedDocument(document, stored.fingerprint, stored.problems, text, regions, tokens, bigrams)


def _drop_empty(_: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merging, on purpose: none, but a segment whose documents are all deleted goes."""
    return [segment for segment in segments if segment.doc_count() > 0]
