"""What is said where nothing has all the words."""

from types import SimpleNamespace

import pytest
from blog import post, searcher_of
from hypothesis import given
from hypothesis import strategies as st

from search.answer import QueryWord
from search.did_you_mean import near, read_vocabulary
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


def distance(one, other):
    """Letters to be added, left out, changed or swapped with their neighbour, none of them twice."""
    if not one or not other:
        return len(one) + len(other)
    swapped = one[-2:] == other[-2:][::-1] and len(one) > 1 and len(other) > 1
    return min(
        distance(one[:-1], other) + 1,
        distance(one, other[:-1]) + 1,
        distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
        distance(one[:-2], other[:-2]) + 1 if swapped else len(one) + len(other),
    )


WORDS = st.text("かさ", min_size=1, max_size=6)


@given(WORDS, st.dictionaries(WORDS, st.integers(1, 9), max_size=8))
def test_near_are_words_few_letters_apart_nearest_first_then_those_of_most_posts(typed, posts):
    allowed = 0 if len(typed) < 3 else 1 if len(typed) < 6 else 2
    apart = {word: distance(typed, word) for word in posts if word != typed and (len(typed) > 4 or word[0] == typed[0])}
    expected = [word for word in apart if apart[word] <= allowed]
    vocabulary = read_vocabulary(SimpleNamespace(commonest_terms=lambda _: posts.items()))
    assert near(typed, vocabulary) == sorted(expected, key=lambda word: (apart[word], -posts[word], word))
