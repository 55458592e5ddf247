"""`sakuin related`: which post is meant, and what is printed and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from web.cli import main

POSTS = {
    "2020-02-02-miso.md": ("手前味噌を仕込む", "大豆を煮て、麹と塩を混ぜる。[二年目](/2021/02/07/miso2/)へ。"),
    "2021-02-07-miso2.md": ("味噌の二年目", "大豆と麹と塩。去年の樽を開けた。"),
    "2022-03-01-bread.md": ("パンを焼く", "小麦粉と塩と水をこねる。"),
    "2022-04-01-train.md": ("夜行列車", "青森まで列車に揺られた。"),
    "2022-05-01-train.md": ("夜行列車", "上野から青森まで、寝台で眠る。"),
}


@pytest.fixture
def blog(tmp_path):
    """A Jekyll site of these posts."""
    (tmp_path / "_config.yml").write_text("url: https://blog.example.jp\ntimezone: Asia/Tokyo\n", encoding="utf-8")
    for name, (title, text) in POSTS.items():
        add(tmp_path, name, title, text)
    return tmp_path


def add(blog, name, title, text):
    file = blog / "_posts" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'---\ntitle: "{title}"\n---\n{text}\n', encoding="utf-8")


@pytest.fixture
def sakuin(blog, capfd):
    """Code, stdout and stderr of a command over the blog's index."""

    def run(*arguments):
        assert main(["index", str(blog)]) == 0
        capfd.readouterr()
        code = main([*arguments, "--index", str(blog / ".sakuin")])
        return code, *capfd.readouterr()

    return run


@pytest.mark.parametrize(
    "name",
    [
        "2020-02-02-miso",
        "_posts/2020-02-02-miso.md",
        "手前味噌を仕込む",
        "miso",
        "https://blog.example.jp/2020/02/02/miso.html",
        "http://localhost:4000/2020/02/02/miso.html#top",
        "/2020/02/02/miso.html",
    ],
)
def test_which_post_is_meant(sakuin, name):
    code, out, _ = sakuin("related", name, "-n", "1", "--format", "ndjson")
    assert (code, json.loads(out)["path"]) == (0, "_posts/2021-02-07-miso2.md")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("nothing",), 1, "no post nothing"),
        (("夜行列車",), 3, "2 posts are called 夜行列車: _posts/2022-04-01-train.md, _posts/2022-05-01-train.md"),
        ((), 2, "Name a POST, or --all, or --draft FILE."),
        (("miso", "--all"), 2, "Name a POST, or --all, or --draft FILE."),
        (("miso", "--write"), 2, "--write goes with"),
        (("miso", "--since", "2020-13"), 2, "must be a date"),
        (("miso", "--min-score", "100"), 1, "No post is near it."),
    ],
)
def test_faults(sakuin, arguments, code, says):
    found, _, err = sakuin("related", *arguments)
    assert found == code
    assert says in err


def test_every_post_as_csv(sakuin):
    code, out, _ = sakuin("related", "--all", "--format", "csv", "-n", "1")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("post,title,rank,score,related,")
    assert lines[1].startswith("_posts/2020-02-02-miso.md,手前味噌を仕込む,1,")


def test_markdown(sakuin):
    _, out, _ = sakuin("related", "miso", "-n", "1", "--export", "markdown")
    assert out == "- [味噌の二年目](/2021/02/07/miso2.html)\n"


def test_two_runs_write_the_same_bytes_and_the_second_nothing(sakuin, blog):
    write = ("related", "--all", "--export", "jekyll-data", "--write")
    file = blog / "_data/related.yml"
    assert sakuin(*write)[0] == 0
    first, written = file.read_bytes(), file.stat().st_mtime_ns
    _, _, err = sakuin(*write)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (first, written)
    assert "is as it was" in err
    assert sakuin("related", "--all", "--export", "jekyll-data")[1].encode() == first


def test_a_new_post_changes_the_lists_that_it_must_and_no_other(sakuin, blog):
    write = ("related", "--all", "--export", "jekyll-data", "--write")
    for number, word in enumerate(["梅雨", "雪", "凧", "歯", "猫", "鳥", "海", "山", "川", "星", "月", "花"]):
        add(blog, f"2019-01-{number + 10}-{number}.md", f"{word}の日", f"{word}を見た。")
    sakuin(*write)
    before = lists(blog)
    add(blog, "2023-06-01-bread2.md", "パンを焼く、続き", "小麦粉をこねてパンを焼く。")
    sakuin(*write)
    after = lists(blog)
    changed = {key for key in before | after if before.get(key) != after.get(key)}
    assert changed == {"_posts/2022-03-01-bread.md", "_posts/2023-06-01-bread2.md"}


def lists(blog: Path) -> dict[str, list[str]]:
    """The lines of each post."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (blog / "_data/related.yml").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("  - "):
            lines.append(line)
        else:
            lines = found.setdefault(json.loads(line.removesuffix(":")), [])
    return found


@pytest.mark.parametrize("other", ["", "猫: [1, 2]\n", '"a":\n  - {"path": 3}\n', "\x00"])
def test_a_file_that_another_wrote_is_written_anew(sakuin, blog, other):
    (blog / "_data").mkdir()
    (blog / "_data/related.yml").write_text(other, encoding="utf-8")
    assert sakuin("related", "--all", "--export", "jekyll-data", "--write")[0] == 0
    assert "_posts/2020-02-02-miso.md" in lists(blog)


def test_a_file_that_cannot_be_written(sakuin, blog):
    (blog / "_data").write_text("", encoding="utf-8")
    code, _, err = sakuin("related", "--all", "--export", "jekyll-data", "--write")
    assert code == 3
    assert "cannot be written" in err
