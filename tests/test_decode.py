from __future__ import annotations

import codecs
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.decode import decode

SHORT = "日記"
PROSE = "今日は猫とラーメンを食べました。とてもおいしかったです。"
MIXED = "Pythonで全文検索エンジンを作る。①②③ 髙橋さんのﾒﾓ"


@pytest.mark.parametrize("text", [SHORT, PROSE, MIXED], ids=["short", "prose", "mixed"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16-le"])
def test_japanese_encodings(text: str, encoding: str) -> None:
    mark = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b""
    decoded = decode(mark + text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.lossy, decoded.binary) == (text, encoding, False, False)


@pytest.mark.parametrize("text", [SHORT, PROSE, "検索エンジン、全文検索。カタカナも"])
@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_unix_and_mail_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + b"title", "title"),
        (codecs.BOM_UTF8 + "題".encode(), "題"),
        (codecs.BOM_UTF16_BE + "題\r\n本文".encode("utf-16-be"), "題\n本文"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("半角ｶﾅ".encode(), "半角ｶﾅ"),
        ("端末の出力 \x1b(B \x1b[31m赤".encode(), "端末の出力 \x1b(B \x1b[31m赤"),
        (b"", ""),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert decode(data).text == text


def test_a_damaged_byte_does_not_change_the_rest() -> None:
    decoded = decode(PROSE.encode() + b"\xff" + PROSE.encode())
    assert decoded.text == f"{PROSE}\ufffd{PROSE}"
    assert decoded.lossy


def test_damaged_utf16_is_lossy() -> None:
    assert decode(codecs.BOM_UTF16_LE + "猫が好き。犬も好き。".encode("utf-16-le") + b"\x00\xd8").lossy


@pytest.mark.parametrize(
    ("text", "shown", "line"),
    [
        (PROSE, PROSE, 0),
        (f"{PROSE}\0", PROSE, 1),
        (f"一\r\n二\0{PROSE}", f"一\n二{PROSE}", 2),
        (f"\b検\x1f索{PROSE}\x7f", f"検索{PROSE}", 1),
        (f"色は \x1b[31m赤\n{PROSE}\v\f", f"色は \x1b[31m赤\n{PROSE}\v\f", 0),  # as a terminal writes it
        ("123456789\0", "123456789", 1),  # one in ten
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16"])
def test_a_control_character_costs_no_text(text: str, shown: str, line: int, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.control_line, decoded.lossy, decoded.binary) == (shown, line, False, False)


@pytest.mark.parametrize(
    "data",
    [
        b"12345678\0",  # one in nine
        b"title\0\0text",
        PROSE.encode("utf-16-le"),  # nothing says that it is
        "title".encode("utf-16-be"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        bytes(range(1, 32)) * 20,
        zlib.compress(PROSE.encode() * 50).replace(b"\0", b""),
        codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"),
    ],
)
def test_binary(data: bytes) -> None:
    assert decode(data).binary


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    decoded = decode(data)
    assert "\r" not in decoded.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"])))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
