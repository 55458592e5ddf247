"""Which of two posts comes first, where one is plainly what was asked for."""

import pytest
from blog import post, searcher_of

from search.request import SearchRequest

FILLER = "夜は静かだ。雨が降った。長い道は続く。" * 6


def first_of(tmp_path, query, documents, **options):
    others = [post(f"other{number}", "日記", "雨が降った。") for number in range(20)]
    searcher = searcher_of(tmp_path / ".sakuin", [*documents, *others])
    return [hit.path.removesuffix(".md") for hit in searcher.search(SearchRequest(query, **options)).hits]


@pytest.mark.parametrize("blog", ["毎日の机", "机", "机の上のことば"])
@pytest.mark.parametrize("between", [" | ", "｜", " - "])
def test_a_title_pasted_with_the_name_of_its_blog_is_first(tmp_path, blog, between):
    documents = [
        post("meant", "万年筆の洗い方", "水につける。" + FILLER),
        post("other", "毎日の机", "机の上のことば。万年筆。洗い方。" + FILLER),
    ]
    assert first_of(tmp_path, f"万年筆の洗い方{between}{blog}", documents)[0] == "meant"


@pytest.mark.parametrize(
    ("query", "titled", "other"),
    [
        ("Kubernetes", "Kubernetes", "Kubernetesの導入"),
        ("形態素解析", "形態素解析", "形態素解析を試す"),
        ("奈良の桜", "奈良の桜", "奈良の桜、奈良の紅葉"),
    ],
)
def test_the_title_that_was_typed_is_first(tmp_path, query, titled, other):
    documents = [
        post("titled", titled, FILLER),
        post("other", other, f"{query}のこと。" * 4, tags=(query,)),
    ]
    assert first_of(tmp_path, query, documents)[0] == "titled"


@pytest.mark.parametrize("words", [1, 2, 3])
@pytest.mark.parametrize(
    ("typed", "other"), [("ユーザ", "ユーザー"), ("バイオリン", "ヴァイオリン"), ("引越", "引っ越し")]
)
def test_the_spelling_typed_is_first_however_many_words_are_asked_for(tmp_path, words, typed, other):
    rest = ["値段", "修理"][: words - 1]
    documents = [
        post("typed", "買い物", f"{typed}の値段と修理。{FILLER}"),
        *(post(f"variant{number}", "買い物", f"{other}の値段と修理。") for number in range(2)),
    ]
    assert first_of(tmp_path, " ".join([typed, *rest]), documents)[0] == "typed"


@pytest.mark.parametrize(("query", "mode"), [("兎 (狐 OR 狸)", "auto"), ("兎 狐 狸", "any")])
def test_one_more_of_the_words_never_makes_less_of_a_post(tmp_path, query, mode):
    text = f"兎と狐が眠る。{FILLER}"
    documents = [post("less", "記録", text), post("more", "記録", f"{text}狸もいた。")]
    searcher = searcher_of(
        tmp_path / ".sakuin", [*documents, *(post(f"o{n}", "日記", "雨が降った。") for n in range(20))]
    )
    hits = searcher.search(SearchRequest(query, mode=mode, explain=True)).hits
    near = {
        hit.path: sum(line.score for line in hit.explain if line.field == "near each other")
        for hit in hits
        if hit.explain
    }
    assert near["more.md"] >= near["less.md"] > 0


def test_words_in_another_spelling_are_near_each_other_too(tmp_path):
    documents = [
        post("near", "記録", f"サーバーの修理をした。{FILLER}"),
        post("far", "記録", f"サーバー。{FILLER}修理。"),
    ]
    assert first_of(tmp_path, "サーバ 修理", documents) == ["near", "far"]


@pytest.mark.parametrize("posts", [20, 60, 120])
def test_a_word_is_found_in_pieces_however_many_posts_may_have_it(tmp_path, posts):
    documents = [post(str(number), "日記", f"{number}番目の会社を立ち上げた。") for number in range(posts)]
    searcher = searcher_of(tmp_path / ".sakuin", documents)
    assert searcher.search(SearchRequest("立ち上げ")).total == posts
