"""Bytes of a post to text: which of the encodings that Japanese blogs were written in over thirty years is it?"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from index import characters

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\$\(D|\x1b\(I")
KANA = re.compile(f"[{characters.KANA}]")
HALF_WIDTH_KANA = re.compile("[｡-ﾟ]")
CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # without ESC, which pasted terminal output has
JAPANESE = characters.pattern("[\u0800-\ufffc]")

# Control characters and unknown bytes, of all characters. A text has one here and there; of 1,100 binary files of a
# Linux system every image, font, archive and library has 0.33 or more, and a PDF, which is half text, 0.1019 or more.
BINARY_SHARE = 0.1


@dataclass(frozen=True)
class Decoded:
    """The text with "\\n" for every line end, without control characters; `control_line` is the line of the first that it
    had, 0 for none; `lossy` when bytes were replaced, `binary` when it is no text at all."""

    text: str
    encoding: str
    lossy: bool = False
    binary: bool = False
    control_line: int = 0


def decode(data: bytes) -> Decoded:
    """The text of a file in any encoding. Never fails: the result says whether bytes were lost."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding)
    return _decoded_without_mark(data)


def _decoded_without_mark(data: bytes) -> Decoded:
    # Pasted terminal output has escapes too, but next to UTF-8; ISO-2022-JP has seven bits only.
    if data.isascii() and ISO_2022_JP.search(data) and (text := _strict(data, "iso2022_jp_ext")) is not None:
        return _readable(text, "iso2022_jp")
    if (text := _strict(data, "utf-8")) is not None:
        return _readable(text, "utf-8")
    if _is_damaged_utf8(data):
        return _checked(data, "utf-8")
    guesses = [(text, name) for name in ("cp932", "euc_jp") if (text := _strict(data, name)) is not None]
    if not guesses:
        return _checked(data, "utf-8")
    return _readable(*max(guesses, key=lambda guess: _likeness(guess[0])))


def _likeness(text: str) -> float:
    """How Japanese a guess looks: prose has kana; the wrong one of cp932 and EUC-JP turns them to half-width kana."""
    return (len(KANA.findall(text)) - 3 * len(HALF_WIDTH_KANA.findall(text))) / max(len(text), 1)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether more characters decode as UTF-8 than do not; for cp932 and EUC-JP hardly one does."""
    text = data.decode("utf-8", "replace")
    return len(JAPANESE.findall(text)) > text.count("\ufffd")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(data: bytes, encoding: str) -> Decoded:
    text = _strict(data, encoding)
    if text is None:
        return _readable(data.decode(encoding, "replace"), encoding, lossy=True)
    return _readable(text, encoding)


def _readable(text: str, encoding: str, *, lossy: bool = False) -> Decoded:
    controls = len(CONTROL.findall(text))
    if controls + text.count("\ufffd") > BINARY_SHARE * len(text):
        return Decoded("", encoding, lossy=lossy, binary=True)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not controls:
        return Decoded(text, encoding, lossy=lossy)
    line = text.count("\n", 0, next(CONTROL.finditer(text)).start()) + 1
    return Decoded(CONTROL.sub("", text), encoding, lossy=lossy, control_line=line)
