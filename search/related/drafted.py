"""A post that the index has not, by the words of the index."""

from __future__ import annotations

from dataclasses import dataclass

from index.analyzed import AnalyzedDocument, Field
from index.document import Document
from search.postings import Numbers
from search.related.reasons import Written
from search.related.vectors import Weights
from search.related.words import Words


@dataclass(frozen=True)
class Drafted:
    """`vector` is that of `search.related.vectors`; `near` are the posts nearest to it with their scores, best first."""

    document: Document
    analyzed: AnalyzedDocument
    written: Written
    vector: tuple[Numbers, Weights]
    near: list[tuple[int, float]]

    def words_of_title(self, words: Words) -> list[tuple[int, str]]:
        """The words of the title, of two characters or more, in the form that is searched for."""
        tokens = self.written.tokens
        of_title = (tokens.field == Field.TITLE) & tokens.whole & (tokens.length > 1)
        rows = zip(*(column[of_title].tolist() for column in (tokens.word, tokens.start, tokens.length)), strict=True)
        written = ((word, self.written.text[start : start + length]) for word, start, length in rows)
        return list({word: words.base(word, text) or text for word, text in written}.items())
