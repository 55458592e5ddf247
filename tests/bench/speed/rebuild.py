"""How long it takes to index again: when nothing has changed, and until one edit is found by a searcher that is open."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

from asking import Worker
from engine import NAMES
from figures import Row, Table
from processes import Run, run, sakuin_command, wait_until
from setting import Setting

UNCHANGED, FOUND = "nothing changed", "one edit, until it is found"
_TIMES = 3


def measure(setting: Setting) -> Table:
    place = setting.work / "again" / ".sakuin"
    shutil.copytree(setting.built("sakuin").place, place)
    command = sakuin_command("index", setting.blog, "--index", place)
    with closing(Worker("sakuin", place)) as searcher:
        unchanged = [run(command).seconds for _ in range(_TIMES)]
        found = [_until_found(searcher, command, post, f"書換{number}目") for number, post in enumerate(_some(setting))]
    rows = [
        Row(UNCHANGED, NAMES["sakuin"], median(unchanged), "s", max(unchanged)),
        Row(FOUND, NAMES["sakuin"], median(found), "s", max(found)),
    ]
    notes = [
        f"From the start of `sakuin index`, {_TIMES} times; not the 95th percentile but the longest. By {setting.tokenizer}."
    ]
    return Table("rebuild", "Building again", rows, notes=notes)


def _until_found(searcher: Worker, command: Sequence[str], post: Path, word: str) -> float:
    """Seconds from the start of the command until the searcher finds a word that was added to a post."""
    query = [f'"{word}"']
    with _edited(post, word), _running(command):
        return wait_until(lambda: searcher.time("search", query).found[0] == 1)


@contextmanager
def _running(command: Sequence[str]) -> Iterator[None]:
    runs: list[Run] = []
    thread = threading.Thread(target=lambda: runs.append(run(command)))
    thread.start()
    yield
    thread.join()


@contextmanager
def _edited(post: Path, word: str) -> Iterator[None]:
    before = post.read_bytes()
    try:
        post.write_bytes(before + f"\n\n{word}。\n".encode())
        yield
    finally:
        post.write_bytes(before)


def _some(setting: Setting) -> list[Path]:
    """Posts that are indexed: a draft is not found, however it is edited."""
    paths = sorted(stored.path for stored in setting.snapshot.briefs)
    return [setting.blog / path for path in random.Random(8).sample(paths, _TIMES)]
