"""Which searches of readers count, and that nobody waits for that or is known by it."""

import time

import blog
import pytest
from apps import settings_of
from blog import searcher_of
from counted import BROWSER, Counted
from fakes import POSTS, FailingSearcher, FakeSearcher

from index.errors import SearchTimeout
from web.app import create_app
from web.serving.number import WARMING_UP
from web.wsgi import open_app


@pytest.fixture
def counted(tmp_path):
    counted = Counted(tmp_path / "queries.db")
    yield counted
    counted.counter.close()


@pytest.mark.parametrize(
    ("method", "url", "source"),
    [
        ("GET", "/search?q=味噌", "page"),
        ("GET", "/search?q=味噌&lang=en", "page"),
        ("GET", "/search?q=味噌&utm_source=x", "page"),
        ("GET", "/?q=味噌", "page"),
        ("GET", "/search?q=味噌&back=https://blog.example.jp/2024/a/", "widget"),
        ("GET", "/api/v1/search?q=味噌", "api"),
        ("GET", "/api/v1/search?q=味噌&limit=3&facets=&tag=料理", "api"),
        ("HEAD", "/search/fragment?q=味噌", "page"),  # what was typed has stood for a while
        ("HEAD", "/search/fragment?q=味噌&tag=料理", "page"),
        ("GET", "/search/fragment?q=味噌", None),  # on the way to a word
        ("HEAD", "/search?q=味噌", None),
        ("HEAD", "/api/v1/search?q=味噌", None),
        ("GET", "/search?q=味噌&page=2", None),
        ("GET", "/search?q=味噌&tag=料理", None),  # a filter of what was searched
        ("GET", "/search?q=味噌&sort=date", None),
        ("GET", "/search?q=味噌&exact=1", None),
        ("GET", "/search?tag=料理", None),
        ("GET", "/search?q=", None),
        ("GET", "/search?q=" + "あ" * 101, None),
        ("GET", "/", None),
        ("GET", "/api/v1/search", None),
        ("GET", "/api/v1/search?q=味噌&offset=10", None),
        ("GET", "/api/v1/search?q=味噌&limit=x", None),
        ("GET", "/api/v1/suggest?q=味噌", None),
        ("GET", "/suggest?q=味噌", None),
        ("GET", "/api/v1/facets/tags?q=味噌", None),
        ("GET", "/feed.atom?q=味噌", None),
        ("GET", "/feed.json?q=味噌", None),
        ("GET", "/tags?q=味噌", None),
        ("GET", "/editor/timeline?q=味噌", None),
    ],
)
def test_what_counts(counted, method, url, source):
    counted.ask(url, method=method)
    found = counted.found
    assert list(found) == (["味噌"] if source else [])
    if source:
        one = found["味噌"]
        assert (one.times, getattr(one, source), one.page + one.widget + one.api) == (1, 1, 1)


@pytest.mark.parametrize(
    "url",
    [
        "/api/v1/docs",
        "/api/v1/openapi.json",
        "/api/v1/posts",
        "/api/v1/stats",
        "/api/v1/facets/tags?q=味噌",
        "/api/v1/suggest?q=味噌",
        "/healthz",
        "/readyz",
        "/help",
        "/tags",
        "/feed.atom?q=味噌",
        "/opensearch.xml",
        f"/p/{POSTS[0].id}",
        "/search?tag=味噌",
    ],
)
def test_what_does_not_count_is_answered_as_ever(counted, url):
    assert counted.ask(url).status_code == 200
    assert not counted.found


@pytest.mark.parametrize(
    ("agent", "counts"),
    [
        (BROWSER, True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", True),
        ("Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", True),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", True),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 Line/15.1.0/IAB", True),
        ("curl/8.5.0", True),
        ("", True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", False),
        ("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36", False),
        ("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", False),
        ("Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)", False),
        ("Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)", False),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)", False),
        ("Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)", False),
        ("Y!J-WSC/1.0 crawler", False),
        ("Hatena::Russia::Crawler/0.01", False),
        ("facebookexternalhit/1.1", False),
        ("meta-externalagent/1.1", False),
        ("Mediapartners-Google", False),
        ("GoogleOther", False),
        ("ia_archiver", False),
        ("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", False),
    ],
)  # fmt: skip
def test_robots_do_not_count(counted, agent, counts):
    counted.ask("/search?q=味噌", agent=agent)
    assert counted.times == ({"味噌": 1} if counts else {})


def test_neither_counts_what_a_browser_loads_ahead_nor_what_we_ask_ourselves(counted):
    counted.ask("/search?q=味噌", headers={"Sec-Purpose": "prefetch;prerender"})
    counted.ask("/search?q=味噌", environ_overrides={WARMING_UP: True})
    assert counted.times == {}


@pytest.mark.parametrize(
    ("method", "url", "nothing"),
    [
        ("GET", "/search?q=量子", 1),
        ("GET", "/search?q=味噌", 0),
        ("GET", "/api/v1/search?q=量子", 1),
        ("HEAD", "/search/fragment?q=量子", 1),
        ("GET", "/search?q=味噌 量子", 1),  # no post has both
        ("HEAD", "/search/fragment?q=味噌&tag=Python", 0),  # the blog has it elsewhere
        ("GET", "/api/v1/search?q=味噌&year=1999", 0),
    ],
)
def test_what_found_nothing(counted, method, url, nothing):
    counted.ask(url, method=method)
    assert [each.without_hits for each in counted.found.values()] == [nothing]


@pytest.mark.parametrize("url", ["/search?q=量子", "/search?q=味噌", "/api/v1/search?q=量子"])
def test_an_answer_that_is_sent_again_counts_as_any_other(counted, url):
    first = counted.ask(url)
    counted.ask(url)
    again = counted.ask(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.headers["ETag"]) == (304, first.headers["ETag"])
    (one,) = counted.found.values()
    assert (one.times, one.without_hits) == (3, 3 if "量子" in url else 0)


def test_what_was_typed_is_answered_once(counted):
    """Where it was meant, HEAD tells it, and is answered from what was finished."""
    asked = []

    class Searcher(FakeSearcher):
        def search(self, request):
            asked.append(request.query)
            return super().search(request)

    counted = Counted(counted.log.path, Searcher())
    for query in ("み", "みそ", "味噌"):
        counted.ask(f"/search/fragment?q={query}")
    counted.ask("/search/fragment?q=味噌", method="HEAD", headers={"Cache-Control": "no-cache"})
    counted.counter.close()
    assert (counted.times, asked) == ({"味噌": 1}, ["み", "みそ", "味噌"])


def test_what_fails_does_not_count(counted):
    failing = Counted(counted.log.path, FailingSearcher(SearchTimeout(ja="時間切れ", en="too long")))
    for url in ("/search?q=味噌", "/api/v1/search?q=味噌"):
        assert failing.ask(url).status_code == 503
    assert counted.times == {}


def test_the_longest_that_somebody_waited(tmp_path):
    class Searcher(FakeSearcher):
        def search(self, request):
            time.sleep(0.05)
            return super().search(request)

    counted = Counted(tmp_path / "queries.db", Searcher())
    for _ in range(3):
        counted.ask("/search?q=味噌")
    counted.counter.close()
    assert 50 <= counted.found["味噌"].slowest_ms < 2000


def test_nothing_in_the_file_tells_who_asked(counted):
    address, agent = "203.0.113.77", f"{BROWSER} Strange/77"
    for url in ("/search?q=味噌", "/search?q=味噌&back=https://blog.example.jp/private/", "/api/v1/search?q=味噌"):
        counted.ask(
            url,
            agent=agent,
            environ_overrides={"REMOTE_ADDR": address},
            headers={"Cookie": "id=4711", "Referer": "https://elsewhere.example/", "Accept-Language": "eo"},
        )
    folder = counted.log.path.parent
    assert counted.times == {"味噌": 3}
    for data in [path.read_bytes() for path in folder.iterdir()]:
        for personal in (address, "Strange", "Mozilla", "4711", "private", "elsewhere", "eo\0"):
            assert personal.encode() not in data


def test_no_file_where_nothing_is_counted(tmp_path):
    index = tmp_path / ".sakuin"
    searcher_of(index, [blog.post("a", "味噌", "味噌を仕込む。")])
    before = sorted(index.iterdir())
    app = open_app(index, settings_of())
    with app.test_client().get("/search?q=味噌") as answer:
        assert answer.status_code == 200
    assert sorted(index.iterdir()) == before


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_help_says_what_is_kept_only_where_it_is(tmp_path, lang):
    says = {
        "ja": ("30日間保存", "Cookie を使わず、検索した語も"),
        "en": ("for 30 days", "what was searched, and by whom, is not"),
    }
    counted = Counted(tmp_path / "queries.db", retention_days=30)
    kept = counted.ask(f"/help?lang={lang}").text
    nothing = create_app(FakeSearcher(), settings_of(retention_days=30)).test_client().get(f"/help?lang={lang}").text
    assert [text in kept for text in says[lang]] == [True, False]
    assert [text in nothing for text in says[lang]] == [False, True]
    assert "data-counted" in kept
    assert "data-counted" not in nothing
