"""README's addresses work as they are printed, and its settings as they are pasted, under waitress and under gunicorn."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from gunicorns import gunicorn, with_gunicorn

from index.build import build

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.ja.md"]
pytestmark = pytest.mark.slow  # a process for nearly every test
PRINTED = "http://127.0.0.1:8787"
SERVE = "import sys; from web.cli import main; sys.exit(main())"


def block(name, language, begins):
    blocks = re.findall(rf"```{language}\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    return next(each for each in blocks if each.startswith(begins))


@contextmanager
def sakuin_serve(*arguments, folder="/", **environ):
    """The address of `sakuin serve`, and a list that gets what it has written to stderr at its end, but for how to stop it: it may be
    stopped before it says so."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SAKUIN_LANG": "en", "PYTHONUTF8": "1", **environ},
    )
    said = []
    try:
        yield process.stdout.readline().strip().rstrip("/"), said
    finally:
        process.send_signal(signal.SIGTERM)
        said += [line for line in process.communicate(timeout=30)[1].splitlines() if line != "Ctrl-C stops it"]


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The sample blog, indexed, with README's settings beside it."""
    folder = tmp_path_factory.mktemp("readme") / "blog"
    shutil.copytree(ROOT / "web/sample", folder, ignore=shutil.ignore_patterns(".sakuin"))
    build(folder, folder / ".sakuin")
    (folder / "sakuin.toml").write_text(block("README.md", "toml", "[index]"), encoding="utf-8")
    return folder


def waitress(blog):
    return sakuin_serve("--index", str(blog / ".sakuin"))


@contextmanager
def several(blog):
    with gunicorn(blog / ".sakuin", says=f"Settings: {blog / 'sakuin.toml'}\n") as (port, _):
        yield f"http://127.0.0.1:{port}", []


@pytest.fixture(scope="module", params=["waitress", pytest.param("gunicorn", marks=with_gunicorn)])
def address(request, blog):
    with {"waitress": waitress, "gunicorn": several}[request.param](blog) as (address, _):
        yield address


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
@pytest.mark.parametrize("name", READMES)
def test_every_line_of_curl(address, name):
    lines = block(name, "sh", "curl").splitlines()
    assert len(lines) == 10
    for line in lines:
        program, url = shlex.split(line)
        run = subprocess.run(
            [program, "-sSf", "--retry", "9", url.replace(PRINTED, address)], capture_output=True, text=True
        )
        assert run.returncode == 0, (line, run.stderr)  # a machine with much to do may have needed a second try
        assert run.stdout, line
        assert '"total":0' not in run.stdout, line


@pytest.mark.parametrize("name", READMES)
def test_the_settings_can_be_pasted(blog, name):
    """They are what holds without them, and are found from anywhere: beside the posts that the index is of."""
    (blog / "sakuin.toml").write_text(block(name, "toml", "[index]"), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", SERVE, "index", str(blog)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SAKUIN_LANG": "en", "PYTHONUTF8": "1"},
    )
    assert (run.returncode, run.stdout.split(" (")[0]) == (0, "No changes")
    with sakuin_serve("--index", str(blog / ".sakuin")) as (address, said):
        assert address.startswith("http://127.0.0.1:")
    assert said == [f"Settings: {blog / 'sakuin.toml'}"]


@pytest.mark.parametrize("named", ["--index", "SAKUIN_INDEX"])
@pytest.mark.parametrize("beside", [True, False])
def test_settings_are_found_where_the_index_is(blog, tmp_path, named, beside):
    place = blog / ".sakuin"
    if not beside:
        place = tmp_path / "index"
        shutil.copytree(blog / ".sakuin", place)
    (blog / "sakuin.toml").write_text('[server]\nurl_prefix = "/find"\n', encoding="utf-8")
    flags, environ = ((named, str(place)), {}) if named == "--index" else ((), {named: str(place)})
    with sakuin_serve(*flags, folder=tmp_path, **environ) as (address, said):
        assert address.endswith("/find")
    assert said == [f"Settings: {blog / 'sakuin.toml'}"]


def test_without_any_nothing_is_said(blog, tmp_path):
    (blog / "sakuin.toml").unlink(missing_ok=True)
    with sakuin_serve("--index", str(blog / ".sakuin"), folder=tmp_path) as (_, said):
        pass
    assert said == []
