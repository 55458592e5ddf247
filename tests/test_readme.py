"""What README says is printed, is printed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from blog import post, searcher_of
from msgspec.structs import fields

from index.terminal import LANGUAGE
from search.answer import Highlights
from search.request import SearchRequest
from web.api.searches import LinkedAnswer
from web.cli import print_demo
from web.settings import TABLES

ROOT = Path(__file__).parent.parent
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
# Figures that differ from one machine and run to the next.
VARYING = re.compile(r"[\d,.]+(?= ?(?:ms|s\b|秒|k字|k characters))")


def session(text):
    """The commands of the console blocks, each with what it prints."""
    lines = "".join(CONSOLE.findall(text)).split("\n$ ")
    for part in lines:
        command, _, printed = part.removeprefix("$ ").partition("\n")
        yield command, printed.rstrip("\n")


@pytest.mark.parametrize(("name", "language"), [("README.md", "en_US.UTF-8"), ("README.ja.md", "ja_JP.UTF-8")])
def test_what_the_readme_shows(tmp_path, name, language):
    shutil.copytree(ROOT / "web" / "sample", tmp_path / "web" / "sample", ignore=shutil.ignore_patterns(".sakuin"))
    environ = {**os.environ, "LANG": language, "LC_ALL": language}
    for command, printed in session((ROOT / name).read_text(encoding="utf-8")):
        program, *arguments = shlex.split(command)
        assert program == "sakuin"
        code = "import sys; from web.cli import main; sys.exit(main())"
        run = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            text=True,
        )
        assert run.returncode == int(arguments[0] == "check"), run.stderr  # which found something
        shown = [line.rstrip() for line in VARYING.sub("…", run.stdout).splitlines()]
        assert shown == [line.rstrip() for line in VARYING.sub("…", printed).splitlines()], command


SPELLINGS = re.compile(r"^\| ((?:サーバ|問合せ|学校|ヴァイオリン|拡がる)[^|]*) \| ([^|]+) \|$", re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_spellings_that_are_found(tmp_path, name):
    rows = SPELLINGS.findall((ROOT / name).read_text(encoding="utf-8"))
    assert len(rows) == 5
    for typed, found in rows:
        for word, others in zip(re.split(" · |・", typed), re.split(" · |・", found), strict=True):
            posts = [post(other, "", f"{other}の話。") for other in re.split(", |、", others)]
            searcher = searcher_of(tmp_path / word, posts)
            assert searcher.search(SearchRequest(word)).total == len(posts), word


def test_the_demo_prints_what_the_readme_shows(capsys):
    print_demo(Path(".sakuin"), "http://127.0.0.1:8787/")
    printed = "\n".join(capsys.readouterr().out.splitlines()[:4])
    assert f"\n{printed}\n" in (ROOT / {"en": "README.md", "ja": "README.ja.md"}[LANGUAGE]).read_text(encoding="utf-8")


ROW = re.compile(r"^\| `(?!sakuin )([a-z_ ]+)` \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_every_key_of_an_answer_is_in_the_readme(name):
    rows = dict(ROW.findall((ROOT / name).read_text(encoding="utf-8")))
    assert all(key in rows["highlights"] for key in Highlights.__struct_fields__)
    named = {key for keys in rows for key in keys.split()} - {"highlights"}
    assert named == {field.encode_name for field in fields(LinkedAnswer)}


def test_the_readmes_name_the_same_commands():
    english, japanese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ja.md"))
    tables = [re.findall(r"^\| (`sakuin .*?) \|", text, re.MULTILINE) for text in (english, japanese)]
    assert [re.findall(r"`([^`]+)`", row) for row in tables[0]] == [re.findall(r"`([^`]+)`", row) for row in tables[1]]


NAMED = re.compile(r"`([\w/.]*\w/[\w/.*]*)`")
FOLDERS = {"web", "search", "index", "tests"}


def test_every_place_that_contributing_names_is_there():
    named = [
        name
        for name in NAMED.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
        if name.split("/")[0] in FOLDERS
    ]
    assert len(named) > 50
    assert [name for name in named if not any(ROOT.glob(name.rstrip("/")))] == []


def test_every_setting_is_in_the_readme_of_each_language():
    settings = [setting.name for table in TABLES.values() for setting in fields(table)]
    for name in ("README.md", "README.ja.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [setting for setting in settings if f"\n{setting} =" not in text] == []
