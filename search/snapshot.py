"""One committed generation as arrays: an immutable view that answers while newer ones are being written.

Documents that are not deleted are numbered from 0 without gaps, over all segments; every array here is by that number.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from index.analysis.analyzer import Analyzer
from index.analyzed import Field, bigram_key, bigram_keys
from index.document import Brief, Document
from index.normalize import normalize
from index.recorded import recorded_analyzer
from index.remembered import remembered
from index.spelling.keys import key_hash
from index.spelling.parts import Parts
from index.store.damage import damaged, translating_damage
from index.store.manifest import Manifest
from index.store.segment import Segment
from index.store.segment_text import SegmentText, regions_of
from index.store.storage import Folder, current_folder
from index.store.stored import decode_listed, to_document
from search.answer import IndexState
from search.live_segment import LiveSegment, open_live_segment
from search.postings import NO_POSTINGS, NOWHERE, Mask, Numbers, Scores, TermPostings, mask_of
from search.query.tree import Leaf

Found = TypeVar("Found")

_REMEMBERED = 256  # arrays of documents
_ATTEMPTS = 5  # at opening: a writer may take a commit away between the reading of its list and of its files


class Snapshot:
    """All that a search reads: its postings are those of `search.postings.Postings`. Methods may be called from any
    thread."""

    def __init__(
        self, manifest: Manifest, analyzer: Analyzer, parts: Sequence[LiveSegment], generation: int, written: float
    ) -> None:
        self.analyzer = analyzer
        self.synonyms, self.abbreviations, self.recency = manifest.synonyms, manifest.abbreviations, manifest.recency
        self._places = [(part, local) for part in parts for local in part.live_documents]
        listed = [
            decode_listed(pieces[local])
            for part in parts
            for pieces in (part.segment.listed(),)
            for local in part.live_documents
        ]
        self.briefs: Sequence[Brief] = [each.post for each in listed]
        self._indexed = sum(1 for each in listed if each.fingerprint)
        self.title_letters: Sequence[str] = [each.letters for each in listed]
        self._anchors = [tuple(anchor for _, anchor in each.headings) for each in listed]
        self.generation = generation
        self.manifest, self._parts, self._written = manifest, parts, written
        # One query asks for these several times, and so does the next one with the same words.
        self.containing = remembered(self._containing, _REMEMBERED)
        self.bigram_postings = remembered(self._bigram_postings, _REMEMBERED)
        self.with_boundary = remembered(self._with_boundary, _REMEMBERED)
        self.giving = remembered(self._may_give, _REMEMBERED)

    def __len__(self) -> int:
        return len(self.briefs)

    @property
    def size(self) -> int:
        return len(self)

    def document_frequency(self, _: Leaf | str, documents: Numbers) -> int:
        return len(documents)

    @cached_property
    def average_lengths(self) -> npt.NDArray[np.float32]:
        return self.lengths.mean(axis=0) if len(self) else np.ones(len(Field), np.float32)

    @cached_property
    def average_characters(self) -> float:
        return float(self.characters.astype(np.float32).mean()) if len(self) else 1.0

    @cached_property
    def lengths(self) -> npt.NDArray[np.float32]:
        """Tokens of each document in each field, a row a document."""
        return self.rows(np.empty((0, len(Field))), lambda segment: segment.arrays["field_length"]).astype(np.float32)

    @cached_property
    def characters(self) -> npt.NDArray[np.int64]:
        """The length of each document's text."""
        return self.rows(np.empty(0, np.int64), lambda segment: segment.arrays["text_length"]).astype(np.int64)

    def rows(self, none: npt.NDArray[Any], of: Callable[[Segment], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """An array with a row for each document, made of those of the segments; `none` is that of no document."""
        return np.concatenate([none, *(of(part.segment)[part.numbers >= 0] for part in self._parts)])

    def postings(self, terms: Sequence[str]) -> TermPostings:
        """The postings of terms, one segment after the other."""
        columns = [NO_POSTINGS]
        for part in self._parts:
            numbers = {
                place: number for place, number in enumerate(map(part.segment.term_number, terms)) if number is not None
            }
            if numbers:
                which, found = part.postings.of(list(numbers.values()))
                documents, kept = part.live(found.documents)
                places = np.array(list(numbers))[which[kept]]
                columns.append(TermPostings(places, found.fields[kept], documents, found.frequencies[kept]))
        return TermPostings(*map(np.concatenate, zip(*columns, strict=True)))

    def has(self, term: str) -> bool:
        """Whether the index has a term."""
        numbers = ((part, part.segment.term_number(term)) for part in self._parts)
        return any(number is not None and part.terms[number] for part, number in numbers)

    def terms_with_key(self, key: str) -> set[str]:
        """The terms of the index that have a key of `index.spelling.keys`."""
        number = key_hash(key)
        return {
            part.segment.term(term)
            for part in self._parts
            for term in part.segment.terms_with_key(number)
            if part.terms[term]
        }

    def terms_containing(self, text: str) -> dict[str, Parts]:
        """The terms of the index in which a text stands, of those that may have parts, with these."""
        return {
            part.segment.term(term): parts
            for part in self._parts
            for term, parts in part.segment.terms_containing(text)
            if part.terms[term]
        }

    @cached_property
    def lexicon(self) -> dict[str, int]:
        """A number for every term of the snapshot, in no order."""
        terms = dict.fromkeys(term for part in self._parts for term in part.segment.terms())
        return {term: number for number, term in enumerate(terms)}

    def every_posting(self, field: Field) -> tuple[Numbers, Numbers, npt.NDArray[np.float32]]:
        """All postings of a field: the term's number in the lexicon, the document, the frequency."""
        columns: list[tuple[Any, Any, Any]] = [(NOWHERE, NOWHERE, np.empty(0, np.float32))]
        for part in self._parts:
            terms = np.array([self.lexicon[term] for term in part.segment.terms()], np.int32)
            every, found = part.postings.every(field)
            documents, kept = part.live(found.documents)
            columns.append((terms[every][kept], documents, found.frequencies[kept].astype(np.float32)))
        term, document, frequency = (np.concatenate(column) for column in zip(*columns, strict=True))
        return term, document, frequency

    def document_counts(self) -> Iterator[tuple[str, int]]:
        """Each term of each segment with the number of documents that have it in one field, the one where most have it."""
        for part in self._parts:
            counts = part.document_counts.max(axis=0).tolist()
            yield from ((term, count) for term, count in zip(part.segment.terms(), counts, strict=True) if count)

    def commonest_terms(self, most: int) -> list[tuple[str, int]]:
        """The terms of two characters or more that most documents have, and about how many: each is counted in one field of
        each segment, the one where most have it."""
        posts: Counter[str] = Counter()
        for term, having in self.document_counts():
            if len(term) > 1:
                posts[term] += having
        commonest = sorted(posts.items(), key=lambda each: (-each[1], each[0]))
        return list(islice((each for each in commonest if normalize(each[0]).text == each[0]), most))

    def _containing(self, text: str) -> Numbers:
        """The documents that have every bigram of a normalized text: all that contain it, and a few more."""
        if len(text) < 2:
            return self._with_bigrams([bigram_keys(text)]) if text else NOWHERE
        every = np.ones(len(self), bool)
        for bigram in dict.fromkeys(map("".join, pairwise(text))):
            every &= mask_of(self.bigram_postings(bigram)[0], len(self))
        return np.flatnonzero(every).astype(np.int32)

    def _bigram_postings(self, bigram: str) -> tuple[Numbers, Scores]:
        """The documents with two characters side by side, and how often, whether a token ends between them or not."""
        documents, frequencies = [NOWHERE], [np.empty(0, np.float32)]
        for part in self._parts:
            found, counts = part.segment.bigram_postings(*bigram_keys(bigram))
            live, kept = part.live(found)
            documents.append(live)
            frequencies.append(counts[kept].astype(np.float32))
        return np.concatenate(documents), np.concatenate(frequencies)

    def _with_boundary(self, before: str, after: str) -> Numbers:
        """The documents in which a token ends with the one character and the next begins with the other."""
        key = bigram_key(before, after, crosses=True)
        return self._with_bigrams([(key, key + 1)])

    def _with_bigrams(self, ranges: Sequence[tuple[int, int]]) -> Numbers:
        """The documents that have a bigram with a key in each of these ranges."""
        found = (part.live(part.segment.bigram_documents(ranges))[0] for part in self._parts)
        return np.concatenate([NOWHERE, *found])

    def _may_give(self, normal: str) -> Mask:
        """Of every document, whether normalizing its text may turn other characters into some of this normal text: ㌔ into キロ.
        With "": whether it has combining marks, which may give any character."""
        return self.rows(np.empty(0, bool), lambda segment: segment.giving(normal))

    def post(self, document: int) -> SegmentText:
        """The text of a document."""
        part, local = self._places[document]
        return SegmentText(part.segment, local, self._anchors[document])

    def document(self, number: int) -> Document:
        """The post as it was indexed."""
        (part, local), post = self._places[number], self.post(number)
        return to_document(part.segment.stored(local), post.text(), regions_of(post))

    def find(self, name: str) -> int | None:
        """The number of the document with that id, path below the blog, URL, file or bare file name, with its ending or without."""
        path = Path(name)
        root = Path(self.manifest.root)
        below = path.resolve().relative_to(root).as_posix() if path.resolve().is_relative_to(root) else name
        return next((number for key in (name, below) if (number := self.named(key)) is not None), None)

    def named(self, name: str) -> int | None:
        """The number of the document that is called exactly so: by its id, path, URL or file name, with its ending or without."""
        return self._names.get(name)

    def state(self) -> IndexState:
        """The generation, with how much of it has its text."""
        return IndexState(
            generation=self.generation,
            updated_at=datetime.fromtimestamp(self._written, UTC).astimezone().isoformat(timespec="seconds"),
            documents=len(self),
            state="ready" if self._indexed == len(self) else "building",
            indexed=self._indexed,
            total=len(self),
            title=self.manifest.title,
            url=self.manifest.home,
            edition=self._edition(),
        )

    def _edition(self) -> str:
        made = f"{self.generation} {self._written} {self.manifest}"
        return hashlib.blake2b(made.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @cached_property
    def _names(self) -> dict[str, int]:
        paths = [PurePosixPath(post.path) for post in self.briefs]
        names = {path.stem: number for number, path in enumerate(paths)}
        names |= {path.with_suffix("").as_posix(): number for number, path in enumerate(paths)}
        names |= {path.name: number for number, path in enumerate(paths)}
        for number, post in enumerate(self.briefs):
            names |= {post.url: number, post.path: number, post.id: number}
        return names


def open_snapshot(index_dir: Path) -> Snapshot:
    """The latest generation of an index. Errors: `IndexMissing`, `IndexOutdated`, `IndexDamaged`."""
    return _in_use(index_dir, _open)


def generation(index_dir: Path) -> tuple[str, int, int]:
    """What changes with each commit and each setting; cheap to ask. Errors: `IndexMissing`, `IndexDamaged`."""
    return _in_use(index_dir, lambda folder: (folder.path.name, folder.commit_number(), folder.described()))


def _in_use(index_dir: Path, read: Callable[[Folder], Found]) -> Found:
    """What `read` finds in the folder that readers use, which a writer may take away while it reads."""
    for _ in range(_ATTEMPTS):
        try:
            return read(current_folder(index_dir))
        except FileNotFoundError:
            time.sleep(0.02)
    raise damaged(index_dir)


def _open(folder: Folder) -> Snapshot:
    manifest = folder.manifest()
    analysis = recorded_analyzer(manifest, folder.path.parent)
    commit = folder.commit()
    parts: list[LiveSegment] = []
    documents = 0
    with translating_damage(folder.path.parent):
        for each in commit.segments:
            part = open_live_segment(folder, commit, each, first=documents)
            parts.append(part)
            documents += len(part.live_documents)
        return Snapshot(manifest, analysis, parts, manifest.base + commit.number, folder.written(commit.number))
