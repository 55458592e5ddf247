"""The files of a run: each is read from the disk once, and its front matter is parsed once, however many ask for it."""

from __future__ import annotations

from pathlib import Path

from index.document import Problem
from index.reading.postfile import PostFile
from index.reading.sites.site import Site
from index.reading.source import Fingerprinted, Reading, fingerprint, open_post

_MOST = 80_000_000  # bytes that are kept: a blog of 2,500 long posts. What does not fit is read again, which takes a thirtieth of its analysis.


class Files:
    """Files by their paths. What was read is kept until it is taken: a new index is taught by posts before it gets them."""

    def __init__(self, site: Site, *, drafts: bool = False, future: bool = False) -> None:
        self._site, self._drafts, self._future = site, drafts, future
        self._unopened: dict[Path, tuple[PostFile, str]] = {}
        self._opened: dict[Path, Fingerprinted] = {}
        self._left = _MOST

    def fingerprint(self, path: Path) -> str:
        """See `index.reading.source.fingerprint`."""
        return self._opened[path][1] if path in self._opened else self._file(path)[1]

    def opened(self, path: Path) -> Reading:
        """The post with what its front matter says, and its body still to be read."""
        return self._open(path)[0]

    def take(self, path: Path) -> Fingerprinted:
        """The opened post with the fingerprint of its file. It is not kept any longer."""
        opened = self._open(path)
        self.forget(path)
        return opened

    def forget(self, path: Path) -> None:
        if path in self._unopened:
            self._left += _size_of_file(self._unopened.pop(path)[0])
        if path in self._opened:
            self._left += _size_of_post(self._opened.pop(path)[0])

    def _open(self, path: Path) -> Fingerprinted:
        if path in self._opened:
            return self._opened[path]
        file, found = self._file(path)
        self.forget(path)
        opened = open_post(file, drafts=self._drafts, future=self._future), found
        if _size_of_post(opened[0]) <= self._left:
            self._left -= _size_of_post(opened[0])
            self._opened[path] = opened
        return opened

    def _file(self, path: Path) -> tuple[PostFile, str]:
        if path in self._unopened:
            return self._unopened[path]
        file = PostFile(path, self._site)
        read = file, fingerprint(file, drafts=self._drafts, future=self._future)
        if _size_of_file(file) <= self._left:
            self._left -= _size_of_file(file)
            self._unopened[path] = read
        return read


def _size_of_file(file: PostFile) -> int:
    return 0 if isinstance(file.data, Problem) else len(file.data)


def _size_of_post(opened: Reading) -> int:
    return 2 * len(opened.body)  # Python keeps Japanese in two bytes a character
