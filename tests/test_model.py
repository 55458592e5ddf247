"""The searcher against the slow model of `model.py`, on random posts and queries: the same posts in the same order with the
same scores, and the same counts of their tags, years and the like."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from blog import JANOME, analyzed, asked_terms, post
from examples import examples
from hypothesis import assume, example, given, note, settings
from hypothesis import strategies as st
from model import Model
from model_posts import Post
from model_queries import DAYS, FAMILIES, TERMS, And, Filter, Not, Or, Quote, Word, all_leaves
from msgspec.structs import replace

from index.document import Document
from index.normalize import normalize
from index.store.manifest import Manifest
from index.store.storage import create_folder, prepare, switch
from index.store.writer import Writer
from search.request import SearchRequest
from search.searcher import open_searcher

# The same examples each time, unless more are asked for: then others.
EXAMPLES = int(os.environ.get("SAKUIN_MODEL_EXAMPLES", "0"))
WORDS = [word for family in FAMILIES for word in family]
# No katakana: where a post has them in half width as well as as they were typed, the latter count alone.
QUOTES = ("猫", "猫の写真", "學校", "ＧＰＴ", "gp", "食べ", "を", "校。")
MOST_QUOTES = 6  # of one query, the others are left out
BETWEEN = (
    "を見た。",
    "、",
    "の",
    "は",
    "と",
    "\n",
    "\n\n",
    " | ",
    " ",
    "。",
    "「はい。」",
    "が好きです。",
    "長い道のりの途中で",
)
TAGS = ("旅", "日記", "Python", "ＰＹＴＨＯＮ", "python", "猫", "検索")
CATEGORIES = ("技術", "雑談")
AUTHORS = ("田中", "ﾀﾅｶ", "タナカ")
DATES = ("", "2023-02-01T12:00:00+09:00", "2024-05-01T08:00:00+09:00", "2024-05-01T23:30:00Z", "2025-12-31T00:00:00Z")


@dataclass(frozen=True)
class Blog:
    """What is written, commit by commit, and which posts are deleted in the end. `apart`: each post in a segment of its own; `merging`:
    after each commit segments are written again as one."""

    commits: tuple[tuple[Document, ...], ...]
    deleted: frozenset[str]
    recency: float
    apart: bool = False
    merging: bool = False

    def posts(self):
        latest = {each.id: each for commit in self.commits for each in commit}
        return [each for each in latest.values() if each.id not in self.deleted]

    def searcher(self, index_dir):
        prepare(index_dir)
        manifest = Manifest(analysis=JANOME.fingerprint, tokenizer="janome", root=str(index_dir), recency=self.recency)
        folder = create_folder(index_dir, manifest)
        switch(index_dir, folder)
        writer = Writer(folder)
        for commit in self._segments():
            writer.commit([analyzed(each) for each in commit])
            if self.merging:
                writer.consolidate()
        writer.commit((), deleted=self.deleted)
        if self.merging:
            writer.consolidate()
        return open_searcher(index_dir)

    def _segments(self):
        return [(each,) for commit in self.commits for each in commit] if self.apart else self.commits


def some(values, most, least=0):
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True).map(tuple)


def several(nodes, least=2, most=3):
    return st.lists(nodes, min_size=least, max_size=most, unique=True).map(tuple)


def any_of(*strategies):
    """Any of these, each as often as another: `one_of` would look into them."""
    return st.sampled_from(strategies).flatmap(lambda strategy: strategy)


filters = st.one_of(
    st.builds(Filter, st.just("tag"), st.sampled_from(TAGS)),
    st.builds(Filter, st.just("category"), st.sampled_from(CATEGORIES)),
    st.builds(Filter, st.just("author"), st.sampled_from(AUTHORS)),
    st.builds(Filter, st.just("year"), st.sampled_from(("2023", "2024", "1999"))),
    st.builds(Filter, st.just("date"), st.sampled_from(sorted(DAYS))),
)
requests = st.builds(
    SearchRequest,
    tags=some(TAGS, 1),
    categories=some(CATEGORIES, 2),
    years=some((2023, 2024, 1999), 2),
    author=st.sampled_from(("", "", "", "田中")),
    since=st.sampled_from((None, None, date(2024, 5, 1))),
    until=st.sampled_from((None, None, date(2024, 5, 1), date(2024, 5, 31))),
    mode=st.sampled_from(("auto", "all", "any")),
    sort=st.sampled_from(("relevance", "date", "-date")),
    limit=st.sampled_from((10, 3, 1)),
    offset=st.sampled_from((0, 1, 4)),
    facets=st.just(("tags", "categories", "years", "months", "authors")),
)
plain = st.builds(
    SearchRequest, mode=st.sampled_from(("auto", "auto", "any")), exact=st.sampled_from((False, False, True))
)


@st.composite
def queries(draw, words):
    """Up to four nodes, which must all match; of a word in several widths or cases one alone."""
    in_title = st.sampled_from((False, False, False, False, True))
    word, quote = st.builds(Word, st.sampled_from(words), in_title), st.builds(Quote, st.sampled_from(QUOTES), in_title)
    leaf = any_of(*[word] * 5, quote)
    negated = any_of(leaf, leaf, leaf.map(Not))
    flat = any_of(*[leaf] * 6, *[several(leaf).map(Or)] * 2, leaf.map(Not), filters, filters.map(Not))
    group = st.recursive(
        any_of(leaf, leaf, filters),
        lambda node: any_of(several(any_of(node, negated)).map(Or), several(any_of(node, negated)).map(And)),
        max_leaves=5,
    )
    query = And(draw(several(any_of(flat, flat, group, group, group.map(Not)), least=draw(st.integers(0, 4)), most=4)))
    leaves = list(all_leaves(query))
    typed = {each.text for each in leaves if isinstance(each, Word)}
    assume(len({TERMS.get(text, text) for text in typed}) == len(typed))
    assume(sum(isinstance(each, Quote) for each in leaves) <= MOST_QUOTES)
    return query


@st.composite
def posts(draw, name, words):
    """A post of these words, with something between any two."""
    pair = st.tuples(st.sampled_from(words), st.sampled_from(BETWEEN)).map("".join)
    text, short = (st.lists(pair, max_size=most).map("".join) for most in (5, 2))
    return post(
        name,
        draw(short).replace("\n", " "),
        draw(text),
        headings=draw(st.lists(st.tuples(short.filter(str.strip), text), max_size=1)),
        code=draw(some(("def read(user): return gpt(user)", "猫 = GPT  # 検索"), 1)),
        tags=draw(some((*TAGS, *words), 3)),
        categories=draw(some(CATEGORIES, 2)),
        author=draw(st.sampled_from(("", *AUTHORS))),
        date=draw(st.sampled_from(DATES)),
    )


@st.composite
def cases(draw):
    """A blog about a few words, and what is asked of it. Posts come in up to three commits, some of them written anew, some
    deleted in the end; or each in a segment of its own, and merged as they come, or not."""
    families = draw(st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=3, unique=True))
    words = [word for family in families for word in family]
    names = [draw(some("0123456789abcd"[:most], most, least)) for most, least in ((14, 4), (6, 0), (3, 0))]
    commits = tuple(tuple(draw(posts(name, words)) for name in commit) for commit in names if commit)
    deleted = frozenset(post(name).id for name in draw(some("012", 1)))
    blog = Blog(commits, deleted, draw(st.sampled_from((0.0, 0.0, 0.5))), draw(st.booleans()), draw(st.booleans()))
    request = st.tuples(queries(words), any_of(plain, plain, requests))
    return blog, draw(st.lists(request, min_size=6, max_size=8))


@given(cases())
@example(
    (
        Blog(((post("one", "", "写真"), post("two", "", "猫と犬"), post("three", "", "猫")),), frozenset(), 0.0),
        [(And((Or((Word("写真"), And((Word("猫"), Word("犬"))))),)), SearchRequest())],
    )
)
@settings(examples(EXAMPLES or 60), derandomize=not EXAMPLES)
def test_the_same_answers(tmp_path_factory, case):
    blog, asked = case
    searcher = blog.searcher(tmp_path_factory.mktemp("blog") / ".sakuin")
    posts = list(map(Post, blog.posts()))
    for query, request in asked:
        request = replace(request, query=str(query))
        note(str(request))
        check(searcher, Model(posts, query, request, recency=blog.recency), request)


@pytest.mark.parametrize(
    "copies", [1, 9, 10]
)  # of each: where ten posts have a word, those count no more in which it only sounds so
def test_every_word_is_found_in_the_spellings_written_down(tmp_path, copies):
    documents = [post(f"{word}{copy}", "", f"道で{word}を見た。") for word in WORDS for copy in range(copies)]
    searcher = Blog((tuple(documents),), frozenset(), 0.0).searcher(tmp_path / ".sakuin")
    for word in WORDS:
        check(searcher, Model(list(map(Post, documents)), And((Word(word),)), SearchRequest()), SearchRequest(word))


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_one_token(word):
    assert asked_terms(normalize(word).text) == [Word(word).term]


def check(searcher, model, request):
    expected = model.ranked()
    whole, request = replace(request, offset=0, limit=1000), replace(request, duplicates="show")
    result = searcher.search(replace(whole, duplicates="show"))
    assert {hit.path: bool(hit.relaxed) for hit in result.hits} == {
        each.post.document.path: each.relaxed for each in expected
    }
    assert result.total == sum(not each.relaxed for each in expected)
    assert result.match == ("all" if result.total else "some" if expected else "none")
    assert result.facets == model.facets()
    check_order(result.hits, expected, request.sort)
    assert searcher.search(request).hits == result.hits[request.offset : request.offset + request.limit]
    shown = searcher.search(whole)
    assert {hit.path: [copy.path for copy in hit.copies] for hit in shown.hits} == model.folded(result)
    assert shown.listed == len(shown.matching)


def check_order(hits, ranked, sort):
    """The same scores; and sorted by them, but that scores as near as rounding may lie either way."""
    expected = {each.post.document.path: each for each in ranked}
    for hit in hits:
        assert hit.score == pytest.approx(expected[hit.path].score, rel=1e-4, abs=2e-4)
    for one, other in pairwise(expected[hit.path] for hit in hits):
        assert one.relaxed <= other.relaxed
        if one.relaxed == other.relaxed:
            assert is_before(one, other, sort)


def is_before(one, other, sort):
    if sort == "relevance" and (one.score, one.post.text) != (other.score, other.post.text):
        return one.score >= other.score - 2e-4 - 1e-4 * other.score
    date = {"relevance": 0.0, "date": one.post.moment - other.post.moment, "-date": other.post.moment - one.post.moment}
    return (date[sort], -one.post.moment, one.post.document.path) <= (0.0, -other.post.moment, other.post.document.path)
