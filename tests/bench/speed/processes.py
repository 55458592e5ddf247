"""Starts the processes that are measured, and tells how much memory they take."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_WORKER = Path(__file__).with_name("worker.py")
_SAKUIN = "import sys; from web.cli import main; sys.exit(main())"
_PROC = Path("/proc")
# Python keeps what it has compiled, as where Sakuin is installed: to compile all modules of a checkout anew takes 0.15 s at each start.
_AS_INSTALLED = {"PYTHONDONTWRITEBYTECODE": ""}
_LOOK_EACH = 0.5  # seconds; a look takes some milliseconds from what is watched
SOME_FAILED = 5  # Sakuin's exit code where the rest was indexed


class NoMemoryFigures(Exception):
    """Only Linux tells the memory of other processes."""


@dataclass(frozen=True)
class Run:
    """A command that ended. Megabytes of its largest process at its largest, and of all of them at once, what they
    share counted once; 0 where the system does not tell."""

    seconds: float
    printed: str
    largest: float
    together: float


def sakuin_command(*words: str | Path) -> list[str]:
    """The command line of this very Sakuin."""
    return [sys.executable, "-c", _SAKUIN, *map(str, words)]


def worker_command(*words: str | Path) -> list[str]:
    return [sys.executable, str(_WORKER), *map(str, words)]


def start(command: Sequence[str], **more: str) -> subprocess.Popen[str]:
    """A process that is spoken to by lines."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, **_AS_INSTALLED, "PYTHONUTF8": "1", **more},
    )


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate()


def run(command: Sequence[str], **more: str) -> Run:
    """Run a command to its end and watch its memory. `RuntimeError` with its last words where it fails."""
    began = time.perf_counter()
    with TemporaryFile("w+", encoding="utf-8") as printed, TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=said,
            env={**os.environ, **_AS_INSTALLED, "LANG": "C.UTF-8", **more},
        )
        watch = _Watch(process.pid)
        try:
            code = process.wait()
        finally:
            process.terminate()  # where we are told to end before it has
        seconds = time.perf_counter() - began
        watch.end()
        for file in (printed, said):
            file.seek(0)
        if code not in {0, SOME_FAILED}:
            raise RuntimeError(f"{' '.join(command[-4:])} ended with {code}: {said.read()[-500:]}")
        return Run(seconds, printed.read(), watch.largest, watch.together)


@dataclass(frozen=True)
class Memory:
    """Megabytes of a process that are in memory: with the files that it maps, which the system can take back, and without."""

    resident: float
    own: float


def memory_of(pid: int) -> Memory:
    """`NoMemoryFigures` off Linux."""
    if not _PROC.is_dir():
        raise NoMemoryFigures("The memory of a process can be told on Linux only")
    return Memory(_field(pid, "status", "VmRSS"), _field(pid, "status", "RssAnon"))


class _Watch:
    """Looks at a process and all that it starts, until told to end."""

    def __init__(self, pid: int) -> None:
        self.together = 0.0
        self._pid = pid
        self._peaks: dict[int, float] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        if _PROC.is_dir():
            self._thread.start()

    @property
    def largest(self) -> float:
        return max(self._peaks.values(), default=0.0)

    def end(self) -> None:
        self._ended.set()
        if self._thread.ident:
            self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_EACH):
            family = list(_family(self._pid))
            self._peaks |= {pid: _field(pid, "status", "VmHWM") or self._peaks.get(pid, 0.0) for pid in family}
            self.together = max(self.together, sum(_field(pid, "smaps_rollup", "Pss") for pid in family))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for file in _PROC.glob(f"{pid}/task/*/children"):
        for child in _read(file).split():
            yield from _family(int(child))


def _field(pid: int, file: str, name: str) -> float:
    """A number of kilobytes as megabytes; 0 of a process that has just ended."""
    found = re.search(rf"^{name}:\s+(\d+) kB", _read(_PROC / str(pid) / file), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def wait_until(done: Callable[[], bool], *, most: float = 60.0) -> float:
    """Seconds until something is so. `TimeoutError` after `most`."""
    began = time.perf_counter()
    while not done():
        if time.perf_counter() - began > most:
            raise TimeoutError("what was waited for did not come")
        time.sleep(0.01)
    return time.perf_counter() - began
