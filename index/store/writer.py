"""Puts analyzed documents into an index folder, takes them out, and keeps its segments few."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analyzed import AnalyzedDocument
from index.store.arrays import Array, open_arrays, write_arrays
from index.store.counts import count_terms
from index.store.damage import damaged, translating_damage
from index.store.merge_policy import Size, next_merge
from index.store.postings import WordPostings, open_postings, posting_arrays
from index.store.segment import Segment, open_segment
from index.store.segment_merger import Merger, Part
from index.store.segment_writer import MOST_DOCUMENTS, segment_arrays
from index.store.storage import Folder
from index.store.stored import Stored
from index.store.whoosh_terms import ListCodec, add_documents


class Writer:
    """The one writer of a folder; its owner holds the lock. Each `commit` is all or nothing; `commits` counts those that were made."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.commits = 0

    def stored(self) -> dict[str, Stored]:
        """What the index keeps of each of its documents, by id. Every array is checked: `IndexDamaged` where one is not whole."""
        documents: dict[str, Stored] = {}
        commit = self._folder.commit()
        for each in commit.segments:
            with translating_damage(self._folder.path.parent), closing(commit.open(each)) as reader:
                segment = self._text(each)
                open_arrays(self._folder.text_path(each)).check()
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
                self._write(writer, segment_arrays(documents))

    def consolidate(
        self, progress: Callable[[int, int], None] = lambda _done, _total: None, *, mostly_new: bool = False
    ) -> None:
        """Write segments again as one while `next_merge` says so, to which `mostly_new` goes; each merge is a commit. `progress` is told how
        many of the documents of a merge are written, and of how many."""
        while self._merge_some(progress, mostly_new=mostly_new):
            pass

    def _merge_some(self, progress: Callable[[int, int], None], *, mostly_new: bool) -> bool:
        commit = self._folder.commit()
        parts = [Part(self._text(each), _live(each)) for each in commit.segments]
        sizes = [_size(part) for part in parts]
        places = next_merge(sizes, most_documents=MOST_DOCUMENTS, mostly_new=mostly_new)
        if not places:
            return False
        merged = [parts[place] for place in places]
        total = sum(len(part.live) for part in merged)
        progress(0, total)
        with self._committing(without={commit.segments[place].segment_id() for place in places}) as writer:
            self._write(writer, Merger(merged).arrays())
        progress(total, total)
        return True

    def _write(self, writer: Any, arrays: dict[str, Array]) -> None:
        """Write a segment: its arrays, its postings, and what Whoosh has of it."""
        path = self._folder.text_path(writer.newsegment)
        write_arrays(path, arrays)
        del arrays  # from here on they are mapped: in memory they are the most that a merge holds
        segment = open_segment(path)
        postings = WordPostings(posting_arrays(count_terms(segment), segment.size))
        write_arrays(self._folder.words_path(writer.newsegment), postings.arrays)
        add_documents(writer, segment, postings)

    def _text(self, segment: Any) -> Segment:
        try:
            return open_segment(self._folder.text_path(segment))
        except FileNotFoundError:
            raise damaged(self._folder.path.parent) from None

    @contextmanager
    def _committing(self, *, without: Set[str] = frozenset()) -> Iterator[Any]:
        """A Whoosh writer that commits at the end, or changes nothing where that is not reached. The segments of those ids go."""
        writer = self._folder.whoosh().writer(codec=ListCodec())
        try:
            yield writer
            # Not Whoosh's own choice of what to merge: `index.store.merge_policy` makes it.
            writer.commit(mergetype=lambda _, segments: [each for each in segments if _stays(each, without)])
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        self.commits += 1
        self._settle()

    def _settle(self) -> None:
        """Read the postings that a run before could not save, and remove what the commit left behind."""
        commit = self._folder.commit()
        for each in commit.segments:
            path = self._folder.words_path(each)
            if not path.exists():
                open_postings(path, open_segment(self._folder.text_path(each)), partial(commit.open, each))
        self._folder.clean(commit)


def _live(segment: Any) -> npt.NDArray[np.int64]:
    """The documents of a segment of Whoosh's that are not deleted, in order."""
    return np.setdiff1d(np.arange(segment.doc_count_all()), np.array(list(segment.deleted_docs()), np.int64))


def _size(part: Part) -> Size:
    lengths = part.segment.arrays["text_length"]
    return Size(len(part.live), int(part.column("text_length").sum()), int(lengths.sum()))


def _stays(segment: Any, without: Set[str]) -> bool:
    return segment.doc_count() > 0 and segment.segment_id() not in without
