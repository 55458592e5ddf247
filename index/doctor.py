"""The checks of `sakuin doctor`: what Sakuin runs on, and the state of an index. Each check gives one line."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from index.errors import InputUnusable, SakuinError
from index.store.storage import current_folder
from index.store.writer import Writer
from index.terminal import LANGUAGE, pad, say


def examine(index_dir: Path) -> Iterator[tuple[bool, str]]:
    """For each check whether it found all well, and the line that says what it found."""
    for name, check in _CHECKS.items():
        try:
            well, found = True, check(index_dir)
        except SakuinError as error:
            well, found = False, error.message.to(LANGUAGE)
        yield well, f"{'✔' if well else '✗'} {pad(say(*name), 12)}  {found}"


def _check_python(_: Path) -> str:
    return f"{platform.python_version()} ({platform.system()} {platform.machine()})"


def _check_libraries(_: Path) -> str:
    names = ("whoosh3", "whoosh", "janome", "numpy", "flask", "fugashi")
    return ", ".join(f"{name} {found}" for name in names if (found := _version(name)))


def _check_index(place: Path) -> str:
    folder = current_folder(place)
    manifest = folder.manifest()
    stored = Writer(folder).stored()
    bodies = sum(1 for post in stored.values() if post.fingerprint)
    size = sum(path.stat().st_size for path in folder.path.iterdir()) / 1e6
    generation = manifest.base + folder.commit_number()
    return say(
        f"世代 {generation}、{len(stored):,}件（本文まで {bodies:,}件）、{size:,.1f} MB、{manifest.analysis}",
        f"generation {generation}, {len(stored):,} posts ({bodies:,} with their body), {size:,.1f} MB, {manifest.analysis}",
    )


def _check_writable(place: Path) -> str:
    nearest = next(folder for folder in (place, *place.absolute().parents) if folder.exists())
    if not os.access(nearest, os.W_OK):
        raise InputUnusable(ja=f"{nearest} に書き込めません", en=f"{nearest} cannot be written to")
    free = shutil.disk_usage(nearest).free / 1e9
    return say(
        f"{nearest.absolute()} に書き込めます（空き {free:,.1f} GB）", f"{nearest.absolute()} ({free:,.1f} GB free)"
    )


def _check_console(_: Path) -> str:
    encoding = sys.stdout.encoding
    try:
        "索引✔【】…".encode(encoding)
    except UnicodeEncodeError:
        raise InputUnusable(
            ja=f"{encoding} では表示できない文字があります。環境変数 PYTHONUTF8=1 を設定してください",
            en=f"{encoding} cannot show some characters. Set the environment variable PYTHONUTF8=1",
        ) from None
    return encoding


_CHECKS: dict[tuple[str, str], Callable[[Path], str]] = {
    ("Python", "Python"): _check_python,
    ("ライブラリ", "libraries"): _check_libraries,
    ("端末の文字", "console"): _check_console,
    ("書き込み", "writing"): _check_writable,
    ("索引", "index"): _check_index,
}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
