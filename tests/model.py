"""A slow, plain model of the searcher: lists and dictionaries over a handful of posts, read again for every question.

What the product does with postings, keys, hashes and offsets is done here by looking at every post, every token and every
character, so that the two agree only if the fast way is right. Borrowed, as they have tests of their own: the analysis and
layout of a post (`model_posts.py`), what a query asks for (`search.asking`), the judgement of two spellings
(`model_spelling.py`), and the constants of the formulas that the docstrings of `search` publish.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from blog import JANOME
from model_facets import counted, facet, joined, passes
from model_matching import Matching
from model_posts import Post
from model_ranking import Ranked, Ranking, leaves_of, moment
from model_snippets import Snippets

from index.document import Document
from index.normalize import normalize
from search.asking.interpreter import Interpreter
from search.asking.query import Query, parse
from search.asking.terms import Terms, rarest
from search.asking.word import cut
from search.result import Facet, Highlights, SearchRequest


@dataclass(frozen=True)
class Answer:
    """All posts that answer, with what is shown of each; `order` puts them as the request sorts them."""

    match: str
    total: int
    ranked: tuple[Ranked, ...]
    highlights: dict[str, Highlights]
    facets: tuple[Facet, ...]


class Model:
    """Answers from some posts."""

    def __init__(
        self, documents: Iterable[Document], *, synonyms: Sequence[tuple[str, ...]] = (), recency: float = 0.0
    ) -> None:
        self.posts = [Post(document) for document in documents]
        self._matching = Matching(self.posts)
        self._ranking = Ranking(self._matching, recency)
        self._synonyms = {
            normalize(word).text: tuple(other for other in group if other != word)
            for group in synonyms
            for word in group
        }

    def search(self, request: SearchRequest) -> Answer:
        """The answer, whatever the request's offset and limit."""
        query = parse(request.query)
        terms = self._terms(query, exact=request.exact)
        ranked = self._ranking.rank(terms, request.mode)
        filters = joined(query.filters, request)
        matching = [each.post for each in ranked if not each.relaxed]
        answer = [each for each in ranked if passes(each.post, filters, query.without)]
        self._ranking.refine(answer, terms)
        total = sum(not each.relaxed for each in answer)
        return Answer(
            match="all" if total else "some" if answer else "none",
            total=total,
            ranked=tuple(sorted(answer, key=lambda each: _place(each, request))),
            highlights={
                each.post.document.path: self._highlights(each.post, terms, request.snippet) for each in answer
            },
            facets=tuple(
                facet(field, counted(field, matching, filters, query.without), self.posts, filters)
                for field in request.facets
            ),
        )

    def _terms(self, query: Query, *, exact: bool) -> Terms:
        interpreter = Interpreter(
            cut=partial(cut, analyzer=JANOME), known=self._matching.knows, synonyms=self._synonyms, exact=exact
        )
        return rarest(interpreter.terms(query), self._matching.rarity)

    def _highlights(self, post: Post, terms: Terms, length: int) -> Highlights:
        return Snippets(self._matching, post, leaves_of(terms)).highlights(length)


def _place(each: Ranked, request: SearchRequest) -> tuple[bool, float, float, str]:
    """Those that lack words last; then as asked, then the newest, then by path."""
    date, path = moment(each.post), each.post.document.path
    if request.sort == "relevance":
        return each.relaxed, -each.score, -date, path
    return each.relaxed, date if request.sort == "date" else -date, 0.0, path
