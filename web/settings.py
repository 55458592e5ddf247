"""What is set, and where: flags, then `SAKUIN_*`, then `sakuin.toml`, then the defaults. Only this file reads the environment.

[index]                     [server]                [ui]
dir = ".sakuin"             host = "127.0.0.1"      title = "私のブログ"
tokenizer = "janome"        port = 8787
dictionary = "words.txt"
synonyms = "synonyms.txt"
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from index.analysis.tokenizers import TOKENIZERS, TokenizerName
from index.errors import InputUnusable
from index.language import Language, language_of

FILE_NAME = "sakuin.toml"
INDEX_NAME = ".sakuin"
VARIABLES = {
    "index.dir": "SAKUIN_INDEX",
    "index.tokenizer": "SAKUIN_TOKENIZER",
    "index.dictionary": "SAKUIN_DICTIONARY",
    "index.synonyms": "SAKUIN_SYNONYMS",
    "server.host": "SAKUIN_HOST",
    "server.port": "SAKUIN_PORT",
    "ui.title": "SAKUIN_TITLE",
}
"""Every setting, by its name in `sakuin.toml`, and the variable that overrides it."""
_PATHS = {"index.dir", "index.dictionary", "index.synonyms"}  # below the folder of `sakuin.toml`


@dataclass(frozen=True)
class Settings:
    """What holds where no flag says otherwise. `index`, `tokenizer` and the files are None where
    nothing is set."""

    index: Path | None = None
    tokenizer: TokenizerName | None = None
    host: str = "127.0.0.1"
    port: int = 8787
    title: str = ""
    language: Language = "en"
    color: bool = True
    dictionary: Path | None = None
    synonyms: Path | None = None

    def index_dir_for(self, posts: Path | None = None, flag: Path | None = None) -> Path:
        """Where the index is: as told, else beside the posts, else the nearest one from the current folder upwards."""
        told = flag or self.index
        if told:
            return told
        if posts is not None:
            return (posts if posts.is_dir() else posts.parent) / INDEX_NAME
        return _nearest(INDEX_NAME, Path.cwd()) or Path(INDEX_NAME)


def read_settings(posts: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings for a folder of posts, or for the current folder: `sakuin.toml` lies there or above."""
    environ = os.environ if environ is None else environ
    start = posts if posts is not None and posts.is_dir() else Path.cwd() if posts is None else posts.parent
    file = _nearest(FILE_NAME, start.absolute())
    values = _read_file(file) if file else {}
    for key, variable in VARIABLES.items():
        if environ.get(variable):
            values[key] = _from_text(key, environ[variable])
    return Settings(
        index=_path(values.get("index.dir")),
        dictionary=_path(values.get("index.dictionary")),
        synonyms=_path(values.get("index.synonyms")),
        tokenizer=_tokenizer(values.get("index.tokenizer")),
        host=str(values.get("server.host", Settings.host)),
        port=int(values.get("server.port", Settings.port)),
        title=str(values.get("ui.title", Settings.title)),
        language=language_of(environ),
        color=not environ.get("NO_COLOR"),
    )


def _path(value: str | int | None) -> Path | None:
    return Path(str(value)).expanduser() if value is not None else None


def _nearest(name: str, folder: Path) -> Path | None:
    return next((path / name for path in (folder, *folder.parents) if (path / name).exists()), None)


def _read_file(file: Path) -> dict[str, str | int]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputUnusable(ja=f"{file} を読めません: {error}", en=f"Cannot read {file}: {error}") from None
    values = {key: value for table, content in tables.items() for key, value in _flat(table, content).items()}
    for key, value in values.items():
        _check(key, value, file)
    for key in _PATHS & values.keys():
        values[key] = str(file.parent / Path(str(values[key])).expanduser())
    return values


def _flat(table: str, content: object) -> dict[str, str | int]:
    return {f"{table}.{name}": value for name, value in content.items()} if isinstance(content, dict) else {table: ""}


def _check(key: str, value: object, file: Path) -> None:
    if key not in VARIABLES:
        close = get_close_matches(key, VARIABLES, n=1)
        ja, en = (f"{close[0]} ですか？", f" Did you mean {close[0]}?") if close else ("", "")
        raise InputUnusable(
            ja=f"{file} の {key} という設定はありません。{ja}", en=f"{file}: there is no setting {key}.{en}"
        )
    wanted = int if key == "server.port" else str
    if not isinstance(value, wanted) or isinstance(value, bool):
        ja, en = ("整数", "a whole number") if wanted is int else ("文字列", "a string")
        raise InputUnusable(ja=f"{file} の {key} は{ja}で書いてください。", en=f"{file}: {key} must be {en}.")
    if key == "server.port":
        _checked_port(int(value), f"{file}: {key}")


def _from_text(key: str, text: str) -> str | int:
    if key != "server.port":
        return text
    if not (text.isascii() and text.isdigit()):
        raise _bad_port(VARIABLES[key], text)
    return _checked_port(int(text), VARIABLES[key])


def _tokenizer(name: str | int | None) -> TokenizerName | None:
    if name is None:
        return None
    found = next((known for known in TOKENIZERS if known == name), None)
    if found:
        return found
    choices = ", ".join(TOKENIZERS)
    raise InputUnusable(
        ja=f"index.tokenizer は {choices} のどれかにしてください（今は {name}）。",
        en=f"index.tokenizer must be one of {choices}, not {name}.",
    )


def _checked_port(port: int, where: str) -> int:
    if not 0 <= port <= 65535:
        raise _bad_port(where, str(port))
    return port


def _bad_port(where: str, text: str) -> InputUnusable:
    return InputUnusable(
        ja=f"{where} は0以上65535以下の整数にしてください（今は {text}）。",
        en=f"{where} must be a whole number from 0 to 65535, not {text}.",
    )
