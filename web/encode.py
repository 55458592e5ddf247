"""Answers to JSON, with what `web` adds: the language of a warning, the HTML of a fragment."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from msgspec import Struct, to_builtins
from msgspec.json import Encoder
from msgspec.structs import asdict

from index.language import Language
from search.answer import Answer, Facet, IndexState, Readable
from search.fields import FIELDS, FacetField
from search.marked import Span
from search.reports.related import RelatedPost
from search.request import SearchRequest


class SearchAnswer(Answer, frozen=True, kw_only=True):
    """The answer to a search. `match` is `all` where posts have every word, `some` where none has, `none` where there is nothing to
    show. With `some`, and where few posts have every word (below 3 for two words, below 10 for more), posts that lack some of the
    words follow, marked `relaxed`, if the mode is `auto`: they come behind all others in any order, have all that was quoted, pass
    the filters, and are counted neither in `total` nor in `facets`."""

    warnings: tuple[str, ...]  # type: ignore[assignment]  # in one language


class Related(Struct, frozen=True):
    """The posts near to the one with that id, best first."""

    id: str
    related: tuple[RelatedPost, ...]


class Statistics(Struct, frozen=True):
    """What the index holds: its generation, and the commonest values of each field."""

    index: IndexState
    facets: dict[FacetField, Facet]


class OwnersStatistics(Statistics, frozen=True):
    """With the files that the last run left out, counted by reason: how many drafts there are is nobody else's business."""

    skipped: dict[str, int] = {}


WHAT_THERE_IS = SearchRequest(limit=1, facets=tuple(field.facet for field in FIELDS))


def in_language(answer: Answer, language: Language) -> SearchAnswer:
    """An answer with its warnings in a language."""
    return SearchAnswer(**asdict(answer) | {"warnings": tuple(each.to(language) for each in answer.warnings)})


def to_json(value: Struct) -> bytes:
    """The JSON of an answer in UTF-8. A lone surrogate (half of a broken file name) becomes "?"."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        plain = to_builtins(value, enc_hook=_written)
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def marked_html(spans: Iterable[Span]) -> str:
    """The spans escaped, what matched in <mark>."""
    return "".join(f"<mark>{escape(span.text)}</mark>" if span.matched else escape(span.text) for span in spans)


def _written(value: object) -> str:
    if isinstance(value, Readable):
        return marked_html(value)
    raise NotImplementedError(f"{type(value)} is no part of an answer")


_encoder = Encoder(enc_hook=_written)
