"""One spelling for width and case, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalize import normalize


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Ｐｙｔｈｏｎ", "python"),
        ("ﾘﾎﾟｼﾞﾄﾘ", "リポジトリ"),
        ("か\u3099き\u3099", "がぎ"),  # combining voiced marks, as macOS writes file names
        ("㌔グラム", "キログラム"),
        ("㍿①", "株式会社1"),
        ("１０月", "10月"),
        ("Straße", "strasse"),
        ("\u1100\u1161\u11a8", "\uac01"),  # Hangul in pieces
        ("猫と犬。「はい」", "猫と犬。「はい」"),
        ("いう゛ぁんか", "いゔぁんか"),  # ゛ with a width of its own
        ("は゜ん", "ぱん"),
        ("あ゛あ", "あ \u3099あ"),  # no kana is あ with a mark
        ("İzmir", "izmir"),
        ("プログラ\u200bミング", "プログラミング"),  # a place where a line may break
        ("デー\u00adタ", "データ"),
        ("\ufeff日本\u200f語", "日本語"),
        ("葛\U000e0100飾", "葛飾"),  # one of the forms of 葛
        ("", ""),
    ],
)
def test_normal_form(text, normal):
    assert normalize(text).text == normal


@pytest.mark.parametrize(
    ("text", "found", "original"),
    [
        ("ＡＢＣ猫", "猫", "猫"),
        ("ﾊﾟﾝ屋", "パ", "ﾊﾟ"),
        ("5㌔走る", "走", "走"),
        ("5㌔走る", "キ", "㌔"),
        ("5㌔走る", "ロ", "㌔"),
        ("か\u3099き", "き", "き"),
        ("葛\U000e0100飾", "飾", "飾"),
        ("デー\u2060タの山", "の", "の"),
    ],
)
def test_each_character_leads_back_to_the_author_s_own(text, found, original):
    normalized = normalize(text)
    at = normalized.text.index(found)
    assert text[normalized.original(at) :].startswith(original)


@given(st.text())
def test_offsets_never_go_back_and_end_at_the_end(text):
    normalized = normalize(text)
    offsets = [normalized.original(at) for at in range(len(normalized.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text) or not normalized.text


@given(st.text(alphabet=st.characters(codec="utf-8", max_codepoint=0xFFFF)))
def test_a_normal_form_is_normal(text):
    once = normalize(text).text
    assert normalize(once).text == once


@given(st.text(alphabet="あかがパハ\u3099\u309aｶﾞﾊﾟＡａA猫。㌔①…"))
def test_the_same_as_unicode_says_for_what_blogs_hold(text):
    assert normalize(text).text == unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
