"""Pages without a browser: what their tests share."""

import re
from html.parser import HTMLParser

from apps import app_of
from fakes import POSTS, post

VOID = {"img", "meta", "link", "input", "rect"}
MANY = tuple(
    post(f"_posts/2024-01-{n % 28 + 1:02}-p{n}.md", f"猫の記事{n}", "猫がいる。", tags=("猫",)) for n in range(95)
)
EVIL = '<script>alert("x")</script>'
ADDRESSES = [
    *(
        "/",
        "/help",
        "/search?q=味噌",
        "/search?q=量子",
        "/search?q=味噌+Janome",
        "/search?tag=味噌&year=2024",
        "/tags",
        "/nope",
    ),
    f"/p/{POSTS[2].id}?q=道具",
]
CLIENT = app_of().test_client()


class Wellformed(HTMLParser):
    """Every element that is opened is closed, in order."""

    def __init__(self, html):
        super().__init__()
        self.open, self.found = [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(url, searcher=None, **headers):
    return app_of(searcher).test_client().get(url, headers=headers)


def text(url, searcher=None, **headers):
    html = re.sub(r"<head>.*</head>", "", page(url, searcher, **headers).text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


def hrefs(url, searcher=None):
    return re.findall(r'href="([^"]*)"', page(url, searcher).text)
