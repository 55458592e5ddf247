"""Ranking and snippets need of an index what `search.postings` says, and nothing else: over documents in memory they answer as
over the index on disk."""

import pytest
from blog import JANOME, analyzed
from few_posts import POSTS
from postings_in_memory import PostingsInMemory

from search.facets import Facets
from search.pipeline import Pipeline
from search.request import SearchRequest
from search.snippet.highlight import highlight

QUERIES = [
    "札幌", "札幌 ラーメン", "さっぽろ", "食べた", "全文検索", "全文 検索", '"味噌ラーメン"', '"を"', "-寿司 札幌", "寿司 OR 猫", "(寿司 OR 猫) 札幌",
    "python", "ＰＹＴＨＯＮ", "search", "search_posts", "gpt5", "東京", "京都", "札幌でラーメンを食べたのはいつですか", "title:検索", "量子",
]  # fmt: skip


@pytest.fixture(scope="module")
def memory():
    return PostingsInMemory([analyzed(post) for post in POSTS], JANOME)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("mode", ["auto", "any"])
def test_the_answers_are_those_of_the_index_on_disk(memory, searcher, query, mode):
    pipeline = Pipeline(memory, Facets([]))
    ranked = pipeline.ranked(query, mode, exact=False)
    ranking = pipeline.refine(ranked.ranking, ranked.resolved)
    found = {
        POSTS[document].path: (score, highlight(memory.post(document), ranked.targets, length=120))
        for document, score in zip(ranking.documents.tolist(), ranking.scores.tolist(), strict=True)
    }
    hits = searcher.search(SearchRequest(query, mode=mode, limit=100)).hits
    assert found == {hit.path: (pytest.approx(hit.score, abs=1e-3), hit.highlights) for hit in hits}
