"""Where a blog is published, as its owner says: that comes before what the settings of its generator say, and is all there is for
Zenn, Qiita, plain folders and posts whose settings are elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from pathlib import PurePosixPath

from index.errors import InputUnusable
from index.language import Message
from index.reading.sites.head import Head
from index.reading.sites.publication import Publication
from index.reading.sites.settings import split_address
from index.reading.sites.site import Site

_PLACEHOLDER = re.compile(r":[A-Za-z_]\w*", re.ASCII)
_ADDRESSES = {"zenn": "https://zenn.dev/neko", "qiita": "https://qiita.com/neko"}
_USUAL = ":year :month :day :slug :title :categories"  # which most generators have


def published(site: Site, publication: Publication) -> Site:
    """The site, published so. Errors: `InputUnusable` for a permalink with a placeholder that the generator does not have."""
    if publication.permalink:
        site = site.with_permalink(publication.permalink)
        _refuse_unknown(site, publication.permalink)
    if publication.url:
        base_url, baseurl = split_address(publication.url)
        site = replace(site, base_url=base_url, baseurl=baseurl)
    return replace(site, title=publication.title or site.title)


def how_to_place(site: Site) -> Message | None:
    """What to write, and where, for a blog of which nobody says where it is published."""
    if site.base_url:
        return None
    lines = f'[site]\nurl = "{_ADDRESSES.get(site.type, "https://blog.example.jp")}"'
    return Message(
        ja="ブログの公開先が分からないので、検索結果からはこのサーバーにある本文を開きます。公開しているなら、記事のフォルダーの "
        f"sakuin.toml に、そのアドレスを書いてください:\n{lines}",
        en="Nobody says where this blog is published, so hits lead to the text of a post on this server. If it is published, write "
        f"its address into sakuin.toml beside the posts:\n{lines}",
    )


def _refuse_unknown(site: Site, permalink: str) -> None:
    """What a generator does not know, it leaves in the address, Hugo without the colon: so that is seen on a post made up."""
    folder = site.post_folders[0] if site.post_folders else "_posts"
    head = Head(PurePosixPath(folder, "2001-02-03-neko.md"), {"date": "2001-02-03", "title": "neko"})
    names = _PLACEHOLDER.findall(permalink)
    unknown = [name for name in names if name[1:] in re.split("[:/]", site.with_permalink(f"/{name}/").address(head))]
    if unknown:
        close = get_close_matches(unknown[0], _USUAL.split(), n=1)
        ja, en = (f"{close[0]} ですか？", f" Did you mean {close[0]}?") if close else ("", "")
        raise InputUnusable(
            ja=f"設定 site.permalink の {unknown[0]} は {site.type} にはありません（今は {permalink}）。{ja}使えるのは {_USUAL} などです。",
            en=f"The setting site.permalink: {site.type} has no {unknown[0]} (it is {permalink}).{en} There are {_USUAL} and others.",
        )
