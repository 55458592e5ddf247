"""What is amiss with the posts of a blog: every check that is asked for, over every post."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from search.editing.checks.blog import Blog
from search.editing.checks.built import Built
from search.editing.checks.check import Check, Found
from search.editing.checks.every import CHECKS
from search.reports.check import CheckReport, CodeCount, Finding
from search.snapshot import Snapshot


def check(
    snapshot: Snapshot, *, select: Sequence[str] = (), ignore: Sequence[str] = (), built: Path | None = None
) -> CheckReport:
    """What the checks find whose codes begin with one of `select`, by default all but those that are only asked for, and with none of
    `ignore`; less what a post itself ignores. `built` is the folder of the built site, where there is one."""
    chosen = [each for each in CHECKS if _is_chosen(each, select, ignore)]
    blog = Blog(snapshot, built=Built(built, home=snapshot.manifest.home) if built else None)
    found: dict[str, list[Found]] = defaultdict(list)
    for post in blog.posts():
        for each in chosen:
            found[each.code] += each.of_post(post, blog)
    if blog.site:
        blog.links.know(blog.site)
    for each in chosen:
        found[each.code] += each.of_blog(blog)
    findings = [finding for each in chosen for finding in _findings(each, found[each.code], blog)]
    return CheckReport(
        posts=blog.seen,
        waiting=len(snapshot) - blog.seen,
        files_read=blog.site is not None,
        counts=tuple(_counts(chosen, findings)),
        findings=tuple(findings),
    )


def _is_chosen(check: Check, select: Sequence[str], ignore: Sequence[str]) -> bool:
    asked = check.code.startswith(tuple(select)) if select else not check.asked_for
    return asked and not check.code.startswith(tuple(ignore))


def _findings(check: Check, found: Iterable[Found], blog: Blog) -> Iterable[Finding]:
    """What a check found, less what the posts ignore, the weightiest first, then by path and line."""
    heard = (each for each in found if not check.code.startswith(blog.ignored.get(each.path, ())))
    for each in sorted(heard, key=lambda each: (-each.weight, each.path, each.line)):
        yield Finding(check.code, check.level, each.path, each.line, each.message)


def _counts(checks: Iterable[Check], findings: Iterable[Finding]) -> Iterable[CodeCount]:
    files = defaultdict(set)
    times: Counter[str] = Counter()
    for each in findings:
        files[each.code].add(each.path)
        times[each.code] += 1
    return (
        CodeCount(each.code, each.level, each.about, times[each.code], len(files[each.code]))
        for each in checks
        if times[each.code]
    )
