"""Which folder a run writes into: the one in use, or a new one where that will not do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.analysis.analyzer import analyzer
from index.analysis.tokenizers import TokenizerName
from index.errors import IndexMissing, IndexOutdated, IndexUnavailable
from index.language import Message
from index.reading.site import Site
from index.storage import Folder, Manifest, create_folder, current_folder, switch


@dataclass(frozen=True)
class Target:
    """A folder, the tokenizer that it is written with, and why all is built anew; None where it is not."""

    folder: Folder
    tokenizer: TokenizerName
    reason: Message | None = None


def choose_target(index_dir: Path, site: Site, tokenizer: TokenizerName | None, *, full: bool) -> Target:
    """The folder in use where its analysis is the one wanted, else a new one, which `switch` puts in use at the end.

    An index that nobody can search anyway (none, or one of another format) gives way at once. `IndexDamaged` for a
    broken one, unless `full`.
    """
    folder, manifest = _in_use(index_dir, full=full)
    name = tokenizer or (manifest.tokenizer if manifest else "janome")
    wanted = Manifest(
        analysis=analyzer(name).fingerprint,
        tokenizer=name,
        root=str(site.root),
        title=site.title,
        base=manifest.base + folder.commit_number() + 1 if folder and manifest else 0,
    )
    if folder and manifest and not full and manifest.analysis == wanted.analysis:
        return Target(folder, name)
    new = create_folder(index_dir, wanted)
    if not manifest:
        switch(index_dir, new)
    return Target(new, name, _reason(manifest, wanted, full=full))


def _in_use(index_dir: Path, *, full: bool) -> tuple[Folder | None, Manifest | None]:
    try:
        folder = current_folder(index_dir)
        return folder, folder.manifest()
    except (IndexMissing, IndexOutdated):
        return None, None
    except IndexUnavailable:
        if full:
            return None, None
        raise


def _reason(manifest: Manifest | None, wanted: Manifest, *, full: bool) -> Message | None:
    if manifest is None or full:
        return None
    return Message(
        ja=f"解析の方法が変わった（{manifest.analysis} → {wanted.analysis}）ので、索引を作り直します",
        en=f"The analysis has changed ({manifest.analysis} → {wanted.analysis}), so the index is built again",
    )
