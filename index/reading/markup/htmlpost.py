"""Posts written in HTML: Liquid goes, as it does in Markdown, and what is left is HTML."""

from __future__ import annotations

from html import escape

from index.document import Link
from index.reading.markup.dialect import Dialect
from index.reading.markup.scanner import Scanner


def prepare_html(body: str, dialect: Dialect) -> tuple[str, list[Link]]:
    """The body of a post without its Liquid, and the links that stood in tags outside any element. It never raises and takes
    linear time."""
    scanner = _HtmlScanner(body)
    scanner.scan(tuple(mark for mark in dialect.marks if mark.in_html))
    return "".join(scanner.output), scanner.links


class _HtmlScanner(Scanner):
    """Writes code as elements, for a fence would be text here."""

    def write_fence(self, language: str, code: str, *, indent: str = "") -> None:
        self.write(f'{indent}<pre class="language-{escape(language)}">{escape(code.strip(chr(10)))}</pre>')
