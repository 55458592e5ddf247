"""Measures Sakuin beside other engines: the same posts, the same queries, in turns, each engine in a process of its own.

    make bench                                     everything, on the real blog where ../shared has it
    make bench QUESTIONS="whole_search http"       these questions alone

Tables go to stdout, every figure to figures.json, as it comes, and the picture of growth to growth.png. What is not
installed is left out by name.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.json import encode, format

import budgets
import build
import facets
import figures
import first_minute
import growth
import kinds
import memory
import opening
import over_http
import page_beside_json
import picture
import ranking
import rebuild
import size
import snippets
import where
import whole_search
from builds import build_sakuin
from corpus import unpack
from engine import NAMES, NEEDED, missing
from figures import Table
from index.analysis.tokenizers import TOKENIZERS
from machine import Machine, this_machine
from processes import NoMemoryFigures
from recombine import material_of, write_blog
from search.snapshot import open_snapshot
from setting import Setting, say

QUESTIONS: dict[str, Callable[[Setting], Table]] = {
    "build": build.measure,
    "whole_search": whole_search.measure,
    "ranking": ranking.measure,
    "facets": facets.measure,
    "snippets": snippets.measure,
    "kinds": kinds.measure,
    "http": over_http.measure,
    "pages": page_beside_json.measure,
    "where": where.measure,
    "rebuild": rebuild.measure,
    "opening": opening.measure,
    "first_minute": first_minute.measure,
    "memory": memory.measure,
    "size": size.measure,
    "growth": growth.measure,
}
_QUIET = 0.5  # load of a core
_SIZES = (250, 2_500, 25_000)


class Report(Struct):
    """All that one run has measured."""

    machine: Machine
    posts: int
    characters: int
    tables: list[Table]
    budgets: list[budgets.Budget]


def main() -> None:
    options = _options()
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(1)
    )  # so that what was started is ended, and what was built removed
    options.out.mkdir(parents=True, exist_ok=True)
    machine = this_machine()
    if machine.load > _QUIET * machine.cores:
        say(f"The machine is busy, at a load of {machine.load:.1f}: trust the ratios, not the seconds.")
    with TemporaryDirectory(prefix="sakuin-bench-") as folder:
        work = Path(folder)
        blog = _blog(options.posts, work, options.generate)
        engines = list(_installed(options.engines))
        setting = Setting(blog, work, engines, options.tokenizer, options.queries, options.sizes)
        tables: list[Table] = []
        for table in _answers(setting, options.questions):
            print("\n".join(figures.lines(table)), flush=True)
            tables.append(table)
            report = Report(machine, len(setting.posts), setting.characters, tables, budgets.budgets(tables))
            (options.out / "figures.json").write_bytes(format(encode(report), indent=1))
        print("\n".join(budgets.lines(budgets.budgets(tables), len(setting.posts))))
    _draw(tables, options.out / "growth.png")
    say(f"All of it: {options.out}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("posts", type=Path, help="a blog, or an archive of one (.tar.xz)")
    parser.add_argument("--generate", type=int, metavar="N", help="ask N posts made of its paragraphs instead")
    parser.add_argument("--questions", nargs="+", choices=QUESTIONS, default=list(QUESTIONS), metavar="QUESTION")
    parser.add_argument("--engines", nargs="+", choices=NEEDED, default=list(NEEDED), metavar="ENGINE")
    parser.add_argument("--queries", type=int, default=200, metavar="N")
    parser.add_argument("--tokenizer", choices=TOKENIZERS, default="janome", help="what makes the index that is asked")
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, metavar="POSTS", help="for the growth")
    parser.add_argument("--out", type=Path, default=Path("tests/output/bench"), metavar="FOLDER")
    return parser.parse_args()


def _blog(posts: Path, work: Path, generate: int | None) -> Path:
    """A copy of the blog, which may be edited, or one that is made of it."""
    blog = unpack(posts, work / "blog") if posts.is_file() else _copy(posts, work / "blog")
    if generate is None:
        return blog
    place = build_sakuin(blog, work / "original", "mecab").place
    return write_blog(material_of(open_snapshot(place)), work / "generated", generate)


def _copy(posts: Path, place: Path) -> Path:
    return Path(shutil.copytree(posts, place, ignore=shutil.ignore_patterns(".*")))


def _installed(names: Sequence[str]) -> list[str]:
    """The engines that can be asked; the others are told."""
    for name in names:
        if missing(name):
            say(f"Left out: {NAMES[name]}. It needs: {', '.join(missing(name))}")
    return [name for name in names if not missing(name)]


def _answers(setting: Setting, questions: Sequence[str]) -> Iterator[Table]:
    for name in questions:
        say(f"Measuring: {name}")
        began = time.monotonic()
        try:
            yield QUESTIONS[name](setting)
            say(f"That took {(time.monotonic() - began) / 60:.1f} minutes, with the indexes that it needed")
        except NoMemoryFigures as error:
            say(f"Left out: {name}. {error}")


def _draw(tables: Sequence[Table], path: Path) -> None:
    if not any(table.question == "growth" and table.rows for table in tables):
        return
    try:
        picture.draw(tables, path)
    except ImportError as error:
        say(f"Left out: the picture. {error}")


if __name__ == "__main__":
    main()
