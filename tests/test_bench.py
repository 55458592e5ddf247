"""The measurements still run: on the sample blog, a few queries, Sakuin and the one peer that comes with Python."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "tests" / "bench" / "speed" / "bench.py"
QUESTIONS = ["whole_search", "ranking", "facets", "snippets", "http", "pages", "size", "growth"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    out = tmp_path_factory.mktemp("bench")
    options = [
        "--questions",
        *QUESTIONS,
        "--engines",
        "sakuin",
        "sqlite_trigrams",
        "--queries",
        "4",
        "--sizes",
        "20",
        "200",
    ]
    command = [
        sys.executable,
        str(BENCH),
        str(ROOT / "web" / "sample"),
        "--tokenizer",
        "mecab",
        "--out",
        str(out),
        *options,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return done.stdout, json.loads((out / "figures.json").read_bytes())


def test_every_question_has_its_figures(run):
    _, report = run
    assert [table["question"] for table in report["tables"]] == QUESTIONS
    rows = [row for table in report["tables"] for row in table["rows"]]
    assert all(row["value"] > 0 for row in rows)
    assert {row["engine"] for row in rows} == {"Sakuin", "SQLite FTS5 trigrams"}


def test_the_tables_show_them(run):
    printed, report = run
    assert all(table["title"] in printed for table in report["tables"])


def test_a_budget_is_met_or_not_or_was_not_measured(run):
    printed, report = run
    assert {each["name"]: each["figure"] for each in report["budgets"]}["build again, nothing changed"] is None
    assert "not measured  build again, nothing changed" in printed
    assert "of the posts" in printed


def test_growth_has_a_page_and_a_build_for_each_size(run):
    _, report = run
    (growth,) = (table for table in report["tables"] if table["question"] == "growth")
    assert [row["name"] for row in growth["rows"] if row["engine"] == "Sakuin"] == [
        f"{what}, {posts} posts"
        for what in ("a page", "built", "memory of building", "nothing changed")
        for posts in (20, 200)
    ]
    assert [row["name"] for row in growth["rows"] if row["engine"] != "Sakuin"] == [
        f"{what}, {posts} posts" for what in ("a page", "built") for posts in (20, 200)
    ]
    assert {each["name"]: each["limit"] for each in report["budgets"] if each["figure"]}["10 × the posts: built"] == 11
