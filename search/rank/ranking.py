"""What ranking gives: documents with their scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from search.postings import Mask, Numbers, Scores


@dataclass(frozen=True)
class Ranking:
    """Documents with their scores, in no order. Those that are `relaxed` lack some of the words: they do not match.
    `nearness`, 0 to 1, is how near the spelling of the words is to what was typed. Where words may lack it is `softened`, and
    in the scores word by word."""

    documents: Numbers
    scores: Scores
    nearness: Scores
    relaxed: Mask
    softened: bool = False

    def among(self, allowed: Mask) -> Ranking:
        kept = allowed[self.documents]
        return replace(
            self,
            documents=self.documents[kept],
            scores=self.scores[kept],
            nearness=self.nearness[kept],
            relaxed=self.relaxed[kept],
        )

    def matched(self, size: int) -> Mask:
        """Which of `size` documents match."""
        matched = np.zeros(size, bool)
        matched[self.documents[~self.relaxed]] = True
        return matched
