from __future__ import annotations

import pytest

from index.reading.markup.markup import parse


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
