"""Suggestions over HTTP."""

from urllib.parse import quote

import pytest
from apps import app_of, client_of
from fakes import POSTS, FailingSearcher, FakeSearcher, post
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexMissing
from web.app import create_app

CLIENT = app_of().test_client()
RAMEN, _, MISO = POSTS


def test_tags_with_their_posts_and_titles_with_their_address():
    assert CLIENT.get("/api/v1/suggest?q=味噌").json == {
        "query": "味噌",
        "suggestions": [
            {"text": "味噌", "kind": "tag", "count": 2, "url": "/search?tag=%E5%91%B3%E5%99%8C"},
            {"text": "味噌ラーメンを作る", "kind": "title", "url": RAMEN.url, "id": RAMEN.id},
            {"text": "味噌を仕込む", "kind": "title", "url": MISO.url, "id": MISO.id},
        ],
    }


def test_where_a_suggestion_leads_there_is_a_page():
    tag, title, _ = app_of(read_here=True).test_client().get("/api/v1/suggest?q=味噌").json["suggestions"]
    assert "2件中" in CLIENT.get(tag["url"]).text
    assert title["text"] in CLIENT.get(title["url"]).text


def test_a_category_leads_to_its_posts_too():
    client = client_of(read_here=True)
    (suggestion,) = client.get("/api/v1/suggest?q=技").json["suggestions"]
    assert (suggestion["kind"], suggestion["text"], suggestion["count"]) == ("category", "技術", 1)
    assert "Janome で形態素解析" in client.get(suggestion["url"]).text
    assert client.get("/suggest?q=技").json[1] == ["category:技術"]  # a browser searches for the text


@pytest.mark.parametrize(("limit", "found"), [("", 3), ("&limit=1", 1), ("&limit=20", 3)])
def test_limit(limit, found):
    assert len(CLIENT.get(f"/api/v1/suggest?q=味噌{limit}").json["suggestions"]) == found


def test_eight_unless_more_are_asked_for():
    searcher = FakeSearcher(tuple(post(f"2024-01-{n:02}-p.md", f"猫{n}", "") for n in range(1, 26)))
    client = create_app(searcher).test_client()
    assert len(client.get("/api/v1/suggest?q=猫").json["suggestions"]) == 8
    assert len(client.get("/suggest?q=猫").json[1]) == 8


@pytest.mark.parametrize("query", ["", "q=", "q=%20", "q=量子"])
def test_nothing_to_suggest(query):
    assert CLIENT.get(f"/api/v1/suggest?{query}").json["suggestions"] == []


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("limit=0", {"limit": "out_of_range"}),
        ("limit=21", {"limit": "out_of_range"}),
        ("limit=many&query=a", {"limit": "wrong_type", "query": "unknown_parameter"}),
        ("q=a&q=b", {"q": "repeated_parameter"}),
    ],
)
def test_all_that_is_wrong_is_said_at_once(query, problems):
    response = CLIENT.get(f"/api/v1/suggest?{query}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert {error["param"]: error["code"] for error in response.json["errors"]} == problems


def test_the_form_that_browsers_ask_for():
    response = CLIENT.get("/suggest?q=味噌&client=firefox")
    assert response.mimetype == "application/x-suggestions+json"
    assert response.get_json(force=True) == ["味噌", ["味噌", "味噌ラーメンを作る", "味噌を仕込む"]]


def test_a_text_is_said_once_to_a_browser():
    client = create_app(FakeSearcher((post("2024-01-01-a.md", "猫", "", tags=("猫",)),))).test_client()
    assert client.get("/suggest?q=猫").json == ["猫", ["猫"]]


@pytest.mark.parametrize("path", ["/suggest", "/api/v1/suggest"])
def test_without_an_index(path):
    missing = IndexMissing(ja="索引がありません", en="There is no index")
    response = create_app(FailingSearcher(missing)).test_client().get(f"{path}?q=a")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")


@given(st.binary(max_size=40))
def test_any_bytes_may_be_asked(query):
    for path in ("/suggest", "/api/v1/suggest"):
        response = CLIENT.get(f"{path}?q={quote(query)}")
        assert response.status_code in {200, 400}
        assert response.json is not None
