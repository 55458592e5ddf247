"""Posts on disk to `Document`s."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from msgspec import structs

from index.document import Document, Link, Problem
from index.reading.drafts.merge import merge_drafts
from index.reading.drafts.split import split_drafts
from index.reading.frontmatter.frontmatter import FrontMatter, read_front_matter
from index.reading.markup.body import Body
from index.reading.markup.htmlblock import read_html
from index.reading.markup.htmlpost import prepare_html
from index.reading.markup.markup import assemble, parse, parse_drafts
from index.reading.markup.scanner import KRAMDOWN
from index.reading.markup.template import NO_TITLES, prepare
from index.reading.metadata import date_problem, document_of, read_head
from index.reading.postfile import PostFile
from index.reading.sites.head import Head
from index.reading.sites.keptout import kept_out
from index.reading.sites.site import Site, Skipped

READING = 4  # part of every fingerprint: to be raised when the same bytes make another document


@dataclass(frozen=True)
class Found:
    """A file or a folder that may hold posts, and the reason why it is passed over; "" where it is read. A folder is among
    those to be read where it cannot be listed: `open_post` says why."""

    path: Path
    skipped: Skipped = ""


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


def find_files(site: Site) -> Iterator[Found]:
    """The files of a site that may be posts, and those that one might take for posts, always in the same order."""
    yield from _walk(site.root, site, site.root.resolve(), set())


def find_posts(site: Site) -> Iterator[Path]:
    """The files that may be posts of the site, always in the same order."""
    return (found.path for found in find_files(site) if not found.skipped)


def read_post(
    path: Path,
    site: Site,
    *,
    drafts: bool = False,
    future: bool = False,
    now: datetime | None = None,
    titles: Mapping[str, str] = NO_TITLES,
) -> Reading:
    """The document that a file holds. `titles` are those of the other posts, by the names under which posts link to each other.

    Nothing that is wrong with the file is raised: it is a `Problem`, with a document beside it where one can be made.
    """
    opened = open_post(PostFile(path, site), drafts=drafts, future=future, now=now)
    return replace(opened, document=read_body(opened, site, titles=titles), body="") if opened.document else opened


def open_post(file: PostFile, *, drafts: bool = False, future: bool = False, now: datetime | None = None) -> Reading:
    """What the front matter of a file says, which is quick to read: a document without text, and the body for `read_body`."""
    text, problem = file.text()
    if text is None:
        return Reading(file.path, None, _those(problem))
    site = file.site
    front = read_front_matter(text, site.type)
    head = read_head(file, front)
    problems = _those(problem, _front_matter_problem(front, file))
    skipped = site.skipped(head, drafts=drafts, future=future, now=now or datetime.now(UTC))
    skipped = skipped or ("kept out" if kept_out(head) else "")
    if skipped:
        return Reading(file.path, None, problems, skipped)
    document = _titled(document_of(file, head), front.body, head, site)
    problems += _those(date_problem(file, front, head))
    return Reading(file.path, document, problems, body=front.body)


def read_body(opened: Reading, site: Site, *, titles: Mapping[str, str] = NO_TITLES) -> Document | None:
    """The whole document of a post that was opened; None where it has none. `titles`: see `read_post`."""
    if opened.document is None:
        return None
    if opened.path.suffix.lower() == ".html":
        return _with_html(opened.document, opened.body, site)
    return _with_markdown(opened.document, opened.body, site, titles)


def fingerprint(file: PostFile, *, drafts: bool, future: bool) -> str:
    """A hash of everything that decides what a file becomes: its bytes, the site's settings, and the rules here; "unreadable"
    where there are no bytes, which is nobody's hash."""
    if isinstance(file.data, Problem):
        return "unreadable"
    settings = replace(file.site, root=Path(), title="", exclude=(), kept_out=())
    deciding = (READING, settings, file.site.beside(file.place), drafts, future)
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
    return file.problem("F001", ja, en, line=line)


def _titled(document: Document, body: str, head: Head, site: Site) -> Document:
    """The document with a title: the front matter's, else the first heading, else the name of the file."""
    if document.title:
        return document
    markdown = prepare(body, site.type).markdown
    blocks = parse(markdown, kramdown=site.type in KRAMDOWN).blocks
    headings = (block.text for block in blocks if block.kind == "heading")
    return structs.replace(document, title=next(headings, "") or site.title_of_name(head.place))


def _with_markdown(document: Document, body: str, site: Site, titles: Mapping[str, str]) -> Document:
    prepared = prepare(body, site.type, titles)
    drafts = parse_drafts(
        split_drafts(prepared.markdown),
        kramdown=site.type in KRAMDOWN,
        anchor=site.anchor,
        explicit_anchor=site.explicit_anchor,
    )
    document = structs.replace(document, titled=tuple(prepared.titled))
    return _with_text(document, drafts, prepared.links, breaks=site.breaks)


def _with_html(document: Document, body: str, site: Site) -> Document:
    html, links_of_tags = prepare_html(body, site.type)
    text = Body()
    read_html(html, text)
    return _with_text(document, [text], links_of_tags, breaks=False)


def _with_text(document: Document, drafts: Sequence[Body], links_of_tags: list[Link], *, breaks: bool) -> Document:
    blocks, removed = merge_drafts([draft.blocks for draft in drafts])
    sections, code = assemble(blocks, breaks=breaks)
    links = [*(link for draft in drafts for link in draft.links), *links_of_tags]
    images = (image for draft in drafts for image in draft.images)
    return structs.replace(
        document,
        sections=sections,
        code=code,
        links=tuple(dict.fromkeys(links)),
        images=tuple(dict.fromkeys(images)),
        removed=removed,
    )


# ---- Finding


def _walk(folder: Path, site: Site, top: Path, above: set[Path]) -> Iterator[Found]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield Found(folder)
        return
    here = {*above, folder.resolve()}
    for path in entries:
        place = site.path_of(path)
        if path.name.startswith("."):
            continue
        skipped = _skipped(path, place, site, top, here)
        if skipped:
            yield from [Found(path, skipped)] if _may_hold_posts(path, place, site) else []
        elif _is_folder(path):
            yield from () if site.is_of_tools(place) else _walk(path, site, top, here)
        elif site.is_post(place):
            yield Found(path)
        elif skipped := site.passed_over(place):
            yield Found(path, skipped)


def _skipped(path: Path, place: PurePosixPath, site: Site, top: Path, above: set[Path]) -> Skipped:
    """Why nobody looks at a path, whatever it holds."""
    if path.is_symlink() and _leads_astray(path, top, above):
        return "link"
    if site.excludes(place):
        return "excluded"
    if site.keeps_out(place):
        return "kept out"
    return "no regular file" if _is_special(path) else ""


def _may_hold_posts(path: Path, place: PurePosixPath, site: Site) -> bool:
    return site.is_post(place) or (_is_folder(path) and site.holds_posts(place) and not site.is_of_tools(place))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # below a folder that may be listed but not entered
        return False


def _is_special(path: Path) -> bool:
    """Whether it is a pipe, a socket or a device: reading one might never end."""
    try:
        mode = path.stat().st_mode
    except OSError:  # reading the post says why
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _leads_astray(path: Path, top: Path, above: set[Path]) -> bool:
    """Whether a link leads out of the folder of posts, to a folder that it lies in, or nowhere."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or to itself
        return True
    return target in above or not target.is_relative_to(top)
