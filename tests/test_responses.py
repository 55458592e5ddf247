"""What was finished once is sent again as it was, to whoever asks the same: in the same edition, at the same address, in the same
language and encoding, and to nobody else."""

from itertools import product
from threading import Thread
from unittest.mock import Mock

import pytest
from apps import app_of, client_of
from fakes import POSTS, FakeSearcher
from msgspec.structs import replace

import web.serving.compress
from index.errors import IndexMissing, SearchTimeout

ADDRESSES = [
    "/",
    "/search?q=味噌",
    "/search?q=量子",
    "/search?q=味噌&page=9",  # which leads to the first page
    "/search/fragment?q=味噌",
    "/tags",
    "/help",
    f"/p/{POSTS[0].id}?q=味噌",
    "/feed.atom",
    "/feed.json?q=味噌",
    "/opensearch.xml",
    "/suggest?q=味",
    "/api/v1/search?q=味噌&limit=1",
    "/api/v1/facets/tags",
    "/api/v1/stats",
    f"/api/v1/posts/{POSTS[0].id}?include=body",
    f"/api/v1/posts/{POSTS[0].id}/related",
    "/api/v1/posts?limit=1",
    "/api/v1/posts?format=ndjson",
    "/api/v1/posts?format=csv",
    "/api/v1/suggest?q=味",
    "/api/v1/openapi.json",
    "/api/v1/docs",
]
WAYS = [
    {"base_url": server, "headers": {"Accept-Language": language, "Accept-Encoding": encoding}}
    for server, language, encoding in product(
        ("http://localhost", "https://localhost", "http://blog.example.jp:8080"), ("ja", "en"), ("gzip", "identity")
    )
]


class CountingSearcher(FakeSearcher):
    """Counts what it is asked, its state apart, which is of the generation with that number."""

    asked, generation = 0, 42

    def __getattribute__(self, name):
        if name in {"search", "posts", "post", "suggest"}:
            self.asked += 1
        return super().__getattribute__(name)

    def state(self, **options):
        return replace(super().state(**options), generation=self.generation)


def whole(answer):
    """All that is sent, but for the number of the request."""
    return answer.status, [pair for pair in answer.headers if pair[0] != "X-Request-Id"], answer.data


@pytest.mark.parametrize(
    ("one", "other", "again"),
    [
        ("/search?q=味噌", "/search?q=味噌", True),
        ("/search?q=味噌&tag=味噌", "/search?tag=味噌&q=%E5%91%B3%E5%99%8C", True),
        ("/search?q=味噌", "/search?utm_source=x&q=味噌&sort=relevance", True),
        ("/search?q=味噌", "/search?q=味噌&lang=ja", False),  # its links have it too
        ("/search?q=味噌", "/search?q=味噌&page=x", False),  # which is told of
        ("/search?q=味噌", "/search/fragment?q=味噌", False),
        ("/api/v1/search?q=味噌&limit=10", "/api/v1/search?explain=0&q=味噌", True),
        ("/api/v1/search?q=味噌", "/api/v1/search?q=味噌&limit=11", False),
        ("/api/v1/posts", "/api/v1/posts?format=csv", False),
        ("/suggest?q=味", "/suggest?limit=1&q=味", True),
    ],
)
def test_who_asks_the_same(one, other, again):
    searcher = CountingSearcher()
    client = client_of(searcher)
    client.get(one)
    asked = searcher.asked
    client.get(other)
    assert (searcher.asked == asked) == again


@pytest.mark.parametrize(
    ("one", "other", "again"),
    [
        ({"Accept-Language": "en"}, {"Accept-Language": "en-GB, ja;q=0.5"}, True),
        ({"Accept-Language": "en"}, {"Accept-Language": "ja"}, False),
        ({"Accept-Encoding": "gzip, br"}, {"Accept-Encoding": "*"}, True),
        ({"Accept-Encoding": "gzip"}, {"Accept-Encoding": "gzip;q=0"}, False),
        ({"Host": "localhost"}, {"Host": "blog.example.jp"}, False),
        ({}, {"User-Agent": "x", "Cookie": "a=b", "Authorization": "Bearer x", "Cache-Control": "no-cache"}, True),
    ],
)
def test_who_takes_the_same(one, other, again):
    searcher = CountingSearcher()
    client = client_of(searcher)
    client.get("/search?q=味噌", headers=one)
    asked = searcher.asked
    client.get("/search?q=味噌", headers=other)
    assert (searcher.asked == asked) == again


@pytest.mark.parametrize("methods", list(product(["GET", "HEAD"], repeat=2)))
def test_head_and_get_are_one(methods):
    searcher = CountingSearcher()
    client = client_of(searcher)
    first, second = (client.open("/search?q=味噌", method=method) for method in methods)
    assert searcher.asked == 1
    assert first.content_length == second.content_length > 1000


@pytest.mark.parametrize("url", ADDRESSES)
def test_it_is_sent_as_it_was(url):
    searcher = CountingSearcher()
    client = client_of(searcher, cors="*")
    for way in WAYS:
        first = whole(client.get(url, **way))
        asked = searcher.asked
        assert whole(client.get(url, **way)) == first
        assert searcher.asked == asked


@pytest.mark.parametrize("url", ADDRESSES)
def test_nobody_gets_what_another_asked_for(url):
    """Whatever of two requests differs in their answers keeps them apart: who comes first does not matter."""
    one, other = client_of(FakeSearcher()), client_of(FakeSearcher())
    forth = [whole(one.get(url, **way)) for way in WAYS]
    back = [whole(other.get(url, **way)) for way in reversed(WAYS)]
    assert forth == back[::-1]


def test_it_is_packed_once(monkeypatch):
    packed = Mock(return_value=b"packed")
    monkeypatch.setattr(web.serving.compress.gzip, "compress", packed)
    client = client_of(FakeSearcher())
    for _ in range(3):
        assert client.get("/search?q=味噌", headers={"Accept-Encoding": "gzip"}).data == b"packed"
    assert packed.call_count == 1


def test_two_applications_share_nothing():
    searchers = CountingSearcher(), CountingSearcher()
    for searcher in searchers:
        client_of(searcher).get("/search?q=味噌")
        assert searcher.asked == 1


def test_another_generation_is_made_anew():
    searcher = CountingSearcher()
    client = client_of(searcher)
    for generation in (42, 43, 43):
        searcher.generation = generation
        assert client.get("/api/v1/search?q=味噌").json["index"]["generation"] == generation
    assert searcher.asked == 2


def test_what_a_server_says_of_itself_is_asked_each_time():
    class Searcher(FakeSearcher):
        gone = False

        def state(self, **options):
            if self.gone:
                raise IndexMissing(ja="ない", en="none")
            return super().state(**options)

    searcher = Searcher()
    client = client_of(searcher, metrics=True)
    before = client.get("/metrics").data
    assert client.get("/readyz").status_code == 200
    searcher.gone = True
    assert client.get("/readyz").status_code == 503
    assert client.get("/metrics").data != before


@pytest.mark.parametrize("url", ["/search?q=味噌", "/api/v1/search?q=味噌", "/feed.atom", "/api/v1/docs"])
def test_what_goes_wrong_is_asked_again(url):
    """On the page that describes the API, what takes too long is but left out."""

    class Searcher(FakeSearcher):
        fails = True

        def search(self, request):
            if self.fails and (request.query or request.sort == "-date"):
                raise SearchTimeout(ja="時間切れ", en="too long")
            return super().search(request)

    searcher = Searcher()
    client = client_of(searcher)
    failed = client.get(url)
    assert (failed.headers["Cache-Control"], failed.headers.get("ETag")) == ("no-store", None)
    searcher.fails = False
    assert whole(client.get(url)) == whole(client_of(FakeSearcher()).get(url))


@pytest.mark.parametrize("url", ["/p/0123456789ab", "/api/v1/posts/0123456789ab", "/api/v1/posts/0123456789ab/related"])
def test_what_is_not_there_is_looked_for_each_time(url):
    searcher = CountingSearcher()
    client = client_of(searcher)
    for asked in (1, 2):
        assert client.get(url).status_code == 404
        assert searcher.asked == asked


def test_it_is_counted_and_logged_as_any_other(caplog):
    caplog.set_level("INFO", "sakuin.requests")
    client = client_of(FakeSearcher(), metrics=True)
    for _ in range(3):
        client.get("/search?q=量子")
    lines = client.get("/metrics").text.splitlines()
    assert 'sakuin_requests_total{endpoint="pages.search",method="GET",status="200"} 3.0' in lines
    assert "sakuin_searches_without_hits_total 3.0" in lines
    assert [record.args["path"] for record in caplog.records].count("/search") == 3


@pytest.mark.parametrize("url", ["/search?q=味噌", "/api/v1/search?q=味噌"])
def test_many_ask_at_once(url):
    app = app_of(FakeSearcher(), metrics=True)
    expected = whole(app.test_client().get(url))
    answers = []
    threads = [
        Thread(target=lambda: answers.extend(whole(app.test_client().get(url)) for _ in range(20))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 80
