"""A style stays on the words that it was on, whatever is done to the text."""

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from index.document import Style
from index.reading.markup.edits import Edit, edited, moved, stripped


def styled(text, styles):
    """The words of each style."""
    return [text[style.start : style.end] for style in styles]


@pytest.mark.parametrize(
    ("edits", "text", "words"),
    [
        ([], "ab cd ef", ["cd"]),
        ([Edit(0, 3)], "cd ef", ["cd"]),
        ([Edit(2, 3, "、")], "ab、cd ef", ["cd"]),
        ([Edit(5, 6, "――")], "ab cd――ef", ["cd"]),
        ([Edit(4, 8)], "ab c", ["c"]),
        ([Edit(2, 4)], "abd ef", ["d"]),
        ([Edit(0, 2, "x"), Edit(3, 5)], "x  ef", []),
        ([Edit(0, 1), Edit(4, 5, "ddd"), Edit(7, 8)], "b cddd e", ["cddd"]),
    ],
)
def test_edits(edits, text, words):
    before = "ab cd ef"
    styles = [Style("strong", 3, 5)]
    assert edited(before, edits) == text
    assert styled(text, moved(styles, edits)) == words


def test_what_is_empty_stays_and_cells_do():
    image, cell = Style("image", 1, 1, "a.png"), Style("cell", 0, 2)
    assert moved([image, cell], [Edit(0, 3)]) == (Style("image", 0, 0, "a.png"), Style("cell", 0, 0))


def test_white_space_at_the_ends():
    assert stripped("  太字 と ", [Style("strong", 0, 4), Style("code", 5, 7)]) == (
        "太字 と",
        (Style("strong", 0, 2), Style("code", 3, 4)),
    )


@st.composite
def texts_with_edits(draw):
    text = draw(st.text("abc", min_size=1, max_size=20))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edges = edges[: len(edges) // 2 * 2]
    edits = [
        Edit(*pair, draw(st.text("XY", max_size=3)))
        for pair in zip(edges[::2], edges[1::2], strict=True)
        if pair[0] < pair[1]
    ]
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return text, edits, Style("strong", start, end)


@examples(300)
@given(texts_with_edits())
def test_the_letters_of_a_style_are_those_that_are_left_of_it(drawn):
    text, edits, style = drawn
    after = moved([style], edits)
    left = [n for n in range(style.start, style.end) if not any(edit.start <= n < edit.end for edit in edits)]
    whole = "".join(styled(edited(text, edits), after))
    assert whole.strip("XY").replace("X", "").replace("Y", "") == "".join(text[n] for n in left)
