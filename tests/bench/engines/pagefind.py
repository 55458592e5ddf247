"""Pagefind, over HTML as a blog has it. It knows neither OR nor exclusions: each alternative is a search of its own,
their hits are united, and the hits of what is excluded taken out. A sentence is searched for word by word, as the
whole of it finds next to nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from engine import NEAREST, Page, excluded_words, installed, required_words, run
from search.query.tree import And, typed


@dataclass(frozen=True)
class Pagefind:
    name: str = "Pagefind"
    install: str = "npm install pagefind, and node_modules/.bin on the PATH"

    def version(self) -> str:
        return run("pagefind", "--version")[0] if installed("node", "pagefind") else ""

    def strict(self, pages: Sequence[Page], queries: Sequence[And]) -> Iterator[list[str]]:
        return _ids(pages, [_written(query) for query in queries])

    def nearest(self, pages: Sequence[Page], sentences: Sequence[str]) -> Iterator[list[str]]:
        return (ids[:NEAREST] for ids in _ids(pages, sentences))


def _written(query: And) -> dict[str, list[str]]:
    """The searches any of which finds a page, and those none of which may."""
    alternatives = (" ".join(map(typed, clauses)) for clauses in product(*required_words(query)))
    return {"any": list(alternatives), "none": [typed(clause) for clause in excluded_words(query)]}


def _ids(pages: Sequence[Page], asked: Sequence[dict[str, list[str]] | str]) -> Iterator[list[str]]:
    with TemporaryDirectory(prefix="sakuin-engines-") as folder:
        for number, page in enumerate(pages):
            Path(folder, f"{number}.html").write_text(_html(page), encoding="utf-8")
        run("pagefind", "--site", folder)
        script = Path(__file__).with_name("pagefind.mjs")
        found = run("node", str(script), str(Path(folder, "pagefind")), lines=[json.dumps(asked)])
    return ([pages[int(Path(url).stem)].id for url in json.loads(line)] for line in found)


def _html(page: Page) -> str:
    title, *paragraphs = map(escape, page.text.split("\n"))
    body = f"<h1>{title}</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<!doctype html><html lang="ja"><title>{title}</title><body>{body}</body></html>'


ENGINES = (Pagefind(),)
