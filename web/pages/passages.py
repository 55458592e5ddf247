"""Links to posts, and the passages of a hit, which link to its headings and to the very words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from msgspec import Struct

from index.document import Brief
from search.answer import Fragment, Hit
from search.marked import Span
from web.blog import origin_of, this_blog
from web.pages.textfragment import text_directive
from web.request.address import Address, is_published
from web.request.percent import percent_encoded

MOST_HEADINGS = 3


class Heading(Struct, frozen=True):
    """A heading with what matched in it; `url` is "" where it has no anchor."""

    spans: tuple[Span, ...]
    url: str


class Passage(Struct, frozen=True):
    """A fragment of the body. `url` jumps to its words on the published page, "" where that helps nobody; `code` keeps its lines."""

    spans: Iterable[Span]
    heading: Heading | None
    url: str
    code: bool = False


@dataclass(frozen=True)
class PostLinks:
    """How posts are reached from the page of `address`: where they are published, or with `read_here` as our own text of them.
    With `text_fragments` links jump to the words on a published page. Images are shown from `origin`, "" for none."""

    address: Address
    read_here: bool = False
    text_fragments: bool = True
    origin: str = ""

    def image(self, post: Brief) -> str:
        """The image of a post, where it is on the server that pages may show images from; else ""."""
        image = post.image or ""
        return image if self.origin and origin_of(image) == self.origin else ""

    def post(self, url: str, post_id: str) -> str:
        """Where a post is read: at its published address, else as our own text of it, with the words of the search marked."""
        return url if self._leads_away(url) else self.address.reading(post_id)

    def passages(self, hit: Hit) -> tuple[Passage, ...]:
        """What is shown of the body, with a heading where another section begins; none says the title again."""
        passages, before = [], None
        for fragment in _telling(hit):
            repeated = (before and _section(before) == _section(fragment)) or _is_title(fragment.heading, hit)
            heading = None if repeated else self._heading(hit, fragment)
            passages.append(
                Passage(fragment.shown, heading, self._to_words(hit, fragment), code=fragment.layout == "code")
            )
            before = fragment
        return tuple(passages)

    def headings(self, hit: Hit) -> tuple[Heading, ...]:
        """The headings that matched, without those that stand before a passage and those that say the title again."""
        shown = {_section(fragment) for fragment in _telling(hit)}
        others = [
            each for each in hit.highlights.headings if _section(each) not in shown and not _is_title(each.heading, hit)
        ]
        return tuple(Heading(each.spans, self._to(hit, each.anchor)) for each in others[:MOST_HEADINGS])

    def neighbours(self, hit: Hit) -> str:
        """The address of the posts related to a hit."""
        return f"{self.address.reading(hit.id)}#related"

    def _heading(self, hit: Hit, fragment: Fragment) -> Heading | None:
        if not fragment.heading:
            return None
        marked = (each.spans for each in hit.highlights.headings if each.anchor == fragment.anchor)
        same = (spans for spans in marked if "".join(span.text for span in spans) == fragment.heading)
        return Heading(next(same, (Span(fragment.heading),)), self._to(hit, fragment.anchor))

    def _to(self, hit: Hit, anchor: str | None) -> str:
        return f"{self.post(hit.url, hit.id)}#{percent_encoded(anchor)}" if anchor else ""

    def _to_words(self, hit: Hit, fragment: Fragment) -> str:
        matched = any(span.matched for span in fragment.spans)  # without a match it is the beginning of the post
        if not (self.text_fragments and matched and self._leads_away(hit.url)):
            return ""
        text = "".join(span.text for span in fragment.spans)
        directive = text_directive(text, cut_before=bool(fragment.cut_before), cut_after=bool(fragment.cut_after))
        # Where the words are not found, a browser goes to the heading.
        return f"{hit.url}#{percent_encoded(fragment.anchor or '')}{directive}" if directive else ""

    def _leads_away(self, url: str) -> bool:
        return is_published(url) and not self.read_here


def links_from(address: Address) -> PostLinks:
    """How the posts of this blog are reached from the page of an address."""
    blog = this_blog()
    return PostLinks(address, blog.read_here, blog.settings.ui.text_fragments, blog.origin)


def _telling(hit: Hit) -> tuple[Fragment, ...]:
    """The fragments of the body. () where none of them has a match and the post has a description, which is then shown."""
    fragments = hit.highlights.body
    matched = any(span.matched for fragment in fragments for span in fragment.spans)
    return fragments if matched or not hit.description else ()


def _section(fragment: Fragment) -> tuple[str | None, str | None]:
    return fragment.heading, fragment.anchor


def _is_title(heading: str | None, hit: Hit) -> bool:
    """Whether a heading repeats the title, as the first of a post often does, in whatever width and case."""
    return heading is not None and 2 * len(heading) > len(hit.title) and _compared(heading) == _compared(hit.title)


def _compared(title: str) -> str:
    return normalize("NFKC", title).casefold().strip()
