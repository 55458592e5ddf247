"""The site that the posts of a snapshot are of."""

from __future__ import annotations

from pathlib import Path

from index.errors import InputUnusable
from index.reading.sites.detect import detect_site
from index.reading.sites.publication import Publication
from index.reading.sites.published import published
from index.reading.sites.site import Site
from search.snapshot import Snapshot

_ENOUGH = 20  # posts, one of which is there if their folder is that of the blog still


def site_of(snapshot: Snapshot) -> Site | None:
    """The site; None where its folder is gone, or holds settings that cannot be read."""
    root = Path(snapshot.manifest.root)
    if not root.is_dir() or not snapshot.briefs:
        return None
    try:
        site = published(detect_site(root), Publication(url=snapshot.manifest.home))
    except InputUnusable:
        return None
    return site if any((root / post.path).is_file() for post in snapshot.briefs[:_ENOUGH]) else None
