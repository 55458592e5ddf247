"""A post as the checks see it: what the index has, and what its file says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from index.document import Document, Problem
from index.reading.decode import decode
from index.reading.frontmatter.frontmatter import FrontMatter, read_front_matter
from index.reading.metadata import read_head
from index.reading.postfile import PostFile
from index.reading.sites.head import Head
from index.reading.sites.site import Site
from index.structure import structure_of

_TAG_LINK = re.compile(
    r"""\{%-?\s*(?:post_url|post_link|post_path|link)\s+["']?([^\s"'%]+)"""
    r"""|\{\{[<%]\s*(?:ref|relref)\s+["'`]?([^\s"'`>%]+)"""
)
# What a filter of Jekyll's makes an address of, which reading leaves out.
_FILTERED = re.compile(r"""\{\{-?\s*["'](/[^"'\n]+)["']\s*\|\s*(?:relative|absolute)_url""")
_BEGINNING = 12  # characters of a passage
_AS_WRITTEN = "/:#?&=%+,;@!$'()*~"


@dataclass(frozen=True)
class Written:
    """A file as it is written: its bytes, its text, and its front matter with the values of the site's defaults around it."""

    data: bytes
    text: str
    front: FrontMatter
    head: Head

    def line_of(self, target: str) -> int:
        """The first line on which the target of a link stands, as it is or percent-encoded; 1 where none has it."""
        spellings = (target, quote(target, safe=_AS_WRITTEN), unquote(target))
        at = next((at for each in spellings if (at := self.text.find(each)) >= 0), 0)
        return self.text.count("\n", 0, at) + 1

    def line_of_repeat(self, text: str) -> int:
        """The line on which a passage stands for the second time, or the first where it does but once; 1 where it is not so written. Its text
        goes on over the end of paragraphs, so that only its beginning is looked for."""
        text = text[:_BEGINNING]
        first = self.text.find(text)
        again = self.text.find(text, first + 1)
        return self.text.count("\n", 0, max(first, again, 0)) + 1


@dataclass(frozen=True)
class Post:
    """`problems` are those that reading stored with the post; `written` is None where its file is not at hand."""

    number: int
    document: Document
    problems: tuple[Problem, ...] = ()
    written: Written | None = field(default=None, repr=False)

    @property
    def path(self) -> str:
        return self.document.path

    def line_of(self, key: str) -> int:
        """The line of the file that sets a key of front matter."""
        return self.written.front.line_of(key) if self.written and self.written.front.found else 1

    def says(self, *keys: str) -> str:
        """The first text that front matter has under one of these keys, in the file itself or in the site's defaults."""
        return self.written.head.text(*keys) if self.written else ""

    @property
    def targets(self) -> tuple[str, ...]:
        """Where the links of the post lead and its images lie, as written, each once."""
        styles = (style for block in structure_of(self.document) for style in block.styles if style.kind == "image")
        images = (style.value.split(" ")[0] for style in styles)
        filtered = _FILTERED.findall(self.written.text) if self.written else ()
        return tuple(filter(None, dict.fromkeys([*(link.target for link in self.document.links), *filtered, *images])))

    @property
    def targets_of_tags(self) -> tuple[str, ...]:
        """Those that a tag of the generator names: `{% post_url 2024-05-12-miso %}`, `{{< relref "miso.md" >}}`."""
        if not self.written:
            return ()
        by_tag = {first or second for first, second in _TAG_LINK.findall(self.written.text)}
        return tuple(link.target for link in self.document.links if link.target in by_tag)


def read_written(path: Path, site: Site) -> Written | None:
    """The file of a post as it is written; None for one that is gone, or no text."""
    file = PostFile(path, site)
    data = file.data
    if isinstance(data, Problem):
        return None
    text = decode(data).text
    front = read_front_matter(text, blanks_above=site.dialect.blanks_above, openerless=site.dialect.openerless)
    return Written(data, text, front, read_head(file, front))
