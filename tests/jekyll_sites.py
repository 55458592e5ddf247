"""Sites with everything that Jekyll does to files, dates, addresses and tags. Each has a name, its settings and its files."""

from __future__ import annotations

_KRAMDOWN = """\
---
title: 書き方
---
はじめの段落。**強い**語と*弱い*語、`code`と~~消えた~~語。
次の行も同じ段落[^1]。

[^1]: 脚注の文。

## 一、見出し（その1）

- 茶わん
- 急須
  - 茶こし

1. 沸かす
2. 注ぐ

### C++ と C#

> 引用した文。
> 二行目。

| 品 | 値 |
|----|---:|
| 茶 | 500 |
| 菓子 | 200 |

## 一、見出し（その1）

煎茶
: 緑の茶。

{: .note}
飾りのある段落。

```ruby
puts "見せない"
```

## 名のある見出し {#named}

![湯のみの写真](yunomi.jpg)と[行き先](https://example.jp/)と<https://example.jp/b>。
{% comment %}覚え書き{% endcomment %}{% raw %}{{ 値 }}{% endraw %}

下線の見出し
------------

<div>枠の中の文。</div>

<div markdown="1">
## 枠の見出し
## 枠の見出し、その Two. [行き先](https://example.jp/a)
> ## 1. Quote_in *it*
</div>

<p>段落の<b>太字</b>。</p>
"""

_HTML = """\
---
title: 移した記事
tags: [移行]
---
<h2 id="one">箱の話</h2>
<p>箱を<strong>開けた</strong>。</p>
<ul><li>皿</li><li>鍋</li></ul>

    <p>字下げしても文。</p>
{% raw %}<p>{{ 中身 }}</p>{% endraw %}
<!-- 見えない -->
<h3>名のない見出し</h3>
"""


def _post(front: str, text: str = "本文。") -> str:
    return f"---\n{front}\n---\n{text}\n"


_MANY = {
    "_posts/2024-01-01-writing.md": _KRAMDOWN,
    "_posts/2024-01-02-moved.html": _HTML,
    "_posts/2024-01-03-good-morning-東京.md": "見出しも題もない。\n",
    "_posts/2024-01-04-no-title.markdown": _post("layout: none"),
    "_posts/2024-01-05-utc.mkdown": _post("title: 時刻\ndate: 2024-01-05 20:30:00"),
    "_posts/2024-01-06-quoted.mkdn": _post("title: 引用符\ndate: '2024-01-06 20:30:00'"),
    "_posts/2024-01-07-minutes.mkd": _post("title: 分まで\ndate: 2024-01-07 20:30"),
    "_posts/2024-01-08-zone.md": _post("title: 時差\ndate: 2024-01-08 20:30:00 -0500"),
    "_posts/2024-01-09-z.md": _post("title: Z\ndate: 2024-01-09T20:30:00Z"),
    "_posts/2024-01-10-day.md": _post("title: 日だけ\ndate: 2024-02-10"),
    "_posts/24-1-11-short.md": _post("title: 短い年"),
    "_posts/2024-01-12-short-date.md": _post("title: 短い日付\ndate: 24-02-12"),
    "_posts/2024-01-13-tags.md": _post("title: 札\ntags: 茶 菓子\ncategories: 日記 旅"),
    "_posts/2024-01-14-tag.md": _post("title: 札一つ\ntag: 茶 菓子\ncategory: 日記 旅"),
    "_posts/2024-01-15-both.md": _post("title: 両方\ncategory: 雑記\ncategories: [日記, Full Text]"),
    "_posts/2024-01-16-permalink.md": _post("title: 定め\npermalink: /about/:year/:title/"),
    "_posts/2024-01-17-pretty.md": _post("title: 言葉のまま\npermalink: pretty"),
    "_posts/2024-01-18-slug.md": _post("title: 別名\nslug: Other Name"),
    "_posts/2024-01-19-a b (c)+d.md": _post("title: 記号"),
    "_posts/2024-01-20-dots..in.name.md": _post("title: 点"),
    "_posts/2024-01-20-50%a#b?c.md": _post("tags: a,b"),
    "_posts/2024-01-20-İßが①😀.md": _post("date: Feb 3 2024"),
    "_posts/2024-01-20--ﾊﾝ角　「引用」a&b.md": _post("tag: [茶, 菓子]"),
    "_posts/2024-01-20-it's,a;b~.MD": _post("categories: [A/B, 'c d']\npermalink: /:categories/:name/:slug"),
    "_posts/2024-01-21-end....md": _post("x: y"),
    "_posts/2024/_deep/2024-01-22-deep.md": _post("title: 奥"),
    "生活/茶/_posts/2024-01-23-tea.md": _post("title: 茶の話\ncategories: 緑茶"),
    "_posts/2024-01-24-hidden-not.md": _post("title: 公開\npublished: true"),
    "_posts/2024-01-25-unpublished.md": _post("title: 非公開\npublished: false"),
    "_posts/2999-01-26-future.md": _post("title: 未来"),
    "_posts/undated.md": _post("title: 日付なし"),
    "_posts/2024-01-27-folder/x.md": _post("title: フォルダーに日付"),
    "_posts/_hidden/2024-01-28-hidden.md": _post("title: 隠れた"),
    "_posts/#2024-01-29-hash.md": _post("title: 井桁"),
    "_posts/2024-01-30-backup.md~": _post("title: 控え"),
    "_layouts/_posts/2024-01-31-x.md": _post("title: 枠"),
    "_drafts/idea.md": _post("title: 案"),
    "node_modules/_posts/2024-01-31-x.md": _post("title: 道具"),
    "about.md": _post("title: 紹介"),
}

_FEW = {
    "_posts/2024-03-05-検索-Engine.md": _post(
        "title: 検索\ndate: 2024-03-05 07:08:09 +0900\ncategories: [技術, Full Text]"
    ),
    "_posts/2024-12-30-end.md": _post("title: 年末"),
    "_notes/sub/Memo 1.md": _post("title: 覚え書き\ndate: 2024-02-03"),
    "_notes/_x.md": _post("title: 下線"),
    "_notes/plain.md": "front matter がない。\n",
    "_notes/page.html": _post(
        "title: 頁\ndate: 2024-02-04", "<h2 id=one>見出し</h2>\n\n    <p>字下げ。</p>\n{% raw %}{{ x }}{% endraw %}"
    ),
    "_notes/sub/old.htm": _post("date: 2024-02-03", "<p>古い頁。</p>"),
    "_notes/UPPER.HTML": _post("title: 大文字\ndate: 2024-02-05", "<p>大きい。</p>"),
    "_notes/static.html": "<p>front matter がない。</p>\n",
    "_notes/_hidden.html": _post("title: 下線", "<p>下。</p>"),
    "_posts/2024-04-05-old.htm": _post("title: 古い", "<p>古い記事。</p>"),
    "_posts/2024-04-06-bare.html": "<p>front matter のない記事。</p>\n",
    "_parts/part.md": _post("title: 部品"),
    "_parts/part.html": _post("title: 部品", "<p>部品。</p>"),
}
_COLLECTIONS = "collections: {notes: {output: true}, parts: {output: false}}\n"

_PLACEHOLDERS = (
    "/:year/:short_year/:month/:i_month/:short_month/:long_month/:day/:i_day/:y_day/:short_day/:long_day/"
    ":w_year/:week/:w_day/:hour:minute:second/:slugified_categories/:categories/:slug/:year_:title:output_ext"
)

_DEFAULTS = """\
source: src
collections_dir: all
include: [_open]
exclude: [all/_posts/old, "*-tmp.md", closed]
markdown_ext: md,text
permalink: pretty
collections: {posts: {permalink: "/diary/:categories/:title"}, notes: {output: true, permalink: "/n/:name/"}}
defaults:
  - {scope: {path: ""}, values: {tags: [共通], categories: 既定}}
  - {scope: {path: all/_posts/2024, type: posts}, values: {tags: [深い]}}
  - {scope: {path: "", type: notes}, values: {title: 覚え書き, date: '2024-05-06'}}
"""
_CHOSEN = {
    "src/all/_posts/2023-01-01-a.md": _post("title: 甲"),
    "src/all/_posts/2024/2024-01-01-b.text": _post("title: 乙\ncategories: [丙]"),
    "src/all/_posts/_open/2024-01-02-c.md": _post("title: 開いた"),
    "src/all/_posts/old/2024-01-03-d.md": _post("title: 古い"),
    "src/all/_posts/2024-01-04-tmp.md": _post("title: 仮"),
    "src/all/京都/_posts/2024-01-05-e.md": _post("title: 京"),
    "src/all/_notes/n.md": _post("x: y"),
    "src/_posts/2024-01-06-f.md": _post("title: 外"),
    "_posts/2024-01-07-g.md": _post("title: もっと外"),
}

# Whose HTML holds Markdown: `parse_block_html`.
_HOLDING = """\
---
title: 箱
---
<div>
**強い**語と[行き先](https://example.jp/)。

## 箱の見出し

- 茶わん
- 急須

<p>段落の*斜め*。</p>
<section>

### 奥の見出し

> 引用。

</section>
</div>

<div markdown="0">
**そのまま**。

## 見出しではない
</div>

<pre>
**字**
</pre>

<table>
<tr><td>枠の**中**</td><th>`頭`</th></tr>
</table>

<ul>
<li>項目の*一*</li>
<li markdown="0">*二*</li>
</ul>

<blockquote>
引いた**文**。
</blockquote>

<details>
<summary>
概*要*
</summary>

中の**文**。

</details>

<h2 id="own">名の*ある*見出し</h2>

<script>var 見えない = "**a**";</script>

後の文。
"""

SITES: dict[str, tuple[str, dict[str, str]]] = {
    "everything": ("", _MANY),
    "parse_block_html": ("kramdown: {parse_block_html: true}\n", {"_posts/2024-01-01-box.md": _HOLDING}),
    "source, collections, defaults": (_DEFAULTS, _CHOSEN),
    **{
        f"permalink {style}": (f"{_COLLECTIONS}permalink: {style}\n", _FEW)
        for style in ("date", "pretty", "ordinal", "weekdate", "none", "/:title", _PLACEHOLDERS)
    },
}
