"""A post made of Markdown, without a file, and its text on our page of it."""

from __future__ import annotations

from html.parser import HTMLParser

from apps import app_of
from fakes import FakeSearcher
from msgspec.structs import replace

from index.document import Document, document_id
from index.reading.drafts.merge import merge_drafts
from index.reading.drafts.split import split_drafts
from index.reading.markup.markup import assemble, parse_drafts, read_lines
from index.structure import pack
from web.blog import origin_of


def document(name: str, markdown: str, *, kramdown: bool = False) -> Document:
    """A post as reading makes it."""
    drafts = parse_drafts(split_drafts(markdown), kramdown=kramdown)
    merged, removed = merge_drafts([draft.blocks for draft in drafts])
    blocks = read_lines(merged, breaks=False)
    sections, code = assemble(blocks)
    post = Document(document_id(name), f"{name}.md", f"/{name}/", "味噌の話", tags=("味噌",))
    return replace(post, sections=sections, code=code, removed=removed, structure=pack(blocks))


class Page(HTMLParser):
    """The text of the post on a page, without the names of languages and the boxes of tasks; that of each element, and how deep they
    go. It fails where one closes another."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.open, self.depth, self.elements = [], [], 0, []
        begin = html.index('<div class="text">') + len('<div class="text">')
        end = html.index('<ul class="tags"')
        self.feed(html[begin : html.rindex("</div>", begin, end)])
        assert self.open == []

    @property
    def text(self) -> str:
        return "".join(self.words).strip()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in {"hr", "img"}:
            self.open.append((tag, dict(attrs)))
            self.depth = max(self.depth, len(self.open))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        labels = [
            attrs for tag, attrs in self.open if tag == "span" and ("lang" in attrs or attrs.get("class") == "task")
        ]
        if not labels:
            self.words.append(f"【{data}】" if "mark" in dict(self.open) else data)


def page_of(
    markdown: str, *, query: str = "", kramdown: bool = False, others: tuple[Document, ...] = (), **fields
) -> Page:
    """Our page of a post, which is published nowhere unless `url` says where."""
    post = replace(document("2024-05-12-one", markdown, kramdown=kramdown), **fields)
    front_page = f"{origin_of(post.url)}/" if origin_of(post.url) else ""
    client = app_of(FakeSearcher((post, *others), front_page=front_page)).test_client()
    return Page(client.get(f"/p/{post.id}", query_string={"q": query}).text)
