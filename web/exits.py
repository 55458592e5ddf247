"""The exit codes of `sakuin`."""

from __future__ import annotations

from index.errors import IndexUnavailable, InputUnusable, NegativeResult, SakuinError, SomeFilesFailed

EXIT_CODES: dict[type[SakuinError], int] = {
    NegativeResult: 1,
    InputUnusable: 3,
    IndexUnavailable: 4,
    SomeFilesFailed: 5,
}


def exit_code(error: SakuinError) -> int:
    return next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind))
