"""What an index is of and how it was made: the file `sakuin.json` of an index folder."""

from __future__ import annotations

import zlib
from typing import NamedTuple

import msgspec

from index.analysis.tokenizers import TokenizerName
from index.document import Problem

FORMAT = 12

_SEAL = b',"checksum":'


class Taught(NamedTuple):
    """What a blog has taught: words that are not to be cut, and abbreviations with what they stand for."""

    words: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an index is of and how it was made. Generations count on from `base`, so that a rebuild never goes back.

    `home` is the address of the blog's front page. `dictionary` are the owner's words, `taught` those of the blog, and `abbreviations` its
    short forms with their long ones: see `index.teaching`. `recency`: see `search.rank.recency`. `skipped` are the files that the last run
    left out, counted by reason, `unread` what is wrong with those of which it could make no post.
    """

    format: int = FORMAT
    analysis: str
    tokenizer: TokenizerName
    root: str
    title: str = ""
    home: str = ""
    base: int = 0
    dictionary: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    recency: float = 0.0
    skipped: dict[str, int] = {}
    unread: tuple[Problem, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """What the analyzer joins."""
        return frozenset((*self.dictionary, *self.taught))


def sealed(manifest: Manifest) -> bytes:
    """A manifest as JSON, with the CRC-32 of all else as its last entry."""
    data = msgspec.json.encode(manifest)
    return data[:-1] + _SEAL + b"%d}" % zlib.crc32(data)


def unsealed(data: bytes) -> Manifest:
    """The manifest. `ValueError` where the checksum is another."""
    data, _, checksum = data.rpartition(_SEAL)
    manifest = data + b"}"
    if int(checksum.removesuffix(b"}")) != zlib.crc32(manifest):
        raise ValueError("another checksum")
    return msgspec.json.decode(manifest, type=Manifest)
