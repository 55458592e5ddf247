"""The page that describes the API: an example for each operation, of the blog itself, that works as it is printed."""

import html
import json
import re
import shlex
from urllib.parse import urlsplit

import pytest
from apps import app_of, client_of
from fakes import POSTS, FailingSearcher, FakeSearcher, post

from index.errors import IndexMissing, SearchTimeout
from web.api.examples import laid_out, shortened

ODD = post("_posts/2026-01-01-a.md", "O'Neil の [a] & b", "本文", tags=("C&C 'x'", "麺,汁"))


def docs(client, query=""):
    return html.unescape(client.get(f"/api/v1/docs{query}").text)


def lines(text, begins):
    return [line.removeprefix('<pre tabindex="0" lang="en"><code>') for line in text.splitlines() if begins in line]


def path_of(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("posts", [POSTS, (ODD,)])
def test_every_line_of_curl_and_fetch_finds_something(posts):
    client = client_of(FakeSearcher(posts))
    text = docs(client)
    curls = [shlex.split(line) for line in lines(text, "<code>curl ")]
    assert len(curls) == len(client.get("/api/v1/openapi.json").json["paths"])
    for _, *options, url in curls:
        if not options:
            answer = client.get(path_of(url))
            assert answer.status_code == 200, url
            assert '"total":0' not in answer.text, url
    fetched = [json.loads(re.search(r'fetch\((".*?(?<!\\)")', line)[1]) for line in lines(text, "await (await")]
    assert fetched == [url for *_, url in curls]


def test_the_answers_are_those_of_this_blog():
    text = docs(client_of())
    assert text.count("このブログの応答") == 9
    assert POSTS[0].title in text
    assert "台所と索引" in re.search(r"<h1.*?</h1>", text, re.DOTALL)[0]


def test_without_an_index_the_page_comes_all_the_same():
    answer = client_of(FailingSearcher(IndexMissing(ja="ない", en="none"))).get("/api/v1/docs")
    assert answer.status_code == 200
    assert "このブログの応答" in answer.text  # that it lives, it can say
    assert "/api/v1/search" in answer.text


def test_what_takes_too_long_is_left_out():
    class Slow(FakeSearcher):
        def post(self, *_, **__):
            raise SearchTimeout(ja="時間切れ", en="too late")

    text = docs(client_of(Slow()))
    assert text.count("このブログの応答") == 7
    assert "/related?limit=1" in text


@pytest.mark.parametrize(
    ("cors", "says"),
    [
        ("", "設定 api.cors にそのサイトの生成元"),
        ("*", "どのサイト のページ"),
        ("https://a.example", "https://a.example のページ"),
    ],
)
def test_it_says_whose_pages_may_ask(cors, says):
    assert says in docs(client_of(cors=cors))


def test_a_new_index_is_a_new_page():
    one, other = (client_of(FakeSearcher(title=title)).get("/api/v1/docs").headers["ETag"] for title in ("a", "b"))
    assert one != other


def test_each_operation_waits_behind_its_line():
    text = app_of().test_client().get("/api/v1/docs").text
    assert text.count('<details class="operation"') > 30
    assert "<details open" not in text


@pytest.mark.parametrize(
    ("value", "short"),
    [([1, 2, 3], [1, "…"]), ({"a": ["x" * 61]}, {"a": ["x" * 60 + "…"]}), ([], []), (None, None), ("短い", "短い")],
)
def test_short(value, short):
    assert shortened(value) == short


def test_laid_out_it_is_the_same_json():
    value = {"長い": ["x" * 60, {"a": [1, 2], "b": "y" * 60}], "空": {}, "数": 1.5}
    assert json.loads(laid_out(value)) == value
    assert max(map(len, laid_out(value).splitlines())) <= 80
