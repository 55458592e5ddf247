from pathlib import Path

import pytest

from index.errors import InputUnusable
from web.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder of our own to stand in."""
    folder = tmp_path / "blog"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_defaults():
    assert read_settings(environ={}) == Settings(None, None, "127.0.0.1", 8787, "", "en", color=True)


def test_a_file(here):
    (here / "sakuin.toml").write_text(
        '[index]\ndir = "data/idx"\ntokenizer = "mecab"\n[server]\nhost = "::1"\nport = 0\n[ui]\ntitle = "私の検索"\n',
        encoding="utf-8",
    )
    assert read_settings(environ={}) == Settings(here / "data/idx", "mecab", "::1", 0, "私の検索")


def test_the_environment_overrides_the_file(here):
    (here / "sakuin.toml").write_text("[server]\nport = 1\n", encoding="utf-8")
    assert read_settings(environ={"SAKUIN_PORT": "2"}).port == 2


@pytest.mark.parametrize(
    ("environ", "field", "value"),
    [
        ({"SAKUIN_INDEX": "/srv/idx"}, "index", Path("/srv/idx")),
        ({"SAKUIN_TOKENIZER": "mecab"}, "tokenizer", "mecab"),
        ({"SAKUIN_HOST": "0.0.0.0"}, "host", "0.0.0.0"),
        ({"SAKUIN_TITLE": "題"}, "title", "題"),
        ({"SAKUIN_SHORTCUT": ""}, "shortcut", ""),
        ({"SAKUIN_SHORTCUT": "/"}, "shortcut", "/"),
        ({"SAKUIN_PORT": ""}, "port", 8787),
        ({"SAKUIN_RECENCY": "0.5"}, "recency", 0.5),
        ({"LANG": "ja_JP.UTF-8"}, "language", "ja"),
        ({"NO_COLOR": "1"}, "color", False),
    ],
)
def test_the_environment(environ, field, value):
    assert getattr(read_settings(environ=environ), field) == value


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[server]\nprot = 1", "there is no setting server.prot. Did you mean server.port?"),
        ("[serve]\nport = 1", "Did you mean server.port?"),
        ("title = 1", "there is no setting title"),
        ('[server]\nport = "80"', "server.port must be a whole number"),
        ("[server]\nport = true", "server.port must be a whole number"),
        ("[server]\nport = 65536", "from 0 to 65535, not 65536"),
        ('[index]\nrecency = "much"', "index.recency must be a number"),
        ("[index]\nrecency = -1", "index.recency must be a number from 0 to 10, not -1"),
        ("[ui]\ntitle = 1", "ui.title must be a string"),
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


def test_a_shortcut_that_is_none():
    with pytest.raises(InputUnusable, match='SAKUIN_SHORTCUT must be "/" or "", not "s"'):
        read_settings(environ={"SAKUIN_SHORTCUT": "s"})


def test_no_shortcut(here):
    (here / "sakuin.toml").write_text('[ui]\nshortcut = ""\n', encoding="utf-8")
    assert read_settings(environ={}).shortcut == ""


@pytest.mark.parametrize("text", ["x", "-1", "nan", "11"])
def test_a_recency_that_is_none(text):
    with pytest.raises(InputUnusable, match="SAKUIN_RECENCY must be a number from 0 to 10"):
        read_settings(environ={"SAKUIN_RECENCY": text})


def test_the_file_lies_above_the_posts(here):
    (here / "sakuin.toml").write_text('[ui]\ntitle = "題"\n', encoding="utf-8")
    (here / "_posts").mkdir()
    assert read_settings(here / "_posts", environ={}).title == "題"


@pytest.mark.parametrize(
    ("settings", "posts", "flag", "expected"),
    [
        (Settings(), None, None, ".sakuin"),
        (Settings(), Path("posts"), None, "posts/.sakuin"),
        (Settings(index=Path("set")), Path("posts"), None, "set"),
        (Settings(index=Path("set")), Path("posts"), Path("flag"), "flag"),
    ],
)
def test_where_the_index_is(here, settings, posts, flag, expected):
    (here / "posts").mkdir()
    assert settings.index_dir_for(posts, flag) == Path(expected)


def test_the_nearest_index_above(here, monkeypatch):
    (here / ".sakuin").mkdir()
    (here / "a/b").mkdir(parents=True)
    monkeypatch.chdir(here / "a/b")
    assert Settings().index_dir_for() == here / ".sakuin"
