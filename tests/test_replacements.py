"""Where normalizing a text need not be tried, it finds nothing."""

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from index.normalize import normalize
from index.replacements import replacements

ODD = "㌔ｶﾞｽ①½㎏Å™…か\u3099は\u309aサ-バ─ー‐−ﬁＡＢａb　é e\u0301ⅫℓガガブÅ京😀丽가"


def may_give(text, normal):
    found = replacements(text)
    return found is None or not found.isdisjoint(normal)


@pytest.mark.parametrize(
    ("normal", "original"),
    [
        ("ガス", "ｶﾞｽ"),
        ("キロ", "六㌔"),
        ("がく", "か\u3099く"),
        ("サーバ", "サ-バ"),
        ("サーバ", "サ─バ"),
        ("サーバ", "サ－バ"),
        ("カー", "ｶ-"),
        ("kg", "3㎏"),
        ("1", "①"),
    ],
)
def test_an_original_that_may_hold_it(normal, original):
    assert may_give(original, normal)


@pytest.mark.parametrize(
    ("normal", "original"), [("ガス", "ガスと記録"), ("python", "ＰＹＴＨＯＮ"), ("キロ", "→ 六キ ロ")]
)
def test_an_original_that_cannot(normal, original):
    assert not may_give(original, normal)


@given(st.text(st.sampled_from(ODD), max_size=12) | st.text(max_size=12), st.data())
@examples(1000)
def test_what_stands_in_the_normal_form_alone_was_given(text, data):
    normal = normalize(text).text
    if not normal:
        return
    start = data.draw(st.integers(0, len(normal) - 1))
    sought = normal[start : data.draw(st.integers(start + 1, len(normal)))]
    if sought not in text and sought not in plain(text):
        assert may_give(text, sought)


def plain(text):
    """A text with its ASCII in one width and case."""
    return "".join(
        normalize(character).text if normalize(character).text.isascii() else character for character in text
    )
