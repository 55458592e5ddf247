"""`sakuin related --draft`: what the archive has to say of a file that is not published yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from index.document import Document
from index.errors import InputUnusable
from index.reading.postfile import PostFile
from index.reading.sites.site import Site
from index.reading.source import open_post, read_body
from index.terminal import LANGUAGE, one_line, say
from search.reports.draft import Draft
from web.commands.relatedlines import related_line
from web.commands.report import print_report

_SHOWN = 3  # posts of one query


def read_draft(path: Path, site: Site) -> Document:
    """The document of a file anywhere, read as the site reads its posts. Errors: `InputUnusable` where its text cannot be read."""
    file = PostFile(path.resolve(), replace(site, root=path.resolve().parent, prefix=""))
    reading = read_body(open_post(file, drafts=True, future=True), file.site)
    unread = next((each for each in reading.problems if each.fatal), None)
    if unread:
        raise InputUnusable(ja=f"{path}: {unread.message.ja}", en=f"{path}: {unread.message.en}")
    if reading.document is None:
        raise InputUnusable(
            ja=f"{path} は front matter で公開しないとされているため読みません。",
            en=f"{path} is kept out by its front matter.",
        )
    for problem in reading.problems:
        click.echo(f"{path}: {problem.message.to(LANGUAGE)}", err=True)
    return reading.document


def print_draft(report: Draft, form: str) -> None:
    print_report(report, report.related, form, _lines(report))


def _lines(report: Draft) -> Iterator[str]:
    yield from _titled(
        say("リンクする記事", "posts to link"), (line for near in report.related for line in related_line(near))
    )
    yield from _titled(
        say("タグの候補", "tags"),
        (
            f"  {one_line(each.tag)}  {say(f'{each.posts:,}件', f'{each.posts:,} posts')}"
            f"{say('  本文にあり', '  named in the text') if each.in_text else ''}"
            for each in report.tags
        ),
    )
    yield from _titled(
        say("ほかの記事と違う表記", "spellings that differ from the archive"),
        (
            f"  {one_line(each.written)} ({each.posts:,}) → {one_line(each.usual)} ({each.usual_posts:,})"
            for each in report.spellings
        ),
    )
    yield from _titled(
        say("すでに書いた文", "sentences that a post has already"),
        (f"  「{one_line(each.sentence)}」  {one_line(each.post.title)}" for each in report.repeats),
    )
    yield from _titled(
        say("競合する検索語", "queries that it competes for"),
        (
            f"  {one_line(each.query)}: " + " / ".join(one_line(post.title) for post in each.posts[:_SHOWN])
            for each in report.competes
        ),
    )


def _titled(title: str, lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if not number:
            yield f"{title}:"
        yield line
