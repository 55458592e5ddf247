"""What is set, and where: flags, then `SAKUIN_*`, then `sakuin.toml`, then the defaults. Only this file reads the environment.

[index]                     [server]                [ui]
dir = ".sakuin"             host = "127.0.0.1"      title = "私のブログ"
tokenizer = "janome"        port = 8787             shortcut = "/"
dictionary = "words.txt"
synonyms = "synonyms.txt"
recency = 0.5
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
    "index.recency": "SAKUIN_RECENCY",
    "server.host": "SAKUIN_HOST",
    "server.port": "SAKUIN_PORT",
    "ui.title": "SAKUIN_TITLE",
    "ui.shortcut": "SAKUIN_SHORTCUT",
}
"""Every setting, by its name in `sakuin.toml`, and the variable that overrides it."""
Value = str | int | float
_TYPES: dict[str, tuple[type | tuple[type, ...], str, str]] = {
    "server.port": (int, "整数", "a whole number"),
    "index.recency": ((int, float), "数", "a number"),
}
_RANGES = {"server.port": (0, 65535), "index.recency": (0, 10)}
_CHOICES = {"ui.shortcut": ("/", "")}  # a key that types a character must be one that can be switched off
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
    recency: float = 0.0
    shortcut: str = "/"

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
        if environ.get(variable) or (variable in environ and "" in _CHOICES.get(key, ())):
            values[key] = _from_text(key, environ[variable])
    return Settings(
        index=_path(values.get("index.dir")),
        dictionary=_path(values.get("index.dictionary")),
        synonyms=_path(values.get("index.synonyms")),
        recency=float(values.get("index.recency", Settings.recency)),
        tokenizer=_tokenizer(values.get("index.tokenizer")),
        host=str(values.get("server.host", Settings.host)),
        port=int(values.get("server.port", Settings.port)),
        title=str(values.get("ui.title", Settings.title)),
        shortcut=str(values.get("ui.shortcut", Settings.shortcut)),
        language=language_of(environ),
        color=not environ.get("NO_COLOR"),
    )


def _path(value: Value | None) -> Path | None:
    return Path(str(value)).expanduser() if value is not None else None


def _nearest(name: str, folder: Path) -> Path | None:
    return next((path / name for path in (folder, *folder.parents) if (path / name).exists()), None)


def _read_file(file: Path) -> dict[str, Value]:
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


def _flat(table: str, content: object) -> dict[str, Value]:
    return {f"{table}.{name}": value for name, value in content.items()} if isinstance(content, dict) else {table: ""}


def _check(key: str, value: object, file: Path) -> None:
    if key not in VARIABLES:
        close = get_close_matches(key, VARIABLES, n=1)
        ja, en = (f"{close[0]} ですか？", f" Did you mean {close[0]}?") if close else ("", "")
        raise InputUnusable(
            ja=f"{file} の {key} という設定はありません。{ja}", en=f"{file}: there is no setting {key}.{en}"
        )
    types, ja, en = _TYPES.get(key, (str, "文字列", "a string"))
    if not isinstance(value, types) or isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputUnusable(ja=f"{file} の {key} は{ja}で書いてください。", en=f"{file}: {key} must be {en}.")
    _checked(key, value, f"{file}: {key}")


def _from_text(key: str, text: str) -> Value:
    if key not in _TYPES:
        return _checked(key, text, VARIABLES[key])
    number = int if key == "server.port" else float
    try:
        value = number(text) if text.isascii() else None
    except ValueError:
        value = None
    if value is None:
        raise _out_of_range(key, VARIABLES[key], text)
    return _checked(key, value, VARIABLES[key])


def _tokenizer(name: Value | None) -> TokenizerName | None:
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


def _checked(key: str, value: Value, where: str) -> Value:
    if key in _RANGES:
        low, high = _RANGES[key]
        if not (isinstance(value, int | float) and low <= value <= high):
            raise _out_of_range(key, where, str(value))
    if key in _CHOICES and value not in _CHOICES[key]:
        raise _no_choice(key, where, str(value))
    return value


def _no_choice(key: str, where: str, text: str) -> InputUnusable:
    choices = [f'"{choice}"' for choice in _CHOICES[key]]
    return InputUnusable(
        ja=f'{where} は {" か ".join(choices)} にしてください（今は "{text}"）。',
        en=f'{where} must be {" or ".join(choices)}, not "{text}".',
    )


def _out_of_range(key: str, where: str, text: str) -> InputUnusable:
    _, ja, en = _TYPES[key]
    low, high = _RANGES[key]
    return InputUnusable(
        ja=f"{where} は{low}以上{high}以下の{ja}にしてください（今は {text}）。",
        en=f"{where} must be {en} from {low} to {high}, not {text}.",
    )
