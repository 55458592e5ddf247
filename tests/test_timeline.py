"""`sakuin timeline`: when a blog wrote of something."""

from __future__ import annotations

import json

import pytest
from blog import post, searcher_of

from web.cli import main

POSTS = [
    post("a", "味噌を仕込む", "味噌を仕込んだ。", date="2021-03-05T00:00:00+09:00"),
    post("b", "味噌汁", "味噌の話。", date="2023-03-01T00:00:00+09:00", tags=("料理",)),
    post("c", "味噌ラーメン", "味噌を食べた。", date="2023-11-30T00:00:00+09:00", tags=("料理",)),
    post("d", "いつかの味噌", "味噌がある。", date=None),
    post("e", "猫", "猫がいる。", date="2022-01-01T00:00:00+09:00"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("timeline") / ".sakuin"
    searcher_of(folder, POSTS)
    return folder


@pytest.fixture
def timeline(place, capsys):
    def run(*arguments):
        code = main(["timeline", *arguments, "--index", str(place)])
        return code, capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("query", "months"),
    [
        ("味噌", {"2021-03": 1, "2023-03": 1, "2023-11": 1}),
        ("味噌 tag:料理", {"2023-03": 1, "2023-11": 1}),
        ("味噌 -ラーメン", {"2021-03": 1, "2023-03": 1}),
        ("猫 味噌", {}),
    ],
)
def test_the_posts_of_each_month(timeline, query, months):
    code, out = timeline(query, "--format", "json")
    report = json.loads(out)
    assert {each["month"]: each["posts"] for each in report["months"]} == months
    assert report["total"] == sum(months.values()) + report["undated"]
    assert code == (0 if months else 1)


def test_first_last_and_what_has_no_date(timeline):
    report = json.loads(timeline("味噌", "--format", "json")[1])
    assert (report["first"]["path"], report["last"]["path"], report["undated"]) == ("a.md", "c.md", 1)


def test_a_table_has_a_line_for_each_year_the_empty_ones_too(timeline):
    lines = timeline("味噌")[1].splitlines()
    years = [line.split() for line in lines if line.split()[0] in {"2021", "2022", "2023"}]
    assert [(line[0], line[13]) for line in years] == [("2021", "1"), ("2022", "0"), ("2023", "2")]
    assert years[0][3] == years[2][11] == "1"
    assert years[2][-1].count("█") == 2 * years[0][-1].count("█")


def test_csv(timeline):
    assert timeline("味噌", "--format", "csv")[1].splitlines() == ["month,posts", "2021-03,1", "2023-03,1", "2023-11,1"]
