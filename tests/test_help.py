"""What is said where nothing has all the words."""

import pytest
from blog import post, searcher_of

from search.answer import QueryWord
from search.did_you_mean import distance
from search.request import SearchRequest


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    posts = [
        post("miso", "味噌を仕込む", "大豆を煮て、麹を混ぜる。", tags=("味噌",)),
        post("ramen", "札幌の味噌ラーメン", "スープは熱い。プログラミングの後に食べた。"),
        post("curry", "スパイスカレー", "クミンとコリアンダー。", date="2024-01-01T00:00:00+09:00"),
    ]
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", posts)


def test_which_word_is_missing_and_how_many_without_it(searcher):
    result = searcher.search(SearchRequest("味噌 ラーメン 量子"))
    assert (result.match, result.total) == ("some", 0)
    assert result.words == (
        QueryWord("味噌", 2, "ラーメン 量子", 0),
        QueryWord("ラーメン", 1, "味噌 量子", 0),
        QueryWord("量子", 0, "味噌 ラーメン", 1),
    )


def test_the_others_keep_the_rest_of_the_query(searcher):
    result = searcher.search(SearchRequest('味噌 量子 -カレー year:2024 "煮て"'))
    assert [word.others for word in result.words] == [
        '量子 "煮て" -カレー year:2024',
        '味噌 "煮て" -カレー year:2024',
        "味噌 量子 -カレー year:2024",
    ]


def test_nothing_to_say_where_posts_match(searcher):
    result = searcher.search(SearchRequest("味噌 ラーメン"))
    assert (result.words, result.suggestions) == ((), ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("プログラミンク", "プログラミング"),
        ("プロラグミング", "プログラミング"),
        ("コリアンダ", None),  # found as it is
        ("コリアソダー", "コリアンダー"),
        ("supaisu", None),
        ("supais", "スパイス"),
        ("味噌 コリアソダー", None),  # no post has both
        ("スープ プログラミンク", "スープ プログラミング"),
    ],
)
def test_suggestions_are_words_of_this_blog(searcher, typed, meant):
    suggestions = searcher.search(SearchRequest(typed)).suggestions
    assert meant in suggestions if meant else suggestions == ()


def test_a_suggestion_is_never_searched_for(searcher):
    result = searcher.search(SearchRequest("プログラミンク"))
    assert (result.match, result.hits) == ("none", ())


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("猫", "猫", 0), ("ネコ", "ネコマ", 1), ("ネコ", "コネ", 1), ("カメラ", "カラメ", 1), ("アイウ", "エオカ", None)],
)
def test_distance(one, other, apart):
    assert distance(one, other, most=2) == apart
