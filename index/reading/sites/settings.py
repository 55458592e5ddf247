"""What the readers of settings share."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

from index.reading.dates import DEFAULT_ZONE
from index.reading.frontmatter.values import Value, Values, as_list, as_mapping, as_text

_LANGUAGE_KEYS = ("lang", "locale", "language", "languagecode", "defaultcontentlanguage")


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


def first_file(home: Path, names: tuple[str, ...]) -> Path | None:
    """The first of these files that a folder has."""
    return next((home / name for name in names if (home / name).is_file()), None)


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
