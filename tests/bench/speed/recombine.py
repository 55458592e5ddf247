"""New posts out of the paragraphs of a blog: as many as are wanted, each about as long as a real one, in its words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.json import encode

from index.document import Document
from search.snapshot import Snapshot

_PARAGRAPHS_TO_A_HEADING = 6


@dataclass(frozen=True)
class Material:
    """A blog taken apart. No paragraph is here twice: a post that repeats itself is shown, and indexed, once."""

    heads: tuple[Document, ...]
    lengths: tuple[int, ...]
    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]


def material_of(snapshot: Snapshot) -> Material:
    documents = tuple(map(snapshot.document, range(len(snapshot))))
    sections = [section for document in documents for section in document.sections]
    return Material(
        heads=documents,
        lengths=tuple(sum(len(section.text) for section in document.sections) for document in documents),
        headings=tuple(dict.fromkeys(section.heading for section in sections if section.heading)) or ("見出し",),
        paragraphs=tuple(dict.fromkeys(part for section in sections for part in section.text.split("\n\n") if part)),
    )


def write_blog(material: Material, folder: Path, count: int) -> Path:
    """A Jekyll blog of so many posts, the same at each run; a larger one begins with the posts of a smaller."""
    place = folder / "_posts"
    place.mkdir(parents=True)
    (folder / "_config.yml").write_text("title: recombined\nfuture: true\n", encoding="utf-8")
    chosen = random.Random(4)
    for number in range(count):
        head = chosen.choice(material.heads)
        day = head.date[:10] or "2024-01-01"
        text = "\n\n".join((_front_matter(head, day), *_body(material, chosen)))
        (place / f"{day}-{number:06}.md").write_text(text, encoding="utf-8")
    return folder


def _front_matter(head: Document, day: str) -> str:
    title, tags, categories = (encode(each).decode() for each in (head.title, head.tags, head.categories))
    return f"---\ntitle: {title}\ndate: {day}\ntags: {tags}\ncategories: {categories}\n---"


def _body(material: Material, chosen: random.Random) -> Iterator[str]:
    left, number = chosen.choice(material.lengths), 0
    while left > 0:
        if number % _PARAGRAPHS_TO_A_HEADING == 0:
            yield f"## {chosen.choice(material.headings)}"
        paragraph = chosen.choice(material.paragraphs)
        yield paragraph
        left, number = left - len(paragraph), number + 1
