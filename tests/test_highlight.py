"""Fragments: the author's own text, marked where the query matched, cut where a sentence ends."""

import pytest
from blog import post, searcher_of
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from index.normalize import normalize
from search.request import SearchRequest

FILLER = "きのうは雨が降った。"


def shown(fragment):
    text = "".join(f"【{span.text}】" if span.matched else span.text for span in fragment.spans)
    return f"{'…' if fragment.cut_before else ''}{text}{'…' if fragment.cut_after else ''}"


def read(fragment):
    return "".join(f"【{span.text}】" if span.matched else span.text for span in fragment.shown)


def highlights(tmp_path, query, *, title="題名", text="", snippet=40, **fields):
    searcher = searcher_of(
        tmp_path / ".sakuin", [post("one", title, text, **fields), post("other", "別の話", "別の文。")]
    )
    return searcher.search(SearchRequest(query, snippet=snippet)).hits[0].highlights


@pytest.mark.parametrize(
    ("text", "query", "fragment"),
    [
        ("味噌ラーメンを食べた。", "ラーメン", "味噌【ラーメン】を食べた。"),
        ("味噌ラーメンを食べた。", "食べる", "味噌ラーメンを【食べ】た。"),
        ("形態素解析を学ぶ。", "形態素 解析", "【形態素解析】を学ぶ。"),  # tokens that touch are one mark
        ("ＧＰＴ－５に聞く。", "gpt-5", "【ＧＰＴ－５】に聞く。"),
        ("ｶﾞｽを止めた。", "ガス", "【ｶﾞｽ】を止めた。"),
        ("全文検索を作る。", '"文検"', "全【文検】索を作る。"),
        ("５㌔走った。", '"キロ"', "５【㌔】走った。"),
        (FILLER * 20 + "ラーメンを食べた。" + FILLER * 20, "ラーメン", "【ラーメン】を食べた。" + FILLER * 3),
        ("一行目\n猫がいる\n三行目", "猫", "【猫】がいる\n三行目"),
    ],
)
def test_the_body(tmp_path, text, query, fragment):
    assert [shown(each) for each in highlights(tmp_path, query, text=text).body] == [fragment]


def test_a_character_with_a_mark_of_its_own_is_another(tmp_path):
    (fragment,) = highlights(tmp_path, '"せき"', text="せぎとせき").body
    assert shown(fragment) == "せぎと【せき】"


def test_a_long_sentence_is_cut_with_a_sign_at_a_pause(tmp_path):
    text = "長い話で、" * 30 + "猫が来て、" + "まだ続く話で、" * 30
    (fragment,) = highlights(tmp_path, "猫", text=text).body
    assert shown(fragment).startswith("…長い話で、")
    assert "【猫】が来て、" in shown(fragment)
    assert shown(fragment).endswith("、…")
    assert sum(len(span.text) for span in fragment.spans) <= 45


def test_the_stretch_with_most_of_the_query_is_shown(tmp_path):
    text = f"猫がいる。{FILLER * 30}犬と猫と鳥がいる。{FILLER * 30}犬がいる。"
    (fragment,) = highlights(tmp_path, "猫 犬 鳥", text=text).body
    assert shown(fragment).startswith("【犬】と【猫】と【鳥】がいる。")


def test_two_fragments_where_the_words_stand_far_apart(tmp_path):
    text = f"猫がいる。{FILLER * 30}犬がいる。"
    first, second = highlights(tmp_path, "犬 猫", text=text).body
    assert (shown(first)[:7], shown(second)[:7]) == ("【猫】がいる。", "【犬】がいる。")


def test_a_fragment_does_not_begin_within_a_word_that_is_marked(tmp_path):
    text = f"猫インターネット。{'長' * 60}インターネット速度計測"
    _, second = highlights(tmp_path, "猫 インターネット 速度", text=text, snippet=16).body
    assert shown(second) == "…【速度】計測"


@pytest.mark.parametrize(
    ("text", "query", "fragment"),
    [
        # Before a phrase: kana end, and no kana follow.
        (
            "次々に犬が量子コンピューティングとＡＩの時代に猫を飼う人々がサポートを選ぶ理由と",
            "猫",
            "…ＡＩの時代に【猫】を飼う人々がサポートを選ぶ…",
        ),
        (
            "犬と犬と犬と犬と犬と犬と犬と「熊」と狐と狸と猫と鼠と鼬と（カンガルーシティの犬）",
            "猫",
            "…「熊」と狐と狸と【猫】と鼠と鼬と…",
        ),
        # Where there is none, before a word: never within katakana, letters or a number.
        (
            "犬量子コンピューティング技術プロバイダー猫量子コンピューティング技術プロバイダー",
            "猫",
            "…技術プロバイダー【猫】量子コンピューティング…",
        ),
        (
            "長い文章がここからずっと続いてOpenAIやMicrosoft猫OpenAI技術Microsoft犬の話",
            "猫",
            "…Microsoft【猫】OpenAI技術…",
        ),
        # A comma within a number is no pause, nor is a space beside a letter.
        (
            "費用は全部で年間約123,000人分になるが猫だけで年間約456,000人分の費用になる計算で",
            "猫",
            "…【猫】だけで年間約456,000人分の…",
        ),
        (
            "きのうもきょうもあしたも毎日 Claude Code の話をする猫が Claude Code を使う話",
            "猫",
            "…話をする【猫】が Claude Code を…",
        ),
        # 取り組み is a word, though kana end in it.
        (
            "全社をあげて全員が毎日つづける大切な取り組みの猫への取り組みと全社をあげた毎日の問い合わせ対応",
            "猫",
            "…大切な取り組みの【猫】への取り組みと…",
        ),
    ],
)
def test_a_cut_is_between_words(tmp_path, text, query, fragment):
    (found,) = highlights(tmp_path, query, text=text, snippet=20).body
    assert shown(found) == fragment


def test_a_word_longer_than_any_is_cut(tmp_path):
    (found,) = highlights(tmp_path, "猫", text=f"{'ア' * 99}猫{'ア' * 99}", snippet=20).body
    assert len(shown(found)) < 40


TABLE = "名前 | 色 | 声\n猫 | 黒 | にゃあ\n犬 | 白 | わん\n鳥 | 青 | ちゅん"


@pytest.mark.parametrize(
    ("text", "query", "length", "fragment"),
    [
        ("猫の話。\n\n犬の話。", "猫", 40, "【猫】の話。 犬の話。"),
        ("猫の話\n\n「犬」の話！\n\n鳥（青）", "猫", 40, "【猫】の話 ／ 「犬」の話！ 鳥（青）"),  # items of a list
        ("猫が鳴いて\n眠る", "猫", 40, "【猫】が鳴いて\n眠る"),  # the author broke the line within a sentence
        (TABLE, "犬", 40, "【犬】、白、わん ／ 鳥、青、ちゅん"),
        ("名前 | 声 |  | 色\n猫 | にゃあ |  | ", "猫", 40, "【猫】、にゃあ"),  # cells may be empty
        (TABLE.replace("にゃあ", "にゃあとだけ長く長く鳴く"), "黒", 10, "猫、【黒】…"),
        ("猫の色。\n\n" + TABLE, "色", 40, "猫の【色】。"),  # prose ends before a table
        ("`cat a | wc` で猫を数える", "猫", 40, "`cat a | wc` で【猫】を数える"),  # one line is no table
    ],
)
def test_a_fragment_reads_well(tmp_path, text, query, length, fragment):
    (found,) = highlights(tmp_path, query, text=text, snippet=length).body
    assert read(found) == fragment


def test_code_stays_as_it_is(tmp_path):
    (found,) = highlights(tmp_path, "neko", code=["neko = a | b\n\ninu = c | d"]).body
    assert read(found) == "【neko】 = a | b\n\ninu = c | d"


@pytest.mark.parametrize(
    ("text", "query", "fragment"),
    [
        (f"猫\n\n犬\n\n{FILLER * 9}猫がいる。", "猫", "【猫】がいる。"),
        (f"{TABLE}\n\n{FILLER * 9}猫がいる。", "猫", "【猫】がいる。"),
        (
            f"{FILLER}猫がいる。{FILLER * 9}\n\n犬\n\n猫と犬",
            "猫 犬",
            "【犬】 ／ 【猫】と【犬】",
        ),  # here stands more of the query
    ],
)
def test_prose_is_shown_rather_than_a_list_or_a_table(tmp_path, text, query, fragment):
    assert read(highlights(tmp_path, query, text=text).body[0]) == fragment


@pytest.mark.parametrize(
    ("text", "headings", "lead"),
    [
        ("猫とは\n\n猫の声", [("はじめに", "猫がいる。犬もいる。")], "猫がいる。犬もいる。"),
        ("", [("目次", "猫とは\n\n猫の声"), ("猫とは", f"{TABLE}\n\n猫である。")], "猫である。"),
        ("猫とは\n\n猫の声", [("猫の声", TABLE)], "猫とは ／ 猫の声"),  # there is no prose
        ("", [], ""),
    ],
)
def test_where_nothing_in_the_body_matches_its_prose_is_shown(tmp_path, text, headings, lead):
    found = highlights(tmp_path, "題名", text=text, headings=headings)
    assert "".join(map(read, found.body)) == lead


def test_a_fragment_names_its_section(tmp_path):
    found = highlights(tmp_path, "猫", text="前書き。", headings=[("犬の章", "犬。"), ("猫の章", "ここに猫。")])
    assert [(each.heading, each.anchor) for each in found.body] == [("猫の章", "猫の章")]
    assert [(shown(each), each.anchor) for each in found.headings] == [("【猫】の章", "猫の章")]


def test_title_and_tags(tmp_path):
    found = highlights(tmp_path, "猫", title="猫の題名", text="本文。", tags=("犬", "猫"))
    assert [shown(each) for each in found.title] == ["【猫】の題名"]
    assert [shown(each) for each in found.tags] == ["【猫】"]
    assert [shown(each) for each in found.body] == ["本文。"]  # nothing there matched: how it begins


def test_code_is_shown_where_only_code_matched(tmp_path):
    found = highlights(tmp_path, "read_post", text="本文。", code=["def read_post(): ..."])
    assert [shown(each) for each in found.body] == ["def 【read_post】(): ..."]


@given(
    st.lists(
        st.sampled_from(["猫", "ｶﾞｽ", "ＧＰＴ－５", "㌔", "食べた", "。", "、", "\n", " ", "東京都", "「はい。」"]),
        min_size=1,
    ),
    st.sampled_from(["猫", "ガス", "gpt-5", '"キ"', "食べる 猫", "東京", '"都"']),
    st.integers(10, 80),
)
@examples(60)
def test_spans_are_the_author_s_text_and_marks_are_matches(tmp_path_factory, pieces, query, length):
    text = "".join(pieces).strip() or "空"
    searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", [post("one", "題", text)])
    for hit in searcher.search(SearchRequest(query, snippet=length)).hits:
        for fragment in hit.highlights.body:
            assert "".join(span.text for span in fragment.spans) in text
            for span in fragment.spans:
                folded = normalize(span.text).text
                said = any(word in folded for word in ("猫", "ガス", "gpt-5", "キロ", "食べ", "東京", "都"))
                assert said if span.matched else span.text


FILLER = "道を歩いて橋を渡り、坂を下って駅に着いた。"


@pytest.mark.parametrize(
    ("query", "blocks", "begins"),
    [
        (
            "索引",
            ["昨日は索引の話をした。索引、索引、また索引。", "索引とは、語の場所を書いた表です。"],
            "【索引】とは、",
        ),
        ("索引", ["本に索引があった。", "索引（さくいん）は、語の場所を書いた表です。"], "【索引】（さくいん）は、"),
        ("索引", ["本に索引があった。", "索引は昨日できた。索引は速い。"], "本に【索引】があった。"),
        ("索引", ["本に索引があった。", "索引とは違う話をする。"], "本に【索引】があった。"),
        ("索引", ["この記事では索引を説明します。", FILLER + "そこで索引を作った。"], "そこで【索引】を作った。"),
        ("索引", ["索引とは？", FILLER + "そこで索引を作った。"], "そこで【索引】を作った。"),
        ("索引", ["題名の索引！", FILLER + "そこで索引を作った。"], "そこで【索引】を作った。"),
        ("索引", ["語 | 索引\n犬 | 索引", FILLER + "そこで索引を作った。"], "そこで【索引】を作った。"),
        (
            "索引 辞書",
            [FILLER * 2 + "索引と辞書、辞書と索引。", "索引と辞書を作った。"],
            "【索引】と【辞書】を作った。",
        ),
        ("索引 辞書", ["索引を作った。", FILLER + "索引と辞書、辞書。"], "【索引】と【辞書】、【辞書】。"),
        ("索引 辞書", ["辞書と索引を作った。", "語 | 索引\n犬 | 索引"], "【辞書】と【索引】を作った。"),
    ],
)
def test_a_fragment_says_what_the_post_is_about(tmp_path, query, blocks, begins):
    text = ("\n\n" + FILLER * 3 + "\n\n").join(blocks)
    found = highlights(tmp_path, query, title="題名の索引！", text=text, snippet=60)
    assert shown(found.body[0]).startswith(begins)
