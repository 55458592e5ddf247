"""Named NumPy arrays in one file that is mapped, not read: opening costs the same however large it is.

    magic (8 bytes) · length of the header (8) · header, JSON: name -> `_Entry` · checksum of the header (16) · arrays

Whole numbers take two or four bytes where the largest of their array fits into so many: whoever calculates with them widens them first.
The file appears under its name only when it is whole and on the disk. An array is checked when it is first used, which takes a
millisecond for a megabyte: what a disk has changed since is `IndexDamaged`, and never an answer.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged

Array = npt.NDArray[Any]

_MAGIC = b"SAKUIN\x00\x02"
_ALIGNMENT = 16
_NARROW = np.dtype("<u2"), np.dtype("<u4")


class _Entry(msgspec.Struct, frozen=True):
    """Where an array lies, counted from the end of the header, and the CRC-32 of its bytes."""

    type: str
    shape: tuple[int, ...]
    offset: int
    checksum: int

    @property
    def end(self) -> int:
        return self.offset + np.dtype(self.type).itemsize * int(np.prod(self.shape))


class Arrays(dict[str, Array]):
    """The arrays of a file by name. A dictionary of those that have been used: a lookup in it costs nothing more."""

    def __init__(self, path: Path, data: Array, entries: Mapping[str, _Entry]) -> None:
        self._path, self._data, self._entries = path, data, entries

    def __missing__(self, name: str) -> Array:
        entry = self._entries[name]
        data = self._data[entry.offset : entry.end]
        if zlib.crc32(data.data) != entry.checksum:
            raise _damaged(self._path)
        self[name] = array = data.view(entry.type).reshape(entry.shape)
        return array

    def check(self) -> Arrays:
        """These arrays, all of them checked. Errors: `IndexDamaged`."""
        for name in self._entries:
            self[name]
        return self


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays to `path`, in place of a file that is there. `OSError` where the disk will not have it."""
    contiguous = {name: np.ascontiguousarray(_narrowed(array)) for name, array in arrays.items()}
    entries, offset = {}, 0
    for name, array in contiguous.items():
        entries[name] = _Entry(array.dtype.str, array.shape, offset, zlib.crc32(array.data))
        offset += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    head = msgspec.json.encode(entries)
    head += b" " * (-len(head) % _ALIGNMENT)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    with temporary.open("wb") as file:
        file.write(_MAGIC + len(head).to_bytes(8, "little") + head + _checksum(head))
        for array in contiguous.values():
            file.write(array.data)
            file.write(b"\0" * (-array.nbytes % _ALIGNMENT))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _narrowed(array: Array) -> Array:
    """The array with its numbers in two or four bytes, where each is a whole number that fits."""
    if array.dtype.kind not in "iu" or array.min(initial=0) < 0:
        return array
    narrow = next((each for each in _NARROW if array.max(initial=0) <= np.iinfo(each).max), array.dtype)
    return array.astype(narrow) if narrow.itemsize < array.itemsize else array


def open_arrays(path: Path) -> Arrays:
    """The arrays of a file, mapped read-only. `IndexDamaged` where it is cut short or not ours."""
    size = path.stat().st_size
    # As a plain array: each slice of a memmap costs a microsecond more.
    whole = np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray) if size else np.empty(0, np.uint8)
    start = 16 + int.from_bytes(whole[8:16].tobytes(), "little")
    head = whole[16:start].tobytes()
    if whole[:8].tobytes() != _MAGIC or whole[start : start + 16].tobytes() != _checksum(head):
        raise _damaged(path)
    entries = msgspec.json.decode(head, type=dict[str, _Entry])
    if start + 16 + max((entry.end for entry in entries.values()), default=0) > size:
        raise _damaged(path)
    return Arrays(path, whole[start + 16 :], entries)


def _damaged(path: Path) -> IndexDamaged:
    return IndexDamaged(
        ja=f"索引のファイル {path} が壊れています。作り直すには: sakuin index 記事のフォルダー --full",
        en=f"The index file {path} is damaged. Build it again with: sakuin index POSTS --full",
    )


def _checksum(head: bytes) -> bytes:
    return hashlib.blake2b(head, digest_size=16).digest()
