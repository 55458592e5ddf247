"""`sakuin related --draft`: a post that is not published yet, beside the archive."""

from __future__ import annotations

import json

import pytest

from web.cli import main

REPEATED = "樽は日の当たらない、風の通る場所に半年ほど置いておきます。"
POSTS = {
    "2020-01-01-miso": ("手前味噌を仕込む", "[味噌, 台所]", f"大豆を煮て、麹と塩を混ぜる。{REPEATED}"),
    "2020-01-02-koji": ("麹を育てる", "[味噌, 台所]", "米を蒸して麹を作り、味噌にする。"),
    **{
        f"2021-01-0{day}-server": (f"サーバーの{word}", "[サーバー]", f"サーバーを{word}した。")
        for day, word in enumerate(["移設", "停止", "交換", "掃除", "更新"], 1)
    },
    "2022-01-01-train": ("夜行列車", "[旅]", "青森まで列車に揺られた。"),
}


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blog")
    (folder / "_config.yml").write_text("url: https://blog.example.jp\n", encoding="utf-8")
    (folder / "_posts").mkdir()
    for name, (title, tags, text) in POSTS.items():
        post = f"---\ntitle: {title}\ntags: {tags}\n---\n{text}\n"
        (folder / f"_posts/{name}.md").write_text(post, encoding="utf-8")
    assert main(["index", str(folder)]) == 0
    return folder


@pytest.fixture
def draft(blog, tmp_path, capfd):
    """Code, stdout and stderr for a draft of these bytes, which lies outside the blog."""

    def run(data, *arguments):
        file = tmp_path / "draft.md"
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        capfd.readouterr()
        code = main(["related", "--draft", str(file), "--index", str(blog / ".sakuin"), *arguments])
        return code, *capfd.readouterr()

    return run


TEXT = f"---\ntitle: 味噌を仕込む日\ntags: [味噌]\n---\nサーバの前で大豆を煮る。{REPEATED} 麹は[前に](/2020/01/02/koji.html)育てた。台所は寒い。\n"


def test_what_the_archive_says(draft):
    code, out, _ = draft(TEXT, "--format", "json")
    report = json.loads(out)
    assert code == 0
    assert {each["path"]: each["link_state"] for each in report["related"][:2]} == {
        "_posts/2020-01-01-miso.md": "none",
        "_posts/2020-01-02-koji.md": "out",
    }
    assert report["tags"][0] == {"tag": "台所", "posts": 2, "in_text": True}
    assert report["spellings"] == [{"written": "サーバ", "posts": 0, "usual": "サーバー", "usual_posts": 5}]
    assert [(each["sentence"], each["post"]["path"]) for each in report["repeats"]] == [
        (REPEATED, "_posts/2020-01-01-miso.md")
    ]
    assert [(each["query"], [post["path"] for post in each["posts"]]) for each in report["competes"]] == [
        ("味噌 仕込む", ["_posts/2020-01-01-miso.md"])
    ]


def test_for_a_person(draft):
    _, out, _ = draft(TEXT)
    assert "  サーバ (0) → サーバー (5)" in out
    assert "  味噌 仕込む: 手前味噌を仕込む" in out


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16"])
def test_another_encoding_is_read_and_told(draft, encoding):
    code, out, err = draft(TEXT.encode(encoding), "--format", "ndjson")
    assert code == 0
    assert json.loads(out.splitlines()[0])["path"] == "_posts/2020-01-01-miso.md"
    assert "Save the file as UTF-8" in err


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "draft.md: The file is empty."),
        (bytes(range(256)) * 9, "draft.md: This is no text file."),
        ("味噌".encode() + b"\xe3\x81\n" * 3 + "大豆を煮る。".encode() * 9, "no utf-8"),
    ],
)
def test_what_cannot_be_read(draft, data, says):
    code, out, err = draft(data)
    assert (code, out) == (3, "")
    assert says in err


def test_a_draft_about_nothing_that_the_blog_knows(draft):
    code, out, _ = draft("---\ntitle: xyzzy\n---\nplugh\n", "--format", "json")
    assert code == 0
    assert all(json.loads(out)[key] == [] for key in ("related", "tags", "spellings", "repeats", "competes"))


def test_a_draft_is_named_alone(draft):
    assert draft(TEXT, "--all")[0] == 2
