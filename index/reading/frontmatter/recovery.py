"""Front matter that does not parse: what is wrong with it, what to do, and what single lines still tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language import Message
from index.reading.frontmatter.syntax import SyntaxFault
from index.reading.frontmatter.values import Value

UNCLOSED = Message(
    ja="front matter が閉じられていません。本文の前に「---」だけの行を入れてください",
    en='front matter is not closed: put a line with only "---" before the text',
)
TAB = ("タブが使われています。空白で字下げしてください", "there is a tab; indent with spaces")
ASTERISK = ("「*」で始まる値は引用符で囲んでください", 'put a value that begins with "*" in quotes')
# What the messages of libyaml and of PyYAML itself say, and what to do about it.
HINTS = (
    (
        "mapping values are not allowed",
        "値の中に「: 」があります。値全体を引用符で囲んでください",
        'a value contains ": "; put the value in quotes',
    ),
    ("\\t", *TAB),
    ("tab character", *TAB),
    (
        "cannot start any token",
        "値が特別な文字で始まっています。値を引用符で囲んでください",
        "a value begins with a special character; put the value in quotes",
    ),
    (
        "unexpected end of stream",
        "引用符が閉じられていません",
        "a quotation mark is not closed",
    ),
    (
        "could not find expected ':'",
        "「キー: 値」になっていない行があります",
        'a line is not "key: value"',
    ),
    (
        "expected ',' or",
        "角括弧または波括弧が閉じられていません",
        "a bracket is not closed, or a comma is missing",
    ),
    (
        "did not find expected key",
        "字下げがそろっていないか、引用符の後に文字があります",
        "the indentation is uneven, or there is text after a closing quotation mark",
    ),
    ("undefined alias", *ASTERISK),
    ("alphabetic or numeric", *ASTERISK),
    ("nested too deeply", "入れ子が深すぎます", "it is nested too deeply"),
)


@dataclass(frozen=True)
class Fault:
    """Why front matter does not parse, and where in the file."""

    line: int
    column: int
    reason: Message


def fault_of(error: SyntaxFault, first_line: int) -> Fault:
    """A syntax error as a fault of the file. The front matter begins on its line `first_line`."""
    problem = str(error)
    ja, en = next(((ja, en) for sign, ja, en in HINTS if sign in problem), (problem, problem))
    return Fault(first_line + error.line - 1, error.column, Message(ja, en))


def recover(source: str) -> dict[str, Value]:
    """The values of lines `key: value`, and of lists of `- value` below a key."""
    values: dict[str, Value] = {}
    key = ""
    for line in source.split("\n"):
        if match := re.match(r"""["']?([A-Za-z_][\w-]*)["']?\s*[:=]\s*(.*)""", line):
            key = match[1].lower()
            values[key] = _value(match[2])
        elif key and (item := re.match(r"\s*-\s+(.+)", line)):
            earlier = values[key]
            values[key] = earlier = earlier if isinstance(earlier, list) else []
            earlier.append(_unquoted(item[1]))
    return values


def _value(text: str) -> Value:
    if re.fullmatch(r"\[[^\[\]]*\]?\s*", text):  # 「[Ruby] 配列の話」 is a title
        return [_unquoted(part) for part in text.strip(" []").split(",") if part.strip()]
    return _unquoted(text) or None


def _unquoted(text: str) -> str:
    return text.strip().rstrip(",").strip("\"'").strip()
