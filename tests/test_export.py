"""All posts through the API: as JSON, line by line, and as a table."""

import csv
import io
import json

import pytest
from apps import app_of, client_of
from fakes import POSTS, FakeSearcher, post

from web.app import create_app

URL = "/api/v1/posts"
CLIENT = app_of().test_client()
NEWEST_FIRST = [each.title for each in sorted(POSTS, key=lambda each: each.date, reverse=True)]


def titles(answer):
    return [each["title"] for each in answer.json["posts"]]


def rows(answer):
    return [*csv.DictReader(io.StringIO(answer.text, newline=""))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", NEWEST_FIRST),
        ("?tag=味噌", ["味噌ラーメンを作る", "味噌を仕込む"]),
        ("?category=食&year=2022", ["味噌を仕込む"]),
        ("?from=2023&to=2023", ["Janome で形態素解析"]),
        ("?author=花", ["味噌を仕込む"]),
        ("?path=_posts/2023-03-19-janome.md", ["Janome で形態素解析"]),
        ("?path=../etc/passwd", []),
    ],
)
def test_posts(query, found):
    answer = CLIENT.get(URL + query)
    assert titles(answer) == found
    assert answer.json["total"] == len(found)


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
@pytest.mark.parametrize("lang", ["", "&lang=en"])
def test_next_walks_all_posts(limit, lang):
    there, url = [], f"{URL}?limit={limit}{lang}"
    while url:
        page = CLIENT.get(url)
        assert page.headers.get("Link") == (page.json["next"] and f'<{page.json["next"]}>; rel="next"')
        there += titles(page)
        url = page.json["next"]
    assert there == NEWEST_FIRST


def test_next_keeps_what_was_asked():
    page = CLIENT.get(f"{URL}?limit=1&tag=味噌&format=json")
    assert page.json["next"].startswith(f"{URL}?tag=%E5%91%B3%E5%99%8C&limit=1&cursor=")
    assert titles(CLIENT.get(page.json["next"])) == ["味噌を仕込む"]


def test_lines():
    answer = CLIENT.get(f"{URL}?format=ndjson&limit=2")
    assert answer.content_type == "application/x-ndjson"
    assert [json.loads(line) for line in answer.text.splitlines()] == CLIENT.get(f"{URL}?limit=2").json["posts"]
    assert "format=ndjson" in answer.headers["Link"]


def test_a_table():
    answer = CLIENT.get(f"{URL}?format=csv")
    assert answer.mimetype == "text/csv"
    assert rows(answer)[0] == {
        "id": POSTS[0].id,
        "path": "_posts/2024-05-12-ramen.md",
        "url": "https://blog.example.jp/2024/ramen/",
        "title": "味噌ラーメンを作る",
        "date": "2024-05-12T08:30:00+09:00",
        "updated": "",
        "tags": "料理|味噌",
        "categories": "食",
        "author": "",
        "description": "",
        "image": "",
    }


@pytest.mark.parametrize("title", ['"引用", と', "二\n行", "\udce3"])
def test_a_title_is_whole_in_a_cell(title):
    client = create_app(FakeSearcher((post("_posts/2024-01-01-a.md", title, ""),))).test_client()
    (row,) = rows(client.get(f"{URL}?format=csv"))
    assert row["title"] == title.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1"])
def test_no_cell_is_a_formula(title):
    client = create_app(FakeSearcher((post("_posts/2024-01-01-a.md", title, "", tags=("=1", "a|b")),))).test_client()
    (row,) = rows(client.get(f"{URL}?format=csv"))
    assert row["title"] == f"'{title}"
    assert row["tags"] == "'=1|a\\|b"
    assert client.get(URL).json["posts"][0]["title"] == title


@pytest.mark.parametrize("form", ["json", "ndjson", "csv"])
def test_the_next_part_lies_below_the_prefix(form):
    client = client_of(url_prefix="/find")
    answer = client.get(f"/find{URL}?limit=1&format={form}")
    assert answer.headers["Link"].startswith(f"</find{URL}?")
    assert client.get(answer.headers["Link"].partition(">")[0][1:]).status_code == 200


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cursor=x", "invalid_cursor"),
        ("cursor=", "invalid_cursor"),
        ("limit=501", "out_of_range"),
        ("format=xml", "invalid_choice"),
        ("q=味噌", "unknown_parameter"),
        ("path=" + "a" * 1001, "too_long"),
    ],
)
def test_what_cannot_be_read(query, code):
    answer = CLIENT.get(f"{URL}?{query}")
    assert (answer.status_code, json.loads(answer.data)["errors"][0]["code"]) == (400, code)


def test_while_the_index_is_built_it_says_so():
    index = create_app(FakeSearcher(indexed=1)).test_client().get(URL).json["index"]
    assert (index["state"], index["indexed"], index["total"]) == ("building", 1, 3)


def test_values_of_a_field():
    found = CLIENT.get("/api/v1/facets/tags?prefix=味&lang=ja").json
    assert found["values"] == [{"value": "味噌", "count": 2, "selected": False}]
    assert (found["field"], found["prefix"], found["total_values"]) == ("tags", "味", 1)


def test_values_of_a_field_among_the_hits():
    assert [v["value"] for v in CLIENT.get("/api/v1/facets/tags?q=ラーメン").json["values"]] == ["料理", "味噌"]


def test_values_of_no_field():
    assert CLIENT.get("/api/v1/facets/words").status_code == 404


def test_stats():
    found = CLIENT.get("/api/v1/stats").json
    assert found["index"]["documents"] == 3
    assert list(found["facets"]) == ["tags", "categories", "years", "authors"]


@pytest.mark.parametrize(("least", "found"), [(0, 1), (41, 1), (42, 0)])
def test_related_above_a_score(least, found):
    assert len(CLIENT.get(f"/api/v1/posts/{POSTS[2].id}/related?min_score={least}").json["related"]) == found
