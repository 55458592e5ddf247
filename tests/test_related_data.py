"""A real Jekyll and a real Hugo show the related posts that we write for them, with the templates of README."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from web.cli import main

README = Path(__file__).parent.parent / "README.md"
POSTS = {
    "2020-02-02-miso": ("手前味噌 \"仕込み\" 'その1' & <b>", "大豆を煮て、麹と塩を混ぜる。"),
    "2021-02-07-味噌: 二年目": ("味噌の二年目: #2 {x} [y]", "大豆と麹と塩。去年の樽を開けた。"),
    "2022-04-01-train": ("夜行列車", "青森まで列車に揺られた。"),
}
LAYOUT = "<main>{{ content }}</main>"


def template(language: str) -> str:
    """The template of README for a generator."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return found


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def posts_below(folder: Path, place: str) -> None:
    for name, (title, text) in POSTS.items():
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        write(folder, f"{place}/{name}.md", f'---\ntitle: "{quoted}"\nlayout: post\ndate: {name[:10]}\n---\n{text}\n')


def related_written(folder: Path, posts: Path, form: str) -> None:
    index = str(folder / ".sakuin")
    assert main(["index", str(posts), "--index", index]) == 0
    assert main(["related", "--all", "--export", form, "--write", "--index", index]) == 0


def run(*command: str, folder: Path) -> None:
    subprocess.run(command, cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=True, timeout=60)


def shown(page: str) -> list[tuple[str, str]]:
    """Address and text of the links below 関連記事."""
    return re.findall(r'<a href="([^"]*)">(.*?)</a>', page.partition("関連記事")[2])


@pytest.mark.skipif(not shutil.which("jekyll"), reason="jekyll is not installed (apt-get install jekyll)")
@pytest.mark.parametrize("below", ["", "_posts"], ids=["site indexed", "posts indexed"])
@pytest.mark.parametrize("baseurl", ["", "/blog"])
def test_jekyll_shows_them(tmp_path, below, baseurl):
    write(
        tmp_path,
        "_config.yml",
        f"url: https://blog.example.jp\nbaseurl: '{baseurl}'\npermalink: pretty\ntimezone: Asia/Tokyo\n",
    )
    write(tmp_path, "_layouts/post.html", LAYOUT + template("liquid"))
    posts_below(tmp_path, "_posts")
    related_written(tmp_path, tmp_path / below, "jekyll-data")
    run("jekyll", "build", "--quiet", folder=tmp_path)
    page = (tmp_path / "_site/2020/02/02/miso/index.html").read_text(encoding="utf-8")
    ((address, title),) = shown(page)
    assert title == "味噌の二年目: #2 {x} [y]"
    (other,) = (path for path in (tmp_path / "_site/2021").rglob("index.html"))
    assert address == f"{baseurl}/{quoted(other.parent.relative_to(tmp_path / '_site'))}/"
    assert (
        shown(other.read_text(encoding="utf-8"))[0][1] == "手前味噌 &quot;仕込み&quot; &#39;その1&#39; &amp; &lt;b&gt;"
    )
    assert shown((tmp_path / "_site/2022/04/01/train/index.html").read_text(encoding="utf-8")) == []


def quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(path.as_posix(), safe="/:")


@pytest.mark.skipif(not shutil.which("hugo"), reason="hugo is not installed (apt-get install hugo)")
@pytest.mark.parametrize("below", ["", "content", "content/posts"])
def test_hugo_shows_them(tmp_path, below):
    write(
        tmp_path,
        "hugo.toml",
        'baseURL = "https://blog.example.jp/"\ntitle = "日記"\ndisableKinds = ["taxonomy", "term"]\n',
    )
    write(tmp_path, "config.toml", (tmp_path / "hugo.toml").read_text(encoding="utf-8"))
    write(tmp_path, "layouts/_default/single.html", "<main>{{ .Content }}</main>" + template("go-html-template"))
    posts_below(tmp_path, "content/posts")
    related_written(tmp_path, tmp_path / below, "hugo-data")
    run("hugo", "--quiet", folder=tmp_path)
    page = (tmp_path / "public/posts/2020-02-02-miso/index.html").read_text(encoding="utf-8")
    ((address, title),) = shown(page)
    assert title == "味噌の二年目: #2 {x} [y]"
    (other,) = (path for path in (tmp_path / "public/posts").glob("2021*/index.html"))
    assert address.lower() == f"/posts/{quoted(Path(other.parent.name))}/".lower()
