"""What a searcher answers: these Structs are the JSON of the API, and what templates, feeds and the terminal read. `web` adds what
it alone knows: the language of a warning, the HTML of a fragment, the address of the next page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Literal, Protocol

from msgspec import UNSET, Meta, Struct, UnsetType, field

from index.document import Brief, Code, Link, Removal
from index.language import Message
from search.fields import Elsewhere, FacetField
from search.marked import MarkedText, Span
from search.reports.editor import Editor
from search.reports.related import RelatedPost
from search.request import Cursor, Filters, Mode, RelatedRequest, SearchRequest

Match = Literal["all", "some", "none"]
Layout = Literal["prose", "table", "code"]
Part = Literal["body", "headings", "links", "removed", "code", "marked"]
"""What a post may be answered with, beside its brief."""


class Readable:
    """A fragment as a person reads it. HTML and the terminal each show a match in their way. It is no Struct, so that the
    encoder of `web` can write it as HTML."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self.spans = spans

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Readable) and self.spans == other.spans

    def __hash__(self) -> int:
        return hash(self.spans)


class Fragment(Struct, frozen=True):
    """An excerpt, with the heading of its section and that heading's anchor on the published page. Its segments, joined, are the
    author's own text; `html` is this text escaped, with matches in <mark>, … where a sentence is cut, 「、」 between the cells
    of a table, and 「／」 between its rows and between items of a list."""

    spans: tuple[Span, ...] = field(name="segments")
    shown: Annotated[Readable, Meta(extra_json_schema={"type": "string"})] = field(name="html")
    heading: str | None = None
    anchor: str | None = None
    cut_before: bool | UnsetType = UNSET  # true where the excerpt begins within a sentence
    cut_after: bool | UnsetType = UNSET  # true where it ends within one
    layout: Layout | UnsetType = UNSET  # of prose it is left out


class Highlights(Struct, frozen=True):
    title: tuple[Fragment, ...] = ()
    body: tuple[Fragment, ...] = ()
    headings: tuple[Fragment, ...] = ()
    tags: tuple[Fragment, ...] = ()


class TermScore(Struct, frozen=True):
    """What one term in one field gave to the score of a hit; `frequency` is how often the field has it, `tier` how its spelling
    differs from what was typed: see `search.spelling.variant.Tier`."""

    term: str
    field: str
    frequency: int
    score: float
    tier: str = "exact"


class Copy(Brief, frozen=True, kw_only=True):
    """A post that says nearly the same as another; `similarity`, 0 to 1: see `index.shingles`."""

    similarity: float


class Hit(Brief, frozen=True, kw_only=True):
    """A post that answers the query; `relaxed` where it lacks some of the words. `length` is in characters. `copies` answer it as
    well, and are no hits of their own."""

    length: int
    score: float
    highlights: Highlights
    copies: tuple[Copy, ...] = ()
    relaxed: bool | UnsetType = UNSET
    explain: tuple[TermScore, ...] | UnsetType = UNSET


class FacetValue(Struct, frozen=True):
    value: str
    count: int
    selected: bool = False
    reading: str | UnsetType = UNSET  # in hiragana, where values are asked for by name: たび for 旅


class Facet(Struct, frozen=True):
    """How many of the hits have each value of a field: the commonest, selected ones first; years and months the newest first.
    `total_values` counts all of its values."""

    values: tuple[FacetValue, ...]
    truncated: bool
    total_values: int


class ParsedQuery(Struct, frozen=True):
    """How the query was understood: each of `all` is a word, a quote, or alternatives joined by OR."""

    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mode: Mode = "auto"


class Spelling(Struct, frozen=True):
    """The other spellings of a typed word that posts of the answer have, the nearest first."""

    typed: str
    found: tuple[str, ...]


class QueryWord(Struct, frozen=True):
    """A word of a query that no post matches in full: `having` posts have it, and `without` posts match `others`, which is the
    query without the word."""

    word: str
    having: int
    others: str
    without: int


class Meant(Struct, frozen=True):
    """A query that may have been meant, and how many posts match it."""

    query: str
    count: int


class IndexState(Struct, frozen=True):
    """The generation that answers. While it is building, `indexed` of `total` posts can be found by their text, the others by
    title and tags. `edition` changes with each commit, and with each setting that answers depend on; `title` is the blog's, `url` the
    address of its front page, "" where that is not known."""

    generation: int
    updated_at: str
    documents: int
    state: Literal["ready", "building"]
    indexed: int
    total: int
    title: str = ""
    edition: str = ""
    url: str = ""


class Instead(Struct, frozen=True):
    """What is offered where a query finds nothing: the newest posts, the commonest values of all posts, and how many posts match
    without the filters beside the query."""

    newest: tuple[Brief, ...]
    facets: dict[FacetField, Facet]
    without_filters: int


class Answer(Struct, frozen=True, kw_only=True):
    """The answer to a search. `match` is `all` where posts have every word, `some` where none has, `none` where there is nothing to
    show. With `some`, and where few posts have every word (below 3 for two words, below 10 for more), posts that lack some of the
    words follow, marked `relaxed`, if the mode is `auto`: they come behind all others in any order, have all that was quoted, pass
    the filters, and are counted neither in `total` nor in `facets`.

    Of the `total` posts that match, `folded` are no hits of their own but `copies` of one: so many less are there to page through.

    `corrected` is there where no post has a word of the query, which is an obvious slip: then all but `query` is the answer to this
    query instead, in the mode `auto`, and if not `exact`. Other queries that may have been meant are in `did_you_mean`."""

    query: str
    parsed: ParsedQuery
    warnings: tuple[Message, ...] = ()
    match: Match
    total: int
    limit: int
    offset: int
    processing_time_ms: float
    index: IndexState
    hits: tuple[Hit, ...]
    facets: dict[FacetField, Facet]
    spellings: tuple[Spelling, ...] = ()
    words: tuple[QueryWord, ...] = ()
    suggestions: tuple[str, ...] = ()
    did_you_mean: tuple[Meant, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    folded: int = 0
    corrected: str | UnsetType = UNSET
    instead: Instead | UnsetType = UNSET

    @property
    def listed(self) -> int:
        """How many hits there are in all with every word."""
        return self.total - self.folded

    @property
    def matching(self) -> tuple[Hit, ...]:
        """The hits with every word."""
        return tuple(hit for hit in self.hits if not hit.relaxed)

    @property
    def lacking(self) -> tuple[Hit, ...]:
        """The hits without some of the words, which follow those with every word."""
        return tuple(hit for hit in self.hits if hit.relaxed)


class Heading(Struct, frozen=True):
    level: int
    text: str
    anchor: str | None


class Post(Brief, frozen=True, kw_only=True):
    """A post as indexed, with the parts that were asked for. `length` is in characters."""

    length: int
    body: str | UnsetType = UNSET
    headings: tuple[Heading, ...] | UnsetType = UNSET
    links: tuple[Link, ...] | UnsetType = UNSET
    removed: tuple[Removal, ...] | UnsetType = UNSET
    code: tuple[Code, ...] | UnsetType = UNSET
    marked: MarkedText | UnsetType = UNSET
    related: tuple[RelatedPost, ...] | UnsetType = UNSET


class PostPage(Struct, frozen=True):
    """Some of the `total` posts that the filters let through, newest first and then by id. With `cursor` the list goes on; it is
    None at the end."""

    total: int
    limit: int
    cursor: str | None
    index: IndexState
    posts: tuple[Brief, ...]


class Suggestion(Struct, frozen=True, omit_defaults=True):
    """What a beginning may become: a tag or a category with its number of posts, or the title of the post that `id` and `url` name."""

    text: str
    kind: Literal["tag", "category", "title"]
    url: str
    count: int = 0
    id: str = ""


class Searcher(Protocol):
    """All that `web` knows of searching. Errors: `IndexUnavailable` where there is no index to ask."""

    def search(self, request: SearchRequest) -> Answer:
        """The whole answer. Errors: `SearchTimeout` where it takes too long."""

    def posts(self, filters: Filters, *, path: str = "", after: Cursor | None = None, limit: int = 100) -> PostPage:
        """The posts that the filters let through, newest first and then by id; `path` names one alone."""

    def post(
        self,
        name: str,
        *,
        include: Collection[Part] = (),
        query: str = "",
        exact: bool = False,
        related: RelatedRequest | None = None,
    ) -> Post | None:
        """A post by its id, its path below the blog, its URL or its file. In its `marked` text the words of `query` are marked,
        even if some are lacking."""

    def suggest(self, text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """The tags, categories and titles that fit what is typed so far, best first."""

    def editor(self) -> Editor:
        """The reports for the blog's editor."""

    def state(self, *, reload: bool = False) -> IndexState:
        """The generation that answers; with `reload` a new one is looked for now, and answers from then on."""

    def rest(self) -> None:
        """Look for new generations no more: the server ends, and its index may go."""
