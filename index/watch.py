"""When the posts of a blog change. Polling works on every file system, also in a container, and where a folder is replaced
by another of its name, of which inotify tells nothing more."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from index.errors import SakuinError
from index.reading.sites.detect import detect_site
from index.reading.sites.publication import Publication
from index.reading.sites.published import published
from index.reading.walk import find_posts

Signature = list[tuple[str, int, int]]

_LOOK_AGAIN = 2.0  # seconds between two looks at the posts with --watch


def wait_for_change(look: Callable[[], Signature], seen: Signature | None) -> Signature:
    """The signature of the posts as soon as it is not `seen`, which was taken before they were read: what changes meanwhile
    is not missed."""
    while (now := look()) == seen:
        time.sleep(_LOOK_AGAIN)
    return now


def signature(path: Path, publication: Callable[[], Publication]) -> Signature:
    """Name, size and time of every post, the settings of the site, what its owner says of where it is published, and the last commit where
    posts have their dates from git."""
    if not path.is_dir():
        return []  # building says what is wrong with it
    try:
        site = published(detect_site(path), publication())
    except SakuinError as error:
        return [(str(error), 0, 0)]
    found = [(repr(site), 0, 0), (site.history(), 0, 0)]
    for post in find_posts(site):
        with suppress(OSError):
            status = post.stat()
            found.append((str(post), status.st_size, status.st_mtime_ns))
    return found
