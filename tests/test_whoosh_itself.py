"""What Sakuin writes is an index of Whoosh: Whoosh alone finds posts in it."""

import re
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from blog import analyzed, new_index, post
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage
from whoosh.index import create_in, open_dir
from whoosh.qparser import QueryParser

from index.analyzed import Field
from index.build import build
from index.store.arrays import open_arrays
from index.store.postings import Postings, read_postings
from index.store.schema import schema
from index.store.segment import open_segment
from index.store.storage import current_folder
from index.store.whoosh_terms import ListCodec
from index.store.writer import Writer

ROOT = Path(__file__).parent.parent

POSTS = [
    post(
        "ramen",
        "味噌ラーメン",
        "札幌で食べた。",
        tags=("旅", "食べ物"),
        date="2024-05-03T10:00:00+09:00",
        author="山田",
    ),
    post(
        "sushi",
        "寿司",
        "小樽で寿司を食べる。",
        tags=("食べ物",),
        date="2023-01-09T10:00:00+09:00",
        categories=("北海道",),
    ),
    post(
        "node",
        "サーバー",
        "Ｎｏｄｅを動かす。",
        headings=[("準備", "まず読む。")],
        tags=("Node.js",),
        code=("import http",),
    ),
]


@pytest.fixture(scope="module")
def whoosh(tmp_path_factory):
    folder = new_index(tmp_path_factory.mktemp("blog") / ".sakuin")
    writer = Writer(folder)
    for each in POSTS:
        writer.commit([analyzed(each)])
    return open_dir(folder.path, indexname="MAIN")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("食べました", ["ramen", "sushi"]),  # base forms
        ("node", ["node"]),  # full width in the post
        ("札幌 食べる", ["ramen"]),
        ("札幌 OR 小樽", ["ramen", "sushi"]),
        ("title:ラーメン", ["ramen"]),
        ("headings:準備", ["node"]),
        ("code:http", ["node"]),
        ("tag:食べ物", ["ramen", "sushi"]),
        ("tag:node.js", ["node"]),
        ("tag:NODE.JS", ["node"]),
        ("tag:食べ物 NOT tag:旅", ["sushi"]),
        ("category:北海道", ["sushi"]),
        ("author:山田", ["ramen"]),
        ("date:2024", ["ramen"]),
        ("date:[20230101 to 20231231]", ["sushi"]),
        ("食べる tag:食べ物 date:2023", ["sushi"]),
        ("ぬらりひょん", []),
    ],
)
def test_a_query_of_whoosh(whoosh, query, found):
    with whoosh.searcher() as searcher:
        hits = searcher.search(QueryParser("body", whoosh.schema).parse(query))
        assert sorted(hit["url"] for hit in hits) == sorted(f"/{name}/" for name in found)


def test_it_shows_title_and_address(whoosh):
    with whoosh.searcher() as searcher:
        hit = searcher.search(QueryParser("body", whoosh.schema).parse("札幌"))[0]
        assert (hit["title"], hit["url"]) == ("味噌ラーメン", "/ramen/")


def test_the_arrays_hold_the_postings_that_whoosh_has(tmp_path):
    folder = new_index(tmp_path / ".sakuin")
    Writer(folder).commit(list(map(analyzed, POSTS)))
    commit = folder.commit()
    (segment,) = commit.segments
    with closing(commit.open(segment)) as reader:
        read = read_postings(open_segment(folder.text_path(segment)), reader)
    written = open_arrays(folder.words_path(segment))
    assert {name: written[name].tolist() for name in read} == {name: array.tolist() for name, array in read.items()}


WORDS = st.lists(st.sampled_from(["猫", "犬", "𩸽", "react"]), max_size=400)


@given(st.lists(WORDS, min_size=1, max_size=300))
@settings(max_examples=40, deadline=None)
def test_a_field_is_written_as_whoosh_writes_it(texts):
    """Whoosh counts the words of a list itself; it puts as many as 128 postings into a block."""
    terms = sorted({word for words in texts for word in words})
    rows = [
        (terms.index(word), document, count)
        for document, words in enumerate(texts)
        for word, count in sorted(Counter(words).items())
    ]
    columns = np.array(sorted(rows), np.int64).reshape(-1, 3).T
    of_body = np.full(len(columns[0]), Field.BODY, np.uint8)
    lists = Postings(of_body, columns[1].astype(np.uint16), columns[2].astype(np.uint16))
    ours, theirs = (RamStorage().create_index(schema("janome", frozenset())) for _ in range(2))
    with ours.writer(codec=ListCodec()) as writer:
        for words in texts:
            writer.add_document(title=[])
            writer.perdocwriter.add_field("body", None, None, len(words))
        encoded = [term.encode() for term in terms]
        lengths = np.array(list(map(len, texts)))
        writer.fieldwriter.add_lists("body", writer.schema["body"], encoded, columns[0], lists, lengths)
    with theirs.writer() as writer:
        for words in texts:
            writer.add_document(title=[], body=words)
    with ours.reader() as found, theirs.reader() as expected:
        assert list(found.iter_postings()) == list(expected.iter_postings())
        for term in expected.all_terms():
            assert vars_of(found.term_info(*term)) == vars_of(expected.term_info(*term))
        for number in range(len(texts)):
            assert found.doc_field_length(number, "body") == expected.doc_field_length(number, "body")


def vars_of(info):
    return [
        *(info.weight(), info.doc_frequency(), info.min_length(), info.max_length()),
        *(info.max_weight(), info.min_id(), info.max_id()),
    ]


def test_whoosh_adds_a_plain_text(tmp_path):
    index = create_in(tmp_path, schema("janome", frozenset()))
    with index.writer() as writer:
        writer.add_document(url="/plain/", body="札幌で食べた。食べた。")
    with index.searcher() as searcher:
        assert searcher.search(QueryParser("body", index.schema).parse("食べました"))[0]["url"] == "/plain/"
        assert searcher.frequency("body", "食べる") == 2


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_lines_that_readme_shows(tmp_path, name):
    (lines,) = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    place = tmp_path / "web" / "sample" / ".sakuin"
    place.parent.mkdir(parents=True)
    build(ROOT / "web" / "sample", place)
    run = subprocess.run([sys.executable, "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in run.stdout.splitlines()] == [
        "Flaskで検索画面をつける",
        "Whooshで自分のブログを検索する",
    ]
    assert current_folder(place).path.name == "0001"
