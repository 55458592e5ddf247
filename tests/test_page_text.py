"""Our page of a post has the elements that the post has."""

from __future__ import annotations

import time
from urllib.parse import unquote

import pytest
from apps import app_of
from fakes import FakeSearcher
from page_text import document, page_of


@pytest.mark.parametrize(
    ("markdown", "elements"),
    [
        ("- 一\n- 二\n  - 三", "ul li p li p ul li p"),
        ("- 一\n\n  - 二\n\n    二の続き\n- 三", "ul li p ul li p p li p"),
        ("3. 一\n4. 二", "ol li p li p"),
        ("- a\n\n  ```\n  code\n  ```\n- ```\n  code\n  ```", "ul li p div pre code li div pre code"),
        ("> 引用\n>\n> > 深い\n\n後", "blockquote p blockquote p p"),
        ("前\n\n```py\ncode\n```\n\n後", "p div span pre code p"),
        ("| a | b |\n|---|---|\n| 1 |   |", "div table tr th th tr td td"),
        ("語\n: 意味一\n: 意味二", "dl dt p dd p dd p"),
        ("**太い*斜め*** `code` ~~消す~~", "p strong em code del"),
        ("[**a** b](https://a.jp/)", "p a strong"),
        ("<b>太い<i>両方</b>斜め</i>", "p strong em em"),
        ("<ul><li>一<li>二</ul>後", "ul li p li p p"),
        ("<li>一</li>", "ul li p"),
        ("<ul>一<p>二</ul>", "p p"),
        ("一\n\n---\n\n二", "p hr p"),
        ("- [x] 済み", "ul li p span"),
        ("![猫](a.png)", "p span"),
        ("![](a.png)", ""),
        ("H<sub>2</sub>O", "p sub"),
        ("猫[^1]と犬[^1]\n\n[^1]: 注\n\n    続き", "p sup a sup a div p p"),
        ('x <a href="https://a.jp/">猫[^1]と犬</a>\n\n[^1]: 注', "p a sup a a div p"),
    ],
)
def test_elements(markdown, elements):
    assert [tag for tag, _ in page_of(markdown).elements] == elements.split()


def test_an_item_keeps_the_number_that_its_list_gives_it():
    assert [attrs["value"] for tag, attrs in page_of("3. 一\n9. 二").elements if tag == "li" and attrs] == ["3", "4"]
    assert [
        attrs["value"] for tag, attrs in page_of("3. 一\n9. 二", kramdown=True).elements if tag == "li" and attrs
    ] == [
        "1",
        "2",
    ]


def test_the_sign_of_a_footnote_leads_to_it():
    found = page_of("猫[^a b]と犬^[その場の注]\n\n[^a b]: 注").elements
    ids = [attrs["id"] for tag, attrs in found if attrs.get("class") == "note"]
    assert sorted(f"#{id}" for id in ids) == sorted(unquote(attrs["href"]) for tag, attrs in found if tag == "a")
    twice = page_of("猫[^1]\n\n[^1]: 注\n\n---END---\n\n犬[^1]\n\n[^1]: 別の注").elements
    assert len([attrs for _, attrs in twice if attrs.get("id")]) == 1


PUBLISHED = "https://blog.example.jp/2024/miso/"


def links(markdown: str, **fields) -> list[str | None]:
    return [attrs.get("href") for tag, attrs in page_of(markdown, **fields).elements if tag == "a"]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.com/a?b=1&c=2#d", "https://example.com/a?b=1&c=2#d"),
        ("HTTP://example.com/", "HTTP://example.com/"),
        ("mailto:a@example.jp", "mailto:a@example.jp"),
        ("../shio/", "https://blog.example.jp/2024/shio/"),
        ("/about", "https://blog.example.jp/about"),
        ("//example.com/x", "https://example.com/x"),
        ("shio.html#c", "https://blog.example.jp/2024/miso/shio.html#c"),
        ("#樽", "#%E6%A8%BD"),  # a heading of this page
        ("#%E6%A8%BD", "#%E6%A8%BD"),
        ("#elsewhere", "https://blog.example.jp/2024/miso/#elsewhere"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("java&#10;script:alert(1)", None),
        ("&#1;javascript:alert(1)", None),
        ("javascript&colon;alert(1)", None),
        ("data:text/html,<b>x", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
        ("blob:https://example.com/1", None),
        ("https:", None),
        ("http://[::1", None),
    ],
)
def test_where_links_lead(target, address):
    html = f'<a href="{target}">塩</a>の話\n\n## 樽 {{#樽}}'
    assert links(html, url=PUBLISHED) == ([address] if address else [])
    assert page_of(html, url=PUBLISHED).text.startswith("塩の話")


@pytest.mark.parametrize("target", ["/about", "../shio/", "shio.html", "//example.com/x", "#elsewhere"])
def test_a_link_of_a_post_that_is_published_nowhere_leads_nowhere(target):
    assert links(f"[塩]({target})の話", url="/2024/miso/") == []


def images(markdown: str, **fields) -> list[str]:
    return [attrs["src"] for tag, attrs in page_of(markdown, **fields).elements if tag == "img"]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("taru.png", "https://blog.example.jp/2024/miso/taru.png"),
        ("/img/taru.png", "https://blog.example.jp/img/taru.png"),
        ("https://blog.example.jp/taru.png", "https://blog.example.jp/taru.png"),
        ("https://third.example.com/pixel.gif", ""),
        ("http://blog.example.jp/taru.png", ""),
        ("//third.example.com/pixel.gif", ""),
        ("https://blog.example.jp@third.example.com/pixel.gif", ""),
        ("https://blog.example.jp:8443/taru.png", ""),
        ("data:image/png;base64,AAAA", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_images_of_the_blog_alone_are_loaded(source, address):
    shown = page_of(f"![味噌の樽]({source})", url=PUBLISHED)
    assert images(f"![味噌の樽]({source})", url=PUBLISHED) == ([address] if address else [])
    assert shown.text == ("" if address else "味噌の樽")


def test_what_matched_in_a_description_is_read_below_the_image():
    shown = page_of("![味噌の樽](taru.png)", url=PUBLISHED, query="味噌")
    assert ("img", {"src": f"{PUBLISHED}taru.png", "alt": "味噌の樽", "loading": "lazy"}) in shown.elements
    assert shown.text == "【味噌】の樽"


@pytest.mark.parametrize(
    ("html", "size"),
    [
        ("<img src=a.png width=300 height='200'>", ("300", "200")),
        ("<img src='a b.png' width=300 height=200>", ("300", "200")),
        ("<img src=a.png width=100% height=200>", (None, None)),
        ("<img src=a.png width=300>", (None, None)),
    ],
)
def test_the_size_of_an_image_that_its_author_gives(html, size):
    ((_, image),) = (each for each in page_of(html, url=PUBLISHED).elements if each[0] == "img")
    assert (image.get("width"), image.get("height")) == size


@pytest.mark.parametrize(
    ("front_page", "read_here", "origin"),
    [
        ("https://blog.example.jp/2024/miso/", False, " https://blog.example.jp"),
        ("https://BLOG.example.jp:8443/", False, " https://blog.example.jp:8443"),
        ("https://blog.example.jp/2024/miso/", True, ""),
        ("", False, ""),
        ("https://a;script-src *//", False, ""),
        ("http://[::1", False, ""),
    ],
)
def test_the_policy_allows_images_of_the_blog_alone(front_page, read_here, origin):
    post = document("2024-05-12-one", "味噌")
    client = app_of(FakeSearcher((post,), front_page=front_page), read_here=read_here).test_client()
    for address in (f"/p/{post.id}", "/search?q=味噌", "/"):
        assert f"img-src 'self' data:{origin};" in client.get(address).headers["Content-Security-Policy"]


SEVERAL = 5_000
BAD = {
    "quotes": "> " * SEVERAL + "底の味噌",
    "quotes of HTML": "<blockquote>" * SEVERAL + "底の味噌",
    "lists": "\n".join("  " * depth + "- 味噌" for depth in range(SEVERAL // 5)),
    "lists of HTML": "<ul><li>" * SEVERAL + "味噌",
    "items that nobody opens": "</li></ul>" * SEVERAL + "<li>味噌" * SEVERAL,
    "bold of HTML": "<b><i><s>" * SEVERAL + "味噌",
    "bold": "**味*噌" * SEVERAL,
    "a wide table": "|" + "味噌|" * 2_000 + "\n|" + "-|" * 2_000 + "\n|" + "**塩**|" * 2_000,
    "links": "[味噌](javascript:alert(1)) " * SEVERAL,
    "images": "![](data:image/svg+xml,<svg onload=alert(1)>)" * SEVERAL,
    "unclosed": "<p><div><td><table><tr><dl><dt>味噌<a href='x'>" * 500,
    "attributes": '<a href="https://a.jp/&quot; onclick=&quot;alert(1)">味噌</a>' * 500,
    "a language": '```py"onload=alert(1)><script>\n味噌\n```\n' * 500,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_page(name):
    began = time.process_time()
    shown = page_of(BAD[name], url=PUBLISHED, query="味噌")
    assert time.process_time() - began < 10
    assert shown.depth < 40
    tags = {tag for tag, _ in shown.elements}
    assert not tags & {"script", "style", "svg", "iframe", "img", "object", "form", "b"}
    assert not [attrs for _, attrs in shown.elements if any(name.startswith("on") for name in attrs)]
    assert not [attrs for _, attrs in shown.elements if "script" in attrs.get("href", "").partition("//")[0]]
