"""The image that stands for a post: where its front matter names it, and whose it is."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import SITES

from index.reading.image import image_of
from index.reading.sites.head import Head

POST = "https://blog.example.jp/diary/2024/neko/"


def image(
    values, kind="jekyll", *, place="_posts/2024-01-02-neko.md", base="https://blog.example.jp", baseurl="/diary"
):
    from dataclasses import replace
    from pathlib import Path

    site = replace(SITES[kind](Path("/blog")), base_url=base, baseurl=baseurl)
    return image_of(Head(PurePosixPath(place), values), site, POST if base else "/diary/2024/neko/")


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"image": "/img/a.jpg"}, "/diary/img/a.jpg"),
        ({"image": "/diary/img/a.jpg"}, "/diary/img/a.jpg"),
        ({"image": "a.jpg"}, "/diary/2024/neko/a.jpg"),
        ({"image": "../a.jpg"}, "/diary/2024/a.jpg"),
        ({"image": "https://blog.example.jp/x/a.jpg"}, "/x/a.jpg"),
        ({"image": "http://BLOG.example.jp/a.jpg"}, "/a.jpg"),
        ({"image": "//blog.example.jp/a.PNG?v=1"}, "/a.PNG?v=1"),
        ({"image": "/猫 と犬.webp"}, "/diary/%E7%8C%AB%20%E3%81%A8%E7%8A%AC.webp"),
        ({"image": "/%E7%8C%AB.webp"}, "/diary/%E7%8C%AB.webp"),
        ({"image": {"path": "/a.jpg", "alt": "猫"}}, "/diary/a.jpg"),
        ({"image": {"feature": "/a.jpg"}}, "/diary/a.jpg"),
        ({"cover": {"URL": "/a.jpg"}}, "/diary/a.jpg"),
        ({"cover": [{"src": "/a.jpg"}]}, "/diary/a.jpg"),
        ({"images": ["/a.jpg", "/b.jpg"]}, "/diary/a.jpg"),
        ({"thumbnail": "/a.gif"}, "/diary/a.gif"),
        ({"eyecatch": "/a.avif"}, "/diary/a.avif"),
        ({"header": {"teaser": "/a.svg"}}, "/diary/a.svg"),
        ({"image": "https://cdn.example/a.jpg", "thumbnail": "/b.jpg"}, "/diary/b.jpg"),
    ],
)
def test_an_image_of_the_blog(values, path):
    assert image(values) == f"https://blog.example.jp{path}"


@pytest.mark.parametrize(
    "name",
    [
        *("javascript:alert(1)", "javascript:alert(1)//a.png", "JAVASCRIPT:a.png", "data:image/png;base64,AAAA", "vbscript:a.png"),
        *("https://evil.example/a.jpg", "//evil.example/a.jpg", "https://blog.example.jp.evil.example/a.jpg"),
        *("https://blog.example.jp@evil.example/a.jpg", "https://blog.example.jp:8443/a.jpg", "ftp://blog.example.jp/a.jpg"),
        *("https://[/a.jpg", "https://blog.example.jp:x/a.jpg", "C:\\猫.jpg", "file:///a.jpg"),
        *("", "#fff", "true", "猫", "/a.html", "{{ site.baseurl }}/a.jpg"),
    ],
)  # fmt: skip
def test_no_image_of_the_blog(name):
    assert image({"image": name}) == ""
    assert image({"image": {"path": name}}) == ""


@pytest.mark.parametrize("value", [None, [], {}, [[]], [None], {"path": None}, {"path": ["/a.jpg"]}, {"alt": "/a.jpg"}])
def test_a_value_of_another_kind(value):
    assert image({"image": value}) == ""


@pytest.mark.parametrize(
    ("kind", "place", "name", "path"),
    [
        ("hugo", "content/posts/neko/index.md", "a.jpg", "/diary/2024/neko/a.jpg"),
        ("hugo", "content/posts/neko.md", "a.jpg", "/diary/a.jpg"),
        ("hugo", "content/posts/neko.md", "/a.jpg", "/a.jpg"),
        ("hexo", "source/_posts/neko.md", "a.jpg", "/diary/2024/neko/a.jpg"),
        ("hexo", "source/_posts/neko.md", "img/a.jpg", "/diary/img/a.jpg"),
        ("hexo", "source/_posts/neko.md", "/img/a.jpg", "/diary/img/a.jpg"),
        ("plain", "neko.md", "img/a.jpg", "/diary/2024/neko/img/a.jpg"),
    ],
)
def test_each_generator_takes_a_path_in_its_way(kind, place, name, path):
    assert image({"cover": {"image": name}}, kind, place=place) == f"https://blog.example.jp{path}"


def test_a_blog_of_which_nobody_knows_where_it_is():
    assert image({"image": "/a.jpg"}, base="") == ""


@given(st.text(), st.sampled_from(list(SITES)))
def test_whatever_is_named_is_on_the_blogs_server(name, kind):
    for named in (name, f"/{name}.png", f"//{name}.png", f"https:{name}.png", f"\\{name}.png"):
        found = image({"image": named}, kind)
        assert found == "" or (found.startswith("https://blog.example.jp/") and found.isascii() and '"' not in found)
