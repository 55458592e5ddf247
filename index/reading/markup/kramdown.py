"""What kramdown adds to Markdown: extensions, attributes, abbreviations, mathematics."""

from __future__ import annotations

import re

from index.reading.markup.scanner import Mark, Scanner

ATTRIBUTES = re.compile(r"\{:(?!:)(?:[^{}\n]|\n(?![ \t]*\n)){1,500}\}")
HEADING = re.compile(r"#{1,6}[ \t].*[^*_`)\]>}]$")  # whose text no markup ends
LINE_END = re.compile(r"[^\S\n]*+(?:\n|\Z)")
QUOTED = re.compile(r"""(["']).*?\1""")
ID = re.compile(r"#([A-Za-z][\w:-]*)", re.ASCII)
GIVEN = re.compile(r" \{#[\w:-]+\}$")
HEADING_BELOW = re.compile(r"\s*\n#{1,6}[ \t].*")
PARSE_BLOCK_HTML = re.compile(r"""^\{::options [^}\n]*\bparse_block_html=["']true["']""", re.MULTILINE)


def parses_block_html(body: str) -> bool:
    """Whether a post has `{::options parse_block_html="true" /}`: its HTML holds Markdown."""
    return "parse_block_html" in body and PARSE_BLOCK_HTML.search(body) is not None


def _extension(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{::nomarkdown}` vanishes, `{::comment}` with all that is in it."""
    end = scanner.find("}", "}", opener.end())
    if end < 0:
        return scanner.keep(opener)
    name = scanner.body[opener.end() : end].strip(" /").split(" ")[0]
    closed = scanner.body[end - 1] == "/"
    if name != "comment" or closed:
        return end + 1
    begin = scanner.find("{:/}", re.compile(r"\{:/(?:comment)?\}"), end)
    return len(scanner.body) if begin < 0 else scanner.body.index("}", begin) + 1


def _attributes(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{: .lead}` vanishes, though kramdown shows it behind plain words; only at the end of a heading, of whose id it is a part,
    it stays. Of `{: #cats}` above or below a heading the heading keeps the id."""
    match = ATTRIBUTES.match(scanner.body, opener.start())
    before = scanner.line_before(opener.start())
    if not match or (HEADING.match(before) and LINE_END.match(scanner.body, match.end())):
        return scanner.keep(opener)
    anchor = ID.search(QUOTED.sub("", match[0]))
    if re.search(r"\btoc\b", match[0]):
        line = scanner.take_last_line()  # kramdown puts the table of contents in place of this list
        scanner.write("" if re.match(r"\s*(?:[-*+]|\d+\.)\s", line) else line)
    elif anchor and not before.strip():
        return _give(anchor[1], scanner, *match.span())
    return match.end()


def _give(anchor: str, scanner: Scanner, start: int, end: int) -> int:
    """Give an id to the heading right above, or where nothing stands there to the one below; return where the text goes on."""
    above = scanner.line_before(scanner.body.rfind("\n", 0, start)).strip(" \t>")
    below = HEADING_BELOW.match(scanner.body, end)
    if above.startswith("#"):
        heading = GIVEN.sub("", scanner.take_last_line().rstrip())
        scanner.write(f"{heading} {{#{anchor}}}\n")
    elif not above and below:
        scanner.write(f"{below[0].rstrip()} {{#{anchor}}}")
        return below.end()
    return end


def _list_end(scanner: Scanner, opener: re.Match[str]) -> int:
    """`^` alone on a line ends a list, as a comment does in CommonMark."""
    scanner.write("\n<!-- -->\n")
    return opener.end()


def _abbreviation(_scanner: Scanner, opener: re.Match[str]) -> int:
    """`*[HTML]: HyperText Markup Language` is only shown when a mouse is over the word."""
    return opener.end()


def math(scanner: Scanner, opener: re.Match[str], *, element: str = "") -> int:
    """`$$ … $$`, which Zenn and Qiita know as well: a block becomes a block of code, in a line it is code in the line."""
    end = scanner.find("$$", "$$", opener.end())
    formula = scanner.body[opener.end() : max(end, 0)]
    if not formula.strip() or "\n\n" in formula:
        return scanner.keep(opener)
    before = scanner.line_before(opener.start())
    if before.strip(" \t>") or not LINE_END.match(scanner.body, end + 2):
        scanner.write_code(formula, element=element)
    else:
        scanner.write_fence("math", formula, indent=before)
    return end + 2


MARKS = (
    Mark("kramdown_extension", r"\{::", _extension, ("{:",)),
    Mark("kramdown_attributes", r"\{:", _attributes, ("{:",)),
    Mark("list_end", r"^\^[ \t]*$", _list_end, ("\n^",)),
    Mark("abbreviation", r"^\*\[[^\]\n]+\]:.*\n?", _abbreviation, ("*[",)),
)
OPENS_MATH = r"\$\$"
MATH = Mark("math", OPENS_MATH, math, ("$$",))
