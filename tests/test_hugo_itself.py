"""Our sites of Hugo, built by Hugo: it publishes the posts that we read, at the same address, with the same date, names and ids.

Debian's Hugo (0.111) or a newer one; what came later is asked of a newer one alone.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

import pytest

from index.document import Document
from index.reading.sites.detect import detect_site
from index.reading.source import find_posts, read_post

HUGO = shutil.which("hugo")

pytestmark = pytest.mark.skipif(
    HUGO is None, reason="not held against Hugo: it is not installed (apt-get install hugo)"
)

# A page is not laid out but told, so that what Hugo says can be read.
TELLING = """\
{{ dict "url" .RelPermalink "title" .Title "date" (.Date.Format "2006-01-02T15:04:05-07:00") "tags" .Params.tags
"categories" .Params.categories "content" .Content | jsonify | safeHTML }}"""

BODY = """\
## 空の色 {.big #sora data-x="1"}

朝の`--dawn`は**白い**。題は {{ .Title }} です。
{.center}

## １. 雲、と Cloud_9 ?

| 時 | 色 |
|---|---|
| 朝 | 白 |

## 雲 { #kumo }

## ！

## ？

夕方 {#yu .late}
===

{{< note >}}囲みの文{{< /note >}}

### `hugo --minify` の話

- [ ] 済んでいない
- 脚注[^1]

[^1]: 注の文
"""


def page(front: str = "", body: str = "雲。\n") -> str:
    return f"---\n{front}\n---\n\n{body}"


PLAIN = {
    "hugo.toml": """\
baseURL = "https://h.example.jp/"
timeZone = "Asia/Tokyo"
defaultContentLanguage = "ja"
[languages.ja]
weight = 1
[languages.en]
weight = 2
[permalinks]
nikki = "/nikki/:year/:month/:day/:filename"
hi = "/hi/:yearday/:weekday/:weekdayname/:monthname/:06/:Jan/:title"
fukai = "/f/:sections/x/:sections[1:]/y/:sections[last]/:slug"
itsuka = "/itsuka/:year/:month/:slugorfilename/"
CASE = "/CASE/:slug"
[[cascade]]
draft = true
[cascade._target]
path = "/shita/**"
kind = "page"
[markup.goldmark.parser.attribute]
block = true
""",
    "p/_index.md": page("title: 節"),
    "p/all.md": page("title: 全部\ndate: 2024-02-03 04:05:06\ntags: [空, 青い 雲]\ncategories: 色", BODY),
    "p/all.en.md": page("title: All of it\ntags: Blue Sky"),
    "p/utc.md": page("title: 'UTC'\ndate: 2024-02-03T20:05:06Z\ntags: Visual Studio\ncategories: 機械 学習"),
    "p/json.md": '{"title": "波", "date": "2024-02-03T04:05:06+05:30", "tags": ["波"]}\n\n雲。\n',
    "p/toml.md": "+++\ntitle = '点'\ndate = 2024-02-03T04:05:06\ntags = '点 と 線'\n+++\n\n雲。\n",
    "p/day.md": "+++\ntitle = '日'\ndate = 2024-02-03\nlastmod = 2024-03-04\n+++\n\n雲。\n",
    "p/modified.md": page("title: 直\nmodified: 2024-03-04"),
    "p/pubdate.md": page("title: 公\npubdate: 2024-03-04\nlastmod: 2024-05-06"),
    "p/url.md": page("title: 所\nurl: /x/Y「z」/q"),
    "p/html.md": page("title: 所\nurl: rel/y.html"),
    "p/rel.en.md": page("title: where\nurl: rel/y"),
    "p/whole.en.md": page("title: where\nurl: /whole/y"),
    "p/expired.md": page("title: 過\nexpiryDate: 2001-02-03"),
    "p/unpublished.md": page("title: 過\nunpublishdate: 2001-02-03"),
    "p/later.md": page("title: 先\npublishDate: 2999-01-01\ndate: 2024-01-01"),
    "p/draft.md": page("title: 下書き\ndraft: true"),
    "p/tabi/index.md": page("title: 旅"),
    "p/tabi/chizu.md": page("title: 地図"),
    "p/tabi/foto/a.md": page("title: 写真"),
    "p/tabi/foto/index.md": page("title: 写真"),
    "p/atama/index.md": page("title: 頭\nheadless: true"),
    "p/sky/index.en.md": page("title: Sky"),
    "p/Big Name.md": page("title: 大"),
    "p/「かぎ」、と。.md": page("title: かぎ"),
    "p/a&b!.md": page("title: と"),
    "p/C++ (1).md": page("title: プラス"),
    "p/絵🍜.md": page("title: 絵"),
    "p/v1.2.md": page("title: 点"),
    "p/100%.md": page("title: 百"),
    "p/slug.md": page("title: 名\nslug: 'S l/U g!'"),
    "p/mark.mkd": page("title: 別"),
    "p/mark.mdown": page("title: 別"),
    "p/mark.markdown": page("title: 別"),
    "nikki/One Two.md": page("title: 一\ndate: 2024-05-06"),
    "nikki/bundle/index.md": page("title: 二\ndate: 2024-05-06T23:00:00Z"),
    "hi/a.md": page("title: 'Hello, 世界! (C#)'\ndate: 2024-01-07"),
    "hi/b.md": page("title: '空 - 雲 と C# の話'\ndate: 2024-01-08"),
    "fukai/_index.md": page("title: 深"),
    "fukai/ni/_index.md": page("title: 二"),
    "fukai/ni/san/a.md": page("title: 甲"),
    "fukai/nai/b.md": page("title: 乙"),
    "itsuka/a.md": page("title: いつ"),
    "case/A.md": page("title: Z Z"),
    "shita/a.md": page("title: 下"),
    "shita/b.md": page("title: 下\ndraft: false"),
    "ue/_index.md": page("title: 上\ncascade: [{_target: {kind: page}, draft: true, tags: [上]}]"),
    "ue/a.md": page("title: 下書き"),
    "ue/b.md": page("title: 残\ndraft: false"),
    "ue/naka/_index.md": page("title: 中\ncascade: [{_target: {path: '/ue/naka/x*'}, draft: false}]"),
    "ue/naka/x1.md": page("title: 残"),
    "ue/naka/y1.md": page("title: 下書き"),
}

FOLDERS = {
    "config/_default/config.toml": """\
baseURL = "https://h.example.jp/b/"
defaultContentLanguage = "ja"
defaultContentLanguageInSubdir = true
disablePathToLower = true
uglyURLs = true
[frontmatter]
date = [":filename", "kaita", ":default"]
""",
    "config/_default/languages.toml": "[ja]\ncontentDir = 'honbun/ja'\n[en]\ncontentDir = 'honbun/en'\n",
    "config/_default/permalinks.toml": "p = '/:year/:slug/'\nq = '/q/:title/'\n",
    "config/_default/markup.toml": "[goldmark.parser]\nautoHeadingID = false\n",
    "config/production/permalinks.toml": "q = '/production/:title'\n",
    "honbun/ja/p/2024-02-03-Sora.md": page("title: 空", "## 空\n\n雲。\n\n## 雲 {#kumo}\n"),
    "honbun/ja/p/2024-02-03.md": page("title: 名なし"),
    "honbun/ja/p/b.md": page("title: 海\nkaita: 2023-04-05\ndate: 2022-01-01"),
    "honbun/ja/q/a.md": page("title: 島\ndate: 2022-01-01"),
    "honbun/ja/R/Big.md": page("title: 大\ndate: 2022-01-01"),
    "honbun/ja/root.md": page("title: 根\ndate: 2022-01-01"),
    "honbun/ja/other.en.md": page("title: other\ndate: 2022-01-01"),
    "honbun/en/R/bundle/index.md": page("title: bundle\ndate: 2022-01-01"),
    "honbun/en/R/url.md": page("title: url\ndate: 2022-01-01\nurl: /x/y"),
}

MOUNTS = {
    "config.toml": """\
baseURL = "https://h.example.jp/"
[markup.goldmark.parser]
autoHeadingIDType = "blackfriday"
[[module.mounts]]
source = "blog"
target = "content/nikki"
[[module.mounts]]
source = "memo"
target = "content"
""",
    "content/unseen.md": page("title: 見えない"),
    "blog/a.md": page("title: 記", "## 雲、と C#・空 ①\n\n## 雲、と C#・空 ①\n"),
    "memo/b.ja.md": page("title: 覚え"),
    "memo/b/index.md": page("title: 束"),
    "memo/b/c.md": page("title: 束の中"),
}

NEWER = {
    "hugo.toml": """\
baseURL = "https://h.example.jp/"
[permalinks.page]
s = "/s/:sectionslug/x/:sectionslugs/:contentbasename/"
"/" = "/top/:slug"
[uglyURLs]
ugly = true
[[cascade]]
[cascade.build]
render = "never"
[cascade.target]
path = "/nai/{a,b}*"
""",
    "content/top.md": page("title: 上"),
    "content/s/_index.md": page("slug: mei\ntitle: 節"),
    "content/s/b/_index.md": page("title: Be Be"),
    "content/s/b/c.md": page("title: 名"),
    "content/t/_index.md": page("slug: tori\ntitle: 節"),
    "content/t/u/d.md": page("title: 名"),
    "content/t/two  blanks.md": page("title: 名"),
    "content/t/token.md": page("title: 空！\nurl: /:slug/:year\ndate: 2024-01-02"),
    "content/ugly/a.md": page("title: 名"),
    "content/nai/a1.md": page("title: 無"),
    "content/nai/b2.md": page("title: 有\nbuild: {list: always}"),
    "content/nai/link.md": page("title: 無\nbuild: {render: link}"),
    "content/nai/c.md": page("title: 有"),
    "content/h.md": page(
        "title: 見出し",
        "## [空](https://e.jp/) と *雲*\n\n## 雲 ![絵](a.png)\n\n## `--a` -- b\n\n## a--b...c\n\n## か\u3099 ﬁ É\n",
    ),
}

SITES = {
    "plain": {name if name == "hugo.toml" else f"content/{name}": text for name, text in PLAIN.items()},
    "folders": FOLDERS,
    "mounts": MOUNTS,
    "newer": NEWER,
}


@dataclass(frozen=True)
class Built:
    """The pages that Hugo has made of a site, and our documents, both by address."""

    pages: dict[str, dict[str, object]]
    documents: dict[str, Document]


@pytest.fixture(scope="module", params=SITES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    if request.param == "newer" and _version() < (0, 160):
        pytest.xfail(f"Hugo {_version()} does not know this yet")
    root = tmp_path_factory.mktemp(request.param)
    layouts = {
        "_default/single.html": TELLING,
        "_default/list.html": "-",
        "shortcodes/note.html": "<p>{{ .Inner }}</p>",
    }
    for name, text in {**SITES[request.param], **{f"layouts/{each}": text for each, text in layouts.items()}}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    done = subprocess.run([HUGO or "", "--source", root, "--destination", "public"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    told = (path.read_text(encoding="utf-8") for path in (root / "public").rglob("*.html"))
    pages = [json.loads(text) for text in told if text.startswith("{")]
    site = detect_site(root)
    readings = [read_post(path, site) for path in find_posts(site)]
    assert [problem for reading in readings for problem in reading.problems] == []
    documents = [reading.document for reading in readings if reading.document]
    return Built(
        {unquote(page["url"]): page for page in pages},
        {unquote(each.url).removeprefix("https://h.example.jp"): each for each in documents},
    )


def _version() -> tuple[int, ...]:
    said = subprocess.run([HUGO or "", "version"], capture_output=True, text=True).stdout
    found = re.search(r"v(\d+)\.(\d+)", said)
    assert found, said
    return int(found[1]), int(found[2])


def _same(built: Built, theirs: Callable[[dict[str, object]], object], ours: Callable[[Document], object]) -> None:
    both = built.pages.keys() & built.documents.keys()
    assert both
    assert {url: ours(built.documents[url]) for url in both} == {url: theirs(built.pages[url]) for url in both}


def test_the_same_posts_at_the_same_addresses(built: Built) -> None:
    assert built.documents.keys() == built.pages.keys()


def test_titles(built: Built) -> None:
    _same(built, lambda page: page["title"], lambda post: post.title)


def test_dates_with_their_zones(built: Built) -> None:
    def dated(page: dict[str, object]) -> str | None:
        date = str(page["date"])
        return None if date.startswith("0001") else date

    _same(built, dated, lambda post: post.date)


@pytest.mark.parametrize("key", ["tags", "categories"])
def test_names(built: Built, key: str) -> None:
    def names(page: dict[str, object]) -> list[object]:
        value = page[key] or []
        return value if isinstance(value, list) else [value]

    _same(built, names, lambda post: list(getattr(post, key)))


def test_ids_of_headings(built: Built) -> None:
    def ids(page: dict[str, object]) -> list[str]:
        found = re.findall(r"<h\d([^>]*)>", str(page["content"]))
        return [unescape(match[1]) if (match := re.search('id="([^"]*)"', each)) else "" for each in found]

    _same(built, ids, lambda post: [section.anchor for section in post.sections if section.heading])


def test_words(built: Built) -> None:
    def words(page: dict[str, object]) -> str:
        shown = re.sub(r'<sup id="fnref.*?</sup>|<a [^>]*class="footnote-backref".*?</a>', "", str(page["content"]))
        shown = re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\1", shown)
        text = unescape(re.sub("<[^>]*>", "", shown)).replace("–", "--").replace("…", "...")  # Hugo's typographer
        return "".join(text.split())

    def read(post: Document) -> str:
        text = "".join(f"{each.heading}{each.text}" for each in post.sections)
        return "".join(text.replace("|", "").split())  # which we write between the cells of a table

    _same(built, words, read)
