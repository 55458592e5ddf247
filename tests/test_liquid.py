from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Link
from index.liquid import prepare
from index.site import SiteType


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("普通の本文です。$100 と *強調*", "普通の本文です。$100 と *強調*"),
        ("前{% include ads.html %}後", "前後"),
        ('{% include figure.html src="a.png" caption="図1" %}', "図1"),
        ("{%- assign x = 1 -%}{{ x | plus: 2 }}円", "円"),
        ("{% if a %}甲{% else %}乙{% endif %}", "甲乙"),
        ("前{% comment %}秘密{% include x %}{% endcomment %}後", "前後"),
        ("前{% comment %}閉じない", "前閉じない"),
        ("{% raw %}{{ 変数 }}{% endraw %}", "{{ 変数 }}"),
        ("{% capture x %}中身{% endcapture %}", "中身"),
        ("割り算 {% は閉じない", "割り算 {% は閉じない"),
        ("数式 {{ は\n\n閉じない }}", "数式 {{ は\n\n閉じない }}"),
    ],
)
def test_liquid(body: str, markdown: str) -> None:
    assert prepare(body, "jekyll").markdown == markdown


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
    assert prepare(body, "jekyll").markdown == markdown


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n後", "```ruby\nputs 1\n```\n\n後"),
        ("{% highlight md %}```{% endhighlight %}", "````md\n```\n````\n"),
        ("{% codeblock 題 lang:js %}\nx\n{% endcodeblock %}", "```js\nx\n```\n"),
        ('{{< highlight go "linenos=true" >}}\nx\n{{< /highlight >}}', "```go\nx\n```\n"),
    ],
)
def test_highlighted_code_becomes_a_fence(body: str, markdown: str) -> None:
    assert prepare(body, "jekyll").markdown == markdown


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("[前回]({% post_url 2024-01-02-猫 %})", "[前回](2024-01-02-猫)"),
        ("[前回]({{ site.baseurl }}{% link _posts/2024-01-02-a.md %})", "[前回](_posts/2024-01-02-a.md)"),
        ("[前回][p]\n\n[p]: {% post_url 2024-01-02-a %}", "[前回][p]\n\n[p]: 2024-01-02-a"),
        ('<a href="{% post_url 2024-01-02-a %}">前回</a>', '<a href="2024-01-02-a">前回</a>'),
        ('[前回]({{< ref "posts/a.md" >}})', "[前回](posts/a.md)"),
        ("{% post_link 2024-cat 前回の話 %}", "[前回の話](<2024-cat>)"),
    ],
)
def test_links_stay_links(body: str, markdown: str) -> None:
    assert prepare(body, "jekyll").markdown == markdown


def test_a_link_without_text_is_noted() -> None:
    prepared = prepare("参照: {% post_url 2024-01-02-a %}\n\n@[card](https://x.jp/)\n", "jekyll")
    assert prepared.markdown == "参照: \n\n\n"
    assert prepared.links == (Link("2024-01-02-a", ""), Link("https://x.jp/", ""))


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ('{{< figure src="a.png" title="題" alt="説明" >}}', "題\n説明"),
        ("{{% notice tip %}}中身{{% /notice %}}", "中身"),
        ("{{</* youtube x */>}}", "{{< youtube x >}}"),
        ("`{{< youtube x >}}`", "`{{< youtube x >}}`"),
    ],
)
def test_hugo_shortcodes(body: str, markdown: str) -> None:
    assert prepare(body, "hugo").markdown == markdown


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
    assert prepare(body, "jekyll").markdown == markdown


@pytest.mark.parametrize(
    ("body", "site_type", "markdown"),
    [
        ("前\n\n$$\nE = mc^2\n$$\n\n後", "jekyll", "前\n\n```math\nE = mc^2\n```\n\n\n後"),
        ("式 $$a_1 * b_1$$ は", "jekyll", "式 ` a_1 * b_1 ` は"),
        ("値段は $5 から $10 まで", "jekyll", "値段は $5 から $10 まで"),
        ("式 $a_1 * b_1$ は", "zenn", "式 ` a_1 * b_1 ` は"),
        ("値段は $5 から $10 まで", "zenn", "値段は $5 から $10 まで"),
        (r"\$a$ は", "zenn", r"\$a$ は"),
    ],
)
def test_mathematics(body: str, site_type: SiteType, markdown: str) -> None:
    assert prepare(body, site_type).markdown == markdown


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (":::message alert\n注意\n:::", "注意"),
        (":::details 詳しく\n中身\n:::", "詳しく\n\n中身"),
        (":::note info\n補足\n:::", "補足"),
        ("::::details 外\n:::message\n内\n:::\n::::", "外\n\n\n\n\n内"),
        ("@[youtube](abc)\n本文", "本文"),
        ("Vue の {{ value }} と {% raw %}", "Vue の {{ value }} と {% raw %}"),  # there is no Liquid on Zenn
        ("```\n:::message\n```", "```\n:::message\n```"),
    ],
)
def test_zenn_and_qiita(body: str, text: str) -> None:
    assert prepare(body, "zenn").markdown.strip() == text


@pytest.mark.parametrize(
    "piece", ["{{", "{%", "{% raw %}", "{% comment %}", "{% highlight %}", "{:", "`", "$$", ":::", "{::"]
)
def test_time_is_linear(piece: str) -> None:
    began = time.perf_counter()
    prepare(piece * 30_000, "jekyll")
    assert time.perf_counter() - began < 5


MARKS = st.sampled_from(
    ["{%", "%}", "{{", "}}", "raw", "endraw", "`", "```", "\n", "{:", "}", "$$", ":::", "猫", " ", "<", "highlight"]
)


@given(st.lists(MARKS).map("".join), st.sampled_from(["jekyll", "hugo", "zenn", "hexo"]))
def test_any_text(body: str, site_type: SiteType) -> None:
    assert prepare(body, site_type).markdown.count("猫") <= body.count("猫")
