"""The description by which a browser finds this search."""

from html.parser import HTMLParser
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from fakes import FailingSearcher, FakeSearcher

from index.errors import IndexMissing
from web.app import create_app

NS = "{http://a9.com/-/spec/opensearch/1.1/}"
PAGES = ["/", "/search?q=味噌", "/search?q=量子", "/search?q=味噌+量子", f"/p/{FakeSearcher().posts[0].id}", "/nope"]


def described(title="", host="search.example", **headers):
    client = create_app(FakeSearcher(), title=title).test_client()
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
