"""Where lines of the source break, and what the reader sees of it."""

import pytest

from index.reading.markup.breaks import as_read
from index.reading.markup.markup import assemble, parse, read_lines


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("夕方は横浜\n港まで歩いた。\n船が見えた。", "夕方は横浜港まで歩いた。船が見えた。"),
        ("オムラ\nイスと、ﾊﾟ\nﾝ", "オムライスと、ﾊﾟﾝ"),
        ("full\ntext search", "full text search"),
        ("Pythonで\nread the\n本", "Pythonで read the 本"),
        ("전문\n검색", "전문 검색"),  # Hangul has spaces between words
        ("前の行  \n次の行", "前の行\n次の行"),  # two blanks: the author means it
        ("前の行<br>\n次の行", "前の行\n次の行"),
        ("> 引用は箱根\n> 山の話", "引用は箱根山の話"),
        ("- 項目は箱根\n  山の話", "項目は箱根山の話"),
        ("<p>段落は箱根\n山の話</p>", "段落は箱根山の話"),
        ("一段落\n\n二段落", "一段落\n\n二段落"),
    ],
)
def test_a_break_of_the_source_is_what_a_browser_makes_of_it(source, text):
    ((section,), _) = assemble(read_lines(parse(source).blocks, breaks=False))
    assert section.text == text


def test_headings_and_cells_have_one_line():
    (heading,) = parse("<h2>夏の箱根\n山の話</h2>").blocks
    assert (heading.kind, heading.text) == ("heading", "夏の箱根山の話")


def test_where_every_break_is_a_new_line():
    assert as_read("一行目\n二行目", breaks=True) == "一行目\n二行目"


def test_rows_of_a_table_stay():
    ((section,), _) = assemble(read_lines(parse("|名|値|\n|-|-|\n|猫|一|\n|犬|二|").blocks, breaks=False))
    assert section.text == "名 | 値\n猫 | 一\n犬 | 二"
