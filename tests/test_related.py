"""Posts near a post, and the reason."""

import pytest
from blog import post, searcher_of

from search.request import RelatedRequest

POSTS = [
    post("miso1", "手前味噌を仕込む", "大豆を煮て、麹と塩を混ぜ、樽に詰める。", tags=("味噌", "台所")),
    post("miso2", "味噌の二年目", "大豆と麹と塩。去年の樽を開けた。", tags=("味噌",)),
    post("bread", "パンを焼く", "小麦粉と塩と水をこねる。", tags=("台所",)),
    post("train", "夜行列車", "青森まで列車に揺られた。", tags=("旅",)),
]


@pytest.fixture(scope="module", params=[1, 2], ids=["one segment", "two segments"])
def searcher(tmp_path_factory, request):
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", POSTS, commits=request.param)


def test_the_nearest_first_with_the_terms_that_say_so(searcher):
    near, *others = searcher.post(POSTS[0].id, related=RelatedRequest()).related
    assert near.path == "miso2.md"
    assert near.why[0].term == "味噌"
    assert near.shared_tags == ("味噌",)
    assert 0 < near.score <= 100
    assert [other.path for other in others] == ["bread.md"]  # the train has nothing in common


def test_shares_are_of_the_whole_score(searcher):
    for other in searcher.post(POSTS[0].id, related=RelatedRequest()).related:
        assert 0 < sum(shared.share for shared in other.why) <= 1.000001


def test_nearness_is_mutual(searcher):
    one = {other.path: other.score for other in searcher.post(POSTS[0].id, related=RelatedRequest()).related}
    two = {other.path: other.score for other in searcher.post(POSTS[1].id, related=RelatedRequest()).related}
    assert one["miso2.md"] == two["miso1.md"]


def test_a_copy_is_wholly_related(tmp_path):
    documents = [
        post("one", "猫の話", "猫がいる。"),
        post("two", "猫の話", "猫がいる。"),
        post("three", "犬の話", "犬。"),
    ]
    (copy, *_) = searcher_of(tmp_path / ".sakuin", documents).post(documents[0].id, related=RelatedRequest()).related
    assert (copy.path, copy.score) == ("two.md", 100.0)


def test_the_limit(searcher):
    assert len(searcher.post(POSTS[0].id, related=RelatedRequest(limit=1)).related) == 1


def test_no_such_post(searcher):
    assert searcher.post("nothing", related=RelatedRequest()) is None


def test_a_lone_post_is_related_to_none(tmp_path):
    alone = post("alone", "ひとり", "ひとりの話。")
    assert searcher_of(tmp_path / ".sakuin", [alone]).post(alone.id, related=RelatedRequest()).related == ()


@pytest.mark.parametrize("least", [0, 1, 10, 100])
def test_nothing_below_the_least_score(searcher, least):
    every = searcher.post(POSTS[0].id, related=RelatedRequest()).related
    assert searcher.post(POSTS[0].id, related=RelatedRequest(min_score=least)).related == tuple(
        post for post in every if post.score >= least
    )


def test_only_those_that_are_not_newer(tmp_path):
    dated = [
        post("old", "味噌の話", "大豆と麹。", date="2020-01-01"),
        post("this", "味噌を仕込む", "大豆と麹。", date="2021-01-01"),
        post("same day", "味噌と塩", "大豆と麹。", date="2021-01-01"),
        post("new", "味噌の樽", "大豆と麹。", date="2022-01-01"),
        post("other", "夜行列車", "青森。", date="2020-01-01"),
    ]
    searcher = searcher_of(tmp_path / ".sakuin", dated)
    every = searcher.post(dated[1].id, related=RelatedRequest(limit=9)).related
    assert {near.path for near in every} == {"old.md", "same day.md", "new.md"}
    older = searcher.post(dated[1].id, related=RelatedRequest(limit=9, include_newer=False)).related
    assert [(near.path, near.score) for near in older] == [
        (near.path, near.score) for near in every if near.path != "new.md"
    ]
