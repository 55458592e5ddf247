"""Blogs that are checked: files, an index of them, and what is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from index.build import build
from index.reading.sites.publication import Publication
from search.reports.check import CheckReport, Finding
from search.searcher import open_searcher

BLOG = "https://blog.example.jp"
JEKYLL = {"_config.yml": f"url: {BLOG}\npermalink: /:year/:month/:day/:title/\ntimezone: Asia/Tokyo\n"}


def dated(title: str, text: str = "", **front: str) -> str:
    """A post with what good posts have."""
    values = {"title": title, "date": "2024-05-12 10:00:00 +0900", "tags": "[日記]", "description": "話"} | front
    lines = "".join(f"{key}: {value}\n" for key, value in values.items() if value)
    return f"---\n{lines}---\n{text or '今日のこと。' * 60}\n"


def checked(root: Path, *, url: str = "", **asked: object) -> CheckReport:
    """What is found in the blog in a folder, published at `url` where its own settings do not say."""
    build(root, root / ".sakuin", jobs=1, publication=Publication(url=url))
    return open_searcher(root / ".sakuin").editor().check(**asked)


def findings(report: CheckReport, code: str) -> list[Finding]:
    return [each for each in report.findings if each.code == code]


Folder = Callable[[Mapping[str, str | bytes]], Path]
