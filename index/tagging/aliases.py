"""`tags.toml`: the tags that are to be written otherwise.

[aliases]
"ai" = "AI"
"GitHubActions" = "GitHub Actions"
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from index.errors import InputUnusable

FILE_NAME = "tags.toml"
_TABLE = "aliases"


def read_aliases(path: Path) -> dict[str, str]:
    """The tag to write in the place of each alias, aliases of aliases followed to their end. Errors: `InputUnusable` for a file that is not
    there or says something else, for an alias of two tags, and for aliases that lead in a circle."""
    aliases = {_composed(alias): _target(alias, tag, path) for alias, tag in _table(path).items()}
    return {alias: _end(alias, aliases, path) for alias in aliases}


def _table(path: Path) -> Mapping[str, object]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputUnusable(
            ja=f'{path} がありません。直すタグを次のように書いてください:\n[aliases]\n"ai" = "AI"',
            en=f'There is no {path}. Write the tags to change into it, such as:\n[aliases]\n"ai" = "AI"',
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        twice = "overwrite" in str(error)
        ja, en = ("同じ別名が2回あります: ", "an alias stands there twice: ") if twice else ("", "")
        raise InputUnusable(
            ja=f"{path} を読めません（{ja}{error}）。何も変更していません。",
            en=f"Cannot read {path} ({en}{error}). Nothing was changed.",
        ) from None
    table = tables.get(_TABLE)
    if not isinstance(table, dict) or len(tables) > 1:
        raise InputUnusable(
            ja=f'{path} には [aliases] の表だけを書いてください。例: "ai" = "AI"。何も変更していません。',
            en=f'{path} must have the table [aliases] and nothing else, with lines such as "ai" = "AI". Nothing was changed.',
        )
    return table


def _target(alias: str, tag: object, path: Path) -> str:
    if isinstance(tag, str) and tag.strip() and "\n" not in tag:
        return _composed(tag)
    raise InputUnusable(
        ja=f"{path} の別名「{alias}」には、一つのタグを引用符で囲んで書いてください。何も変更していません。",
        en=f"{path}: the alias {alias} must have one tag, in quotes. Nothing was changed.",
    )


def _end(alias: str, aliases: Mapping[str, str], path: Path) -> str:
    seen, tag = [alias], aliases[alias]
    while tag in aliases:
        if tag in seen:
            circle = " → ".join([*seen[seen.index(tag) :], tag])
            raise InputUnusable(
                ja=f"{path} の別名が輪になっています: {circle}。何も変更していません。",
                en=f"The aliases in {path} lead in a circle: {circle}. Nothing was changed.",
            )
        seen.append(tag)
        tag = aliases[tag]
    return tag


def _composed(tag: str) -> str:
    return unicodedata.normalize("NFC", " ".join(tag.split()))
