"""What a segment says of one document, where its offsets need more bytes than the first characters of it do."""

import numpy as np
import pytest
from blog import analyzed, post

from index.analyzed import Field
from index.store.arrays import open_arrays, write_arrays
from index.store.segment import Segment
from index.store.segment_text import SegmentText
from index.store.segment_writer import segment_arrays

MOST = 65_535  # what two bytes hold


@pytest.mark.parametrize("before", [MOST - 1, MOST, MOST + 1, 70_000])
def test_offsets_may_be_as_large_as_the_text_is_long(tmp_path, before):
    document = analyzed(post("long", "", "。" * before + "東京都", headings=[("京都", "。" * MOST)]))
    write_arrays(tmp_path / "some", segment_arrays([document]))
    text = SegmentText(Segment(open_arrays(tmp_path / "some").check()), 0)
    heading = before + len("\n東京都\n")
    assert list(zip(*text.regions(), strict=True)) == [
        (Field.TITLE, 0, 0),
        (Field.BODY, 1, 1 + before + 3),
        (Field.HEADINGS, heading, heading + 2),
        (Field.BODY, heading + 3, heading + 3 + MOST),
    ]
    assert {text.text(low, high) for low, high in text.tokens_between(before, before + 4)} >= {"東京都", "東京", "都"}
    assert text.tokens_between(heading + 2, heading + 3 + MOST) == []
    starts, ends = text.tokens()
    assert np.all(starts < ends)
