"""The files of a site that may be posts."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.reading.sites.glob import covers
from index.reading.sites.site import Site, Skipped


@dataclass(frozen=True)
class Found:
    """A file or a folder that may hold posts, and the reason why it is passed over; "" where it is read. A folder is among
    those to be read where it cannot be listed: `open_post` says why."""

    path: Path
    skipped: Skipped = ""


def find_files(site: Site, *, kept_out: tuple[str, ...] = ()) -> Iterator[Found]:
    """The files of a site that may be posts, and those that one might take for posts, always in the same order. `kept_out` are the
    patterns of the index's owner for paths that no search shall find, of which the generator knows nothing."""
    return _Walk(site, kept_out).files()


def find_posts(site: Site) -> Iterator[Path]:
    """The files that may be posts of the site, always in the same order."""
    return (found.path for found in find_files(site) if not found.skipped)


class _Walk:
    """Goes through the folder of a site."""

    def __init__(self, site: Site, kept_out: tuple[str, ...]) -> None:
        self._site, self._kept_out = site, kept_out
        self._top = site.root.resolve()

    def files(self) -> Iterator[Found]:
        return self._in(self._site.root, set())

    def _in(self, folder: Path, above: set[Path]) -> Iterator[Found]:
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            yield Found(folder)
            return
        here = {*above, folder.resolve()}
        for path in entries:
            if not path.name.startswith("."):
                yield from self._at(path, here)

    def _at(self, path: Path, above: set[Path]) -> Iterable[Found]:
        site, place = self._site, self._site.path_of(path)
        if skipped := self._skipped(path, place, above):
            return [Found(path, skipped)] if self._may_hold_posts(path, place) else []
        if _is_folder(path):
            return [] if site.is_of_tools(place) else self._in(path, above)
        if site.is_post(place):
            return [Found(path)]
        skipped = site.passed_over(place)
        return [Found(path, skipped)] if skipped else []

    def _skipped(self, path: Path, place: PurePosixPath, above: set[Path]) -> Skipped:
        """Why nobody looks at a path, whatever it holds."""
        if path.is_symlink() and self._leads_astray(path, above):
            return "link"
        if self._site.excludes(place):
            return "excluded"
        if any(covers(pattern, place) for pattern in self._kept_out):
            return "kept out"
        return "no regular file" if _is_special(path) else ""

    def _may_hold_posts(self, path: Path, place: PurePosixPath) -> bool:
        if self._site.is_post(place):
            return True
        return _is_folder(path) and self._site.holds_posts(place) and not self._site.is_of_tools(place)

    def _leads_astray(self, path: Path, above: set[Path]) -> bool:
        """Whether a link leads out of the folder of posts, to a folder that it lies in, or nowhere."""
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):  # it leads nowhere, or to itself
            return True
        return target in above or not target.is_relative_to(self._top)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # below a folder that may be listed but not entered
        return False


def _is_special(path: Path) -> bool:
    """Whether it is a pipe, a socket or a device: reading one might never end."""
    try:
        mode = path.stat().st_mode
    except OSError:  # reading the post says why
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
