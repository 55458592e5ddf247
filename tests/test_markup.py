from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Block, Code, Link, Section
from index.reading.markup.markup import assemble, parse, parse_drafts


def texts(markdown: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse(markdown).blocks]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("*強調*と**太字**と~~取り消し~~", "強調と太字と取り消し"),
        ("これは**「強調」**の例", "これは「強調」の例"),
        ("**注意！**必ず読む。**「重要」**、と**（別）**も", "注意！必ず読む。「重要」、と（別）も"),
        ("**太字は*斜体*も「含む」**の", "太字は斜体も「含む」の"),
        ("閉じ忘れた**太字", "閉じ忘れた**太字"),
        ("<code>**opts</code>と書く", "**optsと書く"),
        ("2**3 は 8、5 * 3 は 15", "2**3 は 8、5 * 3 は 15"),
        ("`a*b*c` と `**kwargs`", "a*b*c と **kwargs"),
        (r"\*そのまま\*", "*そのまま*"),
        ("snake_case_name と _斜体_", "snake_case_name と 斜体"),
        ("A &amp; B &lt;tag&gt; &copy;", "A & B <tag> ©"),
        ("一行目\n二行目", "一行目\n二行目"),
        ("一行目  \n  二行目\\\n三行目", "一行目\u2028二行目\u2028三行目"),
        ("[猫の話](/cat/ \"題\")を<https://x.jp/>で", "猫の話をhttps://x.jp/で"),
        ("[猫][c]の話\n\n[c]: /cat/", "猫の話"),
        ("![猫の写真](cat.jpg)を見る", "猫の写真を見る"),
        ("[![図](a.png)](b.html)", "図"),
        ("> 引用文", "引用文"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む", "漢字を読む"),
        ("<ruby>漢<rt>かん<rb>字<rt>じ</ruby>を読む", "漢字を読む"),
        ("一<br>二<br/>三", "一\u2028二\u2028三"),
        ("<kbd>Ctrl</kbd>+<span class=\"x\">C</span><!-- 秘密 -->", "Ctrl+C"),
        ("前<script>alert(1)</script>後<style>a{}</style>", "前後"),
        ("写真<img src='a.png' alt=\"ね&amp;こ\">です", "写真ね&こです"),
        ("前の文です。 ### で始まる行", "前の文です。 ### で始まる行"),
        ("用語\n: 説明", "用語"),
        ("壊れた <a href=\"x\" 閉じない", "壊れた <a href=\"x\" 閉じない"),
    ],
)  # fmt: skip
def test_text(markdown: str, text: str) -> None:
    assert parse(markdown).blocks[0].text == text


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        (
            "- 一\n- 二\n  続き\n\n  段落\n  - 三",
            [("item", "一"), ("item", "二\n続き"), ("item", "段落"), ("item", "三")],
        ),
        ("1. [ ] 買う\n2. [x] 食べる", [("item", "買う"), ("item", "食べる")]),
        ("- > 引用", [("prose", "引用")]),
        ("> [!NOTE]\n> 猫は眠る。", [("prose", "猫は眠る。")]),
        (
            "> [!note]- **猫**の話\n> 猫は眠る。\n>\n> 犬も。",
            [("prose", "猫の話"), ("prose", "猫は眠る。"), ("prose", "犬も。")],
        ),
        ("> [!WARNING]\n>\n> - 猫\n", [("item", "猫")]),
        ("> [!abstract|wide] 猫", [("prose", "猫")]),
        ("> > [!CAUTION]\n> > 猫", [("prose", "猫")]),
        ("> 猫\n>\n> [!NOTE]", [("prose", "猫"), ("prose", "[!NOTE]")]),  # no first line
        ("> [!猫](/cat/)の話", [("prose", "!猫の話")]),
        ("[!NOTE]\n猫", [("prose", "[!NOTE]\n猫")]),  # no quote
        ("|名|値|\n|-|-|\n|**猫**|1<br>2|\n", [("table", "名 | 値\n猫 | 1 2")]),
        ("```python\nx = 1\n```", [("code", "x = 1")]),
        ("    字下げ\n      コード", [("code", "字下げ\n  コード")]),
        ("```\n\n```\n\n---\n\n***", [("rule", ""), ("rule", "")]),
        ("用語\n: 説明\n\n  続き", [("prose", "用語"), ("prose", "説明"), ("prose", "続き")]),
        (
            "注[^1]です。\n\n[^1]: 注の**中身**\n\n最後",
            [("prose", "注です。"), ("prose", "最後"), ("prose", "注の中身")],
        ),
        ("その場で^[注の中身]です", [("prose", "その場でです"), ("prose", "注の中身")]),
    ],
)
def test_blocks(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert texts(markdown) == blocks


@pytest.mark.parametrize(
    ("markdown", "level", "text", "anchor"),
    [
        ("# 全文検索 とは？", 1, "全文検索 とは？", "全文検索-とは"),
        ("## 1. `Whoosh` & **Janome**", 2, "1. Whoosh & Janome", "1-whoosh--janome"),
        ("## 題 {#my-id}", 2, "題", "my-id"),
        ("### [猫](/cat) ###", 3, "猫", "猫"),
        ("題\n===", 1, "題", "題"),
        ("題\n---", 2, "題", "題"),
        ('<h2 id="x">題<br>名</h2>', 2, "題 名", "x"),
        ("<h3>題</h3>", 3, "題", ""),
    ],
)
def test_headings(markdown: str, level: int, text: str, anchor: str) -> None:
    assert parse(markdown).blocks == [Block("heading", text, level, anchor)]


def test_a_sentence_with_a_rule_right_below_is_no_heading() -> None:
    assert texts("これは段落です。\n---\n") == [("prose", "これは段落です。")]


def test_code_has_its_language_and_the_name_of_its_file() -> None:
    assert parse("```js:src/app.js\nx\n```").blocks == [Block("prose", "src/app.js"), Block("code", "x", language="js")]
    assert parse("~~~{.ruby}\nx\n~~~").blocks == [Block("code", "x", language="ruby")]
    assert parse('```py title="a.py"\nx\n```').blocks[0] == Block("prose", "a.py")


def test_links_and_images() -> None:
    markup = parse(
        "[猫](/cat \"t\") [犬][d] <https://x.jp/> <a href='/bird'>鳥</a> https://y.jp/a。\n![魚](f.png)\n\n[d]: </d o g>"
    )
    assert markup.links == [
        Link("/cat", "猫"),
        Link("/d o g", "犬"),
        Link("https://x.jp/", "https://x.jp/"),
        Link("/bird", "鳥"),
        Link("https://y.jp/a", "https://y.jp/a"),
    ]
    assert markup.images == ["魚"]


def test_drafts_are_one_page() -> None:
    first, second = parse_drafts(["## 題\n[猫][c] [^1]", "## 題\n[^1]: 注\n\n[c]: /cat"])
    assert [block.anchor for block in (first.blocks[0], second.blocks[0])] == ["題", "題-1"]
    assert first.links == [Link("/cat", "猫")]
    assert [block.text for block in (first.blocks[1], second.blocks[-1])] == ["猫", "注"]
    assert parse_drafts([]) == []


def test_sections() -> None:
    blocks = parse("序\n\n- 項目\n\n## 一\n\n本文\n\n```sh\nls\n```\n\n後\n\n### 空\n").blocks
    assert assemble(blocks) == (
        (Section(0, "", "", "序\n\n項目"), Section(2, "一", "一", "本文\n\n後"), Section(3, "空", "空", "")),
        (Code("sh", "ls"),),
    )
    assert assemble([]) == ((), ())


@pytest.mark.parametrize(
    "text",
    [*["[" * 20_000, "![[" * 5_000, "> " * 1_000 + "底", "- " * 2_000, "*a_" * 20_000, "<a b='" * 20_000, "<!--" * 20_000],
     *["<div>\n" + "<a b='" * 20_000, "<ul><li>" * 10_000, "あ" * 1_000_000, "`" * 50_000, "\ud800**\udfff**", "|" * 20_000],
     *["\n".join("  " * depth + "- 項目" for depth in range(300)), "^[" * 5_000, "[^1]: " * 5_000, "\0\x08"]],
)  # fmt: skip
def test_hostile_text_is_survived_in_time(text: str) -> None:
    began = time.perf_counter()
    parse(text)
    assert time.perf_counter() - began < 10


def test_lists_in_lists_keep_their_text() -> None:
    nested = "\n".join("  " * depth + f"- 項目{depth}" for depth in range(30))
    assert [block.text for block in parse(nested).blocks] == [f"項目{depth}" for depth in range(30)]


PIECES = [
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "!",
    "<",
    ">",
    "<b>",
    "</p>",
    "<!--",
    "|",
    "-",
    "\n",
    "\n\n",
    "#",
    " ",
    "猫",
    "a",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text())
def test_any_text(text: str) -> None:
    for block in parse(text).blocks:
        assert block.text.strip() or block.kind == "rule" or any(style.kind == "image" for style in block.styles)


@given(st.lists(st.text(st.characters(categories=["Lo", "Ll", "Nd"]), min_size=1), min_size=1))
def test_plain_words_are_never_lost(words: list[str]) -> None:
    assert "".join(block.text for block in parse("\n\n".join(f"字{word}" for word in words)).blocks) == "".join(
        f"字{word}" for word in words
    )
