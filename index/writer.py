"""Puts analyzed documents into an index folder, takes them out, and keeps its segments few."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from typing import Any

import numpy as np

from index.analyzed import AnalyzedDocument
from index.arrays import Array, open_arrays, write_arrays
from index.counts import Counts, count_terms
from index.damage import damaged, translating_damage
from index.merge_policy import Size, next_merge
from index.postings import open_postings, posting_arrays
from index.schema import as_whoosh_document
from index.segment import Segment, open_segment
from index.segment_merger import Merger, Part
from index.segment_writer import MOST_DOCUMENTS, segment_arrays
from index.storage import Folder
from index.stored import Stored


class Writer:
    """The one writer of a folder; its owner holds the lock. Each `commit` is all or nothing."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def stored(self) -> dict[str, Stored]:
        """What the index keeps of each of its documents, by id. Every array is checked: `IndexDamaged` where one is not whole."""
        documents: dict[str, Stored] = {}
        with self._opened() as segments:
            for reader, segment in segments:
                open_arrays(self._folder.text_path(reader.segment())).check()
                if segment.documents != reader.doc_count_all():
                    raise damaged(self._folder.path.parent)
                for number in reader.all_doc_ids():
                    stored = segment.stored(number)
                    documents[stored.post.id] = stored
        return documents

    def commit(self, documents: Sequence[AnalyzedDocument], *, deleted: Collection[str] = ()) -> None:
        """Take out the documents of those ids and put these in, each in place of the one with its id."""
        with self._committing() as writer:
            for id in {*deleted, *(each.document.id for each in documents)}:
                writer.delete_by_term("id", id)
            if documents:
                segment, counts = self._write(writer.newsegment, segment_arrays(documents))
                terms = segment.terms()
                for each, counted in zip(documents, counts, strict=True):
                    writer.add_document(**as_whoosh_document(each, counted, terms))

    def consolidate(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Write segments again as one while `index.merge_policy` says so; each merge is a commit. `progress` is told how many of the
        documents of a merge are written, and of how many."""
        while self._merge_some(progress):
            pass

    def _merge_some(self, progress: Callable[[int, int], None]) -> bool:
        with self._opened() as segments:
            parts = [Part(segment, np.array(list(reader.all_doc_ids()), np.int64)) for reader, segment in segments]
            merged = next_merge([_size(part) for part in parts], most_documents=MOST_DOCUMENTS)
            if merged:
                total = sum(len(parts[place].live) for place in merged)
                progress(0, total)
                self._merge([segments[place][0] for place in merged], [parts[place] for place in merged])
                progress(total, total)
        return bool(merged)

    def _merge(self, readers: Sequence[Any], parts: Sequence[Part]) -> None:
        with self._committing(without={reader.segment().segment_id() for reader in readers}) as writer:
            self._write(writer.newsegment, Merger(parts).arrays())
            for reader in readers:
                writer.add_reader(reader)

    def _write(self, name: Any, arrays: dict[str, Array]) -> tuple[Segment, list[Counts]]:
        """Write the arrays beside the Whoosh segment of that name, and its postings. Returns them, and what was counted."""
        segment = Segment(arrays)
        counts = count_terms(segment)
        write_arrays(self._folder.text_path(name), arrays)
        write_arrays(self._folder.words_path(name), posting_arrays(counts, segment.size))
        return segment, counts

    @contextmanager
    def _opened(self) -> Iterator[list[tuple[Any, Segment]]]:
        """Of each segment Whoosh's reader, and the arrays, which are checked as they are used. Errors: `IndexDamaged`."""
        commit = self._folder.commit()
        with ExitStack() as stack, translating_damage(self._folder.path.parent):
            yield [(stack.enter_context(closing(commit.open(each))), self._text(each)) for each in commit.segments]

    def _text(self, segment: Any) -> Segment:
        try:
            return open_segment(self._folder.text_path(segment))
        except FileNotFoundError:
            raise damaged(self._folder.path.parent) from None

    @contextmanager
    def _committing(self, *, without: Set[str] = frozenset()) -> Iterator[Any]:
        """A Whoosh writer that commits at the end, or changes nothing where that is not reached. The segments of those ids go."""
        writer = self._folder.whoosh().writer()
        try:
            yield writer
            # Not Whoosh's own choice of what to merge: `index.merge_policy` makes it.
            writer.commit(mergetype=lambda _, segments: [each for each in segments if _stays(each, without)])
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        self._settle()

    def _settle(self) -> None:
        """Read the postings that a run before could not save, and remove what the commit left behind."""
        commit = self._folder.commit()
        for each in commit.segments:
            path = self._folder.words_path(each)
            if not path.exists():
                open_postings(path, open_segment(self._folder.text_path(each)), partial(commit.open, each))
        self._folder.clean(commit)


def _size(part: Part) -> Size:
    lengths = part.segment.arrays["text_length"]
    return Size(len(part.live), int(part.column("text_length").sum()), int(lengths.sum()))


def _stays(segment: Any, without: Set[str]) -> bool:
    return segment.doc_count() > 0 and segment.segment_id() not in without
