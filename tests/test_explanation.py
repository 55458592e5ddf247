"""What gave a hit its score."""

import pytest
from blog import post, searcher_of
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from search.request import SearchRequest


def test_an_explanation_adds_up(searcher):
    for hit in searcher.search(SearchRequest('札幌 食べる "を"', explain=True)).hits:
        words = {
            line.term
            for line in (hit.explain or ())
            if line.field not in {"bigrams", "side by side", "near each other"}
        }
        assert words == {"札幌", "食べる", "を"}
        assert sum(line.score for line in (hit.explain or ())) == pytest.approx(hit.score, abs=0.001)


def test_an_explanation_of_alternatives_is_of_the_one_that_counts(searcher):
    hits = searcher.search(SearchRequest('札幌|ラーメン "味噌"', explain=True)).hits
    assert hits
    for hit in hits:
        assert sum(line.score for line in (hit.explain or ())) == pytest.approx(hit.score, abs=0.001)


@pytest.mark.parametrize(("query", "field"), [("全文検索", "side by side"), ("全文 検索", "near each other")])
def test_words_that_stand_together_count_more(tmp_path, query, field):
    posts = [
        post("apart", "日記", "検索を覚えた。犬を洗った。夜は全文を読んだ。"),
        post("together", "日記", "犬を洗った。夜は全文検索を覚えた。本を読んだ。"),
    ]
    hits = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest(query, explain=True)).hits
    assert hits[0].path == "together.md"
    assert "全文 検索" in {line.term for line in hits[0].explain if line.field == field}


ODD = [
    *"猫犬東京駅ねこネコｶﾞｽ㌔①ＡＢab12.-:/()（）|ー々ゝヶがを",
    '"',
    " ",
    "　",
    " OR ",
    " NOT ",
    " AND ",
    "tag:",
    "札幌",
    "ラーメン",
    "食べ",
]


@given(st.lists(st.sampled_from(ODD), min_size=1, max_size=10).map("".join), st.sampled_from(["auto", "all", "any"]))
@examples(300)
def test_whatever_is_asked_the_explanation_adds_up_to_the_score(searcher, query, mode):
    for hit in searcher.search(SearchRequest(query, mode=mode, explain=True)).hits:
        if hit.explain or ():
            assert sum(line.score for line in (hit.explain or ())) == pytest.approx(hit.score, abs=1e-3)
