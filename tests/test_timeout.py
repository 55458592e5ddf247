"""An answer that would take too long: said so, and never a part of it."""

import pytest
from blog import post, searcher_of
from fakes import FailingSearcher

from index.errors import SearchTimeout
from search.request import SearchRequest
from search.searcher import open_searcher
from web.app import create_app

POSTS = [post(str(number), f"味噌{number}", "味噌を仕込む。") for number in range(3)]
TOO_LONG = SearchTimeout(ja="検索に時間がかかりすぎました。", en="The search took too long.")


def test_a_budget_that_is_spent(tmp_path):
    searcher_of(tmp_path / "idx", POSTS)
    with pytest.raises(SearchTimeout):
        open_searcher(tmp_path / "idx", budget=-1).search(SearchRequest("味噌"))
    assert (
        open_searcher(tmp_path / "idx", budget=-1).search(SearchRequest("犬")).match == "none"
    )  # which is the whole answer
    assert open_searcher(tmp_path / "idx", budget=60).search(SearchRequest("味噌")).total == 3


def test_a_program_is_told():
    answer = create_app(FailingSearcher(TOO_LONG)).test_client().get("/api/v1/stats")
    assert (answer.status_code, answer.json["code"], answer.headers["Retry-After"]) == (503, "search_timeout", "2")


@pytest.mark.parametrize(
    ("language", "text"), [("ja", "検索に時間がかかりすぎました"), ("en", "The search took too long")]
)
def test_a_person_is_told(language, text):
    answer = (
        create_app(FailingSearcher(TOO_LONG)).test_client().get("/search?q=味噌", headers={"Accept-Language": language})
    )
    assert answer.status_code == 503
    assert text in answer.text
