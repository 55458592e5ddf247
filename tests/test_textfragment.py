"""Links to the very words of a page."""

from urllib.parse import unquote

import pytest

from web.pages.textfragment import text_directive

LONG = "札幌へ行った日のことを書いておく。駅を出ると雪で、味噌ラーメンの湯気が窓を曇らせていた、という話だ。次の日も雪だったが、宿の人は慣れたものだった。"


@pytest.mark.parametrize(
    ("text", "directive"),
    [
        ("味噌ラーメンを食べた。", "味噌ラーメンを食べた。"),
        (LONG, "札幌へ行った日のことを書いておく。,宿の人は慣れたものだった。"),
        ("一行目はここまで\n二行目はここからだ", "一行目はここまで,二行目はここからだ"),  # words are found within a block
        ("味噌ラーメン大盛り | 八百五十円である", "味噌ラーメン大盛り,八百五十円である"),  # the cells of a table
        ("短い | 長い文はここにだけ書いてある", "長い文はここにだけ書いてある"),
        ("引用符の前の文です。\"引用\" そのあとの文です。", "引用符の前の文です。,そのあとの文です。"),
        ("It's a long day in Sapporo", "a long day in Sapporo"),  # a blog may print ’ for '
        ("短い", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_named(text, directive):
    found = text_directive(text)
    assert unquote(found.removeprefix(":~:text=")) == directive
    assert bool(found) == bool(directive)


@pytest.mark.parametrize(
    ("options", "directive"),
    [
        ({"cut_before": True}, "雪がふった朝に着いた。"),
        ({"cut_after": True}, "がは知らない、雪がふった朝に着いた。"),
        ({"cut_before": True, "cut_after": True}, "雪がふった朝に着いた。"),
    ],
)
def test_no_half_a_word(options, directive):
    text = "がは知らない、雪がふった朝に着いた。" + ("駅か" if options.get("cut_after") else "")
    assert unquote(text_directive(text, **options)).removeprefix(":~:text=") == directive


def test_what_has_a_meaning_in_a_directive_is_written_in_percents():
    assert text_directive("AT&T-U, half=50%") == ":~:text=AT%26T%2DU%2C%20half%3D50%25"
