"""What decides on the order of hits. tests/test_model.py holds every score against a slow model."""

import pytest
from blog import post, searcher_of

from search.request import SearchRequest


def test_equal_scores_newest_first(tmp_path):
    documents = [post(name, "猫", date=f"20{name}-01-01T00:00:00+09:00") for name in ("21", "23", "22")]
    hits = searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest("猫")).hits
    assert [hit.path for hit in hits] == ["23.md", "22.md", "21.md"]


def test_a_word_in_the_title_counts_more_than_in_the_body_and_both_not_double(tmp_path):
    documents = [
        post("body", "犬", "猫の話"),
        post("title", "猫", "犬の話"),
        post("both", "猫", "猫の話"),
        post("none"),
    ]
    score = {
        hit.path: hit.score for hit in searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest("猫")).hits
    }
    assert score["both.md"] > score["title.md"] > score["body.md"]
    assert score["both.md"] < score["title.md"] + score["body.md"]


@pytest.mark.parametrize(
    "query",
    [
        "夜の台所で豆を煮る",
        "夜の台所で豆を煮る | 台所だより",
        "夜の台所で豆を煮る｜台所だより",
        "夜の台所で、豆を煮る。",
    ],
)
def test_the_post_whose_title_is_asked_comes_first(tmp_path, query):
    documents = [
        post(
            "long",
            "夜の台所で豆を煮ることについて考えた長い一日の記録",
            "夜の台所で豆を煮る。" * 5,
            date="2024-03-01T00:00:00+09:00",
        ),
        post("body", "台所", "夜の台所で豆を煮る。" * 20, date="2024-02-01T00:00:00+09:00"),
        post("title", "夜の台所で豆を煮る", "短い。台所だより", date="2020-01-01T00:00:00+09:00"),
        *(post(f"other{number}", "台所だより", "豆の話。") for number in range(5)),
    ]
    hits = searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest(query)).hits
    assert hits[0].path == "title.md"
