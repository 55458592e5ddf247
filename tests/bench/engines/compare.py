"""Asks other search engines what `make evaluate` asks Sakuin, and prints the same figures for all of them.

    .venv/bin/python tests/bench/engines/compare.py [--sentences FILE] [--json FILE] [--only NAME ...]

Every engine gets the same text of the same documents: the posts of the sample blog as Sakuin reads them. Queries are
read by Sakuin's own parser, so that none loses by the syntax of OR, quotes and exclusions, and written in the engine's
way: all words, as it finds words by itself. Sentences are searched for any of their words, by the engine's own ranking.
An engine that is not installed is left out and named.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import UNSET
from msgspec.json import encode, format

import groonga
import lucene
import pagefind
import sqlite_fts
import tantivy_terms
import whoosh_terms
from engine import Engine, Page
from index.analyzed import lay_out
from index.build import build
from index.document import Document
from index.reading.postfile import PostFile
from index.reading.sites.detect import detect_site
from index.reading.source import open_post, read_body
from index.reading.walk import find_posts
from search.evaluation.evaluate import Evaluation, Judgement, evaluate, summary
from search.evaluation.judged import JudgedQuery, JudgedSet, read_judged
from search.evaluation.metrics import measure
from search.query.parse import parse
from search.request import SearchRequest
from table import Answered, lines
from web.commands.reading import searcher_in, searcher_over

_ROOT = Path(__file__).parents[3]
_POSTS = _ROOT / "web" / "sample"
_JUDGED = _ROOT / "tests" / "judged" / "sample.json"

ENGINES: tuple[Engine, ...] = (
    *groonga.ENGINES,
    *lucene.ENGINES,
    *sqlite_fts.ENGINES,
    *tantivy_terms.ENGINES,
    *whoosh_terms.ENGINES,
    *pagefind.ENGINES,
)


def main() -> None:
    options = _options()
    judged = read_judged(_JUDGED)
    sentences = read_judged(options.sentences) if options.sentences else None
    answered = [_sakuin(judged, sentences), *_others(_chosen(options.only), judged, sentences)]
    print("\n".join(lines(answered)))
    if options.json:
        options.json.write_bytes(format(encode(answered), indent=2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sentences", type=Path, metavar="FILE", help="also ask these sentences: JSQuAD as JSON")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every measure to this file")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only the engines with one of these in their name")
    return parser.parse_args()


def _chosen(names: Sequence[str] | None) -> Iterator[Engine]:
    """The engines that were asked for and are installed. What the others need is told."""
    for engine in ENGINES:
        if names and not any(name.lower() in engine.name.lower() for name in names):
            continue
        if engine.version():
            yield engine
        else:
            print(f"Left out: {engine.name}. To have it: {engine.install}", file=sys.stderr)


def _sakuin(judged: JudgedSet, sentences: JudgedSet | None) -> Answered:
    with TemporaryDirectory(prefix="sakuin-engines-") as folder:
        build(_POSTS, Path(folder) / ".sakuin")
        found = evaluate(searcher_in(Path(folder) / ".sakuin"), judged.queries, settings=SearchRequest())
    if sentences is None:
        return Answered("Sakuin", version("sakuin"), summary(found))
    with searcher_over(sentences, None) as searcher:
        nearest = evaluate(searcher, sentences.queries, settings=SearchRequest())
    return Answered("Sakuin", version("sakuin"), summary(found), summary(nearest))


def _others(engines: Iterable[Engine], judged: JudgedSet, sentences: JudgedSet | None) -> Iterator[Answered]:
    posts = _pages(_posts())
    queries = [parse(each.text).query for each in judged.queries]
    documents = _pages(sentences.documents) if sentences else []
    asked = sentences.queries if sentences else ()
    for engine in engines:
        print(f"Asking {engine.name}", file=sys.stderr)
        found = _judge(judged.queries, engine.strict(posts, queries))
        nearest = _judge(asked, engine.nearest(documents, [each.text for each in asked])) if asked else UNSET
        yield Answered(engine.name, engine.version(), found, nearest)


def _posts() -> Iterator[Document]:
    """The posts of the sample blog that Sakuin finds, each by its path, which the judgements name."""
    site = detect_site(_POSTS)
    readings = (read_body(open_post(PostFile(path, site)), site) for path in find_posts(site))
    return (replace(each.document, id=each.document.path) for each in readings if each.document)


def _pages(documents: Iterable[Document]) -> list[Page]:
    return [Page(document.id, lay_out(document)[0]) for document in documents]


def _judge(queries: Sequence[JudgedQuery], answers: Iterable[list[str]]) -> Evaluation:
    return summary(
        [
            Judgement(query, measure(ids, len(ids), frozenset(query.relevant)))
            for query, ids in zip(queries, answers, strict=True)
        ]
    )


if __name__ == "__main__":
    main()
