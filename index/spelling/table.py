"""A table of words that comes with Sakuin."""

from __future__ import annotations

from bisect import bisect_left
from importlib.resources import files


class Table:
    """A file with tabs between its columns. Its lines are in order, so that a word in the first column is found by halves: to make a
    dictionary of them takes ten times as long as to read them."""

    def __init__(self, package: str, name: str) -> None:
        self._lines = files(package).joinpath(name).read_bytes().splitlines()

    def of(self, word: str) -> tuple[str, ...]:
        """What stands behind a word; () for one that has no line."""
        begins = f"{word}\t".encode("utf-8", "surrogatepass")
        at = bisect_left(self._lines, begins)
        if at == len(self._lines) or not self._lines[at].startswith(begins):
            return ()
        return tuple(self._lines[at].removeprefix(begins).decode().split("\t"))
