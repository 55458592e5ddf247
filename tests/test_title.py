from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Document
from index.reading.title import shown_title


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("猫の日記", "猫の日記"),
        ("味噌 &amp; 醤油", "味噌 & 醤油"),
        ("夏&#8212;秋&#x2014;冬&nbsp;春", "夏—秋—冬 春"),
        ("&lt;b&gt; の話", "<b> の話"),
        ("AT&T と ?a=1&copy=2", "AT&T と ?a=1&copy=2"),
        ("&nosuchthing; とは", "&nosuchthing; とは"),
        ("<ruby>紫陽花<rt>あじさい</rt></ruby>の道", "紫陽花の道"),
        ("<ruby>紫<rp>(</rp><rt>むらさき</rt><rp>)</rp></ruby>の<RUBY>道<RT>みち</RUBY>", "紫の道"),
        ("<strong>速報</strong> <span class='x'>雪</span>が降る", "速報 雪が降る"),
        ("長い題<br>その続き<br />終わり", "長い題 その続き 終わり"),
        ("H<sub>2</sub>O", "H2O"),
        ("<b>タグの使い方", "<b>タグの使い方"),  # not closed
        ("<div>と</div>の違い", "<div>と</div>の違い"),
        ("Vec<T> と List<int>", "Vec<T> と List<int>"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("`&nbsp;` と `<b>x</b>` &amp; 他", "`&nbsp;` と `<b>x</b>` & 他"),
        ("`git log` の *話*", "`git log` の *話*"),  # no generator reads Markdown in a title
    ],
)
def test_as_the_page_shows_it(written: str, shown: str) -> None:
    assert shown_title(written) == shown


def test_letter_by_letter_on_zenn(post: Callable[..., Document]) -> None:
    assert post("---\ntitle: 味噌 &amp; <b>醤油</b>\n---\n", kind="zenn").title == "味噌 &amp; <b>醤油</b>"


def test_a_post_has_it(post: Callable[..., Document]) -> None:
    assert post("---\ntitle: <ruby>紫陽花<rt>あじさい</rt></ruby>&hellip;\n---\n").title == "紫陽花…"


@given(st.text(st.sampled_from("<>/&;brut #1`a猫 ")))
def test_any_title(written: str) -> None:
    assert "\n" not in shown_title(written)
