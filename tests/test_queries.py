"""`sakuin queries`: what readers sought, what the blog lacks of that, and how to have it found."""

import json
from datetime import date, timedelta

import pytest
from blog import post, searcher_of
from on_disk import write

from index.build import build
from index.terminal import LANGUAGE
from index.words import read_synonyms
from search.querylog import Asked, QueryLog, Tally
from search.request import SearchRequest
from search.searcher import open_searcher
from web.cli import main

POSTS = [
    post("a", "味噌を仕込む", "大豆を煮て、麹を混ぜる。プログラミングの合間に。"),
    post("b", "自転車で行く", "自転車を直した。kubernetes の話もする。"),
    post("c", "猫", "猫がいる。postgresql に記録する。"),
]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAKUIN_INDEX", raising=False)


@pytest.fixture
def place(tmp_path):
    searcher_of(tmp_path / ".sakuin", POSTS)
    return tmp_path / ".sakuin"


def asked(place, *counts):
    """Log queries: (query, times, without hits, days ago, slowest in ms)."""
    log = QueryLog(place / "queries.db", retention_days=90, min_count=2)
    for query, times, without_hits, ago, slowest_ms in counts:
        day = date.today() - timedelta(days=ago)
        log.add({Asked(day, query, "page"): Tally(times, without_hits, slowest_ms)})
    log.close()


@pytest.fixture
def queries(place, capsys):
    def run(*arguments):
        code = main(["queries", *arguments, "--index", str(place)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def report(queries, *arguments):
    return json.loads(queries("--format", "json", *arguments)[1])


@pytest.mark.parametrize(
    ("query", "lacking", "nearest", "synonyms"),
    [
        ("プログラミンク", ["プログラミンク"], ["プログラミング"], ["プログラミンク, プログラミング"]),
        ("kubernets", ["kubernets"], ["kubernetes"], ["kubernets, kubernetes"]),
        ("電動自転車", ["電動自転車"], ["自転車"], ["電動自転車, 自転車"]),
        ("味噌 プログラミンク 電動自転車", ["プログラミンク", "電動自転車"], ["プログラミング", "自転車"],
         ["プログラミンク, プログラミング", "電動自転車, 自転車"]),
        ("コインランドリー", ["コインランドリー"], [], []),
        ("猫 自転車", [], [], []),  # posts have each, none has both
        ("tag:料理", [], [], []),
    ],
)  # fmt: skip
def test_what_the_blog_lacks(place, queries, query, lacking, nearest, synonyms):
    asked(place, (query, 3, 2, 0, 1))
    (one,) = report(queries)["queries"]
    assert (one["gap"], one["lacking"], one["nearest"], one["synonyms"]) == (True, lacking, nearest, synonyms)


@pytest.mark.parametrize(("query", "without_hits"), [("味噌", 0), ("味噌", 2), ("猫 postgresql", 3), ("みそ", 2)])
def test_what_is_found_today_is_no_gap(place, queries, query, without_hits):
    asked(place, (query, 3, without_hits, 0, 1))
    (one,) = report(queries)["queries"]
    assert (one["without_hits"], one["gap"], one["synonyms"]) == (without_hits, False, [])


def test_only_the_most_frequent_gaps_are_looked_into(place, queries, monkeypatch):
    monkeypatch.setattr("search.editing.queries._MOST_TOLD", 1)
    asked(place, ("量子", 9, 2, 0, 1), ("電動自転車", 3, 3, 0, 1))
    assert [each["gap"] for each in report(queries)["queries"]] == [False, True]


def test_a_ready_line_has_it_found(tmp_path, place, queries):
    asked(place, ("プログラミンク", 2, 2, 0, 1))
    (one,) = report(queries)["queries"]
    (tmp_path / "synonyms.txt").write_text("\n".join(one["synonyms"]), encoding="utf-8")
    write(tmp_path / "blog", "2024-01-01-a", "プログラミングの話。", title="a")
    built = tmp_path / "built"
    build(tmp_path / "blog", built, synonyms=read_synonyms(tmp_path / "synonyms.txt"))
    assert open_searcher(built).search(SearchRequest("プログラミンク", mode="all")).total == 1


def test_a_rebuild_keeps_the_log(tmp_path, capsys):
    write(tmp_path / "blog", "2024-01-01-a", "味噌の話。", title="a")
    place = tmp_path / "blog" / ".sakuin"
    build(tmp_path / "blog", place)
    asked(place, ("味噌", 2, 0, 0, 1))
    build(tmp_path / "blog", place, full=True)
    assert main(["queries", "--index", str(place), "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("味噌,2,0,")


def test_the_table(place, queries):
    asked(
        place,
        ("味噌", 8, 0, 0, 1),
        ("猫", 2, 0, 1, 900),
        ("猫", 8, 0, 20, 1),
        ("電動自転車", 3, 3, 2, 1),
        ("秘密の名前", 1, 1, 0, 9000),
    )
    code, out, _ = queries()
    assert code == 0
    assert "秘密" not in out
    first, *parts = out.split("\n\n")
    assert {"22", "3"} <= set(first.replace("回", " ").replace("種", " ").replace(";", " ").split())
    lists = [[line.split() for line in part.splitlines()[2:]] for part in parts]
    top, gaps, rising, slow = (part for part in lists if part and len(part[0]) > 1 and part[0][0][0].isdigit())
    assert top == [["10", "·", "猫"], ["8", "·", "味噌"], ["3", "3", "電動自転車"]]
    assert gaps[0][:2] == ["3", "電動自転車"]
    assert "\n電動自転車, 自転車\n" in out
    assert [row[:3] for row in rising] == [["8", "0.0", "味噌"], ["3", "0.0", "電動自転車"]]
    assert slow == [["0.9", "s", "猫"]]


def test_nothing_rises_before_there_is_a_week_to_compare_with(place, queries):
    asked(place, ("味噌", 8, 0, 0, 1), ("猫", 2, 0, 12, 1))
    assert ("増えている語" if LANGUAGE == "ja" else "Rising") not in queries()[1]


def test_the_days_that_are_asked_for(place, queries):
    asked(place, ("味噌", 2, 0, 0, 1), ("猫", 2, 0, 10, 1))
    assert [each["query"] for each in report(queries, "--days", "7")["queries"]] == ["味噌"]
    assert [each["query"] for each in report(queries)["queries"]] == ["味噌", "猫"]


def test_lines_and_a_spreadsheet(place, queries):
    asked(place, ("味噌", 4, 0, 0, 1), ("電動自転車", 2, 2, 0, 1))
    rows = [json.loads(line) for line in queries("--format", "ndjson")[1].splitlines()]
    assert [row["query"] for row in rows] == ["味噌", "電動自転車"]
    assert queries("--format", "csv")[1].splitlines() == [
        "query,times,without_hits,slowest_ms,page,widget,api,week,before,gap,lacking,nearest,synonyms",
        "味噌,4,0,1.0,4,0,0,4,0.0,False,,,",
        '電動自転車,2,2,1.0,2,0,0,2,0.0,True,電動自転車,自転車,"電動自転車, 自転車"',
    ]


def test_settings_say_what_is_shown(tmp_path, place, queries):
    asked(place, ("味噌", 4, 0, 0, 1), ("猫", 2, 0, 0, 1), ("豆腐", 9, 0, 20, 1))
    (tmp_path / "sakuin.toml").write_text("[log]\nmin_count = 3\nretention_days = 10\n", encoding="utf-8")
    assert [each["query"] for each in report(queries)["queries"]] == ["味噌"]


@pytest.mark.parametrize(
    ("settings", "counts", "code", "says"),
    [
        ("", [], 1, {"en": "write queries = true below [log]", "ja": "[log] に queries = true"}),
        ("[log]\nqueries = true\n", [], 1, {"en": "begins with the first search", "ja": "まだありません"}),
        ("", [("味噌", 1, 0, 0, 1)], 1, {"en": "No query was asked 2 times", "ja": "2回以上検索された語はありません"}),
    ],
)
def test_nothing_to_show(tmp_path, place, queries, settings, counts, code, says):
    (tmp_path / "sakuin.toml").write_text(settings, encoding="utf-8")
    asked(place, *counts) if counts else None
    found, out, err = queries()
    assert (found, says[LANGUAGE] in err, "味噌" in out + err) == (code, True, False)


def test_a_file_that_is_no_log(place, queries):
    (place / "queries.db").write_text("メモ" * 1000, encoding="utf-8")
    code, out, err = queries()
    assert (code, out) == (3, "")
    assert str(place / "queries.db") in err


def test_no_index(tmp_path, capsys):
    folder = tmp_path / "empty"
    folder.mkdir()
    asked(folder, ("味噌", 2, 0, 0, 1))
    assert main(["queries", "--index", str(folder)]) == 4
    assert "queries.db" not in capsys.readouterr().out
