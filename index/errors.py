"""Every error that we raise on purpose.

    SakuinError
    ├── NegativeResult         nothing found, or something amiss         exit 1
    ├── InputUnusable          the posts or the settings cannot be used   exit 3
    ├── SomeFilesFailed        the run is done, but not for every file    exit 5
    ├── SearchTimeout          an answer that would take too long
    └── IndexUnavailable       the index cannot be used                   exit 4
        ├── IndexMissing
        ├── IndexLocked
        ├── IndexOutdated      another format, or another analysis
        └── IndexDamaged

Each carries its sentence in both languages. Exit codes and HTTP codes are given in `web` alone.
"""

from __future__ import annotations

from index.language import Message


class SakuinError(Exception):
    """Something that a person can mend; the message says what is wrong and what to do."""

    def __init__(self, *, ja: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(ja=ja, en=en)


class NegativeResult(SakuinError):
    pass


class InputUnusable(SakuinError):
    pass


class SomeFilesFailed(SakuinError):
    pass


class SearchTimeout(SakuinError):
    pass


class IndexUnavailable(SakuinError):
    pass


class IndexMissing(IndexUnavailable):
    pass


class IndexLocked(IndexUnavailable):
    pass


class IndexOutdated(IndexUnavailable):
    pass


class IndexDamaged(IndexUnavailable):
    pass
