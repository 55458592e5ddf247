import json
from typing import NamedTuple

import pytest
from apps import app_of
from fakes import POSTS, FakeSearcher, post
from msgspec.structs import replace

from index.language import Message
from search.marked import Span
from web.cli import main
from web.commands.marked import marked, wrapped


class Ran(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


@pytest.fixture
def sakuin(monkeypatch, capsys):
    """Run `sakuin` on a searcher and return what came of it."""

    def run(*arguments, searcher=None, language="ja"):
        for module in ("reading", "related"):
            monkeypatch.setattr(f"web.commands.{module}.searcher_in", lambda _: searcher or FakeSearcher())
        monkeypatch.setattr("web.commands.reading.left_out", lambda _: {"kept out": 2})
        for module in ("web.commands.reading", "web.commands.tables", "web.cli", "index.terminal"):
            monkeypatch.setattr(f"{module}.LANGUAGE", language)
        return Ran(main(arguments), *capsys.readouterr())

    return run


def test_search(sakuin):
    assert sakuin("search", "味噌", "-n", "1").stdout == (
        "2件（1 ms）\n"
        " 1   17.4  2024-05-12  【味噌】ラーメンを作る  料理, 【味噌】\n"
        "          札幌で食べた【味噌】ラーメンを家で作る。\n"
        "          https://blog.example.jp/2024/ramen/\n"
    )


def test_where_nothing_is_bold_matches_are_marked_in_title_and_tags_too(sakuin):
    assert sakuin("search", "味噌", "-n", "1").stdout.splitlines()[1].split("  ")[-2:] == [
        "【味噌】ラーメンを作る",
        "料理, 【味噌】",
    ]


def test_what_has_no_score_shows_none(sakuin):
    class Filtered(FakeSearcher):
        def search(self, request):
            answer = super().search(request)
            return replace(answer, hits=tuple(replace(hit, score=0.0) for hit in answer.hits))

    lines = sakuin("search", "--tag", "味噌", searcher=Filtered()).stdout.splitlines()
    assert lines[1] == " 1         2024-05-12  味噌ラーメンを作る  料理, 味噌"


def test_titles_stand_in_columns(sakuin):
    lines = sakuin("search", "--sort", "-date").stdout.splitlines()
    assert [line for line in lines if line[1].isdigit() and line[3:4] == " "] == [
        " 1   17.4  2024-05-12  味噌ラーメンを作る   料理, 味噌",
        " 2   17.4  2023-03-19  Janome で形態素解析  Python",
        " 3   17.4  2022-01-09  味噌を仕込む         味噌",
    ]


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (["味噌"], ["味噌ラーメンを作る", "味噌を仕込む"]),
        (["味噌", "ラーメン"], ["味噌ラーメンを作る"]),
        (["味噌", "--sort", "date"], ["味噌を仕込む", "味噌ラーメンを作る"]),
        (["味噌", "--offset", "1"], ["味噌を仕込む"]),
        (["味噌 形態素解析", "--mode", "all"], []),
        (["--tag", "味噌", "--tag", "料理"], ["味噌ラーメンを作る"]),
        (["--category", "食", "--year", "2022", "--year", "2023"], ["味噌を仕込む"]),
    ],
)
def test_options(sakuin, arguments, titles):
    lines = sakuin("search", *arguments, "--format", "ndjson").stdout.splitlines()
    assert [json.loads(line)["title"] for line in lines] == titles


@pytest.mark.parametrize(
    ("arguments", "url"),
    [
        (["味噌"], "q=味噌"),
        (["味噌", "--tag", "料理", "--explain", "-n", "1"], "q=味噌&tag=料理&explain=1&limit=1"),
        (["味噌 量子"], "q=味噌+量子"),
        (["--year", "2024"], "year=2024"),
    ],
)
def test_the_json_is_that_of_the_api_without_its_links(sakuin, arguments, url):
    printed = json.loads(sakuin("search", *arguments, "--format", "json").stdout)
    answer = app_of().test_client().get(f"/api/v1/search?{url}").json
    assert list(printed.items()) == [(key, value) for key, value in answer.items() if key not in {"next", "prev"}]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "味噌"], 0),
        (["search", "味噌 量子"], 0),
        (["search", "量子"], 1),
        (["search", "量子", "--format", "json"], 1),
        (["search", "味噌", "-n", "0"], 2),
        (["search", "味噌", "-n", "101"], 2),
        (["search", "味噌", "--sort", "newest"], 2),
        (["show", POSTS[0].id], 0),
        (["show", "nothing"], 1),
        (["related", POSTS[0].path], 0),
        (["related", POSTS[1].id], 1),
        (["related", "nothing"], 1),
        (["stats"], 0),
    ],
)
def test_exit_codes(sakuin, arguments, code):
    assert sakuin(*arguments).exit_code == code


def test_what_a_person_should_know_goes_to_stderr(sakuin):
    searcher = FakeSearcher(indexed=1, warnings=(Message(ja="閉じていません", en="not closed"),), suggestions=("味噌",))
    shown = sakuin("search", "量子", searcher=searcher)
    assert shown.stdout == ""
    assert shown.stderr == (
        "閉じていません\n索引を作成中です（1/3件）。\n「量子」を含む記事はありません\nもしかして: 味噌\n一致する記事はありません。\n"
    )


def test_relaxed(sakuin):
    first, second, *_ = sakuin("search", "味噌 量子").stdout.splitlines()
    assert (first, second) == ("すべての語を含む記事はありません。", "一部の語を含む記事:")


def test_explain(sakuin):
    assert "            1.500  body:味噌  ×2\n" in sakuin("search", "味噌", "--explain").stdout


def test_show(sakuin):
    shown = sakuin("show", POSTS[2].path).stdout
    assert shown.startswith("味噌を仕込む\n  ID          ")
    assert "  著者        花\n" in shown
    assert "\n大豆を煮て、麹と塩を混ぜる。\n\n## 道具\n\n樽と重し。\n" in shown
    assert shown.endswith("取り除いた部分:\n  下書きの区切り\n")


def test_show_json(sakuin):
    shown = json.loads(sakuin("show", POSTS[2].id, "--format", "json").stdout)
    assert shown["body"].startswith("大豆")
    assert shown["removed"][0]["characters"] == 1200


def test_related(sakuin):
    assert sakuin("related", POSTS[2].id).stdout == (
        " 1   41.3 強  2024-05-12  味噌ラーメンを作る  リンクなし\n"
        "          味噌 50% #料理\n"
        "          https://blog.example.jp/2024/ramen/\n"
    )


def test_related_ndjson(sakuin):
    (line,) = sakuin("related", POSTS[2].id, "--format", "ndjson").stdout.splitlines()
    assert json.loads(line)["rank"] == 1


def test_stats(sakuin):
    shown = sakuin("stats", language="en").stdout
    assert shown.startswith("posts             3\n")
    assert "\nfiles left out\n       2  kept out of the search\n" in shown
    assert "Tags (3)\n       2  味噌\n" in shown


def test_stats_json(sakuin):
    shown = json.loads(sakuin("stats", "--format", "json").stdout)
    assert (shown["index"]["documents"], shown["skipped"]) == (3, {"kept out": 2})


def test_a_post_cannot_steer_the_terminal(sakuin):
    evil = post("_posts/2024-01-01-a.md", "\x1b[2J題", "\x1b]0;題\x07 猫", tags=("\x1b[1m",))
    for arguments in (["search", "猫"], ["show", evil.id], ["stats"]):
        assert "\x1b" not in sakuin(*arguments, searcher=FakeSearcher((evil,))).stdout


def test_bytes_that_are_no_text(sakuin):
    assert json.loads(sakuin("search", "\udcff", "--format", "json").stdout)["query"] == "�"


@pytest.mark.parametrize(("bold", "shown"), [(False, "猫が【いる】"), (True, "猫が\x1b[1mいる\x1b[0m")])
def test_marked(bold, shown):
    assert marked([Span("猫が"), Span("いる", matched=True), Span("\n")], bold=bold) == shown


def test_wrapped():
    lines = wrapped([Span("ab猫"), Span("犬c", matched=True)], 5)
    assert [[(span.text, span.matched) for span in line] for line in lines] == [
        [("ab猫", False), ("", True)],
        [("犬c", True)],
    ]


@pytest.mark.parametrize(("variable", "bold"), [("UNRELATED", True), ("NO_COLOR", False)])
def test_bold_on_a_terminal_unless_no_color(sakuin, monkeypatch, variable, bold):
    monkeypatch.setenv(variable, "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    shown = sakuin("search", "味噌").stdout
    assert ("【味噌】" not in shown, "【味噌】" in shown) == (bold, not bold)


def test_a_word_to_leave_out_is_no_option(sakuin):
    assert sakuin("search", "味噌", "-ラーメン").exit_code == 0
    assert sakuin("search", "-味噌").exit_code in {0, 1}
    mistaken = sakuin("search", "味噌", "--tga", "旅")
    assert (mistaken.exit_code, "--tga" in mistaken.stderr) == (2, True)


def test_stats_say_where_all_values_are(sakuin):
    many = FakeSearcher((post("2024-01-01-a.md", "題", "", tags=tuple(f"札{n}" for n in range(21))),))
    assert "and 11 more (see /tags of the search page)" in sakuin("stats", searcher=many, language="en").stdout
    assert "more (" not in sakuin("stats", language="en").stdout
