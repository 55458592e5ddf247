"""The description by which a browser finds this search."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from html.parser import HTMLParser
from threading import Thread
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from apps import app_of, client_of
from fakes import FailingSearcher, FakeSearcher
from flask import request
from werkzeug.serving import make_server

from index.errors import IndexMissing
from web.app import create_app

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SECONDS = 20.0
NS = "{http://a9.com/-/spec/opensearch/1.1/}"
PAGES = ["/", "/search?q=味噌", "/search?q=量子", "/search?q=味噌+量子", f"/p/{FakeSearcher().posts_[0].id}", "/nope"]


def described(title="", host="search.example", **headers):
    client = client_of(title=title)
    response = client.get("/opensearch.xml", base_url=f"https://{host}", headers=headers)
    assert response.content_type == "application/opensearchdescription+xml; charset=utf-8"
    return client, fromstring(response.data)


def templates(root):
    return {url.get("type"): url.get("template") for url in root.iter(f"{NS}Url")}


class Head(HTMLParser):
    """The links in the head of a page."""

    def __init__(self, html):
        super().__init__()
        self.links, self.inside = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "head"
        if tag == "link" and self.inside:
            self.links.append(dict(attrs))

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "head"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_it(page):
    client, _ = described()
    link, *more = [each for each in Head(client.get(page).text).links if each["rel"] == "search"]
    assert more == []
    assert link["title"] == "台所と索引" or page == "/nope"
    response = client.get(link["href"])
    assert response.mimetype == link["type"] == "application/opensearchdescription+xml"
    assert fromstring(response.data).tag == f"{NS}OpenSearchDescription"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("", "台所と索引"),
        ("私のブログ", "私のブログ"),
        ("とても長い名前のブログ検索ページ", "とても長い名前のブログ検索ページ"),
        ("とても長い名前のブログの検索ページ", "とても長い名前のブログの検索ペ…"),
        ("Notes & <code>", "Notes & <code>"),
        ("a\x00b\ufffe", "ab"),
        ("\x00", "ブログ検索"),
        ("題" * 5000, "題" * 15 + "…"),
    ],
)
def test_names_as_long_as_they_may_be(title, short):
    _, root = described(title)
    assert root.findtext(f"{NS}ShortName") == short
    assert len(short) <= 16
    assert len(root.findtext(f"{NS}LongName")) <= 48
    assert 0 < len(root.findtext(f"{NS}Description")) <= 1024
    assert root.findtext(f"{NS}InputEncoding") == "UTF-8"


@pytest.mark.parametrize("kind", ["text/html", "application/x-suggestions+json", "application/atom+xml"])
def test_a_filled_template_answers(kind):
    client, root = described()
    address = templates(root)[kind].replace("{searchTerms}", quote("形態素"))
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("https", "search.example")
    response = client.get(f"{parts.path}?{parts.query}", base_url="https://search.example")
    assert response.status_code == 200
    assert response.mimetype == kind
    assert "Janome で" in response.text


def test_the_icon_is_there():
    client, root = described()
    image = root.find(f"{NS}Image")
    response = client.get(urlsplit(image.text).path, buffered=True)
    assert response.mimetype == image.get("type") == "image/svg+xml"


def test_it_knows_itself_by_the_name_that_is_asked_for():
    _, root = described(host="example.jp:8443")
    assert templates(root)["application/opensearchdescription+xml"] == "https://example.jp:8443/opensearch.xml"


def test_in_english():
    _, root = described(**{"Accept-Language": "en"})
    assert root.findtext(f"{NS}Description") == "Search the posts of “台所と索引”"


def test_without_an_index():
    missing = IndexMissing(ja="索引がありません", en="There is no index")
    assert create_app(FailingSearcher(missing)).test_client().get("/opensearch.xml").status_code == 503


@pytest.fixture
def site():
    """The port of a running application, and the paths that it was asked for."""
    app, asked = app_of(FakeSearcher()), []
    app.before_request(lambda: asked.append(request.path))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.port, asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.slow
def test_a_browser_finds_it(site, tmp_path):
    """Chromium looks for it on the first page of a site, and keeps what it says in its profile."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no browser tests: playwright is not installed")
    if not CHROMIUM:
        pytest.skip("no browser tests: chromium is not installed (apt-get install chromium)")
    port, asked = site
    options = {
        "args": ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP search.example 127.0.0.1"],
        "ignore_default_args": ["--disable-background-networking"],
    }
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch_persistent_context(tmp_path, executable_path=CHROMIUM, **options)
        browser.new_page().goto(f"http://search.example:{port}/")
        end = time.monotonic() + SECONDS
        while "/opensearch.xml" not in asked and time.monotonic() < end:
            time.sleep(0.1)
        time.sleep(1)  # it has it now, and reads it
        browser.close()
    address = f"http://search.example:{port}"
    assert engines(tmp_path) == [
        ("台所と索引", f"{address}/search?q={{searchTerms}}", f"{address}/suggest?q={{searchTerms}}", "UTF-8")
    ]


def engines(profile):
    """The search engines of this site in the profile of a browser."""
    query = "SELECT short_name, url, suggest_url, input_encodings FROM keywords WHERE url LIKE '%search.example%'"
    with closing(sqlite3.connect(profile / "Default/Web Data")) as database:
        return database.execute(query).fetchall()
