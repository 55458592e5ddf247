import json
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from fakes import POSTS, FakeSearcher, post
from msgspec.structs import replace

from index.document import in_brief
from index.language import Message
from search.marked import Span
from search.post import post_of
from search.request import RelatedRequest, SearchRequest
from web.app import create_app
from web.encode import in_language, marked_html, to_json
from web.request.parameters import parameters_of

SEARCHER = FakeSearcher()


def answer(query="", searcher=SEARCHER, language="ja", **fields):
    found = searcher.search(SearchRequest(query, **fields))
    return json.loads(to_json(in_language(found, language)))


def over_http(**parameters):
    return create_app(SEARCHER).test_client().get("/api/v1/search", query_string=parameters).json


def test_the_keys_of_an_answer():
    keys = {
        "query", "parsed", "warnings", "match", "total", "limit", "offset", "processing_time_ms", "index", "hits",
        "facets", "spellings", "words", "suggestions", "did_you_mean", "elsewhere", "folded",
    }  # fmt: skip
    assert answer("味噌").keys() == keys
    assert answer("量子").keys() == keys | {"instead"}
    assert over_http(q="味噌").keys() == keys | {"next", "prev"}


def test_what_there_is_instead():
    instead = answer("味噌 宇宙", mode="all", tags=("Python",))["instead"]
    assert [post["title"] for post in instead["newest"]] == [post.title for post in POSTS]
    assert instead["facets"].keys() == {"tags", "categories", "years"}
    assert (instead["without_filters"], answer("味噌", tags=("Python",))["instead"]["without_filters"]) == (0, 2)


def test_what_may_have_been_meant_comes_with_its_count():
    found = answer("味曽", searcher=FakeSearcher(suggestions=("味噌", "味")))
    assert found["suggestions"] == ["味噌", "味"]
    assert found["did_you_mean"] == [{"query": "味噌", "count": 2}, {"query": "味", "count": 2}]


def test_a_hit():
    assert answer("ラーメン")["hits"] == [
        {
            "id": POSTS[0].id,
            "path": "_posts/2024-05-12-ramen.md",
            "url": "https://blog.example.jp/2024/ramen/",
            "title": "味噌ラーメンを作る",
            "date": "2024-05-12T08:30:00+09:00",
            "updated": None,
            "tags": ["料理", "味噌"],
            "categories": ["食"],
            "author": None,
            "description": None,
            "image": None,
            "length": 34,
            "score": 17.4242,
            "highlights": {
                "title": [
                    {
                        "heading": None,
                        "anchor": None,
                        "segments": [{"text": "味噌"}, {"text": "ラーメン", "match": True}, {"text": "を作る"}],
                        "html": "味噌<mark>ラーメン</mark>を作る",
                    }
                ],
                "body": [
                    {
                        "heading": None,
                        "anchor": None,
                        "segments": [
                            {"text": "札幌で食べた味噌"},
                            {"text": "ラーメン", "match": True},
                            {"text": "を家で作る。"},
                        ],
                        "html": "札幌で食べた味噌<mark>ラーメン</mark>を家で作る。",
                    }
                ],
                "headings": [],
                "tags": [],
            },
            "copies": [],
        }
    ]


@pytest.mark.parametrize(
    ("query", "match", "total", "relaxed"),
    [
        ("味噌", "all", 2, [None, None]),
        ("味噌 形態素解析", "some", 0, [True, True, True]),
        ("量子", "none", 0, []),
    ],
)
def test_match(query, match, total, relaxed):
    found = answer(query)
    assert (found["match"], found["total"]) == (match, total)
    assert [hit.get("relaxed") for hit in found["hits"]] == relaxed


def test_explain_only_when_asked():
    assert "explain" not in answer("味噌")["hits"][0]
    assert answer("味噌", explain=True)["hits"][0]["explain"] == [
        {"term": "味噌", "field": "body", "frequency": 2, "score": 1.5, "tier": "exact"}
    ]


def test_facets():
    assert answer("味噌", tags=("料理",), facets=("tags",))["facets"] == {
        "tags": {
            "values": [
                {"value": "料理", "count": 1, "selected": True},
                {"value": "味噌", "count": 1, "selected": False},
            ],
            "truncated": False,
            "total_values": 2,
        }
    }


@pytest.mark.parametrize(
    ("indexed", "index"),
    [
        (3, {"state": "ready", "indexed": 3, "total": 3}),
        (1, {"state": "building", "indexed": 1, "total": 3}),
    ],
)
def test_index(indexed, index):
    expected = {"generation": 42, "updated_at": "2026-11-23T09:00:00+09:00", "documents": 3, **index}
    expected |= {"title": "台所と索引", "edition": "", "url": ""}
    assert answer(searcher=FakeSearcher(indexed=indexed))["index"] == expected


@pytest.mark.parametrize(("language", "warning"), [("ja", "長い"), ("en", "long")])
def test_warnings_in_a_language(language, warning):
    searcher = FakeSearcher(warnings=(Message(ja="長い", en="long"),))
    assert answer(searcher=searcher, language=language)["warnings"] == [warning]


@pytest.mark.parametrize(
    ("request_", "address"),
    [
        (SearchRequest(), ()),
        (SearchRequest("猫", limit=20), (("q", "猫"), ("limit", "20"))),
        (
            SearchRequest("猫", tags=("b", "a"), categories=("食",), years=(2024, 2023), author="花"),
            (("q", "猫"), ("tag", "b"), ("tag", "a"), ("category", "食"), ("year", "2024"), ("year", "2023"), ("author", "花")),
        ),
        (
            SearchRequest(since=date(2024, 1, 2), until=date(2024, 2, 3), sort="-date", mode="any"),
            (("from", "2024-01-02"), ("to", "2024-02-03"), ("sort", "-date"), ("mode", "any")),
        ),
        (
            SearchRequest(offset=5, facets=("tags", "authors"), snippet=40, explain=True),
            (("offset", "5"), ("facets", "tags,authors"), ("snippet", "40"), ("explain", "1")),
        ),
        (SearchRequest(facets=()), (("facets", ""),)),
    ],
)  # fmt: skip
def test_canonical_parameters(request_, address):
    assert parameters_of(request_) == address


@pytest.mark.parametrize(
    ("offset", "limit", "next_offset", "prev_offset"),
    [
        (0, 1, "1", None),
        (1, 1, "2", "0"),
        (2, 1, None, "1"),
        (0, 3, None, None),
        (1, 2, None, "0"),  # less than a page lies before: all of it
        (50, 2, None, "2"),  # behind the end: back to the last page
    ],
)
def test_next_and_prev(offset, limit, next_offset, prev_offset):
    def offset_of(url):
        return url and dict(parse_qsl(urlsplit(url).query)).get("offset", "0")

    found = over_http(offset=offset, limit=limit)
    assert (offset_of(found["next"]), offset_of(found["prev"])) == (next_offset, prev_offset)


def test_next_keeps_what_the_caller_adds():
    assert over_http(q="味噌", limit=1, lang="en")["next"].endswith("&limit=1&offset=1&lang=en")


@pytest.mark.parametrize(
    ("include", "parts"),
    [
        ((), set()),
        (("body",), {"body"}),
        (("headings", "links", "removed"), {"headings", "links", "removed"}),
    ],
)
def test_parts_of_a_post(include, parts):
    shown = json.loads(to_json(SEARCHER.post(POSTS[2].id, include=include)))
    assert parts == shown.keys() & {"body", "headings", "links", "removed"}


def test_a_post():
    shown = json.loads(to_json(SEARCHER.post(POSTS[2].id, include=("body", "headings", "links", "removed"))))
    assert shown["author"] == "花"
    assert shown["body"] == "大豆を煮て、麹と塩を混ぜる。\n\n## 道具\n\n樽と重し。"
    assert shown["headings"] == [{"level": 2, "text": "道具", "anchor": "道具"}]
    assert shown["links"] == [{"target": "/2024/ramen/", "text": "ラーメン"}]
    assert shown["removed"] == [{"reason": "marker", "characters": 1200, "beginning": "大豆を煮て"}]


def test_related_posts():
    shown = json.loads(to_json(SEARCHER.post(POSTS[2].id, related=RelatedRequest())))
    assert shown["related"][0] == {
        "rank": 1,
        "id": POSTS[0].id,
        "path": "_posts/2024-05-12-ramen.md",
        "url": "https://blog.example.jp/2024/ramen/",
        "title": "味噌ラーメンを作る",
        "date": "2024-05-12T08:30:00+09:00",
        "updated": None,
        "tags": ["料理", "味噌"],
        "categories": ["食"],
        "author": None,
        "description": None,
        "image": None,
        "score": 41.3,
        "why": [{"term": "味噌", "share": 0.5}],
        "shared_tags": ["料理"],
        "same_series": False,
        "link_state": "none",
        "age_days": None,
        "pinned": False,
    }


def test_html_is_escaped():
    spans = (Span("<b>"), Span("<script>&", matched=True), Span('"'))
    assert marked_html(spans) == "&lt;b&gt;<mark>&lt;script&gt;&amp;</mark>&quot;"


def test_json_is_real_utf8():
    assert "味噌".encode() in to_json(in_brief(POSTS[0]))


def test_a_broken_file_name_does_not_break_the_json():
    broken = replace(post("_posts/2024-01-01-a.md", "題", ""), path="_posts/\udcff.md")
    assert json.loads(to_json(in_brief(broken)))["path"] == "_posts/?.md"


def test_the_body_of_an_empty_post():
    assert post_of(post("_posts/2024-01-01-a.md", "題", ""), 1, ("body",)).body == ""
