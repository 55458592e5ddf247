"""Whoosh's files in a folder, with what Whoosh leaves out: they are on the disk before a commit is made, and they have checksums.

_MAIN_7.toc    the list of segments: the rename of this file is the commit
MAIN_x.seg     a segment
MAIN-7.sums    the CRC-32 of each of these files, by name, as JSON
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import msgspec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from index.damage import damaged
from index.schema import schema

NAME = "MAIN"


class CheckedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Where Whoosh writes. Before a commit, which is a rename, all files are synced, and the checksums written."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        folder = Path(self.folder)
        written = [path for path in folder.iterdir() if path.name.startswith(NAME) or path.name == oldname]
        for path in written:
            sync(path)
        known = _known(folder)
        sums = {path.name: known.get(path.name) or _checksum(path) for path in written if path.suffix == ".seg"}
        sums[newname] = _checksum(folder / oldname)
        write_whole(_sums(folder, int(newname.rpartition("_")[2].removesuffix(".toc"))), msgspec.json.encode(sums))
        super().rename_file(oldname, newname, safe=safe)
        sync(folder)


def commit_number(folder: Path) -> int:
    """Whoosh's number of the latest commit in a folder; -1 where there is none."""
    return int(TOC._latest_generation(FileStorage(str(folder)), NAME))


def toc_path(folder: Path, number: int) -> Path:
    return folder / f"_{NAME}_{number}.toc"


def open_readers(folder: Path, number: int) -> list[SegmentReader]:
    """A reader of each segment of a commit. Errors: `IndexDamaged`, `FileNotFoundError` where a writer has just taken it away."""
    sums = _read_sums(_sums(folder, number))
    _check(toc_path(folder, number), sums)
    storage = FileStorage(str(folder))
    toc = TOC.read(storage, NAME, gen=number, schema=schema())
    for segment in toc.segments:
        _check(folder / segment.make_filename(".seg"), sums)
    return [SegmentReader(storage, toc.schema, segment) for segment in toc.segments]


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


def _check(path: Path, sums: dict[str, int]) -> None:
    if sums.get(path.name) != _checksum(path):
        raise damaged(path.parent.parent)


def _checksum(path: Path) -> int:
    return zlib.crc32(path.read_bytes())


def _sums(folder: Path, number: int) -> Path:
    return folder / f"{NAME}-{number}.sums"


def _known(folder: Path) -> dict[str, int]:
    """The checksums of the latest commit: its segments do not change."""
    path = _sums(folder, commit_number(folder))
    return _read_sums(path) if path.exists() else {}


def _read_sums(path: Path) -> dict[str, int]:
    return msgspec.json.decode(path.read_bytes(), type=dict[str, int])
