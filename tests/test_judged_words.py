"""The judged words: found whatever the text around them, and no other word for them."""

from itertools import groupby
from pathlib import Path

import pytest

from search.evaluation.evaluate import evaluate
from search.evaluation.judged import read_judged
from search.request import SearchRequest
from web.commands.reading import searcher_over

JUDGED = read_judged(Path(__file__).parent / "judged" / "words.json")
CLASSES = {kind: list(queries) for kind, queries in groupby(JUDGED.queries, key=lambda query: query.kind)}


@pytest.fixture(scope="module")
def searcher():
    with searcher_over(JUDGED, None) as searcher:
        yield searcher


@pytest.mark.parametrize("kind", CLASSES)
def test_nearly_every_word_finds_all_and_only_the_right_posts(searcher, kind):
    found = evaluate(searcher, CLASSES[kind], settings=SearchRequest())
    wrong = [each.query.text for each in found if not each.measures.exact]
    assert len(wrong) <= len(found) * 0.05, wrong


def test_there_are_as_many_negatives_as_positives():
    for kind, queries in CLASSES.items():
        if f"{kind}, not" in CLASSES:
            assert abs(len(queries) - len(CLASSES[f"{kind}, not"])) <= 2, kind
