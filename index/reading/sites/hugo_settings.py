"""The settings of a Hugo site: one file, or the files of its `config` folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.reading.frontmatter.values import Value, Values
from index.reading.sites.settings import FORMS, first_file, lowered, read_settings

_FORMS = ("toml", "yaml", "yml", "json")
_ALONE = tuple(f"{name}.{form}" for name in ("hugo", "config") for form in _FORMS)
_FOLDERS = ("config/_default", "config/production")  # the later wins; `hugo` builds for production
_MERGED = 3  # levels: languages, one of them, its title


def hugo_settings(home: Path) -> Values | None:
    """The settings of the Hugo site in a folder, keys in lower case down to the third level; None for a folder without one.
    InputUnusable says which line of which file is broken.

    A `config.toml` may be another program's: it has to have `content` beside it, or to say where that is.
    """
    files = [path for folder in _FOLDERS for path in _files_of(home / folder)]
    alone = first_file(home, _ALONE)
    if alone and (files or alone.stem == "hugo" or (home / "content").is_dir() or _names_content(alone)):
        files = [alone, *files]
    if not any(path.stem in ("hugo", "config") for path in files):
        return None
    settings: Values = {}
    for path in files:
        settings = _merged(settings, _placed(path, home))
    return settings


def _files_of(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*")) if path.suffix in FORMS and path.is_file()]


def _names_content(path: Path) -> bool:
    """Whether the file has the name of a key that says where a Hugo site has its content."""
    try:
        text = path.read_bytes().lower()
    except OSError:
        return False
    return b"contentdir" in text or (b"mounts" in text and b"module" in text)


def _placed(path: Path, home: Path) -> Values:
    """The settings of a file below the key that its name says: `params.toml` holds those of `params`, `params.en.toml` English ones."""
    settings = read_settings(path)
    if path.stem in ("hugo", "config") or path.parent == home:
        return settings
    key, _, language = path.stem.lower().partition(".")
    placed: Values = {key: dict(settings)}
    return {"languages": {language: dict(placed)}} if language else placed


def _merged(below: Values, above: Values, levels: int = _MERGED) -> Values:
    """Two mappings in one, and the mappings inside them; what is above wins."""
    merged: dict[str, Value] = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(value, dict) and levels > 1:
            merged[key] = dict(_merged(lowered(under), lowered(value), levels - 1))
        else:
            merged[key] = value
    return merged


def tables(value: Value) -> Iterable[Values]:
    """A list of mappings, or a lone mapping as a list of one; keys in lower case."""
    return [lowered(each) for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
