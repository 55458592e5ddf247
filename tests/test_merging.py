"""Segments become few, each character is written again seldom, and nothing is lost on the way."""

from collections import Counter
from math import log

import numpy as np
import pytest
from blog import analyzed, new_index, post
from hypothesis import given, settings
from hypothesis import strategies as st

from index.store import merge_policy
from index.store.arrays import open_arrays, write_arrays
from index.store.merge_policy import LARGEST, Size, next_merge
from index.store.segment import Segment
from index.store.segment_merger import Merger, Part
from index.store.segment_writer import segment_arrays
from index.store.writer import Writer
from search.request import SearchRequest
from search.searcher import open_searcher

MILLION = 1_000_000
FULL = LARGEST * 3 // 4


def size(characters, *, documents=100, deleted=0):
    return Size(documents, characters, characters + deleted)


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ([], []),
        ([size(100)] * 3, []),
        ([size(100)] * 4, [0, 1, 2, 3]),
        ([size(MILLION), *[size(100)] * 4, size(2 * MILLION)], [1, 2, 3, 4]),
        ([size(MILLION), size(2 * MILLION), size(3 * MILLION), size(100)], []),  # of three levels
        ([size(FULL)] * 90, []),  # many full ones stay as they are
        ([size(FULL), size(FULL, deleted=FULL)], [1]),  # one with much deleted is written again, alone
        ([size(0, documents=0, deleted=100)], [0]),
        ([size(6 * MILLION), size(7 * MILLION), size(8 * MILLION), size(9 * MILLION)], [0, 1]),  # as many as fit
        ([size(100, documents=30_000)] * 4, [0, 1]),
        ([size(100, documents=60_000)] * 4, []),
    ],
)
def test_what_is_merged(sizes, merged):
    assert next_merge(sizes, most_documents=65_536) == merged


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ([size(MILLION)], []),
        ([size(14 * MILLION), size(MILLION), size(2 * MILLION)], [1, 2, 0]),
        ([size(FULL), size(FULL)], []),
        ([size(LARGEST // 2)] * 3, [0, 1]),
        ([size(100, documents=40_000)] * 2, []),
    ],
)
def test_what_is_merged_after_a_run_that_wrote_most_of_the_index(sizes, merged):
    assert next_merge(sizes, most_documents=65_536, mostly_new=True) == merged


SIZES = st.builds(
    size, st.integers(0, 3 * LARGEST // 2), documents=st.integers(1, 20_000), deleted=st.integers(0, LARGEST)
)


@given(st.lists(SIZES, max_size=60))
def test_merging_comes_to_an_end_with_few_segments(sizes):
    for _ in range(3 * len(sizes) + 1):
        sizes, merged = after(sizes)
        if not merged:
            break
    assert not merged
    small = [each for each in sizes if each.characters <= LARGEST // 2 and each.documents <= 32_768]
    assert len(small) <= 3 * 5


def test_each_character_is_written_again_once_a_level():
    """Of 2,000 commits of a post of 15,000 characters, some are rewritten at each; together it grows as n log n."""
    sizes, rewritten = [], Counter()
    for commits in range(1, 2001):
        sizes.append(size(15_000, documents=1))
        merged = [0]
        while merged:
            before = sizes
            sizes, merged = after(sizes)
            rewritten[commits] += sum(before[place].characters for place in merged)
    for commits in (200, 2000):
        characters = 15_000 * commits
        assert sum(count for at, count in rewritten.items() if at <= commits) <= characters * (1 + log(commits, 4))


def after(sizes):
    """The sizes after one merge, and what was merged."""
    merged = next_merge(sizes, most_documents=65_536)
    rest = [each for place, each in enumerate(sizes) if place not in merged]
    chosen = [sizes[place] for place in merged]
    together = size(sum(each.characters for each in chosen), documents=sum(each.documents for each in chosen))
    return (rest + [together] * bool(merged and together.documents)), merged


POSTS = st.tuples(
    st.text("猫犬食パンaA.-\n", max_size=8), st.text("猫犬が食パンを見た。aＡreact㌔\n𩸽", max_size=60), st.booleans()
)


@given(st.lists(st.lists(st.tuples(POSTS, st.booleans()), min_size=1, max_size=3), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_a_merged_segment_is_the_one_that_would_be_written_of_its_documents(tmp_path_factory, segments):
    folder = tmp_path_factory.mktemp("segments")
    parts, stay = [], []
    for posts in segments:
        documents = [
            analyzed(post(f"{len(parts)}-{number}", title, text, code=(text,) if code else ()))
            for number, ((title, text, code), _) in enumerate(posts)
        ]
        live = [number for number, (_, lives) in enumerate(posts) if lives]
        stay += [documents[number] for number in live]
        parts.append(Part(mapped(folder, segment_arrays(documents)), np.array(live, np.int64)))
    merged, written = mapped(folder, Merger(parts).arrays()).arrays, mapped(folder, segment_arrays(stay)).arrays
    assert merged.keys() == written.keys()
    for name, array in merged.items():
        assert (array.dtype, array.shape) == (written[name].dtype, written[name].shape), name
        assert np.array_equal(array, written[name]), name


def mapped(folder, arrays):
    """A segment as it is read from a file."""
    path = folder / f"{len(list(folder.iterdir()))}"
    write_arrays(path, arrays)
    return Segment(open_arrays(path).check())


TEXT = "猫と犬。東京都へ行った。" * 300


def test_many_commits_become_few_segments_and_answer_the_same(tmp_path):
    folder = new_index(tmp_path / ".sakuin")
    writer = Writer(folder)
    documents = [post(f"{number:02}", f"題名{number}", TEXT[number:], tags=("旅",)) for number in range(24)]
    for document in documents:
        writer.commit([analyzed(document)])
    writer.commit((), deleted={documents[3].id})
    before = open_searcher(tmp_path / ".sakuin")
    asked = [SearchRequest(query, limit=100) for query in ("猫", '"京都へ"', "title:題名", "")]
    answers = [before.search(request).hits for request in asked]
    steps = []
    writer.consolidate(lambda *step: steps.append(step))
    assert (steps[0], steps[-1]) == ((0, 23), (23, 23))
    assert len(folder.commit().segments) <= 5
    after = open_searcher(tmp_path / ".sakuin")
    assert [after.search(request).hits for request in asked] == answers
    assert after.post(documents[0].id, include=("body",)).body == documents[0].sections[0].text


@pytest.mark.parametrize("segments", [9, 90])
def test_nothing_is_written_where_all_segments_are_full(tmp_path, monkeypatch, segments):
    monkeypatch.setattr(merge_policy, "LARGEST", 1)
    folder = new_index(tmp_path / ".sakuin")
    writer = Writer(folder)
    for number in range(segments):
        writer.commit([analyzed(post(str(number), "猫"))])
    before = files_of(folder)
    writer.consolidate()
    assert files_of(folder) == before
    assert len(folder.commit().segments) == segments


def files_of(folder):
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.path.iterdir()}
