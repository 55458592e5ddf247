"""A file that remembers what a tokenizer made of sentences: Janome takes 6 µs for each character of a sentence, and reading
the file 30 µs for the whole sentence.

The file may be deleted at any time. Nobody waits for it: where it cannot be read or written, sentences are tokenized.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from index.analysis.token import Morpheme
from index.analysis.tokenizers import Tokenize

MOST_BYTES = 128_000_000  # of the file: when there is more, it is begun anew
_WRITTEN_TOGETHER = 50  # sentences; a process that ends takes the last ones with it
_PATIENCE = 1.0  # seconds that another process may hold the file

# What is in most sentences: they take half the space when it is known beforehand.
_KNOWN = "名詞固有名詞一般サ変接続形容動詞語幹副詞可能非自立接尾代名詞数助詞格助詞係助詞連体化接続助詞副助詞助動詞動詞自立記号句点読点する".encode()

_Row = tuple[int, str, str, str]  # length, part of speech, base form: "" for what stands there
_decoder = msgspec.msgpack.Decoder(list[_Row])


class CachingTokenizer:
    """A tokenizer that looks into a file first and writes there what it did not find. Several processes may use one file, one
    thread of each."""

    def __init__(self, tokenize: Tokenize, version: str, path: Path) -> None:
        self._tokenize, self._path = tokenize, path
        self._key = version.encode()
        self._new: list[tuple[int, bytes]] = []
        self._file = self._opened()

    def __call__(self, text: str) -> Iterator[Morpheme]:
        key = self._number(text)
        found = self._cached(key, text)
        if found is None:
            found = list(self._tokenize(text))
            self._keep(key, found)
        return iter(found)

    def _opened(self) -> sqlite3.Connection | None:
        try:
            if self._path.exists() and self._path.stat().st_size > MOST_BYTES:
                self._path.unlink()
            file = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level="IMMEDIATE")
            file.execute("pragma synchronous = off")  # what a crash may spoil is found to be no sentence, or no file
            file.execute("create table if not exists sentences (key integer primary key, morphemes blob) strict")
            return file
        except (sqlite3.OperationalError, OSError):  # it is locked, or cannot be written: others may go on using it
            return None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self._path.unlink()
            return None

    def _cached(self, key: int, text: str) -> list[Morpheme] | None:
        if self._file is None:
            return None
        try:
            row = self._file.execute("select morphemes from sentences where key = ?", (key,)).fetchone()
            return _decoded(row[0], text) if row else None
        except (sqlite3.Error, zlib.error, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _keep(self, key: int, morphemes: list[Morpheme]) -> None:
        self._new.append((key, _encoded(morphemes)))
        if len(self._new) == _WRITTEN_TOGETHER:
            self._write()

    def _write(self) -> None:
        if self._file is not None:
            with suppress(sqlite3.Error), self._file:
                self._file.executemany("insert or ignore into sentences values (?, ?)", self._new)
        self._new = []

    def _number(self, text: str) -> int:
        """64 bits of the sentence and of what decides on its morphemes."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=self._key[:64]).digest()
        return int.from_bytes(digest, "little", signed=True)


def _encoded(morphemes: list[Morpheme]) -> bytes:
    rows = [(len(each.surface), *each.part_of_speech, _short(each)) for each in morphemes]
    packer = zlib.compressobj(level=1, wbits=-15, zdict=_KNOWN)
    return packer.compress(msgspec.msgpack.encode(rows)) + packer.flush()


def _decoded(data: bytes, text: str) -> list[Morpheme] | None:
    """The morphemes, None where they are not of this text."""
    rows = _decoder.decode(zlib.decompressobj(wbits=-15, zdict=_KNOWN).decompress(data))
    morphemes, at = [], 0
    for length, kind, detail, base in rows:
        surface = text[at : at + length]
        morphemes.append(Morpheme(surface, (kind, detail), base or surface))
        at += length
    return morphemes if at == len(text) else None


def _short(morpheme: Morpheme) -> str:
    return "" if morpheme.base == morpheme.surface else morpheme.base
