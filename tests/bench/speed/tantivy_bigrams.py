"""tantivy on every two neighbouring characters. A word is a phrase of its bigrams."""

from __future__ import annotations

import unicodedata

from engine import NAMES
from tantivy_index import Tantivy


def bigrams(text: str) -> list[str]:
    """全文検索 gives 全文, 文検 and 検索."""
    words = unicodedata.normalize("NFKC", text).lower().split()
    return [word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))]


ENGINE = Tantivy(NAMES["tantivy_bigrams"], lambda: bigrams, side_by_side=True)
