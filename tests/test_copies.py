"""Posts that say nearly the same, in an answer: under one of them, and none is lost or shown twice."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest
from blog import post, searcher_of
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from model_copies import changed, folded, resemblance, sentences
from msgspec.structs import replace

from index.store.storage import current_folder
from index.store.writer import Writer
from search.postings import mask_of
from search.rank.ranking import Ranking
from search.request import SearchRequest
from search.searcher import open_searcher
from web.app import create_app
from web.cli import main

MISO, CAT = sentences("味噌", 20), sentences("猫", 20)
POSTS = [
    post("a", "味噌を仕込む", "".join(MISO), date="2021-01-01T00:00:00+09:00", tags=("料理",)),
    post("b", "味噌、再掲", "".join(MISO), date="2022-01-01T00:00:00+09:00", tags=("料理",)),
    post("c", "味噌の話", "".join([*MISO[:19], "最後の一文だけを書き直した。"]), date="2023-01-01T00:00:00+09:00"),
    post("d", "味噌と猫", "".join([*MISO[:10], *CAT[:10]]), date="2024-01-01T00:00:00+09:00"),
    post("e", "猫", "".join(CAT), date="2025-01-01T00:00:00+09:00"),
    post("f", "短い", "味噌。", date="2025-02-01T00:00:00+09:00"),
    post("g", "短い", "味噌。", date="2025-03-01T00:00:00+09:00"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies") / ".sakuin"
    searcher_of(folder, POSTS, commits=2)
    return folder


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("copies") / ".sakuin", POSTS, commits=3)


def shown(answer):
    return {hit.path[0]: [copy.path[0] for copy in hit.copies] for hit in answer.hits}


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        (SearchRequest("味噌", sort="date"), {"a": ["b", "c"], "d": [], "f": [], "g": []}),
        (SearchRequest("味噌", sort="-date"), {"g": [], "f": [], "d": [], "c": ["b", "a"]}),
        (SearchRequest("味噌", sort="date", duplicates="show"), {name: [] for name in "abcdfg"}),
        (SearchRequest('"味噌"', sort="date"), {name: [] for name in "abcdfg"}),  # each that has these words
        (SearchRequest("味噌 tag:料理", sort="date"), {"a": [], "b": []}),
        (SearchRequest("味噌", tags=("料理",), sort="date"), {"a": [], "b": []}),
        (SearchRequest(sort="date"), {name: [] for name in "abcdefg"}),  # the list of all posts
        (SearchRequest("再掲"), {"b": []}),
        (SearchRequest("猫", sort="date"), {"d": [], "e": []}),
    ],
)
def test_copies_stand_under_the_first_of_them(searcher, asked, hits):
    answer = searcher.search(asked)
    assert shown(answer) == hits
    assert list(shown(answer)) == list(hits)
    assert answer.total == len(hits) + answer.folded
    assert answer.folded == sum(map(len, hits.values()))


def test_how_near_a_copy_is(searcher):
    (best, *_) = searcher.search(SearchRequest("味噌", sort="date")).hits
    near = resemblance(POSTS[0].sections[0].text, POSTS[2].sections[0].text)
    assert [copy.similarity for copy in best.copies] == [1.0, int(100 * near) / 100]
    assert near > 0.9


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize("sort", ["relevance", "date", "-date"])
@pytest.mark.parametrize("query", ["味噌", "味噌 OR 猫", "味噌 宇宙"])
def test_pages_neither_lose_nor_repeat_a_post(searcher, query, sort, limit):
    every = searcher.search(SearchRequest(query, sort=sort, limit=100, duplicates="show"))
    pages = [searcher.search(SearchRequest(query, sort=sort, limit=limit, offset=at)) for at in range(0, 10, limit)]
    hits = [hit for page in pages for hit in page.hits]
    posts = [each.path for hit in hits for each in (hit, *hit.copies)]
    assert sorted(posts) == sorted(hit.path for hit in every.hits)
    order = [hit.path for hit in every.hits]
    assert [hit.path for hit in hits] == sorted((hit.path for hit in hits), key=order.index)
    assert {page.total for page in pages} == {every.total}
    assert len([hit for hit in hits if not hit.relaxed]) == pages[0].listed


def test_a_score_is_explained_whatever_is_folded(searcher):
    """Words near each other count for the first posts of a ranking: the others are not looked through."""
    asked = SearchRequest("味噌 猫", mode="any", explain=True, limit=100)
    every = {hit.path: hit.explain for hit in searcher.search(replace(asked, duplicates="show")).hits}
    hits = searcher.search(asked).hits
    assert len(hits) < len(every)
    assert {hit.path: hit.explain for hit in hits} == {hit.path: every[hit.path] for hit in hits}


def test_a_ranking_keeps_what_was_looked_through():
    scores = np.arange(4, dtype=np.float32)
    none = np.zeros(4, bool)
    ranking = Ranking(
        np.array([1, 3, 5, 7], np.int32), scores, scores, none, none, np.array([True, False, True, False])
    )
    kept = ranking.among(mask_of([3, 5], 8))
    assert kept.looked_through.tolist() == [False, True]


@st.composite
def blogs(draw):
    """Up to eight posts, some of which are others with some of their sentences written anew."""
    lot = Random(draw(st.integers(0, 999)))
    whole = [sentences("味噌", draw(st.sampled_from((1, 12, 40)))) for _ in range(2)]
    shares = draw(st.lists(st.sampled_from((0.0, 0.0, 0.025, 0.05, 0.1, 0.5)), min_size=2, max_size=8))
    return [
        post(f"{number}", "", "".join(changed(lot.choice(whole), share, lot))) for number, share in enumerate(shares)
    ]


@given(blogs(), st.integers(1, 3))
@settings(examples(30), derandomize=True)
def test_as_if_each_were_compared_with_each(tmp_path_factory, posts, commits):
    searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", posts, commits=min(commits, len(posts)))
    every = searcher.search(SearchRequest("味噌", limit=100, duplicates="show"))
    assert len(every.hits) == len(posts)
    found = searcher.search(SearchRequest("味噌", limit=100))
    copies = {hit.path: [copy.path for copy in hit.copies] for hit in found.hits}
    assert copies == folded(every, {each.path: each.sections[0].text for each in posts})


def test_what_is_deleted_is_no_copy(tmp_path):
    place = tmp_path / ".sakuin"
    searcher_of(place, POSTS)
    Writer(current_folder(place)).commit((), deleted={POSTS[1].id})
    assert shown(open_searcher(place).search(SearchRequest("味噌", sort="date")))["a"] == ["c"]


def test_passages_that_all_posts_share_make_no_copies(tmp_path):
    footer = "".join(sentences("お知らせ", 30))
    posts = [post(f"{number}", f"味噌{number}", f"{text}{footer}") for number, text in enumerate(sentences("味噌", 40))]
    assert resemblance(posts[0].sections[0].text, posts[1].sections[0].text) > 0.9
    answer = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest("味噌", limit=100))
    assert (len(answer.hits), answer.folded) == (40, 0)


@pytest.fixture(scope="module")
def client(searcher):
    return create_app(searcher).test_client()


@pytest.mark.parametrize(
    ("asked", "language", "says"),
    [
        (
            "q=味噌&sort=date",
            "ja",
            ["ほぼ同じ記事 2件をまとめました。", "<summary>ほぼ同じ記事 2件</summary>", "6件中 1〜4件"],
        ),
        ("q=味噌&sort=date", "en", ["2 posts folded, nearly the same.", "<summary>2 posts saying nearly"]),
        ("q=味噌&sort=date&duplicates=show", "ja", ["ほぼ同じ記事: すべて並べる", "6件中 1〜6件"]),
    ],
)
def test_a_page(client, asked, language, says):
    page = client.get(f"/search?{asked}", headers={"Accept-Language": language}).text
    assert [each for each in says if each not in page] == []
    assert ("<summary>ほぼ" in page or "<summary>2 posts" in page) == ("show" not in asked)
    assert [each.path for each in POSTS[:4] if f"/p/{each.id}?" not in page] == []


def test_the_api_pages_through_hits(client):
    first = client.get("/api/v1/search", query_string={"q": "味噌", "sort": "date", "limit": 3}).json
    assert (first["total"], first["folded"], len(first["hits"])) == (6, 2, 3)
    (copy, _) = first["hits"][0]["copies"]
    assert (copy["title"], copy["similarity"]) == ("味噌、再掲", 1.0)
    second = client.get(first["next"]).json
    assert (len(second["hits"]), second["next"]) == (1, None)
    assert client.get("/api/v1/search?q=味噌&duplicates=all").status_code == 400


def test_a_feed_has_each_post(client):
    assert len(client.get("/feed.json?q=味噌").json["items"]) == 6


def test_the_terminal(place, capsys):
    assert main(["search", "味噌", "--sort", "date", "--index", str(place)]) == 0
    out = capsys.readouterr().out
    assert "≈ 100%  2022-01-01  味噌、再掲" in out
    assert "Nearly the same, folded: 2" in out
    assert main(["search", "味噌", "--duplicates", "show", "--index", str(place)]) == 0
    assert "≈" not in capsys.readouterr().out


def test_the_sentences_of_these_tests_resemble_no_other():
    every = [*MISO, *CAT, *sentences("お知らせ", 30)]
    assert max(resemblance(one, other) for one, other in combinations(every, 2)) < 0.5
