"""Our sites of Hugo, built by Hugo: it publishes the posts that we read, at the same address, with the same date, names and ids.

Debian's Hugo (0.111) or a newer one; what came later is asked of a newer one alone.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

import pytest
from hugo_sites import SITES
from sites import read_posts

from index.document import Document
from index.reading.sites.detect import detect_site

HUGO = shutil.which("hugo")

pytestmark = pytest.mark.skipif(
    HUGO is None, reason="not held against Hugo: it is not installed (apt-get install hugo)"
)

# A page is not laid out but told, so that what Hugo says can be read.
TELLING = """\
{{ dict "url" .RelPermalink "title" .Title "date" (.Date.Format "2006-01-02T15:04:05-07:00") "tags" .Params.tags
"categories" .Params.categories "content" .Content | jsonify | safeHTML }}"""


@dataclass(frozen=True)
class Built:
    """The pages that Hugo has made of a site, and our documents, both by address."""

    pages: dict[str, dict[str, object]]
    documents: dict[str, Document]


@pytest.fixture(scope="module", params=SITES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    if request.param == "newer" and _version() < (0, 160):
        pytest.xfail(f"Hugo {_version()} does not know this yet")
    root = tmp_path_factory.mktemp(request.param)
    layouts = {
        "_default/single.html": TELLING,
        "_default/list.html": "-",
        "shortcodes/note.html": "<p>{{ .Inner }}</p>",
    }
    for name, text in {**SITES[request.param], **{f"layouts/{each}": text for each, text in layouts.items()}}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    done = subprocess.run([HUGO or "", "--source", root, "--destination", "public"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    told = (path.read_text(encoding="utf-8") for path in (root / "public").rglob("*.html"))
    pages = [json.loads(text) for text in told if text.startswith("{")]
    site = detect_site(root)
    readings = read_posts(site)
    assert [problem for reading in readings for problem in reading.problems] == []
    documents = [reading.document for reading in readings if reading.document]
    return Built(
        {unquote(page["url"]): page for page in pages},
        {unquote(each.url).removeprefix("https://h.example.jp"): each for each in documents},
    )


def _version() -> tuple[int, ...]:
    said = subprocess.run([HUGO or "", "version"], capture_output=True, text=True).stdout
    found = re.search(r"v(\d+)\.(\d+)", said)
    assert found, said
    return int(found[1]), int(found[2])


def _same(built: Built, theirs: Callable[[dict[str, object]], object], ours: Callable[[Document], object]) -> None:
    both = built.pages.keys() & built.documents.keys()
    assert both
    assert {url: ours(built.documents[url]) for url in both} == {url: theirs(built.pages[url]) for url in both}


def test_the_same_posts_at_the_same_addresses(built: Built) -> None:
    assert built.documents.keys() == built.pages.keys()


def test_titles(built: Built) -> None:
    _same(built, lambda page: page["title"], lambda post: post.title)


def test_dates_with_their_zones(built: Built) -> None:
    def dated(page: dict[str, object]) -> str | None:
        date = str(page["date"])
        return None if date.startswith("0001") else date

    _same(built, dated, lambda post: post.date)


@pytest.mark.parametrize("key", ["tags", "categories"])
def test_names(built: Built, key: str) -> None:
    def names(page: dict[str, object]) -> list[object]:
        value = page[key] or []
        return value if isinstance(value, list) else [value]

    _same(built, names, lambda post: list(getattr(post, key)))


def test_ids_of_headings(built: Built) -> None:
    def ids(page: dict[str, object]) -> list[str]:
        found = re.findall(r"<h\d([^>]*)>", str(page["content"]))
        return [unescape(match[1]) if (match := re.search('id="([^"]*)"', each)) else "" for each in found]

    _same(built, ids, lambda post: [section.anchor for section in post.sections if section.heading])


def test_words(built: Built) -> None:
    def words(page: dict[str, object]) -> str:
        shown = re.sub(r'<sup id="fnref.*?</sup>|<a [^>]*class="footnote-backref".*?</a>', "", str(page["content"]))
        shown = re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\1", shown)
        text = unescape(re.sub("<[^>]*>", "", shown)).replace("–", "--").replace("…", "...")  # Hugo's typographer
        return "".join(text.split())

    def read(post: Document) -> str:
        text = "".join(f"{each.heading}{each.text}" for each in post.sections)
        return "".join(text.replace("|", "").split())  # which we write between the cells of a table

    _same(built, words, read)
