"""On what the figures were measured."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec import Struct

_PACKAGES = ("sakuin", "whoosh3", "janome", "numpy", "fugashi", "ipadic", "tantivy", "waitress", "flask")
_MODEL = re.compile(r"^model name\s*:\s*(.+)$", re.MULTILINE)


class Machine(Struct):
    date: str
    system: str
    processor: str
    cores: int
    memory_gb: float
    python: str
    packages: dict[str, str]
    load: float  # processes that wanted a core in the last minute, before anything was measured


def this_machine() -> Machine:
    return Machine(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        system=platform.platform(),
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_gb=round(_memory() / 2**30, 1),
        python=platform.python_version(),
        load=_load(),
        packages={"SQLite": sqlite3.sqlite_version, **{name: each for name in _PACKAGES if (each := _version(name))}},
    )


def _load() -> float:
    """Processes that wanted a core in the last minute; 0 where the system does not tell."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    found = _MODEL.search(file.read_text()) if file.is_file() else None
    return found[1] if found else platform.processor()


def _memory() -> int:
    """Bytes; 0 where the system does not tell."""
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return 0
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
