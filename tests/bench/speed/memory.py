"""How much memory a process takes that has answered all queries. What building takes, build.py tells."""

from __future__ import annotations

from contextlib import closing

from asking import Server
from engine import NAMES
from figures import Row, Table
from processes import memory_of
from setting import Setting

SERVING, OWN = "`sakuin serve`", "`sakuin serve`, its own"


def measure(setting: Setting) -> Table:
    rows = []
    with setting.asking(setting.whole) as engines:
        for name, worker in engines.items():
            worker.time("search", setting.queries)
            taken = memory_of(worker.pid)
            rows += [Row("searching", NAMES[name], taken.resident, "MB"), Row("its own", NAMES[name], taken.own, "MB")]
    with closing(Server(setting.built("sakuin").place)) as server:
        server.time("search", setting.queries)
        taken = memory_of(server.pid)
    rows += [Row(SERVING, NAMES["sakuin"], taken.resident, "MB"), Row(OWN, NAMES["sakuin"], taken.own, "MB")]
    notes = [
        f"Resident after {len(setting.queries)} queries.",
        "Its own: without the pages of mapped files, which the system takes back when it needs them.",
    ]
    return Table("memory", "Memory", rows, notes=notes)
