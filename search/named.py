"""The post that a person means: by id, path, file, address, slug or title."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from index.errors import InputUnusable
from index.labels import label_key
from search.snapshot import Snapshot

_TOLD = 3  # of the posts that share a name


def find_post(snapshot: Snapshot, name: str) -> int | None:
    """The number of the post of that name, None where there is none. Errors: `InputUnusable` where several have it."""
    found = snapshot.find(name)
    if found is not None:
        return found
    address, title, slug = _address(name), label_key(name), name.strip("/").removesuffix(".html")
    addresses = [_address(post.url) for post in snapshot.briefs]
    for meant in (
        [number for number, url in enumerate(addresses) if address and url == address],
        [number for number, post in enumerate(snapshot.briefs) if label_key(post.title) == title],
        [number for number, url in enumerate(addresses) if PurePosixPath(url).name.removesuffix(".html") == slug],
    ):
        if meant:
            return _only(snapshot, name, meant)
    return None


def _address(url: str) -> str:
    """The path of an address, as people write it: without the server, percent signs, a fragment, and the last slash."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return unquote(path).removesuffix("index.html").rstrip("/") if "/" in path else ""


def _only(snapshot: Snapshot, name: str, meant: list[int]) -> int:
    if len(meant) == 1:
        return meant[0]
    paths = sorted(snapshot.briefs[number].path for number in meant)
    some = ", ".join(paths[:_TOLD]) + (" …" if len(paths) > _TOLD else "")
    raise InputUnusable(
        ja=f"{name} という記事は{len(meant)}件あります: {some}。ファイルの名前で指定してください。",
        en=f"{len(meant)} posts are called {name}: {some}. Name one by its file.",
    )
