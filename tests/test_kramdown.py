from __future__ import annotations

import pytest

from index.reading.markup.template import prepare


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
        ('<div markdown="1">\n**中**\n</div>', '<div markdown="1">\n\n**中**\n</div>'),
    ],
)
def test_kramdown(body: str, markdown: str) -> None:
    assert prepare(body, "jekyll")[0] == markdown


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
    assert prepare(body, "jekyll")[0] == markdown
