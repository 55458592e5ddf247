"""The searcher against the slow model of `model.py`, on random posts and queries: the same posts in the same order with the
same scores, the same counts, the same marks and the same snippets."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from blog import post
from hypothesis import given, note, settings
from model import Model
from model_blogs import FAMILIES, History, blogs

from search.result import SearchRequest

# The same examples each time, unless more are asked for: then others.
EXAMPLES = int(os.environ.get("SAKUIN_MODEL_EXAMPLES", "0"))


@given(blogs())
@settings(max_examples=EXAMPLES or 60, derandomize=not EXAMPLES, deadline=None)
def test_the_same_answers(tmp_path_factory, blog):
    history, asked = blog
    searcher = history.searcher(tmp_path_factory.mktemp("blog") / ".sakuin")
    model = Model(history.final(), synonyms=history.synonyms, recency=history.recency)
    for request in asked:
        note(str(request))
        check(searcher, model, request)


def test_every_word_is_found_in_the_same_spellings(tmp_path):
    words = [word for family in FAMILIES for word in family]
    documents = [post(str(number), "", f"道で{word}を見た。") for number, word in enumerate(words)]
    history = History((tuple(documents[:99]), tuple(documents[99:])), frozenset(), 0.0, ())
    searcher, model = history.searcher(tmp_path / ".sakuin"), Model(documents)
    for word in words[::3]:
        check(searcher, model, SearchRequest(word))


def test_words_side_by_side_count_for_the_best_hundred_only(tmp_path):
    chance = Random(1)
    words = ("猫", "写真", "猫の写真", "犬、", "を見た。", "鳥と")
    texts = ["".join(chance.choices(words, k=6)) + "猫、写真。" + "長い道。" * number for number in range(130)]
    documents = [post(str(number), "猫" * (number % 3), text) for number, text in enumerate(texts)]
    history = History((tuple(documents[:70]), tuple(documents[70:])), frozenset(), 0.0, ())
    searcher, model = history.searcher(tmp_path / ".sakuin"), Model(documents)
    for query in ("猫 写真", "猫の写真", "写真 OR 犬 猫"):
        check(searcher, model, SearchRequest(query))


def check(searcher, model, request):
    expected = model.search(request)
    result = searcher.search(replace(request, offset=0, limit=1000))
    assert {hit.path: hit.relaxed for hit in result.hits} == {
        each.post.document.path: each.relaxed for each in expected.ranked
    }
    assert (result.match, result.total) == (expected.match, expected.total)
    assert result.facets == expected.facets
    check_order(result.hits, expected.ranked, request)
    for hit in result.hits:
        assert hit.highlights == expected.highlights[hit.path]
    page = searcher.search(request)
    assert page.hits == result.hits[request.offset : request.offset + request.limit]
    assert (page.total, page.facets) == (result.total, result.facets)


def check_order(hits, ranked, request):
    """The same scores; the same order, but that scores as near as rounding may lie either way."""
    scores = {each.post.document.path: each.score for each in ranked}
    for hit in hits:
        assert hit.score == pytest.approx(scores[hit.path], rel=1e-4, abs=2e-4)
    paths = [each.post.document.path for each in ranked]
    if request.sort != "relevance":
        assert [hit.path for hit in hits] == paths
        return
    assert [hit.relaxed for hit in hits] == sorted(hit.relaxed for hit in hits)
    for one, other in pairwise(hits):
        if one.relaxed == other.relaxed and scores[one.path] == scores[other.path] and alike(ranked, one, other):
            assert paths.index(one.path) < paths.index(other.path)
        elif one.relaxed == other.relaxed:
            assert scores[one.path] >= scores[other.path] - 2e-4 - 1e-4 * scores[other.path]


def alike(ranked, one, other):
    text = {each.post.document.path: each.post.text for each in ranked}
    return text[one.path] == text[other.path]
