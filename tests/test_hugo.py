"""Sites of Hugo: what is published, where, and when. `test_hugo_itself.py` holds the same against Hugo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from sites import read_post, read_posts

from index.document import Document
from index.reading.sites.detect import detect_site

Folder = Callable[..., Path]

HUGO = "baseURL = 'https://h.example.jp/'\n"


def published(root: Path) -> dict[str, Document]:
    """The posts of a site by their path below `content`."""
    site = detect_site(root)
    readings = read_posts(site)
    return {each.document.path.removeprefix("content/"): each.document for each in readings if each.document}


def urls(root: Path) -> dict[str, str]:
    return {path: unquote(each.url).removeprefix("https://h.example.jp") for path, each in published(root).items()}


def reason(root: Path, path: str) -> str:
    return read_post(root / path, detect_site(root)).skipped


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("build: {render: never}", "unpublished"),
        ("build: {render: link}", "unpublished"),
        ("_build: {render: false}", "unpublished"),
        ("build: {list: never}", "unpublished"),
        ("build: {list: local, render: always}", ""),
        ("build: いつも", ""),
        ("expiryDate: 2001-02-03", "expired"),
        ("unpublishDate: 2001-02-03", "expired"),
        ("expiryDate: 2999-12-31", ""),
        ("headless: true", ""),  # of a bundle alone
    ],
)
def test_what_front_matter_keeps_back(folder: Folder, front: str, why: str) -> None:
    root = folder({"hugo.toml": HUGO, "content/nikki/kumo.md": f"---\n{front}\n---\n雲\n"})
    assert reason(root, "content/nikki/kumo.md") == why


def test_pages_are_kept_after_their_time_where_the_settings_say_so(folder: Folder) -> None:
    root = folder({"hugo.toml": f"{HUGO}buildExpired = true", "content/a.md": "---\nexpiryDate: 2001-02-03\n---\n雲\n"})
    assert list(published(root)) == ["a.md"]


def test_files_beside_the_page_of_a_bundle_are_no_posts(folder: Folder) -> None:
    bundles = ("gen/index.html", "gen/a.md", "tabi/index.md", "tabi/chizu.md", "tabi/foto/a.md", "tabi/foto/index.md")
    files = [f"content/{name}" for name in (*bundles, "machi/_index.md", "machi/b.md")]
    root = folder({"hugo.toml": HUGO, **dict.fromkeys(files, "雲\n")})
    assert urls(root) == {"tabi/index.md": "/tabi/", "machi/b.md": "/machi/b/"}


def test_a_bundle_without_a_head_is_not_published(folder: Folder) -> None:
    root = folder({"hugo.toml": HUGO, "content/tabi/index.md": "---\nheadless: true\n---\n雲\n"})
    assert reason(root, "content/tabi/index.md") == "unpublished"


@pytest.mark.parametrize("name", ["kumo.md", "kumo.markdown", "kumo.mdown"])
def test_endings(folder: Folder, name: str) -> None:
    assert list(published(folder({"hugo.toml": HUGO, f"content/{name}": "雲\n", "content/x.mkd": "雲\n"}))) == [name]


def test_files_that_the_settings_ignore(folder: Folder) -> None:
    settings = f"{HUGO}ignoreFiles = ['/memo/', '-old\\.md$', '(', '']"
    root = folder(
        {"hugo.toml": settings, **dict.fromkeys(("content/memo/a.md", "content/b-old.md", "content/c.md"), "雲")}
    )
    assert list(published(root)) == ["c.md"]


# ---- From above


@pytest.mark.parametrize(
    ("cascade", "left"),
    [
        ("{build: {render: never}}", {"ue/shita/c.md"}),  # whose own `build` takes the place of it
        ("[{draft: true}]", set[str]()),
        ("[{draft: true, _target: {path: /ue/b*}}]", {"ue/a.md", "ue/shita/c.md"}),
        ("[{draft: true, target: {path: '/ue/**', kind: page}}]", set[str]()),
        ("[{draft: true, target: {path: '/ue/*'}}]", {"ue/shita/c.md"}),
        ("[{draft: true, target: {path: '{/ue/a,/ue/b}'}}]", {"ue/shita/c.md"}),
        ("[{draft: true, target: {kind: section}}]", {"ue/a.md", "ue/b.md", "ue/shita/c.md"}),
        ("[{draft: true, target: {lang: ja}}]", {"ue/a.md", "ue/b.md", "ue/shita/c.md"}),
        ("[{draft: true, target: {environment: production}}]", set[str]()),
        ("[{draft: false, target: {path: /ue/a}}, {draft: true}]", {"ue/a.md"}),  # the first says it
        ("[{draft: true, target: {path: '{/ue/a'}}]", {"ue/a.md", "ue/b.md", "ue/shita/c.md"}),  # a glob with a fault
        ("たき", {"ue/a.md", "ue/b.md", "ue/shita/c.md"}),
    ],
)
def test_cascade(folder: Folder, cascade: str, left: set[str]) -> None:
    root = folder(
        {
            "hugo.toml": HUGO,
            "content/ue/_index.md": f"---\ncascade: {cascade}\n---\n",
            "content/ue/a.md": "雲\n",
            "content/ue/b.md": "雲\n",
            "content/ue/shita/c.md": "---\nbuild: {list: always}\n---\n雲\n",
        }
    )
    assert set(published(root)) == left


def test_the_nearest_cascade_wins_and_that_of_the_settings_comes_last(folder: Folder) -> None:
    root = folder(
        {
            "hugo.toml": f"{HUGO}[[cascade]]\nauthor = '設定'\ntags = ['設定']\ndescription = '設定'\n",
            "content/ue/_index.md": "---\ncascade: {author: 上, tags: [上]}\n---\n",
            "content/ue/shita/_index.md": "---\ncascade: {author: 下}\n---\n",
            "content/ue/shita/a.md": "雲\n",
        }
    )
    post = published(root)["ue/shita/a.md"]
    assert (post.author, post.tags, post.description) == ("下", ("上",), "設定")


# ---- Languages and folders


@pytest.mark.parametrize(
    ("settings", "files", "expected"),
    [
        (
            "defaultContentLanguage = 'ja'\n[languages.ja]\n[languages.en]\n",
            ["p/a.md", "p/a.en.md", "p/a.ja.md", "p/b/index.en.md", "p/a.fr.md"],
            ["/p/a/", "/en/p/a/", "/p/a/", "/en/p/b/", "/p/a.fr/"],
        ),
        (
            "defaultContentLanguage = 'ja'\ndefaultContentLanguageInSubdir = true\n[languages.ja]\n[languages.zh-TW]\n",
            ["p/a.md", "p/a.zh-tw.md", "p/a.zh-TW.md"],
            ["/ja/p/a/", "/zh-tw/p/a/", "/zh-tw/p/a/"],
        ),
        ("", ["p/a.en.md", "p/a.ja.md"], ["/p/a/", "/p/a.ja/"]),  # English is Hugo's own
        (
            "defaultContentLanguage = 'ja'\n[languages.ja]\n[languages.en]\ndisabled = true\n[languages.fr]\n",
            ["p/a.md", "p/a.fr.md"],
            ["/p/a/", "/fr/p/a/"],
        ),
    ],
)
def test_languages(folder: Folder, settings: str, files: list[str], expected: list[str]) -> None:
    root = folder({"hugo.toml": HUGO + settings, **{f"content/{name}": "雲\n" for name in files}})
    assert urls(root) == dict(zip(files, expected, strict=True))


def test_a_language_that_is_off_is_not_published(folder: Folder) -> None:
    root = folder({"hugo.toml": f"{HUGO}disableLanguages = ['fr']\n[languages.fr]\n", "content/p/a.fr.md": "雲\n"})
    assert reason(root, "content/p/a.fr.md") == "unpublished"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("contentDir = 'honbun'", {"honbun/p/a.md": "/p/a/"}),
        ("contentDir = 'honbun/p/'", {"honbun/p/a.md": "/a/"}),
        (
            "defaultContentLanguage = 'ja'\n[languages.ja]\ncontentDir = 'content/ja'\n[languages.en]\ncontentDir = 'content/en'\n",
            {"ja/p/a.md": "/p/a/", "en/p/a.md": "/en/p/a/", "en/p/c.ja.md": "/p/c/"},
        ),
        ("[[module.mounts]]\nsource = 'nikki'\ntarget = 'content/p'\n", {"nikki/a.md": "/p/a/"}),
        (
            "[languages.en]\n[languages.ja]\n[[module.mounts]]\nsource = 'nikki'\ntarget = 'content'\nlang = 'ja'\n",
            {"nikki/a.md": "/ja/a/"},
        ),
        ("[[module.mounts]]\nsource = 'nikki'\ntarget = 'assets'\n", {"q/a.md": "/q/a/"}),
        ("contentDir = '../yoso'", {}),
    ],
)
def test_folders_of_the_content(folder: Folder, settings: str, expected: dict[str, str]) -> None:
    files = ["honbun/p/a.md", "nikki/a.md", "content/ja/p/a.md", "content/en/p/a.md", "content/en/p/c.ja.md"]
    files = [*files, "content/q/a.md"] if "assets" in settings else files
    wanted = {**expected}
    if "assets" in settings:
        wanted = {"q/a.md": "/q/a/", "ja/p/a.md": "/ja/p/a/", "en/p/a.md": "/en/p/a/", "en/p/c.ja.md": "/en/p/c.ja/"}
    assert urls(folder({"hugo.toml": HUGO + settings, **dict.fromkeys(files, "雲\n")})) == wanted


def test_a_site_that_keeps_its_content_elsewhere_is_hugo(folder: Folder) -> None:
    root = folder({"config.toml": "contentDir = 'honbun'", "honbun/a.md": "雲\n", "readme.md": "雲\n"})
    assert urls(root) == {"honbun/a.md": "/a/"}


# ---- The folder of settings


def test_the_files_of_the_folder_of_settings(folder: Folder) -> None:
    root = folder(
        {
            "config/_default/hugo.yaml": "baseURL: https://h.example.jp/\ntitle: 既定\ndefaultContentLanguage: ja\n",
            "config/_default/params.toml": "[author]\nname = '花子'\n",
            "config/_default/languages.yaml": "Ja: {weight: 1}\nen: {title: Sky}\n",
            "config/_default/params.en.toml": "x = 1\n",
            "config/_default/permalinks.toml": "p = '/:year/:slug/'\nq = '/q/:title/'\n",
            "config/_default/notes.txt": "これは設定ではない",
            "config/production/hugo.toml": "title = '本番'\n",
            "config/production/permalinks.toml": "q = '/本番/:title/'\n",
            "content/p/a.en.md": "---\ntitle: 雲\ndate: 2024-05-06\n---\n雲\n",
            "content/q/b.md": "---\ntitle: 雲\n---\n雲\n",
        }
    )
    site = detect_site(root)
    assert (site.title, site.author, site.base_url) == ("本番", "花子", "https://h.example.jp")
    assert urls(root) == {"p/a.en.md": "/en/2024/雲/", "q/b.md": "/本番/雲/"}


# ---- Dates


@pytest.mark.parametrize(
    ("settings", "line", "date"),
    [
        ("", "date: 2024-05-06 07:08", "2024-05-06T07:08:00+00:00"),  # Hugo's own clock is that of Greenwich
        ("timeZone = 'Asia/Tokyo'", "date: 2024-05-06 07:08", "2024-05-06T07:08:00+09:00"),
        ("timeZone = 'Asia/Tokyo'", "date: 2024-05-06T23:08:00Z", "2024-05-06T23:08:00+00:00"),  # as its pages show it
        ("", "date: 2024-05-06T07:08:09+05:30", "2024-05-06T07:08:09+05:30"),
        ("", "lastmod: 2024-05-07\npubdate: 2024-05-06", "2024-05-06T00:00:00+00:00"),
        ("", "modified: 2024-05-07", "2024-05-07T00:00:00+00:00"),
        ("frontmatter.date = [':filename', ':default']", "date: 2024-05-06", "2023-02-03T00:00:00+00:00"),
        (
            "frontmatter.date = ['kaita', ':default']",
            "date: 2024-05-06\nKaita: 2024-05-05",
            "2024-05-05T00:00:00+00:00",
        ),
        ("", "x: y", "2023-02-03T00:00:00+00:00"),  # better than none; Hugo has none
    ],
)
def test_dates(folder: Folder, settings: str, line: str, date: str) -> None:
    root = folder({"hugo.toml": HUGO + settings, "content/2023-02-03-kumo.md": f"---\n{line}\n---\n雲\n"})
    assert published(root)["2023-02-03-kumo.md"].date == date


@pytest.mark.parametrize(
    ("line", "tags", "categories"),
    [
        ("tags: 青い 空\ncategories: 空 の上", ("青い 空",), ("空 の上",)),
        ("tags: [青い 空, 雲]\ncategory: 空", ("青い 空", "雲"), ("空",)),
        ("tags: []\ntag: 雲", ("雲",), ()),
    ],
)
def test_a_string_is_one_name(folder: Folder, line: str, tags: tuple[str, ...], categories: tuple[str, ...]) -> None:
    post = published(folder({"hugo.toml": HUGO, "content/a.md": f"---\n{line}\n---\n雲\n"}))["a.md"]
    assert (post.tags, post.categories) == (tags, categories)
