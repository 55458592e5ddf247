"""Filters of a small blog, and how many of the hits have each value of a field."""

from datetime import date

import pytest
from blog import post, searcher_of
from fakes import fold
from few_posts import found

from search.request import SearchRequest


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"tags": ("旅",)}, ["sushi", "ramen"]),
        ({"tags": ("旅", "麺")}, ["ramen"]),
        ({"tags": ("旅,麺",)}, ["ramen"]),  # no post has such a tag, and most libraries encode every comma
        ({"categories": ("日記, 技術",)}, ["python", "gpt"]),
        ({"tags": ("python",)}, ["python", "gpt"]),
        ({"query": "tag:python"}, ["python", "gpt"]),
        ({"query": "-tag:旅"}, ["python", "gpt"]),
        ({"categories": ("日記", "技術")}, ["python", "gpt"]),
        ({"query": "category:日記"}, ["gpt"]),
        ({"years": (2023, 2024)}, ["python", "sushi", "ramen"]),
        ({"years": (2024,), "query": "year:2023"}, ["python", "sushi", "ramen"]),
        ({"author": "野々村 灯"}, ["python"]),
        ({"query": 'author:"野々村　灯"'}, ["python"]),
        ({"since": date(2024, 5, 1), "until": date(2024, 5, 1)}, ["sushi"]),
        ({"query": "date:..2024-05"}, ["sushi", "ramen"]),
        ({"query": "-date:2024"}, ["ramen", "gpt"]),
        ({"query": "札幌", "years": (2023,)}, ["ramen"]),
        ({"tags": ("無い",)}, []),
    ],
)
def test_filters(searcher, options, names):
    assert sorted(found(searcher, **options)) == sorted(names)


def test_an_empty_query_lists_the_newest_first(searcher):
    assert found(searcher) == ["python", "sushi", "ramen", "gpt"]
    assert found(searcher, sort="-date") == ["python", "sushi", "ramen", "gpt"]


def test_oldest_first(searcher):
    assert found(searcher, sort="date", years=(2023, 2024)) == ["ramen", "sushi", "python"]


def test_pages_follow_each_other(searcher):
    pages = [found(searcher, "", limit=1, offset=offset) for offset in range(5)]
    assert pages == [["python"], ["sushi"], ["ramen"], ["gpt"], []]
    assert searcher.search(SearchRequest(limit=1, offset=3)).total == 4


def facet(searcher, field, **options):
    (facet,) = searcher.search(SearchRequest(facets=(field,), **options)).facets.values()
    return [(value.value, value.count, value.selected) for value in facet.values]


def test_values_that_differ_in_width_and_case_are_one(searcher):
    assert ("Python", 2, False) in facet(searcher, "tags") or ("ＰＹＴＨＯＮ", 2, False) in facet(searcher, "tags")


def test_tags_narrow(searcher):
    assert facet(searcher, "tags", tags=("旅",)) == [("旅", 2, True), ("麺", 1, False)]


def test_years_widen(searcher):
    assert facet(searcher, "years", years=(2023,)) == [("2024", 2, False), ("2023", 1, True)]
    assert facet(searcher, "years", years=(2023,), tags=("旅",)) == [("2024", 1, False), ("2023", 1, True)]
    assert facet(searcher, "tags", years=(2023,)) == [("旅", 1, False), ("麺", 1, False)]


@pytest.mark.parametrize(
    ("options", "months"),
    [
        ({"years": (2024,)}, [("2024-11", 1, False), ("2024-05", 1, False)]),
        ({"years": (2024,), "tags": ("旅",)}, [("2024-05", 1, False)]),
        ({"since": date(2024, 5, 1), "until": date(2024, 5, 31)}, [("2024-11", 1, False), ("2024-05", 1, True), ("2023-02", 1, False)]),
        ({"since": date(2024, 5, 1), "until": date(2024, 5, 30)}, [("2024-11", 1, False), ("2024-05", 1, False), ("2023-02", 1, False)]),
        ({"query": "ラーメン", "since": date(2024, 5, 1), "until": date(2024, 5, 31)}, [("2024-05", 0, True), ("2023-02", 1, False)]),
    ],
)  # fmt: skip
def test_months_widen_beside_the_days_chosen(searcher, options, months):
    assert facet(searcher, "months", **options) == months


def test_what_was_chosen_is_shown_also_where_nothing_has_it(searcher):
    assert facet(searcher, "years", query="ラーメン", years=(2024,)) == [("2024", 0, True), ("2023", 1, False)]


@pytest.mark.parametrize(
    ("field", "options", "values"),
    [
        ("tags", {}, [("旅", 2, False), ("Python", 2, False), ("検索", 1, False), ("麺", 1, False)]),
        ("tags", {"prefix": "ｐｙ"}, [("Python", 2, False)]),
        ("tags", {"prefix": "検"}, [("検索", 1, False)]),
        ("tags", {"prefix": "索"}, []),
        ("tags", {"query": "札幌"}, [("旅", 2, False), ("麺", 1, False)]),
        ("tags", {"tags": ("旅",), "prefix": "麺"}, [("麺", 1, False)]),
        ("years", {"prefix": "202"}, [("2024", 2, False), ("2023", 1, False)]),
        ("authors", {"query": "-全文"}, []),
    ],
)
def test_values_of_a_field_by_their_beginning(searcher, field, options, values):
    options = dict(options)
    prefix = options.pop("prefix", "")
    found = searcher.search(SearchRequest(**options, facets=(field,), facet_prefix=prefix)).facets[field]
    assert sorted((fold(v.value), v.count, v.selected) for v in found.values) == sorted(
        (fold(value), count, selected) for value, count, selected in values
    )
    assert (found.total_values, found.truncated) == (len(values), False)


def test_so_many_values_of_a_field(searcher):
    found = searcher.search(SearchRequest(facets=("tags",), facet_values=1)).facets["tags"]
    assert (len(found.values), found.total_values, found.truncated) == (1, 4, True)


def test_every_exclusion_counts_and_is_said(searcher):
    result = searcher.search(SearchRequest("-tag:旅 -year:2023 -date:2024-01 -date:2022"))
    assert result.parsed.none == (
        "tag:旅",
        "year:2023",
        "date:2024-01-01..2024-01-31",
        "date:2022-01-01..2022-12-31",
    )
    assert all("旅" not in hit.tags and (hit.date or "")[:4] not in {"2022", "2023"} for hit in result.hits)


def test_a_tag_with_a_comma_is_one_where_a_post_has_it(tmp_path):
    posts = [post(name, "題", "本文", tags=tags) for name, tags in {"a": ("麺,汁",), "b": ("麺", "汁")}.items()]
    searcher = searcher_of(tmp_path / "idx", posts)
    assert [searcher.search(SearchRequest(tags=tags)).hits[0].path for tags in (("麺,汁",), ("汁,麺",))] == [
        "a.md",
        "b.md",
    ]
