"""What kramdown adds to Markdown: extensions, attributes, abbreviations, mathematics, Markdown inside HTML."""

from __future__ import annotations

import re

from index.reading.markup.scanner import Scanner

LINE_END = re.compile(r"[^\S\n]*+(?:\n|\Z)")


def extension(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{::nomarkdown}` vanishes, `{::comment}` with all that is in it."""
    end = scanner.find("}", "}", opener.end())
    if not scanner.knows_kramdown or end < 0:
        return scanner.keep(opener)
    name = scanner.body[opener.end() : end].strip(" /").split(" ")[0]
    closed = scanner.body[end - 1] == "/"
    if name != "comment" or closed:
        return end + 1
    begin = scanner.find("{:/}", re.compile(r"\{:/(?:comment)?\}"), end)
    return len(scanner.body) if begin < 0 else scanner.body.index("}", begin) + 1


def attributes(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{: .lead}` vanishes; of `{: #cats}` below a heading the heading keeps the anchor."""
    match = re.compile(r"\{:[^{}\n]{0,500}\}").match(scanner.body, opener.start())
    if not scanner.knows_kramdown or not match:
        return scanner.keep(opener)
    anchor = re.search(r"#([\w:-]+)", match[0])
    if re.search(r"\btoc\b", match[0]):
        line = scanner.take_last_line()  # kramdown puts the table of contents in place of this list
        scanner.write("" if re.match(r"\s*(?:[-*+]|\d+\.)\s", line) else line)
    elif anchor:
        line = scanner.take_last_line()
        scanner.write(f"{line.rstrip()} {{#{anchor[1]}}}\n" if line.startswith("#") else line)
    return match.end()


def abbreviation(_scanner: Scanner, opener: re.Match[str]) -> int:
    """`*[HTML]: HyperText Markup Language` is only shown when a mouse is over the word."""
    return opener.end()


def html(scanner: Scanner, opener: re.Match[str]) -> int:
    """`<div markdown="1">`: what is inside is Markdown, which a blank line tells a CommonMark parser."""
    scanner.write(f"{opener[0]}\n")
    return opener.end()


def math(scanner: Scanner, opener: re.Match[str]) -> int:
    """`$$ … $$`, which Zenn and Qiita know as well: a block becomes a block of code, in a line it is code in the line."""
    end = scanner.find("$$", "$$", opener.end())
    formula = scanner.body[opener.end() : max(end, 0)]
    if not formula.strip() or "\n\n" in formula:
        return scanner.keep(opener)
    before = scanner.line_before(opener.start())
    if before.strip(" \t>") or not LINE_END.match(scanner.body, end + 2):
        scanner.write_code(formula)
    else:
        scanner.write_fence("math", formula, indent=before)
    return end + 2
