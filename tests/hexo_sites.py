"""Sites with every construct of Hexo that decides what a post becomes: files by path. Texts are our own."""

from __future__ import annotations

# What hands the posts out as Hexo has them, and the tags of NexT that show words (its `scripts/tags/`).
_SCRIPT = """
hexo.extend.generator.register('posts', locals => ({path: 'posts.json', data: JSON.stringify(locals.posts.map(post => ({
  path: 'source/' + post.source, url: post.permalink, date: post.date.format(), updated: post.updated ? post.updated.format() : null, title: post.title, html: post.content,
  tags: post.tags.map(tag => tag.name), categories: post.categories.map(category => category.name)})))}));
hexo.extend.tag.register('label', args => {
  const [kind, text] = args.join(' ').split('@');
  return `<mark class="label ${kind}">${text}</mark>`;
});
const block = args => args.filter(word => !['info', 'primary', 'warning', 'no-icon'].includes(word)).join(' ');
const markdown = text => hexo.render.renderSync({text, engine: 'md'});
hexo.extend.tag.register('note', (args, text) => `<details><summary>${block(args)}</summary>${markdown(text)}</details>`, true);
hexo.extend.tag.register('cq', (args, text) => `<blockquote>${markdown(text)}</blockquote>`, true);
hexo.extend.tag.register('tabs', (args, text) => {
  const names = [...text.matchAll(/<!-- tab (.*?)(?:@\\S*)? -->/g)].map(match => match[1]);
  const bodies = text.split(/<!-- tab .*? -->/).slice(1);
  return bodies.map((body, place) => `<p>${names[place]}</p>${markdown(body)}`).join('');
}, true);
hexo.extend.tag.register('btn', args => {
  const [url, text] = args.join(' ').split(',');
  return `<a href="${url}">${text}</a>`;
});
"""
_PACKAGE = '{"name": "site", "version": "1.0.0", "private": true, "hexo": {"version": ""}, "dependencies": {"hexo": "*", "hexo-renderer-marked": "*"}}'


def _site(settings: str, posts: dict[str, str]) -> dict[str, str]:
    files = {"package.json": _PACKAGE, "scripts/posts.js": _SCRIPT, "_config.yml": settings}
    return {**files, **{f"source/{name}": text for name, text in posts.items()}}


def _post(text: str = "本文です。", **values: str) -> str:
    values = {"title": "題名", "date": "2024-03-01 12:00:00", **values}
    lines = "".join(f"{key}: {value}\n" for key, value in values.items() if value)
    return f"---\n{lines}---\n\n{text}\n"


_HEADINGS = """
## Getting Started
## 1.2 版（β）、公開！
## C++ / C# の話
## snake_case と kebab-case
## 「秋」の・夜長。
## Café Ångström ＡＢＣ ①
## 同じ
## 同じ
### 同じ
## 旗 `--help` と -- 帯
## It's "引用" だ...
## `<div>` と `a < b` の違い
## [頁](https://e.example.jp/x) への **強い** 道
## 絵 ![朝](/a.png)
## 山 \\*川\\* {#yama}
## ！！
行の見出し
---
# 😀 絵文字
"""

_TAGS = """
前は{% post_link kaki %}、{% post_link kaki 柿の 記事 %}、{% post_link 山/秋 %}です。

{% label primary@設定 %}を押し、{% link 案内所 https://e.example.jp/guide true 説明 %}を見る。

{% blockquote 夏野 涼, 風の書 %}
風は**北**から。
{% endblockquote %}

{% quote 海野 https://e.example.jp/umi 海の頁 %}
波の音。
{% endquote %}

{% blockquote %}
だれかの言葉。
{% endblockquote %}

{% pullquote left %}
抜き出した文。
{% endpullquote %}

{% codeblock 道具の例 lang:js https://e.example.jp/js 出典 %}
let x = 1;
{% endcodeblock %}

{% code lang:rb %}
puts 2
{% endcode %}

```js 道の例 https://e.example.jp/way 道の頁
let y = 3;
```

~~~py
z = 4
~~~

- 項目

  ```rb 項目の例
  puts 5
  ```

{% cq %}
中央の引用。
{% endcq %}

{% note info 気をつける点 %}
靴を**乾かす**。
{% endnote %}

{% tabs 種類 %}
<!-- tab 春@leaf -->
花が咲く。
<!-- endtab -->
<!-- tab 冬 -->
雪が降る。
<!-- endtab -->
{% endtabs %}

{% btn https://e.example.jp/dl, 受け取る %}

{% img photo https://e.example.jp/a.png 300 200 '"湖の題" "湖の絵"' %}

{% iframe https://e.example.jp/map 300 200 %}

{# 書き手だけの覚え書き #}後の文。
前の文。{# 行の終わりの覚え書き #}

{% raw %}{{ 変数 }}{% endraw %}です。

[行き先]({% post_path kaki %})へ。
"""

PLAIN = _site(
    "title: 試し\nurl: https://a.example.jp\ntimezone: Asia/Tokyo\nupdated_option: empty\nlanguage: ja\n",
    {
        "_posts/kaki.md": _post(
            title="柿の木の下で", date="2024-01-02T05:00:00+09:00", tags="赤い 実", categories="庭 仕事"
        ),
        "_posts/山/秋.md": _post(title="秋の山", date="2024-02-03 04:05", tags="[山, 秋]", categories="[自然, 山]"),
        "_posts/two words.md": _post(date="2024/02/04", tag="一つ", category="雑記"),
        "_posts/2024-05-06-dated.md": _post(),
        "_posts/slug.md": _post(slug="other", updated="2024-03-02T22:00:00Z"),
        "_posts/own.md": _post(permalink=":year/own/:title"),
        "_posts/zone.md": _post(date="2024-01-01 20:30:00 +00:00"),
        "_posts/utc.md": _post(date="2024-01-01T20:30:00Z"),
        "_posts/json.md": '"title": "波括弧",\n"date": "2024-04-05 06:07:08",\n"tags": ["甲", "乙 丙"]\n;;;\n本文。\n',
        "_posts/open.md": "title: 始まりの線がない\ndate: 2024-04-06\n---\n本文。\n",
        "_posts/several.md": _post(categories="[[一, 二], [三]]"),
        "_posts/headings.md": _post(_HEADINGS),
        "_posts/tags.md": _post(_TAGS),
        "_posts/hidden.md": _post(published="false"),
        **{
            f"_posts/ending-{suffix}.{suffix}": _post()
            for suffix in ("markdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext")
        },
        **{
            f"_posts/{name}": _post() for name in ("never.mdown", "upper.MD", "_u.md", "_d/u.md", "d/_u.md", "note.txt")
        },
        "_drafts/draft.md": _post(),
        "about/index.md": _post(),
    },
)

ASSETS = _site(
    "title: 試し\nurl: https://a.example.jp\ntimezone: Asia/Tokyo\nupdated_option: empty\npost_asset_folder: true\npermalink: :title\n",
    {
        "_posts/umi.md": _post(
            "前に{% asset_img 波.jpg 荒れた海 %}と{% asset_link 波.jpg 波の 絵 %}、[道]({% asset_path 波.jpg %})。"
        ),
        "_posts/umi/波.jpg": "絵",
        "_posts/umi/inner.md": _post(),
        "_posts/other.markdown": _post(),
        "_posts/own.md": _post(permalink="own"),
        "_posts/page.md": _post(permalink="own/page.html"),
    },
)

SET = _site(
    "title: 試し\nurl: https://a.example.jp/blog\nroot: /blog/\ntimezone: America/New_York\nupdated_option: empty\n"
    "permalink: :lang/:category/:year:i_month/:hour:minute/:hash-:post_title-:abbrlink-:timestamp-:name.html\n"
    "permalink_defaults: {lang: ja, abbrlink: none}\nnew_post_name: :year-:month-:day-:title.md\n"
    "category_map: {雑記: Notes Of}\ndefault_category: etc\nfilename_case: 1\n"
    "pretty_urls: {trailing_index: false, trailing_html: false}\n"
    "ignore: ['**/left/**', '**/*.tmp.md']\nskip_render: ['_posts/raw/**', '_posts/*.{bak,old}.md']\n"
    "exclude: ['_posts/2024-01-05-e.md']\nrender_drafts: true\nuse_slug_as_post_title: true\n"
    "marked: {modifyAnchors: 1, anchorAlias: true, smartypants: false}\n",
    {
        "_posts/2024-01-02-kaki.md": _post(date="", title="Hello, 世界! (C#)", abbrlink="4a17b", category="雑記"),
        "_posts/2024-01-03-lang.md": _post(lang="en", categories="[山, 雑記]"),
        "_posts/2024-01-04-deep.md": _post(categories="[[上, 下], [雑記, Ａ b]]", date="2024-06-01T02:03:04+09:00"),
        "_posts/2024-01-05-e.md": _post(title=""),
        "_posts/other name.md": _post(),
        "_posts/raw/a.md": _post(),
        "_posts/a.bak.md": _post(),
        "_posts/left/a.md": _post(),
        "_posts/a.tmp.md": _post(),
        "_posts/own.md": _post(permalink="own/index.html"),
        "_posts/headings.md": _post(f"{_HEADINGS}## [別の名](#Alias Name) の題\n## [名](#Alias-Name)\n"),
        "_drafts/draft.md": _post(),
    },
)
