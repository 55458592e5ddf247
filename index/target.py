"""Which folder a run writes into: the one in use, or a new one where that will not do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.analysis.analyzer import Analyzer, analyzer
from index.analysis.fingerprint import fingerprint
from index.analysis.tokenizers import TokenizerName
from index.errors import IndexMissing, IndexOutdated, IndexUnavailable
from index.language import Message
from index.reading.sites.site import Site
from index.store.manifest import Manifest, Taught
from index.store.storage import Folder, create_folder, current_folder, switch


def choose_target(
    index_dir: Path,
    site: Site,
    tokenizer: TokenizerName | None,
    *,
    dictionary: tuple[str, ...],
    teach: Callable[[Analyzer], Taught],
    full: bool,
) -> tuple[Folder, Manifest, Message | None]:
    """The folder to write into, its manifest, and the reason why all is built anew; no reason where it is not, or `full`.

    The folder in use will do if its analysis and dictionary are those of this run. A new one learns what `teach` gives, and `switch` puts it in use when the run is done; at once where there is no index, or one of another format, which
    nobody can search. Errors: `IndexDamaged` for a broken one, unless `full`.
    """
    folder, manifest, outdated = _in_use(index_dir, full=full)
    name = tokenizer or (manifest.tokenizer if manifest else "janome")
    wanted = Manifest(
        analysis=fingerprint(name),
        tokenizer=name,
        root=str(site.root),
        title=site.title,
        dictionary=dictionary,
        base=manifest.base + folder.commit_number() + 1 if folder and manifest else 0,
    )
    if folder and manifest and not full and _same_words(manifest, wanted):
        return folder, manifest, None
    new = create_folder(index_dir, wanted, teach=lambda: teach(analyzer(name)))
    if not manifest:
        switch(index_dir, new)
    return new, new.manifest(), outdated or _reason(manifest, wanted, full=full)


_NEW_FORMAT = Message(
    ja="索引の形式が変わったので、索引を作り直します",
    en="The format of the index has changed, so the index is built again",
)


def _same_words(manifest: Manifest, wanted: Manifest) -> bool:
    return (manifest.analysis, manifest.dictionary) == (wanted.analysis, wanted.dictionary)


def _in_use(index_dir: Path, *, full: bool) -> tuple[Folder | None, Manifest | None, Message | None]:
    """The folder in use and its manifest, or why there is one that cannot be read any more."""
    try:
        folder = current_folder(index_dir)
        return folder, folder.manifest(), None
    except IndexMissing:
        return None, None, None
    except IndexOutdated:
        return None, None, _NEW_FORMAT
    except IndexUnavailable:
        if full:
            return None, None, None
        raise


def _reason(manifest: Manifest | None, wanted: Manifest, *, full: bool) -> Message | None:
    if manifest is None or full:
        return None
    if manifest.analysis == wanted.analysis:
        return Message(
            ja="ユーザー辞書が変わったので、索引を作り直します",
            en="The user dictionary has changed, so the index is built again",
        )
    return Message(
        ja=f"解析の方法が変わった（{manifest.analysis} → {wanted.analysis}）ので、索引を作り直します",
        en=f"The analysis has changed ({manifest.analysis} → {wanted.analysis}), so the index is built again",
    )
