"""Text to terms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import analyzer, code_pieces
from index.normalize import normalize

JANOME = analyzer("janome")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("猫を検索した", ["猫", "検索"]),
        ("食べた", ["食べる"]),
        ("食べさせられた", ["食べる"]),
        ("本を読んでいる", ["本", "読む"]),
        ("美味しかった", ["美味しい"]),
        ("それはこのようなことである", []),
        ("（笑）！？**", ["笑"]),
        ("１０月の東京", ["10", "月", "東京"]),
        ("Ｐｙｔｈｏｎ", ["python"]),
    ],
)
def test_content_words_in_their_base_form(text, terms):
    assert JANOME.query_terms(text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("GPT-5", ["gpt-5"]),
        ("GPT-4oを使う", ["gpt-4o", "使う"]),
        ("C++とC#", ["c++", "c#"]),
        (".NETとNode.js", [".net", "node.js"]),
        ("Python 3.12", ["python", "3.12"]),
        ("1,000円", ["1000", "円"]),
        ("me@example.jp", ["me@example.jp"]),
        ("10GB", ["10gb"]),
        ("snake_case", ["snake_case"]),
        ("CVE-2025-1234", ["cve-2025-1234"]),
        ("猫.net", ["猫", ".net"]),
        ("is it.", ["is", "it"]),
    ],
)
def test_technical_terms_are_whole_in_a_query(text, terms):
    assert JANOME.query_terms(text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("GPT-5", {"gpt-5", "gpt", "5"}),
        ("GPT-4.1", {"gpt-4.1", "gpt", "4.1"}),
        ("3.12", {"3.12"}),
        ("C++", {"c++"}),
        ("read_post", {"read_post", "read", "post"}),
    ],
)
def test_their_parts_answer_for_themselves_in_a_post(text, terms):
    assert {token.term for token in JANOME.tokens(text)} == terms


def test_code_is_cut_into_identifiers_alone():
    tokens = code_pieces(normalize("def read_post(path):  # 記事を読む").text)
    assert [token.term for token in tokens] == ["def", "read_post", "read", "post", "path"]


def test_tokens_stand_where_the_author_wrote_them():
    text = "ﾊﾟﾝを５㌔買った"
    found = {token.term: text[token.start : token.start + token.length] for token in JANOME.tokens(text)}
    assert found == {"パン": "ﾊﾟﾝ", "5": "５", "キロ": "㌔", "買う": "買っ"}


@pytest.mark.parametrize("tokenizer", ["janome", "mecab"])
@given(st.lists(st.sampled_from(["猫", "東京", "GPT-5", "c++", " ", "　", "\n", "\t", "。", "を", "ラーメン"])))
@settings(max_examples=200, deadline=None)
def test_a_noun_stands_where_its_token_says(tokenizer, words):
    if tokenizer == "mecab":
        pytest.importorskip("fugashi", reason="fugashi (the extra mecab) is not installed")
    text = "".join(words)
    for token in analyzer(tokenizer).tokens(text):
        assert normalize(text[token.start : token.start + token.length]).text == token.term


@given(st.text(alphabet="猫と犬が東京GPT-5 3.12\n。！ｶﾞ㌔+#.@_,食べた"))
@settings(max_examples=200, deadline=None)
def test_pieces_cover_the_text_in_order(text):
    normal = normalize(text).text
    whole = [token for token in JANOME.pieces(normal) if not token.part]
    ends = [token.start + token.length for token in whole]
    assert all(end <= token.start for end, token in zip(ends, whole[1:], strict=False))
    assert all(normal[token.start : token.start + token.length] for token in whole)


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_analyzed(text):
    for token in JANOME.tokens(text):
        assert token.term
        assert 0 <= token.start < token.start + token.length <= len(text)


def test_janome_and_mecab_agree():
    pytest.importorskip("fugashi", reason="fugashi (the extra mecab) is not installed")
    text = "形態素解析は、文を意味のある最小の単位に分ける作業です。京都で湯豆腐を食べた。"
    assert analyzer("mecab").query_terms(text) == JANOME.query_terms(text)
