"""Searches to subscribe to: which posts they have, and what is said of each."""

import re
from xml.etree.ElementTree import fromstring

import pytest
from apps import client_of
from fakes import POSTS, FakeSearcher, post
from feeds import ATOM, HOST, KINDS, atom, get, json_feed, links, titles

from web.app import create_app


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
