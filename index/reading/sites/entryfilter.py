"""The names that Jekyll passes over: lib/jekyll/entry_filter.rb of Jekyll 4.3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath


@dataclass(frozen=True)
class EntryFilter:
    """What the settings include although its name is special, and what they exclude. A pattern is the beginning of a path below
    the source, or a glob for all of it."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def refuses(self, entry: PurePosixPath) -> bool:
        """Whether a file or a folder has a special name. `entry` is its path below the folder that Jekyll lists: one name on the way
        to `_posts`, the whole path below it, of which only both ends count."""
        special = entry.as_posix().startswith(("_", "#", "~", ".")) or entry.name.startswith(("_", "#", "~", "."))
        return (special or entry.name.endswith("~")) and not self.includes(entry)

    def includes(self, entry: PurePosixPath) -> bool:
        return _matches(entry.as_posix(), self.include) or _matches(entry.name, self.include)

    def excludes(self, path: PurePosixPath) -> bool:
        """Whether the settings leave out a path below the source."""
        excluding = [pattern for pattern in self.exclude if pattern not in self.include]
        return _matches(path.as_posix(), excluding) and not self.includes(path)


def _matches(path: str, patterns: Iterable[str]) -> bool:
    wanted = (pattern.strip().lstrip("/") for pattern in patterns)
    return any(
        path.startswith(pattern) or f"{path}/" == pattern or fnmatchcase(path, pattern) for pattern in wanted if pattern
    )
