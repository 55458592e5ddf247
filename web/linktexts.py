"""A link to a post as its author writes it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.document import Brief

if TYPE_CHECKING:
    from index.reading.sites.hugo import Hugo
    from index.reading.sites.site import Site

_IN_MARKDOWN = re.compile(r"([\\\[\]`*_<>])")
_POSTS = "_posts"


def markdown_link(post: Brief) -> str:
    """[題名](/2024/miso/)"""
    return f"[{escaped(post.title)}]({below_host(post)})"


def generator_link(post: Brief, site: Site | None) -> str:
    """A link that the generator of the site resolves as it builds, and complains of if there is no such post; "" where it has none:
    `{% post_url 2024-05-12-miso %}` of Jekyll, `{{< relref "posts/miso.md" >}}` of Hugo."""
    from index.reading.sites.hugo import Hugo  # and all that reads posts: a server waits for none of it
    from index.reading.sites.jekyll import Jekyll

    target = ""
    if isinstance(site, Jekyll):
        target = _post_url(PurePosixPath(site.prefix, post.path))
    elif isinstance(site, Hugo):
        target = f'{{{{< relref "/{hugo_path(site, post.path)}" >}}}}'
    return f"[{escaped(post.title)}]({target})" if target else ""


def hugo_path(site: Hugo, path: str) -> str:
    """`.File.Path` of Hugo: below its folder of content."""
    below = PurePosixPath(site.prefix, path)
    mounts = (mount for mount in site.content.mounts if below.is_relative_to(mount.source))
    return next((str(PurePosixPath(mount.target, below.relative_to(mount.source))) for mount in mounts), str(below))


def below_host(post: Brief) -> str:
    """The address without its server, so that it leads to the same site wherever that is shown."""
    parts = urlsplit(post.url)
    return parts._replace(scheme="", netloc="").geturl() or post.url


def escaped(title: str) -> str:
    return _IN_MARKDOWN.sub(r"\\\1", " ".join(title.split()))


def _post_url(path: PurePosixPath) -> str:
    """Jekyll names a post by its file below _posts, without the ending; pages and other collections it does not name."""
    if _POSTS not in path.parts:
        return ""
    below = path.parts[path.parts.index(_POSTS) + 1 :]
    return f"{{% post_url {PurePosixPath(*below).with_suffix('')} %}}"
