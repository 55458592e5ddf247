"""The settings of a site: the files that hold them, and what those of several generators have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

from index.errors import InputUnusable
from index.reading.dates import DEFAULT_ZONE
from index.reading.decode import decode
from index.reading.frontmatter.syntax import SyntaxFault, load
from index.reading.frontmatter.values import Value, Values, as_list, as_mapping, as_text

FORMS = {".yml": "yaml", ".yaml": "yaml", ".toml": "toml", ".json": "json"}
_LANGUAGE_KEYS = ("lang", "locale", "language", "languagecode", "defaultcontentlanguage")


# ---- Files


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


def first_file(home: Path, names: tuple[str, ...]) -> Path | None:
    """The first of these files that a folder has."""
    return next((home / name for name in names if (home / name).is_file()), None)


def _unusable(path: Path, line: int, reason: str) -> InputUnusable:
    return InputUnusable(
        ja=f"設定ファイル {path} の {line} 行目を読めません: {reason}",
        en=f"Cannot read the settings in {path}, line {line}: {reason}",
    )


# ---- What is in them


class Described(TypedDict):
    title: str
    author: str
    timezone: str
    language: str


def described(settings: Values) -> Described:
    """The settings that have one name in Jekyll, Hugo and Hexo."""
    language = next((as_list(settings[key]) for key in _LANGUAGE_KEYS if settings.get(key)), ())
    return Described(
        title=as_text(settings.get("title")),
        author=as_text(settings.get("author")),
        timezone=as_text(settings.get("timezone")) or DEFAULT_ZONE,
        language=language[0] if language else "ja",
    )


def split_address(url: str) -> tuple[str, str]:
    """The host and the path of a site's address; ("", "") for one that is not an address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "", as_path(parts.path) if not parts.netloc else ""
    return f"{parts.scheme}://{parts.netloc}", as_path(parts.path)


def as_path(path: str) -> str:
    """A path with a slash in front and none behind; "" for none."""
    return f"/{path.strip('/')}" if path.strip("/") else ""


def lowered(value: Value) -> Values:
    """A mapping with its keys in lower case, an empty one for anything else."""
    return {key.lower(): inner for key, inner in as_mapping(value).items()}
