"""Posts on disk to `Document`s."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from msgspec import structs

from index.document import Document, Problem
from index.reading.drafts.merge import merge_drafts
from index.reading.drafts.split import split_drafts
from index.reading.frontmatter.frontmatter import FrontMatter, read_front_matter
from index.reading.markup.markup import assemble, parse, parse_drafts
from index.reading.markup.template import prepare
from index.reading.metadata import Metadata, Skipped, read_metadata
from index.reading.postfile import PostFile
from index.reading.site import Site

SUFFIXES = (".md", ".markdown", ".mkd", ".mkdn")
SKIPPED_FOLDERS = ("_site", "node_modules", "vendor")
READING = 3  # part of every fingerprint: to be raised when the same bytes make another document
WITH_BREAKS = ("zenn", "qiita", "hexo")  # where a line of the source is one of the page


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
) -> Reading:
    """The document that a file holds. Without `body` it has no more than front matter, which is quick to read.

    Nothing that is wrong with the file is raised: it is a `Problem`, with a document beside it where one can be made.
    """
    file = PostFile(path, site)
    text, problem = file.text()
    if text is None:
        return Reading(None, _those(problem))
    front = read_front_matter(text, site.type)
    metadata = read_metadata(file, front)
    problems = _those(problem, _front_matter_problem(front, file))
    skipped = metadata.skipped(drafts=drafts, future=future or site.future, now=now or datetime.now(UTC))
    if skipped:
        return Reading(None, problems, skipped)
    head = _titled(metadata)
    return Reading(_with_body(head, front.body, site) if body else head, problems + _those(metadata.date_problem()))


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


def _titled(metadata: Metadata) -> Document:
    """The document without its body. Its title is the front matter's, else the first heading, else the name of the file."""
    head = metadata.head()
    if head.title:
        return head
    markdown, _ = prepare(metadata.front.body, metadata.file.site.type)
    headings = (block.text for block in parse(markdown).blocks if block.kind == "heading")
    return structs.replace(head, title=next(headings, "") or metadata.title_of_name())


def _with_body(head: Document, body: str, site: Site) -> Document:
    markdown, links_of_tags = prepare(body, site.type)
    drafts = parse_drafts(split_drafts(markdown))
    blocks, removed = merge_drafts([draft.blocks for draft in drafts])
    sections, code = assemble(blocks, breaks=site.type in WITH_BREAKS)
    links = [*(link for draft in drafts for link in draft.links), *links_of_tags]
    images = (image for draft in drafts for image in draft.images)
    return structs.replace(
        head,
        sections=sections,
        code=code,
        links=tuple(dict.fromkeys(links)),
        images=tuple(dict.fromkeys(images)),
        removed=removed,
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
        if path.name.startswith(".") or _leads_out(path, top) or _excluded(site.path_of(path), site):
            continue
        if _is_folder(path):
            if path.name not in SKIPPED_FOLDERS and path.resolve() not in {*above, here}:
                yield from _walk(path, site, top, {*above, here})
        elif path.suffix.lower() in SUFFIXES and _may_be_post(site.path_of(path), site):
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


def _may_be_post(path: PurePosixPath, site: Site) -> bool:
    section_page = site.type == "hugo" and path.stem.split(".")[0] == "_index"
    return site.holds_posts(path.parent) and not section_page


def _excluded(path: PurePosixPath, site: Site) -> bool:
    """Whether the site leaves the path out: a pattern names it, a folder above it, or matches it."""
    return any(
        path.is_relative_to(pattern.strip("/")) or fnmatch(path.as_posix(), pattern.strip("/"))
        for pattern in site.exclude
        if pattern.strip("/")
    )
