"""The judged queries on the sample blog: all and only the right posts, the spelling typed first."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from index.build import build
from search.request import SearchRequest
from search.searcher import open_searcher

ROOT = Path(__file__).parent.parent
BY_CLASS = defaultdict(list)
for _question in json.loads((ROOT / "tests/judged/sample.json").read_text(encoding="utf-8"))["questions"]:
    BY_CLASS[_question["class"]].append(_question)

ALWAYS = {"absent", "nonsense", "phrase", "old-kanji", "okurigana", "long-vowel"}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    place = tmp_path_factory.mktemp("sample") / ".sakuin"
    build(ROOT / "web" / "sample", place)
    return open_searcher(place)


def answers(searcher, query):
    hits = searcher.search(SearchRequest(query, limit=100)).hits
    return [hit.path for hit in hits if not hit.relaxed]


def test_there_is_enough_to_judge_by():
    assert sum(map(len, BY_CLASS.values())) >= 150
    assert len(BY_CLASS) >= 15


@pytest.mark.parametrize("kind", BY_CLASS)
def test_nearly_every_query_finds_all_and_only_the_right_posts(searcher, kind):
    wrong = [
        each["question"] for each in BY_CLASS[kind] if set(answers(searcher, each["question"])) != set(each["relevant"])
    ]
    assert len(wrong) <= (0 if kind in ALWAYS else len(BY_CLASS[kind]) * 0.05), wrong


@pytest.mark.parametrize("kind", BY_CLASS)
def test_the_spelling_typed_comes_first(searcher, kind):
    for each in BY_CLASS[kind]:
        if "first" in each:
            assert answers(searcher, each["question"])[0] in each["first"], each["question"]


@pytest.mark.parametrize("kind", ["absent", "nonsense"])
def test_nothing_is_found_where_there_is_nothing(searcher, kind):
    for each in BY_CLASS[kind]:
        assert searcher.search(SearchRequest(each["question"])).total == 0, each["question"]
