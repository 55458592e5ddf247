"""A post as its page shows it is the post as it is indexed: the same text, the same marks, whatever it is made of."""

from __future__ import annotations

import re

from blog import searcher_of
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from page_text import Page, document

from index.document import Document
from search.searcher import IndexSearcher
from web.app import create_app

BLOCKS = [
    "味噌を**仕込む**。", "大豆を*煮*て、[麹と**塩**](/shio/)を混ぜる。", "`味噌` と\\*星\\*と &amp; と<b>太字", "## 味噌の*樽*", "### [重し](#x)", "---",
    "- 味噌\n- 大豆\n  - 麹\n\n    塩の段落", "3. 味噌\n4. 塩", "- [x] 味噌を買う\n- [ ] 塩を買う", "> 味噌の引用\n>\n> - 項目\n>> 深い", "```python\nprint('味噌')\n```",
    "1. 味噌\n\n   ```\n   味噌\n   ```\n2. 塩", "| 味噌 | 量 |\n|:--|--:|\n| **麹** | `1 \\| 2` |\n|| 味噌 |", "|味噌|\n|-|\n||\n|塩|", "![味噌の樽](taru.png)", "![](silent.png)", "塩![](a.png)と![味噌](b.png)",
    "味噌\n: 大豆の[味噌](https://example.jp/)", "<ul><li>味噌<li><b>塩</i></ul>", "<blockquote><p>味噌</p>", "<table><tr><th>味噌<td><a href='/a'>塩</a></table>", "<ruby>味<rt>み</rt></ruby>噌",
    "https://example.jp/味噌 と <https://example.jp>", "味噌を\nかき混ぜ**て\nから**塩。  \n次の行", "味噌[^1]\n\n[^1]: 塩の注", "<pre>味噌 &lt;b&gt;</pre>", "~~味噌~~<sub>2</sub>", "---END---", "    味噌 = 1",
]  # fmt: skip
QUERIES = ["", "味噌", "塩 麹", '"味噌を"', "仕込む 大豆", "樽", '"噌の"', "太字 混ぜる"]


def marked(spans) -> str:
    text = "".join(f"【{span.text}】" if span.matched else span.text for span in spans)
    return text.replace("】【", "")


def texts(structure) -> tuple[list[str], list[str]]:
    """What the blocks of a page say below each heading, and the code, with marks; a table as it is indexed."""
    sections, code = [], []
    for block in structure.blocks:
        if block.kind == "code":
            code.append(marked(block.runs))
        elif block.kind == "heading":
            sections.append(["#" + marked(block.runs)])
        elif text := marked(block.runs) or "\n".join(" | ".join(map(cell, row)) for row in block.rows).strip():
            sections = sections or [[]]
            sections[-1].append(text)
    return ["\n\n".join(each) for each in sections], code


def cell(of) -> str:
    return marked(of.runs)


def indexed(found) -> tuple[list[str], list[str]]:
    """What the sections of the index say, and the code, with marks."""
    sections = []
    for section in found.sections:
        heading = ["#" + marked(section.heading)] if section.heading else []
        sections.append("\n\n".join([*heading, *map(marked, section.paragraphs)]))
    return sections, [marked(each.spans) for each in found.code]


def bare(parts: list[str]) -> list[str]:
    """Without what differs between the cells of a row: where a mark goes over their border it is two on the page."""
    return [re.sub(r"[\s|]+|】[\s|]*【", "", part) for part in parts]


@examples(10)
@given(
    posts=st.lists(st.lists(st.sampled_from(BLOCKS), max_size=8).map("\n\n".join), min_size=4, max_size=4),
    query=st.sampled_from(QUERIES),
    kramdown=st.booleans(),
)
def test_a_page_says_and_marks_what_is_indexed(tmp_path_factory, posts, query, kramdown):
    documents = [document(f"p{n}", each, kramdown=kramdown) for n, each in enumerate(posts)]
    searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", documents)
    client = create_app(searcher).test_client()
    for each in documents:
        check(searcher, each, query)
        html = client.get(f"/p/{each.id}", query_string={"q": query}).text
        structure = searcher.post(each.id, include=("structure",), query=query).structure
        said, code = texts(structure)
        page = Page(html)
        # On the page the code stands among the rest: both hold the same, letter by letter.
        shown = re.sub(r"[\s|【】]", "", "".join(page.words))
        assert sorted(shown) == sorted(re.sub(r"[\s|【】#]", "", "".join(said + code)))
        assert "".join(page.words).count("【") >= "".join(said + code).count("【")


def check(searcher: IndexSearcher, each: Document, query: str) -> None:
    found = searcher.post(each.id, include=("structure", "marked"), query=query)
    (said, code), (sections, code_indexed) = texts(found.structure), indexed(found.marked)
    assert code == code_indexed
    assert bare(said) == bare(sections)
    if not query:
        assert said == sections
    assert marked(found.structure.title) == marked(found.marked.title)
    assert list(map(marked, found.structure.tags)) == list(map(marked, found.marked.tags))
