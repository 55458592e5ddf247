"""`sakuin tags`: the tags of a blog, and what is untidy about them."""

from __future__ import annotations

import json

import pytest
from blog import post, searcher_of
from checked import JEKYLL, checked, dated

from search.editing.tagspellings import TagSpellings
from web.cli import main


@pytest.mark.parametrize(
    ("tags", "difference"),
    [
        (("AI", "ai"), "width or case"),
        (("AI", "ＡＩ"), "width or case"),
        (("ﾈｺ", "ネコ"), "width or case"),
        (("GitHub Actions", "GitHubActions"), "separator"),
        (("Node.js", "nodejs"), "separator"),
        (("e-book", "ebook"), "separator"),
        (("データ・センター", "データセンター"), "separator"),
        (("機械 学習", "機械学習"), "separator"),
        (("サーバー", "サーバ"), "long vowel"),
        (("コンピューター", "コンピュータ"), "long vowel"),
        (("ねこ", "ネコ"), "kana"),
        (("ヴァイオリン", "バイオリン"), "kana"),
        (("Promise", "Promises"), "plural"),
        (("Web Components", "webcomponent"), "plural"),
        (("猫", "ネコ"), "reading"),
    ],
)
def test_spellings_of_one_tag(tags, difference):
    (group,) = TagSpellings({tags[0]: 5, tags[1]: 2}).groups
    assert (group.best.tag, [each.tag for each in group.others], group.difference) == (tags[0], [tags[1]], difference)


@pytest.mark.parametrize(
    "tags",
    [
        ("C", "C++"),
        ("C", "C#"),
        ("Java", "JavaScript"),
        ("AWS", "AW"),
        ("iOS", "iO"),
        ("機械", "機会"),  # one reading, two words
        ("Go", "Go言語"),
        ("ボール", "ボウル"),
        ("Vue 2", "Vue 3"),
        ("1.0", "10"),
        ("news", "new"),
        ("京都", "東京都"),
    ],
)
def test_two_tags(tags):
    assert TagSpellings(dict.fromkeys(tags, 1)).groups == ()


@pytest.mark.parametrize(
    ("posts", "best"),
    [({"ai": 3, "AI": 9, "ＡＩ": 1}, "AI"), ({"ai": 1, "AI": 1}, "AI"), ({"python": 2, "Python": 2}, "Python")],
)
def test_the_spelling_that_most_posts_have(posts, best):
    assert TagSpellings(posts).groups[0].best.tag == best


POSTS = [
    *(
        post(f"m{n}", f"味噌その{n}", "味噌の話。", tags=("味噌", "保存食"), date=f"2021-0{n}-01T00:00:00+09:00")
        for n in range(1, 5)
    ),
    post("ai", "人工知能", "AIの話。", tags=("AI", "味噌汁"), date="2022-01-01T00:00:00+09:00"),
    post("ai2", "また人工知能", "AIの話。", tags=("AI", "味噌汁"), date="2023-01-01T00:00:00+09:00"),
    post("ai3", "三たび人工知能", "AIの話。", tags=("ai",), date="2024-01-01T00:00:00+09:00"),
    post("x", "手前味噌", "話。", tags=()),
    post("y", "味噌を買う", "話。", tags=("買い物",)),
    post("z", "味噌汁の話", "話。", tags=("味噌汁",)),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tags") / ".sakuin"
    searcher_of(folder, POSTS)
    return str(folder)


@pytest.fixture
def report(place, capsys):
    assert main(["tags", "--index", place, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_counts(report):
    assert [(each["tag"], each["posts"]) for each in report["tags"]] == [
        ("保存食", 4),
        ("味噌", 4),
        ("味噌汁", 3),
        ("AI", 2),
        ("ai", 1),
        ("買い物", 1),
    ]
    assert (report["posts"], report["untagged"]) == (10, 1)
    (ai,) = (each for each in report["tags"] if each["tag"] == "AI")
    assert (ai["first"][:4], ai["last"][:4], ai["best"]) == ("2022", "2023", "")


def test_what_is_untidy(report):
    assert [(each["best"]["tag"], [other["tag"] for other in each["others"]]) for each in report["spellings"]] == [
        ("AI", ["ai"])
    ]
    assert [(each["tag"], each["said"], each["tagged"], each["paths"]) for each in report["lacking"]] == [
        ("味噌", 5, 4, ["y.md"])
    ]
    assert [(each["tags"], each["posts"]) for each in report["together"]] == [(["保存食", "味噌"], 4)]


def test_a_table_has_lines_for_tags_toml(place, capsys):
    assert main(["tags", "--index", place]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "[aliases]" in lines
    assert '"ai" = "AI"' in lines
    assert lines[-1] == "6 tags of 10 posts (used once: 2, with several spellings: 1, posts without: 1)"


def test_csv_has_a_line_for_each_tag(place, capsys):
    assert main(["tags", "--index", place, "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "tag,posts,first,last,best,lacking"
    assert "ai,1,2024-01-01T00:00:00+09:00,2024-01-01T00:00:00+09:00,AI,0" in lines


def test_no_tags(tmp_path, capsys):
    searcher_of(tmp_path / ".sakuin", [post("a", "猫", "猫がいる。")])
    assert main(["tags", "--index", str(tmp_path / ".sakuin")]) == 1
    assert "No post has a tag." in capsys.readouterr().err


@pytest.fixture
def blog(folder):
    """A blog with two posts and a draft that have an alias, and one that cannot be mended."""
    root = folder(
        {
            **JEKYLL,
            "_posts/2024-05-12-a.md": "\ufeff" + dated("味噌", tags="[ai, 日記]"),
            "_posts/2024-05-13-b.md": dated("猫", tags="[AI]"),
            "_drafts/c.md": dated("下書き", tags="['ai']"),
            "tags.toml": '[aliases]\n"ai" = "AI"\n',
        }
    )
    checked(root)
    return root


def test_fix(blog, capsys):
    index = str(blog / ".sakuin")
    before = (blog / "_posts/2024-05-12-a.md").read_bytes()
    assert main(["tags", "--dry-run", "--index", index]) == 0
    out = capsys.readouterr().out.splitlines()
    assert "-tags: [ai, 日記]" in out
    assert "+tags: [AI, 日記]" in out
    assert (blog / "_posts/2024-05-12-a.md").read_bytes() == before
    assert main(["tags", "--fix", "--index", index]) == 0
    assert capsys.readouterr().out.splitlines() == ["_drafts/c.md  ai → AI", "_posts/2024-05-12-a.md  ai → AI"]
    assert (blog / "_posts/2024-05-12-a.md").read_bytes() == before.replace(b"[ai", b"[AI")
    assert main(["tags", "--fix", "--index", index]) == 1


def test_what_cannot_be_mended_is_named_and_the_others_go_on(blog, capsys):
    (blog / "_posts/2024-05-13-b.md").write_text(dated("猫", tags="|\n  ai"), encoding="utf-8")
    assert main(["tags", "--fix", "--index", str(blog / ".sakuin")]) == 5
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "_posts/2024-05-13-b.md" in err


@pytest.mark.parametrize("text", ['[aliases]\n"ai" = "AI"\n"AI" = "ai"\n', None])
def test_nothing_is_written_with_aliases_that_cannot_be_used(blog, capsys, text):
    path = blog / "tags.toml"
    path.write_text(text, encoding="utf-8") if text else path.unlink()
    before = (blog / "_posts/2024-05-12-a.md").read_bytes()
    assert main(["tags", "--fix", "--index", str(blog / ".sakuin")]) == 3
    assert "tags.toml" in capsys.readouterr().err
    assert (blog / "_posts/2024-05-12-a.md").read_bytes() == before


def test_aliases_lie_beside_the_settings(blog, capsys):
    (blog / "tags.toml").unlink()
    (blog.parent / "sakuin.toml").write_text("", encoding="utf-8")
    (blog.parent / "tags.toml").write_text('[aliases]\n"日記" = "雑記"\n', encoding="utf-8")
    try:
        assert main(["tags", "--fix", "--index", str(blog / ".sakuin")]) == 0
    finally:
        (blog.parent / "sakuin.toml").unlink()
    assert capsys.readouterr().out.splitlines() == ["_posts/2024-05-12-a.md  日記 → 雑記"]
