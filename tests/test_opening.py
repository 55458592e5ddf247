"""`sakuin PATH`: searched as soon as titles can be, built behind that, and ended by Ctrl-C at any moment."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from index.errors import IndexLocked, InputUnusable
from search.request import SearchRequest
from search.searcher import open_searcher
from web.cli import main
from web.commands.opening import index_and_serve
from web.settings import IndexSettings, Settings

ROOT = Path(__file__).parents[1]
SENTENCES = "味噌を仕込んで、猫と暮らす。京都の古い家で、本を読みながら朝を待っている。" * 150


class Server:
    """A server that is stopped as soon as it is waited for; it looks at the index when it starts."""

    def __init__(self, place):
        self.found = open_searcher(place).search(SearchRequest("題名"))
        self.waited = False

    def wait(self):
        self.waited = True


@pytest.fixture
def blog(tmp_path):
    """Thirty posts that are long enough for titles to come first."""
    folder = tmp_path / "blog"
    folder.mkdir()
    for number in range(30):
        (folder / f"2024-01-{number + 1:02}-p.md").write_text(
            f"---\ntitle: 題名{number}\ndate: 2024-01-{number + 1:02}\n---\n{number}番目の話。{SENTENCES}",
            encoding="utf-8",
        )
    return folder


def started(blog, monkeypatch, *, failing=None):
    """The server of a run whose second commit fails with that error."""
    place, servers = blog / ".sakuin", []
    if failing:
        monkeypatch.setattr("index.batches.batches", lambda _: fail(failing))

    def start():
        servers.append(Server(place))
        return servers[-1]

    index_and_serve(blog, place, Settings(index=IndexSettings(tokenizer="mecab")), start=start)
    (server,) = servers
    assert server.waited
    return server


def fail(error):
    raise error


def test_the_server_starts_when_titles_can_be_searched(blog, monkeypatch, capsys):
    server = started(blog, monkeypatch)
    assert (server.found.total, server.found.index.state, server.found.index.indexed) == (30, "building", 0)
    assert open_searcher(blog / ".sakuin").state().state == "ready"
    out, err = capsys.readouterr()
    assert out.startswith("30 posts (30 added")
    assert "It can be searched by now" in err


@pytest.mark.parametrize("error", [IndexLocked(ja="書けません", en="cannot be written"), ZeroDivisionError("bug")])
def test_an_error_behind_the_server_is_told(blog, monkeypatch, capsys, caplog, error):
    server = started(blog, monkeypatch, failing=error)
    assert server.found.total == 30
    err = capsys.readouterr().err
    assert "The indexing stopped. What was done so far can be searched." in err
    assert "cannot be written" in err or "ZeroDivisionError" in caplog.text


def test_an_error_before_it_is_raised(blog, tmp_path):
    place = blog / ".sakuin"
    with pytest.raises(InputUnusable):
        index_and_serve(tmp_path / "none", place, Settings(), start=lambda: fail(AssertionError()))
    assert main([str(tmp_path / "none")]) == 3


def test_an_index_that_is_there_is_served_at_once_even_if_it_cannot_be_written(blog, monkeypatch, capsys):
    started(blog, monkeypatch)
    assert started(blog, monkeypatch).found.index.state == "ready"
    assert "No changes (30 posts" in capsys.readouterr().out
    monkeypatch.setattr(
        "index.build.build", lambda *_, **__: fail(IndexLocked(ja="書けません", en="cannot be written"))
    )
    assert started(blog, monkeypatch).found.total == 30
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_the_program_is_ended_while_it_builds(blog, stop, code):
    for number in range(400):  # some ten seconds of work
        (blog / f"2023-{number}.md").write_text(f"---\ntitle: 古い{number}\n---\n{number}{SENTENCES}", encoding="utf-8")
    environ = os.environ | {
        "PYTHONPATH": str(ROOT),
        "SAKUIN_LANG": "en",
        "SAKUIN_TOKENIZER": "janome",
        "PYTHONUTF8": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from web.cli import run; run()", str(blog), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environ,
        process_group=0,
    )
    address = process.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
    assert "building" in urlopen(f"{address}readyz", timeout=30).read().decode()
    state = json.load(urlopen(f"{address}api/v1/stats", timeout=30))["index"]
    assert (state["state"], state["total"]) == ("building", 430)
    page = urlopen(f"{address}search?lang=en&q={quote('古い7')}", timeout=30).read().decode()
    assert "The index is being built" in page
    os.killpg(process.pid, stop)
    out, err = process.communicate(timeout=60)  # which waits for every process that has these streams
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert ("Go on with: sakuin" in err) == (stop == signal.SIGINT)
