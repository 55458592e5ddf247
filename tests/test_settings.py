from pathlib import Path

import pytest
from apps import settings_of
from msgspec.structs import replace

from index.errors import InputUnusable
from index.language import language_of
from web.settings import IndexSettings, Secret, ServerSettings, Settings, read_settings


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder of our own to stand in."""
    folder = tmp_path / "blog"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def read(environ):
    """The settings, without the name of their file."""
    return replace(read_settings(environ=environ), file=None, token_file=None)


def test_defaults():
    settings = read_settings(environ={})
    assert settings == Settings()
    assert settings.index == IndexSettings(dir=None, tokenizer=None, dictionary=None, synonyms=None, recency=0.0)
    assert (settings.server.host, settings.server.port, settings.ui.title, settings.color) == (
        "127.0.0.1",
        8787,
        "",
        True,
    )


def test_a_file_of_a_blog_behind_a_proxy(here):
    (here / "sakuin.toml").write_text(
        '[server]\nurl_prefix = "/find"\ntrusted_proxies = 1\n[ui]\nlanguage = "ja"\ntext_fragments = false\n'
    )
    settings = read_settings(environ={})
    assert (settings.server.url_prefix, settings.server.trusted_proxies) == ("/find", 1)
    assert (settings.ui.language, settings.ui.text_fragments) == ("ja", False)


def test_a_file(here):
    (here / "sakuin.toml").write_text(
        '[index]\ndir = "data/idx"\ntokenizer = "mecab"\n[server]\nhost = "::1"\nport = 0\n[ui]\ntitle = "私の検索"\n',
        encoding="utf-8",
    )
    assert read({}) == settings_of(dir=here / "data/idx", tokenizer="mecab", host="::1", port=0, title="私の検索")


def test_patterns_of_paths(here):
    (here / "sakuin.toml").write_text('[index]\nexclude = ["memo/*"]\n')
    assert read_settings(environ={}).index.exclude == ("memo/*",)
    for wrong in ('"memo/*"', "[1]"):
        (here / "sakuin.toml").write_text(f"[index]\nexclude = {wrong}\n")
        with pytest.raises(InputUnusable, match=r"index.exclude must be a list of strings"):
            read_settings(environ={})


def test_the_environment_overrides_the_file(here):
    (here / "sakuin.toml").write_text("[server]\nport = 1\n", encoding="utf-8")
    assert read_settings(environ={"SAKUIN_PORT": "2"}).server.port == 2


@pytest.mark.parametrize(
    ("environ", "values"),
    [
        ({}, {}),
        ({"SAKUIN_INDEX": "/srv/idx"}, {"dir": Path("/srv/idx")}),
        ({"SAKUIN_TOKENIZER": "mecab"}, {"tokenizer": "mecab"}),
        ({"SAKUIN_HOST": "0.0.0.0"}, {"host": "0.0.0.0"}),
        ({"SAKUIN_TITLE": "題"}, {"title": "題"}),
        ({"SAKUIN_PORT": ""}, {"port": 8787}),
        ({"SAKUIN_RECENCY": "0.5"}, {"recency": 0.5}),
        ({"SAKUIN_EXCLUDE": "memo/*, *.tmp.md"}, {"exclude": ("memo/*", "*.tmp.md")}),
        ({"SAKUIN_CORS": "*"}, {"cors": "*"}),
        ({"SAKUIN_CORS": "https://blog.example.jp"}, {"cors": "https://blog.example.jp"}),
        ({"SAKUIN_CORS": "http://[::1]:4000"}, {"cors": "http://[::1]:4000"}),
        ({"SAKUIN_LOG": "json"}, {"log": "json"}),
        ({"SAKUIN_METRICS": "1"}, {"metrics": True}),
        ({"SAKUIN_METRICS": "Off"}, {"metrics": False}),
        ({"SAKUIN_QUERIES": "on"}, {"queries": True}),
        ({"SAKUIN_RETENTION_DAYS": "7", "SAKUIN_MIN_COUNT": "3"}, {"retention_days": 7, "min_count": 3}),
        ({"SAKUIN_ADMIN_TOKEN": "secret"}, {"admin_token": "secret"}),
        ({"SAKUIN_SHORTCUT": ""}, {"shortcut": ""}),
        ({"SAKUIN_SHORTCUT": "/"}, {"shortcut": "/"}),
        ({"SAKUIN_URL_PREFIX": "/blog/find"}, {"url_prefix": "/blog/find"}),
        ({"SAKUIN_TRUSTED_PROXIES": "2"}, {"trusted_proxies": 2}),
        ({"SAKUIN_PAGE_LANGUAGE": "en"}, {"language": "en"}),
        ({"SAKUIN_TEXT_FRAGMENTS": "False"}, {"text_fragments": False}),
        ({"SAKUIN_TEXT_FRAGMENTS": "1"}, {"text_fragments": True}),
    ],
)
def test_the_environment(environ, values):
    assert read(environ) == settings_of(**values)


def test_no_color():
    assert read_settings(environ={"NO_COLOR": "1"}) == Settings(color=False)


@pytest.mark.parametrize(("locale", "language"), [("ja_JP.UTF-8", "ja"), ("C", "en"), ("", "en")])
def test_the_language_of_a_terminal(locale, language):
    assert language_of({"LANG": locale}) == language


def test_serving_in_a_file(here):
    toml = '[server]\nlog = "text"\nmetrics = true\nadmin_token = "secret"\n[api]\ncors = "*"\n'
    (here / "sakuin.toml").write_text(toml, encoding="utf-8")
    assert read({}) == settings_of(cors="*", log="text", metrics=True, admin_token="secret")
    assert read_settings(environ={"SAKUIN_METRICS": "false"}).server.metrics is False


def test_a_token_is_not_shown():
    settings = read_settings(environ={"SAKUIN_ADMIN_TOKEN": "secret"})
    assert settings.server == ServerSettings(admin_token=Secret("secret"))
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"SAKUIN_CORS": "blog.example.jp"}, "SAKUIN_CORS must be \\* or an origin"),
        ({"SAKUIN_CORS": "https://blog.example.jp/"}, "SAKUIN_CORS must be"),
        ({"SAKUIN_CORS": "https://a\nX: y"}, "SAKUIN_CORS must be"),
        ({"SAKUIN_LOG": "xml"}, "server.log must be one of off, text, json, not xml"),
        ({"SAKUIN_METRICS": "maybe"}, "SAKUIN_METRICS must be true or false, not maybe"),
    ],
)
def test_serving_that_cannot_be(environ, message):
    with pytest.raises(InputUnusable, match=message):
        read_settings(environ=environ)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[api]\nrate_limit = 60", "there is no setting api.rate_limit"),  # which is the proxy's
        ("[server]\nmetrics = 1", "server.metrics must be true or false"),
        ("[server]\nadmin_token = 1", "server.admin_token must be a string"),
        ("[server]\nprot = 1", "there is no setting server.prot. Did you mean server.port?"),
        ("[serve]\nport = 1", "Did you mean server.port?"),
        ("title = 1", "there is no setting title"),
        ('[server]\nport = "80"', "server.port must be a whole number"),
        ("[server]\nport = true", "server.port must be a whole number"),
        ("[server]\nport = 65536", "from 0 to 65535, not 65536"),
        ('[index]\nrecency = "much"', "index.recency must be a number"),
        ("[index]\nrecency = -1", "index.recency must be a number from 0 to 10, not -1"),
        ("[ui]\ntitle = 1", "ui.title must be a string"),
        ('[server]\nurl_prefix = "find"', "server.url_prefix must look like /find, not find"),
        ('[server]\nurl_prefix = "/find/"', "server.url_prefix must look like /find, not /find/"),
        ("[server]\ntrusted_proxies = -1", "server.trusted_proxies must be a whole number from 0 to 9, not -1"),
        ("[log]\nqueries = 1", "log.queries must be true or false"),
        ("[log]\nretention_days = 0", "log.retention_days must be a whole number from 1 to 3650, not 0"),
        ("[log]\nmin_count = 0", "log.min_count must be a whole number from 1 to 1000, not 0"),
        ("[log]\nquery = true", "there is no setting log.query. Did you mean log.queries?"),
        ('[ui]\nlanguage = "fr"', "ui.language must be one of ja, en, auto, not fr"),
        ("[ui]\ntext_fragments = 1", "ui.text_fragments must be true or false"),
        ('[ui]\nshortcut = "s"', 'ui.shortcut must be "/" or "", not "s"'),
        ('[index]\ntokenizer = "sudachi"', "index.tokenizer must be one of janome, mecab"),
        ("[server", "Cannot read"),
        ("\udcff", "Cannot read"),
    ],
)
def test_a_file_that_cannot_be_used(here, toml, message):
    (here / "sakuin.toml").write_text(toml, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(InputUnusable, match=message):
        read_settings(environ={})


@pytest.mark.parametrize("port", ["x", "-1", "65536", "１"])
def test_a_port_that_is_none(port):
    with pytest.raises(InputUnusable, match="SAKUIN_PORT must be a whole number from 0 to 65535"):
        read_settings(environ={"SAKUIN_PORT": port})


def test_a_truth_that_is_none():
    with pytest.raises(InputUnusable, match="SAKUIN_TEXT_FRAGMENTS must be true or false, not maybe"):
        read_settings(environ={"SAKUIN_TEXT_FRAGMENTS": "maybe"})


def test_a_shortcut_that_is_none():
    with pytest.raises(InputUnusable, match='SAKUIN_SHORTCUT must be "/" or "", not "s"'):
        read_settings(environ={"SAKUIN_SHORTCUT": "s"})


def test_no_shortcut(here):
    (here / "sakuin.toml").write_text('[ui]\nshortcut = ""\n', encoding="utf-8")
    assert read_settings(environ={}).ui.shortcut == ""


@pytest.mark.parametrize("text", ["x", "-1", "nan", "11"])
def test_a_recency_that_is_none(text):
    with pytest.raises(InputUnusable, match="SAKUIN_RECENCY must be a number from 0 to 10"):
        read_settings(environ={"SAKUIN_RECENCY": text})


def test_the_file_lies_above_the_posts(here):
    (here / "sakuin.toml").write_text('[ui]\ntitle = "題"\n', encoding="utf-8")
    (here / "_posts").mkdir()
    assert read_settings(here / "_posts", environ={}).ui.title == "題"


@pytest.mark.parametrize(
    ("settings", "posts", "flag", "expected"),
    [
        (Settings(), None, None, ".sakuin"),
        (Settings(), Path("posts"), None, "posts/.sakuin"),
        (settings_of(dir=Path("set")), Path("posts"), None, "set"),
        (settings_of(dir=Path("set")), Path("posts"), Path("flag"), "flag"),
    ],
)
def test_where_the_index_is(here, settings, posts, flag, expected):
    (here / "posts").mkdir()
    assert settings.index.index_dir_for(posts, flag) == Path(expected)


def test_the_nearest_index_above(here, monkeypatch):
    (here / ".sakuin").mkdir()
    (here / "a/b").mkdir(parents=True)
    monkeypatch.chdir(here / "a/b")
    assert Settings().index.index_dir_for() == here / ".sakuin"
