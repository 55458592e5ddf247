"""The links within a blog: where each leads, and which posts nobody links to."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from index.document import Brief
from index.reading.frontmatter.values import as_list
from index.reading.sites.site import DATED_NAME, Site, undated
from search.editing.checks.addresses import (
    folder_of,
    is_file,
    is_of_post,
    key_of,
    may_be_made,
    path_of_file,
    path_within,
)
from search.editing.checks.built import Built
from search.editing.checks.pages import pages
from search.editing.checks.post import Post

Fate = Literal["away", "there", "dead", "unknown"]

# What generators and their plugins make of the posts, by the first folder of an address; and their files.
_LISTS = re.compile(
    "/(?:tags?|topics?|categor(?:y|ies)|archives?|authors?|series|page[0-9]*|blog|search|feed|rss|atom|amp|en|ja)(?:/|$)"
)
_FILES = re.compile(r"/(?:feed|atom|index|rss2?|sitemap)(?:\.xml)?|/robots\.txt|/404|/(?:search|index|manifest)\.json")
_NEAR = 0.85  # of 1: names that differ in a few letters
_ALIASES = ("aliases", "alias", "redirect_from")


class Leads(NamedTuple):
    """Where a link leads: to a post of that number, to something else that is there, nowhere, or who knows."""

    fate: Fate
    post: int | None = None


class Links:
    """The links of the posts that were noted, and what they may lead to."""

    def __init__(self, home: str, briefs: Sequence[Brief]) -> None:
        self._home, self._briefs = home, briefs
        self._front = key_of(urlsplit(home).path)
        self.targets: dict[int, tuple[str, ...]] = {}
        self.targets_of_tags: dict[int, tuple[str, ...]] = {}
        self._posts = {key_of(urlsplit(post.url).path): number for number, post in enumerate(briefs)}
        self._files = {_stem(post.path): number for number, post in enumerate(briefs)}
        self._names = {_name(post.path): number for number, post in enumerate(briefs)}
        slugs = Counter(map(undated, self._names))
        self._slugs = {slug: number for name, number in self._names.items() if slugs[slug := undated(name)] == 1}
        self._folders = Counter(map(folder_of, self._posts))
        self._others: set[str] = set()
        self._is_told = False  # of what the site publishes beside these posts
        self._has_pages = False  # beside the front page: then we are told of all pages that there are
        self._folders_of_files: set[str] = set()
        self._kept_out: dict[
            str, str
        ] = {}  # addresses of posts that are published and not in the index, by their names
        self._held_back: set[str] = set()  # drafts and the like
        self._has_all_posts = True  # else there may be others, as Zenn has those that were written on its pages
        self._as_files = False  # whether links name files, as they do in a folder without a generator
        self._linked: set[int] = set()

    def note(self, post: Post) -> None:
        """Remember where a post leads, and the other addresses that it has."""
        self.targets[post.number], self.targets_of_tags[post.number] = post.targets, post.targets_of_tags
        for key in _ALIASES if post.written else ():
            for address in as_list(post.written.head.value(key)):  # type: ignore[union-attr]
                if (path := path_within(address, post.document.url, self._home)) is not None:
                    self._posts.setdefault(key_of(path), post.number)

    def know(self, site: Site) -> None:
        """Learn what a site publishes beside its posts, and which posts are linked there."""
        self._is_told, self._as_files = True, site.type == "plain"
        self._has_all_posts = site.type != "zenn"
        addresses = {post.path: urlsplit(post.url).path for post in self._briefs}
        for page in pages(site, addresses):
            key = key_of(page.path)
            if page.held_back:
                self._held_back.add(key)
                continue
            self._others.add(key)
            if page.post:
                self._kept_out[_name(page.post)] = page.path
            elif page.read:
                self._has_pages = self._has_pages or key != self._front
            else:
                self._folders_of_files.add(folder_of(key))
            leads = (self.leads(target, url=page.path, path="") for target in page.targets)
            self._linked.update(each.post for each in leads if each.post is not None)

    def orphans(self) -> Iterator[int]:
        """The posts to which no other links. A link to another address than that of a post is one, for its author meant it so."""
        for number, targets in self.targets.items():
            post = self._briefs[number]
            leads = ((target, self.leads(target, url=post.url, path=post.path)) for target in targets)
            meant = (
                self.of_name(unquote(urlsplit(target).path)) if to.fate == "dead" else to.post for target, to in leads
            )
            self._linked.update(each for each in meant if each is not None and each != number)
        yield from (number for number in self.targets if number not in self._linked)

    def leads(self, target: str, *, url: str, path: str, built: Built | None = None) -> Leads:
        """Where a target leads from a page at `url`, whose file is at `path`."""
        if (file := path_of_file(target, path)) is not None:
            return self._to_file(file)
        if "/" not in target and (post := self.of_name(target)) is not None:  # as a tag of the generator names it
            return Leads("there", post)
        key = self._key(target, url, path)
        if key is None:
            return Leads("away")
        if key in self._posts:
            return Leads("there", self._posts[key])
        if built is not None:
            return Leads("there" if built.has(key) else "dead")
        if key in self._others:
            return Leads("there")
        if not self._home and self.is_known(key):
            return Leads("there", self.of_name(key))
        return Leads(self._fate(key))

    def _key(self, target: str, url: str, path: str) -> str | None:
        """The key of the address on the blog's server to which a target leads; None for another place."""
        within = path_within(target, f"{self._home.rstrip('/')}/{path}" if self._as_files else url, self._home)
        if within is not None:
            return key_of(within)
        if not target.startswith("/") or target.startswith("//"):
            return None
        key = key_of(urlsplit(target).path)
        below = f"{self._front}{key}"  # as {{ site.baseurl }} or a filter for addresses would have it
        if below in self._posts or below in self._others:
            return below
        # Images of articles of Zenn's are not below the page of their author.
        return key if folder_of(key) in self._folders_of_files else None

    def of_name(self, name: str) -> int | None:
        """The post that a tag of the generator names, 2024-05-12-miso or miso.md; or of which an address has the day and the slug."""
        dated = _dated(name)
        found = self._names.get(dated, self._files.get(_stem(name)))
        return found if found is not None or DATED_NAME.fullmatch(dated) else self._slugs.get(dated)

    def is_known(self, name: str) -> bool:
        """Whether a post is of that name, in the index or kept out of it."""
        return self.of_name(name) is not None or _dated(name) in self._kept_out

    def is_named(self, target: str, path: str) -> bool:
        """Whether there is what a tag of the generator names in the file at `path`: a post, or another file of the site."""
        name = target.partition("#")[0]
        if not name or "://" in name or self.is_known(name):
            return True
        found = (self.leads(each, url=f"/{path}", path=path).fate for each in (name, f"/{name.lstrip('/')}"))
        return "there" in found

    def near(self, target: str) -> str:
        """The post that a target may mean, by its address, or by its path where nobody says where it is published: the one of that day and
        name, the only one with its slug, or one of the same month with nearly its slug; "" for none."""
        dated = _dated(unquote(urlsplit(target).path))
        number = self._names.get(dated, self._slugs.get(undated(dated)))
        if number is None and DATED_NAME.fullmatch(dated) and dated not in self._kept_out:
            number = self._nearly(dated)
        if number is None:
            return unquote(self._kept_out.get(dated, ""))
        return unquote(self._briefs[number].url) if self._home else self._briefs[number].path

    def _nearly(self, dated: str) -> int | None:
        for posts in (self._times.get(dated[:10], {}), self._times.get(dated[:7], {})):
            if close := get_close_matches(undated(dated), posts, n=1, cutoff=_NEAR):
                return posts[close[0]]
        return None

    @cached_property
    def _times(self) -> dict[str, dict[str, int]]:
        """The posts of each day by their slugs, and those of each month without slugs that several posts have."""
        times: dict[str, dict[str, int]] = defaultdict(dict)
        for name, number in self._names.items():
            if DATED_NAME.fullmatch(name):
                times[name[:10]][undated(name)] = number
                if undated(name) in self._slugs:
                    times[name[:7]][undated(name)] = number
        return times

    def _to_file(self, file: str) -> Leads:
        post = self._files.get(_stem(file), self._names.get(_name(file)))
        if post is not None:
            return Leads("there", post)
        if key_of(_stem(file)) in self._others:
            return Leads("there")
        return Leads("dead" if self._is_told else "unknown")

    def _fate(self, key: str) -> Fate:
        """That of an address at which nothing is known to be: dead where all like it are known."""
        if not self._is_told:
            return "unknown"
        if key in self._held_back:
            return "dead"
        if is_file(key):
            known = folder_of(key) in self._folders_of_files and folder_of(key) != self._front
            return "dead" if known and not may_be_made(key) else "unknown"
        if not self._has_all_posts:
            return "unknown"
        if is_of_post(key):
            return "dead"
        ours = key.removeprefix(self._front)
        if not self._home or key in self._listed or _FILES.fullmatch(ours) or _LISTS.match(ours):
            return "unknown"
        if self._folders[folder_of(key)] > 1 and folder_of(key) not in ("", self._front):
            return "dead"
        return "dead" if self._has_pages else "unknown"

    @cached_property
    def _listed(self) -> set[str]:
        """The addresses above those of posts, where generators list them."""
        return {above for key in self._posts for above in _above(key)}


def _above(key: str) -> Iterator[str]:
    while key:
        key = folder_of(key)
        yield key


def _name(path: str) -> str:
    """What a file is called by others: its name, or that of its folder where it is the page of one."""
    name = _stem(PurePosixPath(path).name)
    return _stem(PurePosixPath(path).parent.name) if name == "index" else name


def _dated(name: str) -> str:
    """What the last part of a name or an address says, with the day that stands before it: /2024/05/12/miso/ is 2024-05-12-miso."""
    parts = [part for part in _stem(name).split("/") if part]
    if len(parts) > 3 and all(part.isdigit() for part in parts[-4:-1]):
        return "-".join(parts[-4:])
    return parts[-1] if parts else ""


def _stem(path: str) -> str:
    """A path without the ending of Markdown, in small letters."""
    plain = unicodedata.normalize("NFC", path).casefold()
    return plain.rpartition(".")[0] if plain.endswith((".md", ".markdown", ".mkd", ".mkdn", ".html")) else plain
