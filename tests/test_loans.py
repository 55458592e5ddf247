"""Names in katakana that posts write in Latin letters."""

import pytest
from blog import post, searcher_of
from hypothesis import given
from hypothesis import strategies as st

from index.spelling.loans import latin_keys, loan_keys
from search.request import SearchRequest
from search.spelling.same import sounds_like

SAME = """
グーグル google, マイクロソフト microsoft, アップル apple, パイソン python, クーバネティス kubernetes, リナックス linux, ウィンドウズ windows,
ユーチューブ youtube, ネットフリックス netflix, フェイスブック facebook, ポストグレス postgres, セールスフォース salesforce, アドビ adobe, テスラ tesla,
クアルコム qualcomm, ノーション notion, フィグマ figma, リアクト react, フラスク flask, レイルズ rails, ギットハブ github
"""
OTHER = """
オペラ apple, ラスト rust, ストレッチ street, カメラ kernel, プリン prune, シート sheet, パスタ post, カレー color, ランチ lunch, ケーキ kick, サラダ solid
"""


def pairs(text):
    return [tuple(pair.split()) for pair in text.replace("\n", " ").split(",")]


def is_one_name(katakana, latin):
    return not set(loan_keys(katakana)).isdisjoint(latin_keys(latin)) and sounds_like(katakana, latin)


@pytest.mark.parametrize(("katakana", "latin"), pairs(SAME))
def test_one_name(katakana, latin):
    assert is_one_name(katakana, latin)


def test_a_name_that_posts_write_in_katakana_as_well_is_meant_so(tmp_path):
    posts = [post("latin", "題", "Pythonを書く。"), post("kana", "題", "パイソンを書く。")]
    hits = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest("パイソン")).hits
    assert [hit.path for hit in hits] == ["kana.md"]


@pytest.mark.parametrize(("katakana", "latin"), pairs(OTHER))
def test_two_words(katakana, latin):
    assert not is_one_name(katakana, latin)


@given(st.text(alphabet="aeghkmbrtwycx", max_size=8), st.text(alphabet="ウィエヌアークスッ", max_size=6))
def test_any_letters_have_keys_or_none(latin, katakana):
    assert all(key.startswith("x:") for key in (*latin_keys(latin), *loan_keys(katakana)))


@pytest.mark.parametrize("term", ["ghgh", "ggh"])
def test_letters_of_which_none_is_said_have_no_key(term):
    assert list(latin_keys(term)) == []


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
