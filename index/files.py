"""The files of a run: each is read from the disk once, and its front matter is parsed once, however many ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from index.reading.postfile import PostFile
from index.reading.sites.site import Site
from index.reading.source import Reading, fingerprint, open_post


@dataclass(frozen=True)
class Files:
    """Files by their paths. What was read is kept until it is taken: a new index is taught by posts before it gets them."""

    site: Site
    drafts: bool = False
    future: bool = False
    _unopened: dict[Path, PostFile] = field(default_factory=dict)
    _opened: dict[Path, Reading] = field(default_factory=dict)
    _fingerprints: dict[Path, str] = field(default_factory=dict)

    def fingerprint(self, path: Path) -> str:
        """See `index.reading.source.fingerprint`."""
        if path not in self._fingerprints:
            file = self._unopened[path] = PostFile(path, self.site)
            self._fingerprints[path] = fingerprint(file, drafts=self.drafts, future=self.future)
        return self._fingerprints[path]

    def opened(self, path: Path) -> Reading:
        """The post with what its front matter says, and its body still to be read."""
        if path not in self._opened:
            self.fingerprint(path)
            self._opened[path] = open_post(self._unopened.pop(path), drafts=self.drafts, future=self.future)
        return self._opened[path]

    def take(self, path: Path) -> Reading:
        """The opened post, which is not kept any longer."""
        reading = self.opened(path)
        self.forget(path)
        return reading

    def forget(self, path: Path) -> None:
        for kept in (self._unopened, self._opened, self._fingerprints):
            kept.pop(path, None)
