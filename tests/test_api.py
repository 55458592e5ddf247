import json
import logging
from itertools import chain

import pytest
from fakes import POSTS, FailingSearcher, FakeSearcher

from index.errors import IndexMissing
from web.app import create_app

MISSING = IndexMissing(ja="/srv/blog に索引がありません", en="There is no index in /srv/blog")


def client_of(searcher):
    return create_app(searcher).test_client()


@pytest.fixture
def client():
    return client_of(FakeSearcher())


@pytest.mark.parametrize(
    ("url", "titles"),
    [
        ("/api/v1/search?q=味噌", ["味噌ラーメンを作る", "味噌を仕込む"]),
        ("/api/v1/search?q=味噌&sort=date", ["味噌を仕込む", "味噌ラーメンを作る"]),
        ("/api/v1/search?q=味噌&limit=1&offset=1", ["味噌を仕込む"]),
        ("/api/v1/search?tag=Ｐｙｔｈｏｎ", ["Janome で形態素解析"]),
        ("/api/v1/search?category=食&year=2022", ["味噌を仕込む"]),
        ("/api/v1/search?from=2023&to=2023-12-31", ["Janome で形態素解析"]),
        ("/api/v1/search?author=花", ["味噌を仕込む"]),
        ("/api/v1/search?q=量子", []),
    ],
)
def test_search(client, url, titles):
    assert [hit["title"] for hit in client.get(url).json["hits"]] == titles


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_next_and_prev_walk_all_pages(client, limit):
    there, url = [], f"/api/v1/search?limit={limit}&lang=en"
    while url:
        page = client.get(url).json
        there.append([hit["id"] for hit in page["hits"]])
        url, last = page["next"], page
    assert list(chain(*there)) == [post.id for post in POSTS]
    back = [[hit["id"] for hit in last["hits"]]]
    while last["prev"]:
        last = client.get(last["prev"]).json
        back.append([hit["id"] for hit in last["hits"]])
    assert back == there[::-1]


def test_link_header(client):
    links = client.get("/api/v1/search?limit=1&offset=1").headers.getlist("Link")
    assert links == ['</api/v1/search?limit=1&offset=2>; rel="next"', '</api/v1/search?limit=1>; rel="prev"']


@pytest.mark.parametrize(
    ("include", "parts"),
    [("", set()), ("?include=body", {"body"}), ("?include=headings,links", {"headings", "links"})],
)
def test_post(client, include, parts):
    shown = client.get(f"/api/v1/posts/{POSTS[2].id}{include}").json
    assert shown["title"] == "味噌を仕込む"
    assert shown.keys() & {"body", "headings", "links", "removed"} == parts


def test_related(client):
    shown = client.get(f"/api/v1/posts/{POSTS[2].id}/related?limit=1").json
    assert [post["title"] for post in shown["related"]] == ["味噌ラーメンを作る"]


def test_health_needs_no_index():
    answer = client_of(FailingSearcher(MISSING)).get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        ("/api/v1/search?limit=0", 400, "invalid_parameter"),
        ("/api/v1/search?offset=9991", 400, "offset_too_large"),
        ("/api/v1/search?offset=9991&limit=0", 400, "invalid_parameter"),
        ("/api/v1/search?utm_source=x", 400, "invalid_parameter"),
        (f"/api/v1/posts/{POSTS[0].id}?include=code", 400, "invalid_parameter"),
        (f"/api/v1/posts/{POSTS[0].id}/related?limit=21", 400, "invalid_parameter"),
        ("/api/v1/posts/0123456789ab", 404, "post_not_found"),
        ("/api/v1/posts/0123456789ab/related", 404, "post_not_found"),
        ("/api/v1/posts/_posts%2F2024-05-12-ramen.md", 404, "not_found"),
        ("/api/v1/posts/readme.md", 404, "post_not_found"),
        ("/api/v1/nothing", 404, "not_found"),
        ("/api/", 404, "not_found"),
    ],
)
def test_problem_documents(client, url, status, code):
    answer = client.get(url)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    problem = json.loads(answer.data)
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"https://sakuin.example/problems/{code.replace('_', '-')}"
    assert problem["request_id"] == answer.headers["X-Request-Id"]


def test_all_problems_at_once(client):
    problem = json.loads(client.get("/api/v1/search?limit=0&srot=date&lang=ja").data)
    assert problem["detail"] == "2個のパラメーターに問題があります。"
    assert problem["instance"] == "/api/v1/search?limit=0&srot=date&lang=ja"
    assert problem["errors"] == [
        {
            "param": "limit",
            "code": "out_of_range",
            "message": "1以上100以下で指定してください",
            "minimum": 1,
            "maximum": 100,
        },
        {"param": "srot", "code": "unknown_parameter", "message": "srot は使えません。sort ですか？"},
    ]


@pytest.mark.parametrize(
    ("url", "language", "title"),
    [
        ("/api/v1/nothing", "", "ページが見つかりません"),
        ("/api/v1/nothing", "en-US,en;q=0.9", "Page not found"),
        ("/api/v1/nothing?lang=ja", "en", "ページが見つかりません"),
    ],
)
def test_language_of_a_problem(client, url, language, title):
    answer = client.get(url, headers={"Accept-Language": language})
    assert json.loads(answer.data)["title"] == title
    assert "Accept-Language" in answer.vary


def test_method_not_allowed(client):
    answer = client.post("/api/v1/search")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(answer.data)["code"] == "method_not_allowed"


@pytest.mark.parametrize("url", ["/api/v1/search", "/api/v1/posts/0123456789ab", "/api/v1/posts/0123456789ab/related"])
def test_no_index(url):
    answer = client_of(FailingSearcher(MISSING)).get(url)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert json.loads(answer.data)["code"] == "index_unavailable"
    assert json.loads(answer.data)["detail"] == "索引を開けません。しばらくしてから、もう一度試してください。"
    assert b"/srv" not in answer.data


def test_an_internal_error_tells_a_number_and_nothing_else(caplog):
    caplog.set_level(logging.CRITICAL + 1, "web.app")
    answer = client_of(FailingSearcher(RuntimeError("secret"))).get("/api/v1/search")
    assert answer.status_code == 500
    assert b"secret" not in answer.data
    assert json.loads(answer.data)["code"] == "internal"


def test_a_very_long_query(client):
    assert client.get("/api/v1/search?q=" + "a" * 20_000).status_code == 200


def test_head(client):
    answer = client.head("/api/v1/search")
    assert (answer.status_code, answer.data) == (200, b"")
