"""The files of Janome's dictionary. They are Python, of one line each: what is asked for is found in that line, which is mapped, and
nothing else of it is read.

    entries_compact0.py   DATA={0:(u'\\u6050…',1315,1315, 4877),1:(…),…}    a thing that is known of each entry, by its number
    fst_data0.py          DATA="AOXKvEAAAObSey…"                          a transducer in base64
    connections1.py       DATA=[[-434, 1, -1630, …], […], …]              costs, a row for each class

To import them takes 0.2 s, and 6 s before Python has compiled them, for which an installation may have no right.
"""

from __future__ import annotations

from array import array
from binascii import a2b_base64
from importlib.machinery import SourceFileLoader
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import janome
import msgspec
import numpy as np

_BEGIN = len("DATA=") + 1  # of what stands in brackets or quotes
_END = b"),"  # of an entry
_BLOCK = 4096  # characters of base64 that are decoded together: much more than one arc of a transducer takes


class Entries:
    """What is known of each entry, as it is written: u'\\u6050…',1315,1315, 4877."""

    def __init__(self, name: str) -> None:
        self._files = [(first, last, mapped(f"{name}{at}")) for at, (first, last) in data("entries_buckets").items()]

    def written(self, number: int) -> bytes:
        """What is written of the entry with that number, which must be one."""
        first, last, file = next(each for each in self._files if each[0] <= number < each[1])
        low, high = _BEGIN, len(file)
        while True:  # all entries are about as long, so each step is a good guess: three or four find it
            guess = low + (high - low) * (number - first) // (last - first)
            begin = max(low, file.rfind(_END, low, guess) + len(_END))
            colon = file.find(b":", begin)
            found, end = int(file[begin:colon]), file.find(_END, colon)
            if found == number:
                return file[colon + 2 : end]
            if found < number:
                low, first = end + len(_END), found + 1
            else:
                high, last = begin, found


class Base64:
    """Bytes in base64. They are decoded when they are first read, a block at a time."""

    def __init__(self, encoded: bytes | memoryview) -> None:
        self._encoded = encoded
        self._decoded = bytearray(len(encoded) // 4 * 3 - bytes(encoded[-2:]).count(b"="))
        self._blocks: set[int] = set()

    def __len__(self) -> int:
        return len(self._decoded)

    def at(self, place: int) -> bytearray:
        """All the bytes, of which those at a place and so many behind it as a block has are decoded."""
        block = place // (_BLOCK // 4 * 3)
        for each in (block, block + 1):
            if each not in self._blocks:
                found = a2b_base64(self._encoded[each * _BLOCK : (each + 1) * _BLOCK])
                begin = each * _BLOCK // 4 * 3
                self._decoded[begin : begin + len(found)] = found
                self._blocks.add(each)
        return self._decoded


class Connections(dict[int, "array[int]"]):
    """`connections[right][left]` is what a word of class `left` costs after one of class `right`. A row is read when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        files = [mapped(f"connections{part}") for part in (1, 2)]
        begins = [np.flatnonzero(np.frombuffer(file, np.uint8) == ord("["))[1:] for file in files]
        self._rows = [(file, begin) for file, each in zip(files, begins, strict=True) for begin in each.tolist()]

    def __missing__(self, right: int) -> array[int]:
        file, begin = self._rows[right]
        row = file[begin : file.find(b"]", begin) + 1]
        self[right] = found = array("h", msgspec.json.decode(row, type=list[int]))
        return found


def transducers() -> list[Base64]:
    """The transducers, which give the numbers of entries."""
    return [Base64(memoryview(mapped(f"fst_data{part}"))[_BEGIN:-1]) for part in (0, 1)]


def mapped(name: str) -> mmap:
    """A file, mapped."""
    with _path(name).open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def data(name: str) -> Any:
    """All that a small file holds."""
    code = SourceFileLoader(name, str(_path(name))).get_code(name)
    assert code is not None
    found: dict[str, Any] = {}
    exec(code, found)
    return found["DATA"]


def _path(name: str) -> Path:
    return Path(janome.__file__).with_name("sysdic") / f"{name}.py"
