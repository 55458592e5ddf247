"""A whole post with what matched in it marked."""

import pytest
from blog import post, searcher_of
from msgspec.structs import replace

from index.document import Section
from search.request import SearchRequest

POST = post(
    "miso",
    "手前味噌を仕込む",
    "大豆を煮る。\n\n麹と塩を混ぜて、味噌にする。\nひと晩おく。",
    headings=[("味噌の樽", "樽と重しがいる。"), ("後日", "")],
    tags=("台所", "味噌"),
    code=["print('味噌')"],
)
OTHER = post("cat", "猫の話", "猫がいる。")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", [POST, OTHER])


def shown(spans):
    return "".join(f"【{span.text}】" if span.matched else span.text for span in spans)


@pytest.mark.parametrize(
    ("query", "title", "paragraphs"),
    [
        ("", "手前味噌を仕込む", ["大豆を煮る。", "麹と塩を混ぜて、味噌にする。\nひと晩おく。"]),
        ("味噌", "手前【味噌】を仕込む", ["大豆を煮る。", "麹と塩を混ぜて、【味噌】にする。\nひと晩おく。"]),
        ("混ぜる 大豆", "手前味噌を仕込む", ["【大豆】を煮る。", "麹と塩を【混ぜ】て、味噌にする。\nひと晩おく。"]),
        ('"ひと晩"', "手前味噌を仕込む", ["大豆を煮る。", "麹と塩を混ぜて、味噌にする。\n【ひと晩】おく。"]),
        ("みそ 宇宙", "手前【味噌】を仕込む", ["大豆を煮る。", "麹と塩を混ぜて、【味噌】にする。\nひと晩おく。"]),
        ("麹 -味噌", "手前味噌を仕込む", ["大豆を煮る。", "【麹】と塩を混ぜて、味噌にする。\nひと晩おく。"]),
    ],
)
def test_a_post_is_marked_from_the_title_to_the_last_line(searcher, query, title, paragraphs):
    found = searcher.post(POST.id, include=("marked",), query=query).marked
    assert shown(found.title) == title
    assert [shown(block.runs) for block in found.blocks[:2]] == paragraphs


def test_headings_tags_and_code_are_marked(searcher):
    found = searcher.post(POST.id, include=("marked",), query="味噌").marked
    assert [(each.level, each.anchor, shown(each.runs)) for each in found.blocks if each.kind == "heading"] == [
        (2, "味噌の樽", "【味噌】の樽"),
        (2, "後日", "後日"),
    ]
    assert [shown(tag) for tag in found.tags] == ["台所", "【味噌】"]
    code = [(each.language, shown(each.runs)) for each in found.blocks if each.kind == "code"]
    assert code == [("python", "print('【味噌】')")]


def test_only_as_typed(searcher):
    assert (
        shown(searcher.post(POST.id, include=("marked",), query="みそ", exact=True).marked.title) == "手前味噌を仕込む"
    )


def test_a_name_that_no_post_has(searcher):
    assert searcher.post("nothing") is None


def test_sections_are_those_of_the_document(tmp_path):
    sections = (
        Section(2, "一", "a", "一の文。"),
        Section(3, "二", "b", ""),
        Section(2, "三", "c", "三の文。\n\n終わり。"),
    )
    document = replace(post("one", "題"), sections=sections)
    found = searcher_of(tmp_path / ".sakuin", [document]).post(document.id, include=("marked",), query="三").marked
    assert [each.kind for each in found.blocks] == ["heading", "prose", "heading", "heading", "prose", "prose"]
    assert [shown(each.runs) for each in found.blocks][3:] == ["【三】", "【三】の文。", "終わり。"]


def test_its_length_is_that_of_the_hit(searcher):
    (hit,) = searcher.search(SearchRequest("味噌")).hits
    assert searcher.post(hit.id).length == hit.length
