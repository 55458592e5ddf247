"""Short forms that a blog explains in brackets, and those that everybody uses."""

from collections import Counter

import pytest
from blog import post, searcher_of

from index.abbreviations import agreed, explained
from index.build import build
from search.request import SearchRequest
from search.searcher import open_searcher
from search.spelling.synonyms import Synonyms


def learnt(*posts):
    return agreed(Counter(each for text in posts for each in explained(text)))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("はてなブックマーク（はてブ）を使う。", ("はてブ", "はてなブックマーク")),
        ("私ははてなブックマーク（以下、はてブ）を使う。", ("はてブ", "はてなブックマーク")),
        ("パワポ（パワーポイント）で作る。", ("パワポ", "パワーポイント")),
        ("「スマートフォン」(スマホ)", ("スマホ", "スマートフォン")),
        ("先月、産業技術総合研究所（産総研）で聞いた。", ("産総研", "産業技術総合研究所")),
        ("Search Engine Optimization (SEO) を学ぶ。", ("SEO", "Search Engine Optimization")),
        ("SEO（Search Engine Optimization）を学ぶ。", ("SEO", "Search Engine Optimization")),
        (
            "National Institute of Standards and Technology（NIST）",
            ("NIST", "National Institute of Standards and Technology"),
        ),
    ],
)
def test_what_one_post_explains_for_certain(text, pair):
    assert learnt(text) == (pair,)


@pytest.mark.parametrize(
    "text",
    [
        "東京都（東京）",  # a part
        "レジリエンス（回復力）",
        "田中さん（仮名）",
        "写真（左）と絵（右）",
        "Amazon（AWS）",
        "動画（約5分）",
        "リスク（大事）",
        "関数（func）",
        "CTO（山田太郎氏）",
        "（）（（はてブ）",
    ],
)
def test_what_explains_no_abbreviation(text):
    assert learnt(text, text, text) == ()


def test_letters_for_kanji_need_several_posts_that_agree():
    text = "検索エンジン最適化（SEO）を学ぶ。"
    assert learnt(text) == ()
    assert learnt(text, text) == (("SEO", "検索エンジン最適化"),)
    assert learnt(text, text, "搜索引擎优化屋（SEO）", "検索屋最適化術（SEO）") == ()
    assert (
        learnt(*["持続可能な開発目標（SDGs）"] * 3, *["AIロボット協会（AIRoA）"] * 3) == ()
    )  # the end of a longer name


def test_they_are_learnt_when_an_index_is_built(tmp_path):
    posts = {
        "a": "はてなブックマーク（はてブ）の話。",
        "b": "はてブが付いた。",
        "c": "はてなブックマークを見る。",
        "d": "SEO（検索エンジン最適化）の話。",
        "e": "検索エンジン最適化（SEO）の話。",
        "f": "SEOは難しい。",
        "g": "別の話。",
    }
    for name, text in posts.items():
        (tmp_path / "blog").mkdir(exist_ok=True)
        (tmp_path / "blog" / f"{name}.md").write_text(f"---\ntitle: 題\n---\n{text}\n", encoding="utf-8")
    build(tmp_path / "blog", tmp_path / "ix")
    searcher = open_searcher(tmp_path / "ix")

    def found(query):
        return {hit.path.removesuffix(".md") for hit in searcher.search(SearchRequest(query)).hits}

    assert found("はてブ") == found("はてなブックマーク") == {"a", "b", "c"}
    assert found("SEO") == found("検索エンジン最適化") == {"d", "e", "f"}
    answer = searcher.search(SearchRequest("はてブ"))
    assert [(each.typed, each.found) for each in answer.spellings] == [("はてブ", ("はてなブックマーク",))]


@pytest.mark.parametrize(
    ("query", "text"),
    [("スマホ", "スマートフォンを買う。"), ("C#", "シーシャープで書く。"), ("コストパフォーマンス", "コスパがいい。")],
)
def test_usual_abbreviations(tmp_path, query, text):
    searcher = searcher_of(tmp_path / ".sakuin", [post("it", "題", text), post("none", "題", "別の話。")])
    assert [hit.path for hit in searcher.search(SearchRequest(query)).hits] == ["it.md"]
    assert searcher.search(SearchRequest(query, exact=True)).total == 0


def test_what_many_posts_have_stands_for_no_rare_word():
    numbers = {"ai": 90, "人工知能": 20, "seo": 20, "検索エンジン最適化": 20}
    synonyms = Synonyms(
        owners=[("猫", "ねこ")],
        explained=[("ai", "人工知能"), ("seo", "検索エンジン最適化"), ("seo", "search engine optimization")],
        number=lambda text: numbers.get(text, 0),
        size=100,
        apart=lambda _: (),
    )
    assert "ai" not in synonyms.of("人工知能")
    assert synonyms.of("ai") == ("人工知能",)
    assert synonyms.of("seo") == ("検索エンジン最適化",)  # the phrase only where few posts have the word
    assert synonyms.of("search engine optimization") == ("seo",)
    assert synonyms.of("猫") == ("ねこ",)
