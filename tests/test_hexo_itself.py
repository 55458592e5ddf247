"""Sites of ours, built by the real Hexo with hexo-renderer-marked and read by us: the same posts, field by field.

    npm install --prefix tests/output/generators hexo@8.1.2 hexo-renderer-marked@7.0.1

SAKUIN_GENERATORS names another folder with `node_modules`.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hexo_sites import ASSETS, PLAIN, SET
from sites import read_posts

from index.document import Document
from index.reading.sites.detect import detect_site

GENERATORS = Path(os.environ.get("SAKUIN_GENERATORS") or Path(__file__).parent / "output/generators")
MODULES = GENERATORS / "node_modules"
TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."})
SITES = {"with its defaults": PLAIN, "with everything set": SET, "with folders of assets": ASSETS}

pytestmark = pytest.mark.skipif(not (MODULES / "hexo").is_dir(), reason=f"Hexo is not installed in {MODULES}")

Both = tuple[dict[str, Any], dict[str, Document]]


class _Page(HTMLParser):
    """What a page shows outside of code, and the ids of its headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.ids, self.hidden = "", list[str](), 0
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        self.hidden += tag in ("pre", "iframe", "table")
        if tag in ("h1", "h2", "h3"):
            self.ids.append(said.get("id") or "")
        if tag == "img":
            self.text += said.get("alt") or said.get("title") or ""

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("pre", "iframe", "table")

    def handle_data(self, data: str) -> None:
        self.text += "" if self.hidden else data


@pytest.fixture(scope="module", params=SITES)
def both(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Both:
    """The posts of a site by path, as Hexo has them and as we do."""
    root = tmp_path_factory.mktemp("hexo")
    for name, text in SITES[request.param].items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "node_modules").symlink_to(MODULES.resolve())
    site = detect_site(root)
    environment = {**os.environ, "TZ": site.timezone}
    subprocess.run(
        ["node", "node_modules/hexo/bin/hexo", "generate", "--silent"],
        cwd=root,
        env=environment,
        check=True,
        capture_output=True,
        timeout=60,
    )
    built = json.loads((root / "public/posts.json").read_text(encoding="utf-8"))
    read = [each.document for each in read_posts(site)]
    return {post["path"]: post for post in built}, {post.path: post for post in read if post}


def test_the_same_posts(both: Both) -> None:
    built, read = both
    assert set(read) == set(built)


@pytest.mark.parametrize(
    ("of_hexo", "ours"),
    [
        (lambda post: unquote(post["url"]), lambda post: unquote(post.url)),
        (lambda post: _moment(post["date"]), lambda post: _moment(post.date)),
        (lambda post: _moment(post["updated"]), lambda post: _moment(post.updated)),
        (lambda post: post["title"], lambda post: post.title),
        (lambda post: set(post["tags"]), lambda post: set(post.tags)),
        (lambda post: set(post["categories"]), lambda post: set(post.categories)),
        (lambda post: _Page(post["html"]).ids, lambda post: [each.anchor for each in post.sections if each.heading]),
        (lambda post: _words(_Page(post["html"]).text.translate(TYPED)), lambda post: _words(_text(post))),
    ],
    ids=["url", "date", "updated", "title", "tags", "categories", "ids", "words"],
)
def test_the_same_field(both: Both, of_hexo: Callable[[Any], object], ours: Callable[[Document], object]) -> None:
    built, read = both
    assert {path: ours(post) for path, post in read.items()} == {path: of_hexo(built[path]) for path in read}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(post: Document) -> str:
    return "".join(section.heading + section.text for section in post.sections)


def _words(text: str) -> str:
    return "".join(text.split())
