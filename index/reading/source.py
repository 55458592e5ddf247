"""The file of a post to a `Document`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from msgspec import structs

from index.document import Brief, Document, Link, Problem
from index.reading.drafts.merge import merge_drafts
from index.reading.drafts.split import split_drafts
from index.reading.frontmatter.frontmatter import FrontMatter, read_front_matter
from index.reading.markup.body import Body
from index.reading.markup.htmlblock import read_html
from index.reading.markup.htmlpost import prepare_html
from index.reading.markup.kramdown import parses_block_html
from index.reading.markup.markup import assemble, parse, parse_drafts, read_lines
from index.reading.markup.template import NO_TITLES, prepare
from index.reading.metadata import date_problem, document_of, read_head
from index.reading.postfile import PostFile
from index.reading.sites.keptout import kept_out
from index.reading.sites.site import Site, Skipped, title_of_name
from index.structure import pack

READING = 6  # part of every fingerprint: to be raised when the same bytes make another document


@dataclass(frozen=True)
class Reading:
    """What reading a file gave: a document, or the reason why there is none (`skipped`); and the problems in the file.

    A post that was opened has the text below its front matter as `body`, which is still to be read.
    """

    path: Path
    document: Document | None
    problems: tuple[Problem, ...] = ()
    skipped: Skipped = ""
    body: str = ""


Fingerprinted: TypeAlias = tuple[Reading, str]  # an opened post, and the fingerprint of its file


def open_post(file: PostFile, *, drafts: bool = False, future: bool = False, now: datetime | None = None) -> Reading:
    """What the front matter of a file says, which is quick to read: a document without text, and the body for `read_body`. A post that
    is published later than `now` waits for its day, unless `future` is asked for.

    Nothing that is wrong with the file is raised: it is a `Problem`, with a document beside it where one can be made.
    """
    text, problem = file.text()
    if text is None:
        return Reading(file.path, None, _those(problem))
    site = file.site
    front = read_front_matter(text, blanks_above=site.dialect.blanks_above, openerless=site.dialect.openerless)
    head = read_head(file, front)
    problems = _those(problem, _front_matter_problem(front, file))
    skipped = site.skipped(head, drafts=drafts, future=future, now=now or datetime.now(UTC))
    skipped = skipped or ("kept out" if kept_out(head) else "")
    if skipped:
        return Reading(file.path, None, problems, skipped)
    document = document_of(file, head)
    if document.untitled:
        title = _first_heading(front.body, site) or title_of_name(head.place)
        document = structs.replace(document, title=title)
    problems += _those(date_problem(file, front, head))
    if any(problem.unplaced for problem in problems):  # a path alone is no address of a page
        document = structs.replace(document, url=document.url.removeprefix(site.base_url))
    return Reading(file.path, document, problems, body=front.body)


def titles_by_slug(site: Site, posts: Iterable[tuple[Brief, bool]]) -> dict[str, str]:
    """The titles of the posts of a site, each with whether it has none of its own, by the slugs under which others link to them and
    show their titles; a post without a title is linked by its slug."""
    titles: dict[str, str] = {}
    for post, untitled in sorted(posts, key=lambda each: each[0].path):  # of two with one slug, Hexo takes the first
        if slug := site.slug_of(PurePosixPath(site.prefix, post.path)):
            titles.setdefault(slug, slug if untitled else post.title)
    return titles


def read_body(opened: Reading, site: Site, *, titles: Mapping[str, str] = NO_TITLES) -> Reading:
    """An opened post with its whole document, where it has one. `titles` are those of the other posts, by their slugs."""
    if opened.document is None:
        return opened
    if opened.path.suffix.lower() in (".html", ".htm"):
        document = _with_html(opened.document, opened.body, site)
    else:
        document = _with_markdown(opened.document, opened.body, site, titles)
        if document.untitled and document.titled:  # its first heading may show the title of another post
            title = _first_heading(opened.body, site, titles) or document.title
            document = structs.replace(document, title=title)
    return replace(opened, document=document, body="")


def fingerprint(file: PostFile, *, drafts: bool, future: bool) -> str:
    """A hash of everything that decides what a file becomes: its bytes, the site's settings, and the rules here; "unreadable"
    where there are no bytes, which is nobody's hash."""
    if isinstance(file.data, Problem):
        return "unreadable"
    settings = replace(file.site, root=Path(), title="")
    deciding = (READING, settings, settings.dialect, file.site.beside(file.place), drafts, future)
    rules = hashlib.blake2b(repr(deciding).encode("utf-8", "replace"))
    return hashlib.blake2b(file.data, key=rules.digest(), digest_size=20).hexdigest()


# ---- Reading


def _those(*problems: Problem | None) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem)


def _front_matter_problem(front: FrontMatter, file: PostFile) -> Problem | None:
    if not front.fault:
        return None
    line, column, reason = front.fault.line, front.fault.column, front.fault.reason
    ja = f"front matter を読めません({column} 列目): {reason.ja}。読めた行と本文だけを使います。"
    en = f"The front matter does not parse (column {column}): {reason.en}. The lines that can be read are used, and the text."
    return file.problem("F001", ja, en, line=line, unplaced=True)


def _first_heading(body: str, site: Site, titles: Mapping[str, str] = NO_TITLES) -> str:
    """The first heading of a Markdown text, "" where it has none."""
    blocks = parse(prepare(body, site.dialect, titles).markdown, kramdown=site.dialect.kramdown).blocks
    return next((block.text for block in blocks if block.kind == "heading"), "")


def _with_markdown(document: Document, body: str, site: Site, titles: Mapping[str, str]) -> Document:
    dialect = site.dialect
    prepared = prepare(body, dialect, titles)
    drafts = parse_drafts(
        split_drafts(prepared.markdown),
        kramdown=dialect.kramdown,
        parse_block_html=site.parse_block_html or parses_block_html(body),
        html=dialect.html,
        anchor=site.anchor,
        explicit_anchor=dialect.explicit_anchor,
    )
    document = structs.replace(document, titled=tuple(prepared.titled))
    return _with_text(document, drafts, prepared.links, breaks=dialect.breaks)


def _with_html(document: Document, body: str, site: Site) -> Document:
    html, links_of_tags = prepare_html(body, site.dialect)
    text = Body()
    read_html(html, text)
    return _with_text(document, [text], links_of_tags, breaks=False)


def _with_text(document: Document, drafts: Sequence[Body], links_of_tags: list[Link], *, breaks: bool) -> Document:
    merged, removed = merge_drafts([draft.blocks for draft in drafts])
    blocks = read_lines(merged, breaks=breaks)
    sections, code = assemble(blocks)
    links = [*(link for draft in drafts for link in draft.links), *links_of_tags]
    images = (image for draft in drafts for image in draft.images)
    return structs.replace(
        document,
        sections=sections,
        code=code,
        links=tuple(dict.fromkeys(links)),
        images=tuple(dict.fromkeys(images)),
        removed=removed,
        structure=pack(blocks),
    )
