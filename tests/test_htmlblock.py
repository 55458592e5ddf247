from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import read_post

from index.document import Document
from index.reading.markup.markup import parse
from index.reading.sites.detect import detect_site


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>一<b>つ</b>\n二つ</p><p>三つ</p>", [("prose", "一つ\n二つ"), ("prose", "三つ")]),
        ("<ul><li>一<li>二</ul><p>後</p>", [("item", "一"), ("item", "二"), ("prose", "後")]),
        ("<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n<p>後</p>", [("item", "一"), ("item", "二"), ("prose", "後")]),
        ("<table><tr><th>名<th>値<tr><td>猫<td>1</table><p>後", [("table", "名 | 値\n猫 | 1"), ("prose", "後")]),
        ("<pre><code class='language-py'>a &lt; b\n  c</code></pre>", [("code", "a < b\n  c")]),
        ("<details><summary>題</summary>\n\n**中身**\n\n</details>", [("prose", "題"), ("prose", "中身")]),
        ("<div>\n<script>\nvar 秘密;\n</script>\n<!-- 秘密 -->本文</div>", [("prose", "本文")]),
        ("<script>\n秘密\n\n秘密\n</script>\n本文", [("prose", "本文")]),
        ("<div>a < b だ</div>", [("prose", "a < b だ")]),
        ("<figure><img alt='写真'><figcaption>説明</figcaption></figure>", [("prose", "写真"), ("prose", "説明")]),
    ],
)
def test_blocks_of_html(html: str, blocks: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in parse(html).blocks] == blocks


CODE_IN_DIV = """<div><pre><code class="language-c">
int a;

int b;
</code></pre></div>
続き"""


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("<section>\n  <p>\n    甲\n  </p>\n\n      <p>\n        乙\n      </p>\n</section>", [("prose", "甲"), ("prose", "乙")]),
        (CODE_IN_DIV, [("code", "int a;\n\nint b;"), ("prose", "続き")]),
        ("<div>\n*星*\n\n*印*\n</div>\n*斜*", [("prose", "*星*\n*印*"), ("prose", "斜")]),
        ("<p>甲</p>\n[乙](/z)", [("prose", "甲"), ("prose", "乙")]),
        ("<p>甲</p><p>乙</p> *丙*\n丁", [("prose", "甲"), ("prose", "乙"), ("prose", "丙\n丁")]),
        ("前\n<div>中</div>\n後", [("prose", "前"), ("prose", "中"), ("prose", "後")]),
        ("<b>\n[甲](/z)\n</b>", [("prose", "甲")]),
        ("- 甲\n\n  <div>\n\n      乙\n  </div>\n- 丙", [("item", "甲"), ("prose", "乙"), ("item", "丙")]),
        ("> <div>\n>\n> 甲\n> </div>\n> *乙*\n\n丙", [("prose", "甲"), ("prose", "乙"), ("prose", "丙")]),
        ("<ul>\n<li>甲\n\n<li>乙\n</ul>\n*丙*", [("item", "甲"), ("item", "乙"), ("prose", "*丙*")]),  # li is never closed
        ("</div>\n    <p>甲</p>", [("prose", "甲")]),  # it closes nothing, so a paragraph begins, and no code
        ("<!-- 甲\n\n乙 -->丙", [("prose", "丙")]),
        ("<!-- 甲\n\n乙", [("prose", "<!-- 甲"), ("prose", "乙")]),
        ("<div>\n<!-- 甲\n\n乙\n</div>\n丙", [("prose", "甲\n乙"), ("prose", "丙")]),
        ("<div>\n<script>\n'</div>'\n\n</script>甲\n</div>", [("prose", "甲")]),
        ("<script>\n甲\n\n乙", []),
        ("<div width=5%>\n*甲*", [("prose", "甲")]),  # no tag for kramdown
    ],
)  # fmt: skip
def test_blocks_of_html_in_kramdown(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in parse(markdown, kramdown=True).blocks] == blocks


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ('<div markdown="1">\n*甲*\n\n- 乙\n</div>\n*丙*', [("prose", "甲"), ("item", "乙"), ("prose", "丙")]),
        ('<p markdown="1">*甲*</p> 乙', [("prose", "甲"), ("prose", "乙")]),
        ('<p markdown="0">*甲*</p>', [("prose", "*甲*")]),
        ('<p markdown="block">\n- 甲\n</p>', [("item", "甲")]),
        ('<ul markdown="1">\n<li>*甲*</li>\n</ul>', [("item", "*甲*")]),  # of ul only its items could hold Markdown
        ('<div>\n  <p>*甲*</p>\n<div markdown="1">\n*乙*\n</div>\n      <p>*丙*</p>\n</div>\n*丁*',
         [("prose", "*甲*"), ("prose", "乙"), ("prose", "*丙*"), ("prose", "丁")]),
        ('<h3 id="x" markdown="1">*題*</h3>', [("heading", "題")]),
        ('<p markdown="1">*甲*\n\n乙', [("prose", "甲\n\n乙")]),
    ],
)  # fmt: skip
def test_markdown_in_html(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in parse(markdown, kramdown=True).blocks] == blocks


def test_other_generators_end_a_block_at_the_first_blank_line() -> None:
    assert [block.kind for block in parse("<div>\n\n    甲\n</div>").blocks] == ["code"]


HTML = st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", '<div markdown="1">', '<p markdown="1">', "<!--", "-->", "- ", "> ", "    "]
)


@given(st.lists(HTML | st.sampled_from(["\n", "\n\n"]), max_size=40))
def test_no_word_between_tags_is_lost(pieces: list[str]) -> None:
    words = [f"字{chr(0x4E00 + place)}" for place in range(len(pieces))]
    source = (
        "\n".join(f"{piece}{word}" for piece, word in zip(pieces, words, strict=True))
        .replace("-->", "")
        .replace("<!--", "")
    )
    text = "".join(block.text for block in parse(source, kramdown=True).blocks)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    "piece",
    ["<div>\n", "<p>字</p>", '<div markdown="1">\n<p>\n', "</div>\n", "<!--\n", "<div a='", '<p markdown="1">\n', "- <div>\n", "| `", "|<code"],
)  # fmt: skip
def test_any_number_of_tags_is_read_in_time(piece: str) -> None:
    began = time.process_time()
    parse(piece * 20_000, kramdown=True)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<div>\n*甲*\n</div>", "甲"),
        ('<div markdown="0">\n*甲*\n</div>', "*甲*"),
        ("<table><tr><td>\n*甲*\n</td></tr></table>", "*甲*"),
        ("<pre>\n*甲*\n</pre>\n*乙*", "乙"),
    ],
)
def test_html_holds_markdown_where_the_site_or_the_post_says_so(
    folder: Callable[..., Path], body: str, text: str
) -> None:
    def shown(settings: str, body: str) -> str:
        root = folder({"_config.yml": settings, "_posts/2024-01-02-a.md": f"---\ntitle: 題\n---\n{body}"})
        document = read_post(root / "_posts/2024-01-02-a.md", detect_site(root)).document
        return "".join(section.text for section in document.sections) if document else ""

    assert shown("kramdown: {parse_block_html: true}", body) == text
    assert shown("title: 題", f'{{::options parse_block_html="true" /}}\n\n{body}') == text


def test_ids_in_elements_of_html(post: Callable[..., Document]) -> None:
    body = '## 箱\n\n<div markdown="1">\n## 箱\n\n## 1. 箱 Box_1\n\n> ### 箱\n</div>\n\n## 箱'
    document = post(f"---\ntitle: 題\n---\n{body}")
    assert [each.anchor for each in document.sections] == ["箱", "section", "box1", "section-1", "箱-1"]
