"""What a command loads before its first answer, counted, not timed: a module that it does not need costs everybody who types a query."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from blog import post, searcher_of

ROOT = Path(__file__).parents[1]
OF_THE_WEB = ("flask", "werkzeug", "jinja2", "waitress", "email", "socket")
OF_A_BUILD = ("index.build", "index.workers", "index.store.writer", "sqlite3", "multiprocessing")
OF_OTHERS = ("numpy.ma", "rapidfuzz", "janome.tokenizer", "janome.sysdic", "importlib.metadata", "rich")
OF_EDITORS = ("search.editing.editor", "search.related.related")

PROGRAM = """
import sys
from web.cli import main
code = main(["search", sys.argv[2], "--index", sys.argv[1]])
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("blog") / ".sakuin"
    texts = ("ラーメンを食べた。味噌を仕込む。", "機械学習のデータを Python で読む。", "東京都の猫の写真を撮る。")
    documents = [post(str(number), f"題{number}", text, tags=("旅",)) for number, text in enumerate(texts)]
    searcher_of(place, [*documents, documents[0]], commits=2)  # the second takes a document of the first out
    return place


@pytest.mark.parametrize(
    "query", ["味噌", "猫 写真", "データ", "機械学習", "Python", "title:題1", "tag:旅", '"仕込む"', ""]
)
def test_a_search_in_the_terminal_loads_what_it_needs(place, query):
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(place), query],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert process.returncode == 0, process.stderr
    assert process.stdout
    loaded = set(process.stderr.splitlines()[-1].split())
    assert "search.snapshot" in loaded
    assert sorted(loaded & {*OF_THE_WEB, *OF_A_BUILD, *OF_OTHERS, *OF_EDITORS}) == []
