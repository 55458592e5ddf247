"""Searches to subscribe to, held against the rules of Atom (RFC 4287) and of JSON Feed 1.1."""

import re
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from apps import client_of
from fakes import POSTS, FailingSearcher, FakeSearcher, post
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

from index.errors import IndexMissing
from web.app import create_app
from web.embed.feeds import moment

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "https://search.example"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
URI = re.compile(r"https?://[!-~]+|urn:uuid:[0-9a-f-]{36}")
KINDS = ["atom", "json"]
MANY = tuple(post(f"_posts/2024-01-{n % 28 + 1:02}-p{n}.md", f"猫の記事{n}", "猫がいる。") for n in range(120))


def get(url, searcher=None, **headers):
    app = create_app(searcher or FakeSearcher())
    return app.test_client().get(url, base_url=HOST, headers=headers)


def atom(url, searcher=None, **headers):
    """A valid Atom feed."""
    response = get(url, searcher, **headers)
    assert response.content_type == "application/atom+xml; charset=utf-8"
    feed = fromstring(response.data)
    assert feed.tag == f"{ATOM}feed"
    check_atom(feed, has_author=False)
    assert len(links(feed, "self")) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    for entry in feed.iter(f"{ATOM}entry"):
        check_atom(entry, has_author=feed.find(f"{ATOM}author") is not None)
    return feed


def check_atom(element, *, has_author):
    """What a feed and an entry both must have, and may have once only."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1
    for name in ("subtitle", "published", "icon", "generator", "summary"):
        assert len(element.findall(f"{ATOM}{name}")) <= 1
    assert URI.fullmatch(element.findtext(f"{ATOM}id"))
    for name in ("updated", "published"):
        for found in element.findall(f"{ATOM}{name}"):
            assert RFC_3339.fullmatch(found.text)
            assert datetime.fromisoformat(found.text).tzinfo
    assert has_author or element.find(f"{ATOM}author") is not None
    for author in element.findall(f"{ATOM}author"):
        assert [(child.tag, bool(child.text)) for child in author] == [(f"{ATOM}name", True)]
    assert len(links(element, "alternate")) == 1
    for link in element.findall(f"{ATOM}link"):
        assert URI.fullmatch(link.get("href"))
        assert link.text is None
    for category in element.findall(f"{ATOM}category"):
        assert category.get("term")


def json_feed(url, searcher=None, **headers):
    """A valid JSON Feed."""
    response = get(url, searcher, **headers)
    assert response.content_type == "application/feed+json; charset=utf-8"
    feed = response.get_json(force=True)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert feed.keys() <= {
        *("version", "title", "home_page_url", "feed_url", "description", "next_url", "favicon", "authors", "items")
    }
    assert all(URI.fullmatch(url) for key, url in feed.items() if key.endswith("_url") or key == "favicon")
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    for item in feed["items"]:
        check_item(item)
    return feed


def check_item(item):
    assert isinstance(item["id"], str)
    assert URI.fullmatch(item["url"])
    assert isinstance(item["content_text"], str)  # or content_html, one of the two must be there
    assert all(isinstance(tag, str) and tag for tag in item["tags"])
    for name in ("date_published", "date_modified"):
        assert RFC_3339.fullmatch(item.get(name, "2024-01-01T00:00:00Z"))
    assert all(author["name"] for author in item.get("authors", ()))


def links(element, relation):
    return [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == relation]


def titles(kind, url, searcher=None):
    if kind == "atom":
        return [entry.findtext(f"{ATOM}title") for entry in atom(url, searcher).iter(f"{ATOM}entry")]
    return [item.get("title") for item in json_feed(url, searcher)["items"]]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["味噌ラーメンを作る", "Janome で形態素解析", "味噌を仕込む"]),
        ("q=味噌", ["味噌ラーメンを作る", "味噌を仕込む"]),
        ("q=味噌&sort=date", ["味噌ラーメンを作る", "味噌を仕込む"]),  # always the newest first
        ("tag=Python", ["Janome で形態素解析"]),
        ("category=食&year=2022", ["味噌を仕込む"]),
        ("from=2023&to=2023-12-31", ["Janome で形態素解析"]),
        ("author=花", ["味噌を仕込む"]),
        ("q=量子", []),
        ("q=味噌+量子", []),  # the page shows posts with some of the words, a feed none
        # what is wrong is passed over, as on the page
        ("q=味噌&year=x&utm_source=b&page=-1", ["味噌ラーメンを作る", "味噌を仕込む"]),
        ("q=味噌&limit=1", ["味噌ラーメンを作る", "味噌を仕込む"]),
    ],
)
def test_the_posts_of_the_page(kind, query, found):
    assert titles(kind, f"/feed.{kind}?{query}") == found


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "台所と索引"),
        ("q=味噌", "味噌 – 検索結果 – 台所と索引"),
        ("q=味噌&lang=en", "味噌 – results – 台所と索引"),
        ("tag=味噌&year=2024", "記事の一覧 – タグ: 味噌 – 年: 2024年 – 台所と索引"),
    ],
)
def test_the_title_says_what_is_asked(query, title):
    assert atom(f"/feed.atom?{query}").findtext(f"{ATOM}title") == title
    assert json_feed(f"/feed.json?{query}")["title"] == title


def test_an_entry_of_atom():
    entry = atom("/feed.atom?q=大豆").find(f"{ATOM}entry")
    assert links(entry, "alternate") == ["https://blog.example.jp/2022/miso/"]
    assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert entry.findtext(f"{ATOM}published") == entry.findtext(f"{ATOM}updated") == "2022-01-09T08:30:00+09:00"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "花"
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == ["食", "味噌"]
    assert entry.findtext(f"{ATOM}summary") == "大豆を煮て、麹と塩を混ぜる。 樽と重し。"


def test_an_item_of_json_feed():
    (item,) = json_feed("/feed.json?q=大豆")["items"]
    assert item.pop("id").startswith("urn:uuid:")
    assert item == {
        "url": "https://blog.example.jp/2022/miso/",
        "title": "味噌を仕込む",
        "content_text": "大豆を煮て、麹と塩を混ぜる。 樽と重し。",
        "date_published": "2022-01-09T08:30:00+09:00",
        "authors": [{"name": "花"}],
        "tags": ["食", "味噌"],
    }


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_post_has_one_id_by_whatever_name_we_are_asked(form):
    """A reader who moves to https, or behind a proxy, is not shown every post anew."""

    def ids(host, **options):
        answer = create_app(FakeSearcher(), **options).test_client().get(f"/feed.{form}", headers={"Host": host})
        if form == "json":
            return [item["id"] for item in answer.json["items"]]
        return [entry.findtext(f"{ATOM}id") for entry in fromstring(answer.data).iter(f"{ATOM}entry")]

    found = ids("a.example")
    assert len(set(found)) == len(found) == len(POSTS)
    assert found == ids("b.example:8080") == ids("a.example", read_here=True)


def test_two_files_with_one_address_are_two_entries():
    twice = tuple(post(f"_posts/2024-01-0{n}-a.md", "猫", "", url="https://blog.example.jp/a/") for n in (1, 2))
    assert len({item["id"] for item in json_feed("/feed.json", FakeSearcher(twice))["items"]}) == 2


def test_the_public_address_is_in_every_link():
    client = client_of(public_url="https://find.example.jp", url_prefix="/x")
    for url in ("/x/feed.atom?q=味噌", "/x/opensearch.xml"):
        found = re.findall(r"https?://[^\"<]+", client.get(url).text)
        own = [link for link in found if "localhost" in link or "find.example.jp" in link]
        assert own
        assert [link for link in own if not link.startswith("https://find.example.jp/x/")] == []


def test_a_post_that_was_changed():
    searcher = FakeSearcher((post("2024-01-01-a.md", "猫", "", updated="2024-02-02T09:00:00+09:00"),))
    feed = atom("/feed.atom", searcher)
    assert feed.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}entry/{ATOM}updated") == "2024-02-02T09:00:00+09:00"
    assert json_feed("/feed.json", searcher)["items"][0]["date_modified"] == "2024-02-02T09:00:00+09:00"


def test_a_post_without_a_date_is_as_old_as_can_be():
    searcher = FakeSearcher((post("2024-01-01-a.md", "猫", "", date=""),))
    entry = atom("/feed.atom", searcher).find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}published") is None
    assert entry.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert "date_published" not in json_feed("/feed.json", searcher)["items"][0]


def test_a_feed_of_nothing_is_as_old_as_the_index():
    assert atom("/feed.atom?q=量子").findtext(f"{ATOM}updated") == "2026-11-23T09:00:00+09:00"


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_stays_whatever_is_asked_and_changed(kind):
    changed = FakeSearcher(
        (
            post(
                "_posts/2022-01-09-miso.md",
                "別の題",
                "大豆",
                url="https://elsewhere.example/",
                date="2023-01-01T00:00:00Z",
            ),
        )
    )
    name = re.compile(rf"{HOST}/p/[0-9a-f]{{12}}")
    first = name.findall(get(f"/feed.{kind}?q=大豆").text)
    assert (
        first == name.findall(get(f"/feed.{kind}?year=2022").text) == name.findall(get(f"/feed.{kind}", changed).text)
    )


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
    body, told, _ = run_wsgi_app(create_app(FakeSearcher()), {**create_environ(url), "HTTP_HOST": host}, buffered=True)
    assert told.startswith(str(status))
    if status == 200 and url.endswith((".atom", ".xml")):
        assert urlsplit(fromstring(b"".join(body)).find(".//*[@href]").get("href") if "feed" in url else HOST).scheme
