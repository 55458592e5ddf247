"""Hexo's rules, by table. `test_hexo_itself.py` holds them against the real one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import pytest
from conftest import NOW
from hypothesis import given
from hypothesis import strategies as st
from sites import prepared

from index.build import build
from index.document import Document, document_id
from index.reading.markup.flow import Flow
from index.reading.sites.detect import detect_site
from index.reading.sites.head import Head
from index.reading.sites.hexo import Hexo
from index.reading.sites.hexo_slug import HeadingIds, slugize
from search.searcher import open_searcher

Folder = Callable[..., Path]
Post = Callable[..., Document]


def site(**settings: Any) -> Hexo:
    return Hexo(Path(), **settings)


def head(name: str = "_posts/kaze.md", **values: Any) -> Head:
    return Head(PurePosixPath("source", name), {"title": "風の日", "date": "2024-03-05 06:07", **values})


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Big Wind", "Big-Wind"),
        ("v1.2 を（試す）、。", "v1-2-を（試す）、。"),
        ("--a__b--", "a-b"),
        ("Ærø Straße ＫＬ Ⓜ ǆ", "AEro-Strase-KL-M-dz"),
        ("㎏ ª Ⅱ １", "㎏-ª-Ⅱ-１"),  # which Unicode takes apart, and Hexo does not
        ("!?", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugize(text) == slug


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    slug = slugize(text)
    assert slugize(slug) == slug
    assert not set(slug) & set(" !#$%&'()*+,./:;<=>?@[]^_`{|}~\"\\")


@pytest.mark.parametrize(
    ("markdown", "anchors"),
    [
        ("## Rust と Go\n## Rust と Go\n", ["Rust-と-Go", "Rust-と-Go-1"]),
        ("## 窓 {#mado}", ["窓-mado"]),
        ("## 'a' -- `--b` \\--c", ["‘a’-–-b-c"]),
        ("## `<p>` と `x < y`", ["と-x-y"]),
        ("## ![絵](a.png) 題", ["題"]),
    ],
)
def test_ids_of_headings(post: Post, markdown: str, anchors: list[str]) -> None:
    document = post(f"---\ntitle: 題\n---\n{markdown}", "a.md", "hexo")
    assert [section.anchor for section in document.sections] == anchors


@pytest.mark.parametrize(
    ("settings", "anchor"),
    [
        ({"case": "1"}, "neko-の-it’s"),
        ({"case": "2"}, "NEKO-の-IT’S"),
        ({"smart": False}, "Neko-の-It-s"),
        ({"given": False}, ""),
        ({"by_alias": True}, "other"),
    ],
)
def test_settings_of_ids(settings: dict[str, Any], anchor: str) -> None:
    flow = Flow()
    flow.open_link("#other")
    flow.text("Neko の It's")
    flow.close_link()
    assert HeadingIds(**settings).of(flow) == anchor


@pytest.mark.parametrize(
    ("settings", "values", "address"),
    [
        ({}, {}, "/2024/03/05/kaze/"),
        ({}, {"slug": "other"}, "/2024/03/05/kaze/"),
        ({}, {"permalink": "wind/:year"}, "/wind/:year"),
        ({"permalink": ":post_title/:title"}, {"title": "It's 風!"}, "/it-s-風/kaze"),
        ({"permalink": ":series/:title"}, {"series": "空"}, "/空/kaze"),
        ({"permalink": ":series/:title"}, {}, "/undefined/kaze"),
        ({"permalink": ":series/:title", "permalink_defaults": {"series": "他"}}, {}, "/他/kaze"),
        ({"permalink": ":category/:title"}, {}, "/uncategorized/kaze"),
        (
            {"permalink": ":category/:title", "category_map": {"山 道": "Yama"}},
            {"categories": ["空", "山 道"]},
            "/空/Yama/kaze",
        ),
        ({"permalink": ":category/:title"}, {"categories": [["空", "雲"], ["海"]]}, "/海/kaze"),
        ({"permalink": ":timestamp.html"}, {}, "/1709586420.html"),
        ({"permalink": ":hash/"}, {}, "/3448121c783c/"),
        ({"permalink": ":title.html", "trailing_html": False}, {}, "/kaze"),
        ({"permalink": ":title/index.html", "trailing_index": False}, {}, "/kaze/"),
        ({"permalink": ":title", "asset_folders": True}, {}, "/kaze/"),
        ({}, {"date": "2024-03-05T01:00:00+09:00"}, "/2024/03/04/kaze/"),
    ],
)
def test_addresses(settings: dict[str, Any], values: dict[str, Any], address: str) -> None:
    assert unquote(site(**settings).url_of(head(**values))) == address


@pytest.mark.parametrize(
    ("rule", "name", "address"),
    [
        (":year-:month-:day-:title.md", "_posts/2024-07-08-kaze.md", "/2024/07/08/kaze/"),
        (":year-:month-:day-:title.md", "_posts/sky/kaze no hi.md", "/sky-kaze-no-hi/"),
        (":lang/:title.md", "_posts/en/kaze.md", "/kaze/"),
    ],
)
def test_names_of_files(rule: str, name: str, address: str) -> None:
    assert site(names=rule).url_of(head(name, date="")) == address


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024-03-05 06:07:08", "2024-03-05T06:07:08+09:00"),
        ("2024-03-05T06:07:08+09:00", "2024-03-04T21:07:08+09:00"),  # UTC's clock
        ("2024-03-05 06:07:08 Z", "2024-03-05T06:07:08+09:00"),
        ("2024-03-05 06:07 +0000", "2024-03-05T15:07:00+09:00"),  # which YAML does not take for a moment
        ("9999-12-31T23:59:59-09:00", "9999-12-31T23:59:59+09:00"),
    ],
)
def test_dates(date: str, shown: str) -> None:
    found = site().date(head(date=date))
    assert found is not None
    assert found.isoformat() == shown


def test_a_string_of_tags_is_one() -> None:
    post = head(tags="秋の 山", categories="庭 仕事")
    assert (site().tags(post), site().categories(post)) == (("秋の 山",), ("庭 仕事",))


@pytest.mark.parametrize(
    ("settings", "values", "reason"),
    [
        ({}, {}, "draft"),
        ({"render_drafts": True}, {}, ""),
        ({"render_drafts": True}, {"published": "false"}, ""),
        ({"render_drafts": True}, {"private": "true"}, "draft"),
    ],
)
def test_drafts(settings: dict[str, Any], values: dict[str, Any], reason: str) -> None:
    post = head("_drafts/kaze.md", **values)
    assert site(**settings).skipped(post, drafts=False, future=False, now=NOW) == reason


@pytest.mark.parametrize(
    ("settings", "name", "is_post"),
    [
        ({}, "_posts/a.mdtext", True),
        ({}, "_posts/a.MD", False),
        ({}, "_posts/_a.md", False),
        ({}, "_posts/_b/a.md", False),
        ({}, "about/a.md", False),
        ({"asset_folders": True}, "_posts/a.markdown", False),
        ({"skip_render": ("_posts/raw/*",)}, "_posts/raw/a.md", False),
        ({"skip_render": ("_posts/raw/*",)}, "_posts/raw/b/a.md", True),
    ],
)
def test_which_files_are_posts(settings: dict[str, Any], name: str, is_post: bool) -> None:
    assert site(**settings).is_post(PurePosixPath("source", name)) == is_post


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("{% label success@青い 印 %}と{% label 赤 red %}", "青い 印と赤"),
        ("{% post_link kumo %}と{% post_link kumo#上 [雲] true %}", r"[雲の話](<kumo>)と[\[雲\]](<kumo#上>)"),
        ("{% link 町の 地図 https://e.example.jp/m true %}", "[町の 地図](<https://e.example.jp/m>)"),
        ("{% quote 谷川, 石の本 %}\n石。\n{% endquote %}", "\n石。\n\n\n谷川 石の本\n\n"),
        (
            "{% blockquote 谷川 https://e.example.jp/ %}石{% endblockquote %}",
            "石\n\n谷川 [https://e.example.jp/](<https://e.example.jp/>)\n\n",
        ),
        ("{% asset_img left 石.jpg 300 丸い石 %}", "![丸い石](<石.jpg>)"),
        ("{% codeblock 例の 題 lang:py mark:1 %}\nx\n{% endcodeblock %}", "例の 題\n\n```py\nx\n```\n"),
        ("{% note warning no-icon 概要 %}中{% endnote %}", "\n\n概要\n\n中"),
        ("{% tabs 時 %}<!-- tab 朝@sun -->鳥<!-- endtab -->", "\n\n朝\n\n鳥<!-- endtab -->"),
        (
            "  ```js 題の 例 https://e.example.jp/ 出典\n  x\n  ```",
            "  題の 例 [出典](<https://e.example.jp/>)\n\n  ```js 題の 例 https://e.example.jp/ 出典\n  x\n  ```",
        ),
        ("```js\nx\n```", "```js\nx\n```"),
        ("前{# 内緒 #}後", "前後"),
        ("前{# 内緒 #}\n後", "前\n後"),
        ("閉じない {# 印", "閉じない {# 印"),
        ("題 {#a}\n\n${#b}", "題 {#a}\n\n${#b}"),
    ],
)
def test_tags(body: str, markdown: str) -> None:
    assert prepared(body, "hexo", titles={"kumo": "雲の話"}).markdown == markdown


def test_links_show_the_titles_that_posts_have_now(folder: Folder, tmp_path: Path) -> None:
    """Also those of posts that changed, came or went since."""
    root = folder({"_config.yml": "title: 題", "source/_posts/ame.md": _titled("雨", "{% post_link kumo %}へ。")})
    index = tmp_path / ".sakuin"

    def shown(title: str | None) -> str:
        path = root / "source/_posts/kumo.md"
        path.unlink(missing_ok=True) if title is None else path.write_text(_titled(title, "空。"), encoding="utf-8")
        report = build(root, index)
        assert report.updated <= 1 + (title is not None)
        post = open_searcher(index).post(document_id("source/_posts/ame.md"), include=("body",))
        return str(post and post.body)

    assert [shown(title) for title in (None, "雲の話", "雲の本", "雲の本", None)] == [
        "kumoへ。",
        "雲の話へ。",
        "雲の本へ。",
        "雲の本へ。",
        "kumoへ。",
    ]


def test_a_first_heading_shows_titles_too_where_a_post_has_none(folder: Folder, tmp_path: Path) -> None:
    """A link to such a post shows its slug, as Hexo has it."""
    root = folder(
        {
            "_config.yml": "title: 題",
            "source/_posts/ame.md": _titled("", "## {% post_link kumo %}のあと\n\n雨。"),
            "source/_posts/kumo.md": _titled("雲の話", "{% post_link ame %}へ。"),
        }
    )
    for title in ("雲の話", "雲の本"):
        (root / "source/_posts/kumo.md").write_text(_titled(title, "{% post_link ame %}へ。"), encoding="utf-8")
        build(root, tmp_path / ".sakuin")
        searcher = open_searcher(tmp_path / ".sakuin")
        posts = [searcher.post(document_id(f"source/_posts/{name}.md"), include=("body",)) for name in ("ame", "kumo")]
        assert [post and post.title for post in posts] == [f"{title}のあと", title]
        assert posts[1] and posts[1].body == "ameへ。"


def _titled(title: str, text: str) -> str:
    return f"---\ntitle: {title}\ndate: 2024-01-02\n---\n\n{text}\n"


def test_settings(folder: Folder) -> None:
    root = folder(
        {"_config.yml": "source_dir: src\nmarked: {modifyAnchors: 1}\nignore: '**/x'\n", "src/_posts/a.md": ""}
    )
    found = detect_site(root)
    assert isinstance(found, Hexo)
    assert (found.source, found.heading_ids.case, found.ignore) == ("src", "1", ("**/x",))
