"""Posts on disk to `Document`s."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from msgspec import structs

from index.document import Document, Problem
from index.reading.drafts.merge import merge_drafts
from index.reading.drafts.split import split_drafts
from index.reading.frontmatter.frontmatter import FrontMatter, read_front_matter
from index.reading.markup.markup import assemble, parse, parse_drafts
from index.reading.markup.template import NO_TITLES, prepare
from index.reading.metadata import date_problem, document_of, read_head
from index.reading.postfile import PostFile
from index.reading.sites.head import Head
from index.reading.sites.site import Site, Skipped

SKIPPED_FOLDERS = ("_site", "node_modules", "vendor")
READING = 3  # part of every fingerprint: to be raised when the same bytes make another document


@dataclass(frozen=True)
class Reading:
    """What reading a file gave: a document, or the reason why there is none (`skipped`); and the problems in the file."""

    document: Document | None
    problems: tuple[Problem, ...] = ()
    skipped: Skipped = ""


def find_posts(site: Site) -> Iterator[Path]:
    """The Markdown files that may be posts of the site, always in the same order. A folder that cannot be read is
    among them: `read_post` says why."""
    yield from _walk(site.root, site, site.root.resolve(), set())


def read_post(
    path: Path,
    site: Site,
    *,
    body: bool = True,
    drafts: bool = False,
    future: bool = False,
    now: datetime | None = None,
    titles: Mapping[str, str] = NO_TITLES,
) -> Reading:
    """The document that a file holds. Without `body` it has no more than front matter, which is quick to read. `titles` are
    those of the other posts, by the names under which posts link to each other.

    Nothing that is wrong with the file is raised: it is a `Problem`, with a document beside it where one can be made.
    """
    file = PostFile(path, site)
    text, problem = file.text()
    if text is None:
        return Reading(None, _those(problem))
    front = read_front_matter(text, hexo=site.type == "hexo")
    head = read_head(file, front)
    problems = _those(problem, _front_matter_problem(front, file))
    skipped = site.skipped(head, drafts=drafts, future=future, now=now or datetime.now(UTC))
    if skipped:
        return Reading(None, problems, skipped)
    document = _titled(document_of(file, head), front.body, head, site)
    problems += _those(date_problem(file, front, head))
    return Reading(_with_body(document, front.body, site, titles) if body else document, problems)


def fingerprint(data: bytes, site: Site, *, drafts: bool, future: bool) -> str:
    """A hash of everything that decides what a file becomes: its bytes, the site's settings, and the rules here."""
    settings = replace(site, root=Path(), title="", exclude=())
    rules = hashlib.blake2b(repr((READING, settings, drafts, future)).encode("utf-8", "replace"))
    return hashlib.blake2b(data, key=rules.digest(), digest_size=20).hexdigest()


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
    headings = (block.text for block in parse(prepare(body, site.type).markdown).blocks if block.kind == "heading")
    return structs.replace(document, title=next(headings, "") or site.title_of_name(head.place))


def _with_body(document: Document, body: str, site: Site, titles: Mapping[str, str]) -> Document:
    prepared = prepare(body, site.type, titles)
    drafts = parse_drafts(split_drafts(prepared.markdown), anchor=site.anchor, explicit_anchor=site.explicit_anchor)
    blocks, removed = merge_drafts([draft.blocks for draft in drafts])
    sections, code = assemble(blocks, breaks=site.breaks)
    links = [*(link for draft in drafts for link in draft.links), *prepared.links]
    images = (image for draft in drafts for image in draft.images)
    return structs.replace(
        document,
        sections=sections,
        code=code,
        links=tuple(dict.fromkeys(links)),
        images=tuple(dict.fromkeys(images)),
        removed=removed,
        titled=tuple(prepared.titled),
    )


# ---- Finding


def _walk(folder: Path, site: Site, top: Path, above: set[Path]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    here = folder.resolve()
    for path in entries:
        if path.name.startswith(".") or _leads_out(path, top) or site.excludes(site.path_of(path)):
            continue
        if _is_folder(path):
            if path.name not in SKIPPED_FOLDERS and path.resolve() not in {*above, here}:
                yield from _walk(path, site, top, {*above, here})
        elif site.is_post(site.path_of(path)):
            yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # below a folder that may be listed but not entered
        return False


def _leads_out(path: Path, top: Path) -> bool:
    if not path.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(top)
    except (OSError, RuntimeError):  # it leads nowhere, or to itself
        return True
