"""What a person types, and what is understood."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalize import normalize
from search.query.lexer import FIELD_NAMES
from search.query.parse import LONGEST_QUERY, is_wanted, parse
from search.query.syntax import SYNTAX
from search.query.tree import And, Filter, Not, Or, Quote, Word, leaves, typed


def shown(text):
    """The words asked for, as a person would write them."""
    return [typed(part) for part in parse(text).query.parts if is_wanted(part)]


def excluded(text):
    return [typed(part.part) for part in parse(text).query.parts if isinstance(part, Not)]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("猫 写真", ["猫", "写真"]),
        ("猫　写真", ["猫", "写真"]),
        ('"全文検索" 猫', ['"全文検索"', "猫"]),
        ("“全文検索”", ['"全文検索"']),
        ("＂全文検索＂", ['"全文検索"']),
        ("猫 OR 犬 写真", ["猫 OR 犬", "写真"]),
        ("猫 ＯＲ 犬｜鳥", ["猫 OR 犬 OR 鳥"]),
        ("猫|犬", ["猫 OR 犬"]),
        ("猫 |犬", ["猫 OR 犬"]),
        ("猫| 犬 写真", ["猫 OR 犬", "写真"]),
        # titles as they are pasted, with the name of the blog
        ("漬物の石を洗ってみました｜台所だより", ["漬物の石を洗ってみました", "台所だより"]),
        ("漬物の石 - 台所だより", ["漬物の石", "台所だより"]),
        ("漬物の石 – 台所だより", ["漬物の石", "台所だより"]),
        ("連載3:漬物の石", ["連載3:漬物の石"]),
        ("漬物 -仕込み編-", ["漬物", "仕込み編"]),
        ('"猫"|"犬"', ['"猫" OR "犬"']),
        ('("猫"|"犬") 写真', ['"猫" OR "犬"', "写真"]),
        ("猫 \u200bOR 犬", ["猫 OR 犬"]),
        ("(猫 犬) | 鳥", ["(猫 犬) OR 鳥"]),  # beside a bracket nobody means a title
        ("写真 (猫 OR 犬)", ["写真", "猫 OR 犬"]),
        ("猫 AND 犬", ["猫", "犬"]),
        ("猫 ＡＮＤ 犬 and 鳥", ["猫", "犬", "and", "鳥"]),
        ("AND", ["AND"]),
        ("NOT", ["NOT"]),
        ("f(x)", ["f(x)"]),
        ('"長い――道"', ['"長い――道"']),
        ('"A – B"', ['"A – B"']),
        ("GPT‐5", ["GPT-5"]),
        ("title:検索", ["title:検索"]),
        ('title:"全文 検索"', ['title:"全文 検索"']),
        ("Ｃ＋＋", ["Ｃ＋＋"]),
        ("e-mail", ["e-mail"]),
        ("http://example.jp/", ["http://example.jp/"]),
        ("foo:bar", ["foo:bar"]),
        ("猫 猫 犬 猫", ["猫", "犬"]),
        ("", []),
        ("　", []),
    ],
)
def test_words(text, groups):
    assert shown(text) == groups
    assert parse(text).notes == ()


CAT, PHOTO = Word("猫"), Word("写真")
MEANT = {
    "all": And((CAT, PHOTO)),
    "either": And((Or((CAT, PHOTO)),)),
    "phrase": And((Quote("猫"),)),
    "without": And((CAT, Not(PHOTO))),
    "title": And((Word("猫", title=True),)),
    "tag": And((Filter("tag", "猫"),)),
    "category": And((Filter("category", "猫"),)),
    "author": And((Filter("author", "猫"),)),
    "year": And((Filter("year", "2024"),)),
    "date": And((Filter("date", "2024-01-01..2024-06-30"),)),
    "no_tag": And((CAT, Not(Filter("tag", "写真")))),
    "brackets": And((PHOTO, Or((And((CAT, Word("犬"))), Word("鳥"))))),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_what_people_are_told_is_what_is_read(name):
    assert parse(SYNTAX[name].of("猫", "写真")).query == MEANT[name]


def test_people_are_told_of_every_field():
    told = {form.of("猫", "写真").partition(":")[0] for form in SYNTAX.values()}
    assert set(FIELD_NAMES) <= told


@pytest.mark.parametrize("text", ["猫 -犬", "猫 －犬", "猫 −犬", "-犬 猫"])
def test_a_minus_excludes(text):
    assert (shown(text), excluded(text)) == (["猫"], ["犬"])


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("tag:Python", [("tag", "Python")]),
        ("ｔａｇ：Ｐｙｔｈｏｎ", [("tag", "Python")]),
        ('tag:"機械 学習" tag:AI', [("tag", "機械 学習"), ("tag", "AI")]),
        ("category:旅", [("category", "旅")]),
        ("author:野々村", [("author", "野々村")]),
        ("year:2024", [("year", "2024")]),
        ("date:2024-02", [("date", "2024-02-01..2024-02-29")]),
        ("date:2024-01..2024-06", [("date", "2024-01-01..2024-06-30")]),
        ("date:2024-03-05..", [("date", "2024-03-05..")]),
        ("date:2025-09..2025-10 date:2025-10..", [("date", "2025-09-01..2025-10-31"), ("date", "2025-10-01..")]),
        ("date:..2023", [("date", "..2023-12-31")]),
        ("year:2023..2024-02", [("date", "2023-01-01..2024-02-29")]),
    ],
)
def test_filters(text, filters):
    parsed = parse(text)
    assert [(each.field, each.value) for each in parsed.filters] == filters
    assert parsed.words == And()


def test_a_filter_with_a_minus_excludes_its_value():
    assert excluded("-tag:日記 -tag:旅") == ["tag:日記", "tag:旅"]
    assert parse("-tag:日記 -tag:旅").filters == ()


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ('"閉じない 引用', ['"閉じない 引用"']),
        ("year:去年", ['"year:去年"']),
        ("date:2024-13", ['"date:2024-13"']),
        ("date:0000", ['"date:0000"']),
        ("猫 OR", ["猫"]),
        ("OR 猫", ["猫"]),
        ("猫|", ["猫"]),
        ("猫 OR OR 犬", ["猫 OR 犬"]),
    ],
)
def test_what_is_no_syntax_is_searched_as_it_stands_with_a_note(text, groups):
    assert shown(text) == groups
    assert len(parse(text).notes) == 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("写真 OR (猫 犬)", "写真 OR (猫 犬)"),
        ("(猫 写真) OR 犬", "(猫 写真) OR 犬"),
        ("（猫　写真） ＯＲ 犬", "(猫 写真) OR 犬"),
        ("鳥 ((猫 写真) OR (犬 (魚 OR 貝)))", "鳥 (猫 写真) OR (犬 魚 OR 貝)"),
        ("写真 -(猫 OR 犬)", "写真 -猫 -犬"),
        ("写真 NOT (猫 OR 犬)", "写真 -猫 -犬"),
        ("写真 -（猫 犬）", "写真 -(猫 犬)"),
        ("写真 -(猫 -犬)", "写真 -(猫 -犬)"),
        ("写真 -猫|犬", "写真 -猫 -犬"),
        ("猫|(犬 味噌)", "猫 OR (犬 味噌)"),
        ("（猫　犬）｜味噌", "(猫 犬) OR 味噌"),
        ("-(猫 OR 犬)|サーバ", "-(猫 OR 犬) OR サーバ"),
        ("写真|tag:猫", "写真 OR tag:猫"),
        ("tag:猫|tag:味噌", "tag:猫 OR tag:味噌"),
        ("猫|-犬", "猫 OR -犬"),
        ("title:(猫 OR 犬)", "title:猫 OR title:犬"),
        ("tag:(旅 OR 本) 猫", "猫 tag:旅 OR tag:本"),
        ("猫 OR tag:旅 犬", "猫 OR tag:旅 犬"),
        ("猫 OR -犬", "猫 OR -犬"),
        ("( 猫 OR 犬 ) 写真", "猫 OR 犬 写真"),
        ('("全文 検索" OR 犬) 猫', '"全文 検索" OR 犬 猫'),
        ("(猫 写真) 犬", "猫 写真 犬"),
        ("(f(x) OR 猫) 犬", "f(x) OR 猫 犬"),
        ("猫) 犬 (笑", "猫 犬 笑"),
        ("() (", '"()"'),
        (") が", "が"),
    ],
)
def test_brackets(text, meant):
    assert typed(parse(text).query) == meant
    assert parse(text).notes == ()


def test_a_filter_that_is_excluded_may_end_with_a_hyphen():
    assert [typed(part) for part in parse("猫 -tag:旅-").query.parts] == ["猫", "-tag:旅-"]


@pytest.mark.parametrize("text", ["漬物 | 台所だより", "漬物 ｜ 台所だより", "漬物 || 台所だより"])
def test_a_bar_between_spaces_is_one_of_a_title_and_a_note_says_so(text):
    parsed = parse(text)
    assert [typed(part) for part in parsed.query.parts] == ["漬物", "台所だより"]
    assert "猫|犬" in parsed.notes[0].en


@pytest.mark.parametrize("text", ["OR", "|", "- --", "||", ":", "tag:", "-"])
def test_bare_operators_are_words(text):
    assert shown(text)
    assert parse(text).filters == ()


def test_an_exclusion_that_cannot_be_read_is_of_its_characters():
    assert (shown("猫 -year:24"), excluded("猫 -year:24")) == (["猫"], ['"year:24"'])
    assert len(parse("猫 -year:24").notes) == 1


def test_a_long_query_is_cut_with_a_note():
    query = parse("猫" * (LONGEST_QUERY + 1))
    assert typed(query.query) == "猫" * LONGEST_QUERY
    assert len(query.notes) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        '"',
        "*",
        "-",
        "猫 ",
        "tag:",
        "OR ",
        "猫 OR ",
        "(猫 OR (犬 ",
        "\x00",
        "[TO]",
        "a~99 ",
        "|",
        "|(",
        ")|",
        "|tag:",
    ],
)
def test_the_work_is_linear(piece):
    began = time.thread_time()
    parse(piece * (LONGEST_QUERY // len(piece)))
    assert time.thread_time() - began < 0.5


@given(st.text())
def test_no_text_fails(text):
    parse(text)


@given(st.text(alphabet='猫犬 　"-|:tagOR年date0123..\ud800\x00()（）NOTAND'))
def test_no_syntax_fails_and_every_clause_says_something(text):
    clauses = [each for each in leaves(parse(text).query, excluded=True) if not isinstance(each, Filter)]
    assert all(each.text.strip() for each in clauses)


@given(
    st.lists(st.sampled_from(["猫", "犬", '"a b"', "-", " (", ") ", " () ", " OR ", " ", "tag:旅", "title:本"])).map(
        "".join
    )
)
def test_a_query_as_it_is_shown_means_the_same(text):
    query = parse(text).query
    assert parse(typed(query)).query == query


@pytest.mark.parametrize("text", ['""', '"', "((((", "（）", '"" ""', "-"])
def test_signs_alone_ask_for_nothing_and_it_is_said(text):
    query = parse(text)
    assert query.query.parts or query.notes


@pytest.mark.parametrize("text", ["", " ", "　"])
def test_nothing_typed_is_nothing_amiss(text):
    assert parse(text).notes == ()


@pytest.mark.parametrize("character", ["ﷺ", "㍿", "㌀"])
def test_as_much_is_read_of_characters_that_become_many(character):
    query = parse(character * 5_000)
    assert query.notes
    assert 0 < len(normalize(typed(query.query)).text) <= LONGEST_QUERY
