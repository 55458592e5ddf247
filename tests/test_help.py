"""What is said where nothing has all the words."""

import pytest
from blog import post, searcher_of
from msgspec import UNSET

from search.answer import QueryWord
from search.request import SearchRequest


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    posts = [
        post("miso", "味噌を仕込む", "大豆を煮て、麹を混ぜる。", tags=("味噌",)),
        post("ramen", "札幌の味噌ラーメン", "スープは熱い。プログラミングの後に食べた。ラストの一杯、everyone。"),
        post("janome", "JavaScript で形態素解析", "キーボードを叩く。gpt-5 に聞く。", tags=("技術",)),
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


def test_the_words_of_a_sentence_are_counted_too(searcher):
    result = searcher.search(SearchRequest("味噌で量子コンピュータをどう煮たのですか"))
    assert result.words == (
        QueryWord("味噌", 2, "量子 コンピュータ", 0),
        QueryWord("量子", 0, "味噌 コンピュータ", 0),
        QueryWord("コンピュータ", 0, "味噌 量子", 0),
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
        ("puroguraminnku", "プログラミング"),
        ("味噌 コリアソダー", None),  # no post has both
        ("スープ プログラミンク", "スープ プログラミング"),
        ("スパイセ", "スパイス"),
        ("スパイク", None),  # a word, though not of this blog
        ("gpt-6", None),  # another one
    ],
)
def test_suggestions_are_words_of_this_blog(searcher, typed, meant):
    suggestions = searcher.search(SearchRequest(typed, mode="all")).suggestions
    assert meant in suggestions if meant else suggestions == ()


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("javascirpt", "javascript"),
        ("javascirpt 形態素", "javascript 形態素"),
        ("title:javascirpt", "title:javascript"),
        ("javascirpt きーばど", "javascript キーボード"),
        ("javascirpt -味噌 tag:技術", "javascript -味噌 tag:技術"),
        ("きーばど", "キーボード"),
        ("プログラミンク", "プログラミング"),
        ("コリアソダー", UNSET),  # may be another word
        ("味噌 ラーメン コリアソダー", UNSET),
        ("rust", UNSET),
        ("evernote", UNSET),  # two letters from everyone
        ("javascirpt 味噌", UNSET),  # finds nothing
        ('"javascirpt"', UNSET),
        ("javascirpt 量子", UNSET),
        ("javascirpt tag:味噌", UNSET),
        ("java", UNSET),
        ("味噌", UNSET),
    ],
)
def test_an_obvious_slip_is_corrected_at_once(searcher, typed, corrected):
    answer = searcher.search(SearchRequest(typed))
    assert (answer.query, answer.corrected) == (typed, corrected)
    if corrected:
        right = searcher.search(SearchRequest(corrected))
        assert right.total
        for name in ("hits", "total", "match", "facets", "parsed", "spellings", "suggestions"):
            assert getattr(answer, name) == getattr(right, name)


@pytest.mark.parametrize("options", [{"exact": True}, {"mode": "all"}, {"mode": "any"}])
def test_nothing_is_corrected_for_who_wants_it_as_typed(searcher, options):
    answer = searcher.search(SearchRequest("javascirpt", **options))
    assert (answer.total, answer.hits, answer.corrected) == (0, (), UNSET)


def test_a_word_that_posts_have_is_never_corrected_whatever_the_filters(searcher):
    answer = searcher.search(SearchRequest("スパイス tag:味噌"))
    assert (answer.corrected, answer.suggestions) == (UNSET, ())
