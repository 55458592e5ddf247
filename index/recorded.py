"""The analyzer that an index was made with."""

from __future__ import annotations

from pathlib import Path

from index.analysis.analyzer import Analyzer, analyzer
from index.errors import IndexOutdated
from index.store.manifest import Manifest
from index.store.storage import current_folder


def analyzer_of(index_dir: Path) -> Analyzer:
    """The analyzer of the index in a directory, with the words of its dictionary and those that the blog taught.

    Errors: `IndexMissing`, `IndexDamaged`, `IndexOutdated`.
    """
    return recorded_analyzer(current_folder(index_dir).manifest(), index_dir)


def recorded_analyzer(manifest: Manifest, directory: Path) -> Analyzer:
    """The analyzer that a manifest describes. `IndexOutdated` where our analyzer has another fingerprint: its terms would miss
    those of the index."""
    found = analyzer(manifest.tokenizer, words=manifest.words)
    if found.fingerprint == manifest.analysis:
        return found
    raise IndexOutdated(
        ja=f"{directory} の索引は別の解析（{manifest.analysis}）で作られています。作り直すには: sakuin index {manifest.root}",
        en=f"The index in {directory} was made with another analysis ({manifest.analysis}). "
        f"Build it again with: sakuin index {manifest.root}",
    )
