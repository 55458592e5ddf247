"""How well related posts are found: posts are cut in two, and the second half is looked for by the first.

    python tests/twins.py FOLDER [--posts 400]

The halves have the text of a post, without title and tags. It prints how often the second half is first, and among the first five, and
the same for a plain cosine of tf-idf, (1 + ln f) x ln(N / n), over the words of the same text.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from index.analyzed import Field
from index.corpus import index_documents
from index.document import Document, Section, document_id
from index.reading.postfile import PostFile
from index.reading.sites.detect import detect_site
from index.reading.source import open_post, read_body
from index.reading.walk import find_posts
from search.request import RelatedRequest
from search.snapshot import Snapshot, open_snapshot
from search.view import View

LEAST = 400  # characters, of which two halves can be told


def halves(post: Document) -> tuple[Document, Document]:
    """A post cut where half of its paragraphs' characters are read."""
    paragraphs = [text for section in post.sections for text in (section.heading, *section.text.split("\n\n")) if text]
    read = list(accumulate(map(len, paragraphs)))
    middle = next(place for place, length in enumerate(read, 1) if 2 * length >= read[-1])
    middle = min(max(middle, 1), len(paragraphs) - 1)
    return _half(post, "a", paragraphs[:middle]), _half(post, "b", paragraphs[middle:])


def _half(post: Document, name: str, paragraphs: Sequence[str]) -> Document:
    path = f"{post.path}.{name}"
    section = Section(0, "", "", "\n\n".join(paragraphs))
    return Document(document_id(path), path, f"/{path}/", name, sections=(section,))


def read_posts(folder: Path) -> Iterator[Document]:
    site = detect_site(folder)
    for path in find_posts(site):
        document = read_body(open_post(PostFile(path, site)), site).document
        text = "\n\n".join(section.text for section in document.sections) if document else ""
        if document and len(text) > LEAST and "\n\n" in text:
            yield document


class PlainCosine:
    def __init__(self, snapshot: Snapshot) -> None:
        terms, documents, frequencies = snapshot.every_posting(Field.BODY)
        self._size, having = len(snapshot), np.bincount(terms, minlength=len(snapshot.lexicon))
        weights = (1 + np.log(frequencies)) * np.log(self._size / np.maximum(having, 1))[terms]
        norms = np.sqrt(np.bincount(documents, weights=weights**2, minlength=self._size))
        self._terms, self._documents, self._weights = terms, documents, weights / np.maximum(norms, 1e-9)[documents]
        self._vector = np.zeros(len(having))

    def nearest(self, document: int) -> list[int]:
        mine = self._documents == document
        self._vector[:] = 0
        self._vector[self._terms[mine]] = self._weights[mine]
        cosines = np.bincount(self._documents, weights=self._weights * self._vector[self._terms], minlength=self._size)
        cosines[document] = -1
        return np.argsort(-cosines)[:5].tolist()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--posts", type=int, default=400)
    asked = arguments.parse_args()
    posts = list(read_posts(asked.folder))
    cut = [post for number, post in enumerate(posts) if number * asked.posts % len(posts) < asked.posts]
    with TemporaryDirectory(prefix="sakuin-twins-") as folder:
        place = Path(folder) / ".sakuin"
        index_documents(place, [half for post in cut for half in halves(post)])
        view = View(open_snapshot(place))
        began = time.perf_counter()
        request = RelatedRequest(limit=5, min_score=0)
        numbers = {post.path: number for number, post in enumerate(view.snapshot.briefs)}
        pairs = [(numbers[f"{post.path}.a"], numbers[f"{post.path}.b"]) for post in cut]
        found = [[numbers[near.path] for near in view.related.to(one, request)] for one, _ in pairs]
        took = time.perf_counter() - began
        plain = PlainCosine(view.snapshot)
        told("related", found, pairs)
        told("plain cosine", [plain.nearest(one) for one, _ in pairs], pairs)
        print(f"{len(pairs)} posts cut in two, {took:.1f} s")


def told(name: str, found: Sequence[Sequence[int]], pairs: Sequence[tuple[int, int]]) -> None:
    first, in_five = (
        sum(other in near[:most] for near, (_, other) in zip(found, pairs, strict=True)) / len(pairs) for most in (1, 5)
    )
    print(f"{name:14} first {100 * first:5.1f} %   among five {100 * in_five:5.1f} %")


if __name__ == "__main__":
    main()
