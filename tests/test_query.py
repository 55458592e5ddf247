"""What a person types, and what is understood."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking.pieces import FIELDS
from search.asking.query import LONGEST, Clause, Filters, Query, parse
from search.asking.syntax import SYNTAX


def shown(text):
    """The required groups as a person would write them."""
    return [" OR ".join(map(str, group)) for group in parse(text).required]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("猫 写真", ["猫", "写真"]),
        ("猫　写真", ["猫", "写真"]),
        ('"全文検索" 猫', ['"全文検索"', "猫"]),
        ("“全文検索”", ['"全文検索"']),
        ("＂全文検索＂", ['"全文検索"']),
        ("猫 OR 犬 写真", ["猫 OR 犬", "写真"]),
        ("猫 ＯＲ 犬 ｜ 鳥", ["猫 OR 犬 OR 鳥"]),
        ("猫|犬", ["猫 OR 犬"]),
        ("猫 |犬", ["猫 OR 犬"]),
        ("猫| 犬 写真", ["猫 OR 犬", "写真"]),
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


CAT, PHOTO = Clause("猫"), Clause("写真")
MEANT = {
    "all": Query(((CAT,), (PHOTO,))),
    "either": Query(((CAT, PHOTO),)),
    "phrase": Query(((Clause("猫", quoted=True),),)),
    "without": Query(((CAT,),), (PHOTO,)),
    "title": Query(((Clause("猫", title=True),),)),
    "tag": Query(filters=Filters(tags=("猫",))),
    "category": Query(filters=Filters(categories=("猫",))),
    "author": Query(filters=Filters(authors=("猫",))),
    "year": Query(filters=Filters(years=(2024,))),
    "date": Query(filters=Filters(since=date(2024, 1, 1), until=date(2024, 6, 30))),
    "no_tag": Query(((CAT,),), without=(Filters(tags=("写真",)),)),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_what_people_are_told_is_what_is_read(name):
    assert parse(SYNTAX[name].of("猫", "写真")) == MEANT[name]


def test_people_are_told_of_every_field():
    told = {form.of("猫", "写真").partition(":")[0] for form in SYNTAX.values()}
    assert set(FIELDS) <= told


@pytest.mark.parametrize("text", ["猫 -犬", "猫 －犬", "猫 −犬", "-犬 猫"])
def test_a_minus_excludes(text):
    assert shown(text) == ["猫"]
    assert parse(text).excluded == (Clause("犬"),)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("tag:Python", Filters(tags=("Python",))),
        ("ｔａｇ：Ｐｙｔｈｏｎ", Filters(tags=("Python",))),
        ('tag:"機械 学習" tag:AI', Filters(tags=("機械 学習", "AI"))),
        ("category:旅", Filters(categories=("旅",))),
        ("author:野々村", Filters(authors=("野々村",))),
        ("year:2024", Filters(years=(2024,))),
        ("date:2024-02", Filters(since=date(2024, 2, 1), until=date(2024, 2, 29))),
        ("date:2024-01..2024-06", Filters(since=date(2024, 1, 1), until=date(2024, 6, 30))),
        ("date:2024-03-05..", Filters(since=date(2024, 3, 5), until=date.max)),
        ("date:2025-09..2025-10 date:2025-10..", Filters(since=date(2025, 10, 1), until=date(2025, 10, 31))),
        ("date:..2023", Filters(since=date.min, until=date(2023, 12, 31))),
    ],
)
def test_filters(text, filters):
    query = parse(text)
    assert (query.filters, query.required) == (filters, ())


def test_a_filter_with_a_minus_excludes_its_value():
    assert parse("-tag:日記 -tag:旅").without == (Filters(tags=("日記",)), Filters(tags=("旅",)))


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
        ("tag:旅 OR tag:本", []),
        ("猫 OR tag:旅 犬", ["猫", "犬"]),
        ("猫 OR OR 犬", ["猫 OR 犬"]),
    ],
)
def test_what_is_no_syntax_is_searched_as_it_stands_with_a_note(text, groups):
    assert shown(text) == groups
    assert len(parse(text).notes) == 1


@pytest.mark.parametrize(
    ("text", "required", "excluded", "noted"),
    [
        ("写真 -(猫 OR 犬)", ["写真"], ["猫", "犬"], False),
        ("写真 NOT (猫 OR 犬)", ["写真"], ["猫", "犬"], False),
        ("写真 -（猫 犬）", ["写真"], ["猫", "犬"], True),
        ("title:(猫 OR 犬)", ["title:猫 OR title:犬"], [], False),
        ("( 猫 OR 犬 ) 写真", ["猫 OR 犬", "写真"], [], False),
        ("(猫 写真) OR 犬", ["猫", "写真 OR 犬"], [], True),
        ("(猫 写真) 犬", ["猫", "写真", "犬"], [], False),
        ("猫) 犬 (笑", ["猫", "犬", "笑"], [], False),
        ("() (", ["()"], [], False),
        (") が", ["が"], [], False),
    ],
)
def test_brackets(text, required, excluded, noted):
    query = parse(text)
    assert [" OR ".join(map(str, group)) for group in query.required] == required
    assert [clause.text for clause in query.excluded] == excluded
    assert bool(query.notes) == noted


@pytest.mark.parametrize("text", ["OR", "|", "- --", "||", ":", "tag:", "-"])
def test_bare_operators_are_words(text):
    assert parse(text).required
    assert parse(text).filters == Filters()


def test_an_exclusion_that_cannot_be_read_is_of_its_characters():
    assert shown("猫 -year:24") == ["猫"]
    assert parse("猫 -year:24").excluded == (Clause("year:24", quoted=True),)
    assert len(parse("猫 -year:24").notes) == 1


def test_a_long_query_is_cut_with_a_note():
    query = parse("猫" * (LONGEST + 1))
    assert str(query.required[0][0]) == "猫" * LONGEST
    assert len(query.notes) == 1


@pytest.mark.parametrize("piece", ["(", '"', "*", "-", "猫 ", "tag:", "OR ", "猫 OR ", "\x00", "[TO]", "a~99 ", "|"])
def test_the_work_is_linear(piece):
    began = time.thread_time()
    parse(piece * (LONGEST // len(piece)))
    assert time.thread_time() - began < 0.5


@given(st.text())
def test_no_text_fails(text):
    parse(text)


@given(st.text(alphabet='猫犬 　"-|:tagOR年date0123..\ud800\x00()（）NOTAND'))
def test_no_syntax_fails_and_every_clause_says_something(text):
    query = parse(text)
    assert all(
        clause.text.strip() for clause in (*query.excluded, *(each for group in query.required for each in group))
    )


@pytest.mark.parametrize("text", ['""', '"', "((((", "（）", '"" ""', "-"])
def test_signs_alone_ask_for_nothing_and_it_is_said(text):
    query = parse(text)
    assert query.required or query.notes


@pytest.mark.parametrize("text", ["", " ", "　"])
def test_nothing_typed_is_nothing_amiss(text):
    assert parse(text).notes == ()
