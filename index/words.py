"""Files of words that a blog's owner writes: a user dictionary, and synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import InputUnusable
from index.normalize import normalize

_COMMENT = re.compile(r"(?:^|\s)#.*")


def read_words(path: Path) -> tuple[str, ...]:
    """The words of a user dictionary, one on each line. Of a line with commas, as Janome's dictionaries have, the first counts."""
    words = (normalize(line.split(",")[0].strip()).text for _, line in _lines(path))
    return tuple(sorted({word for word in words if word}))


def read_synonyms(path: Path) -> tuple[tuple[str, ...], ...]:
    """Groups of words with one meaning: each line is a group, with commas between its words. `InputUnusable` where a line has
    only one word."""
    return tuple(_synonyms(path, number, line) for number, line in _lines(path))


def _synonyms(path: Path, number: int, line: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in line.replace("、", ",").split(",") if word.strip())
    if len(words) < 2:
        raise InputUnusable(
            ja=f"{path}:{number} には語が一つしかありません: {line}。同じ意味の語をコンマで区切って並べてください",
            en=f"{path}:{number} has one word only: {line}. Put words of one meaning on a line, commas between them.",
        )
    return words


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers. A # begins a comment, but not in C#."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnusable(
            ja=f"{path} を読めません（{error}）。UTF-8 のファイルを指定してください",
            en=f"{path} cannot be read ({error}). Name a file in UTF-8.",
        ) from error
    lines = (_COMMENT.sub("", line).strip() for line in text.splitlines())
    return ((number, line) for number, line in enumerate(lines, 1) if line)
