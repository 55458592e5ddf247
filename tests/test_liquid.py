from __future__ import annotations

import pytest
from sites import prepared

from index.document import Link


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
    assert prepared(body, "jekyll")[0] == markdown


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n後", "```ruby\nputs 1\n```\n\n後"),
        ("{% highlight md %}```{% endhighlight %}", "````md\n```\n````\n"),
        ("{% codeblock 題 lang:js %}\nx\n{% endcodeblock %}", "題\n\n```js\nx\n```\n"),
        ('{{< highlight go "linenos=true" >}}\nx\n{{< /highlight >}}', "```go\nx\n```\n"),
    ],
)
def test_highlighted_code_becomes_a_fence(body: str, markdown: str) -> None:
    assert prepared(body, "jekyll")[0] == markdown


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("[前回]({% post_url 2024-01-02-猫 %})", "[前回](2024-01-02-猫)"),
        ("[前回]({{ site.baseurl }}{% link _posts/2024-01-02-a.md %})", "[前回](_posts/2024-01-02-a.md)"),
        ("[前回][p]\n\n[p]: {% post_url 2024-01-02-a %}", "[前回][p]\n\n[p]: 2024-01-02-a"),
        ("[p]: {{ '/x' | absolute_url }}\n[q]: {% include q.txt %}\n", "[p]: <>\n[q]: <>\n"),
        ("[p]: {{ site.url }}/x\n[p]: の話", "[p]: /x\n[p]: の話"),
        ('<a href="{% post_url 2024-01-02-a %}">前回</a>', '<a href="2024-01-02-a">前回</a>'),
        ('[前回]({{< ref "posts/a.md" >}})', "[前回](posts/a.md)"),
        ("{% post_link 2024-cat 前回の話 %}", "[前回の話](<2024-cat>)"),
    ],
)
def test_links_stay_links(body: str, markdown: str) -> None:
    assert prepared(body, "jekyll")[0] == markdown


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ('{{< figure src="a.png" title="題" alt="説明" >}}', "題\n説明"),
        ("{{% notice tip %}}中身{{% /notice %}}", "中身"),
        ("{{</* youtube x */>}}", "{{< youtube x >}}"),
        ("`{{< youtube x >}}`", "`{{< youtube x >}}`"),
        ("`{{</* note */>}}`を書く", "`{{< note >}}`を書く"),
        ("```\n{{%/* a\n * b */%}}\n```\n", "```\n{{% a\n * b %}}\n```\n"),
        ('{{< figure src="a.png" alt="絵" attr="出所" >}}', "絵\n出所"),
        ('{{< note\n  title="題"\n  class="x"\n>}}文{{< /note >}}', "題文"),
    ],
)
def test_hugo_shortcodes(body: str, markdown: str) -> None:
    assert prepared(body, "hugo")[0] == markdown


def test_a_link_without_text_is_noted() -> None:
    markdown, links, _ = prepared("参照: {% post_url 2024-01-02-a %}\n", "jekyll")
    assert markdown == "参照: \n"
    assert links == [Link("2024-01-02-a", "")]
