"""Documents in memory that answer what ranking and snippets ask: nothing of Whoosh, of arrays on disk, of a generation.

With the protocols in `search.postings` and `search.spelling.lexicon`, this is all that a second kind of index has to be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from index.analysis.analyzer import Analyzer
from index.analyzed import AnalyzedDocument, Field, bigram_key, field_of
from index.normalize import letters
from index.replacements import replacements
from index.spelling.folds import modern
from index.spelling.keys import may_have_parts, term_keys
from index.spelling.parts import parts_of
from search.postings import TermPostings


class TextInMemory:
    """One document: a `search.postings.PostText`."""

    def __init__(self, document: AnalyzedDocument) -> None:
        self._document, self._tokens = document, document.tokens
        self.anchors = tuple(section.anchor for section in document.document.sections if section.heading)

    def text(self, start: int = 0, end: int | None = None) -> str:
        return self._document.text[start:end]

    def code_units(self):
        return np.frombuffer(self._document.text.encode("utf-16-le", "surrogatepass"), "<u2")

    def regions(self):
        rows = [(int(region.field), region.start, region.end) for region in self._document.regions]
        return tuple(map(list, zip(*rows, strict=True)))

    def gives(self, normal: str) -> bool:
        given = [replacements(self.text(region.start, region.end)) for region in self._document.regions]
        return any(each is None or set(normal) & each for each in given)

    def tokens_between(self, low: int, high: int):
        return [(start, start + length) for _, start, length in self._rows() if start < high and start + length > low]

    def occurrences(self, terms: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
        return ((terms.index(term), start, length) for term, start, length in self._rows() if term in terms)

    def word_places(self, terms: tuple[str, ...]):
        words = self.terms()[: self._tokens.words]
        found = [(place, terms.index(word)) for place, word in enumerate(words) if word in terms]
        return tuple(np.array(column, np.int32) for column in (zip(*found, strict=True) if found else ((), ())))

    def _rows(self):
        return zip(self.terms(), self._tokens.start.tolist(), self._tokens.length.tolist(), strict=True)

    def terms(self) -> list[str]:
        return [self._tokens.terms[number] for number in self._tokens.term.tolist()]

    def term_counts(self) -> Counter[tuple[str, Field]]:
        fields = map(Field, field_of(self._document.regions, self._tokens.start).tolist())
        return Counter(zip(self.terms(), fields, strict=True))

    def bigrams(self) -> dict[int, int]:
        return dict(zip(self._document.bigrams.keys.tolist(), self._document.bigrams.counts.tolist(), strict=True))


class PostingsInMemory:
    """A few documents: a `search.spelling.lexicon.Lexicon`, which is `search.postings.Postings` with terms to look up."""

    synonyms: tuple[tuple[str, ...], ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()

    def __init__(self, documents: Sequence[AnalyzedDocument], analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self._posts = [TextInMemory(document) for document in documents]
        self._counts = [post.term_counts() for post in self._posts]
        self._bigrams = [post.bigrams() for post in self._posts]
        self._terms = sorted({term for counts in self._counts for term, _ in counts})
        self._by_key = defaultdict(set)
        for term in self._terms:
            for key in term_keys(term):
                self._by_key[key].add(term)
        rows = [[sum(n for (_, f), n in counts.items() if f == field) for field in Field] for counts in self._counts]
        self.lengths = np.array(rows, np.float32)
        self.title_letters = [letters(document.document.title) for document in documents]
        self.characters = np.array([len(post.text()) for post in self._posts], np.int64)
        self.average_lengths = self.lengths.mean(axis=0)
        self.average_characters = float(self.characters.mean())

    def __len__(self) -> int:
        return len(self._posts)

    size = property(__len__)

    def document_frequency(self, _: object, documents) -> int:
        return len(documents)

    def postings(self, terms: Sequence[str]):
        rows = [
            (place, field, number, counts[term, field])
            for place, term in enumerate(terms)
            for field in Field
            for number, counts in enumerate(self._counts)
            if counts[term, field]
        ]
        return TermPostings(*np.array(rows, np.int32).reshape(-1, 4).T)

    def bigram_postings(self, bigram: str):
        keys = [bigram_key(*bigram, crosses=crosses) for crosses in (False, True)]
        counts = [sum(each.get(key, 0) for key in keys) for each in self._bigrams]
        return columns([(number, count) for number, count in enumerate(counts) if count])

    def containing(self, text: str):
        pairs = [text] if len(text) == 1 else ["".join(pair) for pair in pairwise(text)]
        return self._numbers(
            bool(text) and all(self._has_pair(number, pair) for pair in pairs) for number in range(len(self))
        )

    def with_boundary(self, before: str, after: str):
        return self._numbers(bigram_key(before, after, crosses=True) in each for each in self._bigrams)

    def giving(self, normal: str):
        return np.array([post.gives(normal) for post in self._posts], bool)

    def post(self, document: int) -> TextInMemory:
        return self._posts[document]

    def has(self, term: str) -> bool:
        return term in self._terms

    def terms_with_key(self, key: str) -> set[str]:
        return set(self._by_key[key])

    def terms_containing(self, text: str):
        return {term: parts_of(modern(term)) for term in self._terms if may_have_parts(term) and text in term}

    def _has_pair(self, number: int, pair: str) -> bool:
        if len(pair) == 1:  # the end of a region is a bigram too, so that every character begins one
            return any(key >> 22 == ord(pair) for key in self._bigrams[number])
        return any(bigram_key(*pair, crosses=crosses) in self._bigrams[number] for crosses in (False, True))

    def _numbers(self, having):
        return np.flatnonzero(list(having)).astype(np.int32)


def columns(rows):
    """Numbers of documents, and how often each has something."""
    numbers, counts = zip(*rows, strict=True) if rows else ((), ())
    return np.array(numbers, np.int32), np.array(counts, np.float32)
