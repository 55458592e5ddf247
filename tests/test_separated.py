"""Compounds of which something separates the parts: each part is a word, and so is the whole."""

import pytest
from blog import JANOME, post, searcher_of

from search.request import SearchRequest


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("サイド・テーブルの脚", {"サイド", "テーブル", "サイドテーブル"}),
        ("サイド テーブルの脚", {"サイド", "テーブル", "サイドテーブル"}),
        (
            "ピエール＝オーギュスト・ルノワール",
            {"ルノワール", "ピエールオーギュスト", "ピエールオーギュストルノワール"},
        ),
        ("「ぽん・ぽこ・りん」を歌う", {"ぽんぽこりん"}),
        ("まるごとサイド テーブルを運ぶ", {"サイドテーブル"}),  # not with the word before it
        ("サイド テーブルと ワイン グラス", {"サイドテーブル", "ワイングラス"}),
    ],
)
def test_each_part_and_the_whole_are_terms(text, terms):
    assert terms <= {token.term for token in JANOME.tokens(text)}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("サイド、テーブル", "サイドテーブル"),
        ("サイド  テーブル", "サイドテーブル"),  # two spaces are a gap
        ("きれいな・はな", "きれいなはな"),
        ("右・左", "右左"),
        ("まるごとサイド テーブルを運ぶ", "まるごとサイドテーブル"),
    ],
)
def test_what_is_no_compound(text, term):
    assert term not in {token.term for token in JANOME.tokens(text)}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("サイドテーブル", ["dot", "space", "closed"]),
        ("サイド・テーブル", ["dot", "space", "closed"]),
        ("ルノワール", ["name"]),
        ("ピエール ルノワール", ["name"]),
        ("tag:サイドテーブル", ["dot"]),
        ("サイドボード", []),
    ],
)
def test_every_way_to_write_one_finds_the_others(tmp_path, query, names):
    posts = [
        post("dot", "家具", "サイド・テーブルを買う。", tags=("サイド・テーブル",)),
        post("space", "家具", "サイド テーブルを磨く。"),
        post("closed", "家具", "サイドテーブルを運ぶ。"),
        post("name", "画集", "ピエール＝オーギュスト・ルノワールの絵。"),
    ]
    hits = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest(query)).hits
    assert sorted(hit.path.removesuffix(".md") for hit in hits) == sorted(names)
