"""What decides on the order of hits. tests/test_model.py holds every score against a slow model."""

import pytest
from blog import post, searcher_of

from search.request import SearchRequest


def test_equal_scores_newest_first(tmp_path):
    documents = [post(name, "猫", date=f"20{name}-01-01T00:00:00+09:00") for name in ("21", "23", "22")]
    hits = searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest("猫")).hits
    assert [hit.path for hit in hits] == ["23.md", "22.md", "21.md"]


def test_a_word_in_the_title_counts_more_than_in_the_body_and_both_not_double(tmp_path):
    documents = [
        post("body", "犬", "猫の話"),
        post("title", "猫", "犬の話"),
        post("both", "猫", "猫の話"),
        post("none"),
    ]
    score = {
        hit.path: hit.score for hit in searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest("猫")).hits
    }
    assert score["both.md"] > score["title.md"] > score["body.md"]
    assert score["both.md"] < score["title.md"] + score["body.md"]


@pytest.mark.parametrize(
    "query",
    [
        "夜の台所で豆を煮る",
        "夜の台所で豆を煮る | 台所だより",
        "夜の台所で豆を煮る｜台所だより",
        "夜の台所で、豆を煮る。",
    ],
)
def test_the_post_whose_title_is_asked_comes_first(tmp_path, query):
    documents = [
        post(
            "long",
            "夜の台所で豆を煮ることについて考えた長い一日の記録",
            "夜の台所で豆を煮る。" * 5,
            date="2024-03-01T00:00:00+09:00",
        ),
        post("body", "台所", "夜の台所で豆を煮る。" * 20, date="2024-02-01T00:00:00+09:00"),
        post("title", "夜の台所で豆を煮る", "短い。台所だより", date="2020-01-01T00:00:00+09:00"),
        *(post(f"other{number}", "台所だより", "豆の話。") for number in range(5)),
    ]
    hits = searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest(query)).hits
    assert hits[0].path == "title.md"


def test_words_near_each_other_count_more_and_a_tag_is_near_to_every_word(tmp_path):
    between = "夜は静かだ。雨が降った。" * 20
    documents = [
        post("far", "記録", f"味噌を買った。{between}大根を煮た。長い道。"),
        post("near", "記録", f"{between}味噌で大根を煮た。長い道を買った。"),
        post("tagged", "記録", f"大根を煮た。{between}長い道を買った。", tags=("味噌",)),
        *(post(f"other{number}", "記録", "夜は静かだ。") for number in range(20)),
    ]
    searcher = searcher_of(tmp_path / ".sakuin", documents)
    hits = searcher.search(SearchRequest("味噌 大根", explain=True)).hits
    near = {hit.path: line.score for hit in hits for line in hit.explain if line.field == "near each other"}
    assert near["tagged.md"] == near["near.md"] > 2 * near["far.md"] > 0
    assert [hit.path for hit in hits] == ["tagged.md", "near.md", "far.md"]


def test_pages_together_are_one_long_page(tmp_path):
    texts = ("味噌で大根を煮た。", "大根を洗った。雨が降った。味噌を買った。", "味噌の話。" * 3 + "大根を煮た。")
    documents = [
        post(
            str(number),
            "味噌" * (number % 7 == 0),
            texts[number % 3] + "夜は静かだ。" * (number % 11),
            tags=("大根",) * (number % 5 == 0),
        )
        for number in range(60)
    ]
    searcher = searcher_of(tmp_path / ".sakuin", documents)
    for query in ("味噌 大根", "大根味噌", "味噌 夜 大根"):
        pages = [searcher.search(SearchRequest(query, limit=10, offset=offset)).hits for offset in range(0, 60, 10)]
        paths = [hit.path for page in pages for hit in page]
        assert paths == [hit.path for hit in searcher.search(SearchRequest(query, limit=60)).hits]


def test_two_kana_by_chance_are_no_name_in_other_letters(tmp_path):
    others = [post(f"other{number}", "記録", "静かな夜。") for number in range(20)]
    documents = [
        post("chance", "記録", "NVIDIAの話。エヌ氏とヌビアの旅、ビデオとディスク。"),
        post("named", "NVIDIA", "NVIDIAの話。NVIDIAを語る。"),
        *others,
    ]
    hits = searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest("エヌビディア")).hits
    assert [hit.path for hit in hits] == ["named.md", "chance.md"]


@pytest.mark.parametrize("query", ["発酵とは", "発酵とは何ですか", "発酵 とは？", "発酵ってなに"])
def test_who_asks_what_it_is_reads_first_what_says_so(tmp_path, query):
    documents = [
        post("often", "発酵と発酵", "発酵の話。発酵、発酵、また発酵。"),
        post("says", "台所で始める人のために、発酵とは？仕組みと道具", "発酵の話。"),
        *(post(f"other{number}", "記録", "静かな夜。") for number in range(10)),
    ]
    hits = searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest(query)).hits
    assert hits[0].path == "says.md"
