"""What a blog teaches, and what its owner gives."""

import pytest
from blog import asked_terms

from index.build import build
from index.errors import InputUnusable
from index.words import read_synonyms, read_words
from search.request import SearchRequest
from search.searcher import open_searcher

POST = "---\ntitle: {title}\ndate: 2024-01-0{day} 03:04:05 +0900\ntags: {tags}\n---\n{text}\n"


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "blog"
    posts = [
        ("『夜明け通信』を読む", "[全文検索]", "全文検索の話。生成モデルはLLM（大規模言語模型）という。"),
        ("湯呑の蓋", "[器]", "LLM（大規模言語模型）とは何か。"),
        ("器の話", "[器]", "LLM（大規模言語模型）を試す。全文を読んで検索する。"),
    ]
    (folder / "_posts").mkdir(parents=True)
    for day, (title, tags, text) in enumerate(posts, 1):
        (folder / "_posts" / f"2024-01-0{day}-p{day}.md").write_text(
            POST.format(day=day, title=title, tags=tags, text=text), encoding="utf-8"
        )
    return folder


def analysis(index_dir):
    return open_searcher(index_dir)._latest().snapshot.analyzer


def test_tags_titles_and_abbreviations_are_words(blog, tmp_path):
    build(blog, tmp_path / "ix")
    for word in ("全文検索", "夜明け通信", "大規模言語模型"):
        assert asked_terms(word, analysis(tmp_path / "ix")) == [word]


def test_a_new_post_teaches_nothing_until_all_is_built_anew(blog, tmp_path):
    build(blog, tmp_path / "ix")
    (blog / "_posts" / "2024-01-09-new.md").write_text(
        POST.format(day=9, title="新作", tags="[深層強化]", text="本文。"), encoding="utf-8"
    )
    assert build(blog, tmp_path / "ix").added == 1
    assert asked_terms("深層強化", analysis(tmp_path / "ix")) == ["深層", "強化"]
    build(blog, tmp_path / "ix", full=True)
    assert asked_terms("深層強化", analysis(tmp_path / "ix")) == ["深層強化"]


def test_another_dictionary_builds_all_anew(blog, tmp_path):
    build(blog, tmp_path / "ix")
    report = build(blog, tmp_path / "ix", dictionary=("検索する猫", "生成模型"))
    assert report.rebuilt is not None
    assert report.added == 3
    assert asked_terms("生成模型", analysis(tmp_path / "ix")) == ["生成模型"]
    assert build(blog, tmp_path / "ix", dictionary=("検索する猫", "生成模型")).rebuilt is None


def test_synonyms_are_found_after_the_word_itself(blog, tmp_path):
    build(blog, tmp_path / "ix")
    running = open_searcher(tmp_path / "ix")
    assert running.search(SearchRequest("茶碗")).total == 0
    build(blog, tmp_path / "ix", synonyms=(("茶碗", "器", "湯呑"),))
    result = open_searcher(tmp_path / "ix").search(SearchRequest("湯呑", explain=True))
    assert [hit.title for hit in result.hits] == ["湯呑の蓋", "器の話"]
    assert {line.tier for line in result.hits[1].explain} == {"synonym"}
    assert [(each.typed, each.found) for each in result.spellings] == [("湯呑", ("器",))]
    assert open_searcher(tmp_path / "ix").search(SearchRequest("茶碗", exact=True)).total == 0
    assert open_searcher(tmp_path / "ix").search(SearchRequest("器 -茶碗")).total == 0
    running._looked = 0.0  # it looks again after a second
    assert running.search(SearchRequest("茶碗")).total == 2


def test_synonyms_of_several_words(tmp_path):
    folder = tmp_path / "blog" / "_posts"
    folder.mkdir(parents=True)
    texts = (
        "機械学習を学ぶ。",
        "Machine Learningの本。",
        "機械の話。学習の話。",
        "猫の手も借りたい。",
        "助っ人。",
        "猫と手。",
    )
    for day, text in enumerate(texts, 1):
        (folder / f"2024-01-0{day}-p{day}.md").write_text(
            POST.format(title="題", day=day, tags="[]", text=text), encoding="utf-8"
        )
    build(tmp_path / "blog", tmp_path / "ix", synonyms=(("機械学習", "machine learning"), ("助っ人", "猫の手")))
    searcher = open_searcher(tmp_path / "ix")

    def found(query):
        result = searcher.search(SearchRequest(query))
        return [int(hit.path[-4]) for hit in result.hits], [(each.typed, each.found) for each in result.spellings]

    assert found("機械学習") == ([1, 2], [("機械学習", ("machine learning",))])
    assert found("machine learning") == ([2, 1], [("machine learning", ("機械学習",))])
    assert found("助っ人") == ([5, 4], [("助っ人", ("猫の手",))])


def test_newer_posts_count_for_more_where_the_owner_wants_it(tmp_path):
    folder = tmp_path / "blog" / "_posts"
    folder.mkdir(parents=True)
    for year, text in ((2019, "猫と猫。"), (2024, "猫のこと、そして長い長い別の話。")):
        (folder / f"{year}-01-01-p.md").write_text(
            POST.format(title="題", day=1, tags="[]", text=text).replace("2024", str(year)), encoding="utf-8"
        )

    def years():
        hits = open_searcher(tmp_path / "ix").search(SearchRequest("猫", explain=True)).hits
        for hit in hits:
            assert sum(line.score for line in (hit.explain or ())) == pytest.approx(hit.score, abs=1e-3)
        return [hit.date[:4] for hit in hits]

    build(tmp_path / "blog", tmp_path / "ix")
    assert years() == ["2019", "2024"]
    assert build(tmp_path / "blog", tmp_path / "ix", recency=1.0).rebuilt is None
    assert years() == ["2024", "2019"]


def test_words_and_synonyms_as_files(tmp_path):
    (tmp_path / "words.txt").write_text("# 私の語\n推し活\nタイパ,カスタム名詞,タイパ\n\n", encoding="utf-8")
    assert read_words(tmp_path / "words.txt") == ("タイパ", "推し活")
    (tmp_path / "synonyms.txt").write_text("AI, 人工知能 # 略語\nC#,シーシャープ\n味噌、みそ、ミソ\n", encoding="utf-8")
    assert read_synonyms(tmp_path / "synonyms.txt") == (
        ("AI", "人工知能"),
        ("C#", "シーシャープ"),
        ("味噌", "みそ", "ミソ"),
    )


def test_a_line_of_synonyms_with_one_word(tmp_path):
    (tmp_path / "synonyms.txt").write_text("AI, 人工知能\nひとつ\n", encoding="utf-8")
    with pytest.raises(InputUnusable, match=r"synonyms\.txt:2"):
        read_synonyms(tmp_path / "synonyms.txt")


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(InputUnusable, match=r"words\.txt"):
        read_words(tmp_path / "words.txt")
