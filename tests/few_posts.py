"""A small blog for tests of searching: the fixture `searcher` has it, in one segment and in three."""

from __future__ import annotations

from blog import post

from search.request import SearchRequest

POSTS = [
    post(
        "ramen",
        "ラーメンの話",
        "札幌で味噌ラーメンを食べた。スープは熱い。",
        tags=("旅", "麺"),
        date="2023-02-01T12:00:00+09:00",
    ),
    post("sushi", "寿司の話", "小樽で寿司を食べる。次は札幌へ行く。", tags=("旅",), date="2024-05-01T12:00:00+09:00"),
    post(
        "python",
        "Pythonで検索",
        "全文検索を作る。GPT-5に聞いた。",
        headings=[("形態素解析", "文を語に分ける。"), ("まとめ", "猫がいる。")],
        code=["def search_posts():\n    return 42"],
        tags=("Python", "検索"),
        categories=("技術",),
        author="野々村 灯",
        date="2024-11-20T12:00:00+09:00",
    ),
    post(
        "gpt",
        "GPT-4の思い出",
        "検索の全文を読む。京都ではなく東京都の話。",
        tags=("ＰＹＴＨＯＮ",),
        categories=("技術", "日記"),
    ),
]


def found(searcher, query="", **options):
    """The posts that match; where none does, those that are shown instead."""
    answer = searcher.search(SearchRequest(query, **options))
    return [hit.path.removesuffix(".md") for hit in answer.hits if not hit.relaxed or answer.match == "some"]
