from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import prepared, read_posts

from index.build import build
from index.document import Document, Link
from index.reading.markup.markup import parse
from index.reading.sites.detect import detect_site
from index.reading.sites.publication import NOTHING_SAID
from index.reading.sites.zenn import Zenn
from index.reading.walk import find_files, find_posts
from index.watch import signature


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (":::message alert\n注意\n:::", "注意"),
        (":::details 詳しく\n中身\n:::", "詳しく\n\n中身"),
        (":::note info\n補足\n:::", "補足"),
        ("::::details 外\n:::message\n内\n:::\n::::", "外\n\n\n\n\n内"),
        ("@[youtube](abc)\n本文", "本文"),
        ("Vue の {{ value }} と {% raw %}", "Vue の {{ value }} と {% raw %}"),  # there is no Liquid on Zenn
        ("![図](/images/a.png =250x)", "![図](/images/a.png)"),
        ("([図](/a.png =250x200) と (a =1x)", "([図](/a.png) と (a =1x)"),
        ("```\n:::message\n```", "```\n:::message\n```"),
    ],
)
def test_zenn_and_qiita(body: str, text: str) -> None:
    assert prepared(body, "zenn")[0].strip() == text


def test_a_card_is_a_link() -> None:
    markdown, links, _ = prepared("参照:\n\n@[card](https://x.jp/)\n", "zenn")
    assert markdown == "参照:\n\n\n"
    assert links == [Link("https://x.jp/", "")]


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("式 $a_1 * b_1$ は", "式 <eq>` a_1 * b_1 `</eq> は"),
        ("値段は $5 から $10 まで", "値段は $5 から $10 まで"),
        (r"\$a$ は", r"\$a$ は"),
    ],
)
def test_mathematics(body: str, markdown: str) -> None:
    assert prepared(body, "zenn")[0] == markdown


@pytest.mark.parametrize(
    ("info", "language", "name"),
    [
        ("rb:main.rb", "rb", ["main.rb"]),
        ("rb: main.rb", "rb", ["main.rb"]),
        ("diff rb:main.rb", "rb", ["main.rb"]),
        ("rb:my file.rb", "rb", ["my file.rb"]),
        ("rb:main.rb {1,2}", "rb", ["main.rb"]),
        ("rb:main.rb linenos=true", "rb", ["main.rb"]),
        ("diff", "diff", []),
        ("go {linenos=table}", "go", []),
    ],
)
def test_the_name_of_a_file_stands_above_its_code(info: str, language: str, name: list[str]) -> None:
    blocks = parse(f"```{info}\nx\n```\n").blocks
    assert [block.text for block in blocks[:-1]] == name
    assert (blocks[-1].language, blocks[-1].text) == (language, "x")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Go と Rust？", "go-%E3%81%A8-rust%EF%BC%9F"),
        ("a.b/c;  d", "a.b%2Fc%3B-d"),
        ("`x+1` と **強調** ![絵](a.png)", "x%2B1-%E3%81%A8-%E5%BC%B7%E8%AA%BF"),
        ("(a)*~!'_", "(a)*~!'_"),
        ("式 $a_1 + b$ と $$c$$ の `d`", "%E5%BC%8F-%E3%81%A8-%E3%81%AE-d"),
    ],
)
def test_ids_of_headings(post: Callable[..., Document], heading: str, anchor: str) -> None:
    document = post(f"## {heading}\n\n一。\n\n## {heading}\n", "a.md", "zenn")
    assert [section.anchor for section in document.sections] == [anchor, f"{anchor}-1"]


def site_of(folder: Callable[..., Path], *names: str) -> Zenn:
    files = dict.fromkeys(names, "---\ntitle: 題\npublished: true\n---\n本文")
    site = detect_site(folder({"package.json": '{"devDependencies": {"zenn-cli": "1"}}', **files}))
    assert isinstance(site, Zenn)
    return site


def test_articles_lie_in_their_folder_alone(folder: Callable[..., Path]) -> None:
    site = site_of(folder, "articles/a.md", "articles/old/b.md", "articles/c.markdown", "README.md")
    assert [path.name for path in find_posts(site)] == ["a.md"]
    assert [each.path.name for each in find_files(site) if each.skipped == "name"] == ["b.md"]


def commit(folder: Path, day: str) -> None:
    who = {
        "GIT_AUTHOR_NAME": "花子",
        "GIT_AUTHOR_EMAIL": "a@b.jp",
        "GIT_COMMITTER_NAME": "花子",
        "GIT_COMMITTER_EMAIL": "a@b.jp",
    }
    for words in ("init -q", "add -A", "commit -q -m x"):
        environ = {**os.environ, **who, "GIT_AUTHOR_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *words.split()], cwd=folder, env=environ, check=True)


def dates(root: Path) -> dict[str, str | None]:
    site = detect_site(root)
    documents = (each.document for each in read_posts(site))
    return {document.path: document.date for document in documents if document}


def test_a_post_is_from_when_git_got_it(folder: Callable[..., Path]) -> None:
    root = site_of(folder, "articles/猫.md", "articles/b.md").root
    assert set(dates(root).values()) == {None}
    commit(root, "2024-01-02T20:00:00+00:00")
    (root / "articles/猫.md").write_text("---\ntitle: 題\n---\n直した", encoding="utf-8")
    (root / "articles/new.md").write_text("---\ntitle: 題\npublished_at: 2023-05-06 07:08\n---\n", encoding="utf-8")
    commit(root, "2024-02-03T20:00:00+00:00")
    (root / "articles/later.md").write_text("---\ntitle: 題\n---\n", encoding="utf-8")
    known = {
        "猫.md": "2024-01-03T05:00:00+09:00",
        "b.md": "2024-01-03T05:00:00+09:00",
        "new.md": "2023-05-06T07:08:00+09:00",
    }
    assert dates(root) == {"articles/later.md": None, **{f"articles/{name}": date for name, date in known.items()}}
    assert dates(root / "articles") == {"later.md": None, **known}


def test_who_watches_a_blog_sees_a_commit(folder: Callable[..., Path]) -> None:
    root = site_of(folder, "articles/猫.md").root
    before = [signature(root, lambda: NOTHING_SAID), signature(root / "articles", lambda: NOTHING_SAID)]
    commit(root, "2024-01-02T20:00:00+00:00")
    after = [signature(root, lambda: NOTHING_SAID), signature(root / "articles", lambda: NOTHING_SAID)]
    assert after == [signature(root, lambda: NOTHING_SAID), signature(root / "articles", lambda: NOTHING_SAID)]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_a_checkout_of_the_last_commit_knows_no_dates(folder: Callable[..., Path], tmp_path: Path) -> None:
    root = site_of(folder, "articles/a.md").root
    commit(root, "2024-01-02T20:00:00+00:00")
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", root.as_uri(), str(shallow)], check=True)
    assert dates(shallow) == {"articles/a.md": None}


def test_posts_without_a_date_are_told_once(folder: Callable[..., Path], tmp_path: Path) -> None:
    root = site_of(folder, "articles/b.md", "articles/a.md").root
    for _ in range(2):
        problems = build(root, tmp_path / "index").problems
        assert [(each.code, each.path, each.fatal) for each in problems] == [("D002", "articles/a.md", False)]
    assert "(2)" in str(problems[0].message.en)
