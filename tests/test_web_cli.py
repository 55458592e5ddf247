import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs
from urllib.request import urlopen

import click
import pytest
from apps import app_of
from fakes import FailingSearcher, FakeSearcher

from index.errors import (
    IndexLocked,
    IndexMissing,
    IndexUnavailable,
    InputUnusable,
    NegativeResult,
    SomeFilesFailed,
)
from web.cli import exit_code, main, print_demo, readable, sakuin
from web.serving.server import listen

ROOT = Path(__file__).parents[1]

# A `sakuin` of its own process, on the posts of the tests.
PROGRAM = """
from fakes import POSTS, FakeSearcher
import web.commands.reading, web.cli, web.wsgi
web.commands.reading.searcher_in = web.wsgi.open_searcher = lambda *_, **__: FakeSearcher(POSTS)
web.commands.reading.left_out = lambda _: {}
web.cli.run()
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder without an index, and a terminal that speaks Japanese."""
    monkeypatch.chdir(tmp_path)
    for name in ("SAKUIN_INDEX", "SAKUIN_PORT", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for module in ("web.cli", "web.commands.reading", "web.commands.tables", "index.terminal"):
        monkeypatch.setattr(f"{module}.LANGUAGE", "ja")
    return tmp_path


def start(*arguments, **environ):
    """`sakuin` in a process."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **environ},
    )


def output(*arguments, **environ):
    process = start(*arguments, **environ)
    out, err = process.communicate(timeout=30)
    return process.returncode, out, err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("ja", ["日本語のブログのための検索エンジン", "付属のブログで試す", "索引の大きさ、タグ"]),
        ("en", ["a search engine for Japanese blogs", "try it on the blog that comes with it", "its tags and years"]),
    ],
)
def test_bare_sakuin_says_how_to_begin(language, sentences):
    code, out, _ = output(SAKUIN_LANG=language)
    assert code == 0
    assert all(sentence in out for sentence in sentences)
    assert all(command in out for command in ("sakuin demo", "sakuin ~/blog", "sakuin search"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_line_of_help_is_cut(language):
    _, out, _ = output("--help", SAKUIN_LANG=language)
    assert [line for line in out.splitlines() if line.endswith("...")] == []


@pytest.mark.parametrize("name", sakuin.commands)
def test_every_command_has_help(name, capsys):
    assert main([name, "--help"]) == 0
    assert "Usage: sakuin" in capsys.readouterr().out


def test_did_you_mean(capsys):
    assert main(["serch", "猫"]) == 2
    assert "Did you mean search?" in capsys.readouterr().err.replace("search ですか？", "Did you mean search?")


@pytest.mark.parametrize(
    ("word", "opened"),
    [("blog", True), ("new/blog", True), ("~/blog", True), (".", True), ("search", False), ("nothing", False)],
)
def test_a_first_word_that_is_a_path(here, monkeypatch, word, opened):
    (here / "blog").mkdir()
    (here / "search").mkdir()
    seen = []
    monkeypatch.setattr(sakuin.commands["open"], "callback", lambda path, **_: seen.append(str(path)))
    monkeypatch.setattr(sakuin.commands["search"], "callback", lambda **_: None)
    main([word])
    assert seen == ([word] if opened else [])


def test_a_path_is_indexed_and_served(here, monkeypatch):
    steps = []
    monkeypatch.setattr("web.cli.start_server", lambda place, _, **where: steps.append((place, where["port"])))
    monkeypatch.setattr(
        "web.commands.opening.index_and_serve",
        lambda posts, place, _, start, again: (steps.append((posts, place)), start(), steps.append(again)),
    )
    assert main([str(here), "--port", "0"]) == 0
    assert steps == [(here, here / ".sakuin"), (here / ".sakuin", 0), f"sakuin {here}"]


def test_demo_leaves_nothing_behind(monkeypatch):
    places = []
    monkeypatch.setattr(
        "web.commands.opening.index_and_serve",
        lambda _, place, *__, **___: (place.mkdir(), places.append((place, place.exists()))),
    )
    assert main(["demo"]) == 0
    ((place, existed),) = places
    assert existed
    assert not place.parent.exists()


def test_demo_says_what_to_try(here, monkeypatch, capsys):
    programs = here / "venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("activate", "sakuin"):
        (programs / name).touch(mode=0o755)
    monkeypatch.setattr("sys.executable", str(programs / "python"))
    monkeypatch.setenv("PATH", "/nowhere")
    print_demo(Path("idx"), "http://127.0.0.1:1/")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "http://127.0.0.1:1/"
    assert "  http://127.0.0.1:1/search?q=味噌+仕込む" in lines
    assert f"  . {programs / 'activate'}" in lines
    assert len([line for line in lines if line.startswith("  sakuin search ") and line.endswith("--index idx")]) == 3
    assert "  sakuin ~/blog" in lines
    assert "Ctrl-C" in lines[-3]
    monkeypatch.setenv("PATH", str(programs))  # as it is after that
    print_demo(Path("idx"), "http://127.0.0.1:1/")
    assert "activate" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "shown"),
    [("味噌 仕込む", "味噌+仕込む"), ("tag:猫", "tag:猫"), ("C++ & #1 100%", "C%2B%2B+%26+%231+100%25")],
)
def test_a_readable_address_means_the_same(query, shown):
    assert readable(query) == shown
    assert parse_qs(f"q={shown}") == {"q": [query]}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NegativeResult, 1),
        (InputUnusable, 3),
        (IndexUnavailable, 4),
        (IndexMissing, 4),
        (IndexLocked, 4),
        (SomeFilesFailed, 5),
    ],
)
def test_exit_codes(error, code):
    assert exit_code(error(ja="", en="")) == code


@pytest.mark.parametrize(("language", "sentence"), [("ja", "索引がありません\n"), ("en", "There is no index\n")])
def test_an_error_is_one_sentence_on_stderr(monkeypatch, capsys, language, sentence):
    missing = IndexMissing(ja="索引がありません", en="There is no index")
    monkeypatch.setattr("web.commands.reading.searcher_in", lambda _: FailingSearcher(missing))
    monkeypatch.setattr("web.cli.LANGUAGE", language)
    assert main(["search", "猫"]) == 4
    assert capsys.readouterr() == ("", sentence)


def test_no_index_is_exit_code_4(capsys):
    assert main(["search", "猫"]) == 4
    assert ".sakuin" in capsys.readouterr().err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
def test_interrupted(monkeypatch, stop):
    monkeypatch.setattr("web.commands.reading.searcher_in", lambda _: FailingSearcher(stop()))
    assert main(["search", "猫"]) == 130


def test_settings_that_cannot_be_used(here, capsys):
    (here / "sakuin.toml").write_text("[server]\nprot = 1\n", encoding="utf-8")
    assert main(["search", "猫"]) == 3
    assert "server.port ですか？" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "environ", "place"),
    [
        ([], {}, ".sakuin"),
        ([], {"SAKUIN_INDEX": "set"}, "set"),
        (["--index", "flag"], {"SAKUIN_INDEX": "set"}, "flag"),
    ],
)
def test_which_index_is_searched(monkeypatch, arguments, environ, place):
    places = []
    monkeypatch.setattr(
        "web.commands.reading.searcher_in", lambda index_dir: places.append(str(index_dir)) or FakeSearcher()
    )
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert main(["search", "味噌", *arguments]) == 0
    assert places == [place]


def test_no_color(monkeypatch):
    seen = []
    monkeypatch.setattr("web.commands.reading.searcher_in", lambda _: FakeSearcher())
    monkeypatch.setattr("web.commands.reading._bold", lambda context: bool(seen.append(context.color)))
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["search", "味噌"]) == 0
    assert seen == [False]


@pytest.mark.parametrize(
    ("host", "sentence"), [("127.0.0.1", "is in use"), ("no.such.invalid", "no host"), ("a" * 70, "no host")]
)
def test_a_place_that_cannot_be_listened_on(host, sentence):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputUnusable, match=sentence):
        listen(app_of(), host=host, port=taken.getsockname()[1])


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("stop", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_serve_until_stopped(stop, code):
    process = start("serve", "--port", "0", SAKUIN_LANG="en")
    address = process.stdout.readline().strip()
    with urlopen(f"{address}healthz", timeout=10) as answer:
        assert answer.read() == b'{"status":"ok"}'
    process.send_signal(stop)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err.strip()) == (code, "Ctrl-C stops it")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes of this kind")
def test_a_reader_that_has_had_enough():
    process = start("stats", "--format", "json")
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=10) == 0
    process.stderr.close()


@pytest.mark.slow
def test_a_console_that_cannot_print_a_character():
    code, out, _ = output("search", "味噌", PYTHONUTF8="0", PYTHONIOENCODING="latin-1", SAKUIN_LANG="en")
    assert code == 0
    assert out.startswith("2 found (1 ms)\n 1   17.4  2024-05-12  ?????????")


@pytest.mark.parametrize(
    ("code", "left_out"),
    [
        ("import web.cli", {"numpy", "flask", "waitress", "whoosh", "janome", "yaml", "importlib.metadata"}),
        ("import web.cli, search.searcher", {"flask", "waitress", "yaml"}),  # what `sakuin search` needs
        ("import web.cli, web.serving.server, web.wsgi", {"yaml", "index.build"}),
    ],
)
def test_a_command_loads_what_it_needs(code, left_out):
    loaded = subprocess.run(
        [sys.executable, "-c", f"{code}, sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert left_out.isdisjoint(loaded)
