"""A post as its page shows it is the post as it is indexed: the same text, the same marks, whatever it is made of."""

from __future__ import annotations

import re
from pathlib import Path

from blog import searcher_of
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from page_text import Page, document

from index.analyzed import Field
from index.document import Document
from search.facets import Facets
from search.marked import MarkedText
from search.pipeline import Pipeline
from search.snapshot import open_snapshot
from search.snippet.marks import find_marks
from search.snippet.spans import cutter
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


def texts(found) -> tuple[list[str], list[str]]:
    """What the blocks of a page say below each heading, and the code, with marks; a table as it is indexed."""
    sections, code = [], []
    for block in found.blocks:
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


def indexed(place: Path, each: Document, query: str) -> tuple[list[str], list[str]]:
    """What the regions of the index say, each heading with the body below it, and the code, with the marks of excerpts."""
    snapshot = open_snapshot(place)
    text = snapshot.post(snapshot.find(each.id))
    targets = Pipeline(snapshot, Facets(snapshot.briefs)).targets(query, exact=False)
    spans = cutter(text.text(), find_marks(text, targets))
    sections, code = [], []
    for field, start, end in zip(*text.regions(), strict=True):
        said = marked(spans(start, end))
        if field == Field.CODE:
            code.append(said)
        elif field == Field.HEADINGS:
            sections.append("#" + said)
        elif field == Field.BODY:
            before = sections.pop() + "\n\n" if sections else ""
            sections.append(before + said)
    return sections, code


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
    place = tmp_path_factory.mktemp("blog") / ".sakuin"
    searcher = searcher_of(place, documents)
    client = create_app(searcher).test_client()
    for each in documents:
        html = client.get(f"/p/{each.id}", query_string={"q": query}).text
        found = searcher.post(each.id, include=("marked",), query=query).marked
        check(place, each, query, found)
        said, code = texts(found)
        page = Page(html)
        # On the page the code stands among the rest: both hold the same, letter by letter.
        shown = re.sub(r"[\s|【】#]", "", "".join(page.words))
        assert sorted(shown) == sorted(re.sub(r"[\s|【】#]", "", "".join(said + code)))
        assert "".join(page.words).count("【") >= "".join(said + code).count("【")


def check(place: Path, each: Document, query: str, found: MarkedText) -> None:
    (said, code), (sections, code_indexed) = texts(found), indexed(place, each, query)
    assert code == code_indexed
    assert bare(said) == bare(sections)
    if not query:
        assert said == sections
