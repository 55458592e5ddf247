"""Where Hugo publishes its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from sites import read_posts

from index.reading.sites.detect import detect_site
from index.reading.sites.hugo_permalink import sanitized

Folder = Callable[..., Path]

FRONT = "title: 空 と C#\ndate: 2024-02-03T20:05:06Z"


@pytest.fixture
def address(folder: Folder) -> Callable[..., str]:
    """The address of one page of a site in Tokyo: `address("p = '/:year/'", "p/a.md")`."""

    def of(settings: str, path: str, front: str = FRONT, *sections: str) -> str:
        root = folder(
            {
                "hugo.toml": f"timeZone = 'Asia/Tokyo'\n{settings}\n",
                **{
                    f"content/{name}/_index.md": f"---\n{said}\n---\n"
                    for name, _, said in (s.partition("|") for s in sections)
                },
                f"content/{path}": f"---\n{front}\n---\n雲\n",
            }
        )
        site = detect_site(root)
        documents = [each.document for each in read_posts(site)]
        assert documents[0] is not None
        return unquote(documents[0].url)

    return of


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("p/Kumo.md", FRONT, "/p/kumo/"),
        ("P/「雲」の話。.md", FRONT, "/p/雲の話/"),
        ("p/雲  空.md", FRONT, "/p/雲--空/"),
        ("p/v1.2.md", FRONT, "/p/v1.2/"),
        ("kumo.md", FRONT, "/kumo/"),
        ("p/kumo/index.md", FRONT, "/p/kumo/"),
        ("p/kumo.md", "slug: Sora & Kumo", "/p/sora-kumo/"),
        ("p/kumo.md", "url: /sora/Kumo", "/sora/Kumo/"),  # as it is written
        ("p/kumo.md", "url: /sora/kumo/", "/sora/kumo/"),
        ("p/kumo.md", "url: sora/kumo.html", "/sora/kumo.html"),
        ("p/kumo.md", "url: /:year/:slug\ntitle: 空！\ndate: 2024-02-03", "/2024/空/"),
    ],
)
def test_without_a_pattern(address: Callable[..., str], path: str, front: str, expected: str) -> None:
    assert address("", path, front) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/:year/:month/:day/:title", "/2024/02/03/空-と-c/"),  # the day where the date was written
        ("/:monthname/:weekdayname/:weekday/:yearday/", "/february/saturday/6/34/"),
        ("/:06/:1/:2/:Jan/:Mon/:15", "/24/2/3/feb/sat/20/"),
        ("/:2006/:002/:03/:3/:04/:4/:05/:5/:pm", "/2024/034/08/8/05/5/06/6/pm/"),
        ("/:section/:filename", "/nikki/kumo-no-hi/"),
        ("/:slugorfilename/:slugorcontentbasename/:contentbasename/", "/kumo-no-hi/kumo-no-hi/kumo-no-hi/"),
        ("/:slug.html", "/空-と-c.html/"),
        ("/:sections/x", "/nikki/fuyu/x/"),
        ("/:sections[1:]/x", "/fuyu/x/"),
        ("/:sections[0]/x", "/nikki/x/"),
        ("/:sections[last]/x", "/fuyu/x/"),
        ("/:sections[:last]/x", "/nikki/x/"),
        ("/:sections[7]/:sections[-1]/:sections[x]/x", "/x/"),
        ("/:sectionslug/x", "/日記/x/"),
        ("/:sectionslugs/x", "/日記/winter/x/"),
        ("/:unknown/x", "/unknown/x/"),
        ("/BLOG/:Title/", "/blog/title/"),
    ],
)
def test_patterns(address: Callable[..., str], pattern: str, expected: str) -> None:
    settings = f"[permalinks]\nnikki = '{pattern}'"
    sections = ("nikki|title: 日記", "nikki/fuyu|slug: Winter")
    assert address(settings, "nikki/fuyu/yuki/Kumo no hi.md", FRONT, *sections) == expected


@pytest.mark.parametrize(
    ("settings", "path", "front", "expected"),
    [
        ("permalinks.page.p = '/:slug/'", "p/a.md", FRONT, "/空-と-c/"),
        ("permalinks.page.'/' = '/ue/:slug/'", "a.md", FRONT, "/ue/空-と-c/"),
        ("permalinks.page.p = '/p/:slug/'\npermalinks.page.'p/q' = '/q/:slug/'", "p/q/r/a.md", "slug: s", "/q/s/"),
        ("permalinks.p = '/p/:slug/'\nlanguages.en.permalinks.page.p = '/en/:slug/'", "p/a.md", "slug: s", "/en/s/"),
        ("permalinks.p = '/pp/:slug/'\nlanguages.en.permalinks.q = '/en/:slug/'", "p/a.md", "slug: s", "/p/s/"),
        ("permalinks.P = '/:year/:month/:day/'", "p/a.md", "title: 空", "/1/01/01/"),  # Hugo's date of what has none
        ("permalinks.p = '/:year/:slug/'\nfrontmatter.date = [':filename']", "p/2023-01-02-a.md", "x: y", "/2023/a/"),
        ("frontmatter.date = [':filename']", "p/2023-01-02-a/index.md", "x: y", "/p/a/"),
        ("frontmatter.date = [':filename']", "p/2023-01-02.md", "x: y", "/p/2023-01-02/"),
        ("uglyURLs = true", "p/a/index.md", FRONT, "/p/a.html"),
        ("uglyURLs = true\npermalinks.p = '/:year/:slug/'", "p/a.md", FRONT, "/2024/空-と-c.html"),
        ("uglyURLs.p = true", "p/a.md", FRONT, "/p/a.html"),
        ("uglyURLs.p = true", "q/a.md", FRONT, "/q/a/"),
        ("disablePathToLower = true", "P/Kumo.md", FRONT, "/P/Kumo/"),
        ("permalinks = 1", "p/a.md", FRONT, "/p/a/"),
        (
            "baseURL = 'https://h.example.jp/b'\npermalinks.p = ':slug'",
            "p/a.md",
            "slug: s",
            "https://h.example.jp/b/s/",
        ),
    ],
)
def test_settings(address: Callable[..., str], settings: str, path: str, front: str, expected: str) -> None:
    assert address(settings, path, front) == expected


def test_the_slug_of_a_section_is_in_the_addresses_below(address: Callable[..., str]) -> None:
    assert address("", "nikki/fuyu/a.md", FRONT, "nikki|slug: Diary", "nikki/fuyu|url: /yuki/") == "/diary/fuyu/a/"


def test_a_language_is_in_front_of_what_is_no_whole_address(address: Callable[..., str]) -> None:
    languages = "defaultContentLanguage = 'ja'\n[languages.ja]\n[languages.en]\n[permalinks]\np = '/:slug/'"
    assert address(languages, "p/a.en.md", "slug: sky") == "/en/sky/"


@pytest.mark.parametrize(("url", "expected"), [("sora", "/en/sora/"), ("/sora", "/sora/")])
def test_the_address_that_a_page_gives_itself(address: Callable[..., str], url: str, expected: str) -> None:
    assert (
        address("defaultContentLanguage = 'ja'\n[languages.ja]\n[languages.en]", "p/a.en.md", f"url: {url}") == expected
    )


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("「雲」、と。", "雲と"),
        ("空 & 雲", "空-雲"),
        ("空 - 雲", "空-雲"),
        ("（一）雲！", "一雲"),
        (" C++ (2)", "C++-2"),
        ("雲☁️", "雲\ufe0f"),
        ("か\u3099", "か\u3099"),
        ("９0%", "９0"),
        ("a%41", "a%41"),
        ("x@y~z#", "x@y~z#"),
        ("", ""),
    ],
)
def test_what_stays_in_a_path(path: str, kept: str) -> None:
    assert sanitized(path) == kept
