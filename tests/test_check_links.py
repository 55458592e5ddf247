"""`sakuin check`: links within a blog, of all generators. What the site publishes is no dead link, posts or not."""

from __future__ import annotations

import pytest
from checked import BLOG, checked, findings

from search.searcher import open_searcher

TEXT = "猫の話。" * 100
PAGES = (
    "/",
    "/feed.xml",
    "/sitemap.xml",
    "/tags/",
    "/tags/猫/",
    "/categories/日記/",
    "/page/2/",
    "#猫",
    "mailto:a@example.jp",
)
AWAY = (
    "https://example.com/2024/05/12/none/",
    "//cdn.example.com/a.js",
    "javascript:void(0)",
    f"{BLOG}.example.com/x/",
)


def linking(*targets: str) -> str:
    return "\n\n".join((*(f"[link](<{target}>)" for target in targets), TEXT))


def jekyll(*targets: str) -> dict[str, str]:
    return {
        "_config.yml": f"url: {BLOG}\npermalink: /:year/:month/:day/:title/\n",
        "_posts/2024-05-12-miso.md": f"---\ntitle: 味噌\n---\n{TEXT}",
        "_posts/2024-05-13-hidden.md": f"---\ntitle: 隠れ家\nrobots: noindex\n---\n{TEXT}",
        "_posts/2024-05-14-old.md": f"---\ntitle: 移した記事\nredirect_from: /old/\n---\n{TEXT}",
        "_posts/2024-05-15-links.md": f"---\ntitle: リンク\n---\n{linking(*targets)}",
        "_drafts/later.md": f"---\ntitle: 下書き\n---\n{TEXT}",
        "about.md": "---\ntitle: 私\n---\n[最初の記事]({% post_url 2024-05-12-miso %})",
        "pages/links.html": "---\npermalink: /friends/\n---\n<a href='/2024/05/14/old/'>古い</a>",
        "assets/neko.jpg": "x",
        "_includes/x.html": "x",
    }


def hugo(*targets: str) -> dict[str, str]:
    return {
        "hugo.toml": f'baseURL = "{BLOG}/"\n',
        "content/posts/miso.md": f"---\ntitle: 味噌\ndate: 2024-05-12\naliases: [/old/]\n---\n{TEXT}",
        "content/posts/neko/index.md": f"---\ntitle: 猫\ndate: 2024-05-12\n---\n{TEXT}",
        "content/posts/neko/neko.jpg": "x",
        "content/posts/links.md": f"---\ntitle: リンク\ndate: 2024-05-12\n---\n{linking(*targets)}",
        "content/posts/_index.md": "---\ntitle: 記事\n---\n",
        "content/posts/draft.md": f"---\ntitle: 下書き\ndraft: true\n---\n{TEXT}",
        "content/about.md": f"---\ntitle: 私\n---\n{TEXT}",
        "content/hidden.md": f"---\ntitle: 隠れ家\nbuild: {{list: never}}\n---\n{TEXT}",
        "static/img/a.png": "x",
        "themes/neko/static/img/logo.png": "x",
    }


def hexo(*targets: str) -> dict[str, str]:
    return {
        "_config.yml": f"url: {BLOG}\npost_asset_folder: true\n",
        "source/_posts/miso.md": f"---\ntitle: 味噌\ndate: 2024-05-12 10:00:00\n---\n{TEXT}",
        "source/_posts/miso/jar.jpg": "x",
        "source/_posts/links.md": f"---\ntitle: リンク\ndate: 2024-05-13 10:00:00\n---\n{linking(*targets)}",
        "source/about/index.md": "---\ntitle: 私\n---\n猫",
        "source/images/a.png": "x",
    }


def zenn(*targets: str) -> dict[str, str]:
    return {
        "package.json": '{"dependencies": {"zenn-cli": "0.1"}}',
        "articles/miso-and-cats-1.md": f"---\ntitle: 味噌\npublished: true\n---\n{TEXT}",
        "articles/draft-of-cats-1.md": f"---\ntitle: 下書き\npublished: false\n---\n{TEXT}",
        "articles/links-and-cats.md": f"---\ntitle: リンク\npublished: true\n---\n{linking(*targets)}",
        "books/cats/config.yaml": "title: 猫",
        "images/a.png": "x",
    }


def qiita(*targets: str) -> dict[str, str]:
    return {
        "qiita.config.json": "{}",
        "public/miso.md": f"---\ntitle: 味噌\nid: 0123456789abcdef0123\n---\n{TEXT}",
        "public/links.md": f"---\ntitle: リンク\nid: fedcba98765432100123\n---\n{linking(*targets)}",
    }


def plain(*targets: str) -> dict[str, str]:
    return {"miso.md": f"# 味噌\n\n{TEXT}", "notes/links.md": f"# リンク\n\n{linking(*targets)}", "notes/a.png": "x"}


BLOGS = {"jekyll": jekyll, "hugo": hugo, "hexo": hexo, "zenn": zenn, "qiita": qiita, "plain": plain}
USER = "https://zenn.dev/neko"
QIITA = "https://qiita.com/neko"
PUBLISHED = {"zenn": USER, "qiita": QIITA}

THERE = {
    "jekyll": (
        "/2024/05/12/miso/",
        "/2024/05/12/miso",
        "/2024/05/12/miso/index.html#top",
        "/2024/05/12/MISO/?from=x",
        f"{BLOG}/2024/05/12/miso/",
        "../../12/miso/",
        "2024-05-12-miso.md",
        "/2024/05/13/hidden/",
        "/old/",
        "/about/",
        "/about.html",
        "/friends/",
        "/assets/neko.jpg",
        "/2024/05/",
        "/2024/05/12/",
    ),
    "hugo": (
        "/posts/miso/",
        "/posts/",
        "/about/",
        "/old/",
        "/img/a.png",
        "/img/logo.png",
        "/hidden/",
        "/img/style.css",
        "/posts/neko/neko.jpg",
        "../neko/",
        "neko/index.md",
    ),
    "hexo": ("/2024/05/12/miso/", "/2024/05/12/miso/jar.jpg", "/about/", "/images/a.png", "/archives/2024/"),
    "zenn": (
        "/images/a.png",
        f"{USER}/articles/miso-and-cats-1",
        f"{USER}/books/cats",
        "https://zenn.dev/inu/articles/none-of-ours",
        f"{USER}/articles/written-on-the-web",
        f"{USER}/scraps/0123456789abcd",
    ),
    "qiita": (f"{QIITA}/items/0123456789abcdef0123", "https://qiita.com/inu/items/ffff456789abcdef0123"),
    "plain": ("../miso.md", "/miso.md", "a.png"),
}
DEAD = {
    "jekyll": (
        "/2024/05/12/mis/",
        f"{BLOG}/2024/05/12/none/",
        "2024-05-12-none.md",
        "/assets/inu.jpg",
        "/abuot/",
        "/2024/05/15/later/",
    ),
    "hugo": ("/posts/none/", "/img/b.png", "/posts/draft/", "/posts/neko/inu.jpg", "../none.md"),
    "hexo": ("/2024/05/12/none/", "/images/b.png", "/2024/05/12/miso/inu.jpg"),
    "zenn": ("/images/b.png", f"{USER}/articles/draft-of-cats-1"),
    "qiita": (f"{QIITA}/items/ffff456789abcdef0123",),
    "plain": ("../none.md", "b.png"),
}


@pytest.mark.parametrize("kind", BLOGS)
def test_what_is_published_is_no_dead_link(folder, kind):
    root = folder(BLOGS[kind](*THERE[kind], *PAGES, *AWAY))
    report = checked(root, url=PUBLISHED.get(kind, ""), select=["L002", "L003"])
    assert [each.message.en for each in report.findings] == []


@pytest.mark.parametrize("kind", BLOGS)
def test_dead_links(folder, kind):
    root = folder(BLOGS[kind](*THERE[kind][:1], *DEAD[kind]))
    report = checked(root, url=PUBLISHED.get(kind, ""), select=["L002", "L003"])
    found = {each.message.en.split(": ", 1)[1].split(" (")[0] for each in report.findings}
    assert found == set(DEAD[kind])


@pytest.mark.parametrize(
    "link",
    [
        "[a]({{ site.baseurl }}/2024/05/12/miso/)",
        "[a]({{ '/2024/05/12/miso/' | relative_url }})",
        "[a](/blog/2024/05/12/miso/)",
        "[a](/2024/05/12/miso/)",
        "[a]({{ site.baseurl }}{% post_url 2024-05-12-miso %})",
    ],
)
def test_a_blog_below_a_path(folder, link):
    files = jekyll() | {
        "_posts/2024-05-15-links.md": f"---\ntitle: リンク\n---\n{link}\n\n{TEXT}",
        "about.md": "---\n---\n",
    }
    files["_config.yml"] += "baseurl: /blog\n"
    report = checked(folder(files))
    assert "_posts/2024-05-12-miso.md" not in {each.path for each in findings(report, "L001")}
    assert findings(report, "L002") == []


@pytest.mark.parametrize(
    "target",
    [
        "/cv.pdf",
        "/wp-content/uploads/2024/05/neko.jpg",
        "/2024/05/page2/",
        "/2024/05/12/",
        "/blogger/x/",
        "data:image/png;base64,AAAA",
    ],
)
def test_what_nobody_can_know(folder, target):
    files = jekyll(target)
    del files["about.md"], files["pages/links.html"]
    assert checked(folder(files), select=["L002"]).findings == ()


def test_odd_targets_and_aliases(folder):
    odd = [
        "http://[",
        "https://[::1",
        "//[x",
        "a%zz%",
        "%00",
        "?",
        "/?x",
        "./",
        "...",
        "/" * 50,
        "mailto:",
        ":",
        "a:b:c",
        "/%E3%81",
    ]
    links = "\n\n".join(f"[a](<{target}>) ![b](<{target}>)" for target in odd)
    front = "title: 題\naliases: ['http://[', ':', '/old/', 3, [a, [b]]]\nredirect_from: {a: b}\n"
    files = jekyll("/old/") | {"_posts/2024-05-16-odd.md": f"---\n{front}---\n{links}\n\n{TEXT}"}
    report = checked(folder(files), select=["L002", "L003"])
    assert {each.path for each in report.findings} == {"_posts/2024-05-16-odd.md"}  # /old/ is there, and nothing breaks


def test_without_the_files_nothing_is_said_of_links(folder):
    root = folder(jekyll("/2024/05/13/hidden/", "/2024/05/12/none/", "about.md"))
    checked(root)
    for path in (root / "_posts").iterdir():
        path.unlink()
    report = open_searcher(root / ".sakuin").editor().check(select=["L002"])
    assert report.findings == ()


def test_where_nobody_says_where_the_blog_is_published_only_the_day_and_the_name_tell(folder):
    links = linking("/2024/05/12/miso/", "/2024/05/12/none/", "/contact/", "/assets/a.png", "/2024/05/13/hidden/")
    hidden = f"---\ntitle: 隠れ家\nrobots: noindex\n---\n{TEXT}"
    posts = {"2024-05-12-miso": TEXT, "2024-05-13-hidden": hidden, "2024-05-14-links": links}
    report = checked(folder({f"_posts/{name}.md": text for name, text in posts.items()}), select=["L002"])
    assert [each.message.en for each in report.findings] == ["The link leads nowhere: /2024/05/12/none/"]


@pytest.mark.parametrize(
    ("kind", "orphans"),
    [
        ("jekyll", ["_posts/2024-05-15-links.md"]),
        ("hugo", ["content/about.md", "content/posts/links.md", "content/posts/neko/index.md"]),
    ],
)
def test_orphans(folder, kind, orphans):
    report = checked(folder(BLOGS[kind](*THERE[kind][:1])))
    assert [each.path for each in findings(report, "L001")] == orphans


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{{< relref "miso.md" >}}', True),
        ('{{< ref "posts/miso" >}}', True),
        ('{{< relref "/posts/neko#top" >}}', True),
        ('{{< relref "/posts" >}}', True),
        ('{{< relref "none.md" >}}', False),
    ],
)
def test_relref(folder, text, named):
    files = hugo() | {"content/posts/links.md": f"---\ntitle: 題\ndate: 2024-05-12\n---\n[a]({text})\n\n{TEXT}"}
    assert (checked(folder(files), select=["L003"]).findings == ()) == named


def test_a_dead_link_says_what_may_be_meant(folder):
    report = checked(folder(jekyll("/2024/05/13/miso/", "/2024/05/12/misoo/")), select=["L002"])
    assert {each.message.en for each in report.findings} == {
        f"The link leads nowhere: /2024/05/13/miso/ (is {BLOG}/2024/05/12/miso/ meant?)",
        f"The link leads nowhere: /2024/05/12/misoo/ (is {BLOG}/2024/05/12/miso/ meant?)",
    }
