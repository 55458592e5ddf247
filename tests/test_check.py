"""`sakuin check`: each code with a post that has it, and one that has not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from blog import analyzed, new_index, post
from checked import JEKYLL, checked, dated, findings

from index.store.writer import Writer
from search.editing.checks.every import CHECKS, CODES
from web.cli import main

GOOD = {
    "_posts/2024-05-12-good.md": dated("味噌を仕込む", "[ほか](/2024/05/13/other/) " + "味噌の話。" * 80),
    "_posts/2024-05-13-other.md": dated(
        "猫と暮らす", "[これ]({% post_url 2024-05-12-good %}) " + "猫の話。" * 80, date="2024-05-13"
    ),
}
LONG = "長い話をする。" * 400
DRAFTS = "\n\n".join(
    f"{word}を買いに出かけ、雨に降られて帰ってから、{word}の使いみちを一晩じゅう考えた。"
    for word in ["卵", "塩", "茶", "酒", "麦", "豆"]
)

# The code, the file that has it, its line, and the file itself.
BAD = [
    ("F001", 4, "---\ntitle: 猫\ntags: [日記\ndate: 2024-05-12\n---\n" + "猫。" * 200),
    ("F002", 1, "# 猫\n\n" + "猫。" * 200),
    ("F003", 1, "\ufeff" + dated("猫の題")),
    ("F004", 8, dated("猫の題").encode() + b"\xff" + "猫の話をしよう。".encode()),
    ("F005", 7, dated("猫の題", "\x08" + "猫。" * 200)),
    ("F006", 1, bytes(range(256)) * 4),
    ("F007", 1, b"a" * (5 * 1024 * 1024 + 1)),
    ("F009", 1, ""),
    ("F011", 1, dated("猫の題", "猫の話をしよう。" * 60).encode("cp932")),
    ("F012", 4, "---\ntitle: 猫\ntags: [日記]\ntitle: 犬\ndate: 2024-05-12\n---\n" + "猫。" * 200),
    ("D001", 3, dated("猫の題", date="きのう")),
    ("D003", 3, dated("猫の題", date="2024-06-01 10:00:00 +0900")),
    ("D004", 3, dated("猫の題", date="2024-05-12 23:00:00")),
    ("T001", 1, dated("猫の題", tags="")),
    ("T002", 4, dated("猫の題", tags="[日記, 猫]")),
    ("T003", 4, dated("猫の題", tags="[日 記]")),
    ("T004", 4, dated("猫の題", tags="[日記、猫]")),
    ("M001", 1, dated("")),
    ("M002", 2, dated("味噌を仕込む")),
    ("M003", 2, dated("猫" * 61)),
    ("M004", 1, dated("猫の題", description="")),
    ("B001", 1, dated("猫の題", "短い。")),
    ("B002", 1, dated("猫の題", LONG)),
    ("B003", 21, dated("猫の題", f"{DRAFTS}\n\n---END---\n\n{DRAFTS}")),
    ("L001", 1, dated("猫の題")),
    ("L002", 8, dated("猫の題", "猫。\n[味噌](/2024/05/12/miso/)" + "猫。" * 200)),
    ("L003", 8, dated("猫の題", "猫。\n[味噌]({% post_url 2024-05-12-miso %})" + "猫。" * 200)),
    ("U001", 1, dated("猫の題", permalink="/2024/05/12/good/")),
    ("S002", 1, dated("猫の題", date="2020-05-12 10:00:00 +0900")),
]


@pytest.mark.parametrize(("code", "line", "post"), BAD, ids=[code for code, _, _ in BAD])
def test_each_code(folder, code, line, post):
    day = "2020-05-12" if code == "S002" else "2024-05-12"
    report = checked(folder({**JEKYLL, **GOOD, f"_posts/{day}-zz.md": post}), select=[code])
    assert [(each.path, each.line) for each in report.findings] == [(f"_posts/{day}-zz.md", line)]


def test_nothing_is_amiss_with_good_posts(folder):
    assert checked(folder({**JEKYLL, **GOOD})).findings == ()


def test_no_date(folder):
    report = checked(folder({"a.md": "# 猫\n\n猫がいる。", "b.md": "---\ndate: 2024-05-12\n---\n# 犬\n\n犬がいる。"}))
    assert [each.path for each in findings(report, "D002")] == ["a.md"]


def test_a_date_in_the_future(folder):
    files = {**JEKYLL, **GOOD, "_posts/2199-05-12-a.md": dated("先の話", date="2199-05-12")}
    files["_config.yml"] += "future: true\n"
    assert [each.path for each in findings(checked(folder(files)), "D005")] == ["_posts/2199-05-12-a.md"]


def test_old_drafts(folder):
    files = {
        "_drafts/old.md": dated("古い下書き", date="2020-01-01"),
        "_drafts/new.md": dated("新しい下書き", date="2199-01-01"),
    }
    assert [each.path for each in findings(checked(folder({**JEKYLL, **GOOD, **files})), "S001")] == ["_drafts/old.md"]


def test_a_file_name_that_is_no_text(folder):
    root = folder({**JEKYLL, **GOOD})
    Path(os.fsdecode(os.fsencode(root) + b"/_posts/2024-05-12-\xff.md")).write_text(dated("猫"), encoding="utf-8")
    assert [each.path for each in checked(root, select=["F010"]).findings] == ["_posts/2024-05-12-\ufffd.md"]


def test_tags_that_are_forgotten(folder):
    tagged = {f"_posts/2024-06-0{n}-a.md": dated(f"猫の話その{n}", tags="[猫, 日記]") for n in range(1, 9)}
    files = {
        **JEKYLL,
        **GOOD,
        **tagged,
        "_posts/2024-07-01-b.md": dated("また猫の話"),
        "_posts/2024-07-02-c.md": dated("愛猫家の話"),
    }
    report = checked(folder(files), select=["T005"])
    assert [each.path for each in report.findings] == ["_posts/2024-05-13-other.md", "_posts/2024-07-01-b.md"]


def test_a_built_site(folder):
    root = folder({**JEKYLL, **GOOD, "_site/2024/05/12/good/index.html": "<p>", "_site/about.html": "<p>"})
    report = checked(root, built=root / "_site", select=["U002", "L002"])
    assert [(each.code, each.path) for each in report.findings] == [
        ("U002", "_posts/2024-05-13-other.md"),
    ]


def test_codes_are_chosen_by_their_beginning(folder):
    root = folder({**JEKYLL, **GOOD, "_posts/2024-05-12-zz.md": dated("猫の題", "短い。", tags="")})
    assert {each.code for each in checked(root).findings} == {"T001", "B001", "L001"}
    assert {each.code for each in checked(root, select=["T", "L001"]).findings} == {"T001", "L001"}
    assert {each.code for each in checked(root, ignore=["L", "B001"]).findings} == {"T001"}


@pytest.mark.parametrize("ignored", ["[T001, B001]", "T001 b001", "[T, B]"])
def test_a_post_leaves_codes_out(folder, ignored):
    files = {"_posts/2024-05-12-zz.md": dated("猫の題", "短い。", tags="", sakuin_ignore=ignored)}
    assert {each.code for each in checked(folder({**JEKYLL, **GOOD, **files})).findings} == {"L001"}


def test_without_the_files_of_the_posts(folder):
    root = folder({**JEKYLL, **GOOD, "_posts/2024-05-12-zz.md": dated("猫の題", tags="", sakuin_ignore="L001")})
    checked(root)
    for path in (root / "_posts").iterdir():
        path.unlink()
    from search.searcher import open_searcher

    report = open_searcher(root / ".sakuin").editor().check()
    assert not report.files_read
    assert {(each.code, each.line) for each in report.findings} == {("T001", 1)}


def test_every_code_is_declared_once_and_tried():
    assert len(set(CODES)) == len(CODES)
    assert set(CODES) - {code for code, _, _ in BAD} == {"F008", "F010", "D002", "D005", "S001", "T005", "U002"}
    assert all(check.about.ja and check.about.en for check in CHECKS)


@pytest.fixture
def place(folder):
    root = folder({**JEKYLL, **GOOD, "_posts/2024-05-12-zz.md": dated("猫:,%の題", "短い。", tags="")})
    checked(root)
    return str(root / ".sakuin")


def test_annotations(place, capsys):
    assert main(["check", "--index", place, "--format", "github", "--select", "T,B"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "::warning file=_posts/2024-05-12-zz.md,line=1::T001 There are no tags.",
        "::notice file=_posts/2024-05-12-zz.md,line=1::B001 The text has only 3 characters.",
    ]


def test_annotations_name_files_from_the_folder_of_the_workflow(place, capsys, monkeypatch):
    root = Path(place).parent
    monkeypatch.chdir(root.parent)
    main(["check", "--index", place, "--format", "github", "--select", "T001"])
    assert f"file={root.name}/_posts/2024-05-12-zz.md," in capsys.readouterr().out


def test_a_list_of_the_codes(capsys):
    assert main(["check", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(CODES)
    assert "S002  notice    not changed for three years (only with --select)" in lines


def test_posts_whose_text_is_still_to_come_are_not_judged(tmp_path, capsys):
    writer = Writer(new_index(tmp_path / ".sakuin"))
    writer.commit([analyzed(post("a", "猫", "猫。" * 200)), analyzed(post("b", "犬"), fingerprint="")])
    assert main(["check", "--index", str(tmp_path / ".sakuin"), "--select", "B"]) == 0
    assert "1 posts were not looked at" in capsys.readouterr().err


def test_the_command(place, capsys):
    assert main(["check", "--index", place, "--select", "F"]) == 0
    assert "Nothing is amiss with 3 posts." in capsys.readouterr().out
    assert main(["check", "--index", place, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [(each["code"], each["findings"]) for each in report["counts"]] == [("T001", 1), ("B001", 1), ("L001", 1)]
    assert main(["check", "--index", place, "--format", "csv", "--select", "T001"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "code,level,path,line,message.ja,message.en"
    assert main(["check", "--index", place, "--select", "T9"]) == 2
    assert "no code T9" in capsys.readouterr().err


def test_a_table_ends_with_the_counts(place, capsys):
    main(["check", "--index", place])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["T001  no tags  (1)", "  _posts/2024-05-12-zz.md:1  There are no tags."]
    assert [line.split()[0] for line in lines[-3:]] == ["T001", "B001", "L001"]
