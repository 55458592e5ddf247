"""Sites of Hugo with every construct that we read, as files by their path. Hugo 0.111 builds all but `newer`."""

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
[languages.en.permalinks]
own = "/own/:slug"
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
    "own/a.en.md": page("title: own"),
    "nikki/one.en.md": page("title: one"),
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
"fukai/soko" = "/soko/:slug"
fukai = "/fukai/:slug"
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
    "content/fukai/soko/a/b.md": page("title: 底"),
    "content/fukai/a.md": page("title: 深"),
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
