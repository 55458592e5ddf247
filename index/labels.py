"""Labels: the tags, categories and authors of a post. One label has several spellings."""

from __future__ import annotations

from functools import lru_cache

from index.analysis.separated import closed
from index.normalize import normalize

_REMEMBERED = 65_536


@lru_cache(_REMEMBERED)
def label_key(label: str) -> str:
    """Labels with equal keys are one label: e‐book and e-book, サ−バ and サーバ, ＡＩ and ai, データ・センター and データセンター."""
    return closed(normalize(label.strip()).text)
