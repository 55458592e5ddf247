"""A blog as the checks see it: its posts one by one, and what must be known of all of them to judge one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from index.document import Brief, Problem
from index.labels import label_key
from index.reading.sites.site import Site
from index.store.segment_text import regions_of
from index.store.stored import to_document
from search.editing.checks.built import Built
from search.editing.checks.links import Links
from search.editing.checks.post import Post, Written, read_written
from search.editing.site import site_of
from search.editing.tags import posts_of_tags
from search.editing.tagspellings import TagSpellings
from search.editing.tagwords import TagWords
from search.snapshot import Snapshot

_HABIT = 0.5  # of the posts: what most of them have, the others lack


class Blog:
    """The posts of a snapshot, their files where these are still at hand, and the site that is built of them, where it is."""

    def __init__(self, snapshot: Snapshot, *, built: Built | None = None, now: datetime | None = None) -> None:
        self._snapshot, self.built = snapshot, built
        self.now = now or datetime.now(UTC)
        self.root = Path(snapshot.manifest.root)
        self.home = snapshot.manifest.home
        self.seen = 0  # posts
        self.ignored: dict[str, tuple[str, ...]] = {}  # codes by path, of the posts that have been seen
        self.links = Links(self.home, self.briefs)
        self.posts_of_tag = posts_of_tags(self.briefs)
        self.spellings, self.words = TagSpellings(self.posts_of_tag), TagWords(self.posts_of_tag)

    @property
    def briefs(self) -> Sequence[Brief]:
        return self._snapshot.briefs

    @property
    def unread(self) -> Sequence[Problem]:
        """What is wrong with files of which the last run could make no post."""
        return self._snapshot.manifest.unread

    @cached_property
    def site(self) -> Site | None:
        """The site that the posts are of; None where their folder is gone, or holds settings that cannot be read."""
        return site_of(self._snapshot)

    def posts(self) -> Iterator[Post]:
        """Every post whose text is in the index, read as it is asked for. Its links, the tags of which it speaks and what it
        ignores are noted for the checks of the whole blog."""
        for number in sorted(range(len(self.briefs)), key=lambda number: self.briefs[number].path):
            if (post := self._post(number)) is None:
                continue
            self.seen += 1
            self.ignored[post.path] = post.document.ignored
            self.links.note(post)
            self.words.note(post.document)
            yield post

    def written(self, path: str) -> Written | None:
        """The file of a post, as it is written."""
        return read_written(self.root / path, self.site) if self.site else None

    @cached_property
    def is_tagged(self) -> bool:
        """Whether posts of this blog usually have tags."""
        return _usual(post.tags for post in self.briefs)

    @cached_property
    def is_described(self) -> bool:
        """Whether posts of this blog usually have a description."""
        return _usual(post.description for post in self.briefs)

    @cached_property
    def paths_by_title(self) -> dict[str, list[str]]:
        """The paths of the posts that share a title, letters of another width or case taken for the same."""
        paths: dict[str, list[str]] = {}
        for post in self.briefs:
            paths.setdefault(label_key(post.title), []).append(post.path)
        return {title: sorted(several) for title, several in paths.items() if title and len(several) > 1}

    def _post(self, number: int) -> Post | None:
        """A post; None for one whose body is still to be read."""
        text = self._snapshot.post(number)
        stored = text.segment.stored(text.document)
        if not stored.fingerprint:
            return None
        document = to_document(stored, text.text(), regions_of(text))
        return Post(number, document, stored.further.problems, self.written(document.path))


def _usual(parts: Iterable[object]) -> bool:
    """Whether most posts have a part."""
    every = [bool(part) for part in parts]
    return sum(every) >= _HABIT * len(every)
