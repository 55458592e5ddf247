"""The folds, and what of a word they leave."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dictionary.lookup import compound_parts, likely_parts, readings, readings_in_parts
from index.spelling.folds import Fold, fold, hiragana, iterated, katakana, modern, voiced_otherwise
from index.spelling.keys import romaji_key, spelling_keys, term_keys
from index.spelling.normal import normal_form
from index.spelling.okurigana import same_but_okurigana, skeleton
from index.spelling.romaji import kanas_of

japanese = st.text(alphabet=st.sampled_from("學校髙橋ねこネコヴァーイダアャッゝ々ゑーｶ問い合わせの山"))


@pytest.mark.parametrize(
    ("one", "other", "step"),
    [
        ("サーバー", "サーバ", Fold.LONG_VOWEL),
        ("コンピューター", "コンピュータ", Fold.LONG_VOWEL),
        ("インターフェイス", "インタフェース", Fold.LONG_VOWEL),
        ("メイン", "メーン", Fold.LONG_VOWEL),
        ("學校", "学校", Fold.OLD_KANJI),
        ("髙橋", "高橋", Fold.OLD_KANJI),
        ("こゝろ", "こころ", Fold.OLD_KANJI),
        ("みすゞ", "みすず", Fold.OLD_KANJI),
        ("ゑびす", "えびす", Fold.OLD_KANJI),
        ("時々", "時時", Fold.OLD_KANJI),
        ("益々々", "益益益", Fold.OLD_KANJI),
        ("三幕", "3幕", Fold.NUMERAL),
        ("第十二回", "第12回", Fold.NUMERAL),
        ("百二十円", "120円", Fold.NUMERAL),
        ("二〇二四年", "2024年", Fold.NUMERAL),
        ("千三百人", "1300人", Fold.NUMERAL),
        ("一月", "1月", Fold.NUMERAL),
        ("三億円", "3億円", Fold.NUMERAL),
        ("ヴァイオリン", "バイオリン", Fold.SMALL_KANA),
        ("ダイアモンド", "ダイヤモンド", Fold.SMALL_KANA),
        ("ウィスキー", "ウイスキー", Fold.SMALL_KANA),
        ("キヤノン", "キャノン", Fold.SMALL_KANA),
        ("霞ヶ関", "霞が関", Fold.SMALL_KANA),
        ("一ヶ月", "一か月", Fold.SMALL_KANA),
        ("箇所", "か所", Fold.SMALL_KANA),
        ("〆切", "締切", Fold.OLD_KANJI),
        ("ねこ", "ネコ", Fold.KANA),
        ("らーめん", "ラーメン", Fold.KANA),
        ("ろうそく", "ローソク", Fold.LONG_O),
    ],
)
def test_the_first_fold_that_makes_two_spellings_one(one, other, step):
    equal = [each for each in Fold if fold(one, each) == fold(other, each)]
    assert equal == [each for each in Fold if each >= step]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("ビル", "ビール"), ("コピー", "コピ"), ("サーバー", "サーブ"), ("猫", "ねこ"), ("橋", "箸")],
        # words with a number in them that count nothing, and two or three days
        *[
            ("一部", "1部"),
            ("十分", "10分"),
            ("四国", "4国"),
            ("百貨店", "100貨店"),
            ("一杯", "1杯"),
            ("二三日", "23日"),
        ],
    ],
)
def test_words_that_stay_two(one, other):
    assert fold(one) != fold(other)


def test_only_in_loan_words_small_kana_are_large_ones():
    assert fold("キャノン") == fold("キヤノン")
    assert fold("びよういん", loan=False) != fold("びょういん", loan=False)


@given(japanese)
def test_a_fold_leaves_nothing_to_fold(text):
    for step in Fold:
        if step is not Fold.LONG_VOWEL:
            assert fold(fold(text, step), step) == fold(text, step) or "ー" in text or "イ" in text or "い" in text


@given(st.text())
def test_modern_kanji_keep_every_character_in_its_place(text):
    assert len(modern(text)) == len(text)
    assert len(katakana(text)) == len(hiragana(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("問い合わせ", "問合せ"),
        ("問合わせ", "問い合せ"),
        ("引っ越し", "引越"),
        ("行う", "行なう"),
        ("申し込み", "申込"),
        ("落とす", "落す"),
        ("死に神", "死神"),  # に is the word's own
        ("茹で卵", "茹卵"),
    ],
)
def test_okurigana_may_come_and_go(one, other):
    assert same_but_okurigana(one, other)
    assert same_but_okurigana(other, one)
    assert skeleton(one) == skeleton(other)


def test_voiced_kana_that_sound_the_same():
    assert voiced_otherwise("はなぢ") == ("はなじ",)
    assert set(voiced_otherwise("ちぢみず")) == {"ちじみず", "ちぢみづ"}


def test_kanji_that_stand_twice():
    assert iterated("代代木") == "代々木"
    assert iterated("日曜") == "日曜"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("木の葉", "木葉"),
        ("光る", "光り"),
        ("食べる", "飲べる"),
        ("ねこ", "ねこ"),
        ("山", "川"),
        ("1億円", "100億円"),
        ("花を見る", "花見"),  # particles are no okurigana
        ("山に登る", "山登り"),
        ("朝から晩", "朝晩"),
        ("雨が降り", "雨降り"),
    ],
)
def test_other_kana_are_another_word(one, other):
    assert not same_but_okurigana(one, other)


def test_sudachidict_knows_normal_forms():
    assert normal_form("シュミレーション") == "シミュレーション"
    assert normal_form("拡がる") == "広がる"
    assert normal_form("渡れる") == "渡る"
    assert normal_form("ラーメン") == "ラーメン"
    assert normal_form("描く") == "描く"  # かく is 書く, but えがく is not


def test_tables_have_one_line_for_each_word():
    lines = Path("index/spelling/normal.tsv").read_text(encoding="utf-8").splitlines()
    words = [line.split("\t")[0] for line in lines]
    assert len(set(words)) == len(words) > 30_000
    assert all(re.fullmatch(r"[^\t]+\t[^\t]+", line) for line in lines)


@pytest.mark.parametrize(
    ("romaji", "kana"),
    [
        ("neko", "ねこ"),
        ("toukyou", "とうきょう"),
        ("chiba", "ちば"),
        ("tiba", "ちば"),
        ("shinbun", "しんぶん"),
        ("ten'in", "てんいん"),
        ("onna", "おんな"),
        ("konnichiwa", "こんにちわ"),
        ("honnya", "ほんや"),
        ("honya", "ほんや"),
        ("ra-men", "らーめん"),
        ("webu", "うえぶ"),
    ],
)
def test_romaji(romaji, kana):
    assert kana in kanas_of(romaji)


@pytest.mark.parametrize("word", ["python", "zzz", "", "猫", "a", "go", "ai", "don't"])
def test_what_is_no_romaji(word):
    assert kanas_of(word) == ()


def test_romaji_may_leave_out_long_vowels():
    assert romaji_key("トウキョウ") == romaji_key("ときょ")
    assert romaji_key("ラーメン") == romaji_key("らめん") == romaji_key("らあめん")


def test_romaji_knows_no_small_vowels():
    assert romaji_key("ヴァイオリン") == romaji_key("ばいおりん")
    assert romaji_key("ティッシュ") == romaji_key("ちっしゅ")


def test_spellings_of_a_word_share_a_key():
    for words in (
        ("問い合わせ", "問合せ", "問合わせ", "問い合せ"),
        ("引っ越し", "引越し", "引越"),
        ("ヴァイオリン", "バイオリン", "ばいおりん"),
        ("gpt-5", "gpt5", "gpt 5"),
        ("拡がる", "広がる"),
    ):
        assert set.intersection(*(set(spelling_keys(word)) for word in words)), words


def test_what_an_author_wrote_is_found_by_what_it_means():
    assert term_keys("ＡＩ") == ("w:ai",)
    assert "r:ネコ" in term_keys("猫")


def test_ipadic():
    assert readings("人気") == ("ニンキ",)
    assert set(readings("紅葉")) >= {"コウヨウ", "モミジ"}
    assert readings("なにぬねの") == ()
    assert compound_parts("関西国際空港") == ("関西", "国際", "空港")
    assert compound_parts("空港") == ()
    assert likely_parts("東京都庁") == ("東京", "都庁")


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("推し活", ["オシカツ"]),
        ("ぬか床", ["ヌカユカ", "ヌカトコ", "ヌカドコ"]),
        ("手紙箱", ["テガミバコ", "テガミハコ"]),
        ("もやし鍋", ["モヤシナベ"]),
        ("窓掃き", ["マドハキ", "マドバキ"]),
        ("竹影", ["タケカゲ"]),  # never voiced twice
        ("食品ロス", ["ショクヒンロス"]),
        ("認知機能", ["ニンチキノウ"]),  # nor of Chinese origin
    ],
)
def test_readings_of_words_that_no_dictionary_has(word, readings):
    assert sorted(readings_in_parts(word)) == sorted(readings)
