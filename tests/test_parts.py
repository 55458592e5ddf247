"""Where a word is part of a longer one, by what the index keeps of the longer one, and how the longer ones are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.spelling.folds import katakana
from index.spelling.parts import Parts, parts_of
from index.store.segment import Segment
from index.store.segment_writer import whole_arrays
from search.spelling.part import place_of_part


@pytest.mark.parametrize(
    ("word", "longer", "place"),
    [
        ("空港", "関西国際空港", 4),
        ("京都", "東京都庁", None),  # 東京|都庁
        ("踊り", "盆踊り", 1),
        ("植え", "田植え", 1),
        ("丈夫", "大丈夫", None),  # 大 is no word before it
        ("祝い", "内祝い", 1),
        ("泉", "温泉", 1),
        ("空", "空気", None),  # read otherwise
        ("雪", "雪山", 0),
        ("酒", "酒屋", 0),  # さけ, さか
        ("寺", "金閣寺", 2),
        ("熊", "熊本", None),
        ("本", "熊本", None),
        ("パン", "食パン", 1),
        ("キャプチャ", "キャプチャツール", 0),
        ("イタリア", "イタリアン", None),
        ("インド", "インドネシア", None),
        ("リング", "エンジニアリング", None),
        ("イカ", "いかめしい", None),
    ],
)
def test_a_word_is_part_of_a_longer_one(word, longer, place):
    assert place_of_part(katakana(word), longer, parts_of(longer), known=lambda _: False) == place


@pytest.mark.parametrize(("blog_has", "place"), [({"ヌルポ"}, 3), (set(), None)])
def test_what_stands_beside_a_word_in_katakana_may_be_a_word_of_the_blog_alone(blog_has, place):
    longer = "ヌルポパスワード"
    assert place_of_part("パスワード", longer, Parts(1, 0), known=blog_has.__contains__) == place


def test_of_katakana_however_many_no_edges_are_kept():
    assert parts_of("アップ" * 40).edges == 0


@given(
    terms=st.lists(st.text(alphabet="あかカ京都", min_size=1, max_size=6), unique=True),
    text=st.text(alphabet="あかカ京都", min_size=1, max_size=3),
)
def test_the_terms_that_hold_a_text_are_those_in_which_it_stands(terms, text):
    lexicon = sorted(terms)
    parts = [Parts(number % 64, 1 << number) for number in range(len(lexicon))]
    segment = Segment(whole_arrays(lexicon, range(len(lexicon)), parts))
    assert dict(segment.terms_containing(text)) == {
        number: parts[number] for number, term in enumerate(lexicon) if text in term
    }
