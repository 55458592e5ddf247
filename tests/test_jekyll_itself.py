"""Jekyll builds sites of ours, and we read them: posts, addresses, dates, titles, tags, ids and text are to be the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from jekyll_sites import SITES
from shown import Page, ids_of, text_of
from sites import read_posts

from index.document import Document
from index.reading.sites.detect import detect_site

JEKYLL = shutil.which("jekyll")
# What is written to _site has no dates; this writes what Jekyll knows of each document, and its text without a layout.
DUMP = """\
require "json"
Jekyll::Hooks.register :site, :post_render do |site|
  documents = site.documents.grep(Jekyll::Document).select(&:write?).map do |each|
    { path: each.path.delete_prefix("#{Dir.pwd}/"), url: each.url, date: each.date.iso8601, title: each.data["title"],
      tags: each.data["tags"], categories: each.data["categories"], html: each.content }
  end
  File.write("documents.json", JSON.generate(documents))
end
"""

pytestmark = pytest.mark.skipif(not JEKYLL, reason="jekyll is not installed (apt-get install jekyll)")


@pytest.fixture(scope="module", params=SITES)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, dict[str, Any]], dict[str, Document]]:
    """What Jekyll makes of a site, and what we do, by path."""
    settings, files = SITES[request.param]
    root = tmp_path_factory.mktemp("site")
    plugins = "src/_plugins" if "source: src" in settings else "_plugins"
    ours = {"_config.yml": f"{settings}timezone: Asia/Tokyo\ntitle: 私の日記\n", f"{plugins}/dump.rb": DUMP}
    for name, content in {**files, **ours}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    environ = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    subprocess.run(["jekyll", "build", "--quiet"], cwd=root, env=environ, check=True, timeout=60)
    theirs = json.loads((root / "documents.json").read_text(encoding="utf-8"))
    site = detect_site(root)
    documents = (each.document for each in read_posts(site))
    return {each["path"]: each for each in theirs}, {each.path: each for each in documents if each}


FIELDS: dict[str, tuple[Callable[[dict[str, Any]], Any], Callable[[Document], Any]]] = {
    "url": (lambda theirs: theirs["url"], lambda ours: ours.url),
    "date": (lambda theirs: theirs["date"], lambda ours: ours.date),
    "title": (lambda theirs: " ".join(theirs["title"].split()), lambda ours: ours.title),
    "tags": (lambda theirs: theirs["tags"], lambda ours: list(ours.tags)),
    "categories": (lambda theirs: theirs["categories"], lambda ours: list(ours.categories)),
    "ids": (lambda theirs: Page(theirs["html"]).ids, ids_of),
    "text": (lambda theirs: Page(theirs["html"]).text, text_of),
}


def test_the_same_posts(both: tuple[dict[str, dict[str, Any]], dict[str, Document]]) -> None:
    theirs, ours = both
    assert sorted(ours) == sorted(theirs)


@pytest.mark.parametrize("name", FIELDS)
def test_the_same(both: tuple[dict[str, dict[str, Any]], dict[str, Document]], name: str) -> None:
    theirs, ours = both
    of_theirs, of_ours = FIELDS[name]
    assert {path: of_ours(each) for path, each in ours.items()} == {
        path: of_theirs(each) for path, each in theirs.items()
    }
