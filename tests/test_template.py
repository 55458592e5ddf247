from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import prepared


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("`{{ page.title }}` と書く", "`{{ page.title }}` と書く"),
        ("``{% include `x` %}``", "``{% include `x` %}``"),
        ("```liquid\n{% include x %}\n```\n{% include x %}", "```liquid\n{% include x %}\n```\n"),
        ("~~~\n{{ x }}\n```\n~~~", "~~~\n{{ x }}\n```\n~~~"),
        ("- 手順\n\n  ```\n  {{ x }}\n  ```", "- 手順\n\n  ```\n  {{ x }}\n  ```"),
        ("```\n{% raw %}{{ x }}{% endraw %}\n```", "```\n{{ x }}\n```"),
        ("`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`"),
        ("{% raw %}\n```\n{{ x }}\n```\n{% endraw %}", "\n```\n{{ x }}\n```\n"),
        ("閉じない ` と {{ x }}", "閉じない ` と "),
        ("```\n{{ 閉じない柵 }}", "```\n{{ 閉じない柵 }}"),
    ],
)
def test_code_is_left_alone_but_for_raw(body: str, markdown: str) -> None:
    assert prepared(body, "jekyll")[0] == markdown


@pytest.mark.parametrize(("site_type", "shown"), [("jekyll", "{{ x }}"), ("zenn", "{% raw %}{{ x }}{% endraw %}")])
def test_raw_is_unwrapped_only_where_it_is_a_tag(site_type: str, shown: str) -> None:
    assert prepared("`{% raw %}{{ x }}{% endraw %}`", site_type)[0] == f"`{shown}`"


@pytest.mark.parametrize(
    "piece", ["{{", "{%", "{% raw %}", "{% comment %}", "{% highlight %}", "{:", "`", "$$", ":::", "{::"]
)
def test_time_is_linear(piece: str) -> None:
    began = time.perf_counter()
    prepared(piece * 30_000, "jekyll")
    assert time.perf_counter() - began < 5


MARKS = st.sampled_from(
    ["{%", "%}", "{{", "}}", "raw", "endraw", "`", "```", "\n", "{:", "}", "$$", ":::", "猫", " ", "<", "highlight"]
)


@given(st.lists(MARKS).map("".join), st.sampled_from(["jekyll", "hugo", "zenn", "hexo"]))
def test_any_text(body: str, site_type: str) -> None:
    assert prepared(body, site_type)[0].count("猫") <= body.count("猫")
