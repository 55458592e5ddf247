"""Posts on disk for tests of runs, and what such a run has done."""

from __future__ import annotations

from pathlib import Path

from index.build import BuildReport
from search.request import SearchRequest
from search.searcher import open_searcher


def write(folder: Path, name: str, text: str, *, title: str = "題名", date: str = "2024-01-02") -> Path:
    path = folder / "_posts" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndate: {date}\ntags: [猫]\n---\n{text}\n", encoding="utf-8")
    return path


def titles(place: Path, query: str = "") -> list[str]:
    return sorted(hit.title for hit in open_searcher(place).search(SearchRequest(query, limit=100)).hits)


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.deleted, report.unchanged
