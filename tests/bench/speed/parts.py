"""How long one part of a search takes, with all else done before."""

from __future__ import annotations

from asking import in_turns
from engine import Part
from figures import Row, against, row_of
from setting import Setting

_ROUNDS = 3


def rows_of(setting: Setting, part: Part) -> list[Row]:
    """Every engine's, of queries that it has met."""
    with setting.asking(setting.whole) as engines:
        in_turns(engines, part, setting.queries)
        times = in_turns(engines, part, setting.queries, rounds=_ROUNDS)
    return against(row_of(part, engine, each) for engine, each in times.items())
