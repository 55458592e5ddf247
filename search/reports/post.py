"""All that an editor is told of one post."""

from __future__ import annotations

from msgspec import Struct

from index.document import Brief
from search.reports.check import Finding
from search.reports.duplicates import Duplicates
from search.reports.related import RelatedPost


class PostReport(Struct, frozen=True):
    """The posts near to a post, those that it links to and that link to it, by their paths; what of it other posts say as well; the tags of which it
    speaks without having them; and what is amiss with it."""

    post: Brief
    related: tuple[RelatedPost, ...]
    links_out: tuple[Brief, ...]
    links_in: tuple[Brief, ...]
    copies: Duplicates
    lacking: tuple[str, ...]
    findings: tuple[Finding, ...]
