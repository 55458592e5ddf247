"""Queries that nobody should type, and somebody will."""

import time

import pytest

from search.request import SearchRequest


@pytest.mark.parametrize("query", ["ヌルポ ガッ", "xyzzy", "ぬるぽ"])
def test_nonsense_finds_nothing(searcher, query):
    result = searcher.search(SearchRequest(query))
    assert (result.match, result.total, result.hits) == ("none", 0, ())


def test_a_query_may_have_any_number_of_words(searcher):
    result = searcher.search(SearchRequest(" ".join(f"word{number}" for number in range(100)) + " 札幌"))
    assert len(result.warnings) == 1
    assert "64" in str(result.warnings[0])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "札幌" * 5000,
        "".join(chr(0x4E00 + number) for number in range(10_000)),
        '"' + "札幌で" * 3000,
        "\0",
        "🍜" * 5000,
        "\ud800\udfff",
        '"札幌 "寿司 "',
        "(" * 10_000,
        "*" * 10_000,
        "札* " * 3000,
        "[TO]" * 2500,
        "a~99 " * 2000,
        " OR ".join(['"で"', '"た。"', "寿司"] * 500),
        " ".join(f'"{letter}"' for letter in "札幌で味噌ラーメンを食べた。スープは熱い。"),
        "-" * 10_000,
        "tag:" * 2500,
        "year:9999999999 date:99999-99",
    ],
    ids=range(18),
)
@pytest.mark.parametrize("mode", ["auto", "any"])
def test_any_query_is_answered_in_time(searcher, query, mode):
    began = time.thread_time()
    searcher.search(SearchRequest(query, mode=mode))
    assert time.thread_time() - began < 3  # a third of that on a machine that does nothing else


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # Of many words the commonest are left out: a post may lack them, and must have the others of its brackets.
        (" OR ".join(f'("の" "zzq{number}")' for number in range(6)), []),
        (" OR ".join(f"(札幌 zzq{number})" for number in range(80)), []),
        ('("形態素" "の") OR ("zzq1" "を") OR "zzq2" OR "zzq3" OR "zzq4" OR "zzq5"', ["python.md"]),
    ],
)
def test_brackets_of_which_words_are_left_out(searcher, query, found):
    answer = searcher.search(SearchRequest(query, mode="all"))
    assert ([hit.path for hit in answer.hits], len(answer.warnings)) == (found, 1)
