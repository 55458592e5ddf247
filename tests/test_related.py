"""Posts near a post, and the reason."""

from datetime import date

import pytest
from blog import post, searcher_of

from index.document import Link, Wishes
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


@pytest.fixture
def related(tmp_path):
    """Paths of what is related to the first of these posts, and the whole answer."""

    def ask(*documents, **asked):
        searcher = searcher_of(tmp_path / ".sakuin", [*documents, *others()])
        found = searcher.post(documents[0].id, related=RelatedRequest(**{"limit": 20, **asked})).related
        return [each.path.removesuffix(".md") for each in found], found

    return ask


def others():
    """Posts about something else: what every post says tells nothing."""
    return [
        post(name, title, f"{title}の記録を残す。")
        for name, title in [("rain", "梅雨入り"), ("snow", "雪かき"), ("tax", "確定申告"), ("tooth", "歯医者")]
    ]


def long(*words):
    """A text of some length about these words."""
    return "".join(f"{word}について、ここではっきりと書いておく。" for word in words)


def test_the_nearest_first_with_the_words_that_say_so(searcher):
    near, *rest = searcher.post(POSTS[0].id, related=RelatedRequest()).related
    assert near.path == "miso2.md"
    assert near.why[0].term == "味噌"
    assert near.shared_tags == ("味噌",)
    assert 0 < near.score <= 100
    assert [other.path for other in rest] == ["bread.md"]  # the train has nothing in common


def test_shares_are_of_the_whole_score(searcher):
    for other in searcher.post(POSTS[0].id, related=RelatedRequest()).related:
        assert 0 < sum(shared.share for shared in other.why) <= 1.001


def test_nearness_is_mutual(searcher):
    one = {other.path: other.score for other in searcher.post(POSTS[0].id, related=RelatedRequest()).related}
    two = {other.path: other.score for other in searcher.post(POSTS[1].id, related=RelatedRequest()).related}
    assert one["miso2.md"] == two["miso1.md"]


def test_the_limit(searcher):
    assert len(searcher.post(POSTS[0].id, related=RelatedRequest(limit=1)).related) == 1


def test_no_such_post(searcher):
    assert searcher.post("nothing", related=RelatedRequest()) is None


def test_a_lone_post_is_related_to_none(tmp_path):
    alone = post("alone", "ひとり", "ひとりの話。")
    assert searcher_of(tmp_path / ".sakuin", [alone]).post(alone.id, related=RelatedRequest()).related == ()


@pytest.mark.parametrize("least", [0, 10, 50, 100])
def test_nothing_below_the_least_score(searcher, least):
    every = searcher.post(POSTS[0].id, related=RelatedRequest(min_score=0)).related
    assert searcher.post(POSTS[0].id, related=RelatedRequest(min_score=least)).related == tuple(
        post for post in every if post.score >= least
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("猫が窓から外を見る。", "ねこが窓辺で眠る。"),
        ("ネコの爪を切る。", "猫の爪とぎを買う。"),
        ("サーバーが落ちた。", "サーバを直す。"),
        ("Greasemonkeyで直す。", "ＧＲＥＡＳＥＭＯＮＫＥＹを入れる。"),
        ("取り付けを頼む。", "取付の日取り。"),
    ],
)
def test_spellings_of_one_word_are_one(related, one, other):
    found, (near, *_) = related(post("one", "", one), post("other", "", other))
    assert found == ["other"]
    assert len({each.term.casefold() for each in near.why}) == len(near.why)
    assert near.why[0].term in one  # as this post writes it


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("全文検索の話。全文検索は速い。", "全文検索"),
        ("Stable Diffusion と遊ぶ。", "Stable Diffusion"),
        ("コカ・コーラを飲む。", "コカ・コーラ"),
        ("不忍通りを歩く。", "不忍通り"),
        ("味噌を仕込んだ。", "味噌"),
    ],
)
def test_reasons_are_whole_words_as_they_are_written(related, text, reason):
    _, (near,) = related(post("one", "", text), post("other", "", f"きのうの続き。{text}"))
    assert near.why[0].term == reason


def test_no_reason_is_a_number_a_letter_or_a_kana(related):
    text = "12月、Qとアを四百八個。温泉まんじゅう。"
    _, (near,) = related(post("one", "", text), post("other", "", f"また {text}"))
    assert {each.term for each in near.why} <= {"温泉", "まんじゅう", "温泉まんじゅう"}


def test_code_makes_no_posts_near(related):
    code = ("import greasemonkey\ngreasemonkey.run(shelf)",)
    found, _ = related(
        post("one", "味噌の話", "大豆を煮る。", code=code), post("other", "夜行列車", "揺られる。", code=code)
    )
    assert found == []


def test_what_many_posts_say_word_for_word_hardly_counts(related):
    box = "この記事を書いた花子は札幌在住の料理研究家で、味噌の本を三冊出している。"
    boxed = [
        post(f"boxed{number}", title, f"{title}を見た。{box}")
        for number, title in enumerate(["灯台", "運河", "凧揚げ"])
    ]
    found, near = related(
        post("one", "味噌蔵", f"味噌蔵へ行く。{box}"), post("miso", "味噌蔵の朝", "蔵の味噌を見る。"), *boxed
    )
    assert found[0] == "miso"
    assert all(near[0].score > 2 * other.score for other in near[1:])


def test_a_copy_is_not_recommended_nor_its_copy_twice(related):
    text = long("味噌", "大豆", "麹", "樽")
    found, _ = related(
        post("one", "味噌", text),
        post("copy", "味噌、再掲", f"{text}追記。"),
        post("near", "味噌蔵", long("味噌", "蔵", "杜氏")),
        post("near copy", "味噌蔵、再掲", long("味噌", "蔵", "杜氏")),
    )
    assert "copy" not in found
    assert ("near" in found) + ("near copy" in found) == 1


@pytest.mark.parametrize(
    "titles",
    [
        ("味噌づくり 第1回 大豆", "味噌づくり 第2回 麹"),
        ("味噌づくり(1)", "味噌づくり(2)"),
        ("味噌づくり その一", "味噌づくり その二"),
        ("味噌づくり Part 1", "味噌づくり Part 2"),
        ("味噌づくり【前編】", "味噌づくり【後編】"),
        ("味噌づくり", "味噌づくり(二年目)"),
    ],
)
def test_a_series_is_told_by_its_titles(related, titles):
    parts = [post(f"part{number}", title, "大豆を煮る。", tags=("味噌",)) for number, title in enumerate(titles)]
    _, near = related(*parts, post("other", "味噌汁", "大豆の味噌。", tags=("味噌",)))
    assert {each.path: each.same_series for each in near} == {"part1.md": True, "other.md": False}


def test_a_topic_is_no_series(related):
    titles = ["Python：辞書", "Python：集合", "Python：例外"]
    posts = [post(f"p{number}", title, "書き方の話。", tags=("Python",)) for number, title in enumerate(titles)]
    found, near = related(*posts)
    assert len(found) == 2
    assert not any(each.same_series for each in near)


@pytest.mark.parametrize("most", [1, 2])
def test_so_many_of_one_series(related, most):
    parts = [post(f"part{number}", f"味噌づくり 第{number}回", "大豆を煮る。") for number in range(1, 5)]
    found, _ = related(post("one", "味噌", "味噌づくりと大豆。"), *parts, per_series=most)
    assert len(found) == most


LINKED = [
    post("this", "味噌を仕込む", "大豆と麹。", date="2021-01-01", categories=("食",), links=(Link("/out/", "樽"),)),
    post("out", "味噌の樽", "大豆と麹。", date="2022-03-01", categories=("食",)),
    post("in", "味噌と塩", "大豆と麹。", date="2021-01-01", categories=("旅",), links=(Link("/this/", "前"),)),
    post("old", "味噌の話", "大豆と麹。", date="2020-01-01"),
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"out", "in", "old"}),
        ({"include_newer": False}, {"in", "old"}),
        ({"link": "out"}, {"out"}),
        ({"link": "in"}, {"in"}),
        ({"link": "none"}, {"old"}),
        ({"category": "same"}, {"out"}),
        ({"category": "other"}, {"in", "old"}),
        ({"since": date(2021, 1, 1)}, {"out", "in"}),
        ({"max_age": 366}, {"in", "old"}),
    ],
)
def test_only_some(related, asked, found):
    every, near = related(*LINKED)
    some, fewer = related(*LINKED, **asked)
    assert set(some) == found
    scores = dict(zip(every, (each.score for each in near), strict=True))
    assert [each.score for each in fewer] == [scores[path] for path in some]


def test_links_and_age_are_told(related):
    _, near = related(*LINKED)
    assert {each.path: (each.link_state, each.age_days) for each in near} == {
        "out.md": ("out", -424),
        "in.md": ("in", 0),
        "old.md": ("none", 366),
    }


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        (Wishes(), ["near", "nearer"]),
        (Wishes(pinned=("far",)), ["far", "near", "nearer"]),
        (Wishes(pinned=("/far/", "near.md", "no such post", "this")), ["far", "near", "nearer"]),
        (Wishes(excluded=("near.md",)), ["nearer"]),
        (Wishes(none=True), []),
    ],
)
def test_the_front_matter_has_the_first_word(related, wishes, found):
    paths, near = related(
        post("this", "味噌を仕込む", "大豆と麹。", wishes=wishes),
        post("near", "味噌の樽", "大豆を煮る。"),
        post("nearer", "味噌と麹", "大豆と麹。"),
        post("far", "夜行列車", "揺られる。"),
    )
    assert sorted(paths) == sorted(found)
    pinned = [each.path for each in near if each.pinned]
    assert pinned == [f"{name}.md" for name in found[: len(pinned)]]
    assert [each.path for each in near][: len(pinned)] == pinned
