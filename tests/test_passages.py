"""What a page shows of a hit: its passages, each under its heading, and nothing twice."""

import pytest
from blog import post, searcher_of

from search.request import SearchRequest
from web.pages.passages import PostLinks
from web.request.address import Address
from web.request.requests import PageRequest

FAR = "きのうは雨が降った。" * 30


def shown(tmp_path, query, *headings, **fields):
    """The passages with their headings, and the headings beside them."""
    searcher = searcher_of(tmp_path / ".sakuin", [post("one", "猫の話", headings=headings, **fields)])
    (hit,) = searcher.search(SearchRequest(query, snippet=40)).hits
    links = PostLinks(Address(PageRequest(query)))
    return [(_text(each.heading), _text(each)[:4]) for each in links.passages(hit)], [
        _text(each) for each in links.headings(hit)
    ]


def _text(passage):
    return "".join(span.text for span in passage.spans) if passage else ""


@pytest.mark.parametrize(
    ("query", "headings", "passages", "others"),
    [
        ("猫", [("猫の声", "猫が鳴く。")], [("猫の声", "猫が鳴く")], []),
        ("猫", [("猫の話", "猫が鳴く。")], [("", "猫が鳴く")], []),  # the title stands above
        ("猫", [("猫の話", "犬。"), ("声", "猫が鳴く。")], [("声", "猫が鳴く")], []),
        (
            "鳴く 眠る",
            [("声", f"猫が鳴く。{FAR}猫が眠る。")],
            [("声", "猫が鳴く"), ("", "猫が眠る")],
            [],
        ),  # one section
        ("鳴く 眠る", [("声", "猫が鳴く。"), ("床", "猫が眠る。")], [("声", "猫が鳴く"), ("床", "猫が眠る")], []),
        ("声 鳴く", [("声", "犬。"), ("床", "鳴く猫。")], [("床", "鳴く猫。")], ["声"]),
    ],
)
def test_no_heading_is_said_twice(tmp_path, query, headings, passages, others):
    assert shown(tmp_path, query, *headings) == (passages, others)


def test_where_nothing_in_the_body_matches_the_description_is_shown(tmp_path):
    assert shown(tmp_path, "猫", ("目次", "犬の声"), description="猫のこと。") == ([], [])
    assert shown(tmp_path, "犬", ("目次", "犬の声"), description="猫のこと。") == ([("目次", "犬の声")], [])

    assert shown(tmp_path, "目次 猫", ("目次", "犬の声"), description="猫のこと。") == ([], ["目次"])
