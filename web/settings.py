"""What is set, and where: flags, then `SAKUIN_*`, then `sakuin.toml`, then the defaults. Only this file reads the environment.

[index]                     [server]                  [ui]
dir = ".sakuin"             host = "127.0.0.1"        title = "私のブログ"
tokenizer = "janome"        port = 8787               language = "auto"
dictionary = "words.txt"    public_url = "https://…"  text_fragments = true
synonyms = "synonyms.txt"   url_prefix = "/find"      shortcut = "/"
recency = 0.5               trusted_proxies = 1       accent = "teal"
exclude = ["memo/*"]        log = "json"              logo, css = "files"
[site]                      metrics = true            [api]
url, permalink, title       admin_token = "…"         cors = "*"
[log]
queries = true, retention_days = 90, min_count = 2
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct

from index.analysis.tokenizers import TokenizerName
from index.errors import IndexUnavailable, InputUnusable
from index.language import Message
from index.reading.sites.publication import Publication
from search.declaration import declarations
from web.settingfaults import no_setting
from web.settingvalues import Secret, from_file, from_text

if TYPE_CHECKING:
    from search.querylog import QueryLog

FILE_NAME = "sakuin.toml"
INDEX_NAME = ".sakuin"
LogForm = Literal["off", "text", "json"]
PageLanguage = Literal["ja", "en", "auto"]
Shortcut = Literal["/", ""]  # a key that types a character must be one that can be switched off

_METRICS = "PROMETHEUS_MULTIPROC_DIR"
_ORIGIN = r"https?://[A-Za-z0-9.-]+(:[0-9]+)?|https?://\[[0-9A-Fa-f:.]+\](:[0-9]+)?"


def matching(pattern: str, *, ja: str, en: str) -> Meta:
    """What a text must look like, and the sentence for one that does not; "" is always allowed."""
    return Meta(pattern=f"(?:{pattern})?", extra={"must": Message(ja=ja, en=en)})


class IndexSettings(Struct, frozen=True, kw_only=True):
    """How posts are indexed, and into which folder. `exclude` are patterns of paths below the blog's folder that no search shall find."""

    dir: Annotated[Path | None, Meta(extra={"variable": "SAKUIN_INDEX"})] = None
    tokenizer: TokenizerName | None = None
    dictionary: Path | None = None
    synonyms: Path | None = None
    recency: Annotated[float, Meta(ge=0, le=10)] = 0.0
    exclude: tuple[str, ...] = ()

    def index_dir_for(self, posts: Path | None = None, flag: Path | None = None) -> Path:
        """Where the index is: as the flag or the setting says, else beside the posts, else the nearest from here upwards."""
        if flag or self.dir:
            return flag or self.dir or Path()
        if posts is not None:
            return (posts if posts.is_dir() else posts.parent) / INDEX_NAME
        return _nearest(INDEX_NAME, Path.cwd()) or Path(INDEX_NAME)


class SiteSettings(Publication, frozen=True, kw_only=True):
    """Where the posts are published, over what the settings of their generator say."""

    url: Annotated[
        str,
        Meta(extra={"variable": "SAKUIN_SITE_URL"}),
        matching(
            r"https?://[^\s/?#@]+(/[^\s?#]*)?",
            ja="https://zenn.dev/neko のように、https:// からブログのトップページのアドレスを書いてください",
            en="must be the address of the blog's front page, from https:// on, such as https://zenn.dev/neko",
        ),
    ] = ""
    permalink: Annotated[
        str,
        Meta(extra={"variable": "SAKUIN_SITE_PERMALINK"}),
        matching(
            r"(?!\w+://)\S+",
            ja="/:year/:month/:slug/ のように、site.url より下のパスを書いてください",
            en="must be a path below site.url, such as /:year/:month/:slug/",
        ),
    ] = ""
    title: Annotated[str, Meta(extra={"variable": "SAKUIN_SITE_TITLE"})] = ""


class ServerSettings(Struct, frozen=True, kw_only=True):
    """How the server is reached, and what whoever runs it wants to know. `public_url` is the origin by which readers reach it;
    without it, the name by which each of them asks is used. With `admin_token` an administrator may have a new index looked
    for."""

    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 8787
    public_url: Annotated[
        str,
        matching(
            _ORIGIN,
            ja="https://blog.example.jp のような生成元にしてください",
            en="must be an origin such as https://blog.example.jp",
        ),
    ] = ""
    url_prefix: Annotated[
        str, matching("(?:/[A-Za-z0-9._~-]+)*", ja="/find のように書いてください", en="must look like /find")
    ] = ""
    trusted_proxies: Annotated[int, Meta(ge=0, le=9)] = 0
    log: LogForm = "off"
    metrics: bool = False
    admin_token: Secret = Secret()


class ApiSettings(Struct, frozen=True, kw_only=True):
    """`cors` is the origin whose pages may ask the API from a browser, or "*"."""

    cors: Annotated[
        str,
        matching(
            rf"{_ORIGIN}|\*",
            ja="* か https://blog.example.jp のような生成元にしてください",
            en="must be * or an origin such as https://blog.example.jp",
        ),
    ] = ""


class UiSettings(Struct, frozen=True, kw_only=True):
    """How pages look: see `web.look`. `title` is the blog's own where none is set; `shortcut` is the key that leads to the box."""

    title: str = ""
    language: Annotated[PageLanguage, Meta(extra={"variable": "SAKUIN_PAGE_LANGUAGE"})] = "auto"
    text_fragments: bool = True
    shortcut: Shortcut = "/"
    accent: str = ""
    logo: Path | None = None
    css: Path | None = None


class LogSettings(Struct, frozen=True, kw_only=True):
    """Whether it is counted what readers search for, how long that is kept, and how often a query must be asked to be shown."""

    queries: bool = False
    retention_days: Annotated[int, Meta(ge=1, le=3650)] = 90
    min_count: Annotated[int, Meta(ge=1, le=1000)] = 2

    def beside(self, index_dir: Path) -> QueryLog:
        """The log of queries of an index."""
        from search.querylog import NAME, QueryLog  # with SQLite, which hardly any command needs

        return QueryLog(index_dir / NAME, retention_days=self.retention_days, min_count=self.min_count)


class Settings(Struct, frozen=True, kw_only=True):
    """What holds where no flag says otherwise. `color` is false where the terminal shall have no colors (`NO_COLOR`); `file` is the
    `sakuin.toml` that was read, `token_file` the same where a token stands in it."""

    index: IndexSettings = IndexSettings()
    site: SiteSettings = SiteSettings()
    server: ServerSettings = ServerSettings()
    api: ApiSettings = ApiSettings()
    ui: UiSettings = UiSettings()
    log: LogSettings = LogSettings()
    color: bool = True
    file: Path | None = None
    token_file: Path | None = None


AS_IT_COMES = Settings()
TABLES: dict[str, type[Struct]] = {
    "index": IndexSettings,
    "site": SiteSettings,
    "server": ServerSettings,
    "api": ApiSettings,
    "ui": UiSettings,
    "log": LogSettings,
}
KEYS = {f"{table}.{name}": each for table, kind in TABLES.items() for name, each in declarations(kind).items()}
"""Every setting by its name in `sakuin.toml`."""
VARIABLES = {key: each.extra.get("variable", f"SAKUIN_{each.name.upper()}") for key, each in KEYS.items()}
"""The variable that overrides it."""


def read_settings(
    posts: Path | None = None, environ: Mapping[str, str] | None = None, *, index_dir: Path | None = None
) -> Settings:
    """The settings for a folder of posts: `sakuin.toml` lies there or above. Without one, those for the posts that the index in
    `index_dir` or `SAKUIN_INDEX` is of, where they are still there; else beside that index, or in the current folder."""
    environ = os.environ if environ is None else environ
    named = index_dir or environ.get(VARIABLES["index.dir"])
    folders = [posts if posts.is_dir() else posts.parent] if posts else [*_around(named), Path.cwd()]
    file = next((found for folder in folders if (found := _nearest(FILE_NAME, folder.absolute()))), None)
    values = _read_file(file) if file else {}
    token_file = file if values.get("server.admin_token") else None
    for key, variable in VARIABLES.items():
        if environ.get(variable) or (variable in environ and "" in KEYS[key].choices):
            values[key] = from_text(KEYS[key], key, environ[variable], variable)
    tables: dict[str, Any] = {
        table: kind(**{KEYS[key].field: value for key, value in values.items() if key.startswith(f"{table}.")})
        for table, kind in TABLES.items()
    }
    return Settings(**tables, color=not environ.get("NO_COLOR"), file=file, token_file=token_file)


def metrics_folder() -> str:
    """The folder in which several processes count together, "" where one counts for itself; `prometheus-client` knows it by
    this variable alone."""
    return os.environ.get(_METRICS, "")


def share_metrics() -> None:
    """Have the processes that are forked from this one count in one folder, which goes when this one does."""
    if metrics_folder():
        return
    folder, owner = tempfile.mkdtemp(prefix="sakuin-metrics-"), os.getpid()
    os.environ[_METRICS] = folder

    @atexit.register
    def remove() -> None:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)


def _around(named: Path | str | None) -> Iterator[Path]:
    """The folder of the posts that an index is of, and the one that it lies in."""
    if named:
        from index.store.storage import current_folder  # which brings Whoosh: most commands need it later or never

        index_dir = Path(named).expanduser()
        with suppress(IndexUnavailable):  # opening it says why
            yield Path(current_folder(index_dir).manifest().root)
        yield index_dir.absolute().parent


def _nearest(name: str, folder: Path) -> Path | None:
    # os.path: where a folder may not be looked into, there is nothing for us.
    return next((path / name for path in (folder, *folder.parents) if os.path.exists(path / name)), None)  # noqa: PTH110


def _read_file(file: Path) -> dict[str, object]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputUnusable(ja=f"{file} を読めません: {error}", en=f"Cannot read {file}: {error}") from None
    values = {key: value for table, content in tables.items() for key, value in _flat(table, content).items()}
    for key in values:
        if key not in KEYS:
            raise no_setting(key, file, KEYS)
    return {key: from_file(KEYS[key], key, value, file) for key, value in values.items()}


def _flat(table: str, content: object) -> dict[str, object]:
    return {f"{table}.{name}": value for name, value in content.items()} if isinstance(content, dict) else {table: ""}
