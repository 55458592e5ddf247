"""What is set, and where: flags, then `SAKUIN_*`, then `sakuin.toml`, then the defaults. Only this file reads the environment.

[index]                     [server]                [ui]
dir = ".sakuin"             host = "127.0.0.1"      title = "私のブログ"
tokenizer = "janome"        port = 8787               language = "auto"
dictionary = "words.txt"    public_url = "https://…"  text_fragments = true
synonyms = "synonyms.txt"   url_prefix = "/find"      shortcut = "/"
recency = 0.5               trusted_proxies = 1     [api]
                            log = "json"              cors = "*"
                            metrics = true            rate_limit = 120
                            admin_token = "…"
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar, get_args

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
    "server.public_url": "SAKUIN_PUBLIC_URL",
    "server.url_prefix": "SAKUIN_URL_PREFIX",
    "server.trusted_proxies": "SAKUIN_TRUSTED_PROXIES",
    "server.log": "SAKUIN_LOG",
    "server.metrics": "SAKUIN_METRICS",
    "server.admin_token": "SAKUIN_ADMIN_TOKEN",
    "api.cors": "SAKUIN_CORS",
    "api.rate_limit": "SAKUIN_RATE_LIMIT",
    "ui.title": "SAKUIN_TITLE",
    "ui.language": "SAKUIN_PAGE_LANGUAGE",
    "ui.text_fragments": "SAKUIN_TEXT_FRAGMENTS",
    "ui.shortcut": "SAKUIN_SHORTCUT",
}
"""Every setting, by its name in `sakuin.toml`, and the variable that overrides it."""
LogForm = Literal["off", "text", "json"]
PageLanguage = Literal["ja", "en", "auto"]
Value = str | int | float | bool
Name = TypeVar("Name", bound=str)
_TYPES: dict[str, tuple[type | tuple[type, ...], str, str]] = {
    "server.port": (int, "整数", "a whole number"),
    "server.trusted_proxies": (int, "整数", "a whole number"),
    "api.rate_limit": (int, "整数", "a whole number"),
    "server.metrics": (bool, " true か false ", "true or false"),
    "index.recency": ((int, float), "数", "a number"),
    "ui.text_fragments": (bool, "true か false", "true or false"),
}
_RANGES = {
    "server.port": (0, 65535),
    "server.trusted_proxies": (0, 9),
    "api.rate_limit": (0, 1_000_000),
    "index.recency": (0, 10),
}
_SWITCHES = {"true": True, "1": True, "on": True, "false": False, "0": False, "off": False}
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?|https?://\[[0-9A-Fa-f:.]+\](:[0-9]+)?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_CHOICES = {"ui.shortcut": ("/", "")}  # a key that types a character must be one that can be switched off
_PATHS = {"index.dir", "index.dictionary", "index.synonyms"}  # below the folder of `sakuin.toml`


@dataclass(frozen=True)
class Serving:
    """How answers are given, and what there is beside them; that is off unless it is set.

    `public_url` is the origin by which readers reach this server; without it, the name by which each of them asks is used.
    `cors` is the origin whose pages may ask the API from a browser, or "*". `rate_limit` is how often one client may ask
    the API in a minute, 0 for any number. With `admin_token` an administrator may have a new index looked for. `shortcut`
    is the key that leads to the search box, "" where there is none."""

    cors: str = ""
    rate_limit: int = 0
    log: LogForm = "off"
    metrics: bool = False
    admin_token: str = field(default="", repr=False)
    public_url: str = ""
    url_prefix: str = ""
    trusted_proxies: int = 0
    language: PageLanguage = "auto"
    text_fragments: bool = True
    shortcut: str = "/"


AS_IT_COMES = Serving()


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
    serving: Serving = AS_IT_COMES

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
        tokenizer=_one_of(TOKENIZERS, "index.tokenizer", values),
        host=str(values.get("server.host", Settings.host)),
        port=int(values.get("server.port", Settings.port)),
        title=str(values.get("ui.title", Settings.title)),
        language=language_of(environ),
        color=not environ.get("NO_COLOR"),
        serving=Serving(
            cors=_origin("api.cors", values, any_too=True),
            rate_limit=int(values.get("api.rate_limit", 0)),
            log=_one_of(get_args(LogForm), "server.log", values) or "off",
            metrics=bool(values.get("server.metrics", False)),
            admin_token=str(values.get("server.admin_token", "")),
            public_url=_origin("server.public_url", values),
            url_prefix=_url_prefix(str(values.get("server.url_prefix", ""))),
            trusted_proxies=int(values.get("server.trusted_proxies", 0)),
            language=_one_of(get_args(PageLanguage), "ui.language", values) or "auto",
            text_fragments=bool(values.get("ui.text_fragments", True)),
            shortcut=str(values.get("ui.shortcut", "/")),
        ),
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
    # To Python a truth is a number too.
    if not isinstance(value, types) or isinstance(value, bool) != (types is bool) or not isinstance(value, Value):
        raise InputUnusable(ja=f"{file} の {key} は{ja}で書いてください。", en=f"{file}: {key} must be {en}.")
    _checked(key, value, f"{file}: {key}")


def _from_text(key: str, text: str) -> Value:
    if key not in _TYPES:
        return _checked(key, text, VARIABLES[key])
    types, _, _ = _TYPES[key]
    if types is bool:
        return _switch(VARIABLES[key], text)
    number = int if types is int else float
    try:
        value = number(text) if text.isascii() else None
    except ValueError:
        value = None
    if value is None:
        raise _out_of_range(key, VARIABLES[key], text)
    return _checked(key, value, VARIABLES[key])


def _switch(variable: str, text: str) -> bool:
    if text.lower() in _SWITCHES:
        return _SWITCHES[text.lower()]
    raise InputUnusable(
        ja=f"{variable} は true か false にしてください（今は {text}）。",
        en=f"{variable} must be true or false, not {text}.",
    )


def _one_of(known: Iterable[Name], key: str, values: Mapping[str, Value]) -> Name | None:
    if key not in values:
        return None
    choices = tuple(known)
    found = next((name for name in choices if name == values[key]), None)
    if found:
        return found
    shown = ", ".join(choices)
    raise InputUnusable(
        ja=f"{key} は {shown} のどれかにしてください（今は {values[key]}）。",
        en=f"{key} must be one of {shown}, not {values[key]}.",
    )


def _origin(key: str, values: Mapping[str, Value], *, any_too: bool = False) -> str:
    text = str(values.get(key, ""))
    if not text or _ORIGIN.fullmatch(text) or (any_too and text == "*"):
        return text
    ja, en = ("* か ", "* or ") if any_too else ("", "")
    raise InputUnusable(
        ja=f"{key} は {ja}https://blog.example.jp のような生成元にしてください（今は {text}）。",
        en=f"{key} must be {en}an origin such as https://blog.example.jp, not {text}.",
    )


def _url_prefix(prefix: str) -> str:
    if _PREFIX.fullmatch(prefix):
        return prefix
    raise InputUnusable(
        ja=f"server.url_prefix は /find のように書いてください（今は {prefix}）。",
        en=f"server.url_prefix must look like /find, not {prefix}.",
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
