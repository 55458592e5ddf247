from __future__ import annotations

import pytest
from sites import prepared

from index.document import Link
from index.reading.markup.markup import parse


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("段落\n{: .lead}\n次", "段落\n\n次"),
        ('[猫](/cat){:target="_blank"}が', "[猫](/cat)が"),
        ("## 題\n{: #cats .x}\n本文", "## 題 {#cats}\n\n本文"),
        ("前\n\n* 目次\n{:toc}\n\n後", "前\n\n\n\n後"),
        ("{::comment}秘密{:/comment}後", "後"),
        ("{::nomarkdown}<b>中</b>{:/nomarkdown}", "<b>中</b>"),
        ("{::options toc_levels='1' /}本文", "本文"),
        ("HTMLの話\n\n*[HTML]: HyperText\n次", "HTMLの話\n\n次"),
        ("![絵](a.png){: .icon\nheight='9'}横", "![絵](a.png)横"),
        ("言葉{: .x}は文字", "言葉は文字"),
        ("## 題 {: #cats}", "## 題 {: #cats}"),
        ("{: #cats}\n## 題\n本文", "\n## 題 {#cats}\n本文"),
        ("前\n\n{: .y #cats}\n\n## 題", "前\n\n\n\n## 題 {#cats}"),
        ("前\n{: #cats}\n## 題", "前\n\n## 題"),
        ("## 題\n\n{: #cats}\n本文", "## 題\n\n\n本文"),
        ("## 題\n{: #1st}\n", "## 題\n\n"),
        ("- 甲\n^\n- 乙", "- 甲\n\n<!-- -->\n\n- 乙"),
    ],
)
def test_kramdown(body: str, markdown: str) -> None:
    assert prepared(body, "jekyll")[0] == markdown


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("前\n\n$$\nE = mc^2\n$$\n\n後", "前\n\n```math\nE = mc^2\n```\n\n\n後"),
        ("式 $$a_1 * b_1$$ は", "式 ` a_1 * b_1 ` は"),
        ("値段は $5 から $10 まで", "値段は $5 から $10 まで"),
        ("閉じない $$a_1 は", "閉じない $$a_1 は"),
        ("空の $$ $$ は", "空の $$ $$ は"),
    ],
)
def test_mathematics(body: str, markdown: str) -> None:
    assert prepared(body, "jekyll")[0] == markdown


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("|甲|乙|\n|-|-|\n|`x|y`|端|\n|一|二|三|", "甲 | 乙\nx|y | 端\n一 | 二 | 三"),
        ("|甲|\n|-|\n|一|\n|---|\n|二|\n|===|\n|計|", "甲\n一\n二\n計"),
        ("|<code>x|y</code>|``a`|b``|c\\|d|", "x|y | a`|b | c|d"),
        ("|`開|乙|", "`開 | 乙"),
        ("|甲||乙|", "甲 |  | 乙"),
        ("甲|乙\n-|-\n一|二", "甲 | 乙\n一 | 二"),
    ],
)
def test_tables(markdown: str, text: str) -> None:
    assert [(block.kind, block.text) for block in parse(markdown, kramdown=True).blocks] == [("table", text)]


def test_pipes_in_prose_make_no_table() -> None:
    for prose in ("甲 | 乙", "|甲|\n乙", "[猫 | 犬](/pets)", "甲|乙\n丙|丁"):
        assert [block.kind for block in parse(prose, kramdown=True).blocks] == ["prose"]


def test_many_tables_are_read_to_the_last() -> None:
    assert parse("|甲|\n|-|\n|乙|\n\n" * 200 + "終", kramdown=True).blocks[-1].text == "終"


@pytest.mark.parametrize(
    ("markdown", "text", "links"),
    [
        ('[3]の話\n\n[3]: /x ""句"の題"', "3の話", [Link("/x", "3")]),
        ("[3]の話\n\n[3]: /a b\n[4]: /c", "3の話", [Link("/a b", "3")]),
        ("[題] [n]と[名]\n[n]\n\n[n]: /x", "題と名", [Link("/x", "題"), Link("/x", "名")]),
        ("[題] [無]", "[題] [無]", []),
    ],
)
def test_links(markdown: str, text: str, links: list[Link]) -> None:
    body = parse(markdown, kramdown=True)
    assert ([block.text for block in body.blocks], body.links) == ([text], links)


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("文\n2. 項", [("prose", "文"), ("item", "項")]),
        ("甲\n乙\n: 説明\n\n    続き", [("prose", "甲"), ("prose", "乙"), ("prose", "説明"), ("prose", "続き")]),
        ("題\n--", [("heading", "題")]),
        ("# 甲\n乙\n==", [("heading", "甲"), ("prose", "乙\n==")]),  # no blank line above
        ("甲\n乙\n==", [("prose", "甲\n乙\n==")]),  # of two lines
    ],
)
def test_where_blocks_begin(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in parse(markdown, kramdown=True).blocks] == blocks


@pytest.mark.parametrize(
    ("heading", "text", "anchor"),
    [
        ("`--dry-run` と a -- b", "--dry-run と a -- b", "--dry-run-と-a--b"),
        ("猫 ![写真](a.png)", "猫 写真", "猫-"),
        ("![写真](a.png) 猫", "写真 猫", "-猫"),
        ("<ruby>猫<rt>ねこ</rt></ruby>", "猫", "猫ねこ"),
        ("日記 {#2020-01}", "日記 {#2020-01}", "日記-2020-01"),
        ("日記{#diary}", "日記{#diary}", "日記diary"),
        ("日記 {#diary}", "日記", "diary"),
        ("日記 {#日々}", "日記", "日々"),
    ],
)
def test_ids_of_headings(heading: str, text: str, anchor: str) -> None:
    (block,) = parse(f"## {heading}", kramdown=True).blocks
    assert (block.text, block.anchor) == (text, anchor)
