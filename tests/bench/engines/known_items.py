"""Known items: each query is about one post, and a table says at what place Sakuin and Lucene show it, class by class.

    .venv/bin/python tests/bench/engines/known_items.py POSTS QUERIES [--half 0|1]

POSTS is a blog, or an archive of one, QUERIES a file that `sakuin evaluate` reads. Both engines get the same text. Lucene is asked for
all words, then for any, which is its best setting for such queries. The last class is asked of the same posts without titles
that say anything.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import structs

import lucene
from engine import Page
from index.analyzed import lay_out
from index.corpus import index_documents
from index.document import Document
from index.reading.site import detect_site
from index.reading.source import find_posts, read_post
from search.evaluation.evaluate import Evaluation, Judgement, evaluate, summary
from search.evaluation.judged import JudgedQuery, JudgedSet, read_judged
from search.evaluation.metrics import measure
from search.request import SearchRequest
from search.searcher import open_searcher

sys.path.insert(0, str(Path(__file__).parents[1] / "speed"))
from corpus import unpack

_TITLE_WORDS = "title-words"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("posts", type=Path, metavar="POSTS")
    parser.add_argument("queries", type=Path, metavar="QUERIES")
    parser.add_argument(
        "--half", type=int, choices=(0, 1), help="every other query only: those of one half were tuned on"
    )
    options = parser.parse_args()
    judged = read_judged(options.queries)
    queries = judged.queries if options.half is None else judged.queries[options.half :: 2]
    with TemporaryDirectory(prefix="sakuin-known-") as folder:
        root = options.posts if options.posts.is_dir() else unpack(options.posts, Path(folder) / "posts")
        posts = list(_posts(root))
        _print(_compared(posts, queries, Path(folder) / "titled"))
        untitled = [structs.replace(post, title=f"記録 {number}") for number, post in enumerate(posts)]
        about = [
            replace(query, kind=f"{query.kind}, neutral titles") for query in queries if _TITLE_WORDS in query.kind
        ]
        _print(_compared(untitled, about, Path(folder) / "untitled"))


def _posts(root: Path) -> Iterator[Document]:
    site = detect_site(root)
    readings = (read_post(path, site) for path in find_posts(site))
    return (structs.replace(each.document, id=each.document.path) for each in readings if each.document)


def _compared(posts: Sequence[Document], queries: Sequence[JudgedQuery], place: Path) -> dict[str, Evaluation]:
    index_documents(place, posts)
    found = {"Sakuin": summary(evaluate(open_searcher(place), queries, settings=SearchRequest()))}
    pages = [Page(post.id, lay_out(post)[0]) for post in posts]
    for engine in lucene.ENGINES:
        if engine.version():
            answers = engine.then_any(pages, [query.text for query in queries])
            found[engine.name] = _judged(JudgedSet(tuple(queries)), answers)
        else:
            print(f"Left out: {engine.name}. To have it: {engine.install}", file=sys.stderr)
    return found


def _judged(judged: JudgedSet, answers: Iterator[list[str]]) -> Evaluation:
    pairs = zip(judged.queries, answers, strict=True)
    return summary([Judgement(query, measure(ids, len(ids), frozenset(query.relevant))) for query, ids in pairs])


def _print(found: dict[str, Evaluation]) -> None:
    print(f"{'MRR@10':32}" + "".join(f"{name[:28]:>30}" for name in found))
    for rows in zip(*([*each.classes, each.all] for each in found.values()), strict=True):
        print(f"{rows[0].kind or 'all':32}" + "".join(f"{row.mrr:30.4f}" for row in rows))


if __name__ == "__main__":
    main()
