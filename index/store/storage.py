"""Where an index lives: create it, open it, check its format, lock it.

    .sakuin/
      CURRENT            the name of the folder below that readers use
      lock               held by the one process that writes
      queries.db         what readers searched for, if that is counted: see `search.querylog`
      0001/
        sakuin.json      what the index is of and how it was made: `Manifest`
        _MAIN_7.toc      Whoosh's list of segments: the rename of this file is the commit
        MAIN_x.seg       Whoosh's segment: the words of documents, and what Whoosh alone shows of them
        MAIN-7.sums      checksums of these two: see `index.store.whoosh_files`
        MAIN-x.text      our arrays of the segment: text, tokens, bigrams, and what is stored of a document
        MAIN-x.words     its postings, as Whoosh has them

A rebuild fills the next folder while readers stay in this one, and then changes CURRENT.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from index.document import Problem
from index.errors import IndexDamaged, IndexLocked, IndexMissing, IndexOutdated
from index.store.damage import damaged, foreign, not_ours_to_read, outdated, translating_damage
from index.store.manifest import FORMAT, Manifest, Taught, sealed, unsealed
from index.store.schema import schema
from index.store.whoosh_files import NAME, CheckedStorage, Commit, commit_number, latest_commit, toc_path, write_whole

SENTENCES = "sentences"  # a file in the index directory: see `index.analysis.sentence_cache`

_CURRENT = "CURRENT"
_MANIFEST = "sakuin.json"


@dataclass(frozen=True)
class Folder:
    """One built index: a folder of Whoosh's files and ours."""

    path: Path

    def manifest(self) -> Manifest:
        """Errors: `IndexDamaged`, and `IndexOutdated` for another format version."""
        try:
            data = (self.path / _MANIFEST).read_bytes()
            version = msgspec.json.decode(data)["format"]
            if version != FORMAT:
                raise outdated(self.path.parent, version, FORMAT)
            return unsealed(data)
        except PermissionError as error:
            raise not_ours_to_read(self.path.parent) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise damaged(self.path.parent) from error

    def text_path(self, segment: Any) -> Path:
        return self.path / f"{_stem(segment)}.text"

    def words_path(self, segment: Any) -> Path:
        return self.path / f"{_stem(segment)}.words"

    def clean(self, commit: Commit) -> None:
        """Remove our files of segments and commits that are not the latest any more, as Whoosh removes its own."""
        stems = {*map(_stem, commit.segments), f"{NAME}-{commit.number}"}
        for path in self.path.glob(f"{NAME}-*"):
            if path.name.partition(".")[0] not in stems:
                with suppress(OSError):  # Windows keeps what a searcher has mapped; the next commit tries again
                    path.unlink()

    def whoosh(self) -> FileIndex:
        """The Whoosh index at its latest commit. Raises whatever Whoosh raises, which is anything."""
        return FileIndex(CheckedStorage(str(self.path)), schema=self._schema(), indexname=NAME)

    def describe(
        self,
        manifest: Manifest,
        *,
        title: str,
        home: str,
        root: str,
        synonyms: tuple[tuple[str, ...], ...],
        recency: float,
        skipped: dict[str, int],
        unread: tuple[Problem, ...],
    ) -> None:
        """Note what may change without analyzing anew: the title and the place of the blog, its owner's synonyms,
        how much newer posts count, and what was left out."""
        changed = msgspec.structs.replace(
            manifest,
            title=title,
            home=home,
            root=root,
            synonyms=synonyms,
            recency=recency,
            skipped=skipped,
            unread=unread,
        )
        if changed != manifest:
            write_whole(self.path / _MANIFEST, sealed(changed))

    def commit(self) -> Commit:
        """The latest commit. Errors: `FileNotFoundError` where a writer has just taken it away, `IndexDamaged`."""
        with translating_damage(self.path.parent):
            return latest_commit(self.path, self._schema())

    def _schema(self) -> Schema:
        manifest = self.manifest()
        return schema(manifest.tokenizer, manifest.words)

    def written(self, number: int) -> float:
        """When that commit was made, in seconds since 1970."""
        return toc_path(self.path, number).stat().st_mtime

    def described(self) -> int:
        """When the index was last described, in nanoseconds since 1970: new synonyms come without a commit."""
        return (self.path / _MANIFEST).stat().st_mtime_ns

    def commit_number(self) -> int:
        """Whoosh's number of the latest commit here; -1 where there is none."""
        return commit_number(self.path)


def _stem(segment: Any) -> str:
    # Not Whoosh's own name for it: Whoosh packs every file of that name into its compound file and removes it.
    return f"{NAME}-{segment.segment_id()}"


def create_folder(directory: Path, manifest: Manifest, *, teach: Callable[[], Taught] = Taught) -> Folder:
    """The folder that a build with this manifest writes into: the unfinished one of a build before, or a new one, which
    `teach` gives words of its own."""
    unfinished = next_folder(directory)
    if unfinished is not None and _same_build(unfinished, manifest):
        return unfinished
    if unfinished is not None:
        shutil.rmtree(unfinished.path)
    folder = Folder(directory / f"{_number(directory) + 1:04}")
    lesson = teach()
    taught = msgspec.structs.replace(manifest, taught=lesson.words, abbreviations=lesson.abbreviations)
    folder.path.mkdir(mode=0o700)
    TOC(schema(taught.tokenizer, taught.words), [], 0).write(CheckedStorage(str(folder.path)), NAME)
    write_whole(folder.path / _MANIFEST, sealed(taught))
    return folder


def prepare(directory: Path) -> None:
    """Make the index directory; `IndexDamaged` where it holds something that is no index of ours."""
    if directory.is_file():
        raise foreign(directory)
    if directory.is_dir() and any(directory.iterdir()) and not (directory / ".gitignore").exists():
        raise foreign(directory)
    # 0700: opening a Whoosh index unpickles it, so whoever may write here may run code as its reader.
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (directory / ".gitignore").exists():
        write_whole(directory / ".gitignore", b"*\n")


def current_folder(directory: Path) -> Folder:
    """The folder that readers use. Errors: `IndexMissing`, `IndexDamaged`."""
    try:
        name = (directory / _CURRENT).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        if directory.is_dir() and any(directory.iterdir()) and not (directory / ".gitignore").exists():
            raise foreign(directory) from None
        raise IndexMissing(
            ja=f"{directory} に索引がありません。作るには: sakuin index 記事のフォルダー",
            en=f"There is no index in {directory}. Build one with: sakuin index POSTS",
        ) from None
    except PermissionError as error:
        raise not_ours_to_read(directory) from error
    except NotADirectoryError:
        raise foreign(directory) from None
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(directory) from error
    if not name.isdigit() or not (directory / name).is_dir():
        raise damaged(directory)
    return Folder(directory / name)


def switch(directory: Path, folder: Folder) -> None:
    """Let readers use `folder`, and remove the others; one that a reader still maps goes at the next switch."""
    current, name = directory / _CURRENT, folder.path.name.encode()
    if not current.exists() or current.read_bytes() != name:
        write_whole(current, name)
    for path in directory.iterdir():
        if path.is_dir() and path.name.isdigit() and path != folder.path:
            shutil.rmtree(path, ignore_errors=True)


def next_folder(directory: Path) -> Folder | None:
    """The unfinished folder of a rebuild, if there is one."""
    last = _number(directory)
    try:
        current = int(current_folder(directory).path.name)
    except (IndexMissing, IndexDamaged):
        current = 0
    return Folder(directory / f"{last:04}") if last > current else None


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Hold the lock of the one writer. It goes with the process, however that ends. Errors: `IndexLocked`."""
    lock = FileStorage(str(directory)).lock("lock")
    if not lock.acquire(blocking=False):
        raise IndexLocked(
            ja=f"別の sakuin index が {directory} に書き込んでいます。終わってからもう一度実行してください（検索はそのまま使えます）",
            en=f"Another sakuin index is writing to {directory}. Run this again when it is done (searching goes on).",
        )
    try:
        yield
    finally:
        lock.release()


def _same_build(folder: Folder, manifest: Manifest) -> bool:
    try:
        found = folder.manifest()
    except (IndexDamaged, IndexOutdated):
        return False
    return (found.analysis, found.dictionary, found.root) == (manifest.analysis, manifest.dictionary, manifest.root)


def _number(directory: Path) -> int:
    return max((int(path.name) for path in directory.iterdir() if path.name.isdigit()), default=0)
