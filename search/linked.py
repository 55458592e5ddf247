"""The posts of a blog that the links of a post lead to."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote, urldefrag, urljoin

from index.document import Brief, Document
from search.snapshot import Snapshot

_STAYS = "/:@!$&'()*+,;=~-._"  # of an address, where all else is percent-encoded


def linked_posts(snapshot: Snapshot, document: Document) -> dict[str, Brief]:
    """By the target of each link as it is written: /2024/miso/, ../miso/, the whole address, or the name of a file, as
    `{% post_url 2024-05-12-miso %}` gives it."""
    return {target: snapshot.briefs[number] for target, number in linked_numbers(snapshot, document).items()}


def linked_numbers(snapshot: Snapshot, document: Document) -> dict[str, int]:
    """The same posts by their numbers."""
    found = ((link.target, find_linked(snapshot, link.target, document.url)) for link in document.links)
    return {target: number for target, number in found if number is not None}


def find_linked(snapshot: Snapshot, target: str, url: str) -> int | None:
    """The post that a target leads to from an address."""
    numbers = (snapshot.named(name) for name in _names(target, url))
    return next((number for number in numbers if number is not None), None)


def _names(target: str, url: str) -> Iterator[str]:
    """What the post may be called that a target leads to from an address."""
    path = urldefrag(target).url
    if not path:
        return
    try:
        address = urljoin(url, path)
    except ValueError:
        return
    yield from (address, quote(unquote(address), safe=_STAYS))
    if ":" not in path:
        yield from (path.removeprefix("./"), f"{path}.md")
