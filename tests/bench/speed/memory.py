"""How much memory a process takes that has answered all queries. What building takes, build.py tells."""

from __future__ import annotations

from contextlib import closing

from asking import Server
from engine import NAMES
from figures import Row, Table
from processes import resident
from setting import Setting

SERVING = "`sakuin serve`"


def measure(setting: Setting) -> Table:
    """Pages of mapped files count with the rest, though the system can take them back."""
    rows = []
    with setting.asking(setting.whole) as engines:
        for name, worker in engines.items():
            worker.time("search", setting.queries)
            rows.append(Row("searching", NAMES[name], resident(worker.pid), "MB"))
    with closing(Server(setting.built("sakuin").place)) as server:
        server.time("search", setting.queries)
        rows.append(Row(SERVING, NAMES["sakuin"], resident(server.pid), "MB"))
    notes = [f"Resident after {len(setting.queries)} queries, pages of mapped files among them."]
    return Table("memory", "Memory", rows, notes=notes)
