"""Where a Jekyll site keeps its documents, and the names that it passes over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from index.reading.frontmatter.values import Value, Values, as_flag, as_list, as_text

POST_FOLDERS = ("_posts", "_drafts")
_OF_POSTS = frozenset(POST_FOLDERS)


@dataclass(frozen=True)
class Places:
    """Documents are below `source` and below `collections_dir` in it: in `_posts`, `_drafts` and the folders of `collections`.

    Jekyll passes over what has a special name or is in `exclude`, unless it is in `include` (lib/jekyll/entry_filter.rb of Jekyll
    4.3). These hold beginnings of paths below the source, or globs for all of one.
    """

    source: str = ""
    collections_dir: str = ""
    collections: tuple[str, ...] = ()
    # Both decide which files are posts, not what these become.
    exclude: tuple[str, ...] = field(default=(), repr=False)
    include: tuple[str, ...] = field(default=(), repr=False)

    # ---- Which files are documents

    def may_hold(self, folder: PurePosixPath) -> bool:
        """Whether a document may lie in a folder, a path below the site's own."""
        inside = self.inside(folder)
        return is_of_posts(inside) or bool(inside.parts and self._collection_of(inside.parts[0]))

    def lead_to(self, inside: PurePosixPath) -> bool:
        """Whether Jekyll gets to a file, whose path is that of `inside`, and takes it for a document by its name."""
        parts = inside.parts
        for depth, name in enumerate(parts[:-1]):
            if name in _OF_POSTS or (depth == 0 and self._collection_of(name)):
                return not self._refuse(PurePosixPath(*parts[depth + 1 :]))
            if self._refuse(PurePosixPath(name)):
                return False
        return False

    def leave_out(self, path: PurePosixPath) -> bool:
        """Whether the settings leave out a file or a folder."""
        excluding = [pattern for pattern in self.exclude if pattern not in self.include]
        below = _below(path, self.source)
        return _matches(below.as_posix(), excluding) and not self._include(below)

    def copy(self, path: PurePosixPath) -> bool:
        """Whether Jekyll copies a file that is no document to where it publishes the site."""
        entries = map(PurePosixPath, _below(path, self.source).parts)
        return path.is_relative_to(self.source) and not self.leave_out(path) and not any(map(self._refuse, entries))

    def _refuse(self, entry: PurePosixPath) -> bool:
        """Whether a file or a folder has a special name. `entry` is its path below the folder that Jekyll lists: one name on the way
        to `_posts`, the whole path below it, of which only both ends count."""
        special = entry.as_posix().startswith(("_", "#", "~", ".")) or entry.name.startswith(("_", "#", "~", "."))
        return (special or entry.name.endswith("~")) and not self._include(entry)

    def _include(self, entry: PurePosixPath) -> bool:
        return _matches(entry.as_posix(), self.include) or _matches(entry.name, self.include)

    # ---- Where a document stands

    def inside(self, path: PurePosixPath) -> PurePosixPath:
        """A path below the folder that holds `_posts` and the collections; an empty one for what lies elsewhere."""
        return _below(_below(path, self.source), self.collections_dir)

    def below_collections(self, path: str) -> str:
        """A path below `collections_dir`, as it is where it lies elsewhere."""
        return path.removeprefix(f"{self.collections_dir}/") if self.collections_dir else path

    def collection(self, place: PurePosixPath) -> str:
        """The collection that a document belongs to; "" for posts and drafts."""
        inside = self.inside(place)
        return self._collection_of(inside.parts[0]) if len(inside.parts) > 1 else ""

    def path_in_collection(self, place: PurePosixPath) -> str:
        """As `:path` in a permalink has it."""
        folder = f"_{self.collection(place) or 'posts'}"
        return self.inside(place).with_suffix("").as_posix().replace(folder, "", 1).rstrip(".")

    def _collection_of(self, folder: str) -> str:
        label = folder.removeprefix("_")
        return label if folder.startswith("_") and label in self.collections and label != "posts" else ""


def is_of_posts(inside: PurePosixPath) -> bool:
    """Whether a path goes through `_posts` or `_drafts`."""
    return not _OF_POSTS.isdisjoint(inside.parts)


def places_of(settings: Values, collections: Mapping[str, Values]) -> Places:
    return Places(
        _as_folder(settings.get("source")),
        _as_folder(settings.get("collections_dir")),
        tuple(name for name, about in collections.items() if as_flag(about.get("output"))),
        as_list(settings.get("exclude")),
        as_list(settings.get("include")),
    )


def _as_folder(value: Value) -> str:
    """A folder below the site's own, "" for that itself; one that lies elsewhere is not ours to look at."""
    folder = PurePosixPath(as_text(value).strip())
    return "" if folder.is_absolute() or ".." in folder.parts or folder == PurePosixPath() else folder.as_posix()


def _below(path: PurePosixPath, folder: str) -> PurePosixPath:
    return path.relative_to(folder) if path.is_relative_to(folder) else PurePosixPath()


def _matches(path: str, patterns: Iterable[str]) -> bool:
    wanted = (pattern.strip().lstrip("/") for pattern in patterns)
    return any(
        path.startswith(pattern) or f"{path}/" == pattern or fnmatchcase(path, pattern) for pattern in wanted if pattern
    )
