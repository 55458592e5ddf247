"""Known items: each query is about one post, and a table says at what place Sakuin and Lucene show it, class by class.

    .venv/bin/python tests/bench/engines/known_items.py POSTS QUERIES [--half 0|1]

POSTS is a blog, or an archive of one, QUERIES a file that `sakuin evaluate` reads. Both engines get the same text. Lucene is asked for
all words, then for any, which is its best setting for such queries. The last line is of words of titles, asked of
the same posts with titles that say nothing.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import lucene
from engine import Page
from index.analysis.tokenizers import TokenizerName
from index.analyzed import lay_out
from index.build import build
from index.document import Document
from index.reading.postfile import PostFile
from index.reading.sites.detect import detect_site
from index.reading.source import open_post, read_body
from index.reading.walk import find_posts
from search.evaluation.evaluate import Evaluation, Judgement, evaluate, summary
from search.evaluation.judged import JudgedQuery, read_judged
from search.evaluation.metrics import measure
from search.request import SearchRequest
from search.searcher import open_searcher

sys.path.append(str(Path(__file__).parents[1] / "speed"))
from corpus import unpack

_TITLE_WORDS = "title-words"
_TITLE = re.compile(r"^title:.*(?:\n[ \t]+.*)*$", re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("posts", type=Path, metavar="POSTS")
    parser.add_argument("queries", type=Path, metavar="QUERIES")
    parser.add_argument(
        "--half", type=int, choices=(0, 1), help="every other query only: those of half 0 were tuned on"
    )
    parser.add_argument("--tokenizer", choices=("janome", "mecab"), default="janome", help="of Sakuin")
    options = parser.parse_args()
    judged = read_judged(options.queries)
    queries = judged.queries if options.half is None else judged.queries[options.half :: 2]
    with TemporaryDirectory(prefix="sakuin-known-") as folder:
        root = options.posts if options.posts.is_dir() else unpack(options.posts, Path(folder) / "posts")
        _print(_compared(root, queries, options.tokenizer))
        about = [replace(query, kind="neutral titles") for query in queries if _TITLE_WORDS in query.kind]
        untitled = _without_titles(root, Path(folder) / "untitled")
        _print(_compared(untitled, about, options.tokenizer))


def _without_titles(root: Path, folder: Path) -> Path:
    """The posts with titles that say nothing."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".sakuin"))
    for number, path in enumerate(sorted(folder.rglob("*.md"))):
        text = path.read_text(encoding="utf-8")
        path.write_text(_TITLE.sub(f"title: 記録 {number}", text, count=1), encoding="utf-8")
    return folder


def _compared(root: Path, queries: Sequence[JudgedQuery], tokenizer: TokenizerName) -> dict[str, Evaluation]:
    with TemporaryDirectory(prefix="sakuin-known-") as place:
        build(root, Path(place) / ".sakuin", tokenizer=tokenizer)
        searcher = open_searcher(Path(place) / ".sakuin")
        found = {"Sakuin": summary(evaluate(searcher, queries, settings=SearchRequest()))}
    pages = [Page(post.path, lay_out(post)[0]) for post in _posts(root)]
    for engine in lucene.ENGINES:
        if engine.version():
            answers = engine.then_any(pages, [query.text for query in queries])
            found[engine.name] = _judged(queries, answers)
        else:
            print(f"Left out: {engine.name}. To have it: {engine.install}", file=sys.stderr)
    return found


def _posts(root: Path) -> Iterator[Document]:
    site = detect_site(root)
    readings = (read_body(open_post(PostFile(path, site)), site) for path in find_posts(site))
    return (each.document for each in readings if each.document)


def _judged(queries: Sequence[JudgedQuery], answers: Iterator[list[str]]) -> Evaluation:
    pairs = zip(queries, answers, strict=True)
    return summary([Judgement(query, measure(ids, len(ids), frozenset(query.relevant))) for query, ids in pairs])


def _print(found: dict[str, Evaluation]) -> None:
    print(f"{'MRR@10':32}" + "".join(f"{name[:28]:>30}" for name in found))
    for rows in zip(*([*each.classes, each.all] for each in found.values()), strict=True):
        print(f"{rows[0].kind or 'all':32}" + "".join(f"{row.mrr:30.4f}" for row in rows))


if __name__ == "__main__":
    main()
