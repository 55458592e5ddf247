"""The files in which a site keeps its settings."""

from __future__ import annotations

from pathlib import Path

from index.errors import InputUnusable
from index.reading.decode import decode
from index.reading.frontmatter.syntax import SyntaxFault, load
from index.reading.frontmatter.values import Values
from index.reading.sites.settings import lowered

FORMS = {".yml": "yaml", ".yaml": "yaml", ".toml": "toml", ".json": "json"}


def read_settings(path: Path) -> Values:
    """The settings in a file, its top-level keys in lower case. InputUnusable says which line is broken."""
    try:
        settings = load(decode(path.read_bytes()).text, FORMS[path.suffix])
    except OSError as error:
        raise _unusable(path, 1, error.strerror or str(error)) from error
    except SyntaxFault as fault:
        raise _unusable(path, fault.line, str(fault)) from fault
    if settings is None:
        raise _unusable(path, 1, "not a mapping of keys to values")
    return settings


def packages(home: Path) -> Values:
    """The packages that the `package.json` of a folder asks for. One that cannot be read is not the blog's."""
    package = home / "package.json"
    try:
        settings = read_settings(package) if package.is_file() else {}
    except InputUnusable:
        return {}
    return {**lowered(settings.get("dependencies")), **lowered(settings.get("devdependencies"))}


def _unusable(path: Path, line: int, reason: str) -> InputUnusable:
    return InputUnusable(
        ja=f"設定ファイル {path} の {line} 行目を読めません: {reason}",
        en=f"Cannot read the settings in {path}, line {line}: {reason}",
    )
