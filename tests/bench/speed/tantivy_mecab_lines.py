"""The same index as tantivy_mecab.py writes, each line of text that recurs cut once: for where building is not measured."""

from __future__ import annotations

from functools import cache

from engine import NAMES
from tantivy_index import Cut, Tantivy
from tantivy_mecab import base_forms


def base_forms_by_line() -> Cut:
    cut = base_forms()

    @cache
    def line_terms(line: str) -> tuple[str, ...]:
        return tuple(cut(line))

    return lambda text: [term for line in text.split("\n") for term in line_terms(line)]


ENGINE = Tantivy(NAMES["tantivy_mecab"], base_forms_by_line)
