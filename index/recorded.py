"""The analyzer that an index was made with."""

from __future__ import annotations

from pathlib import Path

from index.analysis.analyzer import Analyzer, analyzer
from index.errors import IndexOutdated
from index.storage import Manifest, current_folder


def analyzer_of(index_dir: Path) -> Analyzer:
    """The analyzer of an index, with its dictionary and what the blog taught. Errors: `IndexMissing`, `IndexOutdated`."""
    return recorded_analyzer(current_folder(index_dir).manifest(), index_dir)


def recorded_analyzer(manifest: Manifest, directory: Path) -> Analyzer:
    """The same: with another one, queries would miss what is there."""
    found = analyzer(manifest.tokenizer, words=manifest.words)
    if found.fingerprint == manifest.analysis:
        return found
    raise IndexOutdated(
        ja=f"{directory} の索引は別の解析（{manifest.analysis}）で作られています。作り直すには: sakuin index {manifest.root}",
        en=f"The index in {directory} was made with another analysis ({manifest.analysis}). "
        f"Build it again with: sakuin index {manifest.root}",
    )
