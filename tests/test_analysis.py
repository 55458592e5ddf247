"""Text to terms."""

import pytest
from blog import JANOME, asked_terms
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.analyzer import analyzer
from index.analysis.pieces import Pieces
from index.analysis.separated import closed
from index.analysis.token import Rule
from index.normalize import normalize


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
    assert asked_terms(text) == terms


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
    assert asked_terms(text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("GPT-5", {"gpt-5", "gpt", "5"}),
        ("GPT-4.1", {"gpt-4.1", "gpt", "4.1"}),
        ("3.12", {"3.12"}),
        ("v1.2.3", {"v1.2.3", "v", "1.2.3"}),
        ("10GB", {"10gb", "10", "gb"}),
        ("React 19", {"react", "19", "react 19"}),
        ("text.char_indices", {"text.char_indices", "char_indices", "text", "char", "indices"}),
        ("getUserName", {"getusername", "get", "user", "name"}),
        ("JavaScript", {"javascript"}),
        (
            "taro@mail.example.jp",
            {"taro@mail.example.jp", "mail.example.jp", "example.jp", "taro", "mail", "example", "jp"},
        ),
        ("C++", {"c++"}),
        ("3.5mm", {"3.5mm", "3.5", "mm"}),
        (".NET 8", {".net", "net", "8", ".net 8"}),
        ("read_post", {"read_post", "read", "post"}),
    ],
)
def test_their_parts_answer_for_themselves_in_a_post(text, terms):
    found = {token.term for token in JANOME.tokens(text) if token.rule is not Rule.AS_WRITTEN}
    assert found == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "関西国際空港",
            {"関西国際空港": Rule.WORD, "関西": Rule.COMPOUND, "国際": Rule.COMPOUND, "空港": Rule.COMPOUND},
        ),
        ("東京都", {"東京": Rule.WORD, "都": Rule.SUFFIX, "東京都": Rule.WHOLE}),
        ("5年", {"5": Rule.TECHNICAL, "年": Rule.SUFFIX, "5年": Rule.WHOLE}),
        ("1,000円から", {"1000": Rule.TECHNICAL, "円": Rule.SUFFIX, "1000円": Rule.WHOLE}),
        ("ai化", {"ai": Rule.TECHNICAL, "化": Rule.SUFFIX, "ai化": Rule.WHOLE}),
        ("充電できた", {"充電": Rule.WORD}),
        ("エモかった", {"エモ": Rule.WORD}),
        ("売切れだった", {"売切れ": Rule.WORD}),
        ("代代木", {"代代木": Rule.JOINED, "代代": Rule.PIECE, "木": Rule.PIECE}),
        ("ドローン", {"ドローン": Rule.JOINED}),
        ("問合わせ", {"問合わせ": Rule.JOINED, "問": Rule.PIECE, "合わせ": Rule.PIECE}),
        ("インターフェイス", {"インターフェイス": Rule.JOINED, "インター": Rule.PIECE, "フェイス": Rule.PIECE}),
        ("タイパ", {"タイパ": Rule.JOINED}),
        ("申込み", {"申込み": Rule.WORD}),
        ("申込みます", {"申込む": Rule.BASE_FORM}),
        ("國立大學", {"國立": Rule.WORD, "大學": Rule.WORD}),
        ("讀んだ", {"讀む": Rule.BASE_FORM}),
        ("Ｐｙｔｈｏｎ", {"python": Rule.TECHNICAL, "Ｐｙｔｈｏｎ": Rule.AS_WRITTEN}),
    ],
)
def test_the_rule_behind_each_token(text, terms):
    assert {token.term: token.rule for token in JANOME.tokens(text)} == terms


def test_neighbours_that_the_blog_calls_one_word_are_joined():
    taught = analyzer("janome", words=frozenset({"全文検索"}))
    assert asked_terms("全文検索", taught) == ["全文検索"]
    assert {token.term for token in taught.tokens("全文検索")} == {"全文検索", "全文", "検索"}
    assert asked_terms("全文の検索", taught) == ["全文", "検索"]


@pytest.mark.parametrize("text", ["使い方がわからない", "生成だけにとどまり", "人が出て、話が変わる"])
def test_a_particle_is_no_part_of_a_word(text):
    assert Rule.JOINED not in {token.rule for token in JANOME.tokens(text)}


def test_code_is_cut_into_identifiers_and_the_japanese_of_comments():
    tokens = Pieces()
    JANOME.add_code(tokens, normalize("def read_post(path):  # 記事を読みます").text)
    assert [token.term for token in tokens if token.term] == [
        "def",
        "read_post",
        "read",
        "post",
        "path",
        "記事",
        "読む",
    ]


def test_tokens_stand_where_the_author_wrote_them():
    text = "ﾊﾟﾝを５㌔買った"
    found = {token.term: text[token.start : token.end] for token in JANOME.tokens(text) if token.rule.asked_for}
    assert found == {"パン": "ﾊﾟﾝ", "5": "５", "キロ": "㌔", "買う": "買っ"}


@pytest.mark.parametrize("tokenizer", ["janome", "mecab"])
@given(st.lists(st.sampled_from(["猫", "東京", "GPT-5", "c++", " ", "　", "\n", "\t", "。", "を", "ラーメン"])))
@settings(max_examples=200, deadline=None)
def test_a_noun_stands_where_its_token_says(tokenizer, words):
    if tokenizer == "mecab":
        pytest.importorskip("fugashi", reason="fugashi (the extra mecab) is not installed")
    text = "".join(words)
    for token in analyzer(tokenizer).tokens(text):
        assert closed(normalize(text[token.start : token.end]).text) == closed(normalize(token.term).text)


@given(st.text(alphabet="猫と犬が東京GPT-5 3.12\n。！ｶﾞ㌔+#.@_,食べた"))
@settings(max_examples=200, deadline=None)
def test_pieces_cover_the_text_in_order(text):
    normal = normalize(text).text
    whole = [token for token in JANOME.pieces(normal) if token.rule.asked_for or token.rule is Rule.NOTHING]
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
    assert asked_terms(text, analyzer("mecab")) == asked_terms(text)
