"""Several processes: gunicorn over an application that was made before it forked."""

import subprocess
from urllib.parse import quote

import pytest
from apps import settings_of
from blog import post, searcher_of
from fakes import FakeSearcher
from gunicorns import SECONDS, command, environ, get, gunicorn, wait_until, with_gunicorn

from index.errors import IndexMissing
from web import wsgi


@pytest.fixture
def place(tmp_path):
    searcher_of(tmp_path / "idx", [post("a", "ラーメン", "味噌ラーメンを食べる。")])
    return tmp_path / "idx"


@with_gunicorn
def test_two_processes_answer(place):
    with gunicorn(place) as (port, process):
        for _ in range(8):
            assert '"total":1' in get(port, f"/api/v1/search?q={quote('ラーメン')}").decode()
    assert process.returncode == 0


@with_gunicorn
def test_the_metrics_are_those_of_all_processes(place, tmp_path):
    folder = tmp_path / "tmp"
    folder.mkdir()
    asked = 0

    def both_have_answered():
        nonlocal asked
        asked += 1
        get(port, "/help")
        files = folder.glob("sakuin-metrics-*/counter_*.db")
        return len({path.stem.rpartition("_")[2] for path in files} - {str(process.pid)}) == 2

    with gunicorn(place, SAKUIN_METRICS="true", TMPDIR=str(folder)) as (port, process):
        wait_until(both_have_answered)
        texts = [get(port, "/metrics").decode() for _ in range(8)]
    for text in texts:
        assert (
            f'sakuin_requests_total{{endpoint="pages.help",method="GET",status="200"}} {asked}.0' in text.splitlines()
        )
    assert list(folder.iterdir()) == []  # it goes with the server


@with_gunicorn
def test_a_missing_index_is_one_sentence(tmp_path):
    run = subprocess.run(
        command("--bind", "127.0.0.1:0"),
        env=environ(tmp_path / "none"),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert run.returncode == 4
    assert run.stderr == f"There is no index in {tmp_path / 'none'}. Build one with: sakuin index POSTS\n"


def test_the_settings_are_those_of_serve(place, monkeypatch):
    monkeypatch.setenv("SAKUIN_INDEX", str(place))
    monkeypatch.setenv("SAKUIN_TITLE", "台所と索引")
    assert "台所と索引" in wsgi.create().test_client().get("/").text


def test_below_a_prefix_it_is_warm_too(monkeypatch):
    asked = []

    class Asked(FakeSearcher):
        def search(self, request):
            asked.append(request.query)
            return super().search(request)

    monkeypatch.setattr(wsgi, "open_searcher", lambda *_, **__: Asked())
    monkeypatch.setenv("SAKUIN_URL_PREFIX", "/find")
    client = wsgi.create().test_client()
    assert "検索 日本語" in asked
    assert client.get("/find/").status_code == 200


@pytest.mark.parametrize(("language", "sentence"), [("ja", "索引がありません\n"), ("en", "There is no index\n")])
def test_without_an_index_it_ends_as_sakuin_does(monkeypatch, capsys, language, sentence):
    def missing(*_, **__):
        raise IndexMissing(ja="索引がありません", en="There is no index")

    monkeypatch.setattr(wsgi, "open_searcher", missing)
    monkeypatch.setattr("index.terminal.LANGUAGE", language)
    with pytest.raises(SystemExit) as ended:
        wsgi.create()
    assert (ended.value.code, capsys.readouterr().err) == (4, sentence)


def test_it_is_warm_before_it_forks(monkeypatch):
    asked = []

    class Asked(FakeSearcher):
        def search(self, request):
            asked.append(request.query)
            return super().search(request)

    monkeypatch.setattr(wsgi, "open_searcher", lambda *_, **__: Asked())
    wsgi.create()
    assert "検索 日本語" in asked


@pytest.mark.parametrize("key", ["dictionary", "synonyms"])
def test_a_missing_file_of_words_is_said_when_serving(place, tmp_path, capsys, monkeypatch, key):
    monkeypatch.setattr("index.terminal.LANGUAGE", "en")
    (tmp_path / "there.txt").write_text("")
    for name in ("gone.txt", "there.txt"):
        wsgi.open_app(place, settings_of(**{key: tmp_path / name}))
    assert capsys.readouterr().err == (
        f"index.{key}: there is no file {tmp_path / 'gone.txt'}. What the index was built with goes on to count.\n"
    )
