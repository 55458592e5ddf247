"""Where the links and the images of a post lead, on our own page of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from web.blog import origin_of

# What browsers take away before they read an address (https://url.spec.whatwg.org/#concept-basic-url-parser).
_ENDS = "".join(map(chr, range(0x21)))
_WITHIN = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MAIL = re.compile("mailto:", re.IGNORECASE)


@dataclass(frozen=True)
class Targets:
    """`published` is the address of the post, "" where it is not on the web; `ids` are those on our page; `posts` says for a target
    as written at which address the post is read; `origin` is where images may come from, "" where none are shown."""

    published: str
    ids: Collection[str]
    posts: Mapping[str, str]
    origin: str

    def link(self, target: str) -> str:
        """The address of a link: on the web, of a person, or on the page; "" where it would lead nowhere, or run something."""
        address = _cleaned(target)
        if address.startswith("#"):
            name = unquote(address[1:])
            return f"#{quote(name)}" if name in self.ids else self._on_web(address)
        if _MAIL.match(address):
            return address
        return self.posts.get(target) or self._on_web(address)

    def image(self, address: str) -> str:
        """The address of an image of the blog itself; "" of any other, which is not loaded."""
        found = self._on_web(_cleaned(address)) if address else ""
        return found if self.origin and origin_of(found) == self.origin else ""

    def leads_away(self, address: str) -> bool:
        """Whether a link leads to another site."""
        return bool(origin := origin_of(address)) and origin != origin_of(self.published)

    def _on_web(self, address: str) -> str:
        try:
            whole = address if _SCHEME.match(address) else urljoin(self.published, address)
            parts = urlsplit(whole)
        except ValueError:
            return ""
        return whole if parts.scheme in {"http", "https"} and parts.hostname else ""


def _cleaned(address: str) -> str:
    return _WITHIN.sub("", address.strip(_ENDS))
