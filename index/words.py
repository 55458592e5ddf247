"""Words that a blog's owner gives: a user dictionary, and synonyms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.errors import InputUnusable
from index.normalize import normalize


def read_words(path: Path) -> tuple[str, ...]:
    """A word on each line, # before a comment; of a line with commas, as in Janome's user dictionaries, the first."""
    words = (normalize(line.split(",")[0].strip()).text for line in _lines(path))
    return tuple(sorted({word for word in words if word}))


def read_synonyms(path: Path) -> tuple[tuple[str, ...], ...]:
    """Words that mean the same on each line, commas between them."""
    groups = (
        tuple(word.strip() for word in line.replace("、", ",").split(",") if word.strip()) for line in _lines(path)
    )
    return tuple(group for group in groups if len(group) > 1)


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnusable(
            ja=f"{path} を読めません（{error}）。UTF-8 のファイルを指定してください",
            en=f"{path} cannot be read ({error}). Name a file in UTF-8.",
        ) from error
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return (line for line in lines if line)
