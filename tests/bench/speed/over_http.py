"""How long an answer takes as JSON over HTTP, for one client, beside tantivy in process."""

from __future__ import annotations

from contextlib import closing

from asking import Asked, Server, in_turns
from engine import STRONGEST
from figures import Table, against, row_of
from setting import Setting


def measure(setting: Setting) -> Table:
    """The first use of every query, and then the same again, which Sakuin has kept."""
    peers = [STRONGEST] if STRONGEST in setting.engines else []
    with closing(Server(setting.built("sakuin").place)) as server, setting.asking(peers) as engines:
        asked: dict[str, Asked] = {"sakuin": server, **engines}
        in_turns(asked, "search", ["東京"])
        first = in_turns(asked, "search", setting.queries)
        again = in_turns(asked, "search", setting.queries)
    rows = [row_of("first", engine, each) for engine, each in first.items()]
    rows += [row_of("again", engine, each) for engine, each in again.items()]
    notes = [
        "Sakuin: GET /api/v1/search on one connection that is kept; tantivy: in process, nothing encoded or sent",
    ]
    return Table("http", "Over HTTP, JSON, one client", against(rows), "of tantivy", notes)
