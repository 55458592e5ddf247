"""The metadata of a post: what its front matter, its file name and its site say of it."""

from __future__ import annotations

from dataclasses import replace

from index.document import Document, Problem, Wishes, document_id
from index.reading.frontmatter.frontmatter import FrontMatter
from index.reading.image import image_of
from index.reading.postfile import PostFile
from index.reading.sites.head import Head
from index.reading.title import shown_title

_DESCRIPTION_KEYS = ("description", "excerpt", "summary")


def read_head(file: PostFile, front: FrontMatter) -> Head:
    """What a post says of itself. Where its front matter says nothing, the site's defaults do."""
    return Head(file.place, {**file.site.defaults(file.place), **front.values}, front.found)


def document_of(file: PostFile, head: Head) -> Document:
    """The document without what needs the body; its title may be missing."""
    site = file.site
    title = site.title_of(head)
    title = shown_title(title) if site.dialect.titles_in_html else title
    url, date, updated, ends = site.url_of(head), site.date(head), site.updated(head), site.ends(head)
    return Document(
        id=document_id(file.name),
        path=file.name,
        url=url,
        title=title,
        untitled=not title,
        date=date.isoformat() if date else None,
        updated=updated.isoformat() if updated else None,
        tags=site.tags(head),
        categories=site.categories(head),
        author=head.text("author", "authors") or site.author or None,
        description=head.text(*_DESCRIPTION_KEYS) or None,
        image=image_of(head, site, url) or None,
        ends=ends.isoformat() if ends else None,
        ignored=tuple(code.upper() for code in head.names("sakuin_ignore", split=True)),
        wishes=_wishes(head),
    )


def _wishes(head: Head) -> Wishes:
    """`related: [2024-05-12-miso.md, /2024/ramen/]` and `related_exclude: […]`; `related: false` for none at all."""
    if head.flag("related") is False:
        return Wishes(none=True)
    return Wishes(head.names("related"), head.names("related_exclude"))


def date_problem(file: PostFile, front: FrontMatter, head: Head) -> Problem | None:
    """The problem of a `date` that cannot be read; None in front matter with a fault, which is a problem of its own."""
    if front.fault or not front.values.get("date") or file.site.first_date(head, "date"):
        return None
    ja = "date の値を日付として読めません。2024-01-02 や 2024-01-02 15:04 のように書いてください。"
    en = "The value of date is no date. Write it like 2024-01-02 or 2024-01-02 15:04."
    return file.problem("D001", ja, en, line=front.line_of("date"), fatal=False, unplaced=_is_dated(file, head))


def _is_dated(file: PostFile, head: Head) -> bool:
    """Whether the address of a post depends on its date."""
    dates = ("2001-02-03", "2012-11-10")
    return len({file.site.url_of(replace(head, values={**head.values, "date": date})) for date in dates}) > 1
