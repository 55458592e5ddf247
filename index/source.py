"""Posts on disk to `Document`s."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Literal

from index.dates import on_clock, parse_date, zone_of
from index.decode import decode
from index.document import Document, Problem, document_id
from index.drafts import merge_drafts, split_drafts
from index.frontmatter import FrontMatter, Value, Values, as_flag, as_list, as_text, read_front_matter
from index.language import Message
from index.liquid import prepare
from index.markup import assemble, parse, parse_drafts
from index.permalink import DATED_NAME, Address, url_of
from index.site import Site

SUFFIXES = (".md", ".markdown", ".mkd", ".mkdn")
SKIPPED_FOLDERS = ("_site", "node_modules", "vendor")
LARGEST = 5 * 1024 * 1024
READING = 1  # part of every fingerprint: count it up when the same bytes make another document

Skipped = Literal["", "draft", "future", "unpublished", "no front matter"]


@dataclass(frozen=True)
class Reading:
    """What came of a file: a document, or why there is none; and the problems met on the way."""

    document: Document | None
    problems: tuple[Problem, ...] = ()
    skipped: Skipped = ""


def find_posts(site: Site) -> Iterator[Path]:
    """The Markdown files that may be posts of the site, always in the same order."""
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
    file = _File(path, site)
    text, problem = file.text()
    if text is None:
        return Reading(None, (problem,) if problem else ())
    front = read_front_matter(text, hexo=site.type == "hexo")
    problems = [each for each in (problem, file.front_matter_problem(front)) if each]
    post = _Post(file, {**file.defaults(), **front.values}, front)
    skipped = post.skipped(drafts=drafts, future=future or site.future, now=now or datetime.now(UTC))
    if skipped:
        return Reading(None, tuple(problems), skipped)
    return Reading(post.document(body=body), tuple(problems))


def fingerprint(data: bytes, site: Site, *, drafts: bool, future: bool) -> str:
    """A hash of everything that decides what a file becomes: its bytes, the site's settings, and the rules here."""
    settings = replace(site, root=Path(), title="", exclude=())
    rules = repr((READING, settings, drafts, future))
    return hashlib.blake2b(
        data, key=hashlib.blake2b(rules.encode("utf-8", "replace")).digest(), digest_size=20
    ).hexdigest()


# ---- Finding


def _walk(folder: Path, site: Site, top: Path, above: set[Path]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:  # a folder that we may not read
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


# ---- A file


@dataclass(frozen=True)
class _File:
    path: Path
    site: Site

    @property
    def name(self) -> str:
        """The path as messages and documents have it."""
        return self.path.relative_to(self.site.root).as_posix()

    @property
    def place(self) -> PurePosixPath:
        return self.site.path_of(self.path)

    def problem(self, code: str, ja: str, en: str, *, line: int = 1) -> Problem:
        return Problem(code, self.name, line, Message(ja, en))

    def text(self) -> tuple[str | None, Problem | None]:
        """The text of the file; None and the reason when it has none."""
        data = self._bytes()
        if isinstance(data, Problem):
            return None, data
        if not data.strip():
            return None, self.problem("F009", "ファイルが空です。", "The file is empty.")
        decoded = decode(data)
        if decoded.binary:
            return None, self.problem("F006", "テキストではありません。", "This is no text file.")
        if not decoded.text.strip():
            return None, self.problem("F009", "ファイルが空です。", "The file is empty.")
        if not decoded.lossy:
            return decoded.text, None
        line = decoded.text.count("\n", 0, decoded.text.find("\ufffd")) + 1
        return decoded.text, self.problem(
            "F004",
            f"{decoded.encoding} として読めない文字があり、「\ufffd」に置き換えました。UTF-8 で保存し直してください。",
            f"Some characters are no {decoded.encoding} and became \ufffd. Save the file as UTF-8.",
            line=line,
        )

    def _bytes(self) -> bytes | Problem:
        try:
            if not self.path.is_file() and self.path.exists():
                return self.problem("F008", "通常のファイルではありません。", "This is not a regular file.")
            if self.path.stat().st_size <= LARGEST:
                return self.path.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return self.problem("F008", f"ファイルを読めません: {reason}", f"Cannot read the file: {reason}")
        return self.problem("F007", "5 MiB を超えるため読みません。", "The file is larger than 5 MiB and is not read.")

    def front_matter_problem(self, front: FrontMatter) -> Problem | None:
        if not front.fault:
            return None
        line, column, reason = front.fault.line, front.fault.column, front.fault.reason
        ja = f"front matter を読めません({column} 列目): {reason.ja}。読めた行と本文だけを使います。"
        en = f"The front matter does not parse (column {column}): {reason.en}. The lines that can be read are used, and the text."
        return self.problem("F001", ja, en, line=line)

    def defaults(self) -> Values:
        """The front matter that Jekyll's settings give to a post at this place."""
        kind = "drafts" if "_drafts" in self.place.parts else "posts"
        collection = self.place.parts[0].removeprefix("_")
        kinds = {"", kind, collection} if collection in self.site.collections else {"", kind}
        values: dict[str, Value] = {}
        for each in self.site.defaults:
            inside = self.place.is_relative_to(each.path) or fnmatch(self.place.as_posix(), f"{each.path}*")
            if each.type in kinds and (not each.path or inside):
                values.update(each.values)
        return values


# ---- A post


@dataclass
class _Post:
    """The fields of a post, by the conventions of all its generators at once."""

    file: _File
    values: Values
    front: FrontMatter

    def skipped(self, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        if self.file.site.type == "jekyll" and not self.front.found:
            return "no front matter"
        if self._is_draft() and not drafts:
            return "draft"
        if self._flag("published") is False and not drafts:
            return "draft" if self.file.site.type == "zenn" else "unpublished"
        starts = self._first_date(*PUBLICATION_KEYS) or self.date()
        return "future" if not future and starts and starts > now else ""

    def _is_draft(self) -> bool:
        in_drafts = "_drafts" in self.file.place.parts
        return in_drafts or any(self._flag(key) for key in ("draft", "private", "ignorepublish"))

    def document(self, *, body: bool) -> Document:
        path, site = self.file.name, self.file.site
        title, categories = self._text("title"), self._categories()
        date, updated = self.date(), self._first_date(*UPDATE_KEYS)
        head = Document(
            id=document_id(path),
            path=path,
            url=url_of(self._address(title, categories, date), site),
            title=title or self._title_below(),
            date=date.isoformat() if date else "",
            updated=updated.isoformat() if updated else "",
            tags=self._names("tag", "tags") or self._names("topic", "topics"),
            categories=categories,
            author=self._text("author") or self._text("authors") or site.author,
            description=next((text for key in DESCRIPTION_KEYS if (text := self._text(key))), ""),
        )
        return self._with_body(head) if body else head

    def _with_body(self, head: Document) -> Document:
        site = self.file.site
        prepared = prepare(self.front.body, site.type)
        drafts = parse_drafts(split_drafts(prepared.markdown, site.draft_markers))
        blocks, removed = merge_drafts([draft.blocks for draft in drafts])
        sections, code = assemble(blocks)
        links = [*(link for draft in drafts for link in draft.links), *prepared.links]
        images = (image for draft in drafts for image in draft.images)
        return replace(
            head,
            sections=sections,
            code=code,
            links=tuple(dict.fromkeys(links)),
            images=tuple(dict.fromkeys(images)),
            removed=removed,
        )

    def date(self) -> datetime | None:
        """When the post is from: its front matter says, or else the name of its file."""
        return self._first_date(*DATE_KEYS) or self._date_of_name()

    def _date_of_name(self) -> datetime | None:
        match = DATED_NAME.match(self.file.path.stem)
        return parse_date(match[1], zone_of(self.file.site.timezone)) if match else None

    def _address(self, title: str, categories: tuple[str, ...], date: datetime | None) -> Address:
        return Address(
            path=self.file.place,
            title=title,
            date=date,
            slug=self._text("slug"),
            permalink=self._text("permalink"),
            url=self._text("url"),
            id=self._text("id"),
            categories=categories,
        )

    def _categories(self) -> tuple[str, ...]:
        """Front matter's, and before them in Jekyll the folders above `_posts`."""
        parts = self.file.place.parts
        above = parts[: parts.index("_posts")] if self.file.site.type == "jekyll" and "_posts" in parts else ()
        return tuple(dict.fromkeys((*above, *self._names("category", "categories"))))

    def _title_below(self) -> str:
        """The title of a post that does not name it: its first heading, or else the name of its file."""
        markdown = prepare(self.front.body, self.file.site.type).markdown
        headings = (block.text for block in parse(markdown).blocks if block.kind == "heading")
        match = DATED_NAME.fullmatch(self.file.path.stem)
        stem = self.file.path.parent.name if self.file.path.stem == "index" else self.file.path.stem
        return next(headings, "") or (match[2] if match else stem)

    def _names(self, singular: str, plural: str) -> tuple[str, ...]:
        """Tags or categories as Jekyll reads them: only the plural key cuts a string at white space."""
        return as_list(self.values.get(singular)) or as_list(self.values.get(plural), split=True)

    def _text(self, key: str) -> str:
        return as_text(self.values.get(key))

    def _flag(self, key: str) -> bool | None:
        return as_flag(self.values.get(key))

    def _first_date(self, *keys: str) -> datetime | None:
        """The first of the dates that there is, on the clock of the site, as its pages show it."""
        zone = zone_of(self.file.site.timezone)
        dates = (parse_date(self.values.get(key), zone) for key in keys)
        return next((on_clock(date, zone) for date in dates if date), None)


PUBLICATION_KEYS = ("publishdate", "published_at", "published", "pubdate")
DATE_KEYS = ("date", *PUBLICATION_KEYS, "created_at")
UPDATE_KEYS = ("last_modified_at", "lastmod", "modified", "updated", "updated_at")
DESCRIPTION_KEYS = ("description", "excerpt", "summary")
