"""The parts of a long feed, the links of feeds, and posts that no feed was made for."""

from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from apps import app_of
from fakes import POSTS, FailingSearcher, FakeSearcher, post
from feeds import ATOM, HOST, KINDS, MANY, atom, get, json_feed, links, titles
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

from index.errors import IndexMissing
from web.app import create_app
from web.embed.feeds import moment


def test_fifty_at_a_time_and_the_way_to_the_others():
    searcher, url, found = FakeSearcher(MANY), "/feed.atom?q=猫&page=1", []
    while url:
        feed = atom(url, searcher)
        found.append([entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")])
        assert feed.findtext(f"{ATOM}id") == f"{HOST}/feed.atom?q=%E7%8C%AB"  # of all its parts
        url = next(iter(links(feed, "next")), None)
    assert list(map(len, found)) == [50, 50, 20]
    assert len({each for part in found for each in part}) == 120
    assert links(feed, "self") == [f"{HOST}/feed.atom?q=%E7%8C%AB&page=3"]
    assert links(feed, "previous") == [f"{HOST}/feed.atom?q=%E7%8C%AB&page=2"]
    assert json_feed("/feed.json?q=猫&page=2", searcher)["next_url"] == f"{HOST}/feed.json?q=%E7%8C%AB&page=3"
    assert "next_url" not in json_feed("/feed.json?q=猫&page=3", searcher)


@pytest.mark.parametrize("page", [2, 201, 999999999])
@pytest.mark.parametrize("kind", KINDS)
def test_a_part_that_is_not_there_leads_to_the_first(kind, page):
    response = get(f"/feed.{kind}?q=味噌&page={page}")
    assert (response.status_code, response.location) == (302, f"/feed.{kind}?q=%E5%91%B3%E5%99%8C")


def test_the_feed_leads_to_its_page_and_to_itself():
    feed = atom("/feed.atom?utm_source=x&tag=味噌&q=味噌")
    asked = "q=%E5%91%B3%E5%99%8C&tag=%E5%91%B3%E5%99%8C"
    assert links(feed, "self") == [f"{HOST}/feed.atom?{asked}"]
    assert links(feed, "alternate") == [f"{HOST}/search?{asked}&sort=-date"]
    assert json_feed(f"/feed.json?{asked}")["home_page_url"] == f"{HOST}/search?{asked}&sort=-date"


def test_what_was_passed_over_is_said():
    assert "year" in atom("/feed.atom?year=x").findtext(f"{ATOM}subtitle")
    assert "year" in json_feed("/feed.json?year=x")["description"]


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/", ""),
        ("/search?q=味噌&sort=date&page=1", "?q=%E5%91%B3%E5%99%8C"),
        ("/search?q=量子&tag=味噌", "?q=%E9%87%8F%E5%AD%90&tag=%E5%91%B3%E5%99%8C"),
        ("/search?q=猫&page=3&lang=en", "?q=%E7%8C%AB&lang=en"),
    ],
)
def test_a_page_leads_to_its_feeds(page, query):
    class Alternates(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag == "link" and dict(attrs)["rel"] == "alternate":
                found[dict(attrs)["type"]] = dict(attrs)["href"]

    found = {}
    Alternates().feed(get(page, FakeSearcher(MANY + POSTS)).text)
    assert found == {"application/atom+xml": f"/feed.atom{query}", "application/feed+json": f"/feed.json{query}"}


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2024-05-12T08:30:00+09:00", "2024-05-12T08:30:00+09:00"),
        ("2024-05-12T08:30:00Z", "2024-05-12T08:30:00+00:00"),
        ("2024-05-12", "2024-05-12T00:00:00+00:00"),
        ("1880-01-01T00:00:00+09:18:59", "1879-12-31T14:41:01+00:00"),
        ("0001-01-01T00:00:00+09:18:59", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments(date, found):
    assert (moment(date) and moment(date).isoformat()) == found


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_post_is_read_there_any_other_here(kind):
    own = FakeSearcher((post("2024-01-01-a.md", "猫", "", url="/2024/猫/"),))
    assert f"{HOST}/p/{own.posts_[0].id}" in get(f"/feed.{kind}", own).text
    odd = FakeSearcher((post("2024-01-01-a.md", "猫", "", url='https://例え.example/猫 "の[日]'),))
    assert (
        "https://%E4%BE%8B%E3%81%88.example/%E7%8C%AB%20%22%E3%81%AE%5B%E6%97%A5%5D" in get(f"/feed.{kind}", odd).text
    )


@pytest.mark.parametrize("kind", KINDS)
def test_without_an_index(kind):
    missing = IndexMissing(ja="索引がありません", en="There is no index")
    assert get(f"/feed.{kind}", FailingSearcher(missing)).status_code == 503


odd = st.text(
    st.sampled_from("猫<>&\"']]>\x00\x08\x0b\x1f\x7f\x85\ud800\udfff\ufffe\uffff\U0001f600 \n\r\t　a"), max_size=12
)
posts = st.builds(
    post,
    st.integers(1, 10**6).map(lambda n: f"_posts/2024-01-01-{n}.md"),
    odd,
    odd,
    tags=st.lists(odd, max_size=3).map(tuple),
    categories=st.lists(odd, max_size=2).map(tuple),
    author=odd,
    description=odd,
    url=odd.map(lambda text: f"https://blog.example.jp/{text}") | odd,
    date=st.just("") | st.datetimes(timezones=st.timezones()).map(datetime.isoformat),
    updated=st.just("") | st.datetimes(timezones=st.timezones()).map(datetime.isoformat),
)


@settings(deadline=None)
@given(posts=st.lists(posts, max_size=4, unique_by=lambda each: each.id), query=odd, title=odd)
def test_odd_posts(posts, query, title):
    searcher = FakeSearcher(tuple(posts), title=title)
    number = len(posts)
    assert len(titles("atom", "/feed.atom", searcher)) == len(titles("json", "/feed.json", searcher)) == number
    asked = {"q": query.encode("utf-8", "replace").decode(), "tag": title.encode("utf-8", "replace").decode()}
    client = create_app(searcher).test_client()
    assert client.get("/feed.atom", query_string=asked).status_code == 200
    assert fromstring(client.get("/feed.atom", query_string=asked).data).tag == f"{ATOM}feed"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("blog.example", 200),
        ("127.0.0.1:8787", 200),
        ("[::1]:8787", 200),
        ("xn--", 200),
        ("xn--a", 200),
        ('a"b<c', 400),
        ("a/b", 400),
        ("a b", 400),
        ("a@b", 400),
        ("日本".encode().decode("latin-1"), 400),
    ],
)
@pytest.mark.parametrize("url", ["/feed.atom", "/opensearch.xml", "/feed.json", "/"])
def test_any_name_of_this_server(url, host, status):
    # Not by a test client, which cannot keep cookies for every host.
    body, told, _ = run_wsgi_app(app_of(), {**create_environ(url), "HTTP_HOST": host}, buffered=True)
    assert told.startswith(str(status))
    if status == 200 and url.endswith((".atom", ".xml")):
        assert urlsplit(fromstring(b"".join(body)).find(".//*[@href]").get("href") if "feed" in url else HOST).scheme
