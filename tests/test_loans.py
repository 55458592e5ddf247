"""Names that some posts write in katakana and others in Latin letters."""

import re

import pytest
from blog import post, searcher_of
from hypothesis import given
from hypothesis import strategies as st

from index.spelling.letters import letters_of, spelt_out
from index.spelling.loans import loan_keys
from search.request import SearchRequest
from search.spelling.names import one_name

SAME = """
グーグル google, マイクロソフト microsoft, アップル apple, パイソン python, クーバネティス kubernetes, リナックス linux, ウィンドウズ windows,
ユーチューブ youtube, ネットフリックス netflix, フェイスブック facebook, ポストグレス postgres, セールスフォース salesforce, アドビ adobe, テスラ tesla,
クアルコム qualcomm, ノーション notion, フィグマ figma, リアクト react, フラスク flask, レイルズ rails, ギットハブ github, ランチ lunch,
テキストリント textlint, タイプスクリプト typescript, プロミス promise, グリースモンキー greasemonkey, エヌビディア nvidia, ノードジェイエス node.js,
グラフキューエル graphql, ファインチューニング fine-tuning, エスキューエル sql, エーピーアイ api, ログ log, コード code, サーバー server
"""
OTHER = """
オペラ apple, ラスト rust, ストレッチ street, カメラ kernel, プリン prune, パスタ post, カレー color, ケーキ kick, サラダ solid,
プロミス premise, バス bath, コード cord, コード chord, ライト write, シート seat, アンド and, バス bus, データ date, スクリーン scream
"""


def pairs(text):
    return [tuple(pair.split()) for pair in text.replace("\n", " ").split(",")]


@pytest.mark.parametrize(("katakana", "latin"), pairs(SAME))
def test_one_name(katakana, latin):
    assert one_name(katakana, latin)


@pytest.mark.parametrize(("katakana", "latin"), pairs(OTHER))
def test_two_words(katakana, latin):
    assert not one_name(katakana, latin)


def found(searcher, query):
    return [hit.path for hit in searcher.search(SearchRequest(query)).hits]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    texts = {
        "latin": "React と textlint を Greasemonkey で使う。Node.js と SQL も要る。",
        "kana": "リアクトとテキストリントをグリースモンキーで使う。ノードジェイエスとエスキューエルも要る。",
        "spaced": "テキスト リントとグリース・モンキーを比べる。",
        "apart": "Grease Monkey という店がある。",
        "rust": "Rust で書く。",
        "last": "ラストの場面で泣いた。",
        "bath": "bath towel を買う。",
        "bus": "バスに乗る。",
    }
    return searcher_of(tmp_path_factory.mktemp("names"), [post(name, "題", text) for name, text in texts.items()])


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("React", ["latin.md", "kana.md"]),
        ("リアクト", ["kana.md", "latin.md"]),
        ("textlint", ["latin.md", "kana.md", "spaced.md"]),
        ("テキストリント", ["kana.md", "spaced.md", "latin.md"]),
        ("Greasemonkey", ["latin.md", "kana.md", "spaced.md"]),
        ("グリースモンキー", ["kana.md", "spaced.md", "latin.md", "apart.md"]),
        ("Node.js", ["latin.md", "kana.md"]),
        ("ノードジェイエス", ["kana.md", "latin.md"]),
        ("SQL", ["latin.md", "kana.md"]),
        ("エスキューエル", ["kana.md", "latin.md"]),
        ("ラスト", ["last.md"]),
        ("バス", ["bus.md"]),
        ("bass", []),
    ],
)
def test_names_are_found_both_ways(searcher, query, paths):
    assert sorted(found(searcher, query)) == sorted(paths)
    assert found(searcher, query)[:1] == paths[:1]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("サカナエーアイ", "サカナAI"),
        ("チャットGPT", "ChatGPT"),
        ("siemens", "シーメンス"),
        ("グリースモンキー", "Grease Monkey"),
    ],
)
def test_names_of_two_words_and_names_that_are_words(tmp_path, query, name):
    others = [post(f"other{number}", "題", "チャットボットとGPT-4の話。サカナの話。") for number in range(12)]
    searcher = searcher_of(tmp_path / ".sakuin", [post("name", "題", f"{name}を使う。"), *others])
    assert found(searcher, query)[0] == "name.md"


def test_a_misspelling_is_no_name(tmp_path):
    posts = [post("kana", "題", "パープレキシティの話。"), post("latin", "題", "Perplexityの話。")]
    assert searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest("perprexity")).corrected == "perplexity"


@pytest.mark.parametrize(
    ("query", "name"), [("ミッドジャニー", "midjourney"), ("ディープマイド", "deepmind"), ("デジ庁", "デジタル庁")]
)
def test_what_can_be_nothing_else_is_shown_at_once(tmp_path, query, name):
    posts = [post("name", "題", f"{name}の話。"), post("none", "題", "別の話。")]
    answer = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest(query))
    assert (answer.corrected, answer.total) == (name, 1)


def test_what_only_sounds_alike_is_proposed(tmp_path):
    posts = [post("last", "題", "ラストの場面で泣いた。"), post("none", "題", "別の話。")]
    answer = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest("Rust"))
    assert answer.total == 0
    assert [(meant.query, meant.count) for meant in answer.did_you_mean] == [("ラスト", 1)]


def test_the_name_in_katakana_comes_before_that_in_latin_letters(tmp_path):
    posts = [post("latin", "題", "Pythonを書く。"), post("kana", "題", "パイソンを書く。")]
    assert found(searcher_of(tmp_path / ".sakuin", posts), "パイソン") == ["kana.md", "latin.md"]


def test_a_word_of_the_dictionary_that_many_posts_have_stands_for_itself(tmp_path):
    posts = [post(f"kana{number}", "題", "データを見る。") for number in range(12)]
    searcher = searcher_of(tmp_path / ".sakuin", [*posts, post("latin", "題", "data を読む。")])
    assert "latin.md" not in found(searcher, "データ")
    assert len(found(searcher, "data")) > 1


@pytest.mark.parametrize(
    ("katakana", "letters"),
    [("エスキューエル", "sql"), ("エーピーアイ", "api"), ("シーエスエス", "css"), ("エー", ""), ("エスカレーター", "")],
)
def test_letters(katakana, letters):
    assert letters_of(katakana) == letters


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=6))
def test_letters_that_are_spelt_out_are_read_again(letters):
    for katakana in spelt_out(letters):
        assert letters_of(katakana)  # uv is ユーブイ, and so may be what begins with another letter


@given(st.text(alphabet="aeghkmbrtwycx.", max_size=8), st.text(alphabet="ウィエヌアークスッ", max_size=6))
def test_any_letters_have_keys_or_none(latin, katakana):
    assert all(re.fullmatch("x:[a-z]{2,}", key) for key in (*loan_keys(latin), *loan_keys(katakana)))


@given(
    st.text(alphabet="aeghkmbrtwycx.", min_size=1, max_size=8),
    st.text(alphabet="ウィエヌアークスッ", min_size=1, max_size=6),
)
def test_any_words_can_be_compared(latin, katakana):
    assert one_name(katakana, latin) in {True, False}


@pytest.mark.parametrize("term", ["ghgh", "ggh"])
def test_letters_of_which_none_is_said_have_no_key(term):
    assert list(loan_keys(term)) == []


def test_what_was_typed_comes_first_and_the_answer_says_what_else_it_has(tmp_path):
    posts = [
        *(post(f"latin{number}", "Kubernetes", "Kubernetesを動かす。") for number in range(5)),
        post("kana", "題", "クーバネティスと読む。"),
        post("none", "題", "別の話。"),
    ]
    answer = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest("クーバネティス"))
    assert [hit.path for hit in answer.hits] == ["kana.md", *(f"latin{number}.md" for number in range(5))]
    assert [(each.typed, each.found) for each in answer.spellings] == [("クーバネティス", ("kubernetes",))]
    exact = searcher_of(tmp_path / "exact" / ".sakuin", posts).search(SearchRequest("クーバネティス", exact=True))
    assert [hit.path for hit in exact.hits] == ["kana.md"]


@pytest.mark.parametrize("query", ["アンソロピツク", "クーバネテス", "kubernetis", "Anthropik", "エヌビデア"])
def test_what_no_post_has_is_compared_too(tmp_path, query):
    posts = [post("a", "題", "Kubernetes と Anthropic。"), post("b", "題", "クーバネティスとアンソロピック。")]
    assert searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest(query)).match in {"all", "some", "none"}


def test_a_name_that_is_much_likelier_another_word_is_none(tmp_path):
    """cloud is クラウド, though it sounds nearly like クロード."""
    posts = [
        post("name", "題", "Claudeに訊く。"),
        post("cloud", "題", "cloudに置く。"),
        post("kana", "題", "クラウドに置く。"),
    ]
    searcher = searcher_of(tmp_path / ".sakuin", posts)
    assert found(searcher, "クロード") == ["name.md"]
    assert "name.md" not in found(searcher, "クラウド")


def test_a_name_that_many_posts_have_in_latin_letters_is_found_in_katakana_too(tmp_path):
    """As long as those with katakana are not many times as many."""
    latin = [post(f"latin{number}", "題", "SoftBankの話。") for number in range(12)]
    kana = [post(f"kana{number}", "題", "ソフトバンクの話。") for number in range(30)]
    searcher = searcher_of(tmp_path / "few" / ".sakuin", [*latin, *kana])
    assert searcher.search(SearchRequest("softbank")).total == 42
    many = [post(f"more{number}", "題", "ソフトバンクの話。") for number in range(40)]
    searcher = searcher_of(tmp_path / "many" / ".sakuin", [*latin, *kana, *many])
    assert searcher.search(SearchRequest("softbank")).total == 12
