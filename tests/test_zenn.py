from __future__ import annotations

import pytest

from index.document import Link
from index.reading.markup.template import prepare


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (":::message alert\n注意\n:::", "注意"),
        (":::details 詳しく\n中身\n:::", "詳しく\n\n中身"),
        (":::note info\n補足\n:::", "補足"),
        ("::::details 外\n:::message\n内\n:::\n::::", "外\n\n\n\n\n内"),
        ("@[youtube](abc)\n本文", "本文"),
        ("Vue の {{ value }} と {% raw %}", "Vue の {{ value }} と {% raw %}"),  # there is no Liquid on Zenn
        ("![図](/images/a.png =250x)", "![図](/images/a.png)"),
        ("([図](/a.png =250x200) と (a =1x)", "([図](/a.png) と (a =1x)"),
        ("```\n:::message\n```", "```\n:::message\n```"),
    ],
)
def test_zenn_and_qiita(body: str, text: str) -> None:
    assert prepare(body, "zenn")[0].strip() == text


def test_a_card_is_a_link() -> None:
    markdown, links, _ = prepare("参照:\n\n@[card](https://x.jp/)\n", "zenn")
    assert markdown == "参照:\n\n\n"
    assert links == [Link("https://x.jp/", "")]


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("式 $a_1 * b_1$ は", "式 ` a_1 * b_1 ` は"),
        ("値段は $5 から $10 まで", "値段は $5 から $10 まで"),
        (r"\$a$ は", r"\$a$ は"),
    ],
)
def test_mathematics(body: str, markdown: str) -> None:
    assert prepare(body, "zenn")[0] == markdown
