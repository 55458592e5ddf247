"""Named NumPy arrays in one file that is mapped, not read: opening costs the same however large it is.

    magic (8 bytes) · length of the header (8) · header, JSON: name -> type, shape, offset · checksum (16) · arrays

The file appears under its name only when it is whole and on the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged

Array = npt.NDArray[Any]

_MAGIC = b"SAKUIN\x00\x01"
_ALIGNMENT = 16


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays to `path`, in place of a file that is there. `OSError` where the disk will not have it."""
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = {"type": array.dtype.str, "shape": array.shape, "offset": offset}
        offset += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % _ALIGNMENT)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    with temporary.open("wb") as file:
        file.write(_MAGIC + len(head).to_bytes(8, "little") + head + _checksum(head))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-array.nbytes % _ALIGNMENT))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def open_arrays(path: Path) -> dict[str, Array]:
    """The arrays of a file, mapped read-only. `IndexDamaged` where it is cut short or not ours."""
    size = path.stat().st_size
    # As a plain array: each slice of a memmap costs a microsecond more.
    whole = np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray) if size else np.empty(0, np.uint8)
    try:
        start = 16 + int.from_bytes(whole[8:16].tobytes(), "little")
        head = whole[16:start].tobytes()
        if whole[:8].tobytes() != _MAGIC or whole[start : start + 16].tobytes() != _checksum(head):
            raise ValueError("not an array file")
        return {name: _array(whole[start + 16 :], **entry) for name, entry in json.loads(head).items()}
    except (ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(
            ja=f"索引のファイル {path} が壊れています。作り直すには: sakuin index 記事のフォルダー --full",
            en=f"The index file {path} is damaged. Build it again with: sakuin index POSTS --full",
        ) from error


def _array(data: Array, *, type: str, shape: list[int], offset: int) -> Array:
    dtype = np.dtype(type)
    size = dtype.itemsize * int(np.prod(shape))
    return data[offset : offset + size].view(dtype).reshape(shape)


def _checksum(head: bytes) -> bytes:
    return hashlib.blake2b(head, digest_size=16).digest()
