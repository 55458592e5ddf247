"""Posts that are published, and that their author wants in no search: generators, themes and plugins each have a word for it."""

from __future__ import annotations

from index.reading.frontmatter.values import Value, as_flag, as_text
from index.reading.sites.head import Head
from index.reading.sites.settings import lowered

# `true` keeps a post out: Just the Docs, jekyll-seo-tag and PaperMod, Congo, Docsy, Hextra, Hugo Book.
_KEEPING_OUT = (
    "search_exclude",
    "searchexclude",
    "exclude_search",
    "excludesearch",
    "excludefromsearch",
    "exclude_from_search",
    "booksearchexclude",
    "searchhidden",
    "hidden",
    "noindex",
    "robotsnoindex",
    "sitemap_exclude",
)
# `false` keeps a post out: Minimal Mistakes, hexo-generator-search, jekyll-sitemap. Material and Hugo have a table there.
_LETTING_IN = ("search", "indexing", "sitemap")
_IN_A_TABLE = ("exclude", "disable")


def kept_out(head: Head) -> bool:
    """Whether a post says that no search shall find it, be it the site's own or everybody's."""
    return (
        any(head.flag(key) for key in _KEEPING_OUT)
        or any(_refuses(head.value(key)) for key in _LETTING_IN)
        or "noindex" in as_text(head.value("robots")).lower()
    )


def _refuses(value: Value) -> bool:
    return as_flag(value) is False or any(as_flag(lowered(value).get(key)) for key in _IN_A_TABLE)
