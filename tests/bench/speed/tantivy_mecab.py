"""tantivy on the base forms of MeCab: what a Python engineer would build instead."""

from __future__ import annotations

import fugashi
import ipadic

from engine import NAMES
from tantivy_index import Cut, Tantivy

_DROPPED = {"助詞", "助動詞", "記号"}


def base_forms() -> Cut:
    tagger = fugashi.GenericTagger(ipadic.MECAB_ARGS)

    def cut(text: str) -> list[str]:
        words = ((word.surface, word.feature_raw.split(",")) for word in tagger(text))
        return [
            surface if features[6] == "*" else features[6] for surface, features in words if features[0] not in _DROPPED
        ]

    return cut


ENGINE = Tantivy(NAMES["tantivy_mecab"], base_forms)
