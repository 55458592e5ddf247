"""How long it takes to open an index and to answer the first query, in a process that has answered none."""

from __future__ import annotations

from contextlib import closing
from statistics import median

from asking import Server, Worker
from engine import NAMES
from figures import Row, Table, percentile
from processes import run, sakuin_command
from setting import Setting

OPENED, STARTED = "opened, and the first answer", "from nothing to the first answer"
SERVED = "`sakuin serve`, from nothing to the first answer"
_TIMES = 7


def measure(setting: Setting) -> Table:
    rows: list[Row] = []
    query = setting.queries[1]
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(_TIMES):
        for engine in setting.whole:
            opened, started = _worker(setting, engine, query)
            times.setdefault((engine, OPENED), []).append(opened)
            times.setdefault((engine, STARTED), []).append(started)
        times.setdefault(("sakuin", SERVED), []).append(_served(setting, query))
        times.setdefault(("sakuin", "`sakuin search`, all of it"), []).append(_searched(setting, query))
    for (engine, name), each in sorted(times.items(), key=lambda item: item[0][1]):
        rows.append(Row(name, NAMES[engine], median(each), "s", percentile(each)))
    notes = [
        f"{_TIMES} fresh processes each; the files are in the system's cache. From nothing: Python and its modules too."
    ]
    return Table("opening", "Opening an index and the first query", rows, notes=notes)


def _worker(setting: Setting, engine: str, query: str) -> tuple[float, float]:
    """Seconds of opening and answering alone, and those with starting the process."""
    with closing(Worker(engine, setting.built(engine).place)) as worker:
        answer = worker.time("search", [query]).milliseconds[0] / 1000
        return worker.opened + answer, worker.started + answer


def _served(setting: Setting, query: str) -> float:
    with closing(Server(setting.built("sakuin").place)) as server:
        return server.started + server.time("search", [query]).milliseconds[0] / 1000


def _searched(setting: Setting, query: str) -> float:
    return run(sakuin_command("search", query, "--index", setting.built("sakuin").place)).seconds
