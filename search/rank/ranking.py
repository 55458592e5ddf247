"""What ranking gives: documents with their scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.postings import Mask, Numbers, Scores, mask_of


@dataclass(frozen=True)
class Ranking:
    """Documents with their scores, in no order. Those that are `relaxed` lack some of the words: they do not match.

    `nearness`, 0 to 1, says how near the spellings in a document are to what was typed. It is a factor of the whole score; of
    a `softened` one, which may lack words, it is a factor of the score of each word, and 1 here. The texts of those that are
    `looked_through` have been looked at for words that stand together.
    """

    documents: Numbers
    scores: Scores
    nearness: Scores
    relaxed: Mask
    softened: Mask
    looked_through: Mask | None = None

    def among(self, allowed: Mask) -> Ranking:
        """Those of the documents that are allowed."""
        kept = allowed[self.documents]
        return replace(
            self,
            documents=self.documents[kept],
            scores=self.scores[kept],
            nearness=self.nearness[kept],
            relaxed=self.relaxed[kept],
            softened=self.softened[kept],
            looked_through=None if self.looked_through is None else self.looked_through[kept],
        )

    def matched(self, size: int) -> Mask:
        """Of `size` documents, whether each matches."""
        return mask_of(self.documents[~self.relaxed], size)
