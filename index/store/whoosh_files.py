"""Whoosh's files in a folder, with what Whoosh leaves out: they are on the disk before a commit is made, and they have checksums.

_MAIN_7.toc    the list of segments: the rename of this file is the commit
MAIN_x.seg     a segment
MAIN-7.sums    the CRC-32 of each of these files, by name, as JSON
"""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from index.store.damage import damaged

NAME = "MAIN"


class CheckedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Where Whoosh writes. Before a commit, which is a rename, all files are synced, and the checksums written."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        folder = Path(self.folder)
        written = [path for path in folder.iterdir() if path.name.startswith(NAME) or path.name == oldname]
        for path in written:
            sync(path)
        known = _known(folder)
        checksums = {path.name: known.get(path.name) or _checksum(path) for path in written if path.suffix == ".seg"}
        checksums[newname] = _checksum(folder / oldname)
        write_whole(
            _checksums(folder, int(newname.rpartition("_")[2].removesuffix(".toc"))), msgspec.json.encode(checksums)
        )
        super().rename_file(oldname, newname, safe=safe)
        sync(folder)


def commit_number(folder: Path) -> int:
    """Whoosh's number of the latest commit in a folder; -1 where there is none."""
    return int(TOC._latest_generation(FileStorage(str(folder)), NAME))


def toc_path(folder: Path, number: int) -> Path:
    return folder / f"_{NAME}_{number}.toc"


@dataclass(frozen=True)
class Commit:
    """A commit of a folder: Whoosh's number of it, and its segments."""

    folder: Path
    number: int
    schema: Schema
    segments: list[Any]
    checksums: dict[str, int]

    def open(self, segment: Any) -> SegmentReader:
        """A reader of a segment, which the caller closes. Errors: `IndexDamaged`, `FileNotFoundError` where a writer has just taken
        it away, and whatever Whoosh raises."""
        _check(self.folder / segment.make_filename(".seg"), self.checksums)
        return SegmentReader(FileStorage(str(self.folder)), self.schema, segment)


def latest_commit(folder: Path, schema: Schema) -> Commit:
    """The latest commit of a folder. Errors as those of `Commit.open`."""
    number = commit_number(folder)
    checksums = _read_checksums(_checksums(folder, number))
    _check(toc_path(folder, number), checksums)
    toc = TOC.read(FileStorage(str(folder)), NAME, gen=number, schema=schema)
    return Commit(folder, number, toc.schema, toc.segments, checksums)


def write_whole(path: Path, data: bytes) -> None:
    """Put a small file in place whole."""
    temporary = path.with_name(f"{path.name}.part")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no way to sync a directory
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _check(path: Path, checksums: dict[str, int]) -> None:
    if checksums.get(path.name) != _checksum(path):
        raise damaged(path.parent.parent)


def _checksum(path: Path) -> int:
    return zlib.crc32(path.read_bytes())


def _checksums(folder: Path, number: int) -> Path:
    return folder / f"{NAME}-{number}.sums"


def _known(folder: Path) -> dict[str, int]:
    """The checksums of the latest commit: its segments do not change."""
    path = _checksums(folder, commit_number(folder))
    return _read_checksums(path) if path.exists() else {}


def _read_checksums(path: Path) -> dict[str, int]:
    return msgspec.json.decode(path.read_bytes(), type=dict[str, int])
