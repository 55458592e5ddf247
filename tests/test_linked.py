"""Links between the posts of a blog lead from one page of ours to the other, for a blog that is published nowhere."""

import pytest
from blog import post, searcher_of
from msgspec import structs

from index.document import Link

TARGETS = {
    "/shio/": True,
    "/shio/#樽": True,
    "../shio/": True,
    "shio.md": True,
    "./shio.md": True,
    "shio": True,  # as {% post_url shio %} gives it
    "/%E9%BA%B9/": True,
    "/麹/": True,
    "/other/": False,
    "https://example.com/shio/": False,
    "http://[::1/shio/": False,
    "#shio": False,
    "": False,
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    links = tuple(Link(target, "塩") for target in TARGETS)
    posts = [
        post("miso", "味噌", "塩の話", links=links),
        post("shio", "塩", "塩"),
        structs.replace(post("koji", "麹"), url="/%E9%BA%B9/"),
    ]
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", posts)


def test_which_posts_are_linked(searcher):
    linked = searcher.post("miso.md", include=("marked",)).marked.linked
    assert {target: target in linked for target in TARGETS} == TARGETS
    assert {linked[target].title for target in ("/shio/", "shio", "shio.md")} == {"塩"}
    assert linked["/麹/"].title == "麹"
