"""An answer that the client has already is not made again: 304, without any searching."""

import pytest
from apps import client_of
from fakes import POSTS, FakeSearcher
from msgspec.structs import replace

ADDRESSES = [
    "/api/v1/search?q=味噌",
    "/api/v1/search?q=味噌&lang=en&limit=1",
    f"/api/v1/posts/{POSTS[0].id}?include=body",
    f"/api/v1/posts/{POSTS[0].id}/related",
    "/api/v1/posts?limit=1",
    "/api/v1/posts?format=csv",
    "/api/v1/facets/tags?prefix=味",
    "/api/v1/stats",
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/",
    "/search?q=味噌",
    "/search?q=量子",
    f"/p/{POSTS[0].id}",
    f"/p/{POSTS[0].id}?q=味噌",
    "/search/fragment?q=味噌",
    "/feed.atom",
    "/feed.json?q=味噌",
    "/opensearch.xml",
    "/suggest?q=味",
    "/api/v1/suggest?q=味",
]
OF_THE_INDEX = [url for url in ADDRESSES if url not in {"/api/v1/openapi.json", "/api/v1/docs"}]


class CountingSearcher(FakeSearcher):
    """Counts what it is asked, its state apart."""

    def __init__(self, **fields):
        super().__init__(**fields)
        self.asked = 0

    def __getattribute__(self, name):
        if name in {"search", "posts", "post", "suggest"}:
            self.asked += 1
        return super().__getattribute__(name)


class NewerSearcher(FakeSearcher):
    def state(self, **_):
        return replace(super().state(), generation=43)


class OtherSettingsSearcher(FakeSearcher):
    """The same generation, with other synonyms."""

    def state(self, **_):
        return replace(super().state(), edition="other")


def tag_of(url, searcher=None, *, language="ja", **options):
    answer = client_of(searcher or FakeSearcher(), **options).get(url, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.headers["ETag"]


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_known_answer_is_not_searched_again(url, method):
    searcher = CountingSearcher()
    client = client_of(searcher)
    first = client.get(url)
    asked = searcher.asked
    again = client.open(url, method=method, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, searcher.asked) == (304, b"", asked)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert again.headers["Vary"] == first.headers["Vary"]


@pytest.mark.parametrize("url", OF_THE_INDEX)
@pytest.mark.parametrize("searcher", [NewerSearcher(), OtherSettingsSearcher(), FakeSearcher(indexed=1)])
def test_another_index_is_another_answer(url, searcher):
    known = tag_of(url)
    assert tag_of(url, searcher) != known
    assert client_of(searcher).get(url, headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize("url", ADDRESSES)
def test_another_language_is_another_answer(url):
    if "lang=" not in url:
        assert tag_of(url) != tag_of(url, language="en")


@pytest.mark.parametrize("url", ADDRESSES)
def test_another_version_is_another_answer(url, monkeypatch):
    known = tag_of(url)
    monkeypatch.setattr("web.serving.etag.installed_version", lambda: "99")
    assert tag_of(url) != known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/api/v1/search?q=味噌", "/api/v1/search?q=味噌&limit=1"),
        ("/api/v1/search?q=味噌&lang=ja", "/api/v1/search?q=味噌"),  # lang is in the links
        ("/api/v1/posts", "/api/v1/posts?format=csv"),
        ("/api/v1/posts", "/api/v1/posts?tag=味噌"),
        ("/api/v1/facets/tags", "/api/v1/facets/years"),
        (f"/api/v1/posts/{POSTS[0].id}", f"/api/v1/posts/{POSTS[1].id}"),
        (f"/api/v1/posts/{POSTS[0].id}", f"/api/v1/posts/{POSTS[0].id}?include=body"),
        ("/search?q=味噌", "/search?q=味噌&limit=1&year=x"),  # which is told of
    ],
)
def test_another_request_is_another_answer(one, other):
    assert tag_of(one) != tag_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/api/v1/search?q=味噌&tag=味噌", "/api/v1/search?tag=味噌&q=%E5%91%B3%E5%99%8C"),
        ("/api/v1/search?q=味噌", "/api/v1/search?q=味噌&sort=relevance&explain=off"),
        ("/api/v1/posts?from=2024", "/api/v1/posts?from=2024-01-01"),
        ("/search?q=味噌", "/search?utm_source=x&q=味噌"),
    ],
)
def test_the_same_request_written_otherwise_is_the_same_answer(one, other):
    assert tag_of(one) == tag_of(other)


def test_another_title_is_another_page():
    assert tag_of("/search?q=味噌") != tag_of("/search?q=味噌", title="私の検索")


@pytest.mark.parametrize(
    ("url", "indexed", "kept"),
    [
        ("/api/v1/search?q=味噌", -1, "public, max-age=60, stale-while-revalidate=300"),
        ("/api/v1/search?q=味噌", 1, "no-cache"),  # it is being built: there is more to find in a second
        ("/search?q=味噌", -1, "no-cache"),
        ("/api/v1/search?limit=0", -1, "no-store"),
        ("/p/0123456789ab", -1, "no-store"),
    ],
)
def test_how_long_an_answer_is_kept(url, indexed, kept):
    assert client_of(FakeSearcher(indexed=indexed)).get(url).headers["Cache-Control"] == kept


@pytest.mark.parametrize("url", ["/api/v1/posts/0123456789ab", "/p/0123456789ab", "/api/v1/search?limit=0"])
def test_an_error_has_no_tag(url):
    answer = client_of(FakeSearcher()).get(url, headers={"If-None-Match": "*"})
    assert answer.status_code in {400, 404}
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("url", ["/api/v1/search", "/feed.atom", "/"])
def test_any_tag_will_do(url):
    """RFC 9110, 13.1.2: * is whatever there is."""
    answer = client_of(FakeSearcher()).get(url, headers={"If-None-Match": "*"})
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag_of(url))


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("/api/v1/openapi.json", {"metrics": True}),
        ("/api/v1/docs", {"shortcut": ""}),
        ("/search?q=味噌", {"shortcut": ""}),
        ("/search?q=味噌", {"text_fragments": False}),
        ("/feed.atom", {"public_url": "https://blog.example.jp"}),
    ],
)
def test_other_settings_are_another_answer(url, options):
    assert tag_of(url) != tag_of(url, **options)


@pytest.mark.parametrize("url", ["/api/v1/docs", "/search?q=味噌", "/opensearch.xml"])
def test_another_title_is_another_answer(url):
    assert tag_of(url) != tag_of(url, title="別の題")


@pytest.mark.parametrize("tag", ['"x"', "W/", '"', "g42", '"\xff"', ", ,", "W/" * 500])
def test_a_tag_that_is_not_ours(tag):
    assert client_of(FakeSearcher()).get("/api/v1/search", headers={"If-None-Match": tag}).status_code == 200
