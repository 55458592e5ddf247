"""`sakuin overlap`: posts that compete for one query."""

from __future__ import annotations

import csv
import json

import pytest
from blog import post, searcher_of
from model_copies import WORDS, sentences

from index.document import Link
from index.errors import InputUnusable
from search.editing.console import read_console
from search.reports.overlap import Sought
from search.searcher import open_searcher
from web.cli import main

MISO = "".join(sentences("樽", 8))
POSTS = [
    post("a", "手前味噌の仕込み方", MISO + "初めての年。", date="2021-01-01T00:00:00+09:00"),
    post("b", "手前味噌の仕込み、二年目", MISO + "二年目の冬。", date="2022-01-01T00:00:00+09:00"),
    post("c", "古い蓄音機の修理", "".join(sentences("針", 8)), links=(Link("/d/", "前の話"),)),
    post(
        "d",
        "蓄音機の修理道具",
        "箱に布と刷毛を入れて、駅前の店で買った。店主は若く、値段は安い。",
        links=(Link("/c/", "次の話"),),
    ),
    post("e", "手前味噌で作る汁", "豆腐と葱を切り、鍋に湯を沸かす。"),
    post("f", "猫が来た", "庭に猫がいる。"),
    *(post(f"x{number}", f"{word}の話", f"{word}を見た日のこと。") for number, word in enumerate(WORDS[:30])),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("overlap") / ".sakuin"
    searcher_of(folder, POSTS)
    return folder


@pytest.fixture
def overlap(place, capsys):
    def run(*arguments):
        code = main(["overlap", *map(str, arguments), "--index", str(place)])
        return code, capsys.readouterr()

    return run


def rivals(contest):
    return {each["path"][0] for each in contest["rivals"]}


def test_of_titles(overlap):
    code, shown = overlap("--format", "json")
    report = json.loads(shown.out)
    assert (code, report["source"], report["asked"]) == (0, "titles", 36)
    (contest,) = report["contests"]
    assert rivals(contest) == {"a", "b"}
    assert contest["words"] == ["手前味噌", "仕込み"]
    assert (contest["linking"], contest["hint"], contest["times"]) == ("none", "merge", 0)
    assert [each["rank"] for each in contest["rivals"]] == [1, 2]


@pytest.mark.parametrize(
    ("query", "posts", "hint"),
    [
        ("手前味噌 仕込み", {"a", "b"}, "merge"),
        ("手前味噌の仕込み", {"a", "b"}, "merge"),
        ("蓄音機 修理", {"c", "d"}, "retitle"),  # they link to each other, and say different things
        ("大豆 麹", set(), ""),  # no title promises that
        ("猫", set(), ""),  # one post alone
        ("量子", set(), ""),
        ("tag:料理", set(), ""),
        ("", set(), ""),
    ],
)
def test_of_queries(place, query, posts, hint):
    contests = open_searcher(place).editor().overlap([Sought(query, 3)]).contests
    assert {each.path[0] for contest in contests for each in contest.rivals} == posts
    assert [contest.hint for contest in contests] == [hint] * bool(posts)


def test_what_is_asked_most_comes_first_and_each_group_once(place):
    asked = [Sought("手前味噌 仕込み", 2), Sought("仕込み 手前味噌", 40), Sought("蓄音機 修理", 9)]
    report = open_searcher(place).editor().overlap(asked, most=1)
    assert [contest.query for contest in report.contests] == ["仕込み 手前味噌"]
    assert (report.total, report.asked) == (2, 3)


CONSOLE = '上位のクエリ,クリック数,表示回数,CTR,掲載順位\n手前味噌 仕込み,12,"1,480",0.8%,9.1\n蓄音機 修理,1,90,1%,4\n'


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (CONSOLE.encode(), [("手前味噌 仕込み", 1480), ("蓄音機 修理", 90)]),
        (CONSOLE.encode("utf-8-sig"), [("手前味噌 仕込み", 1480), ("蓄音機 修理", 90)]),
        (CONSOLE.encode("cp932"), [("手前味噌 仕込み", 1480), ("蓄音機 修理", 90)]),
        (CONSOLE.replace(",", "\t").encode("utf-16"), [("手前味噌 仕込み", 1480), ("蓄音機 修理", 90)]),
        (b"Top queries,Clicks,Impressions,CTR,Position\r\nmiso,3,50,6%,2.5\r\n", [("miso", 50)]),
        (b"Query,Page,Clicks\nmiso,/a/,3\nmiso,/b/,4\n", [("miso", 7)]),  # a row for each page
        (b"Keyword;Impressions\nmiso;5\n;9\nshort\n", [("miso", 5), ("short", 0)]),
        (b"query\nmiso\n", [("miso", 0)]),
        (b"query,impressions\nmiso,many\n", [("miso", 0)]),
    ],
)
def test_exports_of_search_consoles(tmp_path, data, found):
    file = tmp_path / "queries.csv"
    file.write_bytes(data)
    assert [(each.query, each.times) for each in read_console(file)] == found


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"name,price\nmiso,3\n", "Its first line is “name、price”"),
        (b"", "no column of queries"),
        (b"PK\x03\x04\x00\x00\x00\x00\x08\x00\x00\x00\x00\x00", "is no CSV"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_such_export(overlap, tmp_path, data, says):
    file = tmp_path / "other.csv"
    if data is not None:
        file.write_bytes(data)
    code, shown = overlap("--queries", file)
    assert (code, shown.out) == (3, "")
    assert says in shown.err
    assert "Traceback" not in shown.err
    with pytest.raises(InputUnusable):
        read_console(file)


def test_the_terminal(overlap, tmp_path):
    (tmp_path / "queries.csv").write_text(CONSOLE, encoding="utf-8")
    lines = overlap("--queries", tmp_path / "queries.csv")[1].out.splitlines()
    assert lines[0] == "手前味噌 仕込み (1,480 times)  → merge them"
    assert lines[1].split()[:2] == ["1", "100%"]
    assert "in all titles: 手前味噌, 仕込み" in lines[3]
    assert "they link to each other" in lines[8]


def test_csv(overlap):
    rows = list(csv.DictReader(overlap("--format", "csv")[1].out.splitlines()))
    assert [(row["rank"], row["hint"]) for row in rows] == [("1", "merge"), ("2", "merge")]


def test_no_posts_compete(tmp_path, capsys):
    searcher_of(tmp_path / ".sakuin", POSTS[4:])
    assert main(["overlap", "--index", str(tmp_path / ".sakuin")]) == 1
    assert "no posts compete" in capsys.readouterr().err
