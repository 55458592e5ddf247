"""Zenn's own renderer makes pages of articles of ours, and we read them: text and ids of headings are to be the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from shown import Page, ids_of, text_of

from index.document import Document

# zenn-markdown-html is installed here by .ci/run, as Hexo is: see test_hexo_itself.py.
NODE_MODULES = Path(os.environ.get("SAKUIN_GENERATORS") or Path(__file__).parent / "output/generators") / "node_modules"
RENDER = """\
const exported = require("zenn-markdown-html");
const render = exported.default?.default ?? exported.default ?? exported;
Promise.all(JSON.parse(require("fs").readFileSync(0, "utf8")).map((each) => render(each)))
  .then((pages) => console.log(JSON.stringify(pages)));
"""

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and (NODE_MODULES / "zenn-markdown-html").is_dir()),
    reason=f"zenn-markdown-html is not installed in {NODE_MODULES}",
)

ARTICLES = {
    "levels": "# 一\n\n#### 四\n\n##### 五\n\n###### 五\n\n## 五\n",
    "headings": "## Go と Rust？\n\n一。\n\n### 1. 「茶」・菓子（その2）\n\n## TL;DR\n\n## TL;DR\n\n## `a + b` と **強調**\n\n## A  B　C\n\n## 50% / 100%!\n",
    "links": "## [行き先](https://example.jp/)へ ![絵](a.png)\n\n[文](https://example.jp/)と`code`と~~消し~~、**強い**語。\n改行した行。\n",
    "code": "```rb:main.rb\nputs 1\n```\n\n```rb: second.rb\nputs 1\n```\n\n```diff js:third.js\n+ x\n```\n\n```\nなし\n```\n\n後の文。\n",
    "boxes": ":::message\n知らせの文。\n:::\n\n:::message alert\n警告の文。\n:::\n\n:::details 開く題\n中の文。\n:::\n\n外の文。\n",
    "lists": "- 茶わん\n  - 茶こし\n- 急須\n\n1. 沸かす\n2. 注ぐ\n\n> 引用の文。\n\n| 品 | 値 |\n| --- | --- |\n| 茶 | 500 |\n",
    "mathematics": "式 $a_1 + b$ は短い。$5 から $10 まで。\n\n文[^1]。\n\n[^1]: 脚注の文。\n",
    "mathematics in headings": "## 式 $a_1 + b$ の話\n\n## 値段 $5 と $10\n\n## $x^2$\n\n## $ a $ だ\n\n## `c` と $$d$$\n\n$e$は\n$f$だ。\n",
    "tags": "## `<a>` と <b>太</b> と List<String>\n\n<ruby>漢字<rt>かんじ</rt></ruby>と Map<K, V> と a<br>b<br />c。\n\n"
    "<div>\n箱\n\n</div>\n\n- <p>項</p>\n\n前<!-- 見えない -->後\n\n<!-- 一行 -->\n\n<https://example.jp/>\n\n| a<b> | <br> |\n| --- | --- |\n| x<y>z | 二 |\n",
    "images": "![湯のみ](/images/a.png =250x)\n*写真の説明*\n\n![鍋](/images/b.png)\n",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """Zenn's page of each article."""
    environ = {**os.environ, "NODE_PATH": str(NODE_MODULES.resolve())}
    run = subprocess.run(
        ["node", "-e", RENDER],
        input=json.dumps([*ARTICLES.values()]),
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: Page(html) for name, html in zip(ARTICLES, json.loads(run.stdout), strict=True)}


@pytest.mark.parametrize("name", ARTICLES)
def test_the_same(pages: dict[str, Page], post: Callable[..., Document], name: str) -> None:
    document = post(f"---\ntitle: 題\n---\n{ARTICLES[name]}", "a.md", "zenn")
    assert ids_of(document) == pages[name].ids
    assert text_of(document) == pages[name].text
