"""The spellings that count for a term of a query."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from index.analyzed import Field
from index.remembered import remembered
from search.postings import Numbers
from search.query.tree import Term
from search.spelling.candidates import Candidates
from search.spelling.lexicon import Lexicon
from search.spelling.variant import Tier, Variant

# Where fewer documents than this have a word, those count too in which it only sounds the same.
FEW = 10
_REMEMBERED = 32_768  # terms


class Spellings:
    """Says in which spellings a term counts, for one index, and remembers it. `having` gives the documents that have a term of the
    index in some fields."""

    def __init__(self, lexicon: Lexicon, having: Callable[[str, tuple[Field, ...]], Numbers]) -> None:
        self._candidates, self._having, self._size = Candidates(lexicon), having, len(lexicon)
        self.of = remembered(self._of, _REMEMBERED)

    def written(self, term: str) -> tuple[str, ...]:
        """The ways in which authors wrote a term in another width or case: AI and ＡＩ for ai."""
        return self._candidates.written(term)

    def _of(self, term: Term) -> tuple[Variant, ...]:
        """The spellings that count for a term, the one typed first."""
        typed = Variant(term.text, Tier.EXACT)
        if term.exact:
            return (typed,)
        spellings = self._candidates.spellings(term.text)
        written = (typed, *(each for each in spellings if each.tier is not Tier.OTHER_KANJI))
        if not term.alone:
            return written
        if len(term.text) > 1:
            written = (*written, *self._candidates.containing(term.text))
        having = np.zeros(self._size, bool)
        for each in written:
            having[self._having(each.term, term.fields)] = True
        if np.count_nonzero(having) >= FEW:
            return written
        known = {each.term for each in written}
        more = (*spellings, *self._candidates.sounding(term.text), *self._candidates.containing(term.text))
        return (*written, *(each for each in more if each.in_pieces or each.term not in known))
